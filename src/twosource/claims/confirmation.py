"""A claim's statements come in; whether two newsrooms' own accounts of it bear each other out goes out.

That two sentences were likely enough to be of one thing to be brought together does not suffice to call it confirmed.
Then the same must be said: of the same one, by the same verb, with a name, a day or a number in common.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from twosource.claims.statements import Statement
from twosource.claims.wording import concept

# A verb and its subject apart, so much of the shorter telling's words must stand in the other.
BORNE_OUT = 0.5
# Without a name or day in common beside the subject, so many of its words must.
MANY_WORDS = 4
# So many tellings are compared at most, one a wording: a claim of a hundred reports has no more to say.
COMPARED = 40

Likeness = Callable[[Statement, Statement], float]


def find_confirmation(
    group: Sequence[Statement], home: Mapping[str, str], likeness: Likeness, least: float
) -> tuple[Statement, ...]:
    """Return the two statements of two lineages that bear each other out most, or none.

    `home` gives each report's lineage; `least` is how alike they must be by `likeness`, from 0 to 1.
    """
    firsts = list({(home[s.report], s.words): s for s in group}.values())[:COMPARED]
    found = [
        (likeness(a, b), a, b)
        for a, b in combinations(firsts, 2)
        if home[a.report] != home[b.report] and bear_out(a, b)
    ]
    best = max(found, key=lambda pair: pair[0], default=None)
    return best[1:] if best is not None and best[0] >= least else ()


def bear_out(a: Statement, b: Statement) -> bool:
    """Say whether two of the newsrooms' own statements say one thing, so that either confirms the other."""
    if not (_tells(a) and _tells(b)) or a.negated != b.negated or concept(a.predicate) != concept(b.predicate):
        return False
    if a.subject and b.subject and a.subject != b.subject:
        return False
    left, right = set(a.words), set(b.words)
    both = left & right
    beside = both - {a.subject, b.subject, concept(a.predicate)}
    anchored = bool(beside & (a.about & b.about)) or bool(set(a.days) & set(b.days)) or len(beside) >= MANY_WORDS
    if not anchored or len(both) < BORNE_OUT * min(len(left), len(right)):
        return False
    # A number or name that only one of them has is not confirmed, so one of the two must hold no such thing.
    here, there = _typed(a), _typed(b)
    return here <= right | b.about or there <= left | a.about


def _typed(statement: Statement) -> set[str]:
    """Return the names and numbers among a statement's words."""
    return {w for w in statement.words if w in statement.about or any(c.isdigit() for c in w)}


def _tells(statement: Statement) -> bool:
    """Say whether a statement tells by itself that something happened: its own subject and verb, and no condition."""
    if statement.supposed or (statement.part and statement.figure is not None):
        return False
    return statement.clear and bool(concept(statement.predicate))
