"""What the README says is what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from command import SAMPLE, ok
from readme import README, command, key_table, part
from typed_scans import table

TEXT = README.read_text(encoding="utf-8")


def test_the_key_table_is_the_programs() -> None:
    assert part(TEXT, "keys") == key_table()


def test_the_table_of_scans_is_what_the_program_reads() -> None:
    assert part(TEXT, "scans") == table()


def test_what_the_table_of_rooms_names_is_there() -> None:
    table = TEXT.split("| room | holds |")[1].split("\n\n")[0]
    rooms = [room.strip("` ") for row in table.splitlines()[2:] for room in row.split("|")[1].split(",")]
    folder = README.parent
    assert rooms
    for room in rooms:
        assert (folder / room).exists() or (folder / "store" / room).exists(), room


def test_the_commands_of_the_main_job_work_as_written(tmp_path: Path) -> None:
    block = TEXT.split("from roster to attendance list:")[1].split("```")[1]
    lines = [shlex.split(line.partition("#")[0]) for line in block.splitlines() if line.startswith("toadam")]
    for sample in (SAMPLE, SAMPLE.with_name("tham-luan.csv"), SAMPLE.with_name("phieu-y-kien.csv")):
        (tmp_path / sample.name).write_bytes(sample.read_bytes())
    ending = [words for words in lines if len(words) > 1 and words[1] not in ("open", "serve")]
    before = ["new", "import", "import-speeches", "badges", "calibrate", "export", "import-proposals"]
    assert [words[1] for words in ending] == [*before, *["export"] * 3]
    for words in ending:
        ok(tmp_path, *words[1:])
    made = {"toadam.json", "the-dai-bieu.pdf", "the-cai-dat.pdf", "loi-dan.docx", "diem-danh.xlsx", "bao-cao.docx"}
    assert {path.name for path in tmp_path.iterdir()} >= made | {"ho-so"}


@pytest.mark.parametrize("name", ["run", "test"])
def test_the_two_commands_set_up_all_they_need(name: str) -> None:
    words = command(TEXT, name)
    assert words.startswith("python3 -m venv .venv && .venv/bin/pip install")
    assert words.count("&&") == 2


def test_every_picture_is_there() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT):
        assert (README.parent / picture).is_file(), picture
