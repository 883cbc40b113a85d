"""A conference built anew in memory from what its damaged files still tell.

Every journal line that is right is put on top of the base from which least is lost. Bases are the data file and the
newest sound backup; of two from which nothing is lost, the one that is as the program wrote it is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from store.engine.data_file import DataFile, read_data_file
from store.engine.examination import Backup, backups_of, read_backup
from store.engine.journal import Commit, Header, read_header, salvage
from store.engine.layout import Layout
from store.engine.locks import Mark
from store.engine.platform import System
from store.engine.tables import FORMAT
from store.engine.upgrade import upgraded
from store.errors import BeyondRepair, Damaged, NewerFormat, NoConference, NotAConference, StoreError
from store.loading import loads
from store.progress import Progress, unwatched
from store.records import LogEntry


class Rebuilt(NamedTuple):
    """A conference built anew, from what, and what is missing in it."""

    data: DataFile
    backup: Backup | None = None
    """The backup it builds on, instead of the data file."""
    lost: tuple[int, ...] = ()
    """Actions that were acknowledged once and are nowhere to be found."""


def rebuilt(layout: Layout, mark: Mark | None, system: System, progress: Progress = unwatched) -> Rebuilt:
    """The best that can be made of the files. Call while alone.

    Raises `NoConference` or `NotAConference` where there is none, `BeyondRepair` if there is nothing to build on,
    `NewerFormat` for what only a newer program understands, `OSError` where the disk fails.
    """
    bases = list(_bases(layout, system, progress))
    if not bases:
        raise _nothing_to_build_on(layout, system)
    journals = _Journals(layout, bases[0].data.conference, mark, system)
    best = min((_measured(base, journals) for base in bases), key=lambda base: (len(base.lost), base.data.changed))
    for seq in range(best.data.seq + 1, journals.last + 1):
        if seq in journals.commits:
            best.data.tables.apply(journals.commits[seq])
    best.data.seq = max(best.data.seq, journals.last)
    return best


def _bases(layout: Layout, system: System, progress: Progress) -> Iterator[Rebuilt]:
    """The data file, unless it is of another conference than the backups, and the newest sound backup."""
    sound = [backup for backup in backups_of(layout.data, system, progress) if backup.trouble is None]
    content = read_backup(sound[-1].path, layout, system) if sound else None
    data = _readable(layout, system)
    if data and (content is None or content.conference == data.conference):
        yield Rebuilt(data)
    if content:
        yield Rebuilt(content, sound[-1])


def _readable(layout: Layout, system: System) -> DataFile | None:
    """The data file, changed or not, if there is something to be read in it."""
    try:
        data = read_data_file(layout, system)
    except (Damaged, NotAConference, FileNotFoundError, IsADirectoryError):
        return None
    if data.format > FORMAT and not data.changed:
        raise NewerFormat(layout.data, data.format)
    return data if loads(upgraded(data).tables, data.seq) else None


def _nothing_to_build_on(layout: Layout, system: System) -> StoreError:
    if layout.generations(system):
        return BeyondRepair(layout.data)
    return NotAConference(layout.data) if layout.data.exists() else NoConference(layout.data)


class _Journals:
    """What the journals on disk say, whatever state they are in."""

    def __init__(self, layout: Layout, conference: int, mark: Mark | None, system: System) -> None:
        paths = {number: layout.journal(number) for number in layout.generations(system)}
        contents = {number: system.read_file(path) for number, path in paths.items() if path.is_file()}
        found = {number: read_header(content) for number, content in contents.items()}
        headers = {number: header[0] for number, header in found.items() if header}
        for number, header in headers.items():
            if header.conference == conference and header.format > FORMAT:
                raise NewerFormat(paths[number], header.format)
        self._headers = {number: one for number, one in headers.items() if one.conference == conference}
        ours = {number: content for number, content in contents.items() if _is_ours(headers.get(number), conference)}
        self.commits = _salvaged(ours, self._headers, mark)
        """Every sound line, by its number."""
        known = [mark.seq if mark else 0, *(header.seq for header in self._headers.values())]
        self.last = max([*known, *self.commits])
        """The last action anybody was told of, as far as anything still says so."""

    def end_of(self, data: DataFile) -> int:
        """Up to which action a data file goes. One that was changed is not asked what it says of itself.

        Its log tells; and so does the journal that begins behind it, which an interrupted fold may have left too early.
        """
        if not data.changed:
            return data.seq
        logged = max((entry["seq"] for entry in data.tables.documents(LogEntry.table)), default=0)
        begun = [header.seq for _, header in sorted(self._headers.items()) if header.data]
        return min([logged, *begun[-1:]])


def _is_ours(header: Header | None, conference: int) -> bool:
    """A journal without a header is taken for ours: it lies beside our data file, under its name."""
    return header is None or header.conference == conference


def _salvaged(contents: dict[int, bytes], headers: dict[int, Header], mark: Mark | None) -> dict[int, Commit]:
    """Every sound journal line on disk, by its number.

    What a later journal, or the mark, says never happened is left out: people were told that it was not saved.
    """
    found: dict[int, Commit] = {}
    limit = {mark.generation: mark.length} if mark and not mark.settled else {}
    for generation in sorted(contents, reverse=True):
        header = headers.get(generation)
        if header and header.continues:
            limit[header.continues.generation] = header.continues.length
        for commit in salvage(contents[generation][: limit.get(generation)]):
            found.setdefault(commit.entry.seq, commit)
    return found


def _measured(base: Rebuilt, journals: _Journals) -> Rebuilt:
    """A base, once it is known what is lost by building on it."""
    base.data.seq = journals.end_of(base.data)
    missing = (seq for seq in range(base.data.seq + 1, journals.last + 1) if seq not in journals.commits)
    return base._replace(lost=tuple(missing))
