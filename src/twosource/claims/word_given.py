"""A denial of "that account" or "the charge" comes in; whether what was said right before goes by that word, goes out.

The word says more than "it": an account is whatever was told as being so, a charge that harm was done or a thing left
undone. So the one may be rejected by whoever is not named in it, and the other is no toll that a report gives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from twosource.claims.denying import word_for_what_was_said
from twosource.claims.statements import Statement
from twosource.claims.withdrawing import TOLLS
from twosource.claims.wording import concept
from twosource.lexicon import load

_CHARGES = frozenset(["accusation", "allegation", "charge"])
# Who judges a charge and dismisses it does not deny that it is so of himself.
JUDGES = re.compile(
    r"\b(?:judges?|justices?|courts?|jury|jurors|magistrates?|tribunals?|panel|regulators?)\b", re.IGNORECASE
)
# "The mill should pay": a claim of that kind is turned down, and no account of what happened.
_ASKS_FOR = re.compile(r"\b(?:should|must|ought|owed?s?|entitled)\b", re.IGNORECASE)
# "The allegations", "the accusations “nonsense”", "them": several things said, which charge somebody.
_CHARGES_TOLD = re.compile(r"\b(?:accusation|allegation|charge)s\b", re.IGNORECASE)
_THEM = re.compile(r"them\b", re.IGNORECASE)
_OF_ONESELF = re.compile(r"(?:I|we)\b", re.IGNORECASE)
_UNDONE = re.compile(r"\b(?:nobody|no one|nothing|never)\b", re.IGNORECASE)


def charges_nobody(denial: Statement, at: int, group: Sequence[Statement], named: bool) -> bool:
    """Say whether a denial is of charges, or of "them", and what is said in the sentence that begins at `at` is none.

    "He called the allegations false" is of no "It was a hard time for all of us", though that stands right before it.
    What is told of whoever denies it, by name, may be a charge in any words, but is no "them".
    """
    if not (_THEM.match(denial.text) or (not named and _CHARGES_TOLD.search(denial.text))):
        return False
    said = [s for s in group if s.sentence.start == at and s.report == denial.report]
    return not any(
        _harm() & set(s.words) or _UNDONE.search(s.text) or (s.negated and not _OF_ONESELF.match(s.text)) for s in said
    )


def goes_by_its_word(denial: Statement, at: int, group: Sequence[Statement]) -> bool:
    """Say whether what somebody says in the sentence that begins at `at` is the account or charge that is denied."""
    word = word_for_what_was_said(denial.text)
    if word is None or any(JUDGES.search(s) for s in denial.speakers):
        return False
    said = [s for s in group if s.sentence.start == at and s.report == denial.report]
    if word not in _CHARGES:
        return not any(_ASKS_FOR.search(s.text) for s in said)
    counts = any(s.figure is not None and s.figure.what in TOLLS for s in said)
    # Who is not the one that is said by name to have done it speaks for somebody else, or of something else.
    said = [s for s in said if s.subject not in s.about]
    return not counts and any(s.negated or _UNDONE.search(s.text) or _harm() & set(s.words) for s in said)


@cache
def _harm() -> frozenset[str]:
    return frozenset(concept(w) for w in load("denials")["harm"]) - {""}
