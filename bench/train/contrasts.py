"""Sentences written to be told apart come in; pairs go out that tell one thing in other words, or two in the same.

Pairs of real reports teach a network what belongs to one topic. They hold few that differ in a word and tell another
thing, and a network that learnt from them alone was no better than chance at these. So each line of contrasts.jsonl
has a sentence of invented news (`t`) with its speakers (`who`) and five others that were written beside it: the same
told in other words (`s1`), and again (`s2`), a light edit that changes nothing (`e1`), one that changes what is told
(`o1`), and what would stand next to it (`o2`). The statement is in double brackets. Many are of the stories of
bench/invented (`story`); none of those that are kept apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from twosource.claims.side_by_side import Pieces, pieces_of, vocabulary
from twosource.model import Span

LINES = Path(__file__).with_name("contrasts.jsonl")
# Which are paired, and whether they tell one thing. Of three ways a line takes one, in turn.
PAIRED = (
    ((("t", "e1"),) * 3, True),
    ((("t", "s1"), ("t", "s2"), ("s1", "s2")), True),
    ((("t", "o1"),) * 3, False),
    ((("t", "o2"), ("s1", "o2"), ("e1", "o2")), False),
)
# One line in so many is kept apart.
ONE_IN = 10


class Contrast(NamedTuple):
    """What a network reads of two sentences, whether they tell one thing, and whether it may not learn from them."""

    pieces: Pieces
    is_one: bool
    apart: bool


def contrasts(path: Path = LINES) -> Iterator[Contrast]:
    """Yield the pairs of each line; a light edit was not written for all."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        said = json.loads(line)
        who = said.pop("who")
        # Of what one person says newsrooms tell the half in their own voice.
        sides = {k: side_of(v, who if k == "t" or number % 2 else ()) for k, v in said.items() if k != "story"}
        for ways, is_one in PAIRED:
            one, other = ways[number % len(ways)]
            if one in sides and other in sides:
                yield Contrast(pieces_of_sides(sides[one], sides[other]), is_one, number % ONE_IN == 0)


def side_of(told: str, speakers: Sequence[str]) -> tuple[Any, str]:
    """Return a sentence as a statement of itself, and its text without the brackets."""
    start, end = told.index("[["), told.index("]]") - 2
    text = told.replace("[[", "").replace("]]", "")
    return SimpleNamespace(speakers=tuple(speakers), span=Span(start, end), sentence=Span(0, len(text))), text


def pieces_of_sides(one: tuple[Any, str], other: tuple[Any, str]) -> Pieces:
    """Return what the network reads of two sentences that `side_of` gave."""
    return pieces_of(one[0], other[0], one[1], other[1], vocabulary())
