"""What was taken down about a speech, put right: who, what about, when; the original stays in the log."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import builders
from podium import Podium, clock
from store import CorrectSpeech, EndSpeech, StartSpeech, speech_clock
from store.errors import Reason
from store.records import DelegateId


@pytest.fixture
def podium() -> Podium:
    return Podium(*builders.agenda(), builders.delegate(2), builders.speech(1), builders.speech(2))


def span(podium: Podium, id: int) -> tuple[str, str]:
    found = podium.state.speeches[id].span
    assert found is not None
    return clock(found.started.wall), clock(found.ended.wall if found.ended else None)


def at(clock: str) -> dt.datetime:
    return builders.stamp(clock).wall


def test_the_original_stays_in_the_log_when_a_speech_is_corrected(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(60, EndSpeech(speech=1))
    original = podium.state.speeches[1]
    assert podium.run(CorrectSpeech(speech=1, delegate=DelegateId(2), started=at("07:59:30"))) == original
    entry = podium.state.recent[podium.state.seq]
    assert entry.outcome == original.to_document()
    assert (span(podium, 1), podium.state.speeches[1].delegate) == (("07:59:30", "08:01:00"), 2)


@pytest.mark.parametrize(
    ("started", "ended", "first", "second"),
    [
        ("08:01:30", None, ("08:00:00", "08:01:30"), ("08:01:30", "08:04:00")),
        ("08:02:30", None, ("08:00:00", "08:02:30"), ("08:02:30", "08:04:00")),
        (None, "08:03:00", ("08:00:00", "08:02:00"), ("08:02:00", "08:03:00")),
        ("08:02:10", "08:02:20", ("08:00:00", "08:02:10"), ("08:02:10", "08:02:20")),
    ],
)
def test_real_times_are_given_afterwards(
    podium: Podium, started: str | None, ended: str | None, first: tuple[str, str], second: tuple[str, str]
) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(120, StartSpeech(speech=2))
    podium.after(120, EndSpeech(speech=2))
    podium.run(CorrectSpeech(speech=2, started=started and at(started), ended=ended and at(ended)))  # type: ignore[arg-type]
    assert (span(podium, 1), span(podium, 2)) == (first, second)


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        ({"started": at("07:59:59")}, Reason.TOO_EARLY),
        ({"started": at("08:04:01")}, Reason.ENDS_BEFORE_START),
        ({"ended": at("08:01:59")}, Reason.ENDS_BEFORE_START),
        ({"ended": at("08:05:01")}, Reason.IN_THE_FUTURE),
        ({"delegate": DelegateId(99)}, Reason.NO_SUCH_DELEGATE),
    ],
)
def test_times_that_cannot_be_are_refused(podium: Podium, correction: dict[str, Any], reason: Reason) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(120, StartSpeech(speech=2))
    podium.after(120, EndSpeech(speech=2))
    podium.clocks.wait(60)
    assert podium.refuses(CorrectSpeech(speech=2, **correction)) is reason


@pytest.mark.parametrize(
    ("correction", "reason"),
    [({"started": at("07:59:00")}, Reason.NOT_BEGUN), ({"ended": at("08:00:00")}, Reason.NOT_BEGUN)],
)
def test_what_has_not_begun_has_no_times(podium: Podium, correction: dict[str, Any], reason: Reason) -> None:
    assert podium.refuses(CorrectSpeech(speech=2, **correction)) is reason
    podium.run(StartSpeech(speech=2))
    if "ended" in correction:
        assert podium.refuses(CorrectSpeech(speech=2, **correction)) is Reason.NOT_OVER


def test_began_ninety_seconds_ago_while_speaking(podium: Podium) -> None:
    podium.run(StartSpeech(speech=1))
    podium.after(10, CorrectSpeech(speech=1, started=podium.now.wall - dt.timedelta(seconds=80)))
    assert speech_clock(podium.state, podium.state.speeches[1], podium.now).elapsed_ms == 90_000
