"""Runs `toadam` as a person would: a process of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from assets import ASSETS

SAMPLE = ASSETS / "sample" / "danh-sach-dai-bieu.xlsx"

TOADAM = (sys.executable, "-m", "tui")


def environment(**changes: str) -> dict[str, str]:
    """Ours without what would change how the program behaves, and with the checkout in reach."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOADAM_")}
    return kept | {"PYTHONPATH": str(ASSETS.parent)} | changes


def toadam(
    folder: Path, *arguments: str | Path, stdin: str | bytes = b"", **changes: str
) -> subprocess.CompletedProcess[str]:
    """One command, run to its end in `folder`. Nothing may ever print a traceback."""
    typed = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [*TOADAM, *map(str, arguments)],
        cwd=folder,
        input=typed,
        capture_output=True,
        timeout=120,
        env=environment(**changes),
        check=False,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def ok(folder: Path, *arguments: str | Path, **options: Any) -> str:
    """What a command that succeeds prints."""
    done = toadam(folder, *arguments, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def answer(folder: Path, *arguments: str | Path, **options: Any) -> Any:
    """What a command answers as JSON."""
    return json.loads(ok(folder, *arguments, "--json", **options))


def sample_conference(folder: Path) -> Path:
    """The model conference with its 112 delegates, nobody in yet."""
    ok(folder, "new")
    ok(folder, "import", SAMPLE)
    return folder / "toadam.json"


def badge_codes(folder: Path) -> list[str]:
    """Everybody's code, by number."""
    return [row["code"] for row in answer(folder, "codes")]
