"""The denials of a story come in; those that an admission has overtaken go out told so.

"Not a single shell was fired", says the colonel on Monday; "the army now acknowledges that two were fired", says a
report on Tuesday. The two are no standing dispute. Either the report of the admission tells of the denial right before
it, or whoever admits the thing is who denied it, on a day before and in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from twosource.claims.final_counts import published_on
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, together, with_article, with_marks
from twosource.model import Claim, Conflict, Report

# What was denied and is admitted must have so many words in common that are no names.
LEAST_SHARED = 2
_ADMITS = re.compile(
    r"\b(?:acknowledg(?:es?|ed)|admit(?:s|ted)?|conced(?:es?|ed)|confess(?:es|ed)?)(?: \w+ly)?(?: on \w+day)? that\b",
    re.IGNORECASE,
)
# "Refused to admit that", "did not acknowledge that", "never conceded".
_DOES_NOT = re.compile(r"\b(?:not|never|nor|refus\w+|declin\w+|fail\w+|yet to|n[’']t|should|must|would|could)\b", re.I)
# "He had earlier denied that": of a time before the sentence that comes next.
_DENIED_THEN = re.compile(
    r"\b(?:had|earlier|at first|initially|previously|first|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b[^.]*\bdenied\b"
    r"|\bdenied\b[^.]*\b(?:earlier|at first|initially|previously|on \w+day)\b"
)


def tell_admissions(
    conflicts: Iterable[Conflict],
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
) -> list[Conflict]:
    """Return the conflicts, each denial that was overtaken told as one of before, with the admission."""
    home = {claim.id: n for n, claim in enumerate(claims)}
    admitting = [(n, s) for n, group in enumerate(groups) for s in group if _admits(s, reports[s.report].text)]
    denying = [s for group in groups for s in group if s.stance == "denies"]
    told = []
    for conflict in conflicts:
        places = {(r.report, r.span) for r in conflict.readings if r.stance == "denies"}
        denials = [s for s in denying if (s.report, s.span) in places]
        found = next(((n, s) for n, s in admitting if any(_overtakes(s, d, reports) for d in denials)), None)
        if conflict.kind != "denial" or found is None:
            told.append(conflict)
            continue
        n, admission = found
        text = reports[admission.report].text
        by = conflict.text.replace("enied by", "enied at first by", 1)
        if n == home.get(conflict.claim):
            if not any(set(admission.speakers) & set(d.speakers) for d in denials):
                told.append(conflict)  # another admits what he denies
                continue
            by = f"{by.partition(': ')[0]}."  # what is admitted is what was denied, and is told once
        words = f"{by} Acknowledged since: {sentence(with_marks(admission.sentence, text).of(text))}"
        more = tuple(r for r in claims[n].readings if r not in conflict.readings)
        told.append(replace(conflict, text=words, readings=conflict.readings + more))
    known = {conflict.claim for conflict in told}
    more_told = (_own_denial(claim, group, reports) for claim, group in zip(claims, groups, strict=True))
    return told + [conflict for conflict in more_told if conflict is not None and conflict.claim not in known]


def _own_denial(claim: Claim, group: Sequence[Statement], reports: Mapping[str, Report]) -> Conflict | None:
    """Return what somebody denied and has admitted since in the very words, which nobody but he denies."""
    denials = [s for s in group if s.stance == "denies" and s.speakers]
    for admission in (s for s in group if denials and _admits(s, reports[s.report].text)):
        own = [d for d in denials if _overtakes(admission, d, reports) and d.report != admission.report]
        if own and len(own) == len(denials):
            text = reports[admission.report].text
            words = f"Denied at first by {together(tuple(map(with_article, own[0].speakers)))}. Acknowledged since: "
            words += sentence(with_marks(admission.sentence, text).of(text))
            return Conflict("denial", claim.id, claim.readings, words)
    return None


def _admits(statement: Statement, text: str) -> bool:
    """Say whether somebody is said to admit what a statement tells."""
    if statement.supposed or statement.part or statement.background or statement.stance == "denies":
        return False
    found = _ADMITS.search(text, statement.sentence.start, statement.sentence.end)
    if found is None or _DOES_NOT.search(text[statement.sentence.start : found.start()]):
        return False
    return statement.span.start <= found.end() + len(" “") < statement.span.end


def _overtakes(admission: Statement, denial: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether an admission is of what was denied before it."""
    if admission.report == denial.report:
        before = 0 <= admission.sentence.start - denial.sentence.end <= NEXT_SENTENCE
        return before and _DENIED_THEN.search(denial.sentence.of(reports[denial.report].text)) is not None
    if not set(admission.speakers) & set(denial.speakers) or admission.negated != denial.negated:
        return False
    earlier = "" < published_on(denial, reports) < published_on(admission, reports)
    shared = (set(admission.words) & set(denial.words)) - admission.about - denial.about
    return earlier and len(shared) >= LEAST_SHARED
