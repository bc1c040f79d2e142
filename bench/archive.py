"""What an archive costs from folder to folder: processor time, and the bytes that each step leaves.

    python bench/archive.py --data PATH/articles.jsonl.gz [--reports 1000] [--copies 1] [--engine local] [--step group]

Prints seconds of processor time a thousand reports (with `local[N]` Spark's own are in it; a cluster's are not), the
clock's, the largest steps on disk, and whether a second run finds all of it done. On Spark also what went through
shuffles, from its event log: two sizes tell what grows with the reports and what every step costs.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from processes import Meter
from shuffles import event_log, read_log
from spark import mixed
from twosource import archive
from twosource.engine.choose import open_engine
from twosource.model import Settings

FIELDS = ("id", "text", "title", "outlet", "published", "url")
FILES = 8


def main() -> None:
    """Write the reports as Parquet, run the step twice, print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--engine", default="local")
    parser.add_argument("--step", default="group", choices=("trace", "group", "annotate", "read"))
    parser.add_argument("--fast", action="store_true")
    asked = parser.parse_args()
    reports = mixed(asked.data, asked.reports, asked.copies)
    rows = [{name: getattr(r, name) for name in FIELDS} for r in reports]
    run = getattr(archive, f"{asked.step}_archive")
    settings = Settings(learned=not asked.fast)
    with tempfile.TemporaryDirectory() as folder, event_log(Path(folder)) as log, Meter() as meter:
        source, out = Path(folder) / "in", Path(folder) / "out"
        source.mkdir()
        for n in range(FILES):
            pq.write_table(pa.Table.from_pylist(rows[n::FILES]), source / f"{n}.parquet")
        with open_engine(asked.engine) as engine:
            started, worked = time.monotonic(), meter.read()
            ran = run(source, out, engine, settings)
            spent, work = time.monotonic() - started, (meter.read() - worked).total()
            again = run(source, out, engine, settings)
        print(f"{asked.step}, {len(reports):,} reports, {len(ran)} steps, {asked.engine}")
        print(f"  {1000 * work / len(reports):.1f} s of processor time a thousand reports, {spent:.1f} s by the clock")
        sizes = {f.name: sum(p.stat().st_size for p in f.rglob("*.parquet")) for f in (out / "steps").iterdir()}
        print(
            f"  {sum(sizes.values()) / len(reports) / 1000:.1f} kB a report on disk, all steps together; the largest:"
        )
        for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:8]:
            print(f"    {name:16} {size / len(reports) / 1000:8.2f} kB a report")
        print(f"  run again: {len(again)} steps")
        if asked.engine != "local":
            print_shuffles(log, len(reports))


def print_shuffles(log: Path, reports: int) -> None:
    """Print what went through shuffles, all in all and in the largest steps."""
    steps = read_log(log)
    written, seconds = (sum(s[n] for s in steps.values()) for n in (0, 1))
    a_report, a_thousand = 1 / reports / 1000, 1000 / reports
    print(
        f"  shuffled: {written * a_report:.2f} kB a report; tasks ran {seconds * a_thousand:.1f} s a thousand reports, "
        f"{sum(s.java for s in steps.values()) * a_thousand:.1f} s of them in Java; the largest:"
    )
    for name, step in sorted(steps.items(), key=lambda item: -item[1].written)[:8]:
        print(f"    {name or 'no step':16} {step.written * a_report:8.2f} kB a report, tasks {step.seconds:.1f} s")


if __name__ == "__main__":
    main()
