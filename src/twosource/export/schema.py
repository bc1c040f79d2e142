"""The JSON Schema of the ledger (draft 2020-12), for programs that read it."""

from __future__ import annotations

import json
from typing import Any

from twosource.decisions import KINDS
from twosource.export.ledger import FORMAT

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": ["number", "null"]}
OFFSET: Schema = {"type": "integer", "minimum": 0}
SPAN: Schema = {"$ref": "#/$defs/span"}
MAYBE_SPAN: Schema = {"anyOf": [SPAN, {"type": "null"}]}
READINGS: Schema = {"type": "array", "items": {"$ref": "#/$defs/reading"}}


def schema_text() -> str:
    """Return the schema as indented JSON text."""
    return json.dumps(schema(), indent=1) + "\n"


def schema() -> Schema:
    """Return the schema. Fields may be added to a ledger, so unknown ones are allowed."""
    rows = {name: _list(_record(**fields)) for name, fields in _TABLES.items()}
    head = {"format": {"const": FORMAT}, "version": TEXT, "settings": {"type": "object"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "twosource ledger",
        "description": "Offsets are code points into a report's raw text, end exclusive.",
        **_record(**head, **rows, notes=_list(TEXT)),
        "$defs": {
            "span": _record(start=OFFSET, end=OFFSET),
            "place": _record(report=TEXT, start=OFFSET, end=OFFSET),
            "reading": _record(**_READING),
        },
    }


def _record(**fields: Schema) -> Schema:
    return {"type": "object", "properties": fields, "required": list(fields)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(*values: str) -> Schema:
    return {"enum": list(values)}


_READING = {
    "report": TEXT,
    "start": OFFSET,
    "end": OFFSET,
    "lineage": TEXT,
    "origin": MAYBE_TEXT,
    "stance": _one_of("states", "hedges", "denies", "withdraws"),
    "value": {"type": ["array", "null"], "items": NUMBER, "minItems": 2, "maxItems": 2},
    "attribution": MAYBE_TEXT,
    "text": TEXT,
}
_PLACE: Schema = {"$ref": "#/$defs/place"}
_EDITS = ("kept", "cut", "added", "reworded", "moved", "respelled", "split", "joined")
_FINDINGS = (
    "hedge-absent",
    "attribution-absent",
    "double-deletion",
    "figure-changed",
    "speaker-changed",
    "certainty-raised",
)
_TABLES: dict[str, dict[str, Schema]] = {
    "reports": {
        "id": TEXT,
        "outlet": MAYBE_TEXT,
        "title": MAYBE_TEXT,
        "published": MAYBE_TEXT,
        "published_from": {"enum": ["metadata", "date line", "text", "other reports", None]},
        "story": MAYBE_TEXT,
        "lineage": MAYBE_TEXT,
        "credit_printed": MAYBE_TEXT,
        "credit_inferred": MAYBE_TEXT,
        "body": _list(SPAN),
        "title_span": MAYBE_SPAN,
        "url": MAYBE_TEXT,
        "language": MAYBE_TEXT,
        "sha256": TEXT,
        "rights": MAYBE_TEXT,
        "owner": MAYBE_TEXT,
        "wires": _list(TEXT),
    },
    "lineages": {
        "id": TEXT,
        "credit": MAYBE_TEXT,
        "reports": _list(TEXT),
        "evidence": _list(TEXT),
        "inferred_original": {"type": "boolean"},
    },
    "derivations": {
        "child": TEXT,
        "parent": MAYBE_TEXT,
        "direction": _one_of("shown", "unknown"),
        "kept": {"type": "number", "minimum": 0, "maximum": 1},
        "evidence": _list(TEXT),
        "edits": _list(
            _record(kind=_one_of(*_EDITS), child=MAYBE_SPAN, parent=MAYBE_SPAN, meaning=_list(_one_of(*_FINDINGS)))
        ),
    },
    "attributions": {
        "id": TEXT,
        "report": TEXT,
        "kind": _one_of("direct", "mixed", "indirect"),
        "source": _list(SPAN),
        "speaker": MAYBE_TEXT,
        "speakers": _list(TEXT),
        "cue": _list(SPAN),
        "content": _list(SPAN),
        "hedge": _list(SPAN),
        "via": MAYBE_TEXT,
        "stance": _one_of("states", "claims", "denies", "asks", "plans", "believes", "withdraws", "reacts"),
        "rule": TEXT,
        "confidence": NUMBER,
        "unclosed": {"type": "boolean"},
    },
    "hedges": {"report": TEXT, "start": OFFSET, "end": OFFSET, "kind": TEXT, "scope": MAYBE_SPAN, "holder": TEXT},
    "figures": {
        "report": TEXT,
        "start": OFFSET,
        "end": OFFSET,
        "low": NUMBER,
        "high": NUMBER,
        "comparator": _one_of("=", "~", ">", "<", "up", "down"),
        "value": {"type": ["number", "array"]},
        "unit": TEXT,
        "noun": MAYBE_TEXT,
        "what": MAYBE_TEXT,
        "part_of": MAYBE_SPAN,
        "attribution": MAYBE_TEXT,
    },
    "times": {
        "report": TEXT,
        "start": OFFSET,
        "end": OFFSET,
        "type": _one_of("DATE", "TIME", "DURATION", "SET"),
        "value": TEXT,
    },
    "claims": {
        "id": TEXT,
        "story": TEXT,
        "text": TEXT,
        "occasion": MAYBE_TEXT,
        "kind": TEXT,
        "readings": READINGS,
        "reports": OFFSET,
        "lineages": OFFSET,
        "origins": _list(TEXT),
        "standing": TEXT,
        "reasons": _list(TEXT),
        "credibility": {"enum": [1, 2, 3, 4, 5, 6, None]},
        "weight": {"type": "number"},
    },
    "conflicts": {
        "kind": _one_of("contradiction", "retraction", "denial", "supersession"),
        "claim": TEXT,
        "readings": READINGS,
        "text": TEXT,
    },
    "findings": {"kind": _one_of(*_FINDINGS), "present": _PLACE, "absent": _PLACE, "text": TEXT},
    "timeline": {
        "date": TEXT,
        "granularity": _one_of("day", "week", "month", "year"),
        "what": TEXT,
        "readings": READINGS,
    },
    "errors": {"report": TEXT, "message": TEXT},
    "decisions": {
        "id": TEXT,
        "kind": _one_of(*KINDS),
        "subject": TEXT,
        "value": TEXT,
        "name": TEXT,
        "reason": TEXT,
        "at": TEXT,
        "anchor": {"anyOf": [_PLACE, {"type": "null"}]},
    },
}
