"""Measures and prints one table: `python tests/benchmarks [--short] [--write] [NAME …]`.

Every figure stands beside its limit or its peer, measured in turn in the same run. `--short` takes a few rounds of
each; `--write` puts the table into README.md and draws how it grows.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

from benchmarks import answers, at_rest, check_in, commands, many_windows, papers
from benchmarks.figures import Figure, table

FIGURES: dict[str, Callable[..., Iterator[Figure]]] = {
    "check-in": check_in.durable,
    "scan": answers.scans,
    "start": commands.starting,
    "commands": commands.whole,
    "search": answers.search,
    "idle": at_rest.idle,
    "memory": at_rest.memory,
    "windows": many_windows.together,
    "another": answers.another_window,
    "import": papers.importing,
    "badges": papers.badges,
    "attendance": papers.attendance,
}


def main() -> None:
    """Prints each figure as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[*FIGURES, []], metavar="NAME", help=", ".join(FIGURES))
    parser.add_argument("--short", action="store_true", help="few rounds of each")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    given = parser.parse_args()
    figures: list[Figure] = []
    for name in given.names or FIGURES:
        for figure in FIGURES[name](short=given.short):
            figures.append(figure)
            lines = table([figure]).splitlines()
            print("\n".join(lines if len(figures) == 1 else lines[2:]), flush=True)
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
