"""What is raised in the hall (F4): the editor is open, F9 saves and the next is ready; everything else can wait.

A scan admits here as everywhere; whoever is in already raises what is being written. The editor has the focus always,
and what is half written is kept after a second without a key.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widgets import TextArea
from textual.worker import Worker

from store import Draft, Outcome, Scan, Undo, Verb
from store.proposal_records import Proposal
from store.records import DelegateId, Status
from tui import keys, present, proposal_hints
from tui.cards import Card
from tui.dialogs.conference_deeds import ask_conference_deed
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.dialog import plain
from tui.dialogs.find import FindDialog, Found
from tui.dialogs.person import PersonDialog
from tui.dialogs.proposal_deeds import Errand, ask_proposal_deed
from tui.dialogs.proposal_questions import Raised, ask_submitters
from tui.dialogs.sorting_pass import SortingPass
from tui.dialogs.writing_deeds import Deed, Told, ask_everything, ask_writing_deed
from tui.drafting import Drafting
from tui.i18n import _
from tui.notebook import Notebook, Save, Side
from tui.present import Tone
from tui.proposal_cards import raiser_card, resumed_card
from tui.proposal_filters import EVERYTHING, Choices, Filter
from tui.screens.desk import DeskScreen
from tui.store_thread import News
from tui.widgets.alike_list import AlikeList
from tui.widgets.answer_line import AnswerLine
from tui.widgets.awaited import Awaited
from tui.widgets.hint_line import HintLine
from tui.widgets.key_hints import KeyHints
from tui.widgets.note_editor import NoteEditor
from tui.widgets.proposal_details import ProposalDetails
from tui.widgets.proposal_list import ProposalList
from tui.widgets.text_editor import TextEditor
from tui.widgets.theme_counts import ThemeCounts
from tui.widgets.top_line import TopLine
from tui.widgets.writing_line import WritingLine
from tui.window import Window
from tui.writing import is_saved, taken_back


class ProposalsScreen(DeskScreen):
    """Writes down what is raised."""

    AUTO_FOCUS = "#editor"
    BINDINGS: ClassVar[list[BindingType]] = [keys.NEXT.binding(), keys.SIDE.binding(), keys.FILTER.binding()]
    KEYS = keys.ON_PROPOSALS

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._notebook = Notebook(self.store.state, self.store.now(), self.store.mint)
        self._drafting = Drafting(self, self.store, self._unsaved, lambda error: self.show_failure(error, None))
        self._answered: list[DelegateId] = []
        """Whose scans said who raised something, until the store has answered them."""

    def compose(self) -> ComposeResult:
        """What is where is up to the styles; this is the order in which it is read."""
        state, notebook = self.store.state, self._notebook
        yield TopLine(state, self.store.session.desk, self.store.safety, id="top")
        yield Awaited(id="awaited")
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
        yield KeyHints(keys.PROPOSALS_FOOTER, id="keys")
        yield plain(_("THE WINDOW DOES NOT GET THE KEYS – CLICK HERE"), id="unheard")
        yield plain(_("Window too small: make it larger"), id="too-small")

    def on_mount(self) -> None:
        """What a crash left half written is taken up again."""
        self._show_notebook()
        self._take_up()

    # -- what has become true ------------------------------------------------------------------------------------------

    def told(self, _news: News) -> None:
        """Everything follows; while another screen is shown, only once this one is shown again."""
        if self.app.screen_stack[0] is self:
            self._catch_up()

    def on_screen_resume(self) -> None:
        """Shown again, or a dialog was closed."""
        self._catch_up()

    def on_screen_suspend(self) -> None:
        """Another screen: what is written is kept at once."""
        self._drafting.keep()

    def on_unmount(self) -> None:
        """The window is closed: what is written waits for the next."""
        self._drafting.keep(closing=True)

    def _catch_up(self) -> None:
        self._notebook.follow(self.store.state, self.store.now())
        self._show_notebook()

    # -- drawing -------------------------------------------------------------------------------------------------------

    def _show_notebook(self) -> None:
        notebook, state = self._notebook, self._notebook.state
        self.query_one(ProposalDetails).set_class(notebook.chosen is not None, "-chosen")
        self.query_one(ThemeCounts).show(state, notebook.filter)
        self.query_one(ProposalList).show()
        self._show_writing()

    def _show_writing(self) -> None:
        notebook = self._notebook
        self.query_one(AlikeList).show()
        self.query_one(ProposalDetails).show(notebook.chosen, notebook.state)
        self.query_one(WritingLine).show()
        found = proposal_hints.hint(notebook)
        self.query_one(HintLine).show(found.text, acts=found.acts)

    def show_ready(self) -> None:
        """How much there is, unless nothing can be noted: that stays in sight."""
        super().show_ready()
        if self.store.safety.trouble is None:
            headline, advice = proposal_hints.ready(self.store.state)
            self.query_one(AnswerLine).show(Card(Tone.PLAIN, headline, advice=advice))

    # -- scans ---------------------------------------------------------------------------------------------------------

    def scanned(self, payload: str) -> None:
        """Whoever is in already raises what is written now, and not what is when the store has answered."""
        super().scanned(payload)
        code, state = Scan.of(payload).code, self.store.state
        delegate = state.codes.get(code) if code is not None else None
        attendance = state.attendance.get(delegate) if delegate is not None else None
        if attendance is None or attendance.status is not Status.PRESENT:
            return
        if self._take_person(attendance.delegate):
            self._answered.append(attendance.delegate)

    def _take_person(self, delegate: DelegateId) -> bool:
        """Who raised it; an open search for somebody takes them."""
        top = self.app.screen
        if isinstance(top, PersonDialog):
            top.dismiss(delegate)
        elif top is self:
            self._notebook.raised_by(delegate)
            self.show(raiser_card(present.person(self.store.state.delegates[delegate])))
            self._wrote()
        else:
            return False
        return True

    def offered(self, delegate: DelegateId, _outcome: Outcome) -> bool:
        """True if that scan has done what it was for."""
        if delegate not in self._answered:
            return False
        self._answered.remove(delegate)
        return True

    # -- writing -------------------------------------------------------------------------------------------------------

    @property
    def _editor(self) -> TextEditor:
        return self.query_one(TextEditor)

    @on(TextArea.Changed, "#editor")
    def _typed(self) -> None:
        chosen = self._notebook.chosen
        self._read()
        if chosen is not None:
            self._show_notebook()
        self._wrote()

    def _read(self) -> None:
        self._notebook.type(self._editor.composed, self.store.now())

    def _wrote(self) -> None:
        self._show_writing()
        self._drafting.wait()

    def _unsaved(self) -> Draft | None:
        writing = self._notebook.writing
        return writing.draft if writing.is_changed else None

    @work
    async def _take_up(self) -> None:
        draft = await self._drafting.left()
        if draft is None or self._notebook.writing.is_changed:
            return
        if is_saved(draft, self.store.state):
            self._drafting.keep()
        else:
            self._resume(draft)
            self.show(resumed_card(draft.noted))

    def _resume(self, draft: Draft) -> None:
        self._notebook.resume(draft)
        self._editor.put_in(self._notebook.writing.draft.text)
        self._show_notebook()

    # -- saving --------------------------------------------------------------------------------------------------------

    async def action_next(self) -> None:
        """F9: saves what is written, as the hint says, and the next is ready."""
        self._read()
        save = self._notebook.save(self.store.now())
        if save is None:
            self.app.bell()
            return
        self._editor.put_in("")
        self._show_notebook()
        self._drafting.hold()
        self.run_worker(self._save(save))

    async def _save(self, save: Save) -> None:
        """The draft is let go of once it is saved; what could not be is in the editor again."""
        for verb in save.verbs:
            if not await self.do(verb):
                self._give_back(save.draft)
                break
        self._drafting.release()

    def _give_back(self, draft: Draft) -> None:
        text = self._editor.composed
        together = "\n".join(filter(None, (draft.text, text)))
        self._resume(draft)
        self._editor.put_in(together)
        self._read()
        self._show_notebook()

    @work
    async def action_undo(self) -> None:
        """Takes back this window's last action; the words of what was noted come back into the empty editor."""
        before = self.store.state
        if await self.do(Undo()) and not self._notebook.writing.is_changed:
            self._catch_up()
            draft = taken_back(before, self.store.state)
            if draft is not None:
                self._resume(draft)
                self._wrote()

    # -- choosing ------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """An arrow above the text, or while something is chosen."""
        self._notebook.move(by)
        self._show_notebook()

    def action_page(self, by: int) -> None:
        """Page Up, Page Down: as many rows as are in view."""
        self._notebook.move(by * self.query_one(ProposalList).page)
        self._show_notebook()

    def action_turn(self) -> None:
        """Tab: among those that say much the same."""
        if not self._notebook.turn():
            self.app.bell()
        self._show_notebook()

    def action_choose_proposal(self, id: int) -> None:
        """As if an arrow had chosen it."""
        self._catch_up()
        self._notebook.reveal(id)
        self._show_notebook()

    @on(ProposalList.Clicked)
    def _point_at(self, event: ProposalList.Clicked) -> None:
        again = self._notebook.choose(Side.LISTED, event.proposal)
        self._show_notebook()
        if again:
            self.action_enter()

    @on(AlikeList.Clicked)
    async def _point_at_alike(self, event: AlikeList.Clicked) -> None:
        again = self._notebook.choose(Side.ALIKE, event.proposal)
        self._show_notebook()
        if again:
            await self.action_next()

    def action_enter(self) -> None:
        """Enter on what is chosen in the list takes it into the editor; one text at a time."""
        chosen = self._notebook.chosen
        if chosen is None or not self._edit(chosen.id):
            self.app.bell()

    def _edit(self, id: int) -> bool:
        edits = self._notebook.edit(id)
        if edits:
            self._editor.put_in(self._notebook.writing.draft.text)
            self._show_notebook()
        return edits

    def action_back(self) -> None:
        """Lets go of what is chosen, of what is put right, of the filter, and at last of the answer."""
        notebook = self._notebook
        if notebook.let_go():
            self._show_notebook()
        elif notebook.writing.editing is not None:
            self._leave_edited()
        elif notebook.filter != EVERYTHING:
            self._filter_by(EVERYTHING)
        else:
            self.show_ready()

    @work
    async def _leave_edited(self) -> None:
        """What was changed is lost with it: asks first."""
        question = ConfirmDialog(_("Leave it as it was?"), _("Leave"))
        leaves = True if not self._notebook.writing.is_changed else await self.app.push_screen_wait(question)
        if leaves:
            self._discard()

    def _discard(self) -> None:
        self._notebook.leave(self.store.now())
        self._editor.put_in("")
        self._show_notebook()
        self._drafting.keep()

    # -- the filter ----------------------------------------------------------------------------------------------------

    @work
    async def action_filter(self) -> None:
        """Ctrl+F: which of them are listed, found by a few letters; or whatever has those words."""
        choices = Choices(self.store.state)
        found = await self.app.push_screen_wait(
            FindDialog(_("Which ones to list"), lambda query: [Found(*one) for one in choices(query)])
        )
        if found is not None:
            self._filter_by(found)

    @on(ThemeCounts.Picked)
    def _theme_clicked(self, event: ThemeCounts.Picked) -> None:
        again = event.filter == self._notebook.filter
        self._filter_by(EVERYTHING if again else event.filter)

    def _filter_by(self, filter: Filter) -> None:
        self._notebook.keep(filter)
        self._show_notebook()

    # -- F7, F8 --------------------------------------------------------------------------------------------------------

    @work
    async def action_add(self) -> None:
        """F7: what goes with the next is asked first, then it is written."""
        self._take(await ask_everything(self.app, self.window, self._notebook.writing.draft))

    def action_more(self) -> Worker[None]:
        """F8: about the one chosen; else about what is being written."""
        chosen = self._notebook.chosen
        return self._about_chosen(chosen) if chosen is not None else self._about_writing()

    @work
    async def _about_chosen(self, chosen: Proposal) -> None:
        found = await ask_proposal_deed(self.app, self.window, chosen)
        if found is Errand.EDIT:
            if not self._edit(chosen.id):
                self.app.bell()
        elif isinstance(found, Verb):
            await self.do(found)

    @work
    async def _about_writing(self) -> None:
        match await ask_writing_deed(self.app, self.window, self._notebook.writing.draft):
            case Told() as told:
                self._take(told)
            case Deed.SORT:
                await self.app.push_screen_wait(SortingPass(self.window, self.do))
            case Deed.DISCARD:
                self._editor.clear()
            case Deed.CONFERENCE:
                verb = await ask_conference_deed(self.app, self.window)
                if verb is not None:
                    await self.do(verb)

    def _take(self, told: Told | None) -> None:
        if told is not None:
            self._notebook.writing.put(**told.fields)
            if told.raised is not None:
                self._notebook.writing.raised_by(told.raised.submitters, many=told.raised.many)
            self._wrote()

    @on(WritingLine.Pressed)
    @work
    async def _ask_who(self) -> None:
        draft = self._notebook.writing.draft
        now = Raised(draft.submitters, draft.many)
        raised = await ask_submitters(self.app, self.window, _("Who raises it"), now)
        self._take(None if raised is None else Told({}, raised))

    # -- the keyboard --------------------------------------------------------------------------------------------------

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Nothing else on this screen may keep the keyboard."""
        if self.is_current and self.app.app_focus and isinstance(event.widget, TextEditor):
            self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.app.app_focus and self.app.screen is self:
            self._editor.focus()
