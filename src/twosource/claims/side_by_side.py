"""Two statements come in, each in its sentence; how much a small network takes them for one thing goes out.

What two statements have in common (`evidence`) says little of what they tell: two sentences of one interview share
speaker, names and half of their words. The network reads the two sentences together, the statements marked in them, as
a person would who compares them (a cross-encoder: Reimers and Gurevych, *Sentence-BERT*, EMNLP 2019, section 2). It was
trained on pairs that were judged one by one (`bench/train/train_pairs.py`, docs/model-card.md). It takes
milliseconds a pair, so `likely` asks it of those pairs alone that may be one by their evidence.

A pair is run alone and never padded, so that its answer does not depend on what else a story holds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from twosource.claims.statements import Statement
from twosource.language.networks import open_session, read_model
from twosource.language.wordpieces import Word, WordPieces
from twosource.lexicon import load

FILE = "pairs.int8.onnx"
# Pieces of one side, with those of its speaker, and of its speaker at most. It learnt with 56; with 42 a pair is 8 %
# shorter, and pairs that it has not seen are ordered no worse.
LONGEST_SIDE, LONGEST_SPEAKER = 42, 8
# Many reports print the same two sentences: so many pairs are read once.
REMEMBERED = 20_000
# Two that are read with less than these log-odds are two things, however much they have in common: of 13 pairs of
# invented stories that were joined below 0 four were one, and of three below -1 none.
SURELY_TWO = -1.5
# No evidence is surer than this, either way.
LEAST = 1e-6


class Pieces(NamedTuple):
    """What the network reads of a pair: vocabulary numbers, which of them are the statements', and whose they are."""

    pieces: tuple[int, ...]
    marked: tuple[int, ...]  # 1 for a piece of a statement, 0 for the rest of its sentence and for speakers
    sides: tuple[int, ...]  # 0 for the first statement's, 1 for the second's


class SideBySide:
    """The network and its vocabulary."""

    def __init__(self) -> None:
        folder = files("twosource.models")
        fitted = load("pairing")
        self._session = open_session(read_model(folder, FILE, {FILE: fitted["network"]}))
        self._vocabulary = vocabulary()
        (self._evidence, self._reading), self._constant = fitted["read"]["weights"], fitted["read"]["constant"]
        self._known: dict[Pieces, float] = {}

    def chance(self, a: Statement, b: Statement, one: str, other: str, likely: float) -> float:
        """Return how likely two statements tell one thing, read side by side and `likely` so by their evidence."""
        by_evidence = math.log(max(likely, LEAST) / max(1 - likely, LEAST))
        read = self.odds(a, b, one, other)
        if read < SURELY_TWO:
            return 1 / (1 + math.exp(-read))
        return 1 / (1 + math.exp(-(self._evidence * by_evidence + self._reading * read + self._constant)))

    def odds(self, a: Statement, b: Statement, one: str, other: str) -> float:
        """Return the log-odds that two statements, of reports with the texts `one` and `other`, tell one thing."""
        return self.read(pieces_of(a, b, one, other, self._vocabulary))

    def read(self, row: Pieces) -> float:
        """Return the log-odds of a pair as the network reads it."""
        known = self._known.get(row)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            fed = {name: np.array([value], np.int64) for name, value in row._asdict().items()}
            known = self._known[row] = float(self._session.run(["odds"], fed)[0][0])
        return known


@cache
def side_by_side() -> SideBySide:
    """Load the network, once a process."""
    return SideBySide()


def tell_two_things(a: Statement, b: Statement, texts: Mapping[str, str], least: float) -> bool:
    """Say whether two statements with nearly the same words are less likely than `least` to be one thing, once read.

    Counts are compared as counts, and what denies or takes back is told from what it answers: neither is read.
    """
    if a.figure is not None or b.figure is not None or {a.stance, b.stance} & {"denies", "withdraws"}:
        return False
    odds = side_by_side().odds(a, b, texts[a.report], texts[b.report])
    return 1 / (1 + math.exp(-odds)) < least


@cache
def vocabulary() -> WordPieces:
    """Return the vocabulary that the network was trained with."""
    return WordPieces(read_model(files("twosource.models"), "vocab.txt").decode().splitlines())


def pieces_of(a: Statement, b: Statement, one: str, other: str, words: WordPieces) -> Pieces:
    """Return what the network reads of two statements: "[CLS] who : sentence [SEP] who : sentence [SEP]"."""
    first, marks = _side(a, one, words)
    second, more = _side(b, other, words)
    opened, closed = words.number("[CLS]"), words.number("[SEP]")
    return Pieces(
        (opened, *first, closed, *second, closed),
        (0, *marks, 0, *more, 0),
        (0,) * (len(first) + 2) + (1,) * (len(second) + 1),
    )


def _side(statement: Statement, text: str, words: WordPieces) -> tuple[list[int], list[int]]:
    """Return the pieces of a statement's speaker and sentence, and which of them are the statement's own."""
    speaker = [p for word in _words_of(", ".join(statement.speakers), words) for p in word.pieces][:LONGEST_SPEAKER]
    opening = [*speaker, words.number(":")]
    start, end = min(statement.sentence.start, statement.span.start), max(statement.sentence.end, statement.span.end)
    own, rest = _cut(_words_of(text[start:end], words), statement, start, LONGEST_SIDE - len(opening))
    return opening + own, [0] * len(opening) + rest


@lru_cache(maxsize=2_000)
def _words_of(text: str, words: WordPieces) -> tuple[Word, ...]:
    """Cut a text into words; a sentence is read beside many others."""
    return tuple(words.words(text))


def _cut(said: Sequence[Word], statement: Statement, start: int, room: int) -> tuple[list[int], list[int]]:
    """Return the pieces of a sentence and their marks; of a long one, those around the statement."""
    first, last = statement.span.start - start, statement.span.end - start
    pieces = [(p, int(w.span.start < last and w.span.end > first)) for w in said for p in w.pieces]
    if len(pieces) > room:
        marked = [n for n, (_, mark) in enumerate(pieces) if mark] or [0]
        before = max(0, room - len(marked)) // 2
        begin = max(0, min(marked[0] - before, len(pieces) - room))
        pieces = pieces[begin : begin + room]
    return [p for p, _ in pieces], [mark for _, mark in pieces]
