"""What a window shows as an SVG: a picture, or a film of several, in which a row is drawn once for as long as it stays.

Text stays text, so a picture can be held against what the program shows, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME
from textual.app import App

WIDE, HIGH = 10, 20
"""Of a cell."""
BASELINE = 15
MARGIN = 10
FONTS = "Consolas, Menlo, 'Liberation Mono', 'DejaVu Sans Mono', monospace"
"""The last of them has Vietnamese letters whose marks reach into the next cell."""
ROUND_CORNER = 8


class Look(NamedTuple):
    """How a stretch of cells is drawn."""

    fore: str
    back: str
    bold: bool


Cells = tuple[str, Look]
Row = tuple[Cells, ...]


class Frame(NamedTuple):
    """What is shown for so long."""

    rows: tuple[Row, ...]
    seconds: float


def rows_of(app: App[Any]) -> tuple[Row, ...]:
    """What can be seen, dialogs and what lies under them."""
    width, height = app.size
    console = Console(
        width=width,
        height=height,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        record=True,
        legacy_windows=False,
        safe_box=False,
    )
    console.print(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens, simplify=True))
    segments = Segment.filter_control(console._record_buffer)
    return tuple(tuple(_stretches(line)) for line in Segment.split_and_crop_lines(segments, length=width))[:height]


def _stretches(line: Iterable[Segment]) -> Iterator[Cells]:
    cells = (segment for segment in line if segment.text != "\n")
    for look, segments in groupby(cells, key=lambda segment: _look(segment.style or Style())):
        yield "".join(segment.text for segment in segments), look


def _look(style: Style) -> Look:
    theme = SVG_EXPORT_THEME
    fore = style.color.get_truecolor(theme).hex if style.color else theme.foreground_color.hex
    back = style.bgcolor.get_truecolor(theme).hex if style.bgcolor else theme.background_color.hex
    return Look(back, fore, bool(style.bold)) if style.reverse else Look(fore, back, bool(style.bold))


# -- SVG ---------------------------------------------------------------------------------------------------------------


def picture(rows: Sequence[Row]) -> str:
    """One that stands still."""
    return _document(rows, "", (_row(place, row) for place, row in enumerate(rows)))


def film(frames: Sequence[Frame]) -> str:
    """One that begins anew when it is over."""
    starts = [0.0, *accumulate(frame.seconds for frame in frames)]
    shots: dict[tuple[int, int], str] = {}
    drawn = []
    for place, rows in enumerate(zip(*(frame.rows for frame in frames), strict=True)):
        for first, last, row in _runs(rows):
            name = shots.setdefault((first, last), f"k{len(shots)}")
            drawn.append(_row(place, row, "" if last - first == len(frames) else name))
    rules = (_shown(name, starts[first], starts[last], starts[-1]) for (first, last), name in shots.items())
    return _document(frames[0].rows, "\n".join(rules) + "\n", drawn)


def _runs(rows: Sequence[Row]) -> Iterator[tuple[int, int, Row]]:
    """How long one and the same row stays: from which frame up to which."""
    for row, places in groupby(range(len(rows)), key=lambda place: rows[place]):
        found = list(places)
        yield found[0], found[-1] + 1, row


def _shown(name: str, start: float, end: float, whole: float) -> str:
    """Without motion the first frame stays."""
    first, last = (f"{100 * moment / whole:.3f}%" for moment in (start, end))
    before = "0%{visibility:hidden}" if start else ""
    after = f"{last}{{visibility:hidden}}" if end < whole else ""
    shown = "hidden" if start else "visible"
    return (
        f".{name}{{visibility:{shown};animation:{name} {whole:g}s step-end infinite}}"
        f"@keyframes {name}{{{before}{first}{{visibility:visible}}{after}}}"
    )


def _row(place: int, row: Row, name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return f'<g{kind} transform="translate({MARGIN} {MARGIN + place * HIGH})">{"".join(_drawn(row))}</g>'


def _drawn(row: Row) -> Iterator[str]:
    """Colours behind, then letters, which may reach into the cell beside them."""
    letters: list[str] = []
    column = 0
    for text, look in row:
        yield _box(look.back, column * WIDE, 0, len(text) * WIDE, HIGH)
        letters += _letters(text, column, look)
        column += len(text)
    yield from letters


def _letters(text: str, column: int, look: Look) -> Iterator[str]:
    """Words a little apart stay together; the parts of big digits are drawn, since fonts leave gaps between them."""
    for found in _TOGETHER.finditer(text):
        x, width = (column + found.start()) * WIDE, len(found[0]) * WIDE
        part = _PARTS.get(found[0][0])
        if part is not None:
            yield _box(look.fore, x, round(part.top * HIGH), width, round(part.high * HIGH))
            continue
        weight = ' class="b"' if look.bold else ""
        place = f'x="{x}" y="{BASELINE}" textLength="{width}"'
        yield f'<text{weight} fill="{look.fore}" {place}>{escape(found[0]).replace(" ", _KEPT)}</text>'


class _Part(NamedTuple):
    """Of a cell that is filled."""

    top: float
    high: float


_KEPT = "\N{NO-BREAK SPACE}"
"""A space that every reader of SVG leaves as it is."""
_PARTS = {"█": _Part(0, 1), "▀": _Part(0, 0.5), "▄": _Part(0.5, 0.5)}
_TOGETHER = re.compile(r"█+|▀+|▄+|[^ █▀▄]+(?: [^ █▀▄]+)*")


def _box(colour: str, x: int, y: int, width: int, height: int) -> str:
    return f'<path fill="{colour}" d="M{x} {y}h{width}v{height}h-{width}z"/>'


def _document(rows: Sequence[Row], rules: str, drawn: Iterable[str]) -> str:
    width = sum(len(text) for text, _look in rows[0]) * WIDE + 2 * MARGIN
    height = len(rows) * HIGH + 2 * MARGIN
    back = rows[0][0][1].back
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        f"<style>text{{font:16.6px {FONTS}}}.b{{font-weight:bold}}path{{shape-rendering:crispEdges}}\n"
        f"{rules}</style>\n"
        f'<rect width="{width}" height="{height}" rx="{ROUND_CORNER}" fill="{back}"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )
