"""Conferences to measure on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from builders import agenda, code, conference, delegates
from conftest import write_conference
from store import Scan
from store.engine.file_engine import FileEngine
from store.engine.platform import System
from store.engine.tables import Tables
from store.records import AgendaItem, Conference, Delegate
from stores import QuietSystem, opened


@contextmanager
def folder() -> Iterator[Path]:
    """Of its own, on the disk for temporary files."""
    with tempfile.TemporaryDirectory(prefix="toadam-") as name:
        yield Path(name)


@contextmanager
def of_size(count: int) -> Iterator[Path]:
    """So many delegates, nobody in yet."""
    with folder() as place:
        yield write_conference(place / "toadam.json", delegates(count))


@contextmanager
def after_scans(count: int) -> Iterator[Path]:
    """So many delegates, who have all come: as many entries in the log."""
    with of_size(count) as path:
        with closing(opened(path, system=QuietSystem())) as store:
            for number in range(1, count + 1):
                store.run(Scan.of(code(number)))
        yield path


@contextmanager
def with_agenda() -> Iterator[Path]:
    """112 delegates and an agenda."""
    with folder() as place:
        tables = {
            Conference.table: {"1": conference().to_document()},
            Delegate.table: {str(one.id): one.to_document() for one in delegates()},
            AgendaItem.table: {str(one.id): one.to_document() for one in agenda()},
        }
        FileEngine.create(place / "toadam.json", 1, Tables(tables), System())
        yield place / "toadam.json"


def spread(people: list[Delegate], count: int) -> list[Delegate]:
    """Delegates from all over the list, each once; no two of one name in turn: what stands is not painted again."""
    chosen = people[:: max(1, len(people) // count)][:count]
    return [one for one, before in zip(chosen, [None, *chosen], strict=False) if not before or one.name != before.name]
