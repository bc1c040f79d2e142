"""Texts as words that can be compared: folded to one case, one kind of apostrophe and one spelling.

What comes in: a text. What goes out: a row of numbers, one a word, equal where two copies of a sentence are equal
to a reader who does not care for house style. Everything that compares copies compares these.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.lineage.spelling import one_spelling
from twosource.model import Span

Keys = NDArray[np.int64]
Mask = NDArray[np.bool_]

_SAME_MARKS = (("’", "'"), ("‘", "'"), ("`", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'))
# A number with its separators, a word with inner apostrophes, a quotation mark, an empty line, or a lone symbol
# that carries meaning. Hyphens divide, save where houses differ ("co-ordinated"); spelling.py joins those.
_TOKEN = r"\d+(?:[.,]\d+)*|per cent\b|co-[^\W\d_]+|[^\W\d_]+(?:'[^\W\d_]+)*|\"|\n[^\S\n]*\n|[%$£€]"
TOKEN = re.compile(_TOKEN, re.IGNORECASE)
_LOWER_TOKEN = re.compile(_TOKEN)  # half the time, where the text is in lower case already
QUOTE = '"'
# A long text that is nearly all within quotation marks is a transcript, or its marks are astray; either way its words
# are what was copied.
TRANSCRIPT, TRANSCRIPT_WORDS = 0.85, 200
BREAK = "\n"


class _Numbers(dict[str, int]):
    """A word's number, made once: the hash of its spelling, so that it is the same in every process."""

    def __missing__(self, word: str) -> int:
        if word[0] == "\n" and word != BREAK:
            number = self[word] = self[BREAK]
            return number
        digest = blake2b(one_spelling(word.replace("-", "")).encode("utf-8", "replace"), digest_size=8).digest()
        number = self[word] = int.from_bytes(digest, "big", signed=True)
        return number


_numbers = _Numbers()
_QUOTE_KEY = _numbers[QUOTE]
_BREAK_KEY = _numbers[BREAK]


class Words(NamedTuple):
    """A text's words in order: `keys` to compare, `quoted` true inside quotation marks, and where each stands."""

    keys: Keys
    quoted: Mask
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


def fold_marks(text: str) -> str:
    """Return `text` with one kind of apostrophe and of quotation mark; its length and all places stay the same."""
    for mark, plain in _SAME_MARKS:  # eight searches of the text take a third of the time of one str.translate
        text = text.replace(mark, plain)
    return text


def word_keys(text: str) -> tuple[Keys, Mask]:
    """Return the words of `text` as numbers, and which of them are quoted.

    >>> keys, quoted = word_keys("The Mayor said “no colour” today.")
    >>> same, _ = word_keys("the mayor said 'no color' today")
    >>> bool((keys == same).all()), quoted.tolist()
    (True, [False, False, False, True, True, False])
    """
    return _without_marks(_LOWER_TOKEN.findall(fold_marks(text).lower()))[:2]


def words_of(text: str, spans: tuple[Span, ...] | None = None) -> Words:
    """Return the words that stand in `spans` of `text` (all of it by default), with their positions in `text`."""
    folded = fold_marks(text)
    lowered = folded.lower()
    # lower() changes the length of a few texts (İ), and with it every later position: those are folded by the word.
    source, pattern = (lowered, _LOWER_TOKEN) if len(lowered) == len(folded) else (folded, TOKEN)
    tokens: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for span in spans if spans is not None else (Span(0, len(text)),):
        for match in pattern.finditer(source, span.start, span.end):
            tokens.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
        tokens.append(BREAK)
        starts.append(span.end)
        ends.append(span.end)
    if source is folded:
        tokens = [token.lower() for token in tokens]
    keys, quoted, kept = _without_marks(tokens)
    return Words(keys, quoted, np.array(starts, np.int32)[kept], np.array(ends, np.int32)[kept])


def key_of(word: str) -> int:
    """Return the number of one lower-case word."""
    return _numbers[word]


def _without_marks(tokens: list[str]) -> tuple[Keys, Mask, Mask]:
    """Take quotation marks and paragraph breaks out of `tokens`; say which of the words stood between marks.

    Marks are counted afresh in each paragraph: one that is not closed spoils a paragraph, not a report. By the
    same count the middle paragraphs of a long quotation, which open and do not close, are quoted to their end.
    """
    count = len(tokens)
    keys = np.fromiter(map(_numbers.__getitem__, tokens), np.int64, count)
    is_quote = keys == _QUOTE_KEY
    is_break = keys == _BREAK_KEY
    marks = np.cumsum(is_quote)
    at_break = np.maximum.accumulate(np.where(is_break, marks, 0)) if count else marks
    kept = ~(is_quote | is_break)
    quoted = ((marks - at_break) % 2 == 1)[kept]
    if len(quoted) >= TRANSCRIPT_WORDS and quoted.mean() > TRANSCRIPT:
        quoted = np.zeros(len(quoted), bool)
    return keys[kept], quoted, kept
