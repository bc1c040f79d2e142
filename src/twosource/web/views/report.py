"""A report and its story's ledger come in; the report's page goes out: its text, what is cited marked, its margins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from twosource.briefing.labels import written_date
from twosource.briefing.marked_text import mark_report, split_spans
from twosource.model import Claim, Finding, Ledger, Report, Span
from twosource.web.addresses import PAGE_CHARACTERS, anchor, claim_url, report_url, story_url
from twosource.web.naming import Names, lineage_name
from twosource.web.twins import Table
from twosource.web.views.matrix import WORDS

# More spans than this on one page are no help to a reader, and cost one who has sent a strange text to us.
MOST_SPANS = 600


# The standing that a reader of the report must see before anything else, and its sign.
GRAVE = {"withdrawn": "withdraws", "disputed": "denies"}


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin says beside a line: a claim, or a change, with where to look."""

    sign: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the report, its words bare and marked, with the notes that begin on it."""

    number: int
    kind: str
    words: str
    html: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that a report's page shows. `split` are anchors of spans that several elements stand for."""

    id: str
    short: str
    name: str
    title: str
    url: str
    story: str
    story_url: str
    day: str
    day_from: str
    credit: str
    lineage: str
    address: str | None
    language: str | None
    sha256: str
    relatives: tuple[tuple[str, str, str], ...]
    versions: tuple[tuple[str, str, str], ...]
    silent: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    lines: tuple[TextLine, ...]
    split: tuple[str, ...]
    part: int
    parts: int

    def table(self) -> Table:
        """Return the lines of the report as a table, with what is noted of each."""
        rows = [(x.number, x.kind, x.words, "; ".join(n.text for n in x.notes)) for x in self.lines]
        return ("line", "kind", "words", "notes"), rows


def report_view(
    report: Report,
    ledger: Ledger,
    story: str,
    *,
    versions: tuple[Report, ...] = (),
    silent: tuple[Finding, ...] = (),
    part: int = 1,
    extra: Span | None = None,
) -> ReportView:
    """Work out a report's page. `extra` is one more span to mark, for a reader who was led to it."""
    names = Names(ledger.reports if any(r.id == report.id for r in ledger.reports) else (*ledger.reports, report))
    lineage = next((x for x in ledger.lineages if report.id in x.reports), None)
    notes = _notes(report, ledger, story, names)
    parts = max(1, -(-len(report.text) // PAGE_CHARACTERS))
    part = min(max(1, part), parts)
    window = Span((part - 1) * PAGE_CHARACTERS, min(len(report.text), part * PAGE_CHARACTERS))
    spans = [s for s in [*notes, *([extra] if extra else [])] if window.start <= s.start < window.end][:MOST_SPANS]
    # what begins in this part is shown to its end, so that every anchor is whole
    window = Span(window.start, min(len(report.text), max([window.end, *(s.end for s in spans)])))
    lines = _lines(report, window, spans, notes)
    return ReportView(
        id=report.id, short=names.named[report.id].short, name=names.named[report.id].name,
        title=" ".join((report.title or report.id).split()), url=report_url(report.id), story=story,
        story_url=story_url(story), day=written_date(report.published) if report.published else "date not known",
        day_from=report.published_from or "", credit=report.credit_printed or "",
        lineage=lineage_name(lineage, names) if lineage else "", address=report.url, language=report.language,
        sha256=report.sha256, relatives=_relatives(report, ledger, story, names),
        versions=tuple((v.id, v.published or "", report_url(v.id)) for v in versions),
        silent=tuple(names.say(f.text) for f in silent),
        others=tuple((n.id, names.title(n.id)) for n in names.named.values() if n.id != report.id),
        lines=lines, split=tuple(anchor(s) for s in split_spans(report, spans)), part=part, parts=parts,
    )  # fmt: skip


def _notes(report: Report, ledger: Ledger, story: str, names: Names) -> dict[Span, list[Note]]:
    """Return what is to be said beside each span of the report, the weightiest claim first."""
    noted: dict[Span, list[Note]] = {}
    for claim in sorted(ledger.claims, key=lambda c: (-c.weight, c.id)):
        for reading in claim.readings:
            if reading.report == report.id and claim.weight > 0:
                sign = GRAVE.get(claim.standing, reading.stance)
                note = Note(sign, _standing(claim, reading.stance), claim_url(story, claim.id))
                listed = noted.setdefault(reading.span, [])
                if note.url not in {n.url for n in listed}:
                    listed.append(note)
    for finding in ledger.findings:
        for place, other in ((finding.present, finding.absent), (finding.absent, finding.present)):
            if place.report == report.id and {place.report, other.report} <= set(names.reports):
                beside = {"base": finding.present.report, "beside": finding.absent.report, "show": "meaning"}
                note = Note("left", names.say(finding.text), story_url(story, "compare", **beside))
                noted.setdefault(place.span, []).append(note)
    return noted


def _standing(claim: Claim, stance: str) -> str:
    what = "" if stance == "states" else f"{WORDS.get(stance, stance)}; "
    return f"{what}{claim.standing}"


def _relatives(report: Report, ledger: Ledger, story: str, names: Names) -> tuple[tuple[str, str, str], ...]:
    """Return the reports that share words with this one: what is said, whose they are, and where to compare."""
    found = []
    for d in sorted(ledger.derivations, key=lambda d: -d.kept):
        if d.child == report.id and d.parent in names.reports:
            said = f"{d.kept:.0%} of its words stand in"
            found.append((said, names.title(d.parent), story_url(story, "compare", base=d.parent, beside=d.child)))
    return tuple(found)


def _lines(report: Report, window: Span, spans: list[Span], notes: dict[Span, list[Note]]) -> tuple[TextLine, ...]:
    """Mark the part of a report that lies in the window; anchors keep their places in the whole text."""
    shown = report if len(report.text) <= window.end - window.start else _cut(report, window)
    by = 0 if shown is report else window.start
    before = report.text.count("\n", 0, window.start) if by else 0
    marked = mark_report(shown, [s.moved(-by) for s in spans], lambda s: anchor(s.moved(by)))
    lines = []
    for line in marked:
        listed = [note for s in line.starts for note in notes.get(s.moved(by), ())]
        lines.append(TextLine(line.number + before, line.kind, line.html.striptags(), line.html, tuple(listed[:4])))
    return tuple(lines)


def _cut(report: Report, window: Span) -> Report:
    def inside(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(s.moved(-window.start) for s in spans if s.overlaps(window))

    title = report.title_span if report.title_span and report.title_span.overlaps(window) else None
    return replace(
        report,
        text=window.of(report.text),
        body=inside(report.body),
        headings=inside(report.headings),
        title_span=title.moved(-window.start) if title else None,
    )
