"""Puts the program into a person's own profile on Windows, or takes it away: no administrator, no network.

`cai-dat.cmd` and `go-bo.cmd` run it with the Python they have found, before anything is installed, so it knows the
standard library alone. `fits` tells them whether that Python is one the wheels beside this file are for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from shortcuts import SHORTCUTS, Link, desktop, link_by_shell, names_on_desktop

HERE: Final = Path(__file__).resolve().parent
LAUNCHER: Final = "mo.cmd"
"""Written last: a folder that has it is whole."""

Run = Callable[[Sequence[str]], bool]


class Trouble(Exception):
    """One thing for a person to read and do."""


class Places(NamedTuple):
    """Where everything is."""

    stick: Path
    """The folder of this file, with the wheels."""
    program: Path
    data: Path
    desktop: Path

    @property
    def python(self) -> Path:
        return self.program / "Scripts" / "python.exe"

    @property
    def aside(self) -> Path:
        """The version before, while another is put in its place."""
        return self.program.with_name(f"{self.program.name}.cu")


def install(places: Places, run: Run, link: Link) -> None:
    """The program, the folder for data, the shortcuts. Until the new version is whole the one before is kept."""
    _tidy(places)
    with _one_before_aside(places):
        print("Đang cài đặt, mất khoảng một phút…", flush=True)
        _fill(places, run)
    places.data.mkdir(parents=True, exist_ok=True)
    for shortcut in SHORTCUTS:
        link(shortcut, places.program / LAUNCHER, places.data, places.desktop)
    print("Đã cài đặt xong. Lối tắt ngoài màn hình nền:", ", ".join(shortcut.name for shortcut in SHORTCUTS))
    print(f"Dữ liệu nằm ở {places.data}")


def remove(places: Places) -> None:
    """The program and its shortcuts; what was entered stays, and so do colours and sounds."""
    _tidy(places)
    if places.program.exists():
        _rename(places.program, places.aside)
        shutil.rmtree(places.aside, ignore_errors=True)
    for name in names_on_desktop():
        (places.desktop / name).unlink(missing_ok=True)
    print("Đã gỡ chương trình và các lối tắt.")
    print(f"Dữ liệu còn nguyên ở {places.data}")


def fits(pythons: Sequence[str], base: str = sys.base_prefix) -> bool:
    """Whether the wheels are for this Python, and others see what it writes: the Store's writes elsewhere."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return version in pythons and sysconfig.get_platform() == "win-amd64" and "WindowsApps" not in base


# -- one version in place of another -----------------------------------------------------------------------------------


def _tidy(places: Places) -> None:
    """What an installation that was interrupted has left: of two versions the whole one counts."""
    if places.aside.exists():
        if (places.program / LAUNCHER).exists():
            shutil.rmtree(places.aside, ignore_errors=True)
        else:
            shutil.rmtree(places.program, ignore_errors=True)
            _rename(places.aside, places.program)


@contextmanager
def _one_before_aside(places: Places) -> Iterator[None]:
    if places.program.exists():
        _rename(places.program, places.aside)
    try:
        yield
    except BaseException:  # an impatient Ctrl+C too
        shutil.rmtree(places.program, ignore_errors=True)
        if places.aside.exists():
            _rename(places.aside, places.program)
            print("Bản cũ vẫn dùng được như trước.")
        raise
    shutil.rmtree(places.aside, ignore_errors=True)


def _rename(source: Path, target: Path) -> None:
    """Windows keeps the folder of a running program where it is."""
    try:
        source.rename(target)
    except OSError as error:
        raise Trouble("Tọa Đàm đang mở. Đóng mọi cửa sổ Tọa Đàm rồi chạy lại.") from error


def _fill(places: Places, run: Run) -> None:
    wheels = places.stick / "banh"
    steps = (
        (sys.executable, "-I", "-m", "venv", str(places.program)),
        (str(places.python), "-I", *_PIP, "--find-links", str(wheels), _wanted(wheels)),
        (str(places.python), "-I", "-m", "tui", "--version"),
    )
    for step in steps:
        if not run(step):
            raise Trouble(f"Chưa cài đặt được. Ổ đĩa còn chỗ không (cần 300 MB)? USB còn cắm không?\n  {step[3]}")
    shutil.copyfile(places.stick / LAUNCHER, places.program / LAUNCHER)


_PIP: Final = ("-m", "pip", "--isolated", "install", "--quiet", "--disable-pip-version-check", "--no-index")


def _wanted(wheels: Path) -> str:
    """With the camera if it was packed."""
    camera = any(wheels.glob("zxing_cpp-*.whl"))
    return "toadam[camera]" if camera else "toadam"


# -- this machine ------------------------------------------------------------------------------------------------------


def _places() -> Places:
    return Places(
        stick=HERE,
        program=Path(os.environ["LOCALAPPDATA"], "ToaDam", "chuong-trinh"),
        data=Path(os.environ["USERPROFILE"], "ToaDam"),
        desktop=desktop(),
    )


def _run(command: Sequence[str]) -> bool:
    return subprocess.run(command, check=False).returncode == 0


def main(what: str) -> int:
    """0 done, 1 not; the reason was said."""
    if what == "fits":
        return 0 if fits((HERE / "python.txt").read_text(encoding="ascii").split()) else 1
    try:
        if what == "install":
            install(_places(), _run, link_by_shell)
        else:
            remove(_places())
    except Trouble as trouble:
        print(trouble)
        return 1
    except OSError as error:
        print(f"Windows từ chối: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
