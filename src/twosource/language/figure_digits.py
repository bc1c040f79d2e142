"""Numbers in digits: "2,300", "1.4bn", "4 hundred million", "-1.3", "1/16", "3½"."""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.lexicon import load

_WORDS = load("figure_numbers")
SCALES: dict[str, float] = _WORDS["scales"]
_SHORT: dict[str, float] = _WORDS["short_scales"]
SIGNS: dict[str, float] = _WORDS["signs"]
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_WORD = re.compile(r"[A-Za-z]+")
_SHORT_SCALE = re.compile(r"(" + "|".join(sorted(_SHORT, key=lambda s: (-len(s), s))) + r")(?![A-Za-z0-9])")
_SPACED_SHORT = re.compile(r"[ \u00a0](bn|mn|mln|tn|trn|bln|B)(?=[\s.,;)]|$)")
_POWER = re.compile(r"\s?[x×]\s?10(?:\^|\*\*)?([-−–]?\d{1,3})(?!\d)")
_SLASHED = re.compile(r"[/⁄](\d{1,3})(?![\d/⁄,.]*\d)")
_MINUS = re.compile(r"(?<![A-Za-z])minus[ \u00a0-]$", re.IGNORECASE)
_DENOMINATORS = {2, 3, 4, 5, 6, 8, 10, 16, 20, 25, 32, 50, 64, 100, 128, 1000}
_MAGNITUDE = re.compile(r"(?<![A-Za-z0-9])M[wLsb]?$")
_LETTERED = re.compile(r"[A-Za-z][\])]?-$")
_JOINERS = re.compile(r"(?<![A-Za-z])(?:minus|sub|to|pre|under|over)-$", re.IGNORECASE)


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


def exact(start: int, end: int, value: float, kind: str, scale: float = 1.0, glued: str = "") -> Numeral:
    """Return a numeral that allows its own value alone."""
    return Numeral(start, end, value, value, value, kind, scale, glued)


def read_digits(text: str, at: int) -> Numeral | None:
    """Read the number in digits that begins at `at`, with its sign, fraction and scale, or None in a name."""
    found = DIGITS.match(text, at)
    if found is None or (
        at
        and (text[at - 1].isalnum() or text[at - 1] in "_@#/\\")
        and not (_money_letter(text, at) or _is_magnitude(text, at))
    ):
        return None
    if found[0].startswith(".") and at and text[at - 1] == ".":
        return None
    end, value = found.end(), number_of(found[0])
    if power := _POWER.match(text, end):
        value, end = value * 10.0 ** _integer(power[1]), power.end()
    elif slashed := _SLASHED.match(text, end):
        below = int(slashed[1])
        if below not in _DENOMINATORS or value >= below or value != int(value):
            return None
        return exact(at, slashed.end(), value / below, "fraction")
    elif end < len(text) and text[end] in SIGNS:
        value, end = value + SIGNS[text[end]], end + 1
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


def number_of(printed: str) -> float:
    """Return the number of printed digits; a line of hundreds of them is as good as endless."""
    digits = printed.replace(",", "")
    return float(digits) if len(digits) < 300 else float("1e300")


def _integer(printed: str) -> int:
    return int(printed.replace("−", "-").replace("–", "-"))


def _money_letter(text: str, at: int) -> bool:
    """Say whether the letters before the digits may be a currency: "EUR50m", "RM120,000", "HK3bn" is none."""
    return (
        re.search(
            r"(?<![A-Za-z])(?:\$US|EUR|USD|GBP|RM|Rs|PS|Rp|NIS|CHF|JPY|CNY|RMB|AUD|CAD|NZD|Php|Dhs?|Y)$",
            text[max(0, at - 4) : at],
        )
        is not None
    )


def _is_magnitude(text: str, at: int) -> bool:
    """Say whether the letters before the digits are a quake's magnitude: "M5.1", "Mw 6.2" printed close."""
    return (
        _MAGNITUDE.search(text[max(0, at - 3) : at]) is not None and re.match(r"\d\.\d(?![\d.])", text[at:]) is not None
    )


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
        return exact(start, found.end(), value * _SHORT[glued], "digits", _SHORT[glued], ambiguous)
    if found := _SPACED_SHORT.match(text, end):
        return exact(start, found.end(), value * _SHORT[found[1]], "digits", _SHORT[found[1]])
    end, scale = read_scales(text, end)
    return exact(start, end, value * scale, "digits", scale)


def read_scales(text: str, end: int) -> tuple[int, float]:
    """Read "million", "hundred thousand" after a number: where they end, and what they multiply it by."""
    scale = 1.0
    while True:
        word, _, after = next_word(text, end)
        if word not in SCALES or (text[after : after + 1] == "-" and word == "hundred"):
            return end, scale
        scale, end = scale * SCALES[word], after


def next_word(text: str, end: int) -> tuple[str, int, int]:
    """Return the word after one space or hyphen, in small letters, or an empty one."""
    if text[end : end + 1] in (" ", "\u00a0", "-", "\u2011") and (found := _WORD.match(text, end + 1)):
        return found[0].lower(), end + 1, found.end()
    return "", end, end
