"""Two statements come in, one of them with a "not"; whether it says that what the other tells is not so goes out."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from twosource.claims.statements import Statement
from twosource.claims.wording import concept, concepts
from twosource.language.gazetteer import singular
from twosource.lexicon import load

# Verbs whose "not" goes with what follows them: "there is no letter", "wages will not *go on* being paid".
_CARRIED = frozenset(load("negation")["carried"])
# What there is none of is denied, and nothing else of the sentence.
_THERE_IS = re.compile(
    r"\bthere (?:(?:is|are|was|were)(?:n[’']t)?|(?:has|have|had) been) (?:still |as yet )?(?:no|not)\b", re.IGNORECASE
)
_WORD = re.compile(r"[a-z][a-z’'-]+")
_NEGATES = re.compile(r"\b(?:no|not|nor|never|none|nobody|nothing|neither|cannot|without)\b|n[’']t\b", re.IGNORECASE)


def one_denies_it(a: Statement, b: Statement) -> bool:
    """Say whether one of two, of which one is negated, says that what the other tells is not so.

    "Will be paid" and "will not be paid" are near in meaning; "the money cannot be found" and "the money is missing" do
    not differ, for nobody says that it was found. Of a verb that carries a "not" on, whatever follows may be meant, and
    "there is no trace of nine men" denies the trace.
    """
    denies = a if a.negated else b
    if denies.part and _NEGATES.search(denies.text) is None:
        return True  # "no indication that *its stove had started the fire*" says of nothing that it happened
    shared, verb = deeds_of(a) & deeds_of(b), denies.predicate
    if verb == "be" and (denied := _none_of(denies.text)):
        shared &= denied
    return bool(shared) and (verb.partition(" ")[0] in _CARRIED or concept(verb) in {"", *shared})


@lru_cache(maxsize=8192)
def _none_of(text: str) -> frozenset[str]:
    """Return the concepts of what a text says there is none of, and not those of what hangs on it.

    >>> sorted(_none_of("There is no guard rail on the quay"))
    ['guard', 'rail']
    """
    found = _THERE_IS.search(text)
    words = _WORD.findall(text[found.end() :].lower()) if found else []
    nouns = itertools.takewhile(lambda word: word not in load("function_words")["words"], words)
    return frozenset(concepts(map(singular, nouns)))


def deeds_of(statement: Statement) -> set[str]:
    """Return the words of a statement that are no names and no numbers."""
    return {w for w in statement.words if w not in statement.about and not w[0].isdigit()}
