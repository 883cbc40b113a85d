"""Drafts that people go on writing in: a draft is never written over, the next one is put beside it.

`báo cáo.docx` is followed by `báo cáo (lần 2).docx`, which ends with the figures that have changed since. Only on
request a draft is replaced. Where the file cannot be replaced because another program has it open, the new one is put
beside it as well, and that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from store.documents.imprint import imprint_in, imprint_of
from store.documents.paper import Block, Chapter, Figure, Paper, Text
from store.documents.refusals import Unwritable
from store.documents.tables import Column, Kind, table
from store.documents.writing import write_whole
from store.progress import Progress, part, unwatched

_TITLE: Final = "Số liệu thay đổi so với lần {n}"


class Difference(NamedTuple):
    """A figure as the draft before states it, and as it is now; empty where one of them has none."""

    name: str
    before: str
    now: str


class Edition(NamedTuple):
    """Where a document was put."""

    path: Path
    number: int = 1
    before: Path | None = None
    """The draft it follows; None for the first, and where a draft was replaced."""
    differences: tuple[Difference, ...] = ()
    in_use: bool = False
    """Whether it stands beside because another program holds the file that was to be replaced."""
    unchanged: bool = False
    """Whether nothing was written: the latest draft, which nobody has touched, says the same."""


Render = Callable[[Paper, Progress], bytes]


def issue(path: Path, paper: Paper, render: Render, progress: Progress = unwatched, *, force: bool = False) -> Edition:
    """Writes the paper to `path`, or beside what is there. Raises `Unwritable`, and what `progress` does."""
    if force:
        return _replaced(path, paper, render, progress)
    number = _latest(path)
    if number:
        return _next(path, number, paper, render, progress)
    write_whole(path, render(paper, progress))
    return Edition(path)


def over_or_beside(path: Path, write: Callable[[Path], None]) -> Path:
    """Has a list written over what is there, or beside it while another program holds it; answers with the place.

    Raises what `write` does.
    """
    try:
        write(path)
    except Unwritable as error:
        if not _is_held(path, error):
            raise
        path = beside(path, _latest(path) + 1)
        write(path)
    return path


def _is_held(path: Path, error: Unwritable) -> bool:
    """Windows lets nobody replace a file that Word or Excel has open."""
    return isinstance(error.error, PermissionError) and path.exists()


def beside(path: Path, number: int) -> Path:
    """Where the edition of that number stands."""
    return path if number == 1 else path.with_name(f"{path.stem} (lần {number}){path.suffix}")


def _latest(path: Path) -> int:
    """How many editions there are, one after the other."""
    return next(number for number in count() if not beside(path, number + 1).exists())


def _next(path: Path, number: int, paper: Paper, render: Render, progress: Progress) -> Edition:
    """After the draft of that number, unless it says the same and nobody has touched it."""
    latest = beside(path, number)
    imprint = imprint_of(latest)
    if imprint is not None and imprint.untouched:
        same = imprint_in(render(_edition(path, number, paper).paper, part(progress, 0, 2)), path.suffix)
        if same is not None and same.digest == imprint.digest:
            return Edition(latest, number, unchanged=True)
    following = _edition(path, number + 1, paper)
    place = beside(path, number + 1)
    write_whole(place, render(following.paper, part(progress, 1, 2)))
    return Edition(place, number + 1, latest, following.differences)


def _replaced(path: Path, paper: Paper, render: Render, progress: Progress) -> Edition:
    try:
        write_whole(path, render(paper, progress))
    except Unwritable as error:
        if not _is_held(path, error):
            raise
        return _next(path, _latest(path), paper, render, progress)._replace(in_use=True)
    return Edition(path)


class _Following(NamedTuple):
    paper: Paper
    differences: tuple[Difference, ...] = ()


def _edition(path: Path, number: int, paper: Paper) -> _Following:
    """The paper as the draft of that number: it tells what has changed since the one before."""
    if number == 1:
        return _Following(paper)
    imprint = imprint_of(beside(path, number - 1))
    differences = _differences(imprint.figures, paper.figures) if imprint else ()
    chapter = Chapter(_TITLE.format(n=number - 1), (_told(differences, known=imprint is not None, number=number),))
    return _Following(paper._replace(changes=(chapter,)), differences)


def _differences(before: Sequence[Figure], now: Sequence[Figure]) -> tuple[Difference, ...]:
    old, new = dict(before), dict(now)
    names = dict.fromkeys((*new, *old))
    changed = (Difference(name, old.get(name, ""), new.get(name, "")) for name in names)
    return tuple(one for one in changed if one.before != one.now)


def _told(differences: Sequence[Difference], *, known: bool, number: int) -> Block:
    if not known:
        return Text("Không đọc được số liệu của lần trước.")
    if not differences:
        return Text("Không có số liệu nào thay đổi.")
    columns = (
        Column[Difference]("Số liệu", lambda one: one.name, 40),
        Column[Difference](f"Lần {number - 1}", lambda one: one.before, 16, Kind.CENTRED),
        Column[Difference](f"Lần {number}", lambda one: one.now, 16, Kind.CENTRED),
    )
    return table(columns, differences)
