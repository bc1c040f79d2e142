"""Times: a parsed passage comes in, time mentions go out; mentions and a report's date give TIMEX3 values.

Two steps, because a passage is read once and the reports that run it have different dates. `find_times` needs no
date: it finds the expressions and says in which direction from the report they lie. `resolve_times` (from
`time_resolve`) gives them values. Spans and values follow TIMEX3 as TimeBank and TempEval-3 annotate it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from operator import attrgetter

from twosource.language.parser import Parsed
from twosource.language.time_calendar import safe_date
from twosource.language.time_compared import is_compared
from twosource.language.time_direction import direction_at
from twosource.language.time_grammar import Phrase, find_phrases
from twosource.language.time_mention import TimeMention
from twosource.language.time_reading import read_phrase
from twosource.language.time_resolve import resolve_times
from twosource.language.time_words import TimeWord, time_words
from twosource.model import Time

__all__ = ["TimeMention", "event_day", "find_times", "resolve_times"]


def find_times(parsed: Parsed) -> list[TimeMention]:
    """Return the times that a passage mentions, in order, none overlapping another."""
    text = parsed.text
    words = time_words(text)
    taken = bytearray(len(words))
    found: list[TimeMention] = []
    for phrase in find_phrases(words):
        if taken[phrase.after - 1] or (any(taken[phrase.first : phrase.after]) and phrase.rule != "second_day"):
            continue
        mention = read_phrase(parsed, words, phrase)
        if mention is None:
            continue
        for at in range(phrase.first, phrase.after):
            taken[at] |= words[at].start >= mention.start
        mention = _directed(mention, parsed, words, phrase)
        compared = mention.kind != "fixed" and is_compared(text, mention.start, mention.end)
        # What something is compared with is known: it lies behind the report.
        found.append(replace(mention, bound=True, direction="past") if compared else mention)
    found.sort(key=lambda m: m.start)
    return _joined(found, text)


def _directed(mention: TimeMention, parsed: Parsed, words: list[TimeWord], phrase: Phrase) -> TimeMention:
    """Add the direction that the verb gives, where the expression itself gives none."""
    cue = mention.direction
    if mention.is_hour and mention.anchor == "text" and cue is None:
        at = max(0, bisect_right(parsed.tokens, mention.start, key=_start_of) - 1)
        return replace(mention, direction="past") if direction_at(parsed, at) == "past" else mention
    if mention.kind != "calendar" or mention.year or mention.amount is not None or cue in ("past", "future"):
        return replace(mention, direction=None) if cue in ("ahead", "by", "decreed") else mention
    if cue == "near":
        return mention
    if "r" in phrase.parts and mention.strict != "this":
        return mention
    word = words[phrase.parts.get("w", phrase.parts.get("m", (phrase.first, 0)))[0]]
    at = bisect_right(parsed.tokens, word.start, key=_start_of) - 1
    if at < 0:
        return replace(mention, direction=None)
    direction = direction_at(parsed, at, cue, _owns(parsed, mention), mention.weekday is not None)
    return replace(mention, direction=direction, aside=_aside(parsed, mention, at))


def _aside(parsed: Parsed, mention: TimeMention, at: int) -> int | None:
    """Return where the sentence ends in which a day of a month stands only to tell one thing from another."""
    token = parsed.tokens[at]
    above = parsed.tokens[token.head]
    if not (mention.day and mention.month) or above.dep != "prep":
        return None
    verb = parsed.tokens[above.head]
    if verb.dep not in ("acl", "relcl") or verb.pos != "VERB":
        return None
    return parsed.tokens[parsed.sents[verb.sent][1] - 1].end


_start_of = attrgetter("start")


def _owns(parsed: Parsed, mention: TimeMention) -> bool:
    """Say whether the time is a possessive: "Wednesday's ruling"."""
    return parsed.text[mention.end : mention.end + 2] in ("'s", "’s")


_BETWEEN = re.compile(r"\s*(?:,\s*)?(?:on\s+)?")


def _joined(mentions: list[TimeMention], text: str) -> list[TimeMention]:
    """Join a time of day to the date that follows it: "9 a.m. Tuesday", "ten past seven on Tuesday evening"."""
    found: list[TimeMention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if (
            before is not None
            and before.clock
            and before.rule == "clock"
            and mention.type == "DATE"
            and (mention.day or mention.weekday or mention.unit == "day")
            and _BETWEEN.fullmatch(text, before.end, mention.start)
        ):
            found[-1] = replace(mention, start=before.start, type="TIME", clock=before.clock)
        elif (
            before is not None
            and before.rule == "spoken_clock"
            and mention.type == "TIME"
            and mention.part
            and _BETWEEN.fullmatch(text, before.end, mention.start)
        ):
            hour = int((before.clock or "T00")[1:3])
            hour += 12 if mention.part in ("AF", "EV", "NI") and hour < 12 else 0
            found[-1] = replace(mention, start=before.start, part=None, clock=f"T{hour:02d}{(before.clock or '')[3:]}")
        else:
            found.append(mention)
    return found


def event_day(time: Time) -> tuple[str, str] | None:
    """Return the first day of a time and how exact it is (day, week, month or year), None if it is no date.

    A quarter, a half year and a season are no exact month, so they count as their year.

    >>> from twosource.model import Span
    >>> event_day(Time("r", Span(0, 9), "DATE", "2022-W01"))
    ('2022-01-03', 'week')
    """
    value = time.value
    if time.type not in ("DATE", "TIME"):
        return None
    m = re.match(r"(\d{4})-(\d\d)-(\d\d)(?:T|$)", value)
    if m:
        day = safe_date(int(m[1]), int(m[2]), int(m[3]))
        return (day.isoformat(), "day") if day else None
    m = re.match(r"(\d{4})-W(\d\d)", value)
    if m:
        try:
            return date.fromisocalendar(int(m[1]), int(m[2]), 1).isoformat(), "week"
        except ValueError:
            return None
    m = re.fullmatch(r"(\d{4})-(\d\d)", value)
    if m and 1 <= int(m[2]) <= 12:
        return f"{value}-01", "month"
    m = re.match(r"(\d{4})(?:-|$)", value)
    return (f"{m[1]}-01-01", "year") if m else None
