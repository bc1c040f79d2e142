"""Who was made from whom: shown by evidence, or unknown.

Each report of a family is weighed against each other as its parent: what would an editor have had to write, cut and
move (kinship.py), and what marks did that leave (evidence.py)? The cheapest parent wins if making the child from it
is cheaper than the other way round, and no relative of equal standing is closer. Where siblings each hold what the
other lacks, none explains the other: their original is not among the reports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from twosource.lineage.borrowing import accounted_for, borrowed, is_all, lenders, word_for_word
from twosource.lineage.ceiling import may_have_changed
from twosource.lineage.evidence import MOST, Side, describe_making, is_dated, later_by_date, marks
from twosource.lineage.kinship import Making, both_ways
from twosource.lineage.links import Links
from twosource.lineage.matching import Match, choose_matches, turned
from twosource.lineage.phrasings import Phrasings
from twosource.model import Settings

_RELATIVES = 3  # members of a family among which a parent is sought: those that share most runs
_COMPARED_AT_ONCE = (
    13  # members of a family whose sentences are compared each with each; a larger one is taken in parts
)

# Share of a version's words that the shorter one must lack: less is correction, and goes either way. Tuned on
# reuters-feb-mar.
_CUT = 0.02


class Parent(NamedTuple):
    """The closest relative of a report; `shown` if the report was made from it, with the evidence.

    `doubles` are others that explain it exactly as well.
    """

    parent: int
    shown: bool
    evidence: tuple[str, ...]
    doubles: tuple[int, ...] = ()


@dataclass(frozen=True)
class Way:
    """One report as the parent of another: what it takes, and what it takes the other way round.

    `days` is by how many days the child is the later one. `pairs` are the sentences that they share; where `turned`,
    as seen from the parent.
    """

    child: int
    parent: int
    sides: tuple[Side, Side]
    making: Making
    back: Making
    days: int
    pairs: Sequence[Match]
    turned: bool = False

    @cached_property
    def matches(self) -> Sequence[Match]:
        """The sentences that they share, in the order of the child."""
        return turned(self.pairs) if self.turned else self.pairs

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The marks of editing that the child bears, in words; looking for them costs more than the making does."""
        changed = [m for m in self.pairs if not m.equal]
        return marks(*self.sides, turned(changed) if self.turned else changed)

    def lead(self, back: Way, worth: float) -> float:
        """Return how much cheaper this way is than the other, in words, each mark of editing `worth` so many of them.

        Marks are not looked for where they could not turn the answer about.
        """
        lead = back.making.cost - self.making.cost
        if abs(lead) > 2 * MOST * worth:
            return lead
        return lead + worth * (len(self.marks) - len(back.marks))


Ways: TypeAlias = Mapping[tuple[int, int], Way]
Borrowed: TypeAlias = dict[int, list[int]]  # sentences of a report that stand in others, by the number of the other


class Descent(NamedTuple):
    """The parents of a family's members by number, and whether the original of the family is none of them.

    `borrowed` gives, by member, the sentences that stand in reports of other families, by report. `closest` is
    the way from each member's parent to it.
    """

    parents: dict[int, Parent]
    unseen_original: bool
    borrowed: dict[int, Borrowed]
    closest: dict[int, Way]


def find_parents(family: Sequence[int], links: Links) -> Descent:
    """Find the parent of each member of a family of two or more."""
    ways, taken = _ways(family, links)
    ways_of: dict[int, list[Way]] = {i: [] for i in family}
    for way in ways.values():
        ways_of[way.child].append(way)
    chosen = {i: _choose(ways_of[i], ways, links) for i in family}
    parents = _without_rings(_settle_doubles(chosen, ways), ways)
    closest = {i: ways[i, parent.parent] for i, parent in parents.items()}
    roots = [i for i in family if not parents[i].shown]
    return Descent(parents, _each_has_what_the_other_lacks(roots, ways, links.settings), taken, closest)


def _each_has_what_the_other_lacks(roots: Sequence[int], ways: Ways, settings: Settings) -> bool:
    """Say whether two reports without a parent each hold sentences that the other lacks: both come from a third."""
    pairs = [ways[i, j] for i in roots for j in roots if i < j and (i, j) in ways]
    least = settings.own_sentences_at_most / 3
    return any(way.making.added > least and way.back.added > least for way in pairs)


