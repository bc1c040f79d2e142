"""What an archive costs from folder to folder: processor time, and the bytes that each step leaves.

    python bench/archive.py --data PATH/articles.jsonl.gz [--reports 1000] [--copies 1] [--engine local] [--step group]

Prints seconds of processor time a thousand reports (Spark's own are not in it: a cluster says those itself), the
clock's, the largest steps on disk, and whether a second run finds all of it done.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

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
    with tempfile.TemporaryDirectory() as folder, open_engine(asked.engine) as engine:
        source, out = Path(folder) / "in", Path(folder) / "out"
        source.mkdir()
        for n in range(FILES):
            pq.write_table(pa.Table.from_pylist(rows[n::FILES]), source / f"{n}.parquet")
        started, worked = time.monotonic(), _worked()
        ran = run(source, out, engine, settings)
        spent, work = time.monotonic() - started, _worked() - worked
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


def _worked() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used.ru_utime + used.ru_stime for used in both)


if __name__ == "__main__":
    main()
