"""A conference of format 1 opened by this program, cut before every call: nothing is lost, opening again completes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import builders
from disks import Disk, cuts, files_in, lay_out
from faults import OtherBoot, Recording
from older import left_by_format_1
from store import Outcome, Scan
from store.engine.data_file import read_data_file
from store.engine.examination import backups_of, read_backup
from store.engine.layout import Layout
from store.engine.platform import System
from store.engine.tables import FORMAT
from stores import Moments, QuietSystem, every_document, opened


@pytest.mark.parametrize("step", [61, pytest.param(1, marks=pytest.mark.long)])
def test_an_upgrade_cut_anywhere_loses_nothing_and_is_completed(tmp_path: Path, step: int) -> None:
    """In short every kill and every 61st of the power cuts."""
    folder = tmp_path / "day"
    path = left_by_format_1("unfolded", folder)
    disk, system = Disk(folder, files_in(folder)), Recording()
    store = opened(path, system=system)
    states = {store.state.seq: every_document(store)}
    store.run(Scan.of(builders.code(6)))
    promised_after = len(system.calls)
    states[store.state.seq] = every_document(store)
    store.close()
    assert list(states) == [8, 9]

    for index, (made, files, machine) in enumerate(cuts(disk, system.calls)):
        if isinstance(machine, OtherBoot) and index % step:
            continue
        place = tmp_path / str(index)
        lay_out(files, folder, place)
        _check(place / path.name, states, 9 if made >= promised_after else 8, machine)


def _check(path: Path, states: Mapping[int, object], promised: int, machine: QuietSystem) -> None:
    store = opened(path, system=machine, clock=Moments(boot=machine.boot_id()))
    assert store.read_only is None, store.read_only
    assert store.state.seq >= promised
    assert every_document(store) == states[store.state.seq]
    store.run(Scan.of(builders.code(6)))
    store.close()
    again = opened(path, system=machine)
    assert again.run(Scan.of(builders.code(6))).outcome in (Outcome.REPEAT, Outcome.ALREADY_IN)
    again.close()
    layout = Layout.of(path)
    assert read_data_file(layout, machine).format == FORMAT
    kept = [read_backup(backup.path, layout, System()) for backup in backups_of(path)]
    assert [(content.format, content.seq) for content in kept] == [(1, 8)]
