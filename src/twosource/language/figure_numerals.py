"""Numerals in a text: digits, words and mixtures go in, plain numbers with their place come out.

Only the number itself is read here ("2.5 million", "half a dozen", "tens of thousands", "one in five"); what it
counts, how it is compared and whether it is a figure at all is for the sibling modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.language.figure_digits import DIGITS, SCALES, SIGNS, Numeral, exact, next_word, number_of, read_digits
from twosource.language.figure_words import read_words
from twosource.lexicon import load

__all__ = ["Numeral", "find_numerals", "read_numeral"]

_WORDS = load("figure_numbers")
_STARTERS = sorted(
    {
        *_WORDS["ones"],
        *_WORDS["tens"],
        *SCALES,
        *_WORDS["vague"],
        *_WORDS["vague_of"],
        *_WORDS["small"],
        "half",
        "third",
        "quarter",
    }
    | {"several", "few", "many"},
    key=lambda word: (-len(word), word),
)
_START = re.compile(
    r"\.?\d|[" + "".join(SIGNS) + r"]|(?<![A-Za-z0-9])(?:" + "|".join(_STARTERS) + r")(?=fold\b|[^A-Za-z]|$)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"[ \u00a0-](?:in|out of|of every|in every|out of every)[ \u00a0-]", re.IGNORECASE)
_TIME_WORDS = {"second", "minute", "hour", "day", "week", "month", "year", "decade"}


def find_numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of a text in order, none overlapping.

    >>> [(n.value, text_of) for n in find_numerals("half a dozen of 2.5 million") for text_of in [n.kind]]
    [(6.0, 'word'), (2500000.0, 'digits')]
    """
    at = 0
    while found := _START.search(text, at):
        numeral = read_numeral(text, found.start())
        if numeral is None:
            at = _skip(text, found)
        else:
            yield numeral
            at = max(numeral.end, found.end())


def read_numeral(text: str, at: int) -> Numeral | None:
    """Read the numeral that begins at `at`, or return None where no number stands there."""
    if text[at].isdigit() or text[at] == ".":
        return _digit_share(text, read_digits(text, at))
    if text[at] in SIGNS:
        return exact(at, at + 1, SIGNS[text[at]], "fraction")
    return _read_share(text, read_words(text, at))


def _skip(text: str, found: re.Match[str]) -> int:
    """Step over all of a rejected token, so that no tail of "AK-47b12" is taken for a number."""
    if not text[found.end() - 1].isdigit():
        return found.end()
    whole = DIGITS.match(text, found.start())
    return whole.end() if whole else found.end()


def _digit_share(text: str, numeral: Numeral | None) -> Numeral | None:
    """Read "9 out of 10", and "1 in 5" where the second number is round or small enough to be a base."""
    if numeral is None or numeral.kind != "digits" or numeral.scale != 1 or isinstance(numeral.value, tuple):
        return numeral
    link = _SHARE.match(text, numeral.end)
    whole = DIGITS.match(text, link.end()) if link else None
    if (
        link is None
        or whole is None
        or not 0 < numeral.value < (below := number_of(whole[0]))
        or text[whole.end() : whole.end() + 1].isalpha()
    ):
        return numeral
    if link[0].strip(" -\u00a0") == "in" and not (
        numeral.value < 10 and (below <= 10 or (below % 10 == 0 and not 1900 <= below < 2100))
    ):
        return numeral
    if next_word(text, whole.end())[0].rstrip("s") in _TIME_WORDS or next_word(text, whole.end())[0] in SCALES:
        return numeral
    return exact(numeral.start, whole.end(), numeral.value / below, "fraction")


def _read_share(text: str, numeral: Numeral | None) -> Numeral | None:
    """Read on to "one in five", "seven out of ten"."""
    if numeral is None or numeral.kind != "word" or isinstance(numeral.value, tuple) or numeral.value > 99:
        return numeral
    link = _SHARE.match(text, numeral.end)
    if link is None:
        return numeral
    whole = (
        read_digits(text, link.end()) if text[link.end() : link.end() + 1].isdigit() else read_words(text, link.end())
    )
    if whole is None or isinstance(whole.value, tuple) or whole.kind == "fraction":
        return numeral
    if (
        not numeral.value < whole.value
        or 1800 <= whole.value < 2100
        or next_word(text, whole.end)[0].rstrip("s") in _TIME_WORDS
    ):
        return numeral
    return exact(numeral.start, whole.end, numeral.value / whole.value, "fraction")
