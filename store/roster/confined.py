"""Has a file read by a child process: bounded in time, stopped when nobody wants the answer any more."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from store.roster.grid import Book, Reply
from store.roster.refusal import NoRoster, RosterError

PATIENCE = 60.0
"""Seconds a file may take."""

_POLL = 0.05
_PACKAGES = Path(__file__).parents[2]
"""The folder the `store` package lies in."""


def read_book(path: Path, cancelled: Callable[[], bool] = lambda: False, patience: float = PATIENCE) -> Book:
    """The sheets of a file. Raises `RosterError`; `cancelled` is asked 20 times a second."""
    with _start(path) as process:
        try:
            output = _output(process, path, cancelled, patience)
        finally:
            process.kill()
    return _book(path, process.returncode, output)


def _start(path: Path) -> subprocess.Popen[bytes]:
    """`-P` keeps a file named like one of ours, lying in the folder of the roster, from being run."""
    places = os.pathsep.join(filter(None, [str(_PACKAGES), os.environ.get("PYTHONPATH", "")]))
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", "store.roster.child", str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": places},
        )
    except OSError as error:
        raise RosterError(path, NoRoster.CRASHED) from error


def _output(process: subprocess.Popen[bytes], path: Path, cancelled: Callable[[], bool], patience: float) -> bytes:
    deadline = time.monotonic() + patience
    while True:
        try:
            return process.communicate(timeout=_POLL)[0]
        except subprocess.TimeoutExpired:
            if cancelled():
                raise RosterError(path, NoRoster.CANCELLED) from None
            if time.monotonic() > deadline:
                raise RosterError(path, NoRoster.TIMED_OUT, {"seconds": int(patience)}) from None


def _book(path: Path, status: int, output: bytes) -> Book:
    """The child's answer, unless it died or babbled."""
    try:
        reply = msgspec.json.decode(output, type=Reply)
        reason = NoRoster(reply.reason) if reply.reason else NoRoster.CRASHED
    except (msgspec.DecodeError, ValueError) as error:
        raise RosterError(path, NoRoster.CRASHED) from error
    if status or reply.book is None:
        raise RosterError(path, NoRoster.CRASHED if status else reason, reply.values)
    return reply.book
