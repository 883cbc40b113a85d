"""What was raised in the hall and is kept: solutions, proposals, petitions, and what leaders said and decided."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from store.records import AreaId, DelegateId, Record, Stamp, Value


class ProposalKind(StrEnum):
    """What it is; the report has a place for each."""

    UNSORTED = "unsorted"
    """Written down in haste, sorted afterwards."""
    SOLUTION = "solution"
    """What we do ourselves (giải pháp)."""
    SUGGESTION = "suggestion"
    """Asked of one's own level (đề xuất)."""
    PETITION = "petition"
    """Asked of a higher or another authority, which is named (kiến nghị)."""
    DIRECTION = "direction"
    """What a superior wants done (ý kiến chỉ đạo)."""
    CONCLUSION = "conclusion"
    """What the chair concludes (kết luận)."""
    TASK = "task"
    """Given to somebody, by a day (giao nhiệm vụ)."""
    RESULT = "result"
    """What was achieved (kết quả)."""
    SHORTCOMING = "shortcoming"
    """What is still wrong, and why (tồn tại, nguyên nhân)."""
    LESSON = "lesson"
    """Experience, a good way of doing things (bài học, cách làm hay)."""
    MODEL = "model"
    """A model of the movement (mô hình “Dân vận khéo”)."""


class ProposalState(StrEnum):
    """What becomes of it."""

    NOTED = "noted"
    ACCEPTED = "accepted"
    """Taken up (tiếp thu)."""
    REFERRED = "referred"
    """Handed on to whoever it concerns."""
    REJECTED = "rejected"
    """Not taken up."""


class Submitter(Value, frozen=True, kw_only=True):
    """Who raised it. Whoever is a delegate is known by `delegate`, and the other fields are empty."""

    delegate: DelegateId | None = None
    name: str = ""
    title: str = ""
    unit: str = ""
    area: AreaId = AreaId("")


class Wording(Value, frozen=True, kw_only=True):
    """What a proposal said by itself, and who raised it, before others were merged into it."""

    text: str
    submitters: tuple[Submitter, ...] = ()
    many: bool = False
    merged: str
    """What it said once they were: whether somebody has changed that since."""


class Proposal(Record, frozen=True, kw_only=True):
    """One thing that was raised."""

    table: ClassVar[str] = "proposals"
    personal: ClassVar[frozenset[str] | None] = frozenset(
        {"text", "submitters", "addressee", "due", "response", "own", "slip"}
    )

    id: int
    number: int
    """As it is called; given once, never given again."""
    text: str
    kind: ProposalKind = ProposalKind.UNSORTED
    theme: str = ""
    """A `Theme` of the conference; empty until it is sorted."""
    addressee: str = ""
    """Whom a petition is for, or who a task is given to."""
    due: str = ""
    """By when a task is to be done, in words."""
    submitters: tuple[Submitter, ...] = ()
    """Who raised it, the first first."""
    many: bool = False
    """Raised by many, whom nobody names one by one."""
    item: int | None = None
    """The item of the agenda that ran."""
    speech: int | None = None
    """The speech in which it was said."""
    noted: Stamp
    """When it was begun to be written down."""
    response: str = ""
    """What the chair answered (ý kiến tiếp thu, giải trình)."""
    state: ProposalState = ProposalState.NOTED
    recommendation: ProposalState | None = None
    """What the chair recommends to do with it, apart from what becomes of it."""
    merged_into: int | None = None
    """The proposal that says this too; this one stays as it was written."""
    own: Wording | None = None
    """What it said itself before others were merged into it; None as long as nothing was."""
    split_from: int | None = None
    """The proposal this was a part of."""
    slip: str = ""
    """What the slip is known by that it was taken from; empty for one that was written down here."""
    withdrawn: bool = False
    """Taken back, or written down by mistake; its number stays its own."""

    @property
    def key(self) -> int:
        return self.id

    @property
    def stands(self) -> bool:
        """Whether it counts: it was neither taken back nor said better by another."""
        return self.merged_into is None and not self.withdrawn
