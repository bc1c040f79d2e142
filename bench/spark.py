"""The same ledger on this machine and on a Spark cluster, and what the cluster costs.

    python bench/spark.py --data SHARED [--reports 2000] [--copies 3 | --mixed] [--fast] [--kill]

Reports are articles and edited copies of them (bench/edits.py), or with `--mixed` files of many origins, some of them
broken (bench/mixture.py), read from disk by both. A standalone master and two workers are started on loopback, each a
process of its own; their start, the session's and the first load of the models are timed apart. `--kill` kills one
worker in the middle. Prints each table of the ledger with its rows and whether it is the same, and what both took by
the clock and in processor time: the first wants a machine with nothing else to do.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import twosource
from edits import make_family
from mixture import write_mixture
from processes import Meter
from twosource.engine.local import LocalEngine
from twosource.engine.spark import SparkEngine
from twosource.export.ledger import ledger_to_dict
from twosource.intake import iter_jsonl, make_report
from twosource.model import Ledger, Report

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "engine"))
from cluster import Cluster


def mixed(path: str, count: int, copies: int, seed: int = 7) -> list[Report]:
    """Return `count` reports: articles, and `copies` edited copies of each under other outlets, in mixed order."""
    chance = random.Random(seed)
    rows = (r for r in iter_jsonl(path) if isinstance(r, Report))
    originals = list(islice(rows, -(-count // (1 + copies))))
    made = list(originals)
    for number, report in enumerate(originals):
        other = originals[(number * 7 + 3) % len(originals)]
        for copy in range(copies):
            family = make_family({"id": report.id, "text": report.text}, {"id": other.id, "text": other.text}, chance)
            name = f"{report.id}-{copy}"
            outlet, day = f"Outlet {copy}", report.published if copy % 2 else None
            made.append(make_report(name, family.child.text, outlet=outlet, published=day))
    made = made[:count]
    chance.shuffle(made)
    return made


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A master and two workers of one core each."""
    with tempfile.TemporaryDirectory() as folder:
        made = Cluster(Path(folder))
        try:
            yield made
        finally:
            made.close()


def compare(found: Ledger, expected: Ledger) -> bool:
    """Print each table with its rows and whether both have the same."""
    one, other = ledger_to_dict(found), ledger_to_dict(expected)
    same = True
    for name, rows in other.items():
        if isinstance(rows, list):
            equal = json.dumps(one[name]) == json.dumps(rows)
            same &= equal
            print(f"  {name:14} {len(rows):9,} rows  {'the same' if equal else 'NOT THE SAME'}")
    return same


def kill_in_the_middle(made: Cluster, session: object) -> threading.Thread:
    """Kill the first worker once both are at work on the reports for ten seconds."""

    def run() -> None:
        tracker = session.sparkContext.statusTracker()  # type: ignore[attr-defined]
        while True:
            stages = [tracker.getStageInfo(s) for s in tracker.getActiveStageIds()]
            if sum(s.numActiveTasks for s in stages if s is not None and s.numTasks > 2) > 1:
                time.sleep(10)
                made.kill(0)
                print("  one worker killed", flush=True)
                return
            time.sleep(0.1)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def told(name: str, ledger: Callable[[], Ledger]) -> tuple[Ledger, float, float]:
    """Return what `ledger` makes, its seconds by the clock and of processor time; print both."""
    with Meter() as meter:
        before, started = meter.read(), time.monotonic()
        made = ledger()
        spent = time.monotonic() - started
        work = meter.read() - before
    parts = ", ".join(f"{kind} {seconds:.0f}" for kind, seconds in work.most_common() if seconds >= 1)
    print(f"{name}: {spent:.1f} s by the clock, {work.total():.1f} s of processor time ({parts})", flush=True)
    return made, spent, work.total()


def main() -> None:
    """Run both, compare, print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--kill", action="store_true")
    asked = parser.parse_args()
    settings = twosource.Settings(learned=not asked.fast)
    with tempfile.TemporaryDirectory() as folder:
        articles = str(asked.data / "data" / "scale" / "articles.jsonl.gz")
        files = write_mixture(asked.data, asked.reports, Path(folder)) if asked.mixed else []
        reports = [] if asked.mixed else mixed(articles, asked.reports, asked.copies)
        few = mixed(articles, 16, 0)

        def ledger(engine: LocalEngine | SparkEngine) -> Ledger:
            if files:
                return twosource.read(files, settings=settings, engine=engine)
            return twosource.make_ledger(reports, settings=settings, engine=engine)

        with LocalEngine(2, pool_from=1) as here:
            twosource.make_ledger(few, settings=settings, engine=here)
            expected, alone, work = told("two processes", lambda: ledger(here))
        print(f"{expected}", flush=True)
        print(f"left out, and why: {dict(Counter(e.message[:48] for e in expected.errors))}", flush=True)
        started = time.monotonic()
        with cluster() as made, SparkEngine(made.url) as many:
            session = many.session
            print(f"cluster and session: {time.monotonic() - started:.1f} s", flush=True)
            twosource.make_ledger(few, settings=settings, engine=many)
            if asked.kill:
                kill_in_the_middle(made, session)
            found, spread, spread_work = told("two workers", lambda: ledger(many))
    print(f"of the local pool: {spread / alone:.2f} by the clock, {spread_work / work:.2f} of its processor time")
    sys.exit(0 if compare(found, expected) else 1)


if __name__ == "__main__":
    main()
