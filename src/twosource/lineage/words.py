"""Texts as words that can be compared: folded to one case, one kind of apostrophe and one spelling.

What comes in: texts. What goes out: a row of numbers, one a word, equal where two copies of a sentence are equal
to a reader who does not care for house style. Everything that compares copies compares these. All of it is done on
whole arrays of characters: an archive is read at the speed of numpy, not of a loop over words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.lineage.hashes import BASE, hash_word, hash_words
from twosource.lineage.letters import (
    APOSTROPHE,
    DIGIT,
    LETTER,
    MARK,
    NEWLINE,
    POINT,
    SAME_MARKS,
    SPACE,
    SYMBOL,
    Values,
    mixed,
    read_letters,
)
from twosource.lineage.spelling import one_spelling
from twosource.model import Span

Keys = NDArray[np.int64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
Kinds = NDArray[np.uint8]

# A long text that is nearly all within quotation marks is a transcript, or its marks are astray; either way its words
# are what was copied.
TRANSCRIPT, TRANSCRIPT_WORDS = 0.85, 200
_BETWEEN = "\n\n"  # between two texts read in one go: quotation marks are counted afresh after it
_REMEMBERED = 2**20  # words whose spelling is remembered; a power of two
_MARKS = str.maketrans(SAME_MARKS)


class Words(NamedTuple):
    """A text's words in order: `keys` to compare, `quoted` true inside quotation marks, and where each stands."""

    keys: Keys
    quoted: Mask
    starts: Places
    ends: Places


class Batch(NamedTuple):
    """The words of several texts, one after another: those of text i stand from `bounds[i]` to `bounds[i + 1]`.

    `starts` and `ends` are places in all the texts joined, where text i starts at `texts[i]`.
    """

    keys: Keys
    quoted: Mask
    bounds: Places
    starts: Places
    ends: Places
    texts: Places


class _Tokens(NamedTuple):
    """Words by place in a text, with their hashes before spelling."""

    raw: Values
    starts: Places
    ends: Places
    quoted: Mask


def words_of(text: str, spans: tuple[Span, ...] | None = None) -> Words:
    """Return the words that stand in `spans` of `text` (all of it by default), with their positions in `text`.

    >>> words = words_of("The Mayor said “no colour” today.")
    >>> bool((words.keys == words_of("the mayor said 'no color' today").keys).all()), words.quoted.tolist()
    (True, [False, False, False, True, True, False])
    """
    return words_of_each([text], [(Span(0, len(text)),) if spans is None else spans])[0]


def words_of_each(texts: Sequence[str], bodies: Sequence[tuple[Span, ...]]) -> list[Words]:
    """Return the words that stand in the spans of each text, with their positions in it."""
    joined, at = _joined([span.of(text) for text, body in zip(texts, bodies, strict=True) for span in body])
    found = _tokens(joined)
    keys = _spelt(found, joined)
    pieces = np.array([span.start for body in bodies for span in body] or [0], np.int64)
    shift = (pieces - at)[np.searchsorted(at, found.starts, "right") - 1]
    starts, ends = found.starts + shift, found.ends + shift
    first = list(accumulate((len(body) for body in bodies), initial=0))
    bounds = np.searchsorted(found.starts, np.append(at, len(joined))[first])
    bounds[-1] = len(keys)
    quoted = _not_a_transcript(found.quoted, bounds)
    return [Words(keys[a:b], quoted[a:b], starts[a:b], ends[a:b]) for a, b in pairwise(bounds.tolist())]


def words_in(texts: Sequence[str]) -> Batch:
    """Return the words of several texts at once: for many texts, ten times as fast as one by one."""
    joined, at = _joined(texts)
    found = _tokens(joined)
    bounds = np.append(np.searchsorted(found.starts, at), len(found.starts))
    keys = _spelt(found, joined)
    return Batch(keys, _not_a_transcript(found.quoted, bounds), bounds, found.starts, found.ends, at)


