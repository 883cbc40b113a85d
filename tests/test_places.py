"""Which folders are trusted with a conference."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.engine.places import NETWORK_KINDS, cloud_folder, refuse_network_drive
from store.engine.platform import System
from store.errors import Unsuitable


class Mounted(System):
    """A machine on which everything lies on one kind of file system."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def filesystem_kind(self, folder: Path) -> str:
        return self._kind


@pytest.mark.parametrize("kind", sorted(NETWORK_KINDS))
def test_a_network_drive_is_refused_by_name(kind: str) -> None:
    with pytest.raises(Unsuitable) as refused:
        refuse_network_drive(Path("/mnt/chung/toadam.json"), Mounted(kind))
    assert refused.value.kind == kind


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "apfs", "tmpfs", "overlay", "fuseblk", ""])
def test_a_local_disk_is_taken(kind: str) -> None:
    refuse_network_drive(Path("/home/toadam.json"), Mounted(kind))


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("/Users/lan/Library/Mobile Documents/com~apple~CloudDocs/hn", "iCloud"),
        ("/home/lan/OneDrive - UBND thanh pho/hn", "OneDrive"),
        ("/home/lan/ONEDRIVE", "OneDrive"),
        ("/home/lan/Google Drive/My Drive", "Google Drive"),
        ("/home/lan/Dropbox (Ban Dan van)/hn", "Dropbox"),
        ("/home/lan/Documents/Zalo Received Files", "Zalo"),
        ("/home/lan/hội nghị", None),
        ("/home/lan/dropboxed", None),
    ],
)
def test_a_folder_that_is_copied_to_a_cloud_is_known_by_its_name(folder: str, cloud: str | None) -> None:
    assert cloud_folder(Path(folder) / "toadam.json") == cloud


def test_the_file_system_of_this_machine_is_known(tmp_path: Path) -> None:
    known = {line.split()[2] for line in Path("/proc/self/mounts").read_text().splitlines()}
    assert System().filesystem_kind(tmp_path) in known
