"""A report made ready for comparison: its words, its sentences, and how much each word weighs as evidence."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from twosource.lexicon import load
from twosource.lineage.passages import paragraphs
from twosource.lineage.sentences import sentences
from twosource.lineage.words import Keys, Mask, Words, key_of, words_of
from twosource.model import Report, Span

FUNCTION_WORD = 0.15  # weight of a word that carries grammar; tuned on families-dev
LEAST_WORDS = 4  # a match of fewer words is a phrase


@dataclass(frozen=True, slots=True)
class Wording:
    """A report's words with its sentences. `bounds[i]` and `bounds[i + 1]` are the words of sentence i.

    `weight` is 1 for a word that the report uses once, less for one that it repeats (the names of its story) and
    for function words. `own` is the weight outside quotation marks: what counts as copy. The rest is worked out once
    for all comparisons: `sentence_of` each word; `telling` is true for words that tell a sentence from others;
    `weights` and word `ranges` of the sentences; `said`, the words of each sentence in one value, and `places`, which
    sentences have that value; `index`, the words in order of their numbers, once a sentence, each with its sentence.
    """

    report: str
    text: str
    words: Words
    sentences: tuple[Span, ...]
    bounds: NDArray[np.int64]
    weight: NDArray[np.float64]
    own: NDArray[np.float64]
    sentence_of: NDArray[np.int64]
    telling: Mask
    weights: list[float]
    ranges: list[slice]
    said: tuple[bytes, ...]
    places: dict[bytes, list[int]]
    index: tuple[Keys, NDArray[np.int64]]

    def keys(self, sentence: int) -> Keys:
        """Return the words of a sentence as numbers."""
        return self.words.keys[self.ranges[sentence]]

    def range_of(self, sentence: int) -> slice:
        """Return where a sentence's words stand among all words."""
        return self.ranges[sentence]


def read_wording(report: Report) -> Wording:
    """Make a report's body ready for comparison."""
    body = paragraphs(report)
    words = words_of(report.text, body)
    spans = tuple(sentences(report.text, body))
    ends = np.array([s.end for s in spans], np.int64)
    bounds = np.searchsorted(words.ends, np.concatenate([[0], ends]), side="right")
    weight = _weights(words.keys)
    # A word after the last sentence's end, should there be one, counts with the last.
    number = np.searchsorted(bounds, np.arange(len(words.keys)), side="right") - 1
    sentence_of = np.clip(number, 0, max(len(ends) - 1, 0))
    ranges = [slice(a, b) for a, b in itertools.pairwise(bounds.tolist())]
    said = tuple(words.keys[place].tobytes() for place in ranges)
    places: dict[bytes, list[int]] = {}
    for sentence, value in enumerate(said):
        places.setdefault(value, []).append(sentence)
    return Wording(
        report.id,
        report.text,
        words,
        spans,
        bounds,
        weight,
        np.where(words.quoted, 0.0, weight),
        sentence_of,
        _telling(weight, sentence_of),
        np.bincount(sentence_of, weight, len(ends)).tolist(),
        ranges,
        said,
        places,
        _index(words.keys, sentence_of),
    )


def _telling(weight: NDArray[np.float64], sentence_of: NDArray[np.int64]) -> Mask:
    """Say which words are no function words, or stand in a sentence that has few others."""
    telling = weight > FUNCTION_WORD
    few = np.bincount(sentence_of[telling], minlength=int(sentence_of.max(initial=0)) + 1) < LEAST_WORDS
    return telling | few[sentence_of]


def _index(keys: Keys, sentence_of: NDArray[np.int64]) -> tuple[Keys, NDArray[np.int64]]:
    order = np.argsort(keys, kind="stable")  # the sentences of a word stay in order
    keys, places = keys[order], sentence_of[order]
    first = np.ones(len(keys), bool)
    first[1:] = (keys[1:] != keys[:-1]) | (places[1:] != places[:-1])
    return keys[first], places[first]


def _weights(keys: Keys) -> NDArray[np.float64]:
    """Return each word's weight: 1 over the root of how often the report uses it; little for a function word."""
    if not len(keys):
        return np.empty(0)
    order = np.argsort(keys)
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    counts = np.diff(np.append(starts, len(keys)))
    function_words = _function_words()
    at = np.minimum(np.searchsorted(function_words, ordered[starts]), len(function_words) - 1)
    distinct = np.where(function_words[at] == ordered[starts], FUNCTION_WORD, 1.0 / np.sqrt(counts))
    weight = np.empty(len(keys))
    weight[order] = np.repeat(distinct, counts)
    return weight


@cache
def _function_words() -> Keys:
    return np.array(sorted({key_of(word) for word in load("function_words")["words"]}), np.int64)
