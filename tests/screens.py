"""Pictures of every screen, to be looked at: `python tests/screens.py FOLDER [NAMES]` writes SVG files there.

Each picture is a situation of the day or in the office, in every set of colours, at the sizes the screens are made for.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from msgspec.structs import replace
from textual.events import Key
from textual.pilot import Pilot

import after_the_day
import builders
from builders import absent, code, delegate, delegates, present
from cards import card
from conftest import opener, write_conference
from day_scenes import SCENES as DAY
from office_scenes import SCENES as OFFICE
from office_scenes import OfficeScene
from store.records import AreaId, Attendance, Category, CategoryId, Delegate
from tui.app import ToaDamApp
from tui.demo import Demo
from tui.themes import CONTRAST, DARK, LIGHT

Scene = Callable[[Pilot[None]], Awaitable[None]]

SIZES = ((80, 24), (100, 30), (120, 36), (200, 50))
USUAL = (120, 36)


def people() -> list[Delegate]:
    """The model conference, with namesakes of different wards."""
    everybody = delegates(112)
    for place, (name, ward) in {
        44: ("Nguyễn Văn Hưởng", "p02"),
        50: ("Nguyễn Văn Hùng", "p03"),
        60: ("Nguyễn Văn Hùng", "p12"),
    }.items():
        old = everybody[place]
        everybody[place] = delegate(
            old.number,
            name=name,
            category=old.category,
            area=AreaId(ward),
            title="Tổ trưởng",
            unit=f"Tổ Dân vận khu phố {old.number}",
            seat="C07",
            note="Ngồi ghế đại biểu phát biểu" if place == 44 else "",
        )
    return everybody


def categories() -> tuple[Category, ...]:
    """The leaders are met, and everybody gets the papers."""
    led = ("dan-van-tinh", "lanh-dao")
    return tuple(
        replace(one, met=one.id in led, gets=("Tài liệu", "Phiếu ăn")) for one in builders.conference().categories
    )


def here(everybody: list[Delegate], few: int = 58) -> list[Attendance]:
    """Some came already."""
    clock = [f"07:{12 + n // 3:02}:{n * 17 % 60:02}" for n in range(few)]
    came = [person for person in everybody if person.number % 3 == 1 or person.category != CategoryId("to-truong")][
        :few
    ]
    came = [person for person in came if person.number not in (2, 6)]
    return [*(present(person, at) for person, at in zip(came, clock, strict=False)), absent(everybody[97], "ốm")]


async def scan(pilot: Pilot[None], number: int) -> None:
    """The badge of this delegate."""
    pilot.app._scanned(code(number))  # type: ignore[attr-defined]
    await settle(pilot)


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    await pilot.press(*pressed)
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Lets answers arrive and flashes end."""
    await pilot.pause(0.4)


async def ready(pilot: Pilot[None]) -> None:
    await settle(pilot)


async def admitted(pilot: Pilot[None]) -> None:
    await scan(pilot, 45)


async def already(pilot: Pilot[None]) -> None:
    await scan(pilot, 5)


async def repeat(pilot: Pilot[None]) -> None:
    await scan(pilot, 45)
    await scan(pilot, 45)


async def unknown(pilot: Pilot[None]) -> None:
    await scan(pilot, 4711)


async def namesakes(pilot: Pilot[None]) -> None:
    await scan(pilot, 45)
    await keys(pilot, *"nguyen", "space", *"van", "space", *"hung")


async def chosen(pilot: Pilot[None]) -> None:
    await namesakes(pilot)
    await keys(pilot, "down", "down")


async def undone(pilot: Pilot[None]) -> None:
    await scan(pilot, 45)
    await keys(pilot, "ctrl+z")


async def more(pilot: Pilot[None]) -> None:
    await scan(pilot, 45)
    await keys(pilot, "f8")


async def substitute(pilot: Pilot[None]) -> None:
    await keys(pilot, *"47", "f8", "1")
    await keys(pilot, *"Tran", "space", *"Thi", "space", *"B", "enter")


async def walk_in(pilot: Pilot[None]) -> None:
    await keys(pilot, "f7")


async def walk_in_form(pilot: Pilot[None]) -> None:
    await keys(pilot, "f7", "1", "7")


async def met(pilot: Pilot[None]) -> None:
    await scan(pilot, 2)


async def exchange(pilot: Pilot[None]) -> None:
    await scan(pilot, 45)
    await keys(pilot, "f8", "5")
    await keys(pilot, *"hung")


