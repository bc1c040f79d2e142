"""A briefing and its ledger come in; what its page shows goes out, worked out, so that a template decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from twosource.briefing.figure_ranges import Quantity, compare_ranges
from twosource.briefing.labels import SAID_BY_TITLE, Citer, written_date
from twosource.briefing.lineage_picture import draw_lineages, name_lineage
from twosource.briefing.marked_text import MarkedLine, mark_report, split_spans
from twosource.model import Briefing, Citation, Claim, Derivation, Ledger, ReadError, Report, Section, Sentence, Span

# What a special sentence is called: a sign and a word, because colour alone says nothing to many readers.
SIGNS = {
    "withdrawn": ("✕", "Withdrawn"),
    "disputed": ("≠", "Disputed"),
    "doubt": ("∅", "Absent"),
    "expected": ("→", "Expected"),
}
# Rows of the standing table: a story of a thousand claims is read in the ledger, not on a page.
MOST_CLAIMS = 80


@dataclass(frozen=True, slots=True)
class Link:
    """A citation as a link: the anchor it leads to, what it shows, and the outlet for who hovers or listens."""

    anchor: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the briefing, with its number on the page.

    `report` is the anchor and the short name of the report that the sentence is about, if it is about one.
    """

    number: int
    text: str
    links: tuple[Link, ...]
    standing: str | None = None
    sign: tuple[str, str] | None = None
    date: str | None = None
    report: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the briefing; `key` picks what is drawn beside its sentences."""

    key: str
    title: str
    note: str | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A row of the standing table."""

    claim: Claim
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A row of a quantity's table: the words, the range they allow, where they stand, the bar."""

    words: str
    meaning: str
    withdrawn: bool
    bar: Markup
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class QuantityTable:
    """A quantity that reports give differently."""

    quantity: Quantity
    rows: tuple[RangeRow, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report and the sentences that cite it, by number."""

    line: MarkedLine
    cited_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FullReport:
    """A report in full with its particulars."""

    anchor: str
    label: str
    report: Report
    published: str
    lineage: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page shows. `split` names the anchors of spans that one element cannot hold."""

    headline: Told
    summary: str
    parts: tuple[Part, ...]
    quantities: tuple[QuantityTable, ...]
    picture: Markup | None
    lineages: tuple[str, ...]
    shares: tuple[str, ...]
    claims: tuple[ClaimRow, ...]
    claims_left_out: int
    reports: tuple[FullReport, ...]
    errors: tuple[ReadError, ...]
    split: tuple[str, ...]


def make_page(briefing: Briefing, ledger: Ledger) -> Page:
    """Work out what the page of a briefing shows; the reports come last, when all that is cited is known."""
    reports = _reports_of(briefing, ledger)
    ids = {r.id for r in reports}
    linker = _Linker(reports)
    names = linker.names
    numbers = iter(range(1, 1 + sum(len(s.sentences) for s in briefing.sections)))
    headline = _tell(briefing.headline, 0, linker)
    parts = tuple(
        Part(s.key, s.title, s.note, tuple(_tell(x, next(numbers), linker, s) for x in s.sentences))
        for s in briefing.sections
    )
    claims = _claims_of(briefing, ledger)
    lineages = tuple(x for x in ledger.lineages if ids & set(x.reports))
    derivations = _derivations_among(ids, ledger)
    return Page(
        headline=headline,
        summary=briefing.summary.text,
        parts=parts,
        quantities=_quantities(reports, ledger, linker),
        picture=draw_lineages(reports, lineages, derivations, names),
        lineages=tuple(f"{name_lineage(x)} ({', '.join(names[r] for r in x.reports if r in ids)})" for x in lineages),
        shares=tuple(_share(d, names) for d in derivations),
        claims=tuple(ClaimRow(c, linker.link_claim(c)) for c in claims[:MOST_CLAIMS]),
        claims_left_out=max(0, len(claims) - MOST_CLAIMS),
        errors=ledger.errors,
        split=linker.split_anchors(),
        reports=linker.full_reports({r: name_lineage(x) for x in lineages for r in x.reports}),
    )


class _Linker:
    """Makes the links of a page and remembers where they lead, so that every link has its anchor."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = {r.id: r for r in reports}
        self._anchors = {r.id: f"r{n}" for n, r in enumerate(reports, 1)}
        self._citer = Citer(reports)
        self._cited: dict[str, dict[Span, list[int]]] = {r.id: {} for r in reports}

    @property
    def names(self) -> dict[str, str]:
        """The short names of the reports, as they stand in citations."""
        return self._citer.names

    def link(self, citations: Iterable[Citation], sentence: int | None = None) -> tuple[Link, ...]:
        """Return links to what is cited; what is no place in a report of this page, or a blank one, is left out."""
        links = []
        for citation in citations:
            report, span = self._reports.get(citation.report), citation.span
            if report is None or not 0 <= span.start < span.end <= len(report.text) or not span.of(report.text).strip():
                continue
            citing = self._cited[report.id].setdefault(span, [])
            if sentence and sentence not in citing:
                citing.append(sentence)
            links.append(Link(self._anchor(report.id, span), citation.label, report.outlet or report.id))
        return tuple(links)

    def link_claim(self, claim: Claim) -> tuple[Link, ...]:
        """Return links to the readings of a claim."""
        return self.link(self._citer.cite_all(r for r in claim.readings if r.report in self._reports))

    def link_places(self, places: Iterable[tuple[str, Span]]) -> tuple[Link, ...]:
        """Return links to places, each line once."""
        cited: dict[str, Citation] = {}
        for report, span in places:
            citation = self._citer.cite(report, span)
            cited.setdefault(citation.label, citation)
        return self.link(cited.values())

    def report_named(self, name: str) -> str | None:
        """Return the anchor of the report with this short name, or None."""
        return next((self._anchors[i] for i, short in self.names.items() if short == name), None)

    def split_anchors(self) -> tuple[str, ...]:
        """Return the anchors of the spans that several elements stand for."""
        return tuple(
            self._anchor(name, span)
            for name, report in self._reports.items()
            for span in split_spans(report, self._cited[name])
        )

    def full_reports(self, lineages: dict[str, str]) -> tuple[FullReport, ...]:
        """Return every report in full, what is cited marked."""
        return tuple(self._full_report(r, lineages.get(r.id, "lineage not known")) for r in self._reports.values())

    def _full_report(self, report: Report, lineage: str) -> FullReport:
        cited = self._cited[report.id]
        lines = mark_report(report, cited, lambda span: self._anchor(report.id, span))
        return FullReport(
            anchor=self._anchors[report.id],
            label=self.names[report.id],
            report=report,
            published=_published(report),
            lineage=lineage,
            lines=tuple(Line(x, tuple(sorted({n for span in x.starts for n in cited[span]}))) for x in lines),
        )

    def _anchor(self, report: str, span: Span) -> str:
        return f"{self._anchors[report]}-{span.start}-{span.end}"


def _reports_of(briefing: Briefing, ledger: Ledger) -> tuple[Report, ...]:
    if not briefing.story:
        return ledger.reports
    return tuple(r for r in ledger.reports if ledger.stories.get(r.id) == briefing.story)


def _derivations_among(ids: set[str], ledger: Ledger) -> tuple[Derivation, ...]:
    """Return the derivations between the page's reports; where one direction is shown, the other is not told."""
    among = [d for d in ledger.derivations if d.child in ids and d.parent in ids]
    shown = {(d.parent, d.child) for d in among if d.direction == "shown"}
    return tuple(d for d in among if d.direction == "shown" or (d.child, d.parent) not in shown)


def _claims_of(briefing: Briefing, ledger: Ledger) -> list[Claim]:
    chosen = [c for c in ledger.claims if c.weight > 0 and (not briefing.story or c.story == briefing.story)]
    return sorted(chosen, key=lambda c: (-c.lineages, -c.reports, -c.weight, c.id))


def _tell(sentence: Sentence, number: int, linker: _Linker, section: Section | None = None) -> Told:
    key = section.key if section else ""
    head, colon, rest = sentence.text.partition(": ")
    dated = key == "timeline" and bool(colon)
    report = linker.report_named(head) if key == "reports" else None
    return Told(
        number=number,
        text=rest if dated or report else sentence.text,
        links=linker.link(sentence.citations, number),
        standing=sentence.standing,
        sign=None if key in SAID_BY_TITLE else SIGNS.get(sentence.mark or ""),
        date=head if dated else None,
        report=(report, head) if report else None,
    )


def _quantities(reports: Sequence[Report], ledger: Ledger, linker: _Linker) -> tuple[QuantityTable, ...]:
    compared = compare_ranges(ledger.figures, {r.id: r for r in reports}, ledger.conflicts)
    return tuple(
        QuantityTable(
            q, tuple(RangeRow(x.words, x.meaning, x.withdrawn, x.bar, linker.link_places(x.places)) for x in q.ranges)
        )
        for q in compared
    )


def _share(derivation: Derivation, names: dict[str, str]) -> str:
    """Say in words what a report shares with a relative, and why."""
    if derivation.direction == "shown":
        direction = f"it was made from {names[str(derivation.parent)]}"
    else:
        direction = "which came first is not shown"
    evidence = f" ({'; '.join(derivation.evidence)})" if derivation.evidence else ""
    share = f"{derivation.kept:.0%} of its words stand in {names[str(derivation.parent)]}"
    return f"{names[derivation.child]}: {share}; {direction}{evidence}."


def _published(report: Report) -> str:
    if not report.published:
        return "date not known"
    return f"{written_date(report.published)} (from {report.published_from or 'an unnamed place'})"
