"""One story's reports and notes come in; its claims, conflicts and timeline go out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from twosource.claims.alignment import align, word_weights
from twosource.claims.apart import are_apart
from twosource.claims.claims import make_claims
from twosource.claims.confirmation import Confirmation, as_joined, borne_out, find_confirmation
from twosource.claims.conflicts import find_conflicts
from twosource.claims.contradictions import contradict
from twosource.claims.corrections import with_numbers_given
from twosource.claims.disputed import join_disputed, mark_disputed, mark_with_count
from twosource.claims.figures_corrected import with_corrected_figures
from twosource.claims.found_alive import with_those_alive
from twosource.claims.got_wrong import with_figures_wrong
from twosource.claims.half_taken import with_halves_taken
from twosource.claims.houses import find_houses
from twosource.claims.in_place import join_in_place
from twosource.claims.left_open import apart_from_open
from twosource.claims.likeness import Likeness
from twosource.claims.measured import apart_mere_measures
from twosource.claims.mistaken import with_mistakes
from twosource.claims.names_corrected import with_corrected_names
from twosource.claims.near import by_sentence
from twosource.claims.not_as_printed import with_printed_otherwise
from twosource.claims.overruling import Overruled, overrule_grades, overrule_groups
from twosource.claims.pairing import pair_up
from twosource.claims.passages import Passages
from twosource.claims.printed_before import with_words_printed
from twosource.claims.reach import within_reach, without_told_again
from twosource.claims.register import join_newsrooms, with_carried, with_register
from twosource.claims.said_before import with_words_said
from twosource.claims.said_instead import apart_what_is_so
from twosource.claims.side_by_side import tell_two_things
from twosource.claims.slots import slots_in
from twosource.claims.slugs import in_place_of, same_words_taken_back
from twosource.claims.statements import Statement
from twosource.claims.timeline import make_timeline
from twosource.claims.unsaid import with_own_corrections
from twosource.claims.withdrawals import mark_withdrawals
from twosource.claims.wrongly_named import without_wrongly_named
from twosource.language.notes import ReportNotes
from twosource.model import (
    Claim,
    Conflict,
    Decision,
    Lineage,
    Report,
    Settings,
    Source,
    Span,
    TimelineEntry,
)


@dataclass(frozen=True, slots=True)
class StoryClaims:
    """What is known of one story: claims in text order, conflicts between their readings, dated entries.

    `heeded` are the ids of people's decisions that acted on a claim of it.
    """

    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    timeline: tuple[TimelineEntry, ...]
    heeded: frozenset[str] = frozenset()


def weigh_story(
    story: str,
    reports: Sequence[Report],
    notes: Sequence[ReportNotes],
    lineages: Sequence[Lineage],
    settings: Settings,
    decisions: Sequence[Decision] = (),
    register: Sequence[Source] = (),
    made: AbstractSet[str] = frozenset(),
) -> StoryClaims:
    """Bring the statements of a story's reports together into claims, and count how each stands.

    `decisions` are people's overrulings; those about claims are applied. `register` says who owns outlets and whose
    wires they take; what the reports carry about their own outlets is added to it. `made` are the reports that are
    shown to be made from another, which tells whose copy it is that several outlets run.
    """
    by_id = {r.id: r for r in reports}
    lineages = [x for x in lineages if not by_id.keys().isdisjoint(x.reports)]
    home = {r: lineage.id for lineage in lineages for r in lineage.reports}
    houses = find_houses(reports, lineages, made)
    passages = Passages(reports, notes)
    statements = [s for report, n in zip(reports, notes, strict=True) for s in _statements_of(report, n, passages)]
    if not statements:
        return StoryClaims((), (), ())  # of reports in a language that is not read, or not read yet
    statements = in_place_of(statements, same_words_taken_back(by_id, notes, home, houses))
    statements = with_numbers_given(statements, by_id, home, houses)
    statements = with_corrected_figures(statements, by_id, notes, home, houses)
    statements = with_words_printed(statements, by_id, home, houses)
    statements = with_printed_otherwise(statements, by_id, notes, home, houses)
    roles = _roles(notes)
    statements = without_wrongly_named(statements, by_id, notes, roles)
    statements = with_own_corrections(with_mistakes(statements, by_id, roles), by_id, notes, roles)
    statements = with_figures_wrong(with_corrected_names(statements, by_id, notes, roles), by_id, roles)
    statements = with_those_alive(statements, by_id, notes, roles)
    statements = with_words_said(with_halves_taken(statements, by_id, roles), by_id, roles)
    texts = {r.id: r.text for r in reports}
    by_report = {n.report: n for n in notes}
    slots = cache(lambda report, span: slots_in(by_report[report], span))

    def bear_out(told: Statement, other: Statement) -> bool:
        return bool(borne_out(told, other, texts, slots))

    def differ(one: Statement, other: Statement) -> bool:
        return tell_two_things(one, other, texts, settings.told_alike)

    said_in: dict[tuple[str, Span], list[Statement]] = {}
    for s in statements:
        said_in.setdefault((s.report, s.sentence), []).append(s)
    weights = word_weights(statements)
    alike = align(statements, weights, settings, bear_out, roles, differ if settings.learned else None)
    rooms = {report: houses.names[lineage] for report, lineage in home.items()}

    def confirm(group: Sequence[Statement]) -> list[Confirmation]:
        return find_confirmation(group, rooms, texts, slots, lambda s: said_in[s.report, s.sentence])

    def clash(one: Statement, other: Statement) -> bool:
        return contradict(one, other, by_id, by_report)

    # Telling a thing in other words confirms nothing, and what is confirmed takes in no reading that may say more.
    open_groups = [group for group in alike if not confirm(group)]
    likeness = Likeness(weights, roles)
    paired = pair_up(open_groups, texts, home, likeness, settings, clash)
    aligned, anew = _in_order(statements, alike, open_groups, paired.groups)
    aligned, anew = _with_reworded(aligned, anew, notes, home, clash, confirm, likeness)
    aligned = apart_from_open(within_reach(aligned, by_id, home, houses, roles), by_id)
    aligned = apart_mere_measures(without_told_again(apart_what_is_so(aligned, by_id), by_id), home)
    overruled = overrule_groups(story, aligned, decisions)
    groups = overruled.groups
    registered = join_newsrooms(houses.names, reports, lineages, with_carried(register, reports))
    confirming = [
        list(as_joined(group, rooms)) if name in overruled.joined else [] if id(group[0]) in anew else confirm(group)
        for group, name in zip(groups, overruled.names, strict=True)
    ]
    claims = make_claims(groups, confirming, by_id, home, houses, story, roles, anew)
    claims = _as_overruled(claims, overruled)

    def remake(group: Sequence[Statement]) -> Claim:
        return make_claims([group], [()], by_id, home, houses, story, roles)[0]

    conflicts = find_conflicts(claims, groups, by_id, by_report, roles, paired.recounted)
    claims, groups, conflicts = join_disputed(claims, groups, conflicts, remake)
    claims = mark_with_count(claims, groups)
    claims, graded = overrule_grades(with_register(mark_disputed(claims, conflicts), registered), decisions)
    heeded = frozenset(overruled.heeded | graded)
    return StoryClaims(tuple(claims), tuple(conflicts), tuple(make_timeline(claims, groups)), heeded)


def _statements_of(report: Report, notes: ReportNotes, passages: Passages) -> list[Statement]:
    """Return the statements of a report, those that it withdraws marked; what stands in each sentence is told once."""
    sentences = list(by_sentence(notes))
    if not sentences:
        return []  # in a language that is not read
    return mark_withdrawals(report, notes, passages.statements_of(report, notes, sentences), sentences)


def _in_order(
    statements: Sequence[Statement],
    alike: Sequence[Sequence[Statement]],
    open_groups: Sequence[Sequence[Statement]],
    paired: Sequence[Sequence[Statement]],
) -> tuple[list[list[Statement]], set[int]]:
    """Return the groups after pairing, in text order, and which statements, by identity, were brought together anew."""
    place = {id(s): n for n, s in enumerate(statements)}
    before = {frozenset(map(id, group)) for group in open_groups}
    anew = {id(s) for group in paired if frozenset(map(id, group)) not in before for s in group}
    known = {id(s) for group in open_groups for s in group}
    kept = [group for group in alike if id(group[0]) not in known]
    groups = [sorted(group, key=lambda s: place[id(s)]) for group in [*kept, *paired]]
    return sorted(groups, key=lambda group: place[id(group[0])]), anew


def _with_reworded(
    groups: Sequence[Sequence[Statement]],
    anew: AbstractSet[int],
    notes: Sequence[ReportNotes],
    home: Mapping[str, str],
    clash: Callable[[Statement, Statement], bool],
    confirm: Callable[[Sequence[Statement]], Sequence[Confirmation]],
    likeness: Likeness,
) -> tuple[list[list[Statement]], set[int]]:
    """Return the groups with what copies of one text reword at one place, and which statements were joined anew.

    What was confirmed before stays so; what was not is not confirmed by a copy's other words.
    """

    def differ(one: Statement, other: Statement) -> bool:
        return are_apart(one, other, likeness) or clash(one, other)

    joined, moved = join_in_place(groups, notes, home, differ)
    firm = {id(s) for group in groups if id(group[0]) not in anew and confirm(group) for s in group}
    fresh = [group for group in joined if id(group[0]) in moved and not any(id(s) in firm for s in group)]
    return joined, {*anew, *(id(s) for group in fresh for s in group)}


def _as_overruled(claims: Sequence[Claim], overruled: Overruled) -> list[Claim]:
    """Return the claims with the names that they have without decisions, and what decisions add to their reasons."""
    return [
        replace(claim, id=name, reasons=(*claim.reasons, *overruled.reasons.get(name, ())))
        for claim, name in zip(claims, overruled.names, strict=True)
    ]


def _roles(notes: Iterable[ReportNotes]) -> dict[str, set[tuple[str, str]]]:
    """Return the offices that the story gives to each of its speakers."""
    found: dict[str, set[tuple[str, str]]] = {}
    for n in notes:
        for name, office, place in n.roles:
            found.setdefault(name, set()).add((office, place))
    return found
