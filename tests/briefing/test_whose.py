"""The line under a claim says whose word it is, and of no report that it has a source which it does not name."""

from __future__ import annotations

import pytest

from twosource.briefing.whose import standing_in_words
from twosource.model import Claim, Reading, Span

NAMES = {f"r{n}": f"0{n}" for n in range(1, 10)}
HEAD = "two lineages; "


def told(origins, *readings):
    found = tuple(
        Reading(report, Span(0, 1), lineage, origin, stance, text="Nobody was hurt")
        for report, lineage, origin, stance in ((*r, "states")[:4] for r in readings)
    )
    claim = Claim("c", "", None, found, len(found), len({r.lineage for r in found}), origins, "")
    return standing_in_words(claim, NAMES).partition(HEAD)[2]


WHOSE = [
    (
        "a lineage that names nobody",
        ("Ada Moll",),
        [("r1", "l1", None), ("r2", "l1", None), ("r3", "l2", "Ada Moll")],
        "origin: Ada Moll (03); none given in 01, 02",
    ),
    (
        "a lineage that names another who may be the same",
        ("harbour office",),
        [("r1", "l1", "officials"), ("r2", "l2", "harbour office")],
        "origin: harbour office (02); officials (01) may be the same",
    ),
    (
        "a copy that lost the name its lineage has",
        ("Ada Moll",),
        [("r1", "l1", "Ada Moll"), ("r2", "l1", None), ("r3", "l2", "Ada Moll")],
        "origin: Ada Moll",
    ),
    (
        "two lineages that each name their own",
        ("Ada Moll", "Jon Reve"),
        [("r1", "l1", "Ada Moll"), ("r2", "l2", "Jon Reve")],
        "origins: Ada Moll; Jon Reve",
    ),
    (
        "more reports than are named one by one",
        ("Ada Moll",),
        [*((f"r{n}", "l1", None) for n in range(1, 6)), ("r6", "l2", "Ada Moll")],
        "origin: Ada Moll (06); none given in five reports",
    ),
    (
        "what denies it is no reading of it",
        ("Ada Moll",),
        [("r1", "l1", "Ada Moll"), ("r2", "l2", None, "denies")],
        "origin: Ada Moll",
    ),
]


@pytest.mark.parametrize(("origins", "readings", "expected"), [w[1:] for w in WHOSE], ids=[w[0] for w in WHOSE])
def test_no_lineage_is_shown_with_a_source_that_it_does_not_name(origins, readings, expected):
    assert told(origins, *readings) == expected