def word_keys(text: str) -> tuple[Keys, Mask]:
    """Return the words of `text` as numbers, and which of them are quoted."""
    return words_in([text])[:2]


def key_of(word: str) -> int:
    """Return the number of one word."""
    return int(words_of(word).keys[0])


def fold_marks(text: str) -> str:
    """Return `text` with one kind of apostrophe and of quotation mark; its length and all places stay the same."""
    return text.translate(_MARKS)


def _joined(texts: Sequence[str]) -> tuple[str, Places]:
    """Return texts as one, and where each starts in it."""
    starts = accumulate((len(text) + len(_BETWEEN) for text in texts), initial=0)
    return _BETWEEN.join(texts), np.array(list(starts)[:-1] or [0], np.int64)


def _tokens(text: str) -> _Tokens:
    """Find the words: a number with its separators, letters with inner apostrophes, or a symbol that carries meaning.

    Hyphens divide, save in what houses spell in two ways ("co-ordinated", "coordinated").
    """
    # What stands around spares every look at a neighbour a check of bounds; its empty line is the first break.
    kinds, values = read_letters(f"{_BETWEEN}{text}{_BETWEEN}")
    for inner, side in ((APOSTROPHE, LETTER), (POINT, DIGIT)):
        at = np.flatnonzero(kinds == inner)
        kinds[at[(kinds[at - 1] == side) & (kinds[np.minimum(at + 1, len(kinds) - 1)] == side)]] = side
    words = np.where(kinds <= SYMBOL, kinds, 0)
    parted = (words[1:] != words[:-1]) | (words[1:] == SYMBOL)
    starts = np.flatnonzero(parted & (words[1:] > 0)) + 1
    ends = np.flatnonzero((parted | (words[:-1] == SYMBOL)) & (words[:-1] > 0)) + 1
    quoted = _quoted(kinds, starts)
    raw = hash_words(values, starts, ends)
    lead = len(_BETWEEN)
    return _with_compounds(_Tokens(raw, starts - lead, ends - lead, quoted), text)


def _quoted(kinds: Kinds, starts: Places) -> Mask:
    """Say which words stand between quotation marks: those whose last mark in their paragraph opened a quotation.

    Each paragraph is looked at by itself: a mark that is missing spoils a paragraph, not a report. What a mark closes
    that none in its paragraph opened is quoted from the paragraph's start: a desk that cuts a long quotation into
    paragraphs leaves such marks. The middle paragraphs of one, which open and do not close, are quoted to their end.
    """
    lines = np.flatnonzero(kinds == NEWLINE)
    ahead = kinds[lines[:-1] + 1]
    empty = ahead == NEWLINE
    for n in np.flatnonzero(ahead == SPACE).tolist():
        empty[n] = (kinds[lines[n] + 1 : lines[n + 1]] == SPACE).all()
    breaks = lines[:-1][empty]
    marks = np.flatnonzero(kinds == MARK)
    if not len(marks):
        return np.zeros(len(starts), bool)
    paragraph, of_mark = np.searchsorted(breaks, starts), np.searchsorted(breaks, marks)
    opens = _opens(kinds, marks, np.arange(len(marks)) - np.searchsorted(of_mark, of_mark))
    after = np.searchsorted(marks, starts)
    before, next_one = np.maximum(after - 1, 0), np.minimum(after, len(marks) - 1)
    has_before = (after > 0) & (of_mark[before] == paragraph)
    closed = (after < len(marks)) & (of_mark[next_one] == paragraph) & ~opens[next_one]
    quoted: Mask = np.where(has_before, opens[before], closed)
    return quoted


def _opens(kinds: Kinds, marks: Places, rank: Places) -> Mask:
    """Say which quotation marks open: by the side on which they touch a word, else every second of a paragraph."""
    before, after = kinds[marks - 1], kinds[marks + 1]
    space_before, space_after = ((side == SPACE) | (side == NEWLINE) for side in (before, after))
    word_before = (before == LETTER) | (before == DIGIT) | (before == POINT)
    word_after = (after == LETTER) | (after == DIGIT) | (after == SYMBOL)
    opens = ~space_after & (space_before | (word_after & ~word_before))
    closes = ~space_before & (space_after | (word_before & ~word_after))
    found: Mask = np.where(opens == closes, rank % 2 == 0, opens)
    return found


