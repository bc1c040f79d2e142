"""Score the claims of real stories, against what an editor marked in their reports, a line a story.

    python bench/real.py --data S/data [--story summit] [--cache FOLDER] [--misses]

bench/real/claims.json holds places and no text: the reports of twelve stories (of scale/articles), and for twelve
claims of each the place of every report's mention. A claim is whole if all its mentions stand in one claim of the
ledger, counted if that claim has the right number of lineages as well, and pure if it has no report that does not tell
it. Links are pairs of mentions in two lineages that stand in one claim. `--misses` prints the claims that are not
whole, `--cache` keeps what was read of each story.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from twosource.intake import iter_jsonl
from twosource.model import Ledger, Report

GOLD = Path(__file__).with_name("real") / "claims.json"


class Place(NamedTuple):
    """A stretch of a report."""

    report: str
    start: int
    end: int


class Score(NamedTuple):
    """What was found of a story's claims, and of the pairs of their mentions."""

    claims: int = 0
    whole: int = 0
    counted: int = 0
    pure: int = 0
    links: int = 0
    pairs: int = 0

    def __str__(self) -> str:
        return (
            f"of {self.claims} claims {self.whole} whole, {self.counted} counted right, {self.pure} pure; "
            f"{self.links} of {self.pairs} links"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="the folder with scale/articles.jsonl.gz")
    options.add_argument("--story", help="one story, by its name in claims.json")
    options.add_argument("--cache", type=Path, help="a folder for what was read of each story")
    options.add_argument("--misses", action="store_true", help="print the claims that are not whole")
    asked = options.parse_args()
    gold = {name: of for name, of in load_gold().items() if asked.story in (None, name)}
    reports = reports_of(gold, asked.data)
    every = []
    for name, of in gold.items():
        ledger = load_reading().read_story(f"real-{name}", [reports[r] for r in of["reports"]], asked.cache)
        every.append(score(ledger, of["claims"]))
        print(f"{name}: {every[-1]}", flush=True)
        if asked.misses:
            show_misses(ledger, of["claims"], reports)
    print(f"together: {Score(*map(sum, zip(*every, strict=True)))}")


def load_gold() -> dict[str, Any]:
    """Return the stories by name."""
    found: dict[str, Any] = json.loads(GOLD.read_text(encoding="utf-8"))
    return found


def load_reading() -> Any:
    """Return bench/reading/run.py, which reads a story."""
    if "reading_run" not in sys.modules:
        spec = importlib.util.spec_from_file_location("reading_run", GOLD.parents[1] / "reading" / "run.py")
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules["reading_run"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["reading_run"]


def reports_of(gold: Mapping[str, Any], data: Path) -> dict[str, Report]:
    """Return the reports of the stories, by id."""
    wanted = {report for of in gold.values() for report in of["reports"]}
    articles = iter_jsonl(data / "scale" / "articles.jsonl.gz")
    return {one.id: one for one in articles if isinstance(one, Report) and one.id in wanted}


def place(told: str) -> Place:
    """Return the place that is written `report:start-end`.

    >>> place("a:1-5")
    Place(report='a', start=1, end=5)
    """
    report, _, span = told.rpartition(":")
    start, _, end = span.partition("-")
    return Place(report, int(start), int(end))


def homes(ledger: Ledger, mention: Place) -> set[int]:
    """Return the numbers of the claims that hold a mention."""
    return {
        number
        for number, claim in enumerate(ledger.claims)
        for r in claim.readings
        if r.report == mention.report and min(r.span.end, mention.end) > max(r.span.start, mention.start)
    }


def score(ledger: Ledger, claims: Mapping[str, Any]) -> Score:
    """Score the claims of one story."""
    lineage = {report: one.id for one in ledger.lineages for report in one.reports}
    total = Score()
    for claim in claims.values():
        mentions = [place(told) for told in claim["mentions"]]
        found = [homes(ledger, mention) for mention in mentions]
        whole = set.intersection(*found)
        apart = [(x, y) for x, y in combinations(range(len(mentions)), 2) if _are_two(x, y, mentions, lineage)]
        told = {mention.report for mention in mentions}
        best = max(sorted(set().union(*found)), key=lambda n: sum(n in held for held in found), default=None)
        one = Score(
            1,
            bool(whole),
            any(ledger.claims[n].lineages == claim["lineages"] for n in whole),
            best is not None and {r.report for r in ledger.claims[best].readings} <= told,
            sum(bool(found[x] & found[y]) for x, y in apart),
            len(apart),
        )
        total = Score(*(a + b for a, b in zip(total, one, strict=True)))
    return total


def _are_two(x: int, y: int, mentions: Sequence[Place], lineage: Mapping[str, str]) -> bool:
    return lineage[mentions[x].report] != lineage[mentions[y].report]


def show_misses(ledger: Ledger, claims: Mapping[str, Any], reports: Mapping[str, Report]) -> None:
    """Print each claim that is not whole, and which claims of the ledger hold its mentions."""
    for name, claim in claims.items():
        mentions = [place(told) for told in claim["mentions"]]
        if set.intersection(*(homes(ledger, mention) for mention in mentions)):
            continue
        print(f"  {name}")
        for m in mentions:
            text = " ".join(reports[m.report].text[m.start : m.end].split())
            print(f"    {m.report} {sorted(homes(ledger, m))} {text}")


if __name__ == "__main__":
    main()
