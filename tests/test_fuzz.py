"""Whatever comes in from outside: each reader answers or refuses, in time and in bounds, and falls over nothing.

The byte fuzzer (`fuzzing.py`) runs in a process of its own whose memory is limited, a few thousand inputs here and a
million in the long form. What mere bytes seldom get to, values deep inside a well-formed file, is drawn by Hypothesis.
"""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
import fuzz_engine
import fuzzing
from assets import ASSETS
from command import environment
from fuzzing import TARGETS
from mutations import Target
from store.errors import BadRange, NotAConference
from store.loading import NotOurs
from store.number_ranges import number_ranges
from store.plan import PlanError, read_plan
from store.records import Document

MOST_MEMORY_KB = 256 * 1024


def fuzzed(*arguments: str) -> dict[str, Any]:
    """What the fuzzer counts at its end, run as a process of its own."""
    done = subprocess.run(
        [sys.executable, fuzzing.__file__, *arguments], env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    counted: dict[str, Any] = json.loads(done.stdout)
    return counted


def test_no_reader_falls_over_a_few_thousand_broken_inputs() -> None:
    counted = fuzzed()
    assert {name: sum(answers.values()) for name, answers in counted["answers"].items()} == {
        name: target.short for name, target in TARGETS.items()
    }
    assert counted["peak_kb"] < MOST_MEMORY_KB


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
def test_no_reader_falls_over_its_share_of_a_million_broken_inputs(name: str) -> None:
    counted = fuzzed(name, "--long", "--seed", "1")
    assert sum(counted["answers"][name].values()) == TARGETS[name].long
    assert counted["peak_kb"] < MOST_MEMORY_KB


def test_the_long_form_is_a_million_inputs() -> None:
    assert sum(target.long for target in TARGETS.values()) > 1_000_000


@pytest.mark.parametrize("name", TARGETS)
def test_every_reader_reads_at_least_one_of_the_inputs_it_begins_from(name: str) -> None:
    if "child" not in name:
        assert "read" in {fuzzing.feed(TARGETS[name], seed) for seed in TARGETS[name].seeds()}


def test_the_inputs_of_a_seed_are_always_the_same_and_can_be_taken_up_anywhere() -> None:
    whole = list(fuzzing.inputs("journal", 3, 0, 20))
    assert list(fuzzing.inputs("journal", 3, 15, 5)) == whole[15:]
    assert list(fuzzing.inputs("journal", 4, 0, 20)) != whole


def under_fire(feed: Any, *refusals: type[Exception]) -> Target:
    return Target(seeds=lambda: [b"x"], feed=feed, long=1, short=1, refusals=refusals)


def falls_over(_content: bytes) -> None:
    raise KeyError("planted")


def hangs(_content: bytes) -> None:
    until = time.process_time() + 1.1 * fuzzing.SLOW
    while time.process_time() < until:
        pass


def test_the_fuzzer_notices_what_falls_over_and_what_hangs() -> None:
    with pytest.raises(KeyError):
        fuzzing.feed(under_fire(falls_over), b"")
    with pytest.raises(TimeoutError):
        fuzzing.feed(under_fire(hangs), b"")
    assert fuzzing.feed(under_fire(falls_over, KeyError), b"") == "KeyError"


# -- well-formed outside, wrong inside ---------------------------------------------------------------------------------

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["", "\x1b]52;c;", "\u202e", "2023-09-15", "24:00", "+07:00", "99:99", "#fff", "0" * 5_000]),
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place inside a document."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield (*path, key)
        yield from places(value[key], (*path, key))


def replaced(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy with another value in one place."""
    changed = copy.deepcopy(document)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed


def documents() -> dict[str, dict[str, Document]]:
    person = builders.delegate(1)
    records = (builders.conference(), person, builders.present(person), fuzz_engine.commit(1).entry)
    meta = {"meta": {"1": {"toadam": 1, "conference": 1, "generation": 1, "seq": 1}}}
    return meta | {one.table: {str(one.key): one.to_document()} for one in records}


DOCUMENTS = documents()


@given(place=st.sampled_from(list(places(DOCUMENTS))), value=values)
@settings(max_examples=300, deadline=None)
def test_any_value_anywhere_in_a_data_file_is_read_or_known_for_none_of_ours(
    place: tuple[Any, ...], value: Any
) -> None:
    with suppress(NotAConference, NotOurs):
        fuzz_engine.read_data(json.dumps(replaced(DOCUMENTS, place, value)).encode())


PLAN = tomllib.loads((ASSETS / "plan.toml").read_text(encoding="utf-8"))


def toml(value: Any) -> str:
    """A value as TOML writes it in one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case dt.date() | dt.time():
            return value.isoformat()
        case float():
            return str(value) if value != value or value in (float("inf"), float("-inf")) else f"{value:.9f}"
        case _:
            return json.dumps(value) if value is not None else "0x7fffffffffffffff"


@given(place=st.sampled_from(list(places(PLAN))), value=values)
@settings(max_examples=100, deadline=None)
def test_any_value_anywhere_in_a_plan_is_read_or_refused(
    place: tuple[Any, ...], value: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "plan.toml"
    document = replaced(PLAN, place, value)
    path.write_text("\n".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in document.items()), "utf-8")
    with suppress(PlanError):
        read_plan(path, id=1, code_letters="BC", mint=itertools.count(1).__next__)


# -- what people write -------------------------------------------------------------------------------------------------


@given(st.text() | st.text("0123456789,;-– \n"))
def test_any_text_is_a_list_of_numbers_or_refused_with_the_part_that_is_wrong(text: str) -> None:
    try:
        ranges = number_ranges(text)
    except BadRange as refusal:
        part = refusal.part
    else:
        part = ""
        assert all(0 <= numbers.start < numbers.stop for numbers in ranges)
    assert part in text
