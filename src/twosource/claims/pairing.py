"""The statements of a story come in; the pairs go out that two newsrooms told in other words.

`alignment` joins what is told alike. What is left is compared by all that two statements have in common (`evidence`):
of the pairs of which one is the other's likest in its report (`likest`), those that may be one claim are read side by
side (`likely`). What must never be one claim (a denial and what it denies, another count of one thing, another day) is
kept apart by its slots (`apart`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.claims.amounts import Amount, amount_of, near_any
from twosource.claims.apart import Apart, are_apart
from twosource.claims.counts import middle, same_number
from twosource.claims.evidence import Evidence
from twosource.claims.likely import likely_pairs
from twosource.claims.likeness import Likeness
from twosource.claims.likest import fitted
from twosource.claims.measured import give_other_speeds
from twosource.claims.numbers import numbers_in
from twosource.claims.shares import FRACTION
from twosource.claims.statements import Statement
from twosource.claims.wording import concept
from twosource.model import Figure, Settings

# By so much more must a report's own telling and what it quotes be alike to be one thing told again.
ACROSS_VOICES = 1.0
# From here on a number of the same size is that of the same thing, if a report says "thousands" or "millions" of it.
LEAST_VAGUE = 1000
# Fewer than so many are counted beside anything.
FEW_COUNTED = 5
# So many members of each group are compared when two groups are joined.
COMPARED = 6


class Paired(NamedTuple):
    """Groups of statements that tell one thing, and pairs that are likely to but for their count."""

    groups: list[list[Statement]]
    recounted: list[tuple[Statement, Statement]]


def pair_up(
    groups: Sequence[Sequence[Statement]],
    texts: Mapping[str, str],
    lineages: Mapping[str, str],
    likeness: Likeness,
    settings: Settings,
    clash: Callable[[Statement, Statement], bool] | None = None,
) -> Paired:
    """Bring groups together of which a statement is the other's likest in its report, the surest pair first.

    They are brought together only where nothing in the slots of the two speaks against it, nor in those of most of the
    two groups' statements, and where no report says two things in them.
    `clash` says of two statements whether they contradict each other. What would be one thing if it were not for the
    count is returned beside the groups.
    """
    statements = [s for group in groups for s in group]
    home = [n for n, group in enumerate(groups) for _ in group]
    members: dict[int, list[int]] = defaultdict(list)
    for k, n in enumerate(home):
        members[n].append(k)
    evidence = Evidence(statements, texts, likeness)
    told = _Told(evidence, settings)
    taken = likely_pairs(evidence, texts, lineages, home, settings)
    for chance, first, second in taken:
        a, b = sorted((home[first], home[second]))
        if a == b or (clash is not None and clash(statements[first], statements[second])):
            continue
        if told.agree(first, second, chance, members[a], members[b]):
            for k in members[b]:
                home[k] = a
            members[a] = sorted(members[a] + members.pop(b))
    recounted = [
        (statements[first], statements[second])
        for chance, first, second in taken
        if chance >= settings.told_recounted and _differ_in_count(statements[first], statements[second])
    ]
    return Paired([[statements[k] for k in members[n]] for n in sorted(members)], recounted)


def _differ_in_count(a: Statement, b: Statement) -> bool:
    """Say whether both turn on a count, and not on one."""
    return a.figure is not None and b.figure is not None and not same_number(a.figure, b.figure)


class _Told:
    """What may be told together: two groups of statements, and two statements of one report."""

    def __init__(self, evidence: Evidence, settings: Settings) -> None:
        self.evidence, self.settings, self.rank = evidence, settings, fitted("rank")
        self.statements, self.likeness = evidence.statements, evidence.likeness
        self._apart = Apart(evidence, are_apart)
        self._within: dict[tuple[int, int], float] = {}  # copies of two wordings are compared once
        self._place = {k: n for held in evidence.held.values() for n, k in enumerate(held)}

    def agree(self, first: int, second: int, likely: float, left: Sequence[int], right: Sequence[int]) -> bool:
        """Say whether the groups of a pair may be one claim: no report says two things in them, few two are apart."""
        statements, likeness = self.statements, self.likeness
        one, other = statements[first], statements[second]
        beside = _counts(one) != _counts(other) or _is_aside(one) or _is_aside(other)
        # What two people say may be near in meaning and no one thing; and whatever stands with words that are denied or
        # taken back is told as being so.
        beside = beside or likeness.speak_apart(one, other)
        beside = beside or any(statements[k].stance in {"denies", "withdraws"} for k in (*left, *right))
        if beside and likely < self.settings.told_anew_beside:
            return False
        if self._apart(first, second) or _two_persons(one, other, likeness):
            return False
        if self._is_of_a_part(one, other) or self._is_of_a_part(other, one):
            return False
        if self._are_asides_of_others(one, other):
            return False
        if self._is_of_another_toll(one, other) or self._is_of_another_toll(other, one):
            return False
        if self._is_vague_for_another(one, other) or self._is_vague_for_another(other, one):
            return False
        if self._say_two_things(left, right):
            return False
        some, others = left[:COMPARED], right[:COMPARED]
        apart = sum(self._rule_out(x, y) for x in some for y in others)
        # One telling among several may be rounder or shorter than the rest; what most of them rule out is another
        # claim.
        return 2 * apart <= len(some) * len(others)

    def _rule_out(self, x: int, y: int) -> bool:
        """Say whether two statements of two groups speak against their being one claim.

        "410 crates", which some report of the one group has in a sentence of its own, does not speak against "pulled
        410 crates from the sea and burnt the nets", though as a count it is no telling of it.
        """
        a, b = self.statements[x], self.statements[y]
        return self._apart(x, y) and not _is_count_in(a, b) and not _is_count_in(b, a)

    def _is_of_a_part(self, count: Statement, whole: Statement) -> bool:
        """Say whether a bare count is that of a clause inside a statement, which tells another thing by itself.

        "The shares, *which ended at 23.90 crowns*, rose": who says 23.90 crowns tells nothing of the rise.
        """
        if count.figure is None or not count.part or whole.part or whole.figure is not None:
            return False
        inside = (self.statements[k] for k in self.evidence.held[whole.report])
        clauses = (s for s in inside if s.part and s.figure is None and s.predicate and _lies_in(s, whole))
        return any(count.numbers <= s.numbers for s in clauses)

    def _is_of_another_toll(self, one: Statement, clause: Statement) -> bool:
        """Say whether a clause names whom a toll of its own report counts, and the other tells no such toll.

        In "those *killed at the ford* are seven by now" the clause counts nobody itself, and is no telling of "five
        died"; nor of what they died of ("the raft turned over at the ford"), nor of a sentence with an older toll in it
        ("the raft turned over, killing five"). So with any count of one noun: "60 letters were copied" does not tell of
        those "*who broke into the archive*" and, in the sentence around it, copied 40.
        """
        if not clause.part or clause.figure is not None:
            return False
        counts = [s.figure for s in self._around(clause) if s.figure is not None]
        tolls = [figure for figure in counts if figure.what]
        if one.figure is None:
            named = {concept(toll.what or "") for toll in tolls} & {concept(clause.predicate), *clause.words}
            if not named or not named & {concept(one.predicate), *one.words}:
                return bool(named)
            beside = (self.statements[k] for k in self.evidence.held[one.report])
            older = [
                s.figure for s in beside if s.figure and concept(s.figure.what or "") in named and _lies_in(s, one)
            ]
            return bool(older) and not any(same_number(x, toll) for x in older for toll in tolls)
        alike = [figure for figure in counts if _count_alike(figure, one.figure)]
        return bool(alike) and not any(same_number(one.figure, toll) for toll in alike)

    def _are_asides_of_others(self, one: Statement, other: Statement) -> bool:
        """Say whether two lean each on the sentence around it, and these give other speeds.

        "It ran at 96 km/h *as it entered the strait*", "at 103 km/h *when it entered the sound*": such a clause is no
        sentence by itself, so all of the one sentence would be printed for both.
        """
        if one.sound or other.sound or not _is_aside(one) or not _is_aside(other):
            return False
        return give_other_speeds(*(frozenset(n for s in self._around(x) for n in s.numbers) for x in (one, other)))

    def _around(self, clause: Statement) -> Iterator[Statement]:
        """Yield what a clause stands in."""
        return (s for k in self.evidence.held[clause.report] if _lies_in(clause, s := self.statements[k]))

    def _is_vague_for_another(self, vague: Statement, told: Statement) -> bool:
        """Say whether one says "millions", and its report gives another number of millions than the other does."""
        figure = vague.figure
        if figure is None or not isinstance(figure.value, tuple) or figure.value[0] < LEAST_VAGUE:
            return False
        low, high = figure.value
        report = (self.statements[k] for k in self.evidence.held[vague.report])
        own = [x for s in report for x in _amounts(s.text) if low < x.value <= high]
        given = [x for x in _amounts(told.text) if low < x.value <= high]
        return bool(own and given) and not any(near_any(x, own, "") for x in given)

    def _say_two_things(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Say whether a report says one thing in the one group and another in the other."""
        said: dict[str, list[int]] = defaultdict(list)
        for k in right:
            said[self.statements[k].report].append(k)
        return any(self._are_two_things(x, y) for x in left for y in said.get(self.statements[x].report, ()))

    def _are_two_things(self, x: int, y: int) -> bool:
        """Say whether two statements of one report are not one thing told again, as in its lead and further down.

        A count and the sentence that it stands in are one thing, and so are a count and what takes it back.
        """
        a, b = self.statements[x], self.statements[y]
        if "withdraws" in (a.stance, b.stance) or a.span.overlaps(b.span):
            return False
        if a.sentence == b.sentence:
            return True
        wordings = self.evidence.wordings[x], self.evidence.wordings[y]
        if wordings not in self._within:
            pieces = self.evidence.between(a.report, a.report, [self._place[x]], [self._place[y]])
            self._within[wordings] = float(self.rank.weigh(pieces)[0, 0])
        # What somebody is quoted with is mostly told beside the newsroom's own account, and not once more.
        return self._within[wordings] < self.settings.told_again + ACROSS_VOICES * (a.kind != b.kind)


