"""What happened to a claim on its way between two reports of one lineage.

What comes in: reports, their lineages and derivations, and what the language layer saw in each report. What goes out:
findings, worded as "present in one, absent in the other" until the direction of copying is shown. Named after Bell
(The Language of News Media): the worst an editor can do to a wire story is to delete agency and speaker both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from operator import attrgetter

from twosource.lineage.agencies import house_of
from twosource.lineage.alignment import Alignment, align_wordings
from twosource.lineage.firmer import clauses_firmer, sentences_firmer
from twosource.lineage.losses import attributions_absent, disclaimers_absent, hedges_absent
from twosource.lineage.twins import Notes, View, views
from twosource.lineage.unsourced import clauses_unsourced
from twosource.lineage.variants import figures_changed, speakers_changed
from twosource.lineage.wording import Wording, read_wordings
from twosource.model import Derivation, Finding, Lineage, ReadError, Report
from twosource.stages import in_words

# In a lineage of so many reports at most each is compared with each: a doubt that the wire and one copy have may be
# missing from another copy. In a larger one each is compared with its closest relative, or pairs would grow too many.
ALL_PAIRS = 8
# Reports kept ready for comparison, the last that were compared: those of a few lineages.
_AT_HAND = 64

KINDS = (
    "hedge-absent",
    "certainty-raised",
    "double-deletion",
    "attribution-absent",
    "figure-changed",
    "speaker-changed",
)


def find_findings(
    reports: Sequence[Report],
    lineages: Sequence[Lineage],
    derivations: Sequence[Derivation],
    notes: Mapping[str, Notes],
    errors: list[ReadError] | None = None,
) -> tuple[Finding, ...]:
    """Compare the reports of a lineage, and return what one has and another lacks.

    Only sentences that are one sentence in both are compared: a paragraph that one report does not have at all is
    an edit (`Derivation.edits`), no finding. A pair that the comparing breaks on is told in `errors`, where there is
    such a list, and the others go on.
    """
    by_id = {r.id: r for r in reports}
    home = {report: lineage.id for lineage in lineages for report in lineage.reports}
    found: list[Finding] = []
    at_hand: dict[str, Wording] = {}
    for child, parent, shown in _pairs(lineages, derivations):
        if child in notes and parent in notes and home.get(child) == home.get(parent):
            pair = notes[child], notes[parent]
            if not any(map(_says_anything, pair)):  # of a language that is not read, say: nothing can be lacking
                continue
            try:
                alignment = _align(by_id[child], by_id[parent], at_hand)
                found += _between(alignment, by_id[child], by_id[parent], pair, shown)
            except Exception as error:
                if errors is None:
                    raise
                errors.append(ReadError(child, f"could not be compared with {parent}: {in_words(error)}"))
    order = {report.id: n for n, report in enumerate(reports)}
    unique = {(f.kind, f.present, f.absent.report): f for f in reversed(found)}
    return tuple(
        sorted(
            unique.values(),
            key=lambda f: (order[f.present.report], f.present.span, KINDS.index(f.kind), order[f.absent.report]),
        )
    )


def _says_anything(notes: Notes) -> bool:
    """Say whether notes hold what a finding can be about."""
    return bool(notes.hedges or notes.attributions or notes.figures)


def _align(child: Report, parent: Report, at_hand: dict[str, Wording]) -> Alignment:
    """Align two reports; of a lineage of eight, each is compared seven times and made ready once."""
    new = [report for report in (child, parent) if report.id not in at_hand]
    if new:
        at_hand |= {report.id: said for report, said in zip(new, read_wordings(new), strict=True)}
    pair = at_hand[child.id], at_hand[parent.id]
    for name in list(at_hand)[: max(len(at_hand) - _AT_HAND, 0)]:
        del at_hand[name]
    return align_wordings(*pair)


def _between(
    alignment: Alignment, child: Report, parent: Report, notes: tuple[Notes, Notes], shown: bool
) -> list[Finding]:
    """Return what one of two relatives has and the other lacks."""
    # What an agency's credit stands over may have reached both from the agency: then nobody is shown to cut.
    shown = shown and house_of(parent.credit_printed) is None
    return list(_compare(list(views(alignment, child, parent, notes, shown))))


def mark_meaning(derivations: Sequence[Derivation], findings: Sequence[Finding]) -> tuple[Derivation, ...]:
    """Return the derivations with the kinds of finding that each edit carries."""
    return tuple(_marked(d, findings) for d in derivations)


def _marked(derivation: Derivation, findings: Sequence[Finding]) -> Derivation:
    pair = {derivation.child, derivation.parent}
    mine = [f for f in findings if {f.present.report, f.absent.report} == pair]
    if not mine:
        return derivation
    edits = []
    for edit in derivation.edits:
        sides = {derivation.child: edit.child, derivation.parent: edit.parent}
        kinds = {
            f.kind
            for f in mine
            for place in (f.present, f.absent)
            if (span := sides.get(place.report)) is not None and span.overlaps(place.span)
        }
        both = edit.child is not None and edit.parent is not None
        edits.append(replace(edit, meaning=tuple(k for k in KINDS if k in kinds)) if both else edit)
    return replace(derivation, edits=tuple(edits))


def _pairs(lineages: Sequence[Lineage], derivations: Sequence[Derivation]) -> Iterator[tuple[str, str, bool]]:
    """Yield the pairs to compare, each once: close relatives first, then what else a small lineage holds."""
    related = set()
    for child, parent, shown in _relatives(derivations):
        related.add(frozenset((child, parent)))
        yield child, parent, shown
    for lineage in lineages:
        if len(lineage.reports) <= ALL_PAIRS:
            for one, other in combinations(lineage.reports, 2):
                if frozenset((one, other)) not in related:
                    yield other, one, False


def _relatives(derivations: Sequence[Derivation]) -> Iterator[tuple[str, str, bool]]:
    """Yield each pair of close relatives once, those whose direction is shown first."""
    seen = set()
    for d in sorted(derivations, key=lambda d: d.direction != "shown"):
        if d.parent is not None and frozenset((d.child, d.parent)) not in seen:
            seen.add(frozenset((d.child, d.parent)))
            yield d.child, d.parent, d.direction == "shown"


# A sentence whose twin has all of its words has lost nothing; most sentences of most copies are such.
_CHANGED = attrgetter("swapped")


def _compare(pair: Sequence[View]) -> Iterator[Finding]:
    for view in pair:
        for twin in filter(_CHANGED, view.twins):
            yield from hedges_absent(view, twin)
            yield from attributions_absent(view, twin)
        yield from disclaimers_absent(view)
        yield from clauses_firmer(view)
        yield from clauses_unsourced(view)
        yield from sentences_firmer(view)
    # What changed is said once, from the parent's side (or the second report's, where there is no parent).
    for twin in filter(_CHANGED, pair[0].twins):
        yield from figures_changed(pair[0], twin)
        yield from speakers_changed(pair[0], twin)
