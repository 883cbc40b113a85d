"""What a report or minutes say, without any layout: chapters found by their titles, every sentence in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.documents.paper import Chapter, Paper, Points, Text
from store.documents.tables import Cell, Table


def chapter(paper: Paper, *titles: str) -> Chapter:
    """The chapter one comes to by these titles."""
    chapters: Iterable[Chapter] = paper.chapters
    for title in titles:
        found = [one for one in chapters if one.title == title]
        assert len(found) == 1, (title, [one.title for one in chapters])
        chapters = found[0].chapters
    return found[0]


def lines(chapter: Chapter) -> list[str]:
    """Its sentences and points, and those of the chapters in it; no tables."""
    return list(_lines([chapter]))


def everything(paper: Paper) -> list[str]:
    """Every sentence, every point, every cell."""
    chapters = (*paper.chapters, *paper.changes)
    cells = (str(cell) for one in _tables(chapters) for row in (one.headings, *one.rows, one.total) for cell in row)
    titles = (one.title for one in _all(chapters))
    return [paper.kind, paper.summary, paper.opening, *_lines(chapters), *titles, *cells, paper.closing]


def table(chapter: Chapter) -> Table:
    """The only table of a chapter."""
    (found,) = _tables([chapter])
    return found


def row(table: Table, name: str) -> dict[str, Cell]:
    """The cells of the row so called, by their headings."""
    (found,) = [row for row in (*table.rows, table.total) if name in row]
    return dict(zip(table.headings, found, strict=True))


def _all(chapters: Iterable[Chapter]) -> Iterator[Chapter]:
    for one in chapters:
        yield one
        yield from _all(one.chapters)


def _lines(chapters: Iterable[Chapter]) -> Iterator[str]:
    for block in (block for one in _all(chapters) for block in one.blocks):
        if isinstance(block, Text):
            yield block.words
        elif isinstance(block, Points):
            yield from block.lines


def _tables(chapters: Iterable[Chapter]) -> list[Table]:
    return [block for one in _all(chapters) for block in one.blocks if isinstance(block, Table)]
