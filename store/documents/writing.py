"""A document reaches its place whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from store.documents.refusals import Unwritable


def write_whole(path: Path, content: bytes) -> None:
    """Puts `content` at `path` in one step, over what was there. Raises `Unwritable`, and then nothing has changed.

    The file is readable by its owner only: it holds names, and may hold codes.
    """
    try:
        _replace(path, content)
    except OSError as error:
        raise Unwritable(path, error) from error


def _replace(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".tmp", delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            file.close()  # Windows moves no open file
            draft.replace(path)
        except BaseException:
            file.close()
            draft.unlink(missing_ok=True)
            raise
