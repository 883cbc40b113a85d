"""With 200 items and 500 speeches every key of the moderator's screen answers about as soon as with next to none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from builders import delegates, item, speech
from moderator_desk import written
from moderator_window import Hall, hall
from store.records import AgendaKind
from tui import present

FRAME_S = 0.033
PRESSES = 8
DOWN = "\x1b[B"
UNDO = "\x1a"


def sized(path: Path, items: int, speeches: int) -> Path:
    """A day of three minutes an item from midnight on, and as many delegates who wait, each known by the number."""
    people = delegates(600)
    agenda = [item(number, "00:00", 3, kind=AgendaKind.DISCUSSION) for number in range(1, items + 1)]
    waiting = [speech(10_000 + one.number, position=one.number, delegate=one.id, name="") for one in people[:speeches]]
    return written(path, *people, *agenda, *waiting)


def test_keys_answer_within_a_frame_of_what_they_take_on_a_small_day(tmp_path: Path) -> None:
    few, many = sized(tmp_path / "small.json", 20, 20), sized(tmp_path / "large.json", 200, 500)
    with hall(few, "00:00:30") as small, hall(many, "00:00:31") as large:
        controls, measured = dict(_pressed(small, 20)), dict(_pressed(large, 500))
    for key, times in measured.items():
        assert median(times) <= 2 * median(controls[key]) + FRAME_S, (key, controls[key], times)


def _pressed(one: Hall, waiting: int) -> Iterator[tuple[str, list[float]]]:
    """How long each key took: from the key to the last byte of what it changes on the screen."""
    people = delegates(600)
    yield (
        "arrow",
        [one.terminal.answer(DOWN, f"Mời ngay: {present.number(people[place].number)}") for place in range(PRESSES)],
    )
    yield "the other list", [one.terminal.answer("\t", hint) for hint in ("⏎ Bắt đầu ngay", "⏎ Mời ngay") * 4]
    letters, commits, returns = [], [], []
    for place in range(PRESSES):
        wanted = str(550 + place)
        letters += [one.terminal.answer(digit, f"│ {wanted[: size + 1]} ") for size, digit in enumerate(wanted[:2])]
        one.press(wanted[2], f"Ghi phát biểu: {wanted}")
        commits.append(one.terminal.answer("\r", f"Chờ phát biểu: {waiting + 1}"))
        returns.append(one.terminal.answer(UNDO, f"Chờ phát biểu: {waiting} "))
    one.press("\x1b[20~", "Mời 001")
    stops: list[float] = []
    for second in range(10, 50, 10):
        one.until(f"00:01:{second}")
        stops.append(one.terminal.answer(" ", "‖ TẠM DỪNG · Nội dung 1" if len(stops) % 2 == 0 else "▶ Nội dung 1"))
    yield "pause", stops
    yield from {"letter": letters, "Enter": commits, "undo": returns}.items()
