"""The claims of a story come in; a count on which somebody "still" stands goes out against what its report just told.

"A third sailor died on Sunday, two nurses said. The harbour office still speaks of two deaths": the newsroom gives the
office's count only to say that there are more. It bears nobody out who counts two, and it is no count of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.claims.amounts import amount_of
from twosource.claims.counts import middle
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.numbers import numbers_in
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, with_marks
from twosource.claims.toll import readings_of
from twosource.lexicon import load
from twosource.model import Claim, Conflict, Reading, Report

# "The office still speaks of two deaths", "continues to list two dead", "acknowledges only two deaths".
_STILL = re.compile(
    r"(?:the )?[\w’'-]+(?: [\w’'-]+){0,4}? (?:(?:still|so far|continues? to) (?:speaks?|talks?|acknowledges?|admits?"
    r"|lists?|counts?|reports?|gives?)(?: to)?(?: of)?(?: only| just)?"
    r"|(?:speaks?|talks?) (?:only|still) of|(?:acknowledges?|admits?)(?: to)? (?:only|just))"
    r" (?P<count>[\w,.-]+) (?P<what>deaths?|dead|killed|fatalities|injured|wounded|missing)[.,;”\"]?$",
    re.IGNORECASE,
)
_STANDS_ON = frozenset(("speak", "talk", "acknowledge", "admit", "list", "count", "report", "give", "continue"))
_OF_DEATH = re.compile(r"\b(?:died|dies|dead|deaths?|killed)\b", re.IGNORECASE)
_DEADLY = frozenset(("death", "deaths", "dead", "killed", "fatalities"))
_RANK = re.compile(r"\b[Aa] ([a-z]+) [a-z]")


def without_stood_on(report: Report, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements of a report without the counts that it only says somebody else still stands on."""
    return [s for s in statements if not _is_stood_on(s, report.text)]


def _is_stood_on(statement: Statement, text: str) -> bool:
    if not statement.part or statement.figure is None or statement.kind != "own":
        return False
    if statement.predicate.partition(" ")[0] not in _STANDS_ON:
        return False
    return _STILL.match(statement.sentence.of(text)) is not None


def find_still_said(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> Iterator[Conflict]:
    """Yield each count on which somebody still stands, against more of the same in the sentence before it, once."""
    told: set[str] = set()
    standing = [(n, s) for n, group in enumerate(groups) if claims[n].standing != WITHDRAWN for s in group]
    for n, s in standing:
        text = reports[s.report].text
        found = None if s.negated or s.supposed else _STILL.match(s.sentence.of(text))
        stood_on = _number(found["count"]) if found else 0.0
        if found is None or not stood_on:
            continue
        before = [
            (m, b)
            for m, b in standing
            if b.report == s.report and not b.part and 0 <= s.sentence.start - b.sentence.end <= NEXT_SENTENCE
        ]
        for m, b in before:
            if b.negated or b.supposed or not _tells_more(b, stood_on, found["what"].lower()):
                continue
            words = f"Figures that differ: {_whole(b, text)} Against: {_whole(s, text)}"
            if words not in told:
                told.add(words)
                readings = tuple(dict.fromkeys((*_readings(claims[m], b), *_readings(claims[n], s))))
                yield Conflict("contradiction", claims[m].id, readings, words)


def _tells_more(statement: Statement, stood_on: float, what: str) -> bool:
    """Say whether a statement tells of more of the same: "a third sailor died" beside two deaths, or five dead."""
    figure = statement.figure
    if what in _DEADLY and _OF_DEATH.search(statement.text):
        rank = _RANK.match(statement.text)
        if rank and load("times")["ordinals"].get(rank[1], 0) > stood_on:
            return True
    deadly = figure is not None and figure.what == "killed" and what in _DEADLY
    return figure is not None and (deadly or figure.what == what) and middle(figure) > stood_on


def _number(word: str) -> float:
    found = numbers_in(word)
    amount = amount_of(found[0][2]) if len(found) == 1 else None
    return amount.value if amount else 0.0


def _whole(statement: Statement, text: str) -> str:
    return sentence(with_marks(statement.sentence, text).of(text))


def _readings(claim: Claim, statement: Statement) -> tuple[Reading, ...]:
    return readings_of(claim, statement.figure) if statement.figure else claim.readings
