"""Reports as families: which descend from one line of copy."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from twosource.lineage.descent import describe
from twosource.lineage.links import Links
from twosource.lineage.sparing import leave_out_broken
from twosource.model import Derivation, Lineage, ReadError, Report, Settings
from twosource.stages import Engine, collector_at_rest, in_words

_SPEAK_FOR_ALL = 3  # pairs between two families whose sentences are aligned before any other
_CLEARLY = 2  # times as many runs shared with one group as with another: nothing to settle
_SAMPLE = 5  # members of a large family that stand for all of it


def find_lineages(
    reports: Sequence[Report],
    engine: Engine,
    settings: Settings,
    *,
    edits: bool = True,
    errors: list[ReadError] | None = None,
) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Find the lineages of reports, and what each report made of another.

    Every report is in exactly one lineage; lineages are numbered in the order of their first reports. A report with
    relatives has a derivation from the closest of them; one that holds paragraphs of another lineage's report as
    well has a derivation from that too, before its main one. Without `edits` the derivations say from whom and how
    much was kept, and do not list what was changed: a quarter less work. A report whose words cannot be read is
    alone, as are those of a family in which it cannot be said who was made from whom; `errors` is told which, and
    without such a list that is raised.
    """
    with collector_at_rest():
        links = Links(reports, engine, settings)
        _tell_unread(links, errors)
        families = _group_or_spare(links, settings, errors)
        links.runs = None  # all counts that descent asks for are made: the runs are most of the memory
        return describe(families, links, edits=edits, errors=errors)


def find_copies(
    reports: Sequence[Report], engine: Engine, settings: Settings, errors: list[ReadError] | None = None
) -> dict[str, str]:
    """Return the lineage of each report by its id, as `find_lineages` does, without asking who made what from whom.

    That is two fifths of the work: enough for whoever only needs to know what is a copy.
    """
    with collector_at_rest():
        links = Links(reports, engine, settings)
        _tell_unread(links, errors)
        families = _group_or_spare(links, settings, errors)
    return {reports[i].id: f"l{number}" for number, family in enumerate(families, 1) for i in family}


def _tell_unread(links: Links, errors: list[ReadError] | None) -> None:
    """Say which reports could not be read for copy."""
    for i, message in links.failures:
        error = ReadError(links.reports[i].id, f"could not be compared as copy, and stands alone: {message}")
        if errors is None:
            raise ValueError(f"{error.report}: {error.message}")
        errors.append(error)


def _group_or_spare(links: Links, settings: Settings, errors: list[ReadError] | None) -> list[list[int]]:
    """Group reports by copy, without the reports and pairs that the alignment breaks on, which `errors` is told."""
    try:
        return group_by_copy(links, settings)
    except Exception:
        if errors is None:
            raise
        errors += leave_out_broken(links)
    try:
        return group_by_copy(links, settings)
    except Exception as error:
        of = f"it and {len(links.reports) - 1} other reports could not be grouped by copy, and each stands alone"
        errors.append(ReadError(links.reports[0].id, f"{of}: {in_words(error)}"))
        return [[i] for i in range(len(links.reports))]


def group_by_copy(links: Links, settings: Settings) -> list[list[int]]:
    """Group reports (by number) that descend from one line of copy; reports without relatives are alone.

    Pairs are taken from the most shared copy to the least. Two groups join if their best pair shares enough and the
    pairs between them share enough on average. That is what keeps apart a report and the family that borrowed two
    of its paragraphs: it is close to the one member that did, and shares nothing with the others.
    """
    groups = _Groups(links, settings)
    pairs = _worth_a_look(links, settings)
    plain: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    for i, j in pairs:
        seen = links.at_a_glance(i, j)
        (doubtful if seen is None else plain).append((i, j))
    groups.join(plain)
    # What is one family by now needs no alignment; of two families, the pairs most alike in words speak for all.
    looked_at = _most_alike(doubtful, groups.home, links)
    groups.join(looked_at)
    groups.join([*plain, *looked_at])
    _settle(groups, [*plain, *looked_at], links)
    return sorted(sorted(found) for found in groups.members.values())


def _most_alike(pairs: Sequence[tuple[int, int]], home: Sequence[int], links: Links) -> list[tuple[int, int]]:
    between: dict[tuple[int, int], list[tuple[float, int, int]]] = {}
    for i, j in pairs:
        if home[i] != home[j]:
            low, high = sorted((home[i], home[j]))
            between.setdefault((low, high), []).append((-links.vocabulary.contained(i, j), i, j))
    return [(i, j) for near in between.values() for _, i, j in sorted(near)[:_SPEAK_FOR_ALL]]


