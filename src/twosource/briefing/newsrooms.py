"""The lineages of a story come in; what tells a reader that two of them are one newsroom's goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.claims.houses import find_houses
from twosource.model import Lineage, Report


def of_one_newsroom(reports: Sequence[Report], lineages: Sequence[Lineage], names: Mapping[str, str]) -> str:
    """Say which reports that share no copy are one newsroom's all the same, or nothing; `names` says how each is cited.

    >>> reports = [Report(x, "", "", outlet="Tide Courier") for x in "ab"]
    >>> of_one_newsroom(reports, [Lineage("l1", ("a",)), Lineage("l2", ("b",))], {"a": "a", "b": "b"})
    ' a and b are stories of one newsroom, Tide Courier, and count once.'
    """
    houses = find_houses(reports, lineages)
    own: dict[str, list[str]] = {}
    for lineage in lineages:
        if not lineage.credit:
            own.setdefault(houses.first[lineage.id], []).append(lineage.id)
    told = ""
    for first, found in own.items():
        runs = [names[r] for x in lineages if x.id in found for r in x.reports if r in names]
        if len(found) > 1 and len(runs) > 1:
            joined = f"{', '.join(runs[:-1])} and {runs[-1]}"
            told += f" {joined} are stories of one newsroom, {houses.names[first]}, and count once."
    return told
