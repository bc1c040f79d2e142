"""The statements of a claim come in; the count that they turn on goes out, with what tells which count it is.

Its day, the reports that give it and where in them, whether it is of all or of some place.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations

from twosource.claims.armies import army_of
from twosource.claims.counted import noun_words
from twosource.claims.counts import middle
from twosource.claims.scope import (
    as_read,
    is_part,
    is_sum,
    may_count_attacker,
    of_a_ward,
    of_confirmed,
    of_one_house,
    of_other_event,
)
from twosource.claims.statements import TOLL_VERBS, Statement
from twosource.claims.toll_words import (
    are_asked_for,
    are_found,
    has_fallen,
    has_grown,
    is_included,
    met_at_first,
    named_where,
    names_place,
)
from twosource.lexicon import load
from twosource.model import Claim, Figure, Reading

DAYS_OF_WEEK = 7
# The count of the event that a report is about stands in its first 300 words or so, in characters; what stands further
# down is often of another day or place that the sentence does not name.
HEAD = 1800
# What a report is about stands in its first paragraphs, in characters.
LEAD = 700
# All cases of an outbreak are counted as suspected by one report and as infected by the next.
_WITH: dict[str, str] = load("figure_tolls")["with"]
# Desks that give two words for one another show it by giving both for one count.
_WITH_IF_SHOWN: dict[str, str] = load("figure_tolls")["with_if_shown"]
_MEN = noun_words("men")
_MET = frozenset(load("figure_tolls")["met"])
# "23 people across the country, *11 of them in Danne*": the place of a part.
_PART_IN = re.compile(
    r"[,(–—] ?(?:[\w,.’'-]+ ){1,4}?of (?:them|whom|these|those) (?:[\w’'-]+ ){0,3}?(?:in|at|near|from|around)"
    r" [^,.;:)]+",
    re.IGNORECASE,
)
# "Nine died at the mill in Orlow, *and 30 were being treated in Danne*": where the second count is from.
_NEXT_COUNT = re.compile(
    r"(?:,|;| and|, and|, while| while) (?:(?:another|some|about|around|at least|more than) )?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds)"
    r"(?: [a-z’'-]+)? (?:were|was|are|have|had|remain(?:ed)?|being) [^;]*",
    re.IGNORECASE,
)
# "Were still missing on Sunday night"; "went missing on Sunday" is of when it began.
_MISSING_THEN = re.compile(
    r"\b(?:was|were|remained) (?:still |also )?(?:missing|unaccounted for) (?:as of |by |at |on |late |early )*"
    r"(?:last night|yesterday|today|tonight|midnight|nightfall|[A-Z][a-z]+day\b)"
)


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of one kind of thing that a claim turns on.

    `when` is the ISO day it is as of, or None. `sums` says that the number is of things of two kinds, `ward` that it is
    of a county or the like, `house` that it is of one hospital's patients, `attacker` that a report tells of the
    attacker's death as well, `confirmed` that it is of the confirmed cases alone, `met` that it is of all whom a
    happening met, whoever is free since. `stands` gives the place of its first reading in each report, in characters.
    `army` is whose soldiers are counted, by name; `where` are the names of places in its sentence, known as such or
    not. `grown` says that it is told as one that has come to more, `fallen` to less, `later` that it is of the later
    part of its day,
    `included` that it is only named as a part of a new one.
    """

    claim: Claim
    statement: Statement
    figure: Figure
    when: str | None
    reports: frozenset[str]
    sums: bool = False
    ward: bool = False
    house: bool = False
    attacker: bool = False
    confirmed: bool = False
    met: bool = False
    grown: bool = False
    fallen: bool = False
    later: bool = False
    included: bool = False
    army: str = ""
    where: frozenset[str] = frozenset()
    stands: Mapping[str, int] = field(default_factory=dict)

    @property
    def counted(self) -> Figure:
        """The number as printed."""
        return self.statement.figure or self.figure

    @property
    def leads(self) -> bool:
        """Whether a report opens with it."""
        return any(at <= LEAD for at in self.stands.values())

    @property
    def ahead(self) -> bool:
        """Whether a report gives it at its head."""
        return any(at <= HEAD for at in self.stands.values())


