"""The line to the server as one process keeps it: drawn again when it was lost, and never tried for long at a time."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from typing import Final

import psycopg
from psycopg.pq import TransactionStatus

from store.address import Address
from store.engine.postgres.connecting import can_be_overheard, connect, fault
from store.engine.postgres.schema import Connection
from store.errors import Unreachable

PATIENCE_S: Final = 1.0
"""How long somebody who wants to write waits for a server that is not there: it may be starting again."""
_STEP_S: Final = 0.1
_REST_S: Final = 1.0
"""How long whoever only looks leaves a server alone that was not there."""


class Line:
    """Draws the line at once. Raises `Unreachable` then, and `OSError` later."""

    def __init__(self, address: Address, name: str) -> None:
        self._address = address
        self._name = name
        self._tried = 0.0
        self.drawn = 0
        """How often the line was drawn: after another time nothing that was begun before still holds."""
        self.is_hung_up = False
        self.in_the_open = False
        """Whether the line is neither encrypted nor within this machine."""
        self._connection = self._drawn()

    @property
    def is_lost(self) -> bool:
        return self._connection.closed

    @property
    def process(self) -> int:
        """The server's process at the other end."""
        return self._connection.info.backend_pid

    def live(self) -> Connection:
        """The connection, drawn again if it was lost and the last try is some time ago."""
        if self._connection.closed:
            if time.monotonic() - self._tried < _REST_S:
                raise _not_there()
            self._draw()
        return self._connection

    def patient(self) -> Connection:
        """The same for somebody who is ready to wait."""
        deadline = time.monotonic() + PATIENCE_S
        while self._connection.closed:
            try:
                self._draw()
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(_STEP_S)
        return self._connection

    @property
    def has_failed_transaction(self) -> bool:
        """Whether the server waits for the end of a transaction that can only be rolled back."""
        return self._connection.info.transaction_status is TransactionStatus.INERROR

    def drop(self) -> None:
        """Whatever it was last used for: the next use draws another line."""
        self._connection.close()

    def end_transaction(self) -> None:
        """Whatever was begun and not committed never was."""
        with suppress(psycopg.Error):
            if not self._connection.closed:
                self._connection.rollback()

    def beside(self) -> Connection:
        """Another connection, for another thread; to be closed. Raises `OSError`."""
        try:
            return connect(self._address, self._name)
        except Unreachable:
            raise _not_there() from None

    def hang_up(self) -> None:
        self.is_hung_up = True
        self._connection.close()

    def _draw(self) -> None:
        try:
            self._connection = self._drawn()
        except Unreachable:
            raise _not_there() from None
        finally:
            self._tried = time.monotonic()

    def _drawn(self) -> Connection:
        connection = connect(self._address, self._name)
        self.drawn += 1
        self.in_the_open = can_be_overheard(
            encrypted=connection.pgconn.ssl_in_use, host=connection.info.host, address=connection.info.hostaddr
        )
        return connection


def _not_there() -> OSError:
    return OSError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED))


def told(error: psycopg.Error, line: Line) -> OSError:
    """An error of the server or of the line to it, as one of a medium."""
    return _not_there() if line.is_lost else fault(error)
