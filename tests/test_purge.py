"""Deleting what is personal: nothing of anybody is left in any file, every figure is, and there is no way back."""

from __future__ import annotations

import errno
import json
import platform
from contextlib import closing
from pathlib import Path

import pytest

import builders
from command import answer, ok, sample_conference, toadam
from damages import newer_format
from disks import files_in, lay_out
from older import left_by_format_1, somebody_here
from people import DRAFT, HOST, after_a_morning, figures, found_in, looked_at, scan
from store import State
from store.documents import Roll
from store.documents.attendance_tables import attendance_sheets
from store.engine.data_file import DataFile
from store.engine.examination import backups_of, examine
from store.engine.layout import Layout
from store.engine.publishing import publish
from store.engine.tables import Tables
from store.errors import Damaged, InUse, NewerFormat, OlderFormat, Purged, ReadOnly
from store.purge import purge, what_a_purge_deletes, without_people
from store.records import RECORD_TYPES, AgendaItem, AgendaKind, Record, Tally
from stores import QuietSystem, new_conference, opened
from tui.refusals import sentence

pytestmark = pytest.mark.usefixtures("temporary_folder")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "usb"


@pytest.fixture
def path(tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(platform, "node", lambda: HOST)
    folder = tmp_path / "hoi-nghi"
    folder.mkdir()
    return after_a_morning(folder, stick)


# -- nothing is left ----------------------------------------------------------------------------------


def test_no_word_of_anybody_is_left_in_any_file(path: Path, stick: Path, temporary_folder: Path) -> None:
    before, words = looked_at(path)
    workshop = temporary_folder / "toadam-killed" / "2023"
    lay_out(files_in(backups_of(path)[0].path), backups_of(path)[0].path, workshop)
    everywhere = [path.parent, stick, temporary_folder]
    assert len(words) >= 40
    assert {word for word, _file in found_in(everywhere, words)} == words
    purge(path, QuietSystem())
    assert found_in(everywhere, words) == set()
    assert {file.name for file in path.parent.iterdir()} == {
        path.name,
        *(f"{path.name}.{ending}" for ending in ("lock", "open", "journal-5")),
    }
    assert figures(looked_at(path)[0]) == figures(before)


def test_opening_and_looking_leave_no_name_behind(path: Path) -> None:
    words = looked_at(path)[1]
    purge(path, QuietSystem())
    opened(path, "Bàn B").close()
    examine(path)
    assert found_in([path.parent], words) == set()


def test_every_kind_of_record_says_what_is_personal_in_it() -> None:
    for kind in RECORD_TYPES.values():
        assert "personal" in vars(kind), kind
        for field in kind.personal or ():
            names: tuple[str, ...] = kind.__struct_fields__
            assert field.partition(".")[0] in names, field


STAYS = {
    "conference": {
        *("id", "code_letters", "title", "short_title", "organiser", "venue", "date", "opens", "late_after_minutes"),
        *("utc_offset_minutes", "superiors", "categories", "areas", "themes", "recipients", "absence_reasons"),
        *("allowance_signatures", "speaking", "abbreviations", "addressees", "report_profile", "retention_days"),
        "identity_cards",
    },
    "agenda": {"id", "position", "title", "kind", "start", "minutes", "hard_start"},
    "runs": {"item", "spans", "added_ms", "skipped"},
    "speeches": {
        *("id", "kind", "position", "area", "minutes", "unlimited", "paper", "answers", "queued", "on_deck", "item"),
        *("limit_ms", "added_ms", "span", "fate"),
    },
    "speaker_lists": {"closed", "advice", "cap_minutes"},
    "recoveries": {"id", "since", "until", "choice"},
    "hall_displays": {"view", "counts"},
    "proposals": {
        *("id", "number", "kind", "theme", "many", "item", "speech", "noted", "state", "recommendation"),
        *("merged_into", "split_from", "withdrawn"),
    },
    "openings": {"at", "counts"},
    "closings": {"at"},
    "hand_counts": {"id", "at", "people", "source"},
    "tally": {"at", "categories", "areas"},
}


def test_every_field_that_stays_was_decided_on() -> None:
    """A new field belongs either here or among the personal ones of its record."""
    stays = {
        kind.table: set(kind.__struct_fields__) - kind.personal
        for kind in RECORD_TYPES.values()
        if kind.personal is not None
    }
    assert stays == STAYS


def test_a_record_that_forgot_to_say_goes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RECORD_TYPES, "forgetful", Tally)  # Not there afterwards, whatever the class says.

    class Forgetful(Record, frozen=True, kw_only=True):
        table = "forgetful"

    assert RECORD_TYPES["forgetful"] is Forgetful
    rows = {"forgetful": {"1": {"text": "…"}}, "unknown": {"1": {"name": "…"}}}
    assert without_people(Tables(rows), TALLY).read().keys() == {"tally"}


