"""Ctrl+P: everything that can be done here, everybody on the list and the agenda, found by a few letters.

It is Textual's own command palette. Scans are taken before it sees a key, as before any dialog. Choosing somebody does
not admit: the number stands in the search field then, and Enter does what the hint says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property, partial
from typing import Any, ClassVar, Final, NamedTuple, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import Command, CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Input, OptionList
from textual.worker import WorkerCancelled

from store import State, matches
from store.proposal_records import Proposal
from store.records import AgendaItem, CategoryId, Delegate, DelegateId
from store.search import Directory, Match, Rank
from tui import keys, places, present
from tui.finding import SHOWN
from tui.i18n import N_, _
from tui.keys import Key
from tui.places import Place
from tui.podium import day_words
from tui.proposals import proposal_words
from tui.roles import has_screen, may_press
from tui.screens.desk import DeskScreen
from tui.screens.looking_up import look_up_delegate, look_up_item
from tui.widgets.lines import cell
from tui.widgets.text_field import TextField
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


class Offer(NamedTuple):
    """One row of the palette, and what choosing it does."""

    row: Content
    command: Callable[[], Any]


def _nothing() -> None:
    """What the row does that says nothing was found."""


class Everything(Provider):
    """The keys of the screen the palette was opened on and of the application, and the delegates."""

    def __init__(self, window: Window, screen: Screen[Any], match_style: Style | None = None) -> None:
        super().__init__(screen, match_style)
        self._window = window
        self._keys = [*keys_of(screen), *(key for key in _WITHOUT_KEY if may_press(screen.app, key))]
        own = screen.FINDS_IN if isinstance(screen, DeskScreen) else DeskScreen.FINDS_IN
        self._finds_in = next((mode for mode in (own, *_LOOKED_UP_IN) if has_screen(screen.app, mode)), None)
        """Where somebody found is looked at; nowhere in a window that has no such screen."""

    @cached_property
    def _keys_by_words(self) -> Directory:
        """Made when something is typed: the palette is to be there before."""
        return _directory_of_keys(self._keys)

    async def discover(self) -> Hits:
        """Before anything is typed: what can be done."""
        for offer in map(self._of_key, self._keys):
            yield DiscoveryHit(offer.row, offer.command)

    async def search(self, query: str) -> Hits:
        """What is called so, and behind it, slanting, what is nearly. Textual keeps the order of equal scores.

        With nothing called so Enter does nothing: what is nearly called so is a guess, and an arrow has to choose it.
        """
        people = await self._window.directory.known()
        sure, near = self._found(query, people)
        for offer in [*(sure or [Offer(Content(_("No match")), _nothing)]), *near]:
            yield Hit(1, offer.row, offer.command)

    def _found(self, query: str, people: Directory) -> tuple[list[Offer], list[Offer]]:
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
        return sure, [offer._replace(row=offer.row.stylize(Style(italic=True))) for offer in guessed]

    def _has(self, mode: str) -> bool:
        return has_screen(self.app, mode)

    def _people(self, found: list[Match], state: State) -> list[tuple[Match, Offer]]:
        if self._finds_in is None:
            return []
        known = ((match, state.delegates.get(match.delegate)) for match in found)
        return [(match, self._of_person(delegate, state)) for match, delegate in known if delegate is not None]

    def _items(self, query: str, state: State) -> list[tuple[Match, Offer]]:
        items = {DelegateId(item.id): item for item in state.agenda.values()}
        return [
            (match, self._of_item(items[match.delegate])) for match in _directory_of_items(items.values()).find(query)
        ]

    def _of_action(self, match: Match) -> Offer:
        return self._of_key(self._keys[match.delegate])

    def _of_key(self, key: Key) -> Offer:
        screen = self.screen
        why_not = screen.why_not(key) if isinstance(screen, DeskScreen) else ""
        help = Content.styled(f"– {why_not}" if why_not else _(key.help), Style(italic=bool(why_not)))
        called = cell(key.shown, _KEY) + cell(key.hint, _LABEL) if key.shown else cell(key.hint, _KEY + _LABEL)
        press = partial(screen.press, key) if isinstance(screen, DeskScreen) else partial(screen.run_action, key.action)
        return Offer(called + help, press)

    def _of_person(self, delegate: Delegate, state: State) -> Offer:
        mark = present.mark(state.attendance.get(delegate.id))
        row = cell(mark.glyph, _KEY) + Content(present.person_and_place(delegate, state.conference))
        return Offer(row, partial(self._choose, delegate))

    def _of_item(self, item: AgendaItem) -> Offer:
        row = cell(f"{item.start:%H:%M}", _KEY) + Content(day_words.title(item))
        return Offer(row, partial(self._choose_item, item.id))

    def _of_proposal(self, proposal: Proposal) -> Offer:
        row = cell(proposal_words.number(proposal), _KEY) + Content(proposal_words.first_line(proposal.text))
        return Offer(row, partial(self._choose_proposal, proposal.id))

    async def _choose_proposal(self, proposal: int) -> None:
        """As if an arrow had chosen it on the screen of proposals."""
        await self.app.switch_mode("proposals")
        await self.app.screen.run_action(f"choose_proposal({proposal})")

    async def _choose_item(self, item: int) -> None:
        await look_up_item(self.app, item)

    async def _choose(self, delegate: Delegate) -> None:
        if self._finds_in is not None:
            await look_up_delegate(self.app, delegate, self._finds_in)


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


class PaletteField(CommandInput, TextField):
    """The palette's field, into which Vietnamese can be typed, with its keys in order with the letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(binding.key, f"screen.{binding.action}", show=False)
        for binding in CommandPalette.BINDINGS
        if isinstance(binding, Binding)
    ]


class Palette(CommandPalette):
    """Textual's palette over `Everything`, and nothing of Textual's own commands."""

    BINDINGS: ClassVar[list[BindingType]] = [keys.HELP.binding(), keys.QUIT.binding()]
    PLACE: ClassVar[Place] = places.PALETTE

    def __init__(self, window: Window) -> None:
        # Called as Textual calls the class of a provider; the store is known only now.
        provider = cast("type[Provider]", partial(Everything, window))
        super().__init__([lambda: provider], placeholder=_("An action, a name or a number"))

    def compose(self) -> ComposeResult:
        """What Textual's is made of, with a field Vietnamese can be typed into, and without its picture."""
        for widget in super().compose():
            if isinstance(widget, CommandInput):
                yield PaletteField(placeholder=widget.placeholder, select_on_focus=False)
            elif not isinstance(widget, SearchIcon):
                yield widget

    @on(Input.Submitted)
    async def _find_first(self) -> None:
        """Enter means what was typed before it, not what the list showed before that."""
        for worker in [worker for worker in self.workers if worker.node is self]:
            with suppress(WorkerCancelled):
                await worker.wait()

    @on(OptionList.OptionSelected)
    def _stay_if_nothing(self, event: OptionList.OptionSelected) -> None:
        """What was not found cannot be chosen."""
        if isinstance(event.option, Command) and event.option.hit.command is _nothing:
            event.prevent_default().stop()
            self.app.bell()
