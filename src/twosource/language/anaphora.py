"""Anaphora: whom "he", "they", "it" and "the official" take up, by what was read before in the report.

The weights were set by reading resolutions on PolNeAR dev: a sentence back costs as much as being a subject gains,
and who spoke last is the likeliest "he". Nobody is better than somebody of the wrong kind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from twosource.language.mention import Mention
from twosource.lexicon import load
from twosource.model import Span

__all__ = [
    "REACH",
    "Memory",
    "Referent",
    "Resolved",
    "Seen",
    "find_by_gender",
    "find_group",
    "find_named_together",
    "find_one_of",
    "find_owner",
    "find_person",
    "find_same",
    "find_source",
    "find_thing",
    "find_two",
]

REACH = 14  # mentions of people back to which a pronoun looks
_SENTENCES = 8
_NEXT = 2  # sentences back to which a paragraph's first "his family" looks
_GROUPABLE = frozenset(load("names")["words"]["groupable"])
_SOURCES = ("source", "informant", "insider")
_TWO = frozenset(("both", "two", "duo", "pair", "neither"))


class Referent(NamedTuple):
    """Who is meant: the canonical `name`, what kind, and the member of the cast, -1 for an office without a name."""

    name: str
    kind: str = ""
    gender: str = ""
    member: int = -1


class Resolved(NamedTuple):
    """The referents of a mention, and how they were found: name, role, office, pronoun, group, record or words."""

    who: tuple[Referent, ...]
    how: str


class Seen(NamedTuple):
    """A mention read before, with whom it meant; `order` counts sentences, `speaks` marks a source.

    `first` says that the report had not named whoever it is before.
    """

    mention: Mention
    who: tuple[Referent, ...]
    order: int
    speaks: bool
    first: bool = False


@dataclass(slots=True)
class Memory:
    """Whom a report has mentioned so far: single people, bodies and texts, and several together."""

    people: list[Seen] = field(default_factory=list)
    bodies: list[Seen] = field(default_factory=list)
    groups: list[Seen] = field(default_factory=list)
    papers: list[Seen] = field(default_factory=list)  # texts, with whose they are

    def keep(self, seen: Seen, beside: Resolved | None = None) -> None:
        """Keep a mention with those of its kind; with those `beside` it ("Falk and Brel") it is a group as well."""
        mention = seen.mention
        if beside and mention.kind != "pronoun":
            both = tuple(dict.fromkeys(beside.who + seen.who))
            self.groups.append(Seen(mention, both, seen.order, seen.speaks))
        elif mention.plural or len(seen.who) > 1:
            self.groups.append(seen)
        if len(seen.who) == 1 and not mention.plural:
            (self.people if seen.who[0].kind in ("PERSON", "role") else self.bodies).append(seen)
        elif mention.kind == "body":
            self.bodies.append(seen)

    def heard(self, said: Sequence[Span], seen: Sequence[Seen], fits: Callable[[Referent], bool]) -> list[Seen]:
        """Return, the last first, who of those `seen` may say what stands in the spans `said`.

        Whoever is only spoken of there says it only if nobody who fits has spoken before ("A clerk had lied, she said"
        after "Moll told the court"); an unknown person of whom it tells ("a clerk") never does.
        """
        outside = [s for s in seen if not any(_holds(span, s.mention.span) for span in said)]
        if not said or len(outside) == len(seen):
            return list(reversed(seen))
        voices = any(s.speaks and fits(s.who[0]) for s in outside)
        unknown = (s for s in seen if s not in outside and s.first)
        dropped = [s for s in unknown if voices or (s.mention.indefinite and s.mention.kind != "name")]
        return [s for s in reversed(seen) if s not in dropped]

    def owners(self) -> set[Span | None]:
        """Return where those stand to whom a recent mention belongs: "Falk" in "Falk's lawyer" is no likely "he"."""
        return {seen.mention.possessor for seen in self.people[-3:] + self.bodies[-2:]}

    def is_introduced(self, seen: Seen, mention: Mention) -> bool:
        """Say whether the last sentence about anybody named somebody new, in the same paragraph, and no subject before.

        A report names a person right before it quotes him, whoever spoke before.
        """
        named = seen.mention
        if not seen.first or named.kind != "name" or named.paragraph != mention.paragraph:
            return False
        before = [
            s.mention for s in self.people[-REACH:] if not s.mention.quoted and s.mention.sentence != mention.sentence
        ]
        beside = (s.mention for s in self.people[-REACH:] + self.bodies[-REACH:])
        beside = (m for m in beside if m.sentence == named.sentence and m.subject and m.span.end < named.span.start)
        return bool(before) and before[-1].sentence == named.sentence and not any(beside)


def find_person(
    mention: Mention, order: int, memory: Memory, speaking: bool = False, said: Sequence[Span] = ()
) -> Referent | None:
    """Return whom "he" or "she" means: recent, a subject, the last to speak, of that gender; never a body.

    `speaking`: the pronoun is itself a source, of what stands in the spans `said`; else it rather takes up the subject
    of its own sentence.
    """
    best: tuple[float, Referent] | None = None
    speaker_found = False
    owners = memory.owners()
    people = memory.heard(said, memory.people[-REACH:], lambda who: who.gender in ("", mention.gender))
    for back, seen in enumerate(people):
        who = seen.who[0]
        speaks = seen.speaks and not speaker_found and not seen.mention.quoted
        speaker_found = speaker_found or speaks
        if order - seen.order > _SENTENCES or seen.mention.span.overlaps(mention.span):
            continue
        if who.gender and who.gender != mention.gender:
            continue
        score = -0.9 * (order - seen.order) - 0.05 * back
        score += 1.2 * seen.mention.subject + 1.6 * speaks + 0.5 * bool(who.gender)
        score += 1.2 * (seen.mention.paragraph == mention.paragraph and seen.mention.subject)
        score += 0.8 * (speaks and seen.mention.paragraph == mention.paragraph)
        score += 1.6 * (speaking and memory.is_introduced(seen, mention))
        score += 0.5 * (not speaking and seen.order == order and seen.mention.subject)
        score -= 2.0 * (seen.mention.quoted and not mention.quoted)
        score -= (2.0 - 0.8 * seen.speaks) * (who.kind == "role") + 0.6 * (seen.mention.span in owners)
        if best is None or score > best[0]:
            best = (score, who)
    return best[1] if best else None


def find_owner(mention: Mention, order: int, memory: Memory) -> Referent | None:
    """Return whose "his lawyer" is who speaks: the person last named in the paragraph, else the only one of the last.

    What "his family" says is no word of whoever was the subject of another paragraph: nobody is better than he.
    """
    fitting = [
        seen
        for seen in memory.people[-REACH:]
        if seen.who[0].gender in ("", mention.gender) and not seen.mention.quoted and order - seen.order <= _SENTENCES
    ]
    here = [seen for seen in fitting if seen.mention.paragraph == mention.paragraph]
    if here:
        return find_person(mention, order, replace(memory, people=here))
    last = fitting[-1].mention.paragraph if fitting else mention.paragraph
    before = {seen.who[0] for seen in fitting if seen.mention.paragraph == last and order - seen.order <= _NEXT}
    return before.pop() if len(before) == 1 else None


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def find_by_gender(mention: Mention, order: int, memory: Memory) -> Referent | None:
    """Return the last person of the gender that "the man" or "the woman" tells."""
    for seen in reversed(memory.people[-4:]):
        if seen.who[0].gender == mention.gender and order - seen.order <= 3:
            return seen.who[0]
    return None


def find_group(
    mention: Mention,
    order: int,
    memory: Memory,
    may_be: Callable[[Referent, Mention], bool],
    said: Sequence[Span] = (),
) -> tuple[Referent, ...]:
    """Return whom "they" or "both" means: the last people named together, or the last body that spoke.

    `said`: what they say, where they are a source.
    """
    both = mention.head in _TWO
    found: list[tuple[float, tuple[Referent, ...]]] = []
    near = [s for s in memory.groups[-REACH:] + ([] if both else memory.bodies[-4:]) if order - s.order <= 4]
    for seen in reversed(memory.heard(said, near, lambda _: True)):
        if (both and len(seen.who) != 2) or seen.mention.span.overlaps(mention.span):
            continue
        if (seen.mention.kind == "other" and not seen.speaks) or (seen.mention.quoted and not mention.quoted):
            continue
        score = -1.0 * (order - seen.order) + 1.5 * seen.speaks + 1.0 * seen.mention.subject
        # Who was heard last in the paragraph goes on, whoever was the subject of an earlier one.
        score += 0.8 * (bool(said) and seen.speaks and seen.mention.paragraph == mention.paragraph)
        found.append((score - 1.0 * (not seen.mention.plural and len(seen.who) == 1), seen.who))
    if found:
        return max(found, key=lambda f: f[0])[1]
    return find_two(mention, order, memory, may_be) if both else ()


def find_named_together(
    mention: Mention, order: int, memory: Memory, may_be: Callable[[Referent, Mention], bool]
) -> tuple[Referent, ...]:
    """Return whom "the ministers" means: the last people named together who all hold such an office."""
    plain = mention.definite and mention.possessor is None and len(mention.office.split()) < 3
    if not plain or mention.head not in _GROUPABLE:
        return ()
    for group in reversed(memory.groups[-6:]):
        near = len(group.who) > 1 and order - group.order <= _SENTENCES
        if near and all(may_be(r, mention) for r in group.who):
            return group.who
    return ()


def find_two(
    mention: Mention, order: int, memory: Memory, may_be: Callable[[Referent, Mention], bool]
) -> tuple[Referent, ...]:
    """Return the two people of the last sentences, if they are just two that the description fits."""
    found: list[Referent] = []
    for seen in reversed(memory.people[-REACH:]):
        who = seen.who[0]
        if order - seen.order <= 2 and who not in found and may_be(who, mention):
            found.append(who)
    return tuple(sorted(found, key=lambda r: (r.member, r.name))) if len(found) == 2 else ()


def find_thing(mention: Mention, order: int, memory: Memory, speaking: bool = False) -> tuple[Referent, ...]:
    """Return what "it" means: the last body or text, rather a subject that spoke; a thing or a street never speaks."""
    found: list[tuple[float, tuple[Referent, ...]]] = []
    for seen in memory.bodies[-REACH:]:
        if order - seen.order > 2 or seen.mention.plural or (seen.mention.quoted and not mention.quoted):
            continue
        if seen.mention.entity == "NORP":
            continue  # "Norwegian" is no body
        if seen.mention.paragraph != mention.paragraph != mention.sentence:
            continue  # what "it" is has been said in the paragraph, if the paragraph has said anything before
        score = -1.0 * (order - seen.order) + 1.5 * seen.speaks + 1.0 * seen.mention.subject
        mute = speaking and not seen.speaks and seen.who[0].kind in ("thing", "LOC") and seen.mention.kind != "pronoun"
        found.append((score - 0.5 * (seen.mention.kind == "other") - 2.5 * mute, seen.who))
    return max(found, key=lambda f: f[0])[1] if found else ()


def find_same(mention: Mention, order: int, before: Sequence[Seen]) -> Seen | None:
    """Return whom an earlier, fuller description meant: "a hospital official" for "the official"."""
    if not mention.definite or mention.possessor is not None:
        return None
    words = set(mention.office.split())
    for seen in reversed(before[-2 * REACH :]):
        other = seen.mention
        alike = (other.head, other.kind, other.plural) == (mention.head, mention.kind, mention.plural)
        there = not mention.place or mention.place == other.place
        if alike and there and words <= set(other.office.split()) and order - seen.order <= 4 * _SENTENCES:
            return seen
    return None


def find_source(mention: Mention, people: Sequence[Seen]) -> Seen | None:
    """Return whom "the source said" means: the last to speak in the paragraph, if that is one without a name."""
    if mention.office not in _SOURCES or not mention.definite or mention.possessor is not None:
        return None
    spoke = (s for s in reversed(people[-REACH:]) if s.speaks and s.mention.kind != "pronoun")
    last = next((s for s in spoke if s.mention.paragraph == mention.paragraph), None)
    return last if last is not None and last.who[0].kind == "role" else None


def find_one_of(mention: Mention, order: int, groups: Sequence[Seen]) -> Seen | None:
    """Return the group that one without a name belongs to: "the official" after "two harbour officials said"."""
    if not mention.definite or mention.possessor is not None:
        return None
    words = set(mention.office.split())
    for seen in reversed(groups[-REACH:]):
        other = seen.mention
        alike = other.plural and other.kind == mention.kind and other.head == mention.head and len(seen.who) == 1
        told = (seen.speaks or other.subject) and order - seen.order <= _SENTENCES
        there = not mention.place or mention.place == other.place
        if alike and told and there and words <= set(other.office.split()):
            return seen
    return None