TALLY = Tally(at=builders.stamp().wall, categories={}, areas={})


def test_names_of_the_plan_are_emptied() -> None:
    item = AgendaItem(
        id=1,
        position=1,
        title="Khai mạc",
        kind=AgendaKind.CEREMONY,
        start=builders.MIDNIGHT,
        minutes=5,
        responsible="A",
    )
    rows = {"conference": {"1": builders.conference().to_document()}, "agenda": {"1": item.to_document()}}
    left = without_people(Tables(rows), TALLY)
    assert left.are_records()
    assert left.documents("conference")[0]["organiser"] == rows["conference"]["1"]["organiser"] | {"signatory": ""}
    assert left.documents("agenda") == [rows["agenda"]["1"] | {"responsible": ""}]
    assert rows["conference"]["1"]["organiser"]["signatory"]


# -- what stays ---------------------------------------------------------------------------------------


def test_the_sentences_and_sums_of_the_attendance_list_stay(path: Path) -> None:
    def sums(state: State) -> list[object]:
        summary, *_people, areas = attendance_sheets(Roll.of(state), phones=False)
        return [summary.above, summary.tables[0].rows, summary.tables[0].total, areas.tables[0].rows, summary.below[0]]

    before = sums(looked_at(path)[0])
    purge(path, QuietSystem())
    assert sums(looked_at(path)[0]) == before


def test_what_was_purged_opens_and_cannot_be_changed(path: Path) -> None:
    purge(path, QuietSystem())
    store = opened(path, "Bàn B")
    assert len(store.state.delegates) == 0
    assert store.log() == []
    assert store.read_only is not None
    assert isinstance(store.read_only.why, Purged)
    assert "15/09/2023" in sentence(store.read_only)
    with pytest.raises(ReadOnly):
        store.run(scan(1))
    store.back_up_if_due()
    store.close()
    assert not Layout.of(path).backups.exists()
    found = examine(path)
    assert (found.faults, found.backups) == ((), ())
    assert isinstance(found.remark, Purged)
    assert not found.remark.unfinished


def test_purging_again_changes_nothing(path: Path) -> None:
    purge(path, QuietSystem())
    before = path.read_bytes()
    again = purge(path, QuietSystem())
    assert (again.people, again.actions, again.files) == (0, 0, ())
    assert path.read_bytes() == before


def test_an_older_format_is_purged_as_well(tmp_path: Path) -> None:
    path = left_by_format_1("unfolded", tmp_path / "alt")
    before, words = looked_at(path)
    plan = what_a_purge_deletes(path)
    assert (plan.people, plan.actions) == (7, 8)
    purge(path, QuietSystem())
    assert found_in([path.parent], words) == set()
    assert figures(looked_at(path)[0]) == figures(before)


def test_what_is_purged_is_brought_up_to_date_without_a_backup(path: Path) -> None:
    purge(path, QuietSystem())
    layout = Layout.of(path)
    with closing(opened(path)) as store:
        engine = store.engine
        old = DataFile(conference=1, generation=9, seq=engine.seq, tables=engine.tables, format=1)
    publish(layout, old, QuietSystem())
    layout.turn.write_bytes(b"")
    with closing(opened(path)) as store:
        assert store.read_only is not None
        assert isinstance(store.read_only.why, Purged)
    assert not layout.backups.exists()
    assert json.loads(path.read_bytes())["meta"]["1"]["toadam"] > 1


# -- who is in the way, what is out of reach ----------------------------------------------------------


def test_nothing_is_purged_under_somebody_who_works(path: Path) -> None:
    with closing(somebody_here(path, "Bàn cửa Đông")):
        before = files_in(path.parent)
        with pytest.raises(InUse) as caught:
            purge(path, QuietSystem())
        assert "Bàn cửa Đông" in sentence(caught.value)
        assert {file.suffix for file, content in files_in(path.parent).items() if before.get(file) != content} <= {
            ".lock",
            ".open",
        }


def test_an_older_file_somebody_works_with_is_not_purged(tmp_path: Path) -> None:
    path = left_by_format_1("unfolded", tmp_path / "alt")
    with closing(somebody_here(path)), pytest.raises(OlderFormat):
        purge(path, QuietSystem())


def test_a_newer_file_is_left_to_the_newer_program(path: Path) -> None:
    newer_format(path)
    for look in (purge, what_a_purge_deletes):
        with pytest.raises(NewerFormat):
            look(path)


