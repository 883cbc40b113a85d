"""Programs that begin warm: forked from a process that has loaded the libraries of others, and of our modules none.

A program is a process like any other, with a folder, an environment and a terminal of its own; it only need not read
Textual from the disk first, which takes longer than most tests. Whatever of ours a program loads
it loads itself, in its own order. `python warm.py FD` is the process it is forked from: it answers on that socket.
"""

from __future__ import annotations

import atexit
import gc
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

import msgspec

LIBRARIES: Final = (
    *("textual.app", "textual.command", "textual.drivers.linux_driver", "textual.widgets._directory_tree"),
    *("textual.widgets._button", "textual.widgets._input", "textual.widgets._option_list", "textual.widgets._select"),
    *("argparse", "msgspec", "platformdirs", "psutil", "qrcode", "rpds", "tinydb"),
)
"""What programs of ours load and is not ours."""

PROJECT: Final = str(Path(__file__).resolve().parent.parent)

STREAMS: Final = (
    ("stdin", "r", -1, "surrogateescape"),
    ("stdout", "w", -1, "surrogateescape"),
    ("stderr", "w", 1, "backslashreplace"),
)
"""As an interpreter opens them that finds a terminal there."""


class Request(msgspec.Struct):
    """A program to be started."""

    argv: Sequence[str]
    """What would follow the name of the interpreter."""
    cwd: str
    env: Mapping[str, str]


class Program:
    """A running one; as much of `subprocess.Popen` as tests of programs use."""

    def __init__(self, pid: int, status: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._status = status

    def poll(self) -> int | None:
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        status = self._look(timeout)
        if status is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return status

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _look(self, timeout: float | None) -> int | None:
        if self.returncode is None and select.select([self._status], [], [], timeout)[0]:
            self.returncode = int(os.read(self._status, 16))
            os.close(self._status)
        return self.returncode


def start(request: Request, terminal: int) -> Program:
    """Starts it in this terminal."""
    status, told = os.pipe()
    try:
        socket.send_fds(_mother(), [msgspec.json.encode(request)], [terminal, told])
    finally:
        os.close(told)
    return Program(int(_mother().recv(16)), status)


def can_start(argv: Sequence[str], env: Mapping[str, str]) -> bool:
    """Whether such a program would not notice; only Linux tells of the end of another's child."""
    of_python = argv[0] == sys.executable and (argv[1] in ("-c", "-m") or not argv[1].startswith("-"))
    return of_python and hasattr(os, "pidfd_open") and _frozen_in(env) == _frozen_in(_environment())


def _frozen_in(env: Mapping[str, str]) -> dict[str, str]:
    """What in an environment an interpreter or a library looks at only when it starts, but two that change nothing."""
    frozen = (name for name in env if name == "LANG" or name.startswith(("PYTHON", "TEXTUAL", "LC_")))
    return {name: env[name] for name in frozen if name not in ("PYTHONPATH", "PYTHONUTF8")}


@cache
def _environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
    return own | {"PYTHONPATH": PROJECT}


@cache
def _mother() -> socket.socket:
    """Of all programs of this worker; it ends when we do."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = subprocess.Popen(
        [sys.executable, "-P", __file__, str(theirs.fileno())],
        stdin=subprocess.DEVNULL,
        env=_environment(),
        pass_fds=[theirs.fileno()],
        start_new_session=True,
    )
    theirs.close()
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


# -- in the process that is forked -------------------------------------------------------------------------------------


def _requested(asked: socket.socket) -> Request | None:
    """Forks for each request; returns it in the child, and None once nobody asks any more."""
    running: dict[int, tuple[int, int]] = {}
    while True:
        for ready in select.select([asked.fileno(), *running], [], [])[0]:
            if ready in running:
                _tell_end(ready, *running.pop(ready))
                continue
            message, files, _flags, _address = socket.recv_fds(asked, 1 << 20, 2)
            if not message:
                return None
            child = os.fork()
            if not child:
                asked.detach()
                _sit_at(files[0])
                return msgspec.json.decode(message, type=Request)
            terminal, told = files
            os.close(terminal)
            running[os.pidfd_open(child)] = child, told
            asked.send(str(child).encode())


def _tell_end(handle: int, child: int, told: int) -> None:
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.write(told, str(status).encode())
    os.close(told)
    os.close(handle)


def _sit_at(terminal: int) -> None:
    """As the leader of a session whose controlling terminal it is."""
    # Not at the top: Windows, which has neither, starts its programs cold.
    import fcntl
    import termios

    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(terminal, number)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    for number, (name, mode, buffering, errors) in enumerate(STREAMS):
        stream = os.fdopen(number, mode, buffering, encoding="utf-8", errors=errors, closefd=False)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _become(request: Request) -> None:
    """Does what the interpreter would have done with the arguments."""
    os.chdir(request.cwd)
    os.environ.clear()
    os.environ.update(request.env)
    time.tzset()
    sys.path.remove(PROJECT)
    sys.path[:0] = filter(None, request.env.get("PYTHONPATH", "").split(os.pathsep))
    match request.argv:
        case ["-c", source, *rest]:
            sys.argv, sys.path[:0] = ["-c", *rest], [""]
            _run(source, "<string>")
        case ["-m", module, *rest]:
            sys.argv, sys.path[:0] = ["-m", *rest], [request.cwd]
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        case [script, *rest]:
            sys.argv, sys.path[:0] = [script, *rest], [str(Path(script).parent)]
            _run(Path(script).read_text(encoding="utf-8"), script)


def _run(source: str, file: str) -> None:
    main = sys.modules["__main__"] = ModuleType("__main__")
    main.__file__ = file
    exec(compile(source, file, "exec", dont_inherit=True), vars(main))


if __name__ == "__main__":
    # It says how often Textual draws, before that is loaded; programs load it anew.
    import_module("tui")
    del sys.modules["tui"]
    for library in LIBRARIES:
        import_module(library)
    gc.freeze()
    if wanted := _requested(socket.socket(fileno=int(sys.argv[1]))):
        _become(wanted)
