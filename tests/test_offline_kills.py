"""A desk on a database killed anywhere, offline and while it sends: what it answered arrives, and nothing twice."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from databases import write
from kill_points import Errand, Killer
from offline import Desk, admitted, is_dense
from postgres import new_schema, server

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are POSIX")


@pytest.fixture
def killer(tmp_path: Path) -> Iterator[Killer]:
    with closing(Killer(tmp_path)) as killer:
        yield killer


class Course:
    """One desk that is killed again and again on its way."""

    def __init__(self, desk: Desk, killer: Killer, folder: Path) -> None:
        self._desk = desk
        self._killer = killer
        self._errand = folder / "errand.json"
        self._answered = folder / "answered"
        self._answered.touch()
        self._data_home = str(folder / "user")

    def killed(self, at: int, *numbers: int) -> bool:
        """Whether it was killed at that call, scanning these."""
        errand = Errand(self._desk.address.url, list(numbers), self._data_home, str(self._answered))
        self._errand.write_bytes(msgspec.json.encode(errand))
        return self._killer.kills("desk", at, self._errand)

    @property
    def answered(self) -> set[int]:
        """Who was let in, as somebody was told."""
        return set(map(int, self._answered.read_text().split()))


@pytest.mark.parametrize("step", [23, pytest.param(1, marks=pytest.mark.long)])
def test_killed_anywhere_offline_or_sending_it_loses_nothing_and_does_nothing_twice(
    step: int, killer: Killer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    schema, people = new_schema(), 600
    write(server().address(schema), people)
    kills = {"offline": 0, "sending": 0}
    with Desk(server().port, schema, "Bàn A") as desk:
        desk.store.engine.let_go()
        course = Course(desk, killer, tmp_path)
        assert not course.killed(10_000, people)
        # The lock of an outbox that is gone stays.
        desk.line.take_down()
        assert not course.killed(10_000, people - 1)
        desk.line.mended()
        assert not course.killed(10_000)
        for at in range(1, people // 2, step):
            desk.line.take_down()
            offline = course.killed(at, 2 * at, 2 * at + 1)
            desk.line.mended()
            sending = course.killed(at)
            kills["offline"] += offline
            kills["sending"] += sending
            with closing(desk.open()) as store:
                assert store.waiting is None
                assert course.answered <= set(admitted(store))
                assert set(admitted(store).values()) == {1}
                assert is_dense(store)
            if not offline and not sending:
                break
        else:
            pytest.fail("it was killed to the end")
    assert min(kills.values()) > (50 if step == 1 else 2)
    print(f"\n{kills} kills, {len(course.answered)} answered")
