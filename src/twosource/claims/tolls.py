"""The counts of a story come in; those that contradict each other, and tolls that a later one replaced, go out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from twosource.claims.armies import are_no_troops, of_one_name
from twosource.claims.counted import part_of_two
from twosource.claims.counts import middle, same_count
from twosource.claims.figure_pairs import GROWING, SHRINKING, compare_figures
from twosource.claims.likeness import whole_days
from twosource.claims.statements import TOLL_VERBS, Statement
from twosource.claims.telling import one_after_another, sentence
from twosource.claims.toll import (
    HEAD,
    Toll,
    calling_men_alike,
    make_toll,
    named_together,
    names_of_one_thing,
    part_outgrows,
    readings_of,
    scenes_of,
    takes_in,
    was_lowered,
)
from twosource.claims.toll_chains import Pair, chains, nearest, pair_of
from twosource.model import Claim, Conflict

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
    withdrawn = [t.figure for t in tolls if t.claim.standing == "withdrawn" and not _stands_beside(t, tolls)]
    called = names_of_one_thing(groups)
    slots: dict[tuple[str, str, bool, bool], list[Toll]] = defaultdict(list)
    for toll in _in_order_of_the_day(calling_men_alike(tolls, groups)):
        if not any(same_count(toll.figure, figure) for figure in withdrawn):
            what = toll.figure.what or ""
            slots[toll.figure.unit, called.get(what, what), toll.confirmed, toll.met].append(toll)
    if any(t.when for t in tolls):
        # One whose day nobody knows may be of any; where none has a day, all are taken to be of now.
        slots = {key: [t for t in found if t.when] for key, found in slots.items()}
    together, scenes = named_together(groups), scenes_of(groups)
    return [conflict for key in sorted(slots) for conflict in _compared(slots[key], together, scenes)]


def _in_order_of_the_day(tolls: Sequence[Toll]) -> list[Toll]:
    """Return the counts, those of the later part of a day marked: that have come to more than another of the day.

    So are the missing of the reports that give such a toll: whoever was found dead is no longer looked for.
    """
    latest, grown = set(), set()
    for n, t in enumerate(tolls):
        others = (o for o in tolls if not o.grown and o.when == t.when and o.figure.what == t.figure.what)
        if t.grown and t.when and t.figure.what in GROWING and any(middle(o.figure) < middle(t.figure) for o in others):
            grown.add(n)
            latest |= {(report, t.when) for report in t.reports if t.figure.what in DEATHS}
    fewer = {
        n for n, t in enumerate(tolls) if t.figure.what in SHRINKING and {(r, t.when) for r in t.reports} <= latest
    }
    return [replace(t, later=n in grown | fewer) for n, t in enumerate(tolls)]


def _stands_beside(withdrawn: Toll, tolls: Sequence[Toll]) -> bool:
    """Say whether a report that takes something back gives its count as being so, elsewhere than where it does.

    "We withdraw the report", and "four men have died": what it takes back is no toll of four.
    """
    taken, figure = withdrawn.statement, withdrawn.counted
    if taken.sentence.start <= figure.span.start < taken.sentence.end:
        return False
    beside = (t for t in tolls if t.claim.standing != "withdrawn" and taken.report in t.reports)
    return any(t.figure.what == figure.what and same_count(t.figure, figure) for t in beside)


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
    linked = list(chains(tolls, later, against))
    home = {at: n for n, chain in enumerate(linked) for at in chain}
    for i, j in nearest(tolls, against, home):
        a, b = tolls[i], tolls[j]
        words = f"Figures that differ: {_told(a)} Against: {_told(b)}"
        readings = readings_of(a.claim, a.counted) + readings_of(b.claim, b.counted)
        yield Conflict("contradiction", a.claim.id, readings, words)
    for chain in linked:
        ordered = [tolls[at] for at in chain]
        words = one_after_another(map(_told, ordered))
        readings = tuple(r for t in ordered for r in readings_of(t.claim, t.counted))
        yield Conflict("supersession", ordered[-1].claim.id, readings, words)


def _relations(
    tolls: Sequence[Toll], together: frozenset[frozenset[str]], scenes: Mapping[str, set[str]]
) -> tuple[set[Pair], set[Pair]]:
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
        if not _of_one_scope(a, b, together, outgrown) or _of_two_days(a, b):
            continue
        # A toll that stands at the head of two reports is of the event, even if only one sentence says where it was.
        # A place that both name is one, known as such or not.
        placed_alike = outgrown or bool(a.statement.places) == bool(b.statement.places) or bool(a.where & b.where)
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
        grown = takes_in(a, b) if relation == "part-whole" and placed else ""
        grown = grown or (was_lowered(a, b) if relation == "contradiction" and placed else "")
        if (relation == "contradiction" and placed and (order := _order(a, b))) or (order := grown):
            later.add((j, i) if order == "a" else (i, j))
        elif relation == "contradiction" and counted and placed and placed_alike and _must_agree(a, b):
            if a.included or b.included:
                continue
            against.add((i, j))
        elif relation == "supersession" and placed:
            later.add((j, i) if relation.later == "a" else (i, j))
    met = Counter(n for pair in against for n in pair)
    lower = _lower_down(tolls)
    against = {pair for pair in against if max(met[n] for n in pair) <= AGAINST_AT_MOST}
    later = {pair for pair in later if not lower & {*pair} and not _replaces_its_own(pair, later, against, tolls)}
    later = {pair for pair in later if not _is_kept_below(pair, later, tolls)}
    return later, {pair for pair in against if not lower & {*pair}}


def _order(a: Toll, b: Toll) -> str:
    """Return which of two counts of one day is the later one ("a", "b"), or "" where neither is said to be."""
    if a.when != b.when or a.later == b.later or part_of_two(a.figure, b.figure):
        return ""
    new, old = (a, b) if a.later else (b, a)
    more = middle(new.figure) > middle(old.figure)
    what = new.figure.what
    return ("a" if a.later else "b") if (what in GROWING and more) or (what in SHRINKING and not more) else ""


def _replaces_its_own(pair: Pair, later: set[Pair], against: set[Pair], tolls: Sequence[Toll]) -> bool:
    """Say whether a later count is of who gave another before, against that which it is said here to replace."""
    rival, now = pair
    who = set(tolls[now].statement.speakers)
    own = (k for k, m in later if m == now and k != rival and who & set(tolls[k].statement.speakers))
    return not who & set(tolls[rival].statement.speakers) and any(pair_of(rival, k) in against for k in own)


def _is_kept_below(pair: Pair, later: set[Pair], tolls: Sequence[Toll]) -> bool:
    """Say whether who gave the earlier count gives, later still, a lower one of its own than the rival of a pair.

    A hospital that counts 17 and then 19 was never replaced by an army that said 26 in between.
    """
    old, rival = pair
    who = set(tolls[old].statement.speakers)
    if not who or who & set(tolls[rival].statement.speakers) or tolls[old].figure.what not in GROWING:
        return False
    own = (m for k, m in later if k == old and m != rival and who & set(tolls[m].statement.speakers))
    return any(
        (tolls[m].when or "") >= (tolls[rival].when or "") and middle(tolls[m].figure) < middle(tolls[rival].figure)
        for m in own
    )


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


def _of_two_days(a: Toll, b: Toll) -> bool:
    """Say whether two counts are of what happened on two days: 13 were arrested on Friday, 80 on Sunday night.

    A toll that rose, or was raised, on another day is one toll.
    """
    days = [whole_days(t.statement.days) for t in (a, b)]
    risen = a.grown or b.grown or a.fallen or b.fallen or {a.statement.predicate, b.statement.predicate} & TOLL_VERBS
    return all(days) and not days[0] & days[1] and not risen


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
    if a.house and b.house and a.figure.what == "killed":
        return False  # those brought dead to one hospital, and those to another
    if a.army and b.army and not of_one_name(a.army, b.army):
        return False
    if any(x.army and are_no_troops(y.figure) for x, y in ((a, b), (b, a))):
        return False  # an army's dead, and a village's
    if a.sums != b.sums or (a.ward != b.ward and not outgrown):
        return False
    if here and there and not _same_place(here, there, together):
        return False
    low, high = sorted((abs(middle(a.figure)), abs(middle(b.figure))))
    return low == 0 or high <= WORLDS_APART * max(low, 1.0)


def _told(toll: Toll) -> str:
    return sentence(toll.claim.text)
