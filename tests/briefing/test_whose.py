"""The line under a claim says whose word it is, and of no report that it has a source which it does not name."""

from __future__ import annotations

import pytest

from twosource.briefing.whose import bare_copies, standing_in_words, with_teller
from twosource.model import Claim, Finding, Place, Reading, Span

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


@pytest.mark.parametrize(
    ("kind", "where", "expected"),
    [
        ("attribution-absent", Span(0, 9), "origin: two pilots (01); none given in 02"),
        ("attribution-absent", Span(40, 60), "origin: two pilots"),
        ("hedge-absent", Span(0, 9), "origin: two pilots"),
    ],
)
def test_a_copy_that_is_shown_to_have_lost_the_source_is_not_shown_with_it(kind, where, expected):
    readings = tuple(
        Reading(report, Span(0, 30), "l1", origin, "states") for report, origin in (("r1", "two pilots"), ("r2", None))
    )
    claim = Claim("c", "", None, readings, 2, 1, ("two pilots",), "")
    lost = Finding(kind, Place("r1", Span(0, 30)), Place("r2", where), "")
    assert standing_in_words(claim, NAMES, bare_copies(claim, [lost])) == f"two reports, one lineage; {expected}"


def test_an_agency_that_a_copy_names_for_its_own_words_is_no_source_that_the_others_lost():
    readings = tuple(
        Reading(report, Span(0, 30), "l1", origin, "states") for report, origin in (("r1", None), ("r2", "Quaywire"))
    )
    claim = Claim("c", "", None, readings, 2, 1, ("Quaywire",), "")
    text = "the attribution “Quaywire” … “reported”: present in r2, absent in r1."
    lost = Finding("attribution-absent", Place("r2", Span(0, 30)), Place("r1", Span(0, 30)), text)
    assert bare_copies(claim, [lost], ["Quaywire"]) == frozenset()
    assert bare_copies(claim, [lost]) == {"r1"}


@pytest.mark.parametrize(
    ("text", "cited", "added"),
    [
        ("Harbour office: Nine were hurt.", [0], [1]),
        ("Harbour office, which gave no name: Nine were hurt.", [0], [1]),
        ("Harbour office: Nine were hurt.", [1], []),
        ("Harbour office: Nine were hurt.", [0, 2], []),
        ("Nine were hurt.", [0], []),
        ("Harbour officers: Nine were hurt.", [0], []),
    ],
)
def test_who_is_cited_for_somebodys_words_is_cited_with_one_who_names_him(text, cited, added):
    origins = (None, "harbour office", "harbour office")
    readings = tuple(Reading(f"r{n}", Span(0, 1), f"l{n}", origin) for n, origin in enumerate(origins))
    claim = Claim("c", text, None, readings, 3, 3, ("harbour office",), "")
    some = [readings[n] for n in cited]
    assert with_teller(claim, some) == (*some, *(readings[n] for n in added))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Departure records show that the barge left at noon.", "documents cited"),
        ("Invoices, obtained by the Courier, put the sum at 400 crowns.", "documents cited"),
        ("The minutes were said to be lost.", "no source given"),
        ("Letters were burnt at the yard.", "no source given"),
        ("Nine men were held.", "no source given"),
    ],
)
def test_records_that_show_a_thing_are_a_source(text: str, told: str) -> None:
    assert standing_in_words(Claim("c", text, None, (), 1, 1, (), "")) == f"one report, one lineage; {told}"
