"""Cues that are no verbs: a token comes in, the frames of nouns, adjectives, adverbs and prepositions go out.

"His claim that", "critical of", "according to", "in a new poll", "reportedly", and the colon after a name.
"""

from __future__ import annotations

from typing import NamedTuple

from twosource.language.parser import Parsed, Token

_AUXILIARY = frozenset(("aux", "auxpass", "neg"))
PREPOSITIONS = frozenset(
    [
        "about",
        "against",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "over",
        "to",
        "toward",
        "towards",
        "upon",
        "with",
    ]
)
SURVEYS = frozenset(("poll", "survey", "study", "analysis", "census", "average", "questionnaire"))
_HEARSAY = frozenset(("reportedly", "allegedly", "supposedly", "purportedly", "apparently"))


class Cue(NamedTuple):
    """A candidate cue: the token it hangs on, its frame, its key in the lexicon, and its tokens.

    `inner` is the token whose subtree holds the content (a clause, an object), or None where the content is what
    stands around the cue. `more` are further tokens of which the subtree belongs to the content.
    """

    token: int
    frame: str
    lemma: str
    first: int
    last: int
    inner: int | None = None
    more: tuple[int, ...] = ()


def nominal_cues(parsed: Parsed, token: Token) -> list[Cue]:
    """Return the frames of one token that is no verb."""
    if token.lower == "according":
        return _according(parsed, token)
    if token.lower == "in" and token.dep == "prep":
        return _in_survey(parsed, token)
    if token.lower in _HEARSAY:
        return [Cue(token.i, "hearsay", token.lower, token.i, token.i)]
    if token.text == ":":
        return [Cue(token.i, "colon", "colon", token.i, token.i)]
    if token.pos == "NOUN" or (token.pos == "PROPN" and token.dep == "dobj"):
        return _noun_frames(parsed, token)
    if token.pos == "ADJ" or token.dep == "acomp":
        return _adjective_frames(parsed, token)
    return []


def _in_survey(parsed: Parsed, token: Token) -> list[Cue]:
    inner = object_of(parsed, token.i)
    if inner is None or parsed.tokens[inner].lemma.lower() not in SURVEYS:
        return []
    return [Cue(token.i, "in survey", parsed.tokens[inner].lemma.lower(), token.i, token.i)]


def verb_group(parsed: Parsed, i: int) -> tuple[int, int]:
    """Return the first and last token of a verb with its auxiliaries, negation, adverbs between and particle."""
    tokens, children = parsed.tokens, parsed.children[i]
    first = last = i
    for c in reversed([c for c in children if c < i]):
        if c != first - 1:
            break
        if tokens[c].dep in _AUXILIARY or (tokens[c].dep == "advmod" and tokens[c].tag in ("RB", "RBR", "RBS")):
            first = c
        else:
            break
    for c in children:
        if c == last + 1 and tokens[c].dep in ("prt", "neg"):
            last = c
    return first, last


def object_of(parsed: Parsed, preposition: int) -> int | None:
    """Return the object or clause that a preposition governs, or None."""
    return next((c for c in parsed.children[preposition] if parsed.tokens[c].dep in ("pobj", "pcomp")), None)


def _noun_frames(parsed: Parsed, noun: Token) -> list[Cue]:
    tokens, children = parsed.tokens, parsed.children[noun.i]
    found: list[Cue] = []
    poss = any(tokens[c].dep == "poss" for c in children)
    head = tokens[noun.head]
    light = head if noun.dep == "dobj" and head.pos == "VERB" and head.i < noun.i else None
    owner = "poss" if poss else "light" if light else "bare"
    for c in children:
        if c < noun.i:
            continue
        child = tokens[c]
        inner: int | None = None
        last = noun.i
        if child.dep in ("acl", "ccomp", "relcl") and child.tag != "VBN":
            lead = tokens[min(parsed.subtree(c))]
            if lead.lower not in ("that", "to", "how", "whether", "why") or child.dep == "relcl":
                continue
            frame, inner = f"noun {lead.lower}", c
        elif child.dep == "prep" and child.lower in PREPOSITIONS:
            frame, inner, last = f"noun {child.lower}", object_of(parsed, c), c
        else:
            continue
        if inner is None:
            continue
        if owner == "light" and light is not None:
            found.append(Cue(noun.i, f"light {frame}", noun.lemma.lower(), verb_group(parsed, light.i)[0], last, inner))
        else:
            found.append(Cue(noun.i, f"{owner} {frame}", noun.lemma.lower(), noun.i, last, inner))
    return found


def _adjective_frames(parsed: Parsed, adjective: Token) -> list[Cue]:
    tokens, children = parsed.tokens, parsed.children[adjective.i]
    head = tokens[adjective.head]
    copula = adjective.dep == "acomp" and head.tag[:2] == "VB" and head.i < adjective.i
    first = verb_group(parsed, head.i)[0] if copula else adjective.i
    found: list[Cue] = []
    pool = list(children) + ([c for c in parsed.children[head.i] if c > adjective.i] if copula else [])
    for c in pool:
        child = tokens[c]
        if c < adjective.i:
            continue
        if child.dep in ("ccomp", "xcomp"):
            frame, inner, last = f"adjective {child.dep}", c, adjective.i
        elif child.dep == "prep" and child.lower in PREPOSITIONS:
            at = object_of(parsed, c)
            if at is None:
                continue
            frame, inner, last = f"adjective {child.lower}", at, c
        else:
            continue
        found.append(Cue(adjective.i, frame, adjective.lemma.lower(), first, last, inner))
    return found


def _according(parsed: Parsed, token: Token) -> list[Cue]:
    to = token.i + 1
    if to >= len(parsed.tokens) or parsed.tokens[to].lower != "to":
        return []
    return [Cue(token.i, "according", "according", token.i, to)]
