"""Several windows on one conference: they answer as one would, and each sees all that the others do."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from stores import new_conference
from windows import Windows

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP and kill -9 are POSIX")


@pytest.mark.parametrize("seconds", [8, pytest.param(60, marks=pytest.mark.long)])
def test_eight_windows_answer_as_one_would(tmp_path: Path, seconds: int) -> None:
    """Any verb in any of them, while their clocks are set, some stand still for a moment and some are killed."""
    path = new_conference(tmp_path)
    with Windows(path, 8) as windows:
        windows.work(seconds, Random(seconds), stop=True, kill=True)
        windows.rest()
        assert windows.faults() == []
        print(windows.killed, windows.stops, len(windows.history().calls))
