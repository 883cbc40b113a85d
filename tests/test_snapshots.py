"""The screens look as they did; where that was meant to change, `python tests/snapshots.py` writes them anew."""

from __future__ import annotations

import pytest

from snapshots import FOLDER, SNAPSHOTS, Snapshot, taken


@pytest.mark.parametrize("snapshot", SNAPSHOTS, ids=lambda snapshot: snapshot.name)
async def test_a_screen_looks_as_it_did(snapshot: Snapshot) -> None:
    expected = (FOLDER / f"{snapshot.name}.txt").read_text(encoding="utf-8")
    assert (await taken(snapshot)).splitlines() == expected.splitlines(), "python tests/snapshots.py, if it was meant"


def test_there_is_no_picture_of_anything_else() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {snapshot.name for snapshot in SNAPSHOTS}
