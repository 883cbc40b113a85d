"""A desk at which delegates arrive by a plan: `python arriving_desk.py PLACE DESK PLAN PAGE`.

It says `ready`, begins at the moment of the monotonic clock it is sent, scans each badge when it is due and looks for
what others do in between, as a window's store thread does. It says `done`, waits for a line, looks once more and writes
down what it was answered and when it showed what others did.
"""

from __future__ import annotations

import select
import sys
import time
from contextlib import closing
from pathlib import Path

import msgspec

from arrivals import Due, Page, Saved
from builders import code
from store import Change, Scan, Store, open_store
from stores import place_named
from tui.store_thread import LOOK_S


class Desk:
    """Scans, looks, and notes both."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.page = Page(saved=[], seen={})
        store.subscribe(self._hear)

    def _hear(self, change: Change) -> None:
        if not change.ours:
            self.page.seen[change.entry.seq] = time.monotonic()

    def wait_until(self, moment: float) -> None:
        """Looking every so often, as an idle window does."""
        while (left := moment - time.monotonic()) > 0:
            time.sleep(min(LOOK_S, left))
            self._store.refresh()

    def scan(self, number: int) -> None:
        asked = time.monotonic()
        outcome = self._store.run(Scan.of(code(number))).outcome
        answered = time.monotonic()
        self.page.saved.append(Saved(number, self._store.state.seq, outcome.value, asked, answered))


def main() -> None:
    place, name, plan, page = sys.argv[1:]
    due = msgspec.json.decode(Path(plan).read_bytes(), type=list[Due])
    with closing(open_store(place_named(place), desk=name)) as store:
        desk = Desk(store)
        print("ready", flush=True)
        began = float(sys.stdin.readline())
        for one in due:
            desk.wait_until(began + one.at)
            desk.scan(one.number)
        desk.wait_until(time.monotonic() + 3 * LOOK_S)
        print("done", flush=True)
        wait_for_all(store)
        Path(page).write_bytes(msgspec.json.encode(desk.page))


def wait_for_all(store: Store) -> None:
    """Others may still be at it: looking goes on until a line says that nobody is."""
    while not select.select([sys.stdin], [], [], LOOK_S)[0]:
        store.refresh()
    store.refresh()


if __name__ == "__main__":
    main()
