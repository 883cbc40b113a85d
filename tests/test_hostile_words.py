"""Hostile names, titles, units and notes: kept harmless, drawn on every screen and printed, never obeyed."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from pathlib import Path

import pytest

import hostile
from builders import code, delegate
from conftest import write_conference
from reception_window import reception
from rosters import person, roster, write_csv
from store import AddDelegate, CorrectDelegate, Scan
from store.records import CategoryId, Delegate, DelegateId
from store.text import LONGEST, brief
from stores import every_document, new_conference, opened
from tui.cli import main

CLEAN = {what: brief(word) for what, word in hostile.WORDS.items()}
"""What is kept of each."""

TOO_LONG = ("endless", "marks")
"""Words no way into a conference lets through at their length."""


def crowd(words: dict[str, str]) -> list[Delegate]:
    """Somebody for each of the words, called so in every field."""
    return [
        delegate(number, name=word, title=word, unit=word, note=word, seat=word, role=word, phone=word, stt=word)
        for number, word in enumerate(words.values(), 1)
    ]


# -- what is kept ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", hostile.WORDS)
def test_what_a_verb_keeps_of_a_word_is_short_and_harmless(what: str, tmp_path: Path) -> None:
    word = hostile.WORDS[what]
    path = new_conference(tmp_path, 1)
    with closing(opened(path)) as store:
        id = DelegateId(99)
        store.run(
            AddDelegate(id=id, seed=5, category=CategoryId("to-truong"), name=word, title=word, unit=word, phone=word)
        )
        store.run(CorrectDelegate(delegate=id, note=word, seat=word, role=word))
        one = store.state.delegates[id]
        assert {one.name, one.title, one.unit, one.phone, one.note, one.seat, one.role} == {CLEAN[what]}
        assert len(one.name) <= LONGEST
        before = every_document(store)
    assert hostile.reached(path.read_bytes()) == []
    with closing(opened(path)) as store:
        assert every_document(store)["delegates"] == before["delegates"]


def test_what_is_no_text_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = new_conference(tmp_path, 2)
    with closing(opened(path, hostile.SURROGATE)) as store:
        before = every_document(store)
        with pytest.raises(UnicodeEncodeError):
            store.run(CorrectDelegate(delegate=DelegateId(1), name=hostile.SURROGATE))
        assert every_document(store) == before
        store.run(Scan.of(code(1)))
        with closing(opened(path)) as other:
            other.run(Scan.of(code(2)))
            assert other.dropped == []
        assert store.refresh()


# -- on the screen -----------------------------------------------------------------------------------------------------


WALK = (
    ("\x10", "Việc cần làm, họ tên"),
    ("\x1b", "Vừa đến"),
    ("\x1b[24~", "DANH SÁCH GIỚI THIỆU"),
    ("\x1b", "Vừa đến"),
    ("1", "Tìm thấy"),
    ("\x1b[19~", "Sửa họ tên"),
    ("6", "Họ và tên"),
    ("\x1b", "Tìm thấy"),
    ("\x1b[19~", "Sửa họ tên"),
    ("8", "Ghi chú"),
    ("\x1b", "Tìm thấy"),
    ("\x1b", "Vừa đến"),
    ("\x1b[17~", "cần in thẻ"),
    ("\x1b[B\r", "Sửa họ tên"),
    ("\x1b", "cần in thẻ"),
    ("\x06", "Không còn trong danh sách mới"),
    ("\x1b", "cần in thẻ"),
)
"""Keys, and what is to be seen then: the palette, what is sent to the hall, the forms, the list of delegates."""


def test_no_word_of_a_conference_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    """The file itself is hostile, as no roster could make it: nothing in it was cleaned."""
    words = {what: word for what, word in hostile.WORDS.items() if what not in TOO_LONG}
    bad = hostile.WORDS["escapes"]
    path = write_conference(tmp_path / "toadam.json", crowd(words), title=bad, short_title=bad, venue=bad)
    with reception(path) as terminal:
        for number in range(1, len(words) + 1):
            terminal.send(code(number))
            terminal.wait_for(f"Số {number:03}", timeout=20)
        for keys, seen in WALK:
            terminal.send(keys)
            terminal.wait_for(seen, timeout=20)
        assert hostile.reached(terminal.output) == []
        assert "␛]52;c;aGFjaw==␇" in terminal.text


def hostile_roster(path: Path) -> Path:
    """A roster whose people are called so, in the columns an office has."""
    people = [person(f"Nguyễn {word}", word, "", word, str(n)) for n, word in enumerate(hostile.WORDS.values(), 1)]
    return write_csv(path, roster(*people))


def test_no_word_of_a_roster_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    path = write_conference(tmp_path / "toadam.json", [delegate(1)])
    with reception(path) as terminal:
        for keys, seen in (
            ("\x1b[17~", "cần in thẻ"),
            ("\x1b[18~", "Nhập danh sách từ tệp"),
            ("1", "chọn tệp"),
            (str(hostile_roster(tmp_path / "ds.csv")), "ds.csv"),
            ("\r", "mới"),
        ):
            terminal.send(keys)
            terminal.wait_for(seen, timeout=20)
        assert hostile.reached(terminal.output) == []


# -- at the prompt -----------------------------------------------------------------------------------------------------


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A conference whose file is hostile itself, under a hostile name."""
    words = {what: word for what, word in hostile.WORDS.items() if what not in TOO_LONG}
    folder = tmp_path / "\x1b]52;c;aGFjaw==\x07\u202e"
    folder.mkdir()
    return write_conference(folder / "toadam.json", crowd(words), title=hostile.WORDS["escapes"])


@pytest.mark.parametrize(
    "command",
    [
        ["codes"],
        ["codes", "--json"],
        ["status"],
        ["status", "--json"],
        ["checkin", *(code(number) for number in range(1, 15))],
        ["verify"],
        ["restore", "\x1bc"],
        ["import", "\x1b]52;c;aGFjaw==.csv"],
        ["export", "attendance", "-o", "\x1b]52;c;aGFjaw==.xlsx"],
        ["badges", "--only", "\x1bc"],
        ["\x1bc"],
        ["--desk", "\x1bc\u202e", "status"],
    ],
)
def test_no_command_prints_a_word_as_a_command(
    command: list[str], raw: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(raw.parent)
    monkeypatch.setenv("LANGUAGE", "")
    with suppress(SystemExit):
        main(["-f", str(raw), *command])
    printed = capsys.readouterr()
    assert printed.out + printed.err
    assert hostile.reached((printed.out + printed.err).encode()) == []
    assert "\x1b" not in printed.out + printed.err


def test_json_means_what_was_kept_to_the_letter(
    raw: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "")
    main(["-f", str(raw), "codes", "--json"])
    kept = [word for what, word in hostile.WORDS.items() if what not in TOO_LONG]
    assert [row["name"] for row in json.loads(capsys.readouterr().out)] == kept
