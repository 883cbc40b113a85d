"""Ctrl+P: everything that can be done here, everybody on the list and the agenda, found by a few letters.

Scans are taken before it sees a key, as before any dialog. Choosing somebody does not admit: the number stands in the
search field then, and Enter does what the hint says.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import Any, Final

from textual.app import App
from textual.content import Content
from textual.screen import Screen
from textual.style import Style

from store import State, matches
from store.proposal_records import Proposal
from store.records import AgendaItem, CategoryId, Delegate, DelegateId
from store.search import Directory, Match, Rank
from tui import keys, places, present
from tui.dialogs.find import FindDialog, Found
from tui.finding import SHOWN
from tui.i18n import N_, _
from tui.keys import Key
from tui.podium import day_words
from tui.proposals import proposal_words
from tui.roles import has_screen, may_press
from tui.screens.desk import DeskScreen
from tui.screens.looking_up import look_up_delegate, look_up_item
from tui.widgets.lines import cell
from tui.window import Window

_KEY: Final = 8
_LABEL: Final = 12
"""Columns: the key as it is shown, or the state of a person; then what the key is called."""


_WITHOUT_KEY: Final = (
    Key("app.camera", "", "", "app.camera", N_("Camera…"), N_("Reads badges by a webcam or from a film, or stops it.")),
    Key(
        "app.calibrate",
        "",
        "",
        "app.calibrate",
        N_("Scanner test"),
        N_("Tries scanner, keyboard and input method with the test badge; nobody is checked in meanwhile."),
    ),
    Key(
        "app.readiness",
        "",
        "",
        "app.readiness",
        N_("Ready?"),
        N_("What is still to do before the doors open: roster, badges, scanner, disk, backups, clock, power, screen."),
    ),
    Key(
        "app.rehearse",
        "",
        "",
        "app.rehearse",
        N_("Rehearse"),
        N_("A whole morning on a copy of this conference, as fast as wanted; nothing of it is kept."),
    ),
    keys.DRILL,
    Key(
        "app.welcome",
        "",
        "",
        "app.welcome",
        N_("Start page"),
        N_("Closes this conference and goes to where another is opened or made, or the sample tried."),
    ),
)
"""What is done too seldom for a key of its own."""


_LOOKED_UP_IN: Final = ("reception", "moderator")
"""Screens on which people are looked for."""


Command = Callable[[], Awaitable[object]]
"""What choosing a row does."""


class Palette(FindDialog):
    """What can be found here; returns the `Command` chosen, or None."""

    PLACE = places.PALETTE

    def __init__(self, offers: Offers) -> None:
        super().__init__(_("Find"), offers.find, placeholder=_("An action, a name or a number"))


class Offers:
    """The keys of the screen the palette is opened on and of the application, delegates, agenda, what was raised.

    The directory of delegates must be known by then.
    """

    def __init__(self, window: Window, screen: Screen[Any]) -> None:
        self._window = window
        self._screen = screen
        self._keys = [*keys_of(screen), *(key for key in _WITHOUT_KEY if may_press(screen.app, key))]
        own = screen.FINDS_IN if isinstance(screen, DeskScreen) else DeskScreen.FINDS_IN
        self._finds_in = next((mode for mode in (own, *_LOOKED_UP_IN) if has_screen(screen.app, mode)), None)
        """Where somebody found is looked at; nowhere in a window that has no such screen."""

    @property
    def _app(self) -> App[Any]:
        return self._screen.app

    @cached_property
    def _keys_by_words(self) -> Directory:
        """Made when something is typed: the palette is to be there before."""
        return _directory_of_keys(self._keys)

    def find(self, query: str) -> Sequence[Found]:
        """What is called so, and behind it, slanting, what is nearly; before anything is typed, what can be done.

        With nothing called so Enter does nothing: what is nearly called so is a guess, and an arrow has to choose it.
        """
        if not query:
            return list(map(self._of_key, self._keys))
        self._window.directory.hurry()
        people = self._window.directory.latest
        assert people is not None
        sure, near = self._found(query, people)
        return [*(sure or [Found(Content(_("No match")), None)]), *near]

    def _found(self, query: str, people: Directory) -> tuple[list[Found], list[Found]]:
        """Actions so called, then people, then what is said in the hall, then actions whose help says so.

        A number means people only.
        """
        state, is_number = self._window.store.state, query.isdecimal()
        called, told, near = _parted([] if is_number else self._keys_by_words.find(query))
        whom = self._people(people.find(query, SHOWN), state)
        items = [] if is_number or not self._has("moderator") else self._items(query, state)
        raised = [] if is_number or not self._has("proposals") else matches(state, query)[-SHOWN:]
        sure = [
            *map(self._of_action, called),
            *(offer for match, offer in (*whom, *items) if not match.rank.is_near),
            *map(self._of_proposal, raised),
            *map(self._of_action, told),
        ]
        guessed = [*(offer for match, offer in (*whom, *items) if match.rank.is_near), *map(self._of_action, near)]
        return sure, [offer._replace(label=offer.label.stylize(Style(italic=True))) for offer in guessed]

    def _has(self, mode: str) -> bool:
        return has_screen(self._app, mode)

    def _people(self, found: list[Match], state: State) -> list[tuple[Match, Found]]:
        if self._finds_in is None:
            return []
        known = ((match, state.delegates.get(match.delegate)) for match in found)
        return [(match, self._of_person(delegate, state)) for match, delegate in known if delegate is not None]

    def _items(self, query: str, state: State) -> list[tuple[Match, Found]]:
        items = {DelegateId(item.id): item for item in state.agenda.values()}
        return [
            (match, self._of_item(items[match.delegate])) for match in _directory_of_items(items.values()).find(query)
        ]

    def _of_action(self, match: Match) -> Found:
        return self._of_key(self._keys[match.delegate])

    def _of_key(self, key: Key) -> Found:
        screen = self._screen
        why_not = screen.why_not(key) if isinstance(screen, DeskScreen) else ""
        help = Content.styled(f"– {why_not}" if why_not else _(key.help), Style(italic=bool(why_not)))
        called = cell(key.shown, _KEY) + cell(key.hint, _LABEL) if key.shown else cell(key.hint, _KEY + _LABEL)
        press = partial(screen.press, key) if isinstance(screen, DeskScreen) else partial(screen.run_action, key.action)
        return Found(called + help, press)

    def _of_person(self, delegate: Delegate, state: State) -> Found:
        mark = present.mark(state.attendance.get(delegate.id))
        row = cell(mark.glyph, _KEY) + Content(present.person_and_place(delegate, state.conference))
        return Found(row, partial(self._choose, delegate))

    def _of_item(self, item: AgendaItem) -> Found:
        row = cell(f"{item.start:%H:%M}", _KEY) + Content(day_words.title(item))
        return Found(row, partial(self._choose_item, item.id))

    def _of_proposal(self, proposal: Proposal) -> Found:
        row = cell(proposal_words.number(proposal), _KEY) + Content(proposal_words.first_line(proposal.text))
        return Found(row, partial(self._choose_proposal, proposal.id))

    async def _choose_proposal(self, proposal: int) -> None:
        """As if an arrow had chosen it on the screen of proposals."""
        await self._app.switch_mode("proposals")
        await self._app.screen.run_action(f"choose_proposal({proposal})")

    async def _choose_item(self, item: int) -> None:
        await look_up_item(self._app, item)

    async def _choose(self, delegate: Delegate) -> None:
        if self._finds_in is not None:
            await look_up_delegate(self._app, delegate, self._finds_in)


def keys_of(screen: Screen[Any]) -> list[Key]:
    """The keys that do something on this screen, in its own words, and those of the application; not the palette's."""
    place = screen.PLACE if isinstance(screen, DeskScreen) else places.HALL
    here = {key.id: key for key in (*place.keys, *place.everywhere) if key.action and key.id != keys.PALETTE.id}
    return [here[key.id] for key in keys.EVERY if key.id in here and may_press(screen.app, here[key.id])]


def _directory_of_keys(listed: list[Key]) -> Directory:
    """Keys are found by the rule people are found by: what they are called is the name, their help the post."""
    return Directory.of(
        Delegate(
            id=DelegateId(place),
            number=place,
            code="",
            name=key.hint,
            title=f"{key.shown} {_(key.help)}",
            category=CategoryId(""),
        )
        for place, key in enumerate(listed)
    )


def _directory_of_items(items: Iterable[AgendaItem]) -> Directory:
    """Items of the agenda are found by what they are called and who is responsible."""
    return Directory.of(
        Delegate(
            id=DelegateId(item.id),
            number=0,
            code="",
            name=day_words.title(item),
            title=item.responsible,
            category=CategoryId(""),
        )
        for item in items
    )


def _parted(found: list[Match]) -> tuple[list[Match], list[Match], list[Match]]:
    """Those found by their name, those found otherwise, and those that are nearly what was typed."""
    called = [match for match in found if match.rank < Rank.SPELLED_ELSEWHERE]
    near = [match for match in found if match.rank.is_near]
    return called, found[len(called) : len(found) - len(near)], near
