"""A statement and the denials of its claim come in; whether it is what they deny goes out.

That both stand in one claim says that they are of one matter, and no more. "Denied that he had fired the clerk" denies
neither that the clerk threatened to go, nor, as his spokesman has it, that he "was not involved in" it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.claims.confirmation import same_subject
from twosource.claims.coverage import same_doing
from twosource.claims.denying import calls_reports_wrong, says_own_no
from twosource.claims.statements import Statement
from twosource.claims.wording import concept, once
from twosource.lexicon import load

_NOBODY = re.compile(r"\b(?:nobody|no one|impossible)\b")
# "Welcomed a statement disputing the story": whoever tells of the denial does not assert what is denied. "Were denied
# water" tells of something else.
_of_denial = once(
    re.compile(
        r"(?<!be )(?<!been )(?<!being )(?<!was )(?<!were )(?<!is )(?<!are )\b(?:den(?:y|ies|ied|ying)"
        r"|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|debunk(?:s|ed|ing)?|rebut(?:s|ted|ting)?)\b"
    )
)
_PRONOUN = re.compile(r"(?:it|he|she|they|we|I) ", re.IGNORECASE)
_NON = re.compile(r"\bnon-\w")


def is_denied(statement: Statement, denying: Sequence[Statement]) -> bool:
    """Say whether a statement is what another speaker denies: it asserts it, and "not" is in neither or in both."""
    if statement.stance not in {"states", "hedges"} or statement.supposed:
        return False
    if statement.text.lower().startswith("to "):
        return False  # "voted to override his veto": a purpose is no assertion
    if statement.background and not any(d.background for d in denying):
        return False  # what happened years ago is not what is denied of now
    if _NOBODY.search(statement.text.lower()) or tells_of_denial(statement):
        return False  # "nobody told me" agrees with whoever denies that he was told
    wish = statement.predicate if statement.predicate in load("denials")["demands"] else ""
    if wish and not any(wish == d.predicate or concept(wish) in d.words for d in denying):
        return False  # "he wants a higher toll": who rejects a higher toll does not deny that he does
    if any(_NON.search(statement.text.lower()) and not _NON.search(d.text.lower()) for d in denying):
        return False  # "non-campaign money" agrees with whoever denies that it was campaign money
    return any(
        (statement.sound or statement.kind == "own" or _tells_of_himself(statement, d))
        and statement.negated == _denies_a_not(d)
        and not (statement.speakers and set(statement.speakers) & set(d.speakers))
        for d in denying
        if d.sound and not _is_itself(statement, d) and _tell_of_one(d, statement)
    )


def _tells_of_himself(statement: Statement, denial: Statement) -> bool:
    """Say whether "it had asked for it" is told by the very body of which another denies that it had."""
    his = _PRONOUN.match(statement.text) is not None and bool(denial.subject)
    return his and denial.subject in {speaker.lower() for speaker in statement.speakers}


def _denies_a_not(denial: Statement) -> bool:
    """Say whether what is denied is itself that a thing is not so: "denied that the fee had not been paid".

    In "she had nothing to do with it" and "denied it: “I never saw them”" the "not" is the denial.
    """
    return denial.negated and not (denial.direct or says_own_no(denial.text))


def _tell_of_one(denial: Statement, statement: Statement) -> bool:
    """Say whether a denial and a statement of its claim are of one deed, or say of one thing, by name, what it did."""
    if same_doing(denial, statement) or calls_reports_wrong(denial.text):
        return True
    return bool(denial.subject and statement.subject) and same_subject(denial, statement)


def tells_of_denial(statement: Statement) -> bool:
    """Say whether a statement tells that something is denied, by its own words or by those after it in its sentence."""
    return bool(_of_denial(statement.text.lower()))


def _is_itself(statement: Statement, denial: Statement) -> bool:
    """Say whether both are the same words of one report, which says them twice."""
    return statement.report == denial.report and statement.words == denial.words
