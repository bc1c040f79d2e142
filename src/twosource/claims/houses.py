"""A story's lineages come in; whose work each of them is goes out: an agency's, an outlet's, or nobody's that is known.

A newsroom that writes twice about one event, today and tomorrow, is one newsroom. Its two stories share no copy, and so
they are two lineages; counted as two, they would let it bear out what it said itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from twosource.intake.credit import agency_of, folded
from twosource.lineage.agencies import is_agency_by_name, names_nobody
from twosource.model import Lineage, Report


@dataclass(frozen=True, slots=True)
class Houses:
    """What houses lineages are of: `first` leads from each to the first of its house, `names` says what it is called.

    A lineage of a house that is not known is alone, and called after the first report that runs its copy.
    """

    first: dict[str, str]
    names: dict[str, str]


def find_houses(reports: Sequence[Report], lineages: Sequence[Lineage], made: Collection[str] = ()) -> Houses:
    """Say which lineages are of one house: those with the credit of one agency, and an outlet's own stories.

    Copy with an agency's credit is the agency's, whoever runs it; "Agencies" names none, so it joins nothing, unless
    the outlet's staff has a part in it. Copy that several outlets run is of the one that is an agency by its name
    ("Tide Wire"), or else of the one that the others have it from, if that is shown: `made` are the reports that are
    shown to be made from another. Names are compared without their spaces, capitals and "The".

    >>> reports = [Report("a", "", "", outlet="Tide Courier"), Report("b", "", "", outlet="The Tide courier")]
    >>> found = find_houses(reports, [Lineage("l1", ("a",)), Lineage("l2", ("b",))])
    >>> found.first, found.names["l2"]
    ({'l1': 'l1', 'l2': 'l1'}, 'Tide Courier')
    """
    outlets = {r.id: r.outlet for r in reports if r.outlet}
    owners = {x.id: _owner(x, outlets, made) for x in lineages}
    first: dict[str, str] = {}
    called: dict[str, str] = {}
    # An agency goes by its credit, which is how readers know it, before its own pages' longer name.
    for lineage in sorted(lineages, key=lambda x: x.credit is None):
        if owner := owners[lineage.id]:
            called.setdefault(_folded(owner), owner)
    for lineage in lineages:
        if owner := owners[lineage.id]:
            first.setdefault(_folded(owner), lineage.id)
    houses, names = {}, {}
    for lineage in lineages:
        key = _folded(owners[lineage.id] or "")
        nobody = lineage.credit if lineage.credit and names_nobody(lineage.credit) else None
        houses[lineage.id] = first.get(key, lineage.id)
        names[lineage.id] = nobody or called.get(key) or f"the newsroom behind {lineage.reports[0]}"
    return Houses(houses, names)


def say_joined(lineages: Iterable[str], houses: Houses) -> list[str]:
    """Say in words which of a claim's lineages are stories of one house.

    >>> say_joined(["l4", "l2"], Houses({"l2": "l1", "l4": "l1"}, {"l2": "Tide Courier", "l4": "Tide Courier"}))
    ['l2 and l4 are stories of one newsroom, Tide Courier, and count once']
    """
    members: dict[str, list[str]] = {}
    for lineage in sorted(set(lineages)):
        members.setdefault(houses.first[lineage], []).append(lineage)
    return [
        f"{', '.join(found[:-1])} and {found[-1]} are stories of one newsroom, {houses.names[found[0]]}, and count once"
        for found in members.values()
        if len(found) > 1
    ]


def _owner(lineage: Lineage, outlets: Mapping[str, str], made: Collection[str]) -> str | None:
    """Return whose work a lineage is, as printed: its agency's, or that of the only outlet it can be from."""
    if lineage.credit and not names_nobody(lineage.credit):
        return lineage.credit
    if lineage.credit and "staff" not in lineage.credit.casefold():
        return None
    ran = {_folded(outlets[r]): outlets[r] for r in lineage.reports if r in outlets}
    if len(ran) == 1:
        return next(iter(ran.values()))
    agencies = [name for name in ran.values() if agency_of(name) or is_agency_by_name(name)]
    if len(agencies) == 1:
        return agencies[0]  # whoever else runs it bought it there
    originals = [r for r in lineage.reports if r not in made]
    return outlets.get(originals[0]) if len(originals) == 1 and not lineage.inferred_original else None


def _folded(name: str) -> str:
    return folded(agency_of(name) or name)
