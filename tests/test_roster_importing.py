"""A roster taken in: numbers, codes, corrections, other people in the same place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from conftest import opener, write_conference
from store import CheckIn, MarkAbsent, Outcome, Scan, Store, Undo
from store.errors import Refused
from store.records import AreaId, CategoryId, Delegate, Method, Role
from store.roster import Entry, Imported, ImportRoster

KHOI = CategoryId("truong-khoi")


def entry(row: int, name: str, unit: str, **fields: str) -> Entry:
    known = {"title": "Trưởng Khối", "area": AreaId("")} | fields
    return Entry(row=row, name=name, unit=unit, category=KHOI, **known)  # type: ignore[arg-type]


ROSTER = (
    entry(9, "Nguyễn Văn An", "Phường Tam Sơn", area="p09"),
    entry(10, "Trần Thị Bình", "Phường Phù Khê", area="p08"),
    entry(11, "Lê Văn Cường", "Phường Trang Hạ", area="p11"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = opener(write_conference(tmp_path / "toadam.json", []))()
    yield store
    store.close()


def take_in(store: Store, *entries: Entry, areas: tuple[str, ...] = ()) -> Imported:
    return store.run(ImportRoster.of(entries, map(AreaId, areas), count(store.state.seq * 100 + 1).__next__))


def on_list(store: Store) -> list[Delegate]:
    return sorted(store.state.delegates.values(), key=lambda delegate: delegate.number)


def test_new_people_are_numbered_in_the_order_of_the_file(store: Store) -> None:
    told = take_in(store, *ROSTER)
    assert (told.added, told.numbers) == (3, (1, 2, 3))
    assert [delegate.name for delegate in on_list(store)] == [one.name for one in ROSTER]
    assert len({delegate.code for delegate in on_list(store)}) == 3


def test_the_same_roster_again_changes_nothing(store: Store) -> None:
    take_in(store, *ROSTER)
    before = on_list(store)
    told = take_in(store, *ROSTER)
    assert (told.added, told.unchanged, told.numbers) == (0, 3, (1, 2, 3))
    assert on_list(store) == before


def test_a_corrected_name_keeps_number_and_code(store: Store) -> None:
    take_in(store, *ROSTER)
    before = on_list(store)[1]
    told = take_in(
        store, ROSTER[0], entry(10, "Trần Thị Bình", "Phường Phù Khê", title="Trưởng Khối Dân vận"), ROSTER[2]
    )
    after = on_list(store)[1]
    assert (told.added, told.corrected) == (0, 1)
    assert (after.number, after.code, after.title) == (before.number, before.code, "Trưởng Khối Dân vận")


def test_another_person_in_the_place_gets_a_number_and_the_old_badge_is_known_as_replaced(store: Store) -> None:
    take_in(store, *ROSTER)
    old = on_list(store)[1]
    told = take_in(store, ROSTER[0], entry(10, "Phạm Quốc Đạt", "Phường Phù Khê"), ROSTER[2])
    assert (told.replaced, told.added, told.numbers) == (1, 0, (1, 4, 3))
    assert store.run(Scan.of(old.code)).outcome is Outcome.REPLACED
    new = store.state.delegates[old.id]
    assert store.run(Scan.of(new.code)).outcome is Outcome.ADMITTED


def test_whoever_has_come_is_not_replaced(store: Store) -> None:
    take_in(store, *ROSTER)
    come, excused = on_list(store)[1:]
    store.run(CheckIn(delegate=come.id, method=Method.NUMBER))
    store.run(MarkAbsent(delegate=excused.id, excused=True, reason="ốm"))
    others = entry(10, "Phạm Quốc Đạt", "Phường Phù Khê"), entry(11, "Vũ Thị Em", "Phường Trang Hạ")
    told = take_in(store, ROSTER[0], *others)
    assert (told.replaced, told.added, told.unlisted, told.numbers) == (0, 2, 2, (1, 4, 5))
    again = store.run(Scan.of(come.code))
    assert (again.outcome, again.delegate) == (Outcome.REPEAT, come.id)


def test_who_is_no_longer_listed_is_kept(store: Store) -> None:
    take_in(store, *ROSTER)
    assert take_in(store, ROSTER[0]).unlisted == 2
    assert len(on_list(store)) == 3


def test_a_roster_of_one_area_says_nothing_of_the_others(store: Store) -> None:
    take_in(store, *ROSTER)
    told = take_in(store, ROSTER[1], areas=("p08",))
    assert (told.unchanged, told.unlisted) == (1, 0)


def test_an_import_taken_back_gives_its_numbers_to_nobody(store: Store) -> None:
    take_in(store, *ROSTER)
    store.run(Undo())
    assert on_list(store) == []
    assert take_in(store, *ROSTER).numbers == (4, 5, 6)


def test_reception_may_not_take_in_a_roster(tmp_path: Path) -> None:
    store = opener(write_conference(tmp_path / "toadam.json", []), role=Role.RECEPTION)()
    with pytest.raises(Refused):
        take_in(store, *ROSTER)
    store.close()
