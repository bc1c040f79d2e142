"""Pairs of statements, and whether they are one claim: what the fits of pairing.py and train_pairs.py learn from.

Invented stories (bench/invented) have a gold of claims. Their pairs of which neither is in the gold were judged one by
one (judged.toml): without them a fit would take every likest pair of a story for one that its gold tells of.

Invented stories tell their few things in many words. In real ones the same person says twenty things in one interview,
and what is likest is often another of them; so there are also pairs of real reports that were judged one by one
(judged.csv: story, two places and the verdict; no text) and the claims of real stories that bench/real.py scores.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

import twosource
from twosource.claims import likest, story
from twosource.claims.apart import are_apart
from twosource.claims.evidence import PIECES, Evidence
from twosource.claims.likeness import Likeness
from twosource.claims.likest import PLACES, Weights
from twosource.claims.pairing import Paired
from twosource.claims.side_by_side import Pieces, pieces_of, vocabulary
from twosource.claims.statements import Statement
from twosource.model import Settings

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "bench" / "invented"
JUDGED = Path(__file__).with_name("judged.toml")
# Pairs of real reports: drawn from those that were joined or nearly so, or from all of which one is the other's likest,
# then mostly such as were hard to tell; or from those that have so many words in common that nothing else was asked.
JUDGED_REAL = Path(__file__).with_name("judged.csv")
# Nothing is fitted on these: they tell how good the weights are on what they have not seen.
KEPT_APART = {"fifteen", "fourteen", "seventeen", "sixteen"}
KEPT_APART |= {"origins", "funding", "brunswick", "court", "studio", "protests"}
MUTUAL = len(PIECES) + PLACES - 1


class Examples(NamedTuple):
    """The evidence of pairs, a row each, whether they are one claim, and what the network of pairs reads of them."""

    evidence: NDArray[np.float64]
    is_one: NDArray[np.bool_]
    pieces: Sequence[Pieces] = ()


class Pairing(NamedTuple):
    """What a story's statements have in common, their lineages and groups, where they would be paired."""

    evidence: Evidence
    texts: Mapping[str, str]
    lineages: Mapping[str, str]
    home: Sequence[int]


class Story(NamedTuple):
    """A story where it would be paired, and the claims of the gold that each statement is in.

    `judged` are the pairs outside the gold that a person took for one claim; None if nobody judged them.
    """

    evidence: Evidence
    texts: Mapping[str, str]
    lineages: Mapping[str, str]
    home: Sequence[int]
    claims: Sequence[set[str]]
    judged: frozenset[str] | None


def _pieces(of: Pairing | Story, first: int, second: int) -> Pieces:
    """Return what the network reads of two statements, by their numbers."""
    a, b = of.evidence.statements[first], of.evidence.statements[second]
    return pieces_of(a, b, of.texts[a.report], of.texts[b.report], vocabulary())


@contextmanager
def stopped_at_pairing() -> Iterator[list[Pairing]]:
    """Keep statements from being paired, and tell what would have been."""
    found: list[Pairing] = []

    def take(
        groups: Sequence[Sequence[Statement]],
        texts: Mapping[str, str],
        lineages: Mapping[str, str],
        likeness: Likeness,
        _settings: Settings,
        _clash: Callable[[Statement, Statement], bool],
    ) -> Paired:
        statements = [s for group in groups for s in group]
        home = [n for n, group in enumerate(groups) for _ in group]
        found.append(Pairing(Evidence(statements, texts, likeness), texts, lineages, home))
        return Paired([list(group) for group in groups], [])

    with patch.object(story, "pair_up", take):
        yield found