def _choose(others: Sequence[Way], ways: Ways, links: Links) -> Parent:
    """Choose the parent of a report from all ways to make it."""
    closest = min(others, key=_nearness)
    likely = [w for w in others if w.days >= 0 and _is_made_of(w, links)]
    worth = links.settings.worth_of_a_mark
    leads = {w.parent: w.lead(ways[w.parent, w.child], worth) for w in likely}
    down = [w for w in likely if w.days > 0 or leads[w.parent] > 0]
    if not down:
        return Parent(closest.parent, False, ())
    best = min(down, key=_nearness)
    # A closer relative that is just as likely to be the parent as the child may stand between the two.
    between = [w for w in likely if w.days == 0 and leads[w.parent] == 0]
    if any(w.making.cost < best.making.cost for w in between):
        return Parent(closest.parent, False, ())
    return Parent(best.parent, True, _evidence(best, down), tuple(w.parent for w in _doubles(best, down)))


def _is_made_of(way: Way, links: Links) -> bool:
    """Say whether the child is its parent's copy and little else: few sentences of its own, not too many words.

    A later date allows more of its own. Of two versions by one outlet, of one day, the shorter may be either: a desk
    cuts its own story and adds to it. Then only a near-complete subset that kept the lead counts; and if nobody knows
    that they are of one day, one that is nearer still to complete.
    """
    settings, making = links.settings, way.making
    if way.days > 0:
        return making.new <= settings.own_words_if_later
    child, parent = links.reports[way.child], links.reports[way.parent]
    if child.outlet is not None and child.outlet == parent.outlet:
        dated = is_dated(child) and is_dated(parent)
        own = settings.own_words_of_one_outlet * (1.0 if dated else 0.5)
        shorter = making.words <= (1 - (_CUT if dated else 2 * _CUT)) * way.back.words
        return making.new <= own and shorter and not making.lead_cut
    return making.new <= settings.own_words_at_most and making.added <= settings.own_sentences_at_most


def _nearness(way: Way) -> tuple[float, float, int]:
    """Order ways by cost; of parents that explain a child equally well, the one with less beyond it is nearer."""
    return way.making.cost, way.back.cost, way.parent


def _doubles(way: Way, down: Sequence[Way]) -> list[Way]:
    """Return the parents that explain a child exactly as well as the one of `way`."""
    return [w for w in down if w is not way and _nearness(w)[:2] == _nearness(way)[:2]]


def _evidence(way: Way, down: Sequence[Way]) -> tuple[str, ...]:
    days = "a day" if way.days == 1 else f"{way.days} days"
    dated = (f"published {days} after {way.making.parent}",) if way.days > 0 else ()
    same = [w.making.parent for w in _doubles(way, down)]
    doubles = (f"{', '.join(same)} would explain it as well",) if same else ()
    return (*dated, *way.marks, *describe_making(way.making, way.back), *doubles)


def _ways(family: Sequence[int], links: Links) -> tuple[dict[tuple[int, int], Way], dict[int, Borrowed]]:
    """Return the ways to make members of a family from each other, and what each member has from other families."""
    found: dict[tuple[int, int], Way] = {}
    taken, changed = _taken(family, links)
    near = {i: _nearest(i, family, links) for i in family}
    pairs = [(i, j) for n, i in enumerate(family) for j in family[:n] if j in near[i] or i in near[j]]
    if len(family) <= _COMPARED_AT_ONCE:
        beside = sorted({j for near in changed.values() for j in near})
        at = {report: n for n, report in enumerate([*family, *beside])}
        phrasings = Phrasings(links.wordings([*at]), len(family))
        for i in family:
            taken[i] |= {j: borrowed(phrasings, at[i], at[j]) for j in changed[i]}
        _weigh(found, phrasings, at, pairs, taken, links)
        return found, taken
    for i in family:
        at = {report: n for n, report in enumerate([i, *changed[i]])}
        phrasings = Phrasings(links.wordings([*at]), 1)
        taken[i] |= {j: borrowed(phrasings, at[i], at[j]) for j in changed[i]}
    for i, its in groupby(pairs, key=itemgetter(0)):
        others = [j for _, j in its]
        for start in range(0, len(others), _COMPARED_AT_ONCE):
            some = others[start : start + _COMPARED_AT_ONCE]
            at = {report: n for n, report in enumerate([i, *some])}
            _weigh(found, Phrasings(links.wordings([*at]), hub=True), at, [(i, j) for j in some], taken, links)
    return found, taken


