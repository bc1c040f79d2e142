"""Roles that the story itself teaches: titles, appositions, counterparts ("Minister X and his Y counterpart Z")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from twosource.language.gazetteer import covers, singular
from twosource.language.mentions import Mention
from twosource.model import Span

__all__ = ["Role", "fits", "learn_roles"]

_NO_ROLE = frozenset(
    ("counterpart", "man", "woman", "people", "person", "friend", "colleague", "rival", "opponent", "critic", "one")
)


# "The minister" is never the prime minister, nor "the general" the attorney general: the short word is another office.
_OTHER_OFFICE = {
    "minister": frozenset(("prime",)),
    "general": frozenset(
        ("attorney", "solicitor", "secretary", "director", "inspector", "consul", "governor", "surgeon", "auditor")
    ),
}
_RANKS = frozenset(("vice", "deputy", "assistant", "acting", "associate", "shadow", "under", "junior", "interim"))


class Role(NamedTuple):
    """An office ("foreign minister"), the state or body that it belongs to ("" if unsaid), and whether it is past."""

    office: str
    place: str = ""
    past: bool = False

    @property
    def head(self) -> str:
        """The word that says what the office is: "secretary" of a secretary of state."""
        return self.office.split(" of ")[0].rsplit(" ", 1)[-1]


def learn_roles(
    story: Iterable[Sequence[Mention]], members: Callable[[str], Sequence[int]]
) -> tuple[dict[int, set[Role]], dict[str, tuple[str, ...]]]:
    """Return the roles of each member, and for each office of a body the states whose it is in this story.

    `members` leads from a name to the members that it may mean; a name of several teaches nothing.
    """
    roles: dict[int, set[Role]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    counterparts: list[tuple[int, int, str]] = []
    for mentions in story:
        by_span = {m.span: m for m in mentions}
        person: Mention | None = None
        for mention in mentions:
            if mention.office and mention.place and (mention.kind == "body" or mention.entity == "ORG"):
                places[mention.office].add(mention.place)
            if mention.entity == "PERSON" and (who := _only(members(mention.name))) is not None:
                if mention.office.endswith("counterpart"):
                    other = _owner(mention, by_span, person)
                    owner = _only(members(other.name)) if other else None
                    if owner is not None and owner != who:
                        counterparts.append((who, owner, mention.place))
                else:
                    _add(roles[who], mention, by_span)
                    shared = by_span.get(mention.conjunct) if mention.conjunct and not mention.office else None
                    if shared is not None and _has_plural_title(shared):
                        _add(roles[who], shared, by_span)
                    for apposed in _apposed(mention, by_span):
                        _add(roles[who], apposed, by_span)
                person = mention
            elif mention.kind == "role" and mention.apposition:
                named = by_span.get(mention.apposition)
                holder = _only(members(named.name)) if named is not None and named.entity == "PERSON" else None
                if holder is not None:
                    _add(roles[holder], mention, by_span)
    for who, owner, place in counterparts:
        roles[who].update(Role(role.office, place) for role in sorted(roles[owner]) if not role.past)
    return dict(roles), {office: tuple(sorted(found)) for office, found in sorted(places.items())}


def fits(office: str, place: str, past: bool, role: Role) -> bool:
    """Say whether a description can mean the holder of a role: "leader" of Ruritania for its president.

    >>> fits("leader", "Ruritania", False, Role("president", "Ruritania"))
    True
    >>> fits("finance minister", "", False, Role("foreign minister", "Ruritania"))
    False
    >>> fits("minister", "", False, Role("prime minister", "Ruritania"))
    False
    """
    head, held_head = Role(office).head, role.head
    rest, held = set(office.split()) - {head}, set(role.office.split()) - {held_head}
    if not covers(head, held_head) or (past and not role.past):
        return False
    if head == "leader" and held_head == "minister" and "prime" not in held:
        return False  # the leader of a country is no foreign minister
    if head == held_head and (held - rest) & _OTHER_OFFICE.get(head, frozenset()):
        return False
    if (place and role.place not in (place, "")) or (held - rest) & _RANKS:
        return False
    return not rest - held  # "the finance minister" is not "the foreign minister"


def _only(members: Sequence[int]) -> int | None:
    return members[0] if len(members) == 1 else None


def _add(roles: set[Role], mention: Mention, by_span: Mapping[Span, Mention]) -> None:
    if mention.office and mention.office.rsplit(" ", 1)[-1] not in _NO_ROLE and not mention.plural:
        owner = by_span.get(mention.possessor) if mention.possessor else None
        whose = owner.text if owner is not None and owner.kind == "body" else ""  # president of the chamber
        roles.add(Role(mention.office, mention.place or whose, mention.past))


def _has_plural_title(mention: Mention) -> bool:
    """Say whether a title is for those who follow too: "Senators Ruth Ames and Otto Falk"."""
    title = mention.text.removesuffix(mention.name).split()[-1:]
    word = title[0].lower() if title else ""
    return word in ("sens.", "reps.", "govs.") or word != singular(word)


def _apposed(mention: Mention, by_span: Mapping[Span, Mention]) -> list[Mention]:
    """Return the description that a name follows: "the mayor of Strelsau, Otto Falk"."""
    described = by_span.get(mention.apposition) if mention.apposition else None
    return [described] if described is not None and described.kind == "role" else []


def _owner(mention: Mention, by_span: Mapping[Span, Mention], person: Mention | None) -> Mention | None:
    """Return whose counterpart it is: the owner by name, or the person before "his"."""
    owner = by_span.get(mention.possessor) if mention.possessor else None
    return owner if owner is not None and owner.entity == "PERSON" else person
