"""From a table of text to slips: what was written, of which kind, about what, by whom, for whom."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from store.proposal_records import ProposalKind
from store.records import Conference, Theme, Value
from store.roster.columns import Field
from store.roster.grid import Book
from store.roster.list_reading import CONVERTED, OTHER_SHEET, Entry, FoundList, Reading, found_list
from store.roster.office_list import Labels, words_of
from store.roster.refusal import NoRoster, NotReadable
from store.roster.vocabulary import listed
from store.roster.words import has_run, plain
from store.slips.columns import READ, Own, find_slips_header
from store.vietnamese import fold

_Doubt = Callable[..., None]

_KINDS: Final = {
    ProposalKind.DIRECTION: listed("chi dao"),
    ProposalKind.CONCLUSION: listed("ket luan"),
    ProposalKind.TASK: listed("nhiem vu, giao viec"),
    ProposalKind.SOLUTION: listed("giai phap"),
    ProposalKind.SUGGESTION: listed("de xuat"),
    ProposalKind.PETITION: listed("kien nghi"),
    ProposalKind.RESULT: listed("ket qua"),
    ProposalKind.SHORTCOMING: listed("ton tai, nguyen nhan, han che, kho khan"),
    ProposalKind.LESSON: listed("bai hoc, cach lam hay, kinh nghiem"),
    ProposalKind.MODEL: listed("mo hinh"),
}
"""Words by which a kind is told, folded."""
_NO_KIND: Final = frozenset({"", "khac", "chua phan loai", "chua ro", "y kien", "y kien khac"})


class SlipEntry(Entry, frozen=True, kw_only=True):
    """One slip."""

    text: str
    kind: ProposalKind = ProposalKind.UNSORTED
    theme: str = ""
    """The id of a theme of the conference."""
    addressee: str = ""
    due: str = ""


class SlipDoubtKind(StrEnum):
    """What a person should look at. The names in brackets are the values that come with it."""

    NO_TEXT = "no-text"
    """Somebody's slip with nothing on it, left out (`name`)."""
    ODD_KIND = "odd-kind"
    """No kind of contribution, or more than one; left to be sorted (`text`)."""
    ODD_THEME = "odd-theme"
    """No theme of the conference; left to be sorted (`text`)."""
    SEVERAL_PEOPLE = "several-people"
    """More than one name in the cell; the first was taken (`text`)."""
    NAMESAKES = "namesakes"
    """Several delegates are called so and the unit does not tell which; kept by name (`name`)."""
    NO_DELEGATE = "no-delegate"
    """Nobody on the list is called so; kept by name (`name`)."""
    OTHER_SHEET = OTHER_SHEET
    CONVERTED = CONVERTED


class SlipDoubt(Value, frozen=True, kw_only=True):
    """Something that a person should look at; `row` is 0 when the file as a whole is meant."""

    row: int
    what: SlipDoubtKind
    values: dict[str, str] = {}


class SlipsReading(Reading, frozen=True, kw_only=True):
    """A list of slips, read whole."""

    entries: tuple[SlipEntry, ...]
    doubts: tuple[SlipDoubt, ...] = ()


def interpret_slips(book: Book, file: str, conference: Conference, sheet: str | None = None) -> SlipsReading:
    """The slips in a book. Raises `NotReadable`."""
    found = found_list(book, sheet, find_slips_header, NoRoster.NO_SLIPS)
    doubts = [SlipDoubt(row=0, what=SlipDoubtKind(what), values=values) for what, values in found.doubts]
    entries = _entries(found, conference.themes, doubts)
    if not entries:
        raise NotReadable(NoRoster.NO_PEOPLE, header_row=found.header.row + 1)
    return SlipsReading(entries=tuple(entries), doubts=tuple(doubts), **found.about(file, READ))


def _entries(found: FoundList, themes: tuple[Theme, ...], doubts: list[SlipDoubt]) -> list[SlipEntry]:
    header, entries = found.header, []
    for row, cells in found.rows:
        if not header.is_furniture(cells, Own.TEXT) and not _is_signature(cells, header):
            entry = _entry(row, cells, header, themes, doubts)
            if entry.text:
                entries.append(entry)
    return entries


def _is_signature(cells: list[str], header: Labels) -> bool:
    """`NGƯỜI LẬP BIỂU` below the list: in capitals, and not numbered as the slips are."""
    text, name = plain(header.cell(cells, Own.TEXT)), header.cell(cells, Field.NAME)
    numbered = Field.STT not in header.columns or header.cell(cells, Field.STT)
    return text.isupper() and not numbered and (not name or name.isupper())


def _entry(row: int, cells: list[str], header: Labels, themes: tuple[Theme, ...], doubts: list[SlipDoubt]) -> SlipEntry:
    def doubt(what: SlipDoubtKind, **values: str) -> None:
        doubts.append(SlipDoubt(row=row, what=what, values=values))

    people, words = header.speaker(cells)
    name = people[0].name if people else ""
    text = words_of(header.cell(cells, Own.TEXT))
    if not text:
        if name:
            doubt(SlipDoubtKind.NO_TEXT, name=name)
        return SlipEntry(row=row, text="")
    if len(people) > 1:
        doubt(SlipDoubtKind.SEVERAL_PEOPLE, text=words)
    title, unit = header.post(cells, people[0].post if people else "")
    return SlipEntry(
        row=row,
        text=text,
        kind=_kind(plain(header.cell(cells, Own.KIND)), doubt),
        theme=_theme(plain(header.cell(cells, Own.THEME)), themes, doubt),
        name=name,
        title=title,
        unit=unit,
        addressee=words_of(header.cell(cells, Own.ADDRESSEE)),
        due=words_of(header.cell(cells, Own.DUE)),
    )


def _kind(text: str, doubt: _Doubt) -> ProposalKind:
    words = fold(text)
    found = [kind for kind, phrases in _KINDS.items() if any(has_run(words, phrase) for phrase in phrases)]
    if len(found) == 1:
        return found[0]
    if words not in _NO_KIND:
        doubt(SlipDoubtKind.ODD_KIND, text=text)
    return ProposalKind.UNSORTED


def _theme(text: str, themes: tuple[Theme, ...], doubt: _Doubt) -> str:
    """The theme of this name or id; else the only one whose name has these words in it."""
    words = fold(text)
    if not words:
        return ""
    whole = [theme.id for theme in themes if words in (fold(theme.name), fold(theme.id))]
    found = whole or [theme.id for theme in themes if has_run(fold(theme.name), words)]
    if len(found) == 1:
        return found[0]
    doubt(SlipDoubtKind.ODD_THEME, text=text)
    return ""