def _taken(family: Sequence[int], links: Links) -> tuple[dict[int, Borrowed], dict[int, list[int]]]:
    """Return what each member has word for word from other families, and whose sentences it may have changed."""
    inside = set(family)
    outside = {i: lenders(i, inside, links) for i in family}
    read = [*family, *sorted({j for near in outside.values() for j in near})]
    wordings = dict(zip(read, links.wordings(read), strict=True))
    taken: dict[int, Borrowed] = {}
    changed: dict[int, list[int]] = {}
    for i, near in outside.items():
        taken[i] = {j: word_for_word(wordings[i], wordings[j]) for j in near}
        # What one of them has word for word another need not be asked for in other words.
        settled = {n for numbers in taken[i].values() for n in numbers}
        accounted = accounted_for(wordings[i], settled)
        left = [j for j in near if not is_all(links.shared_runs(i, j), accounted)]
        changed[i] = [j for j in left if may_have_changed(wordings[i], wordings[j])]
    return taken, changed


def _weigh(
    found: dict[tuple[int, int], Way],
    phrasings: Phrasings,
    at: Mapping[int, int],
    asked: Sequence[tuple[int, int]],
    taken: Mapping[int, Borrowed],
    links: Links,
) -> None:
    """Add the ways between reports of each pair, both ways round; `at` says where they are among the phrasings."""
    sides = {i: Side(links.reports[i], phrasings.reports[n]) for i, n in at.items()}
    foreign = {i: {n for numbers in taken[i].values() for n in numbers} for pair in asked for i in pair}
    for i, j in asked:
        a, b = sides[i], sides[j]
        pairs = choose_matches(phrasings, at[i], at[j])
        one, other = both_ways(a.wording, b.wording, pairs, foreign[i], foreign[j])
        days = later_by_date(a.report, b.report)
        found[i, j] = Way(i, j, (a, b), one, other, days, pairs)
        found[j, i] = Way(j, i, (b, a), other, one, -days, pairs, turned=True)


def _nearest(i: int, family: Sequence[int], links: Links) -> set[int]:
    """Return the few members of a family that share most runs with one: what it was made from shares most of all."""
    others = [j for j in family if j != i]
    if len(others) <= _RELATIVES:
        return set(others)
    return set(sorted(others, key=lambda j: (-links.shared_runs(i, j), j))[:_RELATIVES])


def _settle_doubles(chosen: dict[int, Parent], ways: Ways) -> dict[int, Parent]:
    """Choose between parents that explain a child equally well: one that the others were made from, or none.

    What a copy of the parent kept whole cannot tell the two apart; that the child was made from the older of them
    takes one step less to believe. Between two that nothing puts in order the choice would be a throw of a coin.
    """
    settled = dict(chosen)
    for i, parent in chosen.items():
        equal = {parent.parent, *parent.doubles}
        if not parent.shown or len(equal) == 1:
            continue
        first = [j for j in sorted(equal) if not (chosen[j].shown and chosen[j].parent in equal)]
        if len(first) == 1:
            evidence = _evidence(ways[i, first[0]], [ways[i, j] for j in sorted(equal)])
            settled[i] = Parent(first[0], True, evidence)
        else:
            settled[i] = Parent(parent.parent, False, parent.evidence[-1:])
    return settled


def _without_rings(chosen: dict[int, Parent], ways: Ways) -> dict[int, Parent]:
    """Make the choice a branching: where parents run in a ring, the dearest of its steps is not shown.

    Each report has its cheapest parent, so without rings this is the maximum branching (Edmonds); what is broken is
    the step that a contracted ring would give up.
    """
    result = dict(chosen)
    for start in sorted(chosen):
        path = [start]
        while result[path[-1]].shown and result[path[-1]].parent not in path:
            path.append(result[path[-1]].parent)
        last = result[path[-1]]
        if last.shown:
            ring = path[path.index(last.parent) :]
            dearest = max(ring, key=lambda i: (ways[i, result[i].parent].making.cost, i))
            result[dearest] = Parent(result[dearest].parent, False, ())
    return result
