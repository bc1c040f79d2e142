"""Lemmas come in, concepts go out: the words by which two tellings of one thing are compared.

British and American spellings fall together, and words that news uses for one event ("blaze", "fire") by the
groups of `lexicon/concepts.toml`. Only comparison sees concepts; a reader sees the report's own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from twosource.lexicon import load
from twosource.lineage.spelling import one_spelling


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


@cache
def _groups() -> tuple[dict[str, str], frozenset[str]]:
    lexicon = load("concepts")
    groups: dict[str, str] = {}
    for group in lexicon["groups"]:
        for word in group:
            groups.setdefault(one_spelling(word), group[0])
    return groups, frozenset(lexicon["empty"])
