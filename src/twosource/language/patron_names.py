"""Names that open with a saint, a mountain or a fort: "St Anne's Hospital", "San Orlo", "Mt Tavel", "Ft Brell".

To the parser the short form is somebody's first name or title, and the apostrophe ends a person's name, so that a
hospital would be called by half of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.language.gazetteer import word_class
from twosource.language.name_runs import Run
from twosource.language.parser import Token
from twosource.lexicon import load

_SAINTS = frozenset(load("names")["words"]["saints"])
_HEIGHTS = frozenset(load("names")["words"]["heights"])
_PLACED = frozenset(("in", "near", "at", "from", "outside", "into", "to", "on", "around", "off"))


def with_patrons(tokens: list[Token], runs: list[Run]) -> list[Run]:
    """Return the runs with each saint's, mountain's or fort's name whole, and what bears it ("St Anne's *School*").

    A street is none ("Quay St"): before it stands the name that it ends.
    """
    for at in range(len(tokens) - 1):
        if not _opens(tokens, at):
            continue
        last = _end_of_bearer(tokens, at)
        if last is not None:
            runs = [run for run in runs if run.last < at or run.first > last] + [Run(at, last, "ORG")]
        else:
            runs = [_from(tokens, at, run) for run in runs]
    return sorted(runs, key=lambda run: run.first)


def bears_saint(tokens: Sequence[Token], run: Run) -> bool:
    """Say whether a body is called after a saint, whose name no one may cut off as if it owned the body."""
    return run.kind == "ORG" and run.last > run.first and _end_of_bearer(tokens, run.first) == run.last


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a token is such a short form with a name right behind it, and no street's end."""
    token, after = tokens[at], tokens[at + 1]
    if token.lower not in _SAINTS | _HEIGHTS or not token.text[:1].isupper() or not after.text[:1].isupper():
        return False
    before = tokens[at - 1] if at else None
    street = (
        before is not None and before.text[:1].isupper() and before.pos == "PROPN" and before.end + 1 == token.start
    )
    return after.text[:1].isalpha() and after.start - token.end == 1 and not (street and token.lower in ("st", "st."))


def _end_of_bearer(tokens: Sequence[Token], at: int) -> int | None:
    """Return the body that a saint gives its name to, behind the possessive: "St Anne's General *Hospital*"."""
    if tokens[at].lower not in _SAINTS:
        return None
    owner = next((i for i in range(at + 2, min(at + 4, len(tokens))) if tokens[i].tag == "POS"), None)
    if owner is None or not all(t.text[:1].isupper() for t in tokens[at + 1 : owner]):
        return None
    last = owner
    while last + 1 < len(tokens) and tokens[last + 1].text[:1].isupper() and tokens[last + 1].text[:1].isalpha():
        last += 1
    free = at == 0 or tokens[at - 1].pos != "ADP"
    if last == owner and free and last + 1 < len(tokens) and tokens[last + 1].pos in ("VERB", "AUX"):
        return last  # "St Anne's said": a house, and nobody called Anne
    return last if last > owner and word_class(tokens[last].lower) == "body" else None


def _from(tokens: Sequence[Token], at: int, run: Run) -> Run:
    """Return a run that starts with the short form or right behind it as the whole name; a height is a place."""
    if run.first not in (at, at + 1):
        return run
    placed = at > 0 and tokens[at - 1].lower in _PLACED
    place = run.kind in ("PERSON", "ORG", "OTHER") and run.last == at + 1
    height = tokens[at].lower in _HEIGHTS
    return Run(at, run.last, "GPE" if place and (height or placed) else run.kind, run.long)
