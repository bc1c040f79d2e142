"""How a desk keeps up: adding many reports, batch by batch, then searching them and briefing their stories.

    python bench/desk.py --data articles.jsonl.gz --articles 15000
    python bench/desk.py --data articles.jsonl.gz --articles 600 --annotate

Reading who says what takes nearly all the time of an addition and grows with the passages alone, so it is left out
unless `--annotate` asks for it; everything else is done and timed by parts. Reports come in order of date, as news
does; `--shuffle` adds them in any order.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from twosource.annotation import annotate_table
from twosource.desk import Desk, adding
from twosource.engine.local import LocalEngine
from twosource.intake import iter_jsonl
from twosource.language.notes import PassageNotes
from twosource.model import Report, Settings
from twosource.rows import pack

PARTS = ("read_batch", "keep_versions", "keep_passages", "name_reports", "index_reports", "trace_copies", "group_again")


class WithoutReading(LocalEngine):
    """An engine that finds nothing in any passage."""

    def map(self, function: Any, table: pa.Table, *, size: str | None = None) -> pa.Table:
        if getattr(function, "func", None) is not annotate_table:
            return super().map(function, table, size=size)
        return pa.table({"text": table.column("text"), "notes": pa.array([pack(PassageNotes())] * table.num_rows)})


def load(path: str, count: int, shuffled: bool) -> list[Report]:
    return arranged([r for r in islice(iter_jsonl(path), count) if isinstance(r, Report)], shuffled)


def arranged(found: list[Report], shuffled: bool) -> list[Report]:
    """Return reports in the order in which a desk would meet them, or in any."""
    if shuffled:
        random.Random(7).shuffle(found)
        return found
    dated = sorted((r for r in found if r.published), key=lambda r: (r.published or "", r.id))
    # Those without a date come in between, evenly.
    undated = [r for r in found if not r.published]
    places = [(n / max(len(dated), 1), 0, r) for n, r in enumerate(dated)]
    places += [(n / max(len(undated), 1), 1, r) for n, r in enumerate(undated)]
    return [r for *_, r in sorted(places, key=lambda place: place[:2])]


@contextmanager
def timed_parts(spent: dict[str, float]) -> Iterator[None]:
    """Time the steps of a batch, by the names by which `adding` calls them."""
    before: dict[str, Callable[..., Any]] = {}
    for name in (*PARTS, "weigh_stories"):
        before[name] = getattr(adding, name)

        def timed(*given: Any, step: Callable[..., Any] = before[name], name: str = name) -> Any:
            start = time.perf_counter()
            try:
                return step(*given)
            finally:
                spent[name] += time.perf_counter() - start

        setattr(adding, name, timed)
    try:
        yield
    finally:
        for name, step in before.items():
            setattr(adding, name, step)


def add(desk: Desk, reports: list[Report], engine: LocalEngine) -> list[tuple[int, float, float]]:
    """Add the reports by the thousand; return for each thousand its reports, seconds and seconds of the processor."""
    thousands = []
    for start in range(0, len(reports), 1000):
        batch, spent = reports[start : start + 1000], defaultdict[str, float](float)
        with timed_parts(spent):
            wall, cpu = time.perf_counter(), time.process_time()
            desk.add(batch, engine=engine)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in sorted(spent.items(), key=lambda s: -s[1]))
        print(f"  {start + len(batch):6}: {wall:6.1f} s, {cpu:6.1f} s of processor ({parts})", flush=True)
        thousands.append((len(batch), wall, cpu))
    return thousands


def queries(reports: list[Report], count: int) -> list[str]:
    """Return queries of one to four words that reports have in their headlines."""
    chance = random.Random(11)
    titled = [r.title.split() for r in reports if r.title and len(r.title.split()) > 3]
    return [" ".join(chance.sample(chance.choice(titled), chance.randint(1, 4))) for _ in range(count)]


def measure(call: Callable[[Any], Any], given: list[Any]) -> str:
    times = []
    for one in given:
        start = time.perf_counter()
        call(one)
        times.append(1000 * (time.perf_counter() - start))
    ordered = sorted(times)
    return (
        f"median {statistics.median(ordered):.0f} ms, 95 of 100 to {ordered[int(0.95 * (len(ordered) - 1))]:.0f} ms, "
        f"longest {ordered[-1]:.0f} ms"
    )


def measure_annotated(reports: list[Report]) -> str:
    """Add a sample with its passages read, to a desk of its own; return what that takes."""
    with tempfile.TemporaryDirectory() as folder, LocalEngine() as engine, Desk(Path(folder) / "sample.desk") as desk:
        wall, cpu = time.perf_counter(), time.process_time()
        desk.add(reports, engine=engine)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return f"{len(reports)} reports in {wall:.0f} s, {len(reports) / wall:.1f} a second ({cpu:.0f} s of this process)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--articles", type=int, default=15_000)
    parser.add_argument("--annotate", action="store_true")
    parser.add_argument("--shuffle", action="store_true")
    parser.add_argument("--sample", type=int, default=0, help="also add so many reports with who says what read")
    given = parser.parse_args()
    reports = load(given.data, given.articles, given.shuffle)
    # With its first array pyarrow imports pandas, where that is installed (the Spark extra): 0.3 s of no thousand's.
    pa.array([0])
    # No desk holds fifteen thousand reports beside what it adds: the search for rings of objects need not go over them.
    gc.collect()
    gc.freeze()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(reports)} reports read, {before:.0f} MB by now")
    with tempfile.TemporaryDirectory() as folder, LocalEngine() if given.annotate else WithoutReading() as engine:
        path = Path(folder) / "bench.desk"
        with Desk(path, settings=Settings(learned=given.annotate)) as desk:
            thousands = add(desk, reports, engine)
            seconds = sum(wall for _, wall, _ in thousands)
            print(f"added {len(reports)} in {seconds:.0f} s: {len(reports) / seconds:.0f} reports a second")
            if len(thousands) > 1:
                last = [t for t in thousands if t[0] == 1000][-1]
                start = 1000 * (len(reports) // 1000 - 1)
                text = [sum(len(r.text) for r in reports[at : at + 1000]) for at in (0, start)]
                print(f"last thousand: {last[1] / thousands[0][1]:.2f} of the time of the first, "
                      f"{last[2] / thousands[0][2]:.2f} of its processor time; "
                      f"its text is {text[1] / text[0]:.2f} times as long")  # fmt: skip
            print(f"search: {measure(desk.search, queries(reports, 200))}")
            largest = sorted(desk.stories(100_000), key=lambda s: -s.reports)[:50]
            print(f"briefing of the 50 largest stories (to {largest[0].reports} reports): "
                  f"{measure(desk.brief, [s.id for s in largest])}")  # fmt: skip
        if given.sample:
            print(f"annotated, apart: {measure_annotated(reports[:: max(1, len(reports) // given.sample)])}")
        print(f"file: {path.stat().st_size / 1e6:.0f} MB; memory at most "
              f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, all processes' own")  # fmt: skip
    gc.unfreeze()


if __name__ == "__main__":
    main()
