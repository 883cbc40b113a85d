"""The fuzzer: `python tests/fuzzing.py [TARGET …] [--long] [--seed S] [--first I] [--count N]`.

Input number *i* of a seed is always the same, so a run is taken up again with `--first`, and a fault is looked at with
`--first I --count 1`. A target may refuse an input as it has announced; anything else, more than a second of work, or
more memory than the reader of a roster may have ends the run with the input printed. The last line counts, as JSON.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

import fuzz_engine
import fuzz_rosters
import fuzz_typed
from mutations import Target, mutated
from store.roster.child import limit_memory

TARGETS = fuzz_engine.TARGETS | fuzz_rosters.TARGETS | fuzz_typed.TARGETS

SLOW = 1.0
"""Seconds of work for one input; of this process, so that a busy machine does not count."""


def inputs(name: str, seed: int, first: int, count: int) -> Iterator[tuple[int, bytes]]:
    """The inputs of a target, each with its number."""
    target = TARGETS[name]
    seeds, mutate = target.seeds(), target.mutate or mutated
    for number in range(first, first + count):
        chance = Random(f"{name} {seed} {number}")
        yield number, mutate(chance.choice(seeds), seeds, chance)


def feed(target: Target, content: bytes) -> str:
    """What became of an input: `read`, or the name of the refusal. Raises what no reader may raise."""
    begun = time.process_time()
    try:
        target.feed(content)
        answer = "read"
    except target.refusals as refusal:
        answer = type(refusal).__name__
    if time.process_time() - begun > SLOW:
        raise TimeoutError(f"{time.process_time() - begun:.1f} s")
    return answer


def run(name: str, seed: int, first: int, count: int) -> Counter[str]:
    """How often a target answered what."""
    answers: Counter[str] = Counter()
    for number, content in inputs(name, seed, first, count):
        try:
            answers[feed(TARGETS[name], content)] += 1
        except BaseException:
            print(f"{name}, --seed {seed} --first {number} --count 1: {content!r}", file=sys.stderr)
            raise
    return answers


def _most_memory_kb() -> int:
    """Of this program alone: Linux counts for `getrusage` what the process was before it became us, too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


def main(arguments: list[str]) -> None:
    """Runs the targets named, in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS])
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int)
    options = parser.parse_args(arguments)
    limit_memory()
    told = {}
    for name in options.targets or TARGETS:
        usual = TARGETS[name].long if options.long else TARGETS[name].short
        begun = time.monotonic()
        answers = run(name, options.seed, options.first, options.count or usual)
        told[name] = dict(answers)
        seconds = time.monotonic() - begun
        print(f"{name}: {answers.total():,} in {seconds:.1f} s, {dict(answers)}", file=sys.stderr, flush=True)
    peak = _most_memory_kb()
    print(json.dumps({"answers": told, "peak_kb": peak}))


if __name__ == "__main__":
    main(sys.argv[1:])
