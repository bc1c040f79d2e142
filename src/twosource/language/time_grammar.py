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
    "NUM": "((small|number|year|cardinal (hyphen? and? cardinal)*) fraction?|fraction)",
    "HALF": "((and|hyphen and hyphen) (a|small|cardinal)? hyphen? half)",
    "COUNT": "(a? full? NUM HALF? (((to|or|dash|hyphen) NUM)|dash NUM)? more?|(a|another) NUM?|a few|few|a? couple of?"
    "|a? couple more|more few|half (a|hyphen)|dozens of|another few|a lengthy)",
    "UNIT": "(second|unit|units|quarter)",
    "APPROX": "((just|about)? over|just? about|at least|no? more than|no? less than|just? less than|up to|just|within"
    "|just? under|a? little (more|less) than|well over)",
    # pointers
    "REL": "(the? (last|latest|next|coming|past|previous|following|same|current)|(this|that) (same|past|coming|last"
    "|next|current)?)",
    "SHADE": "(early|late|earlier|later|sometime)",
    "EDGE": "((the|this|that) (beginning|middle|end) of|(the? (early|late|mid)|beginning|end) hyphen? (to hyphen? (early|late|mid) hyphen?)?"
    "|the? (last|second|ordinal) half of|around|sometime in? )",
    "ORD": "(ordinal|second)",
    "YEAR": "(year|cardinal cardinal (hyphen? cardinal)?|cardinal cardinal and? cardinal (hyphen? cardinal)?)",
    "DAYNUM": "(small|ordinal|second)",
}

# rule name -> pattern. Earlier rules win between phrases of one length.
RULES = {
    "iso": "v:iso",
    "slash": "(weekday comma?)? v:slashdate",
    "month_day": "(w:weekday comma?)? EDGE? m:month dot? the? d:DAYNUM (comma? y:year)?",
    "day_month": "(w:weekday comma?)? the? d:DAYNUM of? m:month (dot? comma? y:year)?",
    "weekday_day": "w:weekday comma? the d:ordinal",
    "month_year": "e:EDGE? m:month dot? (comma|of)? y:YEAR",
    "month_rel_year": "e:EDGE? m:month (of)? r:((last|this|next|the? previous|the? following|that|the? same) unit)",
    "month": "(s:SHADE in?|e:EDGE)? (r:REL|p:(last|next|this))? m:month dot?",
    "each_month": "each (m:month|w:weekday part?)",
    "year": "e:EDGE? (the? full? (fiscal|calendar) unit?|the unit|the)? y:year",
    "spoken_year": "e:EDGE? (the? unit)? y:YEAR",
    "decade": "e:EDGE? the? v:decade",
    "century": "e:EDGE? the? n:ordinal hyphen? u:unit",
    "quarter": "(the|its|this|that)? (comparable|same|current)? fiscal? hyphen? (y:year|g:YEARAGO)? fiscal? n:ORD hyphen? fiscal? h:(quarter|half)"
    " (of? the? fiscal? unit? y2:year|of? r:(REL fiscal? unit)|g2:(a unit (ago|earlier)))?",
    "quarter_code": "v:quarter_code (of? y:year)?",
    "rel_quarter": "r:(REL unit) possessive (n:ORD hyphen?)? h:(quarter|half)",
    "year_quarter": "the y:year h:(quarter|period)",
    "year_ago": "(the? comparable?)? g:YEARAGO (n:ORD? hyphen? (quarter|period|half))?",
    "period": "the? (latest|comparable) period r:(REL unit)?",
    "season": "(s:SHADE in?|e:EDGE)? (r:REL|the)? n:season (of? (y:YEAR|r2:(REL unit)))?",
    "holiday": "(r:(last|next|this|this past|this coming))? v:holiday (comma? y:year)?",
    "day_word": "((early|late|later|earlier|mid hyphen? part) hyphen?)? v:(present_day|yesterday|tomorrow|tonight) p:part?",
    "day_before": "the? v:unit x:(before|after) d:(yesterday|tomorrow)",
    "rel_unit": "(SHADE in?|e:EDGE)? r:REL (fiscal|calendar|full)? u:(unit|quarter|weekend)",
    "the_unit": "(SHADE (in|on)|e:EDGE)? the (full|current)? fiscal? u:(unit|quarter|weekend)",
    "year_end": "(around|the)? u:unit possessive? hyphen? end",
    "rel_part": "(SHADE|mid hyphen?)? r:REL p:part",
    "part": "(the|mid hyphen) p:part",
    "overnight": "p:part",
    "weekday": "(SHADE)? hyphen? (r:REL)? w:weekday possessive? (SHADE? hyphen? p:part)?",
    "week_of": "the u:unit of m:month dot? d:DAYNUM",
    "week_from": "(c:COUNT u:UNIT) x:(from|ago) w:weekday",
    "weekdays": "w:weekdays|x:weekday q:part",
    "ago": "APPROX? c:COUNT u:UNIT (or so)? x:(ago|earlier|later|before|hence|from vague|from present_day)",
    "rel_units": "(each of)? APPROX? (the|these|this|a)? r:(last|past|next|coming|previous|following|ordinal|latest|early|final) (c:COUNT|full)? hyphen? u:(units|UNIT) (or so)?",
    "duration": "APPROX? c:COUNT hyphen? (more|full|fiscal|straight|lengthy)? u:UNIT b:HALF? (or so|or more|hyphen long|hyphen? term)?",
    "days_ago": "u:units ago",
    "the_units": "the c:NUM u:units",
    "recent_units": "r:(recent|coming) u:units",
    "bare_units": "u:units",
    "long_unit": "u:(unit|units) hyphen long",
    "set": "v:set",
    "each": "each c:(other|NUM)? u:(unit|units|quarter|weekend)",
    "rate": "((once|NUM times) a|per) u:unit",
    "clock": "((at|around|about|over) )? c:(clock ampm? |NUM ampm|NUM oclock|clock_word) (zone|local time)? (in the q:part)?",
    "clock_part": "c:NUM in (the|this) q:part",
    "vague": "v:vague",
}
PIECES["YEARAGO"] = "(unit hyphen? (ago|earlier))"


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
