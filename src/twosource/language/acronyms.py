"""Acronyms that a text explains: "Northern Fisheries Alliance (NFA)"."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.language.parser import Token
from twosource.lexicon import load

__all__ = ["find_acronyms", "is_acronym"]

_INSIDE = frozenset(load("names")["words"]["inside"])
_NO_NAME = frozenset(load("names")["words"]["no_name"])


def find_acronyms(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield the first token of each long form, and the token of the acronym in brackets after it."""
    for at in range(1, len(tokens) - 1):
        if is_acronym(tokens[at]) and tokens[at - 1].text == "(" and tokens[at + 1].text == ")":
            start = _start_of_long_form(tokens, at - 2, tokens[at].text)
            if start is not None:
                yield start, at


def is_acronym(token: Token) -> bool:
    """Say whether a token is two to six capitals."""
    return 2 <= len(token.text) <= 6 and token.text.isupper() and token.text.isalpha() and token.lower not in _NO_NAME


def _start_of_long_form(tokens: list[Token], last: int, acronym: str) -> int | None:
    """Return the first token of the words before the bracket whose initials spell the acronym, from right to left."""
    left = len(acronym) - 1
    for at in range(last, max(-1, last - 2 * len(acronym) - 2), -1):
        token = tokens[at]
        if token.text[:1].upper() == acronym[left] and (token.text[:1].isupper() or token.lower not in _INSIDE):
            left -= 1
            if left < 0:
                return at if token.text[:1].isupper() else None
        elif token.lower not in _INSIDE and token.text not in ("-", "'s", "’s", "'", "’"):
            return None
    return None
