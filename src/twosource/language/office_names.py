"""What somebody without a name is called: "Falk's spokesman", "interior ministry", "Norway's government"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from twosource.language.cast import Cast
from twosource.language.gazetteer import seat, state_of
from twosource.language.holders import with_country
from twosource.language.mention import Mention
from twosource.language.nounphrase import SPOKEN
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["STATE_BODIES", "bare_words", "government", "is_state_office", "name_office", "possessive", "spoken_for"]

STATE_BODIES = frozenset(
    ("ministry", "parliament", "cabinet", "police", "army", "military", "navy", "embassy", "presidency", "government")
)
_NEAR = len(" for the ")  # from a spokesman to his body
_NOT_STATES = frozenset(("European Union", "United Nations"))


_ONES = "|".join(sorted({*load("figure_numbers")["ones"], *load("figure_numbers")["tens"]}))
_NUMBER = re.compile(rf"^(?:(?:(?:about|some|around|over|nearly|up to|at least) )?(?:[\d.,]+|{_ONES}) )", re.IGNORECASE)


# Who lives in a place, which a parser may take for a person.
_DWELLERS = re.compile(
    r"\b(?:residents?|inhabitants?|villagers?|townspeople|neighbou?rs|householders?)$", re.IGNORECASE
)
# "The Orrinian army": a people's name keeps its capital, as no title of an office need do.
_OF_A_PEOPLE = re.compile(r"[A-Z]\w+(?:ian|ean|an|ish|ese) [a-z]+$")


def name_office(mention: Mention, bare: str, owner: tuple[str, str] | None, cast: Cast) -> str:
    """Return what an office is called, from its bare words and its owner's name and kind.

    A body of a state is called after the state where the story knows of one only.
    """
    if owner is not None and (owned := _after_owner(mention, bare, *owner)):
        return owned
    if mention.place and bare.lower().startswith(mention.place.lower()):  # "A Foreign Office source": its capital stays
        bare = mention.place + bare[len(mention.place) :]
    own = with_country(mention, cast)
    if mention.head in STATE_BODIES and own.place != mention.place:
        return f"{possessive(own.place)} {own.office}"
    if mention.kind in ("body", "name") and mention.head in STATE_BODIES and mention.office:
        places = (mention.place,) if mention.place else cast.places.get(mention.office, ())
        if len(places) == 1 and (state_of(places[0]) or mention.possessor is not None):
            return f"{possessive(places[0])} {mention.office}"
        return bare if mention.place or _OF_A_PEOPLE.match(bare) else mention.office
    if mention.possessor is None and mention.place and mention.kind == "role" and mention.place not in bare:
        whose = [cast.members[at] for at in cast.candidates(mention.place)[:1]]
        if whose and whose[0].kind == "PERSON":  # the parser took the name for a body
            return f"{possessive(_surname(whose[0].name))} {bare}"
        if whose and whose[0].kind == "ORG" and state_of(mention.place) is None:
            return f"{mention.place} {bare}"
    if mention.possessor is not None and mention.place:
        if mention.kind == "body" and f" {mention.place} " in bare:
            return bare[bare.index(mention.place) :]  # "Arn's official Serna news agency" is called by its name
        return f"{possessive(mention.place)} {bare}"
    return _of_land(bare, cast) if mention.kind == "body" else bare


def _of_land(bare: str, cast: Cast) -> str:
    """Return "Orrinian port board" as "Orrinia's port board", which the next report says, if the story has Orrinia."""
    people, _, body = bare.partition(" ")
    if not people.endswith("ian") or not people[:1].isupper() or not body.islower():
        return bare
    land = [cast.members[at] for at in cast.candidates(people[:-1])]
    return f"{possessive(land[0].name)} {body}" if len(land) == 1 and land[0].kind == "GPE" else bare


def _after_owner(mention: Mention, bare: str, owner: str, kind: str) -> str:
    behind = mention.possessor is not None and mention.possessor.start > mention.span.start
    if behind and _DWELLERS.search(bare):
        return f"{bare} of {owner}"  # "residents of Quarry Lane": nobody called Lane has residents
    if kind == "PERSON" and mention.head in load("offices")["personal"] and mention.head != "office":
        return f"{_surname(owner)} {mention.head}"
    if kind == "PERSON":
        return f"{possessive(_surname(owner))} {bare}"
    if bare.lower() in owner.lower():
        return bare
    if kind in ("role", "people"):
        # "1,500 workers' union" would count the members of a union that has more.
        return f"{possessive(_NUMBER.sub('', owner) or owner)} {bare}"
    return f"{owner} {bare}" if kind in ("ORG", "thing") and not state_of(owner) else ""


def spoken_for(mention: Mention, by_span: Mapping[Span, Mention], cast: Cast) -> str:
    """Return the body with a name of its own that a nameless spokesman speaks for, "" if there is none.

    "A spokeswoman for Arn Rail" says what Arn Rail says: one origin, however the next report puts it. A
    government's or a person's spokesman stays what he is, for he is often named elsewhere.
    """
    if mention.head not in SPOKEN or not mention.place or mention.plural:
        return ""
    if mention.office not in (mention.head, f"{mention.place.lower()} {mention.head}"):
        return ""
    whose = cast.candidates(mention.place)[:1]
    if state_of(mention.place) or (whose and cast.members[whose[0]].kind != "ORG"):
        return ""
    within = (m for m in by_span.values() if m.kind == "name" and m.name == mention.place and m.entity == "ORG")
    body = next((m for m in within if mention.span.start <= m.span.start <= mention.span.end + _NEAR), None)
    if body is None:
        return ""
    if is_state_office(body):
        return name_office(body, bare_words(body, None, ()), None, cast)
    return government(cast.members[whose[0]].name if whose else body.name)


def bare_words(mention: Mention, owner: Mention | None, names: Collection[int]) -> str:
    """Return the words of a phrase without its owner: "spokesman" of "Falk's spokesman".

    `names` holds where names start: a capital stays there, and goes where it only begins the sentence.
    """
    text = mention.text.replace("\u00a0", " ")
    if owner is not None and mention.span.start <= owner.span.start < mention.span.end:
        at = text.find(owner.text)
        text = text[at + len(owner.text) :].strip() if at >= 0 else text
        text = text.removeprefix("'s ").removeprefix("’s ").lstrip("'’ ")
    words = text.split()
    begins = mention.span.end - len(text)
    if words and begins <= mention.sentence + len("The ") and begins not in names and not words[0].isupper():
        words[0] = words[0][:1].lower() + words[0][1:]
    return " ".join(words)


def government(name: str) -> str:
    """Return the government for a state or a capital that speaks, the body for its seat, else the name itself.

    >>> government("Oslo"), government("Whitehall"), government("Otto Falk")
    ("Norway's government", "United Kingdom's government", 'Otto Falk')
    """
    known = state_of(name)
    if known and known[0] in _NOT_STATES and known[1] != "capital":
        return known[0]
    if known and known[1] != "demonym":
        return f"{possessive(known[0])} government"
    return seat(name) or name


def is_state_office(mention: Mention) -> bool:
    """Say whether a name is a body of some state, as "Interior Ministry" is."""
    return mention.entity == "ORG" and mention.head in STATE_BODIES and bool(mention.office)


def possessive(name: str) -> str:
    """Return a name with its possessive ending."""
    return name + ("'" if name.endswith("s") else "'s")


def _surname(name: str) -> str:
    words = name.split()
    suffixed = len(words) > 1 and words[-1].lower().strip(".") in load("names")["words"]["suffixes"]
    return " ".join(words[-2:]) if suffixed else words[-1]
