"""The claims of a story come in; what somebody denies goes out beside what was said before it.

A denial repeats what it denies ("denied that the dam had been mined") or answers it without a word of it ("denied any
involvement"). Much that the same verbs carry is no denial: a bill is rejected, a motion is dismissed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from twosource.claims.accusations import (
    accusation_told,
    accused_before,
    blame_alone,
    denied_by_whom,
    of_accusers,
    was_done_by,
    with_possessor,
)
from twosource.claims.answers import said_before
from twosource.claims.bare_denials import REACH, accusation
from twosource.claims.coverage import same_doing
from twosource.claims.denied import is_denied
from twosource.claims.denying import calls_reports_wrong
from twosource.claims.disclaimed import came_first
from twosource.claims.named_talk import gives_account, names_accuser, talk_answered, without_any
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.no_such_thing import existence, tells_of_thing
from twosource.claims.refuted import find_refuted
from twosource.claims.statements import NAMES_A_CLAUSE, Statement
from twosource.claims.telling import ASKS, sentence, tell, together, with_article, with_marks, without_answer
from twosource.model import Claim, Conflict, Reading, Report, Span

# "He had denied this on Monday", behind a sentence in which he admits it.
_HAD_DENIED = re.compile(
    r"\W*(?:he|she|it|they) (?:had (?:\w+ )?(?:denied|rejected|dismissed)|(?:earlier|first|initially) denied)\b",
    re.IGNORECASE,
)
_HAS_ADMITTED = re.compile(r"\b(?:acknowledg|admit|conced|confess|accept)(?:s|es|ed|ted)\b", re.IGNORECASE)
# So far back stands what is admitted, in characters.
REACH_BACK = 300
# "The charge", "the accusation": of so many words, two denials have the same by chance.
BARE_CHARGE = 2
# A denial that stands elsewhere repeats what it denies in so many words at the least.
LEAST_REPEATED = 3
# A judge who rejects an effort, a parliament that rejects a bill: they turn down what was asked, and deny nothing.
_REFUSED = re.compile(
    r"(?:\S+\s+){0,6}?(?:effort|request|bid|attempt|motion|appeal|petition|plea|challenge|bill|proposal|amendment|offer"
    r"|nomination|call|plan|idea|push|demand|application|veto)s?\b(?! that\b)"
)
# "His latest effort to stop the trial"; who denies "any effort to stop it" denies that there was one.
_REFUSED_TO = re.compile(
    r"(?!(?:any|an?|that|there|having)\b)(?:\S+\s+){1,6}?(?:effort|request|bid|motion|appeal|petition|plea|application)s?"
    r" (?:to|for)\b",
    re.IGNORECASE,
)


def find_denials(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Set each denial against what it denies: the claim it repeats, or the accusation that names whoever denies it."""
    return _told_once((*_denials(claims, groups, reports), *find_refuted(claims, groups, reports)))


