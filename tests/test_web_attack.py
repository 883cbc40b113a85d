"""The web server against whoever means harm and is not in, or is in and goes too far: nobody else waits for them."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import psutil
import pytest
import pytest_asyncio

import hostile
from conftest import write_conference
from served import Served, serving
from store.records import Role
from stores import new_conference
from test_hostile_words import TOO_LONG, crowd
from tui.web import server as web_server
from tui.web.access import TRIES_OF_UNKNOWN, TRY_EVERY_S
from tui.web.guard import CONNECTIONS, OF_ONE_ADDRESS
from tui.web.window_process import BEHIND, TOO_SLOW, WindowProcess

PATIENCE_S = 0.4
"""How long a connection may be silent here; usually it is fifteen seconds."""
MEGABYTE = 1024 * 1024


@pytest_asyncio.fixture
async def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    monkeypatch.setattr(web_server, "IDLE_S", PATIENCE_S)
    monkeypatch.setattr(web_server, "LINGER_S", PATIENCE_S)
    async with serving(new_conference(tmp_path, 12)) as running:
        yield running


# -- who sends slowly, and who does not end ----------------------------------------------------------------------------


HEAD = "{line} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
POST = HEAD + "Content-Type: application/x-www-form-urlencoded\r\n"
SLOW = {
    "says nothing": "",
    "the first line": "GET /",
    "a header": HEAD + "Cookie: ",
    "the body of a PIN": POST + "Content-Length: 4000\r\n\r\npin=",
    "the body of a PIN in pieces": POST + "Transfer-Encoding: chunked\r\n\r\nfff\r\npin=",
    "the body of what is not for strangers": POST.replace("{line}", "POST /leave") + "Content-Length: 4000\r\n\r\n",
}


@pytest.mark.parametrize("part", SLOW)
async def test_who_sends_a_byte_at_a_time_is_hung_up_on_and_others_are_served(served: Served, part: str) -> None:
    line = "POST /enter" if "PIN" in part else "GET /"
    begun = SLOW[part].format(line=line, host=served.url.removeprefix("http://")).encode()
    before = psutil.Process().memory_info().rss
    slow = [asyncio.create_task(_drip(served, begun)) for _one in range(OF_ONE_ADDRESS)]
    await asyncio.sleep(0)
    async with served.client() as client:
        while not all(one.done() for one in slow):
            async with client.get("/") as answer:
                assert answer.status == 200
            await asyncio.sleep(0.05)
    assert max(one.result() for one in slow) < PATIENCE_S + web_server.LINGER_S + 3, "a busy machine's three"
    assert psutil.Process().memory_info().rss - before < 20 * MEGABYTE


async def _drip(served: Served, begun: bytes) -> float:
    """How long one may go on like this."""
    since = time.monotonic()
    reader, writer = await _connected(served, "127.0.0.9")
    with suppress(ConnectionError):
        writer.write(begun)
        async with asyncio.timeout(20):
            while not await _ends(reader, 0.1):
                writer.write(b"x" if begun else b"")
    writer.close()
    return time.monotonic() - since


async def _connected(served: Served, source: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", served.addresses.port, local_addr=(source, 0))


async def _ends(reader: asyncio.StreamReader, patience: float) -> bool:
    """Whether the other side hangs up by then; whatever it says is read."""
    try:
        return await asyncio.wait_for(reader.read(65536), patience) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


ENDLESS = {
    "a header": HEAD.replace("{line}", "GET /") + "Cookie: ",
    "headers": HEAD.replace("{line}", "GET /"),
    "the body of a PIN": POST.replace("{line}", "POST /enter") + "Content-Length: 99999999\r\n\r\npin=",
}


@pytest.mark.parametrize("part", ENDLESS)
async def test_what_does_not_end_is_not_kept(served: Served, part: str) -> None:
    begun = ENDLESS[part].format(host=served.url.removeprefix("http://")).encode()
    more = b"A: b\r\n" * 1000 if part == "headers" else b"x" * 8000
    before = psutil.Process().memory_info().rss
    reader, writer = await _connected(served, "127.0.0.9")
    sent = 0
    with suppress(ConnectionError):
        writer.write(begun)
        while not await _ends(reader, 0.001):
            writer.write(more)
            await writer.drain()
            sent += len(more)
            assert sent < 100 * MEGABYTE
    writer.close()
    assert psutil.Process().memory_info().rss - before < 20 * MEGABYTE
    assert len(served.server.sessions) == 0


async def test_of_two_hundred_connections_so_many_are_kept_and_whoever_is_in_stays_in(served: Served) -> None:
    async with served.entered() as client:
        places = [f"127.0.0.{10 + n % 8}" for n in range(200)]
        opened = await asyncio.gather(*(_connected(served, place) for place in places))
        hung_up = await asyncio.gather(*(_ends(reader, PATIENCE_S / 2) for reader, _writer in opened))
        assert 200 - CONNECTIONS <= sum(hung_up) < 200
        async with client.get("/alive") as answer:
            assert answer.status == 204
        for _reader, writer in opened:
            writer.close()


# -- who guesses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("guesses", [200, pytest.param(10_000, marks=pytest.mark.long)])
async def test_wrong_pins_let_nobody_in_and_keep_nobody_out(served: Served, guesses: int) -> None:
    since = time.monotonic()
    async with served.entered(Role.HALL) as known:
        statuses: Counter[int] = Counter()
        async with served.client() as stranger:
            for pin in range(guesses):
                async with stranger.enter(pin=f"{pin:08}") as answer:
                    statuses[answer.status] += 1
        assert statuses[403] <= TRIES_OF_UNKNOWN + (time.monotonic() - since) / TRY_EVERY_S + 1
        assert statuses[403] + statuses[429] == guesses
        assert [one.role for one in served.server.sessions] == [Role.HALL]
        async with known.enter(pin=served.pin(Role.MODERATOR)) as answer:
            assert answer.status == 303


# -- who is in and goes too far ----------------------------------------------------------------------------------------


async def test_whatever_a_page_sends_too_much_of_ends_the_page_and_not_the_window(served: Served) -> None:
    """Said, and packed so that it is small until it is unpacked; what is no text is nothing a page would say."""
    before = psutil.Process().memory_info().rss
    async with served.entered() as client:
        told: dict[str, tuple[str | bytes, int, int]] = {
            "long": (json.dumps(["stdin", "x" * 100_000]), 0, aiohttp.WSCloseCode.MESSAGE_TOO_BIG),
            "packed": (json.dumps(["stdin", "x" * 20 * MEGABYTE]), 15, aiohttp.WSCloseCode.MESSAGE_TOO_BIG),
            "no text": (b"\0" * 100, 0, aiohttp.WSCloseCode.UNSUPPORTED_DATA),
        }
        for said, compress, code in told.values():
            async with client.window(compress=compress) as page:
                await page.send(said)
                assert await page.closing_code() == code
        async with client.window() as page:
            await page.say("stdin", "còn đây")
            await page.shows("còn đây")
    assert psutil.Process().memory_info().rss - before < 60 * MEGABYTE


async def test_a_page_that_sends_half_a_message_keeps_nobody_else_waiting(served: Served) -> None:
    async with served.entered(Role.HALL) as slow, slow.socket() as half:
        half._writer.transport.write(b"\x81\xfe\xf0\x00" + b"\0" * 2000)  # 61,440 bytes are to come
        async with served.entered() as client, client.window() as page:
            await page.shows("Chương trình")
            await page.say("stdin", "abc")
            await page.shows("abc")
        half._writer.transport.abort()


class Stuck:
    """A page whose browser reads nothing."""

    def __init__(self) -> None:
        self.closed: int | None = None

    async def send_bytes(self, _data: bytes) -> None:
        await asyncio.Event().wait()

    async def send_str(self, _data: str) -> None:
        await asyncio.Event().wait()

    async def close(self, *, code: int = 1000, message: bytes = b"") -> bool:
        self.closed = code
        return True


async def test_a_page_that_reads_nothing_is_let_go_before_what_waits_for_it_grows(served: Served) -> None:
    async def ended(_window: WindowProcess) -> None:
        """Nobody waits."""

    window = WindowProcess((), served.server.windows.downloads, ended=ended, moved=lambda _mode: None)
    page = Stuck()
    window._page = page
    given = 0
    while page.closed is None:
        await window._give(b"x" * 65536)
        given += 65536
        assert given <= BEHIND + 65536
    assert page.closed == TOO_SLOW
    assert not window.is_shown_in(page)
    await window._give(b"x" * 65536)
    assert window._behind <= BEHIND + 65536, "nothing more is kept for it"


# -- files -------------------------------------------------------------------------------------------------------------


async def test_a_document_goes_to_who_asked_for_it_once_and_to_nobody_else(served: Served) -> None:
    async with served.entered(Role.SECRETARY) as client, client.window() as page:
        await page.shows("F9")
        await page.say("stdin", "\x1b[24~")  # F12
        path = f"/download/{await page.hears('deliver_file_start')}"
        async with served.client() as stranger, stranger.get(path) as answer:
            assert answer.status == 401
        async with served.entered(Role.MODERATOR) as other, other.get(path) as answer:
            assert answer.status == 404
        async with client.get(path) as answer:
            assert answer.status == 200
            assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''bao-tin.txt"
            assert (await answer.text()).strip()
        async with client.get(path) as answer:
            assert answer.status == 404


async def test_no_path_gives_out_a_file_but_these(served: Served) -> None:
    paths = {route.resource.canonical for route in served.server._application().router.routes() if route.resource}
    assert paths == {"/", "/q/{key}", "/enter", "/leave", "/alive", "/ws", "/download/{key}", "/static/{name}"}
    assert {Path(name).suffix for name in web_server.FILES} == {".css", ".js", ".ttf"}


@pytest.mark.parametrize("name", ['a"b', "a\r\nSet-Cookie: x=1", "../../x", "tệp", "a;b=c"])
def test_the_name_of_a_file_is_quoted_whatever_it_is(name: str) -> None:
    quoted = web_server._attachment(name).removeprefix("attachment; filename*=UTF-8''")
    assert quoted.isascii()
    assert not set(quoted) & set("\r\n\"'/;= ")


# -- words from outside ------------------------------------------------------------------------------------------------


async def test_no_word_of_a_conference_reaches_a_browser_as_a_command(tmp_path: Path) -> None:
    """The file itself is hostile, as no roster could make it."""
    words = {what: word for what, word in hostile.WORDS.items() if what not in TOO_LONG}
    bad = hostile.WORDS["escapes"]
    path = write_conference(tmp_path / "toadam.json", crowd(words), title=bad, short_title=bad, venue=bad)
    async with serving(path, title=bad) as served, served.entered(Role.RECEPTION) as client:
        async with client.get("/") as answer:
            assert hostile.reached(await answer.read()) == []
        async with client.window("?width=150&height=40") as page:
            await page.shows("F7")
            for number in range(1, len(words) + 1):
                await page.say("stdin", f"{number}\r")
                await page.shows(f"{number:03}")
            await page.say("stdin", "\x1b[15~")
            await page.shows("Đã đến")
            assert hostile.reached(page.output) == []
            assert "␛]52;c;aGFjaw==␇".encode() in page.output
