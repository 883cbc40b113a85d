"""A model of a disk: what programs see, what the medium has, and everything a power cut may leave of it.

Files keep what they held since they were last synced, folders the changes of names since theirs were. A power cut may
keep any of the names and any part of a content: cut short, with zeros in its place, or with sectors missing in its
middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

from faults import Call, OtherBoot
from stores import QuietSystem

SECTOR: Final = 512
"""What a drive writes whole or not at all."""

Files = dict[Path, bytes]
"""The files that are left and what is in them."""


class File:
    """One file: the contents it had since it was last synced, the newest last."""

    def __init__(self, content: bytes = b"") -> None:
        self.versions = [content]
        self._lost: list[slice] = []
        """What a sync failed for: the system takes it for written, and no later sync writes it."""

    @property
    def content(self) -> bytes:
        """What programs see."""
        return self.versions[-1]

    @property
    def synced(self) -> bytes:
        """What is surely on the medium."""
        return self.versions[0]

    @property
    def is_lost(self) -> bool:
        """Whether it is never synced again: then what is torn stays so, and telling places are enough."""
        return bool(self._lost)

    def hold(self, content: bytes) -> None:
        self.versions.append(content)

    def sync(self) -> None:
        medium = bytearray(self.content)
        for lost in self._lost:
            medium[lost] = bytes(len(medium[lost]))
        self.versions[:] = [bytes(medium)] if self._lost else [self.content]

    def fail_to_sync(self) -> None:
        self._lost.append(slice(len(self.synced), len(self.content)))


class Change(NamedTuple):
    """One change of a folder's names."""

    gone: str = ""
    name: str = ""
    node: File | Folder = File()


@dataclass
class Folder:
    """Names as programs see them, as they were synced, and what has changed since."""

    names: dict[str, File | Folder] = field(default_factory=dict)
    synced: dict[str, File | Folder] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    def change(self, change: Change) -> None:
        self.changes.append(change)
        _apply(change, self.names)

    def sync(self) -> None:
        self.synced = dict(self.names)
        self.changes.clear()

    def after(self, kept: Iterable[Change]) -> dict[str, File | Folder]:
        """The names if only these changes reached the medium."""
        names = dict(self.synced)
        for change in kept:
            _apply(change, names)
        return names


def _apply(change: Change, names: dict[str, File | Folder]) -> None:
    names.pop(change.gone, None)
    if change.name:
        names[change.name] = change.node


class Disk:
    """The folder of a conference, changed by one recorded call after the other."""

    def __init__(self, root: Path, files: Files | None = None) -> None:
        self.root = root
        self.top = Folder()
        for path, content in (files or {}).items():
            self._folder(path.parent).names[path.name] = File(content)
        for folder in _folders(self.top):
            folder.sync()

    def apply(self, call: Call) -> None:
        getattr(self, f"_{call.what}")(call)

    def file(self, path: Path) -> File | None:
        found = self._folder(path.parent).names.get(path.name)
        return found if isinstance(found, File) else None

    def _folder(self, path: Path) -> Folder:
        """The folder at this path; made, and its parents, if it is not there."""
        folder = self.top
        for name in path.relative_to(self.root).parts:
            inner = folder.names.get(name)
            if not isinstance(inner, Folder):
                inner = Folder()
                folder.change(Change(name=name, node=inner))
            folder = inner
        return folder

    def _create(self, call: Call) -> None:
        found = self.file(call.path)
        if found:
            found.hold(b"")
        else:
            self._folder(call.path.parent).change(Change(name=call.path.name, node=File()))

    def _write(self, call: Call) -> None:
        file = self.file(call.path)
        assert file is not None, call.path
        offset = len(file.content) if call.offset < 0 else call.offset
        before = file.content[:offset].ljust(offset, b"\0")
        file.hold(before + call.data + file.content[offset + len(call.data) :])

    def _sync(self, call: Call) -> None:
        file = self.file(call.path)
        assert file is not None, call.path
        file.sync()

    def _failed_sync(self, call: Call) -> None:
        file = self.file(call.path)
        assert file is not None, call.path
        file.fail_to_sync()

    def _sync_folder(self, call: Call) -> None:
        self._folder(call.path).sync()

    def _replace(self, call: Call) -> None:
        folder = self._folder(call.path.parent)
        assert call.target.parent == call.path.parent
        folder.change(Change(call.path.name, call.target.name, folder.names[call.path.name]))

    def _remove(self, call: Call) -> None:
        self._folder(call.path.parent).change(Change(gone=call.path.name))

    def _make_folder(self, call: Call) -> None:
        self._folder(call.path)

    # -- what is left -------------------------------------------------------------------------------------------------

    def after_kill(self) -> Files:
        """The machine goes on: everything that was written is there."""
        return {path: file.content for path, file in _walk(self.root, self.top.names)}

    def after_power_cuts(self, never_synced: str, *, thorough: bool) -> Iterator[Files]:
        """Everything that a power cut may leave, as far as it makes a difference to somebody.

        The file whose name ends in `never_synced` may have on the medium whatever it ever held. If not `thorough`,
        only telling places of a write are torn, and of the many things that file held only a few are taken.
        """
        for names, files_may_have_grown in self._names_left():
            files = dict(_walk(self.root, names, synced=True))
            held = [(path, files.pop(path)) for path in list(files) if path.name.endswith(never_synced)]
            few, all_of_it = _versions(held, thorough=False), _versions(held, thorough=thorough)
            contents_left = _contents_left(files, thorough) if files_may_have_grown else [(_synced(files), False)]
            for contents, is_torn in contents_left:
                for version in few if is_torn else all_of_it:
                    yield contents | version

    def _names_left(self) -> Iterator[tuple[dict[str, File | Folder], bool]]:
        """The names on the medium, and whether something written since may be there too.

        Any of the changes of names may have got there and any other not.
        """
        changes = self.top.changes
        for count in range(len(changes) + 1):
            for kept in combinations(changes, count):
                yield self.top.after(kept), True


