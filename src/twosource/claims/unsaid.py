"""The statements of a story come in; what somebody says was not as he had said it goes out as taken back by him.

"It was 12 and not 17, the warden said": where he gave the 17 himself the day before, he takes it back, though no verb
says so; read by itself the sentence would count for both numbers, or as another's denial. So it is with "the reading
was taken at the tank, not at the fence". What somebody else had given stays a denial.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.claims.counts import middle
from twosource.claims.numbers import number_concept
from twosource.claims.put_right import numbered
from twosource.claims.reach import is_told_before
from twosource.claims.recanting import taken_back
from twosource.claims.said_before import LEAST, gives_number, is_by, is_of_number
from twosource.claims.statements import Statement, number_of
from twosource.claims.voices import Roles
from twosource.language.figure_numerals import Numeral, read_numeral
from twosource.language.notes import ReportNotes
from twosource.model import Figure, Report, Span

_NOT = r",? (?:and )?(?:not|rather than|instead of)"
_REJECTED = re.compile(rf"{_NOT} (?:(?:about|around|some|at least|more than|the|his|her|its|their|earlier) )*$", re.I)
# "It was 12 and not 17", "the right figure is 12 rather than 17": of what, the sentence before says.
_IT_WAS = re.compile(
    r"(?P<it>it|that|the (?:right|correct|true|real|actual|exact) (?:number|figure|total|count|toll|tally)"
    r"|the (?:number|figure|total|count|tally)(?: of [\w’' -]{3,40}?)?)"
    r" (?:was|is|were|had been|should (?:have been|be)) (?P<new>[\w.,-]+?)"
    rf"{_NOT} (?:the )?(?P<old>[\w.,-]+)\W*",
    re.IGNORECASE,
)
_AT = r"(?:at|in|on|from|near|outside|inside|above|below)"
_PLACE = r"(?:the |an? )?(?:[\w’'-]+ )?(?P<{}>[\w’'-]+)"
# "Was taken at the tank, not at the fence".
_ELSEWHERE = re.compile(
    rf"(?P<told>.* {_AT} {_PLACE.format('right')}),? (?:and )?not {_AT} {_PLACE.format('wrong')}\W*", re.IGNORECASE
)


def with_own_corrections(
    statements: Sequence[Statement], reports: Mapping[str, Report], notes: Sequence[ReportNotes], roles: Roles
) -> list[Statement]:
    """Return the statements; where somebody sets right what he gave himself, with that as taken back."""
    found: list[Statement] = []
    sentences = {n.report: n.sentences for n in notes}
    for s in statements:
        told = [t for t in statements if _is_his(t, s, reports, roles)] if _may_correct(s, reports) else []
        if s.stance == "denies" and any(is_of_number(t, s) for t in told):
            found.append(replace(s, stance="withdraws", negated=False))
            continue
        made = _other_number(s, told, reports[s.report], sentences[s.report]) if told else []
        made = made or (_other_place(s, told, reports[s.report]) if told else [])
        found += made or [s]
    return found


def _may_correct(statement: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether somebody says that one thing was so, and not another."""
    if statement.kind != "utterance" or not statement.speakers or statement.supposed or statement.wished:
        return False
    if statement.stance == "denies":
        text, count = reports[statement.report].text, statement.figure
        return count is not None and _REJECTED.search(text[statement.sentence.start : count.span.start]) is not None
    patterns = (_IT_WAS, _ELSEWHERE)
    return statement.stance in {"states", "hedges"} and any(p.fullmatch(statement.text) for p in patterns)


def _is_his(statement: Statement, now: Statement, reports: Mapping[str, Report], roles: Roles) -> bool:
    """Say whether a statement is what the same speaker said before."""
    standing = statement.stance in {"states", "hedges"} and not statement.supposed and not statement.wished
    return standing and is_told_before(statement, now, reports) and is_by(statement, now, roles)


def _other_number(
    statement: Statement, told: Sequence[Statement], report: Report, sentences: Sequence[Span]
) -> list[Statement]:
    """Return a bare number as it is now said to be, and the one that the same speaker gave, of the one thing told."""
    found = _IT_WAS.fullmatch(statement.text)
    new, old = (_numeral_at(report.text, statement, found, group) for group in ("new", "old"))
    if found is None or new is None or old is None or _value(old) < LEAST or _value(new) == _value(old):
        return []
    number = number_concept(_value(old))
    meant = [t for t in told if not t.part and gives_number(t, number)]
    if not meant or not set.intersection(*(set(t.words) for t in meant)) - {number}:
        return []  # of two things that he gave as many of it is not known which is meant
    first = next((t for t in meant if t.figure is not None), meant[0])
    count = first.figure
    if count is not None and number_concept(middle(count)) != number:
        return []
    span = Span(statement.span.start, new.end)
    place = statement.sentence
    if found["it"].lower() in {"it", "that"}:  # what "it" is stands in the sentence before
        place = next((Span(s.start, place.end) for s in sentences if 0 <= place.start - s.end <= 2), place)
    figure = numbered(replace(count, report=report.id), new) if count else None
    now = replace(
        statement,
        span=span,
        text=span.of(report.text),
        negated=False,
        sentence=place,
        words=tuple(number_concept(_value(new)) if w == number else w for w in first.words),
        figure=figure,
        numbers=frozenset({number_of(figure)} if figure else ()),
        predicate=first.predicate,
        subject=first.subject,
        sound=False,
    )
    return [now, _taken(first, statement, report, Span(old.start, old.end), count)]


def _other_place(statement: Statement, told: Sequence[Statement], report: Report) -> list[Statement]:
    """Return what is said to have been at one place as that, and what the same speaker had told of the other place."""
    found = _ELSEWHERE.fullmatch(statement.text)
    if found is None or statement.figure is None:
        return []
    right, wrong = found["right"].lower(), found["wrong"].lower()
    meant = [t for t in told if not t.part and is_of_number(t, statement)]
    meant = [t for t in meant if _has(t.text, wrong) and not _has(t.text, right)]
    if not meant:
        return []
    span = Span(statement.span.start, statement.span.start + found.end("told"))
    now = replace(
        statement,
        span=span,
        text=span.of(report.text),
        negated=False,
        # By what it has in common with what is taken back it would be brought together with that.
        words=tuple(w for w in statement.words if w not in meant[0].words) or statement.words,
        figure=None,
    )
    start = statement.span.start
    return [now, _taken(meant[0], statement, report, Span(start + found.end("told"), statement.span.end), None)]


def _has(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None


def _taken(first: Statement, statement: Statement, report: Report, span: Span, count: Figure | None) -> Statement:
    """Return what takes a telling back, at the place where it is said not to be so."""
    taken = taken_back(first, report, statement.sentence, span, statement.speakers)
    figure = replace(count, report=report.id, span=span) if count else None
    return replace(
        taken,
        report=report.id,
        kind="utterance",
        said=None,
        attribution=statement.attribution,
        part=True,
        figure=figure,
    )


def _numeral_at(text: str, statement: Statement, found: re.Match[str] | None, group: str) -> Numeral | None:
    """Return the exact number that a group of a pattern has, where it is one."""
    numeral = read_numeral(text, statement.span.start + found.start(group)) if found else None
    return None if numeral is None or isinstance(numeral.value, tuple) else numeral


def _value(numeral: Numeral) -> float:
    assert not isinstance(numeral.value, tuple)
    return float(numeral.value)
