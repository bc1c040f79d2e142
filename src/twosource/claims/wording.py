"""Lemmas come in, concepts go out: the words by which two tellings of one thing are compared.

British and American spellings fall together, and words that news uses for one event ("blaze", "fire") by the
groups of `lexicon/concepts.toml`. Only comparison sees concepts; a reader sees the report's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from math import log

from twosource.claims.numbers import number_concept
from twosource.lexicon import load
from twosource.lineage.spelling import one_spelling

# The endings that make a people of a place, and the place's own: Russia and Russian, Peru and Peruvian.
_PEOPLE = re.compile(r"(?:ian|ean|vian|ese|ish|an|i|ia|a|en|u|uvian)s?$")


def once(pattern: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """Return the search of a pattern that looks once at each text: a story has hundreds of copies of one sentence."""
    return lru_cache(maxsize=8192)(pattern.search)


def concepts(lemmas: Iterable[str]) -> tuple[str, ...]:
    """Return the concepts of content words in order; words said of nearly everything are left out.

    >>> concepts(["colour", "demonstration", "say", "organise"])
    ('color', 'protest', 'organize')
    """
    return tuple(c for c in map(concept, lemmas) if c)


@cache
def concept(lemma: str) -> str:
    """Return the concept of one lemma, or "" for a word that tells nothing apart."""
    groups, empty = _groups()
    plain = lemma.lower().replace("’", "'").strip("'\"“”‘.-–—")
    if plain in empty or not plain:
        return ""
    plain = one_spelling(plain)
    return groups.get(plain, plain)


def compound(first: str, second: str) -> str:
    """Return the concept of two words that are written as one, too, or that the lexicon has as one; "" for others.

    >>> compound("run", "off"), compound("fire", "crew"), compound("run", "down")
    ('runoff', 'firefighter', '')
    """
    both = f"{first} {second}"
    return concept(both) if both in _compounds() else ""


@cache
def _compounds() -> frozenset[str]:
    return frozenset(word for word in _groups()[0] if " " in word)


@cache
def rarity(word: str) -> float:
    """Return how rare a word is in news, from 0 (in every article) to 1 (in one of a hundred or fewer).

    >>> rarity("people") < rarity("drone") <= 1
    True
    """
    return _rarities().get(word, 1.0)


@cache
def _rarities() -> dict[str, float]:
    """Return the rarity of common words by concept: the log of the share of articles, scaled to a hundredth."""
    found: dict[str, float] = {}
    for share, words in load("frequencies")["share"].items():
        rare = log(float(share)) / log(0.01)
        for word in words:
            name = concept(word)
            if name:
                found[name] = min(found.get(name, 1.0), rare)
    for word, value in load("figure_numbers")["ones"].items():
        found.setdefault(number_concept(value), found.get(word, 1.0))
    return found


@cache
def root_of(place: str) -> str:
    """Return what a place and the word for its people have in common, so that both compare as one.

    >>> root_of("kestria") == root_of("kestrian"), root_of("peru") == root_of("peruvian"), root_of("chad")
    (True, True, 'chad')
    """
    if " " in place or len(place) < 4:
        return place
    root = _PEOPLE.sub("", place)
    return root if len(root) >= 3 else place


@cache
def _groups() -> tuple[dict[str, str], frozenset[str]]:
    lexicon = load("concepts")
    groups: dict[str, str] = {}
    for group in lexicon["groups"]:
        for word in group:
            groups.setdefault(one_spelling(word), group[0])
    for word in lexicon["compounds"]:
        one = one_spelling(word.replace("-", ""))
        for form in (one, word, word.replace("-", " ")):
            groups.setdefault(form, groups.get(one, one))
    return groups, frozenset(lexicon["empty"])
