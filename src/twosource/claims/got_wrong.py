"""The statements of a story come in; the figure that somebody says he got wrong goes out as taken back by him.

"The board admitted that it had got the turnout wrong: it was in fact 61 per cent" names no old number, and "the reading
of 210 km/h should be disregarded" gives it once more: read by itself, it would bear it out. What he had told besides
the figure stands, with a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from twosource.claims.near import is_within
from twosource.claims.numbers import numbers_in
from twosource.claims.reach import is_told_before
from twosource.claims.recanting import taken_back
from twosource.claims.said_before import is_by
from twosource.claims.statements import Statement
from twosource.claims.telling import SINCE_WITHDRAWN, is_noted
from twosource.claims.telling import sentence as as_sentence
from twosource.claims.voices import Roles
from twosource.model import Report, Span

_HIS = r"(?:its|their|his|her|our|my)"
_FIGURE = (
    r"(?:figure|number|count|total|tally|toll|estimate|reading|measurement|calculation|value|percentage|sum|amount)s?"
)
_BEFORE = r"(?:earlier|previous|first|initial|original|own|preliminary)"
_WRONG = (
    r"(?:wrong|incorrect|mistaken|inaccurate|in error|too (?:high|low)|overstated|understated|inflated|exaggerated)"
)
# "It had got the turnout wrong", "it overstated the turnout", "its turnout figure had been wrong".
_GOT_WRONG = re.compile(
    r"(?:that )?(?:(?:he|she|it|they|we|I|the [\w’'-]+) (?:had |has |have )?(?:"
    r"(?:got|given|gave|put|stated|counted|calculated) (?P<got>(?:the|its|their|his|her|our|my) [^,;:]{3,60}?)"
    r" (?:wrong|wrongly|incorrectly)"
    r"|(?:mis|over|under)(?:stated|reported|calculated|counted|estimated)"
    r" (?P<stated>(?:the|its|their|his|her|our|my) [^,;:]{3,60}?))"
    rf"|(?P<his>{_HIS} (?:{_BEFORE} )?(?:[\w’'-]+ ){{0,3}}?{_FIGURE}(?: (?:of|for|on|in) [^,;:]{{3,40}}?)?)"
    rf" (?:had been|has been|was|were|is) (?:\w+ly )?{_WRONG})\W*",
    re.IGNORECASE,
)
# "The reading of 210 km/h should be disregarded".
_DISREGARD = re.compile(
    rf"(?:that )?(?:the|its|their|his|her|our|that|any) (?:{_BEFORE} )?{_FIGURE} of (?P<number>[^,;:“”]{{1,40}}?)"
    r" (?:should|must|ought to|was to|is to) (?:be|have been) (?:disregarded|ignored|discarded|scrapped|struck|left out"
    r"|treated as (?:wrong|void))\W*",
    re.IGNORECASE,
)
# "…, she said, correcting her earlier estimate of three hours"
_CORRECTING = re.compile(
    rf"\W*(?:correcting|revising|withdrawing|retracting|contradicting|abandoning) {_HIS} (?:own )?{_BEFORE}"
    rf" (?:[\w’'-]+ )?(?:{_FIGURE}|statement|claim|account) of (?P<number>[^,;:“”]{{1,40}}?)"
    r"(?: (?:on|from|given|made|issued) [^,;:“”]{2,30})?\W*",
    re.IGNORECASE,
)
# "He had been wrong to give reserves of 3.1 billion", "a grace period of 40 days was “a slip of the tongue”".
_WRONG_TO_GIVE = re.compile(
    r"(?:that )?(?:he|she|it|they|we|I) (?:had been|has been|was|were|is|am|are) (?:wrong|mistaken|in error) "
    r"(?:to (?:give|put|state|quote|name|cite|report)|in (?:giving|putting|stating|quoting|naming|citing|reporting)"
    r"|when (?:he|she|it|they|we|I) (?:had )?(?:gave|given|put|stated|quoted|named|cited|reported))"
    r" (?!(?:the |an? |his |her |its )?(?:loans?|gifts?|grants?|bribes?|bonus(?:es)?|aid|contracts?|fines?|terms?"
    r"|sentences?|advances?|credits?|discounts?|rewards?|payments?)\b)(?:[\w’'-]+ ){1,5}?(?:of|as|at)"
    r" (?P<number>[^\s,;:“”]+(?: [\w%’'-]+){0,3})\W*",
    re.IGNORECASE,
)
_MAY_SLIP = re.compile(r"\b(?:slip|misprint|typo|error|misstatement)\b", re.IGNORECASE)
_SLIP = re.compile(
    r"(?P<number>[^;:“”\"]{3,100}?) (?:was|were|had been|is) (?:simply |just |merely )?[“\"]?(?:an?|his|her|its|our)"
    r" (?:slip(?: of the (?:tongue|pen))?|misprint|typo|typing error|clerical error|misstatement)\W*",
    re.IGNORECASE,
)
# "At 28 percent and not at 31", "by 6 percent, not the 10 percent she had mentioned": what is so is told before it.
_NOT_AS_GIVEN = re.compile(
    r"(?P<now>[^;:“”\"]{3,120}?),? (?:and )?(?:not|rather than) (?:(?:at|by|to|for|of|in|the|an?) ){0,2}"
    r"(?P<number>[^\s,;:“”]+(?: (?:million|billion|percent|per cent|[a-z]{3,}s))?)"
    r"(?:,? (?:as |that |which )?(?:he|she|it|they|we|I) (?:had |has |have )?(?:(?:earlier|first|previously) )?"
    r"(?:said|given|gave|mentioned|named|announced|stated|told|put|promised|quoted|reported)\b[^,;:]{0,30})?\W*",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|unless|could|might|may|provided|were to)\b", re.IGNORECASE)
# No name of what is counted.
_ANY = re.compile(rf"(?:{_FIGURE}|{_BEFORE}|given|gave|with|from|that|this|their)", re.IGNORECASE)
_IT_WAS = re.compile(
    r"[:;,–—-] (?P<it>it|that|the (?:right|correct|true|real|actual) (?:[\w’'-]+ )?figure) (?:was|is|had been"
    r"|should (?:be|have been)) (?:in fact |actually |really )?(?:about |around |some )?",
    re.IGNORECASE,
)
# With one of these a sentence tells more than a figure.
_MORE = re.compile(r"\b(?:and|but|after|before|when|while|because|then)\b|, (?:who|which)\b", re.IGNORECASE)
_UNIT = re.compile(r"[ -]?([^\W\d_]{2,})", re.IGNORECASE)
# So many letters tell one word from another; a year is given of many things.
_STEM = 6
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is said to have been wrong: the words for what it is of, or the number and the word behind it.

    Of "at 28 percent and not at 31" it is what the sentence is on, the subject, and `ends` is where the 28 is told.
    """

    named: frozenset[str]
    number: str = ""
    unit: str = ""
    subject: str = ""
    ends: int = 0


