"""Where a semicolon behind "he said" ends what he said."""

from __future__ import annotations

import pytest

from twosource.claims.semicolons import cut_off
from twosource.language.clauses import find_clauses
from twosource.language.parser import parse
from twosource.model import Attribution, Span

HEAD = "Two of the divers are in a critical condition, the district hospital said"


def own(text: str) -> str | None:
    piece = Span(len(HEAD) + 2, len(text) - 1)
    source, cue = text.index("the district"), text.index("said")
    said = Attribution(
        "a0",
        "",
        "indirect",
        (Span(source, cue - 1),),
        (Span(cue, cue + 4),),
        (Span(0, source - 2), piece),
    )
    found = cut_off(text, piece, said, find_clauses(next(parse([text]))))
    return found.said if found else None


def test_a_sentence_behind_it_is_the_newsrooms() -> None:
    assert own(f"{HEAD}; nobody on the quay was hurt.") == "nobody on the quay was hurt"


@pytest.mark.parametrize(
    "rest",
    [
        "; they were awake.",
        "; the others had gone home.",
        "; both were awake.",
        "; “nobody on the quay was hurt”.",
        "; no word on the cook.",
        ", nobody on the quay was hurt.",
    ],
)
def test_what_leans_on_the_speakers_words_is_his(rest: str) -> None:
    assert own(f"{HEAD}{rest}") is None
