"""What somebody is said to have said comes in; whether a semicolon behind "he said" ends it goes out.

"Two are in a critical condition, the hospital said; nobody on the rescue teams was hurt": the hospital's word stands
before it, and what follows is a sentence of the newsroom's. Where that goes on with the speaker's own words (it leans
on them, or stands in quotation marks) it stays his.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from twosource.language.clauses import Clause
from twosource.model import Attribution, Span

# What opens a part that leans on what the source said before the semicolon.
_LEANS = {
    "he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our", "this", "that", "these", "those",
    "both", "neither", "either", "one", "another", "others", "the", "and", "but", "or", "so", "yet", "then", "instead",
    "however", "also", "moreover", "only", "as", "if", "when", "while", "because", "although", "not", "there",
}  # fmt: skip
_SENTENCES = frozenset(("main", "coordinate", "complement"))


def cut_off(text: str, piece: Span, said: Attribution, clauses: Iterable[Clause]) -> Clause | None:
    """Return the newsroom's sentence that a piece of what was said is, behind source, cue and a semicolon, or None."""
    marks = [*said.cue, *said.source]
    if said.kind != "indirect" or not said.cue or not said.source or any(m.end > piece.start for m in marks):
        return None
    first = min(m.start for m in marks)
    if text[max(m.end for m in marks) : piece.start].strip() != ";" or not any(c.end <= first for c in said.content):
        return None
    words = piece.of(text)
    if words.split()[0].lower().strip(",") in _LEANS or any(mark in words for mark in '“”"'):
        return None
    inside = (c for c in clauses if piece.start <= c.head.start < piece.end)
    whole = next((c for c in inside if c.subject is not None and c.kind in _SENTENCES), None)
    return whole and replace(whole, span=piece, kind="main", said=words)
