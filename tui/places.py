"""What the keys do where one is: on each screen, in a field, in each kind of dialog. F1 and the palette tell this.

`tui.keys` says once what a key is called; here it says no more than what it does in this place.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from tui import keys
from tui.i18n import N_
from tui.keys import Key

_EVERYWHERE: Final = (
    keys.HELP,
    *keys.MODES,
    keys.PALETTE.at(N_("Finds an action, a delegate or an item by a few letters; choosing somebody does nothing yet.")),
    keys.DRILL,
    keys.QUIT,
)


BARE: Final = (keys.HELP, keys.QUIT)
"""Those of a window on no conference: there are no screens in it to go to."""


class Place(NamedTuple):
    """Somewhere keys are pressed."""

    focus: tuple[Key, ...] = ()
    """Those of the field or list that has the keyboard."""
    own: tuple[Key, ...] = ()
    """Those of the screen or dialog itself."""
    everywhere: tuple[Key, ...] = _EVERYWHERE

    @property
    def keys(self) -> tuple[Key, ...]:
        """Of this place alone."""
        return (*self.focus, *self.own)


_MORE_OF_SOMEBODY: Final = keys.MORE.at(
    N_("Everything else about the person chosen; with nobody chosen, about the conference.")
)
_GUEST: Final = keys.ADD.at(N_("Somebody who is not on the list: admitted at once, named afterwards."))

# -- screens -----------------------------------------------------------------------------------------------------------

RECEPTION: Final = Place(
    focus=(
        keys.ENTER.at(N_("Does what the line under the field says: checks in whoever is chosen.")),
        keys.CHOOSE,
        keys.MARK,
        keys.UNDO,
    ),
    own=(
        _GUEST,
        _MORE_OF_SOMEBODY,
        keys.HANDOVER,
        keys.BACK.at(N_("One level back: the marks, what is typed, then the card.")),
    ),
)
DELEGATES: Final = Place(
    focus=(
        keys.ENTER.at(N_("Opens what can be done with whoever is chosen; nobody is checked in by it.")),
        keys.CHOOSE.at(N_("Chooses in the list; Page Up, Page Down, Home and End go further.")),
        keys.MARK.at(N_("After an arrow or a number: marks several people, with whom F8 then does the same.")),
        keys.UNDO,
    ),
    own=(
        keys.ADD.at(N_("A roster, one delegate, or an empty roster to be filled in.")),
        keys.MORE.at(N_("Everything else about whoever is chosen or marked; with nobody, about the conference.")),
        keys.FILTER.at(N_("Lists only some: who is missing, present, to be named, of one area …")),
        keys.HANDOVER,
        keys.BACK.at(N_("One level back: what is typed, the marks, the filter, then the card.")),
    ),
)
MODERATOR: Final = Place(
    focus=(
        keys.ENTER.at(N_("Does what the line under the field says about whoever or whatever is chosen.")),
        keys.CHOOSE.at(N_("Chooses among the speakers, the items, or the people found.")),
        keys.PAUSE.at(N_("Empty field: whoever speaks, or the item, stands still; again: goes on.")),
        keys.SIDE.at(N_("Empty field: arrows choose in the agenda, or among the speakers again.")),
        keys.UNDO,
    ),
    own=(
        keys.NEXT.at(N_("Calls the next speaker, or goes on to the next item; which one stands beside the key.")),
        keys.ADD.at(N_("A speaker, or an item of the agenda.")),
        keys.MORE.at(N_("Everything else about the speech or item chosen; with nothing chosen, about the day.")),
        keys.HANDOVER,
        keys.BACK.at(N_("One level back: what is typed, what is chosen, then the card.")),
    ),
)
PROPOSALS: Final = Place(
    focus=(
        keys.NEXT.at(N_("Saves what is written, as the line under it says; the next can be written at once.")),
        keys.ENTER.at(N_("A new line; with one chosen in the list, takes it into the editor to be put right.")),
        keys.CHOOSE.at(N_("Above the first line of the text: chooses in the list.")),
        keys.SIDE.at(N_("Chooses among those that say much the same, to merge into it."), "Tab"),
        keys.FILTER.at(N_("Lists only those of one kind, theme or unit, or with certain words.")),
        keys.UNDO.at(N_("Takes back typing; with nothing typed, the last action of this window.")),
    ),
    own=(
        keys.ADD.at(N_("Asks for kind, theme and addressee first: saved and sorted in one go.")),
        keys.MORE.at(N_("Everything else about the one chosen; while writing: who raises it, kind, theme.")),
        keys.HANDOVER,
        keys.BACK.at(N_("One level back: what is chosen, the filter, then the answer.")),
    ),
)
OVERVIEW: Final = Place(
    focus=(
        keys.PAGE.at(N_("The next page, or the one before.")),
        keys.CHOOSE.at(N_("Chooses on the page.")),
        keys.ENTER.at(N_("Goes to where something can be done about what is chosen.")),
    ),
    own=(
        _GUEST,
        _MORE_OF_SOMEBODY,
        keys.HANDOVER,
        keys.UNDO.at(N_("Takes back the last action of this window.")),
        keys.BACK.at(N_("One level back: what is chosen, then the card.")),
    ),
)
HALL: Final = Place(own=(keys.HALL_VIEW,), everywhere=(keys.HELP, keys.DRILL, keys.QUIT))

WELCOME: Final = Place(
    own=(
        keys.CHOOSE.at(N_("Chooses an entry.")),
        keys.ENTER.at(N_("Picks the entry chosen.")),
        keys.BACK.at(N_("Closes the window.")),
    ),
    everywhere=BARE,
)
"""Where no conference is open."""

# -- dialogs -----------------------------------------------------------------------------------------------------------

_OVER_ALL: Final = (keys.HELP, *keys.MODES, keys.QUIT)
_CLOSE: Final = keys.BACK.at(N_("Closes this; nothing is changed."))
_READ: Final = keys.CHOOSE.at(N_("Goes through a text longer than the window; Page Up and Page Down too."))
_OTHER_BUTTON: Final = keys.SIDE.at(N_("The other button."), "← → Tab")
_PRESS: Final = keys.ENTER.at(N_("Presses the button that is marked."))


def _dialog(*own: Key, focus: tuple[Key, ...] = (), close: Key = _CLOSE) -> Place:
    return Place(focus, (*own, close), _OVER_ALL)


DIALOG: Final = _dialog()
ASKED: Final = _dialog(_PRESS, _OTHER_BUTTON, _READ)
"""A question with buttons."""
WORKING: Final = _dialog(close=keys.BACK.at(N_("Stops the work; what was there before stays.")))
"""Something that takes its time."""
TOLD: Final = _dialog(keys.ENTER.at(N_("Closes this.")), _READ)
"""A text that is only read."""
PICK: Final = _dialog(
    Key("dialog.digit", "1", "1 … 9, 0", "", N_("Digit"), N_("Picks the entry of this number at once.")),
    keys.CHOOSE.at(N_("Chooses an entry.")),
    keys.ENTER.at(N_("Picks the entry chosen.")),
)
FORM: Final = _dialog(
    keys.ENTER.at(N_("Hands over everything that is filled in, as the last line says.")),
    keys.SIDE.at(N_("The next field, or the one before."), "Tab ↑ ↓"),
)
EDITOR: Final = _dialog(keys.NEXT.at(N_("Hands over what is written.")), keys.ENTER.at(N_("A new line.")))
LOOKING: Final = _dialog(
    keys.ENTER.at(N_("Takes what is chosen, as the last line says.")),
    keys.CHOOSE.at(N_("Chooses among those found; Page Up, Page Down, Home and End go further.")),
)
"""A field, and below it what is found."""
SORTING: Final = PICK._replace(
    own=(
        *PICK.own[:2],
        keys.ENTER.at(N_("Leaves this one as it is, and goes on to the next.")),
        keys.UNDO.at(N_("Back to the one before; what was decided about it is taken back.")),
        keys.BACK.at(N_("Ends; what is sorted by then stays so.")),
    )
)
WHAT_IF: Final = _dialog(
    keys.CHOOSE.at(N_("Chooses an item.")),
    keys.PAGE.at(N_("A minute more, or less.")),
    keys.MARK.at(N_("Leaves the item out, or takes it in again.")),
    keys.ENTER.at(N_("Does to the day what is shown.")),
)
IMPORT: Final = _dialog(
    keys.ENTER.at(N_("Takes the roster in, as the last line says.")),
    keys.PAGE.at(N_("The next list, or the one before.")),
    keys.CHOOSE.at(N_("Chooses in the list; Page Up, Page Down, Home and End go further.")),
    keys.SIDE.at(N_("Of whom the file speaks: the whole list, or some areas of it."), "Tab"),
    keys.MARK.at(N_("Decides about whoever is chosen.")),
    Key("import.all", "ctrl+a", "Ctrl+A", "", N_("All"), N_("Decides the same about everybody in this list.")),
)
READINESS: Final = _dialog(
    keys.CHOOSE.at(N_("Chooses a line.")),
    keys.ENTER.at(N_("Goes to where the line chosen is seen to, and comes back; else looks again.")),
)
BADGE: Final = _dialog(keys.ENTER.at(N_("Gives a new code; that badge is to be printed.")))
PALETTE: Final = _dialog(
    keys.ENTER.at(N_("Does what is chosen; somebody chosen is looked up, and nothing is done to them yet.")),
    keys.CHOOSE.at(N_("Chooses among those found; Page Up and Page Down go further.")),
)

# -- any field ---------------------------------------------------------------------------------------------------------

TYPING: Final = (
    Key("field.word", "ctrl+w", "Ctrl+W", "", N_("Delete word"), N_("Deletes the word before the cursor.")),
    Key("field.all", "ctrl+a", "Ctrl+A", "", N_("Select all"), N_("Selects everything that is typed.")),
    Key("field.paste", "ctrl+v", "Ctrl+V", "", N_("Paste"), N_("Pastes what was copied; Ctrl+C copies, Ctrl+X cuts.")),
    Key("field.redo", "ctrl+y", "Ctrl+Y", "", N_("Redo"), N_("Brings back the typing that Ctrl+Z took back.")),
)
"""In a field, whatever it is for."""
