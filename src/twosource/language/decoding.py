"""The tagger's scores for words come in; cues, and what each cue's source and content are, go out.

Pure arithmetic on small arrays: which sequences of tags are legal is settled here, which are likely was learned.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Range = tuple[int, int]  # words, end exclusive

OUTSIDE, BEGIN, INSIDE = range(3)  # tags of the cue head
B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(1, 5)  # tags of the role head; 0 is outside
_FORBIDDEN = -1e9


class FoundCue(NamedTuple):
    """Words that may be a cue, and how likely the first of them begins one (0 to 1)."""

    words: Range
    probability: float


class Roles(NamedTuple):
    """Source and content of a cue in words, and how sure the tags of each are (0 to 1, mean over the words)."""

    source: tuple[Range, ...]
    content: tuple[Range, ...]
    source_sure: float
    content_sure: float


def probabilities(scores: Scores) -> Scores:
    """Return the softmax over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def find_cues(scores: Scores, least: float) -> list[FoundCue]:
    """Return the cues that begin with probability `least` or more, in text order; they do not overlap.

    `scores`: (words, 3). A cue goes on while going on is the likeliest tag of the next word.

    >>> find_cues(np.log(np.array([[0.9, 0.1, 0], [0.2, 0.7, 0.1], [0.1, 0, 0.9]]) + 1e-9), 0.5)[0].words
    (1, 3)
    """
    shares = probabilities(scores)
    found: list[FoundCue] = []
    at, count = 0, len(shares)
    while at < count:
        begins = float(shares[at, BEGIN])
        if begins < least or begins < shares[at, INSIDE] * least:
            at += 1
            continue
        end = at + 1
        while end < count and shares[end, INSIDE] > max(shares[end, OUTSIDE], shares[end, BEGIN]):
            end += 1
        found.append(FoundCue((at, end), begins))
        at = end
    return found


def find_roles(scores: Scores, cue: Range) -> Roles:
    """Return the likeliest legal source and content of one cue; `scores`: (words, 5).

    Legal: a run goes on only where it began, no word of the cue is either, and the source is one run at most
    (PolNeAR has 9 in 18,000 in two).
    """
    shares = probabilities(scores)
    logs = np.log(shares + 1e-9)
    logs[cue[0] : cue[1], 1:] = _FORBIDDEN
    tags = best_tags(logs)
    sources = runs(tags, B_SOURCE, I_SOURCE)
    if len(sources) > 1:
        sources = [max(sources, key=lambda run: float(shares[run[0] : run[1], 1:3].sum(axis=1).mean()))]
    content = runs(tags, B_CONTENT, I_CONTENT)
    return Roles(
        tuple(sources),
        tuple(content),
        _mean([shares[a:b, 1:3].sum(axis=1) for a, b in sources])
        if sources
        else 1 - float(shares[:, 1:3].sum(axis=1).max(initial=0.0)),
        _mean([shares[a:b, 3:5].sum(axis=1) for a, b in content]),
    )


def best_tags(logs: Scores) -> list[int]:
    """Return the likeliest legal role tags (Viterbi): an inner tag follows only its own kind."""
    # Two runs of one kind may touch, so that leaves just the inner tags to be told where they may come from.
    best = logs[0].tolist()
    best[I_SOURCE] = best[I_CONTENT] = _FORBIDDEN
    steps: list[list[int]] = []
    for row in logs[1:].tolist():
        top = max(range(5), key=best.__getitem__)
        in_source = B_SOURCE if best[B_SOURCE] > best[I_SOURCE] else I_SOURCE
        in_content = B_CONTENT if best[B_CONTENT] > best[I_CONTENT] else I_CONTENT
        come = [top, top, in_source, top, in_content]
        best = [best[before] + score for before, score in zip(come, row, strict=True)]
        steps.append(come)
    tags = [max(range(5), key=best.__getitem__)]
    for come in reversed(steps):
        tags.append(come[tags[-1]])
    return tags[::-1]


def runs(tags: Sequence[int], begin: int, inside: int) -> list[Range]:
    """Return the runs of one kind; runs that touch are one.

    >>> runs([0, 3, 4, 0, 3], 3, 4)
    [(1, 3), (4, 5)]
    """
    found: list[Range] = []
    for at, tag in enumerate(tags):
        if tag in (begin, inside):
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
    return found


def confidence(cue: FoundCue, roles: Roles, weights: Sequence[float]) -> float:
    """Return how often such an attribution is right (0 to 1).

    A logistic curve over five figures, fitted on polnear-dev: `weights` are those of the constant, the cue's
    log-odds, the sureness of source and of content (log-odds), and of having a source at all.
    """
    figures = (
        1.0,
        _odds(cue.probability),
        _odds(roles.source_sure),
        _odds(roles.content_sure),
        float(bool(roles.source)),
    )
    total = sum(weight * figure for weight, figure in zip(weights, figures, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _odds(share: float) -> float:
    share = min(max(share, 1e-3), 1 - 1e-3)
    return math.log(share / (1 - share))


def _mean(parts: Sequence[Scores]) -> float:
    return float(np.concatenate(parts).mean()) if parts else 0.0
