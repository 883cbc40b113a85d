"""Encrypted, with a certificate somebody has: what is sent, and what is said of a certificate that is none."""

from __future__ import annotations

import ssl
from pathlib import Path

import aiohttp
import pytest
import trustme

from served import serving
from store.records import Role
from stores import new_conference
from tui.cli import main
from tui.commands.serve import tls_of
from tui.options.meaning import Failure


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def files(authority: trustme.CA, tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this machine, and its key."""
    issued = authority.issue_cert("127.0.0.1", "localhost")
    cert, key = tmp_path / "may.pem", tmp_path / "may.key"
    issued.cert_chain_pems[0].write_to_path(cert)
    issued.private_key_pem.write_to_path(key)
    return cert, key


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


async def test_what_is_sent_is_encrypted_and_cookies_go_no_other_way(
    authority: trustme.CA, files: tuple[Path, Path], tmp_path: Path
) -> None:
    async with serving(new_conference(tmp_path, 3), tls=tls_of(*files)) as served:
        connector = aiohttp.TCPConnector(ssl=trusting(authority))
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=jar) as browser:
            assert served.url.startswith("https://")
            form = {"pin": served.pin(Role.HALL)}
            headers = {"Origin": served.url}
            async with browser.post(f"{served.url}/enter", data=form, headers=headers, allow_redirects=False) as answer:
                assert all("Secure" in cookie for cookie in answer.headers.getall("Set-Cookie"))
            async with browser.get(served.url) as answer:
                assert "wss://" in await answer.text()
            async with browser.ws_connect(f"{served.url}/ws", headers=headers) as page:
                assert (await page.receive(timeout=20)).type is aiohttp.WSMsgType.BINARY


async def test_who_does_not_encrypt_is_not_answered(files: tuple[Path, Path], tmp_path: Path) -> None:
    async with serving(new_conference(tmp_path, 1), tls=tls_of(*files)) as served:
        plain = served.url.replace("https", "http")
        async with aiohttp.ClientSession() as browser:
            with pytest.raises(aiohttp.ClientError):
                await browser.get(plain)


def test_a_certificate_and_its_key_may_be_one_file(files: tuple[Path, Path], tmp_path: Path) -> None:
    both = tmp_path / "both.pem"
    both.write_bytes(files[1].read_bytes() + files[0].read_bytes())
    assert tls_of(both, None) is not None
    assert tls_of(None, None) is None


@pytest.mark.parametrize(("cert", "key"), [("missing.pem", "may.key"), ("may.pem", "missing.pem")])
def test_a_file_that_is_missing_is_named(files: tuple[Path, Path], cert: str, key: str) -> None:
    folder = files[0].parent
    with pytest.raises(Failure, match=r"missing\.pem"):
        tls_of(folder / cert, folder / key)


def test_what_is_no_certificate_is_said_in_one_line(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nonsense = tmp_path / "không phải.pem"
    nonsense.write_text("không", encoding="utf-8")
    conference = new_conference(tmp_path, 1)
    assert main(["-f", str(conference), "serve", "--cert", str(nonsense), "--key", str(files[1])]) == 1
    told = capsys.readouterr().err
    assert "không phải.pem" in told
    assert len(told.splitlines()) == 1


def test_a_key_without_a_certificate_makes_no_sense(files: tuple[Path, Path]) -> None:
    with pytest.raises(Failure):
        tls_of(None, files[1])
