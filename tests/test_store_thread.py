"""The store's thread: order, news, trouble, waiting, closing."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

import builders
from builders import code
from conftest import opener
from podium import Clocks
from store import Outcome, Scan, StartItem, Store, Undo, open_store
from store.errors import NoConference, NotSaved, Refused
from stores import QuietSystem, new_conference
from tui import store_thread
from tui.store_thread import News, StoreThread, Waiting


class Heard:
    """What the thread told, and a way to wait for more of it."""

    def __init__(self, thread: StoreThread) -> None:
        self.news: list[News | Waiting] = []
        self._loop = asyncio.get_running_loop()
        self._more = asyncio.Event()
        thread.listen(self._hear)

    def _hear(self, news: News | Waiting) -> None:
        self.news.append(news)
        self._loop.call_soon_threadsafe(self._more.set)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not condition():
                self._more.clear()
                if not condition():
                    await self._more.wait()

    @property
    def changes(self) -> list[int]:
        return [change.entry.seq for news in self.news if isinstance(news, News) for change in news.changes]


@pytest.fixture
async def thread(roll: Path) -> AsyncIterator[StoreThread]:
    thread = StoreThread(opener(roll))
    yield thread
    thread.close()


def test_what_cannot_be_opened_is_raised_at_once(tmp_path: Path) -> None:
    with pytest.raises(NoConference):
        StoreThread(opener(tmp_path / "nothing.json"))


async def test_a_verb_is_answered_and_told(thread: StoreThread) -> None:
    heard = Heard(thread)
    answer = await thread.run(Scan.of(code(1)))
    assert answer.outcome is Outcome.ADMITTED
    assert thread.state.head_count().present == 1
    await heard.until(lambda: heard.changes == [1])
    assert thread.safety.saved is not None


class Beating(QuietSystem):
    """Tells when a sign of life is being written."""

    def __init__(self) -> None:
        self.beats: asyncio.Queue[None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def open(self, path: Path, *, create: bool = False, append: bool = False) -> int:
        if path.suffix == ".alive":
            self._loop.call_soon_threadsafe(self.beats.put_nowait, None)
        return super().open(path, create=create, append=append)


async def test_a_window_gives_signs_of_life_and_asks_about_the_time_without_them(tmp_path: Path) -> None:
    path, clocks, system = new_conference(tmp_path, agenda=builders.agenda()), Clocks("08:00:00"), Beating()
    thread = StoreThread(lambda: open_store(path, desk="Chủ trì", clock=lambda _zone: clocks.now, system=system))
    async with asyncio.timeout(20):
        await system.beats.get()
        await thread.run(StartItem(item=1))
        asked = [thread.recovery]
        clocks.wait(90)
        await system.beats.get()
        asked.append(thread.recovery)
    assert [one and one.gap_ms for one in asked] == [None, 90_000]
    thread.close()


async def test_verbs_run_in_the_order_they_were_queued_in(thread: StoreThread) -> None:
    futures = [thread.submit(Scan.of(code(number))) for number in range(1, 41)]
    answers = [await thread.outcome(future) for future in futures]
    assert [answer.delegate for answer in answers] == list(range(1, 41))


async def test_a_refusal_reaches_who_asked_and_the_next_verb_runs(thread: StoreThread) -> None:
    with pytest.raises(Refused):
        await thread.run(Undo())
    assert (await thread.run(Scan.of(code(1)))).outcome is Outcome.ADMITTED


async def test_what_others_commit_is_told_by_itself(thread: StoreThread, roll: Path) -> None:
    heard = Heard(thread)
    other = opener(roll, "Bàn 2")()
    other.run(Scan.of(code(7)))
    await heard.until(lambda: bool(heard.changes))
    other.close()
    assert thread.state.attendance[thread.state.codes[code(7)]].desk == "Bàn 2"


async def test_without_a_turn_for_long_the_holder_is_named(
    thread: StoreThread, roll: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_thread, "PATIENCE_S", 0.01)
    heard = Heard(thread)
    other = opener(roll, "Bàn 2")()
    with other.engine.turn():
        asking = asyncio.create_task(thread.run(Scan.of(code(1))))
        await heard.until(lambda: any(isinstance(news, Waiting) and news.holder for news in heard.news))
        assert not asking.done()
    answer = await asking
    other.close()
    assert answer.outcome is Outcome.ADMITTED
    waiting = [news for news in heard.news if isinstance(news, Waiting)]
    assert waiting[0].holder is not None
    assert waiting[0].holder.desk == "Bàn 2"
    assert waiting[-1].holder is None


async def test_the_event_loop_runs_while_the_turn_is_taken(thread: StoreThread, roll: Path) -> None:
    other = opener(roll, "Bàn 2")()
    with other.engine.turn():
        asking = thread.submit(Scan.of(code(1)))
        for _turn in range(100):
            await asyncio.sleep(0)
        assert not asking.done()
    await asking
    other.close()


async def test_a_disk_that_cannot_be_read_is_told_once_and_gets_well(
    thread: StoreThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = threading.Semaphore(0)

    def sick(_store: Store) -> bool:
        looks.release()
        raise NotSaved(OSError(5, "Input/output error"))

    heard = Heard(thread)
    monkeypatch.setattr(Store, "refresh", sick)
    await heard.until(lambda: thread.safety.trouble is not None)
    for _look in range(3):
        await asyncio.to_thread(looks.acquire)
    assert len(heard.news) == 1
    monkeypatch.undo()
    await heard.until(lambda: thread.safety.trouble is None)


async def test_a_backup_is_made_when_nobody_waits(thread: StoreThread) -> None:
    heard = Heard(thread)
    await thread.run(Scan.of(code(1)))
    await heard.until(lambda: thread.safety.backup is not None)


async def test_a_second_place_that_is_not_there_is_refused_and_forgotten(thread: StoreThread, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file"):
        await thread.back_up_to(blocked)
    assert thread.safety.second_place is None


async def test_closing_finishes_what_is_queued(roll: Path) -> None:
    thread = StoreThread(opener(roll))
    asking = [thread.submit(Scan.of(code(number))) for number in (1, 2, 3)]
    thread.close()
    assert [(await future).delegate for future in asking] == [1, 2, 3]
    again = opener(roll)()
    assert again.state.head_count().present == 3
    again.close()
