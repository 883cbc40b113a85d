"""A secretary's screen under test: what is typed and scanned in, what is kept and can be read on it out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from builders import agenda, delegates, ran, span, speech
from moderator_desk import here, written
from seat import Hand, Seat
from store import open_store, standing_proposals
from store.proposal_records import Proposal
from store.records import Record, Role, Theme
from tui.app import ToaDamApp
from tui.screens.proposals import ProposalsScreen
from tui.widgets.alike_list import AlikeList
from tui.widgets.proposal_details import ProposalDetails
from tui.widgets.proposal_list import ProposalList
from tui.widgets.text_editor import TextEditor
from tui.widgets.theme_counts import ThemeCounts
from tui.widgets.writing_line import WritingLine

SIZE = (120, 36)
THEMES = (
    Theme(id="to-chuc", name="Tổ chức, nội dung"),
    Theme(id="kinh-phi", name="Kinh phí, chế độ"),
    Theme(id="khac", name="Vấn đề khác"),
)


class Secretary(Seat):
    """Somebody who writes down what is said."""

    @property
    def screen(self) -> ProposalsScreen:
        assert isinstance(self.base, ProposalsScreen)
        return self.base

    @property
    def editor(self) -> TextEditor:
        return self.screen.query_one("#editor", TextEditor)

    @property
    def facts(self) -> str:
        return " ".join(self.screen.query_one(WritingLine).text.split())

    @property
    def listed(self) -> list[str]:
        """The rows in view."""
        return self.screen.query_one(ProposalList).text.splitlines()

    @property
    def list_title(self) -> str:
        return str(self.screen.query_one(ProposalList).border_title)

    @property
    def alike(self) -> list[str]:
        return self.screen.query_one(AlikeList).text.splitlines()

    @property
    def details(self) -> str:
        return self.screen.query_one(ProposalDetails).text

    @property
    def themes(self) -> str:
        return self.screen.query_one(ThemeCounts).text

    @property
    def noted(self) -> list[Proposal]:
        return standing_proposals(self.state)

    @property
    def kept(self) -> str:
        """Of what is written, what is on the medium."""
        draft = self.screen.drafting.kept
        return draft.text if draft else ""

    @property
    def waits_for_a_pause(self) -> bool:
        """Whether something is to be kept after a second without a key."""
        return self.screen.drafting.waits

    def one(self, number: int) -> Proposal:
        return next(one for one in self.state.proposals.values() if one.number == number)

    async def note(self, text: str) -> None:
        await self.type(text)
        await self.press("f9")


def sitting(path: Path, *records: Record, speaker: int | None = 47, **about: Any) -> Path:
    """In the discussion of the short agenda; the first sixty are in the hall, and one of them has the floor."""
    talk = [speech(700, delegate=speaker, name="", span=span("08:40:00"))] if speaker else []
    runs = [ran(4, span("08:30:00"))]
    return written(path, *agenda(), *runs, *talk, *here(*range(1, 61)), *records, themes=THEMES, **about)


def name_of(number: int) -> str:
    return delegates(112)[number - 1].name


@asynccontextmanager
async def secretary_on(
    path: Path, *, at: str = "08:42:00", size: tuple[int, int] = SIZE, mode: str = "proposals", role: Role = Role.OFFICE
) -> AsyncIterator[Secretary]:
    clock = Hand(at)
    app = ToaDamApp(lambda: open_store(path, desk="Thư ký", role=role, clock=clock), silent=True, mode=mode)
    async with app.run_test(size=size) as pilot:
        secretary = Secretary(app, pilot, path, clock)
        await secretary.settle()
        yield secretary
