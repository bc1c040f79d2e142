"""The statements of a story come in; what somebody denies by a bare "no" goes out with the question that he was asked.

"Asked whether the board had opened the lock, Ada Moll replied: “We did not.”" The answer has no word of what it denies,
and the question asserts nothing; together they are as plain a denial as there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, together, with_article
from twosource.model import Claim, Conflict, Report

# All that is said: "No.", "We did not.", "No, never". Who "does not know" or "was not aware" answers nothing.
_NO = (
    r"(?:No(?=[.,!;])(?! comment)"
    r"|(?:I|We|They|He|She|It) (?:certainly |absolutely |most certainly )?(?:did|do|does|was|were|is|are|have|has|had)"
    r"(?: not|n[’']t)(?=[.,!;]))"
)
_WHAT = r"(?:whether|if) (?P<what>[^,“”\";:?.]{8,160})"
_WHO = r"(?P<who>[^,“”\";:?.]{2,60}?(?:\. ?[A-Z][\w’'-]+)?)"
_ASKED_FIRST = re.compile(
    rf"Asked (?:by [^,“”\"]{{2,40}} |on [A-Z][a-z]+day |directly )?{_WHAT}, {_WHO} "
    rf"(?:replied|answered|said|says|responded|told [^,“”\":;]{{2,40}}):? ?[“\"]{_NO}"
)
_ASKED_LAST = re.compile(
    rf"[“\"]{_NO}[.,!;][”\"] {_WHO} (?:replied|answered|said|says|responded)"
    rf" when (?:he was |she was |they were )?asked {_WHAT}"
)
# "Whether he had not paid" leaves open what "no" is to.
_NOT = re.compile(r"\b(?:not|never|no|or)\b|n[’']t\b", re.IGNORECASE)
# The rest of the answer stands so close behind it, in characters.
NEXT_WORDS = 40


def find_answered(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> Iterator[Conflict]:
    """Yield a denial for each question that somebody answered in the negative, each question once."""
    told: set[str] = set()
    for name in sorted(reports):
        text = reports[name].text
        for pattern in (_ASKED_FIRST, _ASKED_LAST) if "sked " in text else ():
            for found in pattern.finditer(text):
                what = sentence(found["what"].strip())
                home = _home(found, name, claims, groups)
                if home is None or what in told or _NOT.search(what):
                    continue
                told.add(what)
                readings = tuple(r for r in claims[home].readings if r.report == name) or claims[home].readings
                who = _who(found, name, groups)
                yield Conflict("denial", claims[home].id, readings, f"Denied by {who}: {what}")


def _home(
    found: re.Match[str], report: str, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]
) -> int | None:
    """Return the claim that holds the question, or else the first one that its sentence makes."""
    held = [
        (not s.span.start <= found.start("what") < s.span.end, s.span.start, n)
        for n, group in enumerate(groups)
        for s in (group if claims[n].standing != WITHDRAWN else ())
        if s.report == report and s.span.start < found.end() and s.sentence.end > found.start("what")
    ]
    return min(held)[2] if held else None


def _who(found: re.Match[str], report: str, groups: Sequence[Sequence[Statement]]) -> str:
    """Return who answers: by the name of whoever says what stands next in the answer, else as the sentence has it."""
    next_words = (
        (s.span.start, s.speakers)
        for group in groups
        for s in group
        if s.report == report and s.direct and s.speakers and -1 <= s.span.start - found.end() <= NEXT_WORDS
    )
    said = min(next_words, default=None)
    return together(tuple(map(with_article, said[1]))) if said else found["who"].strip()
