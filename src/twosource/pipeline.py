"""The whole way, from reports to what is known, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from twosource.annotation import annotate_reports, resolve_reports
from twosource.claims import StoryClaims, weigh_story
from twosource.decisions import in_force
from twosource.engine.local import LocalEngine
from twosource.intake import date_reports, name_houses, read_reports
from twosource.language.notes import ReportNotes
from twosource.lineage import find_findings, find_lineages, mark_meaning
from twosource.lineage.overruling import overrule_lineages
from twosource.model import Decision, Derivation, Ledger, Lineage, ReadError, Report, Settings, Source
from twosource.stages import Engine, collector_at_rest, in_words
from twosource.stories import group_reports
from twosource.stories.gathering import gather
from twosource.stories.overruling import overrule_stories

Progress = Callable[[str], None]

LANGUAGE_NAMES = {"ru": "Russian", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "uk": "Ukrainian"}


def read(
    paths: Sequence[str | Path] | str | Path,
    *,
    one_story: bool = False,
    settings: Settings | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
    decisions: Sequence[Decision] = (),
    register: Sequence[Source] = (),
) -> Ledger:
    """Read the reports at `paths` (files, folders, "-") and return what is known.

    What cannot be read is in `ledger.errors`, each with what to do; the others go on. `one_story` says that all are of
    one event, whatever their words and dates. `progress` is told in words what is being done. `decisions` are people's
    overrulings (`twosource.overrule` makes them), the latest last. `register` says who owns outlets and whose wires
    they take (`twosource.read_register` reads one). Raises ValueError where there is no report at all.
    """
    listed = [paths] if isinstance(paths, str | Path) else list(paths)
    tell = progress or (lambda words: None)
    tell("Reading the reports")
    found = read_reports(listed)
    if not found.reports:
        reasons = "".join(f"\n  {e.report} {e.message}" for e in found.errors)
        raise ValueError(f"no report could be read{':' if reasons else ''}{reasons}")
    ledger = make_ledger(
        found.reports,
        found.errors,
        one_story=one_story,
        settings=settings,
        engine=engine,
        progress=tell,
        decisions=decisions,
        register=register,
    )
    return replace(ledger, notes=(*found.notes, *ledger.notes))


def make_ledger(
    reports: Sequence[Report],
    errors: Sequence[ReadError] = (),
    *,
    one_story: bool = False,
    settings: Settings | None = None,
    engine: Engine | None = None,
    progress: Progress | None = None,
    decisions: Sequence[Decision] = (),
    register: Sequence[Source] = (),
) -> Ledger:
    """Return what is known from reports already read: the line of DESIGN, step by step.

    `decisions` are people's overrulings, the latest last; what a decision says goes into every step after it.
    `register` says who owns outlets and whose wires they take.
    """
    settings, engine = settings or Settings(), engine or LocalEngine()
    tell = progress or (lambda words: None)

    tell("Looking for copies")
    failed = list(errors)
    lineages, derivations = find_lineages(reports, engine, settings, errors=failed)
    lineages, derivations = overrule_lineages(reports, lineages, derivations, decisions)
    tell("Finding the stories")
    copies = {r: x.id for x in lineages for r in x.reports}
    if one_story:
        stories = {r.id: "s1" for r in reports}
    else:
        stories = group_reports(reports, engine, settings, copies, failed)
        stories = gather(reports, stories, engine, settings, copies)
    stories = overrule_stories(reports, stories, decisions)
    reports = date_stories(reports, stories, failed)
    tell("Reading who says what")
    notes = annotate_reports(reports, engine, settings, failed)
    tell("Weighing the claims")
    return weigh(
        reports,
        stories,
        lineages,
        derivations,
        notes,
        errors=tuple(failed),
        settings=settings,
        decisions=decisions,
        register=register,
    )


@collector_at_rest()  # with the notes of a large story at hand, the search for rings would be a sixth of the work
def weigh(
    reports: Sequence[Report],
    stories: dict[str, str],
    lineages: tuple[Lineage, ...],
    derivations: tuple[Derivation, ...],
    notes: dict[str, ReportNotes],
    *,
    errors: tuple[ReadError, ...] = (),
    settings: Settings,
    decisions: Sequence[Decision] = (),
    register: Sequence[Source] = (),
) -> Ledger:
    """Return what is known from reports that are grouped, traced and annotated: the last steps of the line.

    `stories` gives each report's story by its id, `notes` what was read in it, speakers not yet resolved. `decisions`
    are all that people decided; those about stories and lineages are in `stories`, `lineages` and `derivations` by
    now, and those about claims are applied here. What has no effect is said in the ledger's `notes`.
    `register` says who owns outlets and whose wires they take. A report that breaks a step has no notes, a story that
    does has no claims; both are told in `errors`, and the others go on.
    """
    failed: list[ReadError] = []
    named = {r.id: r for story in in_stories(reports, stories) for r in _named(story, failed)}
    reports = [named[r.id] for r in reports]
    read = [resolve_reports(story, notes, failed) for story in in_stories(reports, stories)]
    notes = {r.id: ReportNotes(r.id) for r in reports} | {name: n for story in read for name, n in story.items()}
    made = {d.child for d in derivations if d.direction == "shown"}
    weighed: list[StoryClaims] = []
    for story in in_stories(reports, stories):
        name, said = stories[story[0].id], [notes[r.id] for r in story]
        try:
            weighed.append(weigh_story(name, story, said, lineages, settings, decisions, register, made))
        except Exception as error:
            of = f"its story ({name}, reports: {len(story)}) could not be weighed, and has no claims"
            failed.append(ReadError(story[0].id, f"{of}: {in_words(error)}"))
    findings = find_findings(reports, lineages, derivations, notes, failed)
    heeded = {decision for w in weighed for decision in w.heeded}
    held, without_effect = in_force(decisions, stories, lineages, derivations, heeded)
    return Ledger(
        reports=tuple(reports),
        stories=stories,
        lineages=lineages,
        derivations=mark_meaning(derivations, findings),
        attributions=tuple(a for r in reports for a in notes[r.id].attributions),
        hedges={r.id: notes[r.id].hedges for r in reports},
        figures=tuple(f for r in reports for f in notes[r.id].figures),
        times=tuple(t for r in reports for t in notes[r.id].times),
        claims=tuple(c for w in weighed for c in w.claims),
        conflicts=tuple(c for w in weighed for c in w.conflicts),
        findings=findings,
        timeline=tuple(e for w in weighed for e in w.timeline),
        errors=(*errors, *failed, *not_read(reports)),
        settings=settings,
        decisions=held,
        notes=without_effect,
    )


def in_stories(reports: Sequence[Report], stories: dict[str, str]) -> list[list[Report]]:
    """Return the reports story by story, stories in order of their first report."""
    grouped: dict[str, list[Report]] = {}
    for report in reports:
        grouped.setdefault(stories[report.id], []).append(report)
    return list(grouped.values())


def date_stories(
    reports: Sequence[Report], stories: dict[str, str], failed: list[ReadError] | None = None
) -> list[Report]:
    """Date reports that print no date by the others of their story.

    A report that the dating breaks on keeps the date that it prints, and `failed` is told; without such a list that is
    raised.
    """
    dated = {r.id: r for r in reports}
    for story in in_stories(reports, stories):
        dated |= {r.id: r for r in (date_reports(story) if failed is None else _dated(story, failed))}
    return [dated[r.id] for r in reports]


def _dated(story: Sequence[Report], failed: list[ReadError]) -> Sequence[Report]:
    """Return the reports of a story that can be dated, together or, where none breaks alone, each by itself."""
    try:
        return date_reports(story)
    except Exception as error:
        message = in_words(error)
    if len(story) == 1:
        failed.append(ReadError(story[0].id, f"could not be dated: {message}"))
        return ()
    alone = [dated for report in story for dated in _dated([report], failed)]
    if 0 < len(alone) < len(story):
        sound = {r.id for r in alone}
        return _dated([r for r in story if r.id in sound], failed)
    if alone:
        of = f"it and the {len(story) - 1} other reports of its story could not be dated by each other"
        failed.append(ReadError(story[0].id, f"{of}: {message}"))
    return alone


def _named(story: Sequence[Report], failed: list[ReadError]) -> Sequence[Report]:
    """Return the reports of a story with the outlets and credits that they tell by each other, if that can be told."""
    try:
        return name_houses(story)
    except Exception as error:
        of = f"it and the {len(story) - 1} other reports of its story were not asked for each other's outlets"
        failed.append(ReadError(story[0].id, f"{of}: {in_words(error)}"))
        return story


def not_read(reports: Sequence[Report]) -> tuple[ReadError, ...]:
    """Say which reports are in a language whose statements are not read."""
    return tuple(
        ReadError(
            r.id,
            f"is in {LANGUAGE_NAMES.get(r.language, r.language)}: compared as copy, but not read for who says what. "
            "Translate it to English to have its claims counted.",
        )
        for r in reports
        if r.language not in {None, "en"}
    )
