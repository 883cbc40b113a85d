"""Who has the floor, above the clock and below it: the name to be read out, and how the time stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from store import SpeechState, speaker_of, speech_clock, speech_state
from store.records import Stamp
from store.text import shown
from tui import time_words
from tui.i18n import _
from tui.podium import day_words, speaker_words
from tui.podium.outlook import Outlook
from tui.widgets.lines import Line, Lines, cell, fitted, wrapped


class FloorHead(Lines):
    """The name, what they are, and what about."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"floor--name", "floor--quiet", "floor--paused"}

    def __init__(self, outlook: Outlook, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._outlook = outlook

    def show(self, outlook: Outlook) -> None:
        """Draws who it is now."""
        self._outlook = outlook
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """As much as fits; the name first."""
        rows = list(self._speaker(width) if self._outlook.floor else self._item(width))
        return fitted(rows, width, height)

    def _speaker(self, width: int) -> Iterator[Line]:
        state, speech = self._outlook.state, self._outlook.floor
        assert speech is not None
        speaker = speaker_of(state, speech)
        paused = speech_state(speech) is SpeechState.PAUSED
        mark = speaker_words.mark(speech)
        told = f"{mark.glyph} {mark.word.upper() if paused else speaker_words.kind(speech)}"
        name = " ".join(filter(None, (speaker_words.number(state, speaker), speaker_words.name(speaker).upper())))
        yield Line(cell(f"{told} · {name}", width), "floor--paused" if paused else "floor--name")
        read = _("read by {person}").format(person=shown(speech.reader)) if speech.reader else ""
        yield Line(cell(" · ".join(filter(None, (read, speaker_words.post(state, speaker)))), width))
        yield from (Line(row, "floor--quiet") for row in wrapped(Content(shown(speech.topic)), width))

    def _item(self, width: int) -> Iterator[Line]:
        projection = self._outlook.projection
        line = projection.line(projection.current)
        if line is None:
            yield Line(cell(day_words.now_running(self._outlook), width), "floor--name")
            return
        mark = day_words.mark(line)
        paused = mark.glyph == "‖"
        word = f"{mark.glyph} {mark.word.upper()} · " if paused else f"{mark.glyph} "
        title = Content(word + day_words.title(line.item))
        yield from (Line(row, "floor--paused" if paused else "floor--name") for row in wrapped(title, width)[:2])
        yield Line(cell(shown(line.item.responsible), width), "floor--quiet")


class FloorFoot(Lines):
    """The time in words, whether the list fits, and who might come next."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"floor--quiet", "floor--alarm", "floor--advice"}

    def __init__(self, outlook: Outlook, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._outlook = outlook
        self._now = outlook.now

    def show(self, outlook: Outlook, now: Stamp) -> None:
        """Draws how things stand at `now`."""
        self._outlook, self._now = outlook, now
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Wrapped where there is room for that; as much as fits."""
        told = [(text, style) for text, style in self._told() if text]
        whole = [Line(row, style) for text, style in told for row in wrapped(Content(text), width)]
        if len(whole) <= height:
            return whole
        return fitted([Line(cell(text, width), style) for text, style in told], width, height)

    def _told(self) -> Iterator[tuple[str, str]]:
        outlook = self._outlook
        yield self._time(), ""
        fit = outlook.fit
        if fit is not None and fit.item == outlook.projection.current:
            told = (speaker_words.fit(fit), speaker_words.without_floor(fit, outlook.state))
            yield "; ".join(filter(None, told)), "" if fit.fits else "floor--alarm"
        if outlook.advice is not None:
            yield speaker_words.advised(outlook.advice, outlook.state), "floor--advice"

    def _time(self) -> str:
        outlook = self._outlook
        if outlook.floor is None:
            return self._item_time()
        clock = speech_clock(outlook.state, outlook.floor, self._now)
        limit = _("no limit") if clock.limit_ms is None else time_words.span(clock.limit_ms)
        spoken = _("Spoken {time} of {limit}").format(time=time_words.count_up(clock.elapsed_ms), limit=limit)
        line = outlook.projection.line(outlook.projection.current)
        return spoken if line is None else f"{spoken} · {day_words.now_running(outlook)}"

    def _item_time(self) -> str:
        line = self._outlook.projection.line(self._outlook.projection.current)
        if line is None:
            return ""
        allotted = time_words.span(line.allotted_ms) if day_words.is_timed(line.item) else _("no limit")
        times = day_words.from_to(line.start, line.end)
        return _("Since {times}, {allotted}").format(times=times, allotted=allotted)
