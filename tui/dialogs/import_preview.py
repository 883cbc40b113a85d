"""What a roster will change, to be looked at before anything is written: Enter takes it in, Esc leaves all as it is."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from store.records import DelegateId
from store.roster import Entry, RosterReading
from store.text import shown
from tui import places
from tui.blank import Blank, Lack
from tui.dialogs import pick
from tui.dialogs.dialog import Dialog, key_line, plain
from tui.i18n import _, ngettext
from tui.store_thread import StoreThread
from tui.type_ahead import asks
from tui.typed_path import shortened
from tui.widgets.colours import visible
from tui.widgets.counted_tabs import CountedTabs, Tab
from tui.widgets.hint_line import HintLine
from tui.widgets.long_list import Items, LongList
from tui.widgets.roster_preview import (
    Choice,
    Part,
    Preview,
    few_areas,
    held_against,
    likely_scope,
    samples_words,
    scope_words,
)
from tui.widgets.roster_rows import Look, described

_LONGEST_FILE = 36
"""Characters of the file's name in the title."""
_FAR = 1_000_000
"""Further than any list is long."""


class ImportPreview(Dialog[Preview]):
    """Returns what to take in, or None. `choice` is what was decided when the same file was last shown."""

    PLACE = places.IMPORT
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "take_in", show=False),
        Binding("left", "part(-1)", show=False),
        Binding("right", "part(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", f"move(-{_FAR})", show=False),
        Binding("end", f"move({_FAR})", show=False),
        Binding("tab,shift+tab", "scope", show=False),
        Binding("space", "mark", show=False),
        Binding("ctrl+a", "mark_all", show=False),
    ]

    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def __init__(self, store: StoreThread, reading: RosterReading, choice: Choice | None = None) -> None:
        super().__init__()
        self._store, self._reading = store, reading
        everybody, conference = (*reading.entries, *reading.unplaced), store.state.conference
        self._few_areas = few_areas(everybody, conference)
        self._choice = choice or Choice(areas=likely_scope(everybody, conference))
        self._seen: Preview | None = None
        """None before the file has been held against the list."""
        self._part: Part | None = None
        self._busy = False
        """Whether it is being held against the list anew."""
        self._usual = 0
        """The category chosen last."""
        self._changed = False
        """Whether somebody else changed the list, so that Enter did nothing."""

    def compose(self) -> ComposeResult:
        """The file, what was converted, of whom it speaks, the lists, and what Enter will do."""
        reading = self._reading
        with Vertical(classes="dialog import-preview"):
            yield plain(_title(reading), classes="dialog-title")
            if reading.samples:
                yield plain(samples_words(reading), id="samples")
            if reading.left_out_columns:
                columns = ", ".join(map(shown, reading.left_out_columns))
                yield plain(_("Columns left out: {columns}").format(columns=columns), classes="dialog-hint")
            yield plain("", id="scope")
            yield CountedTabs()
            yield _People()
            yield plain("", id="note", classes="dialog-hint")
            yield HintLine(id="choice")
            yield key_line(_("←→ list · ↑↓ scroll · Esc back, nothing is changed"))

    def on_mount(self) -> None:
        """Begins to compare."""
        self._compare()

    # -- holding the file against the list -----------------------------------------------------------------------------

    def _choose(self, choice: Choice) -> None:
        """Something else was decided: other people may be taken in, others be missing."""
        self._choice, self._changed = choice, False
        self._compare()

    @work(exclusive=True, group="compare")
    async def _compare(self) -> None:
        self._busy = True
        self._show()
        self._seen = await self._look()
        self._busy = False
        self._show()

    async def _look(self) -> Preview:
        """In a thread, as a large list takes a second; who is marked meanwhile stays so."""
        seen = await asyncio.to_thread(held_against, self._store.state, self._reading, self._choice)
        return seen._replace(choice=self._choice)

    def action_take_in(self) -> None:
        """Enter."""
        if self._seen is None or self._busy or not self._seen.entries:
            self.query_one("#choice", HintLine).insist()
        else:
            self._take_in(self._seen)

    @work(exclusive=True, group="compare")
    async def _take_in(self, seen: Preview) -> None:
        """Hands over what is to be taken in, unless something else would come of it than is shown."""
        now = seen
        if seen.state is not self._store.state:
            self._busy = True
            self._hint()
            now = await self._look()
            self._busy = False
        self._seen, self._changed = now, now.found != seen.found
        if self._changed or not self.is_active:
            self._show()
            self.query_one("#choice", HintLine).insist()
        else:
            self.dismiss(now)

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        seen = self._seen
        if seen is None:
            self.query_one(_People).show(Items(instead=Blank(_("Comparing with the list"), lack=Lack.WAITS)))
        else:
            parts = seen.parts()
            stays = self._part in parts
            self._part = self._part if stays else next(iter(parts), None)
            tabs = [Tab(part.label, seen.count(part)) for part in parts]
            self.query_one(CountedTabs).show(tabs, parts.index(self._part) if self._part else 0)
            self._show_part(stay=stays)
        scope = scope_words(self._few_areas, self._choice.areas, self._store.state.conference)
        self.query_one("#scope", Static).update(Content(scope))
        self._hint()

    def _show_part(self, *, stay: bool) -> None:
        people = self.query_one(_People)
        if self._seen is not None and self._part is not None:
            people.show(self._seen.items(self._part, people.look), people.place or 0 if stay else 0)
            self.query_one("#note", Static).update(Content(self._part.note))

    def _hint(self) -> None:
        hint, seen = self.query_one("#choice", HintLine), self._seen
        if self._changed:
            hint.show(_("The list was changed at another desk meanwhile: look again, then Enter"), acts=False)
        elif self._busy or seen is None:
            hint.show(Lack.WAITS.said(_("Comparing with the list")), acts=False)
        elif not seen.entries:
            hint.show(_("First choose where these people belong"), acts=False)
        else:
            hint.show(" · ".join(seen.consequences()), acts=True)

    # -- keys ----------------------------------------------------------------------------------------------------------

    def action_part(self, by: int) -> None:
        """Another list."""
        parts = self._seen.parts() if self._seen else []
        if self._part in parts:
            self._go_to(parts[(parts.index(self._part) + by) % len(parts)])

    def _go_to(self, part: Part) -> None:
        self._part = part
        self.query_one(_People).show(Items())
        self._show()

    def action_move(self, by: int) -> None:
        """Another person."""
        self.query_one(_People).move(by)

    def action_page(self, by: int) -> None:
        """As many further as are in view."""
        self.query_one(_People).page(by)

    def action_scope(self) -> None:
        """The whole conference, or only the areas in the file."""
        if not self._few_areas:
            self.refuse(_("The file speaks for the whole conference: there is nothing to choose"))
            return
        self._choose(self._choice._replace(areas=() if self._choice.areas else self._few_areas))

    def action_mark(self) -> None:
        """Strikes off or keeps; chooses the category of somebody who has none."""
        place = self.query_one(_People).place
        if self._seen is None or place is None:
            return
        if self._part is Part.UNLISTED:
            self._strike(frozenset({self._seen.found.unlisted[place].id}))
        elif self._part is Part.UNPLACED:
            self._choose_category(self._reading.unplaced[place])

    def action_mark_all(self) -> None:
        """Strikes off, or keeps, everybody who is no longer listed."""
        if self._seen is not None and self._part is Part.UNLISTED:
            everybody = frozenset(one.id for one in self._seen.found.unlisted)
            self._strike(everybody - self._choice.struck or everybody)

    def _strike(self, others: frozenset[DelegateId]) -> None:
        """Marks those who are not yet, and the others no more."""
        assert self._seen is not None
        self._choice = self._choice._replace(struck=self._choice.struck ^ others)
        self._seen = self._seen._replace(choice=self._choice)
        self._show_part(stay=True)
        self._hint()

    @asks
    async def _choose_category(self, entry: Entry) -> None:
        """For one person, or for everybody for whom none has been chosen; then the next of these is the chosen one."""
        categories = self._store.state.conference.categories
        entries = [pick.Entry(shown(category.name), colour=category.colour) for category in categories]
        title = _("{person}: which category?").format(person=described(entry))
        dialog = pick.PickDialog(title, [*entries, pick.Entry(_("One for all that are left …"))], chosen=self._usual)
        place = await self.app.push_screen_wait(dialog)
        rows = {entry.row}
        if place == len(categories):
            rows |= {other.row for other in self._reading.unplaced if other.row not in self._choice.categories}
            title = ngettext("{n} person: which category?", "{n} people: which category?", len(rows))
            dialog = pick.PickDialog(title.format(n=len(rows)), entries, chosen=self._usual)
            place = await self.app.push_screen_wait(dialog)
        if place is not None:
            self._usual = place
            chosen = dict.fromkeys(rows, categories[place].id)
            self._choose(self._choice._replace(categories={**self._choice.categories, **chosen}))
            self.query_one(_People).move(1)

    # -- the mouse -----------------------------------------------------------------------------------------------------

    @on(CountedTabs.Clicked)
    def _tab_clicked(self, event: CountedTabs.Clicked) -> None:
        if self._seen is not None:
            self._go_to(self._seen.parts()[event.place])

    @on(LongList.Clicked)
    def _person_clicked(self, event: LongList.Clicked) -> None:
        """A second click marks."""
        if event.again:
            self.action_mark()

    def on_click(self, event: events.Click) -> None:
        """The line of the scope changes it."""
        if event.widget is not None and event.widget.id == "scope":
            self.action_scope()


def _title(reading: RosterReading) -> str:
    name = reading.file.replace("\\", "/").rpartition("/")[2]
    file = shortened(shown(name), _LONGEST_FILE)
    if not reading.sheet:
        return _("Take in {file}").format(file=file)
    return _("Take in {file}, sheet “{sheet}”").format(file=file, sheet=shown(reading.sheet))


class _People(LongList):
    COMPONENT_CLASSES: ClassVar[set[str]] = {"people--strong", "people--quiet", "people--alarm"}

    @property
    def look(self) -> Look:
        """The styles of this theme."""
        strong, quiet, alarm = (
            self.get_visual_style(f"people--{part}", partial=True) for part in ("strong", "quiet", "alarm")
        )
        return Look(strong, quiet, alarm, self._stripe)

    def _stripe(self, colour: str) -> Style:
        return Style(foreground=visible(colour, self.background_colors[1]))
