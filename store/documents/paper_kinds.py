"""Report and minutes as files: which there are, what an office calls its own layout of each, how each is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from store.documents.editions import Edition, issue
from store.documents.minutes import minutes
from store.documents.paper import Paper
from store.documents.paper_docx import paper_docx
from store.documents.paper_md import paper_md
from store.documents.profiles import profile_of
from store.documents.report import report
from store.documents.template import opened_template, template_beside
from store.progress import Progress, unwatched
from store.records import Stamp
from store.state import State


class PaperKind(NamedTuple):
    """One of the two."""

    of: Callable[[State, Stamp], Paper]
    template: str
    """What the file beside the conference is called that replaces our layout."""


REPORT: Final = PaperKind(report, "mau-bao-cao.docx")
MINUTES: Final = PaperKind(minutes, "mau-bien-ban.docx")


def templates_beside(file: Path) -> list[Path]:
    """The office's own layouts beside a plan or a conference. Raises `BadTemplate` for one that cannot be used."""
    found = [place for kind in (REPORT, MINUTES) if (place := template_beside(file, kind.template))]
    for place in found:
        opened_template(place)
    return found


def issue_paper(
    kind: PaperKind,
    state: State,
    now: Stamp,
    path: Path,
    progress: Progress = unwatched,
    *,
    conference_file: Path,
    force: bool = False,
) -> Edition:
    """Writes it to `path`, or beside what is there (`editions.py`).

    Raises what refuses a document, and what `progress` does.
    """
    profile = profile_of(state.conference)
    template = template_beside(conference_file, kind.template)

    def render(paper: Paper, progress: Progress) -> bytes:
        if path.suffix.lower() == ".md":
            return paper_md(paper, profile, progress)
        return paper_docx(paper, profile, now, template, progress)

    return issue(path, kind.of(state, now), render, progress, force=force)
