"""Numbers in words: "twenty-five", "half a dozen", "tens of thousands", "two and a half million"."""

from __future__ import annotations

import re

from twosource.language.figure_digits import SCALES, Numeral, exact, next_word, read_scales
from twosource.lexicon import load

_WORDS = load("figure_numbers")
_ONES: dict[str, float] = _WORDS["ones"]
_TENS: dict[str, float] = _WORDS["tens"]
_FRACTIONS: dict[str, float] = _WORDS["fractions"]
_WORD = re.compile(r"[A-Za-z]+")
_ARTICLE = re.compile(r"(?:^|(?<=[\s(\"'“‘—–-]))(an?)[ \u00a0-]$", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(?:[ \u00a0-]and[ \u00a0-])(?:a[ \u00a0-])?(half|quarter|third)(?![A-Za-z])", re.IGNORECASE)


def read_words(text: str, at: int) -> Numeral | None:
    """Read the number in words that begins at `at`, or return None where the word is part of none."""
    first = _WORD.match(text, at)
    if first is None:
        return None
    word = first[0].lower()
    if at and text[at - 1] in "_@#/\\'’":
        return None
    for read in (_read_vague, _read_small, _read_fraction, _read_cardinal):
        numeral = read(text, at, word, first.end())
        if numeral is not None:
            return numeral
    return None


def _with_article(text: str, at: int) -> int:
    """Return where "a"/"an" before a word begins, or `at` itself."""
    article = _ARTICLE.search(text[max(0, at - 4) : at])
    return at - len(text[max(0, at - 4) : at]) + article.start() if article else at


def _read_vague(text: str, at: int, word: str, end: int) -> Numeral | None:
    """Read "dozens", "tens of thousands", "several hundred", "hundreds of thousands"."""
    if word in _WORDS["vague_before"]:
        return _read_several(text, at, word, end)
    following, _, after = next_word(text, end)
    if following == "of" and word in _WORDS["vague_of"] and (plural := _read_plural_scale(text, after)):
        by, (unit, after) = _WORDS["vague_of"][word], plural
        if next_word(text, after)[0] == "of" and (more := _read_plural_scale(text, next_word(text, after)[2])):
            unit, after = unit * more[0], more[1]
        return Numeral(at, after, _order(by, unit), by["low"] * unit, None, "vague", unit)
    if word not in _WORDS["vague"] or (word == "scores" and following != "of"):
        return None
    by = _WORDS["vague"][word]
    return Numeral(at, end, _order(by, 1.0), by["low"], None, "vague", by["low"] / 2)


def _read_several(text: str, at: int, word: str, end: int) -> Numeral | None:
    """Read "several hundred", "a few thousand"; "several" alone names no number."""
    following, _, after = next_word(text, end)
    if word == "couple" and following == "of":
        following, _, after = next_word(text, after)
    if following not in SCALES:
        return None
    by = _WORDS["vague_before"][word]
    after, more = read_scales(text, after)
    unit = SCALES[following] * more
    return Numeral(_with_article(text, at), after, _order(by, unit), by["low"] * unit, None, "vague", unit)


def _read_plural_scale(text: str, end: int) -> tuple[float, int] | None:
    """Read "thousands" after "tens of": what it multiplies by, and where it ends."""
    plural, _, after = next_word(text, end)
    scale = SCALES.get(plural[:-1]) if plural.endswith("s") else None
    return (scale, after) if scale else None


def _order(by: dict[str, list[float]], unit: float) -> tuple[float, float]:
    return (by["order"][0] * unit, by["order"][1] * unit)


def _read_small(text: str, at: int, word: str, end: int) -> Numeral | None:
    """Read "a handful of", "a couple of", "a pair of", "a trio of"."""
    if word not in _WORDS["small"] or _with_article(text, at) == at or next_word(text, end)[0] != "of":
        return None
    by = _WORDS["small"][word]
    kind = "word" if by["low"] == by["high"] else "vague"
    return Numeral(_with_article(text, at), end, float(by["value"]), float(by["low"]), float(by["high"]), kind)


def _read_fraction(text: str, at: int, word: str, end: int) -> Numeral | None:
    """Read "half a million", "a third of", "two-thirds", "a quarter-century", "three quarters of"."""
    following, _, after = next_word(text, end)
    if word in ("half", "quarter", "third"):
        start = _with_article(text, at)
        if word == "half":
            if following in ("a", "an"):
                following, _, after = next_word(text, after)
            if following in SCALES:
                scale_end, scale = read_scales(text, after)
                return exact(start, scale_end, 0.5 * SCALES[following] * scale, "word", SCALES[following] * scale)
        if start == at and word != "half":
            return None
        return exact(start, end, _FRACTIONS[word], "fraction")
    if word in _ONES and (following.rstrip("s") in _FRACTIONS or following == "halves") and word != "zero":
        part = _FRACTIONS["half" if following == "halves" else following.rstrip("s")]
        if following.endswith("s") or word == "one":
            return exact(at, after, _ONES[word] * part, "fraction")
    return None


def _read_cardinal(text: str, at: int, word: str, end: int) -> Numeral | None:
    """Read a whole number in words: "twenty-five", "two hundred and fifty thousand", "a million", "two and a half"."""
    start = at
    if word in SCALES:
        start = _with_article(text, at)
        if start == at:
            return None
        total, group, scale = 0.0, SCALES[word], SCALES[word]
    elif word in _ONES or word in _TENS:
        total, group, scale = 0.0, _ONES.get(word, _TENS.get(word, 0.0)), 1.0
    else:
        return None
    last, end = word, end
    while True:
        following, _, after = next_word(text, end)
        if following == "and" and last in SCALES and last != "dozen":
            following, _, after = next_word(text, after)
            if following not in _ONES and following not in _TENS:
                break
        if following in SCALES and last != "a":
            factor = SCALES[following]
            if factor > 1000 or factor == 1000:
                total, group = total + group * factor, 0.0
            else:
                group *= factor
            scale = factor
        elif last in _TENS and following in _ONES and 0 < _ONES[following] < 10:
            group += _ONES[following]
        elif last in SCALES and last != "dozen" and (following in _ONES or following in _TENS) and text[end] != "-":
            group += _ONES.get(following, _TENS.get(following, 0.0))
        else:
            break
        last, end = following, after
    value = total + group
    if half := _AND_A_HALF.match(text, end):
        value, end = value + _FRACTIONS[half[1].lower()], half.end()
        scale_end, more = read_scales(text, end)
        value, end, scale = value * more, scale_end, more
    return Numeral(start, end, value, value, value, "word", scale, "", value == 1.0 and last == "one")
