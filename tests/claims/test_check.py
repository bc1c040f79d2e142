"""Whether a report bears a statement out: what is said again, what is contradicted, what it does not say."""

from __future__ import annotations

import pytest
from tests.claims.conftest import SETTINGS, TODAY

from twosource.annotation import annotate_reports
from twosource.claims.check import CONTRADICTED, NOT_FOUND, SUPPORTED, Check, check_statement
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report

REPORT = (
    "Harbour master Piet Solm was arrested in Oslo on Monday because 40 tonnes of fuel were missing.\n\n"
    "Sales of fuel at the port fell by a third in the fourth quarter, the board said. Nobody was injured when the "
    "tanker burnt.\n\n"
    "His sister, Ada Solm, opened a hospital in Danne in May."
)


def check(statement: str) -> Check:
    """Check a statement against the report, both read by the program."""
    said, report = make_report("said", statement, published=TODAY), make_report("r1", REPORT, published=TODAY)
    notes = annotate_reports([said, report], LocalEngine(), SETTINGS)
    return check_statement(statement, notes["said"], REPORT, notes["r1"])


@pytest.mark.parametrize(
    "statement",
    [
        "Harbour master Piet Solm was arrested in Oslo on Monday.",
        "In Norway harbour master Piet Solm was arrested because tonnes of fuel were missing.",
        "Fuel sales at the port declined by a third in the fourth quarter.",
        "Ada Solm opened a hospital in Danne.",
    ],
)
def test_what_stands_in_the_report_is_supported(statement):
    assert check(statement).verdict == SUPPORTED, check(statement).reasons


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("Harbour master Piet Solm was arrested in Oslo on Monday because 60 tonnes of fuel were missing.", "figure"),
        ("Harbour master Piet Solm was arrested in Lisbon on Monday because 40 tonnes of fuel were missing.", "place"),
        ("Harbour master Piet Solm was not arrested in Oslo on Monday over missing fuel.", "negation"),
        ("Sales of fuel at the port rose by a third in the fourth quarter.", "opposite"),
        ("His brother, Ada Solm, opened a hospital in Danne in May.", "sort"),
    ],
)
def test_what_cannot_hold_beside_the_report_is_contradicted(statement, kind):
    found = check(statement)
    assert found.verdict == CONTRADICTED, found
    assert any(reason.startswith(kind) for reason in found.reasons), found.reasons
    assert all(place.span.of(REPORT) for place in found.places)


@pytest.mark.parametrize(
    "statement",
    ["Sofi Amdal was arrested in Oslo on Monday.", "Rain is expected over the western valleys.", "Yes."],
)
def test_what_the_report_does_not_say_is_not_found(statement):
    assert check(statement).verdict == NOT_FOUND


def test_a_statement_of_two_sentences_is_as_good_as_its_worst():
    both = "Ada Solm opened a hospital in Danne in May. Piet Solm was never arrested in Oslo on Monday."
    assert check(both).verdict == CONTRADICTED
