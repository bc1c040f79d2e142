"""A claim comes in; its evidence goes out: every reading with the words around it, by lineage, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from twosource.briefing.marked_text import show_unseen
from twosource.briefing.sections import range_in_words
from twosource.model import Attribution, Claim, Decision, Ledger, Reading, Report, Span
from twosource.web.addresses import claim_url, report_url
from twosource.web.naming import Named, Names, lineage_name, triple
from twosource.web.twins import Table
from twosource.web.views.matrix import WORDS

# How much of the report stands around a reading, at most, on each side.
AROUND = 240
SAME_CLAIM_CHOICES = 60


@dataclass(frozen=True, slots=True)
class Quoted:
    """A reading in its place: the report, what it does, who is said to know, the passage with the span marked.

    `cue` are the words by which it is attributed; `id` is how an overruling names the reading; `still` says that it
    states what was withdrawn.
    """

    report: Named
    sign: str
    does: str
    still: bool
    origin: str
    cue: str
    value: str
    passage: str
    html: Markup
    url: str
    id: str


@dataclass(frozen=True, slots=True)
class Witness:
    """The readings of one lineage: they count once."""

    lineage: str
    name: str
    readings: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """All that the evidence of a claim shows."""

    id: str
    text: str
    url: str
    triple: str
    standing: str
    origins: tuple[str, ...]
    reasons: tuple[str, ...]
    credibility: int | None
    conflicts: tuple[tuple[str, str], ...]
    witnesses: tuple[Witness, ...]
    decisions: tuple[Decision, ...]
    others: tuple[tuple[str, str], ...]

    def table(self) -> Table:
        """Return the readings as a table."""
        columns = ("report", "outlet", "published", "lineage", "does", "origin", "value", "start", "end", "passage")
        rows = []
        for w in self.witnesses:
            for q in w.readings:
                start, _, end = q.id.rpartition(":")[2].partition("-")
                day = q.report.published or ""
                row = (
                    q.report.id,
                    q.report.name,
                    day,
                    w.lineage,
                    q.does,
                    q.origin,
                    q.value,
                    int(start),
                    int(end),
                    q.passage,
                )
                rows.append(row)
        return columns, rows


def claim_view(ledger: Ledger, story: str, claim_id: str) -> ClaimView:
    """Work out the evidence of a claim; raises KeyError where there is no such claim."""
    claim = next((c for c in ledger.claims if c.id == claim_id), None)
    if claim is None:
        raise KeyError(claim_id)
    names = Names(ledger.reports, ledger.lineages)
    others = sorted((c for c in ledger.claims if c.id != claim.id and c.weight > 0), key=lambda c: (-c.weight, c.id))
    return ClaimView(
        id=claim.id,
        text=claim.text,
        url=claim_url(story, claim.id),
        triple=triple(claim),
        standing=claim.standing,
        origins=claim.origins,
        reasons=tuple(names.say(r) for r in claim.reasons),
        credibility=claim.credibility,
        conflicts=tuple((c.kind, names.say(c.text)) for c in ledger.conflicts if c.claim == claim.id),
        witnesses=_witnesses(claim, ledger, names),
        decisions=tuple(d for d in ledger.decisions if d.subject == claim.id),
        others=tuple((c.id, c.text) for c in others[:SAME_CLAIM_CHOICES]),
    )


def _witnesses(claim: Claim, ledger: Ledger, names: Names) -> tuple[Witness, ...]:
    said = {(a.report, a.id): a for a in ledger.attributions}
    witnesses = []
    for lineage in ledger.lineages:
        readings = [r for r in claim.readings if r.lineage == lineage.id and r.report in names.reports]
        if readings:
            gone = claim.standing == "withdrawn"
            quoted = tuple(_quote(r, said.get((r.report, r.attribution or "")), gone, names) for r in readings)
            witnesses.append(Witness(lineage.id, lineage_name(lineage, names), quoted))
    return tuple(witnesses)


def _quote(reading: Reading, attribution: Attribution | None, withdrawn: bool, names: Names) -> Quoted:
    report = names.reports[reading.report]
    around = passage_around(report, reading.span)
    cue = " … ".join(s.of(report.text) for s in attribution.cue) if attribution else ""
    return Quoted(
        report=names.named[report.id],
        sign=reading.stance,
        does=WORDS.get(reading.stance, reading.stance),
        still=withdrawn and reading.stance in {"states", "hedges"},
        origin=reading.origin or "no source given",
        cue=" ".join(cue.split()),
        value=range_in_words(reading.value).strip("()"),
        passage=" ".join(around.of(report.text).split()),
        html=_marked(report, around, reading.span),
        url=report_url(report.id, reading.span),
        id=f"{report.id}:{reading.span.start}-{reading.span.end}",
    )


def passage_around(report: Report, span: Span) -> Span:
    """Return the paragraph that a span stands in, cut at a word where it is long."""
    text = report.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    end = text.find("\n", span.end)
    end = min(len(text) if end < 0 else end, span.end + AROUND)
    if start == span.start - AROUND:
        start = text.find(" ", start, span.start) + 1 or start
    if end == span.end + AROUND:
        cut = text.rfind(" ", span.end, end)
        end = cut if cut > 0 else end
    return Span(start, end)


def _marked(report: Report, around: Span, span: Span) -> Markup:
    """Return a passage with the span marked; the mark does not begin or end in a blank."""
    before, inside, after = (
        Span(around.start, span.start).of(report.text),
        span.of(report.text),
        Span(span.end, around.end).of(report.text),
    )
    return Markup("{}<mark>{}</mark>{}").format(*(escape(show_unseen(x)) for x in (before, inside, after)))
