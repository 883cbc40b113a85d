"""One row of a list: its cells by what they hold, and what kind of row it is."""

from __future__ import annotations

import re
from enum import Enum, auto

from store.records import Value
from store.roster.areas import Areas
from store.roster.categories import Categories, Trust
from store.roster.columns import Field, Header
from store.roster.headings import count_of, heading_of, is_group_mark
from store.roster.people import counts_places, looks_like_name, uncounted
from store.roster.service import is_service_group, service_words
from store.roster.vocabulary import SIGNING, TITLES
from store.roster.words import lines, unmarked
from store.vietnamese import fold

_NUMBER = re.compile(r"\d{1,6}")
_GROUP_MARKS = ("roman", "letter")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?|\(?[A-H]\)?")
_TOTAL = re.compile(
    r"(?:tổng số|tổng cộng|tổng|cộng|danh sách (?:này )?(?:có|gồm)|ấn định)(?=\s*[:\d(]|$|\s)", re.IGNORECASE
)
_TOTAL_FOLDED = re.compile(r"(?:tong so|tong cong|cong \d|cong$|danh sach (?:nay )?(?:co|gom))")
_DATED = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_FOR_ANOTHER = re.compile(
    r"(?:t\s*/\s*m|k\s*/\s*t|t\s*/\s*l|tm\.|kt\.|tl\.|tuq\.|\(?\s*ký\b|\(?\s*đã ký\b|xác nhận)", re.IGNORECASE
)


class Kind(Enum):
    """What a row under the header is."""

    BLANK = auto()
    HEADER = auto()
    """The header again, or a row that numbers the columns."""
    TOTAL = auto()
    SIGNATURE = auto()
    HEADING = auto()
    PERSON = auto()
    PLACE = auto()
    """Something in the row, but no name."""
    STRAY = auto()


class Row(Value, frozen=True, kw_only=True):
    """A row as the file has it (`raw`), and as one plain line a cell (`cells`)."""

    number: int
    """Counted from 1."""
    raw: tuple[str, ...]
    cells: tuple[str, ...]
    header: Header

    @property
    def filled(self) -> list[str]:
        """The texts in the row."""
        return [cell for cell in self.cells if cell]

    def of(self, *fields: Field) -> list[str]:
        """The texts in the columns that hold one of these."""
        columns = self.header.columns(*fields)
        return [self.cells[column] for column in columns if column < len(self.cells) and self.cells[column]]

    def raw_of(self, *fields: Field) -> list[str]:
        """The same, with the line breaks of the file."""
        columns = self.header.columns(*fields)
        return [self.raw[column] for column in columns if column < len(self.cells) and self.cells[column]]

    @property
    def stt(self) -> str:
        """The running number, or whatever stands in its column."""
        return next(iter(self.of(Field.STT)), "")

    @property
    def numbered(self) -> bool:
        """Whether the running number is one."""
        return bool(_NUMBER.fullmatch(self.stt.rstrip(".)")))

    @property
    def name(self) -> str:
        """The cell or cells of the name, as written."""
        return " ".join(self.raw_of(Field.NAME, Field.FAMILY, Field.GIVEN))

    @property
    def has_post(self) -> bool:
        """Whether a title or a telephone stands beside the name, as never beside a signature."""
        posts = self.of(Field.TITLE, Field.TITLE_UNIT)
        return bool(self.of(Field.PHONE)) or any(map(TITLES.begin, posts))

    @property
    def heading_text(self) -> str:
        """The text of a heading: beside its mark, or the only one in the row."""
        texts = [text for text in self.filled if count_of(text) is None]
        marked = bool(self.of(Field.STT)) and len(texts) > 1
        return next(iter(texts[1:] if marked else texts), "")

    @property
    def place_text(self) -> str:
        """What a row without a name says of a place, beyond the columns that are known."""
        text = self.heading_text
        known = text and self.cells.index(text) < len(self.header.fields) and self.header.fields[self.cells.index(text)]
        return "" if known and known is not Field.STT else text

    @property
    def names_somebody(self) -> bool:
        """Whether it can be one of the people a heading gathers."""
        return bool(self.name) and (self.numbered or looks_like_name(" ".join(lines(self.name))))

    @property
    def heading_mark(self) -> str:
        """What stands in the column of running numbers beside a heading."""
        return self.stt if self.stt != self.heading_text else ""


