"""From a row and a person named in it to an entry, with doubts about single cells."""

from __future__ import annotations

import msgspec

from store.records import AreaId, Value
from store.roster.areas import Areas
from store.roster.columns import Field
from store.roster.numbers import phone_numbers
from store.roster.people import Person, is_odd
from store.roster.posts import joined_lines, split_post, swapped_post
from store.roster.reading import Doubt, DoubtKind, Entry
from store.roster.roles import roles_in
from store.roster.rows import Row
from store.roster.unnamed import Places
from store.roster.vocabulary import NO_ROLE, TITLES, UNITS, VAGUE_TITLES
from store.roster.words import capital, exact, has_run
from store.text import LONGEST, brief
from store.vietnamese import fold

_NAMED_AFTER = {"phuong": "phường", "khu pho": "khu phố", "xa": "xã"}
"""Columns whose label belongs before what stands in them: under `Phường`, `Đình Bảng` is phường Đình Bảng."""

_SHORTENED = ("p ", "kp", "x ")


class Place(Value, frozen=True, kw_only=True):
    """What the headings above a person say."""

    area: AreaId
    unit: str
    title: str = ""


def entry_of(row: Row, person: Person, place: Place, areas: Areas, doubts: list[Doubt]) -> Entry:
    """The entry of a named person, as yet without a category."""
    if is_odd(person.name):
        doubts.append(Doubt(row=row.number, what=DoubtKind.ODD_NAME, values={"name": person.name}))
    title, unit, rest = _post(row, person)
    return _entry(row, person, (title, unit, rest), place, areas, doubts)


def unnamed_entry(row: Row, said: Places, place: Place, areas: Areas, doubts: list[Doubt]) -> Entry:
    """The entry of one place that nobody has been named for; title and unit may stand in its text, or in columns."""
    title, unit = _columns_post(row)
    if not unit and title and not TITLES.begin(title) and (said.title or UNITS.begin(title)):
        title, unit = "", title
    own = title if not said.title or (title and VAGUE_TITLES.are(said.title)) else said.title
    whole = unit if has_run(exact(unit), exact(said.unit)) else _joined([said.unit, unit])
    return _entry(row, Person(name=""), (own, whole, ""), place, areas, doubts)


def _entry(
    row: Row, person: Person, post: tuple[str, str, str], place: Place, areas: Areas, doubts: list[Doubt]
) -> Entry:
    title, unit, rest = post
    remarks = [*row.of(Field.NOTE), person.note, rest]
    entry = Entry(
        row=row.number,
        stt=row.stt.rstrip(".)"),
        name=person.name,
        title=title or place.title,
        unit=capital(unit or place.unit),
        role=_role(row, remarks),
        seat=" ".join(row.of(Field.SEAT)),
        note="; ".join(filter(None, remarks)),
    )
    area, phone = _area(entry, person, place, areas, doubts), _phone(row, entry, doubts)
    return _cut(msgspec.structs.replace(entry, area=area, phone=phone), doubts)


_TEXTS = ("stt", "name", "title", "unit", "role", "phone", "seat", "note")


def _cut(entry: Entry, doubts: list[Doubt]) -> Entry:
    """The entry with nothing in it longer than what is kept of a person."""
    long = {field: text for field in _TEXTS if len(text := getattr(entry, field)) > LONGEST}
    cut = {field: brief(text) for field, text in long.items()}
    for field, text in long.items():
        doubts.append(Doubt(row=entry.row, what=DoubtKind.CUT, values={"text": cut[field], "count": len(text)}))
    return msgspec.structs.replace(entry, **cut) if cut else entry


def _role(row: Row, remarks: list[str]) -> str:
    """From the column for it, whatever it says; from remarks only what is known to be a role."""
    told = [text for text in row.of(Field.ROLE) if not NO_ROLE.begin(text)]
    roles = [role for text in told for role in roles_in(text) or (capital(text),)]
    roles += [role for text in remarks for role in roles_in(text)]
    return _joined(roles)


def _post(row: Row, person: Person) -> tuple[str, str, str]:
    """Title, unit, and what the name's cell says beyond them."""
    title, unit = _columns_post(row)
    if not person.post:
        return title, unit, ""
    if title:
        return title, unit, person.post
    own_title, own_unit = split_post(person.post) if not unit else (person.post, unit)
    return own_title, own_unit, ""


def _columns_post(row: Row) -> tuple[str, str]:
    titles = row.raw_of(Field.TITLE)
    units = _units(row)
    for both, split in ((Field.TITLE_UNIT, split_post), (Field.UNIT_TITLE, swapped_post)):
        for cell in row.raw_of(both):
            title, unit = split(cell)
            titles, units = [*titles, title], [unit, *units]
    if titles and not units and not row.header.columns(Field.UNIT, Field.TITLE_UNIT, Field.UNIT_TITLE):
        return split_post(", ".join(titles))
    return _joined([joined_lines(title) for title in titles]), _joined(units)


def _joined(texts: list[str]) -> str:
    return ", ".join(dict.fromkeys(filter(None, texts)))


def _units(row: Row) -> list[str]:
    columns = row.header.columns(Field.UNIT)
    cells = [(row.header.labels[column], row.raw[column]) for column in columns if column < len(row.raw)]
    return [_labelled(label, joined_lines(cell)) for label, cell in cells if cell.strip()]


def _labelled(label: str, text: str) -> str:
    kind = _NAMED_AFTER.get(fold(label), "")
    return f"{kind} {text}" if kind and text and not fold(text).startswith((fold(kind), *_SHORTENED)) else text


def _area(entry: Entry, person: Person, place: Place, areas: Areas, doubts: list[Doubt]) -> AreaId:
    """The area of the post, else of a remark behind the name, else of the heading."""
    own = areas.find(f"{entry.title}, {entry.unit}") or areas.find(person.note)
    if own and place.area and own != place.area:
        values: dict[str, str | int] = {"name": entry.called, "area": own, "heading_area": place.area}
        doubts.append(Doubt(row=entry.row, what=DoubtKind.AREA_CONFLICT, values=values))
    if unknown := areas.unknown(entry.unit):
        values = {"name": entry.called, "text": unknown}
        doubts.append(Doubt(row=entry.row, what=DoubtKind.UNKNOWN_AREA, values=values))
    return own or place.area


def _phone(row: Row, entry: Entry, doubts: list[Doubt]) -> str:
    text = " / ".join(row.of(Field.PHONE))
    numbers = phone_numbers(text)
    if len(numbers) > 1:
        values: dict[str, str | int] = {"name": entry.called, "phone": text}
        doubts.append(Doubt(row=row.number, what=DoubtKind.SEVERAL_PHONES, values=values))
    if numbers or not any(map(str.isdigit, text)):
        return numbers[0] if numbers else ""
    doubts.append(Doubt(row=row.number, what=DoubtKind.ODD_PHONE, values={"name": entry.called, "phone": text}))
    return text