def _with_compounds(tokens: _Tokens, text: str) -> _Tokens:
    """Read "co-operate" as "cooperate", and "per cent" as "%"."""
    co, per, cent, percent = _compounds()
    raw, starts, ends, quoted = tokens
    near = starts[1:] - ends[:-1] == 1
    first = np.flatnonzero(near & ((raw[:-1] == co) | ((raw[:-1] == per) & (raw[1:] == cent))))
    first = np.array([i for i in first.tolist() if _is_compound(text, tokens, i)], np.int64)
    if not len(first):
        return tokens
    raw, ends = raw.copy(), ends.copy()
    raw[first] = np.where(raw[first] == co, raw[first] + raw[first + 1] * BASE**2, percent)
    ends[first] = ends[first + 1]
    kept = np.ones(len(raw), bool)
    kept[first + 1] = False
    return _Tokens(raw[kept], starts[kept], ends[kept], quoted[kept])


def _is_compound(text: str, tokens: _Tokens, i: int) -> bool:
    between = text[tokens.ends[i]]
    after = text[tokens.starts[i + 1]]
    return (between == "-" and after.isalpha()) if tokens.raw[i] == _compounds()[0] else between.isspace()


def _spelt(tokens: _Tokens, text: str) -> Keys:
    """Return the words' keys: their hashes, once each word stands in the spelling under which all houses meet.

    What was worked out is remembered at a place that the hash gives; another word may take the place, so that the
    memory is bounded however many misprints an archive holds.
    """
    printed, keys = _known()
    place = tokens.raw & np.uint64(_REMEMBERED - 1)
    found: Keys = keys[place]
    new = np.flatnonzero(printed[place] != tokens.raw)
    if len(new):
        raw, first, number = np.unique(tokens.raw[new], return_index=True, return_inverse=True)
        spelt = mixed(_in_one_spelling(raw, text, tokens, new[first])).view(np.int64)
        found[new] = spelt[number]
        # Of two words that share a place the last one stays, the same in both arrays.
        at = raw & np.uint64(_REMEMBERED - 1)
        printed[at] = raw
        keys[at] = spelt[np.searchsorted(raw, printed[at])]
    return found


def _in_one_spelling(raw: Values, text: str, tokens: _Tokens, places: Places) -> Values:
    """Return the hashes of words, given those of the words as they stand at `places` among the tokens."""
    found = raw.copy()
    starts, ends = tokens.starts[places].tolist(), tokens.ends[places].tolist()
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        word = text[start:end].translate(_MARKS).lower().replace("-", "")
        spelt = one_spelling(word)
        if spelt != word:
            found[n] = _raw_of(spelt)
    return found


def _raw_of(word: str) -> np.uint64:
    """Return the hash of a word as it stands, of whatever characters it is."""
    return hash_word(read_letters(word).values)


def _not_a_transcript(quoted: Mask, bounds: Places) -> Mask:
    """Count the words of a text that is nearly all quotation as its own."""
    sizes = np.diff(bounds)
    inside = np.diff(np.concatenate([[0], np.cumsum(quoted)])[bounds])
    transcript = (sizes >= TRANSCRIPT_WORDS) & (inside > TRANSCRIPT * sizes)
    return quoted & ~np.repeat(transcript, sizes) if transcript.any() else quoted


@cache
def _known() -> tuple[Values, Keys]:
    """Return what is remembered of words: their hashes as printed, and their keys."""
    return np.zeros(_REMEMBERED, np.uint64), np.zeros(_REMEMBERED, np.int64)


@cache
def _compounds() -> tuple[np.uint64, ...]:
    return tuple(_raw_of(word) for word in ("co", "per", "cent", "%"))