class OrderedDisk(Disk):
    """One that logs changes of names and sizes in order, so that each takes to the medium whatever was before it.

    It has no way to sync a folder: so it is on Windows.
    """

    def _sync(self, call: Call) -> None:
        super()._sync(call)
        for folder in _folders(self.top):
            folder.sync()

    def _sync_folder(self, call: Call) -> None:
        pass

    def _names_left(self) -> Iterator[tuple[dict[str, File | Folder], bool]]:
        changes = self.top.changes
        return ((self.top.after(changes[:count]), count == len(changes)) for count in range(len(changes) + 1))


def _folders(folder: Folder) -> Iterator[Folder]:
    yield folder
    for node in folder.names.values():
        if isinstance(node, Folder):
            yield from _folders(node)


def _walk(place: Path, names: dict[str, File | Folder], *, synced: bool = False) -> Iterator[tuple[Path, File]]:
    for name, node in names.items():
        if isinstance(node, File):
            yield place / name, node
        else:
            yield from _walk(place / name, node.synced if synced else node.names, synced=synced)


def _versions(held: list[tuple[Path, File]], *, thorough: bool) -> list[Files]:
    """What the file that is never synced may hold, each once; of many only the first, the last and some between."""
    if not held:
        return [{}]
    ((path, file),) = held
    versions = list(dict.fromkeys(file.versions))
    some = [*versions[:2], *versions[2:-3:61], *versions[-3:]]
    return [{path: version} for version in (versions if thorough else dict.fromkeys(some))]


def _contents_left(files: dict[Path, File], thorough: bool) -> Iterator[tuple[Files, bool]]:
    """Each file that is not synced may hold a part of what was written, the others all of it or only what was synced.

    And whether that is a part only.
    """
    synced = _synced(files)
    unsynced = [path for path, file in files.items() if len(file.versions) > 1]
    written = synced | {path: files[path].content for path in unsynced}
    yield synced, False
    if unsynced:
        yield written, False
    for path in unsynced:
        for content in torn(files[path].synced, files[path].content, thorough=thorough and not files[path].is_lost):
            yield synced | {path: content}, True
            if len(unsynced) > 1:
                yield written | {path: content}, True


def _synced(files: dict[Path, File]) -> Files:
    return {path: file.synced for path, file in files.items()}


def torn(before: bytes, after: bytes, *, thorough: bool) -> Iterator[bytes]:
    """What may be of a file on its way from one content to the other."""
    if not after.startswith(before):
        return
    end = len(after)
    for at in (len(before), *places_to_tear(len(before), end, thorough=thorough)):
        yield after[:at]
        yield after[:at] + bytes(end - at)
    for at in range(len(before) // SECTOR * SECTOR + SECTOR, end, SECTOR):
        yield before + bytes(at - len(before)) + after[at:]
        yield after[:at] + bytes(min(SECTOR, end - at)) + after[at + SECTOR :]


def places_to_tear(start: int, end: int, *, thorough: bool) -> list[int]:
    """Every boundary of a sector between two offsets, and every byte of a short write or, if not `thorough`, some."""
    inside = range(start + 1, end)
    near = [start + 1, start + 8, start + 17, start + 18, start + 19, (start + end) // 2, end - 2, end - 1]
    places = {*range(start // SECTOR * SECTOR + SECTOR, end, SECTOR), *(place for place in near if place in inside)}
    if thorough and len(inside) < 4 * SECTOR:
        places.update(inside)
    return sorted(places)


def lay_out(files: Files, source: Path, target: Path) -> None:
    """Writes the files that lay in `source` into `target`."""
    for path, content in files.items():
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def cuts(disk: Disk, calls: list[Call], lock: str = ".lock") -> Iterator[tuple[int, Files, QuietSystem]]:
    """After how many calls, what may be left, and the machine that finds it: killed or without power, before each call
    or in the middle of a write. What may be left at several moments is given once, for the last of them: the most had
    been promised by then."""
    found = {(type(machine), frozenset(files.items())): made for made, files, machine in _all_cuts(disk, calls, lock)}
    for (machine, files), made in found.items():
        yield made, dict(files), machine()


def _all_cuts(disk: Disk, calls: list[Call], lock: str) -> Iterator[tuple[int, Files, QuietSystem]]:
    for made, call in enumerate([*calls, None]):
        left = disk.after_kill()
        yield made, left, QuietSystem()
        for files in disk.after_power_cuts(lock, thorough=False):
            yield made, files, OtherBoot()
        if call is None:
            return
        if call.what == "write" and call.offset < 0:
            half = left[call.path] + call.data[: len(call.data) // 2]
            yield made, left | {call.path: half}, QuietSystem()
        disk.apply(call)


def files_in(folder: Path) -> Files:
    """Every file in a folder and the folders in it."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
