"""The ledger as JSON, in the form `twosource-ledger/1`: fields may be added, never renamed.

Offsets are code points into the report's raw text, end exclusive; a span is {"start", "end"}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from twosource.decisions import decision_to_dict
from twosource.export.briefing import briefing_to_dict
from twosource.model import (
    Attribution,
    Briefing,
    Claim,
    Conflict,
    Derivation,
    Figure,
    Finding,
    Ledger,
    Lineage,
    Place,
    Reading,
    Report,
    Span,
    Time,
    TimelineEntry,
)

FORMAT = "twosource-ledger/1"

Row = dict[str, Any]


def ledger_to_dict(ledger: Ledger) -> Row:
    """Return the ledger as plain data, ready for `json.dumps`."""
    home = {r: lineage for lineage in ledger.lineages for r in lineage.reports}
    return {
        "format": FORMAT,
        "version": version("twosource"),
        "settings": ledger.settings.as_dict(),
        "reports": [_report(r, ledger.stories.get(r.id), home.get(r.id)) for r in ledger.reports],
        "lineages": [_lineage(x) for x in ledger.lineages],
        "derivations": [_derivation(d) for d in ledger.derivations],
        "attributions": [_attribution(a) for a in ledger.attributions],
        "hedges": [
            {"report": r, **span(h.span), "kind": h.kind, "scope": _maybe(h.scope), "holder": h.holder}
            for r, hedges in ledger.hedges.items()
            for h in hedges
        ],
        "figures": [figure_to_dict(f) for f in ledger.figures],
        "times": [time_to_dict(t) for t in ledger.times],
        "claims": [_claim(c) for c in ledger.claims],
        "conflicts": [_conflict(c) for c in ledger.conflicts],
        "findings": [_finding(f) for f in ledger.findings],
        "timeline": [_entry(e) for e in ledger.timeline],
        "errors": [{"report": e.report, "message": e.message} for e in ledger.errors],
        "decisions": [decision_to_dict(d) for d in ledger.decisions],
        "notes": list(ledger.notes),
    }


def ledger_to_json(ledger: Ledger, briefing: Briefing | None = None) -> str:
    """Return the ledger as indented JSON text, with a briefing of it if given; the same ledger gives the same bytes."""
    told = {} if briefing is None else {"briefing": briefing_to_dict(briefing)}
    return json.dumps({**ledger_to_dict(ledger), **told}, ensure_ascii=False, indent=1) + "\n"


def span(value: Span) -> Row:
    """Return a span as {"start", "end"}."""
    return {"start": value.start, "end": value.end}


def _spans(values: Iterable[Span]) -> list[Row]:
    return [span(v) for v in values]


def _maybe(value: Span | None) -> Row | None:
    return None if value is None else span(value)


def _report(report: Report, story: str | None, lineage: Lineage | None) -> Row:
    inferred = lineage.credit if lineage and not report.credit_printed else None
    return {
        "id": report.id,
        "outlet": report.outlet,
        "title": report.title,
        "published": report.published,
        "published_from": report.published_from,
        "story": story,
        "lineage": lineage.id if lineage else None,
        "credit_printed": report.credit_printed,
        "credit_inferred": inferred,
        "body": _spans(report.body),
        "title_span": _maybe(report.title_span),
        "url": report.url,
        "language": report.language,
        "sha256": report.sha256,
        "rights": report.rights,
        "owner": report.owner,
        "wires": list(report.wires),
    }


def _lineage(lineage: Lineage) -> Row:
    return {
        "id": lineage.id,
        "credit": lineage.credit,
        "reports": list(lineage.reports),
        "evidence": list(lineage.evidence),
        "inferred_original": lineage.inferred_original,
    }


def _derivation(derivation: Derivation) -> Row:
    return {
        "child": derivation.child,
        "parent": derivation.parent,
        "direction": derivation.direction,
        "kept": round(derivation.kept, 4),
        "evidence": list(derivation.evidence),
        "edits": [
            {"kind": e.kind, "child": _maybe(e.child), "parent": _maybe(e.parent), "meaning": list(e.meaning)}
            for e in derivation.edits
        ],
    }


def _attribution(a: Attribution) -> Row:
    return {
        "id": a.id,
        "report": a.report,
        "kind": a.kind,
        "source": _spans(a.source),
        "speaker": a.speaker,
        "speakers": list(a.speakers),
        "cue": _spans(a.cue),
        "content": _spans(a.content),
        "hedge": _spans(a.hedge),
        "via": a.via,
        "stance": a.stance,
        "rule": a.rule,
        "confidence": a.confidence,
        "unclosed": a.unclosed,
    }


def figure_to_dict(f: Figure) -> Row:
    """Return a figure as a row; `value` is a number, or [low, high]."""
    return {
        "report": f.report,
        **span(f.span),
        "low": _number(f.low),
        "high": _number(f.high),
        "comparator": f.comparator,
        "value": [_number(v) for v in f.value] if isinstance(f.value, tuple) else _number(f.value),
        "unit": f.unit,
        "noun": f.noun,
        "what": f.what,
        "part_of": _maybe(f.part_of),
        "attribution": f.attribution,
    }


def time_to_dict(t: Time) -> Row:
    """Return a time as a row."""
    return {"report": t.report, **span(t.span), "type": t.type, "value": t.value}


def _number(value: float | None) -> float | int | None:
    """Write whole numbers as integers: 8000, not 8000.0."""
    return int(value) if value is not None and float(value).is_integer() and abs(value) < 2**53 else value


def _reading(r: Reading) -> Row:
    return {
        "report": r.report,
        **span(r.span),
        "lineage": r.lineage,
        "origin": r.origin,
        "stance": r.stance,
        "value": [_number(v) for v in r.value] if r.value else None,
        "attribution": r.attribution,
        "text": r.text,
    }


def _claim(c: Claim) -> Row:
    return {
        "id": c.id,
        "story": c.story,
        "text": c.text,
        "occasion": c.occasion,
        "kind": c.kind,
        "readings": [_reading(r) for r in c.readings],
        "reports": c.reports,
        "lineages": c.lineages,
        "origins": list(c.origins),
        "standing": c.standing,
        "reasons": list(c.reasons),
        "credibility": c.credibility,
        "weight": c.weight,
    }


def _conflict(c: Conflict) -> Row:
    return {"kind": c.kind, "claim": c.claim, "readings": [_reading(r) for r in c.readings], "text": c.text}


def _place(place: Place) -> Row:
    return {"report": place.report, **span(place.span)}


def _finding(f: Finding) -> Row:
    return {"kind": f.kind, "present": _place(f.present), "absent": _place(f.absent), "text": f.text}


def _entry(e: TimelineEntry) -> Row:
    return {
        "date": e.date,
        "granularity": e.granularity,
        "what": e.what,
        "readings": [_reading(r) for r in e.readings],
    }