def _count_alike(one: Figure, other: Figure) -> bool:
    """Say whether two figures are of one toll, or, where nobody is said to have died or the like, of one noun."""
    if one.what or other.what:
        return one.what == other.what
    return bool(one.noun) and (one.unit, (one.noun or "").lower()) == (other.unit, (other.noun or "").lower())


def _amounts(text: str) -> list[Amount]:
    """Return the exact numbers of a text."""
    return [x for x in (amount_of(word) for _, _, word in numbers_in(text)) if x is not None]


def _lies_in(part: Statement, whole: Statement) -> bool:
    return part.span != whole.span and whole.span.start <= part.span.start and part.span.end <= whole.span.end


def _two_persons(a: Statement, b: Statement, likeness: Likeness) -> bool:
    """Say whether two people speak whose names share no word: two presidents may speak for one office, as far as known.

    For what confirms they count as one source; what they say is told as two people's words all the same, however near
    the words are.
    """
    if not a.speakers or not b.speakers or not {*a.speakers, *b.speakers} <= set(likeness.roles):
        return False
    here, there = ({word for name in s.speakers for word in name.split()} for s in (a, b))
    return not here & there


def _counts(statement: Statement) -> bool:
    """Say whether a statement turns on a count; a share in per cent is told beside a thing, and so is "a third"."""
    return statement.figure is not None and statement.figure.unit != FRACTION


def _is_count_in(count: Statement, whole: Statement) -> bool:
    """Say whether one is a bare count, of some size, that the other has in it, and neither answers another."""
    if count.figure is None or not count.part or whole.figure is not None or not count.numbers:
        return False
    if count.negated != whole.negated or {count.stance, whole.stance} & {"denies", "withdraws"}:
        return False
    return middle(count.figure) >= FEW_COUNTED and count.numbers <= whole.numbers


def _is_aside(statement: Statement) -> bool:
    """Say whether a statement is a clause inside another and no count: "…, *who had waited in the hall*"."""
    return statement.part and statement.figure is None