def with_figures_wrong(statements: Sequence[Statement], reports: Mapping[str, Report], roles: Roles) -> list[Statement]:
    """Return the statements; a figure that its speaker says he got wrong is taken back where he gave it."""
    made: list[Statement] = list(statements)
    instead: list[Statement] = []
    gone_at: list[Statement] = []
    for n, admits in enumerate(statements):
        wrong = _said_wrong(admits)
        speakers = _speakers(admits, statements) if wrong else ()
        if wrong is None or not speakers:
            continue
        his = replace(admits, speakers=speakers)
        told = {
            k: at
            for k, s in enumerate(statements)
            if _may_be_meant(s, wrong)
            and is_told_before(s, his, reports)
            and is_by(s, his, roles)
            and (at := _given(s, wrong))
        }
        if len({statements[k].text[slice(*at)] for k, at in told.items()}) != 1:
            continue  # of two figures it is not known which was wrong
        whole = [k for k in told if not _MORE.search(statements[k].text)]
        if wrong.ends:
            instead.append(_as_it_is(his, wrong))
        behind = his.text[wrong.ends :]
        gone = Span(his.span.end - len(behind.lstrip(" ,")), his.span.end)
        made[n] = replace(his, span=gone, stance="withdraws", kind="utterance", negated=False, sound=False)
        if whole:
            first = statements[whole[0]]
            taken = taken_back(first, reports[his.report], his.sentence, gone, speakers)
            made[n] = replace(taken, report=his.report, kind="utterance", attribution=his.attribution, said=None)
        gone_at.append(made[n])
        for k in told:
            made[k] = made[k] if k in whole else _noted(made[k], told[k])
        instead += _right_instead(his, statements[min(told)], told[min(told)], reports[his.report]) if whole else []
    made = [s for s in made if not any(s.report == i.report and s.span.overlaps(i.span) for i in instead)]
    return [s for s in made if not any(_is_inside(s, taken) for taken in gone_at)] + instead


@lru_cache(maxsize=8192)  # a story has hundreds of copies of one sentence
def _got_wrong(text: str) -> re.Match[str] | None:
    return _GOT_WRONG.fullmatch(text)


@lru_cache(maxsize=8192)
def _gave_wrong(text: str) -> re.Match[str] | None:
    """Return how a text says which number somebody was wrong to give, if it does."""
    said = (_DISREGARD, _CORRECTING, _WRONG_TO_GIVE, *((_SLIP,) if _MAY_SLIP.search(text) else ()))
    return next((found for pattern in said if (found := pattern.fullmatch(text))), None)


def _said_wrong(statement: Statement) -> _Wrong | None:
    """Return what a statement says was wrong of what its speaker had given."""
    if statement.stance not in {"states", "hedges"}:
        return None
    got = None if statement.supposed or statement.wished else _got_wrong(statement.text)
    if got is not None:
        words = re.findall(r"[^\W\d_]{4,}", (got["got"] or got["stated"] or got["his"]).lower())
        named = frozenset(w[:_STEM] for w in words if not _ANY.fullmatch(w))
        return _Wrong(named) if named else None
    if (instead := _set_against(statement)) is not None:
        return instead
    gave = _gave_wrong(statement.text)
    numbers = numbers_in(gave["number"]) if gave else ()
    if gave is None or len(numbers) != 1:
        return None
    _, end, number = numbers[0]
    return _Wrong(frozenset(), number, _unit(gave["number"], end))


