"""Words that were kept are the words that are read: every number, every place, whatever the text holds."""

from __future__ import annotations

import random

import numpy as np

from twosource.engine.local import LocalEngine
from twosource.lineage.runs import Runs
from twosource.lineage.wording import read_wording, read_wordings
from twosource.model import Report, Settings, Span

_BITS = [
    "a",
    "Boats",
    "per cent",
    "co-op",
    "5.",
    "1,0",
    "%",
    " ",
    " ",
    "\n",
    "\n \n",
    "\r\n",
    "\xa0",
    "\0",
    ".",
    "“",
    "”",
    "'",
]


def _report(n: int, chance: random.Random) -> Report:
    text = "".join(chance.choice(_BITS) for _ in range(chance.randint(0, 60)))
    cuts = sorted(chance.sample(range(len(text) + 1), 2 * chance.randint(0, 2))) if len(text) > 4 else []
    return Report(f"r{n}", text, "", body=tuple(Span(*cuts[at : at + 2]) for at in range(0, len(cuts), 2)))


def _kept(reports: list[Report]) -> Runs:
    with LocalEngine(1) as engine:
        return Runs(reports, engine, Settings())


def test_what_was_kept_is_what_is_read() -> None:
    chance = random.Random(5)
    reports = [_report(n, chance) for n in range(300)]
    runs = _kept(reports)
    known = [runs.kept.of(n, report.body) for n, report in enumerate(reports)]
    for report, found in zip(reports, read_wordings(reports, known), strict=True):
        read = read_wording(report)
        assert all(np.array_equal(x, y) for x, y in zip(read.words, found.words, strict=True))
        assert (read.said, read.edges, read.bounds) == (found.said, found.edges, found.bounds)


def test_a_report_with_a_word_or_a_space_too_wide_is_not_kept_and_its_neighbours_are() -> None:
    texts = ["One word.", "It ran" + "s" * 200, "Two words.", "So" + " " * 300 + "far.", "", "Three words more."]
    runs = _kept([Report(f"r{n}", text, "") for n, text in enumerate(texts)])
    kept = [runs.kept.of(n) for n in range(len(texts))]
    assert [None if words is None else len(words.keys) for words in kept] == [2, None, 2, None, None, 3]
