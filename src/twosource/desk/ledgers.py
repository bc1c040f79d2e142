"""Stories that were touched come in; each is weighed again and its ledger kept, so that a briefing is a read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from twosource.annotation import place_notes
from twosource.briefing.headline import headline_of
from twosource.desk.copies import load_lineages
from twosource.desk.moving import MOVES, claims_before, keep_moves
from twosource.desk.naming import current_name
from twosource.desk.passages import notes_for
from twosource.desk.registering import load_register
from twosource.desk.tables import Connection, insert_rows, keyed, named, named_rows, packed, rows, unpacked, value
from twosource.desk.versions import in_order, load_reports
from twosource.language.notes import ReportNotes
from twosource.model import Claim, Decision, Derivation, Ledger, Lineage, ReadError, Report, Settings
from twosource.pipeline import date_stories, not_read, weigh
from twosource.stages import Engine, in_words

# Reports whose notes are held at once. Each time, the passages and lineages of the desk are looked through: the more,
# the larger the desk, so that what a thousand new reports touch is taken in one go.
_AT_ONCE = 1_500


def weigh_stories(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    stories: Iterable[str],
    run: int,
    made_by: str,
    decisions: Sequence[Decision] = (),
    new: Collection[int] = (),
    failed: list[ReadError] | None = None,
) -> list[str]:
    """Weigh the stories again and write their ledgers; return those that are there still, in order.

    What breaks costs a story no more than what `pipeline.weigh` says, stands in its ledger and is told in `failed`. A
    report of `new` is not held yet, and need not be: where its notes cannot be put together, that is raised.
    """
    with named_rows(connection, "touched_stories", "story", sorted(set(stories))):
        found = rows(
            connection,
            "SELECT story, report FROM in_story WHERE story IN (FROM touched_stories) ORDER BY story, report",
        )
        before = claims_before(connection, [key for _, key in found])
        for table in ("ledgers", "claims"):
            connection.execute(f"DELETE FROM {table} WHERE story IN (FROM touched_stories)")
    members: dict[str, list[int]] = {}
    for story, key in found:
        members.setdefault(story, []).append(key)
    for part in _parts(members):
        ledgers = _weigh(connection, engine, settings, part, made_by, decisions, new)
        _keep(connection, ledgers)
        _keep_names(connection, ledgers)
        keep_moves(connection, ledgers, before, run)
        if failed is not None:
            failed += (error for ledger in ledgers.values() for error in _broken(ledger))
    return list(members)


def _broken(ledger: Ledger) -> Iterator[ReadError]:
    """Yield the errors of a ledger but those that say a report is in another language, which is nothing broken."""
    expected = not_read(ledger.reports)
    return (error for error in ledger.errors if error not in expected)


def _parts(members: Mapping[str, Sequence[int]]) -> Iterator[dict[str, Sequence[int]]]:
    part: dict[str, Sequence[int]] = {}
    for story, keys in members.items():
        part[story] = keys
        if sum(map(len, part.values())) >= _AT_ONCE:
            yield part
            part = {}
    if part:
        yield part


@dataclass(frozen=True, slots=True)
class _Copies:
    """The lineages and derivations of many stories' reports, by the names of reports."""

    lineages: dict[str, Lineage]
    derivations: dict[str, list[Derivation]]

    def within(self, reports: Sequence[Report]) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
        """Return what concerns the reports of one story, its lineages numbered in the order of their first reports."""
        place = {r.id: n for n, r in enumerate(reports)}
        found = {self.lineages[r.id].id: self.lineages[r.id] for r in reports}
        numbered = (
            replace(x, id=f"l{n}", reports=tuple(r for r in x.reports if r in place))
            for n, x in enumerate(found.values(), 1)
        )
        made = (d for r in reports for d in self.derivations.get(r.id, ()) if d.parent in place)
        return tuple(numbered), tuple(made)