def make_toll(
    claim: Claim, group: Sequence[Statement], published: Mapping[str, str | None], texts: Mapping[str, str]
) -> Toll | None:
    """Return the count of a claim, or None where it has none, or only parts of one or those of another event.

    `published` and `texts` give each report's ISO day, where it is known, and its text.
    """
    told = [s for s in group if s.figure is not None and s.figure.what and not s.background]
    confirmed = bool(told) and all(of_confirmed(s, texts.get(s.report, "")) for s in told)
    counted = [
        s
        for s in told
        if not ((is_part(s, texts.get(s.report, "")) and not confirmed) or of_other_event(s, texts.get(s.report, "")))
        and not are_found(s, texts.get(s.report, ""))
        and not are_asked_for(s, texts.get(s.report, ""))
    ]
    if not counted:
        return None
    # Whichever report comes first: the one that says of which place it counts is compared with the others.
    # Of those, whoever has the exact number; and of seven workers who are seven people, people. One report's bodies "in
    # the parish hall" are no parish's where another has the number of the whole.
    wards = [of_a_ward(s, texts.get(s.report, "")) for s in counted]
    ward = all(wards)
    whole = [s for s, part in zip(counted, wards, strict=True) if part == ward]
    first = min(whole, key=_tells_least_of_all)
    text = texts.get(first.report, "")
    first = replace(first, places=_places_of_all(first, text))
    house = of_one_house(first, text)
    reports = frozenset(s.report for s in group)
    sums = is_sum(first, text)
    attacker = any(may_count_attacker(texts.get(report, "")) for report in sorted(reports))
    stands: dict[str, int] = {}
    for s in counted:
        stands[s.report] = min(s.span.start, stands.get(s.report, s.span.start))
    when, figure = _when(counted, published), as_read(first, text)
    met = any(met_at_first(s, texts.get(s.report, "")) for s in counted)
    grown = any(has_grown(s, texts.get(s.report, "")) for s in counted)
    army = next((name for s in counted if (name := army_of(s, texts.get(s.report, "")))), "")
    toll = Toll(claim, first, figure, when, reports, sums, ward, house, attacker, confirmed, met, grown, stands=stands)
    included = all(is_included(s, texts.get(s.report, "")) for s in counted)
    fallen = any(has_fallen(s, texts.get(s.report, "")) for s in counted)
    return replace(toll, included=included, army=army, where=named_where(first, text), fallen=fallen)


def names_of_one_thing(groups: Sequence[Sequence[Statement]]) -> dict[str, str]:
    """Return by which one name the happenings go that a story does not tell apart: "detained" for "arrested"."""
    told = [{s.figure.what for s in group if s.figure is not None} for group in groups]
    shown = {one: other for one, other in _WITH_IF_SHOWN.items() if any({one, other} <= names for names in told)}
    return {**_WITH, **shown}


def calling_men_alike(tolls: Sequence[Toll], groups: Sequence[Sequence[Statement]]) -> list[Toll]:
    """Return the counts, "men" read as whatever else a story calls them: 12 miners here, "the 12 men" there.

    Where nothing shows it they stay men, who are not the women beside them.
    """
    told: dict[tuple[str | None, float], set[str]] = defaultdict(set)
    for figure in (s.figure for group in groups for s in group if s.figure is not None and s.figure.what):
        if figure.noun and middle(figure) > 1:
            told[figure.what, middle(figure)].add(figure.noun)
    alike = [nouns for nouns in told.values() if any(noun_words(noun) == _MEN for noun in nouns)]
    others = {words for nouns in alike for noun in nouns if (words := noun_words(noun)) not in (_MEN, frozenset())}
    if len(others) != 1 or not (name := next(noun for nouns in alike for noun in nouns if noun_words(noun) in others)):
        return list(tolls)
    return [replace(t, figure=replace(t.figure, noun=name)) if noun_words(t.figure.noun) == _MEN else t for t in tolls]


def scenes_of(groups: Sequence[Sequence[Statement]]) -> dict[str, set[str]]:
    """Return what each report names at its head: places, people, bodies."""
    scenes: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for s in group:
            if s.span.start <= HEAD:
                scenes[s.report] |= s.about
    return scenes


def named_together(groups: Sequence[Sequence[Statement]]) -> frozenset[frozenset[str]]:
    """Return the pairs of places that stand in one sentence: a town and its country, mostly."""
    sentences = {s.places for group in groups for s in group if len(s.places) > 1}
    return frozenset(frozenset(pair) for places in sentences for pair in combinations(sorted(places), 2))


def _places_of_all(statement: Statement, text: str) -> frozenset[str]:
    """Return the places of a statement but for those that its sentence names only for a part of what it counts.

    Nor are those of a second count its own, where the sentence has said before that where the first one is of.
    """
    printed, figure = statement.sentence.of(text), statement.figure
    behind = figure.span.end - statement.sentence.start if figure is not None and text else len(printed)
    second = _NEXT_COUNT.search(printed, max(behind, 0))
    own = printed[: second.start()] if second else printed
    rest = _PART_IN.sub("", own if second and names_place(own) else printed).lower()
    return frozenset(p for p in statement.places if p in rest or p not in printed.lower())


