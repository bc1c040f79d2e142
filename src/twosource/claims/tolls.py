"""The counts of a story come in; those that contradict each other, and tolls that a later one replaced, go out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from twosource.claims.counts import middle, same_count
from twosource.claims.figure_pairs import compare_figures
from twosource.claims.likeness import whole_days
from twosource.claims.statements import TOLL_VERBS, Statement
from twosource.claims.telling import sentence
from twosource.claims.toll import (
    HEAD,
    Toll,
    make_toll,
    named_together,
    names_of_one_thing,
    part_outgrows,
    readings_of,
    scenes_of,
)
from twosource.model import Claim, Conflict

_Pair = tuple[int, int]
# Two newsrooms' counts of one thing seldom differ by more than this factor; two days' tolls of a disaster may.
WORLDS_APART = 10.0


# One count against more than this many is of another thing than all of them.
AGAINST_AT_MOST = 2
# A report that gives more counts of one kind than this surveys many places or days, and not one event.
COUNTS_OF_ONE_EVENT = 5
DEATHS = ("killed", "casualties")
_GROWS = {"rise", "reach", "climb", "jump", "mount", "grow", "soar"}


def compare_tolls(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    published: Mapping[str, str | None],
    texts: Mapping[str, str] | None = None,
) -> list[Conflict]:
    """Compare the counts of one kind of thing across claims and reports, each pair once.

    A chain of later tolls is one entry, in order of time, and no two of its links contradict each other as well. What
    a report prints side by side is not compared: it means two things by them. What was withdrawn, under any wording,
    and what is background to the event, is left out. `texts` gives each report's text: what a number counts is told by
    the words around it.
    """
    tolls = [
        t for claim, group in zip(claims, groups, strict=True) if (t := make_toll(claim, group, published, texts or {}))
    ]
    tolls = [t for t in tolls if not _is_of_some_place(t, tolls)]
    withdrawn = [t.figure for t in tolls if t.claim.standing == "withdrawn"]
    called = names_of_one_thing(groups)
    slots: dict[tuple[str, str, bool], list[Toll]] = defaultdict(list)
    for toll in tolls:
        if not any(same_count(toll.figure, figure) for figure in withdrawn):
            what = toll.figure.what or ""
            slots[toll.figure.unit, called.get(what, what), toll.confirmed].append(toll)
    if any(t.when for t in tolls):
        # One whose day nobody knows may be of any; where none has a day, all are taken to be of now.
        slots = {key: [t for t in found if t.when] for key, found in slots.items()}
    together, scenes = named_together(groups), scenes_of(groups)
    return [conflict for key in sorted(slots) for conflict in _compared(slots[key], together, scenes)]


def _is_of_some_place(toll: Toll, tolls: Sequence[Toll]) -> bool:
    """Say whether a count of nobody is of a place that the text is at ("a shell hit the ward. Nobody was hurt.").

    That nobody was hurt at all stands at the head of a report, and the report counts nobody hurt or killed.
    """
    if middle(toll.figure) != 0:
        return False
    others = (t for t in tolls if t.reports & toll.reports and middle(t.figure) and t.figure.unit == "people")
    return not toll.leads or any(others)


def _of_one_scene(a: Toll, b: Toll, scenes: Mapping[str, set[str]]) -> bool:
    """Say whether a report of each names one thing at its head that one of the other's does, or nothing at all.

    A story may hold two shootings; who names no place beside the number leaves open which of them it counts.
    """
    here, there = ([scenes.get(report, set()) for report in t.reports] for t in (a, b))
    return any(x & y or not x or not y for x in here for y in there)


def _compared(
    tolls: Sequence[Toll], together: frozenset[frozenset[str]], scenes: Mapping[str, set[str]]
) -> Iterator[Conflict]:
    """Yield what contradicts, then the chains of later counts: a pair within a chain is no contradiction."""
    later, against = _relations(tolls, together, scenes)
    chains = list(_chains(tolls, later, against))
    home = {at: n for n, chain in enumerate(chains) for at in chain}
    for i, j in _nearest(tolls, against, home):
        a, b = tolls[i], tolls[j]
        words = f"Figures that differ: {_told(a)} Against: {_told(b)}"
        readings = readings_of(a.claim, a.counted) + readings_of(b.claim, b.counted)
        yield Conflict("contradiction", a.claim.id, readings, words)
    for chain in chains:
        ordered = [tolls[at] for at in chain]
        words = f"Later counts replaced earlier ones: {' '.join(_told(t) for t in ordered)}"
        readings = tuple(r for t in ordered for r in readings_of(t.claim, t.counted))
        yield Conflict("supersession", ordered[-1].claim.id, readings, words)


def _relations(
    tolls: Sequence[Toll], together: frozenset[frozenset[str]], scenes: Mapping[str, set[str]]
) -> tuple[set[_Pair], set[_Pair]]:
    """Return the pairs (earlier, later) of which one replaced the other, and those that contradict each other."""
    later, against = set(), set()
    scattered = _are_scattered(tolls, together)
    printed = Counter(report for toll in tolls for report in toll.reports)
    surveys = {report for report, n in printed.items() if n > COUNTS_OF_ONE_EVENT}
    parts = _by_place(tolls)
    for (i, a), (j, b) in combinations(enumerate(tolls), 2):
        if a.reports & b.reports or a.reports <= surveys or b.reports <= surveys:
            continue
        outgrown = part_outgrows(a, b)
        if not _of_one_scope(a, b, together, outgrown) or _of_two_days(a.statement, b.statement):
            continue
        # A toll that stands at the head of two reports is of the event, even if only one sentence says where it was.
        placed_alike = outgrown or bool(a.statement.places) == bool(b.statement.places)
        if not placed_alike and (scattered or not (a.leads and b.leads)):
            continue
        if not _of_one_scene(a, b, scenes):
            continue
        if parts & {i, j} and not _of_one_part(a.statement.places, b.statement.places, {i, j} <= parts):
            continue
        relation = compare_figures(a.figure, b.figure, when_a=a.when, when_b=b.when)
        # "One man" and "a woman" single somebody out, and count nothing; "no one was hurt" counts.
        counted = not 0 < min(middle(a.figure), middle(b.figure)) <= 1
        placed = (a.statement.places and b.statement.places) or not scattered
        placed = placed and (a.ahead or b.ahead)
        if relation == "contradiction" and counted and placed and placed_alike and _must_agree(a, b):
            against.add((i, j))
        elif relation == "supersession" and placed:
            later.add((j, i) if relation.later == "a" else (i, j))
    met = Counter(n for pair in against for n in pair)
    lower = _lower_down(tolls)
    against = {pair for pair in against if max(met[n] for n in pair) <= AGAINST_AT_MOST}
    later = {pair for pair in later if not lower & {*pair} and not _replaces_its_own(pair, later, against, tolls)}
    return later, {pair for pair in against if not lower & {*pair}}


def _replaces_its_own(pair: _Pair, later: set[_Pair], against: set[_Pair], tolls: Sequence[Toll]) -> bool:
    """Say whether a later count is of who gave another before, against that which it is said here to replace."""
    rival, now = pair
    who = set(tolls[now].statement.speakers)
    own = (k for k, m in later if m == now and k != rival and who & set(tolls[k].statement.speakers))
    return not who & set(tolls[rival].statement.speakers) and any(_pair(rival, k) in against for k in own)


def _lower_down(tolls: Sequence[Toll]) -> set[int]:
    """Return the counts that a report gives further down than another of the kind: parts, mostly, or of before."""
    first: dict[str, int] = {}
    for toll in tolls:
        for report, at in toll.stands.items():
            first[report] = min(at, first.get(report, at))
    return {
        n for n, t in enumerate(tolls) if any(at > HEAD and first[report] <= HEAD for report, at in t.stands.items())
    }


def _by_place(tolls: Sequence[Toll]) -> set[int]:
    """Return the counts that their report gives place by place: ten at the airport, twenty in the underground."""
    found = set()
    for (i, a), (j, b) in combinations(enumerate(tolls), 2):
        here, there = a.statement.places, b.statement.places
        if a.reports & b.reports and here and there and not here & there:
            found |= {i, j}
    return found


def _of_one_part(here: frozenset[str], there: frozenset[str], both: bool) -> bool:
    """Say whether a place's count and another are of that place: both name it, one of two parts may name more."""
    return bool(here & there) if both else here == there


