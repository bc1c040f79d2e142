"""Holders of offices: who is meant by "the mayor" or "the Ruritanian leader", by the roles that the story teaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from twosource.language.anaphora import Referent
from twosource.language.cast import Cast
from twosource.language.gazetteer import adjectives_of, covers, state_of
from twosource.language.mention import Mention
from twosource.language.roles import fits
from twosource.language.spelling import fold

__all__ = ["find_holder", "home_of", "with_country"]

# Who leads a country. Without a place such a one is the home country's: no reporter writes "Ruritania's" at home.
_HEADS = frozenset(("president", "prime minister", "premier", "chancellor", "king", "queen", "emir", "sultan"))


def find_holder(mention: Mention, cast: Cast, last: Mapping[int, int]) -> Referent | None:
    """Return who holds the office: of those who fit, the last named here, else the most named in the story.

    `last` tells where in this report each member was named last.
    """
    mention = with_country(mention, cast)
    place = mention.place
    found: list[tuple[bool, int, int, int]] = []
    for head, held in cast.holders.items():
        if not covers(mention.head, head):
            continue
        for role, at in held:
            if (role.past and not mention.past) or not fits(mention.office, place, mention.past, role):
                continue
            if place and not role.place and any(r.head == head and r.place for r in cast.members[at].roles):
                continue  # holds it elsewhere
            leads = bool(place) and not role.place and not role.past and role.office in _HEADS
            if leads and home_of(cast) not in (place, ""):
                continue  # the president without a country is the one at home
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
