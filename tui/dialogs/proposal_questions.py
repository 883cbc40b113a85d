"""What is asked about a proposal, one question each: its kind, its theme, whom it is for, who raised it."""

from __future__ import annotations

from typing import Any, NamedTuple

from textual.app import App

from store import State, moment_of, speaker_of
from store.proposal_records import Proposal, ProposalKind, Submitter
from store.records import Conference
from store.text import shown
from tui.dialogs.form import Field, FormDialog
from tui.dialogs.person import PersonDialog
from tui.dialogs.pick import Entry, PickDialog
from tui.dialogs.speakers import ask_outsider
from tui.i18n import _
from tui.podium import speaker_words
from tui.proposals import proposal_words
from tui.window import Window


class Raised(NamedTuple):
    """Who raised something."""

    submitters: tuple[Submitter, ...]
    many: bool = False


def title_of(proposal: Proposal) -> str:
    """Which one it is, above what is asked."""
    return f"{proposal_words.number(proposal)}: {proposal_words.first_line(proposal.text)}"


# -- sorting -----------------------------------------------------------------------------------------------------------


def kind_entries() -> list[Entry]:
    """The kinds, each under its digit."""
    return [Entry(f"{mark.glyph} {_(mark.word)}") for mark in proposal_words.KINDS.values()]


def theme_entries(conference: Conference) -> list[Entry]:
    """The themes of the plan, each under its digit."""
    return [Entry(shown(theme.name)) for theme in conference.themes]


async def ask_kind(app: App[Any], title: str, now: ProposalKind) -> ProposalKind | None:
    """Which kind it is; None if it was left."""
    kinds = [*proposal_words.KINDS, ProposalKind.UNSORTED]
    entries = [*kind_entries(), Entry(proposal_words.kind_name(ProposalKind.UNSORTED))]
    chosen = kinds.index(now) if now is not ProposalKind.UNSORTED else 0
    place = await app.push_screen_wait(PickDialog(title, entries, chosen=chosen))
    return None if place is None else kinds[place]


async def ask_theme(app: App[Any], title: str, conference: Conference, now: str) -> str | None:
    """Under which theme it comes; an empty one for none yet, None if it was left."""
    themes = [theme.id for theme in conference.themes]
    if not themes:
        return ""
    entries = [*theme_entries(conference), Entry(_("No theme yet"))]
    place = await app.push_screen_wait(PickDialog(title, entries, chosen=themes.index(now) if now in themes else 0))
    return None if place is None else [*themes, ""][place]


# -- whom it is for ----------------------------------------------------------------------------------------------------


async def ask_addressee(
    app: App[Any], title: str, conference: Conference, kind: ProposalKind, addressee: str, due: str
) -> dict[str, Any] | None:
    """Whom a petition is for, one key where the plan names them; who a task is given to, and by when."""
    offered = dict.fromkeys((*conference.superiors, *conference.addressees))
    if kind is ProposalKind.PETITION and offered:
        entries = [*(Entry(shown(name)) for name in offered), Entry(_("Somebody else…"))]
        chosen = list(offered).index(addressee) if addressee in offered else 0
        place = await app.push_screen_wait(PickDialog(title, entries, chosen=chosen))
        if place is None:
            return None
        if place < len(offered):
            return {"addressee": list(offered)[place]}
    fields = [Field("addressee", _("Given to") if kind is ProposalKind.TASK else _("Addressed to"), shown(addressee))]
    if kind is not ProposalKind.PETITION:
        fields.append(Field("due", _("By when"), shown(due)))
    values = await app.push_screen_wait(FormDialog(title, fields, _("Save")))
    return None if values is None else dict(values)


# -- who raised it -----------------------------------------------------------------------------------------------------


async def ask_submitters(app: App[Any], window: Window, title: str, now: Raised) -> Raised | None:
    """Somebody by number, letters or scan, somebody more, somebody who is no delegate, many, nobody."""
    speaker = _on_the_floor(window.store.state)
    entries = [
        Entry(_("A delegate: number, letters or a scan")),
        Entry(_("One delegate more"), "" if now.submitters else _("nobody is there yet")),
        Entry(_("Somebody not on the list")),
        Entry(_("Many delegates")),
        Entry(_("Nobody is named")),
        Entry(*_floor_entry(window.store.state, speaker)),
    ]
    match await app.push_screen_wait(PickDialog(title, entries)):
        case 0:
            found = await _delegate(app, window, title)
            return Raised((found,)) if found else None
        case 1:
            found = await _delegate(app, window, title)
            return now._replace(submitters=tuple(dict.fromkeys((*now.submitters, found)))) if found else None
        case 2:
            told = await ask_outsider(app, title)
            return Raised((Submitter(**told),)) if told else None
        case 3:
            return Raised((), many=True)
        case 4:
            return Raised(())
        case 5 if speaker is not None:
            return Raised((speaker,))
    return None


async def _delegate(app: App[Any], window: Window, title: str) -> Submitter | None:
    delegate = await app.push_screen_wait(PersonDialog(window, title, _("Choose")))
    return None if delegate is None else Submitter(delegate=delegate)


def _on_the_floor(state: State) -> Submitter | None:
    return next(iter(moment_of(state).submitters), None)


def _floor_entry(state: State, speaker: Submitter | None) -> tuple[str, str]:
    if speaker is None:
        return _("Whoever has the floor"), _("nobody has it")
    return _("Whoever has the floor: {person}").format(person=speaker_words.name(speaker_of(state, speaker))), ""
