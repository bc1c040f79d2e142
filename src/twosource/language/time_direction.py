"""Whether a time lies behind or ahead of the report: tense and cue of the verb it hangs on come in, a word goes out.

A weekday, a month or a day without a year names two days, one past and one to come; the verb says which.
"""

from __future__ import annotations

from functools import cache

from twosource.language.parser import Parsed, Token
from twosource.lexicon import load

_MODALS_AHEAD = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "'d", "may", "might", "could", "should", "must", "can", "ca"}
)
_HAVE = frozenset({"have", "has", "'ve", "’ve", "had"})
_BE_PAST = frozenset({"was", "were"})
_BE_NOW = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "be"})


def direction_at(parsed: Parsed, at: int) -> str | None:
    """Return "past", "future" or None for the time whose head word is token `at`.

    Climbs from the word to the verb that governs it; infinitives and gerunds hand the question on to the verb
    above them, unless that verb says that they lie ahead (expected to, scheduled for, due).
    """
    token = parsed.tokens[at]
    for _ in range(12):
        verdict = _verdict(parsed, token)
        if verdict:
            return None if verdict == "none" else verdict
        if token.head == token.i:
            return None
        token = parsed.tokens[token.head]
    return None


@cache
def _ahead() -> frozenset[str]:
    return frozenset(load("times")["ahead"]["words"])


def _verdict(parsed: Parsed, token: Token) -> str | None:
    if token.lower in ("due", "scheduled", "slated", "expected", "set", "planned", "likely", "poised") and token.tag[
        :2
    ] in ("JJ", "VB"):
        return "future" if token.tag != "VBD" else None
    if token.tag == "MD":
        return "future"
    if not token.tag.startswith("VB"):
        return None
    helpers = [parsed.tokens[c] for c in parsed.children[token.i] if parsed.tokens[c].dep in ("aux", "auxpass")]
    words = {h.lower for h in helpers}
    if words & _MODALS_AHEAD and not words & _HAVE:
        return "future"
    if words & _HAVE or words & _BE_PAST:
        return "past"
    if any(h.tag == "TO" for h in helpers):
        return "future" if _governed_ahead(parsed, token) else None
    return _by_tag(parsed, token, words)


def _by_tag(parsed: Parsed, token: Token, words: set[str]) -> str | None:
    if token.tag == "VBD":
        return "past"
    if token.tag == "VBN":
        return "past" if not words & _BE_NOW else "future"
    if token.tag == "VBG":
        return "future" if words & _BE_NOW else None
    if token.tag in ("VBZ", "VBP"):
        return "present" if token.lower in _BE_NOW else "present"
    return None


def _governed_ahead(parsed: Parsed, token: Token) -> bool:
    head = parsed.tokens[token.head]
    return head.i != token.i and head.lemma.lower() in _ahead()
