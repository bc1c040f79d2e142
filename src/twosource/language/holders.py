"""Holders of offices: who is meant by "the mayor" or "the Ruritanian leader", by the roles that the story teaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache

from twosource.language.anaphora import Referent
from twosource.language.cast import Cast
from twosource.language.gazetteer import adjectives_of, covers, state_of, word_class
from twosource.language.mention import Mention
from twosource.language.roles import Role, fits
from twosource.language.spelling import fold
from twosource.lexicon import load

__all__ = ["find_holder", "home_of", "with_country"]

# Who leads a country. Without a place such a one is the home country's: no reporter writes "Ruritania's" at home.
_HEADS = frozenset(("president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan"))
_OF_STATE, _OF_TOWNS = (frozenset(load("offices")[what]) for what in ("of_state", "of_town"))


def find_holder(mention: Mention, cast: Cast, last: Mapping[int, int], of: Collection[str] = ()) -> Referent | None:
    """Return who holds the office: of those who fit, the last named here, else the most named in the story.

    `last` tells where in this report each member was named last, `of` holds the words of what without a name the
    office is in: "hospital" of "the head of the hospital".
    """
    mention = with_country(mention, cast)
    place = mention.place
    house = mention.head not in _OF_TOWNS and _is_house(place, cast)
    found: list[tuple[bool, int, int, int]] = []
    for head, held in cast.holders.items():
        if not covers(mention.head, head) or (mention.head == "official" != head and (place or " " in mention.office)):
            continue  # "the trade official" is nobody whom the story calls the trade secretary
        for role, at in held:
            if (role.past and not mention.past) or not fits(mention.office, place, mention.past, role):
                continue
            if place and not role.place and any(r.head == head and r.place for r in cast.members[at].roles):
                continue  # holds it elsewhere
            leads = bool(place) and not role.place and not role.past and role.office in _HEADS
            if leads and home_of(cast) not in (place, ""):
                continue  # the president without a country is the one at home
            if house and not role.place and (mention.head != head or at not in last):
                continue  # whoever heads a hospital is no minister, and no head of another whom another report names
            if of and not _may_be_of(of, role, mention.head):
                continue
            if mention.head != head and not place and at not in last:
                continue  # "the lawmaker" is nobody whom this report has not named: a deputy is one in another
            alone = len({a for r, a in held if not r.past}) == 1 and mention.definite  # a story's one mayor
            known_place = not place or bool(role.place) or leads
            if known_place or at in last or alone:
                found.append((known_place, last.get(at, -1), cast.members[at].count, -at))
    if not found:
        return None
    _, latest, _, negative = max(found)
    if latest < 0 and not place and not (mention.definite or mention.subject):
        return None
    if latest < 0 and len({f[3] for f in found}) > 1 and (not place or _is_tied(found)):
        return None
    member = cast.members[-negative]
    return Referent(member.name, "PERSON", member.gender, -negative)


def _is_house(place: str, cast: Cast) -> bool:
    """Say whether an office is in an institution with a name of its own ("Arn County Hospital"), in no land or town."""
    if not place or state_of(place):
        return False
    *before, last = place.lower().split()
    named = cast.candidates(place)[:1] if before else ()  # a single word is as often a town that the parser mistook
    return word_class(last) == "body" or any(cast.members[at].kind == "ORG" for at in named)


def _may_be_of(what: Collection[str], role: Role, head: str) -> bool:
    """Say whether a role may be the office, called `head`, of what has no name: of that very thing, or called so.

    A state's offices are in its bodies: a minister is "the head of the ministry".
    """
    whose = role.place.rsplit(" ", 1)[-1].lower()
    if not _OF_STATE.isdisjoint(what) or not {whose, *role.office.split()}.isdisjoint(what):
        return True
    other = role.place.islower() or any(word_class(word) == "body" for word in role.office.split()[:-1])
    return head == role.head and not other


def _is_tied(found: list[tuple[bool, int, int, int]]) -> bool:
    """Say whether the two likeliest are alike but for their place in the cast."""
    (*one, _), (*two, _) = sorted(found, reverse=True)[:2]
    return one == two


def with_country(mention: Mention, cast: Cast) -> Mention:
    """Return the mention with the country that its first word is an adjective of, if only the story knows that country.

    No list holds every country and province; a story that speaks of Ruritanian things names Ruritania.
    """
    first, _, rest = mention.office.partition(" ")
    if mention.place or not rest or mention.kind not in ("role", "body"):
        return mention
    country = _demonyms(cast).get(first)
    return replace(mention, office=rest, place=country) if country else mention


@lru_cache(maxsize=64)
def _countries(names: tuple[tuple[str, str, int], ...]) -> tuple[dict[str, str], str]:
    """Return the adjectives of the story's own countries, and its home: the country that it names most."""
    demonyms: dict[str, str] = {}
    counts: Counter[str] = Counter()
    words = {fold(name): count for name, _, count in names if " " not in name}
    for name, kind, count in names:
        if known := state_of(name):
            counts[known[0]] += count
            continue
        if kind in ("GPE", "LOC"):
            for adjective in sorted(adjectives_of(name) & words.keys()):
                demonyms[adjective] = name
                counts[name] += words[adjective] + count
    home = min(counts, key=lambda name: (-counts[name], name)) if counts else ""
    return demonyms, home


def _names(cast: Cast) -> tuple[tuple[str, str, int], ...]:
    return tuple((m.name, m.kind, m.count) for m in cast.members if m.kind != "PERSON")


def _demonyms(cast: Cast) -> dict[str, str]:
    return _countries(_names(cast))[0]


def home_of(cast: Cast) -> str:
    """Return the country that a story names most, "" if it names none."""
    return _countries(_names(cast))[1]
