"""Somebody in the hall's network who means harm: `python network_attack.py URL SECONDS`.

Holds two hundred connections and sends a byte at a time on each, of a header or of a PIN; guesses PINs, asks
for windows it may not have and for files that are not there, comes under another name, and from another page with a
cookie nobody was given; forty tries a second in all. It prints how many of each answer it got.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from contextlib import suppress
from itertools import cycle
from urllib.parse import urlsplit

import aiohttp

HELD = 200
PAUSE_S = 1 / 40


async def attack(url: str, seconds: float) -> Counter[str]:
    """For so long; how often each kind of answer came."""
    answers: Counter[str] = Counter()
    host, port = urlsplit(url).hostname or "", urlsplit(url).port or 80
    until = time.monotonic() + seconds
    held = [asyncio.create_task(_hold(host, port, until, answers)) for _ in range(HELD)]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True)) as browser:
        for kind in cycle((_guess, _ask_for_window, _climb, _rebind, _ride)):
            if time.monotonic() > until:
                break
            with suppress(aiohttp.ClientError, TimeoutError):
                answers[f"{kind.__name__} {await kind(browser, url)}"] += 1
            await asyncio.sleep(PAUSE_S)
    for task in held:
        task.cancel()
    await asyncio.gather(*held, return_exceptions=True)
    return answers


async def _hold(host: str, port: int, until: float, answers: Counter[str]) -> None:
    """A request that is never whole: a byte a second."""
    own = f"Host: {host}:{port}\r\nOrigin: http://{host}:{port}\r\n".encode()
    post = b"POST /enter HTTP/1.1\r\n" + own + b"Content-Length: 900\r\n\r\npin="
    begun = cycle((b"GET / HTTP/1.1\r\nHost: ", post))
    while time.monotonic() < until:
        try:
            _reader, writer = await asyncio.open_connection(host, port)
            writer.write(next(begun))
            for _byte in range(100):
                await writer.drain()
                await asyncio.sleep(1)
                writer.write(b"x")
        except OSError:
            answers["hung up"] += 1
            await asyncio.sleep(0.5)


async def _guess(browser: aiohttp.ClientSession, url: str) -> int:
    async with browser.post(f"{url}/enter", data={"pin": "00000000"}, headers={"Origin": url}) as answer:
        return answer.status


async def _ask_for_window(browser: aiohttp.ClientSession, url: str) -> int:
    try:
        async with browser.ws_connect(f"{url}/ws?width=100000&height=20000", headers={"Origin": url}):
            return 101
    except aiohttp.WSServerHandshakeError as refused:
        return refused.status


async def _climb(browser: aiohttp.ClientSession, url: str) -> int:
    async with browser.get(f"{url}/static/..%2f..%2f..%2fetc%2fpasswd") as answer:
        return answer.status


async def _rebind(browser: aiohttp.ClientSession, url: str) -> int:
    """A name of somebody else that leads here."""
    async with browser.get(url, headers={"Host": "evil.example"}) as answer:
        return answer.status


async def _ride(browser: aiohttp.ClientSession, url: str) -> int:
    """A page elsewhere, in a browser that may be in."""
    headers = {"Origin": "http://evil.example", "Cookie": "toadam=" + "A" * 22}
    async with browser.post(f"{url}/leave", headers=headers) as answer:
        return answer.status


if __name__ == "__main__":
    print(json.dumps(asyncio.run(attack(sys.argv[1], float(sys.argv[2])))))
