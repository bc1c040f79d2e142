"""A text comes in; chunks that the tagger can read in one go come out: words, pieces, and what stands in quotes.

Training and running cut alike, because both call this. A chunk is a whole paragraph wherever it fits (99 of 100
do); a longer one is cut after a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.language.wordpieces import Word, WordPieces
from twosource.model import Span

LONGEST_CHUNK = 254  # pieces, without the two that open and close a chunk

# One form of each mark for the model; single characters, so that no offset moves.
_FOLDED_MARKS = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"') | dict.fromkeys("‘’‚‛`´′", "'"))
_OPENING, _CLOSING = "“„«", "”»"
_SENTENCE_ENDS = frozenset(".!?")


class Chunk(NamedTuple):
    """Words of one text, ready for the model.

    `pieces` are vocabulary numbers, [CLS] first and [SEP] last; `quoted` says 1 for each piece within quotation
    marks; `firsts` gives for each word the index of its first piece.
    """

    words: tuple[Span, ...]
    pieces: tuple[int, ...]
    quoted: tuple[int, ...]
    firsts: tuple[int, ...]


def cut_chunks(text: str, vocabulary: WordPieces) -> list[Chunk]:
    """Cut a text into chunks, in order; a text without words gives none."""
    words = vocabulary.words(text.translate(_FOLDED_MARKS))
    inside = mark_quoted(text)
    return [_chunk(group, inside, vocabulary) for group in _groups(words, text)]


def mark_quoted(text: str) -> bytearray:
    """Say for each character whether it stands within double quotation marks, the marks included.

    A straight mark opens at the start of a word and closes after one; a new line closes what is left open.

    >>> list(mark_quoted('a "b" c'))
    [0, 0, 1, 1, 1, 0, 0]
    """
    inside = bytearray(len(text))
    is_open = False
    for at, char in enumerate(text):
        if char == "\n":
            is_open = False
        elif char in _OPENING or (char == '"' and not is_open):
            is_open = True
        elif char in _CLOSING or char == '"':
            inside[at] = is_open
            is_open = False
        if is_open:
            inside[at] = 1
    return inside


def _groups(words: Sequence[Word], text: str) -> Iterator[Sequence[Word]]:
    start = 0
    while start < len(words):
        size = end = 0
        cut = start
        for end in range(start, len(words)):
            size += len(words[end].pieces)
            if size > LONGEST_CHUNK:
                break
            if words[end].span.of(text) in _SENTENCE_ENDS:
                cut = end + 1
        else:
            yield words[start:]
            return
        # No sentence ends here: cut where it is full (and let a monstrous word stand alone).
        cut = cut if cut > start else max(end, start + 1)
        yield words[start:cut]
        start = cut


def _chunk(words: Sequence[Word], inside: bytearray, vocabulary: WordPieces) -> Chunk:
    pieces, quoted, firsts = [vocabulary.number("[CLS]")], [0], []
    for word in words:
        firsts.append(len(pieces))
        cut = word.pieces[:LONGEST_CHUNK]
        pieces.extend(cut)
        quoted.extend([inside[word.span.start]] * len(cut))
    pieces.append(vocabulary.number("[SEP]"))
    quoted.append(0)
    return Chunk(tuple(word.span for word in words), tuple(pieces), tuple(quoted), tuple(firsts))
