"""A line to a server that breaks after so many bytes in one direction, once; and one that can be taken down."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Self

UP, DOWN = "up", "down"


class FrayedLine:
    """Listens at `port` and passes on to `target`. Use as a context manager."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.passed = {UP: 0, DOWN: 0}
        """How many bytes have gone each way."""
        self._breaks: tuple[str, int] | None = None
        self._is_down = False
        self._goes_down = False
        self._ends: list[socket.socket] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._listening.close()
        self._cut()

    def break_after(self, way: str, bytes: int, *, for_good: bool = False) -> None:
        """The rest of what goes that way from now on is lost, and so is the connection; with `for_good` every other
        one too, until it is `mended`."""
        with self._lock:
            self._breaks = way, self.passed[way] + bytes
            self._goes_down = for_good

    def take_down(self) -> None:
        """Nobody gets through any more."""
        self._is_down = True
        self._cut()

    def mended(self) -> None:
        with self._lock:
            self._is_down, self._breaks = False, None

    @property
    def is_whole(self) -> bool:
        """Whether it has not broken since it was told to."""
        return self._breaks is not None

    def _cut(self) -> None:
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._listening.accept()
                if self._is_down:
                    near.close()
                    continue
                self._connect(near)

    def _connect(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._target))
        except OSError:
            near.close()
            return
        for end in (near, far):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._ends += [near, far]
        for source, sink, way in ((near, far, UP), (far, near, DOWN)):
            threading.Thread(target=self._pass_on, args=(source, sink, way), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                whole = self._let_through(data, way)
                sink.sendall(whole)
                if len(whole) < len(data):
                    self._cut()
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _let_through(self, data: bytes, way: str) -> bytes:
        """As much of it as comes before the break."""
        with self._lock:
            broken, at = self._breaks or ("", 0)
            before, self.passed[way] = self.passed[way], self.passed[way] + len(data)
            if broken != way or self.passed[way] <= at:
                return data
            self._breaks = None
            self._is_down = self._goes_down
            return data[: max(0, at - before)]
