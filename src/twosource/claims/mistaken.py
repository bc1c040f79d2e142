"""The statements of a story come in; what somebody says that he was mistaken about goes out as taken back by him.

"Dorn said she had been mistaken about the harbour master. He has not resigned, she said." No verb of withdrawing is
there, and the second sentence by itself contradicts what she said the day before, as another's denial would. So is what
he had said with a name that he "had spoken too soon in naming", and what he had said of a cause when he "no longer
stands by the heater explanation", if he had said one thing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.reach import is_told_before
from twosource.claims.recanting import taken_back
from twosource.claims.said_before import is_by
from twosource.claims.statements import Statement
from twosource.claims.voices import Roles, may_be_one
from twosource.claims.wording import concept
from twosource.model import Report

_MISTAKEN = re.compile(
    r"\W*(?:he|she|they|it|I|we) (?:had been|was|were) (?:mistaken|wrong|in error|misinformed|misled) (?:about|on)"
    r" (?:the |its |his |her |their )?(?P<whom>[^,;:]{3,80})",
    re.IGNORECASE,
)
# "He had spoken too soon in naming the Kestrel-2": a name with a capital or a number, which stands for one thing.
_TOO_SOON = re.compile(
    r"\W*(?:he|she|they|it|I|we) (?:(?:had|have|has|was|were) )?"
    r"(?:sp(?:oke|oken) (?:too (?:soon|early|hastily|quickly)|prematurely)"
    r"|(?:been )?(?:too (?:quick|hasty|rash)|wrong|mistaken|premature))"
    r" (?:in|to|by|when (?:he|she|they|it)) (?:had )?(?:nam(?:e|ed|ing)|identif(?:y|ied|ying)|blam(?:e|ed|ing))"
    r" (?:the |an? )?(?P<what>(?-i:[A-ZÀ-Þ])[\w’'-]*(?: (?-i:[A-ZÀ-Þ\d])[\w’'-]*){0,3})\W*",
    re.IGNORECASE,
)
# "She no longer stands by the faulty heater explanation", "by his words about the clerk".
_NO_LONGER = re.compile(
    r"\W*(?P<who>[^,;:“”]{2,60}?)(?: (?:had|has|have|is|are|was|were))? "
    r"(?:no longer (?:st(?:ands?|ood)|standing) by|(?:walk|step|back)(?:ed|ped|s|ing)? (?:back|away|off) from"
    r"|abandon(?:ed|s)|retreat(?:ed|s) from) "
    r"(?:(?:the|that|his|her|its|their) (?P<cause>(?!earlier\b|previous\b|first\b|own\b|official\b|initial\b)"
    r"[\w’'-]+(?: [\w’'-]+){0,3}?) (?:explanation|theory|hypothesis|thesis)"
    r"|(?:his|her|its|their) (?:(?:earlier|previous|own|first) )?(?:words|remarks?|comments?|statements?|claims?"
    r"|account) (?:about|on) (?:the |an? |its |his |her |their )?(?P<about>[\w’'-]+(?: [\w’'-]+){0,3}?))"
    r"(?: (?:on|of|from|made|given) (?:\w+day|yesterday|\d[^,;:]{2,20}))?\W*",
    re.IGNORECASE,
)
_CAUSES = re.compile(
    r"\b(?:caus\w+|due to|because of|start\w+|set off|trigger\w+|led to|result\w+|to blame|behind|brought about)\b",
    re.I,
)
# What tells of two things is not taken back with the one.
_TWO_THINGS = re.compile(r"\b(?:and|but|while)\b|;")
STEM = 6
# So many words besides the name tell two sentences for one thing.
ENOUGH = 2


def with_mistakes(statements: Sequence[Statement], reports: dict[str, Report], roles: Roles) -> list[Statement]:
    """Return the statements; where somebody says that he was mistaken, what he had said takes the place of that."""
    found = list(statements)
    for n, admits in enumerate(statements):
        if admits.stance not in {"states", "hedges"}:
            continue
        given_up = _NO_LONGER.fullmatch(admits.text)
        if given_up is not None:
            found = _without_explained(n, given_up, found, reports, roles)
            continue
        if not admits.speakers:
            continue
        soon = _TOO_SOON.fullmatch(admits.text)
        if soon is not None:
            meant = _named_too_soon(soon["what"], admits, found, reports, roles)
            for k in meant:
                found[k] = replace(found[k], words=found[meant[0]].words, subject=found[meant[0]].subject)
            found[n] = _taken(found[meant[0]], admits, reports) if meant else found[n]
            continue
        about = _MISTAKEN.fullmatch(admits.text.strip(' .”"'))
        if about is None:
            continue
        denied = list(_not_so(admits, about["whom"], statements))
        unsaid = {word for s in denied for word in (concept(s.predicate), *(s.words if len(s.words) == 1 else ()))} - {
            ""
        }
        told = [s for s in statements if unsaid and _is_meant(s, admits, about["whom"], unsaid, reports, roles)]
        if told:
            found[n] = _taken(told[0], admits, reports)
    return found


def _without_explained(
    n: int, unsaid: re.Match[str], statements: list[Statement], reports: dict[str, Report], roles: Roles
) -> list[Statement]:
    """Return the statements with the one thing taken back that somebody had said of a cause, or about somebody."""
    found, admits = list(statements), statements[n]
    his = replace(admits, speakers=admits.speakers or (re.sub(r"^the ", "", unsaid["who"], flags=re.I),))
    stems = {w[:STEM].lower() for w in re.findall(r"[^\W\d_]{3,}", unsaid["cause"] or unsaid["about"])}
    meant = [
        k
        for k, s in enumerate(statements)
        if s.stance in {"states", "hedges"}
        and not (s.part or s.supposed or s.wished)
        and all(re.search(rf"\b{re.escape(stem)}", s.text, re.IGNORECASE) for stem in stems)
        and (unsaid["cause"] is None or _CAUSES.search(s.text))
        and is_told_before(s, his, reports)
        and is_by(s, his, roles)
    ]
    first = statements[meant[0]] if stems and meant else None
    shared = (set(first.words) & set(statements[k].words) - stems for k in meant) if first else iter(())
    if first is None or _TWO_THINGS.search(first.text) or not all(len(words) >= ENOUGH for words in shared):
        return found  # of several things it is not known which is meant
    for k in meant:
        found[k] = replace(found[k], words=first.words, subject=first.subject)
    named = first.speakers if unsaid["who"].endswith(first.speakers) else his.speakers
    found[n] = _taken(first, replace(his, speakers=named), reports)
    return found


def _taken(told: Statement, admits: Statement, reports: dict[str, Report]) -> Statement:
    """Return what takes a telling back, where it is said to have been a mistake."""
    taken = taken_back(told, reports[admits.report], admits.sentence, admits.span, admits.speakers)
    return replace(taken, report=admits.report, kind="utterance", attribution=admits.attribution, said=None)


def _named_too_soon(
    what: str, admits: Statement, statements: Sequence[Statement], reports: dict[str, Report], roles: Roles
) -> list[int]:
    """Return the places of what somebody, or his body, said before with a name, if it is one thing that was said."""
    name = re.compile(rf"(?<!\w){re.escape(what)}(?!\w)")
    meant = [
        k
        for k, s in enumerate(statements)
        if s.stance in {"states", "hedges"}
        and not s.part
        and name.search(s.text)
        and is_told_before(s, admits, reports)
        and is_by(s, admits, roles)
    ]
    shared = [set(statements[meant[0]].words) & set(statements[k].words) for k in meant]
    return meant if all(len(words - {what.lower()}) >= ENOUGH for words in shared) else []


def _not_so(admits: Statement, whom: str, statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield what the same speaker says in the next sentence is not so of the one whom he was mistaken about."""
    for s in statements:
        after = s.report == admits.report and 0 <= s.sentence.start - admits.sentence.end <= NEXT_SENTENCE
        if after and s.negated and s.speakers == admits.speakers and not s.part and _is_of(s.subject, whom):
            yield s


def _is_of(subject: str, whom: str) -> bool:
    """Say whether a subject is somebody, or a pronoun, which is whoever was named last."""
    return not subject or subject.split()[-1] in whom.lower()


def _is_meant(
    statement: Statement, admits: Statement, whom: str, unsaid: set[str], reports: dict[str, Report], roles: Roles
) -> bool:
    """Say whether a statement is what somebody said before, of the same deed of the same person."""
    if statement.stance not in {"states", "hedges"} or statement.negated or statement.part:
        return False
    if not statement.subject or not _is_of(statement.subject, whom) or not statement.speakers:
        return False
    told, now = reports[statement.report].published, reports[admits.report].published
    before = statement.report != admits.report and not (told and now and told[:10] > now[:10])
    before = before or (statement.report == admits.report and statement.sentence.end <= admits.sentence.start)
    # "Two people" may be anybody; who takes his words back must be named as who said them.
    same = any(
        a.split()[-1].lower() == b.split()[-1].lower() and may_be_one(a, b, roles)
        for a in statement.speakers
        for b in admits.speakers
    )
    return before and same and bool(unsaid & {*statement.words, concept(statement.predicate)})
