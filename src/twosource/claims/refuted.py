"""The claims of a story come in; what somebody refutes without a word of denying goes out beside what he refutes.

"There was no lorry on the ferry" answers whoever tells what a lorry did there. "The figure of nine degrees is false",
"twelve were hurt, not 14" answer whoever gives that number. A number alone proves little, so that it must be of the
same thing; a thing alone proves little, so that it must be one that one can count, in a place that the other names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from twosource.claims.answers import words_of
from twosource.claims.counts import same_count
from twosource.claims.denying import denied_beside
from twosource.claims.disclaimed import came_first
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.numbers import numbers_in
from twosource.claims.statements import Statement
from twosource.claims.telling import capital, tell, together, with_article
from twosource.claims.toll import LEAD
from twosource.claims.wording import concept
from twosource.language.gazetteer import singular
from twosource.model import Claim, Conflict, Report

_FALSE = (
    r"(?:false|untrue|wrong|incorrect|invented|fabricated|fictitious|nonsense|rubbish|fiction|fantasy|baseless"
    r"|not (?:true|correct|right)|an? (?:lie|invention|fabrication|fiction))"
)
# "The figure of nine degrees is simply false": the number, and what it is of.
_CALLED_FALSE = re.compile(
    r"(?:the|that|this|any|an?) (?:[\w’'-]+ )?(?:figure|number|total|sum|toll|tally|count|estimate|reading|temperature"
    rf"|price|value|speed|claim) of (?P<number>[^,;.:]{{1,40}}?) (?:is|was|are|were) (?:[\w’'-]+ )?{_FALSE}\b",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"\b(?:not|rather than|instead of) (?:(?:about|around|some|at least|more than|the|his|her|its|their|earlier) )*$",
    re.I,
)
# "There was no lorry on the ferry": one thing, and the whole that it is said to have been in.
_NOT_THERE = re.compile(
    r"(?:that )?there (?:was|were|had been|has been|have been) (?:no|never an?|never any|not an?|not any) "
    r"(?:(?:[\w’'-]+ ){0,1}?(?P<thing>[\w’'-]+)) (?:on|in|inside|aboard|under|at|among|on board) (?:the|that|this) "
    r"(?:[\w’'-]+ ){0,2}?(?P<whole>[\w’'-]+)[.,;”\"]?",
    re.IGNORECASE,
)
# "No ransom had been paid", "not one ballot was added": one thing, and what another says was done with it. Of what is
# yet to be done ("no suspect has been named") nobody says that another told it wrongly.
_NONE_DONE = re.compile(
    r"(?:that )?(?:no|not (?:one|a single)|none of the) (?:[\w’'-]+ ){0,1}?(?P<thing>[\w’'-]+)"
    r" (?:(?:had|has|have) (?:ever )?been|was|were) (?:ever )?(?P<done>[\w’'-]+)\W*",
    re.IGNORECASE,
)
_YET_TO_BE = frozenset(
    concept(verb) or verb
    for verb in (
        *("arrest", "charge", "find", "name", "identify", "kill", "injure", "hurt", "report", "confirm", "decide"),
        *("make", "announce", "close", "open", "release"),
    )
)
# "(Denied that) any agreement had been reached": that they "have agreed a fee", and not "agreed that it was old".
_ANY_DEAL = re.compile(
    r"(?:that )?(?:any|an) agreement (?:had been|has been|was) (?:ever )?(?:reached|made|struck|signed|concluded)\W*",
    re.IGNORECASE,
)
_AGREED = re.compile(r"\bagreed (?:an?|the|on|to|terms|its|their)\b", re.IGNORECASE)
# "Live ammunition had been used", "its men had used force", "using dogs": whether there was any is all that it says.
_OF_USE = re.compile(
    r"(?:that )?(?:(?:any |the )?((?:[\w’'-]+ ){0,2}[\w’'-]+) (?:(?:had|has|have) (?:ever )?been|was|were)"
    r" (?:used|fired|deployed)"
    r"|(?:[\w’'-]+ ){0,3}(?:had|has|have|ever) (?:used|fired|deployed) (?:any |the )?((?:[\w’'-]+ ){0,2}[\w’'-]+)"
    r"|(?:using|firing|the use of|deploying|having used) (?:any |the )?((?:[\w’'-]+ ){0,2}[\w’'-]+))"
    r"(?: (?:against|on|at|in|during|by) [^,;.]{1,60})?[.,;”\"]?",
    re.IGNORECASE,
)
# "(Denied) concealing any losses", "having taken the money": the deed that the sentence before tells of.
_DOING = re.compile(
    r"(?:ever )?(?:having )?(?!being\b)[a-z]+(?:ing|en|ed) (?:any |the |a |an |its |his |her |their )?\w"
)
# A deed and what it was done to.
LEAST_DONE = 2
_WORD = re.compile(r"[\w’'-]+")


def find_refuted(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> Iterator[Conflict]:
    """Yield each claim that somebody refutes, with who does so."""
    for claim, group in zip(claims, groups, strict=True):
        for denial in group:
            answers = _answered_by(denial, reports)
            if answers is None:
                continue
            found = [
                (any(s.sound for s in answered), claims[n].weight, -n)
                for n, others in enumerate(groups)
                if (answered := [s for s in others if _may_be_refuted(s, denial) and answers(s)])
            ]
            if found:
                meant = claims[-max(found)[2]]
                by = together(tuple(map(with_article, denial.speakers)))
                readings = meant.readings + (() if meant is claim else claim.readings)
                told = next(
                    (s for s in groups[-max(found)[2]] if s.sound and _may_be_refuted(s, denial) and answers(s)), None
                )
                words = tell(told, reports[told.report].text) if told and meant is claim else meant.text
                yield Conflict("denial", meant.id, readings, f"Denied by {by}: {_without_speaker(meant, words)}")


def _without_speaker(claim: Claim, told: str) -> str:
    """Return what a claim is told by, whoever says it."""
    who, colon, words = told.partition(": ")
    heard = {(r.origin or "").lower() for r in claim.readings}
    called = re.split(r", (?:who|on) ", who)[0]  # "Aide, who asked not to be named"
    return capital(words) if colon and called.lower() in heard else told


def _may_be_refuted(statement: Statement, denial: Statement) -> bool:
    """Say whether a statement says that something is so, on another's word than the denial's."""
    if statement.stance not in {"states", "hedges"} or statement.supposed or statement.negated or statement is denial:
        return False
    same = statement.report == denial.report and statement.span.overlaps(denial.span)
    return not same and not set(statement.speakers) & set(denial.speakers)


def _answered_by(denial: Statement, reports: Mapping[str, Report]) -> Callable[[Statement], bool] | None:
    """Return which statements somebody's words refute, or None where they refute nothing."""
    if denial.kind != "utterance" or not denial.speakers or denial.supposed:
        return None
    text = reports[denial.report].text
    if denial.stance == "denies":
        beside = _told_beside(denial, text)
        if beside is not None:
            return beside
    rejects = denial.figure is not None and _REJECTED.search(text[denial.sentence.start : denial.figure.span.start])
    if denial.stance == "denies" and denial.part and rejects and denial.figure is not None:
        figure = denial.figure
        return lambda s: s.figure is not None and same_count(s.figure, figure)
    if denial.stance not in {"states", "hedges"} and denial.stance != "denies":
        return None
    deed = _deed_denied(denial)
    if deed is not None:
        return lambda s: _did_before(s, deed, denial, reports)
    called = _CALLED_FALSE.match(denial.text)
    if called is not None:
        return _giving(called["number"])
    found = _NOT_THERE.fullmatch(denial.text) if denial.negated else None
    thing = concept(singular(found["thing"].lower())) if found else ""
    if found is None or not thing or thing in words_of("no_things"):
        return None
    whole = concept(singular(found["whole"].lower()))
    return lambda s: _does_there(s, thing, found["thing"], whole, reports[s.report])


