"""A handful of reports read together: is one event read as one story, and are two events kept apart?

    python bench/handfuls.py --data S/data/stories/allsides.jsonl.gz

Stories of three reports and more are read alone (up to eight of their reports), and two stories whose middle days are
at most two apart are read together (up to four reports of each), as `twosource read` does with what it is given.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from twosource.engine.local import LocalEngine
from twosource.intake import read_reports
from twosource.lineage import find_lineages
from twosource.model import Report, Settings
from twosource.stories.gathering import gather
from twosource.stories.grouping import group_reports

Stories = dict[str, list[Report]]


def load(path: Path) -> Stories:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        gold = {str(row["id"]): str(row["gold"]["story"]) for row in map(json.loads, rows)}
    stories: Stories = defaultdict(list)
    for report in read_reports([path]).reports:
        stories[gold[report.id]].append(report)
    return stories


def middle(reports: Sequence[Report]) -> int | None:
    days = sorted(date.fromisoformat(r.published[:10]).toordinal() for r in reports if r.published)
    return days[len(days) // 2] if days else None


def alone(stories: Stories, chance: random.Random, count: int) -> Iterator[list[tuple[Report, str]]]:
    names = [name for name, reports in stories.items() if len(reports) > 2]
    for name in chance.sample(names, min(count, len(names))):
        yield [(r, name) for r in chance.sample(stories[name], min(8, len(stories[name])))]


def pairs(stories: Stories, chance: random.Random, count: int) -> Iterator[list[tuple[Report, str]]]:
    days = {name: day for name, reports in stories.items() if len(reports) > 1 and (day := middle(reports))}
    names = sorted(days)
    chance.shuffle(names)
    for name in names:
        near = [other for other in names if other != name and abs(days[other] - days[name]) <= 2]
        if near and count:
            count -= 1
            both = (name, chance.choice(near))
            yield [(r, n) for n in both for r in chance.sample(stories[n], min(4, len(stories[n])))]


def read(reports: Sequence[Report], engine: LocalEngine) -> dict[str, str]:
    settings = Settings()
    lineages, _ = find_lineages(reports, engine, settings, edits=False)
    copies = {r: x.id for x in lineages for r in x.reports}
    return gather(reports, group_reports(reports, engine, settings, copies), engine, settings, copies)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="JSON Lines of reports with their stories")
    parser.add_argument("--sets", type=int, default=300, help="at most so many sets of either kind (300)")
    given = parser.parse_args()
    stories, chance = load(given.data), random.Random(4)
    with LocalEngine(1) as engine:
        one = [
            len(set(read([r for r, _ in rows], engine).values())) == 1 for rows in alone(stories, chance, given.sets)
        ]
        mixed = []
        for rows in pairs(stories, chance, given.sets):
            found, held = read([r for r, _ in rows], engine), defaultdict(set)
            for report, name in rows:
                held[found[report.id]].add(name)
            mixed.append(any(len(names) > 1 for names in held.values()))
    print(f"{sum(one)} of {len(one)} stories read alone are one story; "
          f"of {len(mixed)} pairs of stories read together {sum(mixed)} are mixed")  # fmt: skip


if __name__ == "__main__":
    main()
