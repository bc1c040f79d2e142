"""A claim's statements come in; whether two newsrooms' own accounts of it bear each other out goes out.

That two sentences were likely enough to be of one thing to be brought together does not suffice to call it confirmed.
Then the same must be said: of the same one, by the same verb, with a name, a day or a number in common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from twosource.claims.statements import Statement
from twosource.claims.telling import tell
from twosource.claims.wording import concept

# A verb and its subject apart, so much of the shorter telling's words must stand in the other.
BORNE_OUT = 0.5
# By another verb, so much of it.
BORNE_OUT_BY_OTHER_VERB = 0.75
# Without a name or day in common beside the subject, so many words must be; fewer where the subject is a name.
MANY_WORDS, FEW_WORDS = 4, 2
# So many numbers of so many digits in common are no chance, whoever is said to be meant by whatever verb.
EXACT, EXACT_DIGITS = 2, 4
# With so many names, days and numbers in common, a subject may be left out in one of two: "and was born on 3 May".
MUCH = 3
# So many tellings are compared at most, one a wording: a claim of a hundred reports has no more to say.
COMPARED = 40

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

Likeness = Callable[[Statement, Statement], float]


def find_confirmation(
    group: Sequence[Statement], home: Mapping[str, str], texts: Mapping[str, str], likeness: Likeness, least: float
) -> tuple[Statement, ...]:
    """Return the two statements of two newsrooms that bear each other out most, or none.

    `home` gives each report's newsroom, `texts` its text; `least` is how alike they must be by `likeness`, from 0 to 1.
    """
    firsts = list({(home[s.report], s.words): s for s in group}.values())[:COMPARED]
    found = [
        (likeness(a, b), a, b)
        for a, b in combinations(firsts, 2)
        if home[a.report] != home[b.report] and bear_out(a, b) and (_covers(a, b, texts) or _covers(b, a, texts))
    ]
    best = max(found, key=lambda pair: pair[0], default=None)
    return best[1:] if best is not None and best[0] >= least else ()


def bear_out(a: Statement, b: Statement) -> bool:
    """Say whether two of the newsrooms' own statements say one thing, so that either confirms the other.

    They tell of one subject by one verb, with something in common beside; by two verbs ("found guilty", "convicted")
    only where two names, days or numbers beside the subject are the same, or two exact numbers.
    """
    if a.negated != b.negated:
        return False
    left, right = set(a.words), set(b.words)
    both = left & right
    beside = both - {a.subject, b.subject, concept(a.predicate), concept(b.predicate)}
    typed = beside & (_typed(a) & _typed(b)) | set(a.days) & set(b.days)
    exact = sum(sum(c.isdigit() for c in w) >= EXACT_DIGITS and "-" not in w for w in typed) >= EXACT
    if not _tell_both(a, b, typed) or not (exact or _same_subject(a, b)):
        return False
    share = len(both) / max(1, min(len(left), len(right)))
    if _same_verb(a, b) or exact:
        named = a.subject in a.about and a.subject == b.subject
        if share < BORNE_OUT or not (typed or len(beside) >= (FEW_WORDS if named else MANY_WORDS)):
            return False
    elif len(typed) < 2 or share < BORNE_OUT_BY_OTHER_VERB:
        return False
    # A number or name that only one of them has is not confirmed, so one of the two must hold no such thing.
    return _typed(a) <= right | b.about or _typed(b) <= left | a.about


def _tell_both(a: Statement, b: Statement, typed: set[str]) -> bool:
    """Say whether both tell that something happened; one may do so without its subject, if much else is the same."""
    if _tells(a) and _tells(b):
        return True
    bare = [s for s in (a, b) if not _tells(s)]
    return len(bare) == 1 and len(typed) >= MUCH and _same_verb(a, b) and _tells(replace(bare[0], clear=True))


def _same_verb(a: Statement, b: Statement) -> bool:
    """Say whether two tell of one deed: by one verb, or as what somebody is ("is a man *convicted* of")."""
    one, two = concept(a.predicate), concept(b.predicate)
    return one == two or (a.predicate == "be" and two in a.words) or (b.predicate == "be" and one in b.words)


def _covers(whole: Statement, told: Statement, texts: Mapping[str, str]) -> bool:
    """Say whether every number that one would be told with stands in the other's sentence."""
    numbers = set(_NUMBER.findall(tell(told, texts[told.report])))
    return numbers <= set(_NUMBER.findall(whole.sentence.of(texts[whole.report])))


def _same_subject(a: Statement, b: Statement) -> bool:
    """Say whether the two may tell of one: a pronoun may be anybody, and A met B where B met A."""
    if not a.subject or not b.subject or a.subject == b.subject:
        return True
    # "Brandt" and "Ada Brandt".
    if {a.subject, b.subject} <= a.about | b.about and a.subject.split()[-1] == b.subject.split()[-1]:
        return True
    return a.subject in b.words and b.subject in a.words


def _typed(statement: Statement) -> set[str]:
    """Return the names and numbers among a statement's words."""
    return {w for w in statement.words if w in statement.about or any(c.isdigit() for c in w)}


def _tells(statement: Statement) -> bool:
    """Say whether a statement tells by itself that something happened: its own subject and verb, and no condition."""
    if statement.supposed or (statement.part and statement.figure is not None):
        return False
    return statement.clear and bool(concept(statement.predicate))
