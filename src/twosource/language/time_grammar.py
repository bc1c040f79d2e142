"""The grammar of time expressions: classed words come in, phrases with named parts go out.

A rule is written in class names of the vocabulary: `the? last unit` is "the last year". `name:` labels a part,
capitals stand for a piece of grammar used in several rules. Where two phrases overlap the longer one stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from twosource.language.time_words import TimeWord, class_string, vocabulary

PIECES = {
    # numbers and amounts
    "WORDED": "((cardinal|multiple) (hyphen? and? (cardinal|multiple)){0,7})",
    "NUM": "((small|number|year|WORDED) fraction?|fraction)",
    "HALF": "((and|hyphen and hyphen) (a|small|cardinal)? hyphen? half)",
    "COUNT": "(full? NUM HALF? ((to|or|dash|hyphen) NUM)? more?|a multiple (cardinal|multiple){0,4}|a HALF|a"
    "|a? another NUM?|a? few more?|a? couple (of|more)?|half (a|hyphen)|dozens of|a lengthy)",
    "UNIT": "(second|unit|units|quarter)",
    "APPROX": "(over|about|around|at least|no? more than|no? less than|just less than|up to|well over)",
    # pointers
    "REL": "(the? (last|latest|next|coming|past|previous|following|same|current)"
    "|this (same|past|coming|last|next|current)?|that same?)",
    "SHADE": "(early|late|earlier|later|sometime)",
    "YEARAGO": "(unit hyphen? (ago|earlier))",
    "RELYEAR": "((last|this|next|the? previous|the? following|that|the? same) unit)",
    # parts of what is named
    "EDGE": "((the|this|that)? (beginning|middle|end) of|the? (early|late|mid) hyphen? (to hyphen? (early|late|mid)"
    " hyphen?)?|the? (last|second|ordinal) half of|around|sometime in?)",
    "ORD": "(ordinal|second)",
    "YEAR": "(year|cardinal (cardinal|multiple) and? (hyphen? cardinal){0,2})",
    "DAYNUM": "(small|ordinal|second)",
}

# rule name -> pattern. Earlier rules win between phrases of one length.
# No repetition is without a bound: a line of a hundred thousand number words must not cost their square.
RULES = {
    # dates of the calendar
    "iso": "v:iso",
    "slash": "(weekday comma?)? v:slashdate",
    "month_day": "(w:weekday comma?)? EDGE? m:month dot? the? d:DAYNUM (comma? y:year)?",
    "day_month": "(w:weekday comma?)? the? d:DAYNUM of? m:month (dot? comma? y:year)?",
    "second_day": "m:month dot? DAYNUM (comma? and|or|to|hyphen|dash) d:small (comma? y:year)?",
    "weekday_day": "w:weekday comma? the d:ordinal",
    "month_year": "e:EDGE? m:month dot? (comma|of)? y:YEAR",
    "month_rel_year": "e:EDGE? m:month of? r:RELYEAR",
    "month": "(s:SHADE in?|e:EDGE)? r:REL? m:month dot?",
    "year": "e:EDGE? (p:other hyphen|the? full? (fiscal|calendar) unit?|the unit)? y:year",
    "spoken_year": "e:EDGE? f:(the? unit)? y:YEAR",
    "decade": "e:EDGE? the? v:decade",
    "century": "e:EDGE? the? n:ordinal hyphen? u:(unit|units)",
    "quarter": "(the|same|comparable|current){0,3} fiscal? hyphen? (y:year|g:YEARAGO)? fiscal? n:ORD x:hyphen? fiscal?"
    " h:(quarter|half) (of? the? fiscal? unit? y2:year|of? r:(REL fiscal? unit)|g2:(a unit (ago|earlier)))?",
    "quarter_code": "v:quarter_code (of? y:year)?",
    "rel_quarter": "r:(REL unit) possessive n:(ORD hyphen?)? h:(quarter|half)",
    "year_quarter": "the y:year h:(quarter|period)",
    "year_ago": "(the? comparable?)? g:YEARAGO n:(ORD? hyphen? (quarter|period|half))?",
    "quarter_ago": "the h:(quarter|period) g:(a unit (ago|earlier))",
    "period": "the? (latest|comparable) period r:(REL unit)?",
    "season": "(s:SHADE in?|e:EDGE)? (r:REL|the)? n:season (of? (y:YEAR|r2:RELYEAR))?",
    "holiday": "r:(last|next|this (past|coming)?)? v:holiday u:(unit|weekend)? (comma? y:year)?",
    # days and parts of days seen from the report
    "day_word": "((early|late|later|earlier) hyphen?|mid hyphen? q:part)?"
    " v:(present_day|yesterday|tomorrow|tonight) p:part?",
    "day_before": "the? u:unit x:(before|after) d:(yesterday|tomorrow)",
    "day_around": "(the|a)? u:unit x:(before|after) last? (w:weekday|h:holiday)",
    "unit_before": "the u:unit x:(before|after)",
    "part_before": "the p:part x:(before|after)",
    "nth_day": "(the|this|that)? n:ORD (straight|full)? u:unit of",
    "weekdays": "w:weekdays|x:weekday q:part",
    "weekday": "SHADE? hyphen? r:REL? w:weekday possessive? (SHADE? hyphen? p:part)?",
    "weekday_week": "w:weekday of? r:RELYEAR",
    "week_from": "c:COUNT u:UNIT x:(from|ago) w:weekday",
    "rel_part": "(SHADE|mid hyphen?)? r:REL p:part",
    "part": "(the|mid hyphen?) p:part",
    "overnight": "p:part",
    # weeks, months, years seen from the report
    "rel_unit": "(SHADE in?|e:EDGE)? r:REL (fiscal|calendar|full)? u:(unit|quarter|weekend) (or so)?",
    "the_unit": "(SHADE (in|on)|e:EDGE)? the (full|current)? fiscal? u:(unit|quarter|weekend)",
    "before_last": "the u:(unit|weekend) x:(before last|after next)",
    "week_of": "the u:unit of m:month dot? d:DAYNUM",
    "year_end": "(around|the)? u:unit possessive? hyphen? end",
    "ago": "APPROX? c:COUNT u:UNIT (or so)? x:(ago|earlier|later|hence|from vague|from present_day)",
    "units_ago": "u:units ago",
    "the_past": "in? the past",
    # lengths of time
    "rel_units": "(each of)? (about|around|at least)? (the|these|this|a)?"
    " r:(last|past|next|coming|previous|following|ordinal|latest|early|final) (c:COUNT|full)? hyphen?"
    " u:(units|UNIT) (or so)?",
    "one_day": "n:cardinal u:unit",
    "duration": "APPROX? c:COUNT hyphen? (more|full|fiscal|straight|lengthy)? u:UNIT b:HALF?"
    " (or so|or more|or (small|cardinal)|hyphen? long|hyphen? term)?",
    "age": "APPROX? c:COUNT hyphen u:(unit|units) hyphen old",
    "the_units": "the c:NUM u:units",
    "recent_units": "r:(recent|coming) u:units (and units)?",
    "bare_units": "u:units ((and|or) units)?",
    "long_unit": "u:(unit|units) hyphen long",
    # what comes back
    "set": "v:set",
    "each": "each single? c:(alternate|few|NUM)? u:(unit|units|quarter|weekend)",
    "each_name": "each (m:month|w:weekday p:part?|n:season)",
    "unit_rate": "c:(NUM|few) hyphen? u:UNIT a r:unit",
    "rate": "((once|NUM times) a|per) u:unit",
    # times of day
    "clock": "around? c:(clock ampm?|NUM ampm|NUM oclock|clock_word|(number|year)) z:(zone|local time)?"
    " (in the q:part)?",
    "clock_part": "c:NUM (in (the|this)|this|r:(yesterday|tomorrow)) q:part",
    "spoken_clock": "(around|about)? a? f:(cardinal (hyphen? cardinal)?|small|quarter|half) d:(past|to)"
    " h:(cardinal|small) (in the q:part)?",
    "vague": "v:vague",
    "current": "v:current",
    "vague_length": "v:vague_length",
}


class Phrase(NamedTuple):
    """A phrase found: its rule, its words, and its named parts as word positions."""

    rule: str
    first: int
    after: int
    parts: dict[str, tuple[int, int]]


def find_phrases(words: list[TimeWord]) -> list[Phrase]:
    """Return every phrase that a rule finds, overlapping ones too, longest first at each place."""
    line = class_string(words)
    found: list[tuple[int, int, int, Phrase]] = []
    for order, (rule, pattern) in enumerate(_compiled().items()):
        for m in pattern.finditer(line):
            parts = {name: m.span(name) for name in pattern.groupindex if m.start(name) >= 0}
            found.append((m.start() - m.end(), order, m.start(), Phrase(rule, m.start(), m.end(), parts)))
    found.sort(key=lambda row: row[:3])
    return [row[3] for row in found]


@cache
def _compiled() -> dict[str, re.Pattern[str]]:
    return {rule: re.compile(_translated(pattern)) for rule, pattern in RULES.items()}


def _translated(pattern: str) -> str:
    """Turn class names into their characters, pieces into their grammar, spaces into nothing."""
    letters = vocabulary().letters

    def piece(m: re.Match[str]) -> str:
        label, name, bracket = m.group(1), m.group(2), m.group(3)
        opening = f"(?P<{label}>" if label else "(?:"
        if bracket:
            return opening
        body = _translated(PIECES[name]) if name.isupper() else letters.get(name, "(?!)")
        return f"{opening}{body})" if label or name.isupper() else body

    return re.sub(r"(?:(\w+):)?(?:([A-Za-z_]+)|(\())", piece, pattern.replace(" ", "\x00")).replace("\x00", "")
