"""What happens at the podium on the day: which item ran when, who spoke, for how long, and what became of each speech.

The plan of an item stands in `AgendaItem`; what became of it stands in `ItemRun`. Both can be changed without touching
the other, and the difference is the delay.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from store.records import AreaId, DelegateId, Record, Stamp, Value


class Pause(Value, frozen=True, kw_only=True):
    """A time in which a clock stood still."""

    started: Stamp
    ended: Stamp | None = None


class Span(Value, frozen=True, kw_only=True):
    """From when to when something ran, and when it stood still in between; open as long as it has not ended."""

    started: Stamp
    ended: Stamp | None = None
    pauses: tuple[Pause, ...] = ()


class ItemRun(Record, frozen=True, kw_only=True):
    """What became of one item of the agenda."""

    table: ClassVar[str] = "runs"
    personal: ClassVar[frozenset[str] | None] = frozenset()

    item: int
    spans: tuple[Span, ...] = ()
    """One for each time it was taken up."""
    added_ms: int = 0
    """Time granted on top of the planned minutes; less than nothing if it was cut."""
    skipped: bool = False

    @property
    def key(self) -> int:
        return self.item


class SpeechKind(StrEnum):
    """What somebody takes the floor for."""

    PREPARED = "prepared"
    """A paper announced beforehand (tham luận)."""
    FLOOR = "floor"
    """A turn in the discussion (phát biểu thảo luận)."""
    POINT_OF_ORDER = "point_of_order"
    """Comes before every ordinary speech."""
    REPLY = "reply"
    """Answers a speech, and comes right after it."""
    QUESTION = "question"
    """Put to whoever speaks: that speech is only interrupted."""


class Fate(StrEnum):
    """How a speech ended; each one ends in one of these."""

    DELIVERED = "delivered"
    READ = "read"
    """Read by somebody else (`Speech.reader`)."""
    ABSENT = "absent"
    """Was not in the hall when called."""
    WITHDRAWN = "withdrawn"
    IN_WRITING = "in_writing"
    """Handed in instead of being read."""


class Speech(Record, frozen=True, kw_only=True):
    """Somebody on the list of speakers: waiting, at the podium, or done.

    Whoever is a delegate is known by `delegate`, and `name` and `unit` are empty; nobody known is an empty name.
    """

    table: ClassVar[str] = "speeches"
    personal: ClassVar[frozenset[str] | None] = frozenset({"delegate", "name", "title", "unit", "topic", "reader"})

    id: int
    kind: SpeechKind
    position: int
    """Place in the list among those of the same rank."""
    delegate: DelegateId | None = None
    name: str = ""
    title: str = ""
    unit: str = ""
    area: AreaId = AreaId("")
    topic: str = ""
    minutes: int | None = None
    """The limit given to this speech; None for the usual one of its kind."""
    unlimited: bool = False
    """A leader, whom no clock presses."""
    paper: bool = False
    """Whether the text has been handed in."""
    answers: int | None = None
    """The speech this replies to."""
    queued: Stamp | None = None
    """When the name was put down; None for what the plan says."""
    on_deck: bool = False
    """Has been told to be ready."""
    item: int | None = None
    """The item of the agenda during which it began."""
    limit_ms: int | None = None
    """The limit as it was when the speech began; None without one, and before."""
    added_ms: int = 0
    span: Span | None = None
    reader: str = ""
    """Who reads in the speaker's place."""
    fate: Fate | None = None

    @property
    def key(self) -> int:
        return self.id


class SpeakerList(Record, frozen=True, kw_only=True):
    """What holds for the list of speakers as a whole."""

    table: ClassVar[str] = "speaker_lists"
    personal: ClassVar[frozenset[str] | None] = frozenset()

    closed: bool = False
    """Nobody is taken on any more, except by the moderator."""
    advice: bool = True
    """Whether somebody is suggested as next."""
    cap_minutes: int | None = None
    """No speech still to come gets more than this."""

    @property
    def key(self) -> int:
        return 1


class HallView(StrEnum):
    """What the display in the hall shows."""

    DAY = "day"
    """What goes on: the banner before the opening, then the item, whoever speaks, the clock."""
    BANNER = "banner"
    OFF = "off"
    """Black."""


class HallMessage(Value, frozen=True, kw_only=True):
    """Words shown to the hall."""

    text: str
    sent: Stamp
    seconds: int | None = None
    """How long it is shown; None until it is taken down."""
    speech: int | None = None
    """Meant for whoever gives this speech, and gone with it; None for everybody."""


class HallDisplay(Record, frozen=True, kw_only=True):
    """What the moderator wants the hall to see."""

    table: ClassVar[str] = "hall_displays"
    personal: ClassVar[frozenset[str] | None] = frozenset({"message"})

    view: HallView = HallView.DAY
    message: HallMessage | None = None
    counts: bool = False
    """Whether it is shown how many are present."""

    @property
    def key(self) -> int:
        return 1


class AdviceReason(StrEnum):
    """Why somebody is suggested as next."""

    UNIT_NOT_HEARD = "unit_not_heard"
    FIRST_SPEECH = "first_speech"
    LEAST_TIME = "least_time"
    """Of the units waiting, this one has been heard least."""


class GapChoice(StrEnum):
    """How the time is counted in which no window was open."""

    RAN_ON = "ran_on"
    """As speech: everything went on in the hall."""
    PAUSED = "paused"
    STOPPED = "stopped"
    """What ran had ended when the program went away."""


class Recovery(Record, frozen=True, kw_only=True):
    """A gap in the program's life, and how a person decided to count it."""

    table: ClassVar[str] = "recoveries"
    personal: ClassVar[frozenset[str] | None] = frozenset()

    id: int
    since: Stamp
    until: Stamp
    choice: GapChoice

    @property
    def key(self) -> int:
        return self.id
