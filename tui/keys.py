"""Every key of the interface, once: what it is called, what it does, what the help says about it.

A key means the same everywhere. No bare letter, digit or hyphen is among them, because scans and typing can land
anywhere. The labels are written in English and translated where they are shown.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.binding import Binding

from tui.i18n import N_, _

FOOTER: Final = 7
"""How many keys a footer shows at most."""


class Key(NamedTuple):
    """One key and its one meaning."""

    id: str
    key: str
    """As Textual calls it."""
    shown: str
    """As it is printed on the keyboard."""
    action: str
    """Empty for a key that the field under the cursor handles itself."""
    label: str
    help: str

    def binding(self, *, priority: bool = False) -> Binding:
        """The key for a screen's `BINDINGS`; the footer is drawn from `Key`, not from it."""
        return Binding(self.key, self.action, self.label, show=False, priority=priority, id=self.id, tooltip=self.help)

    @property
    def hint(self) -> str:
        """The label in the person's language."""
        return _(self.label)

    def at(self, help: str, shown: str = "") -> Key:
        """The same key where it does this in particular; `help` is marked with `N_`."""
        return self._replace(help=help, shown=shown or self.shown)


HELP: Final = Key("app.help", "f1", "F1", "app.help", N_("Help"), N_("Shows the keys of this screen."))
RECEPTION: Final = Key(
    "app.reception",
    "f2",
    "F2",
    "app.show('reception')",
    N_("Check-in"),
    N_("Goes to check-in, even in the middle of typing."),
)
MODERATOR: Final = Key(
    "app.moderator",
    "f3",
    "F3",
    "app.show('moderator')",
    N_("Run the day"),
    N_("Goes to the moderator's screen: the agenda, the clock, the list of speakers."),
)
PROPOSALS: Final = Key(
    "app.proposals",
    "f4",
    "F4",
    "app.show('proposals')",
    N_("Proposals"),
    N_("Goes to what is raised in the hall, to write down what whoever speaks has just said; half a text stays there."),
)
OVERVIEW: Final = Key(
    "app.overview",
    "f5",
    "F5",
    "app.show('overview')",
    N_("Overview"),
    N_("Goes to the overview: who came when, who is missing, the plan against the facts, who was heard."),
)
DELEGATES: Final = Key(
    "app.delegates",
    "f6",
    "F6",
    "app.show('delegates')",
    N_("Delegates"),
    N_("Goes to the list of delegates: rosters, corrections, badges."),
)
ADD: Final = Key(
    "desk.add",
    "f7",
    "F7",
    "add",
    N_("Add"),
    N_(
        "Check-in: somebody not on the list. Delegates: a roster. Running the day: a speaker, an item. "
        "Proposals: one that is sorted at once."
    ),
)
MORE: Final = Key(
    "desk.more",
    "f8",
    "F8",
    "more",
    N_("More"),
    N_(
        "Everything else about the person, speech, item or proposal chosen; with nothing chosen, about the conference, "
        "the day or what is being written."
    ),
)
NEXT: Final = Key(
    "desk.next",
    "f9",
    "F9",
    "next",
    N_("Next"),
    N_(
        "Calls the next speaker, or goes on to the next item. Proposals: saves, and the next is ready. "
        "What it will do stands on the screen."
    ),
)
PAUSE: Final = Key(
    "moderator.pause",
    "space",
    "Space",
    "pause",
    N_("Pause"),
    N_("Running the day, empty field: whoever speaks, or the item, stands still; again: goes on."),
)
SIDE: Final = Key(
    "desk.side",
    "tab",
    "Tab ← →",
    "turn",
    N_("Other list"),
    N_(
        "Running the day, empty field: arrows choose in the agenda, or among the speakers again. "
        "Proposals: among those that say much the same."
    ),
)
PAGE: Final = Key(
    "overview.page",
    "right",
    "← →",
    "leaf(1)",
    N_("Other page"),
    N_("Overview: the next page; arrows up and down choose on it, Enter goes to where something can be done."),
)
FILTER: Final = Key(
    "desk.filter",
    "ctrl+f",
    "Ctrl+F",
    "filter",
    N_("Filter"),
    N_(
        "Lists only some: who is missing, present, to be named, of one area …; "
        "proposals of one kind, theme or unit, or with certain words."
    ),
)
HANDOVER: Final = Key(
    "desk.handover",
    "f12",
    "F12",
    "handover",
    N_("To the hall"),
    N_("Copies the opening sentence, who to introduce, who is late and who is missing, to send by message or print."),
)
MARK: Final = Key(
    "field.mark",
    "space",
    "Space",
    "",
    N_("Mark"),
    N_("After an arrow or a number: marks several people, whom Enter admits together."),
)
ENTER: Final = Key("field.enter", "enter", "Enter", "", N_("Do it"), N_("Does what the line under the field says."))
CHOOSE: Final = Key(
    "field.choose", "up", "↑ ↓", "", N_("Choose"), N_("Chooses among those found; needed for namesakes.")
)
UNDO: Final = Key(
    "app.undo",
    "ctrl+z",
    "Ctrl+Z",
    "undo",
    N_("Undo"),
    N_("Empty field: takes back the last action of this window. Otherwise: takes back typing."),
)
BACK: Final = Key(
    "app.back",
    "escape",
    "Esc",
    "back",
    N_("Back"),
    N_("One level back: closes a dialog, clears the field, then the card."),
)
HALL_VIEW: Final = Key(
    "hall.view",
    "ctrl+b",
    "Ctrl+B",
    "turn",
    N_("Day, banner, black"),
    N_("Display for the hall: the course of the day, the banner or black, until the moderator chooses."),
)
PALETTE: Final = Key(
    "app.palette",
    "ctrl+p",
    "Ctrl+P",
    "app.palette",
    N_("Find"),
    N_("Finds an action or a delegate by a few letters; choosing a delegate does not admit yet."),
)
QUIT: Final = Key("app.quit", "ctrl+q", "Ctrl+Q", "app.ask_to_quit", N_("Quit"), N_("Asks, then closes this window."))
DRILL: Final = Key(
    "app.drill",
    "f10",
    "F10",
    "app.drill",
    N_("Rehearsal"),
    N_("In a rehearsal: its clock faster or slower, standing still, or the end."),
)
"""In a rehearsal only, where it stands on every screen; it is no key of the day."""

MODES: Final = (RECEPTION, MODERATOR, PROPOSALS, OVERVIEW, DELEGATES)
"""One key for each screen, even in the middle of typing."""
AT_A_DESK: Final = (ENTER, CHOOSE, ADD, MORE, HANDOVER, UNDO, BACK)
EVERY: Final = (*AT_A_DESK, MARK, FILTER, NEXT, PAUSE, SIDE, PAGE, HALL_VIEW, HELP, *MODES, PALETTE, QUIT)
RECEPTION_FOOTER: Final = (HELP, ADD, MORE, HANDOVER, UNDO, MODERATOR, DELEGATES)
DELEGATES_FOOTER: Final = (HELP, ADD, MORE, FILTER, UNDO, RECEPTION, MODERATOR)
MODERATOR_FOOTER: Final = (HELP, ADD, MORE, PAUSE, UNDO, NEXT, PROPOSALS)
PROPOSALS_FOOTER: Final = (HELP, MODERATOR, ADD, MORE, NEXT, FILTER, UNDO)
OVERVIEW_FOOTER: Final = (HELP, PAGE, MORE, HANDOVER, RECEPTION, MODERATOR, DELEGATES)
