"""As on Windows, where nobody replaces a file that Word or Excel has open."""

from __future__ import annotations

from pathlib import Path

import pytest


def open_elsewhere(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on this file cannot be replaced."""
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if Path(target) == path:
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
