"""The counts of a ledger as CSV and JSON, each row with its rule, its words and where they stand."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from typer.testing import CliRunner

from twosource.cli import app
from twosource.export.figures_table import figure_rows, figures_to_csv, figures_to_json, write_figures
from twosource.model import Claim, Figure, Ledger, Reading, Report, Span

TEXTS = {
    "a": "At least 26 miners died.",
    "b": "The brigade counted 30 dead miners, its chief said; the pit is 4 km deep.",
    "c": "At least 26 miners died. The brigade withdrew a toll of 70.",
}


def figure(report: str, words: str, low: float, high: float | None, unit: str = "people") -> Figure:
    at = TEXTS[report].index(words)
    sign = "=" if high is not None else ">"
    what = "killed" if unit == "people" else None
    return Figure(report, Span(at, at + len(words)), low, high, sign, low, unit, None, what)


def claim(name: str, standing: str, lineages: int, *read: tuple[Figure, str]) -> Claim:
    readings = tuple(Reading(f.report, f.span, line, None, value=(f.low, f.high)) for f, line in read)
    return Claim(name, f"{name}, told", None, readings, len(readings), lineages, (), standing, story="s1")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    first, second, copy = (
        figure("a", "At least 26", 26, None),
        figure("b", "30", 30, 30),
        figure("c", "At least 26", 26, None),
    )
    withdrawn, deep = figure("c", "70", 70, 70), figure("b", "4", 4, 4, "km")
    return Ledger(
        tuple(Report(name, text, "0") for name, text in TEXTS.items()),
        figures=(first, second, deep, copy, withdrawn),
        claims=(
            claim("c1", "one report, run 3 times", 2, (first, "l1"), (second, "l2"), (copy, "l3")),
            claim("c2", "withdrawn", 1, (withdrawn, "l3")),
            claim("c3", "one report", 1, (deep, "l2")),
        ),
    )


def test_a_row_gives_numbers_words_citations_and_rule(ledger: Ledger) -> None:
    rows = list(csv.DictReader(StringIO(figures_to_csv(ledger, "ucdp"))))
    assert [row["claim"] for row in rows] == ["c1", "c2"]
    first = rows[0]
    assert (first["low"], first["best"], first["high"]) == ("26", "26", "30")
    assert (first["what"], first["unit"], first["reports"]) == ("killed", "people", "3")
    assert first["printed"] == "At least 26; 30"
    assert first["citations"] == "a:0-11; b:20-22; c:0-11"
    assert first["profile"] == "ucdp"
    assert first["rule"].startswith("Low is the lowest")


def test_sources_are_never_more_than_the_lineages_of_the_claim(ledger: Ledger) -> None:
    assert next(figure_rows(ledger, "printed"))["lineages"] == 2


def test_what_was_withdrawn_is_printed_and_not_coded(ledger: Ledger) -> None:
    printed = {row["claim"]: row for row in figure_rows(ledger, "printed")}
    coded = {row["claim"]: row for row in figure_rows(ledger, "acled")}
    assert printed["c2"]["printed"] == ["70 (withdrawn)"]
    assert coded["c2"]["number"] is None
    assert coded["c1"]["number"] == 26


def test_measures_are_printed_and_not_coded(ledger: Ledger) -> None:
    assert "c3" in {row["claim"] for row in figure_rows(ledger, "printed")}
    assert "c3" not in {row["claim"] for row in figure_rows(ledger, "acled")}


def test_json_says_the_rule_first_and_cites_by_offset(ledger: Ledger) -> None:
    table = json.loads(figures_to_json(ledger, "acled"))
    assert list(table)[:3] == ["format", "profile", "rule"]
    for row in table["rows"]:
        for place in row["citations"]:
            assert TEXTS[place["report"]][place["start"] : place["end"]] in row["printed"]


@pytest.mark.parametrize(("name", "first"), [("t.csv", "c"), ("-", "c"), ("t.json", "{"), ("t.json.gz", "{")])
def test_the_name_chooses_the_form(ledger: Ledger, name: str, first: str) -> None:
    assert write_figures(name, ledger, "printed")[0] == first


def test_another_profile_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="choose one of"):
        figures_to_csv(ledger, "airwars")


def test_the_command_prints_the_table_and_nothing_else(tmp_path) -> None:
    report = tmp_path / "a.txt"
    report.write_text(
        "A blast at the Orlu mine killed at least 26 people on Monday, the brigade said.\n", encoding="utf-8"
    )
    result = CliRunner().invoke(app, ["read", str(report), "--fast", "-q", "--figures", "-", "--profile", "acled"])
    rows = list(csv.DictReader(StringIO(result.stdout)))
    assert [(row["number"], row["printed"], row["what"]) for row in rows] == [("26", "at least 26", "killed")]


def test_a_cell_that_a_spreadsheet_would_run_is_made_text():
    from twosource.export.figures_table import _harmless

    assert _harmless("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _harmless("more than 60") == "more than 60"
    assert _harmless(-3.0) == -3.0
