"""A number that closes "taking the number of villagers killed in the valley to nine": whom it counts goes out.

Such a number has no noun behind it and no verb of its own, and a parser hangs it on whatever stands before "to". What
is raised to it says what it is of.
"""

from __future__ import annotations

from twosource.language.figure_happening_words import COUNTING, NOUNS, PASSIVE, RAISING, STATE
from twosource.language.figure_nouns import Counted, counts_persons, read_noun, singular_of
from twosource.language.parser import Parsed, Token

# So many tokens may stand between "to" and its number ("to at least nine"), and between what is raised and "to".
BEFORE_NUMBER = 4
REACH = 14


def raised_group(parsed: Parsed, first: int) -> Counted | None:
    """Return those whose number is raised to the one at token `first`, where they are called persons of some kind."""
    noun = _raised(parsed, first)
    group = read_noun(parsed, noun + 1, of=True) if noun is not None else None
    return group if group is not None and group.singular not in STATE and counts_persons(group, None) else None


def raised_happening(parsed: Parsed, first: int) -> str | None:
    """Return what befell those whose number is raised to the one at token `first`."""
    noun = _raised(parsed, first)
    return _befell(parsed, noun, first) if noun is not None else None


def _raised(parsed: Parsed, first: int) -> int | None:
    """Return the token of "number" in "taking the number of villagers killed in the valley to", and of nothing else."""
    tokens = parsed.tokens
    start = parsed.sents[tokens[first].sent][0]
    to = next((i for i in range(first - 1, max(start, first - BEFORE_NUMBER) - 1, -1) if tokens[i].lower == "to"), None)
    if to is None or any(tokens[i].pos in ("VERB", "NOUN", "PUNCT") for i in range(to + 1, first)):
        return None
    for i in range(to - 1, max(start + 1, to - REACH) - 1, -1):
        if tokens[i].pos == "PUNCT" or tokens[i].lower == "to":
            return None
        if singular_of(tokens[i]) in COUNTING and tokens[i + 1].lower == "of":
            raised = any(t.lemma.lower() in RAISING for t in tokens[max(start, i - 3) : i])
            return i if raised and _are_persons(parsed, i + 1) and _befell(parsed, i, first) else None
    return None


def _are_persons(parsed: Parsed, of: int) -> bool:
    """Say whether persons are counted, or what befell them: "the number of dead trees" is of neither."""
    group = read_noun(parsed, of, of=True)
    return group is None or group.singular in STATE or group.singular in NOUNS or counts_persons(group, None)


def _befell(parsed: Parsed, noun: int, first: int) -> str | None:
    """Return the first happening that the words between the noun and its number tell of."""
    return next((name for t in parsed.tokens[noun + 2 : first] if (name := _name(t))), None)


def _name(token: Token) -> str | None:
    if token.lower in STATE:
        return STATE[token.lower]
    if token.tag in ("VBN", "VBD"):
        return PASSIVE.get(token.lemma.lower())
    return NOUNS.get(singular_of(token)) if token.pos == "NOUN" else None
