"""A network cable that can be pulled: every byte between a browser and the server passes here, until it does not."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Self


class Line:
    """Listens at `port` and passes on to `target`. Use as a context manager."""

    def __init__(self, target: int) -> None:
        self.target = target
        self._listening = socket.create_server(("0.0.0.0", 0))
        self.port = int(self._listening.getsockname()[1])
        self._ends: list[socket.socket] = []
        self._whole = threading.Event()
        self._whole.set()
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._listening.close()
        self._drop()

    def pull(self) -> None:
        """Nothing passes any more, and nobody is told."""
        self._whole.clear()

    def plug_in(self) -> None:
        """New connections pass again; those of before are lost, as after a change of network."""
        self._drop()
        self._whole.set()

    def _drop(self) -> None:
        ends, self._ends = self._ends, []
        for end in ends:
            with suppress(OSError):
                end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._listening.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        self._whole.wait()
        with suppress(OSError):
            far = socket.create_connection(("127.0.0.1", self.target))
            self._ends += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self._whole.wait()
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.close()
