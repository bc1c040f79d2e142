"""Units beside a number: text and the number's place go in, a normalised unit and its place come out.

Money carries ISO 4217 codes, measures the names of lexicon/figure_units.toml; a rate is "barrel/day". Stretches
longer than a year are told in years ("three decades" is 30 years).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.lexicon import load

_UNITS = load("figure_units")
_IRREGULAR = {"foot": "feet", "inch": "inches", "penny": "pence", "century": "centuries"}


class Unit(NamedTuple):
    """A unit with the stretch of text that names it; `factor` multiplies the number ("decade" is 10 years)."""

    name: str
    start: int
    end: int
    factor: float = 1.0
    family: str = "measure"


def _plurals(word: str) -> set[str]:
    if word.endswith(("s", "feet", "leva", "oren", "ers", "°", "krone", "pence")):
        return {word}
    if " " in word and word.split()[0] in ("degree", "part"):
        return {word}
    return {word, _IRREGULAR.get(word, word + "s")}


def _collect() -> tuple[dict[str, tuple[str, float, str]], dict[str, tuple[str, float, str]], dict[str, str]]:
    """Return words after the number, signs after it, and signs before it, each with (name, factor, family)."""
    words: dict[str, tuple[str, float, str]] = {}
    signs: dict[str, tuple[str, float, str]] = {}
    before: dict[str, str] = {}
    for family in ("duration", "measure", "coin", "money"):
        for name, unit in _UNITS[family].items():
            for word in unit.get("words", ()):
                for form in _plurals(word):
                    words.setdefault(form, (name, 1.0, family))
            for sign in (*unit.get("signs", ()), *unit.get("after", ())):
                signs.setdefault(sign, (name, 1.0, family))
            for sign in unit.get("before", ()):
                before.setdefault(sign, name)
    for word, (name, factor) in _UNITS["duration_multiple"].items():
        for form in _plurals(word):
            words[form] = (name, float(factor), "duration")
    return words, signs, before


_AFTER_WORDS, _AFTER_SIGNS, _BEFORE_SIGNS = _collect()


def _alternatives(entries: object) -> str:
    listed = sorted(entries, key=lambda entry: (-len(entry), entry))  # type: ignore[call-overload]
    return "|".join(re.escape(entry).replace(r"\ ", r"[ \-]") for entry in listed)


_WORD_AFTER = re.compile(
    r"[ \u00a0\u2011-]?("
    + _alternatives(_AFTER_WORDS)
    + r")(?![A-Za-z])(?!-(?!(?:long|wide|high|deep|tall|thick|old|olds|per|an?|plus|odd|worth|or|to|and)\b)[a-z])",
    re.IGNORECASE,
)
_SIGN_AFTER = re.compile(r"([ \u00a0\u2011-]?)(" + _alternatives(_AFTER_SIGNS) + r")(?![A-Za-z0-9])")
_SIGN_BEFORE = re.compile(r"(?:^|(?<=[^A-Za-z0-9])|(?<=^))(" + _alternatives(_BEFORE_SIGNS) + r")[ \u00a0]?-?$")
_PER_WORD = re.compile(
    r"(?:[ \u00a0-]?(?:per|an?|each|every)[ \u00a0-]|/[ \u00a0]?)("
    + _alternatives(_UNITS["per"]["words"])
    + r")(?![A-Za-z])(?![ \u00a0](?:after|before|earlier|later|ago|old|of|when|since|from|and)\b)",
    re.IGNORECASE,
)
_PER_SIGN = re.compile(r"(" + _alternatives(_UNITS["per_signs"]) + r")(?![A-Za-z])")
_CANONICAL_PER = {
    "liter": "l",
    "litre": "l",
    "meter": "m",
    "metre": "m",
    "square meter": "m2",
    "square metre": "m2",
    "kilometer": "km",
    "kilometre": "km",
    "gram": "g",
    "kilogram": "kg",
    "kilo": "kg",
    "annum": "year",
    "tonne": "t",
    "night": "day",
    "head": "person",
    "capita": "person",
    "game": "game",
    "match": "game",
    "kilowatt-hour": "kWh",
    "kilowatt hour": "kWh",
    "megawatt hour": "MWh",
}
# One letter after a space is a unit only where nothing else can be meant; on the digits it may always be one.
_NEVER_SPACED = {"C", "F", "c", "p", "s", "h", "A", "pc", "T", "in.", "st", "Mb", "bar"}


def unit_before(text: str, start: int) -> Unit | None:
    """Read the money sign before a number: "$", "HK$", "EUR", "Rs ".

    >>> unit_before("about HK$ 5", 10).name
    'HKD'
    """
    window = text[max(0, start - 9) : start]
    found = _SIGN_BEFORE.search(window)
    if found is None:
        return None
    sign = found[1]
    if sign in ("Y", "N") and (start == 0 or (text[start - 1] != "=" and text[start - 1] != sign)):
        return None
    if sign.isalpha() and len(sign) < 2 and text[start - 1] == " ":
        return None
    at = start - len(window) + found.start(1)
    return Unit(_BEFORE_SIGNS[sign], at, start, 1.0, "money")


def unit_after(text: str, end: int) -> Unit | None:
    """Read the unit after a number: a word or sign, joined by a space, a hyphen or nothing.

    >>> unit_after("12 kilometres away", 2).name
    'km'
    """
    word = _WORD_AFTER.match(text, end)
    sign = _SIGN_AFTER.match(text, end)
    if sign and sign[1] and (sign[2] in _NEVER_SPACED or (sign[1].strip() and len(sign[2]) == 1)):
        sign = None
    if sign and not sign[1] and sign[2] == "c":
        sign = None
    if word and (not sign or word.end() >= sign.end()):
        if word.start(1) == end:
            return (
                None
                if word[1][:1].isalpha() and len(word[1]) < 2
                else _unit(word[1], word.start(1), word.end(), words=True)
            )
        return _unit(word[1], word.start(1), word.end(), words=True)
    return _unit(sign[2], sign.start(2), sign.end(), words=False) if sign else None


def _unit(printed: str, start: int, end: int, words: bool) -> Unit:
    table = _AFTER_WORDS if words else _AFTER_SIGNS
    key = re.sub(r"[ \u00a0\-]+", lambda m: m[0][0], printed.lower()) if words else printed
    if words and key not in table:
        key = next((entry for entry in (key.replace("-", " "), key.replace(" ", "-")) if entry in table), key)
    name, factor, family = table.get(key) or _loose(key, table)
    return Unit(name, start, end, factor, family)


def _loose(key: str, table: dict[str, tuple[str, float, str]]) -> tuple[str, float, str]:
    flat = re.sub(r"[ \u00a0\-]", " ", key)
    return next(found for entry, found in table.items() if re.sub(r"[ \u00a0\-]", " ", entry) == flat)


def per_unit(text: str, end: int) -> tuple[str, int] | None:
    """Read "per gallon", "a day", "/kg" after a unit: the canonical name below the line, and where it ends."""
    if found := _PER_SIGN.match(text, end):
        return _UNITS["per_signs"][found[1]], found.end()
    if found := _PER_WORD.match(text, end):
        word = re.sub(r"[ \u00a0\-]+", " ", found[1].lower())
        return _CANONICAL_PER.get(word, word), found.end()
    return None


def is_money(name: str) -> bool:
    """Say whether a unit's name is of money.

    >>> is_money("USD"), is_money("people")
    (True, False)
    """
    return name in _UNITS["money"] or name in _UNITS["coin"]


def is_measure(name: str) -> bool:
    """Say whether a unit's name (or its upper half) is a measure, a duration or money, and no counted noun.

    >>> is_measure("barrel/day"), is_measure("people")
    (True, False)
    """
    upper = name.split("/")[0]
    return name in ("fraction",) or any(
        upper in _UNITS[family] or name in _UNITS[family] for family in ("measure", "duration", "money", "coin")
    )


def base_of(name: str) -> tuple[str, float]:
    """Return the base unit and the factor that brings `name` to it; a unit without one is its own base.

    >>> base_of("km")
    ('m', 1000)
    """
    for family in ("measure", "duration"):
        unit = _UNITS[family].get(name)
        if unit and "base" in unit:
            return unit["base"], unit["factor"]
    return name, 1.0
