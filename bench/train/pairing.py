"""Fit how much each piece of evidence speaks for two statements being one claim (`src/twosource/lexicon/pairing.toml`).

    python bench/train/pairing.py --data PATH [--cache FOLDER] [--write]

Reads the pairs of pair_examples.py and fits three logistic regressions (scikit-learn, in requirements of the bench).
The first ranks: over all pairs of statements of two lineages of which at least one is in the gold, it learns which are
in one claim. The second joins: over the pairs of which the first makes one the other's likest in its report, it learns
how likely they are one claim. The third says how much that and the network of pairs (train_pairs.py) count beside each
other. It is fitted on the stories that are kept apart from both, and has three numbers.

PATH holds the reports of the real stories (stories/allsides.jsonl.gz, briefing/allsides.jsonl.gz,
stories/basil.jsonl.gz, scale/articles.jsonl.gz), FOLDER what was read of each story (as in bench/reading). Printed is
what the weights get right of each story when they have learnt from the others only. With `--write` the weights of all
stories go into the lexicon.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pair_examples import (
    KEPT_APART,
    STORIES,
    Examples,
    all_pairs,
    is_kept_apart,
    judged_pairs,
    likest_of,
    marked_stories,
    story_of,
)
from sklearn.linear_model import LogisticRegression

from twosource.claims.likest import Weights
from twosource.claims.side_by_side import LEAST, side_by_side
from twosource.model import Settings

# How much a pair of real reports counts in the fit, where a pair of the invented stories counts once: there are five
# times as many of those.
REAL_WEIGHS = 3.0
LEXICON = Path(__file__).parents[2] / "src" / "twosource" / "lexicon" / "pairing.toml"


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
    marked = {name: likest_of(of, rank) for name, of in marked_stories(asked.data, asked.cache, KEPT_APART).items()}
    # Those that were chosen for being hard to tell would make likely pairs look less likely than they are.
    judged = judged_pairs(asked.data, asked.cache, rank, "joined")
    real = {**marked, **judged}
    print_rates("invented", likest, lambda name: fit(_others(likest, name), list(real.values())))
    print_rates("marked", marked, lambda name: fit(list(likest.values()), _others(real, name)))
    print_rates("judged", judged, lambda name: fit(list(likest.values()), _others(real, name)))
    join = fit(list(likest.values()), list(real.values()))
    fitted = {
        "rank": rank,
        "join": join,
        "read": weigh_reading(likest, real, judged_pairs(asked.data, asked.cache, rank)),
    }
    told = "\n".join(
        f"[{name}]\nweights = {[round(float(w), 3) for w in weights.each]}\nconstant = {round(weights.constant, 3)}"
        for name, weights in fitted.items()
    )
    print(told)
    if asked.write:
        text = LEXICON.read_text(encoding="utf-8")
        LEXICON.write_text(text[: text.index("\n[rank]") + 1] + told + "\n", encoding="utf-8")


def weigh_reading(
    likest: Mapping[str, Examples], real: Mapping[str, Examples], judged: Mapping[str, Examples]
) -> Weights:
    """Learn how much the evidence and the network count, from judged stories that neither has learnt from."""
    apart = {name for name in judged if is_kept_apart(name)}
    join = fit(list(likest.values()), [e for name, e in real.items() if name not in apart])
    reader, rows, is_one = side_by_side(), [], []
    for name in sorted(apart):
        likely = np.clip(join.chances(judged[name].evidence), LEAST, 1 - LEAST)
        asked = likely >= Settings().told_read
        rows += [
            (math.log(p / (1 - p)), reader.read(pieces))
            for p, pieces, ask in zip(likely, judged[name].pieces, asked, strict=True)
            if ask
        ]
        is_one += judged[name].is_one[asked].tolist()
    learned = LogisticRegression(C=100).fit(rows, is_one)
    print_reading(learned.predict_proba(rows)[:, 1], np.array(is_one))
    return Weights(learned.coef_[0], float(learned.intercept_[0]))


def print_reading(likely: NDArray[np.float64], is_one: NDArray[np.bool_]) -> None:
    """Print how many pairs are right of those that are so likely or more, once read."""
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        taken = likely >= least
        right, in_all = int(is_one[taken].sum()), f"{int(is_one.sum())} of {len(is_one)}"
        print(f"read, from {least}: {right} of {int(taken.sum())} taken are one claim, {in_all} are in all")


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