def _weigh(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    members: Mapping[str, Sequence[int]],
    made_by: str,
    decisions: Sequence[Decision],
    new: Collection[int],
) -> dict[str, Ledger]:
    """Return the ledger of each story, from what the desk holds of its reports."""
    loaded = load_reports(connection, [key for keys in members.values() for key in keys])
    # Passages that another version of the program read are read again, now that they are needed.
    known, unread = notes_for(connection, engine, settings, list(loaded.values()), made_by)
    strangers = {loaded[key].id for key in new if key in loaded}
    lineages, derivations = load_lineages(connection, loaded)
    copies = _Copies({r: x for x in lineages for r in x.reports}, {})
    for made in derivations:
        copies.derivations.setdefault(made.child, []).append(made)
    register = load_register(connection)
    ledgers = {}
    for story, keys in members.items():
        reports = in_order(loaded[key] for key in keys)
        named = {r.id: story for r in reports}
        failed = [error for error in unread if error.report in named]
        reports = in_order(date_stories(reports, named, failed))
        notes = _placed(reports, known, strangers, failed)
        mine = [d for d in decisions if d.subject in named or (d.anchor and d.anchor.report in named)]
        inside = copies.within(reports)
        ledgers[story] = weigh(
            reports,
            named,
            *inside,
            notes,
            errors=tuple(failed),
            settings=settings,
            decisions=mine,
            register=register,
        )
    return ledgers


def _placed(
    reports: Sequence[Report], known: Mapping[str, str], strangers: Collection[str], failed: list[ReadError]
) -> dict[str, ReportNotes]:
    """Return the notes of each report by its id; one that the desk holds and that breaks has none and is told."""
    notes = {}
    for report in reports:
        try:
            notes[report.id] = place_notes(report, known)
        except Exception as error:
            if report.id in strangers:
                raise
            failed.append(ReadError(report.id, f"could not be read for who says what: {in_words(error)}"))
    return notes


def _keep(connection: Connection, ledgers: Mapping[str, Ledger]) -> None:
    insert_rows(connection, "ledgers", _LEDGERS, [_row(story, ledger) for story, ledger in ledgers.items()])
    claims = [_claim_row(story, n, c) for story, ledger in ledgers.items() for n, c in enumerate(ledger.claims)]
    insert_rows(connection, "claims", _CLAIMS, claims)


def _keep_names(connection: Connection, ledgers: Mapping[str, Ledger]) -> None:
    """Write down the names of stories that are new, with their first reports."""
    first = pa.table({"story": list(ledgers), "id": [ledger.reports[0].id for ledger in ledgers.values()]})
    with named(connection, first_reports=first):
        connection.execute(
            "INSERT INTO story_names SELECT f.story, r.report FROM first_reports AS f JOIN reports AS r ON r.id = f.id "
            "WHERE f.story NOT IN (SELECT story FROM story_names)"
        )


_LEDGERS = (
    "story:string headline:string reports:int32 lineages:int32 first:string last:string confirmed:int32 "
    "disputed:int32 withdrawn:int32 ledger:binary"
)
_CLAIMS = (
    "story:string claim:string place:int32 text:string kind:string standing:string reports:int32 lineages:int32 "
    "origins:string weight:float64 credibility:int32 readings:string"
)


def _row(story: str, ledger: Ledger) -> tuple[object, ...]:
    days = sorted(r.published for r in ledger.reports if r.published)
    return (
        story,
        headline_of(ledger, story),
        len(ledger.reports),
        len(ledger.lineages),
        days[0] if days else None,
        days[-1] if days else None,
        *(sum(c.standing == standing for c in ledger.claims) for standing in MOVES),
        packed(replace(ledger, reports=tuple(replace(r, text="") for r in ledger.reports))),
    )


def _claim_row(story: str, place: int, claim: Claim) -> tuple[object, ...]:
    return (
        story,
        claim.id,
        place,
        claim.text,
        claim.kind,
        claim.standing,
        claim.reports,
        claim.lineages,
        json.dumps(claim.origins, ensure_ascii=False),
        claim.weight,
        claim.credibility,
        json.dumps([[r.report, *r.span] for r in claim.readings], ensure_ascii=False),
    )


def load_ledger(connection: Connection, story: str) -> Ledger:
    """Return the ledger of a story as last weighed; KeyError if there is none.

    The texts of its reports are put back, and the rights notes that were written since.
    """
    story = current_name(connection, story)
    ledger = unpacked(Ledger, value(connection, "SELECT ledger FROM ledgers WHERE story = ?", story))
    keys = [key for (key,) in rows(connection, "SELECT report FROM in_story WHERE story = ?", story)]
    held = load_reports(connection, keys)
    texts = {r.id: r.text for r in held.values()}
    with keyed(connection, keys):
        noted = dict(rows(connection, "SELECT report, note FROM rights WHERE report IN (FROM touched)"))
    rights = {held[key].id: note for key, note in noted.items()}
    reports = (replace(r, text=texts[r.id], rights=rights.get(r.id, r.rights)) for r in ledger.reports)
    return replace(ledger, reports=tuple(reports))