def test_what_cannot_be_read_is_not_purged_to_wrong_counts(path: Path) -> None:
    opened(path).close()
    content = json.loads(path.read_bytes())
    content["attendance"]["1"]["status"] = "somewhere"
    layout = Layout.of(path)
    tables = {name: rows for name, rows in content.items() if name != "meta"}
    publish(layout, DataFile(conference=1, generation=99, seq=17, tables=Tables(tables)), QuietSystem())
    layout.turn.write_bytes(b"")
    before = path.read_bytes()
    for look in (purge, what_a_purge_deletes):
        with pytest.raises(Damaged):
            look(path, QuietSystem())
    assert path.read_bytes() == before


def test_a_stick_that_is_not_plugged_in_is_named_and_purged_later(path: Path, stick: Path) -> None:
    words = looked_at(path)[1]
    drawer = stick.rename(stick.with_name("drawer"))
    assert purge(path, QuietSystem()).out_of_reach == stick
    drawer.rename(stick)
    assert found_in([stick], words)
    done = purge(path, QuietSystem())
    assert (done.out_of_reach, len(done.files)) == (None, 1)
    assert found_in([stick, path.parent], words) == set()
    assert not Layout.of(path).second_place.exists()


def test_backups_of_another_conference_of_the_same_name_stay(path: Path, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "khac").mkdir()
    other = new_conference(tmp_path / "khac", 3, id=2)
    with closing(opened(other)) as store:
        store.backups.second_place = stick
        store.run(scan(1))
        store.backups.make(store.now())
    theirs = files_in(stick).keys() - files_in(stick / path.name).keys()
    store = opened(other)
    kept = stick / Layout.of(other).backups.name
    before = {file for file in theirs if b'"conference":2,' in file.read_bytes()[:4096]}
    store.close()
    purge(path, QuietSystem())
    assert before
    assert {file for file in files_in(kept) if file in before} == before


def test_the_sign_of_life_and_a_draft_are_nobodys_copies(path: Path) -> None:
    store = opened(path)
    store.beat_if_due()
    store.drafts.keep(DRAFT)
    store.close()
    assert {file.suffix for file in path.parent.iterdir()} >= {".alive"}
    assert what_a_purge_deletes(path, QuietSystem()).perhaps == ()


def test_perhaps_copies_are_named_and_left(path: Path) -> None:
    copies = [path.with_name("hoi-nghi - Copy.json"), path.with_name("hoi-nghi.json.bak")]
    for copy in copies:
        copy.write_bytes(path.read_bytes())
    printed = path.with_name("hoi-nghi.json.print") / "diem-danh.xlsx"
    printed.parent.mkdir()
    printed.write_bytes(b"issued already")
    assert set(purge(path, QuietSystem()).perhaps) == {*copies, printed.parent}
    assert all(copy.exists() for copy in (*copies, printed))


# -- the command --------------------------------------------------------------------------------------


def test_the_command_says_first_and_deletes_when_told(tmp_path: Path) -> None:
    folder = tmp_path / "lenh"
    folder.mkdir()
    path = sample_conference(folder)
    codes = [row["code"] for row in answer(folder, "codes")]
    ok(folder, "checkin", *codes[:5])
    before = answer(folder, "status") | {"at": ""}
    left = {file: content for file, content in files_in(folder).items() if file.suffix not in (".lock", ".open")}

    told = toadam(folder, "purge")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert "--yes" in told.stderr
    assert "112 người" in told.stdout
    assert f"{path.name}.backups" in told.stdout
    assert left.items() <= files_in(folder).items()

    done = ok(folder, "purge", "--yes")
    assert "Chương trình không với tới" in done
    assert found_in([folder], codes) == set()
    assert answer(folder, "status") | {"at": ""} == before
    assert "5/112" in ok(folder, "status")
    assert answer(folder, "codes") == []
    assert "đã xóa" in ok(folder, "verify")
    refused = toadam(folder, "checkin", codes[0])
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "đã xóa" in refused.stderr
    assert "đã ghi" in ok(folder, "export", "attendance", "-o", "a.xlsx").lower()


def test_a_purge_that_was_cut_short_is_told_by_verify(path: Path, temporary_folder: Path) -> None:
    class Full(QuietSystem):
        def remove_folder(self, folder: Path) -> None:
            raise OSError(errno.EIO, "sick")

    with pytest.raises(OSError, match="sick"):
        purge(path, Full())
    told = toadam(path.parent, "-f", path, "verify")
    assert told.returncode == 1
    assert "--yes" in told.stdout
    ok(path.parent, "-f", path, "purge", "--yes", TMPDIR=str(temporary_folder))
    assert toadam(path.parent, "-f", path, "verify").returncode == 0
