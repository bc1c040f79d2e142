"""A passage comes in, all that the language layer sees in it goes out, once however many reports run it.

Two steps. `annotate` is a pure text function over a batch of distinct passages (the slow one: it parses). `place`
puts the notes of a report's passages where the report runs them and settles what depends on the report: times on its
date, quotations over paragraphs. Speakers wait for the whole story (`speakers.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from twosource.language.attribution import find_attributions, finish_attributions
from twosource.language.clauses import Clause, Word, find_clauses, find_words
from twosource.language.figures import find_figures
from twosource.language.hedges import find_hedges
from twosource.language.joining import join_paragraphs
from twosource.language.mentions import Mention, find_mentions
from twosource.language.names import find_names
from twosource.language.nested import with_nested, without_idle
from twosource.language.parser import Parsed, parse
from twosource.language.tagger import tag
from twosource.language.times import TimeMention, find_times, resolve_times
from twosource.model import Attribution, Figure, Hedge, Name, Report, Settings, Span, Time
from twosource.spans import shift

__all__ = ["PassageNotes", "ReportNotes", "annotate", "place"]


@dataclass(frozen=True, slots=True)
class PassageNotes:
    """What stands in one passage; every span counts from the passage's start."""

    sentences: tuple[Span, ...] = ()
    words: tuple[Word, ...] = ()
    clauses: tuple[Clause, ...] = ()
    names: tuple[Name, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportNotes:
    """What stands in one report; every span counts from the start of the report's text.

    `paragraphs` are the passages in text order, the headline first where it stands in the text. `roles` are known once
    the story is: a speaker of the report, an office that the story gives that speaker, and whose office it is; so are
    `referents`: each subject that is no name ("he", "the captain") and the full name of the one person it means.
    """

    report: str
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    words: tuple[Word, ...] = ()
    clauses: tuple[Clause, ...] = ()
    names: tuple[Name, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    roles: tuple[tuple[str, str, str], ...] = ()
    referents: tuple[tuple[Span, str], ...] = ()


def annotate(texts: Iterable[str], settings: Settings) -> Iterator[PassageNotes]:
    """Yield the notes of each text, in order; each text is one paragraph."""
    for parsed in parse(texts, settings.model, settings.batch):
        yield annotate_parsed(parsed, settings)


def annotate_parsed(parsed: Parsed, settings: Settings) -> PassageNotes:
    """Return the notes of one parsed passage, its attributions by the learned tagger or by rules alone."""
    if settings.learned:
        finished = finish_attributions(parsed, with_nested(parsed, tag([parsed.text])[0]))
        # Quoted words that the tagger gives to nobody are nobody's: of eleven on PolNeAR dev none was an attribution.
        attributions = [a for a in finished if a.rule != "quoted words"]
    else:
        attributions = without_idle(parsed, find_attributions(parsed, settings))
    return PassageNotes(
        sentences=tuple(parsed.sentences()),
        words=tuple(find_words(parsed)),
        clauses=tuple(find_clauses(parsed)),
        names=tuple(find_names(parsed)),
        mentions=tuple(find_mentions(parsed)),
        attributions=tuple(attributions),
        hedges=tuple(find_hedges(parsed, attributions)),
        figures=tuple(find_figures(parsed)),
        times=tuple(find_times(parsed)),
    )


def place(
    report: Report,
    passages: Sequence[tuple[Span, PassageNotes]],
    margins: Sequence[tuple[Span, PassageNotes]] = (),
) -> ReportNotes:
    """Return the notes of a report from those of its passages, given in text order; of the margins, the times."""
    at = [(span.start, notes) for span, notes in passages]
    times = [t.moved(by) for by, notes in at for t in notes.times]
    times += [t.moved(span.start).beside() for span, notes in margins for t in notes.times]
    times.sort(key=lambda t: t.start)
    # A cross-heading in quotation marks quotes nobody, though it stands between two paragraphs of a quotation.
    running = [(span, notes.attributions) for span, notes in passages if span not in report.headings]
    joined = join_paragraphs(report.text, running)
    return ReportNotes(
        report=report.id,
        paragraphs=tuple(span for span, _ in passages),
        sentences=tuple(s.moved(by) for by, notes in at for s in notes.sentences),
        words=tuple(Word(w.start + by, w.end + by, w.lemma, w.pos) for by, notes in at for w in notes.words),
        clauses=tuple(shift(c, by) for by, notes in at for c in notes.clauses),
        names=tuple(shift(n, by) for by, notes in at for n in notes.names),
        mentions=tuple(m.moved(by) for by, notes in at for m in notes.mentions),
        attributions=tuple(replace(a, report=report.id) for a in joined),
        hedges=tuple(shift(h, by) for by, notes in at for h in notes.hedges),
        figures=tuple(replace(shift(f, by), report=report.id) for by, notes in at for f in notes.figures),
        times=tuple(resolve_times(times, report.published, report.id)),
    )
