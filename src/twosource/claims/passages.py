"""The reports of a story come in; the statements of each go out, found once for a paragraph that several run alike.

Ten outlets that run one wire story share most of its paragraphs, and what a paragraph says follows from its words, its
report's day and who is meant by its speakers and pronouns. Where all of that is the same, the statements are those
already found, with their places in this report. `annotation` does the same for the parser's work.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from twosource.claims.circumstances import may_hold_post
from twosource.claims.statements import Statement, find_statements
from twosource.language.notes import ReportNotes
from twosource.model import Attribution, Report, Span
from twosource.spans import shift

# A sentence with the notes that touch it, as `near.by_sentence` yields it.
Near = tuple[Span, ReportNotes]
# What an attribution says, but for its places and its number in the report.
_SAYS = attrgetter("kind", "speakers", "stance", "rule", "unclosed")
_PARTS = attrgetter("source", "cue", "content", "hedge")
_WORD = re.compile(r"\w+")


class _Kept(NamedTuple):
    """A statement as found first: which attribution and which figure of its paragraph it has, by their number.

    `anchor` is the start that its depth counts from. A figure that is none of the notes' is the statement's own.
    `told` is what it says by name of field, gone through once for all that print it.
    """

    statement: Statement
    anchor: int
    attribution: int | None
    figure: int | None
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Found:
    """The statements of a paragraph, and where it began in the report that they were found in."""

    start: int
    kept: tuple[_Kept, ...]


class _Passage:
    """A paragraph with the sentences in it and what touches them."""

    def __init__(self, report: Report, span: Span, sentences: Sequence[Near]) -> None:
        self.report, self.span, self.sentences = report, span, sentences
        self.attributions = list({a.id: a for _, near in sentences for a in near.attributions}.values())
        self.figures = list({id(f): f for _, near in sentences for f in near.figures}.values())

    def key(self) -> Hashable | None:
        """Return all that the statements depend on, as it is in any report; None where that reaches further."""
        report, span = self.report, self.span
        if any(not _lies_in(part, span) for a in self.attributions for parts in _PARTS(a) for part in parts):
            return None  # a quotation that runs over paragraphs
        words = span.of(report.text)
        line = report.text.rfind("\n", 0, span.start) + 1  # a dateline stands before the first paragraph
        if may_hold_post(report.text, span):
            return None
        place = {a.id: n for n, a in enumerate(self.attributions)}
        headings = [*report.headings, *([report.title_span] if report.title_span else [])]
        return (
            words,
            report.text[line : span.start],
            report.published,
            _own_name(report, words),
            tuple(_moved(h, span) for h in headings if h.overlaps(span)),
            tuple(_told(a, place, span) for a in self.attributions),
            tuple(place[name] for name in sorted(place)),  # what is equal else goes by the order of their names
            tuple((_moved(n.span, span), n.text, n.kind) for _, near in self.sentences for n in near.names),
            tuple((_moved(t.span, span), t.type, t.value, t.rule) for _, near in self.sentences for t in near.times),
            tuple((_moved(at, span), name) for _, near in self.sentences for at, name in near.referents),
        )

    def kept(self, statements: Sequence[Statement]) -> _Found:
        """Return statements that were found in this paragraph, ready to be placed in another report."""
        by_id = {a.id: n for n, a in enumerate(self.attributions)}
        by_figure = {id(f): n for n, f in enumerate(self.figures)}
        size = max(1, len(self.report.text))
        return _Found(
            self.span.start,
            tuple(
                _Kept(
                    s,
                    _anchor(s, statements, size),
                    by_id.get(s.attribution or ""),
                    by_figure.get(id(s.figure)),
                    {field.name: getattr(s, field.name) for field in fields(s)},
                )
                for s in statements
            ),
        )

    def placed(self, found: _Found) -> Iterator[Statement]:
        """Yield the statements of a paragraph of the same words where this report runs them."""
        by, size = self.span.start - found.start, max(1, len(self.report.text))
        for statement, anchor, attribution, figure, told in found.kept:
            own = statement.figure
            if figure is not None:
                own = self.figures[figure]
            elif own is not None:
                own = replace(shift(own, by), report=self.report.id)
            placed = {
                "report": self.report.id,
                "span": statement.span.moved(by),
                "sentence": statement.sentence.moved(by),
                "depth": round((anchor + by) / size, 4),
                "figure": own,
                "attribution": None if attribution is None else self.attributions[attribution].id,
            }
            yield Statement(**{**told, **placed})


class Passages:
    """The paragraphs of a story's reports, and the statements that were found in them so far."""

    def __init__(self, reports: Sequence[Report], notes: Iterable[ReportNotes]) -> None:
        pairs = zip(reports, notes, strict=True)
        self._often = Counter(p.of(report.text) for report, n in pairs for p in n.paragraphs)
        self._known: dict[Hashable, _Found] = {}

    def statements_of(self, report: Report, notes: ReportNotes, sentences: Sequence[Near]) -> list[Statement]:
        """Return the statements of a report in text order, as `find_statements` does; `sentences` are its sentences."""
        if not all("\n" in report.text[a.end : b.start] for a, b in pairwise(notes.paragraphs)):
            return find_statements(report, notes, sentences)  # what is read with the sentence before may reach over
        found: list[Statement] = []
        for span, inside in _by_paragraph(notes, sentences):
            if span is None or self._often[span.of(report.text)] == 1:
                found += find_statements(report, notes, inside)
            else:
                found += self._shared(_Passage(report, span, inside), notes)
        return sorted(found, key=lambda s: (s.span.start, s.span.end))

    def _shared(self, passage: _Passage, notes: ReportNotes) -> Iterable[Statement]:
        key = passage.key()
        known = self._known.get(key) if key is not None else None
        if known is not None:
            return passage.placed(known)
        statements = find_statements(passage.report, notes, passage.sentences)
        if key is not None:
            self._known[key] = passage.kept(statements)
        return statements


