"""Words that open, close or blur the range of a number: text and a number's place go in, the range comes out."""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.language.parser import Parsed
from twosource.lexicon import load

_LISTS = load("figure_comparators")


class Comparator(NamedTuple):
    """`sign` is what the ledger prints, `edge` what happens to the range (lexicon/figure_comparators.toml)."""

    sign: str
    edge: str
    start: int
    end: int


def _alternatives(entries: object) -> str:
    listed = sorted(entries, key=lambda entry: (-len(entry), entry))  # type: ignore[call-overload]
    return "|".join(re.escape(entry).replace(r"\ ", r"[ \u00a0]+") for entry in listed)


_BEFORE = re.compile(
    r"(?:(?<![A-Za-z-])("
    + _alternatives(_LISTS["before"])
    + r")[ \u00a0]+(?:(?:an?|the|just|only|another|additional|further|total|whopping|age|of|all|as)[ \u00a0]+){0,3}"
    r"|("
    + _alternatives(_LISTS["signs"])
    + r")[ \u00a0]?|(?<![A-Za-z])("
    + _alternatives(_LISTS["prefixes"])
    + r")-)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[ \u00a0]?(" + _alternatives(_LISTS["after"]) + r")(?![A-Za-z0-9])", re.IGNORECASE)
_CHANGE = {word: sign for sign in ("up", "down") for word in _LISTS["change"][sign]}
_NEEDS_MEASURE = frozenset(_LISTS["change"]["needs_measure"])
_BETWEEN = frozenset(_LISTS["change"]["between"])
_LEVEL = re.compile(r"^(?:.*[ ])?(?:above|below|over|under|than)[ ]+the[ ]+(?!age)", re.IGNORECASE)
_WINDOW = 44
_DONE = re.compile(
    r"\b([a-z]+(?:ed|en|wn|ought)|held|spread|built|lost|met|made|paid|sold|sent|spent|read|won|done|shot)[ \u00a0]$"
)
_LASTING = frozenset(_LISTS["lasting"]["words"])
_LENGTH = re.compile(r"[A-Za-z\d-]+[ \u00a0](?:days|weeks|months|years|nights|weekends|decades)\b")
_SPEAKING = re.compile(
    r"\b(?:talk|talks|talked|talking|speak|speaks|spoke|speaking|think|thinks|thought|thinking|worry|worries|worried"
    r"|worrying|ask|asks|asked|asking|know|knows|knew|hear|hears|heard|complain|complains|complained|complaining|lie"
    r"|lies|lied|lying|boast|boasts|boasted|boasting|argue|argues|argued|arguing)[ \u00a0]$",
    re.IGNORECASE,
)


def comparator_before(text: str, start: int, vague: bool = False) -> Comparator | None:
    """Read the comparator that ends where the number (or its currency sign) begins.

    >>> comparator_before("more than 164", 10).edge
    'above'
    """
    window = text[max(0, start - _WINDOW) : start]
    found = _BEFORE.search(window)
    if found is None:
        return None
    if found[1] and _LEVEL.search(found[0]):  # "far above the 235,000 that were forecast"
        return None
    if found[1] and found[1].lower() == "about" and _SPEAKING.search(window[: found.start()]):
        return None  # "they talk about 80 marks"
    if found[1] and found[1].lower() == "over" and _is_course(text, window[: found.start()], start):
        return None  # "spread over three days": in the course of them
    if vague and found[1] and found[1].lower() in ("over", "above", "under", "below"):
        return None
    at = start - len(window) + found.start()
    if found[1]:
        key = re.sub(r"\s+", " ", found[1].lower())
        sign, edge = _LISTS["before"][key]
    elif found[2]:
        sign, edge = _LISTS["signs"][found[2]]
    else:
        sign, edge = _LISTS["prefixes"][found[3].lower()]
    return Comparator(sign, edge, at, start)


def _is_course(text: str, before: str, start: int) -> bool:
    """Say whether "over" before a length of time says in the course of what: something was done, and not lasted."""
    verb = _DONE.search(before)
    return verb is not None and verb[1].lower() not in _LASTING and _LENGTH.match(text, start) is not None


def comparator_after(text: str, end: int) -> Comparator | None:
    """Read "or more", "-odd", "+" after a number or its unit.

    >>> comparator_after("300 or so", 3).sign
    '~'
    """
    found = _AFTER.match(text, end)
    if found is None:
        return None
    sign, edge = _LISTS["after"][re.sub(r"\s+", " ", found[1].lower())]
    return Comparator(sign, edge, end, found.end())


def read_change(parsed: Parsed, first: int, measured: bool) -> str | None:
    """Return "up" or "down" if the amount at token `first` is what a verb of change adds or takes away."""
    tokens = parsed.tokens
    for i in range(first - 1, max(first - 7, -1), -1):
        token = tokens[i]
        if token.sent != tokens[first].sent:
            return None
        sign = _CHANGE.get(token.lower)
        if sign is not None and token.dep == "prt" and tokens[token.head].lower not in _CHANGE:
            return None
        if sign is not None and not (
            token.lower in ("up", "down") and i + 1 < len(tokens) and tokens[i + 1].lower in ("to", "from")
        ):
            if token.lower in _NEEDS_MEASURE and not measured:
                return None
            if token.pos in ("NOUN", "PROPN") and token.lower not in ("up", "down") and token.tag != "NNS":
                return None
            return sign
        if token.lower == "at" and tokens[i + 1].lower in ("least", "most"):
            continue
        if token.lower not in _BETWEEN:
            return _change_by(parsed, i) if tokens[i + 1].lower == "by" else None
        if token.lower == "of" and (
            i == 0
            or tokens[i - 1].lower not in ("excess", "upwards", "upward", "minimum", "maximum", "estimated", "north")
        ):
            return None
    return None


def _change_by(parsed: Parsed, at: int) -> str | None:
    """Read the verb over its object: "grow sales by 35 per cent"."""
    for i in range(at, max(at - 5, -1), -1):
        token = parsed.tokens[i]
        if token.sent != parsed.tokens[at].sent or token.pos not in (
            "NOUN",
            "PROPN",
            "ADJ",
            "DET",
            "PRON",
            "VERB",
            "PART",
        ):
            return None
        if token.pos == "VERB":
            return _CHANGE.get(token.lower)
    return None


def changing_words() -> frozenset[str]:
    """Return the words of change, up and down."""
    return frozenset(_CHANGE)


def bounds(value: float, edge: str, whole: bool) -> tuple[float | None, float | None]:
    """Return the closed range that a number with this edge allows; `whole` things step by one.

    >>> bounds(164, "above", True), bounds(8000, "near", True), bounds(60, "above", False)
    ((165, None), (None, 8000), (60, None))
    """
    step = 1 if whole and value == int(value) else 0
    if edge == "above":
        return value + step, None
    if edge in ("from", "just"):
        return value, None
    if edge == "below":
        return None, value - step
    if edge in ("upto", "near"):
        return None, value
    return (None, None) if edge == "about" else (value, value)
