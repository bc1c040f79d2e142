"""Two statements come in; whether they tell of two phases of one matter goes out.

What laboratories have yet to find and what they found, an arrest and the hearing after it share names and nouns, and
are two things: the later one is news because the earlier one is known.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from twosource.claims.amounts import amount_of, is_near
from twosource.claims.numbers import numbers_in
from twosource.claims.so_far import counted_so_far
from twosource.claims.statements import Statement
from twosource.lexicon import load

_WORD = re.compile(r"[\w’'-]+")


def of_two_phases(a: Statement, b: Statement) -> bool:
    """Say whether one is still to come where the other has come, or two tell two steps of a case or of a count."""
    return _is_outcome_of(a, b) or _is_outcome_of(b, a) or _are_two_steps(a, b) or _are_two_counts(a, b)


def _is_outcome_of(told: Statement, awaited: Statement) -> bool:
    """Say whether one statement says that something is still to come, and the other says what came."""
    if not is_awaited(awaited.text) or is_awaited(told.text):
        return False
    return not told.negated and told.stance == "states" and not _phrases("no_outcome").search(told.text)


@lru_cache(maxsize=8192)
def is_awaited(text: str) -> bool:
    """Say whether a text says that something has not come yet; who has yet to answer only keeps silent.

    >>> is_awaited("The results were still outstanding"), is_awaited("The mill has yet to reply")
    (True, False)
    """
    found = _phrases("awaited").search(text)
    if found is None:
        return False
    after = _WORD.findall(text[found.end() :].lower())[:1]
    return not (found[0].lower().endswith((" to", " be")) and set(after) & set(load("phases")["no_wait"]))


def _are_two_steps(a: Statement, b: Statement) -> bool:
    """Say whether two tell two steps of a case, and neither names the other's."""
    one, other = (_step_of(s.predicate, s.text) for s in (a, b))
    if not one or not other or one == other or a.negated or b.negated:
        return False
    return not _names_step(a.text, other) and not _names_step(b.text, one)


@lru_cache(maxsize=8192)
def _step_of(predicate: str, text: str) -> str:
    """Return the step of a case that a verb tells, by itself or with what stands with it; "" for none.

    "Charged" and "tried" are steps only with what is charged or who is tried: masked men charged a barrier.
    """
    verb = predicate.partition(" ")[0]
    for step in load("phases")["step"]:
        if verb in step["verbs"]:
            return str(step["name"])
    if verb not in load("phases")["light"]:
        return ""
    found = [(len(m[0]), step["name"]) for step in load("phases")["step"] if (m := _phrases(step["name"]).search(text))]
    return max(found)[1] if found else ""


def _names_step(text: str, name: str) -> bool:
    words = set(_WORD.findall(text.lower()))
    return any(step["name"] == name and words & set(step["words"]) for step in load("phases")["step"])


def _are_two_counts(a: Statement, b: Statement) -> bool:
    """Say whether two give the state of a count at two points of it: at 78 and at 95 percent, or before its end."""
    one, other = (counted_so_far(s.text) for s in (a, b))
    if one and other:
        shares = [amount_of(word) for told in (one, other) for _, _, word in numbers_in(told)[:1] if word[-1:] == "%"]
        return len(shares) == 2 and None not in shares and not is_near(*filter(None, shares))
    last = _phrases("final")
    return bool(one and last.search(b.text)) or bool(other and last.search(a.text))


@cache
def _phrases(name: str) -> re.Pattern[str]:
    """Return what finds the phrases of a list of the lexicon, or those of a step, the longest first."""
    lexicon = load("phases")
    listed = lexicon.get(name) or next(step["phrases"] for step in lexicon["step"] if step["name"] == name)
    either = "|".join(re.escape(phrase) for phrase in sorted(listed, key=len, reverse=True))
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)
