"""Who has the turn that we wait for: the server knows which of its processes stands in whose way."""

from __future__ import annotations

from contextlib import closing, suppress

import psycopg

from store.engine.locks import Holder
from store.engine.postgres.desk_names import holder_listed
from store.engine.postgres.line import Line

_WHO = """
WITH RECURSIVE before(pid) AS (
  SELECT unnest(pg_blocking_pids(%s)) UNION SELECT unnest(pg_blocking_pids(before.pid)) FROM before
)
SELECT application_name FROM before JOIN pg_stat_activity USING (pid) WHERE cardinality(pg_blocking_pids(pid)) = 0
"""
"""At the head of the queue: whoever waits stands in the way of those behind."""


def who_blocks(line: Line) -> Holder | None:
    """None if nobody does, or the server does not tell. Raises `OSError`. For any thread."""
    with closing(line.beside()) as connection, suppress(psycopg.Error):
        row = connection.execute(_WHO, [line.process]).fetchone()
        return holder_listed(row[0] or "") if row else None
    return None