def _of_two_days(a: Statement, b: Statement) -> bool:
    """Say whether two counts are of what happened on two days: 13 were arrested on Friday, 80 on Sunday night.

    A toll that rose on another day is one toll.
    """
    days = [whole_days(s.days) for s in (a, b)]
    return all(days) and not days[0] & days[1] and not {a.predicate, b.predicate} & TOLL_VERBS


def _must_agree(a: Toll, b: Toll) -> bool:
    """Say whether two counts of one thing are of all of it, so that one of them is wrong."""
    with_attacker = (
        a.figure.what in DEATHS and (a.attacker or b.attacker) and abs(middle(a.figure) - middle(b.figure)) == 1
    )
    return a.ahead and b.ahead and not with_attacker and not _two_counters(a, b) and not _grew(a, b)


def _grew(a: Toll, b: Toll) -> bool:
    """Say whether the higher of two is said to have been reached: a toll rises on one day as well."""
    higher = max((a, b), key=lambda t: middle(t.figure))
    return higher.statement.predicate in _GROWS


def _two_counters(a: Toll, b: Toll) -> bool:
    """Say whether two count, each for himself and on another day: their numbers differ by nature."""
    speakers = set(a.statement.speakers), set(b.statement.speakers)
    return a.when != b.when and all(speakers) and not speakers[0] & speakers[1]


