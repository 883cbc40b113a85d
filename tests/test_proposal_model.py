"""A secretary does whatever a secretary can do, comes and goes, and takes back; a plain model says what must come of
it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from any_verb import draw
from plain_proposals import RULES, No, PlainProposals, Row
from podium import Podium
from random_verbs import PEOPLE
from store import Noted, Proposal, State, Store, Submitter, Undo, originals
from store.errors import Reason, Refused
from store.records import Role
from store.verbs import VERBS, Verb
from stores import documents, new_conference, opened

OFTEN = ("note_proposal", "note_proposal", "merge_proposals", "merge_proposals", "unmerge_proposal", "split_proposal")
_chances = st.integers(0, 1 << 32).map(Random)


def test_the_model_knows_every_verb_about_proposals() -> None:
    told = {name for name, verb in VERBS.items() if verb.__module__.startswith("store.propos")}
    assert RULES.keys() == told


class Secretary:
    """One window after the other, held against the model."""

    def __init__(self, folder: Path) -> None:
        self.path = new_conference(folder, PEOPLE, agenda=builders.agenda(), speeches=[builders.speech(1)])
        self.store = self._open()
        self.plain = PlainProposals(set(self.store.state.agenda), set(self.store.state.delegates))
        self.numbers: dict[int, int] = {}
        """Whose each number was when it was given."""

    def _open(self) -> Store:
        return opened(self.path, role=Role.SECRETARY)

    def step(self, chance: Random) -> None:
        """What a secretary may do next: a verb, mostly."""
        match chance.random():
            case die if die < 0.05:
                self._come_back()
            case die if die < 0.15:
                self._undo()
            case die:
                name = chance.choice(OFTEN if die < 0.8 else sorted(RULES))
                self._run(draw(VERBS[name], chance, self.store.state))
        self._agree()

    def _come_back(self) -> None:
        self.store.close()
        self.store = self._open()
        self.plain.before.clear()

    def _undo(self) -> None:
        if self.plain.undo():
            self.store.run(Undo())
        else:
            with pytest.raises(Refused):
                self.store.run(Undo())

    def _run(self, verb: Verb[Any]) -> None:
        wanted = self._wanted(verb)
        if isinstance(wanted, Reason):
            with pytest.raises(Refused) as refusal:
                self.store.run(verb)
            assert refusal.value.reason is wanted
            return
        answer = self.store.run(verb)
        assert (answer.number if isinstance(answer, Noted) else answer) == wanted
        if isinstance(answer, Noted):
            assert answer.number not in self.numbers
            self.numbers[answer.number] = self.store.state.seq

    def _wanted(self, verb: Verb[Any]) -> Any:
        try:
            return self.plain.do(verb)
        except No as no:
            return Reason(str(no))

    def _agree(self) -> None:
        written = documents(self.store).get(Proposal.table, {}).values()
        records = {one.id: one for one in map(Proposal.from_document, written)}
        assert records == dict(self.store.state.proposals.items())
        assert {id: _plain(one) for id, one in records.items()} == self.plain.rows


def _plain(one: Proposal) -> Row:
    own = one.own
    return {
        "text": one.text,
        "kind": one.kind.value,
        "theme": one.theme,
        "addressee": one.addressee,
        "due": one.due,
        "people": _who(one.submitters),
        "many": one.many,
        "place": (one.item, one.speech),
        "response": one.response,
        "state": one.state.value,
        "recommendation": one.recommendation.value if one.recommendation else None,
        "into": one.merged_into,
        "from": one.split_from,
        "withdrawn": one.withdrawn,
        "own": {"text": own.text, "people": _who(own.submitters), "many": own.many, "merged": own.merged}
        if own
        else None,
        "number": one.number,
    }


def _who(submitters: tuple[Submitter, ...]) -> list[Any]:
    return [(one.name, one.title, one.unit) if one.delegate is None else one.delegate for one in submitters]


@pytest.mark.parametrize("days", [40, pytest.param(5_000, marks=pytest.mark.long)])
def test_whatever_a_secretary_does_the_model_agrees(days: int) -> None:
    """Undo gives back the very rows, and no number is given twice, whoever comes back after what was undone."""
    given(chance=_chances)(settings(max_examples=days, deadline=None)(_a_day))()


def _a_day(chance: Random) -> None:
    with TemporaryDirectory() as folder:
        secretary = Secretary(Path(folder))
        for _step in range(40):
            secretary.step(chance)
        secretary.store.close()


def test_nothing_is_lost_and_whoever_raised_a_part_has_raised_the_whole() -> None:
    """Unless somebody takes a name out by hand, which nobody does here."""
    merged = sum(_merged_on(Random(seed)) for seed in range(40))
    assert merged > 40


def _merged_on(chance: Random) -> int:
    """How many stand merged at the end of a day."""
    desk = Podium(*builders.agenda(), *map(builders.delegate, range(1, PEOPLE + 1)), role=Role.SECRETARY)
    known: set[int] = set()
    for _step in range(60):
        name = chance.choice([*OFTEN, *sorted(RULES.keys() - {"edit_proposal"})])
        desk.try_(draw(VERBS[name], chance, desk.state))
        assert known <= set(desk.state.proposals)
        known = set(desk.state.proposals)
    return sum(_is_under_its_whole(desk.state, one) for one in desk.state.proposals.values())


def _is_under_its_whole(state: State, one: Proposal) -> bool:
    """Whether it was merged; then it is found where it went, and nothing leads in a circle."""
    if one.merged_into is None:
        return False
    whole = state.proposals[one.merged_into]
    assert set(one.submitters) <= set(whole.submitters)
    assert one.many <= whole.many
    top = whole
    for _level in state.proposals:
        top = state.proposals[top.merged_into] if top.merged_into is not None else top
    assert top.merged_into is None
    assert one in originals(state, top.id)
    return True