def _by_paragraph(notes: ReportNotes, sentences: Sequence[Near]) -> Iterator[tuple[Span | None, Sequence[Near]]]:
    """Yield the sentences paragraph by paragraph; those of none come one by one, without a span."""
    at = 0
    for paragraph in notes.paragraphs:
        while at < len(sentences) and sentences[at][0].start < paragraph.start:
            yield None, sentences[at : at + 1]
            at += 1
        end = at
        while end < len(sentences) and sentences[end][0].start < paragraph.end:
            end += 1
        if end > at:
            yield paragraph, sentences[at:end]
        at = end
    if at < len(sentences):
        yield None, sentences[at:]


def _lies_in(part: Span, whole: Span) -> bool:
    return whole.start <= part.start and part.end <= whole.end


def _moved(span: Span, whole: Span) -> tuple[int, int]:
    return span.start - whole.start, span.end - whole.start


def _told(a: Attribution, place: dict[str, int], whole: Span) -> Hashable:
    """Return an attribution as it is in any report that runs its paragraph."""
    parts = tuple(tuple(_moved(part, whole) for part in parts) for parts in _PARTS(a))
    return _SAYS(a), parts, place.get(a.via or "", -1)


def _own_name(report: Report, words: str) -> str | None:
    """Return the outlet where a paragraph has a word of its name: it may be what the newsroom calls itself."""
    name = set(_WORD.findall((report.outlet or "").casefold())) - {"the"}
    return report.outlet if name & set(_WORD.findall(words.casefold())) else None


def _anchor(statement: Statement, statements: Iterable[Statement], size: int) -> int:
    """Return the start that a statement's depth counts from: a count inside a statement has the depth of the whole."""
    if round(statement.span.start / size, 4) == statement.depth:
        return statement.span.start
    around = (s.span.start for s in statements if _lies_in(statement.span, s.span))
    return next((n for n in around if round(n / size, 4) == statement.depth), statement.span.start)
