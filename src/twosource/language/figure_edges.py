"""What opens, blurs or moves a number, and what it takes over from the number before it: drafts in, drafts out."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.language.figure_comparators import Comparator, bounds, comparator_after, comparator_before, read_change
from twosource.language.figure_drafts import Draft, reach
from twosource.language.parser import Parsed

_AMONG = re.compile(r"\bamong(?:st)? (?:the |those |its |their )?$")


def read_comparator(parsed: Parsed, draft: Draft) -> Draft:
    """Read the comparator before or after, widen the span to it, and open the range."""
    text = parsed.text
    before = comparator_before(text, draft.start, draft.numeral.kind == "vague")
    after = comparator_after(text, draft.end) or comparator_after(text, draft.until)
    found = before or after
    whole = draft.family in ("", "people")
    if found is None:
        return draft
    start, end = (found.start, draft.end) if before else (draft.start, max(draft.end, found.end))
    if before and text[start : start + 1] in " \u00a0":
        start += 1
    if isinstance(draft.value, tuple):
        low, high = draft.low, draft.high
        if draft.numeral.kind != "vague":
            low, high = (
                (low, None)
                if found.edge in ("above", "from", "just")
                else (None, high)
                if found.edge in ("below", "upto", "near")
                else (low, high)
            )
            if found.edge == "about":
                low = high = None
    else:
        low, high = bounds(draft.value, found.edge, whole)
    until = max(draft.until, found.end) if not before else draft.until
    return replace(draft, start=start, end=end, until=until, low=low, high=high, comparator=found, sign=found.sign)


def hand_on(parsed: Parsed, drafts: list[Draft]) -> list[Draft]:
    """Hand on a unit ("435 homes … and 187 by tender"), a comparator into brackets, a change over "or"."""
    done: list[Draft] = []
    for draft in drafts:
        previous = done[-1] if done else None
        sign = draft.sign
        first = _first_token(parsed, draft)
        if (sign in ("=", "~") or draft.comparator is None) and (change := _change(parsed, draft, first)):
            sign = change
        near = previous is not None and parsed.tokens[previous.first].sent == parsed.tokens[draft.first].sent
        if near and previous is not None:
            between = parsed.text[reach(parsed, previous) : draft.start]
            if (
                sign == "="
                and previous.sign in ("up", "down")
                and re.fullmatch(r",?[ ](?:or|and)[ ](?:by[ ])?", between)
                and "or" in between
            ):
                sign = previous.sign
            if draft.comparator is None and previous.comparator is not None and _converted(previous, draft, between):
                draft = _same_edge(draft, previous.comparator)
                sign = draft.sign
            if (
                not draft.unit
                and draft.noun is None
                and not draft.family
                and previous.unit != "%"
                and not _of_others(parsed, draft)
                and _similar(parsed, previous, draft)
            ):
                draft = replace(draft, unit=previous.unit, family=previous.family, noun=previous.noun)
        done.append(replace(draft, sign=sign))
    return done


def _of_others(parsed: Parsed, draft: Draft) -> bool:
    """Say whether a number counts others: "took in 38 *of the* burned", "two nurses were *among the* 14 injured"."""
    if _AMONG.search(parsed.text[max(0, draft.start - 18) : draft.start]):
        return True
    return re.match(r"[ ]of[ ](?:the|those|these)[ ]", parsed.text[draft.until : draft.until + 10]) is not None


def _first_token(parsed: Parsed, draft: Draft) -> int:
    first = draft.first
    while first and parsed.tokens[first].start > draft.start:
        first -= 1
    return first


def _change(parsed: Parsed, draft: Draft, first: int) -> str | None:
    printed = parsed.text[max(0, draft.numeral.start - 1) : draft.numeral.start]
    if printed == "+" and draft.unit:
        return "up"
    if not isinstance(draft.value, tuple) and draft.value < 0 and draft.unit == "%":
        return "down"
    if (isinstance(draft.value, tuple) and draft.numeral.kind != "vague") or draft.family == "age":
        return None
    return read_change(
        parsed,
        first,
        draft.unit.split("/")[0] in ("%", "point", "basis point", "percentage point")
        or draft.family in ("money", "coin"),
    )


def _converted(previous: Draft, draft: Draft, between: str) -> bool:
    """Say whether the second quantity is the first in another unit: "100 kilometres (60 miles)"."""
    alike = previous.family == draft.family == "money" or (
        previous.family == draft.family == "measure" and "%" not in (previous.unit, draft.unit)
    )
    return alike and re.fullmatch(r"[ ]?(?:[(/]|,? or)[ ]?", between) is not None


def _same_edge(draft: Draft, comparator: Comparator) -> Draft:
    if isinstance(draft.value, tuple):
        return draft
    low, high = bounds(draft.value, comparator.edge, False)
    return replace(draft, low=low, high=high, sign=comparator.sign, comparator=comparator)


def _similar(parsed: Parsed, a: Draft, b: Draft) -> bool:
    """Say whether a bare number may count what the one before it counts: alike in size, or the new level in points."""
    if a.unit == "point" and re.search(r"[,.]\d", parsed.text[b.numeral.start : b.numeral.end]):
        return True
    x = max(a.value) if isinstance(a.value, tuple) else a.value
    y = max(b.value) if isinstance(b.value, tuple) else b.value
    return x > 0 and y > 0 and 0.1 <= x / y <= 10 and b.numeral.scale == a.numeral.scale
