"""Stance of a cue: its words come in, what they say about the content goes out.

One of states, claims, denies, asks, plans, believes, withdraws, reacts: the word the reporter chose, not a judgement
on the truth. The order of the lists in the lexicon decides where a cue holds words of two of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.language.parser import Parsed, Token
from twosource.lexicon import load
from twosource.model import Span

_ORDER = ("withdraws", "denies", "claims", "asks", "plans", "believes")


def judge_stance(cue: Sequence[Token]) -> str:
    """Return the stance that the tokens of a cue express.

    >>> judge_stance([])
    'states'
    """
    lists = load("stance")
    words = {t.lemma.lower() for t in cue} | {t.lower for t in cue}
    negated = any(t.dep == "neg" or t.lower in ("not", "never", "n't", "n’t") for t in cue)
    for stance in _ORDER:
        if words & set(lists[stance]):
            if stance == "denies" and negated:
                return "states"
            if stance == "believes" and negated:
                return "denies"
            return stance
    return "states"


def is_reaction(parsed: Parsed, cue: Sequence[Token], content: Sequence[Span]) -> bool:
    """Say whether a cue reacts to its content instead of saying it: "welcomed the arrest", "responded to the flood".

    With a clause ("responded that …") or "as" ("criticised the plan as unfair") it says something.
    """
    verb = next((t for t in cue if t.tag[:2] == "VB" and t.lemma.lower() in load("stance")["reacts"]), None)
    if verb is None or not content:
        return False
    for c in parsed.children[verb.i]:
        below = parsed.tokens[c]
        inside = any(s.start <= below.start < s.end for s in content)
        if inside and (below.dep in ("ccomp", "xcomp", "advcl") or below.lower == "as"):
            return False
    return True
