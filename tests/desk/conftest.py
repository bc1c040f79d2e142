"""Made-up news for desks: wire stories that several papers run, rewritings, undated copies; a desk read as tables."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from twosource.annotation import annotate_table
from twosource.desk import Desk
from twosource.engine.local import LocalEngine
from twosource.intake import make_report, read_reports
from twosource.model import Report, Settings

SAMPLE = Path(__file__).parents[2] / "examples" / "port-halvern"
# By rules alone: what is tested here is the keeping, and it must not need the tagger. So few reports make a phrase a
# stock phrase that a dozen reports reach it.
SETTINGS = Settings(learned=False, common_run=4)

_PLACES = ("Tamsin", "Lodev", "Port Vella", "Marrow Point", "Esk", "Halden")
_WHO = ("the coast guard", "mayor Ada Moll", "the harbour office", "the ministry of transport", "a witness")
_WHAT = (
    "a ferry ran aground", "a bridge was closed", "a warehouse burned down", "a tunnel was flooded",
    "a crane fell into the river", "a train left the rails", "a school was evacuated", "a dam was opened",
)  # fmt: skip
_MORE = (
    "Divers searched the quay until the tide came in and the light failed",
    "Nobody had asked for help before the second alarm was given",
    "Repairs would take at least nine weeks and cost 4 million crowns",
    "Buses carried the passengers to a gymnasium behind the market",
    "Engineers had warned of cracks in the northern pier since the winter",
    "The road along the river stays shut to lorries for now",
    "An inquiry will be held by a judge from another province",
    "Volunteers brought blankets and hot soup from the parish kitchen",
)


class Remembering(LocalEngine):
    """An engine that reads a passage once for all desks of a test run."""

    notes: dict[str, str] = {}  # noqa: RUF012 (shared on purpose)
    read: list[str] = []  # noqa: RUF012

    def map(self, function: Any, table: pa.Table, *, size: str | None = None) -> pa.Table:
        if getattr(function, "func", None) is not annotate_table:
            return super().map(function, table, size=size)
        texts = table.column("text").to_pylist()
        self.read.extend(texts)
        new = [text for text in texts if text not in self.notes]
        if new:
            found = super().map(function, pa.table({"text": new, "size": [len(t) for t in new]}), size=size)
            self.notes |= zip(new, found.column("notes").to_pylist(), strict=True)
        return pa.table({"text": texts, "notes": [self.notes[text] for text in texts]})


@pytest.fixture(scope="session")
def engine() -> Iterator[LocalEngine]:
    with Remembering(1) as running:
        yield running


@pytest.fixture
def ticking() -> Callable[[], str]:
    """A clock that says a later minute each time that it is asked."""
    minutes = iter(range(100_000))
    return lambda: f"2031-03-01T{(m := next(minutes)) // 60 % 24:02}:{m % 60:02}:00Z"


@pytest.fixture
def desk(tmp_path: Path, ticking: Callable[[], str]) -> Iterator[Desk]:
    with Desk(tmp_path / "news.desk", settings=SETTINGS, now=ticking) as opened:
        yield opened


def story(number: int, chance: random.Random) -> list[Report]:
    """Return the reports of one event: a wire's copy in four papers, two of them cut, and two papers' own."""
    place, what, day = _PLACES[number % len(_PLACES)], _WHAT[number % len(_WHAT)], 1 + 5 * number % 26
    killed = 3 + number
    wire = [
        f"{place.upper()} (NNA) — At least {killed} people were hurt when {what} near {place} on Tuesday, "
        f"{chance.choice(_WHO)} said.",
        *(f"{sentence}, {chance.choice(_WHO)} said." for sentence in chance.sample(_MORE, 4)),
        f"“We heard a noise like thunder over {place} and ran,” said Bo Tarn, who sells fish at stall {number}.",
    ]
    reports = []
    for paper in range(4):
        text = [*wire] if paper < 2 else wire[: 4 + paper % 2]
        date = None if paper == 3 else f"2031-05-{day + (paper == 2):02}"
        reports.append(_report(f"{number:02}-wire-{paper}.txt", f"Paper {paper}", f"{what} at {place}", text, date))
    for paper in range(2):
        text = [
            f"{killed + paper} were injured near {place} as {what}, according to {chance.choice(_WHO)}.",
            *(f"{chance.choice(_WHO).capitalize()} told this paper: {s.lower()}." for s in chance.sample(_MORE, 2)),
        ]
        date = f"2031-05-{day + paper:02}"
        reports.append(_report(f"{number:02}-own-{paper}.txt", f"Sheet {paper}", f"Alarm at {place}", text, date))
    return reports


def _report(name: str, outlet: str, title: str, paragraphs: list[str], day: str | None) -> Report:
    return make_report(name, "\n\n".join(paragraphs), outlet=outlet, title=title.capitalize(), published=day)


@cache
def news(stories: int = 4) -> tuple[Report, ...]:
    """Return the reports of some made-up events."""
    chance = random.Random(3)
    return tuple(report for number in range(stories) for report in story(number, chance))


@cache
def sample() -> tuple[Report, ...]:
    """Return the reports of the sample story."""
    return read_reports([p for p in sorted(SAMPLE.iterdir()) if p.suffix in {".txt", ".html"}]).reports


# What a desk says, without when it was said: runs, errors and movements are history and depend on the order.
_TABLES = {
    "versions": "report, digest, address, given, published, text, record",
    "reports": "*",
    "passages": "*",
    "word_runs": "*",
    "word_run_counts": "*",
    "pairs": "*",
    "stock": "*",
    "lineages": "*",
    "derivations": "*",
    "in_lineage": "*",
    "features": "*",
    "placements": "*",
    "in_story": "*",
    "compared": "*",
    "likenesses": "*",
    "ledgers": "*",
    "claims": "*",
    "words": "*",
    "lengths": "*",
    "changes": "*",
    "sources": "*",
    "rights": "*",
    "decisions": "*",
    "undone": "*",
}


def tables_of(path: Path) -> dict[str, list[str]]:
    """Return what a closed desk holds, table by table, rows in order."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            name: sorted(map(repr, connection.execute(f"SELECT {columns} FROM {name}").fetchall()))
            for name, columns in _TABLES.items()
        }


def differences(a: dict[str, list[str]], b: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the rows that one of two desks has and the other lacks, by table."""
    found = {
        name: sorted(set(a[name]) ^ set(b[name])) + ([] if len(a[name]) == len(b[name]) else ["number"]) for name in a
    }
    return {name: rows for name, rows in found.items() if rows}
