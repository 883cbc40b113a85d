"""What an office sets for the whole conference, before and on the day: times, and how long names are kept.

What belongs to one window only, such as its sounds, is no matter of the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from store.errors import OutOfRange
from store.records import Conference, SpeakingTimes
from store.verbs import OFFICE, Verb

if TYPE_CHECKING:
    from store.transaction import Transaction


class Limits(NamedTuple):
    """The least and the most a setting may be, both included."""

    lowest: int
    highest: int


LONGEST: Final = 12 * 60
"""Minutes; as long as the longest item of a plan."""
LONGEST_KEPT: Final = 3650
"""Days."""

LIMITS: Final[dict[str, Limits]] = {
    **dict.fromkeys(SpeakingTimes.__struct_fields__, Limits(0, LONGEST)),
    "late_after_minutes": Limits(0, LONGEST),
    "retention_days": Limits(0, LONGEST_KEPT),
}
"""Every setting, as the conference calls it."""


def value_of(conference: Conference, setting: str) -> int:
    """What a setting is now."""
    inner = setting in SpeakingTimes.__struct_fields__
    value: int = getattr(conference.speaking if inner else conference, setting)
    return value


class AdjustConference(Verb[None], frozen=True, kw_only=True):
    """Settings of the conference; None leaves one as it is. Speeches that have begun keep the limit they began with."""

    roles = OFFICE
    answers = None

    presentation_minutes: int | None = None
    discussion_minutes: int | None = None
    reply_minutes: int | None = None
    warning_minutes: int | None = None
    danger_minutes: int | None = None
    late_after_minutes: int | None = None
    retention_days: int | None = None

    def apply(self, tx: Transaction) -> None:
        conference, wanted = tx.state.conference, self._wanted()
        times = {setting: wanted.pop(setting) for setting in SpeakingTimes.__struct_fields__ if setting in wanted}
        tx.put(replace(conference, speaking=replace(conference.speaking, **times), **wanted))

    def _wanted(self) -> dict[str, int]:
        wanted = {}
        for setting, (lowest, highest) in LIMITS.items():
            value = getattr(self, setting)
            if value is not None and not lowest <= value <= highest:
                raise OutOfRange(setting, lowest=lowest, highest=highest)
            if value is not None:
                wanted[setting] = value
        return wanted
