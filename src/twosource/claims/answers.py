"""A denial and the claims of its story come in; the claim that it answers without repeating it goes out.

"It" and "this account" take up what stands right before them; "no annex existed" denies whatever is said of an annex.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from twosource.claims.statements import ANSWERS, Statement
from twosource.claims.wording import concept, concepts
from twosource.lexicon import load
from twosource.model import Claim

# What "it" takes up stands at most so many characters before it: a paragraph or two.
REACH = 500

_WORDS = r"(?:[\w’'-]+ ){0,2}?[\w’'-]+"
_BE = "(?:had been|has been|have been|was|were)"
# "There was no ultimatum", "no annex existed", "any distress call had been received".
_NO_THING = re.compile(
    rf"\bthere (?:is|are|{_BE[3:]} no (?P<there>{_WORDS})(?=[,.;”\"]|$| (?:at|in|on|to|with|between|and)\b)"
    rf"|\b(?:no|any) (?P<thing>{_WORDS}) (?:ever )?(?:exist|took place|happened|occurred|{_BE[3:]}",
    re.IGNORECASE,
)


# Words that say no more of a thing: "no such annex", "no secret talks".
_LOOSE = {"secret", "such", "any", "other", "formal", "official", "direct", "real"}


def is_answer(denial: Statement) -> bool:
    """Say whether a denial takes up what stands right before it: "denied it", "dismissed this account"."""
    opened, _, rest = denial.text.lower().partition(" ")
    if opened in ANSWERS and not rest:
        return True
    called = set(denial.words) - denial.about - words_of("untrue")
    if opened == "it":
        return not called
    return opened in {"the", "this", "that", "these", "those"} and bool(called) and called <= words_of("said")


def said_before(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the claim that stands right before a denial which takes it up, or None.

    It is what somebody else is said to have said, the last thing of the kind, told as widely as the sentence tells it.
    """
    if not is_answer(denial):
        return None
    before = [
        (s.sentence.start, s.span.end - s.span.start, -n)
        for n, group in enumerate(groups)
        for s in group
        if s.report == denial.report
        and denial.sentence.start - s.sentence.start > 0
        and denial.sentence.start - s.sentence.end <= REACH
        and _is_said_by_another(replace(s, supposed=False), denial)
    ]
    return -max(before)[2] if before else None


def existence(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the weightiest claim about what a denial says there was none of, or None."""
    thing = thing_denied(denial.text)
    if not thing:
        return None
    found = [
        (claims[n].weight, -n)
        for n, group in enumerate(groups)
        if any(_is_said_by_another(s, denial) and not s.negated and _tells_of(s, thing) for s in group)
    ]
    return -max(found)[1] if found else None


def thing_denied(text: str) -> str:
    """Return what a text says there was none of, or "".

    >>> thing_denied("no secret annex existed"), thing_denied("any distress call had been received")
    ('annex', 'distress call')
    >>> thing_denied("there is no evidence")
    ''
    """
    found = _NO_THING.search(text)
    if found is None:
        return ""
    words = [w for w in (found["there"] or found["thing"]).lower().split() if w not in _LOOSE]
    return "" if not words or set(concepts(map(_singular, words))) & words_of("no_things") else " ".join(words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _tells_of(statement: Statement, thing: str) -> bool:
    """Say whether a statement is about a thing: it is the subject, or two words for it stand there side by side."""
    head = concept(_singular(thing.split()[-1]))
    return (bool(head) and statement.subject == head) or (" " in thing and thing in statement.text.lower())


def _is_said_by_another(statement: Statement, denial: Statement) -> bool:
    if statement.kind != "utterance" or statement.stance not in {"states", "hedges"} or statement.supposed:
        return False
    return bool(statement.predicate) and not set(statement.speakers) & set(denial.speakers)


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the concepts of one list of the lexicon of denials."""
    return frozenset(concept(w) for w in load("denials")[name]) - {""}
