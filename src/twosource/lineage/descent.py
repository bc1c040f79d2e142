"""Families as lineages with derivations: who was made from whom, where that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from twosource.lineage.agencies import agencies_in
from twosource.lineage.alignment import align_wordings, kept_of
from twosource.lineage.direction import Descent, find_parents
from twosource.lineage.links import Links
from twosource.model import Derivation, Lineage, Report

# Two whole sentences outside quotation marks are more than a stock phrase, and what "two parents" asks for.
_BORROWED_SENTENCES, _BORROWED_WORDS = 2, 25


def describe(
    families: Sequence[Sequence[int]], links: Links, sizes: Mapping[int, int] | None = None, *, edits: bool = True
) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Return families as lineages, and the derivations of their members: those from other lineages first.

    `sizes` gives the size of each report's family where not all families are at hand. Without `edits`, who was made
    from whom is all that is worked out.
    """
    lineages = []
    derivations: list[Derivation] = []
    sizes = sizes or {i: len(family) for family in families for i in family}
    for number, family in enumerate(families, 1):
        descent = find_parents(family, links) if len(family) > 1 else Descent({}, False, {}, {})
        made = [d for i in family for d in _derivations(i, descent, sizes, links, edits)]
        members = [links.reports[i] for i in family]
        lineages.append(make_lineage(f"l{number}", members, made, descent.unseen_original))
        derivations += made
    return tuple(lineages), tuple(derivations)


def _derivations(i: int, descent: Descent, sizes: Mapping[int, int], links: Links, edits: bool) -> Iterator[Derivation]:
    """Yield what a report took from reports of other lineages, then what it shares with its closest relative."""
    if i not in descent.parents:
        return
    report, mine = links.reports[i], links.wording(i)
    for j, numbers in sorted(descent.borrowed[i].items()):
        words = int(sum((~mine.words.quoted[mine.range_of(n)]).sum() for n in numbers))
        if len(numbers) >= _BORROWED_SENTENCES and words >= _BORROWED_WORDS and sizes[i] > sizes[j]:
            source = links.reports[j].id
            evidence = (f"{len(numbers)} of its sentences stand in {source} too, a report of another lineage",)
            share = sum(len(mine.keys(n)) for n in numbers) / max(len(mine.words.keys), 1)
            yield Derivation(report.id, source, "unknown", round(share, 4), evidence)
    parent = descent.parents[i]
    if edits:
        found = align_wordings(mine, links.wording(parent.parent), descent.matches[i])
        kept, made = found.kept, found.edits
    else:
        kept, made = kept_of(mine, [m.here for m in descent.matches[i]]), ()
    direction = "shown" if parent.shown else "unknown"
    source = links.reports[parent.parent].id
    yield Derivation(report.id, source, direction, kept, parent.evidence, made)


def make_lineage(name: str, members: Sequence[Report], made: Sequence[Derivation], unseen_original: bool) -> Lineage:
    """Return reports as a lineage; `made` are derivations of its members, among others."""
    ids = {r.id for r in members}
    derived = {d.child for d in made if d.direction == "shown"}
    roots = [r for r in members if r.id not in derived]
    within = [d for d in made if d.child in ids and d.parent in ids]
    evidence = tuple(f"{d.kept:.0%} of the words of {d.child} stand in {d.parent}" for d in within)
    return Lineage(name, tuple(r.id for r in members), _credit([*roots, *members]), evidence, unseen_original)


def _credit(reports: Sequence[Report]) -> str | None:
    """Return the agency that the first of `reports` to print one names; "Agencies" stays what it is, two unknown ones.

    Who "contributed to this report" is not whose report it is.
    """
    printed = [r.credit_printed for r in reports if r.credit_printed and "contribut" not in r.credit_printed.lower()]
    named = [sorted(agencies_in(words)) for words in printed]
    return next((names[0] for names in named if len(names) == 1), printed[0] if printed else None)
