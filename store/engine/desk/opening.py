"""Opening a conference at a desk: from the database, or from what this machine knows if nobody answers there."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from store.address import Address
from store.clock import Clock
from store.engine.desk.last_known import LastKnown, recollection_in
from store.engine.desk.outbox import outbox_in
from store.engine.desk.recollection import Recollection
from store.engine.platform import System
from store.engine.postgres.desk_folder import offline_folders
from store.engine.postgres.engine import PostgresEngine
from store.engine.postgres.server_clock import ServerClock
from store.errors import Barrier, StoreError, Unopenable, Unreachable

_LOST: Final = (errno.ECONNREFUSED, errno.ECONNRESET)


class Opened(NamedTuple):
    """What a desk begins with."""

    server: PostgresEngine | None
    known: Recollection
    """What it goes on with if the server is away."""
    clock: Clock


def opened_here(place: Address, open_server: Callable[[], PostgresEngine], system: System) -> Opened:
    """Raises what opening the database does, unless nobody answers and this machine knows the conference."""
    try:
        server = open_server()
    except (Unreachable, Unopenable) as error:
        known = _last_known(place, system) if _is_absence(error) else None
        if known is None:
            raise
        return Opened(None, known, ServerClock(system, known.ahead))
    return Opened(server, Recollection(server.conference, server.tables, server.seq), server.clock)


def _is_absence(error: StoreError) -> bool:
    """Whether nobody answered, or not to the end."""
    if isinstance(error, Unreachable):
        return error.barrier is Barrier.SERVER
    return isinstance(error, Unopenable) and error.error.errno in _LOST


def _last_known(place: Address, system: System) -> Recollection | None:
    """What was seen last of the conference at an address. Of several that were there one after the other, the one
    that came furthest."""
    found = (_known_in(folder, system) for folder in offline_folders(place, system))
    return max(filter(None, found), key=lambda known: known.seq, default=None)


def _known_in(folder: Path, system: System) -> Recollection | None:
    """What the server said last, or else what something was done on."""
    known = LastKnown(folder, system)
    return known.recollection() or recollection_in(outbox_in(folder), known.ahead, system)
