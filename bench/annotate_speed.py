"""Time the language layer against the parser alone, over the same paragraphs in the same run.

    python bench/annotate_speed.py --data ../shared/data [--reports 40] [--repeats 3]

Prints words a second and ratios to the parser for `annotate`, `annotate --fast` and two processes against one, and the
peak memory of this process. Each is timed `--repeats` times, in turn; the best of each counts, because other work on
the machine can only slow it down.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow as pa

from twosource.annotation import annotate_table
from twosource.engine.local import LocalEngine
from twosource.language.parser import parse
from twosource.model import Settings


def main() -> None:
    """Time each in turn and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    with gzip.open(asked.data / "scale" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, asked.reports)]
    paragraphs = [p for text in texts for p in text.split("\n") if p.strip()]
    words = sum(len(p.split()) for p in paragraphs)
    table = pa.table({"text": paragraphs, "size": [len(p) for p in paragraphs]})
    learned, fast = Settings(), Settings(learned=False)
    jobs: dict[str, Callable[[], object]] = {
        "parser": lambda: sum(1 for _ in parse(paragraphs)),
        "annotate": lambda: annotate_table(table, learned),
        "annotate --fast": lambda: annotate_table(table, fast),
    }
    list(parse(paragraphs[:20]))
    annotate_table(table.slice(0, 20), learned)
    best = timed(jobs, asked.repeats, time.process_time)
    for name, seconds in best.items():
        print(f"{name}: {words / seconds:,.0f} words a CPU-second, {seconds / best['parser']:.2f} of the parser")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    with LocalEngine(2, pool_from=1) as two, LocalEngine(1) as one:
        function = partial(annotate_table, settings=learned)
        two.map(function, table.slice(0, 300), size="size")  # start the processes and load their models
        pools = {
            "one": lambda: one.map(function, table, size="size"),
            "two": lambda: two.map(function, table, size="size"),
        }
        best = timed(pools, asked.repeats, time.monotonic)
    print(f"two processes against one: {best['one'] / best['two']:.2f} ({best['one']:.1f} s, {best['two']:.1f} s)")


def timed(jobs: dict[str, Callable[[], object]], repeats: int, clock: Callable[[], float]) -> dict[str, float]:
    """Return the best time of each job, the jobs taken in turn."""
    best: dict[str, float] = {}
    for _ in range(repeats):
        for name, job in jobs.items():
            started = clock()
            job()
            best[name] = min(best.get(name, 1e9), clock() - started)
    return best


if __name__ == "__main__":
    main()
