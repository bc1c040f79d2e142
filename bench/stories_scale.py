"""Stories of many reports: processor time, memory and growth of `group` over articles and edited copies of them.

    python bench/stories_scale.py --data PATH/articles.jsonl.gz [--articles 15000] [--copies 3]

Each copy (bench/edits.py) has the date and the lineage of its article: what is measured is the stories, not the
finding of copies. Each size has a process of its own, so that the memory, which includes the texts, is its own too.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import random
import resource
import time
from itertools import islice

from edits import make_family
from twosource.engine.local import LocalEngine
from twosource.intake import iter_jsonl, make_report
from twosource.model import Report, Settings
from twosource.stories import group_reports


def make_copies(path: str, articles: int, copies: int) -> tuple[list[Report], dict[str, str]]:
    """Return the articles with their copies, and the lineage of each id."""
    found = [r for r in islice(iter_jsonl(path), articles) if isinstance(r, Report)]
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
    return reports, lineages


def measure(path: str, articles: int, copies: int) -> tuple[int, float, float, int]:
    """Return the number of reports, the seconds of processor time, megabytes at the peak, the number of stories."""
    reports, lineages = make_copies(path, articles, copies)
    with LocalEngine(1) as engine:
        start = time.process_time()
        stories = group_reports(reports, engine, Settings(), lineages)
        work = time.process_time() - start
    return len(reports), work, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(set(stories.values()))


def main() -> None:
    """Measure two sizes and print how the work grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--articles", type=int, default=15_000)
    parser.add_argument("--copies", type=int, default=3)
    given = parser.parse_args()
    told = []
    for articles in (given.articles // 4, given.articles):
        with multiprocessing.get_context("spawn").Pool(1) as fresh:
            told.append(fresh.apply(measure, (given.data, articles, given.copies)))
        reports, work, megabytes, stories = told[-1]
        print(f"{reports:,} reports: {work:.1f} s of work, {megabytes:.0f} MB, {stories:,} stories", flush=True)
    (few, before, *_), (many, after, *_) = told
    print(f"growth: work ~ n^{math.log(after / before) / math.log(many / few):.2f}")


if __name__ == "__main__":
    main()
