"""A report made ready for comparison: its words, its sentences, and how much each word weighs as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from twosource.lexicon import load
from twosource.lineage.passages import paragraphs
from twosource.lineage.sentences import sentences
from twosource.lineage.words import Keys, Words, key_of, words_of
from twosource.model import Report, Span

FUNCTION_WORD = 0.15  # weight of a word that carries grammar; tuned on families-dev


@dataclass(frozen=True, slots=True)
class Wording:
    """A report's words with its sentences. `bounds[i]` and `bounds[i + 1]` are the words of sentence i.

    `weight` is 1 for a word that the report uses once, less for one that it repeats (the names of its story) and
    for function words. `own` is the weight outside quotation marks: what counts as copy.
    """

    report: str
    text: str
    words: Words
    sentences: tuple[Span, ...]
    bounds: NDArray[np.int64]
    weight: NDArray[np.float64]
    own: NDArray[np.float64]

    def keys(self, sentence: int) -> Keys:
        """Return the words of a sentence as numbers."""
        return self.words.keys[self.bounds[sentence] : self.bounds[sentence + 1]]

    def range_of(self, sentence: int) -> slice:
        """Return where a sentence's words stand among all words."""
        return slice(int(self.bounds[sentence]), int(self.bounds[sentence + 1]))


def read_wording(report: Report) -> Wording:
    """Make a report's body ready for comparison."""
    body = paragraphs(report)
    words = words_of(report.text, body)
    spans = tuple(sentences(report.text, body))
    ends = np.array([s.end for s in spans], np.int64)
    bounds = np.searchsorted(words.ends, np.concatenate([[0], ends]), side="right")
    weight = _weights(words.keys)
    return Wording(report.id, report.text, words, spans, bounds, weight, np.where(words.quoted, 0.0, weight))


def _weights(keys: Keys) -> NDArray[np.float64]:
    _, place, count = np.unique(keys, return_inverse=True, return_counts=True)
    weight: NDArray[np.float64] = 1.0 / np.sqrt(count[place]) if len(keys) else np.empty(0)
    return np.where(np.isin(keys, _function_words()), FUNCTION_WORD, weight)


@cache
def _function_words() -> Keys:
    return np.array(sorted({key_of(word) for word in load("function_words")["words"]}), np.int64)
