"""LibreOffice turns documents into what is printed, several at once: starting it is what takes the time."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
WAIT_S = 180


def pdfs(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Every document, by the name of its file, as a PDF. Skips where that cannot be had, but not in CI."""
    lacking = _lacking()
    if lacking and os.environ.get("CI"):
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)
    assert SOFFICE is not None
    for name, content in documents.items():
        (folder / name).write_bytes(content)
    home = (folder / "libreoffice").as_uri()
    command = [SOFFICE, "--headless", f"-env:UserInstallation={home}", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / name) for name in documents]
    done = subprocess.run([*command, *files], capture_output=True, text=True, timeout=WAIT_S, check=False)
    assert done.returncode == 0, done.stderr
    return {name: (folder / name).with_suffix(".pdf").read_bytes() for name in documents}


def _lacking() -> str:
    """What has to be installed first: without a face that has all letters, words come apart in the PDF."""
    if SOFFICE is None:
        return "LibreOffice is not installed (libreoffice-writer-nogui, libreoffice-calc-nogui)"
    command = ["fc-match", "-f", "%{lang}", "Times New Roman"]
    languages = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return "" if "vi" in languages.split("|") else "no face like Times New Roman has Vietnamese (fonts-liberation2)"
