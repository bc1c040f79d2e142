"""A newsroom's note that puts its own report right comes in; what it says was wrong goes out.

"Correction: An earlier report in the Post said that the director had been arrested. That was wrong. We also gave the
number of injured as 31; the hospital says it was 27." What such a note repeats, it takes back; read as any other
sentence, it would be a second report that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from twosource.claims.disowned import ourselves
from twosource.claims.houses import Houses
from twosource.claims.numbers import numbers_in
from twosource.claims.reach import are_of_one_house, corrects_itself, is_told_before
from twosource.claims.statements import Statement
from twosource.language.figure_numerals import read_numeral
from twosource.model import Report

CORRECTS = re.compile(
    r"\W*(?:corrections?|clarifications?|errat(?:um|a)|editor[’']s note|a (?:correction|clarification)(?=:))\b",
    re.IGNORECASE,
)
_PRINTED = (
    r"(?:version|edition|report|story|article|dispatch|item|piece|alert|post|tweet|headline|update|caption|bulletin"
    r"|page)"
)
_DAY = r"(?:(?:yester|to|mon|tues|wednes|thurs|fri|satur|sun)day|last (?:week|month|night))"
# "We said that", "an earlier Nordwatch report said", "Tuesday's story also wrongly gave the number of injured as".
_OURS = (
    rf"\b(?:we|(?:an?|the|our|this|in|{_DAY}[’']s|its|earlier|previous) (?:(?!said\b|that\b)[\w’'.-]+ ){{0,4}}?"
    rf"{_PRINTED}s?"
    r"(?:,? (?!said\b|that\b|since\b|now\b)[\w’'.-]+){0,7}?,?)"
    r" (?:(?:had|also|that|incorrectly|wrongly|mistakenly|erroneously|first|originally|initially|we) ){0,3}"
)
_SAID = re.compile(
    rf"{_OURS}(?:said|say|says|stated|reported|claimed|suggested|wrote|quoted)\b[^.;:]{{0,60}}?(?: that)?\s*$", re.I
)
_GAVE = re.compile(
    rf"{_OURS}(?:gave|give|put|stated|listed|reported|misstated)\b(?P<what>(?:[^.;:]|\bNo\.(?= ?\d)){{0,90}})"
    r" (?:as|at)(?: [\w’'-]+){0,2}? $",
    re.I,
)
# "An earlier version of this report gave the age of the keeper as 61. He is 16.": no "Correction" stands before it.
_VERSION = re.compile(
    rf"\W*(?:an?|our|the) (?:earlier|previous|original) (?:version|edition) of this {_PRINTED}\b", re.I
)
# "(Gave) the number of the crates as 26": that is what was said of them.
GIVEN_AS = re.compile(
    r"the (?:number|figure|total|toll|count|age|price|cost|size|length|amount|sum)\b[^.,;:]{0,60}? (?:as|at)"
    r" (?:about |around |some )?\d[\d.,]*(?: [a-z]+){0,2}\W*",
    re.IGNORECASE,
)
# "Gave the name of the keeper as Emil Rabe".
_NAME = re.compile(r"(?<= as )(?=[A-ZÀ-Þ][\w’'-])")
# So many letters tell one word from another, and a smaller number stands in any report.
_STEM, _LEAST = 6, 10
# From here on a number that is not round stands for one thing in what a newsroom prints of an event.
_ODD = 100
# A statement that tells a number and nothing else: "was six years old", "cost four crowns".
_TELLS_ONE = {"be", "cost", "turn", "measure", "weigh", "last"}
_ENDS = re.compile(
    r"(?:[ -](?:years?|months?|days?|old|metres?|miles?|crowns?|of age|[ap]\.?m|o[’']clock|(?:19|20)\d\d|[A-Z]\w+))*\W*"
)
# What is given wrongly of a thing or of somebody: it says not of whom.
_ASPECTS = {"date", "name", "surnam", "place", "title", "time", "year", "spelli", "locati", "positi", "rank"}
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
_NAMED = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)*")
# "It is 2.4 million crowns, not 4.2 million": a number, and the wrong one behind it.
_NOT = re.compile(r"\d[^.;:]{0,30},? (?:and )?(?:not|rather than|instead of) (?:the )?$", re.I)


@dataclass(frozen=True, slots=True)
class _Given:
    """What a newsroom says it gave wrongly: a number with its concept (none for a name), and what it is of."""

    number: float | None  # with nothing printed it is known by itself
    value: str | None
    printed: str
    words: set[str]


def is_wrong(statement: Statement, report: Report) -> bool:
    """Say whether a statement of a report is what a correction in it says was wrong."""
    text = report.text
    start = text.rfind("\n", 0, statement.sentence.start) + 1
    if not CORRECTS.match(text, start):
        # What such a version said, and not what it gave, is looked for in `recanting`.
        return bool(_VERSION.match(text, statement.sentence.start)) and _is_given(statement, text)
    before = text[statement.sentence.start : statement.span.start]
    if _SAID.search(before) or _named(report.outlet or "").search(before):
        return True
    ahead = [text[statement.sentence.start : at] for at in _places(statement, text)]
    return _is_given(statement, text) or any(_NOT.search(words[-60:]) for words in ahead[:1])


@lru_cache(maxsize=256)
def _named(outlet: str) -> re.Pattern[str]:
    """Return how a newsroom tells by its own name what it printed: "the Chronicle reported on Sunday that"."""
    how = r"(?: (?:had|also|incorrectly|wrongly|mistakenly|erroneously|first|originally|initially)){0,3}"
    said = rf"(?:reported|said|stated|wrote|claimed|suggested)(?: (?:on )?{_DAY})?"
    return re.compile(rf"^\W*(?:\w+: )?{ourselves(outlet)}{how} {said}(?: that)?\s*$", re.IGNORECASE)


def _places(statement: Statement, text: str) -> list[int]:
    """Return where the numbers of a statement stand, or that of its count alone."""
    if statement.figure is not None:
        return [statement.figure.span.start]
    return [statement.span.start + start for start, _, _ in numbers_in(statement.span.of(text))]


def _is_given(statement: Statement, text: str) -> bool:
    """Say whether a statement is that a newsroom gave a number or a name: "we gave her age as 61"."""
    names = [] if statement.figure else [m.start() for m in _NAME.finditer(text, *_extent(statement))]
    return any(_GAVE.search(text[statement.sentence.start : at]) for at in [*_places(statement, text), *names])


def _extent(statement: Statement) -> tuple[int, int]:
    return statement.span.start, statement.span.end


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
        whole = s.span.start == s.sentence.start or GIVEN_AS.fullmatch(s.text) is not None
        ours = corrects_itself(s, reports[s.report]) and whole
        given = _given(s, reports[s.report]) if ours else _said_of_count(s, reports[s.report])
        meant = list(_giving(given, s, statements, reports, home, houses)) if given else []
        if len({(m.report, m.sentence) for m in meant}) == 1:
            told = min(meant, key=lambda m: m.span.end - m.span.start)
            s = replace(
                s, words=told.words, figure=told.figure, numbers=told.numbers, predicate=told.predicate, negated=False
            )
        found.append(s)
    return found


def _given(statement: Statement, report: Report) -> _Given | None:
    """Return the number or name that a newsroom says it gave wrongly, and the words for what it is of."""
    text, start = report.text, statement.sentence.start
    for number, end, value in numbers_in(statement.span.of(text)):
        gave = _GAVE.search(text[start : statement.span.start + number])
        numeral = read_numeral(text, statement.span.start + number) if gave else None
        if gave and numeral and not isinstance(numeral.value, tuple):
            printed = text[statement.span.start + number : statement.span.start + end]
            return _Given(float(numeral.value), value, printed, _stems(gave["what"]))
    for name in _NAME.finditer(text, *_extent(statement)):
        gave, named = _GAVE.search(text[start : name.start()]), _NAMED.match(text, name.start(), statement.span.end)
        if gave and named:
            return _Given(None, None, named[0], _stems(gave["what"]))
    return None


def _said_of_count(statement: Statement, report: Report) -> _Given | None:
    """Return the count of a sentence that a newsroom takes back, where hardly two things are counted by one so odd."""
    figure = statement.figure
    if figure is None or statement.part or isinstance(figure.value, tuple) or not corrects_itself(statement, report):
        return None
    value = float(figure.value)
    odd = value >= _ODD and value % 10 != 0
    return _Given(value, None, "", set()) if odd else None


def _giving(
    given: _Given,
    wrong: Statement,
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    home: Mapping[str, str],
    houses: Houses,
) -> Iterator[Statement]:
    """Yield the statements of a newsroom's own reports that turn on a number, told with a word for what it is of.

    A small number or a name stands in many a sentence: there it must be told with most of these words.
    """
    for s in statements:
        if s.stance not in {"states", "hedges"} or s is wrong or not _has(s, given):
            continue
        if s.report == wrong.report and s.sentence == wrong.sentence:
            continue
        if not given.printed:  # known by its number alone
            if _is_odd_count(s, wrong, reports) and are_of_one_house(wrong.report, s.report, reports, home, houses):
                yield s
            continue
        shared = given.words & _stems(s.sentence.of(reports[s.report].text))
        plain = s.figure is not None and (given.number or 0) >= _LEAST
        enough = bool(shared) if plain else 2 * len(shared - _ASPECTS) >= max(1, len(given.words - _ASPECTS))
        if enough and are_of_one_house(wrong.report, s.report, reports, home, houses):
            yield s


def _is_odd_count(statement: Statement, wrong: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a statement was printed before what takes its count back, and counts in the same unit."""
    ours, theirs = statement.figure, wrong.figure
    one = ours is not None and theirs is not None and (ours.unit or "people") == (theirs.unit or "people")
    return one and not statement.background and is_told_before(statement, wrong, reports)


def _has(statement: Statement, given: _Given) -> bool:
    """Say whether a statement turns on a number, or where it counts nothing, tells no more than that something is it.

    "The youngest is a girl of six" goes with the six; "Emil Rabe was asleep" stands, whatever he is called.
    """
    if given.number is None:
        return False
    if statement.figure is not None:
        return statement.figure.value == given.number
    if not statement.clear or statement.predicate not in _TELLS_ONE or statement.text.count(",") > 0:
        return False
    numbers = numbers_in(statement.text)
    return (
        len(numbers) == 1
        and numbers[0][2] == given.value
        and _ENDS.fullmatch(statement.text, numbers[0][1]) is not None
    )


def _stems(words: str) -> set[str]:
    """Return the openings of the longer words among some, but for those that any count has."""
    return {w[:_STEM] for w in re.findall(r"[^\W\d_]{4,}", words.lower())} - _EMPTY
