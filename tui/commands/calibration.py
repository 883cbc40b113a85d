"""Before the doors open: what scanner, keyboard and input method of this machine do to a badge, and what to change."""

from __future__ import annotations

import argparse
import codecs
import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Final

from tui.calibration.calibration_words import received, report
from tui.calibration.listening import Arrival, Listening, Stroke
from tui.calibration.trial import Trial
from tui.i18n import _
from tui.machine.keyboard_signs import BACKSPACE
from tui.options.meaning import Failure, output_file
from tui.saying import say

CHUNK: Final = 4096
_DELETE: Final = "\x7f"
"""What most terminals send for Backspace."""


def calibrate(options: argparse.Namespace) -> None:
    """The card, or a trial: on screen in a terminal, else of what comes on standard input."""
    if options.output is not None:
        _write_card(options)
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _on_screen()
    else:
        _of_standard_input()


def _write_card(options: argparse.Namespace) -> None:
    from store.documents import setup_card_pdf, write_whole

    output = output_file(options, ".pdf")
    write_whole(output, setup_card_pdf())
    say(_("Written: {file}").format(file=output))


def _on_screen() -> None:
    """What was found last stays to be read when the screen is closed."""
    from tui.calibrator import Calibrator
    from tui.machine.windows_console import quick_edit_off

    with quick_edit_off():
        trial = Calibrator().run()
    if trial is not None and trial.scans:
        _tell(trial)


def _of_standard_input() -> None:
    trial, listening = Trial(window=False), Listening()
    for stroke in strokes_of(iter(_read, b"")):
        _take(trial, listening.hear(stroke))
    _take(trial, listening.end())
    if not trial.scans:
        raise Failure(_("nothing was scanned"))


def _read() -> bytes:
    return os.read(sys.stdin.fileno(), CHUNK)


def strokes_of(chunks: Iterable[bytes]) -> Iterator[Stroke]:
    """The keys of what arrives, stamped as it comes; bytes that are no text become U+FFFD."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    for chunk in chunks:
        yield from _stamped(decoder.decode(chunk))
    yield from _stamped(decoder.decode(b"", final=True))


def _stamped(text: str) -> Iterator[Stroke]:
    now = time.monotonic()
    return (Stroke(BACKSPACE if char == _DELETE else char, now) for char in text)


def _take(trial: Trial, arrival: Arrival | None) -> None:
    if arrival is not None:
        trial.take(arrival)
        _tell(trial)


def _tell(trial: Trial) -> None:
    """A line for the scan, then one for each thing: whether it is right, what it is, what to change."""
    told = report(trial)
    say(str(trial.scans), told.verdict, received(trial))
    for finding in told.findings:
        say(finding.glyph, finding.what, *filter(None, [finding.advice]))
