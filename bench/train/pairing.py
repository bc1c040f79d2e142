"""Fit how much each piece of evidence speaks for two statements being one claim (`src/twosource/lexicon/pairing.toml`).

    python bench/train/pairing.py --data PATH [--cache FOLDER] [--write]

Reads the stories of bench/invented and fits two logistic regressions (scikit-learn, in requirements of the bench). The
first ranks: over all pairs of statements of two lineages of which at least one is in the gold, it learns which are in
one claim. The second joins: over the pairs of which the first makes one the other's likest in its report, it learns how
likely they are one claim. Pairs of which neither is in the gold were judged one by one (judged.toml): without them the
second would take every likest pair of a story for one that its gold tells of.

Invented stories tell their few things in many words. In real ones the same person says twenty things in one interview,
and what is likest is often another of them; so the second also learns from pairs of real reports that were judged one
by one (judged.csv: story, two places and the verdict; no text) and from the claims of real stories that bench/real.py
scores (those in KEPT_APART left out). PATH holds those reports (stories/allsides.jsonl.gz, briefing/allsides.jsonl.gz,
stories/basil.jsonl.gz, scale/articles.jsonl.gz), FOLDER what was read of each story (as in bench/reading). Printed is
what the weights get right of each story when they have learnt from the others only. With `--write` the weights of all
stories go into the lexicon.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import twosource
from twosource.claims import pairing, story
from twosource.claims.apart import are_apart
from twosource.claims.evidence import PIECES, Evidence
from twosource.claims.likeness import Likeness
from twosource.claims.pairing import PLACES, Paired, Weights
from twosource.claims.statements import Statement
from twosource.model import Settings

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "bench" / "invented"
JUDGED = Path(__file__).with_name("judged.toml")
# Pairs of real reports, drawn at random from those that were joined or nearly so; and how much each counts in the fit,
# where a pair of the invented stories counts once: there are five times as many of those.
JUDGED_REAL = Path(__file__).with_name("judged.csv")
REAL_WEIGHS = 3.0
# Nothing is fitted on these: they tell how good the weights are on what they have not seen.
KEPT_APART = {"fifteen", "fourteen", "seventeen", "sixteen"}
KEPT_APART |= {"origins", "funding", "brunswick", "court", "studio", "protests"}
MUTUAL = len(PIECES) + PLACES - 1
LEXICON = ROOT / "src" / "twosource" / "lexicon" / "pairing.toml"


class Examples(NamedTuple):
    """The evidence of pairs, a row each, and whether they are one claim."""

    evidence: NDArray[np.float64]
    is_one: NDArray[np.bool_]


class Pairing(NamedTuple):
    """What a story's statements have in common, their lineages and groups, where they would be paired."""

    evidence: Evidence
    lineages: Mapping[str, str]
    home: Sequence[int]


class Story(NamedTuple):
    """A story where it would be paired, and the claims of the gold that each statement is in.

    `judged` are the pairs outside the gold that a person took for one claim; None if nobody judged them.
    """

    evidence: Evidence
    lineages: Mapping[str, str]
    home: Sequence[int]
    claims: Sequence[set[str]]
    judged: frozenset[str] | None


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
        found.append(Pairing(Evidence(statements, texts, likeness), lineages, home))
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


def marked_stories(data: Path, cache: Path | None) -> dict[str, Story]:
    """Read the real stories whose claims an editor marked, by name, as `story_of` does."""
    real = _marked()
    gold = {name: of for name, of in real.load_gold().items() if name not in KEPT_APART}
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


def judged_pairs(data: Path, cache: Path | None, rank: Weights) -> dict[str, Examples]:
    """Return the pairs of real stories of which one is the other's likest by `rank` and that were judged, by story."""
    with JUDGED_REAL.open(encoding="utf-8", newline="") as lines:
        rows_of = list(csv.DictReader(lines))
    verdicts = {(row["story"], row["first"], row["second"]): row["one claim"] == "yes" for row in rows_of}
    wanted = {name for name, _, _ in verdicts}
    examples = {}
    for name, reports in sorted(_real_stories(_marked().load_reading(), data, wanted), key=lambda drawn: drawn[0]):
        with stopped_at_pairing() as found:
            _marked().load_reading().read_story(name, reports, cache)
        if not found:
            continue
        rows = []
        for first, second, row in _each_likest(found[0], rank):
            places = sorted(_in_full(found[0].evidence.statements[n]) for n in (first, second))
            if (verdict := verdicts.get((name, *places))) is not None:
                rows.append((row, verdict))
        if rows:
            examples[name] = _examples(rows)
    return examples


