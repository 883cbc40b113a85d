"""A roster taken in: numbers, codes, corrections, other people in the same place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from conftest import opener, write_conference
from store import CheckIn, CorrectDelegate, KeepOnList, MarkAbsent, Outcome, Scan, Store, StrikeOff, Undo
from store.errors import Refused
from store.records import AreaId, CategoryId, Delegate, Method, Role, Standing
from store.roster import Entry, Imported, ImportRoster, preview

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
    return store.run(ImportRoster.of(entries, map(AreaId, areas), count(store.state.seq * 100_000 + 1).__next__))


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


def test_whom_a_later_roster_lacks_is_marked_until_listed_again(store: Store) -> None:
    take_in(store, *ROSTER)
    take_in(store, ROSTER[0])
    assert [delegate.unlisted for delegate in on_list(store)] == [False, True, True]
    assert take_in(store, ROSTER[0]).unlisted == 2
    assert take_in(store, *ROSTER[:2]).unlisted == 1
    assert [delegate.unlisted for delegate in on_list(store)] == [False, False, True]


def test_whom_a_person_has_kept_is_not_asked_about_again_until_a_roster_has_them(store: Store) -> None:
    take_in(store, *ROSTER)
    take_in(store, ROSTER[0])
    store.run(KeepOnList(delegates=(on_list(store)[1].id,)))
    assert take_in(store, ROSTER[0]).unlisted == 1
    assert [delegate.unlisted for delegate in on_list(store)] == [False, False, True]
    assert take_in(store, *ROSTER).unlisted == 0
    assert take_in(store, ROSTER[0]).unlisted == 2


def test_a_roster_of_one_area_marks_nobody_of_another(store: Store) -> None:
    take_in(store, *ROSTER)
    assert take_in(store, areas=("p08",)).unlisted == 1
    assert [delegate.unlisted for delegate in on_list(store)] == [False, True, False]


def test_whoever_has_come_and_is_not_replaced_is_marked(store: Store) -> None:
    take_in(store, *ROSTER)
    store.run(CheckIn(delegate=on_list(store)[1].id, method=Method.NUMBER))
    take_in(store, ROSTER[0], entry(10, "Phạm Quốc Đạt", "Phường Phù Khê"), ROSTER[2])
    assert [delegate.unlisted for delegate in on_list(store)] == [False, True, False, False]


def test_who_was_struck_off_and_is_listed_again_is_summoned(store: Store) -> None:
    take_in(store, *ROSTER)
    store.run(StrikeOff(delegates=(on_list(store)[1].id,)))
    told = take_in(store, *ROSTER)
    assert (told.corrected, told.unchanged, told.numbers) == (1, 2, (1, 2, 3))
    assert {delegate.standing for delegate in on_list(store)} == {Standing.SUMMONED}


def test_who_was_struck_off_stays_so_while_nobody_lists_them(store: Store) -> None:
    take_in(store, *ROSTER)
    store.run(StrikeOff(delegates=(on_list(store)[1].id,)))
    assert take_in(store, ROSTER[0], ROSTER[2]).unlisted == 0
    assert on_list(store)[1].standing is Standing.STRUCK_OFF


PLACE = entry(12, "", "Hội Nông dân", title="Lãnh đạo")
DRIVER = Entry(row=13, name="", title="Lái xe", standing=Standing.SERVICE)


def test_places_without_a_name_are_each_somebody(store: Store) -> None:
    told = take_in(store, *ROSTER, PLACE, PLACE, DRIVER)
    assert (told.added, told.numbers) == (6, (1, 2, 3, 4, 5, 6))
    assert [(delegate.name, delegate.standing) for delegate in on_list(store)[3:]] == [
        ("", Standing.SUMMONED),
        ("", Standing.SUMMONED),
        ("", Standing.SERVICE),
    ]
    before = on_list(store)
    again = take_in(store, *ROSTER, PLACE, PLACE, PLACE, DRIVER)
    assert (again.unchanged, again.added, again.numbers) == (6, 1, (1, 2, 3, 4, 5, 7, 6))
    assert [delegate.code for delegate in on_list(store)[:6]] == [delegate.code for delegate in before]


def test_a_place_that_gets_a_name_keeps_number_and_code(store: Store) -> None:
    take_in(store, PLACE, DRIVER)
    before = on_list(store)[0]
    told = take_in(store, entry(12, "Đỗ Hải", "Hội Nông dân", title="Chủ tịch", role="Chủ trì"), DRIVER)
    after = on_list(store)[0]
    assert (told.corrected, told.added, told.numbers) == (1, 0, (1, 2))
    assert (after.name, after.title, after.role) == ("Đỗ Hải", "Chủ tịch", "Chủ trì")
    assert (after.number, after.code, after.retired_codes) == (before.number, before.code, ())


def test_a_place_named_at_the_desk_stays_named(store: Store) -> None:
    take_in(store, PLACE, PLACE)
    store.run(CorrectDelegate(delegate=on_list(store)[0].id, name="Đỗ Hải"))
    told = take_in(store, PLACE, PLACE)
    assert (told.unchanged, told.added, told.unlisted) == (2, 0, 0)
    assert [delegate.name for delegate in on_list(store)] == ["Đỗ Hải", ""]


def test_a_silent_roster_leaves_a_role(store: Store) -> None:
    take_in(store, entry(9, "Nguyễn Văn An", "Phường Tam Sơn", role="Chủ trì"))
    assert take_in(store, entry(9, "Nguyễn Văn An", "Phường Tam Sơn")).unchanged == 1
    assert on_list(store)[0].role == "Chủ trì"


def test_what_a_preview_shows_is_what_an_import_does(store: Store) -> None:
    take_in(store, *ROSTER)
    store.run(CheckIn(delegate=on_list(store)[2].id, method=Method.NUMBER))
    new = (
        entry(9, "Nguyễn Văn An", "Phường Tam Sơn", title="Phó Bí thư"),
        entry(10, "Phạm Quốc Đạt", "Phường Phù Khê"),
        entry(11, "Vũ Thị Em", "Phường Trang Hạ"),
        PLACE,
    )
    found = preview(new, (), store.state.delegates.values(), store.state.attendance)
    told = take_in(store, *new)
    assert (len(found.corrected), len(found.replaced), len(found.added)) == (1, 1, 2)
    assert (told.corrected, told.replaced, told.added, told.unlisted) == (1, 1, 2, len(found.unlisted))
    assert [delegate.name for delegate in found.unlisted] == ["Lê Văn Cường"]


def test_one_undo_takes_the_whole_import_back(store: Store) -> None:
    take_in(store, *ROSTER, PLACE)
    store.run(StrikeOff(delegates=(on_list(store)[2].id,)))
    before = on_list(store)
    told = take_in(
        store,
        ROSTER[2],
        entry(10, "Phạm Quốc Đạt", "Phường Phù Khê"),
        entry(12, "Đỗ Hải", "Hội Nông dân", title="Chủ tịch"),
        DRIVER,
    )
    assert (told.corrected, told.replaced, told.added, told.unlisted) == (2, 1, 1, 1)
    store.run(Undo())
    assert on_list(store) == before
    assert take_in(store, *ROSTER, PLACE, DRIVER).numbers == (1, 2, 3, 4, 7)


def test_ten_thousand_are_taken_in_and_again(store: Store) -> None:
    people = [entry(row, f"Nguyễn Văn {chr(65 + row % 26)}n", f"Tổ {row}") for row in range(9_900)]
    everybody = [*people, *[PLACE] * 100]
    assert take_in(store, *everybody).added == 10_000
    assert take_in(store, *reversed(everybody)).unchanged == 10_000


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
