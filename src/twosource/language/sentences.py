"""Where the parser may take one sentence by itself, and which passages share sentences.

An editor changes a sentence, not a paragraph. What the parser says of a sentence does not depend on its neighbours
(it is given none), so a sentence that several passages hold is parsed once (docs/adr/0008). A cut is made only where
a stop, space and an opening are plain to see: one that is missed costs time, since the parser finds the sentences in
what it is given; a wrong one would cost a clause.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from twosource.lexicon import load
from twosource.model import Span

# A stop, closing marks, space, then what may open a sentence; or an empty line. No quantifier stands inside another.
_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}(?=\s+[\"'“‘(\[]{0,2}[A-Z0-9À-Þ—–-])|\n[^\S\n]*\n|[.!?…][\"'”’)\]]{0,3}\s*\n")
# "Tank No. 4": the short form of "number" is a word as well ("No. 4 people came" is not how anybody writes).
_NUMBER = re.compile(r"(?:\bno|.\bno|nos)\.\s{1,2}\d", re.IGNORECASE)
# "It resumed at 9 a.m. Two men …": the stop of an hour may be the sentence's too. A name behind it may go on instead
# ("at 9 a.m. Mayor Moll spoke", "9 a.m. Lodev time"): there the hour must stand at the end of something that is told.
_HOUR = re.compile(r"\d ?[ap]\.m$", re.IGNORECASE)
_HOUR_AT_END = re.compile(
    r"(?<!\band)(?<!\bbut)(?<!\bwhen)(?<!\bthat)(?<!\bthen)(?<!\bas) (?:(?:shortly|just|soon|only) )?"
    r"(?:at|by|until|till|before|after|around)(?: (?:about|around|nearly|almost|roughly|just))?"
    r" \d\d?(?:[.:]\d\d)? ?[ap]\.m$"
)
_OPENS_WITH_TIME = re.compile(
    r"\s*[“\"]?(?:At|By|Until|Till|Before|After|Around|On|In|From|Since|Shortly|Just|Soon|Early|Late|Then|When|As|Only)\b"
)
_NO_NAME = re.compile(r"\s+(?:[A-Z]{2,5}\b|(?:\w+\W+){1,4}?(?:time|[Tt]ime|TIME)\b)")
_APART = str.maketrans(dict.fromkeys("(“\"'\n\t\r\xa0", " "))  # what a word may stand behind
_LONGEST_SHORT_FORM = 12  # characters
_FAR = 60  # characters on either side of an hour's stop that are looked at
# A sentence in more passages than this is a stock phrase ("He declined to comment."): it brings no copies together.
_STOCK = 60


def cut_sentences(text: str) -> Iterator[Span]:
    """Yield the spans that the parser takes one by one, without the space around them.

    >>> [s.of("Gen. Vo left. He won!") for s in cut_sentences("Gen. Vo left. He won!")]
    ['Gen. Vo left.', 'He won!']
    >>> [s.of("Tank No. 4 burst. Two left.") for s in cut_sentences("Tank No. 4 burst. Two left.")]
    ['Tank No. 4 burst.', 'Two left.']
    >>> [s.of("Moll fell ill. Two left.") for s in cut_sentences("Moll fell ill. Two left.")]
    ['Moll fell ill.', 'Two left.']
    >>> [s.of("It sank at 9 a.m. Two left.") for s in cut_sentences("It sank at 9 a.m. Two left.")]
    ['It sank at 9 a.m.', 'Two left.']
    """
    start = 0
    for match in _END.finditer(text):
        at = match.start()
        short = text[at] == "." and (_is_short_form(text, start, at) or _NUMBER.match(text, max(start, at - 3)))
        if not short or _closes_with_hour(text, start, at):
            yield from _stripped(text, start, match.end())
            start = match.end()
    yield from _stripped(text, start, len(text))


def with_neighbours(texts: Sequence[str]) -> list[str]:
    """Return the distinct texts, each followed by those that share a sentence with it, or with one of those, and so on.

    Batches are cut in this order, and a sentence is parsed once a batch: copies should meet in one.

    >>> with_neighbours(["One goes. Two stay.", "It rains.", "Two stay. It snows."])
    ['One goes. Two stay.', 'Two stay. It snows.', 'It rains.']
    """
    distinct = list(dict.fromkeys(texts))
    first = list(range(len(distinct)))

    def root(at: int) -> int:
        while first[at] != at:
            first[at] = first[first[at]]
            at = first[at]
        return at

    for holders in _sharing(distinct):
        roots = {root(at) for at in holders}
        least = min(roots)
        for at in roots:
            first[at] = least
    return [distinct[at] for at in sorted(range(len(distinct)), key=lambda at: (root(at), at))]


def _sharing(texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield the places of texts that hold one sentence; twelve bytes a sentence are kept, and not its words."""
    digests, places = array("q"), array("i")
    for at, text in enumerate(texts):
        for span in cut_sentences(text):
            digests.append(_digest(span.of(text)))
            places.append(at)
    if not digests:
        return
    known = np.frombuffer(digests, np.int64)
    order = np.argsort(known, kind="stable")
    starts = np.flatnonzero(np.diff(known[order])) + 1
    for start, end in pairwise([0, *starts.tolist(), len(order)]):
        if 1 < end - start <= _STOCK:
            yield [places[i] for i in order[start:end]]


def _digest(sentence: str) -> int:
    return int.from_bytes(
        blake2b(sentence.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def _is_short_form(text: str, start: int, stop: int) -> bool:
    word = text[max(start, stop - _LONGEST_SHORT_FORM) : stop].translate(_APART).rpartition(" ")[2]
    return word.lower() in _short_forms() or word in _short_forms() or (len(word) == 1 and word.isupper())


def _closes_with_hour(text: str, start: int, stop: int) -> bool:
    """Say whether the stop of "9 a.m." ends the sentence too: by what opens the next, or by where the hour stands."""
    before = text[max(start, stop - _FAR) : stop]
    if not _HOUR.search(before):
        return False
    after = text[stop + 1 : stop + 1 + _FAR]
    word = (found := re.match(r"\s+[\"'“‘(\[]{0,2}(\w+)", after)) and found[1]
    if word in _opening():
        return True
    if not word or not word[0].isupper() or word.lower() in _dated() or _NO_NAME.match(after):
        return False
    at_end = _HOUR_AT_END.search(" ".join(before.split()))
    return at_end is not None and not _OPENS_WITH_TIME.match(text, start)


@cache
def _opening() -> frozenset[str]:
    return frozenset(load("short_forms")["opening"])


@cache
def _dated() -> frozenset[str]:
    """Return the names of days and months, in full and in short: "9 a.m. Tuesday" goes on."""
    times = load("times")
    return frozenset(word for part in ("weekdays", "months") for words in times[part].values() for word in words)


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(load("short_forms")["words"])


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)