def _tells_least_of_all(statement: Statement) -> tuple[bool, bool, int]:
    figure = statement.figure
    assert figure is not None
    return not statement.places, figure.comparator != "=", len(noun_words(figure.noun))


def part_outgrows(a: Toll, b: Toll) -> bool:
    """Say whether the patients of one hospital are more than all that a report of that day opens with as hurt.

    Or than all that it gives further down, if both name the place, or count soldiers or the like.

    A part that is smaller contradicts nothing. A larger one does, wherever either sentence says that it counted.
    """
    part, whole = (a, b) if a.ward else (b, a)
    of_one_kind = bool((noun_words(part.figure.noun) & noun_words(whole.figure.noun)) - noun_words("people"))
    of_one_place = bool(part.where & whole.where) or of_one_kind
    if a.ward == b.ward or a.when != b.when or not part.house or not (whole.leads or (whole.ahead and of_one_place)):
        return False
    return middle(part.figure) > middle(whole.figure)


def takes_in(a: Toll, b: Toll) -> str:
    """Return which of two ("a", "b") is the later count that has grown beyond the other, though that names a group.

    "Six workers were killed", and a day later "nine people are now known to have died": all who were met were called
    workers at first. Soldiers or children may be as many as before, beside others. "" where neither is said to be.
    """
    if not a.when or not b.when or a.when == b.when or not (a.leads and b.leads and a.where & b.where):
        return ""
    new, old = (a, b) if a.when > b.when else (b, a)
    group, people = noun_words(old.figure.noun), noun_words(new.figure.noun)
    met = bool(group) and group <= _MET and not people and old.figure.what == new.figure.what == "killed"
    more = met and new.grown and middle(new.figure) > middle(old.figure)
    return ("a" if new is a else "b") if more else ""


def was_lowered(a: Toll, b: Toll) -> str:
    """Return which of two ("a", "b") is a later, lower count that is told as lowered; "" where neither is.

    A toll only grows, so that two newsrooms' lower count contradicts a higher one, unless it says that it was cut.
    """
    if not a.when or not b.when:
        return ""
    for name, new, old in (("a", a, b), ("b", b, a)):
        since = (new.when or "") > (old.when or "") or (new.when == old.when and not old.fallen)
        if new.fallen and since and middle(new.figure) < middle(old.figure):
            return name
    return ""


def readings_of(claim: Claim, figure: Figure) -> tuple[Reading, ...]:
    """Return the readings of a claim that give this very number, or none: "more than 20" agrees with whatever 23 does.

    A conflict is between those who say what is told of it; who rounds a number contradicts nobody by that.
    """
    bounds = (figure.low, figure.high)
    exact = tuple(r for r in claim.readings if r.value is None or r.value == bounds)
    return exact if any(r.value for r in exact) else claim.readings


def _when(counted: Sequence[Statement], published: Mapping[str, str | None]) -> str | None:
    """Return the day a count is as of: that which most of its readings have, the earliest of equals.

    It is when it was said, else the report's own date. A day inside the words is mostly the event's ("34 died in
    Tuesday's blast"), so it serves only with nothing else; one beside them may be the event's as well, so one reading
    does not outweigh the others.
    """
    days = Counter(day for s in counted if (day := _as_of(s, published.get(s.report))))
    return min(days, key=lambda day: (-days[day], day), default=None)


def _as_of(statement: Statement, published: str | None) -> str | None:
    """Return the last day named beside a statement; a day after its report's own is an appointment."""
    # "Rose to 241 by early Thursday"; "were unaccounted for last night", and not "missing since last night".
    as_of = statement.predicate in TOLL_VERBS or _MISSING_THEN.search(statement.text) is not None
    inside = statement.days if as_of else ()
    said = [_after_midnight(day, published) for day in _days((*statement.said_on, *inside), published)]
    if said:
        return max(said)
    return published[:10] if published else max(_days(statement.days, None), default=None)


def _after_midnight(day: str, published: str | None) -> str:
    """Return the day a toll is as of: a "Thursday" in a Wednesday's report is the next day, not six days ago."""
    if published and (date.fromisoformat(published[:10]) - date.fromisoformat(day)).days == DAYS_OF_WEEK - 1:
        return (date.fromisoformat(day) + timedelta(days=DAYS_OF_WEEK)).isoformat()
    return day


def _days(values: Sequence[str], published: str | None) -> list[str]:
    known = [v for v in values if len(v) == 10 and "W" not in v]
    return [v for v in known if not published or v <= published[:10]]
