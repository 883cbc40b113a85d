"""Measures and prints one table: `python tests/benchmarks [--short] [--write] [NAME …]`.

Every figure stands beside its limit or its peer, measured in turn in the same run. `--short` takes a few rounds of
each; `--write` puts the table into README.md and draws how it grows.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from itertools import chain
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

from benchmarks import answers, at_rest, check_in, commands, growth, many_desks, many_windows, papers
from benchmarks.figures import Figure, table
from readme import README, with_part

FIGURES: dict[str, Callable[..., Iterator[Figure]]] = {
    "check-in": check_in.durable,
    "peers": check_in.peers,
    "scan": answers.scans,
    "start": commands.starting,
    "commands": commands.whole,
    "search": answers.search,
    "idle": at_rest.idle,
    "memory": at_rest.memory,
    "windows": many_windows.together,
    "desks": many_desks.arriving,
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
    parser.add_argument("--write", action="store_true", help="put the table into README.md, and draw how it grows")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    figures = list(_told(FIGURES[name](short=given.short) for name in given.names or FIGURES))
    about = _about(before)
    print(f"\n{about}")
    if given.write:
        drawn = growth.picture(growth.curves(short=given.short))
        growth.FILE.write_text(drawn, encoding="utf-8", newline="\n")
        _write(figures, about)


def _told(measured: Iterable[Iterator[Figure]]) -> Iterator[Figure]:
    print("\n".join(table([]).splitlines()))
    for figure in chain.from_iterable(measured):
        print(table([figure]).splitlines()[-1], flush=True)
        yield figure


def _about(before: float) -> str:
    machine = f"Python {platform.python_version()}, Textual {version('textual')}, {os.cpu_count()} cores"
    return f"{machine}, load {before:.1f} before and {os.getloadavg()[0]:.1f} after"


def _write(figures: Sequence[Figure], about: str) -> None:
    text = README.read_text(encoding="utf-8")
    shown = f"![How each grows from 100 delegates to 100,000]({growth.FILE.relative_to(README.parent).as_posix()})"
    part = "\n\n".join(
        (f"Medians and 99th percentiles of n, `python tests/benchmarks`; {about}.", table(figures), shown)
    )
    README.write_text(with_part(text, "figures", part), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
