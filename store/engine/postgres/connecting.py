"""A connection to the database, and what its errors mean.

Where the server is, who we are and how the line is secured is said in the usual places of libpq: the address, PG…
variables, the service file, the password file. Nothing of what a server or libpq says is shown as it stands: it may
quote the address.
"""

from __future__ import annotations

import errno
import logging
import os
import re
from ipaddress import ip_address
from typing import Final

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.json import set_json_loads

from store.address import Address
from store.engine.postgres.schema import DEFAULT_SCHEMA, Connection
from store.errors import Barrier, Unreachable

# What it would log is told by its errors too, and is not for a screen.
logging.getLogger("psycopg").setLevel(logging.CRITICAL)

IDLE_TURN: Final = "10s"
"""A desk that stands still with the turn in its hands loses it after this long."""
LONGEST_WAIT: Final = "30s"
"""Nobody waits longer for a turn."""

_LINE: Final = {
    # A cable that was pulled is noticed in two seconds, not in the two hours TCP takes by itself: the desk can
    # go on alone, and somebody stands at the door.
    "connect_timeout": 2,
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 2_000,
}


def connect(address: Address, name: str) -> Connection:
    """A connection that is listed as `name`. Raises `Unreachable`."""
    try:
        given = conninfo_to_dict(address.url)
    except psycopg.Error:
        raise Unreachable(address, Barrier.ADDRESS) from None
    ours = {"application_name": name, "options": _options(str(given.get("options") or ""))}
    try:
        connection = psycopg.connect(**(_LINE | given | ours), autocommit=True)  # type: ignore[arg-type]
    except psycopg.OperationalError as error:
        raise Unreachable(address, _barrier(str(error))) from None
    set_json_loads(_as_it_stands, connection)
    return connection


def _as_it_stands(json: str | bytes) -> bytes:
    """Whoever reads JSON knows what it is to become."""
    return json.encode() if isinstance(json, str) else bytes(json)


def _options(given: str) -> str:
    """Those of the address, and ours; the schema is the one it names."""
    everywhere = f"{given} {os.environ.get('PGOPTIONS', '')}"
    path = "" if "search_path" in everywhere else f"-c search_path={DEFAULT_SCHEMA}"
    limits = f"-c idle_in_transaction_session_timeout={IDLE_TURN} -c lock_timeout={LONGEST_WAIT}"
    # What is acknowledged is on the server's disk, whatever is usual there.
    return f"{everywhere} {path} {limits} -c synchronous_commit=on".strip()


_BARRIERS: Final = {
    Barrier.ADDRESS: r"invalid (integer|port|.* value)|service file|definition of service",
    Barrier.PASSWORD: r"password|authentication|role .* (does not exist|is not permitted)",
    Barrier.DATABASE: r"database .* does not exist",
    Barrier.RIGHTS: r"permission denied|no pg_hba\.conf entry(?!.*no encryption)",
    Barrier.ENCRYPTION: r"SSL|TLS|encryption|certificate",
}
"""By what the server or libpq says, the first that fits; a server that speaks another language is just not there."""


def _barrier(said: str) -> Barrier:
    known = (barrier for barrier, words in _BARRIERS.items() if re.search(words, said))
    return next(known, Barrier.SERVER)


def fault(error: psycopg.Error) -> OSError:
    """What the server said, as an error of a medium."""
    number = _FAULTS.get(error.sqlstate or "", errno.ECONNRESET if is_of_the_line(error) else errno.EPROTO)
    return OSError(number, os.strerror(number) if number != errno.EPROTO else str(error.sqlstate))


def is_of_the_line(error: psycopg.Error) -> bool:
    """Whether nothing will come over the line any more, be it still there or not: the server shuts down, or has waited
    too long for us."""
    state = error.sqlstate
    return isinstance(error, psycopg.OperationalError) and (state is None or state.startswith(("08", "57P", "25P03")))


def can_be_overheard(*, encrypted: bool, host: str, address: str) -> bool:
    """Whether somebody on the way could read what is sent; nobody is within this machine."""
    return not (encrypted or host.startswith("/") or ip_address(address).is_loopback)


_FAULTS: Final[dict[str, int]] = {
    "42501": errno.EACCES,
    "53100": errno.ENOSPC,
    "25006": errno.EROFS,
    "55P03": errno.ETIMEDOUT,
}