class Kinds:
    """Tells the kinds of rows apart, knowing the header and the plan."""

    def __init__(self, header: Header, categories: Categories, areas: Areas) -> None:
        self._labels = frozenset(map(fold, filter(None, header.labels)))
        self._categories = categories
        self._areas = areas

    def kind(self, row: Row, below: Row | None, *, follows_on: bool) -> Kind:
        """The kind of a row, knowing the next one; `follows_on`: its number is one more than the last person's."""
        if not row.filled:
            return Kind.BLANK
        if self._is_header(row):
            return Kind.HEADER
        if _is_total(row):
            return Kind.TOTAL
        if _is_signature(row):
            return Kind.SIGNATURE
        waits = self._waits_for_names(row, below)
        if not waits and self._is_heading(row, follows_on):
            return Kind.HEADING
        if row.name:
            return Kind.PERSON
        return Kind.PLACE if waits or row.numbered or len(set(row.filled)) > 1 else Kind.STRAY

    def _is_header(self, row: Row) -> bool:
        texts = row.filled
        if len(texts) > 1 and all(map(_COLUMN_NUMBER.fullmatch, texts)):
            return True
        return len(texts) > 1 and all(fold(text) in self._labels for text in texts)

    def _is_heading(self, row: Row, follows_on: bool) -> bool:
        text = row.heading_text
        if not text or text.isdecimal():
            return False
        if is_group_mark(row.stt):
            return not self._is_person(text)
        if not _is_alone(row, text) or not any(map(str.isalpha, text)) or self._is_person(text):
            return False
        if row.numbered:
            return not follows_on and self._counts_or_is_known(row, text)
        return not row.heading_mark and self._stands_first(row, text)

    def _waits_for_names(self, row: Row, below: Row | None) -> bool:
        """`02 phóng viên`, `Lái xe` alone in a row: places without a name, unless people follow as under a heading."""
        text = row.heading_text
        if not text or not _is_alone(row, text):
            return False
        leads = below is not None and below.names_somebody
        heading = heading_of(text, row.heading_mark, tuple(row.filled))
        if counts_places(text):
            return not (leads and self._is_known(uncounted(text)))
        if not is_service_group(heading.text) or self._is_known(heading.text):
            return False
        is_group = heading.mark in _GROUP_MARKS or not service_words(heading.text)
        if leads:
            return heading.stated is None and not is_group and not _restarts(below)
        return heading.stated is not None or not is_group

    def _is_person(self, text: str) -> bool:
        """A name is one unless the plan knows the words better: Châu Khê is a ward."""
        return (
            looks_like_name(text) and not self._areas.is_only(text) and self._categories.match(text).trust < Trust.SURE
        )

    def _counts_or_is_known(self, row: Row, text: str) -> bool:
        """`1 | Đại biểu tỉnh (03 đ/c)`: numbered like a person, but it counts people or is a category of the plan."""
        heading = heading_of(text, row.stt, tuple(row.filled))
        return heading.stated is not None or self._is_known(heading.text)

    def _is_known(self, text: str) -> bool:
        """Whether a text is a category or an area of the plan."""
        return self._categories.match(text).trust is Trust.SURE or self._areas.is_only(text)

    def _stands_first(self, row: Row, text: str) -> bool:
        """In the first column or the name's, or merged from there: a lone text further right belongs to another row."""
        column = row.cells.index(text)
        return column <= max(row.header.columns(Field.NAME, Field.FAMILY, Field.STT), default=0)


def _is_alone(row: Row, text: str) -> bool:
    """Whether nothing else stands in a row but a mark and a count."""
    return not {other for other in row.filled if count_of(other) is None} - {text, row.heading_mark}


def _restarts(row: Row | None) -> bool:
    return row is not None and row.numbered and int(row.stt.rstrip(".)")) == 1


def _is_total(row: Row) -> bool:
    text = row.filled[0]
    if row.numbered or looks_like_name(text) or looks_like_name(row.name):
        return False
    return states_total(text)


def states_total(text: str) -> bool:
    """Whether a text begins as a total does: `Tổng số: 112 đại biểu`, `Danh sách này có 112 người`."""
    return bool(_TOTAL_FOLDED.match(fold(text)) if unmarked(text) else _TOTAL.match(text))


def total_of(row: Row) -> int | None:
    """The number a row of totals states."""
    numbers = re.findall(r"\d{1,6}", " ".join(row.filled))
    return int(numbers[0]) if numbers else None


def _is_signature(row: Row) -> bool:
    return not row.stt.rstrip(".").isdecimal() and all(map(is_signing, row.filled))


def is_signing(text: str) -> bool:
    """Whether a text stands above a signature: a place and date, `T/M BAN DÂN VẬN`, `TRƯỞNG BAN`."""
    bare = text.strip(" :.,")
    return SIGNING.are(bare) or bool(_DATED.search(fold(text))) or bool(_FOR_ANOTHER.match(text))
