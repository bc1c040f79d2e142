"""Signed quotations: a paragraph that is a quotation, a dash and a name comes in, an attribution goes out.

Readers' comments and display quotations are set so in most papers. The tagger hardly ever saw one in PolNeAR's
training part, and needs none: the form alone tells.
"""

from __future__ import annotations

from twosource.language.speech import Triple
from twosource.model import Span

_QUOTATION_MARKS = '"“”„«»'
_DASHES = "—―–‒-"
CONFIDENCE = 0.95
LONGEST_SIGNATURE = 12  # words: a name with a town and an age, not a sentence


def find_signed(text: str) -> Triple | None:
    """Return source, dash and quotation if the paragraph is nothing else, or None.

    >>> found = find_signed('"It never opens before noon." - Ada Poe, 61, Alder')
    >>> [span.of('"It never opens before noon." - Ada Poe, 61, Alder') for span in found.source]
    ['Ada Poe, 61, Alder']
    """
    start = len(text) - len(text.lstrip())
    last = max(text.rfind(mark) for mark in _QUOTATION_MARKS)
    if text[start : start + 1] not in _QUOTATION_MARKS or last < start + 2:
        return None
    signature = text[last + 1 :]
    dash = len(signature) - len(signature.lstrip())
    name = signature.lstrip().lstrip(_DASHES)
    cue = len(signature.lstrip()) - len(name)
    words = name.split()
    if not cue or not 0 < len(words) <= LONGEST_SIGNATURE or not words[0][0].isupper() or name.rstrip()[-1] in ".?!:,":
        return None
    begin = last + 1 + dash + cue + len(name) - len(name.lstrip())
    return Triple(
        (Span(begin, begin + len(name.strip())),),
        (Span(last + 1 + dash, last + 1 + dash + cue),),
        (Span(start, last + 1),),
        "dash",
        CONFIDENCE,
    )
