"""List what twosource says of thirty stories that is confirmed or in conflict, and which verdicts still apply.

    python bench/reading/run.py --data PATH [--draw 1] [--cache FOLDER] [--all] [--show STORY]

PATH holds stories/allsides.jsonl.gz, briefing/allsides.jsonl.gz, stories/basil.jsonl.gz and
scale/articles.jsonl.gz. Draws 1 to 12 are stories of AllSides, 13 is BASIL whole, 14 and later are stories that
`twosource group` makes of the articles, without those of AllSides. The stories are drawn with fixed seeds.
verdicts.csv beside this script has what an editor said of each item that was listed before, found again by the places
that it stands at; items that nobody has judged are printed, for somebody to read and to write down. `--cache` keeps
what was read of each report, so that only the last steps (claims, conflicts) are run anew.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import pickle
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from twosource import group
from twosource.annotation import annotate_reports
from twosource.engine.local import LocalEngine
from twosource.intake import iter_jsonl
from twosource.lineage import find_lineages
from twosource.model import Claim, Conflict, Ledger, Report, Settings, Span
from twosource.pipeline import date_stories, weigh

# Seed, number of stories and reports a story of each draw; a draw leaves out what was drawn before. The first two were
# read while rules were still written, each other after the rules that were made of those before it.
DRAWS = (
    *((seed, n, 3) for seed, n in ((11, 30), (29, 60), (47, 30), (61, 60), (83, 30), (97, 60), (113, 120), (131, 91))),
    (149, 200, 2),
    (163, 200, 2),
    (179, 200, 2),
    (191, 219, 2),
)
# Of grouped articles: seed, number of stories, the first and last article (the order of the file) they are of, and how
# few and many articles a story has.
ARTICLE_DRAWS = (
    (5, 90, 0, 7000, 3, 5),
    (211, 120, 7000, None, 3, 5),
    (223, 200, 7000, None, 3, 5),
    (229, 250, 0, 7000, 3, 5),
    (233, 300, 7000, None, 2, 2),
    (239, 300, 0, 7000, 2, 2),
    (241, 300, 7000, None, 2, 2),
    (251, 269, 0, 7000, 2, 2),
)
BASIL = len(DRAWS) + 1
VERDICTS = Path(__file__).with_name("verdicts.csv")
AROUND = 120


class Item(NamedTuple):
    """A claim said to be confirmed, or a conflict: its story, its kind, and the places it stands at."""

    story: str
    kind: str
    places: tuple[str, ...]  # "REPORT:START-END"
    name: str
    readings: tuple[tuple[str, Span, str], ...]  # report, place, what is counted of it

    @property
    def key(self) -> tuple[str, str, str]:
        return self.story, self.kind, " ".join(self.places)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--cache", type=Path, help="a folder for what was read of each story")
    options.add_argument("--draw", type=int, default=1, choices=range(1, BASIL + len(ARTICLE_DRAWS) + 1))
    options.add_argument("--all", action="store_true", help="print judged items too")
    options.add_argument("--show", help="print the items of this story only")
    asked = options.parse_args()
    judged = read_verdicts()
    said: Counter[tuple[str, str]] = Counter()
    still = set()
    for story, reports in draw(asked.data, asked.draw):
        if asked.show and asked.show != story:
            continue
        ledger = read_story(story, reports, asked.cache)
        for item in items_of(story, ledger):
            verdict, pattern = judged.get(item.key, ("", ""))
            said[item.kind, verdict or "not judged"] += 1
            if verdict:
                still.add(item.key)
            if asked.all or not verdict:
                print(f"== {item.kind} {item.name} in {story}: {verdict or 'not judged'} {pattern}")
                print(f"{','.join((story, item.kind, ' '.join(item.places)))},,")
                show(item, ledger)
    for kind in ("confirmed", "conflict"):
        right, wrong = said[kind, "right"], said[kind, "wrong"]
        share = f"{100 * right / (right + wrong):.0f} % right" if right + wrong else "none judged"
        print(f"{kind}: {right} right, {wrong} wrong, {said[kind, 'not judged']} not judged: {share}")
    if not asked.show:
        print(f"verdicts, of all draws, on items not met here: {len(judged.keys() - still)}")


def draw(data: Path, number: int) -> Iterator[tuple[str, list[Report]]]:
    """Yield the stories of a draw, in the order drawn, each with its reports."""
    if number > BASIL:
        yield from draw_articles(data, number - BASIL)
        return
    if number == BASIL:
        yield from all_of_basil(data / "stories" / "basil.jsonl.gz")
        return
    with gzip.open(data / "briefing" / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        left = [json.loads(line) for line in lines]
    drawn: list[dict[str, Any]] = []
    for seed, stories, size in DRAWS[:number]:
        left = [one for one in left if one not in drawn]
        drawn = random.Random(seed).sample([one for one in left if len(set(one["reports"])) == size], stories)
    wanted = {report for one in drawn for report in one["reports"]}
    reports = {one.id: one for one in iter_jsonl(data / "stories" / "allsides.jsonl.gz") if one.id in wanted}
    for one in drawn:
        yield one["story"], [reports[report] for report in dict.fromkeys(one["reports"]) if report in reports]


def all_of_basil(path: Path) -> Iterator[tuple[str, list[Report]]]:
    """Yield the stories of BASIL as its editors told them apart."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        gold = {str(one["id"]): f"basil-{one['gold']['story']}".replace("/", "_") for one in map(json.loads, lines)}
    of: dict[str, list[Report]] = defaultdict(list)
    for report in iter_jsonl(path):
        of[gold[report.id]].append(report)
    yield from sorted(of.items())


