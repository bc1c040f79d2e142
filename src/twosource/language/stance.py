"""Stance of a cue: its words come in, what they say about the content goes out.

One of states, claims, denies, asks, plans, believes, withdraws: the word that the reporter chose, not a judgement
on the truth. The order of the lists in the lexicon decides where a cue holds words of two of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.language.parser import Token
from twosource.lexicon import load

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
