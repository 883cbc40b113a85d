"""The recording misses nothing: what the system was asked to do to a conference's files is what was recorded, in order.

So the crash points stand for every crash: there is no write, sync or change of a name that they do not know.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import environment
from faults import Call

CHANGING = (
    *("open", "openat", "openat2", "creat", "mkdir", "mkdirat", "mknod", "mknodat", "rmdir", "unlink", "unlinkat"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "truncate", "ftruncate"),
    *("write", "writev", "pwrite64", "pwritev", "pwritev2", "fallocate", "copy_file_range", "sendfile", "splice"),
    *("sync", "syncfs", "fsync", "fdatasync", "sync_file_range", "msync"),
)
"""Every call that can change a file or a name, or make it durable."""

PROGRAM = """
import json, sys
sys.path.insert(0, "tests")
from pathlib import Path
from days import SMALL, recorded
from faults import LoudRecording
day = recorded(Path(sys.argv[1]), SMALL, people=6, system=LoudRecording())
calls = [[call.what, str(call.path), len(call.data), call.offset, str(call.target)] for call in day.calls]
json.dump(calls, sys.stdout)
"""

Event = tuple[str, str, int, int, str]
"""What happened, to which file, how many bytes where, and the new name."""


def _works() -> bool:
    try:
        return subprocess.run(["strace", "true"], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not _works(), reason="strace is not here, or may not trace")
def test_every_call_the_system_gets_is_recorded(tmp_path: Path) -> None:
    folder, trace = tmp_path / "day", tmp_path / "trace"
    folder.mkdir()
    tracing = ["strace", "-f", "-y", "-s", "0", "-e", f"trace={','.join(f'?{name}' for name in CHANGING)}", "-o"]
    done = subprocess.run(
        [*tracing, str(trace), sys.executable, "-c", PROGRAM, folder],
        cwd=Path(__file__).parent.parent,
        env=environment(),
        capture_output=True,
        timeout=300,
        check=True,
    )
    calls = [
        Call(what, Path(path), bytes(length), at, Path(to)) for what, path, length, at, to in json.loads(done.stdout)
    ]
    asked = list(_asked(trace.read_text("utf-8"), folder))
    assert asked == list(_events(calls, folder))
    assert len(asked) > 100
    assert {event[0] for event in asked} == {"create", "write", "sync", "replace", "remove", "make_folder"}


def _events(calls: list[Call], folder: Path) -> Iterator[Event]:
    """What was recorded; a folder is made with those above it, and a sync that failed was never asked for."""
    made = {folder}
    for call in calls:
        if call.what == "make_folder":
            for place in [*reversed(call.path.parents), call.path]:
                if folder in place.parents and place not in made:
                    made.add(place)
                    yield "make_folder", str(place), 0, -1, ""
        elif call.what == "replace":
            yield "replace", str(call.path), 0, -1, str(call.target)
        elif call.what != "failed_sync":
            what = "sync" if call.what == "sync_folder" else call.what
            yield what, str(call.path), len(call.data), call.offset, ""


# -- what strace says --------------------------------------------------------------------------------------------------

_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)(<.*>)?.*")
_FD = re.compile(r"\d+<([^>]*)>")
_PATH = re.compile(r'"([^"]*)"')


def _asked(trace: str, folder: Path) -> Iterator[Event]:
    """Every call that changed something in the folder, as the recording would say it."""
    there: set[str] = set()
    for line in trace.splitlines():
        if str(folder) not in line:
            continue
        found = _LINE.fullmatch(line)
        assert found, line
        name, arguments, result = found[1], found[2], int(found[3])
        if result >= 0:
            yield from _event(name, arguments, result, there)


def _event(name: str, arguments: str, result: int, there: set[str]) -> Iterator[Event]:
    paths = _PATH.findall(arguments)
    if name == "openat":
        if "O_TRUNC" in arguments or ("O_CREAT" in arguments and paths[0] not in there):
            there.add(paths[0])
            yield "create", paths[0], 0, -1, ""
    elif name in ("write", "pwrite64"):
        offset = int(arguments.rpartition(", ")[2]) if name == "pwrite64" else -1
        yield "write", _fd(arguments), result, offset, ""
    elif name in ("fsync", "fdatasync"):
        yield "sync", _fd(arguments), 0, -1, ""
    elif name == "rename":
        there.add(paths[1])
        there.discard(paths[0])
        yield "replace", paths[0], 0, -1, paths[1]
    elif name in ("unlink", "rmdir"):
        there.discard(paths[0])
        yield "remove", paths[0], 0, -1, ""
    elif name == "mkdir":
        yield "make_folder", paths[0], 0, -1, ""
    else:
        yield name, arguments, result, -1, "is not known to the recording"


def _fd(arguments: str) -> str:
    found = _FD.match(arguments)
    assert found, arguments
    return found[1]
