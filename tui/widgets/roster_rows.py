"""The rows of an import's preview: a person or a doubt as a few lines, drawn when it comes into view. Pure.

Every drawing has its height beside it, which is worked out for ten thousand people without drawing any.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import msgspec
from textual.content import Content
from textual.style import Style

from store import State, is_right
from store.records import AreaId, CategoryId, Delegate, Standing
from store.roster import Correction, Doubt, Entry, Match, Replacement
from store.text import shown
from tui import present
from tui.delegates import roster_words
from tui.i18n import N_, _
from tui.widgets.lines import cell

_ROW, _NAME, _LABEL, _BOX, _GAP = 7, 24, 13, 4, 2
"""Columns: the row of the file, the name, what a field is called, the box to be ticked."""
_CATEGORY_SHARE: Final = 5
"""The column of the category is this part of the width."""
_INDENT: Final = 4
_ARROW: Final = " → "
_NOTHING: Final = "–"

_FIELDS: Final = {
    "name": N_("Name"),
    "title": N_("Title"),
    "unit": N_("Unit"),
    "area": N_("Area"),
    "category": N_("Category"),
    "role": N_("Role"),
    "standing": N_("Counted as"),
    "phone": N_("Phone"),
    "seat": N_("Seat"),
    "note": N_("Note"),
}
_STANDINGS: Final = {
    Standing.SUMMONED: N_("Delegate"),
    Standing.WALK_IN: N_("Walk-in"),
    Standing.SERVICE: N_("Service"),
    Standing.STRUCK_OFF: N_("Struck off"),
}


class Look(NamedTuple):
    """How the parts of a row are set off."""

    strong: Style
    quiet: Style
    alarm: Style
    stripe: Callable[[str], Style]
    """The colour of a category, fit to be seen."""


class Rows:
    """Draws what one preview consists of."""

    def __init__(self, state: State, look: Look) -> None:
        self._state, self._conference, self._look = state, state.conference, look

    # -- people as the file has them -----------------------------------------------------------------------------------

    def added(self, entry: Entry, width: int) -> list[Content]:
        """Row, name, title and unit, category."""
        return [self._entry(entry, self._category(entry.category), width)]

    def unplaced(self, entry: Entry, chosen: CategoryId | None, width: int) -> list[Content]:
        """Row, name, title and unit, the category somebody chose for them."""
        asked = Content.styled(_("to be chosen"), self._look.alarm)
        return [self._entry(entry, asked if chosen is None else self._category(chosen), width)]

    def _entry(self, entry: Entry, category: Content, width: int) -> Content:
        last = width // _CATEGORY_SHARE
        name = shown(entry.name) or _("(no name yet)")
        front = self._row(entry.row) + cell(name, _NAME - _GAP) + Content(" " * _GAP)
        post = cell(self._post(entry), max(width - front.cell_length - last - _GAP, 1)) + Content(" " * _GAP)
        return front + post + category.truncate(last, ellipsis=True, pad=True)

    def _row(self, row: int) -> Content:
        return cell(f"{row or '':>{_ROW - _GAP}}", _ROW).stylize(self._look.quiet)

    def _category(self, id: CategoryId) -> Content:
        category = self._conference.category(id)
        if category is None:
            return Content(_("Service"))
        return Content.styled("█ ", self._look.stripe(category.colour)) + Content(shown(category.short))

    def _post(self, entry: Entry) -> str:
        area = self._conference.area(entry.area)
        told = area is None or area.name.casefold() in entry.unit.casefold()
        unit = ", ".join(filter(None, (shown(entry.unit), "" if told or area is None else shown(area.name))))
        return " – ".join(filter(None, (shown(entry.title), unit)))

    # -- people who are on the list ------------------------------------------------------------------------------------

    def unchanged(self, match: Match, _width: int) -> list[Content]:
        """Number, name and place."""
        return [Content(self._person(match.delegate))]

    def unlisted(self, delegate: Delegate, marked: bool, width: int) -> list[Content]:
        """A box, the person, what becomes of them; whoever has come already is said to have."""
        mark = present.mark(self._state.attendance.get(delegate.id))
        here = "" if mark.tone is present.Tone.PLAIN else f"{mark.glyph} {mark.word} · "
        becomes = here + (_("strike off") if marked else _("keep"))
        box = cell("[✘]" if marked else "[ ]", _BOX)
        return [self._beside(box + Content(self._person(delegate)), becomes, width, alarm=marked)]

    def replaced(self, match: Replacement, width: int) -> list[Content]:
        """Whose place it was, who has it now, and the place."""
        names = (present.person(match.delegate), shown(match.entry.name) or _("(no name yet)"))
        place = Content(" " * _INDENT + present.post(match.delegate, self._conference)).stylize(self._look.quiet)
        return [self._beside(self._change(*names), _("old code dies"), width, alarm=True), place]

    def replaced_height(self, _match: Replacement, _width: int) -> int:
        """Names and place."""
        return 2

    def _person(self, delegate: Delegate) -> str:
        return present.person_and_place(delegate, self._conference)

    def _beside(self, left: Content, right: str, width: int, *, alarm: bool) -> Content:
        """Something at the right edge."""
        room = max(width - len(right) - 1, 1)
        style = self._look.alarm if alarm else self._look.quiet
        return left.truncate(room, ellipsis=True, pad=True) + Content(" ") + Content(right).stylize(style)

    # -- corrections ---------------------------------------------------------------------------------------------------

    def corrected_height(self, match: Correction, width: int) -> int:
        """The person, and one row for each field; two where old and new are too long to stand side by side."""
        return 1 + sum(1 if self._fit(*self._values(match, field), width) else 2 for field in match.fields)

    def corrected(self, match: Correction, width: int) -> list[Content]:
        """The person, then field by field what it was and what it becomes."""
        again = _("badge to be made again") if self._is_badge_wrong(match) else ""
        rows = [self._beside(Content(self._person(match.delegate)), again, width, alarm=True)]
        for field in match.fields:
            rows += self._field(_(_FIELDS[field]), *self._values(match, field), width)
        return rows

    def _field(self, label: str, old: str, new: str, width: int) -> list[Content]:
        front = cell(" " * _INDENT + label, _INDENT + _LABEL).stylize(self._look.quiet)
        change = self._change(old, new)
        if self._fit(old, new, width):
            return [front + change]
        below = Content(" " * (_INDENT + _LABEL - len(_ARROW))) + change[len(old) :]
        return [front + change[: len(old)], below]

    def _fit(self, old: str, new: str, width: int) -> bool:
        return _INDENT + _LABEL + len(old) + len(_ARROW) + len(new) <= width

    def _change(self, old: str, new: str) -> Content:
        """Old → new, the new words set off."""
        before = old.split()
        words = [
            Content(word) if word in before else Content.styled(word, self._look.strong) for word in new.split(" ")
        ]
        return Content(old) + Content.styled(_ARROW, self._look.quiet) + Content(" ").join(words)

    def _values(self, match: Correction, field: str) -> tuple[str, str]:
        return self._value(field, getattr(match.delegate, field)), self._value(field, getattr(match.entry, field))

    def _value(self, field: str, value: str) -> str:
        match field:
            case "category":
                category = self._conference.category(CategoryId(value))
                return shown(category.short) if category else _("Service")
            case "area":
                area = self._conference.area(AreaId(value))
                return shown(area.name) if area else _NOTHING
            case "standing":
                return _(_STANDINGS[Standing(value)])
        return shown(value) or _NOTHING

    def _is_badge_wrong(self, match: Correction) -> bool:
        """Whether a badge that was right will not be any more; who has none yet needs none again."""
        badge = self._state.badges.get(match.delegate.id)
        changes = {field: getattr(match.entry, field) for field in match.fields}
        after = msgspec.structs.replace(match.delegate, **changes)
        was_right = is_right(match.delegate, badge, self._conference)
        return was_right and not is_right(after, badge, self._conference)

    # -- doubts --------------------------------------------------------------------------------------------------------

    def doubt_height(self, doubt: Doubt, width: int) -> int:
        """As many rows as the words need."""
        return len(self._words(doubt, width))

    def doubt(self, doubt: Doubt, width: int) -> list[Content]:
        """The row of the file, and what is doubtful."""
        words = self._words(doubt, width)
        return [self._row(0 if index else doubt.row) + Content(row) for index, row in enumerate(words)]

    def _words(self, doubt: Doubt, width: int) -> list[str]:
        return _broken(roster_words.doubt(doubt), max(width - _ROW, 1))


def _broken(text: str, width: int) -> list[str]:
    """A text broken at spaces. For ten thousand texts, where `textwrap` takes a second."""
    rows = []
    while len(text) > width:
        end = text.rfind(" ", 1, width + 1)
        end = end if end > 0 else width
        rows.append(text[:end])
        text = text[end:].lstrip()
    return [*rows, text]


def described(entry: Entry) -> str:
    """Somebody in a file, with title and unit as far as it tells them."""
    return " – ".join(filter(None, (shown(entry.name), shown(entry.title), shown(entry.unit))))
