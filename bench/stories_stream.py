"""Stories of a stream: reports come in by date, a batch at a time, and find or open their story.

    python bench/stories_stream.py --data ../shared/data [--batch 500] [--articles 15000] [--check]

The labelled reports of stories/allsides are mixed with scale/articles, in order of date; undated ones come where their
id falls. Says how alike the stories are to the labels (B3), the rate, the time of the last thousand reports over that
of the first, the peak of memory, and with --check whether the batch gives the same stories. Copies are found once,
over all reports, before the clock starts: what is measured is the stories.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from twosource.engine.local import LocalEngine
from twosource.intake import iter_jsonl
from twosource.lineage import find_lineages
from twosource.model import Report, Settings
from twosource.stages import Stage
from twosource.stories import FEATURES, PLACEMENTS, days_of, features_of, group_reports, place_reports, regroup
from twosource.stories.likeness import PART

_STORIES = pa.schema([("report", pa.string()), ("story", pa.string())])
_COPIES = pa.schema([("report", pa.string()), ("lineage", pa.string())])


class Shelf:
    """The four tables that a stream of stories keeps, in DuckDB."""

    def __init__(self) -> None:
        self._database = duckdb.connect(":memory:")
        for name, schema in (
            ("features", FEATURES),
            ("placements", PLACEMENTS),
            ("copies", _COPIES),
            ("stories", _STORIES),
        ):
            self._database.register("empty", schema.empty_table())
            self._database.execute(f"CREATE TABLE {name} AS SELECT * FROM empty")

    def sql(self, stage: Stage, **tables: pa.Table) -> pa.Table:
        """Run a stage over the tables kept and those given."""
        for name, table in tables.items():
            self._database.register(name, table)
        result = self._database.sql(stage.sql).to_arrow_table()
        for name in tables:
            self._database.unregister(name)
        return result

    def parts(self, stage: Stage, **tables: pa.Table) -> Iterator[pa.Table]:
        """Run a stage and yield its rows, some at a time."""
        for name, table in tables.items():
            self._database.register(name, table)
        for batch in self._database.sql(stage.sql).to_arrow_reader(PART):
            yield pa.table(batch)
        for name in tables:
            self._database.unregister(name)

    def replace(self, name: str, rows: pa.Table) -> None:
        """Put rows in, in the place of those of the same reports."""
        self._database.register("rows", rows)
        self._database.execute(f"DELETE FROM {name} WHERE report IN (SELECT report FROM rows)")
        self._database.execute(f"INSERT INTO {name} SELECT * FROM rows")
        self._database.unregister("rows")


def main() -> None:
    """Run the stream and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--batch", type=int, default=500)
    parser.add_argument("--articles", type=int, default=15_000)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--no-copies", action="store_true", help="take no report for a copy of another")
    arguments = parser.parse_args()
    labels = read_labels(arguments.data / "stories" / "allsides.jsonl.gz")
    reports = read_mixed(arguments.data, arguments.articles)
    settings = Settings()
    with LocalEngine(1) as engine:
        lineages = () if arguments.no_copies else find_lineages(reports, engine, settings)[0]
        copies = {report: lineage.id for lineage in lineages for report in lineage.reports}
        print(f"{len(reports):,} reports, {len(lineages):,} lineages, before: {peak():.0f} MB", flush=True)
        stories, seconds = stream(reports, copies, engine, settings, arguments.batch)
        say(stories, labels, seconds, len(reports), arguments.batch)
        if arguments.check:
            start = time.process_time()
            at_once = group_reports(reports, engine, settings, copies)
            same = partition(at_once) == partition(stories)
            print(f"batch: {time.process_time() - start:.1f} s, the same stories: {same}, peak {peak():.0f} MB")


def stream(
    reports: Sequence[Report], copies: Mapping[str, str], engine: LocalEngine, settings: Settings, size: int
) -> tuple[dict[str, str], list[float]]:
    """Add the reports a batch at a time; return their stories and the seconds of processor time of each batch."""
    shelf = Shelf()
    stories: dict[str, str] = {}
    seconds = []
    for first in range(0, len(reports), size):
        batch = reports[first : first + size]
        start = time.process_time()
        new = features_of(batch, engine)
        shelf.replace("features", new)
        shelf.replace("copies", table(_COPIES, {r.id: copies[r.id] for r in batch if r.id in copies}))
        placed = place_reports(new, shelf)
        ids = placed.column("report").to_pylist()
        touched = days_of(ids, shelf)
        shelf.replace("placements", placed)
        changed = regroup(touched | days_of(ids, shelf), shelf, settings)
        shelf.replace("stories", table(_STORIES, changed))
        stories |= changed
        seconds.append(time.process_time() - start)
    return stories, seconds


def say(stories: Mapping[str, str], labels: Mapping[str, str], seconds: list[float], reports: int, size: int) -> None:
    """Print what the stream gave, and how fast."""
    precision, recall = b3(labels, stories)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"B3 of {len(labels):,} labelled: precision {precision:.1f}, recall {recall:.1f}, F1 {f1:.1f}")
    thousand = max(1, 1_000 // size)
    ratio = sum(seconds[-thousand - 1 : -1]) / sum(seconds[1 : thousand + 1])
    print(f"stream: {reports / sum(seconds):.0f} reports/s, last thousand over first {ratio:.2f}, peak {peak():.0f} MB")


def b3(labels: Mapping[str, str], stories: Mapping[str, str]) -> tuple[float, float]:
    """Return precision and recall of B3 in per cent, over the labelled reports alone."""
    gold, found = defaultdict(set), defaultdict(set)
    for report, label in labels.items():
        gold[label].add(report)
        found[stories[report]].add(report)
    both = [(len(gold[g] & found[stories[r]]), gold[g], found[stories[r]]) for r, g in labels.items()]
    return (
        100 * sum(shared / len(theirs) for shared, _, theirs in both) / len(labels),
        100 * sum(shared / len(ours) for shared, ours, _ in both) / len(labels),
    )


def read_labels(path: Path) -> dict[str, str]:
    """Return the labelled story of each report."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: row["gold"]["story"] for row in rows}


def read_mixed(data: Path, articles: int) -> list[Report]:
    """Return the labelled reports and the others, by date, each id once."""
    labelled = {r.id: r for r in iter_jsonl(str(data / "stories" / "allsides.jsonl.gz")) if isinstance(r, Report)}
    others = (r for r in iter_jsonl(str(data / "scale" / "articles.jsonl.gz")) if isinstance(r, Report))
    mixed = dict(labelled)
    for _, report in zip(range(articles), others, strict=False):
        mixed.setdefault(report.id, report)
    dates = sorted(r.published for r in mixed.values() if r.published)
    return sorted(mixed.values(), key=lambda r: (r.published or dates[zlib.crc32(r.id.encode()) % len(dates)], r.id))


def partition(stories: Mapping[str, str]) -> set[frozenset[str]]:
    """Return the stories as sets of reports, whatever their names."""
    members = defaultdict(set)
    for report, story in stories.items():
        members[story].add(report)
    return {frozenset(story) for story in members.values()}


def table(schema: pa.Schema, rows: Mapping[str, str]) -> pa.Table:
    """Return a mapping as a table of two columns."""
    return pa.table([list(rows), list(rows.values())], schema=schema)


def peak() -> float:
    """Return the most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
