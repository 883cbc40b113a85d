"""One folder for a USB stick, from which Windows is set up without network and administrator.

`python tests/usb_folder.py FOLDER` makes it; the network is needed for that alone. It stands here, beside what checks
it, because it takes a clone to build and nothing of it belongs into the program. `--installer` takes along
`python-3.13.x-amd64.exe` of python.org for machines without Python; without it the folder says where to put it.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from packaging.requirements import Requirement

from assets import ASSETS
from tui import __version__
from tui.guides import guide
from wheel_set import PLATFORM, Target, Wheel, judge, read_wheels

SCRIPTS: Final = ASSETS / "windows"
AT_THE_TOP: Final = ("cai-dat.cmd", "go-bo.cmd", "doc-truoc.txt")
GUIDES: Final = "huong-dan.pdf"
PYTHONS: Final = ("3.13", "3.12")
"""The first is the one an installer is asked for."""
ROUNDS: Final = 5
"""What is missing requires more in turn, but not so often."""


class Incomplete(Exception):
    """What Windows would need is not to be had."""


class NotOurs(Exception):
    """There is something in the folder that was not made here."""


def build(folder: Path, pythons: Sequence[str], *, camera: bool, installer: Path | None) -> None:
    """The whole folder, in place of the one made before."""
    clear(folder)
    wheels = folder / "chuong-trinh" / "banh"
    collect(wheels, Requirement("toadam[camera]" if camera else "toadam"), pythons)
    lay_out(folder, pythons)
    if installer is not None:
        shutil.copyfile(installer, folder / "python" / installer.name)


def clear(folder: Path) -> None:
    """Somebody may name the stick itself, with all that is on it."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / AT_THE_TOP[0]).is_file():
            raise NotOurs(folder)
        shutil.rmtree(folder)


# -- wheels ------------------------------------------------------------------------------------------------------------


def collect(wheels: Path, wanted: Requirement, pythons: Sequence[str]) -> None:
    """Everything for each Python, and nothing else."""
    wheels.mkdir(parents=True)
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ASSETS.parent))
    used = {wheel.path for python in pythons for wheel in _complete(wheels, wanted, Target(python))}
    for path in set(wheels.iterdir()) - used:
        path.unlink()


def _complete(wheels: Path, wanted: Requirement, target: Target) -> Iterable[Wheel]:
    """Fetches what is missing for one Python until nothing is."""
    with TemporaryDirectory() as own:
        folder = Path(own)
        shutil.copyfile(next(wheels.glob("toadam-*.whl")), folder / next(wheels.glob("toadam-*.whl")).name)
        for _round in range(ROUNDS):
            verdict = judge(read_wheels(folder), [wanted], target)
            if not verdict.missing:
                break
            _download(folder, verdict.missing, target)
        else:
            raise Incomplete(", ".join(map(str, verdict.missing)))
        for wheel in verdict.used:
            shutil.copyfile(wheel.path, wheels / wheel.path.name)
    return [wheel._replace(path=wheels / wheel.path.name) for wheel in verdict.used]


def _download(folder: Path, requirements: Iterable[Requirement], target: Target) -> None:
    where = ("--platform", PLATFORM, "--python-version", target.python, "--implementation", "cp")
    _pip("download", "--only-binary=:all:", *where, "--dest", str(folder), *map(str, requirements))


def _pip(*arguments: str) -> None:
    command = (sys.executable, "-m", "pip", arguments[0], "--quiet", "--disable-pip-version-check", *arguments[1:])
    subprocess.run(command, check=True)


# -- everything else ---------------------------------------------------------------------------------------------------


def lay_out(folder: Path, pythons: Sequence[str]) -> None:
    """The scripts, filled in and as Windows reads them."""
    inside = folder / "chuong-trinh"
    inside.mkdir(parents=True, exist_ok=True)
    (folder / "python").mkdir(exist_ok=True)
    for source in SCRIPTS.iterdir():
        if source.is_file():
            place = folder if source.name in AT_THE_TOP else inside
            (place / source.name).write_bytes(as_windows_reads(source, pythons))
    # An empty folder may be lost when the stick is copied; this one says what belongs into it.
    shutil.copyfile(inside / "thieu-python.txt", folder / "python" / "thieu-python.txt")
    (folder / GUIDES).write_bytes(guide())
    (inside / "python.txt").write_text("\n".join(pythons), encoding="ascii")


def as_windows_reads(source: Path, pythons: Sequence[str]) -> bytes:
    """Lines end in CR LF. The page for people begins with a mark, by which an old Notepad tells UTF-8; what is typed
    out to a console has none."""
    text = source.read_text(encoding="utf-8")
    for name, value in {"PYTHONS": " ".join(pythons), "PYTHON": pythons[0], "VERSION": __version__}.items():
        text = text.replace(f"@{name}@", value)
    mark = "\ufeff" if source.name == "doc-truoc.txt" else ""
    return (mark + text.replace("\n", "\r\n")).encode()


def main(arguments: Sequence[str]) -> None:
    """As it was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where it is made; what is there is replaced")
    parser.add_argument("--python", action="append", metavar="3.13", help="for this Python; may be repeated")
    parser.add_argument(
        "--installer", type=Path, metavar="python-3.13.x-amd64.exe", help="of python.org, to take along"
    )
    parser.add_argument("--camera", action="store_true", help="with what reads badges by a webcam")
    options = parser.parse_args(arguments)
    build(options.folder, options.python or PYTHONS, camera=options.camera, installer=options.installer)


if __name__ == "__main__":
    main(sys.argv[1:])
