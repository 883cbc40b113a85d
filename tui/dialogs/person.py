"""Somebody on the list, found by number or a few letters as at the reception desk."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from store.records import DelegateId
from store.search import Directory
from tui import places
from tui.dialogs.dialog import Dialog, plain
from tui.finding import Finding, Person
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
            yield plain(_("⏎ {verb} · ↑↓ choose · Esc back").format(verb=self._verb), classes="dialog-hint")

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
        self.app.bell()
        return False
