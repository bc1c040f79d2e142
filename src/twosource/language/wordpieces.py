"""Word pieces as BERT's uncased vocabulary cuts them, each word with its place in the text.

An own hundred lines instead of the `tokenizers` package: that one drags a client of a model hub into an offline
tool, and the tagger needs nothing but words, their offsets and the numbers of their pieces. The tests compare
the two on running text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from twosource.model import Span

LONGEST_WORD = 100  # characters; BERT's own limit, beyond it a word is [UNK]
REMEMBERED_WORDS = 50_000

_IN_WORD, _SPACE, _ALONE, _DROPPED = range(4)


class Word(NamedTuple):
    """One word or punctuation mark: where it stands, and the vocabulary numbers of its pieces (at least one)."""

    span: Span
    pieces: tuple[int, ...]


class WordPieces:
    """A vocabulary, and the cutting of texts by it.

    >>> pieces = WordPieces(["[UNK]", "un", "##said", "said", "."])
    >>> [(word.span, word.pieces) for word in pieces.words("Unsaid.")]
    [(Span(start=0, end=6), (1, 2)), (Span(start=6, end=7), (4,))]
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = (self._numbers["[UNK]"],)
        self._seen: dict[str, tuple[int, ...]] = {}

    def number(self, piece: str) -> int:
        """Return the number of a piece; raises KeyError if the vocabulary has it not."""
        return self._numbers[piece]

    def words(self, text: str) -> list[Word]:
        """Cut a text into words and punctuation marks, in order; control characters belong to none."""
        return [Word(span, self._pieces(span.of(text))) for span in split_words(text)]

    def _pieces(self, word: str) -> tuple[int, ...]:
        known = self._seen.get(word)
        if known is None:
            known = self._cut(_folded(word))
            if len(self._seen) >= REMEMBERED_WORDS:
                self._seen.clear()
            self._seen[word] = known
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        """Take the longest piece that fits from the left, again and again."""
        if not word or len(word) > LONGEST_WORD:
            return self._unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._numbers.get(("##" if start else "") + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return self._unknown
        return tuple(found)


def split_words(text: str) -> list[Span]:
    """Return runs of word characters and single marks, as BERT's basic tokeniser splits them."""
    spans: list[Span] = []
    start = -1
    for at, char in enumerate(text):
        kind = _KINDS.get(char)
        if kind is None:
            kind = _remember(char)
        if kind == _IN_WORD:
            if start < 0:
                start = at
        elif kind != _DROPPED:
            if start >= 0:
                spans.append(Span(start, at))
                start = -1
            if kind == _ALONE:
                spans.append(Span(at, at + 1))
    if start >= 0:
        spans.append(Span(start, len(text)))
    return spans


_KINDS: dict[str, int] = {}


def _remember(char: str) -> int:
    if len(_KINDS) > 4 * REMEMBERED_WORDS:
        _KINDS.clear()
    return _KINDS.setdefault(char, _kind(char))


def _kind(char: str) -> int:
    category = unicodedata.category(char)
    if char in "\t\n\r" or category in ("Zs", "Zl", "Zp"):
        return _SPACE
    if char in "\0\ufffd" or category[0] == "C":
        return _DROPPED
    if category[0] == "P" or _is_ideograph(char) or (char.isascii() and not char.isalnum()):
        return _ALONE
    return _IN_WORD


def _is_ideograph(char: str) -> bool:
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F
    )


def _folded(word: str) -> str:
    """Lower case without accents or control characters."""
    if word.isascii():
        return word.lower()
    return "".join(
        char
        for char in unicodedata.normalize("NFD", word.lower())
        if unicodedata.category(char) != "Mn" and _kind(char) != _DROPPED
    )
