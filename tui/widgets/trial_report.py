"""What was found about a scanner: the verdict, then what is to be changed, then what is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual.content import Content

from tui.calibration.calibration_words import Finding, Report
from tui.widgets.lines import Line, Lines, wrapped

_INDENT: Final = 2
_VERDICTS: Final = {None: "trial-report--asks", True: "trial-report--good", False: "trial-report--amiss"}


class TrialReport(Lines):
    """What is right comes last, so that it is what does not fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *_VERDICTS.values(),
        *("trial-report--found", "trial-report--advice", "trial-report--quiet"),
    }

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None

    def show(self, report: Report) -> None:
        """Draws it."""
        self._report = report
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """From the top, as many as fit."""
        return list(_lines(self._report, width))[:height] if self._report else []


def _lines(report: Report, width: int) -> Iterator[Line]:
    for row in wrapped(Content(report.verdict), width - 1):
        yield Line(Content(" ") + row, _VERDICTS[report.good])
    yield Line()
    for finding in sorted(report.findings, key=lambda one: not one.advice):
        yield from _finding(finding, width)
    if report.findings:
        yield Line()
    for note in report.notes:
        yield from _hanging(note, width, "trial-report--quiet")


def _finding(finding: Finding, width: int) -> Iterator[Line]:
    """What was found, its glyph in front, and below it what to do."""
    style = "trial-report--found" if finding.advice else ""
    for place, row in enumerate(wrapped(Content(finding.what), width - _INDENT)):
        yield Line(Content(" " * _INDENT if place else f"{finding.glyph} ") + row, style)
    yield from _hanging(finding.advice, width, "trial-report--advice")


def _hanging(text: str, width: int, style: str) -> Iterator[Line]:
    for row in wrapped(Content(text), width - _INDENT):
        yield Line(Content(" " * _INDENT) + row, style)
