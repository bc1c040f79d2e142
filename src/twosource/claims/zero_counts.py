"""A sentence comes in; the counts of nobody in it go out: "no one was hurt", "there were no arrests".

Two dockers hurt and nobody hurt are two counts of one thing, though only one of them is a number, and no figure
(`language/figures`) where numbers are read. "No one *in the house* was hurt", "none of them", "no *serious* injuries"
and "no *immediate reports* of deaths" leave open what else there was, and count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.language.clauses import Word
from twosource.language.figure_happening_words import ACTIVE, NOUNS, PASSIVE, STATE
from twosource.lexicon import load
from twosource.model import Figure, Span

_COUNTED = frozenset(load("negation")["nobody"])
_NOBODY = re.compile(
    r"\b(?:no[ -]one|nobody|no (?:people|persons?)) "
    r"(?:(?P<known>(?:was|were|is|are) (?:known|reported) to have (?P<been>been )?)"
    r"|(?P<be>(?:was|were|is|are|got|(?:has|have|had)(?: yet)? been)(?: (?:yet|reportedly|physically))? )"
    r"|(?:has |have |had )?)",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|without(?: any)?) (?:(?:known|reported|confirmed) )?", re.IGNORECASE)
_GOES_ON = re.compile(r",? (?:or|nor|and) ")
# Of two words that tell how many suffered what, as they are printed: "no deaths", and no "no death toll".
_PLURALS = frozenset({"deaths", "fatalities", "injuries", "casualties", "arrests"})
# "There is no death *linked to the fever*", "without a licence *granted by the port*": what follows is told of none.
_OF_NONE = re.compile(
    r"\b(?:no|nor|without(?: any| an?)?|not (?:an?|any|one|a single)|neither) (?!(?:longer|more|less|fewer|doubt)\b)"
    r"(?:[\w’'-]+ ){0,2}?[\w’'-]+,? (?:that (?:was|were|is|are|had been|has been) |which (?:was|were|is|are) )?$",
    re.IGNORECASE,
)


def is_of_none(before: str) -> bool:
    """Say whether a clause is told of nobody or nothing, by the words of its sentence before it.

    >>> is_of_none("There is now no death "), is_of_none("There is no longer a death "), is_of_none("Nor a death ")
    (True, False, True)
    """
    return _OF_NONE.search(before) is not None


def zero_counts(text: str, sentence: Span, words: Sequence[Word]) -> Iterator[Figure]:
    """Yield the counts of nobody in a sentence of `text`; `words` are its content words, spans counting from there."""
    at = {w.start: w for w in words}
    for found in _NOBODY.finditer(text, sentence.start, sentence.end):
        tables = (PASSIVE, STATE) if found["be"] or found["been"] else (ACTIVE,)
        yield from _counts(text, found.start(), at.get(found.end()), at, tables)
    for found in _NONE.finditer(text, sentence.start, sentence.end):
        word = at.get(found.end())
        if word is not None and text[word.start : word.end].lower() in _PLURALS:
            yield from _counts(text, found.start(), word, at, (NOUNS,))


def _counts(
    text: str, start: int, word: Word | None, at: dict[int, Word], tables: Sequence[dict[str, str]]
) -> Iterator[Figure]:
    """Yield the count of what a word tells, and of those that "or" brings behind it."""
    while word is not None:
        what = next((table[k] for table in tables for k in (word.lemma, _printed(text, word)) if k in table), None)
        if what not in _COUNTED:
            return
        yield Figure("", Span(start, word.end), 0.0, 0.0, "=", 0.0, "people", None, what)
        more = _GOES_ON.match(text, word.end)
        word = at.get(more.end()) if more else None


def _printed(text: str, word: Word) -> str:
    return text[word.start : word.end].lower()
