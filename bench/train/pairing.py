"""Fit how much each piece of evidence speaks for two statements being one claim (`src/twosource/lexicon/pairing.toml`).

    python bench/train/pairing.py [--write]

Reads the stories of bench/invented, takes the pairs of statements that are each other's likest in two reports, and asks
the gold whether both lie in one claim; pairs of which neither lies in any are left out. A logistic regression
(scikit-learn, in requirements of the bench) learns the weights. Printed is what it gets right of each story when it has
learnt from the others only. With `--write` the weights of all stories go into the lexicon.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import twosource
from twosource.claims import story
from twosource.claims.likeness import Likeness
from twosource.claims.pairing import Meanings, are_apart, likely_pairs
from twosource.claims.statements import Statement
from twosource.model import Settings

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "bench" / "invented"
LEXICON = ROOT / "src" / "twosource" / "lexicon" / "pairing.toml"


class Weights(NamedTuple):
    """The weights of the pieces of evidence, and the constant."""

    each: NDArray[np.float64]
    constant: float


class Examples(NamedTuple):
    """The evidence of pairs, a row each, and whether they are one claim."""

    evidence: NDArray[np.float64]
    is_one: NDArray[np.bool_]


def examples_of(folder: Path) -> Examples:
    """Return the pairs of a story's statements that lie in its gold."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    found: list[tuple[tuple[float, ...], bool]] = []

    def take(
        groups: Sequence[Sequence[Statement]],
        texts: Mapping[str, str],
        lineages: Mapping[str, str],
        likeness: Likeness,
        _settings: Settings,
        _clash: Callable[[Statement, Statement], bool],
    ) -> list[list[Statement]]:
        statements = [s for group in groups for s in group]
        inside = [_claims_of(s, gold) for s in statements]
        meanings = Meanings(statements, texts)
        for pair in likely_pairs(statements, meanings, lineages, likeness, range(len(statements))):
            one, other = inside[pair.first], inside[pair.second]
            if (one or other) and not are_apart(statements[pair.first], statements[pair.second], likeness):
                found.append((pair.evidence, bool(one & other)))
        return [list(group) for group in groups]

    with patch.object(story, "pair_up", take):
        twosource.make_ledger(twosource.read_reports([folder]).reports)
    return Examples(np.array([e for e, _ in found]), np.array([is_one for _, is_one in found]))


def _claims_of(statement: Statement, gold: Mapping[str, Any]) -> set[str]:
    name, span = Path(statement.report).name, statement.span
    return {
        claim["id"]
        for claim in gold["claims"]
        for m in claim["mentions"]
        if m["report"] == name and min(m["end"], span.end) > max(m["start"], span.start)
    }


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
    stories = {f.name: examples_of(f) for f in sorted(STORIES.iterdir()) if (f / "gold.json").exists()}
    least, right, taken, all_ones = Settings().told_anew, 0, 0, 0
    for name, held in stories.items():
        weights = fit([e for other, e in stories.items() if other != name])
        likely = 1 / (1 + np.exp(-(held.evidence @ weights.each + weights.constant))) >= least
        hit = int((likely & held.is_one).sum())
        right, taken, all_ones = right + hit, taken + int(likely.sum()), all_ones + int(held.is_one.sum())
        print(f"{name}: {hit} of {int(likely.sum())} taken are one claim, {int(held.is_one.sum())} are in all")
    print(f"together: {right} of {taken} taken ({100 * right / taken:.0f} %), {all_ones} in all")
    weights = fit(list(stories.values()))
    told = f"weights = {[round(float(w), 3) for w in weights.each]}\nconstant = {round(weights.constant, 3)}\n"
    print(told, end="")
    if asked.write:
        text = LEXICON.read_text(encoding="utf-8")
        LEXICON.write_text(re.sub(r"weights = .*\nconstant = .*\n", told, text), encoding="utf-8")


if __name__ == "__main__":
    main()