def _settle(groups: _Groups, pairs: Sequence[tuple[int, int]], links: Links) -> None:
    """Move reports that hold copy of two groups to the one that most of their words come from.

    Groups joined by the share of words outside quotation marks. What a report has of each line of copy beyond doubt
    counts with its quotations, which came with the words around them. The pair that shares most copy moves first; of
    most pairs the runs tell that neither report can move, and no sentence need be aligned to know how much they share.
    """
    least = links.settings.shared_copy
    apart: dict[int, list[tuple[int, int]]] = {}
    for i, j in pairs:
        if groups.home[i] != groups.home[j]:
            apart.setdefault(i, []).append((i, j))
            apart.setdefault(j, []).append((i, j))
    waiting: list[tuple[float, int, int]] = []
    asked: set[tuple[int, int]] = set()

    def ask(reports: Sequence[int], after: tuple[float, int, int]) -> None:
        new = list(dict.fromkeys(pair for i in reports for pair in apart.get(i, ()) if pair not in asked))
        new = [(i, j) for i, j in new if _rival(groups, i, j) is not None or _rival(groups, j, i) is not None]
        asked.update(new)
        for share, (i, j) in zip(links.share_each(new, [least] * len(new)), new, strict=True):
            if share >= least and (-share, i, j) > after:
                heapq.heappush(waiting, (-share, i, j))

    ask(list(apart), (-2.0, 0, 0))
    while waiting:
        at = heapq.heappop(waiting)
        for report, other in (at[1:], at[:0:-1]):
            near = _rival(groups, report, other)
            if near is not None and links.copied(report, other) > links.copied(report, near):
                left = groups.home[report]
                groups.move(report, groups.home[other])
                # Who stood beside it there and stands beside it now may be moved where that could not be before.
                ask([*groups.members[left], *groups.members[groups.home[report]]], at)


def _rival(groups: _Groups, report: int, other: int) -> int | None:
    """Return whom of its own group a report is closest to, if another group's `other` may have a better claim to it."""
    links = groups.links
    if groups.home[report] == groups.home[other]:
        return None
    here = [x for x in groups.members[groups.home[report]] if x != report]
    near = max(here, key=lambda x: (links.shared_runs(report, x), -x), default=None)
    # Quotations weigh up a difference in unquoted runs, and no more than a large one.
    if near is None or links.shared_runs(report, near) > _CLEARLY * links.shared_runs(report, other):
        return None
    return near


class _Groups:
    """The groups so far: `home` gives each report's, `members` each group's reports."""

    def __init__(self, links: Links, settings: Settings) -> None:
        self.links, self.settings = links, settings
        self.home = list(range(len(links.reports)))
        self.members = {i: [i] for i in self.home}
        self._best: dict[tuple[int, int, int, int], float] = {}  # by two groups and how large they were

    def join(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Join the groups of `pairs`, the closest pair first, where both conditions hold."""
        asked = [pair for pair in pairs if self._may_join(*pair)]
        # What one agency's credit stands over needs less shared copy to be taken for one agency's story.
        credited = [self._credited(i, j) for i, j in asked]
        with_credit, plain = self.settings.shared_with_credit, self.settings.shared_copy
        shares = self.links.share_each(asked, [with_credit if one else plain for one in credited])
        ranked = sorted([(-share, i, j, one) for share, (i, j), one in zip(shares, asked, credited, strict=True)])
        for back, i, j, one in ranked:
            low, high = sorted((self.home[i], self.home[j]))
            if low == high or -back < (with_credit if one else plain):
                continue
            if self._share_on_average(low, high, with_credit if one else self.settings.shared_on_average):
                for report in self.members[high]:
                    self.home[report] = low
                self.members[low] += self.members.pop(high)

    def move(self, report: int, home: int) -> None:
        """Put a report into another group."""
        self.members[self.home[report]].remove(report)
        self.members[home].append(report)
        self.home[report] = home

    def _may_join(self, i: int, j: int) -> bool:
        """Say whether the groups of two reports could join, were all doubtful pairs between them whole copies.

        A report that lent a paragraph to one of another group fails here, and no sentence need be aligned.
        """
        a, b = self.home[i], self.home[j]
        if a == b:
            return False
        if len(self.members[a]) == len(self.members[b]) == 1:
            return True
        least = self.settings.shared_with_credit if self._credited(i, j) else self.settings.shared_on_average
        return self._at_best(min(a, b), max(a, b)) >= least

    def _at_best(self, a: int, b: int) -> float:
        """Return the share on average between two groups, doubtful pairs taken for whole copies."""
        key = (a, b, len(self.members[a]), len(self.members[b]))
        if key not in self._best:
            seen = [self.links.at_a_glance(x, y) for x, y in self._between(a, b)]
            self._best[key] = sum(1.0 if s is None else s for s in seen) / len(seen)
        return self._best[key]

    def _credited(self, i: int, j: int) -> bool:
        """Say whether two reports print one agency's credit."""
        credit = self.links.credit(i)
        return credit is not None and credit == self.links.credit(j)

    def _share_on_average(self, a: int, b: int, least: float) -> bool:
        """Say whether the pairs between two groups share enough on average, aligning no more of them than it takes."""
        pairs = self._between(a, b)
        seen = [self.links.at_a_glance(i, j) for i, j in pairs]
        doubtful = [pair for pair, s in zip(pairs, seen, strict=True) if s is None]
        total, asked = sum(s for s in seen if s is not None), least * len(pairs)
        if total >= asked or total + len(doubtful) < asked:
            return total >= asked
        most = self.links.most_each(doubtful)
        room = sum(most)
        for (i, j), at_most in zip(doubtful, most, strict=True):
            if total >= asked or total + room < asked:
                break
            total += self.links.share(i, j)
            room -= at_most
        return total >= asked

    def _between(self, a: int, b: int) -> list[tuple[int, int]]:
        return [(i, j) for i in self.members[a][:_SAMPLE] for j in self.members[b][:_SAMPLE]]


def _worth_a_look(links: Links, settings: Settings) -> list[tuple[int, int]]:
    worth = np.flatnonzero(links.contained >= settings.doubtful_from)
    return list(zip(links.first[worth].tolist(), links.second[worth].tolist(), strict=True))
