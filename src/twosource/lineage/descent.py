"""Families as lineages with derivations: who was made from whom, where that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from operator import itemgetter

from twosource.lineage.agencies import agencies_in
from twosource.lineage.alignment import align_wordings
from twosource.lineage.arrangement import quoted_alike
from twosource.lineage.borrowing import lenders
from twosource.lineage.direction import Descent, find_parents
from twosource.lineage.links import Links
from twosource.lineage.phrasings import Phrasings
from twosource.model import Derivation, Lineage, ReadError, Report
from twosource.stages import in_words

# Two whole sentences outside quotation marks are more than a stock phrase, and what "two parents" asks for.
_BORROWED_SENTENCES, _BORROWED_WORDS = 2, 25
_AT_ONCE = 16  # families whose reports are read in one go


def describe(
    families: Sequence[Sequence[int]],
    links: Links,
    sizes: Mapping[int, int] | None = None,
    *,
    edits: bool = True,
    errors: list[ReadError] | None = None,
) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Return families as lineages, and the derivations of their members: those from other lineages first.

    `sizes` gives the size of each report's family where not all families are at hand. Without `edits`, who was made
    from whom is all that is worked out. Of a family that the working out breaks on, `errors` is told (without such a
    list that is raised), and each report is a lineage of its own, as it is in an archive.
    """
    sizes = sizes or {i: len(family) for family in families for i in family}
    told: dict[int, tuple[list[tuple[int, Lineage]], list[Derivation]]] = {}
    order = _neighbours_together(families, links)
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        with suppress(Exception):  # what breaks on one report breaks again on its family, where it is told
            _read_ahead([families[number] for number in some], links)
        for number in some:
            told[number] = _describe_or_part(families[number], sizes, links, edits, errors)
    lineages = sorted((x for found, _ in told.values() for x in found), key=itemgetter(0))
    numbered = tuple(replace(x, id=f"l{number}") for number, (_, x) in enumerate(lineages, 1))
    return numbered, tuple(d for number in range(len(families)) for d in told[number][1])


def _read_ahead(families: Sequence[Sequence[int]], links: Links) -> None:
    """Read the reports of families and of whoever lent them sentences: in one go that takes half of the time."""
    read: set[int] = set()
    for family in families:
        if len(family) > 1:
            members = set(family)
            read.update(family, *(lenders(i, members, links) for i in family))
    links.wordings(sorted(read))


def _describe_or_part(
    family: Sequence[int], sizes: Mapping[int, int], links: Links, edits: bool, errors: list[ReadError] | None
) -> tuple[list[tuple[int, Lineage]], list[Derivation]]:
    """Return a family as one lineage; where that breaks, each of its reports as a lineage of its own.

    Each lineage comes with the number of its first report.
    """
    try:
        lineage, made = _describe(family, sizes, links, edits)
    except Exception as error:
        if errors is None:
            raise
        members = [links.reports[i] for i in family]
        of = f"its family ({', '.join(r.id for r in members[:5])}; reports: {len(members)}) could not be traced"
        errors.append(ReadError(members[0].id, f"{of}, and its reports stand alone: {in_words(error)}"))
        return [(i, make_lineage("", [links.reports[i]], (), False)) for i in family], []
    return [(family[0], lineage)], made


def _neighbours_together(families: Sequence[Sequence[int]], links: Links) -> list[int]:
    """Return the families by number, each followed by those whose reports are compared with its own.

    So a report that several families are compared with is read once and is still at hand, however large the corpus.
    """
    home = {i: number for number, family in enumerate(families) for i in family}
    order: list[int] = []
    seen: set[int] = set()
    for number in range(len(families)):
        waiting = [number]
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                order.append(at)
                members = set(families[at])
                near = {home[j] for i in members for j in lenders(i, members, links) if j in home}
                waiting += sorted(near - seen, reverse=True)
    return order


def _describe(
    family: Sequence[int], sizes: Mapping[int, int], links: Links, edits: bool
) -> tuple[Lineage, list[Derivation]]:
    descent = find_parents(family, links) if len(family) > 1 else Descent({}, False, {}, {})
    made = [d for i in family for d in _derivations(i, descent, sizes, links, edits)]
    members = [links.reports[i] for i in family]
    return make_lineage("", members, made, descent.unseen_original), made


def _derivations(i: int, descent: Descent, sizes: Mapping[int, int], links: Links, edits: bool) -> Iterator[Derivation]:
    """Yield what a report took from reports of other lineages, then what it shares with its closest relative."""
    if i not in descent.parents:
        return
    report, mine = links.reports[i], links.wording(i)
    for j, numbers in sorted(descent.borrowed[i].items()):
        if len(numbers) >= _BORROWED_SENTENCES and sizes[i] > sizes[j]:
            yield from _borrowing(i, j, numbers, links)
    parent, way = descent.parents[i], descent.closest[i]
    kept = round(way.making.kept / max(way.making.words, 1), 4)
    made = align_wordings(mine, links.wording(parent.parent), way.matches).edits if edits else ()
    direction = "shown" if parent.shown else "unknown"
    source = links.reports[parent.parent].id
    yield Derivation(report.id, source, direction, kept, parent.evidence, made)


def _borrowing(i: int, j: int, sentences: Sequence[int], links: Links) -> Iterator[Derivation]:
    """Yield what a report has of another lineage's, if it is copy, whose `sentences` it was found to hold."""
    report, mine = links.reports[i], links.wording(i)
    count, how = len(sentences), ""
    share = round(sum(mine.lengths[n] for n in sentences) / max(len(mine.words.keys), 1), 4)
    if sum(mine.unquoted[n] for n in sentences) < _BORROWED_WORDS:
        quoted = any(mine.unquoted[n] < mine.lengths[n] for n in sentences)
        kept = quoted_alike(Phrasings(links.wordings([i, j])), 0, 1) if quoted else None
        if kept is None:
            return
        count, how, share = len(kept.sentences), ", its quotations cut and placed as there", kept.share_of(mine)
    source = links.reports[j].id
    evidence = f"{count} of its sentences stand in {source} too, a report of another lineage{how}"
    yield Derivation(report.id, source, "unknown", share, (evidence,))


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
