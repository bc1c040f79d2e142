"""Numerals in a text: digits, words and mixtures go in, plain numbers with their place come out.

Only the number itself is read here ("2.5 million", "half a dozen", "tens of thousands", "one in five"); what it
counts, how it is compared and whether it is a figure at all is for the sibling modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from twosource.lexicon import load

_WORDS = load("figure_numbers")
_ONES: dict[str, float] = _WORDS["ones"]
_TENS: dict[str, float] = _WORDS["tens"]
_SCALES: dict[str, float] = _WORDS["scales"]
_SHORT: dict[str, float] = _WORDS["short_scales"]
_FRACTIONS: dict[str, float] = _WORDS["fractions"]
_SIGNS: dict[str, float] = _WORDS["signs"]

_STARTERS = sorted(
    {*_ONES, *_TENS, *_SCALES, *_WORDS["vague"], *_WORDS["vague_of"], *_WORDS["small"], "half", "third", "quarter"}
    | {"several", "few", "many"},
    key=lambda word: (-len(word), word),
)
_START = re.compile(
    r"\.?\d|[" + "".join(_SIGNS) + r"]|(?<![A-Za-z0-9])(?:" + "|".join(_STARTERS) + r")(?=fold\b|[^A-Za-z]|$)", re.IGNORECASE
)
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_WORD = re.compile(r"[A-Za-z]+")
_SHORT_SCALE = re.compile(r"(" + "|".join(sorted(_SHORT, key=lambda s: (-len(s), s))) + r")(?![A-Za-z0-9])")
_SPACED_SHORT = re.compile(r"[ \u00a0](bn|mn|mln|tn|trn|bln|B)(?=[\s.,;)]|$)")
_POWER = re.compile(r"\s?[x×]\s?10(?:\^|\*\*)?([-−–]?\d{1,3})(?!\d)")
_SLASHED = re.compile(r"[/⁄](\d{1,3})(?![\d/⁄,.]*\d)")
_ARTICLE = re.compile(r"(?:^|(?<=[\s(\"'“‘—–-]))(an?)[ \u00a0-]$", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(?:[ \u00a0-]and[ \u00a0-])(?:a[ \u00a0-])?(half|quarter|third)(?![A-Za-z])", re.IGNORECASE)
_MINUS = re.compile(r"(?<![A-Za-z])minus[ \u00a0-]$", re.IGNORECASE)
_SHARE = re.compile(r"[ \u00a0-](?:in|out of|of every|in every|out of every)[ \u00a0-]", re.IGNORECASE)
_DENOMINATORS = {2, 3, 4, 5, 6, 8, 10, 16, 20, 25, 32, 50, 64, 100, 128, 1000}


class Numeral(NamedTuple):
    """A number as printed. `kind`: digits, word, vague or fraction.

    `value` is one number, or for a vague word the order of magnitude that it names; `low` and `high` are what the
    word allows. `scale` is the million of "2 million" (1 where there is none); `glued` is a one-letter scale that
    could be a unit as well ("100m").
    """

    start: int
    end: int
    value: float | tuple[float, float]
    low: float | None
    high: float | None
    kind: str
    scale: float = 1.0
    glued: str = ""
    lone: bool = False


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
        return _digit_share(text, _read_digits(text, at))
    if text[at] in _SIGNS:
        return _exact(at, at + 1, _SIGNS[text[at]], "fraction")
    return _read_share(text, _read_words(text, at))


def _skip(text: str, found: re.Match[str]) -> int:
    """Step over all of a rejected token, so that no tail of "AK-47b12" is taken for a number."""
    if not text[found.end() - 1].isdigit():
        return found.end()
    whole = _DIGITS.match(text, found.start())
    return whole.end() if whole else found.end()


def _exact(start: int, end: int, value: float, kind: str, scale: float = 1.0, glued: str = "") -> Numeral:
    return Numeral(start, end, value, value, value, kind, scale, glued)


# -- digits ------------------------------------------------------------------------------------------------------


def _read_digits(text: str, at: int) -> Numeral | None:
    found = _DIGITS.match(text, at)
    if found is None or (at and (text[at - 1].isalnum() or text[at - 1] in "_@#/\\") and not _money_letter(text, at)):
        return None
    if found[0].startswith(".") and at and text[at - 1] == ".":
        return None
    end, value = found.end(), _number(found[0])
    if power := _POWER.match(text, end):
        value, end = value * 10.0 ** _integer(power[1]), power.end()
    elif slashed := _SLASHED.match(text, end):
        below = int(slashed[1])
        if below not in _DENOMINATORS or value >= below or value != int(value):
            return None
        return _exact(at, slashed.end(), value / below, "fraction")
    elif end < len(text) and text[end] in _SIGNS:
        value, end = value + _SIGNS[text[end]], end + 1
    elif _two_part(text, end):
        mixed = re.compile(r" (\d)[/⁄](\d)").match(text, end)
        if mixed and int(mixed[1]) < int(mixed[2]):
            value, end = value + int(mixed[1]) / int(mixed[2]), mixed.end()
    if _lettered(text, at):
        return None
    value, start = _sign(text, at, value)
    return _scaled_digits(text, start, end, value)


def _two_part(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and text[end + 2 : end + 3] in ("/", "⁄")


def _number(printed: str) -> float:
    digits = printed.replace(",", "")
    return float(digits) if len(digits) < 300 else float("1e300")


def _integer(printed: str) -> int:
    return int(printed.replace("−", "-").replace("–", "-"))


def _money_letter(text: str, at: int) -> bool:
    """Say whether the letters before the digits may be a currency: "EUR50m", "RM120,000", "HK3bn" is none."""
    return re.search(r"(?<![A-Za-z])(?:\$US|EUR|USD|GBP|RM|Rs|PS|Rp|NIS|CHF|JPY|CNY|RMB|AUD|CAD|NZD|Php|Dhs?|Y)$", text[max(0, at - 4) : at]) is not None


_LETTERED = re.compile(r"[A-Za-z][\])]?-$")
_JOINERS = re.compile(r"(?<![A-Za-z])(?:minus|sub|to|pre|under|over)-$", re.IGNORECASE)


def _lettered(text: str, at: int) -> bool:
    """Say whether a hyphen ties the digits to a name: "AK-47", "Covid-19", "V-6"."""
    before = text[max(0, at - 7) : at]
    return _LETTERED.search(before) is not None and _JOINERS.search(before) is None


def _sign(text: str, at: int, value: float) -> tuple[float, int]:
    """Read a minus sign: glued, not preceded by a word or number ("-1.3%", "$-50.8bn", "minus 40")."""
    before = text[max(0, at - 7) : at]
    if before[-1:] in ("-", "−") and (len(before) == 1 or before[-2] in " ($€£\n\t"):
        return -value, at - 1
    if minus := _MINUS.search(before):
        return -value, at - len(before) + minus.start()
    return value, at


def _scaled_digits(text: str, start: int, end: int, value: float) -> Numeral | None:
    """Read the scale after digits: "2.5 million", "4 hundred million", "$1.4bn", "8 B people"."""
    if found := _SHORT_SCALE.match(text, end):
        glued = found[1]
        if glued == "K" and abs(value) < 10:  # 4K is a screen
            return None
        ambiguous = glued if glued in ("m", "b", "B", "T", "k") else ""
        return _exact(start, found.end(), value * _SHORT[glued], "digits", _SHORT[glued], ambiguous)
    if found := _SPACED_SHORT.match(text, end):
        return _exact(start, found.end(), value * _SHORT[found[1]], "digits", _SHORT[found[1]])
    end, scale = _read_scales(text, end)
    return _exact(start, end, value * scale, "digits", scale)


def _read_scales(text: str, end: int) -> tuple[int, float]:
    scale = 1.0
    while True:
        word, _, after = _next_word(text, end)
        if word not in _SCALES or text[after : after + 1] == "-" and word == "hundred":
            return end, scale
        scale, end = scale * _SCALES[word], after


# -- words -------------------------------------------------------------------------------------------------------


def _next_word(text: str, end: int) -> tuple[str, int, int]:
    """Return the word after one space or hyphen, in small letters, or an empty one."""
    if text[end : end + 1] in (" ", "\u00a0", "-", "\u2011"):
        if found := _WORD.match(text, end + 1):
            return found[0].lower(), end + 1, found.end()
    return "", end, end


def _read_words(text: str, at: int) -> Numeral | None:
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
    scale_word, _, after = _next_word(text, end)
    if word in _WORDS["vague_before"]:
        if word == "couple" and scale_word == "of":
            scale_word, _, after = _next_word(text, after)
        if scale_word not in _SCALES:
            return None
        by = _WORDS["vague_before"][word]
        unit = _SCALES[scale_word]
        start = _with_article(text, at)
        after, more = _read_scales(text, after)
        unit *= more
        return Numeral(start, after, _order(by, unit), by["low"] * unit, None, "vague", unit)
    if scale_word == "of" and word in _WORDS["vague_of"]:
        plural, _, after_plural = _next_word(text, after)
        singular = plural[:-1] if plural.endswith("s") else ""
        if singular in _SCALES:
            by, unit = _WORDS["vague_of"][word], _SCALES[singular]
            more, _, after_more = _next_word(text, after_plural)
            if more == "of" and (third := _next_word(text, after_more))[0] in ("millions", "thousands", "billions"):
                unit, after_plural = unit * _SCALES[third[0][:-1]], third[2]
            return Numeral(at, after_plural, _order(by, unit), by["low"] * unit, None, "vague", unit)
    if word in _WORDS["vague"]:
        by = _WORDS["vague"][word]
        if word == "scores" and scale_word != "of":
            return None
        return Numeral(at, end, (by["order"][0], by["order"][1]), by["low"], None, "vague", by["low"] / 2)
    return None


def _order(by: dict[str, list[float]], unit: float) -> tuple[float, float]:
    return (by["order"][0] * unit, by["order"][1] * unit)


def _read_small(text: str, at: int, word: str, end: int) -> Numeral | None:
    """Read "a handful of", "a couple of", "a pair of", "a trio of"."""
    if word not in _WORDS["small"] or _with_article(text, at) == at or _next_word(text, end)[0] != "of":
        return None
    by = _WORDS["small"][word]
    kind = "word" if by["low"] == by["high"] else "vague"
    return Numeral(_with_article(text, at), end, float(by["value"]), float(by["low"]), float(by["high"]), kind)


def _read_fraction(text: str, at: int, word: str, end: int) -> Numeral | None:
    """Read "half a million", "a third of", "two-thirds", "a quarter-century", "three quarters of"."""
    following, _, after = _next_word(text, end)
    if word in ("half", "quarter", "third"):
        start = _with_article(text, at)
        if word == "half":
            if following in ("a", "an"):
                following, _, after = _next_word(text, after)
            if following in _SCALES:
                scale_end, scale = _read_scales(text, after)
                return _exact(start, scale_end, 0.5 * _SCALES[following] * scale, "word", _SCALES[following] * scale)
        if start == at and word != "half":
            return None
        return _exact(start, end, _FRACTIONS[word], "fraction")
    if word in _ONES and (following.rstrip("s") in _FRACTIONS or following == "halves") and word != "zero":
        part = _FRACTIONS["half" if following == "halves" else following.rstrip("s")]
        if following.endswith("s") or word == "one":
            return _exact(at, after, _ONES[word] * part, "fraction")
    return None


def _read_cardinal(text: str, at: int, word: str, end: int) -> Numeral | None:
    """Read a whole number in words: "twenty-five", "two hundred and fifty thousand", "a million", "two and a half"."""
    start = at
    if word in _SCALES:
        start = _with_article(text, at)
        if start == at:
            return None
        total, group, scale = 0.0, _SCALES[word], _SCALES[word]
    elif word in _ONES or word in _TENS:
        total, group, scale = 0.0, _ONES.get(word, _TENS.get(word, 0.0)), 1.0
    else:
        return None
    last, end = word, end
    while True:
        following, _, after = _next_word(text, end)
        if following == "and" and last in _SCALES and last != "dozen":
            following, _, after = _next_word(text, after)
            if following not in _ONES and following not in _TENS:
                break
        if following in _SCALES and last != "a":
            factor = _SCALES[following]
            if factor > 1000 or factor == 1000:
                total, group = total + group * factor, 0.0
            else:
                group *= factor
            scale = factor
        elif last in _TENS and following in _ONES and 0 < _ONES[following] < 10:
            group += _ONES[following]
        elif last in _SCALES and last != "dozen" and (following in _ONES or following in _TENS) and text[end] != "-":
            group += _ONES.get(following, _TENS.get(following, 0.0))
        else:
            break
        last, end = following, after
    value = total + group
    if half := _AND_A_HALF.match(text, end):
        value, end = value + _FRACTIONS[half[1].lower()], half.end()
        scale_end, more = _read_scales(text, end)
        value, end, scale = value * more, scale_end, more
    return Numeral(start, end, value, value, value, "word", scale, "", value == 1.0 and last == "one")


def _digit_share(text: str, numeral: Numeral | None) -> Numeral | None:
    """Read "9 out of 10", and "1 in 5" where the second number is round or small enough to be a base."""
    if numeral is None or numeral.kind != "digits" or numeral.scale != 1 or isinstance(numeral.value, tuple):
        return numeral
    link = _SHARE.match(text, numeral.end)
    whole = _DIGITS.match(text, link.end()) if link else None
    if link is None or whole is None or not 0 < numeral.value < (below := _number(whole[0])) or text[whole.end() : whole.end() + 1].isalpha():
        return numeral
    if link[0].strip(" -\u00a0") == "in" and not (numeral.value < 10 and (below <= 10 or below % 10 == 0 and not 1900 <= below < 2100)):
        return numeral
    if _next_word(text, whole.end())[0].rstrip("s") in _TIME_WORDS or _next_word(text, whole.end())[0] in _SCALES:
        return numeral
    return _exact(numeral.start, whole.end(), numeral.value / below, "fraction")


def _read_share(text: str, numeral: Numeral | None) -> Numeral | None:
    """Read on to "one in five", "seven out of ten"."""
    if numeral is None or numeral.kind != "word" or isinstance(numeral.value, tuple) or numeral.value > 99:
        return numeral
    link = _SHARE.match(text, numeral.end)
    if link is None:
        return numeral
    whole = _read_digits(text, link.end()) if text[link.end() : link.end() + 1].isdigit() else _read_words(text, link.end())
    if whole is None or isinstance(whole.value, tuple) or whole.kind == "fraction":
        return numeral
    if not numeral.value < whole.value or 1800 <= whole.value < 2100 or _next_word(text, whole.end)[0].rstrip("s") in _TIME_WORDS:
        return numeral
    return _exact(numeral.start, whole.end, numeral.value / whole.value, "fraction")


_TIME_WORDS = {"second", "minute", "hour", "day", "week", "month", "year", "decade"}
