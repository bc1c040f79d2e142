"""Which state a word points to, and which words mean a person, a body or a text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from twosource.lexicon import load

__all__ = [
    "address_gender",
    "adjectives_of",
    "covers",
    "gender_of_first_name",
    "gender_of_word",
    "seat",
    "singular",
    "state_of",
    "word_class",
]

_ADJECTIVE_ENDINGS = ("n", "an", "ian", "ese", "ish", "i", "ic")


def state_of(word: str) -> tuple[str, str] | None:
    """Return the state that a word points to, and how: "state", "capital" or "demonym"; None if it is no such word.

    >>> state_of("Norwegian")
    ('Norway', 'demonym')
    >>> state_of("Oslo")
    ('Norway', 'capital')
    """
    return _states().get(word) or (_states().get(word.title()) if word.isupper() and len(word) > 3 else None)


def seat(name: str) -> str | None:
    """Return the body that a building or a hill stands for ("Whitehall"), or None."""
    found: str | None = _offices()["seats"].get(name)
    return found


@lru_cache(maxsize=4096)
def word_class(word: str) -> str:
    """Return "person", "body", "document" or "" for a lower-case noun of either number.

    >>> word_class("spokesmen"), word_class("ministries"), word_class("table")
    ('person', 'body', '')
    """
    for form in (word, singular(word)):
        for kind in ("person", "body", "document"):
            if form in _nouns()[kind]:
                return kind
    return ""


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """Return the singular of a lower-case noun by its ending; words ending in "ss" stay.

    >>> singular("deputies"), singular("spokeswomen"), singular("aides")
    ('deputy', 'spokeswoman', 'aide')
    """
    if word.endswith("people") and len(word) > 6:
        return word[:-6] + "person"
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word == "men":
        return "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def covers(general: str, special: str) -> bool:
    """Say whether one word for a person may stand for a holder of the other: a leader for a president.

    >>> covers("leader", "president"), covers("president", "leader")
    (True, False)
    """
    return general == special or special in _offices()["covers"].get(general, ())


def address_gender(word: str) -> str | None:
    """Return the gender that a form of address tells ("mrs." is "f", "dr" is ""), None if it is none."""
    found: str | None = load("names")["address"].get(word)
    return found


def gender_of_word(noun: str) -> str:
    """Return the gender that a noun for a person tells by itself: "spokeswoman" is "f"."""
    return _genders()[1].get(singular(noun), "")


def gender_of_first_name(name: str) -> str:
    """Return "m" or "f" where a first name is mostly one of them, else "".

    >>> gender_of_first_name("Ingrid"), gender_of_first_name("Robin-Kim")
    ('f', 'm')
    """
    first = _plain(name)
    return _genders()[0].get(first) or _genders()[0].get(first.split("-")[0], "")


def adjectives_of(place: str) -> frozenset[str]:
    """Return the words, in lower case, that may mean what is of a place, by the endings that English gives them.

    >>> "ruritanian" in adjectives_of("Ruritania"), "freedonian" in adjectives_of("Freedonia")
    (True, True)
    """
    stem = _plain(place)
    if " " in stem or len(stem) < 5:
        return frozenset()
    return frozenset(cut + ending for cut in (stem, stem[:-1]) for ending in _ADJECTIVE_ENDINGS)


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    """Return a name in lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))


@lru_cache(maxsize=1)
def _offices() -> dict[str, Any]:
    return load("offices")


@lru_cache(maxsize=1)
def _nouns() -> dict[str, frozenset[str]]:
    return {kind: frozenset(_offices()[kind]) for kind in ("person", "body", "document")}


@lru_cache(maxsize=1)
def _states() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for state, (capitals, demonyms, *others) in _offices()["states"].items():
        names = [state, *(others[0].split("|") if others else [])]
        found.update((word, (state, "state")) for word in names)
        found.update((word, (state, "capital")) for word in capitals.split("|") if word)
        found.update((word, (state, "demonym")) for word in demonyms.split("|") if word)
    return found


@lru_cache(maxsize=1)
def _genders() -> tuple[dict[str, str], dict[str, str]]:
    names = load("names")
    first = {_plain(name): gender for gender in ("m", "f") for name in names["first"][gender].split()}
    words = {word: gender for gender in ("m", "f") for word in names["gendered"][gender]}
    return first, words
