"""What a desk knows of a conference while the database is away and nothing was done here since."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from store.engine.journal import Fault
from store.engine.tables import Tables
from store.errors import Trouble


class Recollection(NamedTuple):
    """What the server said last. It stays as it is: what is done goes to the outbox."""

    conference: int
    tables: Tables
    seq: int
    ahead: dt.timedelta = dt.timedelta()
    """How far the server's clock was ahead of this machine's."""

    @property
    def edition(self) -> int:
        """There is only this one."""
        return 0

    @property
    def trouble(self) -> Trouble | None:
        """None: it is sound, or would not have been remembered."""
        return None

    @property
    def dropped(self) -> list[Fault]:
        """Nothing is left out."""
        return _NOTHING

    def in_place(self) -> bool:
        """It has no place anybody could take away."""
        return True


_NOTHING: Final[list[Fault]] = []
