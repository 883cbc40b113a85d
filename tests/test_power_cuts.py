"""Power cuts on real file systems: what was acknowledged before is there afterwards, once and whole."""

from __future__ import annotations

import pytest

from mounts import loop_disk
from power_cuts import PowerCuts
from store import StoreError

SEED = 20230915


@pytest.mark.parametrize("cuts", [40, pytest.param(10_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("kind", ["ext4", "xfs"])
def test_after_a_power_cut_everything_acknowledged_is_there_once(kind: str, cuts: int) -> None:
    with loop_disk(kind) as disk, PowerCuts(disk, SEED) as power:
        power.cut(cuts)
    print(f"{cuts} power cuts on {kind}, {power.acknowledged} commits acknowledged")
    assert power.acknowledged > cuts


@pytest.mark.parametrize("forgotten", ["commits", "new files"])
@pytest.mark.parametrize("kind", ["ext4", "xfs"])
def test_a_disk_that_is_not_told_to_sync_is_found_out(kind: str, forgotten: str) -> None:
    """Otherwise the test above could not fail."""
    with (
        loop_disk(kind) as disk,
        PowerCuts(disk, SEED, forgotten) as power,
        pytest.raises((AssertionError, StoreError)),
    ):
        power.cut(100)
