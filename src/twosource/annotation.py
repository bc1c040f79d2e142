"""Reports come in, their notes go out: each distinct paragraph is read once, by way of the engine.

Ten outlets that run one wire story share most of its paragraphs; parsing is nearly all the cost of a run, so a copy
is almost free. Paragraphs are told apart by their exact text, because positions count from it. Those that share a
sentence are read side by side: the parser takes it once (docs/adr/0008).
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

import pyarrow as pa

from twosource.language.cast import Cast, ReportMentions, build_cast
from twosource.language.notes import PassageNotes, ReportNotes, annotate, place
from twosource.language.paired_names import join_pairs
from twosource.language.sentences import with_neighbours
from twosource.language.speakers import read_discourse, resolve_speakers, subjects_meant
from twosource.model import Attribution, Figure, Name, ReadError, Report, Settings, Span
from twosource.rows import pack, unpack
from twosource.stages import Engine, Stage, in_words

# Only English is read; of other languages, lineage alone is known.
LANGUAGES = {None, "en"}

DISTINCT = Stage(
    "distinct paragraphs",
    "a paragraph's text, once however many reports run it",
    "SELECT text, length(text) AS size FROM paragraphs GROUP BY text ORDER BY min(place)",
)


class KeptNotes:
    """Packed notes by passage, on disk: what reports that come in portions share is read once for all of them."""

    def __init__(self) -> None:
        # A database without a name is SQLite's own temporary file: little of it is in memory, and nothing is left.
        self._store = sqlite3.connect("")
        self._store.execute("CREATE TABLE notes (passage BLOB PRIMARY KEY, packed TEXT NOT NULL) WITHOUT ROWID")

    def close(self) -> None:
        """Forget all of it."""
        self._store.close()

    def find(self, texts: Iterable[str]) -> dict[str, str]:
        """Return the notes of those of `texts` that were kept."""
        found = {}
        for text in dict.fromkeys(texts):
            for (packed,) in self._store.execute("SELECT packed FROM notes WHERE passage = ?", (_key(text),)):
                found[text] = packed
        return found

    def keep(self, notes: Mapping[str, str]) -> None:
        """Keep the notes of passages that were not kept before."""
        self._store.executemany("INSERT INTO notes VALUES (?, ?)", ((_key(t), packed) for t, packed in notes.items()))


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def annotate_reports(
    reports: Sequence[Report],
    engine: Engine,
    settings: Settings,
    errors: list[ReadError] | None = None,
    kept: KeptNotes | None = None,
) -> dict[str, ReportNotes]:
    """Return the notes of each report by its id, speakers not yet resolved.

    A passage that the reading breaks on has no notes; `errors` is told which, and the rest of the report is read. A
    report whose passages cannot be put together is told as well, and is not in the result. What is in `kept` is not
    read again, and what is read is put there.
    """
    broken: dict[str, str] = {}
    texts = [text for r in reports for text in texts_to_read(r)]
    known = kept.find(texts) if kept is not None else {}
    new = annotate_texts([text for text in texts if text not in known], engine, settings, broken)
    if kept is not None:
        kept.keep({text: notes for text, notes in new.items() if text not in broken})
    known |= new
    if errors is not None:
        errors += tell_unread(reports, broken)
    placed = {}
    for report in reports:
        try:
            placed[report.id] = place_notes(report, known)
        except Exception as error:
            if errors is None:
                raise
            errors.append(ReadError(report.id, f"could not be read for who says what: {in_words(error)}"))
    return placed


def tell_unread(reports: Sequence[Report], broken: Mapping[str, str]) -> list[ReadError]:
    """Say which reports have a passage that the reading broke on; `broken` has what was said, by text."""
    found = ((r.id, text) for r in reports for text in texts_to_read(r) if text in broken) if broken else ()
    return [
        ReadError(
            report,
            "has a paragraph that could not be read for who says what "
            f"({' '.join(text.split())[:60]!r}): {broken[text]}",
        )
        for report, text in found
    ]


def texts_to_read(report: Report) -> list[str]:
    """Return the passages of a report that are annotated: its headline, the paragraphs of its body, its margins."""
    return [span.of(report.text) for span in (*paragraphs_to_read(report), *margins_to_date(report))]


def annotate_texts(
    texts: Sequence[str], engine: Engine, settings: Settings, broken: dict[str, str] | None = None
) -> dict[str, str]:
    """Return the packed notes of each distinct text: the slow step, which a desk takes once for a passage.

    A text that the reading breaks on has empty notes, and `broken` what was said.
    """
    near = with_neighbours(texts)
    table = pa.table({"text": pa.array(near, pa.string()), "place": pa.array(range(len(near)), pa.int64())})
    distinct = engine.sql(DISTINCT, paragraphs=table)
    noted = engine.map(partial(annotate_table, settings=settings), distinct, size="size")
    known = dict(zip(noted.column("text").to_pylist(), noted.column("notes").to_pylist(), strict=True))
    for row, message in engine.take_failures():
        text = distinct.column("text")[row].as_py()
        known[text] = pack(PassageNotes())
        if broken is not None:
            broken[text] = message
    return known


def place_notes(report: Report, known: Mapping[str, str]) -> ReportNotes:
    """Return the notes of a report, speakers not yet resolved, from the packed notes of its passages by their text."""
    passages, margins = _read(report, paragraphs_to_read(report), known), _read(report, margins_to_date(report), known)
    return place(report, passages, margins)


def _read(report: Report, spans: Sequence[Span], known: Mapping[str, str]) -> list[tuple[Span, PassageNotes]]:
    return [(span, _unpacked(known[span.of(report.text)])) for span in spans]


@lru_cache(maxsize=1_000)
def _unpacked(packed: str) -> PassageNotes:
    """Return the notes of a passage: what copies share is unpacked once for all of a story's reports."""
    return unpack(PassageNotes, packed)


