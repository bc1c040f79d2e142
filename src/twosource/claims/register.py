"""What is registered of outlets comes in; lineages whose newsrooms are not shown to be two come out, and why.

Two outlets of one owner share a desk more often than readers know. A paper that takes an agency's wire and names nobody
for what the agency says as well may have it from there, however little of the wording is left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from twosource.claims.standing import CONFIRMED, ONE_ORIGIN, OWN_ACCOUNT
from twosource.lineage.agencies import agencies_in
from twosource.model import Claim, Lineage, Report, Source


@dataclass(frozen=True, slots=True)
class Newsrooms:
    """The newsroom of each lineage, and for those that count as another's the reason in words."""

    names: dict[str, str]
    reasons: dict[str, str]


def join_newsrooms(
    names: Mapping[str, str], reports: Sequence[Report], lineages: Sequence[Lineage], register: Sequence[Source]
) -> Newsrooms:
    """Give lineages of one owner, and those of an agency's customers, one newsroom: that of the first, of the agency.

    An agency's customer is one by its outlets, or by a note of its own that the agency had a part in the report, and
    only while it has no credit: with one it is that agency's.

    >>> reports = [Report("a", "", "", outlet="Herald"), Report("b", "", "", outlet="Echo")]
    >>> lines = [Lineage("l1", ("a",)), Lineage("l2", ("b",))]
    >>> register = [Source("Herald", owner="Varel Press"), Source("Echo", owner="Varel Press")]
    >>> join_newsrooms({"l1": "Herald", "l2": "Echo"}, reports, lines, register).names
    {'l1': 'Herald', 'l2': 'Herald'}
    """
    known = {source.outlet: source for source in register}
    outlets, notes = {r.id: r.outlet for r in reports}, {r.id: r.credit_printed for r in reports if r.credit_printed}
    joined, reasons = dict(names), {}
    agencies = {_folded(x.credit): x.id for x in reversed(lineages) if x.credit}
    first: dict[str, str] = {}
    for lineage in lineages:
        if lineage.credit:
            continue
        name = names[lineage.id]
        thanked = sorted({a for r in lineage.reports if r in notes for a in _agencies_in(notes[r], agencies)})
        if thanked:
            joined[lineage.id] = agency = names[agencies[thanked[0]]]
            reasons[lineage.id] = f"{name} prints that {agency} had a part in it: not shown to be independent of it"
            continue
        found = [known.get(outlets[r] or "") for r in lineage.reports if r in outlets]
        entries = [source for source in found if source is not None]
        if not entries or len(entries) < len(found):
            continue
        owners = {source.owner for source in entries}
        wires = sorted(set.intersection(*({_folded(w) for w in s.wires} for s in entries)) & set(agencies))
        owner = owners.pop() if len(owners) == 1 else None
        if wires:
            joined[lineage.id] = names[agencies[wires[0]]]
            reasons[lineage.id] = f"{name} takes the wire of {joined[lineage.id]}: not shown to be independent of it"
        elif owner and (lead := first.setdefault(owner, lineage.id)) != lineage.id:
            joined[lineage.id] = joined[lead]
            reasons[lineage.id] = f"{names[lead]} and {name} belong to {owner}: their own accounts count as one"
    return Newsrooms(joined, reasons)


def with_carried(register: Sequence[Source], reports: Sequence[Report]) -> tuple[Source, ...]:
    """Add to what is registered of outlets what reports carry of theirs; what is registered goes before.

    Where reports of one outlet name two owners, none is taken: that is no knowledge. Wires add up.

    >>> carried = [Report("a", "", "", outlet="Herald", owner="Varel Press"), Report("b", "", "", outlet="Herald")]
    >>> with_carried([], carried)
    (Source(outlet='Herald', owner='Varel Press', wires=()),)
    """
    known = {source.outlet for source in register}
    owners: dict[str, set[str]] = {}
    wires: dict[str, set[str]] = {}
    for report in reports:
        if report.outlet and report.outlet not in known and (report.owner or report.wires):
            owners.setdefault(report.outlet, set()).update([report.owner] if report.owner else [])
            wires.setdefault(report.outlet, set()).update(report.wires)
    carried = (
        Source(outlet, named.copy().pop() if len(named) == 1 else None, tuple(sorted(wires[outlet])))
        for outlet, named in sorted(owners.items())
    )
    return (*register, *carried)


def with_register(claims: Iterable[Claim], newsrooms: Newsrooms) -> list[Claim]:
    """Return claims with the own accounts of joined newsrooms counted as one, and the reason where that changes them.

    A claim that two lineages confirm by nothing else is confirmed no longer.
    """
    return [_with_register(claim, newsrooms) for claim in claims]


def _with_register(claim: Claim, newsrooms: Newsrooms) -> Claim:
    heard = [(r.lineage, r.origin) for r in claim.readings if r.origin in claim.origins]
    own = {x: OWN_ACCOUNT + newsrooms.names[x] for x, origin in heard if origin and origin.startswith(OWN_ACCOUNT)}
    counted = {(x, own.get(x, origin)) for x, origin in heard}
    shared = [x for x in sorted(own) if x in newsrooms.reasons and sum(o == own[x] for _, o in counted) > 1]
    if claim.standing != CONFIRMED or not shared:
        return claim
    origins = tuple(sorted({str(origin) for _, origin in counted}))
    if any(a != b and x != y for a, x in counted for b, y in counted):
        return claim
    reasons = (*claim.reasons, *(newsrooms.reasons[x] for x in shared))
    return replace(claim, standing=ONE_ORIGIN, credibility=3, origins=origins, reasons=reasons)


def _agencies_in(note: str, agencies: Collection[str]) -> list[str]:
    """Return those of the agencies, folded, that a printed note names, by whichever of their names."""
    words = _folded(note)
    named = {_folded(short) for short in agencies_in(note)}
    return [a for a in agencies if a in named or re.search(rf"(?<!\w){re.escape(a)}(?!\w)", words)]


def _folded(agency: str | None) -> str:
    return " ".join((agency or "").lower().split())
