"""A claim comes in; whether it can stand in a briefing that leaves something out goes out."""

from __future__ import annotations

import re
from functools import cache

from twosource.briefing.lead import LEANING, is_clear
from twosource.briefing.torn import is_torn
from twosource.lexicon import load
from twosource.model import Claim

# Words below which somebody's words say nothing by themselves ("Absolutely not.").
LEAST_WORDS = 4
# Up to so many words, a count must say what happened to be worth saying.
FEW_WORDS = 5
# "It will cost 400 crowns to mend the lock": that "it" stands for what follows.
_COSTS = re.compile(
    r"it (?:(?:will|would|could|may) )?(?:\w+ ){0,2}(?:cost|take)s? [^.;]{1,60} to [a-z]", re.IGNORECASE
)


def is_fit(claim: Claim) -> bool:
    """Say whether a claim can stand in a briefing that leaves something out: clear by itself, and more than a word.

    Somebody's words need not say whom they are about: the speaker stands before them.
    """
    speaker, colon, words = claim.text.partition(": ")
    if is_torn(claim.text):
        return False
    if claim.kind == "figure":
        first, _, rest = claim.text.partition(" ")
        leans = not colon and first.lower() in LEANING and rest[:1] != "[" and not _COSTS.match(claim.text)
        leans = leans and claim.lineages < 2
        return not leans and _says_of_what(words if colon else claim.text)
    if claim.kind in {"utterance", "quotation"} and colon and "“" not in speaker and is_clear(speaker):
        return len(words.split()) >= LEAST_WORDS
    return is_clear(claim.text)


def _says_of_what(count: str) -> bool:
    """Say whether a count has a word for what is counted: "no more than 80" and "at least six" have none."""
    words = [word.strip(".,;:“”\"'’") for word in count.lower().split()]
    if not any(len(word) > 3 and word.isalpha() and word not in _words_of_number() for word in words):
        return False
    # "Two votes" and "one of the two bills" say that there are such, and not what became of them.
    return len(words) > FEW_WORDS or any(word in _happenings() or word.endswith("ed") for word in words)


@cache
def _happenings() -> frozenset[str]:
    known = load("figure_happenings")
    verbs = [word for kind in known.values() if "passive" in kind for name in kind for word in kind[name]]
    return frozenset([*verbs, *(f"{word}s" for word in verbs), *known["for_persons"]["words"]])


@cache
def _words_of_number() -> frozenset[str]:
    numbers = load("figure_numbers")
    comparing = [word for phrase in load("figure_comparators")["before"] for word in phrase.split()]
    counting = [word for name in ("ones", "tens", "scales") for word in numbers[name]]
    return frozenset([*load("function_words")["words"], *comparing, *counting])
