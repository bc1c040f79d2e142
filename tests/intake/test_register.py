"""A register of outlets, read from every form that is written; what is none is refused in words."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

import twosource
from twosource.intake.register import read_register
from twosource.model import Source
from twosource.printing import to_csv

KNOWN = (
    Source("Harbour Post", "Varel Press", ("AFP", "NNA")),
    Source("Lodev Herald"),
    Source("Tide Courier", "Varel Press"),
)
ROWS = [asdict(source) for source in reversed(KNOWN)]
FORMS = {
    "list.json": json.dumps(ROWS),
    "table.json": json.dumps({"sources": ROWS}),
    "lines.jsonl": "".join(json.dumps(row) + "\n" for row in ROWS),
    "sheet.csv": to_csv(ROWS),
    "own.CSV": "outlet,owner,wires\nHarbour Post,Varel Press,NNA; AFP\nLodev Herald,,\nTide Courier,Varel Press,\n",
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_register(tmp_path, name):
    (tmp_path / name).write_text(FORMS[name], encoding="utf-8")
    assert read_register(tmp_path / name) == KNOWN


def test_one_line_is_a_register_and_the_last_entry_of_an_outlet_holds(tmp_path):
    path = tmp_path / "sources.jsonl"
    path.write_text('{"outlet": "Echo", "wires": "AFP"}', encoding="utf-8")
    assert read_register(path) == (Source("Echo", None, ("AFP",)),)
    path.write_text('[{"outlet": "Echo", "owner": "One"}, {"outlet": "Echo", "owner": "Two"}]', encoding="utf-8")
    assert read_register(path) == (Source("Echo", "Two"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nothing", "is not JSON"),
        ('"words"', "should hold a list"),
        ('[{"owner": "Varel Press"}]', "entry 1: an entry has the name of its outlet"),
        ('[{"outlet": "Echo"}, {"outlet": "Post", "owner": 3}]', "entry 2: the owner of an outlet is a name"),
        ('[{"outlet": "Echo", "wires": 3}]', "the wires of an outlet are a list"),
        ('[{"outlet": "Echo", "wires": "[AFP"}]', "the wires of an outlet are a list"),
    ],
)
def test_what_is_no_register_is_refused_in_words(tmp_path, text, words):
    path = tmp_path / "sources.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=words) as caught:
        read_register(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(OSError, match=r"none\.json cannot be read"):
        read_register(tmp_path / "none.json")


def test_a_register_changes_how_the_claims_of_a_reading_stand(tmp_path):
    texts = (
        "The country observed a day of mourning on Monday.\n\nFlags hung at half-mast in the ports, and the theatres "
        "of the capital stayed shut until noon.",
        "On Monday the whole country observed a day of mourning for the drowned.\n\nChoirs sang in forty churches "
        "along the coast; schools held an hour of silence before lessons began.",
    )
    outlets = ("Tide Courier", "Harbour Post")
    rows = [
        {"id": f"r{n}", "text": text, "outlet": outlets[n], "published": "2031-05-06"} for n, text in enumerate(texts)
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = twosource.Settings(learned=False)

    def standing(register=(), file=path):
        ledger = twosource.read(file, one_story=True, settings=settings, register=register)
        (claim,) = [c for c in ledger.claims if c.reports == 2]
        return claim.standing

    assert standing() == "confirmed independently"
    assert standing(KNOWN) != "confirmed independently"
    carried = tmp_path / "carried.jsonl"
    carried.write_text("".join(json.dumps({**row, "owner": "Varel Press"}) + "\n" for row in rows), encoding="utf-8")
    assert standing(file=carried) == standing(KNOWN)
