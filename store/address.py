"""Where a conference is kept: in a file, or in a schema of a PostgreSQL database that an address leads to.

An address is the usual `postgresql://` one. It may carry a password, so it is shown without what is secret in it,
wherever somebody prints it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from store.records import Value

SCHEMES: Final = ("postgresql://", "postgres://")
_SECRET: Final = ("password", "sslpassword")


class Address(Value, frozen=True):
    """Leads to a conference in a database."""

    url: str

    def __str__(self) -> str:
        """Without a password."""
        try:
            parts = urlsplit(self.url)
            user, at, host = parts.netloc.rpartition("@")
            shown = [(name, value) for name, value in parse_qsl(parts.query) if name not in _SECRET]
        except ValueError:
            return SCHEMES[0]
        return urlunsplit(parts._replace(netloc=user.partition(":")[0] + at + host, query=urlencode(shown)))

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"

    @property
    def password(self) -> str | None:
        """What is secret in it, None if there is nothing."""
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return None
        given = dict(parse_qsl(parts.query)).get("password")
        return given or (unquote(parts.password) if parts.password else None)


Place = Path | Address


def is_address(text: str) -> bool:
    """Whether this is meant as an address, right or not."""
    return text.startswith(SCHEMES)
