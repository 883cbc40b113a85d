"""What lies on the desktop of Windows: three shortcuts, made by the shell's own objects.

Not by Windows Script Host: it writes letters outside the machine's code page as question marks, in the names of folders
too. Where the shell refuses, a small batch file under the same name does the same.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple


class Shortcut(NamedTuple):
    """What to click, and what comes of it."""

    name: str
    arguments: str
    """Of `toadam`."""


SHORTCUTS: Final = (
    Shortcut("Đón tiếp", ""),
    Shortcut("Điều hành", "open --mode moderator"),
    Shortcut("Màn chiếu", "open --mode hall"),
)

Link = Callable[[Shortcut, Path, Path, Path], None]
"""Makes one: what it runs, in which folder, on which desktop."""


def names_on_desktop() -> Iterator[str]:
    """Whatever a shortcut may be called."""
    for shortcut in SHORTCUTS:
        yield from (f"{shortcut.name}.lnk", f"{shortcut.name}.cmd")


def link_by_shell(shortcut: Shortcut, launcher: Path, folder: Path, desktop: Path) -> None:
    """By the shell, or by a batch file."""
    linked = desktop / f"{shortcut.name}.lnk"
    batch = desktop / f"{shortcut.name}.cmd"
    desktop.mkdir(parents=True, exist_ok=True)
    if _save_link(linked, launcher, shortcut.arguments, folder):
        batch.unlink(missing_ok=True)
    else:
        batch.write_text(batch_of(shortcut), encoding="ascii", newline="\r\n")


def batch_of(shortcut: Shortcut) -> str:
    """ASCII whatever the person is called: the profile is named by its variable."""
    return f'@call "%LOCALAPPDATA%\\ToaDam\\chuong-trinh\\mo.cmd" {shortcut.arguments}'.rstrip() + "\n"


def desktop() -> Path:
    """As the shell has it: it may have been moved, or be kept by OneDrive."""
    usual = Path(os.environ["USERPROFILE"], "Desktop")
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _SHELL_FOLDERS) as key:
                return Path(os.path.expandvars(winreg.QueryValueEx(key, "Desktop")[0]))
        except OSError:
            return usual
    return usual


_SHELL_FOLDERS: Final = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"


# -- the shell ---------------------------------------------------------------------------------------------------------

_SHELL_LINK: Final = "{00021401-0000-0000-C000-000000000046}"
_ISHELL_LINK_W: Final = "{000214F9-0000-0000-C000-000000000046}"
_IPERSIST_FILE: Final = "{0000010B-0000-0000-C000-000000000046}"

_QUERY_INTERFACE, _RELEASE = 0, 2
_SET_WORKING_DIRECTORY, _SET_ARGUMENTS, _SET_SHOW, _SET_PATH = 9, 11, 15, 20
_SAVE: Final = 6
"""Places in the tables of `IShellLinkW` and `IPersistFile`, as `shobjidl_core.h` and `objidl.h` list them."""

_IN_THIS_PROCESS: Final = 1
_MAXIMISED: Final = 3


class _Guid(ctypes.Structure):
    _fields_ = (("data", ctypes.c_byte * 16),)


def _save_link(target: Path, launcher: Path, arguments: str, folder: Path) -> bool:
    """Whether it is there."""
    if sys.platform == "win32":
        try:
            _by_com(ctypes.OleDLL("ole32"), target, launcher, arguments, folder)
        except OSError:
            return False
        return True
    return False


def _by_com(ole32: Any, target: Path, launcher: Path, arguments: str, folder: Path) -> None:
    """Raises `OSError` where the shell says no."""
    ole32.CoInitialize(None)
    link, file = ctypes.c_void_p(), ctypes.c_void_p()
    kind, how = _guid(ole32, _SHELL_LINK), _guid(ole32, _ISHELL_LINK_W)
    ole32.CoCreateInstance(ctypes.byref(kind), None, _IN_THIS_PROCESS, ctypes.byref(how), ctypes.byref(link))
    _ask(link, _SET_PATH, str(launcher))
    _ask(link, _SET_ARGUMENTS, arguments)
    _ask(link, _SET_WORKING_DIRECTORY, str(folder))
    _ask(link, _SET_SHOW, _MAXIMISED)
    _ask(link, _QUERY_INTERFACE, ctypes.byref(_guid(ole32, _IPERSIST_FILE)), ctypes.byref(file))
    _ask(file, _SAVE, str(target), 1)
    _ask(file, _RELEASE)
    _ask(link, _RELEASE)


def _guid(ole32: Any, text: str) -> _Guid:
    guid = _Guid()
    ole32.CLSIDFromString(text, ctypes.byref(guid))
    return guid


def _ask(interface: ctypes.c_void_p, place: int, *arguments: Any) -> None:
    """Calls one function of an interface; the shell's refusal is an `OSError`."""
    if sys.platform == "win32":
        answer = ctypes.c_ulong if place == _RELEASE else ctypes.HRESULT
        ctypes.WINFUNCTYPE(answer, *map(_kind, arguments))(place, "shell")(interface, *arguments)


def _kind(argument: Any) -> Any:
    return {str: ctypes.c_wchar_p, int: ctypes.c_int}.get(type(argument), ctypes.c_void_p)
