"""What was changed in two places: the list of it, and for each the two sides, one of which a person chooses."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from store import Decide, State, to_decide
from store.records import Conflict
from tui import conflict_words, places
from tui.dialogs.dialog import Dialog, plain
from tui.dialogs.pick import Entry, PickDialog
from tui.i18n import _


class SidesDialog(Dialog[bool]):
    """Both sides, and two verbs. Returns whether theirs holds, or None."""

    PLACE = places.ASKED
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, conflict: Conflict, state: State) -> None:
        super().__init__()
        self._subject = conflict_words.subject(conflict, state)
        self._sides = conflict_words.sides(conflict, state)

    def compose(self) -> ComposeResult:
        """Here above, there below, and the buttons."""
        told = self._sides
        with Vertical(classes="dialog"):
            yield plain(self._subject, classes="dialog-title")
            yield plain(_("Here: {what}").format(what=told.here))
            yield plain(f"  {told.who_here}", classes="dialog-hint")
            yield plain(_("There: {what}").format(what=told.there))
            yield plain(f"  {told.who_there}", classes="dialog-hint")
            with Horizontal(classes="buttons"):
                yield Button(_("Cancel"), id="cancel", classes="-first", compact=True)
                yield Button(_("Keep as it is here"), id="ours", compact=True)
                yield Button(_("Take it as it is there"), id="theirs", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answers."""
        self.dismiss({"ours": False, "theirs": True}.get(event.button.id or ""))


async def ask_decision(app: App[Any], state: State) -> Decide | None:
    """Which of them, then which side. Runs in a worker."""
    conflicts = to_decide(state)
    place: int | None = 0 if conflicts else None
    if len(conflicts) > 1:
        entries = [Entry(conflict_words.subject(one, state)) for one in conflicts]
        place = await app.push_screen_wait(PickDialog(_("To be decided"), entries))
    if place is None:
        return None
    theirs = await app.push_screen_wait(SidesDialog(conflicts[place], state))
    return None if theirs is None else Decide(conflict=conflicts[place].id, theirs=theirs)
