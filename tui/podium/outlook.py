"""The day as the moderator's screen shows it, as of one moment: made once a commit, and each part only when asked for.

A second that passes changes the clock, not the outlook: `OUTDATED_MS` says for how long one is good enough.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from store import (
    Advice,
    Fit,
    Forgotten,
    Projection,
    Speech,
    State,
    Tally,
    advice,
    forgotten_start,
    on_the_floor,
    open_speeches,
    project,
    queue_fit,
    spoken,
    waiting_list,
)
from store.records import Stamp

OUTDATED_MS: Final = 5000


class Outlook:
    """What was, what is and what is to be expected at `now`."""

    def __init__(self, state: State, now: Stamp) -> None:
        self.state = state
        self.now = now

    def is_outdated(self, now: Stamp) -> bool:
        """Whether too much time has passed, or a minute of the clock."""
        return self.age_ms(now) >= OUTDATED_MS or now.wall.minute != self.now.wall.minute

    def age_ms(self, now: Stamp) -> int:
        """How long ago this was."""
        return now.boot_ms - self.now.boot_ms

    @cached_property
    def projection(self) -> Projection:
        """The agenda."""
        return project(self.state, self.now)

    @cached_property
    def floor(self) -> Speech | None:
        """Who speaks, or was interrupted."""
        return on_the_floor(self.state)

    @cached_property
    def waiting(self) -> list[Speech]:
        """Who is still to speak, in order."""
        return waiting_list(self.state)

    @cached_property
    def places(self) -> dict[int, int]:
        """Of each who waits: the how-manieth, from 1."""
        return {one.id: place for place, one in enumerate(self.waiting, 1)}

    @cached_property
    def speeches(self) -> list[Speech]:
        """Every speech: what came of those who did not speak, who spoke, who speaks, who waits."""
        never = [one for one in self.state.speeches.values() if one.fate is not None and one.span is None]
        over = [one for one in spoken(self.state, self.now) if one.fate is not None]
        in_order = sorted(never, key=lambda one: (one.position, one.id))
        return [*in_order, *over, *open_speeches(self.state), *self.waiting]

    @cached_property
    def tally(self) -> Tally:
        """Who has been heard, and how much."""
        return Tally(self.state, self.now)

    @cached_property
    def fit(self) -> Fit | None:
        """Whether everybody who waits will get the floor."""
        return queue_fit(self.state, self.now)

    @cached_property
    def advice(self) -> Advice | None:
        """Who might come before the first, and why."""
        return advice(self.state, self.now, self.tally)

    @cached_property
    def forgotten(self) -> Forgotten | None:
        """An item whose start nobody has pressed."""
        return forgotten_start(self.state, self.now)

    @property
    def first_waiting(self) -> Speech | None:
        """Who comes next."""
        return self.waiting[0] if self.waiting else None
