"""Random verbs for property tests: what any desk may do to a small conference."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

import builders
from store import AdmitSubstitute, AdmitWalkIn, CheckIn, CheckOut, MarkAbsent, Scan, Store, Undo, WithdrawArrival
from store.errors import Refused
from store.records import CategoryId, DelegateId, Method, Standing
from store.verbs import Verb

PEOPLE = 5
"""Few, so that verbs meet."""

_delegates = st.integers(1, PEOPLE + 1).map(DelegateId)
_categories = st.sampled_from(["to-truong", "truong-khoi", "khong-co"]).map(CategoryId)

changes: st.SearchStrategy[Verb[Any]] = st.one_of(
    st.integers(1, PEOPLE).map(lambda number: Scan.of(builders.code(number))),
    st.builds(CheckIn, delegate=_delegates, method=st.sampled_from([Method.NAME, Method.NUMBER])),
    st.builds(AdmitSubstitute, delegate=_delegates, name=st.sampled_from(["", "Lê Văn Sử"])),
    st.builds(
        AdmitWalkIn,
        id=st.integers(900, 1 << 50).map(DelegateId),
        seed=st.integers(0, 1 << 50),
        category=_categories,
        unit=st.sampled_from(["", "Phường Tam Sơn"]),
        standing=st.sampled_from([Standing.WALK_IN, Standing.SERVICE]),
    ),
    st.builds(CheckOut, delegate=_delegates),
    st.builds(MarkAbsent, delegate=_delegates, excused=st.booleans()),
    st.builds(WithdrawArrival, delegate=_delegates),
)
"""Everything that changes documents, but undo."""

verbs: st.SearchStrategy[Verb[Any]] = changes | st.builds(Undo)


def run(store: Store, verb: Verb[Any]) -> bool:
    """Whether the verb was accepted."""
    with suppress(Refused):
        store.run(verb)
        return True
    return False
