"""The web server against whoever should not get in, and for whoever should: real sockets, real windows."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import psutil
import pytest
import pytest_asyncio
from yarl import URL

from served import TITLE, Served, serving
from store.records import Role
from stores import new_conference
from tui.web import windows
from tui.web.guard import OF_ONE_ADDRESS
from tui.web.sessions import browser_name
from tui.web.window_process import ELSEWHERE, ENDED, FULL, HIGHEST, OUT, WIDEST, WindowProcess

FOREIGN = "http://evil.example"
SHOWN = "Chương trình"
"""On the moderator's screen."""


@pytest_asyncio.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(new_conference(tmp_path, 12)) as running:
        yield running


def window_of(served: Served) -> WindowProcess:
    """The only one."""
    session = next(iter(served.server.sessions))
    window = served.server.windows.of(session)
    assert window is not None
    return window


def process_of(window: WindowProcess) -> psutil.Process:
    assert window._process is not None
    return psutil.Process(window._process.pid)


# -- nobody gets in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/alive", "/ws", "/download/x", "/leave", "/anything", "/static"])
async def test_without_a_session_there_is_nothing(served: Served, path: str) -> None:
    async with served.client() as client, client.get(path) as answer:
        assert answer.status == 401
        assert await answer.read() == b""


async def test_no_socket_without_a_session_and_no_process(served: Served) -> None:
    async with served.client() as client:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.socket()
        assert refused.value.status == 401
    assert len(served.server.windows) == 0


