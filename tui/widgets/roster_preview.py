"""What an import would change, as lists to be looked at: who is new, corrected, replaced, no longer listed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

import msgspec
from textual.content import Content

from store import State
from store.records import AreaId, CategoryId, Conference, DelegateId, Standing
from store.roster import Comparison, Doubt, DoubtKind, Entry, RosterReading, doubts_against, placed, preview
from store.text import shown
from tui.delegates import roster_words
from tui.i18n import N_, _, ngettext
from tui.widgets.long_list import Items
from tui.widgets.roster_rows import Look, Rows

FEW_AREAS: Final = 3
"""A roster of so many areas at most is taken for theirs alone."""


class Part(StrEnum):
    """The lists, in the order in which a person should look at them."""

    UNPLACED = "unplaced"
    ADDED = "added"
    CORRECTED = "corrected"
    REPLACED = "replaced"
    UNLISTED = "unlisted"
    DOUBTS = "doubts"
    UNCHANGED = "unchanged"

    @property
    def label(self) -> str:
        """What the list is called."""
        return _(_LABELS[self])

    @property
    def note(self) -> str:
        """What becomes of the people on it."""
        return _(_NOTES[self])


_LABELS: Final = {
    Part.UNPLACED: N_("No category"),
    Part.ADDED: N_("New"),
    Part.CORRECTED: N_("Corrected"),
    Part.REPLACED: N_("Replaced"),
    Part.UNLISTED: N_("No longer listed"),
    Part.DOUBTS: N_("Doubts"),
    Part.UNCHANGED: N_("Unchanged"),
}

_NOTES: Final = {
    Part.UNPLACED: N_("Left out until somebody says where they belong · Space: choose the category"),
    Part.ADDED: N_("Not on the list yet: each gets a number and a badge code (in front: the row of the file)"),
    Part.CORRECTED: N_("On the list already: number and badge code stay"),
    Part.REPLACED: N_("Somebody else in the same post: a new number and a new badge"),
    Part.UNLISTED: N_("Kept on the list unless marked · Space: strike off · Ctrl+A: all of them"),
    Part.DOUBTS: N_("Worth a look in the file (in front: its row); taken in as it was read"),
    Part.UNCHANGED: N_("On the list just as in the file"),
}


class Choice(NamedTuple):
    """What a person has decided about a file."""

    areas: tuple[AreaId, ...] = ()
    """The areas it speaks for; none means the whole conference."""
    categories: Mapping[int, CategoryId] = {}
    """Where people belong for whom the file does not say it, by row."""
    struck: frozenset[DelegateId] = frozenset()
    """Who is to be struck off, should they be no longer listed."""


class Preview(NamedTuple):
    """A file held against the list."""

    state: State
    reading: RosterReading
    """As it was read: nobody has been placed yet."""
    choice: Choice
    entries: tuple[Entry, ...]
    """Who would be taken in."""
    found: Comparison
    doubts: tuple[Doubt, ...]

    @property
    def struck(self) -> tuple[DelegateId, ...]:
        """Who would be struck off."""
        return tuple(one.id for one in self.found.unlisted if one.id in self.choice.struck)

    @property
    def without_area(self) -> int:
        """How many are left out because the file speaks for some areas and does not say theirs."""
        placed = sum(entry.row in self.choice.categories for entry in self.reading.unplaced)
        return len(self.reading.entries) + placed - len(self.entries)

    def consequences(self) -> list[str]:
        """What taking it in does, all of it."""
        service = sum(entry.standing is Standing.SERVICE for entry in self.entries)
        delegates = len(self.entries) - service
        others = (
            (service, _("service {n}")),
            (self.count(Part.UNPLACED), _("leave out {n} without a category")),
            (self.without_area, _("leave out {n} without an area")),
            (len(self.struck), _("strike off {n}")),
        )
        first = ngettext("⏎ Take in {n} delegate", "⏎ Take in {n} delegates", delegates).format(n=delegates)
        return [first, *(words.format(n=count) for count, words in others if count)]

    def count(self, part: Part) -> int:
        """How many are on a list; of the unplaced those who still are."""
        if part is Part.UNPLACED:
            return sum(entry.row not in self.choice.categories for entry in self.reading.unplaced)
        return len(self._things(part))

    def parts(self) -> list[Part]:
        """The lists that have anything on them; the unplaced stay on theirs, so that a choice can be made anew."""
        return [part for part in Part if self._things(part)]

    def _things(self, part: Part) -> Sequence[object]:
        match part:
            case Part.UNPLACED:
                return self.reading.unplaced
            case Part.DOUBTS:
                return self.doubts
        things: Sequence[object] = getattr(self.found, part.value)
        return things

    def items(self, part: Part, look: Look) -> Items:
        """A list, to be drawn."""
        rows, found, choice = Rows(self.state, look), self.found, self.choice
        match part:
            case Part.UNPLACED:
                chosen = choice.categories.get
                unplaced = self.reading.unplaced
                return _items(unplaced, lambda entry, width: rows.unplaced(entry, chosen(entry.row), width))
            case Part.ADDED:
                return _items(found.added, rows.added)
            case Part.CORRECTED:
                return _items(found.corrected, rows.corrected, rows.corrected_height)
            case Part.REPLACED:
                return _items(found.replaced, rows.replaced, rows.replaced_height)
            case Part.UNLISTED:
                return _items(found.unlisted, lambda one, width: rows.unlisted(one, one.id in choice.struck, width))
            case Part.DOUBTS:
                return _items(self.doubts, rows.doubt, rows.doubt_height)
            case Part.UNCHANGED:
                return _items(found.unchanged, rows.unchanged)


Thing = TypeVar("Thing")


def _items(
    things: Sequence[Thing],
    draw: Callable[[Thing, int], Sequence[Content]],
    height: Callable[[Thing, int], int] = lambda _thing, _width: 1,
) -> Items:
    return Items(
        len(things),
        lambda place, width: draw(things[place], width),
        lambda place, width: height(things[place], width),
    )


def held_against(state: State, reading: RosterReading, choice: Choice) -> Preview:
    """What a file would change for the list as it is now. Takes a second for ten thousand people."""
    told = placed(reading, choice.categories)
    entries = within(told.entries, choice.areas)
    everybody = state.delegates.values()
    others = (one for one in everybody if choice.areas and one.area not in choice.areas)
    found = preview(entries, choice.areas, everybody, state.attendance)
    unlisted = tuple(sorted(found.unlisted, key=lambda one: one.number))
    return Preview(
        state=state,
        reading=reading,
        choice=choice,
        entries=entries,
        found=msgspec.structs.replace(found, unlisted=unlisted),
        doubts=(*worth_a_look(told.doubts), *doubts_against(entries, others)),
    )


# -- of which areas the file speaks ------------------------------------------------------------------------------------


def few_areas(entries: Iterable[Entry], conference: Conference) -> tuple[AreaId, ...]:
    """The areas a file may speak for alone, in the order of the plan; none if all areas are in it."""
    found = {entry.area for entry in entries}
    areas = tuple(area.id for area in conference.areas if area.id in found)
    return areas if len(areas) < len(conference.areas) else ()


def likely_scope(entries: Sequence[Entry], conference: Conference) -> tuple[AreaId, ...]:
    """The areas a file seems to speak for; none means the whole conference."""
    areas = few_areas(entries, conference)
    return areas if len(areas) <= FEW_AREAS and all(entry.area for entry in entries) else ()


def within(entries: Iterable[Entry], areas: Sequence[AreaId]) -> tuple[Entry, ...]:
    """The people of these areas; everybody if none is named."""
    return tuple(entry for entry in entries if not areas or entry.area in areas)


def scope_words(in_file: Sequence[AreaId], chosen: Sequence[AreaId], conference: Conference) -> str:
    """Of whom the file is taken to speak, and of whom else it may; nothing to choose if it names no area."""
    whole = _("the whole conference")
    if not in_file:
        return _("The file speaks for {whole}").format(whole=whole)
    names = [shown(area.name) for area in conference.areas if area.id in in_file]
    some = ", ".join(names) if len(names) <= FEW_AREAS else _("the {n} areas in it").format(n=len(names))
    marks = ("○", "●") if chosen else ("●", "○")
    return _("The file speaks for {first} {whole}  {second} only {some} (Tab)").format(
        first=marks[0], whole=whole, second=marks[1], some=some
    )


# -- what the reading says by itself -----------------------------------------------------------------------------------

_SAID_ELSEWHERE: Final = frozenset({DoubtKind.NO_CATEGORY, DoubtKind.CONVERTED_COLUMN})
"""The unplaced have a list of their own; what was converted stands above all lists."""
_MOST_SAMPLES: Final = 3


def worth_a_look(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """The doubts that are shown nowhere else."""
    return tuple(doubt for doubt in doubts if doubt.what not in _SAID_ELSEWHERE)


def samples_words(reading: RosterReading) -> str:
    """A few converted cells, before and after: taking the file in says that they are right.

    One of each column before a second of any.
    """
    first = {sample.column: sample for sample in reversed(reading.samples)}
    of_each = sorted(reading.samples, key=lambda sample: first[sample.column] is not sample)
    rows = [f"  {roster_words.sample(sample)}" for sample in of_each[:_MOST_SAMPLES]]
    encodings = ", ".join(dict.fromkeys(roster_words.encoding(sample.encoding) for sample in reading.samples))
    return "\n".join([_("Written in {encoding}, put into Unicode. Is this right?").format(encoding=encodings), *rows])
