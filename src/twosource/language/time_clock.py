"""Readers of times of day: "10:35 a.m.", "noon", "4 in the morning", "twenty past ten"."""

from __future__ import annotations

import re

from twosource.language.time_direction import direction_at
from twosource.language.time_values import clock_value, number_of
from twosource.language.time_view import Fields, View, words_before

_MIDNIGHT = "T24:00"
_DAYBREAK = "T08:00"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
# "Late on Monday and", "on Monday night and then": what follows came after it, unless "had" puts it before.
_EVENING = re.compile(
    rf"\b(?:late (?:on )?{_DAY}|{_DAY} (?:evening|night))(?! and {_DAY})\b[^.;:–—“”\"()]{{0,40}}?\b(?:and|then)\b"
    rf"(?:(?!\bhad\b|{_DAY}|\bday\b|\bbefore\b|\btoday\b)[^.;:–—“”\"()])*$",
    re.IGNORECASE,
)
# "Was still dark at midnight": what goes on when the report is written.
_STILL = re.compile(r"\bstill\b[^.;:]{0,40}$")


def clock(v: View) -> Fields | None:
    """Read "10:35 a.m.", "noon", "5 o'clock in the evening"; 12:30 alone only where a preposition asks for a time."""
    words = v.part("c")
    value = clock_value(words, v.key("q"))
    if value is None or (words[0].kind in ("number", "year") and len(words) == 1 and "zone" not in v.kinds("z")):
        return None
    if words[0].kind == "clock_word" and (v.in_a_name(words[0]) or _is_figurative(v)):
        return None
    if [w.kind for w in words] == ["clock"] and len(v.all()) == 1 and v.before() not in words_before("clock"):
        return None
    fields: Fields = {"kind": "shift", "unit": "day", "amount": 0, "anchor": "text", "type": "TIME", "clock": value}
    token = v.token(words[0].start)
    if token is None or direction_at(v.parsed, token.i) != "past":
        return fields
    if value < _DAYBREAK and _follows_an_evening(v.text, v.phrase_start()):
        return fields | {"amount": 1, "direction": "past"}
    if value == _MIDNIGHT:
        fields["direction"] = "past"
        if _STILL.search(v.text, max(0, v.phrase_start() - 60), v.phrase_start()) and not _names_a_day(v):
            fields["anchor"] = "report"  # the night just gone, whatever day another paragraph named
    return fields


def _names_a_day(v: View) -> bool:
    """Say whether a passage names a day of the week or of a month."""
    return any(word.kind in ("weekday", "month") for word in v.words)


def _follows_an_evening(text: str, at: int) -> bool:
    """Say whether an hour of the night goes on from an evening that its sentence names: it is of the next day.

    >>> _follows_an_evening("Talks failed late on Monday and the strike began at 4 a.m.", 52)
    True
    """
    return _EVENING.search(text[max(0, at - 140) : at]) is not None


def _is_figurative(v: View) -> bool:
    """Say whether "high noon" is no time of day: the film, or a reckoning that comes."""
    return v.before() == "high" and (v.phrase.first < 2 or v.written(v.words[v.phrase.first - 2]) != "at")


def clock_part(v: View) -> Fields | None:
    """Read "4 in the morning" and, behind "at" or "by", "four this morning": "held four this morning" counts men."""
    value = clock_value(v.part("c"), v.key("q"))
    if value is None or v.next_kinds()[0] == "possessive":
        return None
    fields: Fields = {"kind": "shift", "unit": "day", "amount": 0, "type": "TIME", "clock": value}
    if "in" in v.kinds():
        return fields | {"anchor": "text"}
    number = number_of(v.part("c"))
    if v.before() not in _BEFORE_AN_HOUR or not number or number > 12:
        return None
    return fields | {"amount": {"yesterday": -1, "tomorrow": 1}.get(v.key("r"), 0), "anchor": "report"}


_BEFORE_AN_HOUR = frozenset({"at", "by", "until", "around", "about", "before", "after", "from", "since"})


def spoken_clock(v: View) -> Fields | None:
    """Read "twenty past ten", "a quarter to seven", "half past nine"; not the range of "ten to twelve boats"."""
    hour, first = number_of(v.part("h")), v.part("f")
    minutes = {"quarter": 15, "half": 30}.get(first[0].kind) or number_of(first)
    past = "past" in v.kinds("d")
    if not hour or hour > 12 or not minutes or minutes > 30 or (first[0].kind == "small" and not past):
        return None
    if not past and (minutes == 30 or v.next_kinds()[0] in ("other", "unit", "units", "multiple", "hyphen")):
        return None
    if not past and minutes != 15 and v.before() not in _BEFORE_AN_HOUR:
        return None
    hour += 12 if v.key("q") in ("AF", "EV", "NI") and hour < 12 else 0
    hour, minutes = (hour, minutes) if past else ((hour or 24) - 1, 60 - minutes)
    value = f"T{hour:02d}:{minutes:02d}"
    return {"kind": "shift", "unit": "day", "amount": 0, "anchor": "text", "type": "TIME", "clock": value}
