"""A statement comes in; whether it was cut before what it needs goes out.

A clause is read up to where the grammar seems to end it. What it lacks then stands in its sentence, which tells it.
"""

from __future__ import annotations

import re

from twosource.claims.statements import Statement

# "…, and it", "but not charged", "designed to help": the reading broke off before what the words need.
_BROKEN_OFF = re.compile(
    r"(?:,? and (?:it|he|she|they|we|you|i)|,? (?:but|and) not \w+ed|\bto (?:help|allow|enable|let|make|force))[,.]?$",
    re.I,
)
# "…, the resin found in the tank": says what a thing is that was named before, and has no verb of its own.
_APPOSITION = re.compile(
    r"(?:the|an?) [\w’'-]+ (?:found|made|used|known|seen|held|taken|sold|kept|built) "
    r"(?:in|on|at|by|for|to|as|with|from)\b"
    r"(?!.*\b(?:is|are|was|were|has|have|had|will|would|could)\b)",
    re.IGNORECASE,
)


def breaks_off(statement: Statement, text: str) -> bool:
    """Say whether a statement was cut before what it needs, or out of an apposition: its sentence tells it."""
    words, behind = statement.said or statement.text, text[statement.span.end : statement.sentence.end]
    if _BROKEN_OFF.search(words) and re.match(r",? ?[\w“]", behind):
        return True
    before = text[statement.sentence.start : statement.span.start]
    return not statement.direct and before.endswith(", ") and _APPOSITION.match(statement.text) is not None
