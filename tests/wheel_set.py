"""Whether a folder of wheels is all that Windows needs: everything required is there, fits and contradicts nothing.

pip cannot be asked: for another platform it still judges `sys_platform == "win32"` by the machine it runs on, and
leaves out what only Windows needs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from email.parser import BytesParser
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

PLATFORM = "win_amd64"


class Wheel(NamedTuple):
    """What a wheel says of itself."""

    path: Path
    name: str
    version: Version
    tags: frozenset[Tag]
    pythons: SpecifierSet
    requires: tuple[Requirement, ...]


class Target(NamedTuple):
    """A Python on Windows, such as `3.13`."""

    python: str

    @property
    def tags(self) -> frozenset[Tag]:
        major, minor = map(int, self.python.split("."))
        platforms, name = [PLATFORM], f"cp{major}{minor}"
        return frozenset(
            [
                *cpython_tags((major, minor), platforms=platforms),
                *compatible_tags((major, minor), name, platforms),
            ]
        )

    @property
    def environment(self) -> dict[str, str]:
        """What markers are judged by."""
        there = {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"}
        version = {"python_version": self.python, "python_full_version": f"{self.python}.0"}
        kept = {name: str(value) for name, value in default_environment().items()}
        return kept | there | version | {"implementation_version": f"{self.python}.0"}


class Verdict(NamedTuple):
    """What is needed of a set, and what is wanting."""

    used: tuple[Wheel, ...]
    missing: tuple[Requirement, ...]
    """What no wheel of the set fulfils."""


def read_wheels(folder: Path) -> list[Wheel]:
    """Every wheel of a folder."""
    return [read_wheel(path) for path in sorted(folder.glob("*.whl"))]


def read_wheel(path: Path) -> Wheel:
    """By its name and its metadata."""
    name, version, _build, tags = parse_wheel_filename(path.name)
    with ZipFile(path) as archive:
        (place,) = (one for one in archive.namelist() if one.endswith(".dist-info/METADATA") and one.count("/") == 1)
        told = BytesParser().parsebytes(archive.read(place), headersonly=True)
    needs = tuple(Requirement(text) for text in told.get_all("Requires-Dist", []))
    return Wheel(path, name, version, tags, SpecifierSet(told.get("Requires-Python", "")), needs)


def judge(wheels: Iterable[Wheel], wanted: Iterable[Requirement], target: Target) -> Verdict:
    """Follows every requirement from those wanted on."""
    fitting = {wheel.name: wheel for wheel in wheels if _runs(wheel, target)}
    used: dict[str, Wheel] = {}
    missing: dict[str, Requirement] = {}
    open_ones, seen = deque(wanted), set()
    while open_ones:
        requirement = open_ones.popleft()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        wheel = fitting.get(canonicalize_name(requirement.name))
        if wheel is None or wheel.version not in requirement.specifier:
            missing[str(requirement)] = requirement
            continue
        used[wheel.name] = wheel
        open_ones.extend(_needed(wheel, requirement.extras, target))
    return Verdict(tuple(used.values()), tuple(missing.values()))


def _runs(wheel: Wheel, target: Target) -> bool:
    return bool(wheel.tags & target.tags) and f"{target.python}.0" in wheel.pythons


def _needed(wheel: Wheel, extras: set[str], target: Target) -> Iterator[Requirement]:
    """What it requires there, with those of its extras that are asked for."""
    environments = [target.environment | {"extra": extra} for extra in ("", *extras)]
    for requirement in wheel.requires:
        if requirement.marker is None or any(map(requirement.marker.evaluate, environments)):
            bare = Requirement(str(requirement))
            bare.marker = None
            yield bare
