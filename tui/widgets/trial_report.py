"""What was found about a scanner: the verdict, then what is to be changed, then what is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from tui.calibration.calibration_words import Finding, Report
from tui.widgets.lines import Line, Lines, wrapped

_INDENT = 2


class TrialReport(Lines):
    """What is right comes last, so that it is what does not fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(
            "trial-report--good",
            "trial-report--amiss",
            "trial-report--found",
            "trial-report--advice",
            "trial-report--quiet",
        ),
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._report: Report | None = None
        self._notes: Sequence[str] = ()

    def show(self, report: Report, notes: Sequence[str]) -> None:
        """Draws it; the notes stand at the end."""
        self._report, self._notes = report, notes
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """From the top, as many as fit."""
        return list(self._lines(self._report, width))[:height] if self._report else []

    def _lines(self, report: Report, width: int) -> Iterator[Line]:
        verdict = "trial-report--good" if report.good else "trial-report--amiss"
        yield from (Line(Content(" ") + row, verdict) for row in wrapped(Content(report.verdict), width - 1))
        yield Line()
        for finding in sorted(report.findings, key=lambda one: not one.advice):
            yield from _paragraph(finding, width)
        yield Line()
        for note in self._notes:
            yield from _hanging(note, width, "trial-report--quiet")


def _paragraph(finding: Finding, width: int) -> Iterator[Line]:
    """What was found, its glyph in front, and below it what to do."""
    style = "trial-report--found" if finding.advice else ""
    for place, row in enumerate(wrapped(Content(finding.what), width - _INDENT)):
        yield Line(Content(" " * _INDENT if place else f"{finding.glyph} ") + row, style)
    yield from _hanging(finding.advice, width, "trial-report--advice")


def _hanging(text: str, width: int, style: str) -> Iterator[Line]:
    for row in wrapped(Content(text), width - _INDENT):
        yield Line(Content(" " * _INDENT) + row, style)