def annotate_table(table: pa.Table, settings: Settings) -> pa.Table:
    """Add the column `notes` (JSON) to a table with the column `text`: the pure function that an engine maps."""
    texts = table.column("text").to_pylist()
    notes = [pack(n) for n in annotate(texts, settings)] if texts else []
    return pa.table({"text": table.column("text"), "notes": pa.array(notes, pa.string())})


def resolve_story(reports: Sequence[Report], notes: Iterable[ReportNotes]) -> list[ReportNotes]:
    """Return the notes of one story's reports with speakers and names resolved against the cast of the whole story."""
    listed = list(notes)
    pairs = zip(reports, listed, strict=True)
    mentioned = {m.report: m for m in join_pairs([ReportMentions(n.report, n.mentions, r.text) for r, n in pairs])}
    cast = build_cast([mentioned[n.report] for n in listed])
    return [_resolve(n, mentioned[n.report], cast) for n in listed]


def resolve_reports(
    reports: Sequence[Report], notes: Mapping[str, ReportNotes], errors: list[ReadError]
) -> dict[str, ReportNotes]:
    """Return what `resolve_story` does, by report, for the reports of one story that have notes.

    A report that it breaks on is told in `errors` and left out, and the others are resolved without it. Where none
    breaks it alone, each is resolved as a story of its own.
    """
    story = [r for r in reports if r.id in notes]
    try:
        return {n.report: n for n in resolve_story(story, [notes[r.id] for r in story])}
    except Exception as error:
        message = in_words(error)
    if len(story) == 1:
        errors.append(ReadError(story[0].id, f"could not be read for who says what: {message}"))
        return {}
    alone: dict[str, ReportNotes] = {}
    for report in story:
        alone |= resolve_reports([report], notes, errors)
    if 0 < len(alone) < len(story):
        return resolve_reports([r for r in story if r.id in alone], notes, errors)
    if alone:
        of = f"and those of the {len(story) - 1} other reports of its story are known within each report only"
        errors.append(ReadError(story[0].id, f"its speakers {of}: {message}"))
    return alone


def _resolve(notes: ReportNotes, mentioned: ReportMentions, cast: Cast) -> ReportNotes:
    discourse = read_discourse(notes.attributions, mentioned, cast)
    attributions = tuple(resolve_speakers(notes.attributions, mentioned, cast, discourse))
    return replace(
        notes,
        referents=tuple(subjects_meant(discourse, mentioned)),
        attributions=attributions,
        names=tuple(_full(name, cast) for name in notes.names),
        figures=tuple(_with_source(figure, notes.attributions) for figure in notes.figures),
        roles=tuple(_roles(attributions, cast)),
    )


def _roles(attributions: Sequence[Attribution], cast: Cast) -> Iterator[tuple[str, str, str]]:
    """Yield each speaker's offices, as the story tells them."""
    for speaker in sorted({name for a in attributions for name in a.speakers}):
        meant = cast.candidates(speaker)
        for role in cast.members[meant[0]].roles if meant else ():
            yield speaker, role.office, role.place


def _with_source(figure: Figure, attributions: Sequence[Attribution]) -> Figure:
    """Return a figure with the id of the innermost attribution whose content holds it."""
    holding = [
        (c.end - c.start, a.id)
        for a in attributions
        for c in a.content
        if c.start <= figure.span.start and figure.span.end <= c.end
    ]
    return replace(figure, attribution=min(holding)[1]) if holding else figure


def _full(name: Name, cast: Cast) -> Name:
    """Return a name with its text in the fullest form that the story knows, where only one can be meant."""
    meant = cast.candidates(name.text)
    return replace(name, text=cast.members[meant[0]].name) if len(meant) == 1 else name


def paragraphs_to_read(report: Report) -> tuple[Span, ...]:
    """Return the headline and the paragraphs of the body in text order; nothing for a language that is not read."""
    if report.language not in LANGUAGES:
        return ()
    spans = set(report.body)
    if report.title_span is not None and not any(report.title_span.overlaps(s) for s in spans):
        spans.add(report.title_span)
    return tuple(sorted(spans))


def margins_to_date(report: Report) -> tuple[Span, ...]:
    """Return the captions and date lines: no part of the story, but the times in them date it."""
    return report.margins if report.language in LANGUAGES else ()
