"""Somebody on the list, found by number or a few letters as at the reception desk."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from store.records import DelegateId
from store.search import Directory
from tui import places
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.finding import Finding, Person, Preparing
from tui.i18n import _
from tui.widgets.results import Results
from tui.widgets.search_field import SearchField
from tui.widgets.text_field import TextField
from tui.window import Window


class PersonDialog(Dialog[DelegateId]):
    """Returns the delegate chosen, or None. Namesakes need an arrow, as everywhere."""

    PLACE = places.LOOKING
    AUTO_FOCUS = "SearchField"

    def __init__(self, window: Window, title: str, verb: str) -> None:
        super().__init__()
        self._window, self._title, self._verb = window, title, verb
        self._finding = Finding()

    def compose(self) -> ComposeResult:
        """A field, and who was found."""
        with Vertical(classes="dialog person"):
            yield plain(self._title, classes="dialog-title")
            yield SearchField(self._enter, self._move)
            yield Results(self._finding, self._window.store.state)
            yield key_line(_("⏎ {verb} · ↑↓ choose · Esc back").format(verb=self._verb))

    def on_mount(self) -> None:
        """Looks in the directory there is, and in the one that comes."""
        self._window.directory.made.subscribe(self, self._search_in)
        if self._window.directory.latest is not None:
            self._search_in(self._window.directory.latest)
        self._window.directory.hurry()

    def _search_in(self, directory: Directory) -> None:
        self._finding.search_in(directory, self._window.store.state)
        self._show()

    @on(TextField.Changed)
    def _typed(self, event: TextField.Changed) -> None:
        event.stop()
        self._finding.look_for(self.query_one(SearchField).text, self._window.store.state)
        self._show()

    def _show(self) -> None:
        self.query_one(Results).show(self._window.store.state)

    def _move(self, by: int) -> None:
        self._finding.move(by)
        self._show()

    @on(Results.Clicked)
    def _point_at(self, event: Results.Clicked) -> None:
        self._finding.choose(event.place)
        self._show()

    def take(self, delegate: DelegateId) -> None:
        """Whose badge was scanned, and who is in."""
        self.dismiss(delegate)

    def _enter(self, text: str) -> bool:
        self._finding.look_for(text, self._window.store.state)
        match self._finding.meaning:
            case Person() as person:
                self.dismiss(person.delegate)
                return True
        self.refuse(self._why_nobody())
        return False

    def _why_nobody(self) -> str:
        """Enter means one person; nobody, or several, are found."""
        if isinstance(self._finding.meaning, Preparing):
            return _("The list is being prepared: a moment")
        if self._finding.matches:
            return _("Several are found: choose one first, with an arrow or by number")
        return _("Nobody is found: type a number or a few letters of the name")