async def marked(pilot: Pilot[None]) -> None:
    await keys(pilot, "down", "space", "space", "down", "space")


async def group(pilot: Pilot[None]) -> None:
    await marked(pilot)
    await keys(pilot, "enter")


async def conference(pilot: Pilot[None]) -> None:
    await keys(pilot, "f8")


async def opened(pilot: Pilot[None]) -> None:
    await keys(pilot, "f8", "2")


async def closing(pilot: Pilot[None]) -> None:
    await keys(pilot, "f8", "3")


async def paper(pilot: Pilot[None]) -> None:
    await keys(pilot, "f8", "5", *"1-14", "comma", *"17", "comma", *"30-45", "enter")


async def absence(pilot: Pilot[None]) -> None:
    await keys(pilot, *"47", "f8", "2")


async def helped(pilot: Pilot[None]) -> None:
    await keys(pilot, "f1")


async def palette(pilot: Pilot[None]) -> None:
    await scan(pilot, 45)
    await keys(pilot, "ctrl+p")


async def palette_found(pilot: Pilot[None]) -> None:
    await palette(pilot)
    await keys(pilot, *"hung")


async def proposed(pilot: Pilot[None]) -> None:
    """By an identity card."""
    for char in card("Nguyễn Văn Hùng") + "\r":
        pilot.app.post_message(Key("enter" if char == "\r" else char, char))
    await settle(pilot)


async def quitting(pilot: Pilot[None]) -> None:
    await keys(pilot, "ctrl+q")


async def blurred(pilot: Pilot[None]) -> None:
    await scan(pilot, 45)
    pilot.app.app_focus = False
    await settle(pilot)


SCENES: tuple[Scene, ...] = (
    ready,
    admitted,
    already,
    repeat,
    unknown,
    namesakes,
    chosen,
    undone,
    more,
    substitute,
    walk_in,
    walk_in_form,
    met,
    exchange,
    marked,
    group,
    conference,
    opened,
    closing,
    paper,
    absence,
    helped,
    palette,
    palette_found,
    proposed,
    quitting,
    blurred,
)


async def picture(target: Path, scene: Scene, size: tuple[int, int], theme: str, demo: bool = False) -> None:
    """One scene at one size, played on a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        everybody = people()
        plan = {"categories": categories(), "identity_cards": True}
        path = write_conference(Path(folder) / "toadam.json", everybody, here(everybody), **plan)
        app = ToaDamApp(opener(path), silent=True, theme=theme, demo=Demo(opener(path, "Bàn 2")) if demo else None)
        async with app.run_test(size=size) as pilot:
            await scene(pilot)
            target.write_text(app.export_screenshot(), encoding="utf-8")


async def office_picture(target: Path, scene: OfficeScene, size: tuple[int, int], theme: str) -> None:
    """The same, of a conference that is there already."""
    with tempfile.TemporaryDirectory() as folder:
        path = after_the_day.on_disk(Path(folder), scene.state())
        app = ToaDamApp(opener(path, "Thư ký", at=scene.at), silent=True, theme=theme, mode=scene.mode)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            for key in scene.keys:
                await pilot.press(key)
            await settle(pilot)
            target.write_text(app.export_screenshot(), encoding="utf-8")


def office(folder: Path, names: Sequence[str]) -> None:
    """Those asked for, or all."""
    for scene in (*OFFICE, *DAY):
        if not names or scene.name in names:
            for size, theme in looks():
                asyncio.run(office_picture(folder / _file(scene.name, size, theme), scene, size, theme))


def looks() -> Iterator[tuple[tuple[int, int], str]]:
    """Every size dark and light, the usual one in high contrast too."""
    yield from product(SIZES, (DARK, LIGHT))
    yield USUAL, CONTRAST


def _file(name: str, size: tuple[int, int], theme: str) -> str:
    return f"{name}-{size[0]}x{size[1]}-{theme.removeprefix('toadam-')}.svg"


def main(folder: Path, *names: str) -> None:
    """Every scene asked for, or all."""
    folder.mkdir(parents=True, exist_ok=True)
    office(folder, names)
    for scene in SCENES:
        if names and scene.__name__ not in names:
            continue
        for size, theme in looks():
            asyncio.run(picture(folder / _file(scene.__name__, size, theme), scene, size, theme))
    if not names or "demo" in names:
        for columns, rows in SIZES:
            asyncio.run(picture(folder / f"demo-{columns}x{rows}.svg", ready, (columns, rows), DARK, demo=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
