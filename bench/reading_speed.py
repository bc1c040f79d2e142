"""Time the reading of reports beside the least that could be done: parse the JSON, cut the text into lines.

    python bench/reading_speed.py --data PATH/articles.jsonl.gz [--reports 2000] [--repeats 3]

Prints reports a second of processor time for both, over the same lines in the same run. Each is timed `--repeats`
times, in turn; the best of each counts. The file is unpacked before.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import time
from collections.abc import Callable
from itertools import islice

from annotate_speed import timed
from plots import Row
from twosource.intake.jsonl import read_stream


def reading(path: str, reports: int, repeats: int = 3) -> list[Row]:
    """Return how many reports a second are read: text, body, title, date, outlet, credit and language."""
    with gzip.open(path) as packed:
        lines = list(islice(packed, reports))
    whole = b"".join(lines)
    list(read_stream(io.BytesIO(b"".join(lines[:50])), "warm"))
    jobs: dict[str, Callable[[], object]] = {
        "read": lambda: sum(1 for _ in read_stream(io.BytesIO(whole), "articles")),
        "floor": lambda: sum(len(json.loads(line)["text"].splitlines()) for line in lines),
    }
    best = timed(jobs, repeats, time.process_time)
    length = sum(len(json.loads(line)["text"]) for line in lines) / len(lines)
    how = (
        f"{len(lines):,} reports of {length:,.0f} characters; json.loads and str.splitlines alone "
        f"{len(lines) / best['floor']:,.0f} a second, {best['read'] / best['floor']:.0f} times as many"
    )
    return [Row("intake, from JSON Lines", len(lines) / best["read"], "reports a second and core", None, how)]


def main() -> None:
    """Time both and print the row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    for row in reading(asked.data, asked.reports, asked.repeats):
        print(f"{row.what}: {row.figure:,.0f} {row.unit}; {row.how}")


if __name__ == "__main__":
    main()
