"""Phrases that say for themselves whom they mean, or that they mean nobody in particular.

"The diplomat who gave the account" is no diplomat of another sentence, "every child" is no child at all, and "one of
those who fled" is a person without a name. To take them for somebody whom the story names puts words into a mouth that
never said them, which is worse than to name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from twosource.language.mention import Mention

__all__ = ["is_anyone", "is_nobody", "is_picked_out", "is_told_apart", "named_behind", "of_what", "one_of_them"]

_ANY = frozenset(("every", "each", "any", "no"))
_NONE = frozenset(("no", "neither"))
_LONGEST = len(" every ")
_APART = re.compile(
    r" (?:in|from|at|on|with|behind|beside|near|aboard|killed|shot|found|arrested|detained|held|charged|accused|hurt"
    r"|injured|hit|struck|rescued|seen|suspected|wanted)\b"
)
_WHO = (" who ", " whom ", " whose ")
_ONE_OF = re.compile(r"one of (?:those|the [\w-]+s) who [\w’' -]{2,40}(?=, )", re.IGNORECASE)
# The noun is one of the words behind the article: "the head *of the grain mill* said".
_OF_WHAT = re.compile(r" of (?:the|this|that|its|our)((?: [a-z][\w-]*){1,3})")


def is_anyone(mention: Mention, text: str) -> bool:
    """Say whether a phrase means whoever is such a one ("until every last child is home"): no "she" takes that up."""
    if mention.kind not in ("role", "body") or mention.plural:
        return False
    return not _ANY.isdisjoint(_opening(mention, text))


def is_nobody(mention: Mention, text: str) -> bool:
    """Say whether a phrase says that there is none: "*no group* has claimed it"."""
    return not _NONE.isdisjoint(_opening(mention, text))


def _opening(mention: Mention, text: str) -> tuple[str, ...]:
    """Return the first word of a phrase, and the one before it, which may be its article."""
    before = text[max(0, mention.span.start - _LONGEST) : mention.span.start].lower().split()
    inside = mention.span.of(text).lower().split()
    return (*before[-1:], *inside[:1])


def is_picked_out(mention: Mention, text: str) -> bool:
    """Say whether a clause without a comma tells which one of several is meant: nobody of another sentence need be."""
    return text.startswith(_WHO, mention.span.end)


def is_told_apart(mention: Mention, text: str) -> bool:
    """Say whether a man is told from others by where he was or what befell him: "the dead man *in Holm*" is no Falk."""
    return _APART.match(text, mention.span.end) is not None


def named_behind(mention: Mention, text: str, named: Mapping[int, Mention]) -> Mention | None:
    """Return the name between commas that says who holds an office, whatever kind of name it was taken for.

    `named` are the names of the report by where they start.
    """
    beside = named.get(mention.span.end + len(", "))
    if beside is None or " " not in beside.name or text[mention.span.end : beside.span.start] != ", ":
        return None
    closed = text[beside.span.end : beside.span.end + 1] == ","
    return beside if mention.definite and mention.subject and closed else None


def one_of_them(mention: Mention, text: str) -> str:
    """Return the words that stand for somebody of many ("one of those who got away"), "" where there are none."""
    told = _ONE_OF.match(text, mention.span.start) if mention.head == "one" else None
    return told[0][0].lower() + told[0][1:] if told else ""


def of_what(mention: Mention, text: str) -> tuple[str, ...]:
    """Return the words, without a name, that tell what somebody heads ("of the grain mill"), if any do."""
    told = _OF_WHAT.match(text, mention.span.end) if mention.possessor is None and not mention.place else None
    return tuple(told[1].split()) if told else ()