def draw_articles(data: Path, number: int) -> Iterator[tuple[str, list[Report]]]:
    """Yield a draw of the stories that grouped articles make, named after their first report."""
    allsides = list(iter_jsonl(data / "stories" / "allsides.jsonl.gz"))
    known = {report.id for report in allsides} | {report.text[:200] for report in allsides}
    every = iter_jsonl(data / "scale" / "articles.jsonl.gz")
    articles = [report for report in every if not known & {report.id, report.text[:200]}]
    left: dict[tuple[int, int | None], list[list[Report]]] = {}
    for seed, stories, first, last, least, most in ARTICLE_DRAWS[:number]:
        if (first, last) not in left:
            left[first, last] = list(grouped(articles[first:last]))
        fit = [story for story in left[first, last] if least <= len(story) <= most]
        drawn = random.Random(seed).sample(fit, min(stories, len(fit)))
        left[first, last] = [story for story in left[first, last] if story not in drawn]
    for story in drawn:
        yield f"articles-{story[0].id}", story


def grouped(articles: Sequence[Report]) -> Iterator[list[Report]]:
    of: dict[str, list[Report]] = defaultdict(list)
    stories = group(articles)
    for report in articles:
        of[stories[report.id]].append(report)
    yield from (story for _, story in sorted(of.items()))


def read_story(story: str, reports: Sequence[Report], cache: Path | None) -> Ledger:
    """Return the story's ledger; lineages and notes come from the cache where they are there."""
    kept = cache / f"{story}.pickle" if cache else None
    settings = Settings()
    if kept and kept.exists():
        dated, lineages, derivations, notes = pickle.loads(kept.read_bytes())
    else:
        engine = LocalEngine()
        lineages, derivations = find_lineages(reports, engine, settings)
        dated = date_stories(reports, {one.id: "s1" for one in reports})
        notes = annotate_reports(dated, engine, settings)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps((dated, lineages, derivations, notes)))
    return weigh(dated, {one.id: "s1" for one in dated}, lineages, derivations, notes, settings=settings)


def items_of(story: str, ledger: Ledger) -> Iterator[Item]:
    """Yield every claim with the standing "confirmed independently", and every conflict."""
    for claim in ledger.claims:
        if claim.standing == "confirmed independently":
            readings = tuple(readings_of(claim))
            yield Item(story, "confirmed", places(readings), f"{claim.id}: {claim.text}", readings)
    for conflict in ledger.conflicts:
        readings = tuple(readings_of(conflict))
        yield Item(story, "conflict", places(readings), f"{conflict.kind}: {conflict.text}", readings)


def readings_of(told: Claim | Conflict) -> Iterator[tuple[str, Span, str]]:
    for one in told.readings:
        yield one.report, one.span, f"{one.stance}, lineage {one.lineage}, origin {one.origin}, value {one.value}"


def places(readings: Sequence[tuple[str, Span, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{report}:{span.start}-{span.end}" for report, span, _ in readings))


def read_verdicts() -> dict[tuple[str, str, str], tuple[str, str]]:
    if not VERDICTS.exists():
        return {}
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        return {
            (row["story"], row["kind"], row["places"]): (row["verdict"], row["pattern"])
            for row in csv.DictReader(lines)
        }


def show(item: Item, ledger: Ledger) -> None:
    texts = {report.id: report.text for report in ledger.reports}
    for report, span, counted in item.readings:
        text = texts[report]
        before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
        print(f"  {report} {counted}")
        print("   ", " ".join(f"{before}[[{span.of(text)}]]{after}".split()))


if __name__ == "__main__":
    main()
