"""The command line as scripts and people use it: what it prints, what it refuses, with which status."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from tinydb import TinyDB

import builders
from command import SAMPLE, TOADAM, answer, badge_codes, environment, ok, sample_conference, toadam
from printed import Letter, letters, texts
from store import (
    AdmitWalkIn,
    CorrectDelegate,
    GrantSpeechTime,
    NextSpeaker,
    ReissueCode,
    StartItem,
    State,
    StrikeOff,
    Verb,
    open_store,
    waiting_list,
)
from store.engine.tables import FORMAT
from store.records import CategoryId, DelegateId, Standing

COMMANDS = (
    *("open", "demo", "new", "import", "codes", "badges", "signin-sheet", "checkin", "status", "export", "verify"),
    *("restore", "purge", "import-speeches", "import-proposals", "rehearse"),
)


@pytest.fixture(scope="session")
def conference_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    sample_conference(folder)
    return folder


@pytest.fixture
def conference(conference_made: Path, tmp_path: Path) -> Path:
    """A folder with a fresh copy of the sample conference in it."""
    shutil.copytree(conference_made, tmp_path, dirs_exist_ok=True)
    return tmp_path


# -- what everybody can rely on ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_shows_an_example(command: str, tmp_path: Path) -> None:
    assert f"toadam {command}" in ok(tmp_path, command, "--help").split("Ví dụ:")[1]


def test_help_and_errors_speak_vietnamese_unless_asked_for_english(tmp_path: Path) -> None:
    assert "cách dùng" in ok(tmp_path, "--help")
    assert "usage" in ok(tmp_path, "--lang", "en", "--help")
    assert "usage" in ok(tmp_path, "--help", TOADAM_LANG="en")


def test_a_wrong_usage_is_status_2_and_one_line(tmp_path: Path) -> None:
    for arguments in (["nonsense"], ["import"], ["--lang", "fr", "status"], ["demo", "--arrivals", "-3"]):
        done = toadam(tmp_path, *arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1


def test_the_version_is_printed(tmp_path: Path) -> None:
    assert re.fullmatch(r"toadam \d+\.\d+\.\d+\n", ok(tmp_path, "--version"))


@pytest.mark.parametrize(
    "arguments", [["status"], ["checkin", "-BCBC"], ["codes"], ["verify"], ["restore"], ["open"], []]
)
def test_without_a_conference_one_line_says_what_to_do(arguments: list[str], tmp_path: Path) -> None:
    done = toadam(tmp_path, *arguments, XDG_STATE_HOME=str(tmp_path / "state"))
    if arguments == ["restore"]:
        assert done.stdout.strip() == "Chưa có bản sao lưu nào"
        return
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "toadam new" in done.stderr


def test_options_stand_before_or_after_the_command(conference: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    path = conference / "toadam.json"
    assert answer(elsewhere, "-f", path, "status") | {"at": 0} == answer(elsewhere, "status", "-f", path) | {"at": 0}
    assert answer(elsewhere, "status", TOADAM_FILE=str(path))["attendance"]["summoned"] == 112


NOBODY_THERE = "postgresql://ban1:bi-mat@127.0.0.1:1/hoi-nghi"


def test_a_database_that_does_not_answer_is_told_in_a_sentence_without_the_password(tmp_path: Path) -> None:
    done = toadam(tmp_path, "-f", NOBODY_THERE, "status")
    assert done.stderr.startswith("toadam: postgresql://ban1@127.0.0.1:1/hoi-nghi không trả lời")
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (1, 1, "")
    assert "bi-mat" not in done.stderr


def test_without_what_talks_to_databases_it_is_said_how_to_install_it(tmp_path: Path) -> None:
    script = "import sys; sys.modules['psycopg'] = None; from tui.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", script, "-f", NOBODY_THERE, "status"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "pip install 'toadam[postgres]'" in done.stderr


def test_what_is_about_files_is_not_asked_of_a_database(tmp_path: Path) -> None:
    done = toadam(tmp_path, "-f", NOBODY_THERE, "restore")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "toadam copy" in done.stderr


def test_commands_that_do_not_draw_never_import_textual(conference: Path) -> None:
    script = (
        "import sys; from tui.cli import main\n"
        "for command in (['status', '--json'], ['codes'], ['checkin', '-BBB'], ['verify'], ['import', sys.argv[1]]):\n"
        "    assert main(command) == 0, command\n"
        "assert not {'textual', 'rich', 'typst', 'python_calamine', 'psycopg'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(SAMPLE)], cwd=conference, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


# -- new ---------------------------------------------------------------------------------------------------------------


def test_a_conference_is_not_overwritten(conference: Path) -> None:
    before = (conference / "toadam.json").read_bytes()
    done = toadam(conference, "new")
    assert done.returncode == 1
    assert (conference / "toadam.json").read_bytes() == before


def test_a_wrong_plan_is_refused_with_line_and_reason(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text('title = "Hội nghị"\nshort_titel = "HN"\n', encoding="utf-8")
    done = toadam(tmp_path, "new", "--plan", "plan.toml")
    assert done.returncode == 1
    assert "dòng 2" in done.stderr
    assert "short_titel" in done.stderr
    assert "short_title?" in done.stderr
    assert not (tmp_path / "toadam.json").exists()


# -- import, codes -----------------------------------------------------------------------------------------------------


def test_the_sample_roster_is_taken_in_whole_and_without_doubt(tmp_path: Path) -> None:
    ok(tmp_path, "new")
    told = answer(tmp_path, "import", SAMPLE)
    assert (told["added"], told["unchanged"], told["doubts"]) == (112, 0, [])
    assert [delegate["number"] for delegate in told["delegates"]] == list(range(1, 113))
    assert set(told) == {
        *("file", "sheet", "encoding", "header_row", "delegates", "added", "corrected", "replaced", "unlisted"),
        *("unchanged", "left_out_columns", "doubts"),
    }


def test_the_same_roster_again_adds_nobody(conference: Path) -> None:
    codes = badge_codes(conference)
    told = answer(conference, "import", SAMPLE)
    assert (told["added"], told["corrected"], told["replaced"], told["unchanged"]) == (0, 0, 0, 112)
    assert badge_codes(conference) == codes


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    ok(tmp_path, "new")
    told = answer(tmp_path, "import", SAMPLE, "--dry-run")
    assert told["added"] == 112
    assert answer(tmp_path, "codes") == []


def test_a_picture_is_no_roster(conference: Path) -> None:
    (conference / "anh.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    done = toadam(conference, "import", "anh.xlsx")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Excel" in done.stderr


def test_every_delegate_has_a_code_of_their_own(conference: Path) -> None:
    rows = answer(conference, "codes")
    assert len({row["code"] for row in rows}) == 112
    assert set(rows[0]) == {"number", "code", "name", "title", "unit", "category"}
    plain = ok(conference, "codes").splitlines()
    assert plain[0].split("\t")[:2] == [str(rows[0]["number"]), rows[0]["code"]]


# -- badges, checkin, status, export -----------------------------------------------------------------------------------


def test_badges_are_made_for_those_who_are_chosen(conference: Path) -> None:
    ok(conference, "badges", "-o", "b.pdf", "--png", "cards", "--only", "3,7-9")
    assert (conference / "b.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((conference / "cards").iterdir())) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "-o"),
        (["-o", "toadam.json"], "--force"),
        (["-o", "b.pdf", "--only", "x"], "3,7-9"),
        (["-o", "b.pdf", "--category", "không có"], "to-truong"),
    ],
)
def test_badges_that_cannot_be_made_say_why(arguments: list[str], said: str, conference: Path) -> None:
    done = toadam(conference, "badges", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert said in done.stderr


def changed(folder: Path, *verbs: Verb[Any]) -> State:
    """The conference after these."""
    with closing(open_store(folder / "toadam.json", desk="Bàn 1")) as store:
        for verb in verbs:
            store.run(verb)
        return store.state


def page_count(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def numbers_printed(path: Path) -> list[int]:
    """The numbers on badges, as large as nothing else on them."""
    return [int("".join(one.char for one in big)) for big in _runs_of_large_digits(path)]


def _runs_of_large_digits(path: Path) -> Iterator[list[Letter]]:
    for page in range(page_count(path)):
        large = [one for one in letters(path.read_bytes(), page) if one.char.isdigit() and one.bottom - one.top > 4]
        yield from ([*large[start : start + 3]] for start in range(0, len(large), 3))


def test_that_badges_were_made_is_noted(conference: Path) -> None:
    assert len(changed(conference).badges) == 0
    ok(conference, "badges", "-o", "b.pdf", "--only", "3,7-9")
    state = changed(conference)
    assert sorted(state.delegates[id].number for id in state.badges) == [3, 7, 8, 9]
    ok(conference, "badges", "--png", "cards", "--only", "10")
    assert len(changed(conference).badges) == 5


def test_badges_that_could_not_be_written_are_not_noted(conference: Path) -> None:
    done = toadam(conference, "badges", "-o", "none/b.pdf", "--only", "3")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert len(changed(conference).badges) == 0


def test_only_badges_that_are_no_longer_right_are_made_again(conference: Path) -> None:
    assert "112" in ok(conference, "badges", "-o", "all.pdf", "--changed")
    state = changed(conference)
    people = {one.number: one for one in state.delegates.values()}
    changed(
        conference,
        ReissueCode(delegate=people[5].id, seed=99),
        CorrectDelegate(delegate=people[9].id, name="Ngô Đức Kỷ"),
        AdmitWalkIn(id=DelegateId(7), seed=8, category=CategoryId("to-truong"), name="Phạm Bảo Uyên"),
    )
    told = ok(conference, "--lang", "en", "badges", "-o", "again.pdf", "--changed")
    assert told.splitlines()[0] == "To be made: 3 (never made: 1; new code: 1; other words: 1)"
    assert numbers_printed(conference / "again.pdf") == [5, 9, 113]


def test_nothing_to_make_again_is_said_and_nothing_is_written(conference: Path) -> None:
    ok(conference, "badges", "-o", "all.pdf")
    done = toadam(conference, "badges", "-o", "again.pdf", "--changed")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert not (conference / "again.pdf").exists()


def test_service_staff_and_those_struck_off_get_a_badge_only_by_number(conference: Path) -> None:
    people = {one.number: one for one in changed(conference).delegates.values()}
    changed(
        conference,
        StrikeOff(delegates=(people[4].id,)),
        AdmitWalkIn(id=DelegateId(7), seed=8, standing=Standing.SERVICE, title="Lái xe"),
    )
    ok(conference, "badges", "-o", "all.pdf")
    assert numbers_printed(conference / "all.pdf") == [number for number in range(1, 113) if number != 4]
    ok(conference, "badges", "-o", "some.pdf", "--only", "3,4,113")
    assert numbers_printed(conference / "some.pdf") == [3, 4, 113]


def test_badges_by_area_begin_each_area_on_a_new_sheet(conference: Path) -> None:
    ok(conference, "badges", "-o", "b.pdf", "--by-area")
    ok(conference, "badges", "-o", "plain.pdf")
    assert page_count(conference / "b.pdf") > page_count(conference / "plain.pdf") == 12
    assert "Đình Bảng: " in " ".join(texts((conference / "b.pdf").read_bytes()))


def test_blank_badges_are_minted_and_printed(conference: Path) -> None:
    ok(conference, "badges", "-o", "b.pdf", "--blank", "12")
    ok(conference, "badges", "-o", "more.pdf", "--blank", "1")
    state = changed(conference)
    assert sorted(state.blanks) == list(range(1, 14))
    assert page_count(conference / "b.pdf") == 2
    assert "THẺ TRẮNG 13" in texts((conference / "more.pdf").read_bytes())[0]
    assert outcomes(ok(conference, "checkin", state.blanks[13].code)) == ["unknown"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--png", "cards"],
        ["-o", "b.pdf", "--png", "cards"],
        ["-o", "b.pdf", "--only", "3"],
        ["-o", "b.pdf", "--area", "Đình Bảng"],
        ["-o", "b.pdf", "--category", "to-truong"],
        ["-o", "b.pdf", "--changed"],
        ["-o", "b.pdf", "--by-area"],
    ],
)
def test_blank_badges_are_nobodys(arguments: list[str], conference: Path) -> None:
    done = toadam(conference, "badges", "--blank", "3", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "--blank" in done.stderr
    assert len(changed(conference).blanks) == 0


@pytest.mark.parametrize("count", ["0", "501", "x", "-3"])
def test_blank_badges_are_from_1_to_500(count: str, conference: Path) -> None:
    assert toadam(conference, "badges", "-o", "b.pdf", f"--blank={count}").returncode == 2


@pytest.mark.parametrize("command", [["badges"], ["signin-sheet"], ["export", "attendance"]])
def test_a_conference_is_never_taken_for_the_file_of_a_document(command: list[str], conference: Path) -> None:
    before = (conference / "toadam.json").read_bytes()
    assert toadam(conference, *command, "-o", "toadam.json", "--force").returncode == 1
    assert (conference / "toadam.json").read_bytes() == before


def test_the_sheets_to_sign_are_made_once(conference: Path) -> None:
    assert "s.pdf" in ok(conference, "signin-sheet", "-o", "s.pdf")
    assert page_count(conference / "s.pdf") == 7
    assert "--force" in toadam(conference, "signin-sheet", "-o", "s.pdf").stderr
    ok(conference, "signin-sheet", "-o", "s.pdf", "--force", "--area", "dinh bang")
    assert "ĐÌNH BẢNG" in texts((conference / "s.pdf").read_bytes())[0]


def test_an_area_that_is_not_there_is_refused_with_those_that_are(conference: Path) -> None:
    done = toadam(conference, "signin-sheet", "-o", "s.pdf", "--area", "Hà Nội")
    assert done.returncode == 1
    assert "Đình Bảng" in done.stderr


def outcomes(printed: str) -> list[str]:
    return [line.split("\t")[0] for line in printed.splitlines()]


def test_a_code_is_answered_by_outcome_number_name_and_detail(conference: Path) -> None:
    code = badge_codes(conference)[46]
    first = ok(conference, "checkin", code, TOADAM_DESK="Bàn 1").rstrip("\n").split("\t")
    assert first[:2] == ["admitted", "47"]
    assert re.fullmatch(r"\d\d:\d\d:\d\d", first[3])
    again = ok(conference, "--desk", "Bàn 2", "checkin", code).split("\t")
    assert again[0] == "already-in"
    assert first[3] in again[3]


def test_whatever_is_scanned_gets_a_line_in_order(conference: Path) -> None:
    code = badge_codes(conference)[0]
    wrong = code[:-1] + next(letter for letter in "BCG" if letter not in code[-2:])
    lines = [code, code.lower(), wrong, "0912345678", "001075009999||Nguyễn Văn A|01011970|Nam", "\x1b[2J", "ư" * 9000]
    printed = ok(conference, "checkin", "-", stdin="\n".join(lines) + "\r\n\n")
    assert outcomes(printed) == ["admitted", "repeat", "misread", "unknown", "unknown", "unknown", "unknown"]
    assert "\x1b" not in printed


def test_a_scanner_that_ends_with_a_carriage_return_only_is_understood(conference: Path) -> None:
    codes = badge_codes(conference)[:3]
    assert outcomes(ok(conference, "checkin", "-", stdin="\r".join(codes) + "\r")) == ["admitted"] * 3


def test_bytes_that_are_no_text_are_unknown_codes(conference: Path) -> None:
    assert outcomes(ok(conference, "checkin", "-", stdin=b"\xff\xfe\x00\n\xc3\n")) == ["unknown", "unknown"]


def test_the_status_counts_what_happened(conference: Path) -> None:
    codes = badge_codes(conference)
    ok(conference, "checkin", *codes[:5])
    told = answer(conference, "status")
    assert told["attendance"] | {"late": 0} == {
        "summoned": 112,
        "present": 5,
        "substitutes": 0,
        "excused": 0,
        "unexcused": 0,
        "walk_ins": 0,
        "service": 0,
        "not_arrived": 107,
        "late": 0,
        "left": 0,
    }
    assert [category["summoned"] for category in told["categories"]] == [3, 6, 4, 5, 6, 12, 76]
    assert sum(category["present"] for category in told["categories"]) == 5
    assert told["agenda"]["current"] is None
    assert told["speakers"] == {"speaking": None, "waiting": 0, "finished": 0}
    assert "5/112" in ok(conference, "status")


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_the_attendance_list_is_written_once(name: str, conference: Path) -> None:
    ok(conference, "export", "attendance", "-o", name)
    assert toadam(conference, "export", "attendance", "-o", name).returncode == 1
    ok(conference, "export", "attendance", "-o", name, "--force")
    assert (conference / name).stat().st_size > 1000


def test_an_attendance_list_of_another_kind_is_refused(conference: Path) -> None:
    assert toadam(conference, "export", "attendance", "-o", "a.pdf").returncode == 1
    assert not (conference / "a.pdf").exists()


def test_an_allowance_nobody_named_is_refused_with_how_to_name_it(conference: Path) -> None:
    done = toadam(conference, "export", "allowance", "-o", "a.xlsx")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "--amount" in done.stderr
    assert not (conference / "a.xlsx").exists()


def amounts(path: Path) -> list[int]:
    """What each person on a list of allowances is paid."""
    rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    return [row[4] for row in rows if isinstance(row[0], int)]


def test_an_allowance_is_named_for_all_and_for_a_category(conference: Path) -> None:
    ok(conference, "checkin", *badge_codes(conference)[:10])
    named = ("--amount", "dan van tinh=300000", "--amount", "200.000", "--amount", "lanh-dao-thanh-pho=1 000 000")
    ok(conference, "export", "allowance", "-o", "a.xlsx", *named)
    assert amounts(conference / "a.xlsx") == [*[300_000] * 3, *[1_000_000] * 6, 200_000]
    ok(conference, "export", "allowance", "-o", "b.xlsx", "--amount", "lanh-dao-thanh-pho=50000")
    assert amounts(conference / "b.xlsx") == [50_000] * 6


def test_a_category_that_is_not_there_is_paid_nothing(conference: Path) -> None:
    done = toadam(conference, "export", "allowance", "-o", "a.xlsx", "--amount", "khach=5000")
    assert done.returncode == 1
    assert "to-truong" in done.stderr


@pytest.mark.parametrize("amount", ["", "x", "-5", "1.5", "20.00", "1000000001", "٣", "a=b=", "1,000"])
def test_what_is_no_amount_is_a_wrong_usage(amount: str, conference: Path) -> None:
    done = toadam(conference, "export", "allowance", "-o", "a.xlsx", f"--amount={amount}")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_amounts_belong_to_the_allowance(conference: Path) -> None:
    done = toadam(conference, "export", "attendance", "-o", "a.xlsx", "--amount", "5000")
    assert done.returncode == 1
    assert "allowance" in done.stderr


@pytest.mark.parametrize("what", ["introductions", "script", "programme"])
@pytest.mark.parametrize(("name", "start"), [("i.pdf", b"%PDF"), ("i.docx", b"PK")])
def test_paper_for_lectern_and_chair_is_written(what: str, name: str, start: bytes, conference: Path) -> None:
    ok(conference, "checkin", *badge_codes(conference)[:5])
    ok(conference, "export", what, "-o", name)
    assert (conference / name).read_bytes().startswith(start)


def test_a_document_of_another_kind_is_refused_with_the_kinds_there_are(conference: Path) -> None:
    done = toadam(conference, "export", "introductions", "-o", "i.xlsx")
    assert done.returncode == 1
    assert ".docx" in done.stderr
    assert ".pdf" in done.stderr
    assert not (conference / "i.xlsx").exists()


def test_the_empty_roster_names_the_categories(conference: Path) -> None:
    ok(conference, "export", "template", "-o", "t.xlsx")
    cells = [row[1] for row in openpyxl.load_workbook(conference / "t.xlsx").active.iter_rows(values_only=True)]
    assert "Tổ trưởng các Tổ Dân vận ở khu dân cư (76 đ/c)" in cells


def test_documents_load_their_libraries_only_when_they_are_made() -> None:
    script = "import sys, store.documents; sys.exit(bool({'docx', 'lxml', 'typst', 'xlsxwriter'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], env=environment(), check=False).returncode == 0


def test_after_a_clean_end_plain_tinydb_reads_everything(conference: Path) -> None:
    ok(conference, "checkin", *badge_codes(conference)[:3])
    with TinyDB(conference / "toadam.json") as db:
        assert len(db.table("delegates")) == 112
        assert len(db.table("attendance")) == 3
        assert db.table("meta").get(doc_id=1)["toadam"] == FORMAT
    assert (conference / "toadam.json").read_bytes().isascii()


# -- verify, restore ---------------------------------------------------------------------------------------------------


def killed_after(conference: Path, codes: list[str]) -> None:
    """Checks in all of `codes` in one process that then dies without closing anything."""
    with subprocess.Popen(
        [*TOADAM, "checkin", "-"], cwd=conference, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n".join(codes).encode() + b"\n")
        process.stdin.flush()
        for _code in codes:
            process.stdout.readline()
        process.kill()


def test_a_sound_conference_is_said_to_be_sound(conference: Path) -> None:
    assert "toadam.json" in ok(conference, "verify")


def test_damage_is_named_refused_and_repaired_with_the_original_kept(conference: Path) -> None:
    codes = badge_codes(conference)
    killed_after(conference, codes[:10])
    journal = max(conference.glob("toadam.json.journal-*"), key=lambda path: int(path.name.rpartition("-")[2]))
    content = bytearray(journal.read_bytes())
    middle = content.index(b"\n", len(content) // 2) + 100
    content[middle] ^= 1
    journal.write_bytes(content)

    found = toadam(conference, "verify")
    assert found.returncode == 1
    assert journal.name in found.stdout
    assert toadam(conference, "checkin", codes[20]).returncode == 1
    assert answer(conference, "status")["attendance"]["present"] < 10

    told = ok(conference, "verify", "--repair")
    assert "Mất hẳn" in told
    assert answer(conference, "status")["attendance"]["present"] == 9
    (kept,) = conference.glob("toadam.json.kept-*")
    assert (kept / journal.name).read_bytes() == content
    assert outcomes(ok(conference, "checkin", codes[20])) == ["admitted"]


def test_a_backup_is_put_back_and_the_present_kept(conference: Path) -> None:
    codes = badge_codes(conference)
    ok(conference, "checkin", *codes[:4])
    (backup,) = (conference / "toadam.json.backups").iterdir()
    ok(conference, "checkin", *codes[4:9])
    assert backup.name in ok(conference, "restore")
    (conference / "toadam.json").write_bytes(b"{ not json")
    assert toadam(conference, "status").returncode == 1
    assert "toadam restore" in toadam(conference, "status").stderr
    ok(conference, "restore", backup.name)
    assert 1 <= answer(conference, "status")["attendance"]["present"] <= 4
    assert list(conference.glob("toadam.json.kept-*"))


# -- a disk that takes no more ---------------------------------------------------------------------


def test_what_the_disk_does_not_take_is_said_and_the_rest_goes_on(conference: Path) -> None:
    codes = badge_codes(conference)
    room = max(path.stat().st_size for path in conference.glob("toadam.json*") if path.is_file())
    script = (
        "import resource, sys; from tui.cli import main\n"
        "limit = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
        "sys.exit(main(['checkin', '-']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(room // 4)],
        cwd=conference,
        env=environment(),
        input="\n".join(codes).encode(),
        capture_output=True,
        check=False,
    )
    answered = outcomes(done.stdout.decode())
    admitted = answered.count("admitted")
    assert done.returncode == 1
    assert len(answered) == len(codes)
    assert set(answered) == {"admitted", "not-saved"}
    assert answer(conference, "status")["attendance"]["present"] == admitted
    assert outcomes(ok(conference, "checkin", *codes)).count("admitted") == len(codes) - admitted


def test_a_conference_in_a_folder_that_is_copied_to_a_cloud_is_warned_of(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - UBND"
    folder.mkdir()
    done = toadam(folder, "new")
    assert done.returncode == 0
    assert "OneDrive" in done.stderr


# -- at the podium -----------------------------------------------------------------------------------------------------

SPEECHES = str(SAMPLE.parent / "tham-luan.csv")


def test_presentations_are_taken_in_once_and_a_trial_writes_nothing(conference: Path) -> None:
    trial = answer(conference, "import-speeches", SPEECHES, "--dry-run", "--json")
    assert (trial["added"], trial["unchanged"], trial["doubts"], len(trial["speeches"])) == (8, 0, [], 8)
    assert answer(conference, "status", "--json")["speakers"]["waiting"] == 0
    said = ok(conference, "import-speeches", SPEECHES).splitlines()
    assert said == ["Tìm thấy 8 tham luận", "Mới: 8; sửa: 0; giữ nguyên: 0"]
    assert answer(conference, "import-speeches", SPEECHES, "--json")["unchanged"] == 8
    assert answer(conference, "status", "--json")["speakers"] == {"speaking": None, "waiting": 8, "finished": 0}


def test_a_file_that_is_no_list_of_presentations_is_refused_in_one_line(conference: Path) -> None:
    done = toadam(conference, "import-speeches", str(SAMPLE))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "Tên tham luận" in done.stderr


def test_the_status_says_where_the_agenda_is_and_who_speaks(conference: Path) -> None:
    before = answer(conference, "status", "--json")["agenda"]
    assert before == {"current": None, "offset_s": 0, "expected_end": "2023-09-15T11:15:00+07:00"}
    ok(conference, "import-speeches", SPEECHES)
    late = builders.stamp("08:43:00")
    with closing(open_store(conference / "toadam.json", desk="Chủ trì", clock=lambda _zone: late)) as store:
        item = next(one for one in store.state.agenda.values() if one.title == "Tham luận")
        store.run(StartItem(item=item.id))
        store.run(NextSpeaker(current=None))
        store.run(GrantSpeechTime(speech=waiting_list(store.state)[0].id, seconds=60))
    # The machine's own clock is not of that day: what is asked here does not hang on it.
    now = answer(conference, "status", "--json")
    assert now["agenda"]["current"]["title"] == "Tham luận"
    assert now["agenda"]["current"]["started_at"][-6:] == "+07:00"
    speaking = now["speakers"]["speaking"]
    assert (speaking["name"], speaking["kind"], now["speakers"]["waiting"]) == ("Nguyễn Văn Hưởng", "prepared", 7)
    assert speaking["elapsed_s"] + speaking["remaining_s"] == 600
    assert "Đang phát biểu: Nguyễn Văn Hưởng" in ok(conference, "status")
