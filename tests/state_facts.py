"""A state as plain data: what was kept up while verbs ran must be what the file gives to whoever opens it next."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import msgspec

from store import HeadCount, State, Store
from stores import opened


def facts(state: State) -> dict[str, Any]:
    """Every field. A category or area nobody has any more makes no difference."""
    plain = {name: getattr(state, name) for name in state.__struct_fields__}
    maps = {name: dict(value.items()) if hasattr(value, "items") else value for name, value in plain.items()}
    # A tuple comes back from a file as a list.
    for holding in ("recent", "conflicts"):
        maps[holding] = msgspec.json.decode(msgspec.json.encode(maps[holding]))
    for counts in ("counts", "area_counts"):
        maps[counts] = {key: count for key, count in maps[counts].items() if count != HeadCount.NOBODY}
    return maps


def reopened(store: Store) -> State:
    """Closes the store; what the file then gives is what was true before. Before-images may have expired."""
    store.close()
    with closing(opened(store.engine.place, "Bàn Z")) as again:
        found = again.state
    for name, fact in facts(found).items():
        assert name == "recent" or fact == facts(store.state)[name], name
    return found
