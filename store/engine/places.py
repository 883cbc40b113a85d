"""Which folders can be trusted with a conference.

Locks and syncs over a network drive promise less than they say, so one is refused. A folder that some program copies to
a cloud works, but the copy may pair a data file with another moment's journal and the names leave the machine, so it is
warned of.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from store.engine.platform import System
from store.errors import Unsuitable

NETWORK_KINDS: Final = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "afs"),
        *("ceph", "glusterfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.glusterfs", "network"),
    )
)
"""File system types as Linux and macOS name them; Windows only says `network`."""

_CLOUDS: Final = {
    "OneDrive": re.compile(r"onedrive( - .+)?"),
    "Google Drive": re.compile(r"google ?drive|my drive|drive của tôi|googledrive-.+"),
    "Dropbox": re.compile(r"dropbox( \(.+\))?"),
    "iCloud": re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs"),
    "Zalo": re.compile(r"zalo( received files| ?pc)?"),
}
"""What each program calls the folders it copies away."""


def refuse_network_drive(path: Path, system: System) -> None:
    """Raises `Unsuitable` if `path` lies on a network drive."""
    kind = system.filesystem_kind(path.parent)
    if kind in NETWORK_KINDS:
        raise Unsuitable(path, kind)


def cloud_folder(path: Path) -> str | None:
    """The program that copies this file to a cloud, as far as the names of its folders tell."""
    parts = [part.casefold() for part in path.parent.parts]
    return next((cloud for cloud, name in _CLOUDS.items() if any(map(name.fullmatch, parts))), None)
