"""What is somebody's: "her ministry" and "the same document" come in, whose they are goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from twosource.language.anaphora import Resolved, Seen
from twosource.language.cast import Cast
from twosource.language.gazetteer import word_class
from twosource.language.mention import Mention
from twosource.lexicon import load

__all__ = ["PAPERS", "find_firm", "find_force", "find_fuller", "find_paper", "ministry_of"]

PAPERS = frozenset(load("offices")["document"])
_WORDS = load("names")["words"]
_FIRMS = frozenset((*_WORDS["company_tails"], *_WORDS["firm_tails"]))
_CALLED_FIRMS = frozenset(_WORDS["firms"])
_MASTHEADS = frozenset((*load("furniture")["mastheads"]["words"], "channel"))
_FORCES = ("army", "military", "navy")
_OF_ALL = frozenset(("", "prime", "deputy prime", "first", "chief", "state"))  # ministers without a ministry of a name


def ministry_of(mention: Mention, owner: Resolved | None, cast: Cast) -> Mention | None:
    """Return the ministry that a minister heads, by name: "her ministry" after the interior minister is hers.

    None where the story gives the minister no such office, or two.
    """
    if owner is None or not owner.who or owner.who[0].member < 0 or mention.office not in ("", "ministry"):
        return None
    roles = cast.members[owner.who[0].member].roles
    held = {(r.office.removesuffix("minister").strip(), r.place) for r in roles if r.office.endswith("minister")}
    held = {(what, place) for what, place in held if what not in _OF_ALL}
    if len({what for what, _ in held}) != 1:
        return None
    what, place = max(held, key=lambda h: (h[1], h[0]))
    what = what if " " in what else what.lower()
    return replace(mention, text=f"{what} ministry", office=f"{what} ministry", place=place, possessor=None)


def find_paper(mention: Mention, owner: Resolved | None, papers: list[Seen]) -> Resolved | None:
    """Remember whose a text is; return who speaks in "the same document" after "said in its yearly report"."""
    if owner is not None and owner.who:
        papers.append(Seen(mention, owner.who, 0, False))
    if mention.possessor is not None or not mention.definite:
        return None
    same = mention.office.startswith("same ")
    for seen in reversed(papers):
        there = not mention.place or mention.place in (seen.mention.place, *(r.name for r in seen.who))
        if same or (seen.mention.head == mention.head and there and _is_part(mention, seen.mention)):
            return Resolved(seen.who, "role")
    return None


def find_fuller(mention: Mention, before: Sequence[Seen]) -> Seen | None:
    """Return the last fuller description that a short one repeats: "the audit committee" for "the committee".

    "The collective of the mill" is a collective of its own.
    """
    for seen in sorted(before, key=lambda s: -s.mention.span.start):
        other = seen.mention
        there = not mention.place or mention.place == other.place
        alike = (other.head, other.plural) == (mention.head, mention.plural) and other.span != mention.span
        named = other.definite or other.indefinite or other.plural or " " in other.text or other.subject
        if alike and there and named and _is_part(mention, other):  # "came into force" speaks of no force
            return seen
    return None


def find_firm(mention: Mention, before: Sequence[Seen]) -> Seen | None:
    """Return the firm that "the company" means: the only one that the report has named so far.

    A firm is known by the last word of its name ("Arn Holdings"), and has done or suffered something before: analysts
    "at Brel Partners" make no firm of theirs the subject. Where another body is named that may be a firm ("Arnex"), and
    is no paper, it may be that one. "The force" is the police, where those were named and no other force was.
    """
    if mention.office not in ("", mention.head):
        return None  # "the shipping company" may be another
    if mention.head == "force":
        named_so = [s for s in before if s.mention.head in ("police", "force") and s.mention.span != mention.span]
        forces = [s for s in named_so if s.mention.head == "police" or s.mention.definite or " " in s.mention.text]
        return forces[-1] if forces and all(s.mention.head == "police" for s in forces) else None
    if mention.head not in _CALLED_FIRMS:
        return None
    named = [
        s for s in before if s.mention.kind == "name" and ("ORG" in (s.mention.entity, s.who[0].kind) or _is_firm(s))
    ]
    named = [s for s in named if _is_firm(s) or not (_is_paper(s) or word_class(_last_word(s)) in ("body", "document"))]
    one = len({s.who for s in named}) == 1 and _is_firm(named[-1])
    return named[-1] if one and any(s.mention.subject for s in named) else None


def find_force(mention: Mention, before: Sequence[Seen]) -> Seen | None:
    """Return the forces of a country that "the army" means: those that the report has named, where no others are."""
    if mention.head not in _FORCES or mention.office != mention.head:
        return None
    named = [s for s in before if s.mention.head == mention.head and s.mention.span != mention.span]
    return named[-1] if len({s.who for s in named}) == 1 else None


def _is_firm(seen: Seen) -> bool:
    return _last_word(seen) in _FIRMS


def _is_paper(seen: Seen) -> bool:
    """Say whether a name is that of a paper or a station, which a report names for what it printed: "Channel Nine"."""
    return not _MASTHEADS.isdisjoint(seen.who[0].name.lower().split())


def _last_word(seen: Seen) -> str:
    return seen.who[0].name.split()[-1].lower() if seen.who[0].name else ""


def _is_part(short: Mention, full: Mention) -> bool:
    """Say whether a description only repeats words of another: "the committee" of "the audit committee"."""
    return set(short.office.split()) <= set(full.office.split() + full.text.lower().split())
