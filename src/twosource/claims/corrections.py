"""A newsroom's note that puts its own report right comes in; what it says was wrong goes out.

"Correction: An earlier report in the Post said that the director had been arrested. That was wrong. We also gave the
number of injured as 31; the hospital says it was 27." What such a note repeats, it takes back; read as any other
sentence, it would be a second report that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.claims.houses import Houses
from twosource.claims.reach import are_of_one_house, corrects_itself
from twosource.claims.statements import Statement
from twosource.language.figure_numerals import read_numeral
from twosource.model import Report

CORRECTS = re.compile(r"\W*(?:corrections?|clarifications?|errat(?:um|a)|editor[’']s note)\b", re.IGNORECASE)
_PRINTED = (
    r"(?:version|edition|report|story|article|dispatch|item|piece|alert|post|tweet|headline|update|caption|bulletin"
    r"|page)"
)
_DAY = r"(?:(?:yester|to|mon|tues|wednes|thurs|fri|satur|sun)day|last (?:week|month|night))"
# "We said that", "an earlier Nordwatch report said", "Tuesday's story also wrongly gave the number of injured as".
_OURS = (
    rf"\b(?:we|(?:an?|the|our|this|in|{_DAY}[’']s|its) (?:(?!said\b|that\b)[\w’'.-]+ ){{0,4}}?{_PRINTED}s?"
    r"(?:,? (?!said\b|that\b)[\w’'.-]+){0,7}?,?)"
    r" (?:(?:had|also|that|incorrectly|wrongly|mistakenly|erroneously|first|originally|initially|we) ){0,3}"
)
_SAID = re.compile(
    rf"{_OURS}(?:said|say|says|stated|reported|claimed|suggested|wrote|quoted)\b[^.;:]{{0,40}}?(?: that)?\s*$", re.I
)
_GAVE = re.compile(
    rf"{_OURS}(?:gave|give|put|stated|listed|reported|misstated)\b(?P<what>(?:[^.;:]|\bNo\.(?= ?\d)){{0,90}})"
    r" (?:as|at)(?: [\w’'-]+){0,2}? $",
    re.I,
)
# So many letters tell one word from another, and a smaller number stands in any report.
_STEM, _LEAST = 6, 10
_EMPTY = {
    "number",
    "figure",
    "total",
    "toll",
    "count",
    "estima",
    "tally",
    "report",
    "thursd",
    "their",
    "those",
    "there",
}
_NUMBER = re.compile(r"\b\d")
# "It is 2.4 million crowns, not 4.2 million": a number, and the wrong one behind it.
_NOT = re.compile(r"\d[^.;:]{0,30},? (?:and )?(?:not|rather than|instead of) (?:the )?$", re.I)


def is_wrong(statement: Statement, text: str) -> bool:
    """Say whether a statement of a report is what a correction in it says was wrong."""
    start = text.rfind("\n", 0, statement.sentence.start) + 1
    if not CORRECTS.match(text, start):
        return False
    if _SAID.search(text[statement.sentence.start : statement.span.start]):
        return True
    if statement.figure is not None:
        places = [statement.figure.span.start]
    else:
        places = [m.start() for m in _NUMBER.finditer(text, statement.span.start, statement.span.end)]
    before = [text[statement.sentence.start : at] for at in places]
    return any(_GAVE.search(words) for words in before) or any(_NOT.search(words[-60:]) for words in before[:1])


def with_numbers_given(
    statements: Sequence[Statement], reports: Mapping[str, Report], home: Mapping[str, str], houses: Houses
) -> list[Statement]:
    """Return the statements; a number that a newsroom says it gave wrongly is taken back in the words it was given in.

    "We also gave the union's figure for strikers as 4,200" means the one count of 4,200 in what that newsroom printed
    that is told with a word of it ("the *union's* leader said 4,200 had downed tools").
    """
    found = []
    for s in statements:
        # What is cut short ("s as 31") stands with the count as it is, and tells nothing better.
        ours = corrects_itself(s, reports[s.report]) and s.span.start == s.sentence.start
        given = _given(s, reports[s.report]) if ours else None
        meant = list(_giving(given, s, statements, reports, home, houses)) if given else []
        if len({(m.report, m.sentence) for m in meant}) == 1:
            told = min(meant, key=lambda m: m.span.end - m.span.start)
            s = replace(
                s, words=told.words, figure=told.figure, numbers=told.numbers, predicate=told.predicate, negated=False
            )
        found.append(s)
    return found


def _given(statement: Statement, report: Report) -> tuple[float, set[str]] | None:
    """Return the number that a newsroom says it gave wrongly, and the words for what it is of."""
    text, start = report.text, statement.sentence.start
    for number in _NUMBER.finditer(text, statement.span.start, statement.span.end):
        gave = _GAVE.search(text[start : number.start()])
        numeral = read_numeral(text, number.start()) if gave else None
        if gave and numeral and not isinstance(numeral.value, tuple) and numeral.value >= _LEAST:
            return float(numeral.value), _stems(gave["what"])
    return None


def _giving(
    given: tuple[float, set[str]],
    wrong: Statement,
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    home: Mapping[str, str],
    houses: Houses,
) -> Iterator[Statement]:
    """Yield the statements of a newsroom's own reports that turn on a number, told with a word for what it is of."""
    value, words = given
    for s in statements:
        if s.figure is None or s.figure.value != value or s.stance not in {"states", "hedges"} or s is wrong:
            continue
        if s.report == wrong.report and s.sentence == wrong.sentence:
            continue
        shared = words & _stems(s.sentence.of(reports[s.report].text))
        if shared and are_of_one_house(wrong.report, s.report, reports, home, houses):
            yield s


def _stems(words: str) -> set[str]:
    """Return the openings of the longer words among some, but for those that any count has."""
    return {w[:_STEM] for w in re.findall(r"[^\W\d_]{4,}", words.lower())} - _EMPTY
