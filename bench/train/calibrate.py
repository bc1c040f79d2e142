"""Fit the tagger's confidence and threshold on polnear-dev, and write model.toml: see README.md beside this file.

    python bench/train/calibrate.py --data DIR --model DIR [--out FILE] [--write]

`--out` writes what `score.py attribution` reads; `--write` puts the fitted figures into DIR/model.toml.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from card import note_confidence
from examples import paragraphs, read_part

from twosource.language.attribution import Triple
from twosource.language.chunks import cut_chunks
from twosource.language.decoding import FoundCue, Roles, _odds, confidence
from twosource.language.tagger import Tagger, drop_nested
from twosource.model import Span

Chars = frozenset[int]


class Candidate(NamedTuple):
    """A possible attribution of one report, its spans in the report, and the characters of source and content."""

    report: int
    cue: FoundCue
    roles: Roles
    triple: Triple
    source: Chars
    content: Chars


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    tagger, reports = Tagger(arguments.model), read_part(arguments.data, "dev")
    candidates = [one for number, report in enumerate(reports) for one in candidates_of(tagger, number, report["text"])]
    gold = [gold_of(report) for report in reports]
    weights = fit(candidates, gold) if arguments.write else tagger.card["confidence"]
    sure = np.array([confidence(one.cue, one.roles, weights) for one in candidates])
    threshold = arguments.threshold
    if threshold is None:
        threshold = best_threshold(candidates, sure, gold) if arguments.write else tagger.card["threshold"]
    print("weights", [round(float(weight), 4) for weight in weights], "threshold", threshold)
    for at in sorted({0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, threshold}):
        print(f"{at:.2f}", *(f"{100 * figure:.2f}" for figure in rates(candidates, sure, gold, at)))
    reliability(candidates, sure, gold)
    if arguments.write:
        note_confidence(arguments.model / "model.toml", weights, threshold)
    if arguments.out:
        rows = []
        for number, report in enumerate(reports):
            sure_ones = [
                one.triple._replace(confidence=float(share))
                for one, share in zip(candidates, sure, strict=True)
                if one.report == number and share >= threshold
            ]
            kept = [one._asdict() for one in drop_nested(sure_ones, tagger.card["least_nested"])]
            rows.append({"id": report["id"], "attributions": kept})
        arguments.out.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def candidates_of(tagger: Tagger, number: int, text: str) -> list[Candidate]:
    found: list[Candidate] = []
    for paragraph in paragraphs(text):
        for chunk in cut_chunks(paragraph.of(text), tagger.vocabulary):
            for cue, roles in tagger.read(chunk):
                if not roles.content:
                    continue
                triple = Triple(
                    *(
                        tuple(
                            Span(chunk.words[a].start + paragraph.start, chunk.words[b - 1].end + paragraph.start)
                            for a, b in ranges
                        )
                        for ranges in (roles.source, (cue.words,), roles.content)
                    )
                )
                source, content = letters(triple.source, text), letters(triple.content, text)
                found.append(Candidate(number, cue, roles, triple, source, content))
    return found


def letters(spans: Sequence[Sequence[int]], text: str) -> Chars:
    """Return the places of letters and digits within spans."""
    return frozenset(at for a, b in spans for at in range(a, b) if text[at].isalnum())


def gold_of(report: dict[str, Any]) -> list[tuple[Chars, Chars]]:
    return [(letters(one["source"], report["text"]), letters(one["content"], report["text"])) for one in report["gold"]]


def agrees(one: Candidate, source: Chars, content: Chars) -> bool:
    """The shared task's rule: half of the two contents in common, and sources that overlap or are both absent."""
    common = len(one.content & content)
    return 2 * common >= len(one.content | content) > 0 and bool(one.source & source or not (one.source or source))


def rates(
    candidates: Sequence[Candidate], sure: np.ndarray, gold: Sequence[Any], threshold: float
) -> tuple[float, float, float]:
    """Return precision, recall and F1 of whole attributions."""
    kept: dict[int, list[Candidate]] = {}
    for one, share in zip(candidates, sure, strict=True):
        if share >= threshold:
            kept.setdefault(one.report, []).append(one)
    matched = 0
    for number, wanted in enumerate(gold):
        left = list(kept.get(number, ()))
        for source, content in wanted:
            hit = next((one for one in left if agrees(one, source, content)), None)
            if hit is not None:
                left.remove(hit)
                matched += 1
    given, all_gold = sum(map(len, kept.values())), sum(map(len, gold))
    precision, recall = matched / max(given, 1), matched / max(all_gold, 1)
    return precision, recall, 2 * matched / max(given + all_gold, 1)


def rightness(candidates: Sequence[Candidate], gold: Sequence[Any]) -> np.ndarray:
    return np.array([any(agrees(one, *wanted) for wanted in gold[one.report]) for one in candidates], dtype=float)


def fit(candidates: Sequence[Candidate], gold: Sequence[Any]) -> list[float]:
    """Logistic regression by Newton's method, with a little ridge."""
    figures = np.array(
        [
            (
                1.0,
                _odds(one.cue.probability),
                _odds(one.roles.source_sure),
                _odds(one.roles.content_sure),
                float(bool(one.roles.source)),
            )
            for one in candidates
        ]
    )
    right, weights = rightness(candidates, gold), np.zeros(figures.shape[1])
    for _ in range(30):
        shares = 1 / (1 + np.exp(-figures @ weights))
        curvature = (figures * (shares * (1 - shares))[:, None]).T @ figures + np.eye(len(weights))
        weights += np.linalg.solve(curvature, figures.T @ (right - shares) - weights)
    return [float(weight) for weight in weights]


def best_threshold(candidates: Sequence[Candidate], sure: np.ndarray, gold: Sequence[Any]) -> float:
    """Return the middle of the thresholds whose F1 is within a tenth of a point of the best."""
    tried = [step / 100 for step in range(20, 71)]
    scores = [rates(candidates, sure, gold, threshold)[2] for threshold in tried]
    good = [threshold for threshold, score in zip(tried, scores, strict=True) if score >= max(scores) - 0.001]
    return round(sum(good) / len(good), 2)


def reliability(candidates: Sequence[Candidate], sure: np.ndarray, gold: Sequence[Any]) -> None:
    right = rightness(candidates, gold)
    for low in range(10):
        within = (sure >= low / 10) & (sure < (low + 1) / 10 + (low == 9))
        if within.any():
            print(f"said {sure[within].mean():.2f} right {right[within].mean():.2f} of {int(within.sum())}")


if __name__ == "__main__":
    main()