def story_of(folder: Path, cache: Path | None) -> Story:
    """Read an invented story and stop where statements would be paired."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    by_hand = tomllib.loads(JUDGED.read_text(encoding="utf-8")).get(folder.name)
    judged = None if by_hand is None else frozenset(by_hand)
    with stopped_at_pairing() as found:
        _marked().load_reading().read_story(f"invented-{folder.name}", twosource.read_reports([folder]).reports, cache)
    claims = [_claims_of(s, gold) for s in found[0].evidence.statements]
    return Story(*found[0], claims, judged)


def marked_stories(data: Path, cache: Path | None, leave_out: Collection[str] = ()) -> dict[str, Story]:
    """Read the real stories whose claims an editor marked, by name, as `story_of` does."""
    real = _marked()
    gold = {name: of for name, of in real.load_gold().items() if name not in leave_out}
    reports, stories = real.reports_of(gold, data), {}
    for name, of in gold.items():
        mentions = [(claim, real.place(told)) for claim, held in of["claims"].items() for told in held["mentions"]]
        with stopped_at_pairing() as found:
            _marked().load_reading().read_story(f"real-{name}", [reports[r] for r in of["reports"]], cache)
        claims = [
            {c for c, m in mentions if m.report == s.report and min(m.end, s.span.end) > max(m.start, s.span.start)}
            for s in found[0].evidence.statements
        ]
        stories[name] = Story(*found[0], claims, None)
    return stories


def judged_pairs(data: Path, cache: Path | None, rank: Weights, drawn: str | None = None) -> dict[str, Examples]:
    """Return the pairs of real stories of which one is the other's likest by `rank` and that were judged, by story.

    `drawn` names those that were drawn from "joined" pairs or from the "likest"; None for both.
    """
    verdicts = _verdicts({"joined", "likest"} if drawn is None else {drawn})
    examples = {}
    for name, of in _stopped(data, cache, {name for name, _, _ in verdicts}):
        rows = []
        for first, second, row in _each_likest(of, rank):
            places = sorted(_in_full(of.evidence.statements[n]) for n in (first, second))
            if (verdict := verdicts.get((name, *places))) is not None:
                rows.append((row, verdict, _pieces(of, first, second)))
        if rows:
            examples[name] = _examples(rows)
    return examples


def unjudged_pairs(data: Path, cache: Path | None, rank: Weights, least: float) -> Iterator[tuple[str, Examples]]:
    """Yield the pairs of all real stories that no slot keeps apart and that are `least` likely, by story.

    Few of them were judged by a person: `is_one` says nothing here.
    """
    join = likest.fitted("join")
    for name, of in _stopped(data, cache, None):
        rows = []
        for first, second, row in _each_likest(of, rank):
            chance = float(join.chances(row[None, :])[0])
            one, other = (of.evidence.statements[n] for n in (first, second))
            if chance >= least and not are_apart(one, other, of.evidence.likeness):
                rows.append((row, False, _pieces(of, first, second)))
        if rows:
            yield name, _examples(rows)


def pairs_told_alike(data: Path, cache: Path | None) -> dict[str, list[tuple[Pieces, bool]]]:
    """Return the pairs of real stories that `alignment` had joined for their words and that were judged, by story."""
    verdicts = _verdicts({"alike"})
    found = {}
    for name, of in _stopped(data, cache, {name for name, _, _ in verdicts}):
        place = {_in_full(s): n for n, s in enumerate(of.evidence.statements)}
        found[name] = [
            (_pieces(of, place[first], place[second]), is_one)
            for (story_, first, second), is_one in verdicts.items()
            if story_ == name and {first, second} <= place.keys()
        ]
    return found


def _verdicts(drawn: Collection[str]) -> dict[tuple[str, str, str], bool]:
    with JUDGED_REAL.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["drawn from"] in drawn]
    return {(row["story"], row["first"], row["second"]): row["one claim"] == "yes" for row in rows}


def _stopped(data: Path, cache: Path | None, wanted: set[str] | None) -> Iterator[tuple[str, Pairing]]:
    """Yield the real stories that are wanted, or all, in order of their names, where they would be paired."""
    for name, reports in sorted(_real_stories(_marked().load_reading(), data, wanted), key=lambda drawn: drawn[0]):
        with stopped_at_pairing() as found:
            _marked().load_reading().read_story(name, reports, cache)
        if found:
            yield name, found[0]


def _each_likest(of: Pairing | Story, rank: Weights) -> Iterator[tuple[int, int, NDArray[np.float64]]]:
    for pairs in likest.likest_pairs(of.evidence, of.lineages, of.home, rank):
        yield from zip(pairs.first.tolist(), pairs.second.tolist(), pairs.evidence, strict=True)


def _examples(rows: Sequence[tuple[NDArray[np.float64], bool, Pieces]]) -> Examples:
    evidence, is_one, pieces = zip(*rows, strict=True)
    return Examples(np.array(evidence, np.float64), np.array(is_one), pieces)


def _real_stories(reading: Any, data: Path, wanted: set[str] | None) -> Iterator[tuple[str, list[Any]]]:
    for number in range(1, reading.BASIL + 1):
        drawn = reading.draw(data, number)
        yield from ((name, reports) for name, reports in drawn if wanted is None or name in wanted)


def _marked() -> Any:
    """Return bench/real.py, which has what was marked in real stories and loads bench/reading/run.py to read them."""
    if "bench_real" not in sys.modules:
        spec = importlib.util.spec_from_file_location("bench_real", ROOT / "bench" / "real.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules["bench_real"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["bench_real"])
    return sys.modules["bench_real"]


def _in_full(statement: Statement) -> str:
    return f"{statement.report}:{statement.span.start}-{statement.span.end}"


def _claims_of(statement: Statement, gold: Mapping[str, Any]) -> set[str]:
    name, span = Path(statement.report).name, statement.span
    return {
        claim["id"]
        for claim in gold["claims"]
        for m in claim["mentions"]
        if m["report"] == name and min(m["end"], span.end) > max(m["start"], span.start)
    }


def all_pairs(of: Story) -> Examples:
    """Return every pair of statements of two lineages that are not settled yet and of which one is in the gold."""
    rows, labels = [], []
    held = of.evidence.held
    for a, b in combinations(held, 2):
        if of.lineages[a] == of.lineages[b]:
            continue
        pieces = of.evidence.between(a, b)
        for (i, x), (j, y) in product(enumerate(held[a]), enumerate(held[b])):
            if (of.claims[x] or of.claims[y]) and of.home[x] != of.home[y]:
                rows.append(pieces[:, i, j])
                labels.append(bool(of.claims[x] & of.claims[y]))
    return Examples(np.array(rows, np.float64), np.array(labels))


def likest_of(of: Story, rank: Weights) -> Examples:
    """Return the pairs of which one is the other's likest by `rank`, that no slot keeps apart and the gold tells of.

    Of those that it does not tell of, the ones that are each other's likest were judged.
    """
    found = []
    for first, second, row in _each_likest(of, rank):
        one, other = (of.evidence.statements[n] for n in (first, second))
        mine, theirs = of.claims[first], of.claims[second]
        if are_apart(one, other, of.evidence.likeness):
            continue
        if mine or theirs:
            found.append((row, bool(mine & theirs), _pieces(of, first, second)))
        elif of.judged is not None and row[MUTUAL]:
            is_one = " ".join(sorted(map(_place, (one, other)))) in of.judged
            found.append((row, is_one, _pieces(of, first, second)))
    return _examples(found)


def _place(statement: Statement) -> str:
    return f"{Path(statement.report).name[:3]}:{statement.span.start}-{statement.span.end}"


def is_kept_apart(name: str) -> bool:
    """Say whether the network of pairs may not learn from a story: one in five of the real ones, by their names."""
    return name in KEPT_APART or ("-" in name and blake2b(name.encode(), digest_size=1).digest()[0] % 5 == 0)
