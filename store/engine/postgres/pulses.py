"""The sign of life of all desks together, in the database: no desk takes for a gap what another one saw."""

from __future__ import annotations

import msgspec
import psycopg

from store.engine.heartbeat import Pulse, kept
from store.engine.postgres.line import Line, told


class DatabasePulses:
    """`heartbeat.Pulses` over a line to the server."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def read(self) -> Pulse | None:
        try:
            row = self._line.live().execute("SELECT document FROM pulse").fetchone()
        except psycopg.Error as error:
            raise told(error, self._line) from error
        return msgspec.json.decode(row[0], type=Pulse) if row else None

    def write(self, pulse: Pulse) -> None:
        document = msgspec.json.encode(kept(pulse)).decode()
        try:
            self._line.live().execute(
                "INSERT INTO pulse (document) VALUES (%s::json) ON CONFLICT (one) DO UPDATE SET document ="
                " excluded.document",
                [document],
            )
        except psycopg.Error as error:
            raise told(error, self._line) from error
