"""What a screen does on which words are written down: scans say whose, F9 saves, nothing half written is lost."""

from __future__ import annotations

from functools import partial
from typing import Any

from msgspec.structs import replace
from textual import events, on, work
from textual.screen import Screen
from textual.widgets import TextArea

from store import Aside, Draft, Outcome, Scan, Undo
from store.records import DelegateId, Role, Status
from tui import keys, present
from tui.dialogs.asides import ask_aside
from tui.dialogs.person import PersonDialog
from tui.i18n import _
from tui.proposals.asides import is_kept
from tui.proposals.drafting import Drafting
from tui.proposals.notebook import Notebook, Save
from tui.proposals.proposal_cards import raiser_card, resumed_card
from tui.proposals.writing import is_saved, taken_back
from tui.screens.desk import DeskScreen
from tui.widgets.text_editor import TextEditor
from tui.window import Window


class NoteTaking(DeskScreen):
    """Base of the screen; the subclass composes a `TextEditor` with the id `editor`, and draws."""

    AUTO_FOCUS = "#editor"
    ADDS = frozenset(Role)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.notebook = Notebook(self.store.state, self.store.now(), self.store.mint)
        self.drafting = Drafting(self, self.store, self._unsaved, lambda error: self.show_failure(error, None))
        self._aside: Aside | None = None
        """What a dialog above the editor has, that would be lost with it."""
        self._was_shown = False
        self._answered: list[DelegateId] = []
        """Whose scans said who raised something, until the store has answered them."""

    def show_notebook(self) -> None:
        """Draws everything that may have changed."""
        raise NotImplementedError

    def show_writing(self) -> None:
        """Draws what changes with each letter."""
        raise NotImplementedError

    # -- what has become true ------------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Shown, or a dialog was closed. The first time, what a crash left half written is taken up."""
        if self.is_shown:
            self.catch_up()
            if not self._was_shown:
                self._was_shown = True
                self._take_up()

    def on_screen_suspend(self) -> None:
        """Another screen, or a dialog: what is written is kept at once."""
        self.drafting.keep()

    def on_unmount(self) -> None:
        """The window is closed: what is written waits for the next."""
        self.drafting.keep(closing=True)

    def catch_up(self) -> None:
        """Draws what is true by now."""
        self.notebook.follow(self.store.state, self.store.now())
        self.show_notebook()

    # -- scans ---------------------------------------------------------------------------------------------------------

    def scanned(self, scan: Scan) -> None:
        """Whoever is in already raises what is written now, and not what is when the store has answered."""
        super().scanned(scan)
        state = self.store.state
        delegate = state.codes.get(scan.code) if scan.code is not None else None
        attendance = state.attendance.get(delegate) if delegate is not None else None
        if attendance is None or attendance.status is not Status.PRESENT:
            return
        if self._take_person(attendance.delegate) and self.may(Scan):
            self._answered.append(attendance.delegate)

    def _take_person(self, delegate: DelegateId) -> bool:
        """Who raised it; an open search for somebody takes them."""
        top = self.app.screen
        if isinstance(top, PersonDialog):
            top.dismiss(delegate)
        elif top is self:
            self.notebook.raised_by(delegate)
            self.show(raiser_card(present.person(self.store.state.delegates[delegate])))
            self.wrote()
        else:
            return False
        return True

    def offered(self, delegate: DelegateId, _outcome: Outcome, _top: Screen[Any]) -> bool:
        """True if that scan has done what it was for."""
        if delegate not in self._answered:
            return False
        self._answered.remove(delegate)
        return True

    # -- writing -------------------------------------------------------------------------------------------------------

    @property
    def editor(self) -> TextEditor:
        """Where it is written."""
        return self.query_one(TextEditor)

    @on(TextArea.Changed, "#editor")
    def _typed(self) -> None:
        chosen = self.notebook.chosen
        self._read()
        if chosen is not None:
            self.show_notebook()
        self.wrote()

    def _read(self) -> None:
        self.notebook.type(self.editor.composed, self.store.now())

    def wrote(self) -> None:
        """Something is different about it: it is shown, and put aside when no more keys come."""
        self.show_writing()
        self.drafting.wait()

    def _unsaved(self) -> Draft | None:
        writing = self.notebook.writing
        draft = writing.draft if writing.is_changed else None
        if self._aside is None:
            return draft
        return replace(draft or Draft(text="", noted=writing.draft.noted), aside=self._aside)

    @work
    async def _take_up(self) -> None:
        draft = await self.drafting.left()
        if draft is None:
            return
        text, aside, state = replace(draft, aside=None), draft.aside, self.store.state
        begun = bool(draft.text.strip() or draft.editing) and not is_saved(draft, state)
        written = aside is not None and not is_kept(aside, state)
        if begun:
            self._give_back(text)
        if begun or written:
            self.show(resumed_card(draft.noted))
        if aside is not None and written:
            await self.write_aside(aside)
        self.drafting.keep()

    def _resume(self, draft: Draft) -> None:
        self.notebook.resume(draft)
        self.editor.put_in(self.notebook.writing.draft.text)
        self.show_notebook()

    # -- saving --------------------------------------------------------------------------------------------------------

    def why_not(self, key: keys.Key) -> str:
        """Nothing to save, or nothing like it."""
        writing = self.notebook.writing
        if key.id == keys.NEXT.id and not (writing.is_begun or writing.is_changed):
            return _("Nothing is written yet")
        if key.id == keys.SIDE.id and not self.notebook.alike:
            return _("Nothing raised so far says much the same")
        return super().why_not(key)

    async def action_next(self) -> None:
        """F9: saves what is written, as the hint says, and the next is ready."""
        self._read()
        save = self.notebook.save(self.store.now())
        if save is None:
            self.refuse(self.why_not(keys.NEXT))
            return
        self.editor.put_in("")
        self.show_notebook()
        self.drafting.hold()
        self.run_worker(self._save(save))

    async def _save(self, save: Save) -> None:
        """The draft is let go of once it is saved. What could not be is in the editor again; what could not be merged,
        stands apart."""
        for verb in save.verbs:
            if not await self.do(verb):
                if verb is save.verbs[0]:
                    self._give_back(save.draft)
                break
        self.drafting.release()

    def _give_back(self, draft: Draft) -> None:
        text = self.editor.composed
        together = "\n".join(filter(None, (draft.text, text)))
        self._resume(draft)
        self.editor.put_in(together)
        self._read()
        self.show_notebook()

    # -- besides what is written ---------------------------------------------------------------------------------------

    async def write_aside(self, aside: Aside) -> None:
        """As safe as what stands in the editor: what could not be saved is asked for again; if what it is about is gone
        by then, its words go on in the editor."""
        while (proposal := self.store.state.proposals.get(aside.proposal)) is not None and proposal.stands:
            self._wrote_aside(aside)
            verb = await ask_aside(self.app, self.window, aside, partial(self._typed_aside, aside))
            if verb is None or await self.do(verb):
                break
            aside = self._aside or aside
        else:
            self._write_on(aside)
        self._aside = None
        self.drafting.keep()

    def _typed_aside(self, aside: Aside, text: str) -> None:
        self._wrote_aside(replace(aside, text=text))

    def _wrote_aside(self, aside: Aside) -> None:
        self._aside = None if is_kept(aside, self.store.state) else aside
        self.drafting.wait()

    def _write_on(self, aside: Aside) -> None:
        if not is_kept(aside, self.store.state):
            self.editor.put_in("\n".join(filter(None, (self.editor.composed, aside.text))))
            self._read()
            self.show_notebook()

    @work
    async def action_undo(self) -> None:
        """Takes back this window's last action; the words of what was noted come back into the empty editor."""
        before = self.store.state
        if await self.do(Undo()) and not self.notebook.writing.is_changed:
            self.catch_up()
            draft = taken_back(before, self.store.state)
            if draft is not None:
                self._resume(draft)
                self.wrote()

    # -- the keyboard --------------------------------------------------------------------------------------------------

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Nothing else on this screen may keep the keyboard."""
        if self.is_current and self.app.app_focus and isinstance(event.widget, TextEditor):
            self.call_after_refresh(self._refocus)

    def _refocus(self) -> None:
        if self.app.app_focus and self.app.screen is self:
            self.editor.focus()
