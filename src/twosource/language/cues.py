"""Attribution cues: a parsed paragraph comes in, the words that may introduce what someone says go out.

A candidate is a word in a *frame*, the construction it stands in (a verb with a clause, a noun with "that", a
verb with "about" …). Whether it counts is data: the lexicon holds, by frame and lemma, how often such a word in
such a frame introduces an attribution. The frames follow the PARC definition of a cue: a verb with its
auxiliaries, negation and particle, a noun or adjective with its copula, or a preposition ("according to").
"""

from __future__ import annotations

from typing import NamedTuple

from twosource.language.parser import Parsed, Token

_AUXILIARY = frozenset(("aux", "auxpass", "neg"))
_PREPOSITIONS = frozenset(["about", "against", "as", "at", "by", "for", "from", "in", "into", "of", "on", "over", "to", "toward", "towards", "upon", "with"])
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


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


def candidate_cues(parsed: Parsed) -> list[Cue]:
    """Return every word in a frame that can introduce an attribution, in text order, unfiltered."""
    found: list[Cue] = []
    for token in parsed.tokens:
        if token.lower == "according":
            found.extend(_according(parsed, token))
        elif token.tag[:2] == "VB":
            found.extend(_verb_frames(parsed, token))
        elif token.pos == "NOUN" or (token.pos == "PROPN" and token.dep == "dobj"):
            found.extend(_noun_frames(parsed, token))
        elif token.pos == "ADJ" or token.dep == "acomp":
            found.extend(_adjective_frames(parsed, token))
    return found


def is_subject(token: Token) -> bool:
    """Say whether the token is the subject of its head."""
    return token.dep in _SUBJECTS


def _verb_frames(parsed: Parsed, verb: Token) -> list[Cue]:
    tokens, children = parsed.tokens, parsed.children[verb.i]
    first, last = verb_group(parsed, verb.i)
    found: list[Cue] = []

    def add(frame: str, inner: int | None, more: tuple[int, ...] = (), to: int | None = None) -> None:
        found.append(Cue(verb.i, frame, verb.lemma.lower(), first, last if to is None else to, inner, more))

    passive = any(tokens[c].dep in ("nsubjpass", "auxpass") for c in children)
    objects = [c for c in children if tokens[c].dep in ("dobj", "dative") and c > verb.i]
    for c in children:
        child = tokens[c]
        if child.dep == "ccomp" and c > verb.i:
            finite = any(
                tokens[k].dep in ("mark",) or tokens[k].tag in ("WP", "WRB", "WDT", "MD") for k in parsed.children[c]
            )
            finite = (
                finite
                or child.tag in ("VBD", "VBZ", "VBP", "MD")
                or any(
                    tokens[k].dep in ("aux", "auxpass") and tokens[k].tag in ("VBD", "VBZ", "VBP", "MD")
                    for k in parsed.children[c]
                )
            )
            small = not finite
            if passive:
                add("passive clause", c)
            elif small:
                add("small clause", c)
            else:
                add("told clause" if objects else "clause", c)
        elif child.dep == "ccomp":
            add("clause before", c)
        elif child.dep == "xcomp" and c > verb.i:
            kind = (
                "to"
                if any(tokens[k].lower == "to" and tokens[k].dep == "aux" for k in parsed.children[c])
                else child.tag
            )
            if passive:
                add(f"passive {kind}", c)
            elif objects:
                add(f"object {kind}", c, (objects[0],))
                add(f"told {kind}", c)
            else:
                add(f"xcomp {kind}", c)
        elif child.dep in ("acomp", "oprd", "attr") and c > verb.i and objects:
            add("object complement", objects[0], (c,))
        elif child.dep == "prep" and c > verb.i and child.lower in _PREPOSITIONS:
            inner = _object_of(parsed, c)
            if inner is None:
                continue
            if passive:
                add(f"passive {child.lower}", inner, to=c)
            elif objects:
                add(f"object {child.lower}", objects[0], (c,))
                if child.lower in ("about", "of", "on", "against", "with", "to"):
                    add(f"told {child.lower}", inner, to=c if c == last + 1 else None)
            else:
                add(f"verb {child.lower}", inner, to=c if c <= last + 3 else None)
    for o in objects:
        if tokens[o].dep == "dobj":
            add("object", o)
    if passive:
        subject = next((c for c in children if tokens[c].dep == "nsubjpass"), None)
        if subject is not None:
            add(
                "passive",
                subject,
                tuple(
                    c
                    for c in children
                    if tokens[c].dep in ("xcomp", "oprd", "acomp")
                    or (tokens[c].dep == "prep" and tokens[c].lower in ("as", "of", "for"))
                ),
            )
    if any(is_subject(tokens[c]) for c in children) and not any(
        tokens[c].dep in ("ccomp", "xcomp", "dobj") and c > verb.i for c in children
    ):
        add("around", None)
    return found


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


def _object_of(parsed: Parsed, preposition: int) -> int | None:
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
        elif child.dep == "prep" and child.lower in _PREPOSITIONS:
            frame, inner, last = f"noun {child.lower}", _object_of(parsed, c), c
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
        elif child.dep == "prep" and child.lower in _PREPOSITIONS:
            at = _object_of(parsed, c)
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
