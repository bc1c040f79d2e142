"""The rows of the filters `annotate`, `group` and `trace`: one report comes in, one line of JSON goes out."""

from __future__ import annotations

from typing import Any

from twosource.export.ledger import figure_to_dict, span, time_to_dict
from twosource.language.notes import ReportNotes
from twosource.model import Derivation, Span

Row = dict[str, Any]


def annotation_row(notes: ReportNotes) -> Row:
    """Return a report's attributions, figures, times and hedges; spans of attributions as [start, end] pairs."""
    return {
        "id": notes.report,
        "attributions": [
            {
                "id": a.id,
                "source": _pairs(a.source),
                "cue": _pairs(a.cue),
                "content": _pairs(a.content),
                "speaker": a.speaker,
                "kind": a.kind,
                "speakers": list(a.speakers),
                "stance": a.stance,
                "rule": a.rule,
                "confidence": a.confidence,
                "via": a.via,
                "unclosed": a.unclosed,
            }
            for a in notes.attributions
        ],
        "figures": [_without_report(figure_to_dict(f)) for f in notes.figures],
        "times": [_without_report(time_to_dict(t)) for t in notes.times],
        "hedges": [{**span(h.span), "kind": h.kind, "holder": h.holder} for h in notes.hedges],
    }


def trace_row(report: str, lineage: str, derivation: Derivation | None) -> Row:
    """Return a report's lineage and, where it is known, what it was made from."""
    shown = derivation is not None and derivation.direction == "shown"
    return {
        "id": report,
        "lineage": lineage,
        "parent": derivation.parent if derivation and shown else None,
        "direction": derivation.direction if derivation else "unknown",
        "kept": round(derivation.kept, 4) if derivation else 0.0,
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _without_report(row: Row) -> Row:
    return {k: v for k, v in row.items() if k != "report"}
