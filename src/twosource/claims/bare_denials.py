"""A denial that says nothing of what it denies comes in; the accusation that it answers goes out.

"Denied any part in it", "rejects all blame": of what, only an accusation of whoever says so can tell. One that stands
right before it is meant before all others, and one that was made on a later day cannot be meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.claims.accusations import tells_of_harm
from twosource.claims.answers import words_of as _words
from twosource.claims.statements import Statement
from twosource.claims.wording import concept, root_of
from twosource.lexicon import load
from twosource.model import Claim

# What a bare denial answers stands at most so many characters before it.
REACH = 400
_CLEARED = re.compile(
    r"\b(?:(?:unable to|failed to|could not) (?:find|locate|prove|show|establish|verify)|no (?:\w+ )?evidence)\b"
)
# "Was dismissed as army chief": nobody is said to have denied a thing.
_WAS_DISMISSED = re.compile(r"\b(?:was|were|been|being) (?:\w+ly )?(?:dismissed|rejected)\b")
# "Was detained at dawn", "has been charged": what was done to somebody is no deed of his.
_TAKEN = re.compile(
    r"\b(?:is|was|were|are|be|been|being|gets?|got) (?:\w+ly |again |also )?(?:arrested|detained|held|jailed|imprisoned"
    r"|questioned|suspended|dismissed|sacked|fired|removed|released|freed|summoned|sentenced|sought|searched)\b",
    re.IGNORECASE,
)


def is_bare(denial: Statement) -> bool:
    """Say whether a denial says nothing of what it denies: "denied any involvement", "denied it", "called it a lie"."""
    bare, beside = _words("bare"), _words("beside")
    said = set(denial.words) - denial.about - (_words("untrue") if denial.takes_up else set())
    anything = "anything" in denial.text.lower().split()  # a pronoun, so no content word
    return said <= bare | beside and bool(said & bare or anything)


def denier_names(denial: Statement) -> frozenset[str]:
    """Return the names by which whoever is accused is called, as far as the denial's sentence shows.

    Those in the speaker's name (Kestria of "Kestria's ministry") and those inside what is denied.
    """
    return _called(denial) | denial.about & set(denial.words)


def _called(denial: Statement) -> frozenset[str]:
    """Return the names in the denial's sentence by which its speaker is called."""
    called = {root_of(w.removesuffix("’s").removesuffix("'s")) for s in denial.speakers for w in s.lower().split()}
    whole = {s.lower() for s in denial.speakers}
    return frozenset(name for name in denial.about if name in called | whole or set(name.split()) & called)


def accusation(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the claim that a bare denial answers, or None.

    It is another's word, tells of harm, and names whoever denies it. What stands near the denial in its own report
    is meant before what another report says; that only where the story holds one accuser, and a part in it is denied:
    "any wrongdoing" may be any.
    """
    names, called = denier_names(denial), _called(denial)
    if not is_bare(denial) or not names:
        return None
    near, far, accusers = [], [], set()
    for i, group in enumerate(groups):
        accusing = [s for s in group if _accuses(s, denial, names)]
        if any(_is_answered(s, denial) for s in accusing):
            near.append((claims[i].weight, -i))
        # Further away only what accuses the denier itself is meant.
        accusing = [s for s in accusing if _accuses(s, denial, called)]
        if accusing:
            far.append((claims[i].weight, -i))
            accusers.add(accusing[0].speakers[0])
    spoken_of = _words("doing") & set(denial.words)
    found = near or (far if len(accusers) == 1 and spoken_of else [])
    return -max(found)[1] if found else None


def _is_answered(statement: Statement, denial: Statement) -> bool:
    """Say whether a denial answers what its report says shortly before; "a charge she denies", its own sentence."""
    if statement.report != denial.report or not 0 < denial.span.start - statement.span.start <= REACH:
        return False
    return statement.sentence == denial.sentence or not denial.text.lower().startswith(("a ", "an "))


def _accuses(statement: Statement, denial: Statement, names: frozenset[str]) -> bool:
    if statement.supposed or statement.text.lower().startswith("to "):
        return False  # a question, a condition, a purpose: "to make the ministry pay"
    if statement.negated or _CLEARED.search(statement.text.lower()):
        return False
    if statement.predicate in load("denials")["demands"] or _is_done_to(statement, names):
        return False  # who demands something, or tells that somebody was arrested, accuses nobody of a deed
    if _words("beyond") & set(statement.words) and not _WAS_DISMISSED.search(statement.text):
        return False  # nor does who says that another denies
    if statement.stance == "denies" or statement.kind != "utterance" or not statement.sound or not statement.speakers:
        return False
    named = (denial.about & set(denial.words)) - _called(denial)
    if named and not named & set(statement.words):
        return False  # "denied any wrongdoing in the matter of Orlow" answers only who speaks of Orlow
    other = not set(statement.speakers) & set(denial.speakers)
    return other and _does(statement, names) and tells_of_harm(statement)


def _is_done_to(statement: Statement, names: frozenset[str]) -> bool:
    """Say whether a statement tells that one of these was arrested or sent away: that accuses him of nothing."""
    return statement.subject in names and _TAKEN.search(statement.text) is not None


def _does(statement: Statement, names: frozenset[str]) -> bool:
    """Say whether one of these names does what is told: it is the subject, or in it; or it is accused by name.

    "Sanctions on Kestrians for interference" accuse nobody who denies an attack.
    """
    if statement.subject in names:
        return True
    words = list(statement.words)
    if set(words) & _words("blaming") or " by " in statement.text.lower():
        return bool(names & set(words))
    verb = words.index(concept(statement.predicate)) if concept(statement.predicate) in words else 1
    return bool(statement.subject) and any(words.index(name) < verb for name in names if name in words)
