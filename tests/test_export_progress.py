"""Whoever waits for a document sees how far it is and can stop it, inside one document as well as between two."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.app import App
from textual.widgets import ProgressBar

import after_the_day
import builders
from after_the_day import EVENING
from dialog_bench import talking
from store.attendance import Scan
from store.documents import (
    MINUTES,
    REPORT,
    PaperKind,
    Roll,
    Sources,
    allowance_xlsx,
    attendance_xlsx,
    everything,
    issue_paper,
    log_xlsx,
    proposals_xlsx,
    speeches_xlsx,
)
from store.progress import Progress, part
from stores import new_conference, opened
from tui.dialogs.making import made
from tui.dialogs.progress import ProgressDialog, Stopped, behind_bar
from tui.time_left import left_s, left_words
from tui.widgets.hint_line import KeyLine

PAID = [replace(one, allowance=200_000) for one in builders.conference().categories]
STATE = after_the_day.evening(categories=tuple(PAID))


class Stop(Exception):
    pass


def _paper(kind: PaperKind) -> Callable[[Path, Progress], object]:
    def write(folder: Path, progress: Progress) -> object:
        file = folder / "hoi-nghi.json"
        return issue_paper(kind, STATE, EVENING, folder / "a", progress, conference_file=file, force=True)

    return write


def _log(folder: Path, progress: Progress) -> None:
    with closing(opened(new_conference(folder.parent, 3))) as store:
        for delegate in store.state.delegates.values():
            store.run(Scan.of(delegate.code))
        log_xlsx(store.state, store.log(), folder / "a", progress)


WRITERS: dict[str, Callable[[Path, Progress], object]] = {
    "attendance": lambda folder, progress: attendance_xlsx(Roll.of(STATE), folder / "a", progress),
    "allowance": lambda folder, progress: allowance_xlsx(Roll.of(STATE), folder / "a", progress),
    "speeches": lambda folder, progress: speeches_xlsx(STATE, EVENING, folder / "a", progress),
    "proposals": lambda folder, progress: proposals_xlsx(STATE, folder / "a", progress),
    "log": _log,
    "report": _paper(REPORT),
    "minutes": _paper(MINUTES),
}
EACH = pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)


@EACH
def test_every_row_of_a_document_is_told_of(write: Callable[[Path, Progress], object], tmp_path: Path) -> None:
    (place := tmp_path / "made").mkdir()
    told: list[tuple[int, int]] = []
    write(place, lambda done, total: told.append((done, total)))
    total = told[0][1]
    assert told == [(done, total) for done in range(1, total + 1)]


@EACH
def test_stopped_inside_it_leaves_what_was_there_before(
    write: Callable[[Path, Progress], object], tmp_path: Path
) -> None:
    def stop(done: int, total: int) -> None:
        if done * 2 >= total:
            raise Stop

    (place := tmp_path / "made").mkdir()
    (place / "a").write_bytes(b"as it was")
    with pytest.raises(Stop):
        write(place, stop)
    assert [(one.name, one.read_bytes()) for one in place.iterdir()] == [("a", b"as it was")]


def test_a_draft_beside_another_is_told_of_once(tmp_path: Path) -> None:
    """It is made twice: first to see whether it says anything new."""
    path, told = tmp_path / "a.md", list[tuple[int, int]]()
    issue_paper(REPORT, STATE, EVENING, path, conference_file=tmp_path / "hoi-nghi.json")
    later = after_the_day.evening(after_the_day.proposal(90, "Mới"))

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    edition = issue_paper(REPORT, later, EVENING, path, tell, conference_file=tmp_path / "hoi-nghi.json")
    assert edition.number == 2
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_everything_is_stopped_inside_a_document_too(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 450:
            raise Stop

    with pytest.raises(Stop):
        everything(Sources(STATE, EVENING, [], tmp_path / "hoi-nghi.json"), tmp_path / "a", stop)
    before = {"bao-cao.docx", "bien-ban.docx", "bao-cao.md", "bien-ban.md"}
    assert {one.name for one in (tmp_path / "a").iterdir()} == before


def test_a_part_is_told_of_as_a_share_of_the_whole() -> None:
    told: list[tuple[int, int]] = []
    second = part(lambda done, total: told.append((done, total)), 1, 2)
    for done in (0, 5, 10_000):
        second(done, 10_000)
    second(0, 0)
    assert told == [(100, 200), (100, 200), (200, 200), (100, 200)]


# -- who is told -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("elapsed_s", "done", "total", "left"),
    [(1.0, 10, 100, None), (4.0, 0, 100, None), (4.0, 10, None, None), (4.0, 10, 100, 40), (4.2, 10, 100, 40),
     (60.0, 99, 100, 5), (60.0, 100, 100, 0)],
)  # fmt: skip
def test_the_time_left_is_told_once_it_is_no_guess(
    elapsed_s: float, done: int, total: int | None, left: int | None
) -> None:
    assert left_s(elapsed_s, done, total) == left
    assert left_words(65) == "Còn khoảng 01:05"


async def test_escape_stops_a_document_in_the_middle() -> None:
    def work(progress: Progress) -> None:
        while True:
            progress(4_000, 10_000)

    async with talking(lambda app: made(app, "diem-danh.xlsx", work)) as talk:
        dialog = await talk.asked(ProgressDialog)
        assert "diem-danh.xlsx" in talk.text
        await talk.until(lambda: dialog.query_one(ProgressBar).percentage == 0.4)
        await talk.press("escape")
        assert await talk.answered() is None


async def test_what_the_store_does_can_be_left_behind_its_bar() -> None:
    async def ask(app: App[Any]) -> str:
        try:
            await behind_bar(app, "Backing up", lambda course: course.unless_stopped(asyncio.Event().wait()))
        except Stopped:
            return "left"
        return "through"

    async with talking(ask) as talk:
        await talk.asked(ProgressDialog)
        await talk.press("escape")
        assert await talk.answered() == "left"


async def test_what_must_not_be_left_half_done_says_so_and_goes_on() -> None:
    through = asyncio.Event()

    async with talking(lambda app: behind_bar(app, "Deleting", lambda _course: through.wait(), stops=False)) as talk:
        dialog = await talk.asked(ProgressDialog)
        await talk.press("escape")
        assert "✘" in dialog.query_one(KeyLine).text
        assert not dialog.ended()
        through.set()
        assert await talk.answered() is True