@pytest.mark.parametrize("origin", [None, "null", FOREIGN, "https://127.0.0.1"])
@pytest.mark.parametrize("path", ["/enter", "/leave"])
async def test_a_form_of_another_page_does_nothing(served: Served, path: str, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    async with served.entered() as client:
        url = client.url + path
        async with client.http.post(url, data={"pin": served.pin(Role.HALL)}, headers=headers) as answer:
            assert answer.status == 403
    assert [one.role for one in served.server.sessions] == [Role.MODERATOR]


@pytest.mark.parametrize("origin", ["null", FOREIGN, "http://127.0.0.1:1"])
async def test_a_socket_of_another_page_is_refused_even_with_the_cookie(served: Served, origin: str) -> None:
    async with served.entered() as client:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.socket(Origin=origin)
        assert refused.value.status == 403
    assert len(served.server.windows) == 0


@pytest.mark.parametrize("path", ["/", "/alive", "/static/page.css", "/q/x", "/enter"])
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", ""])
async def test_a_name_of_somebody_else_that_leads_here_is_not_answered(served: Served, path: str, host: str) -> None:
    async with served.entered() as client, client.get(path, Host=host) as answer:
        assert answer.status in (400, 421)
        assert TITLE not in await answer.text()


@pytest.mark.parametrize(
    "name",
    ["../../pyproject.toml", "..%2f..%2fpyproject.toml", "%2e%2e/page.css", "/etc/passwd", "enter.html", "", "fonts/",
     "page.css%00.png", "js/../../../server.py", "....//page.css", "C:\\windows\\win.ini"],
)  # fmt: skip
async def test_only_the_files_of_the_pages_are_given_out(served: Served, name: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", served.addresses.port)
    host = f"127.0.0.1:{served.addresses.port}"
    writer.write(f"GET /static/{name} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    status = (await reader.readline()).split()[1]
    writer.close()
    assert status in (b"400", b"401", b"404")


async def test_every_answer_tells_the_browser_what_no_page_may_do(served: Served) -> None:
    async with served.client() as client:
        for path in ("/", "/alive", "/static/page.css", "/nothing"):
            async with client.get(path) as answer:
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
                assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["X-Frame-Options"] == "DENY"
                assert answer.headers["Referrer-Policy"] == "same-origin"
                assert answer.headers["Server"] == "toadam"


async def test_the_way_in_says_what_plain_http_means(served: Served) -> None:
    async with served.client() as client, client.get("/") as answer:
        assert "Không mã hóa" in await answer.text()


async def test_the_title_is_text_and_no_markup(served: Served) -> None:
    async with served.client() as client, client.get("/") as answer:
        page = await answer.text()
    assert TITLE not in page
    assert "Tọa đàm &lt;b&gt;thử&lt;/b&gt;" in page


# -- getting in and out ------------------------------------------------------------------------------------------------


async def test_a_pin_gives_a_new_token_in_a_cookie_no_script_and_no_other_site_sees(served: Served) -> None:
    async with served.client() as client:
        async with client.enter(pin=served.pin(Role.SECRETARY)) as answer:
            cookies = answer.headers.getall("Set-Cookie")
        assert all("HttpOnly" in cookie and "SameSite=Strict" in cookie for cookie in cookies)
        session = client.cookies["toadam"]
    assert len(session) == 22
    assert [one.role for one in served.server.sessions] == [Role.SECRETARY]


async def test_a_token_somebody_else_chose_is_not_taken_over(served: Served) -> None:
    async with served.client() as client:
        client.http.cookie_jar.update_cookies({"toadam": "A" * 22}, URL(client.url))
        async with client.enter(pin=served.pin(Role.HALL)) as answer:
            assert answer.status == 303
        assert client.cookies["toadam"] != "A" * 22


async def test_entering_again_makes_the_token_before_void(served: Served) -> None:
    async with served.entered() as client:
        before = client.cookies["toadam"]
        async with client.enter(pin=served.pin(Role.SECRETARY)):
            pass
        async with served.client() as thief, thief.get("/alive", Cookie=f"toadam={before}") as answer:
            assert answer.status == 401


async def test_a_wrong_pin_is_said_and_too_many_have_to_wait(served: Served) -> None:
    statuses = []
    async with served.client() as client:
        for _ in range(5):
            async with client.enter(pin="00000000") as answer:
                statuses.append(answer.status)
    assert statuses == [403, 403, 403, 429, 429]
    assert len(served.server.sessions) == 0


async def test_on_the_laptop_itself_no_pin_is_needed(tmp_path: Path) -> None:
    async with serving(new_conference(tmp_path, 1), at_home=True) as served, served.client() as client:
        async with client.get("/") as answer:
            assert 'value="moderator"' in await answer.text()
        async with client.enter(role="hall") as answer:
            assert answer.status == 303
        async with client.enter(role="office") as answer:
            assert answer.status == 403


async def test_elsewhere_a_role_cannot_be_chosen(served: Served) -> None:
    async with served.client() as client, client.enter(role="moderator") as answer:
        assert answer.status == 403


async def test_a_link_lets_in_once_and_a_preview_of_it_does_not_count(served: Served) -> None:
    key = served.server.door.new_link(Role.SECRETARY)
    async with served.client() as client:
        for _ in range(2):
            async with client.get(f"/q/{key}") as answer:
                assert key in await answer.text()
        async with client.enter(link=key) as answer:
            assert answer.status == 303
        async with client.enter(link=key) as answer:
            assert answer.status == 403


async def test_a_stolen_cookie_opens_nothing_after_signing_out(served: Served) -> None:
    async with served.entered() as client:
        stolen = client.cookies["toadam"]
        async with client.window() as page:
            await page.shows(SHOWN)
            async with client.post("/leave", {}) as answer:
                assert answer.status == 303
            assert await page.closing_code() == OUT
        async with served.client() as thief:
            async with thief.get("/alive", Cookie=f"toadam={stolen}") as answer:
                assert answer.status == 401
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await thief.socket(Cookie=f"toadam={stolen}")
    assert len(served.server.windows) == 0


# -- a window ----------------------------------------------------------------------------------------------------------


async def test_a_page_that_comes_back_finds_its_window_as_it_was(served: Served) -> None:
    async with served.entered() as client:
        async with client.window() as page:
            await page.shows(SHOWN)
            await page.say("stdin", "xin noi")
            await page.shows("noi")
            pid = process_of(window_of(served)).pid
        async with client.window() as page:
            await page.shows("xin noi")
        assert process_of(window_of(served)).pid == pid


async def test_a_window_that_is_killed_is_said_and_the_next_is_on_the_same_screen(served: Served) -> None:
    async with served.entered() as client:
        async with client.window() as page:
            await page.shows(SHOWN)
            await page.say("stdin", "\x1b[15~")  # F5, the overview
            await page.shows("Phát biểu")
            os.kill(process_of(window_of(served)).pid, signal.SIGKILL)
            assert await page.closing_code() == ENDED
        async with client.window() as page:
            await page.shows("Phát biểu")


async def test_a_second_page_takes_the_window_over_and_the_first_is_told(served: Served) -> None:
    async with served.entered() as client, client.window() as first:
        await first.shows(SHOWN)
        async with client.window() as second:
            await second.shows(SHOWN)
            assert await first.closing_code() == ELSEWHERE
            assert len(served.server.windows) == 1
            await second.say("stdin", "abc")
            await second.shows("abc")


async def test_one_window_more_than_there_may_be_is_told(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "WINDOWS", 1)
    async with served.entered() as client, client.window() as page:
        await page.shows(SHOWN)
        async with served.entered(Role.HALL) as late, late.window() as refused:
            assert await refused.closing_code() == FULL
        assert len(served.server.windows) == 1


async def test_nonsense_ends_the_page_and_not_the_window(served: Served) -> None:
    nonsense = ["", "x", "[]", '["quit"]', json.dumps(["stdin", 5]), json.dumps(["resize", {"width": "9"}])]
    async with served.entered() as client:
        for said in nonsense:
            async with client.window() as page:
                await page.send(said)
                assert await page.closing_code() == aiohttp.WSCloseCode.UNSUPPORTED_DATA
        async with client.window() as page:
            await page.shows(SHOWN)


async def test_absurd_sizes_cost_nothing(served: Served) -> None:
    async with served.entered() as client, client.window("?width=99999&height=20000") as page:
        await page.shows(SHOWN)
        process = process_of(window_of(served))
        asked = process.environ()
        assert (int(asked["COLUMNS"]), int(asked["ROWS"])) == (WIDEST, HIGHEST)
        await page.say("resize", {"width": 100, "height": 30})
        usual = process.memory_info().rss
        await page.say("resize", {"width": 100_000, "height": 20_000})
        await page.say("resize", {"width": -5, "height": 0})
        await page.say("resize", {"width": 100, "height": 30})
        await page.say("stdin", "xong")
        await page.shows("xong")
        assert process.memory_info().rss < 2 * usual


async def test_a_window_gets_no_secret_from_the_server(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "bí mật")
    async with served.entered() as client, client.window() as page:
        await page.shows(SHOWN)
        process = process_of(window_of(served))
        told = {*process.environ().values(), *process.cmdline()}
        secrets = {"bí mật", client.cookies["toadam"], *served.server.door.pins.values()}
    assert not told & secrets


async def test_the_server_stops_within_a_second_whoever_is_connected(tmp_path: Path) -> None:
    async with AsyncExitStack() as opened:
        served = await opened.enter_async_context(serving(new_conference(tmp_path, 3)))
        for role, shown in ((Role.MODERATOR, SHOWN), (Role.HALL, "TỪ SƠN")):
            client = await opened.enter_async_context(served.entered(role))
            page = await opened.enter_async_context(client.window())
            await page.shows(shown)
        processes = [process_of(window) for window in served.server.windows._running.values()]
        since = time.monotonic()
        await served.server.stop()
        took = time.monotonic() - since
    assert len(processes) == 2
    assert not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes)
    assert took < 1.5


# -- many, and slow ----------------------------------------------------------------------------------------------------


async def test_idle_connections_of_one_machine_keep_nobody_else_out(served: Served) -> None:
    port = served.addresses.port
    idle = [await _connection("127.0.0.9", port) for _ in range(2 * OF_ONE_ADDRESS)]
    hung_up = await asyncio.gather(*(_ends(reader) for reader, _writer in idle))
    assert sum(hung_up) == OF_ONE_ADDRESS
    async with served.client() as client, client.get("/") as answer:
        assert answer.status == 200
    for _reader, writer in idle:
        writer.close()


async def _connection(source: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))


async def _ends(reader: asyncio.StreamReader) -> bool:
    """Whether the other side hung up."""
    try:
        return await asyncio.wait_for(reader.read(1), 0.2) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605 Version/17 Safari/604", "iPad · Safari"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/120 Safari/537 Edg/120", "Windows · Edge"),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/117 Chrome/111 Safari/537", "Windows · Cốc Cốc"),
        ("\x1b]0;owned\x07", ""),
        ("", ""),
    ],
)
async def test_a_device_is_called_what_a_person_would_call_it(agent: str, name: str) -> None:
    assert browser_name(agent) == name
