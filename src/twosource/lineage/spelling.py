"""One spelling for words that differ between house styles only: "organisation" and "organization" are one word."""

from __future__ import annotations

from functools import cache

from twosource.lexicon import load


def one_spelling(word: str) -> str:
    """Return the form under which all spellings of a lower-case `word` meet; most words are their own form.

    The result is for comparing only: a rule may join two forms under one that no house prints.

    >>> one_spelling("organisation") == one_spelling("organization")
    True
    >>> one_spelling("wise")
    'wise'
    """
    pairs, endings, keep, any_ending = _rules()
    if word in pairs:
        return pairs[word]
    if not word.endswith(any_ending) or word in keep:
        return word
    for ending, becomes, shortest in endings:
        if len(word) >= shortest and word.endswith(ending):
            return word[: -len(ending)] + becomes
    return word


@cache
def _rules() -> tuple[dict[str, str], tuple[tuple[str, str, int], ...], frozenset[str], tuple[str, ...]]:
    lexicon = load("respellings")
    endings = tuple((e["ending"], e["becomes"], e["shortest"]) for e in lexicon["ending"])
    return dict(lexicon["pairs"]), endings, frozenset(lexicon["keep"]["words"]), tuple(e[0] for e in endings)
