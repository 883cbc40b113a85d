"""How what people wait for grows with the list, from a hundred delegates to a hundred thousand, as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import log10
from typing import NamedTuple

from benchmarks import answers, check_in, commands, conferences
from benchmarks.figures import in_turn
from readme import PICTURES

SIZES = (100, 1_000, 10_000, 100_000)
FILE = PICTURES / "growth.svg"
WIDTH, HEIGHT = 760, 380
LEFT, TOP, RIGHT, BOTTOM = 64, 20, 250, 40
LEAST_MS, MOST_MS = 0.1, 10_000.0
_APART = 17
"""Pixels between two names, so that both can be read."""


class Curve(NamedTuple):
    """Medians in milliseconds, one a size."""

    name: str
    kind: str
    """Its class in the picture: `ours`, or `limit` for what it is held against."""
    medians: tuple[float, ...]


def curves(*, short: bool) -> list[Curve]:
    """Everything measured anew, each beside its limit."""
    rows = [_of_size(size, 10 if short else 60) for size in SIZES]
    names = ("start to first frame", "scan to painted answer", "a bare Textual echo", "one durable check-in")
    kinds = ("ours", "ours", "limit", "ours", "limit")
    every = zip((*names, "append + fdatasync"), kinds, zip(*rows, strict=True), strict=True)
    return [Curve(name, kind, medians) for name, kind, medians in every]


def _of_size(size: int, rounds: int) -> tuple[float, ...]:
    answer, echo = answers.scan_and_echo(size, rounds)
    durable, bare, _cpu = check_in.measured(size, rounds)
    with conferences.of_size(size) as path:
        (start,) = in_turn(3, partial(commands.start_ms, path))
    return (start.median, answer.median, echo.median, durable.median / 1000, bare.median / 1000)


STYLE = """
  text { font: 13px sans-serif; fill: #1f2328; }
  line { stroke: #8c959f; } .grid { opacity: .25; }
  polyline { fill: none; stroke-width: 2.5; } .limit { stroke-dasharray: 6 4; }
  polyline.ours { stroke: #0969da; } circle.ours { fill: #0969da; }
  polyline.limit { stroke: #6e7781; } circle.limit { fill: #6e7781; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } polyline.ours { stroke: #58a6ff; } circle.ours { fill: #58a6ff; }
    polyline.limit { stroke: #9aa4ae; } circle.limit { fill: #9aa4ae; }
  }"""


def picture(drawn: Sequence[Curve]) -> str:
    """Both axes count in tens; what is held against something stands beside it, dashed."""
    parts = [*_grid(), *(part for curve in drawn for part in _line(curve)), *_names(drawn)]
    body = "\n".join(f"  {part}" for part in parts)
    title = "<title>Milliseconds by number of delegates</title>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    return f"{head}\n  {title}\n  <style>{STYLE}\n  </style>\n{body}\n</svg>\n"


def _x(size: float) -> float:
    share = (log10(size) - log10(SIZES[0])) / (log10(SIZES[-1]) - log10(SIZES[0]))
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _y(ms: float) -> float:
    share = (log10(ms) - log10(LEAST_MS)) / (log10(MOST_MS) - log10(LEAST_MS))
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _grid() -> Iterator[str]:
    end = WIDTH - RIGHT
    for power in range(round(log10(LEAST_MS)), round(log10(MOST_MS)) + 1):
        ms = 10.0**power
        yield f'<line class="grid" x1="{LEFT}" y1="{_y(ms)}" x2="{end}" y2="{_y(ms)}"/>'
        told = f"{ms:g} ms" if ms < 1000 else f"{ms / 1000:g} s"
        yield f'<text x="{LEFT - 8}" y="{_y(ms) + 4}" text-anchor="end">{told}</text>'
    for size in SIZES:
        yield f'<text x="{_x(size)}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
    yield f'<line class="axis" x1="{LEFT}" y1="{_y(LEAST_MS)}" x2="{end}" y2="{_y(LEAST_MS)}"/>'
    yield f'<text x="{end}" y="{HEIGHT - 4}" text-anchor="end">delegates</text>'


def _line(curve: Curve) -> Iterator[str]:
    points = [(_x(size), _y(ms)) for size, ms in zip(SIZES, curve.medians, strict=True)]
    yield f'<polyline class="{curve.kind}" points="{" ".join(f"{x},{y}" for x, y in points)}"/>'
    for x, y in points:
        yield f'<circle class="{curve.kind}" cx="{x}" cy="{y}" r="3"/>'


def _names(drawn: Sequence[Curve]) -> Iterator[str]:
    """Each where its line ends, from the top, none over another."""
    free = float(TOP)
    for curve in sorted(drawn, key=lambda one: -one.medians[-1]):
        y = max(_y(curve.medians[-1]) + 4, free)
        free = y + _APART
        yield f'<text x="{WIDTH - RIGHT + 12}" y="{y}">{curve.name}, {_told(curve.medians[-1])}</text>'


def _told(ms: float) -> str:
    return f"{ms:.2g} ms" if ms < 100 else f"{ms:,.0f} ms"
