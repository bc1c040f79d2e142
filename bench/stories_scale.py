"""Stories of many reports: processor time, memory and growth of `group` over articles and edited copies of them.

    python bench/stories_scale.py --data PATH/articles.jsonl.gz [--sizes 15000,60000,100000] [--peers]

To each article come edited copies (bench/edits.py): three, or as many more as a size needs that has not four times
fewer articles. Each copy has the date and the lineage of its article: what is measured is the stories, not the finding
of copies. `--peers` also runs datasketch's MinHash LSH, as bench/lineage_scale.py does, on the same texts. Each
measurement has a process of its own, so that the memory, which includes the texts, is its own too.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import random
import resource
import time
from itertools import islice
from typing import NamedTuple

from edits import make_family
from lineage_scale import with_datasketch
from twosource.engine.local import LocalEngine
from twosource.intake import iter_jsonl, make_report
from twosource.model import Report, Settings
from twosource.stories import group_reports

COPIES = 3


def make_copies(path: str, size: int) -> tuple[list[Report], dict[str, str]]:
    """Return `size` reports, articles with their copies, and the lineage of each id."""
    found = [r for r in islice(iter_jsonl(path), size // (COPIES + 1)) if isinstance(r, Report)]
    copies = max(COPIES, math.ceil(size / len(found)) - 1)
    chance = random.Random(7)
    reports: list[Report] = []
    lineages: dict[str, str] = {}
    for number, report in enumerate(found):
        other = found[(number * 7 + 3) % len(found)]
        rows = {"id": report.id, "text": report.text}, {"id": other.id, "text": other.text}
        texts = [report.text, *(make_family(*rows, chance).child.text for _ in range(copies))]
        for place, text in enumerate(texts):
            reports.append(make_report(f"r{number:06}-{place}", text, published=report.published))
            lineages[reports[-1].id] = f"l{number}"
    return reports[:size], lineages


class Measured(NamedTuple):
    """How many reports, the seconds of processor time, megabytes at the peak, and how many groups were found."""

    reports: int
    work: float
    megabytes: float
    groups: int


def with_group(reports: list[Report], lineages: dict[str, str]) -> int:
    with LocalEngine(1) as engine:
        return len(set(group_reports(reports, engine, Settings(), lineages).values()))


def with_peer(reports: list[Report], lineages: dict[str, str]) -> int:
    return len(set(with_datasketch([r.text for r in reports])[1]))


def measure(method: str, path: str, size: int) -> Measured:
    reports, lineages = make_copies(path, size)
    start = time.process_time()
    groups = (with_group if method == "group" else with_peer)(reports, lineages)
    work = time.process_time() - start
    return Measured(len(reports), work, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, groups)


def main() -> None:
    """Measure each size and print how the work grows from one to the next."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--sizes", default="15000,60000,100000")
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    before: dict[str, Measured] = {}
    for size in map(int, given.sizes.split(",")):
        for method in ("group", "datasketch") if given.peers else ("group",):
            with multiprocessing.get_context("spawn").Pool(1) as fresh:
                told = fresh.apply(measure, (method, given.data, size))
            line = f"{method}, {told.reports:,} reports: {told.work:.1f} s of work, {told.megabytes:.0f} MB"
            if method in before:
                last = before[method]
                growth = math.log(told.work / last.work) / math.log(told.reports / last.reports)
                line += f", work ~ n^{growth:.2f}"
            print(f"{line}; {told.groups:,} groups", flush=True)
            before[method] = told


if __name__ == "__main__":
    main()
