"""What the line under the moderator's field says: what Enter will do. Pure."""

from __future__ import annotations

from typing import NamedTuple

from store import ItemState, Speech, SpeechState, State, speech_state
from store.text import shown
from tui import present
from tui.door import hints
from tui.finding import Nobody, Person
from tui.i18n import _, ngettext
from tui.podium import day_words, speaker_words
from tui.podium.notices import Matter, Notice
from tui.podium.outlook import Outlook
from tui.podium.queueing import Asked, NoSuchNumbers, Several


class Hint(NamedTuple):
    """One sentence, and whether Enter does what it says."""

    text: str
    acts: bool = True


def typed(asked: Asked, outlook: Outlook) -> Hint:
    """While something is typed."""
    state = outlook.state
    match asked:
        case Several():
            n = len(asked.delegates)
            numbers = ", ".join(present.number(state.delegates[one].number) for one in asked.delegates[:_NAMED])
            told = ngettext("⏎ Put down {n} to speak: {numbers}", "⏎ Put down {n} to speak: {numbers}", n)
            return Hint(told.format(n=n, numbers=numbers + (" …" if n > _NAMED else "")))
        case NoSuchNumbers():
            return Hint(_("Nobody has “{number}”").format(number=shown(asked.part)), acts=False)
        case Nobody():
            return Hint(_("No match · F7 adds “{text}”").format(text=shown(asked.query)), acts=False)
        case Person():
            return _person(asked, outlook)
    return Hint(hints.hint(asked, state), hints.acts(asked))


_NAMED = 8


def _person(asked: Person, outlook: Outlook) -> Hint:
    state = outlook.state
    delegate = state.delegates.get(asked.delegate)
    if delegate is None:
        return Hint(_("No match"), acts=False)
    who = present.person_and_place(delegate, state.conference)
    waiting = next((one for one in outlook.waiting if one.delegate == asked.delegate), None)
    if waiting is not None:
        return Hint(_("Waits already, no. {n}: {person}").format(n=outlook.places[waiting.id], person=who))
    return Hint(_("⏎ Put down to speak: {person}").format(person=who))


def chosen_speech(speech: Speech, state: State) -> Hint:
    """With a speech chosen and nothing typed."""
    who = speaker_words.who(state, speech)
    match speech_state(speech):
        case SpeechState.WAITING | SpeechState.ON_DECK:
            return Hint(_("⏎ Call now: {person} · F8 more").format(person=who))
        case SpeechState.PAUSED:
            return Hint(_("⏎ Speaks on: {person} · F8 more").format(person=who))
    if is_nameless(speech):
        return Hint(_("⏎ Name whoever speaks · F8 more"))
    return Hint(_("F8 more about {person}").format(person=who), acts=False)


def is_nameless(speech: Speech) -> bool:
    """Whether nobody knows yet who it is."""
    return speech.delegate is None and not speech.name


def chosen_item(item: int, outlook: Outlook) -> Hint:
    """With an item of the agenda chosen and nothing typed."""
    line = outlook.projection.line(item)
    if line is None:
        return Hint("", acts=False)
    title = day_words.title(line.item)
    match line.state:
        case ItemState.TO_COME | ItemState.SKIPPED | ItemState.PASSED_OVER:
            return Hint(_("⏎ Begin now: {item} · F8 more").format(item=title))
        case ItemState.PAUSED:
            return Hint(_("⏎ Go on: {item} · F8 more").format(item=title))
    return Hint(_("F8 more about {item}").format(item=title), acts=False)


def nothing_chosen(notice: Notice | None, outlook: Outlook) -> Hint:
    """With nothing typed and nothing chosen: Enter answers the notice."""
    match notice.matter if notice else None:
        case Matter.GAP:
            return Hint(_("⏎ Say how that time is counted"))
        case Matter.FORGOTTEN if outlook.forgotten is not None:
            return Hint(_("⏎ Begin as of {time}").format(time=present.minute(outlook.forgotten.due)))
        case Matter.OPENING:
            return Hint(_("⏎ Note the opening now"))
        case Matter.INTRODUCE:
            return Hint(_("⏎ Have been introduced"))
    return Hint(_("A number or a name puts somebody down · ↑↓ speakers · Tab agenda"), acts=False)
