"""Where one sentence of a report ends and the next begins, by punctuation alone.

Lineage needs sentences of every report of an archive, at a thousand times a parser's speed, and only to compare
them: a wrong cut costs a `split` or a `joined` in an alignment, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from twosource.lexicon import load
from twosource.model import Span

# A stop, closing marks, space, then what may open a sentence; or a line's end; or an empty line. No quantifier stands
# inside another, and all begin with one set of characters: a search then skips to the next of those.
_END = re.compile(r"[.!?…\n](?:(?<!\n)[\"'”’)\]]{0,3}(?:(?=\s+[\"'“‘(\[]{0,2}[A-Z0-9À-Þ—–-])|\s*\n)|(?<=\n)[^\S\n]*\n)")
# "Unit No. 4": the short form of "number" is a word as well, but no sentence begins with a digit behind it.
_NUMBER = re.compile(r"(?:(?:.\b)?no|nos)\.\s{1,2}\d", re.IGNORECASE)
# "It closed at 9 a.m. The road …": the stop of an hour ends the sentence too, where a small word opens the next.
_HOUR = re.compile(r"\d ?[ap]\.m\.[\"'”’)\]]{0,3}\s+[\"'“‘(\[]{0,2}(\w+)", re.IGNORECASE)
LONGEST = 2000  # characters
_APART = str.maketrans(dict.fromkeys("(“\"'\n\t\r\xa0", " "))  # what a word may stand behind


def sentences(text: str, spans: tuple[Span, ...] | None = None) -> Iterator[Span]:
    """Return the sentences of `spans` of `text` (all of it by default), without the space around them.

    >>> [s.of("Mr. Vo left. He won!") for s in sentences("Mr. Vo left. He won!")]
    ['Mr. Vo left.', 'He won!']
    >>> [s.of("Unit No. 4 was lost. It rained.") for s in sentences("Unit No. 4 was lost. It rained.")]
    ['Unit No. 4 was lost.', 'It rained.']
    >>> [
    ...     s.of("Peoria, Ill. Miners fell ill. It rained.")
    ...     for s in sentences("Peoria, Ill. Miners fell ill. It rained.")
    ... ]
    ['Peoria, Ill. Miners fell ill.', 'It rained.']
    >>> [s.of("It sank at 9 a.m. A boy left.") for s in sentences("It sank at 9 a.m. A boy left.")]
    ['It sank at 9 a.m.', 'A boy left.']
    """
    return (Span(start, end) for start, end in edges(text, (Span(0, len(text)),) if spans is None else spans))


def edges(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences of `spans` of `text`, each as its start and its end; faster than records of them."""
    found: list[tuple[int, int]] = []
    for first, last in spans:
        start = first
        for match in _END.finditer(text, first, last):
            at = match.start()
            if text[at] != "." or not (_is_short_form(text, start, at) or _NUMBER.match(text, max(start, at - 3))):
                end = match.end()
                _add_stripped(found, text, start, end)
                start = end
        _add_stripped(found, text, start, last)
    return found


def _is_short_form(text: str, start: int, stop: int) -> bool:
    """Say whether a stop belongs to a short form alone: that of an hour may end the sentence as well."""
    before = text[max(start, stop - 12) : stop]
    word = before.rpartition(" ")[2]
    if not word.isalpha():
        word = before.translate(_APART).rpartition(" ")[2]
    short = word.lower() in _short_forms() or word in _short_forms() or (len(word) == 1 and word.isupper())
    return short and not _closes_with_hour(text, start, stop)


def _closes_with_hour(text: str, start: int, stop: int) -> bool:
    if text[stop - 1] not in "mM":
        return False
    hour = _HOUR.match(text, max(start, stop - 4)) or _HOUR.match(text, max(start, stop - 5))
    return hour is not None and hour[1] in _opening()


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(load("short_forms")["words"])


@cache
def _opening() -> frozenset[str]:
    return frozenset(load("short_forms")["opening"])


def _add_stripped(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    # A text without stops (a table, a listing) is cut at a fixed length: comparing costs the square of it.
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        _add_stripped(found, text, start, cut)
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append((start, end))
