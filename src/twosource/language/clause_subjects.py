"""A clause comes in that the parser hung on the wrong word; whom it is about goes out."""

from __future__ import annotations

from twosource.language.gazetteer import word_class
from twosource.language.parser import Parsed

__all__ = ["counted_before", "person_above"]

# "Who" means nobody's town, and whoever stands before it.
_WHERE = frozenset(("GPE", "LOC", "FAC"))
_FROM = frozenset(("from", "in", "at", "near"))
# Words that open a clause or stand before a noun alike.
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_ALIKE = frozenset(("before", "after", "since", "until", "till"))


def counted_before(parsed: Parsed, head: int) -> tuple[int, int] | None:
    """Return the first token and the true subject of a sentence whose verb the parser hung on "before" or "since".

    "The *number* of those lost before the storm was put at nine": no storm was, for nothing else is told of the number.
    """
    token = parsed.tokens[head]
    mark = next((c for c in parsed.children[head] if parsed.tokens[c].dep == "mark"), None)
    if token.dep != "advcl" or mark is None or mark > head or parsed.tokens[mark].lower not in _ALIKE:
        return None
    first, after = parsed.sents[token.sent]
    root = next((i for i in range(first, after) if parsed.tokens[i].dep == "ROOT"), None)
    if root is None or root > mark or parsed.tokens[root].pos != "NOUN":
        return None
    finite = any(parsed.tokens[i].tag in _FINITE for i in range(first, mark))
    subjects = [c for c in parsed.children[head] if parsed.tokens[c].dep in ("nsubj", "nsubjpass")]
    subject = min((min(parsed.subtree(c)) for c in subjects), default=None)
    return (first, root) if subject == mark + 1 and not finite else None


def person_above(parsed: Parsed, noun: int) -> int | None:
    """Return the person that "who" means where the parser hung it on a thing: "two *people* close to the matter, who".

    So where it hung it on a town ("the *pilot* from Danne, who"); None where no one stands before one. A group or a
    name is left as it is: "the crew, who", "Arn Marine, who".
    """
    at, kind = noun, parsed.tokens[noun].entity
    if parsed.tokens[noun].pos == "PROPN" and kind != "PERSON":
        while at and parsed.tokens[at - 1].entity == kind and not parsed.tokens[at].entity_starts:
            at -= 1
        where = (*_FROM, "of") if kind in _WHERE else _FROM
        if at > 1 and parsed.tokens[at - 1].lower in where and word_class(parsed.tokens[at - 2].lower) == "person":
            return at - 2
        return None if kind in _WHERE else noun
    if parsed.tokens[noun].pos != "NOUN" or word_class(parsed.tokens[noun].lower):
        return noun
    while parsed.tokens[at].dep in ("pobj", "prep", "amod", "acl", "dobj") and parsed.tokens[at].head < at:
        at = parsed.tokens[at].head
        if parsed.tokens[at].pos == "NOUN" and word_class(parsed.tokens[at].lower) == "person":
            return at
    return noun
