"""The pictures of the README and the guides, drawn by the program itself: `python tests/pictures.py` renews them all.

Each is a moment of the sample conference at a clock that stands still, so that it comes out the same until the program
shows something else; then a test says which.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple
from unittest.mock import patch

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

import after_the_day
from assets import ASSETS
from builders import code
from drawing import Frame, Row, film, picture, rows_of
from idle import until
from moderator_desk import BEAT_S
from morning import at_the_door, at_the_lectern, in_discussion, in_the_hall
from seat import Hand, Seat
from store import open_store
from store.records import Role
from store.state import State
from tui.app import ToaDamApp
from tui.i18n import DEFAULT, language, set_language
from tui.screens.moderator import ModeratorScreen
from tui.themes import DARK, LIGHT

README_SIZE: Final = (110, 32)
PAGE_SIZE: Final = (100, 28)
"""On a printed page, where letters should not be too small."""

A_DAY_S: Final = 86_400
"""However slow the machine, no card goes before it was drawn."""

FOLDER: Final = ASSETS / "pictures"
PAGES: Final = ASSETS / "documents" / "guides"
MOVING: Final = FOLDER / "mot-buoi-sang.svg"


# -- what is done in front of a window ---------------------------------------------------------------------------------


class Window(NamedTuple):
    """One to sit at."""

    mode: str
    at: str
    state: Callable[[], State]
    size: tuple[int, int] = PAGE_SIZE
    theme: str = LIGHT
    role: Role = Role.OFFICE
    lang: str = DEFAULT


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """In this language, and then again in the one before."""
    before = language()
    set_language(lang)
    try:
        yield
    finally:
        set_language(before)


@asynccontextmanager
async def opened(window: Window) -> AsyncIterator[Seat]:
    """On a conference of its own."""
    with (
        spoken(window.lang),
        TemporaryDirectory() as folder,
        patch("tui.machine.battery.read", return_value=None),
        patch("tui.screens.desk.CARD_S", A_DAY_S),
    ):
        path, clock = after_the_day.on_disk(Path(folder), window.state()), Hand(window.at)
        app = ToaDamApp(
            lambda: open_store(path, desk="Bàn 1", role=window.role, clock=clock),
            silent=True,
            theme=window.theme,
            mode=window.mode,
        )
        async with app.run_test(size=window.size) as pilot:
            seat = Seat(app, pilot, path, clock)
            await app.workers.wait_for_complete()
            await seat.settle()
            yield seat


Scene = Callable[[Seat], Awaitable[None]]


class Picture(NamedTuple):
    """A moment, and the file it is kept in."""

    file: Path
    window: Window
    scene: Scene


async def drawn(one: Picture) -> str:
    """As the program shows it now."""
    async with opened(one.window) as seat:
        await one.scene(seat)
        return picture(await seen(seat))


async def seen(seat: Seat) -> tuple[Row, ...]:
    """What is on the screen once nothing flashes any more and the first backup is made."""
    await until(seat.pilot, lambda: _is_backed_up(seat) and not seat.base.query(".-flash"))
    await seat.settle()
    return rows_of(seat.app)


def _is_backed_up(seat: Seat) -> bool:
    safety = seat.app._store.safety
    return safety.saved is None or safety.backup is not None


async def a_badge(seat: Seat) -> None:
    await seat.scan(code(45))


async def somebody_speaks(seat: Seat) -> None:
    await seat.press("f9")
    await passes(seat, 134)


async def nothing(_seat: Seat) -> None:
    """As it opens."""


async def a_few_words(seat: Seat) -> None:
    await seat.type("Hỗ trợ kinh phí hoạt động cho các Tổ Dân vận")


async def passes(seat: Seat, seconds: float) -> None:
    """Time, of which every second could have been seen: the window is never away."""
    await until(seat.pilot, lambda: _is_backed_up(seat))
    while seconds > 0:
        seat.clock.wait(min(seconds, BEAT_S))
        seconds -= BEAT_S
        await seat.app._store.call(lambda store: store.beat_if_due())
    if isinstance(seat.base, ModeratorScreen):
        seat.base.catch_up()
    await seat.settle()


DOOR: Final = Window("reception", "07:36:00", at_the_door, README_SIZE, DARK)
CHAIR: Final = Window("moderator", "08:54:00", in_discussion, README_SIZE, DARK)

README_PICTURES: Final = (
    Picture(FOLDER / "don-tiep.svg", DOOR, a_badge),
    Picture(FOLDER / "dieu-hanh.svg", CHAIR, somebody_speaks),
)
PAGE_PICTURES: Final = (
    Picture(PAGES / "reception.svg", Window("reception", "07:36:00", at_the_door), a_badge),
    Picture(PAGES / "moderator.svg", Window("moderator", "08:54:00", in_discussion), somebody_speaks),
    Picture(PAGES / "secretary.svg", Window("proposals", "08:56:00", after_the_day.evening), a_few_words),
    Picture(PAGES / "hall.svg", Window("hall", "08:56:14", at_the_lectern, role=Role.HALL), nothing),
    Picture(PAGES / "office.svg", Window("delegates", "07:36:00", at_the_door), nothing),
)
ENGLISH_PICTURES: Final = tuple(
    one._replace(file=PAGES / "en" / one.file.name, window=one.window._replace(lang="en")) for one in PAGE_PICTURES
)
"""The same pages for people who read English; the conference stays Vietnamese."""
PICTURES: Final = (*README_PICTURES, *PAGE_PICTURES, *ENGLISH_PICTURES)


# -- the film ----------------------------------------------------------------------------------------------------------


async def moving() -> str:
    """Half a minute at the door and in front of the hall."""
    frames = []
    for window, acts in (
        (DOOR, at_the_desk),
        (CHAIR._replace(state=in_the_hall), in_the_chair),
    ):
        async with opened(window) as seat:
            async for seconds in acts(seat):
                frames.append(Frame(await seen(seat), seconds))
    return film(frames)


async def at_the_desk(seat: Seat) -> AsyncIterator[float]:
    """A badge, the same again, a forgotten one, a substitute."""
    yield 2
    await seat.scan(code(45))
    yield 2.5
    await passes(seat, 40)
    await seat.scan(code(45))
    yield 2
    await seat.press("escape")
    async for seconds in typed(seat, "quach", " loc"):
        yield seconds
    await seat.press("enter")
    yield 2.5
    await seat.press("escape")
    await seat.type("47")
    yield 1
    await seat.press("f8")
    yield 1.8
    await seat.press("1")
    yield 2.5


async def in_the_chair(seat: Seat) -> AsyncIterator[float]:
    """Calls whoever is next, puts three on the list, goes on."""
    yield 2
    await seat.press("f9")
    for _second in range(3):
        yield 1
        await passes(seat, 1)
    async for seconds in typed(seat, "12", " 47", " 88"):
        yield seconds
    await seat.press("enter")
    yield 2
    await passes(seat, 470)
    yield 2.5
    await seat.press("f9")
    for _second in range(2):
        yield 1
        await passes(seat, 1)


async def typed(seat: Seat, *parts: str) -> AsyncIterator[float]:
    """A little at a time."""
    for part in parts:
        await seat.type(part)
        yield 0.8


# -- all of them -------------------------------------------------------------------------------------------------------


async def renew() -> Iterable[Path]:
    """Writes every file anew."""
    for one in PICTURES:
        one.file.parent.mkdir(exist_ok=True)
        _write(one.file, await drawn(one))
    _write(MOVING, await moving())
    return [*(one.file for one in PICTURES), MOVING]


def _write(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for made in asyncio.run(renew()):
        print(made.relative_to(ASSETS.parent), f"{made.stat().st_size / 1000:.0f} kB")
