"""The lineages of a story come in; what tells a reader that two of them are one newsroom's goes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.briefing.labels import counted
from twosource.claims.houses import find_houses
from twosource.claims.telling import together
from twosource.model import Lineage, Report


def by_newsroom(reports: Sequence[Report], lineages: Sequence[Lineage]) -> list[list[str]]:
    """Return the ids of the lineages, those of one newsroom together: they count once, in the head as below it.

    >>> reports = [Report(x, "", "", outlet="Tide Courier") for x in "ac"] + [Report("b", "", "", outlet="Moll Post")]
    >>> by_newsroom(reports, [Lineage("l1", ("a",)), Lineage("l2", ("b",)), Lineage("l3", ("c",))])
    [['l1', 'l3'], ['l2']]
    """
    first = find_houses(reports, lineages).first
    alike: dict[str, list[str]] = {}
    for lineage in lineages:
        alike.setdefault(first[lineage.id], []).append(lineage.id)
    return list(alike.values())


def of_one_newsroom(reports: Sequence[Report], lineages: Sequence[Lineage], names: Mapping[str, str]) -> str:
    """Say which reports that share no copy are one newsroom's all the same, or nothing; `names` says how each is cited.

    An agency's lineages may have many reports, and stand in the sentence before: they are counted, not listed.

    >>> reports = [Report(x, "", "", outlet="Tide Courier") for x in "ab"]
    >>> of_one_newsroom(reports, [Lineage("l1", ("a",)), Lineage("l2", ("b",))], {"a": "a", "b": "b"})
    ' a and b are stories of one newsroom, Tide Courier, and count once.'
    >>> of_one_newsroom([], [Lineage("l1", ("a",), "Meridian"), Lineage("l2", ("b",), "Meridian")], {})
    ' Both lineages of Meridian copy are one newsroom’s, and count once.'
    """
    houses = find_houses(reports, lineages)
    alike: dict[str, list[Lineage]] = {}
    for lineage in lineages:
        alike.setdefault(houses.first[lineage.id], []).append(lineage)
    told = ""
    for first, found in alike.items():
        if len(found) > 1 and all(lineage.credit for lineage in found):
            every = "Both lineages" if len(found) == 2 else f"All {counted(len(found), 'lineage')}"
            told += f" {every} of {houses.names[first]} copy are one newsroom’s, and count once."
        elif len(found) > 1:
            runs = tuple(names[r] for lineage in found for r in lineage.reports if r in names)
            told += f" {together(runs)} are stories of one newsroom, {houses.names[first]}, and count once."
    return told


def lineage_in_words(
    lineage: Lineage, reports: Sequence[Report], names: Mapping[str, str], *, short: bool = False
) -> str:
    """Return what a lineage is called: whose copy it is, and the reports that run it; a single report by its name.

    >>> lineage_in_words(Lineage("l1", ("a", "b"), "Quaywire"), [], {"a": "01", "b": "02"})
    'Quaywire copy (01, 02)'
    """
    cited = ", ".join(names[r] for r in lineage.reports if r in names)
    if short and len(lineage.reports) == 1:
        return cited
    printed = [] if short else [r for r in reports if r.id in lineage.reports and r.credit_printed]
    if lineage.credit and printed and len(lineage.reports) > 1 and len(printed) < len(lineage.reports):
        where = ", ".join(names[r.id] for r in printed)
        return f"{lineage.credit} copy ({cited}; credit printed in {where} only)"
    if lineage.credit:
        return f"{lineage.credit} copy ({cited})"
    return f"copy without a credit ({cited})" if len(lineage.reports) > 1 else f"{cited} on its own"
