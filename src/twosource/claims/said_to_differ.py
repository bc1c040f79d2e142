"""The claims of a story come in; counts of which a report says itself that others differ go out as contradictions.

"The figure is higher than the government's", "the official toll is too low", "stronger than the 6.4 given by the
institute", "but the hospitals had received 97": where a newsroom says so, the two are of one thing, whatever nouns they
have. Which count it is that the others differ from, is that of a report of the same day, or of one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.claims.counts import middle
from twosource.claims.final_counts import published_on
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.numbers import numbers_in
from twosource.claims.ranges import no_number_fits
from twosource.claims.recounts import told_whole
from twosource.claims.scope import is_part
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, with_marks
from twosource.claims.toll import HEAD, readings_of
from twosource.model import Claim, Conflict, Figure, Report, Span

# What one report says of another's count is of the same event: no more than so many times as many.
FAR_APART = 3.0

_OFFICIAL = r"(?:government|authorities|officials?|ministry|police|army|military|company|council|governor)"
# "The figure is higher than the government's", "the number is lower than the official one".
_THAN_THEIRS = re.compile(
    r"(?:the|this|that|its|their|his|her) (?:figure|number|toll|death toll|count|total|tally|estimate) (?:is|was)"
    r" (?:\w+ )?(?P<way>higher|lower|larger|smaller) than (?:(?:the|that of the) )?(?:[A-Z]\w+ )?"
    rf"{_OFFICIAL}(?:[’']s?)?(?: (?:figure|number|toll|one|count|total|tally|estimate))?[.,;”\"]?",
    re.IGNORECASE,
)
# "The official death toll is too low", "said the government's figures were far too low".
_TOO = re.compile(
    rf"\b{_OFFICIAL}(?:[’']s?)? (?P<toll>death toll|toll|figures?|count|number of (?:dead|deaths))"
    r" (?:is|was|are|were|had been) (?:far |much |clearly )?too (?P<way>low|high)\b",
    re.IGNORECASE,
)
# "6.6, stronger than the 6.4 given by the institute"; "than the 6.4 given on Monday" is of another day.
_THAN_GIVEN = re.compile(
    r", (?:\w+ )?(?:higher|lower|stronger|weaker|more|fewer|less|larger|smaller|bigger|deeper|longer|shorter) than the "
    r"(?:figure of )?(?P<number>[\w.,-]+)(?: [\w-]+){0,2} (?:given|reported|announced|published|counted|estimated"
    r"|stated|cited|measured|recorded|claimed|put out|issued) by (?:the )?[A-Za-z][^,.;]*",
    re.IGNORECASE,
)
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:in (?:19|20)\d\d|last (?:year|month|week|time)|earlier|previous(?:ly)?|ago|before|initial(?:ly)?|at first"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|forecast|expected|predicted)\b"
)
# "Put the number of injured at 84. But the hospitals had received 97 patients": those are whom one can count there.
_PUT_AT = re.compile(
    r"\b(?:put|puts|gave|gives) the (?:number|total|count) of (?:the )?(?P<whom>injured|wounded|dead|killed|missing)"
    r" (?:at|as) ",
    re.IGNORECASE,
)
_BUT_COUNTED = re.compile(
    r"(?:But|Yet|However,) [^.;:]{3,120}\b(?:counted|received|admitted|treated|taken in|took in|recorded|listed"
    r"|registered|treating) (?:at least |about |some |more than )?$"
)
_SAME = {
    "injured": {"patients", "injured", "wounded", "casualties", "people"},
    "wounded": {"patients", "injured", "wounded", "casualties", "people"},
    "dead": {"bodies", "dead", "victims", "deaths"},
    "killed": {"bodies", "dead", "victims", "deaths"},
    "missing": {"missing"},
}


def find_said_to_differ(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Return the contradictions that reports themselves tell of, each once."""
    told: dict[str, Conflict] = {}
    standing = [(n, s) for n, group in enumerate(groups) if claims[n].standing != WITHDRAWN for s in group]
    said = [(n, s) for n, s in standing if s.stance in {"states", "hedges"} and not s.supposed and not s.background]
    for n, s in said:
        text = reports[s.report].text
        for found in (_in_itself(n, s, claims, text), *_against_hospitals(n, s, said, claims, reports)):
            if found is not None:
                told.setdefault(found.text, found)
        own = _own_count(s, said, text)
        rival = _official_count(own[0], own[1], said, claims, reports) if own else None
        if own is not None and rival is not None:
            found = _conflict(rival, (own[2], own[1]), claims, reports)
            told.setdefault(found.text, found)
    return list(told.values())


def _in_itself(number: int, statement: Statement, claims: Sequence[Claim], text: str) -> Conflict | None:
    """Return the contradiction of two numbers of one sentence: "6.6, stronger than the 6.4 given by the institute"."""
    if statement.part:
        return None
    whole = statement.sentence
    found = _THAN_GIVEN.search(text, whole.start, whole.end)
    if found is None or _OF_ANOTHER_TIME.search(text, found.start(), whole.end):
        return None
    if not numbers_in(text[whole.start : found.start()]) or not numbers_in(found["number"]):
        return None
    words = sentence(with_marks(whole, text).of(text))
    return Conflict("contradiction", claims[number].id, claims[number].readings, f"Figures that differ: {words}")


