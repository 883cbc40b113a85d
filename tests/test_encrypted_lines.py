"""A server that takes only encrypted lines: who proves to be the server is believed, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import trustme

from builders import code
from databases import write
from postgres import Server, own_server
from store import Outcome, Scan
from store.address import Address
from store.errors import Barrier, Unreachable
from stores import opened


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def encrypted(authority: trustme.CA) -> Iterator[Server]:
    with own_server() as own:
        write(own.address("encrypted"))
        own.encrypt(authority.issue_cert("127.0.0.1"))
        yield own


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))


def verified(server: Server, authority: trustme.CA, folder: Path) -> Address:
    """As libpq is told to believe only whom this authority vouches for."""
    root = folder / "root.crt"
    authority.cert_pem.write_to_path(str(root))
    return Address(server.address("encrypted").url.replace("disable", f"verify-full&sslrootcert={root}"))


def test_a_desk_works_over_an_encrypted_line(encrypted: Server, authority: trustme.CA, tmp_path: Path) -> None:
    with closing(opened(verified(encrypted, authority, tmp_path))) as store:
        assert store.run(Scan.of(code(1))).outcome is Outcome.ADMITTED
        assert store.waiting is None


def test_without_encryption_nothing_is_said_to_it(encrypted: Server) -> None:
    with pytest.raises(Unreachable) as raised:
        opened(encrypted.address("encrypted"))
    assert raised.value.barrier is Barrier.ENCRYPTION


def test_who_only_says_to_be_the_server_is_not_believed(encrypted: Server, tmp_path: Path) -> None:
    with pytest.raises(Unreachable) as raised:
        opened(verified(encrypted, trustme.CA(), tmp_path))
    assert raised.value.barrier is Barrier.ENCRYPTION
