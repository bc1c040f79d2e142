"""The statements of a story come in; what a newsroom takes back is told in the words in which it was printed.

A notice is shorter than what it withdraws: "withdraws its report that Sarn had fallen to the rebels" means "The river
town of Sarn, home to 9,000, fell to the rebels by noon". Words alone leave the two apart, and the claim would stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.claims.houses import Houses
from twosource.claims.reach import are_of_one_house, corrects_itself, is_told_before
from twosource.claims.statements import Statement
from twosource.claims.wording import concept, root_of
from twosource.model import Report

# What is said with these is told by other words than the verb.
TELL_NOTHING = {"be", "have", "do", "say", "tell", "get", "make", "take"}
# Names are cut to a root for comparison; a shorter beginning is that of many words.
SHORT = 5
# So many words besides the deed tell who is meant.
ENOUGH = 2
# "The two countries" counts nobody: it is whom the report has named.
_KNOWN = re.compile(
    r"\W*the (?:two|three|four) (?!of\b|hundred|thousand|million)(?:[\w’'-]+ ){1,3}(?:had|have)\b", re.IGNORECASE
)
# How an agreement comes about, whichever of its words is used; "would sign" and "to sign" are yet to come.
_AGREEMENTS = re.compile(
    r"\b(truce|cease-?fire|armistice|treaty|accord|deal|pact|contract|agreement|settlement|merger)\b"
)
_SIGNED = re.compile(
    r"(?<!to )(?<!will )(?<!would )(?<!not )"
    r"\b(?:signed|sealed|concluded|inked|struck|reached|agreed(?: (?:to|on))?"
    r"|put (?:their|its|his|her) (?:names?|signatures?) to)"
    r" (?:an?|the|their|its) (?:[\w’'-]+ ){0,3}?(?:truce|cease-?fire|armistice|treaty|accord|deal|pact|contract"
    r"|agreement|settlement|merger)\b",
    re.IGNORECASE,
)
# "All the men" and "all the trapped miners" are all that there are.
_ALL = re.compile(r"\W*(?:all|every(?:body|one)?|both|none|nobody|no one)\b", re.IGNORECASE)


def with_words_printed(
    statements: Sequence[Statement], reports: Mapping[str, Report], home: Mapping[str, str], houses: Houses
) -> list[Statement]:
    """Return the statements; what a newsroom withdraws has the words of its first telling, as have the others of it."""
    found = list(statements)
    for n, wrong in enumerate(statements):
        if not _is_whole_withdrawal(wrong, reports):
            continue
        ours = [
            k
            for k, s in enumerate(statements)
            if _may_be_meant(s, wrong, reports) and are_of_one_house(wrong.report, s.report, reports, home, houses)
        ]
        meant = [k for k in ours if _holds(statements[k], wrong)] or _only(
            [k for k in ours if _of_all(statements[k], wrong)]
        )
        meant = meant or _only([k for k in ours if _are_signed(statements[k], wrong)])
        for k in [n, *meant] if meant else []:
            first = statements[meant[0]]
            figure = None if k == n else found[k].figure  # "the two sides" are told by their names
            found[k] = replace(found[k], words=first.words, subject=first.subject, figure=figure)
    return found


def _is_whole_withdrawal(statement: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a newsroom withdraws by a statement what it told with a verb, and not a count."""
    told = statement.predicate and statement.predicate not in TELL_NOTHING
    return (
        bool(told)
        and not statement.part
        and (statement.figure is None or _KNOWN.match(statement.text) is not None)
        and corrects_itself(statement, reports[statement.report])
    )


def _may_be_meant(statement: Statement, wrong: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a statement tells of the same deed as a withdrawal, and not after it."""
    if statement.stance not in {"states", "hedges"} or statement.part or statement.figure is not None:
        return False
    deed = {wrong.predicate} if wrong.predicate else set(wrong.words)
    same = {statement.predicate, concept(statement.predicate)} & deed or _are_signed(statement, wrong)
    if not same or statement.negated != wrong.negated:
        return False
    return is_told_before(statement, wrong, reports)


def _holds(statement: Statement, wrong: Statement) -> bool:
    """Say whether a statement has all the words of a withdrawal, in their order, and more."""
    telling = list(_telling(wrong))
    if not telling or (len(telling) < ENOUGH and statement.subject != wrong.subject):
        return False
    words = iter(_telling(statement))
    return all(any(_are_one(word, other) for other in words) for word in telling)


def _of_all(statement: Statement, wrong: Statement) -> bool:
    """Say whether both tell of all that there were, and share a word besides the deed."""
    if not (_ALL.match(statement.text) and _ALL.match(wrong.text)):
        return False
    return bool(set(_telling(statement)) & set(_telling(wrong)))


def _are_signed(statement: Statement, wrong: Statement) -> bool:
    """Say whether both tell that one kind of agreement was signed: "put their names to a truce", "agreed a truce".

    By whom a withdrawal mostly says by "both sides"; at what hour must not differ where both say it.
    """
    if statement.background or (statement.hours and wrong.hours and not statement.hours & wrong.hours):
        return False
    kinds = [{concept(word) for word in _AGREEMENTS.findall(s.text.lower())} for s in (statement, wrong)]
    signed = all(_SIGNED.search(s.text) and not s.supposed and not s.wished for s in (statement, wrong))
    return signed and bool(kinds[0] & kinds[1])


def _telling(statement: Statement) -> Iterator[str]:
    """Yield the words of a statement but for that of its deed."""
    return (word for word in statement.words if word != concept(statement.predicate))


def _are_one(word: str, other: str) -> bool:
    """Say whether two words are one, or a place and the word for its people.

    >>> _are_one("kestrian", "kestri"), _are_one("kestria", "kestrian"), _are_one("port", "porter")
    (True, True, False)
    """
    short, long = sorted((word, other), key=len)
    cut = len(short) > SHORT and long.startswith(short)
    return word == other or root_of(word) == root_of(other) or cut


def _only(places: list[int]) -> list[int]:
    return places if len(places) == 1 else []