def _against_hospitals(
    number: int,
    statement: Statement,
    said: Sequence[tuple[int, Statement]],
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
) -> Iterator[Conflict]:
    """Yield the contradiction of who put a number at so many, and "but" so many were counted, in the next sentence."""
    figure, text = statement.figure, reports[statement.report].text
    if figure is None or figure.unit != "people":
        return
    begins = statement.sentence.start
    if _BUT_COUNTED.match(text[begins : figure.span.start]) is None:
        return
    for n, before in said:
        one = before.figure
        if one is None or before.report != statement.report or not 0 <= begins - before.sentence.end <= NEXT_SENTENCE:
            continue
        put = _PUT_AT.search(text, before.sentence.start, one.span.start)
        counted = {(figure.noun or "").lower().split(" ")[-1], figure.what or ""}
        if put and n != number and no_number_fits(one, figure) and _SAME[put["whom"].lower()] & counted:
            yield _conflict((n, before), (number, statement), claims, reports)


def _own_count(
    statement: Statement, said: Sequence[tuple[int, Statement]], text: str
) -> tuple[str, Statement, int] | None:
    """Return which way a count is said to differ from the official one, the count, and the number of its claim."""
    theirs = _THAN_THEIRS.fullmatch(statement.text)
    too = None if theirs else _TOO.search(statement.text)
    if theirs is None and too is None:
        return None
    of_dead = too is not None and "death" in too["toll"].lower()
    way = "more" if (theirs or too)["way"].lower() in {"higher", "larger", "low"} else "less"  # type: ignore[index]
    near = []
    for n, s in said:
        figure = s.figure
        if figure is None or figure.unit != "people" or s.report != statement.report or is_part(s, text):
            continue
        apart = statement.sentence.start - s.sentence.end if theirs else s.sentence.start - statement.sentence.end
        if 0 <= apart <= NEXT_SENTENCE and (figure.what or of_dead) and middle(figure) > 1:
            near.append((figure.span.start, n, s))
    if not near:
        return None
    _, n, own = min(near, key=lambda x: x[:2])
    # Of whom "the official death toll" is too low, it says itself.
    return way, replace(own, figure=replace(own.figure, what="killed")) if of_dead and own.figure else own, n


def _official_count(
    way: str,
    own: Statement,
    said: Sequence[tuple[int, Statement]],
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
) -> tuple[int, Statement] | None:
    """Return the weightiest claim that gives a count of the same on which somebody else stands, on that side of it."""
    figure = own.figure
    assert figure is not None
    found = []
    for n, s in said:
        other = s.figure
        if (
            other is None
            or other.what != figure.what
            or other.unit != "people"
            or not s.speakers
            or s.span.start > HEAD
        ):
            continue
        if set(s.speakers) & set(own.speakers) or is_part(s, reports[s.report].text):
            continue
        if s.report != own.report and published_on(s, reports) > published_on(own, reports):
            continue
        if _lies_apart(way, figure, other):
            found.append((claims[n].weight, -n, s))
    return (-max(found, key=lambda x: x[:2])[1], max(found, key=lambda x: x[:2])[2]) if found else None


def _lies_apart(way: str, own: Figure, other: Figure) -> bool:
    """Say whether a count is more, or less, than another one, and yet not of another event."""
    small, large = sorted((middle(own), middle(other)))
    return 1 < small < large <= FAR_APART * small and (way == "more") == (middle(own) > middle(other))


def _conflict(
    one: tuple[int, Statement], other: tuple[int, Statement], claims: Sequence[Claim], reports: Mapping[str, Report]
) -> Conflict:
    (n, a), (m, b) = one, other
    assert a.figure is not None
    assert b.figure is not None
    words = f"Figures that differ: {_told(claims[n], a, reports)} Against: {_told(claims[m], b, reports)}"
    readings = readings_of(claims[n], a.figure) + readings_of(claims[m], b.figure)
    return Conflict("contradiction", claims[n].id, readings, words)


def _told(claim: Claim, statement: Statement, reports: Mapping[str, Report]) -> str:
    """Tell a count as its claim has it; one that is a mere part of its sentence, by that, as far as it counts."""
    if not statement.part:
        return sentence(claim.text)
    text = reports[statement.report].text
    whole = told_whole(statement, reports)
    begins = statement.sentence.start
    listed = text.find(": ", begins, statement.sentence.end)
    if listed >= statement.span.end:  # "received 97 patients: 52 at one, 45 at the other"
        whole = sentence(with_marks(Span(begins, listed), text).of(text))
    return re.sub(r"^(?:But|Yet|However,) (\w)", lambda m: m[1].upper(), whole)
