"""Writes into README.md what can be told from the program: `python tests/readme.py` after changing a key.

The table of scans comes of the rules of input methods and layouts and of how scans are read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from tui import keys

README = Path(__file__).resolve().parent.parent / "README.md"
PICTURES = README.parent / "assets" / "pictures"


def key_table() -> str:
    """Every key and what it does, in the order of the help."""
    rows = [f"| `{key.shown}` | {key.help} |" for key in keys.EVERY]
    return "\n".join(["| key | what it does |", "|---|---|", *rows])


def part(text: str, name: str) -> str:
    """What stands between the marks of a generated part."""
    return text.split(f"<!-- {name} -->\n")[1].split(f"\n<!-- /{name} -->")[0]


def with_part(text: str, name: str, content: str) -> str:
    """The text with that part replaced."""
    before, after = text.split(f"<!-- {name} -->\n")[0], text.split(f"<!-- /{name} -->")[1]
    return f"{before}<!-- {name} -->\n{content}\n<!-- /{name} -->{after}"


def command(text: str, name: str) -> str:
    """The command in the code block behind a mark."""
    block = text.split(f"<!-- {name} -->\n```sh\n")[1].split("\n```")[0]
    return " ".join(_lines(block))


def _lines(block: str) -> Iterator[str]:
    yield from (line.strip() for line in block.splitlines() if line.strip())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(command(README.read_text(encoding="utf-8"), sys.argv[1]))
    else:
        import typed_scans

        text = with_part(README.read_text(encoding="utf-8"), "keys", key_table())
        README.write_text(with_part(text, "scans", typed_scans.table()), encoding="utf-8", newline="\n")
