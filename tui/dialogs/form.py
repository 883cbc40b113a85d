"""A few fields, all of which may stay empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from tui import places
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import _
from tui.verdict import Verdict
from tui.widgets.hint_line import HintLine
from tui.widgets.text_field import TextField

Values = Mapping[str, str]


class Field(NamedTuple):
    """One field of a form."""

    id: str
    label: str
    value: str = ""


Check = Callable[[Values], Verdict]
"""Says how the fields are understood. Called at every key: it may look at nothing but what was typed."""
WhyNot = Callable[[Values], str]
"""Says why they cannot be taken so; empty if they can."""


class FormDialog(Dialog[Values]):
    """Enter in any field does what the bottom line says. Returns the texts by the fields' ids, or None.

    With a `check` it is said all the time how the fields are understood, and Enter waits until they can be; with
    `why_not` it is said when Enter was pressed too early.
    """

    PLACE = places.FORM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        verb: str,
        *,
        detail: str = "",
        check: Check | None = None,
        why_not: WhyNot = lambda _values: "",
    ) -> None:
        super().__init__()
        self._title, self._fields, self._verb, self._detail = title, fields, verb, detail
        self._check, self._why_not = check, why_not

    def compose(self) -> ComposeResult:
        """A row for each field."""
        with Vertical(classes="dialog"):
            yield plain(self._title, classes="dialog-title")
            if self._detail:
                yield plain(self._detail)
            for field in self._fields:
                with Horizontal(classes="form-row"):
                    yield plain(field.label, classes="form-label")
                    yield TextField(field.value, id=field.id, compact=True, select_on_focus=False)
            if self._check:
                yield HintLine(id="verdict")
            yield key_line(_("⏎ {verb} · Tab next field · Esc back").format(verb=self._verb))

    def on_mount(self) -> None:
        """Says how the fields are understood that are filled in already."""
        self._judge()

    @on(TextField.Changed)
    def _typed(self, event: TextField.Changed) -> None:
        event.stop()
        self._judge()

    def _judge(self) -> bool:
        """Whether what was typed can be."""
        if self._check is None:
            return True
        verdict = self._check(self._values())
        self.query_one("#verdict", HintLine).show(verdict.words, acts=verdict.right)
        return verdict.right

    def _values(self) -> Values:
        return {field.id: self.query_one(f"#{field.id}", TextField).text for field in self._fields}

    @on(TextField.Submitted)
    def hand_over(self, event: TextField.Submitted) -> None:
        """Hands over what was typed."""
        event.stop()
        if not self._judge():
            self.query_one("#verdict", HintLine).insist()
        elif why := self._why_not(self._values()):
            self.refuse(why)
        else:
            self.dismiss(self._values())