def _are_scattered(tolls: Sequence[Toll], together: frozenset[frozenset[str]]) -> bool:
    """Say whether a story has such counts of several places: then one that names no place may be of any."""
    placed = [t.statement.places for t in tolls if t.statement.places]
    return any(not _same_place(a, b, together) for a, b in combinations(dict.fromkeys(placed), 2))


def _same_place(a: frozenset[str], b: frozenset[str], together: frozenset[frozenset[str]]) -> bool:
    return bool(a & b) or any(frozenset((x, y)) in together for x in a for y in b)


def _of_one_scope(a: Toll, b: Toll, together: frozenset[frozenset[str]], outgrown: bool = False) -> bool:
    """Say whether two counts may be of one thing.

    They may not where their sentences name places that no sentence of the story names `together`, where one counts
    for a county and the other does not (unless that part has `outgrown` the whole), where one number is of things of
    two kinds, nor where they are worlds apart.
    """
    here, there = a.statement.places, b.statement.places
    if a.sums != b.sums or (a.ward != b.ward and not outgrown):
        return False
    if here and there and not _same_place(here, there, together):
        return False
    low, high = sorted((abs(middle(a.figure)), abs(middle(b.figure))))
    return low == 0 or high <= WORLDS_APART * max(low, 1.0)


def _chains(tolls: Sequence[Toll], later: set[_Pair], against: set[_Pair]) -> Iterator[list[int]]:
    """Yield chains of later counts, the best attested first; each toll is in one of them at most."""
    order = sorted(range(len(tolls)), key=lambda n: _place(tolls[n]))
    while chain := _heaviest(tolls, order, later, against):
        for n in order:
            linked = any((n, m) in later or (m, n) in later for m in chain) and not any(
                _says_no_more(tolls[n], tolls[m]) for m in chain
            )
            if n not in chain and linked and not any(_pair(n, m) in against for m in chain):
                grown = sorted((*chain, n), key=lambda m: _place(tolls[m]))
                chain = grown if _in_step(tolls, grown) else chain
        yield sorted(chain, key=lambda n: _place(tolls[n]))
        order = [n for n in order if n not in chain]


def _says_no_more(toll: Toll, link: Toll) -> bool:
    """Say whether a count agrees with a link of its day: "more than 20" beside 23 is no step between nine and 23."""
    return toll.when == link.when and compare_figures(toll.figure, link.figure) in {"equal", "compatible"}


def _in_step(tolls: Sequence[Toll], chain: Sequence[int]) -> bool:
    """Say whether the counts only rise, or only fall: "at least seven" tells nothing after nine."""
    counts = [middle(tolls[n].figure) for n in chain]
    return counts == sorted(counts) or counts == sorted(counts, reverse=True)


def _heaviest(tolls: Sequence[Toll], order: list[int], later: set[_Pair], against: set[_Pair]) -> list[int]:
    """Return the chain that most reports stand behind; two links of it never contradict each other."""
    best: dict[int, tuple[int, list[int]]] = {}
    for n in order:
        # Of two that as many reports give, the exact one is the link, not "more than 20".
        weight = 2 * len(tolls[n].reports) + (tolls[n].figure.comparator == "=")
        before = [
            best[m]
            for m in order
            if m in best and (m, n) in later and not any(_pair(n, link) in against for link in best[m][1])
        ]
        ahead, path = max(before, key=lambda found: found[0], default=(0, []))
        best[n] = (ahead + weight, [*path, n])
    chains = [found for found in best.values() if len(found[1]) > 1]
    return list(max(chains, key=lambda found: found[0])[1]) if chains else []


def _nearest(tolls: Sequence[Toll], against: set[_Pair], home: Mapping[int, int]) -> list[_Pair]:
    """Return the pairs to tell: none within a chain; what contradicts several links is told against the nearest."""
    told: dict[tuple[int, int, int], list[_Pair]] = defaultdict(list)
    for i, j in sorted(against):
        if i in home and home.get(j) == home[i]:
            continue
        chained = home.get(i, home.get(j, -1))
        loose = (j, -1) if i in home else (i, -1) if j in home else (i, j)
        told[(*loose, chained)].append((i, j))
    return sorted(min(pairs, key=lambda p: _distance(tolls, p)) for pairs in told.values())


def _distance(tolls: Sequence[Toll], pair: _Pair) -> tuple[int, int, _Pair]:
    """Return how many days apart two counts are, those that more reports give first."""
    a, b = tolls[pair[0]], tolls[pair[1]]
    apart = abs((date.fromisoformat(a.when) - date.fromisoformat(b.when)).days) if a.when and b.when else 0
    return apart, -len(a.reports) - len(b.reports), pair


def _place(toll: Toll) -> tuple[str, float, str]:
    return toll.when or "", toll.figure.low or toll.figure.high or 0.0, toll.claim.id


def _pair(n: int, m: int) -> _Pair:
    return (n, m) if n < m else (m, n)


def _told(toll: Toll) -> str:
    return sentence(toll.claim.text)
