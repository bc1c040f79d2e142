"""Counts under the three profiles, from readings and from a ledger."""

from __future__ import annotations

import pytest

from twosource.export.profiles import PROFILES, Printed, code_claims, code_readings
from twosource.model import Claim, Figure, Ledger, Reading, Report, Span


def figure(
    low: float | None, high: float | None, sign: str = "=", value: float | tuple[float, float] | None = None
) -> Figure:
    printed = value if value is not None else low if low is not None else high
    assert printed is not None
    return Figure("r1", Span(0, 6), low, high, sign, printed, "people", what="killed")


EXACT, MORE, NEARLY = figure(26, 26), figure(165, None, ">", 164), figure(None, 8000, "~", 8000)
DOZENS, UP_TO, ABOUT, SPAN = (
    figure(24, None, "=", (12, 120)),
    figure(None, 14, "<", 14),
    figure(None, None, "~", 300),
    figure(10, 15, "=", (10, 15)),
)


def coded(profile: str, *figures: Figure) -> tuple[float | None, float | None, float | None]:
    result = code_readings([Printed(f, "words", f"l{i}") for i, f in enumerate(figures)], profile)
    return result.low, result.best, result.high


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        ([EXACT], (26, 26, 26)),
        ([MORE], (165, 165, 165)),
        ([NEARLY], (8000, 8000, 8000)),
        ([DOZENS], (24, 24, 24)),
        ([UP_TO], (None, None, 14)),
        ([ABOUT], (300, 300, 300)),
        ([SPAN], (10, 10, 15)),
        ([EXACT, SPAN, UP_TO], (10, 10, 26)),
        ([SPAN, EXACT, EXACT], (10, 26, 26)),
    ],
)
def test_ucdp_gives_low_best_high(figures: list[Figure], wanted: tuple[float | None, ...]) -> None:
    assert coded("ucdp", *figures) == wanted


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        ([EXACT], 26),
        ([DOZENS], 12),
        ([MORE, EXACT], 26),
        ([SPAN], 10),
        ([UP_TO], 14),
        ([UP_TO, EXACT], 26),
        ([NEARLY], 8000),
        ([], None),
    ],
)
def test_acled_takes_the_lowest(figures: list[Figure], wanted: float | None) -> None:
    assert coded("acled", *figures) == (wanted, wanted, wanted)


def test_copies_of_one_lineage_are_one_source_and_one_vote() -> None:
    copies = [Printed(figure(30, 30), "30", "l1")] * 3
    others = [Printed(EXACT, "26", "l2"), Printed(EXACT, "26", "l3")]
    result = code_readings([*copies, *others], "ucdp")
    assert (result.low, result.best, result.high) == (26, 26, 30)
    assert (result.sources, result.readings) == (3, 5)


def test_withdrawn_readings_are_printed_but_not_coded() -> None:
    readings = [Printed(EXACT, "26", "l1"), Printed(MORE, "more than 164", "l2", withdrawn=True)]
    assert code_readings(readings, "printed").printed == ("26", "more than 164 (withdrawn)")
    assert code_readings(readings, "ucdp").high == 26
    assert code_readings(readings, "acled").printed == ("26",)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_prints_its_rule(profile: str) -> None:
    assert len(code_readings([Printed(EXACT, "26", "l1")], profile).rule) > 40


def test_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of"):
        code_readings([], "airwars")
    with pytest.raises(ValueError, match="choose one of"):
        list(code_claims(Ledger(()), "airwars"))


def test_claims_of_a_ledger_are_coded_in_order() -> None:
    text = "Dozens died."
    report = Report("r1", text, "0")
    printed = Figure("r1", Span(0, 6), 24, None, "=", (12, 120), "people", what="killed")
    counted = Claim(
        "c1", text, None, (Reading("r1", Span(0, 11), "l1", None, value=(24, None)),), 1, 1, (), "one report"
    )
    spoken = Claim(
        "c2", "It was a day of grief.", None, (Reading("r1", Span(0, 11), "l1", None),), 1, 1, (), "one report"
    )
    ledger = Ledger((report,), figures=(printed,), claims=(spoken, counted))
    rows = list(code_claims(ledger, "acled"))
    assert [(row.claim, row.best, row.printed, row.what, row.unit) for row in rows] == [
        ("c1", 12, ("Dozens",), "killed", "people")
    ]
