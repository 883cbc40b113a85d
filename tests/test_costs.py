"""What people wait for costs the same however long the list is: told by counting work, not time.

A figure in milliseconds says what the machine did just then; how often something is called is the same on a busy
machine. How long it takes stands in the README, measured by `python tests/benchmarks`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.strip import Strip

from builders import code, delegates
from counting import CountedSystem, calls
from reception_desk import desk_on
from store import Scan, Store
from store.search import Directory
from store.vietnamese import fold
from stores import new_conference, opened
from tui.screens.reception import ReceptionScreen
from tui.widgets.scan_card import ScanCard

FEW, MANY = 112, 10_000
CALLS_OF_A_SCAN = 600
CALLS_OF_ANOTHERS_COMMIT = 60
CALLS_OF_A_KEY = 2_500
"""About half as many again as were counted when this was written."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """A conference of each size."""
    return {size: new_conference(tmp_path_factory.mktemp(str(size)), size) for size in (FEW, MANY)}


def scans(store: Store, first: int, last: int) -> Iterator[int]:
    """What the first arrival of each of these takes."""
    for number in range(first, last + 1):
        yield calls(lambda number=number: store.run(Scan.of(code(number))))  # type: ignore[misc]


def test_a_check_in_is_the_same_work_on_every_list_one_line_written_and_one_sync(places: dict[int, Path]) -> None:
    counted: dict[int, list[int]] = {}
    for size, path in places.items():
        system = CountedSystem()
        with closing(opened(path, system=system)) as store:
            list(scans(store, 1, 20))
            system.written.clear()
            system.syncs = 0
            counted[size] = list(scans(store, 21, 40))
            assert (len(system.written), system.syncs) == (20, 20)
            assert max(system.written) < 1_000
    assert counted[FEW] == counted[MANY]
    assert max(counted[MANY]) <= CALLS_OF_A_SCAN


def test_what_another_window_did_is_taken_in_by_the_same_work_on_every_list(places: dict[int, Path]) -> None:
    counted: dict[int, int] = {}
    for size, path in places.items():
        with closing(opened(path)) as here, closing(opened(path, "Bàn B")) as there:
            for number in range(51, 71):
                there.run(Scan.of(code(number)))
            counted[size] = calls(here.refresh)
            assert here.state.seq == there.state.seq
    assert counted[FEW] == counted[MANY] <= 20 * CALLS_OF_ANOTHERS_COMMIT


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory.of(delegates(MANY))


def test_a_letter_typed_looks_into_an_index(directory: Directory) -> None:
    names = [fold(person.name) for person in delegates(MANY)[:: MANY // 40]]
    queries = [name[:length] for name in names for length in range(1, 9)]
    counted = [calls(lambda query=query: directory.find(query)) for query in queries]  # type: ignore[misc]
    assert max(counted) <= CALLS_OF_A_KEY


def test_an_index_made_for_a_letter_would_be_seen() -> None:
    """The count that the test above allows would be passed by far."""
    people = delegates(4 * FEW)
    assert calls(lambda: Directory.of(people).find("nguyen")) > 2 * CALLS_OF_A_KEY


async def test_while_somebody_types_the_index_stays(places: dict[int, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    of = Directory.of
    monkeypatch.setattr(Directory, "of", lambda *given: made.append(given) or of(*given))  # type: ignore[func-returns-value]
    async with desk_on(places[FEW]) as desk:
        await desk.type("n")
        await desk.app._window.directory.known()  # it is made in a thread
        assert len(made) == 1
        await desk.type("guyen van")
        await desk.press("escape")
        await desk.type("tran")
        assert len(made) == 1


async def test_an_answer_is_painted_before_what_else_it_changes_is_worked_out(
    places: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    paint, told = ScanCard.render_line, ReceptionScreen.told

    def painting(card: ScanCard, y: int) -> Strip:
        order.append("painted" if card.card.name else "")
        return paint(card, y)

    def telling(screen: ReceptionScreen, news: Any) -> None:
        order.append("told")
        told(screen, news)

    async with desk_on(places[FEW]) as desk:
        monkeypatch.setattr(ScanCard, "render_line", painting)
        monkeypatch.setattr(ReceptionScreen, "told", telling)
        for number in (101, 102, 103):
            order.clear()
            await desk.scan(code(number))
            first = next(filter(None, order))
            assert (first, order.count("told")) == ("painted", 1)
