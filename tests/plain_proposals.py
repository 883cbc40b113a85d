"""What a secretary's verbs should do, said once more in the plainest way: rows of dicts, and the rows as they were.

This is the model the store is held against (`test_proposal_model.py`). It knows no files, records or indexes.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from store.verbs import Verb

Row = dict[str, Any]


class No(Exception):
    """A rule refuses, for this reason."""


class PlainProposals:
    """Everything that was raised, and the way back."""

    def __init__(self, items: set[int], people: set[int]) -> None:
        self.items, self.people = items, people
        self.rows: dict[int, Row] = {}
        self.last = 0
        """Never goes back, whatever is undone."""
        self.before: list[dict[int, Row]] = []

    def do(self, verb: Verb[Any]) -> Any:
        """What the verb answers. Raises `No`, and then nothing has happened."""
        was, last = deepcopy(self.rows), self.last
        try:
            answer = RULES[verb.verb_name](self, verb)
        except No:
            self.rows, self.last = was, last
            raise
        if self.rows != was:
            self.before.append(was)
        return answer

    def undo(self) -> bool:
        if not self.before:
            return False
        self.rows = self.before.pop()
        return True

    def standing(self, id: int) -> Row:
        if id not in self.rows:
            raise No("no-such-proposal")
        if self.rows[id]["into"] is not None:
            raise No("merged")
        if self.rows[id]["withdrawn"]:
            raise No("withdrawn")
        return self.rows[id]

    def parts(self, whole: int) -> list[Row]:
        return [row for row in self.rows.values() if row["into"] == whole]

    def number(self) -> int:
        self.last += 1
        return self.last


def _clean(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> str:
    if not _clean(text):
        raise No("no-text")
    return _clean(text)


def _theme(theme: str) -> str:
    if theme not in ("", "khac"):
        raise No("no-such-theme")
    return theme


def _people(plain: PlainProposals, submitters: Any) -> list[Any]:
    told: list[Any] = []
    for one in submitters:
        if one.delegate is not None and one.delegate not in plain.people:
            raise No("no-such-delegate")
        who = one.delegate if one.delegate is not None else tuple(map(_clean, (one.name, one.title, one.unit)))
        if who != ("", "", "") and who not in told:
            told.append(who)
    return told


def _note(plain: PlainProposals, verb: Any) -> int:
    if verb.item is not None and verb.item not in plain.items:
        raise No("no-such-item")
    if verb.speech not in (None, 1):
        raise No("no-such-speech")
    row = {
        "text": _words(verb.text),
        "kind": verb.kind.value,
        "theme": _theme(verb.theme),
        "addressee": _clean(verb.addressee),
        "due": _clean(verb.due),
        "people": _people(plain, verb.submitters),
        "many": verb.many,
        "place": (verb.item, verb.speech),
        "response": "",
        "state": "noted",
        "recommendation": None,
        "into": None,
        "from": None,
        "withdrawn": False,
        "own": None,
        "number": plain.number(),
    }
    plain.rows[verb.id] = row
    return plain.last


def _edit(plain: PlainProposals, verb: Any) -> None:
    row = plain.standing(verb.proposal)
    if verb.text is not None:
        row["text"] = _words(verb.text)
    if verb.kind is not None:
        row["kind"] = verb.kind.value
    if verb.theme is not None:
        row["theme"] = _theme(verb.theme)
    row |= {field: _clean(told) for field in ("addressee", "due") if (told := getattr(verb, field)) is not None}
    if verb.submitters is not None:
        row["people"] = _people(plain, verb.submitters)
    if verb.many is not None:
        row["many"] = verb.many


def _sort(plain: PlainProposals, verb: Any) -> None:
    theme = None if verb.theme is None else _theme(verb.theme)
    for id in verb.proposals:
        row = plain.standing(id)
        row["kind"] = verb.kind.value if verb.kind else row["kind"]
        row["theme"] = row["theme"] if theme is None else theme


def _set(field: str) -> Callable[[PlainProposals, Any], None]:
    def rule(plain: PlainProposals, verb: Any) -> None:
        told = getattr(verb, field)
        plain.standing(verb.proposal)[field] = _clean(told) if field == "response" else told

    return rule


def _merge(plain: PlainProposals, verb: Any) -> None:
    whole = plain.standing(verb.into)
    others = [plain.standing(id) for id in verb.proposals if id != verb.into]
    if not others:
        raise No("nothing-to-merge")
    text = _words(verb.text)
    if whole["own"] is None:
        whole["own"] = {field: whole[field] for field in ("text", "people", "many")}
    whole["own"] |= {"merged": text}
    for row in others:
        row["into"] = verb.into
        whole["people"] = whole["people"] + [who for who in row["people"] if who not in whole["people"]]
        whole["many"] = whole["many"] or row["many"]
    whole["text"] = text


def _unmerge(plain: PlainProposals, verb: Any) -> None:
    if verb.proposal not in plain.rows:
        raise No("no-such-proposal")
    row = plain.rows[verb.proposal]
    if row["into"] is None:
        raise No("not-merged")
    whole = plain.rows[row["into"]]
    if whole["into"] is not None:
        raise No("merged")
    left = [one for one in plain.parts(row["into"]) if one is not row]
    remaining = [whole["own"], *left]
    leaving = [who for who in row["people"] if all(who not in one["people"] for one in remaining)]
    whole["people"] = [who for who in whole["people"] if who not in leaving]
    if row["many"] and not any(one["many"] for one in remaining):
        whole["many"] = False
    row["into"] = None
    if not left:
        own, whole["own"] = whole["own"], None
        whole["text"] = own["text"] if whole["text"] == own["merged"] else whole["text"]


def _split(plain: PlainProposals, verb: Any) -> int:
    old = plain.standing(verb.proposal)
    part = deepcopy(old) | {"text": _words(verb.text), "from": verb.proposal, "own": None}
    old["text"] = _words(verb.rest)
    plain.rows[verb.id] = part | {"number": plain.number()}
    return plain.last


def _withdraw(plain: PlainProposals, verb: Any) -> None:
    plain.standing(verb.proposal)["withdrawn"] = True


def _restore(plain: PlainProposals, verb: Any) -> None:
    if verb.proposal not in plain.rows:
        raise No("no-such-proposal")
    if not plain.rows[verb.proposal]["withdrawn"]:
        raise No("not-withdrawn")
    plain.rows[verb.proposal]["withdrawn"] = False


RULES: Final[dict[str, Callable[[PlainProposals, Any], Any]]] = {
    "note_proposal": _note,
    "edit_proposal": _edit,
    "sort_proposals": _sort,
    "answer_proposal": _set("response"),
    "set_proposal_state": _set("state"),
    "recommend_proposal": _set("recommendation"),
    "merge_proposals": _merge,
    "unmerge_proposal": _unmerge,
    "split_proposal": _split,
    "withdraw_proposal": _withdraw,
    "restore_proposal": _restore,
}
