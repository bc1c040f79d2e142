"""Time claims and briefing against the language layer, and see how they grow with a story.

    python bench/claims_speed.py --data ../shared/data [--stories 12]

First: stories of AllSides, each read, weighed and told; the share of the language layer's CPU time that claims and
briefing take, models loaded. Second: one story made large, its reports copied with paragraphs left out (every third
copy is another lineage's rewriting of the order); seconds after annotation for 75, 150 and 300 reports. Exits 1 out of
bounds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from twosource.annotation import annotate_reports
from twosource.briefing.compose import compose
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.language.notes import ReportNotes
from twosource.lineage import find_lineages
from twosource.model import Derivation, Lineage, Report, Settings
from twosource.pipeline import weigh

# What was asked for: share of the language layer's time, and seconds for the large story after annotation.
SHARE, SECONDS = 0.2, 10.0
SIZES = (75, 150, 300)


def main() -> int:
    """Time both, print the figures, and say whether they are in bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--stories", type=int, default=12)
    asked = parser.parse_args()
    *stories, spare = load_stories(asked.data / "stories" / "allsides.jsonl.gz")[: asked.stories + 1]
    engine = LocalEngine(1, pool_from=10**12)
    # Load the models and word lists of both layers before the clock runs, by a story that is not timed.
    notes = annotate_reports(spare, engine, Settings())
    seconds_to_tell(spare, notes, find_lineages(spare, engine, Settings()))
    language = told = 0.0
    for reports in stories:
        started = time.process_time()
        notes = annotate_reports(reports, engine, Settings())
        language += time.process_time() - started
        told += seconds_to_tell(reports, notes, find_lineages(reports, engine, Settings()))
    print(f"{sum(map(len, stories))} reports in {len(stories)} stories: language {language:.1f} s, ", end="")
    print(f"claims and briefing {told:.1f} s, {100 * told / language:.1f} % of it")
    took = {}
    for size in SIZES:
        reports = enlarged(max(stories, key=lambda story: (len(story), story[0].id)), size)
        notes = annotate_reports(reports, engine, Settings())
        took[size] = seconds_to_tell(reports, notes, find_lineages(reports, engine, Settings()))
        readings = sum(len(n.sentences) for n in notes.values())
        print(f"a story of {size} reports, {readings:,} sentences: {took[size]:.1f} s after annotation")
    growth = took[SIZES[-1]] / took[SIZES[-2]]
    print(f"from {SIZES[-2]} to {SIZES[-1]} reports the time grows by a factor of {growth:.1f}")
    return 0 if told <= SHARE * language and took[SIZES[-1]] <= SECONDS else 1


def load_stories(path: Path) -> list[list[Report]]:
    """Return the stories of the set that have three reports or more, in order of name."""
    found: dict[str, list[Report]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            report = make_report(row["id"], row["text"], published=row["published"], outlet=row["outlet"])
            found[row["gold"]["story"]].append(report)
    return [found[name] for name in sorted(found) if len(found[name]) >= 3]


def enlarged(reports: list[Report], size: int) -> list[Report]:
    """Return `size` reports: those given, then copies of them, each without another paragraph."""
    made = list(reports)
    while len(made) < size:
        n = len(made)
        source = reports[n % len(reports)]
        paragraphs = source.text.split("\n\n")
        left_out = (n // len(reports)) % max(1, len(paragraphs))
        text = "\n\n".join(p for k, p in enumerate(paragraphs) if k != left_out)
        made.append(make_report(f"copy{n}", text, published=source.published, outlet=f"Outlet {n}"))
    return made


def seconds_to_tell(
    reports: list[Report], notes: dict[str, ReportNotes], traced: tuple[tuple[Lineage, ...], tuple[Derivation, ...]]
) -> float:
    """Return the CPU seconds that it takes to weigh one story and to compose its briefing."""
    started = time.process_time()
    ledger = weigh(reports, {r.id: "s1" for r in reports}, *traced, notes, settings=Settings())
    compose(ledger)
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
