"""What a desk keeps on its own machine of a conference in a database: drafts, copies for the day the server dies, and
what it goes on with while the server is away (`store/engine/desk/`).

They are named like the files beside a conference file, and a copy opens like a conference file. Copies of before
everything was put anew may hold people who were deleted since, at a desk that nobody sat at then: each desk removes its
own, as soon as it sees that.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from platformdirs import user_data_path

from store.address import Address
from store.engine.desk.folder import make_with_parents
from store.engine.desk.last_known import forget_known
from store.engine.layout import Layout
from store.engine.platform import System


def desk_layout(conference: int, system: System) -> Layout:
    """In the user's own folder. Raises `OSError` if it cannot be made."""
    folder = _databases()
    make_with_parents(folder, system)
    return Layout.of(folder / f"toadam-{conference}.json")


def _databases() -> Path:
    return user_data_path("toadam", appauthor=False) / "databases"


def offline_folder(place: Address, layout: Layout) -> Path:
    """Where a desk keeps what it goes on with. A copy of the conference at another address is another conference."""
    return layout.offline / sha256(str(place).encode()).hexdigest()[:16]


def offline_folders(place: Address, system: System) -> list[Path]:
    """Those of all conferences that were ever opened from there."""
    folder = _databases()
    layouts = [Layout(data=folder / name.removesuffix(".offline")) for name in system.names_in(folder)]
    folders = [offline_folder(place, layout) for layout in layouts]
    return sorted({path for path in folders if system.exists(path)})


def forget_before(edition: int, layout: Layout, system: System) -> None:
    """Removes copies of before this edition, at both places; what cannot be removed now is when this is asked again."""
    note, said = layout.edition, str(edition).encode("ascii")
    with suppress(OSError):
        noted = system.read_file(note) if system.exists(note) else None
        if noted == said:
            # Nor is it written again: half of it would be another edition to whoever opens next.
            return
        if noted is not None:
            _forget(layout, system)
        system.write_new(note, said)


def _forget(layout: Layout, system: System) -> None:
    for place in _places(layout, system):
        for name in system.names_in(place):
            system.remove_folder(place / name)
    for folder in system.names_in(layout.offline):
        forget_known(layout.offline / folder, system)


def _places(layout: Layout, system: System) -> list[Path]:
    """Where the copies are. Raises `OSError` for a medium that is not plugged in."""
    if not system.exists(layout.second_place):
        return [layout.backups]
    second = Path(system.read_file(layout.second_place).decode("utf-8")) / layout.backups.name
    if not system.exists(second):
        raise FileNotFoundError(str(second))
    return [layout.backups, second]
