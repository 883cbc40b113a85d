"""Report, minutes and everything together, picked from the list of what can be printed."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.signal import Signal

import after_the_day
from dialog_bench import SMALL, Talk, Talking, talking
from open_elsewhere import open_elsewhere
from store.documents import folder
from stores import Moments, opened
from tui.dialogs.pick import Entries, PickDialog
from tui.dialogs.printing import ask_printing
from tui.live_camera import LiveCamera
from tui.live_directory import LiveDirectory
from tui.machine.sound import Sounds
from tui.store_thread import StoreThread
from tui.window import Window

REPORT, MINUTES, EVERYTHING = "bao-cao.docx", "bien-ban.docx", "tat-ca/muc-luc.html"
CALLED = {REPORT: "Báo cáo", MINUTES: "Biên bản", EVERYTHING: "Tất cả văn bản"}
"""How the entry begins that makes it."""


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What a viewer was asked to show."""
    files: list[Path] = []

    async def show(file: Path) -> bool:
        files.append(file)
        return True

    monkeypatch.setattr("tui.machine.printing.open_in_viewer", show)
    return files


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StoreThread]:
    path = after_the_day.on_disk(tmp_path, after_the_day.evening())
    thread = StoreThread(lambda: opened(path, "Thư ký", clock=Moments("17:00:00")))
    yield thread
    thread.close()


def asking(store: StoreThread) -> Talk:
    def begin(app: App[Any]) -> Awaitable[object]:
        sounds, camera = Sounds(app.bell, silent=True), LiveCamera(app, lambda _scan: None)
        window = Window(store, Signal(app, "news"), LiveDirectory(app, store), sounds, camera)
        return ask_printing(app, window)

    return begin


async def picks(talk: Talking, what: str) -> None:
    await talk.asked(PickDialog)
    listed = talk.app.screen.query_one(Entries)
    place = next(place for place, entry in enumerate(listed.entries) if entry.label.startswith(CALLED[what]))
    await talk.press(*["down"] * (place - listed.place), "enter")
    assert await talk.answered() is None


@pytest.mark.parametrize("what", [REPORT, MINUTES, EVERYTHING])
async def test_each_is_made_beside_the_conference_and_shown(what: str, store: StoreThread, shown: list[Path]) -> None:
    async with talking(asking(store), SMALL) as talk:
        await picks(talk, what)
    place = store.path.with_name(f"{store.path.name}.print") / what
    assert shown == [place]
    assert place.stat().st_size > 1000


async def test_a_draft_somebody_edited_is_followed_by_the_next(store: StoreThread, shown: list[Path]) -> None:
    place = store.path.with_name(f"{store.path.name}.print") / REPORT
    place.parent.mkdir()
    place.write_bytes(b"mine")
    async with talking(asking(store), SMALL) as talk:
        await picks(talk, REPORT)
    assert place.read_bytes() == b"mine"
    assert shown == [place.with_name("bao-cao (lần 2).docx")]


async def test_a_list_that_is_open_in_excel_stays_and_that_is_said(
    store: StoreThread, shown: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = store.path.with_name(f"{store.path.name}.print") / "tat-ca" / "diem-danh.csv"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"mine")
    only = tuple(piece for piece in folder._PIECES if piece.name == place.name)
    monkeypatch.setattr(folder, "_PIECES", only)
    open_elsewhere(place, monkeypatch)
    async with talking(asking(store), SMALL) as talk:
        await picks(talk, EVERYTHING)
        assert any("diem-danh.csv đang mở" in one.message for one in talk.app._notifications)
    assert place.read_bytes() == b"mine"
    assert place.with_name("diem-danh (lần 2).csv").exists()