def _deed_denied(denial: Statement) -> tuple[str, str] | None:
    """Return the verb and the thing of what somebody says was never done, the thing "" where the noun is the verb's."""
    if denial.stance == "denies":
        return ("agree", "") if _ANY_DEAL.fullmatch(denial.text) else None
    none = _NONE_DONE.fullmatch(denial.text) if denial.negated else None
    thing, verb = (concept(singular(none["thing"].lower())), denial.predicate) if none else ("", "")
    known = bool(thing and verb) and (concept(verb) or verb) not in _YET_TO_BE and thing not in words_of("no_things")
    return (verb, thing) if known else None


def _did_before(statement: Statement, deed: tuple[str, str], denial: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a statement tells that a thing was done, on no later day than somebody says that it never was."""
    verb, thing = deed
    if (
        (concept(statement.predicate) or statement.predicate) != (concept(verb) or verb)
        or (thing and thing not in statement.words)
        or not statement.subject
    ):
        return False
    if not thing and not _AGREED.search(statement.text):
        return False
    told = statement.kind == "utterance" and bool(statement.speakers) and not statement.wished
    return told and not came_first(denial, statement, reports)


def _told_beside(denial: Statement, text: str) -> Callable[[Statement], bool] | None:
    """Return which statements a denial answers by where it stands: behind one in its sentence, or in the next one.

    In the next sentence it must be of a thing that the one before names, and say no more than that there was any:
    "hit by live rounds. The ministry denied that live ammunition had been used". Or it must be of the deed that the
    one before tells of, whoever was in it: "The mill had hidden losses, two clerks said. Moll denied hiding any".
    """

    def is_near(statement: Statement) -> bool:
        told = statement.kind == "utterance" and bool(statement.speakers) and bool(statement.predicate)
        return told and statement.report == denial.report and statement.span.end <= denial.span.start

    if denied_beside(text[denial.sentence.start : denial.span.start], denial.text):
        return lambda s: is_near(s) and s.sentence == denial.sentence
    done = set(denial.words) - denial.about if _DOING.match(denial.text) else set()
    if len(done) >= LEAST_DONE:
        return lambda s: is_near(s) and _is_next(s, denial) and set(denial.words) <= set(s.words)
    used = _OF_USE.fullmatch(denial.text)
    named = next((words for words in used.groups() if words), "") if used else ""
    thing = {concept(w) for w in _WORD.findall(named.lower())} - {"", *denial.about, *words_of("no_things")}
    if not thing:
        return None
    return lambda s: is_near(s) and _is_next(s, denial) and bool(thing & set(s.words) - s.about)


def _is_next(statement: Statement, denial: Statement) -> bool:
    return denial.sentence.start - statement.sentence.end <= NEXT_SENTENCE


def _giving(number: str) -> Callable[[Statement], bool] | None:
    """Return which statements give a number of the same: "9 degrees Celsius" for "nine degrees"."""
    numbers = numbers_in(number)
    unit = _WORD.search(number, numbers[0][1]) if len(numbers) == 1 else None
    if unit is None:
        return None
    value, named = numbers[0][2], singular(unit[0].lower())

    def gives(statement: Statement) -> bool:
        told = ((end, of) for _, end, of in numbers_in(statement.text) if of == value)
        behind = (_WORD.search(statement.text, end) for end, _ in told)
        return any(word is not None and singular(word[0].lower()) == named for word in behind)

    return gives


def _does_there(statement: Statement, thing: str, printed: str, whole: str, report: Report) -> bool:
    """Say whether a statement tells what a thing did, or what happened to it, in a whole that it or its report names.

    Only of "a lorry" or "the lorry" is it said; snow and fire are not told by the piece.
    """
    if statement.subject != thing or not statement.predicate or statement.figure is not None:
        return False
    one = re.search(rf"\b(?:an?|one|the) (?:[\w’'-]+ ){{0,2}}?{re.escape(singular(printed))}\b", statement.text, re.I)
    opening = report.text[: max(LEAD, report.title_span.end if report.title_span else 0)]
    near = statement.sentence.of(report.text)
    named = {concept(singular(w.lower())) for w in _WORD.findall(f"{near} {opening}")}
    return one is not None and statement.text[: one.end()].count(" ") <= 4 and whole in named
