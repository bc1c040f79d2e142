"""The briefing as data: what the other forms print, for a program that lays it out by itself."""

from __future__ import annotations

from typing import Any

from twosource.model import Briefing, Sentence


def briefing_to_dict(briefing: Briefing) -> dict[str, Any]:
    """Return a briefing as plain data; a citation is {"report", "start", "end", "label"}."""
    return {
        "story": briefing.story,
        "headline": _sentence(briefing.headline),
        "summary": _sentence(briefing.summary),
        "sections": [
            {"key": s.key, "title": s.title, "note": s.note, "sentences": [_sentence(x) for x in s.sentences]}
            for s in briefing.sections
        ],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "standing": sentence.standing,
        "claim": sentence.claim,
        "mark": sentence.mark,
        "citations": [
            {"report": c.report, "start": c.span.start, "end": c.span.end, "label": c.label} for c in sentence.citations
        ],
    }
