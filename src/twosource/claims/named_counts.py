"""The statements of a story come in; pairs of counts of one kind of thing that met one end go out.

"About 900 ballots were destroyed", says one; another "put the number of ballot papers lost at between 600 and 700". Two
such sentences share too few words to be found by these, and the second number stands without what it counts. What was
destroyed, stolen or flooded is named by both, and that is compared here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from twosource.claims.counted import noun_words
from twosource.claims.counted_anew import counted_anew
from twosource.claims.scope import of_a_ward
from twosource.claims.statements import Statement
from twosource.language.figure_units import is_measure
from twosource.lexicon import load
from twosource.model import Figure, Report

# A statement with its count as it is compared here, and the statement as it stands in its claim.
Counted = tuple[Statement, Statement]

# "The number of ballot papers lost at", "the number of homes that had burnt down at": the thing, and its end.
_NUMBER_OF = re.compile(
    r"\bnumber of (?:the |those |its |their )?(?P<thing>[a-z’'-]+(?: [a-z’'-]+)?) "
    r"(?:(?:that|which) (?:were|was|had been|have been|are|had) |(?:to have been|known to be) )?(?P<end>[a-z]+)"
    r"(?: down| out| up)? (?:at|as|to be) (?:[\w’'-]+ ){0,3}$",
    re.IGNORECASE,
)


def find_named_counts(
    groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[tuple[Counted, Counted]]:
    """Return the pairs of counts of two reports that name one thing and one end of it, of places that may be one.

    A report that gives several counts of one thing tells place by place, or house by house, and is left out.
    """
    found: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for group in groups:
        for statement in group:
            for counted in _counted(statement, reports[statement.report].text):
                found[counted.unit, counted.what or ""].append((replace(statement, figure=counted), statement))
    return [pair for key in sorted(found) for pair in _pairs(found[key])]


def _pairs(counts: Sequence[Counted]) -> Iterator[tuple[Counted, Counted]]:
    numbers = {(c.report, c.figure.value) for c, _ in counts if c.figure is not None}
    several = {report for report, n in Counter(report for report, _ in numbers).items() if n > 1}
    for one, other in combinations([c for c in counts if c[0].report not in several], 2):
        here, there = one[0], other[0]
        elsewhere = here.places and there.places and not here.places & there.places
        if here.report != there.report and not elsewhere:
            yield one, other


def _counted(statement: Statement, text: str) -> Iterator[Figure]:
    """Yield the count of a statement with its thing as the unit and its end as what happened, if it names both.

    A county's count is a part of its state's, and is compared with none.
    """
    if of_a_ward(statement, text):
        return
    figure = statement.figure
    anew = counted_anew(statement, text) if figure is None or not figure.noun else None
    if anew is not None:
        named = _NUMBER_OF.search(text[statement.sentence.start : anew.span.start])
        end = _ends().get(named["end"].lower()) if named else None
        if named and end and _thing(named["thing"]):
            yield replace(anew, unit=_thing(named["thing"]), noun=None, what=end)
    elif figure is not None and figure.noun and figure.unit and figure.unit != "people" and not is_measure(figure.unit):
        end = _ends().get(_verb_behind(figure, statement, text))
        if end and _thing(figure.noun):
            yield replace(figure, unit=_thing(figure.noun), noun=None, what=end)


def _verb_behind(figure: Figure, statement: Statement, text: str) -> str:
    """Return the participle right behind the thing counted: "about 900 ballots *were destroyed*"."""
    noun = text.find(figure.noun or "", figure.span.start, statement.sentence.end)
    at = noun + len(figure.noun or "") if noun >= 0 else figure.span.end
    found = re.compile(r" (?:(?:have|has|had) been|were|was|are) ([a-z]+)\b").match(text, at, statement.sentence.end)
    return found[1] if found else ""


@cache
def _thing(noun: str) -> str:
    """Return what is counted, in the singular, by the last word of its name that says what it is.

    >>> _thing("ballot papers"), _thing("Ballots"), _thing("parked cars")
    ('ballot', 'ballot', 'car')
    """
    words = [next(iter(noun_words(word)), "") for word in noun.split()]
    sheets = load("figure_tolls")["ends"]["sheets"]
    return words[-2] if len(words) > 1 and words[-1] in sheets else words[-1]


@cache
def _ends() -> dict[str, str]:
    """Return the participles that say how a thing ended, each with the end that it tells of."""
    return {word: end for end, words in load("figure_tolls")["ends"].items() if end != "sheets" for word in words}
