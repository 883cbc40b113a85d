"""What is to be printed is made as a file beside the conference and shown by whatever shows such files here.

The file lies in `<data file>.print`: whoever moves a conference moves everything that begins with its name.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from concurrent.futures import Future
from itertools import count
from pathlib import Path
from typing import Final

from store.text import shown
from tui.i18n import _

_REFUSES_WITHIN_S: Final = 1.5
"""How soon an opener says that nothing shows such a file. What runs on is a viewer."""

_ON_PAPER: Final = ".pdf"
"""Files of this kind are shrunk by viewers unless told not to; the program's own printing takes the others."""


def place_for(data_file: Path, name: str) -> Path:
    """A path of this name, or `name-2`, `name-3` …, where nothing is yet. Raises as `folder_for` does."""
    wanted = folder_for(data_file) / name
    numbered = (wanted.with_stem(f"{wanted.stem}-{number}") for number in count(2))
    return wanted if not os.path.lexists(wanted) else next(path for path in numbered if not os.path.lexists(path))


def folder_for(data_file: Path) -> Path:
    """Where what is printed goes; it is there, and its owner's alone.

    For a thread. Raises `store.documents.Unwritable` if there can be no such folder.
    """
    from store.documents import Unwritable

    # Two names of one file have one folder.
    data = data_file.resolve()
    folder = data.with_name(data.name + ".print")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Unwritable(folder, error) from error
    return folder


async def open_in_viewer(file: Path) -> bool:
    """Shows the file in the default viewer, which lives on by itself; returns whether one was started. Never raises."""
    opened: Future[bool] = Future()
    threading.Thread(target=_open, args=(file, opened), name="viewer", daemon=True).start()
    return await asyncio.wrap_future(opened)


def told(file: Path, *, opened: bool) -> str:
    """What became of the file and how to print it."""
    if opened and file.suffix == _ON_PAPER:
        text = _("Opened {file}. When printing choose “Actual size 100 %”")
    elif opened:
        text = _("Opened {file}")
    elif file.suffix == _ON_PAPER:
        text = _("Written to {file}; open it and print with “Actual size 100 %”")
    else:
        text = _("Written to {file}; open it to print")
    return text.format(file=shown(file.name if opened else str(file)))


def _open(file: Path, opened: Future[bool]) -> None:
    """A thread of its own: Windows may take seconds to find a viewer, and elsewhere somebody must await its end."""
    try:
        if sys.platform == "win32":
            os.startfile(file)
            opened.set_result(True)
        else:
            _run([*_opener(), str(file)], opened)
    except OSError:  # there is no such program, or none for such files
        opened.set_result(False)


def _opener() -> list[str]:
    """The command that opens a file as a double click would. Raises `FileNotFoundError` where nothing can be shown."""
    if sys.platform != "darwin" and not (os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")):
        # `xdg-open` would look for something that draws in this terminal.
        raise FileNotFoundError
    return ["open" if sys.platform == "darwin" else "xdg-open"]


def _run(command: list[str], opened: Future[bool]) -> None:
    """Waits for the end even of a viewer that has long been forgotten, so that no dead process is left behind."""
    nothing = subprocess.DEVNULL
    # A session of its own: closing the terminal does not close what is being printed.
    opener = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    try:
        opened.set_result(opener.wait(_REFUSES_WITHIN_S) == 0)
    except subprocess.TimeoutExpired:
        opened.set_result(True)
        opener.wait()
