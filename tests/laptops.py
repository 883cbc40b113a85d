"""Two laptops with the same conference, which see each other no more, and a morning at the door of each."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import builders
from people import scan
from store import AdmitWalkIn, CheckOut, CloseCheckIn, CorrectDelegate, State, Store, Verb
from store.care import merge_conference
from store.merging import Merged
from store.records import CAME, CategoryId, DelegateId
from stores import Moments, QuietSystem, documents, new_conference, opened

PEOPLE = 40


class Laptop(NamedTuple):
    """A copy of the conference, and the clock of the machine it is on."""

    path: Path
    clock: Moments

    def do(self, *steps: tuple[str, Verb[Any]]) -> None:
        """What a window does there, each thing at the time given."""
        with closing(opened(self.path, f"Cửa {self.path.parent.name}", clock=self.clock)) as store:
            for time, verb in steps:
                self._at(time, store)
                store.run(verb)

    def _at(self, time: str, store: Store) -> None:
        wanted = builders.stamp(f"{time}:00").wall
        self.clock.move((wanted - store.now().wall).total_seconds())

    def merge(self, other: Laptop) -> Merged:
        return merge_conference(self.path, other.path, QuietSystem())

    @property
    def state(self) -> State:
        with closing(opened(self.path, fold=False)) as store:
            return store.state

    @property
    def documents(self) -> dict[str, Any]:
        with closing(opened(self.path, fold=False)) as store:
            return documents(store)

    def arrived(self, number: int) -> tuple[str, str]:
        """When and at which door, as it is on record."""
        attendance = self.state.attendance[DelegateId(number)]
        assert attendance.arrived is not None
        assert attendance.status in CAME
        return f"{attendance.arrived.wall:%H:%M}", attendance.desk


def walk_in(id: int, name: str) -> AdmitWalkIn:
    return AdmitWalkIn(id=DelegateId(id), seed=id, category=CategoryId("to-truong"), name=name)


def corrected(number: int, **changes: str) -> CorrectDelegate:
    return CorrectDelegate(delegate=DelegateId(number), **changes)  # type: ignore[arg-type]


def two_laptops(folder: Path) -> tuple[Laptop, Laptop]:
    """The same conference on both."""
    places = [folder / name for name in ("A", "B")]
    for place in places:
        place.mkdir()
    path = new_conference(places[0], PEOPLE)
    with closing(opened(path, "Văn phòng")) as store:
        store.run(corrected(1, note="Đã gọi điện"))
    shutil.copytree(places[0], places[1], dirs_exist_ok=True)
    first, second = (Laptop(place / path.name, Moments("07:00:00", boot=place.name)) for place in places)
    return first, second


def after_a_morning(folder: Path) -> tuple[Laptop, Laptop]:
    """The same, after a morning at either door."""
    first, second = two_laptops(folder)
    a_morning(first, second)
    return first, second


def a_morning(first: Laptop, second: Laptop) -> None:
    """Two doors: most come once, one is seen at both, each has a walk-in, each corrects one name."""
    first.do(
        *((f"07:{10 + number}", scan(number)) for number in range(1, 16)),
        ("07:41", walk_in(901, "Lý Thị Hằng")),
        ("07:42", corrected(3, name="Trần Văn Một")),
        ("07:43", corrected(4, unit="Phường Tam Sơn")),
        ("08:00", CloseCheckIn()),
        ("09:30", CheckOut(delegate=DelegateId(2))),
    )
    second.do(
        ("07:15", scan(15)),
        *((f"07:{20 + number - 16}", scan(number)) for number in range(16, 31)),
        ("07:36", scan(1)),
        ("07:37", scan(31)),
        ("07:40", walk_in(902, "Ngô Văn Đạt")),
        ("07:44", corrected(3, name="Trần Văn Hai")),
        ("07:45", corrected(4, phone="0912345678")),
        ("08:02", CloseCheckIn()),
    )


def small(laptops: tuple[Laptop, Laptop]) -> tuple[Laptop, Laptop]:
    first, second = laptops
    first.do(("07:10", scan(1)), ("07:12", scan(2)), ("07:13", corrected(3, name="Trần Văn Một")))
    second.do(("07:11", scan(2)), ("07:14", walk_in(902, "Ngô Văn Đạt")), ("07:15", corrected(3, name="Trần Văn Hai")))
    return first, second
