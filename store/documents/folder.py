"""Everything there is of a conference, together in one folder with an index that opens in a browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from store.documents.allowance import allowance_xlsx
from store.documents.attendance_csv import attendance_csv
from store.documents.attendance_xlsx import attendance_xlsx
from store.documents.charts import arrivals_png, attendance_png
from store.documents.editions import Difference, over_or_beside
from store.documents.handover import handover
from store.documents.introductions import introductions_docx
from store.documents.log import log_csv, log_xlsx
from store.documents.paper_kinds import MINUTES, REPORT, PaperKind, issue_paper
from store.documents.proposals import proposals_csv, proposals_xlsx
from store.documents.refusals import NoAllowance, Unwritable
from store.documents.roll import Roll
from store.documents.sentence import clock, opening_sentence
from store.documents.speeches import speeches_csv, speeches_xlsx
from store.documents.writing import write_whole
from store.progress import Progress, part
from store.records import LogEntry, Stamp
from store.state import State
from store.text import clean

INDEX: Final = "muc-luc.html"


class Sources(NamedTuple):
    """What the documents are made of."""

    state: State
    now: Stamp
    log: Sequence[LogEntry]
    conference_file: Path


class Made(NamedTuple):
    """A document in the folder."""

    path: Path
    title: str
    differences: tuple[Difference, ...] = ()
    """From the draft before."""
    held: Path | None = None
    """The list it stands beside, because another program has that open; it is as it was."""


class _Piece(NamedTuple):
    name: str
    title: str
    make: Callable[[Sources, Path, Progress], Made | None]
    """None where there is nothing to make it of."""
    is_draft: bool = False
    """Whether people go on writing in it."""


def everything(sources: Sources, folder: Path, progress: Progress, *, prefix: str = "") -> list[Made]:
    """Writes every document into `folder`, which is made if need be, and the index last; each name begins with
    `prefix`.

    Lists are written over, drafts are not (`editions.py`). What `progress` raises ends it, even inside a document: then
    that one is not there, and those before it are whole. Raises `Unwritable` and `BadTemplate`.
    """
    _make(folder)
    made = []
    for place, piece in enumerate(_PIECES):
        of_piece = part(progress, place, len(_PIECES) + 1)
        of_piece(0, 1)
        one = piece.make(sources, folder / (prefix + piece.name), of_piece)
        made += [one._replace(title=piece.title)] if one else []
    index = Made(folder / (prefix + INDEX), "Mục lục")
    write_whole(index.path, _index(sources, made).encode())
    part(progress, len(_PIECES), len(_PIECES) + 1)(1, 1)
    return [*made, index]


def in_the_way(folder: Path) -> list[Path]:
    """The lists that would be written over."""
    return [folder / piece.name for piece in _PIECES if not piece.is_draft and (folder / piece.name).exists()]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(folder, error) from error


# -- the documents -----------------------------------------------------------------------------------------------------


_Make = Callable[[Sources, Path, Progress], Made]


def _list(write: Callable[[Sources, Path, Progress], None]) -> _Make:
    def make(sources: Sources, path: Path, progress: Progress) -> Made:
        place = over_or_beside(path, lambda place: write(sources, place, progress))
        return Made(place, "", held=None if place == path else path)

    return make


def _at_once(write: Callable[[Sources, Path], None]) -> _Make:
    """A list that takes no time worth telling of."""
    return _list(lambda sources, path, _progress: write(sources, path))


def _draft(kind: PaperKind) -> _Make:
    def make(sources: Sources, path: Path, progress: Progress) -> Made:
        edition = issue_paper(kind, sources.state, sources.now, path, progress, conference_file=sources.conference_file)
        return Made(edition.path, "", edition.differences)

    return make


def _introductions(sources: Sources, path: Path) -> None:
    write_whole(path, introductions_docx(handover(sources.state, sources.now)))


def _arrivals(sources: Sources, path: Path) -> None:
    write_whole(path, arrivals_png(sources.state, sources.now))


def _turnout(sources: Sources, path: Path) -> None:
    write_whole(path, attendance_png(sources.state))


def _attendance(sources: Sources, path: Path, progress: Progress) -> None:
    attendance_xlsx(Roll.of(sources.state), path, progress)


def _attendance_csv(sources: Sources, path: Path) -> None:
    attendance_csv(Roll.of(sources.state), path)


def _speeches(sources: Sources, path: Path, progress: Progress) -> None:
    speeches_xlsx(sources.state, sources.now, path, progress)


def _proposals(sources: Sources, path: Path, progress: Progress) -> None:
    proposals_xlsx(sources.state, path, progress)


def _log(sources: Sources, path: Path, progress: Progress) -> None:
    log_xlsx(sources.state, sources.log, path, progress)


def _paid(sources: Sources, path: Path, progress: Progress) -> None:
    allowance_xlsx(Roll.of(sources.state), path, progress)


def _allowance(sources: Sources, path: Path, progress: Progress) -> Made | None:
    try:
        return _list(_paid)(sources, path, progress)
    except NoAllowance:
        return None


_PIECES: Final = (
    _Piece("bao-cao.docx", "Báo cáo kết quả hội nghị (dự thảo)", _draft(REPORT), is_draft=True),
    _Piece("bien-ban.docx", "Biên bản hội nghị (dự thảo)", _draft(MINUTES), is_draft=True),
    _Piece("bao-cao.md", "Báo cáo, dạng văn bản", _draft(REPORT), is_draft=True),
    _Piece("bien-ban.md", "Biên bản, dạng văn bản", _draft(MINUTES), is_draft=True),
    _Piece("diem-danh.xlsx", "Danh sách điểm danh", _list(_attendance)),
    _Piece("diem-danh.csv", "Danh sách điểm danh (.csv)", _at_once(_attendance_csv)),
    _Piece("dai-bieu-den.png", "Đại biểu đến theo thời gian (hình)", _at_once(_arrivals)),
    _Piece("co-mat.png", "Có mặt theo thành phần (hình)", _at_once(_turnout)),
    _Piece("phat-bieu.xlsx", "Tham luận, phát biểu", _list(_speeches)),
    _Piece("phat-bieu.csv", "Tham luận, phát biểu (.csv)", _at_once(lambda of, at: speeches_csv(of.state, of.now, at))),
    _Piece("y-kien-de-xuat.xlsx", "Ý kiến, đề xuất", _list(_proposals)),
    _Piece("y-kien-de-xuat.csv", "Ý kiến, đề xuất (.csv)", _at_once(lambda of, at: proposals_csv(of.state, at))),
    _Piece("gioi-thieu-dai-bieu.docx", "Giới thiệu đại biểu", _at_once(_introductions)),
    _Piece("danh-sach-chi-tien.xlsx", "Danh sách chi tiền", _allowance),
    _Piece("nhat-ky.xlsx", "Nhật ký", _list(_log)),
    _Piece("nhat-ky.csv", "Nhật ký (.csv)", _at_once(lambda of, at: log_csv(of.state, of.log, at))),
)
"""In the order of the index."""


# -- the index ---------------------------------------------------------------------------------------------------------


def _index(sources: Sources, made: Sequence[Made]) -> str:
    """A page without scripts or pictures; every name leads to its file."""
    conference = sources.state.conference
    title = escape(clean(conference.title))
    return _PAGE.format(
        title=title,
        when=escape(f"{conference.date:%d/%m/%Y}, {clean(conference.venue)}"),
        counts=escape(opening_sentence(sources.state.head_count())),
        made=escape(clock(sources.now, conference)),
        lines="\n".join(map(_line, made)),
    )


def _line(made: Made) -> str:
    held = f" ({escape(made.held.name)} đang mở trong chương trình khác nên để nguyên)" if made.held else ""
    return f'<li><a href="{escape(quote(made.path.name))}">{escape(made.title)}</a>{held}{_changed(made)}</li>'


def _changed(made: Made) -> str:
    told = (f"<li>{escape(one.name)}: {escape(one.before)} → {escape(one.now)}</li>" for one in made.differences)
    return f"<ul>{''.join(told)}</ul>" if made.differences else ""


_PAGE: Final = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>body {{ font: 18px/1.6 "Times New Roman", serif; max-width: 48em; margin: 2em auto; padding: 0 1em }}</style>
</head>
<body>
<h1>{title}</h1>
<p>{when}</p>
<p>{counts}</p>
<ol>
{lines}
</ol>
<p>Lập lúc {made}.</p>
</body>
</html>
"""
