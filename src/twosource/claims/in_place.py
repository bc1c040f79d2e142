"""Groups of statements come in; those go out as one that copies of one text print at one place, in other words.

Whoever runs an agency's copy keeps most of it and puts a sentence here and there in words of his own: where the one has
"talks broke off at about 8:30 p.m.", the other's "talks collapsed" stands between the same two sentences. That is
evidence which no two newsrooms' own reports have, so little more likeness is asked for than that something is the same.
A sentence that one copy left out and one that the other put in at its place have nothing to do with each other; hence
the share of words. What is joined here confirms nothing, for it is all of one lineage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from twosource.claims.evidence import LARGE
from twosource.claims.statements import MEASURES, Statement
from twosource.language.notes import ReportNotes
from twosource.model import Span

# Each copy is compared with the first so many of its lineage: a story of hundreds grows with its reports.
COPIES = 6
# Of the words of the shorter telling this share is in the other one: a sentence put in where another was cut has a name
# or its subject in common with it.
IN_COMMON = 0.4
# So many words, if it is not all of them: "the pumps gave out", "the pumps were bought" have their subject in common.
LEAST = 2
# So nearly all of it, where what stands beside it in its sentence is one with the other already.
NEARLY_ALL = 0.7
# Between two sentences that both have, so many of one copy may stand for one of the other.
FEW = 3

_NOT = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)

Differ = Callable[[Statement, Statement], bool]


@dataclass(frozen=True, slots=True)
class _Copy:
    """A report as its sentences in order: what is said in each, and in which paragraph it stands."""

    said: Sequence[Sequence[Statement]]
    paragraph: Sequence[int]

    def edge(self, n: int, step: int) -> bool:
        """Say whether a sentence is the first (`step` -1) or the last (1) of its paragraph."""
        return not 0 <= n + step < len(self.said) or self.paragraph[n] != self.paragraph[n + step]


class _Told:
    """Which groups each sentence of a copy tells, and in which sentences each group is told, as groups are by now."""

    def __init__(self, copy: _Copy, home: Mapping[int, int]) -> None:
        self.groups = [{home[id(s)] for s in said} for said in copy.said]
        self.where: dict[int, set[int]] = defaultdict(set)
        for n, told in enumerate(self.groups):
            for group in told:
                self.where[group].add(n)


def join_in_place(
    groups: Sequence[Sequence[Statement]], notes: Sequence[ReportNotes], lineages: Mapping[str, str], differ: Differ
) -> tuple[list[list[Statement]], set[int]]:
    """Return the groups, those brought together that copies print at one place, and which statements they hold, by id.

    `differ` says of two statements that their slots forbid that they are one claim. Groups of which one report has a
    statement each, and those in which something is taken back, stay as they are.
    """
    joined = [list(group) for group in groups]
    home = {id(s): n for n, group in enumerate(joined) for s in group}
    copies = _copies(home, joined, notes)
    moved: set[int] = set()
    told = {name: {home[id(s)] for said in copy.said for s in said} for name, copy in copies.items()}
    current: dict[str, _Told] = {}  # forgotten as soon as groups are brought together

    def now(name: str) -> _Told:
        if name not in current:
            current[name] = _Told(copies[name], home)
        return current[name]

    for a, b in _of_one_lineage(list(copies), lineages):
        if told[a] == told[b]:
            continue
        # All that the shorter says may stand in the other as it is.
        shorter = told[a] <= told[b] or told[b] <= told[a]
        for one, other in () if shorter else _at_one_place(copies[a], copies[b], now(a), now(b), home):
            first, second = sorted((home[id(one)], home[id(other)]))
            if first == second or differ(one, other) or not _may_meet(joined[first], joined[second]):
                continue
            _bring_together(first, second, joined, home)
            current.clear()
            moved |= {id(s) for s in joined[first]}
        for one, other in _halves(copies[a], copies[b], now(a), now(b), home):
            first, second = sorted((home[id(one)], home[id(other)]))
            if (
                first == second
                or not _is_of_copies(joined[home[id(one)]], lineages)
                or _is_answered(joined, first, second)
            ):
                continue
            _bring_together(first, second, joined, home)
            current.clear()
            moved |= {id(s) for s in joined[first]}
    return [group for group in joined if group], moved


def _bring_together(first: int, second: int, joined: list[list[Statement]], home: dict[int, int]) -> None:
    for s in joined[second]:
        home[id(s)] = first
    joined[first] += joined[second]
    joined[second] = []


def _is_of_copies(group: Sequence[Statement], lineages: Mapping[str, str]) -> bool:
    """Say whether a group is of one lineage: what another newsroom tells for itself is not moved with it."""
    return len({lineages.get(s.report, s.report) for s in group}) == 1


def _is_answered(joined: Sequence[Sequence[Statement]], first: int, second: int) -> bool:
    """Say whether something in two groups is denied or taken back: then each is answered by itself."""
    return any(s.stance in {"denies", "withdraws"} for n in (first, second) for s in joined[n])


def _may_meet(left: Sequence[Statement], right: Sequence[Statement]) -> bool:
    """Say whether no report is in both groups, and nothing in them is taken back."""
    reports = {s.report for s in left} & {s.report for s in right}
    return not reports and not any(s.stance == "withdraws" for s in (*left, *right))


def _copies(
    home: Mapping[int, int], groups: Sequence[Sequence[Statement]], notes: Sequence[ReportNotes]
) -> dict[str, _Copy]:
    """Return the reports by name, in order, as what is said sentence by sentence."""
    said: dict[tuple[str, Span], list[Statement]] = defaultdict(list)
    for group in groups:
        for s in group:
            said[s.report, s.sentence].append(s)
    found = {}
    for n in notes:
        sentences = [s for s in sorted(n.sentences) if said.get((n.report, s))]
        starts = [p.start for p in n.paragraphs]
        told = [sorted(said[n.report, s], key=lambda x: x.span) for s in sentences]
        found[n.report] = _Copy(told, [bisect_right(starts, s.start) for s in sentences])
    return found


def _of_one_lineage(reports: Sequence[str], lineages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    before: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        if report in lineages:
            for other in before[lineages[report]][:COPIES]:
                yield other, report
            before[lineages[report]].append(report)


def _at_one_place(
    a: _Copy, b: _Copy, here: _Told, there: _Told, home: Mapping[int, int]
) -> Iterator[tuple[Statement, Statement]]:
    """Yield the pairs of statements that stand at one place in two copies and that nothing in the other tells.

    Groups may be brought together meanwhile: `home` says of which each statement is by now.
    """
    links = _links(here, there)
    back = {j: i for i, j in links.items()}
    for i in range(len(a.said)):
        for j in _places_of(i, a, b, links, back):
            if here.groups[i] != there.groups[j]:  # of most both tell the same
                yield from _left_alone(a.said[i], b.said[j], home)
    for mine, theirs in _between(a, b, links):
        said, told = ([s for n in places for s in c.said[n]] for c, places in ((a, mine), (b, theirs)))
        yield from (
            (x, y) for x, y in _left_alone(said, told, home) if x.speakers == y.speakers and x.direct != y.direct
        )


def _links(here: _Told, there: _Told) -> dict[int, int]:
    """Return which sentence of one copy tells what which of the other tells, where it is one alone and none other."""
    found = [{j for group in told for j in there.where.get(group, ())} for told in here.groups]
    taken = Counter(j for js in found for j in js)
    return {i: j for i, js in enumerate(found) if len(js) == 1 for j in js if taken[j] == 1}


def _places_of(i: int, a: _Copy, b: _Copy, links: Mapping[int, int], back: Mapping[int, int]) -> Iterator[int]:
    """Yield the sentence of the other copy that stands where sentence `i` stands: one that tells it, or between such.

    Of the sentences before and behind one at least is told in both; the other is, too, or the paragraph ends there.
    """
    if i in links:
        yield links[i]
        return
    for step in (-1, 1):
        beside = links.get(i + step)
        if beside is None or not 0 <= beside - step < len(b.said) or beside - step in back:
            continue
        j = beside - step
        edges = a.edge(i, step), b.edge(j, step)
        if edges[0] != edges[1]:
            continue
        far = links.get(i - step)
        closed = a.edge(i, -step) and b.edge(j, -step) and not edges[0]
        if closed or (far is not None and far == j - step):
            yield j
            return


def _between(a: _Copy, b: _Copy, links: Mapping[int, int]) -> Iterator[tuple[range, range]]:
    """Yield the sentences of each copy between two that both have, where one has a single one there, the other a few.

    Only what is quoted in the one and told in the other is sought there: who tells it mostly cuts what stood beside it.
    """
    for (i, j), (after, behind) in pairwise(sorted(links.items())):
        here, there = range(i + 1, after), range(j + 1, behind)
        if 1 in (len(here), len(there)) and 1 < max(len(here), len(there)) <= FEW:
            yield here, there


def _halves(
    a: _Copy, b: _Copy, here: _Told, there: _Told, home: Mapping[int, int]
) -> Iterator[tuple[Statement, Statement]]:
    """Yield what one copy tells in two statements and the other in one, where only one of the two is joined with it.

    "The hail killed two cows and *broke a skylight*", says a copy flatly of what a clinic is heard with in the other as
    a whole. The half comes first.
    """
    for i, j in _links(here, there).items():
        if here.groups[i] == there.groups[j]:
            continue
        for said, told in ((a.said[i], b.said[j]), (b.said[j], a.said[i])):
            groups = {home[id(s)] for s in told}
            for half in said:
                if home[id(half)] in groups:
                    continue
                for whole in told:
                    beside = [s for s in said if home[id(s)] == home[id(whole)]]
                    if beside and not any(_holds(s, half) for s in beside) and _is_in(half, whole):
                        yield half, whole


def _holds(whole: Statement, part: Statement) -> bool:
    return whole.span.start <= part.span.start and part.span.end <= whole.span.end


def _is_in(half: Statement, whole: Statement) -> bool:
    """Say whether nearly all words of one of two stand in the other, and all numbers of the half."""
    if bool(half.speakers) == bool(whole.speakers):
        return False  # two deeds of one sentence are two things where both are on one word
    if half.negated != whole.negated and len({bool(_NOT.search(s.text)) for s in (half, whole)}) > 1:
        return False  # of "the money for not printing it", cut short, the "not" is no verb's
    if not half.numbers <= whole.numbers:
        return False
    left, right = set(half.words), set(whole.words)
    shared = left & right
    return len(shared) >= LEAST and len(shared) >= NEARLY_ALL * min(len(left), len(right)) and bool(shared - half.about)


def _left_alone(
    one: Sequence[Statement], other: Sequence[Statement], home: Mapping[int, int]
) -> Iterator[tuple[Statement, Statement]]:
    """Yield the pairs of what two sentences tell and not each other, each the likest of the other's."""
    groups: list[AbstractSet[int]] = [{home[id(s)] for s in said} for said in (one, other)]
    mine = [s for s in one if home[id(s)] not in groups[1]]
    theirs = [s for s in other if home[id(s)] not in groups[0]]
    alike = {(m, n): _in_common(a, b) for m, a in enumerate(mine) for n, b in enumerate(theirs)}
    for (m, n), share in sorted(alike.items(), key=lambda x: (-x[1], x[0])):
        best = max(v for (x, y), v in alike.items() if x == m or y == n)
        if share >= IN_COMMON and share == best:
            yield mine[m], theirs[n]


def _in_common(a: Statement, b: Statement) -> float:
    """Return the share of the shorter telling's words that the other has, 0 where names alone are the same.

    A count is told by a count, and a clause inside a statement by another; nobody's words become another's.
    """
    if (a.figure is None) != (b.figure is None) or a.part != b.part or a.negated != b.negated:
        return 0.0
    if a.clear != b.clear:
        return 0.0  # "to seize power" is the end of a sentence, and no telling of one that has a subject
    if a.speakers and b.speakers and not set(a.speakers) & set(b.speakers):
        return 0.0
    if bool(_large(a)) != bool(_large(b)):
        return 0.0  # who leaves out the number tells less, and what is taken back with it is not taken back from him
    left, right = set(a.words), set(b.words)
    shared = left & right
    if not (shared - a.about - b.about or a.hours & b.hours):
        return 0.0
    many, shorter = len(shared) + bool(a.hours & b.hours), min(len(left), len(right))
    return many / shorter if many >= LEAST or (many == shorter and (a.part or a.speakers)) else 0.0


def _large(statement: Statement) -> set[float]:
    return {n for n, unit in statement.numbers if n >= LARGE and (not unit or unit not in MEASURES)}