def _told_once(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Return the conflicts, those of one claim as one: a minister may deny a thing in two breaths, and two may."""
    told: dict[str, Conflict] = {}
    for conflict in conflicts:
        before = told.setdefault(conflict.claim, conflict)
        more = tuple(r for r in conflict.readings if r not in before.readings)
        told[conflict.claim] = replace(before, readings=before.readings + more)
    return list(told.values())


def _denials(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> Iterator[Conflict]:
    held: dict[str, list[tuple[int, Statement]]] = defaultdict(list)
    for number, s in ((number, s) for number, group in enumerate(groups) for s in group):
        held[s.report].append((number, s))
    for claim, group in zip(claims, groups, strict=True):
        denying = [s for s in group if s.stance == "denies" and s.speakers and not is_refusal(s)]
        # "Does not know why he was fired" denies nothing.
        denying = [s for s in denying if not s.text.lower().startswith(ASKS) and not _of_before(s, reports)]
        stating = [s for s in group if is_denied(s, denying)]
        if stating:
            # What is denied is told by whoever says it in a sentence, else as the denial has it.
            told = next((s for s in (*stating, *denying) if s.sound and not calls_reports_wrong(s.text)), denying[0])
            meaning = stating[0].sentence.of(reports[stating[0].report].text)
            denied = without_answer(meaning if calls_reports_wrong(told.text) else told.text)
            opens = NAMES_A_CLAUSE.match(denied)
            words = denied_by_whom(who_says(claim, "denies"), sentence(denied[opens.end() if opens else 0 :]))
            yield Conflict("denial", claim.id, claim.readings, words)
            continue
        meant = _meanings(denying, claims, groups, reports, held)
        accusing = next((s for s in denying if names_accuser(s, reports[s.report].text)), None)
        if not meant and accusing is not None:
            text = reports[accusing.report].text
            end = (accusing.span if gives_account(accusing) else accusing.sentence).end
            words = sentence(without_any(with_marks(Span(accusing.span.start, end), text).of(text)))
            yield Conflict("denial", claim.id, claim.readings, f"Denied by {who_says(claim, 'denies')}: {words}")
            continue
        if not meant:
            # "No annex existed" denies without a word for it whatever another says of an annex.
            denying = [s for s in group if _says_none(s)]
            first = next(((s, n) for s in denying if (n := existence(s, claims, groups)) is not None), None)
            meant = {first[1]: denying} if first else {}
        for n, saying in meant.items():
            if claims[n] is claim:
                continue
            own = _readings_of(claim, saying)
            by = _with_possessors(who_says(replace(claim, readings=own), denying[0].stance), saying, reports)
            words = denied_by_whom(by, blame_alone(_told(claims[n], groups[n], saying, reports)))
            readings = of_accusers(claims[n].readings, groups[n], saying, reports) + own
            yield Conflict("denial", claims[n].id, readings, words)


def _readings_of(claim: Claim, saying: Sequence[Statement]) -> tuple[Reading, ...]:
    """Return the readings of those who deny one thing; of several who each "denied this", others deny another."""
    places = {(s.report, s.span) for s in saying}
    own = tuple(r for r in claim.readings if (r.report, r.span) in places)
    said_in = {s.report for s in saying}
    return own or tuple(r for r in claim.readings if r.report in said_in)


def _meanings(
    denying: Sequence[Statement],
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
    held: Mapping[str, Sequence[tuple[int, Statement]]],
) -> dict[int, list[Statement]]:
    """Return which claims are denied by the denials of one claim, each with those that deny it.

    "He denied the charge" is of one charge in one report and of another in the next: what takes up the words before it
    is of no other report's. Any other is of that which the rest of its claim answers. Nobody answers what was said on a
    later day.
    """
    named = (partial(way, claims=claims, groups=groups) for way in (_repeated, said_before, existence, accusation))
    before = partial(accused_before, held=held, reports=reports)
    answered_talk = partial(talk_answered, groups=groups, reports=reports)
    ways: list[Callable[[Statement], int | None]] = [before, answered_talk, *named]
    found: dict[int, list[Statement]] = {}
    for way in ways:
        answered = [s for saying in found.values() for s in saying]
        for s in (s for s in denying if not any(s is a for a in answered)):
            n = way(s)
            if n is not None and not all(came_first(s, t, reports) for t in groups[n]):
                found.setdefault(n, []).append(s)
    if found:
        answered = [s for saying in found.values() for s in saying]
        rest = [s for s in denying if not any(s is a for a in answered)]
        first = next(iter(found))
        told_in = {s.report for s in groups[first]}
        found[first].extend(s for s in rest if not s.takes_up or s.report in told_in or _is_copied(s, found[first]))
    return found


def _of_before(denial: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a report tells what somebody denied before he admits it: "she conceded it. She had denied this"."""
    text, start = reports[denial.report].text, denial.sentence.start
    if not denial.takes_up or not _HAD_DENIED.match(text, start, denial.sentence.end):
        return False
    return _HAS_ADMITTED.search(text, max(0, text.rfind("\n", 0, start - 2), start - REACH_BACK), start) is not None


def _is_copied(denial: Statement, others: Sequence[Statement]) -> bool:
    """Say whether a denial has the very words of another, and more than "the charge": it is of the same charge."""
    return len(denial.text.split()) > BARE_CHARGE and any(denial.text == s.text for s in others)


def _says_none(statement: Statement) -> bool:
    """Say whether somebody says without a word of denying that a thing is not so."""
    told = statement.kind == "utterance" and bool(statement.speakers) and statement.negated
    return told and statement.stance in {"states", "hedges"}


def _with_possessors(by: str, denying: Sequence[Statement], reports: Mapping[str, Report]) -> str:
    """Return the names of those who deny, with whose they are: beside an accuser "the ministry" might be his."""
    for denial in denying:
        before = reports[denial.report].text[denial.sentence.start : denial.span.start]
        for speaker in denial.speakers:
            full = with_possessor(speaker, before)
            by = by.replace(with_article(speaker), full) if full != speaker and full not in by else by
    return by


def is_refusal(denial: Statement) -> bool:
    """Say whether what is denied was asked for: "rejected a bill", "denied his latest effort to stop the trial"."""
    if denial.takes_up:
        return False
    return bool(_REFUSED_TO.match(denial.text) or (not denial.sound and _REFUSED.match(denial.text)))


def _told(claim: Claim, group: Sequence[Statement], denying: Sequence[Statement], reports: Mapping[str, Report]) -> str:
    """Tell what is denied: as the claim has it, or as the report of the denial does right before it.

    A claim may hold several tellings; which of them is denied, the denial's own report shows, or its words.
    """
    before = [
        (d.span.start - s.span.start, n)
        for n, s in enumerate(group)
        for d in denying
        if s.report == d.report and 0 < d.span.start - s.span.start <= REACH and s.stance != "denies"
    ]
    meant = [group[min(before)[1]]] if before else [s for s in group if is_denied(s, denying)]
    # "There is no second wave": of what is told of waves, that there is one.
    meant = meant or [s for s in group if s.sound and any(tells_of_thing(s, d) for d in denying)]
    near = [group[n] for _, n in sorted(before)]
    accused = (accusation_told(s, reports[s.report].text) for s in near if s.sentence == meant[0].sentence)
    blamed = next((words for words in accused if words is not None), None)
    if blamed is not None:
        return blamed
    # What the newsroom says is told by its sentence: "Vey alleged that she had called it good", not "Vey alleged".
    told = [sentence(s.sentence.of(text)) if s.kind == "own" else tell(s, text) for s, text in _sound(meant, reports)]
    if not told or any(claim.text.endswith(words.split(": ", 1)[-1]) for words in told):
        return claim.text
    opens = NAMES_A_CLAUSE.match(told[0])
    return sentence(told[0][opens.end() if opens else 0 :])


def _sound(statements: Sequence[Statement], reports: Mapping[str, Report]) -> Iterator[tuple[Statement, str]]:
    """Yield the statements that make a sentence, each with its report's text."""
    yield from ((s, reports[s.report].text) for s in statements if s.sound)


def _told_just_before(statement: Statement, denial: Statement) -> bool:
    """Say whether a statement stands shortly before a denial, in its report: then fewer words show what is denied."""
    return statement.report == denial.report and 0 <= denial.sentence.start - statement.sentence.end <= NEXT_SENTENCE


def _repeated(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the weightiest claim that a denial repeats though it is not in it, or None.

    A report that tells of a quarrel prints both sides, and two sentences of one report are two claims. So more is
    asked than words in common: one subject, of which one thing is said, in all the words of the denial; or that the
    one was done by whoever denies that it was ("the check had been put off" against "Ester put off a check").
    """
    words = set(denial.words)
    if not denial.subject:
        return None
    found = [
        (claims[n].weight, -n)
        for n, group in enumerate(groups)
        if any(
            same_doing(s, denial)
            and (
                (
                    s.subject == denial.subject
                    and (len(words) >= LEAST_REPEATED or _told_just_before(s, denial))
                    and words <= set(s.words)
                )
                or was_done_by(denial, s)
            )
            and is_denied(s, [denial])
            for s in group
        )
    ]
    return -max(found)[1] if found else None


def who_says(claim: Claim, stance: str) -> str:
    """Name those who deny or withdraw a claim, as a newspaper lists them."""
    named = sorted({r.origin for r in claim.readings if r.stance == stance and r.origin})
    kept = [
        n
        for k, n in enumerate(named)
        if not any(_is_called(n, other, k > j) for j, other in enumerate(named) if j != k)
    ]
    return together(tuple(with_article(n) for n in kept)) or "a source not named"


def _is_called(name: str, other: str, after: bool) -> bool:
    """Say whether one name is the other without its first words, or spelled otherwise and listed `after` it.

    >>> _is_called("the board", "Electoral Board", True), _is_called("Electoral Board", "the electoral board", False)
    (True, False)
    """
    one, two = (n.lower().removeprefix("the ").split() for n in (name, other))
    return (len(one) < len(two) and one == two[-len(one) :]) or (one == two and after)
