"""Happenings that no single verb tells: "among the dead", "the number of injured", "treated for injuries".

A parsed text and a token come in, the name of a happening goes out (lexicon/figure_happenings.toml), or None.
"""

from __future__ import annotations

from twosource.language.figure_happening_words import (
    ACTIVE,
    BEFORE_BODIES,
    BODIES,
    COUNTING,
    GIVING,
    LIFE_VERBS,
    LIVES,
    NOUNS,
    PASSIVE,
    PHRASES,
    ROOMS,
    STATE,
)
from twosource.language.figure_nouns import singular_of
from twosource.language.parser import Parsed

_SUBJECTS = ("nsubj", "nsubjpass")
_THOSE = ("the", "those", "these")


def among(parsed: Parsed, verb: int) -> str | None:
    """Read "were among the dead", "is among those killed" under the verb."""
    for child in parsed.children[verb]:
        token = parsed.tokens[child]
        if token.dep == "prep" and token.lower in ("among", "amongst", "amid"):
            return next((_group(parsed, c) for c in parsed.children[child] if c > child), None)
    return None


def of_those(parsed: Parsed, last: int) -> str | None:
    """Read "38 of the most badly burned", "two of the dead" after the number, and what became of those."""
    at = those_after(parsed, last)
    return None if at is None else _became(parsed, at) or _state(parsed, at)


def _became(parsed: Parsed, at: int) -> str | None:
    """Read what the next verb tells of some of a group: "two of the wounded *died*", "of those held *were freed*"."""
    tokens, passive = parsed.tokens, False
    for i in range(at + 1, min(at + 6, len(tokens))):
        token = tokens[i]
        if token.sent != tokens[at].sent or token.pos not in ("AUX", "ADV", "VERB"):
            return None
        if token.pos == "VERB":
            return PASSIVE.get(token.lemma.lower()) if passive else ACTIVE.get(token.lemma.lower())
        passive = passive or token.lemma.lower() in ("be", "get")
    return None


def those_after(parsed: Parsed, last: int) -> int | None:
    """Return the last token of the group that a number is told to be of: "dead" in "two of the dead"."""
    tokens = parsed.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].lower != "of" or tokens[last + 2].lower not in _THOSE:
        return None
    for i in range(last + 3, min(last + 7, len(tokens))):
        token = tokens[i]
        if token.sent != tokens[last].sent or token.pos not in ("ADJ", "VERB", "NOUN", "ADV"):
            return None
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is not None and following.pos in ("NOUN", "PROPN") and following.sent == token.sent:
            continue  # "three of the wounded soldiers": the next word is the noun, and says the same
        if token.pos != "ADV":
            return i if _state(parsed, i) else None
    return None


def told_of(parsed: Parsed, verb: int) -> str | None:
    """Read what a number counts that a verb gives to its object, or says of its subject.

    "Put the number of injured at 200", "estimated the dead at 12"; "the number of missing rose to 31".
    """
    token = parsed.tokens[verb]
    if token.dep in ("acl", "relcl") and (outer := _number_above(parsed, verb)) is not None:
        return _counted(parsed, outer)
    objects = [c for c in parsed.children[verb] if parsed.tokens[c].dep == "dobj"]
    subjects = [c for c in parsed.children[verb] if parsed.tokens[c].dep in _SUBJECTS]
    giving = token.lemma.lower() in GIVING
    for noun in [*(objects if giving else ()), *subjects]:
        if name := _counted(parsed, noun):
            return name
    return None


def phrase_of(parsed: Parsed, verb: int, acts: bool = False) -> str | None:
    """Read a verb and its noun together: "treated for injuries", "suffered burns", "lost their lives".

    With `acts` the count is the verb's object and its noun behind a preposition: "took 25 people to hospital".
    """
    tokens, lemma = parsed.tokens, parsed.tokens[verb].lemma.lower()
    for phrase in PHRASES:
        if lemma not in phrase["verbs"]:
            continue
        for child in parsed.children[verb]:
            token = tokens[child]
            if token.dep == "dobj" and "" in phrase["by"] and not acts:
                nouns = [child]
            elif token.dep == "prep" and token.lower in phrase["by"]:
                nouns = [c for c in parsed.children[child] if tokens[c].dep == "pobj"]
            else:
                continue
            if any(singular_of(tokens[noun]) in phrase["nouns"] for noun in nouns):
                return str(phrase["name"])
    return None


