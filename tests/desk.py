"""A desk as a process of its own: `python desk.py FILE DESK` reads codes line by line and answers when each is saved.

An answer is `code outcome arrived-at-desk`, written at once; the arrival and the desk are `-` where they are no news.
"""

from __future__ import annotations

import sys
from pathlib import Path

from store import Scan, open_store


def main() -> None:
    store = open_store(Path(sys.argv[1]), desk=sys.argv[2])
    print("ready", flush=True)
    for line in sys.stdin:
        answer = store.run(Scan.of(line))
        store.back_up_if_due()
        arrived = answer.arrived.wall.isoformat() if answer.arrived else "-"
        print(line.strip(), answer.outcome.value, f"{arrived}@{answer.desk or '-'}", flush=True)
    store.close()


if __name__ == "__main__":
    main()
