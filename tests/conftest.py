"""What many tests start from: a conference file with delegates nobody has checked in yet."""

from __future__ import annotations

import datetime as dt
import gc
import os
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

import store
from builders import DAY, conference, delegates, stamp
from idle import wait_for_idle, wait_for_screen
from store.clock import Clock
from store.engine.file_engine import FileEngine
from store.engine.platform import System
from store.engine.tables import Tables
from store.records import Attendance, Conference, Delegate, Role, Stamp
from store.roster import child, confined
from store.roster.grid import Book
from store.store import Store, open_store
from stores import in_databases
from tui.i18n import DEFAULT, set_language

for _name in store.__all__:
    # Every verb there is is known, as in a window that has been open for a while.
    getattr(store, _name)

MILLISECOND = dt.timedelta(milliseconds=1)

MakeConference = Callable[..., Path]


def pytest_configure(config: pytest.Config) -> None:
    """Programs under test find their modules compiled, as where they are installed, whatever this machine does."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(config.rootpath / ".pytest_cache" / "bytecode")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long` adds the long forms."""
    parser.addoption("--long", action="store_true", help="run the long forms too")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: somebody always waits for a terminal, a disk or a browser."""
    return (os.cpu_count() or 1) + 1


SLOWEST = (
    *("test_crash_points", "test_whole_morning", "test_kill_points", "test_power_cuts", "test_half_a_day"),
    *("test_several_windows", "test_model", "test_many_desks", "test_hall_windows", "test_moderator_scale"),
    *("test_browser", "test_paper_files", "test_frayed_database_line", "test_web_server", "test_web_attack"),
)
"""Files that take a while however few tests they have: begun first, so that nobody waits for them at the end."""


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Each worker begins with other files of a folder: what one of them has compiled the others find."""
    report = yield
    if isinstance(collector, pytest.Directory):
        begin = len(report.result) * _worker() // pytest_xdist_auto_num_workers()
        report.result = [*report.result[begin:], *report.result[:begin]]
    return report


def _worker() -> int:
    """The number of this process among those that run tests."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In the same order everywhere. Long forms are left out unless asked for."""
    items.sort(key=lambda item: (item.path.stem not in SLOWEST, item.path))
    if not config.getoption("--long"):
        skip = pytest.mark.skip(reason="a long form; --long runs it")
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(skip)


def pytest_collection_finish() -> None:
    """What is loaded stays, and what a test leaves lies a while: garbage is looked for a twentieth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def write_conference(
    path: Path, people: Iterable[Delegate], attendance: Iterable[Attendance] = (), **changes: object
) -> Path:
    """A conference file with these people; `changes` are fields of the conference."""
    tables = {
        Conference.table: {"1": conference(**changes).to_document()},
        Delegate.table: {str(person.id): person.to_document() for person in people},
        Attendance.table: {str(record.delegate): record.to_document() for record in attendance},
    }
    FileEngine.create(path, 1, Tables(tables), System())
    return path


def opener(
    path: Path, desk: str = "Bàn 1", role: Role = Role.OFFICE, *, at: str = "07:36", day: dt.date = DAY
) -> Callable[[], Store]:
    """Opens the conference as a desk, when it is called; then it is `at` that day, and time goes on."""
    return lambda: open_store(path, desk=desk, role=role, clock=clock_from(at, day))


def clock_from(at: str, day: dt.date = DAY) -> Clock:
    """A clock that is set to `at` now."""
    begun = System().boot_clock_ms()

    def now(_zone: dt.tzinfo) -> Stamp:
        since = dt.timedelta(milliseconds=System().boot_clock_ms() - begun)
        start = stamp(at, day=day)
        return Stamp(wall=start.wall + since, boot_ms=start.boot_ms + since // MILLISECOND, boot=start.boot)

    return now


@pytest.fixture(autouse=True)
def _vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test begins in the interface's own language, whatever the machine or the test before it chose."""
    monkeypatch.delenv("TOADAM_LANG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", os.devnull)
    set_language(DEFAULT)


@pytest.fixture
def english() -> None:
    """For tests that say what stands on the screen in the words of the code."""
    set_language("en")


@pytest.fixture(autouse=True)
def _no_guess_at_idleness(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pilot goes on when the event loop has nothing left to do."""
    for place in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{place}.wait_for_idle", wait_for_idle)
    monkeypatch.setattr("textual.pilot.Pilot._wait_for_screen", wait_for_screen)


@pytest.fixture
def in_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Conferences are in databases of a real server; what a desk keeps for itself is the test's own."""
    from postgres import borrowed

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    with borrowed() as new_address, in_databases(new_address):
        yield


@pytest.fixture
def in_database_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Conferences are in databases that go away once their desk has seen them."""
    from offline import lines_that_go
    from postgres import borrowed

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    with borrowed() as new_address, lines_that_go() as lines, in_databases(lambda: lines.to(new_address()), lines.go):
        yield


ENGINES: Final = {"database": "in_database", "offline": "in_database_away"}


@pytest.fixture(params=["file", "database", pytest.param("offline", marks=pytest.mark.long)])
def both_engines(request: pytest.FixtureRequest) -> None:
    """The test runs on a file and on a database; in the long form at a desk whose database is away, too."""
    if request.param in ENGINES:
        request.getfixturevalue(ENGINES[request.param])


@pytest.fixture(params=["file", *[pytest.param(name, marks=pytest.mark.long) for name in ENGINES]])
def each_engine(request: pytest.FixtureRequest) -> None:
    """The same, on a database in the long form only."""
    if request.param in ENGINES:
        request.getfixturevalue(ENGINES[request.param])


@pytest.fixture
def impatient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for a server that is away, and it is looked for often; what desks keep is the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.setattr("store.engine.postgres.line.PATIENCE_S", 0.02)
    monkeypatch.setattr("store.engine.desk.search.PAUSES_S", (0.01,))


@pytest.fixture
def taken_apart_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the child says of a file, without starting one: for tests of what is read, not of what holds the reader."""

    def read_book(path: Path, *_limits: object) -> Book:
        return confined._book(path, 0, child._answer(path))

    for place in ("store.roster", "rosters"):
        monkeypatch.setattr(f"{place}.read_book", read_book)


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    """112 summoned delegates, none of whom has arrived."""
    return write_conference(tmp_path / "toadam.json", delegates(112))


@pytest.fixture
def temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of the test's own: a purge looks in it for copies, and other tests have conferences of the same id."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder
