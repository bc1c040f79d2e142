"""Attribution cues: a parsed paragraph comes in, the words that may introduce what someone says go out.

A candidate is a word in a *frame*, the construction it stands in (a verb with a clause, a noun with "that", a
verb with "about" …). Whether it counts is data: the lexicon holds, by frame and lemma, how often such a word in
such a frame introduces an attribution. The frames follow the PARC definition of a cue: a verb with its
auxiliaries, negation and particle, a noun or adjective with its copula, or a preposition ("according to").
"""

from __future__ import annotations

from twosource.language.nominal_cues import PREPOSITIONS, Cue, nominal_cues, object_of, verb_group
from twosource.language.parser import Parsed, Token
from twosource.lexicon import load

# A verb that leads a clause in so many per cent of cases may do so where the parser sees none.
_SAYING = 65
_NAMING = frozenset(("call", "label", "brand", "dub", "term", "deem", "nickname", "pronounce"))
_NAMED = frozenset(("dobj", "oprd", "attr", "acomp", "ccomp", "xcomp", "dative", "dep"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


def candidate_cues(parsed: Parsed) -> list[Cue]:
    """Return every word in a frame that can introduce an attribution, in text order, unfiltered."""
    found: list[Cue] = []
    for token in parsed.tokens:
        if token.lower != "according" and token.tag[:2] == "VB":
            found.extend(_verb_frames(parsed, token))
        else:
            found.extend(nominal_cues(parsed, token))
    return found


def is_subject(token: Token) -> bool:
    """Say whether the token is the subject of its head."""
    return token.dep in _SUBJECTS


def _verb_frames(parsed: Parsed, verb: Token) -> list[Cue]:
    tokens, children = parsed.tokens, parsed.children[verb.i]
    first, last = verb_group(parsed, verb.i)
    lemma = verb.lemma.lower()
    found: list[Cue] = []

    def add(frame: str, inner: int | None, more: tuple[int, ...] = (), to: int | None = None) -> None:
        found.append(Cue(verb.i, frame, lemma, first, last if to is None else to, inner, more))

    passive = _is_passive(parsed, verb)
    if any(tokens[c].lower == "as" and tokens[c].dep in ("mark", "advmod", "prep") and c < verb.i for c in children):
        add("as reported", None)
        return found
    if lemma == "accuse" and not passive:
        right = tuple(c for c in children if c > verb.i and tokens[c].dep in ("dobj", "prep"))
        if right:
            add("accusing", right[0], right[1:])
            return found
    if lemma in _NAMING and not passive:
        right = tuple(c for c in children if c > verb.i and tokens[c].dep in _NAMED)
        if len(right) > 1 or (right and tokens[right[0]].dep in ("ccomp", "xcomp", "oprd")):
            add("naming", right[0], right[1:])
            return found
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
        elif child.dep == "prep" and c > verb.i and child.lower in PREPOSITIONS:
            inner = object_of(parsed, c)
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
    if not any(cue.frame in ("clause", "told clause", "clause before", "around") for cue in found):
        saying = load("cues")
        if not passive and max(saying["clause"].get(lemma, 0), saying["told clause"].get(lemma, 0)) >= _SAYING:
            add("loose clause", None)
    return found


def _is_passive(parsed: Parsed, verb: Token) -> bool:
    """Say whether a verb is passive; "Asked if …" and "a plan described as …" are, without an auxiliary."""
    tokens, children = parsed.tokens, parsed.children[verb.i]
    if any(tokens[c].dep in ("nsubjpass", "auxpass") for c in children):
        return True
    if verb.tag != "VBN" or any(tokens[c].dep in ("aux", "nsubj") for c in children):
        return False
    return verb.dep in ("advcl", "acl", "relcl", "ROOT", "dep") or verb.head > verb.i
