"""A report or minutes as Markdown: the same words in the same order, for whoever writes in another program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from store.documents.imprint import stamped_md
from store.documents.letterhead import Headed, Letterhead, heading
from store.documents.paper import MISSING, Block, Chapter, Paper, Points, Text
from store.documents.profiles import Look, Profile
from store.documents.tables import Cell, Kind, Table
from store.progress import Progress, unwatched
from store.text import clean

_HARD_BREAK: Final = "  \n"


def paper_md(paper: Paper, profile: Profile, progress: Progress = unwatched) -> bytes:
    """The file, which remembers what it says as the document of Word does. Raises what `progress` does."""
    parts = (*_head(paper, profile), *_body(paper, profile), *_end(paper, profile), *_changes(paper, profile))
    progress(1, 1)
    return stamped_md("\n\n".join(parts) + "\n", paper.figures)


def _head(paper: Paper, profile: Profile) -> Iterator[str]:
    letterhead = Letterhead(paper, profile)
    for side in (letterhead.left, letterhead.right):
        yield _HARD_BREAK.join(_headed(line, profile) for line in side)
    yield f"# {escaped(paper.kind)}"
    yield f"**{escaped(paper.summary)}**"


def _headed(headed: Headed, profile: Profile) -> str:
    return _styled(headed.words, profile.looks[headed.line.look])


def _styled(words: str, look: Look) -> str:
    mark = "**" * look.bold + "*" * look.italic
    return f"{mark}{escaped(words)}{mark}" if words else ""


def _body(paper: Paper, profile: Profile) -> Iterator[str]:
    if paper.opening:
        yield escaped(paper.opening)
    yield from _chapters(paper.chapters, profile)
    yield escaped(f"{paper.closing}{profile.end}")


def _chapters(chapters: Iterable[Chapter], profile: Profile, level: int = 1, *, numbered: bool = True) -> Iterator[str]:
    for number, chapter in enumerate(chapters, 1):
        title = clean(chapter.title)
        yield f"{'#' * (level + 1)} {_inline(heading(profile, level, number, title) if numbered else title)}"
        for block in chapter.blocks:
            yield _block(block)
        yield from _chapters(chapter.chapters, profile, level + 1)


def _changes(paper: Paper, profile: Profile) -> Iterator[str]:
    return _chapters(paper.changes, profile, numbered=False)


def _block(block: Block) -> str:
    if isinstance(block, Text):
        return escaped(block.words)
    if isinstance(block, Points):
        return "\n".join(f"- {escaped(line)}" for line in block.lines)
    return _table(block)


def _table(table: Table) -> str:
    rules = ["---" if look.kind is Kind.WORDS else ":-:" for look in table.looks]
    rows = [_row(row) for row in (*table.rows, *([table.total] if table.total else []))]
    return "\n".join([_row(table.headings), f"| {' | '.join(rules)} |", *rows])


def _row(cells: Sequence[Cell]) -> str:
    return f"| {' | '.join(escaped(str(cell)) for cell in cells)} |"


def _end(paper: Paper, profile: Profile) -> Iterator[str]:
    recipients = Letterhead(paper, profile).recipients
    if recipients:
        lines = (escaped(line.removeprefix("- ")) for line in recipients)
        yield f"***{escaped(profile.recipients.heading)}***"
        yield "\n".join(f"- {line}" for line in lines)
    for signature in paper.signatures:
        yield f"**{escaped(signature.title)}**"
        if signature.name:
            yield f"**{escaped(signature.name)}**"


# -- words are never markup --------------------------------------------------------------------------------------------

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~&#!$])")
_AT_THE_START: Final = re.compile(r"^(?:(\d+)([.)])|([-+=:]))")
"""What makes a list, a heading or a table of a line that begins so."""


def escaped(text: str) -> str:
    """The words as they are read, whatever signs are in them."""
    return _AT_THE_START.sub(_at_the_start, _inline(text))


def _inline(text: str) -> str:
    """Behind other words; what is to be written by a person stays as it is searched for."""
    return MISSING.join(_MARKUP.sub(r"\\\1", piece) for piece in text.split(MISSING))


def _at_the_start(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}"
