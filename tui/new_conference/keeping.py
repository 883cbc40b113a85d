"""Where a new conference is kept: a folder of its own, proposed, and judged while somebody types another."""

from __future__ import annotations

import datetime as dt
from itertools import count
from pathlib import Path
from typing import Final

from platformdirs import user_documents_path

from store import cloud_folder
from store.errors import AlreadyThere, StoreError, Unsuitable
from store.text import shown
from tui.i18n import _
from tui.refusals import sentence
from tui.typed_path import typed_path
from tui.verdict import Verdict

FILE: Final = "toadam.json"


def proposed(date: dt.date) -> Path:
    """A folder named after the day in which nothing is yet: in the documents, unless a cloud copies those away."""
    root = user_documents_path()
    if cloud_folder(root / "here"):
        root = Path.home()
    name = f"toa-dam-{date.isoformat()}"
    numbered = (root / f"{name}-{number}" for number in count(2))
    return root / name if not (root / name / FILE).exists() else next(one for one in numbered if not one.exists())


def verdict(text: str) -> Verdict:
    """What is wrong with a folder, as far as its name tells; a cloud is warned of, and it is their decision."""
    folder = typed_path(text)
    if folder is None or not folder.is_absolute():
        return Verdict(_("Write the whole path of a folder, for example {path}").format(path=Path.home()), right=False)
    cloud = cloud_folder(folder / FILE)
    if cloud:
        warning = _("Careful: {cloud} copies this folder away, names included; better keep the conference elsewhere")
        return Verdict("! " + warning.format(cloud=cloud))
    return Verdict(_("Everything of the conference lies in this folder: {path}").format(path=shown(str(folder))))


def file_in(text: str) -> Path:
    """The conference's file in a folder the verdict has nothing against; the folder is made. Raises `OSError`."""
    folder = typed_path(text) or Path(text)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / FILE


def refusal(error: StoreError) -> str:
    """Why nothing was made there, and what to do."""
    match error:
        case AlreadyThere():
            return _("A conference is kept in this folder already, and is not overwritten; name another folder")
        case Unsuitable():
            return _("This folder is on a network drive, where arrivals could be lost; name a folder on this machine")
    return sentence(error)