def _each_likest(of: Pairing | Story, rank: Weights) -> Iterator[tuple[int, int, NDArray[np.float64]]]:
    for pairs in pairing.likest_pairs(of.evidence, of.lineages, of.home, rank):
        yield from zip(pairs.first.tolist(), pairs.second.tolist(), pairs.evidence, strict=True)


def _examples(rows: Sequence[tuple[NDArray[np.float64], bool]]) -> Examples:
    evidence, is_one = zip(*rows, strict=True)
    return Examples(np.array(evidence, np.float64), np.array(is_one))


def _real_stories(reading: Any, data: Path, wanted: set[str]) -> Iterator[tuple[str, list[Any]]]:
    for number in range(1, reading.BASIL + 1):
        yield from ((name, reports) for name, reports in reading.draw(data, number) if name in wanted)


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
            found.append((row, bool(mine & theirs)))
        elif of.judged is not None and row[MUTUAL]:
            found.append((row, " ".join(sorted(map(_place, (one, other)))) in of.judged))
    return _examples(found)


def _place(statement: Statement) -> str:
    return f"{Path(statement.report).name[:3]}:{statement.span.start}-{statement.span.end}"


def fit(examples: Sequence[Examples], real: Sequence[Examples] = ()) -> Weights:
    """Learn the weights; the pieces are brought to one scale for it, and the weights brought back."""
    evidence = np.concatenate([e.evidence for e in (*examples, *real)])
    is_one = np.concatenate([e.is_one for e in (*examples, *real)])
    weighs = np.repeat([1.0, REAL_WEIGHS], [sum(len(e.is_one) for e in some) for some in (examples, real)])
    middle, spread = evidence.mean(0), evidence.std(0) + 1e-6
    learned = LogisticRegression(C=0.3, max_iter=3000).fit((evidence - middle) / spread, is_one, weighs)
    each = learned.coef_[0] / spread
    return Weights(each, float(learned.intercept_[0] - (each * middle).sum()))


def main() -> None:
    """Print how the weights do on stories that they were not fitted on; with `--write`, keep those of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the real stories")
    parser.add_argument("--cache", type=Path, help="a folder for what was read of each real story")
    parser.add_argument("--write", action="store_true", help="put the weights into the lexicon")
    asked = parser.parse_args()
    folders = [f for f in sorted(STORIES.iterdir()) if (f / "gold.json").exists() and f.name not in KEPT_APART]
    stories = {f.name: story_of(f, asked.cache) for f in folders}
    pairs = {name: all_pairs(of) for name, of in stories.items()}
    rank = fit(list(pairs.values()))
    # Each story is ranked by weights that have not seen it, so that what joins is learnt from honest ranks.
    likest = {name: likest_of(of, fit(_others(pairs, name))) for name, of in stories.items()}
    marked = {name: likest_of(of, rank) for name, of in marked_stories(asked.data, asked.cache).items()}
    judged = judged_pairs(asked.data, asked.cache, rank)
    real = {**marked, **judged}
    print_rates("invented", likest, lambda name: fit(_others(likest, name), list(real.values())))
    print_rates("marked", marked, lambda name: fit(list(likest.values()), _others(real, name)))
    print_rates("judged", judged, lambda name: fit(list(likest.values()), _others(real, name)))
    told = "\n".join(
        f"[{name}]\nweights = {[round(float(w), 3) for w in weights.each]}\nconstant = {round(weights.constant, 3)}"
        for name, weights in (("rank", rank), ("join", fit(list(likest.values()), list(real.values()))))
    )
    print(told)
    if asked.write:
        text = LEXICON.read_text(encoding="utf-8")
        LEXICON.write_text(text[: text.index("\n[rank]") + 1] + told + "\n", encoding="utf-8")


def print_rates(kind: str, examples: Mapping[str, Examples], without: Callable[[str], Weights]) -> None:
    """Print what is right of the pairs taken, each story by the weights that `without` it are learnt."""
    least, right, taken = Settings().told_anew, 0, 0
    for name, held in examples.items():
        weights = without(name)
        likely = 1 / (1 + np.exp(-(held.evidence @ weights.each + weights.constant))) >= least
        hit = int((likely & held.is_one).sum())
        right, taken = right + hit, taken + int(likely.sum())
        if kind != "judged":
            print(f"{name}: {hit} of {int(likely.sum())} taken are one claim, {int(held.is_one.sum())} are in all")
    in_all = sum(int(held.is_one.sum()) for held in examples.values())
    judged = sum(len(held.is_one) for held in examples.values())
    print(f"{kind}, together: {right} of {taken} taken ({100 * right / taken:.0f} %), {in_all} of {judged} in all")


def _others(examples: Mapping[str, Examples], name: str) -> list[Examples]:
    return [e for other, e in examples.items() if other != name]


if __name__ == "__main__":
    main()
