"""The learned tagger: paragraphs come in, source, cue and content of every attribution in them go out.

A small encoder (docs/model-card.md) is run by onnxruntime in two parts. The lower layers read a chunk once; the upper
ones find the cues, and then, with one cue marked a row, its source and its content. A chunk is run alone and never
padded: nothing that is quantised on the fly depends on what else is read, so a paragraph gives the same answer in
any company. Speed and rates: bench/attribution_tagger.py, docs/model-card.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from twosource.language.attribution import Triple
from twosource.language.chunks import Chunk, cut_chunks
from twosource.language.decoding import FoundCue, Range, Roles, Scores, confidence, find_cues, find_roles
from twosource.language.networks import open_session, read_model
from twosource.language.signed import find_signed
from twosource.language.wordpieces import WordPieces
from twosource.model import Span

CUES_AT_ONCE = 8  # rows of one run: bounds the memory of a paragraph full of cues


def tag(texts: Sequence[str], threshold: float | None = None) -> list[list[Triple]]:
    """Return the attributions of each paragraph, in the order of their cues; spans are into that paragraph's text.

    The `rule` of each is "tagger"; "dash" for a signed quotation; or "introduction" for a source and cue whose
    paragraph ends in a colon: its content is empty, and is the quotation in the next paragraph if there is one.
    `threshold` is the confidence (0 to 1) from which an attribution is given; None takes the one that the model was
    published with (best F1 on polnear-dev). Raises OSError if a model file is missing or not the published one.
    """
    tagger = load_tagger()
    return [tagger.tag(text, threshold) for text in texts]


@lru_cache(maxsize=1)
def load_tagger(folder: Path | None = None) -> Tagger:
    """Load the model that is shipped, or the one in `folder`, once a process."""
    return Tagger(folder or files("twosource") / "models")


class Tagger:
    """Two sessions of onnxruntime, a vocabulary, and the figures of model.toml."""

    def __init__(self, folder: Path | Traversable) -> None:
        self.card: dict[str, Any] = tomllib.loads(read_model(folder, "model.toml").decode())
        digests = self.card["sha256"]
        self.vocabulary = WordPieces(read_model(folder, "vocab.txt", digests).decode().splitlines())
        self._lower = open_session(read_model(folder, self.card["lower"], digests))
        self._upper = open_session(read_model(folder, self.card["upper"], digests))

    def tag(self, text: str, threshold: float | None = None) -> list[Triple]:
        """Return the attributions of one paragraph."""
        if threshold is None:
            threshold = self.card["threshold"]
        found: list[Triple] = []
        for chunk in cut_chunks(text, self.vocabulary):
            for cue, roles in self.read(chunk):
                sure = confidence(cue, roles, self.card["confidence"])
                rule = "tagger" if roles.content else "introduction" if _introduces(text, chunk, cue) else None
                if rule and (sure >= threshold or rule == "introduction"):
                    found.append(_triple(chunk, cue, roles, rule, sure))
        signed = find_signed(text)
        if signed is not None and not any(signed.source[0].overlaps(span) for one in found for span in one.source):
            found.append(signed)
        return drop_nested(found, self.card["least_nested"])

    def read(self, chunk: Chunk) -> Iterator[tuple[FoundCue, Roles]]:
        """Yield every cue that is worth a look, with its source and content."""
        hidden = self._hidden(chunk)
        plain = np.zeros((1, len(chunk.pieces)), dtype=np.int64)
        firsts = np.array(chunk.firsts)
        scores = self._run_upper(hidden, plain)[0][0][firsts]
        cues = find_cues(scores, self.card["least_cue"])
        for start in range(0, len(cues), CUES_AT_ONCE):
            some = cues[start : start + CUES_AT_ONCE]
            marked = np.concatenate([_marked(chunk, cue.words) for cue in some])
            for cue, roles in zip(some, self._run_upper(hidden, marked)[1], strict=True):
                yield cue, find_roles(roles[firsts], cue.words)

    def _hidden(self, chunk: Chunk) -> Scores:
        fed = {"pieces": np.array([chunk.pieces], np.int64), "quoted": np.array([chunk.quoted], np.int64)}
        hidden: Scores = self._lower.run(["hidden"], fed)[0]
        return hidden

    def _run_upper(self, hidden: Scores, marked: np.ndarray[Any, Any]) -> tuple[Scores, Scores]:
        cues, roles = self._upper.run(["cues", "roles"], {"hidden": hidden, "marked": marked})
        return cues, roles


def drop_nested(found: Sequence[Triple], least: float) -> list[Triple]:
    """Leave out what stands within the content of a surer attribution, unless it is itself as sure as `least`.

    PolNeAR marks no attribution within another (6 cues of 20,000), so the tagger is seldom right about one. A sure
    one is kept: that somebody was quoted at second hand is what a desk wants to know (`Attribution.via`).
    """

    def is_within(one: Triple, other: Triple) -> bool:
        return (other.confidence or 0) > (one.confidence or 0) and any(
            cue.overlaps(content) for cue in one.cue for content in other.content
        )

    return [one for one in found if (one.confidence or 0) >= least or not any(is_within(one, two) for two in found)]


def _marked(chunk: Chunk, words: Range) -> np.ndarray[Any, Any]:
    row = np.zeros((1, len(chunk.pieces)), dtype=np.int64)
    after = chunk.firsts[words[1]] if words[1] < len(chunk.firsts) else len(chunk.pieces) - 1
    row[0, chunk.firsts[words[0]] : after] = 1
    return row


def _introduces(text: str, chunk: Chunk, cue: FoundCue) -> bool:
    """Say whether a likely cue without content ends its paragraph with a colon: what it announces comes next."""
    return cue.probability >= 0.5 and text.rstrip().endswith(":") and chunk.words[-1].end == len(text.rstrip())


def _triple(chunk: Chunk, cue: FoundCue, roles: Roles, rule: str, sure: float) -> Triple:
    def spans(ranges: Sequence[Range]) -> tuple[Span, ...]:
        return tuple(Span(chunk.words[first].start, chunk.words[after - 1].end) for first, after in ranges)

    return Triple(spans(roles.source), spans([cue.words]), spans(roles.content), rule, round(sure, 4))
