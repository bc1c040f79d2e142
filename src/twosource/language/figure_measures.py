"""Numbers with what stands beside them: a parsed text comes in, drafts with unit or counted noun go out.

A number with a unit is read here, a share ("a third of those") as well; a number that counts a noun is read by
figure_counts. What only labels something (figure_labels) is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from twosource.language.figure_comparators import comparator_before
from twosource.language.figure_counts import read_count
from twosource.language.figure_drafts import Draft, plain_draft, token_at
from twosource.language.figure_labels import is_name, is_score, label_end
from twosource.language.figure_nouns import read_noun
from twosource.language.figure_numerals import Numeral, find_numerals
from twosource.language.figure_units import Unit, per_unit, unit_after, unit_before
from twosource.language.parser import Parsed, Token
from twosource.lexicon import load

_LINK = re.compile(r"[ \u00a0]?(?:[-–—]|-?[ ]?(?:to|and|or))[ \u00a0]?-?", re.IGNORECASE)
_LENGTH_WORDS = frozenset(load("figure_units")["lengths"]["words"])
_SHARE = re.compile(r"\b(?:in|out of|of every|in every)\b", re.IGNORECASE)
_HYPHENATED = frozenset(load("figure_labels")["hyphenated"]["words"])
_IN_SPAN = ("duration", "money", "age")
_ONE_AND = re.compile(r"(?<![A-Za-z])(an?)[ \u00a0][a-z]+[ \u00a0]and[ \u00a0]$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|up|down)[ \u00a0]$", re.IGNORECASE)
_OF = re.compile(r"[ \u00a0]of[ \u00a0]")


def read_drafts(parsed: Parsed) -> Iterator[Draft]:
    """Yield a draft for each number that may be a figure, in the order of the text."""
    starts = [token.start for token in parsed.tokens]
    skip = 0
    for numeral in find_numerals(parsed.text):
        if numeral.start < skip:
            continue
        label = label_end(parsed.text, numeral) or is_score(parsed.text, numeral)
        if label is not None:
            skip = label
            continue
        draft = _measured(parsed, starts, numeral)
        if draft is not None:
            skip = draft.until
            yield draft


def _measured(parsed: Parsed, starts: list[int], numeral: Numeral) -> Draft | None:
    """Give the numeral its unit, or its counted noun, or return None where it is no figure."""
    text = parsed.text
    if not parsed.tokens:
        return None
    money = unit_before(text, numeral.start)
    if numeral.kind == "fraction" and money is None:
        return _fraction(parsed, starts, numeral)
    if numeral.glued == "T" and money is None:
        return None
    numeral = _settle_scale(text, numeral, money)
    unit = money or unit_after(text, numeral.end)
    if money is None and not _whole_word(text, numeral, unit):
        hanging = _LINK.match(text, numeral.end) and numeral.kind != "vague"
        first = token_at(starts, numeral.start)
        return replace(plain_draft(numeral, first, first), tentative=True) if hanging else None
    first, last = token_at(starts, numeral.start), token_at(starts, numeral.end - 1)
    if unit is None and (of := _OF.match(text, numeral.end)) and not numeral.lone:
        unit = unit_after(text, of.end() - 1)
    if unit is None:
        return read_count(parsed, numeral, first, last)
    if _idle_unit(parsed, numeral, unit, first):
        return None
    return _with_unit(parsed, starts, numeral, unit, first, last)


def _settle_scale(text: str, numeral: Numeral, money: Unit | None) -> Numeral:
    """Decide whether "m" after digits is a million or metres: "1.2m people", "the 100m sprint"."""
    if numeral.glued != "m" or money is not None or not isinstance(numeral.value, float):
        return numeral
    following = re.match(r"[ \u00a0]([a-z]+)", text[numeral.end : numeral.end + 24])
    word = following[1] if following else ""
    plural = (len(word) > 3 and word.endswith("s")) or word in ("people", "men", "women", "children", "of")
    if unit_after(text, numeral.end) or (plural and word != "hurdles"):
        return numeral
    value = numeral.value / 1e6
    if word in _LENGTH_WORDS or (
        value == int(value)
        and 2 <= value <= 10000
        and text[numeral.end : numeral.end + 1] != "-"
        and word not in ("new", "more", "in", "for")
    ):
        return numeral._replace(end=numeral.end - 1, value=value, low=value, high=value, scale=1.0, glued="")
    return numeral


def _whole_word(text: str, numeral: Numeral, unit: Unit | None) -> bool:
    """Say whether the number ends where a word ends: not in "5G", "3D", "7-Eleven" or "two-way"."""
    following = text[numeral.end : numeral.end + 1]
    if unit is not None:
        return True
    if following.isalpha() or following == "_":
        return False
    if following == "-" and (word := re.match(r"-([A-Za-z]+)", text[numeral.end : numeral.end + 24])):
        return word[1] in _HYPHENATED or word[1] in ("plus", "odd", "to")
    return True


def _idle_unit(parsed: Parsed, numeral: Numeral, unit: Unit, first: int) -> bool:
    """Say whether "one day", "one point", "No. 10 pounds" name no quantity."""
    if unit.family == "money":
        return False
    if (
        parsed.text[unit.start].isupper()
        and parsed.text[numeral.start - 1 : numeral.start] in tuple("\"“‘'")
        and parsed.text[unit.start : unit.end].istitle()
    ):
        return unit.family == "duration"  # "60 Minutes"
    if numeral.lone and numeral.end < unit.start and unit.name in ("time", "day", "point"):
        return not (
            first and parsed.tokens[first - 1].lower in ("than", "only", "just", "least", "for", "in", "within", "by")
        )
    token = parsed.tokens[first]
    return is_name(parsed, numeral, token, True) and not numeral.lone and token.text[:1].isdigit() is False


def _with_unit(parsed: Parsed, starts: list[int], numeral: Numeral, unit: Unit, first: int, last: int) -> Draft:
    text, name, family, end = parsed.text, unit.name, unit.family, max(unit.end, numeral.end)
    if unit.family == "money":
        tail = re.compile(r"[ \u00a0](?:U\.S\.|US|CDN)(?![A-Za-z])").match(text, end)
        until = tail.end() if tail else end
        if unit.start < numeral.start and (dollars := unit_after(text, numeral.end)) and dollars.family == "money":
            until = end = dollars.end
    else:
        until = end
    if per := per_unit(text, until):
        name, until = f"{name}/{per[0]}", per[1]
    if family == "duration" and re.search(
        r"\bage of (?:about |around )?$", text[max(0, numeral.start - 16) : numeral.start]
    ):
        name = f"{name} of age"
    if name in ("year of age", "month of age", "day of age"):
        family = "age"
    factor = unit.factor
    value = numeral.value if isinstance(numeral.value, tuple) else numeral.value * factor
    if isinstance(value, tuple):
        value = (value[0] * factor, value[1] * factor)
    low = None if numeral.low is None else numeral.low * factor
    high = None if numeral.high is None else numeral.high * factor
    stands_out = family in _IN_SPAN or name == "%"
    span_end = end if stands_out else numeral.end
    span_start = min(numeral.start, unit.start)
    noun = None
    if name == "%" or family == "measure":  # "60% of voters", "3,000 tonnes of grain"
        after = token_at(starts, until - 1) + 1
        noun = (
            read_noun(parsed, after, of=True)
            if after < len(parsed.tokens) and parsed.tokens[after].lower == "of"
            else None
        )
    return Draft(
        numeral,
        span_start,
        span_end,
        until,
        first,
        token_at(starts, until - 1),
        value,
        low,
        high,
        name,
        family,
        noun=noun,
    )


def _unit_and_a_half(text: str, numeral: Numeral) -> tuple[int, Unit] | None:
    """Read "an hour" before "and a half": where it begins, and its unit."""
    found = _ONE_AND.search(text[max(0, numeral.start - 24) : numeral.start])
    if found is None or not text[numeral.start : numeral.end].lower().startswith("a "):
        return None
    start = numeral.start - len(found[0])
    unit = unit_after(text, start + len(found[1]))
    return (start, unit) if unit is not None and unit.family in ("duration", "measure") else None


def _is_change_by(text: str, numeral: Numeral, following: Token) -> bool:
    """Say whether a share stands alone behind its measure: "fell by about a third", "made up nearly a quarter"."""
    led = text[numeral.start : numeral.end].lower().startswith("a ")
    if (
        not led
        or text[numeral.end : numeral.end + 1] == "-"
        or following.pos in ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
    ):
        return False
    compared = comparator_before(text, numeral.start)
    return compared is not None or _BY.search(text[max(0, numeral.start - 6) : numeral.start]) is not None


def _fraction(parsed: Parsed, starts: list[int], numeral: Numeral) -> Draft | None:
    """Read "a third of those", "a quarter-century", "half an hour", "one in five children"."""
    text = parsed.text
    first, last = token_at(starts, numeral.start), token_at(starts, numeral.end - 1)
    glued = re.compile(
        r"[ \u00a0-](?:of[ ])?(?:(?:an?|the)[ ])?(?:(?:US|UK|British|imperial)[ ])?", re.IGNORECASE
    ).match(text, numeral.end)
    unit = unit_after(text, glued.end()) if glued else unit_after(text, numeral.end)
    assert not isinstance(numeral.value, tuple)
    share = _SHARE.search(text[numeral.start : numeral.end]) is not None
    if unit is not None and not share and unit.name != "%" and (glued is None or unit.start == glued.end()):
        value = numeral.value * unit.factor
        span_end = unit.end if unit.family in _IN_SPAN else numeral.end
        return Draft(
            numeral,
            numeral.start,
            span_end,
            unit.end,
            first,
            token_at(starts, unit.end - 1),
            value,
            value,
            value,
            unit.name,
            unit.family,
        )
    if hour := _unit_and_a_half(text, numeral):
        start, unit = hour
        value = (1 + numeral.value) * unit.factor
        return replace(
            plain_draft(numeral, token_at(starts, start), last, unit.name, unit.family),
            start=start, value=value, low=value, high=value,
        )  # fmt: skip
    following = parsed.tokens[last + 1] if last + 1 < len(parsed.tokens) else None
    printed = text[numeral.start : numeral.end].lower()
    if following is None:
        return None
    if (
        following.lower == "of"
        or _is_change_by(text, numeral, following)
        or (following.pos == "DET" and printed.endswith("half"))
        or share
        or not printed[-1].isalpha()
    ):
        noun = read_noun(parsed, last + 1, of=True)
        return Draft(
            numeral,
            numeral.start,
            numeral.end,
            numeral.end,
            first,
            last,
            numeral.value,
            numeral.value,
            numeral.value,
            "fraction",
            "share",
            noun=noun,
        )
    return None
