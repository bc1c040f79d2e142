"""Reports as families: which descend from one line of copy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twosource.lineage.descent import describe
from twosource.lineage.links import Links
from twosource.model import Derivation, Lineage, Report, Settings
from twosource.stages import Engine

_SAMPLE = 5  # members of a large family that stand for all of it


def find_lineages(
    reports: Sequence[Report], engine: Engine, settings: Settings
) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Find the lineages of reports, and what each report made of another.

    Every report is in exactly one lineage; lineages are numbered in the order of their first reports. A report with
    relatives has a derivation from the closest of them; one that holds paragraphs of another lineage's report as
    well has a derivation from that too, before its main one.
    """
    links = Links(reports, engine, settings)
    families = group_by_copy(links, settings)
    return describe(families, links)


def group_by_copy(links: Links, settings: Settings) -> list[list[int]]:
    """Group reports (by number) that descend from one line of copy; reports without relatives are alone.

    Pairs are taken from the most shared copy to the least. Two groups join if their best pair shares enough and the
    pairs between them share enough on average. That is what keeps apart a report and the family that borrowed two
    of its paragraphs: it is close to the one member that did, and shares nothing with the others.
    """
    members = {i: [i] for i in range(len(links.reports))}
    group = list(range(len(links.reports)))
    for i, j in _closest_first(links, settings):
        a, b = group[i], group[j]
        if a == b or _average(links, members[a], members[b]) < settings.shared_on_average:
            continue
        low, high = min(a, b), max(a, b)
        for report in members[high]:
            group[report] = low
        members[low] += members.pop(high)
    return sorted(sorted(found) for found in members.values())


def _closest_first(links: Links, settings: Settings) -> list[tuple[int, int]]:
    worth = np.flatnonzero(links.contained >= settings.doubtful_from)
    pairs = list(zip(links.first[worth].tolist(), links.second[worth].tolist(), strict=True))
    shares = [(links.share(i, j), i, j) for i, j in pairs]
    return [
        (i, j) for share, i, j in sorted(shares, key=lambda s: (-s[0], s[1], s[2])) if share >= settings.shared_copy
    ]


def _average(links: Links, a: list[int], b: list[int]) -> float:
    shares = [links.share(i, j) for i in a[:_SAMPLE] for j in b[:_SAMPLE]]
    return sum(shares) / len(shares)
