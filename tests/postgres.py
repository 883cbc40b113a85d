"""A real PostgreSQL server for tests: in a folder of its own, as somebody who is not root.

One for the whole run of a worker, a schema for each conference; its disk is never waited for. Tests about durability
have a server of their own, which syncs as it does everywhere. Without PostgreSQL these tests are skipped; where CI
runs, they fail.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
import trustme

from store.address import Address
from store.engine.postgres.schema import VERSION

_PLACES = (None, *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True))
"""Where Debian keeps its programs, beside the path."""
_SCHEMAS = count(1)


class Server:
    """A server that can be stopped and started again, at a port of this machine and a socket in its folder."""

    def __init__(self, programs: Path, *, syncs: bool) -> None:
        self._programs = programs
        self._syncs = "on" if syncs else "off"
        self.folder = Path(tempfile.mkdtemp(prefix="toadam-pg-"))
        self._data = self.folder / "data"
        self.port = _free_port()
        if os.getuid() == 0:
            shutil.chown(self.folder, "nobody")
        self._run("initdb", "-D", self._data, "-U", "toadam", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")

    def start(self) -> None:
        """Ready for connections when it returns."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        options += f" -c max_connections=200 -c fsync={self._syncs} -c full_page_writes={self._syncs}"
        self._run("pg_ctl", "start", "-w", "-D", self._data, "-l", self.folder / "log", "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """`immediate` is what a power cut leaves: the next start has to recover."""
        self._run("pg_ctl", "stop", "-w", "-m", mode, "-D", self._data)

    def encrypt(self, certificate: trustme.LeafCert) -> None:
        """From now on lines from other machines are encrypted or there are none."""
        for name, pem in (("server.crt", certificate.cert_chain_pems[0]), ("server.key", certificate.private_key_pem)):
            pem.write_to_path(str(self._data / name))
            (self._data / name).chmod(0o600)
            if os.getuid() == 0:
                shutil.chown(self._data / name, "nobody")
        (self._data / "pg_hba.conf").write_text("hostssl all all all trust\n", encoding="ascii")
        with (self._data / "postgresql.conf").open("a", encoding="ascii") as settings:
            settings.write("ssl = on\n")
        self.stop()
        self.start()

    def remove(self) -> None:
        if (self._data / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, schema: str, *, port: int | None = None, user: str = "toadam", password: str = "") -> Address:
        """Over TCP, as from another machine."""
        who = f"{user}:{password}" if password else user
        where = f"postgresql://{who}@127.0.0.1:{port or self.port}/postgres"
        return Address(f"{where}?options=-csearch_path%3D{schema}&sslmode=disable")

    def ask(self, statement: str, *, schema: str = "public") -> list[tuple[Any, ...]]:
        """As the administrator."""
        with psycopg.connect(self.address(schema).url, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _run(self, program: str, *arguments: object) -> None:
        who = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []
        command = [*who, str(self._programs / program), *map(str, arguments)]
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@cache
def _programs() -> Path | None:
    found = (shutil.which("initdb", path=place) for place in _PLACES)
    return next((Path(path).resolve().parent for path in found if path), None)


def _new_server(*, syncs: bool) -> Server:
    """Started; to be removed."""
    programs = _programs()
    if programs is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("PostgreSQL is not installed (postgresql)")
    server = Server(programs, syncs=syncs)
    server.start()
    return server


@cache
def server() -> Server:
    """The one all tests of this worker share."""
    started = _new_server(syncs=False)
    atexit.register(started.remove)
    return started


def new_schema() -> str:
    """The name of one that is not there yet."""
    return f"hoi_nghi_{next(_SCHEMAS)}"


_READY: list[str] = []
"""Schemas whose tables were made for a test before."""


@contextmanager
def borrowed() -> Iterator[Callable[[], Address]]:
    """Gives addresses where no conference is; what is made there may be written over afterwards."""
    taken: list[str] = []

    def address() -> Address:
        taken.append(_READY.pop() if _READY else new_schema())
        return server().address(taken[-1])

    yield address
    for schema in taken:
        server().ask(f"UPDATE meta SET conference = NULL, version = {VERSION}", schema=schema)
        _READY.append(schema)


@contextmanager
def own_server() -> Iterator[Server]:
    """One that a test may stop."""
    started = _new_server(syncs=True)
    try:
        yield started
    finally:
        started.remove()