def lives(parsed: Parsed, anchor: int) -> str | None:
    """Read "claimed 14 lives", "cost 14 lives"."""
    token = parsed.tokens[anchor]
    verb = parsed.tokens[token.head]
    counted = singular_of(token) in LIVES and token.dep == "dobj"
    return "killed" if counted and verb.lemma.lower() in LIFE_VERBS else None


def bodies(parsed: Parsed, first: int, anchor: int) -> str | None:
    """Read bodies of the dead, and not those that regulate: nothing but a few adjectives may stand before them."""
    tokens = parsed.tokens
    if tokens[anchor].lemma.lower() not in BODIES and singular_of(tokens[anchor]) not in BODIES:
        return None
    between = [t for t in tokens[first + 1 : anchor] if t.pos in ("ADJ", "NOUN", "PROPN", "VERB")]
    return "killed" if anchor >= first and all(t.lower in BEFORE_BODIES for t in between) else None


def is_room(parsed: Parsed, verb: int) -> bool:
    """Say whether what holds is a room, a vehicle or a pronoun for one: "the hall held 90 people"."""
    subject = next((parsed.tokens[c] for c in parsed.children[verb] if parsed.tokens[c].dep == "nsubj"), None)
    held = parsed.tokens[verb].lemma.lower() == "hold" and subject is not None
    return held and subject is not None and singular_of(subject) in ROOMS


def _counted(parsed: Parsed, noun: int) -> str | None:
    """Return what a noun counts: "toll", "injuries", or "number" with what follows its "of"."""
    singular = singular_of(parsed.tokens[noun])
    if singular in COUNTING:
        for child in parsed.children[noun]:
            token = parsed.tokens[child]
            if token.dep == "prep" and token.lower in ("of", "for"):
                inner = next((_group(parsed, c) for c in parsed.children[child] if c > child), None)
                return inner or _hanging(parsed, noun) or NOUNS.get(singular)
    return NOUNS.get(singular) or STATE.get(parsed.tokens[noun].lower)


def _number_above(parsed: Parsed, verb: int) -> int | None:
    """Return "number" over a verb that took its figure by mistake: "the number of people killed at 12"."""
    at = parsed.tokens[verb].head
    for _ in range(3):
        if singular_of(parsed.tokens[at]) in COUNTING:
            return at
        at = parsed.tokens[at].head
    return None


def _group(parsed: Parsed, at: int) -> str | None:
    """Return what happened to a group: "the dead", "those killed", "people who were injured", "injuries"."""
    return _state(parsed, at) or NOUNS.get(singular_of(parsed.tokens[at])) or _hanging(parsed, at)


def _hanging(parsed: Parsed, noun: int) -> str | None:
    below = (c for c in parsed.children[noun] if parsed.tokens[c].dep in ("acl", "amod", "relcl"))
    return next((name for c in below if (name := _state(parsed, c) or _known(parsed, c))), None)


def _known(parsed: Parsed, at: int) -> str | None:
    """Read "(people) known to have died", "confirmed to have drowned"."""
    if parsed.tokens[at].lower not in ("known", "confirmed"):
        return None
    told = (c for c in parsed.children[at] if parsed.tokens[c].dep == "xcomp" and parsed.tokens[c].pos == "VERB")
    return next((name for c in told if (name := ACTIVE.get(parsed.tokens[c].lemma.lower()) or _state(parsed, c))), None)


def _state(parsed: Parsed, at: int) -> str | None:
    token = parsed.tokens[at]
    if token.lower in STATE:
        return STATE[token.lower]
    return PASSIVE.get(token.lemma.lower()) if token.tag == "VBN" else None
