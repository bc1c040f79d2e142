"""Fit how much each piece of evidence speaks for two statements being one claim (`src/twosource/lexicon/pairing.toml`).

    python bench/train/pairing.py [--write]

Reads the stories of bench/invented and fits two logistic regressions (scikit-learn, in requirements of the bench). The
first ranks: over all pairs of statements of two lineages of which at least one is in the gold, it learns which are in
one claim. The second joins: over the pairs that the first makes each other's likest in their two reports, it learns how
likely they are one claim. Pairs of which neither is in the gold were judged by a person (judged.toml): without them the
second would take every likest pair of a story for one that its gold tells of. Printed is what they get right of each
story when they have learnt from the others only. With `--write` the weights of all stories go into the lexicon.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import twosource
from twosource.claims import story
from twosource.claims.evidence import Evidence
from twosource.claims.likeness import Likeness
from twosource.claims.pairing import Paired, Weights, are_apart, likely_pairs
from twosource.claims.statements import Statement
from twosource.model import Settings

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "bench" / "invented"
JUDGED = Path(__file__).with_name("judged.toml")
# Nothing is fitted on these: they tell how good the weights are on what they have not seen.
KEPT_APART = {"fifteen", "fourteen", "seventeen", "sixteen"}
LEXICON = ROOT / "src" / "twosource" / "lexicon" / "pairing.toml"


class Examples(NamedTuple):
    """The evidence of pairs, a row each, and whether they are one claim."""

    evidence: NDArray[np.float64]
    is_one: NDArray[np.bool_]


class Story(NamedTuple):
    """What a story's statements have in common, their lineages and groups, and the claims of the gold each is in.

    `judged` are the pairs outside the gold that a person took for one claim; None if nobody judged them.
    """

    evidence: Evidence
    lineages: Mapping[str, str]
    home: Sequence[int]
    claims: Sequence[set[str]]
    judged: frozenset[str] | None


def story_of(folder: Path) -> Story:
    """Read a story and stop where statements would be paired."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    by_hand = tomllib.loads(JUDGED.read_text(encoding="utf-8")).get(folder.name)
    judged = None if by_hand is None else frozenset(by_hand)
    found: list[Story] = []

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
        claims = [_claims_of(s, gold) for s in statements]
        found.append(Story(Evidence(statements, texts, likeness), lineages, home, claims, judged))
        return Paired([list(group) for group in groups], [])

    with patch.object(story, "pair_up", take):
        twosource.make_ledger(twosource.read_reports([folder]).reports, one_story=True)
    return found[0]


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


def likest_pairs(of: Story, rank: Weights) -> Examples:
    """Return the pairs that are each other's likest by `rank`, that no slot keeps apart and of which the gold tells."""
    found = []
    for pair in likely_pairs(of.evidence, of.lineages, of.home, rank):
        one, other = (of.evidence.statements[n] for n in (pair.first, pair.second))
        mine, theirs = of.claims[pair.first], of.claims[pair.second]
        if are_apart(one, other, of.evidence.likeness):
            continue
        if mine or theirs:
            found.append((pair.evidence, bool(mine & theirs)))
        elif of.judged is not None:
            found.append((pair.evidence, " ".join(sorted(map(_place, (one, other)))) in of.judged))
    return Examples(np.array([e for e, _ in found], np.float64), np.array([is_one for _, is_one in found]))


def _place(statement: Statement) -> str:
    return f"{Path(statement.report).name[:3]}:{statement.span.start}-{statement.span.end}"


def fit(examples: Sequence[Examples]) -> Weights:
    """Learn the weights; the pieces are brought to one scale for it, and the weights brought back."""
    evidence = np.concatenate([e.evidence for e in examples])
    is_one = np.concatenate([e.is_one for e in examples])
    middle, spread = evidence.mean(0), evidence.std(0) + 1e-6
    learned = LogisticRegression(C=0.3, max_iter=3000).fit((evidence - middle) / spread, is_one)
    each = learned.coef_[0] / spread
    return Weights(each, float(learned.intercept_[0] - (each * middle).sum()))


def main() -> None:
    """Print how the weights do on stories that they were not fitted on; with `--write`, keep those of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the weights into the lexicon")
    asked = parser.parse_args()
    folders = [f for f in sorted(STORIES.iterdir()) if (f / "gold.json").exists() and f.name not in KEPT_APART]
    stories = {f.name: story_of(f) for f in folders}
    pairs = {name: all_pairs(of) for name, of in stories.items()}
    # Each story is ranked by weights that have not seen it, so that what joins is learnt from honest ranks.
    likest = {name: likest_pairs(of, fit(_others(pairs, name))) for name, of in stories.items()}
    least, right, taken = Settings().told_anew, 0, 0
    for name, held in likest.items():
        weights = fit(_others(likest, name))
        likely = 1 / (1 + np.exp(-(held.evidence @ weights.each + weights.constant))) >= least
        hit = int((likely & held.is_one).sum())
        right, taken = right + hit, taken + int(likely.sum())
        print(f"{name}: {hit} of {int(likely.sum())} taken are one claim, {int(held.is_one.sum())} are in all")
    in_all = sum(int(held.is_one.sum()) for held in likest.values())
    print(f"together: {right} of {taken} taken ({100 * right / taken:.0f} %), {in_all} in all")
    told = "\n".join(
        f"[{name}]\nweights = {[round(float(w), 3) for w in weights.each]}\nconstant = {round(weights.constant, 3)}"
        for name, weights in (("rank", fit(list(pairs.values()))), ("join", fit(list(likest.values()))))
    )
    print(told)
    if asked.write:
        text = LEXICON.read_text(encoding="utf-8")
        LEXICON.write_text(text[: text.index("\n[rank]") + 1] + told + "\n", encoding="utf-8")


def _others(examples: Mapping[str, Examples], name: str) -> list[Examples]:
    return [e for other, e in examples.items() if other != name]


if __name__ == "__main__":
    main()
