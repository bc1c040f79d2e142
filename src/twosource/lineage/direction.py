"""Who was made from whom: shown by evidence, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from twosource.lineage.kinship import Making, both_ways
from twosource.lineage.links import Links


class Parent(NamedTuple):
    """The closest relative of a report; `shown` if the report was made from it, with the evidence."""

    parent: int
    shown: bool
    evidence: tuple[str, ...]


def find_parents(family: Sequence[int], links: Links) -> dict[int, Parent]:
    """Return the parent of each member of a family, by number."""
    makings = _makings(family, links)
    settings = links.settings
    found = {}
    for i in family:
        ways = [(makings[i, j], makings[j, i], j) for j in family if j != i]
        likely = [(m.cost, back.cost, j) for m, back, j in ways if m.new <= settings.own_words_at_most]
        down = sorted((cost, back, j) for cost, back, j in likely if back > cost)
        level = [cost for cost, back, _ in likely if back <= cost]
        closest = min(ways, key=lambda w: (w[0].cost, w[2]))[2]
        if down and (not level or min(level) >= down[0][0]):
            found[i] = Parent(down[0][2], True, ())
        else:
            found[i] = Parent(closest, False, ())
    return found


def _makings(family: Sequence[int], links: Links) -> dict[tuple[int, int], Making]:
    found: dict[tuple[int, int], Making] = {}
    foreign = {i: links.from_elsewhere(i, family) for i in family}
    for n, i in enumerate(family):
        for j in family[:n]:
            one, other = both_ways(links.wording(i), links.wording(j), foreign[i], foreign[j])
            found[i, j], found[j, i] = one, other
    return found
