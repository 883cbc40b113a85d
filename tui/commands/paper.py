"""On paper: badges to hand out or to bind later, sheets to sign when the power goes."""

from __future__ import annotations

import argparse
from collections import Counter
from contextlib import AbstractContextManager, closing
from typing import TYPE_CHECKING, Final

from store import MintBlanks, RecordBadges, State, Store, open_store, to_be_made
from store.records import Delegate, Standing
from tui.i18n import N_, _, ngettext
from tui.meanwhile import Bar, meanwhile
from tui.options.meaning import Failure, desk, output_file, place
from tui.saying import say

if TYPE_CHECKING:
    from pathlib import Path

_UNASKED: Final = (Standing.SERVICE, Standing.STRUCK_OFF)
"""Who gets a badge only when asked for by number."""


def badges(options: argparse.Namespace) -> None:
    """A4 sheets of badges, pictures to send, or both; that they were made is noted, for `--changed`."""
    if options.output is None and options.png is None:
        raise Failure(_("say where to: -o FILE.pdf for sheets, --png DIR for pictures"))
    output = output_file(options, ".pdf") if options.output is not None else None
    with closing(open_store(place(options), desk=desk(options))) as store:
        if options.blank is None:
            _make(store, options, output)
        else:
            _make_blank(store, options, output)


def _make(store: Store, options: argparse.Namespace, output: Path | None) -> None:
    from store.documents import badges_pdf, cards, write_whole

    state = store.state
    conference = state.conference
    chosen = _chosen(state, options)
    if options.changed:
        say(_why(state, chosen))
    if output is not None:
        with _making(output) as bar:
            write_whole(output, badges_pdf(conference, chosen, bar, by_area=options.by_area))
    if options.png is not None:
        with _making(options.png) as bar:
            cards(conference, chosen, options.png, bar)
    made = ngettext("{n} badge made: {place}", "{n} badges made: {place}", len(chosen))
    places = ", ".join(str(place) for place in (output, options.png) if place is not None)
    say(made.format(n=len(chosen), place=places))
    store.run(RecordBadges.of(chosen, conference))


def _making(output: Path) -> AbstractContextManager[Bar]:
    return meanwhile(_("Making {file}").format(file=output.name))


def _chosen(state: State, options: argparse.Namespace) -> list[Delegate]:
    from store.documents import NoBadgeToMake, NobodySelected, area_named, category_named, select

    conference = state.conference
    candidates = to_be_made(state) if options.changed else _by_number(state)
    chosen = select(
        candidates if options.only else [one for one in candidates if one.standing not in _UNASKED],
        category=category_named(conference, options.category) if options.category else None,
        area=area_named(conference, options.area) if options.area else None,
        only=options.only,
    )
    if not chosen:
        raise NoBadgeToMake if options.changed else NobodySelected
    return chosen


def _by_number(state: State) -> list[Delegate]:
    return sorted(state.delegates.values(), key=lambda delegate: delegate.number)


_REASONS: Final = (N_("never made: {n}"), N_("new code: {n}"), N_("other words: {n}"))


def _why(state: State, delegates: list[Delegate]) -> str:
    """How many badges have to be made, and for which reasons."""
    reasons = Counter(_reason(state, one) for one in delegates)
    told = "; ".join(_(reason).format(n=reasons[reason]) for reason in _REASONS if reasons[reason])
    return _("To be made: {n} ({reasons})").format(n=len(delegates), reasons=told)


def _reason(state: State, delegate: Delegate) -> str:
    never, code, words = _REASONS
    badge = state.badges.get(delegate.id)
    if badge is None:
        return never
    return words if badge.code == delegate.code else code


def _make_blank(store: Store, options: argparse.Namespace, output: Path | None) -> None:
    from store.documents import blank_badges_pdf, write_whole

    choosing = (options.category, options.area, options.only, options.png, options.changed, options.by_area)
    if output is None or any(choosing):
        raise Failure(_("--blank makes badges that are nobody's yet: it goes with -o FILE.pdf and nothing else"))
    ids = store.run(MintBlanks(seeds=tuple(store.mint() for _each in range(options.blank))))
    state = store.state
    with _making(output) as bar:
        write_whole(output, blank_badges_pdf(state.conference, [state.blanks[id] for id in ids], bar))
    made = ngettext("{n} blank badge made: {place}", "{n} blank badges made: {place}", len(ids))
    say(made.format(n=len(ids), place=output))


def signin_sheet(options: argparse.Namespace) -> None:
    """The list to sign on paper, by number; of one area, as a list to take along."""
    from store.documents import area_named, signin_sheet_pdf, write_whole

    output = output_file(options, ".pdf")
    with closing(open_store(place(options), desk=desk(options), fold=False)) as store:
        state = store.state
    area = area_named(state.conference, options.area) if options.area else None
    with _making(output) as bar:
        write_whole(output, signin_sheet_pdf(state.conference, _by_number(state), bar, area=area))
    say(_("Written: {file}").format(file=output))
