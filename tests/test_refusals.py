"""A refusal says what is so and what to do, in two lines at most; and no key is refused by a bell alone."""

from __future__ import annotations

import ast
import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.content import Content

from store.errors import NotSaved, Reason, Refused
from store.roster import NoRoster
from tui import i18n
from tui.delegates import roster_words
from tui.reasons import REASONS
from tui.refusals import sentence
from tui.widgets.lines import wrapped

ROOM = 76
"""Of the eighty columns what frames and margins leave."""
MOST_ROWS = 2
SAY_IT_ALL = {Reason.NOTHING_TO_UNDO, Reason.NOTHING_TO_MERGE}
"""There is nothing to do about the one; the other is nothing but what to do."""
DISK = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.ELOOP)

TUI = Path(__file__).parent.parent / "tui"
RINGS = {
    "widgets/hint_line.py refuse": "with the sentence in its place",
    "screens/desk.py refuse": "with the sentence on the card",
    "welcome.py _scanned": "with a sentence of its own: nobody is checked in",
    "machine/crash.py _fatal_error": "and then what went wrong",
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_has_words_that_fit(language: str) -> None:
    i18n.set_language(language)
    told = {reason: sentence(Refused(reason)) for reason in Reason}
    assert set(REASONS) == set(Reason)
    assert [reason for reason, words in told.items() if len(wrapped(Content(words), ROOM)) > MOST_ROWS] == []
    assert len(set(told.values())) == len(Reason)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_says_what_to_do_behind_what_is_so(language: str) -> None:
    i18n.set_language(language)
    assert [one for one in Reason if ";" not in sentence(Refused(one)) and one not in SAY_IT_ALL] == []
    faults = [sentence(NotSaved(OSError(number, "as the system says it"))) for number in DISK]
    assert [words for words in faults if ";" not in words or "as the system" in words] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whoever_chose_a_file_that_is_no_roster_is_told_what_to_do(language: str) -> None:
    i18n.set_language(language)
    told = {reason: i18n._(words) for reason, words in roster_words._REASONS.items()}
    assert set(told) == set(NoRoster)
    assert [one for one, words in told.items() if ";" not in words] == []


def test_no_bell_rings_where_nothing_is_said() -> None:
    assert {where for path in TUI.rglob("*.py") for where in rings(path)} == RINGS.keys()


def rings(path: Path) -> Iterator[str]:
    """The functions of a file that ring."""
    source = path.read_text(encoding="utf-8")
    for function in ast.walk(ast.parse(source)) if "bell" in source else ():
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
            if any(isinstance(func, ast.Attribute) and func.attr == "bell" for func in called):
                yield f"{path.relative_to(TUI).as_posix()} {function.name}"
