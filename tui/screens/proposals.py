"""What is raised in the hall (F4): the editor is open, F9 saves and the next is ready; everything else can wait.

A scan admits here as everywhere; whoever is in already raises what is being written. The editor has the focus always,
and what is half written is kept after a second without a key.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.worker import Worker

from store import Aside, Verb
from store.proposal_records import Proposal
from tui import keys, places
from tui.dialogs.conference_deeds import ask_conference_deed
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.dialog import plain
from tui.dialogs.find import FindDialog, Found
from tui.dialogs.proposal_deeds import Errand, ask_proposal_deed
from tui.dialogs.proposal_questions import Raised, ask_submitters
from tui.dialogs.sorting_pass import SortingPass
from tui.dialogs.writing_deeds import Deed, Told, ask_everything, ask_writing_deed
from tui.door.cards import Card
from tui.i18n import _
from tui.present import Tone
from tui.proposals import proposal_hints
from tui.proposals.notebook import Side
from tui.proposals.proposal_filters import EVERYTHING, Choices, Filter
from tui.screens.note_taking import NoteTaking
from tui.type_ahead import asks
from tui.widgets.alike_list import AlikeList
from tui.widgets.answer_line import AnswerLine
from tui.widgets.heading import heading
from tui.widgets.hint_line import HintLine
from tui.widgets.key_hints import KeyHints
from tui.widgets.note_editor import NoteEditor
from tui.widgets.proposal_details import ProposalDetails
from tui.widgets.proposal_list import ProposalList
from tui.widgets.theme_counts import ThemeCounts
from tui.widgets.writing_line import WritingLine


class ProposalsScreen(NoteTaking):
    """Writes down what is raised."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.NEXT.binding(), keys.SIDE.binding(), keys.FILTER.binding()]
    PLACE = places.PROPOSALS

    def compose(self) -> ComposeResult:
        """What is where is up to the styles; this is the order in which it is read."""
        state, notebook = self.store.state, self.notebook
        yield from heading(self.window)
        with Container(id="desk"):
            with Vertical(id="aside"):
                yield ThemeCounts(state, id="themes")
                yield ProposalDetails(state, id="details")
            with Vertical(id="book"):
                yield ProposalList(notebook, id="list")
                yield AlikeList(notebook, id="alike")
                yield NoteEditor(notebook, id="editor")
                yield WritingLine(notebook, id="facts")
                yield HintLine(id="hint")
                yield AnswerLine(id="card")
        yield KeyHints(keys.PROPOSALS_FOOTER, self.why_not, id="keys")
        yield plain(_("THE WINDOW DOES NOT GET THE KEYS – CLICK HERE"), id="unheard")
        yield plain(_("Window too small: make it larger"), id="too-small")

    def on_mount(self) -> None:
        """What there is."""
        self.show_notebook()

    # -- drawing -------------------------------------------------------------------------------------------------------

    def show_notebook(self) -> None:
        """The list, the counts, the one chosen, and what is written."""
        notebook, state = self.notebook, self.notebook.state
        self.query_one(ProposalDetails).set_class(notebook.chosen is not None, "-chosen")
        self.query_one(ThemeCounts).show(state, notebook.filter)
        self.query_one(ProposalList).show()
        self.show_writing()

    def show_writing(self) -> None:
        """What is like it, what goes with it, and what F9 does."""
        notebook = self.notebook
        self.query_one(AlikeList).show()
        self.query_one(ProposalDetails).show(notebook.chosen, notebook.state)
        self.query_one(WritingLine).show()
        found = proposal_hints.hint(notebook)
        self.query_one(HintLine).show(found.text, acts=found.acts)
        self.show_keys()

    def show(self, card: Card) -> None:
        """An answer; one that must not be missed is given more rows."""
        super().show(card)
        self.set_class(card.lasting, "-urgent")

    def show_ready(self) -> None:
        """How much there is, unless nothing can be noted: that stays in sight."""
        super().show_ready()
        trouble = self.store.safety.trouble is not None
        self.set_class(trouble, "-urgent")
        if not trouble:
            headline, advice = proposal_hints.ready(self.store.state)
            self.query_one(AnswerLine).show(Card(Tone.PLAIN, headline, advice=advice))

    # -- choosing ------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """An arrow above the text, or while something is chosen."""
        self.notebook.move(by)
        self.show_notebook()

    def action_page(self, by: int) -> None:
        """Page Up, Page Down: as many rows as are in view."""
        self.notebook.move(by * self.query_one(ProposalList).page)
        self.show_notebook()

    def action_turn(self) -> None:
        """Tab: among those that say much the same."""
        if not self.notebook.turn():
            self.refuse(self.why_not(keys.SIDE))
        self.show_notebook()

    def action_choose_proposal(self, id: int) -> None:
        """As if an arrow had chosen it."""
        self.catch_up()
        self.notebook.reveal(id)
        self.show_notebook()

    @on(ProposalList.Clicked)
    def _point_at(self, event: ProposalList.Clicked) -> None:
        again = self.notebook.choose(Side.LISTED, event.proposal)
        self.show_notebook()
        if again:
            self.action_enter()

    @on(AlikeList.Clicked)
    async def _point_at_alike(self, event: AlikeList.Clicked) -> None:
        again = self.notebook.choose(Side.ALIKE, event.proposal)
        self.show_notebook()
        if again:
            await self.action_next()

    def action_enter(self) -> None:
        """Enter on what is chosen in the list takes it into the editor; one text at a time."""
        chosen = self.notebook.chosen
        if chosen is None:
            self.refuse(_("Nothing is chosen: ↑ above the first line of the text chooses in the list"))
        else:
            self._edit(chosen.id)

    def _edit(self, id: int) -> None:
        if self.notebook.edit(id):
            self.editor.put_in(self.notebook.writing.draft.text)
            self.show_notebook()
        elif self.notebook.writing.is_changed:
            self.refuse(_("Something is being written: F9 saves it first, or F8 discards it"))
        else:
            self.refuse(_("That one no longer stands: F8 restores it first"))

    def action_back(self) -> None:
        """Lets go of what is chosen, of what is put right, of the filter, and at last of the answer."""
        notebook = self.notebook
        if notebook.let_go():
            self.show_notebook()
        elif notebook.writing.editing is not None:
            self._leave_edited()
        elif notebook.filter != EVERYTHING:
            self._filter_by(EVERYTHING)
        else:
            self.show_ready()

    @asks
    async def _leave_edited(self) -> None:
        """What was changed is lost with it: asks first."""
        question = ConfirmDialog(_("Leave it as it was?"), _("Leave"))
        leaves = True if not self.notebook.writing.is_changed else await self.app.push_screen_wait(question)
        if leaves:
            self._discard()

    def _discard(self) -> None:
        self.notebook.leave(self.store.now())
        self.editor.put_in("")
        self.show_notebook()
        self.drafting.keep()

    # -- the filter ----------------------------------------------------------------------------------------------------

    @asks
    async def action_filter(self) -> None:
        """Ctrl+F: which of them are listed, found by a few letters; or whatever has those words."""
        choices = Choices(self.store.state)

        def find(query: str) -> list[Found]:
            return [Found(Content(label), filter) for label, filter in choices(query)]

        found = await self.app.push_screen_wait(FindDialog(_("Which ones to list"), find))
        if found is not None:
            self._filter_by(found)

    @on(ThemeCounts.Picked)
    def _theme_clicked(self, event: ThemeCounts.Picked) -> None:
        again = event.filter == self.notebook.filter
        self._filter_by(EVERYTHING if again else event.filter)

    def _filter_by(self, filter: Filter) -> None:
        self.notebook.keep(filter)
        self.show_notebook()

    # -- F7, F8 --------------------------------------------------------------------------------------------------------

    @asks
    async def action_add(self) -> None:
        """F7: what goes with the next is asked first, then it is written."""
        self._take(await ask_everything(self.app, self.window, self.notebook.writing.draft))

    def action_more(self) -> Worker[None]:
        """F8: about the one chosen; else about what is being written."""
        chosen = self.notebook.chosen
        return self._about_chosen(chosen) if chosen is not None else self._about_writing()

    @asks
    async def _about_chosen(self, chosen: Proposal) -> None:
        found = await ask_proposal_deed(self.app, self.window, chosen)
        if found is Errand.EDIT:
            self._edit(chosen.id)
        elif isinstance(found, Aside):
            await self.write_aside(found)
        elif isinstance(found, Verb):
            await self.do(found)

    @asks
    async def _about_writing(self) -> None:
        match await ask_writing_deed(self.app, self.window, self.notebook.writing.draft):
            case Told() as told:
                self._take(told)
            case Deed.SORT:
                await self.app.push_screen_wait(SortingPass(self.window, self.do))
            case Deed.DISCARD:
                self.editor.clear()
            case Deed.CONFERENCE:
                verb = await ask_conference_deed(self.app, self.window)
                if verb is not None:
                    await self.do(verb)

    def _take(self, told: Told | None) -> None:
        if told is not None:
            self.notebook.writing.put(**told.fields)
            if told.raised is not None:
                self.notebook.writing.raised_by(told.raised.submitters, many=told.raised.many)
            self.wrote()

    @on(WritingLine.Pressed)
    @asks
    async def _ask_who(self) -> None:
        draft = self.notebook.writing.draft
        now = Raised(draft.submitters, draft.many)
        raised = await ask_submitters(self.app, self.window, _("Who raises it"), now)
        self._take(None if raised is None else Told({}, raised))