def _set_against(statement: Statement) -> _Wrong | None:
    """Return the number that a statement sets aside behind another of its kind: "at 28 percent and not at 31"."""
    found = _NOT_AS_GIVEN.fullmatch(statement.text) if statement.negated and statement.subject else None
    new, old = (numbers_in(found[group]) if found else () for group in ("now", "number"))
    if found is None or not new or len(old) != 1 or old[0][0] > 0:
        return None
    _, end, right = new[-1]
    _, behind, wrong = old[0]
    of, unit = _unit(found["now"], end), _unit(found["number"], behind)
    share = right.endswith("%")
    if share and not wrong.endswith("%") and not unit:
        wrong = f"{wrong}%"
    if share != wrong.endswith("%") or (unit and unit != of and not share) or wrong == right:
        return None
    return _Wrong(frozenset(), wrong, "" if share else unit or of, statement.subject, found.end("now"))


def _is_inside(statement: Statement, taken: Statement) -> bool:
    """Say whether a statement is a number or a clause in what is taken back, which would bear it out."""
    inside = statement.part and statement.stance == "states" and statement.report == taken.report
    return inside and is_within(statement.span, taken.span)


def _as_it_is(admits: Statement, wrong: _Wrong) -> Statement:
    """Return what a statement tells before the number that it sets aside."""
    span = Span(admits.span.start, admits.span.start + wrong.ends)
    words = tuple(word for word in admits.words if word.rstrip("%") != wrong.number.rstrip("%"))
    return replace(admits, span=span, text=admits.text[: wrong.ends], words=words, negated=False, said=None)


def _right_instead(admits: Statement, first: Statement, at: tuple[int, int], report: Report) -> list[Statement]:
    """Return what is given in the place of the wrong figure behind a colon: "it was in fact 61 per cent"."""
    found = _IT_WAS.match(report.text, admits.span.end, admits.sentence.end)
    numbers = numbers_in(report.text[found.end() : admits.sentence.end]) if found else ()
    if found is None or not numbers or numbers[0][0] > 0:
        return []
    span = Span(found.start("it"), admits.sentence.end)
    old = next((n for start, _, n in numbers_in(first.text) if start == at[0]), "")
    words = tuple(numbers[0][2] if word == old else word for word in first.words)
    return [replace(admits, span=span, text=span.of(report.text), words=words, predicate=first.predicate, sound=False)]


def _speakers(statement: Statement, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return who says it; "…, she said, correcting her estimate" is told of whoever speaks in its sentence."""
    if statement.speakers or not _CORRECTING.fullmatch(statement.text):
        return statement.speakers
    near = {s.speakers for s in statements if s.report == statement.report and s.sentence == statement.sentence}
    near -= {()}
    return near.pop() if len(near) == 1 else ()


def _may_be_meant(statement: Statement, wrong: _Wrong) -> bool:
    """Say whether a statement says that something is so, or "would be": a promised number is known by itself."""
    stands = statement.stance in {"states", "hedges"} and not statement.wished
    promised = bool(wrong.number) and not _IF.search(statement.text)
    stands = stands and (promised or not statement.supposed)
    return stands and not statement.part and not statement.background


def _given(statement: Statement, wrong: _Wrong) -> tuple[int, int] | None:
    """Return where a statement gives the wrong figure: the number with its unit, or the one number of what is named."""
    numbers = [(start, end, n) for start, end, n in numbers_in(statement.text) if not _YEAR.fullmatch(n)]
    if wrong.subject and wrong.subject != statement.subject:
        return None
    if wrong.number:
        same = [(a, b) for a, b, n in numbers if n == wrong.number and _unit(statement.text, b) == wrong.unit]
        return same[0] if len(same) == 1 else None
    text = statement.text.lower()
    if len(numbers) != 1 or not all(re.search(rf"\b{stem}", text) for stem in wrong.named):
        return None
    return numbers[0][0], numbers[0][1]


def _unit(text: str, end: int) -> str:
    """Return the opening of the word behind a number.

    >>> _unit("three hours", 5), _unit("72", 2)
    ('hour', '')
    """
    found = _UNIT.match(text, end)
    return found[1].lower().removesuffix("s")[:_STEM] if found else ""


def _noted(statement: Statement, at: tuple[int, int]) -> Statement:
    """Return what stands although a figure in it was taken back, with a note that says so."""
    if statement.direct or not statement.sound or is_noted(statement):
        return statement
    unit = _UNIT.match(statement.text, at[1])
    gone = statement.text[at[0] : unit.end() if unit else at[1]]
    return replace(statement, said=f"{as_sentence(statement.text).rstrip('.')} ({SINCE_WITHDRAWN} {gone})")
