"""A report made ready for comparison: its words, its sentences, and how much each word weighs as evidence."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from twosource.lexicon import load
from twosource.lineage.passages import paragraphs
from twosource.lineage.sentences import edges
from twosource.lineage.words import Keys, Mask, Places, Words, key_of, words_of_each
from twosource.model import Report, Span

FUNCTION_WORD = 0.15  # weight of a word that carries grammar; tuned on families-dev
LEAST_WORDS = 4  # a match of fewer words is a phrase
_SLOTS = 2**13  # marks of which words a report has; a word that it lacks has one of its marks one time in thirty


@dataclass(frozen=True)
class Wording:
    """A report's words with its sentences. `edges[i]` is where sentence i starts and ends in the text; its words are
    those from `bounds[i]` to `bounds[i + 1]`.

    `said` holds the words of each sentence in one value, equal where two sentences are. The rest is worked out when it
    is asked for, once for all comparisons.
    """

    report: str
    text: str
    words: Words
    edges: list[tuple[int, int]]
    bounds: list[int]
    said: tuple[bytes, ...]

    def keys(self, sentence: int) -> Keys:
        """Return the words of a sentence as numbers."""
        return self.words.keys[self.bounds[sentence] : self.bounds[sentence + 1]]

    def range_of(self, sentence: int) -> slice:
        """Return where a sentence's words stand among all words."""
        return slice(self.bounds[sentence], self.bounds[sentence + 1])

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences as spans of the text."""
        return tuple([Span(start, end) for start, end in self.edges])

    @cached_property
    def lengths(self) -> list[int]:
        """How many words each sentence has."""
        return [end - start for start, end in itertools.pairwise(self.bounds)]

    @cached_property
    def unquoted(self) -> list[int]:
        """How many words of each sentence stand outside quotation marks."""
        before = np.concatenate([[0], np.cumsum(~self.words.quoted)])
        counts: list[int] = np.diff(before[self.bounds]).tolist()
        return counts

    @cached_property
    def weight(self) -> NDArray[np.float64]:
        """The weight of each word: 1 where the report uses it once, less for one that it repeats, little for grammar.

        What a report repeats are the names of its story, which every report of the event prints.
        """
        if not len(self.words.keys):
            return np.empty(0)
        order = self.words.keys.argsort()
        keys = self.words.keys[order]
        new = np.ones(len(keys), bool)
        new[1:] = keys[1:] != keys[:-1]
        starts = new.nonzero()[0]
        counts = np.empty_like(starts)
        counts[:-1] = starts[1:] - starts[:-1]
        counts[-1] = len(keys) - starts[-1]
        distinct = 1.0 / np.sqrt(counts)
        distinct[_is_function_word(keys[starts])] = FUNCTION_WORD
        weight = np.empty(len(keys))
        weight[order] = distinct.repeat(counts)
        return weight

    @cached_property
    def own(self) -> NDArray[np.float64]:
        """The weight of each word outside quotation marks, 0 within: what counts as copy."""
        return np.where(self.words.quoted, 0.0, self.weight)

    @cached_property
    def own_before(self) -> list[float]:
        """The sums of `own` from the first word up to each word, and of all."""
        before: list[float] = np.concatenate([[0.0], np.cumsum(self.own)]).tolist()
        return before

    @cached_property
    def unquoted_most(self) -> Mask:
        """Which sentences have more words outside quotation marks than within."""
        found: Mask = 2 * np.array(self.unquoted) > np.array(self.lengths)
        return found

    @cached_property
    def sentence_of(self) -> Places:
        """The sentence that each word stands in."""
        return np.repeat(np.arange(len(self.edges)), self.lengths)

    @cached_property
    def sentence_weight(self) -> NDArray[np.float64]:
        """The weight of each sentence's words."""
        found: NDArray[np.float64] = np.bincount(
            self.sentence_of, self.weight[: len(self.sentence_of)], len(self.edges)
        ).astype(np.float64, copy=False)
        return found

    @cached_property
    def slots(self) -> Places:
        """For each word the place of its mark in `has` of any report."""
        return self.words.keys & (_SLOTS - 1)

    @cached_property
    def has(self) -> Mask:
        """Marks of the words that the report has: all of them, and by chance a few that it lacks."""
        marks = np.zeros(_SLOTS, bool)
        marks[self.slots] = True
        return marks

    @cached_property
    def all_said(self) -> frozenset[bytes]:
        """The values of `said`, to look sentences up in."""
        return frozenset(self.said)


def read_wording(report: Report) -> Wording:
    """Make a report's body ready for comparison."""
    return read_wordings([report])[0]


def read_wordings(reports: Sequence[Report], known: Sequence[Words | None] = ()) -> list[Wording]:
    """Make the bodies of several reports ready for comparison; faster than one by one, and where words are `known`."""
    bodies = [paragraphs(report) for report in reports]
    words = dict(enumerate(known))
    new = [n for n in range(len(reports)) if words.get(n) is None]
    read = dict(zip(new, words_of_each([reports[n].text for n in new], [bodies[n] for n in new]), strict=True))
    return [_wording(r, bodies[n], words.get(n) or read[n]) for n, r in enumerate(reports)]


def _wording(report: Report, body: tuple[Span, ...], words: Words) -> Wording:
    found = edges(report.text, body)
    bounds = np.searchsorted(words.ends, [0, *[end for _, end in found]], side="right").tolist()
    keys = words.keys.tobytes()
    said = tuple([keys[8 * start : 8 * end] for start, end in itertools.pairwise(bounds)])
    return Wording(report.id, report.text, words, found, bounds, said)


def _is_function_word(keys: Keys) -> Mask:
    known = _function_words()
    found: Mask = known[np.minimum(known.searchsorted(keys), len(known) - 1)] == keys
    return found


@cache
def _function_words() -> Keys:
    return np.array(sorted({key_of(word) for word in load("function_words")["words"]}), np.int64)
