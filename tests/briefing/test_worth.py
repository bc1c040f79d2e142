"""Which numbers of a story deserve a line among its figures, and which only say what thing is meant."""

from __future__ import annotations

import pytest

from twosource.briefing.worth import figures_by_report, reading_of_count
from twosource.model import Claim, Figure, Reading, Span


def worth(text: str, printed: str, unit: str, value: float, what: str | None = None, kind: str = "figure") -> bool:
    start = text.index(printed)
    figure = Figure("a.txt", Span(start, start + len(printed)), value, value, "=", value, unit, None, what)
    given = (value, value) if kind == "figure" else None
    reading = Reading("a.txt", Span(0, len(text)), "l1", None, value=given, text=text)
    claim = Claim("c1", text, None, (reading,), 1, 1, (), "one report", weight=2.0, kind=kind)
    return reading_of_count(claim, figures_by_report([figure])) is not None


@pytest.mark.parametrize(
    ("text", "printed", "unit", "value", "what"),
    [
        ("Twenty-six divers were hurt at the lock.", "Twenty-six", "people", 26, "injured"),
        ("The council set aside 90 million marks for the lock.", "90 million", "mark", 9e7, None),
        ("One diver died at the lock.", "One", "people", 1, "killed"),
        ("The yard will cut 310 jobs.", "310", "job", 310, None),
        ("Two-thirds of the homes lost power.", "Two-thirds", "fraction", 0.67, None),
        ("The barge drifted 900 metres.", "900", "m", 900, None),
    ],
)
def test_what_happened_and_what_the_trade_counts_has_a_line(text, printed, unit, value, what):
    assert worth(text, printed, unit, value, what)


@pytest.mark.parametrize(
    ("text", "printed", "unit", "value", "what"),
    [
        ("The 400-metre runner Ada Moll was suspended.", "400", "m", 400, "suspended"),
        ("Ada Moll, one of the survivors, spoke at the lock.", "one", "people", 1, "rescued"),
        ("One of the dead was a pilot.", "One", "people", 1, "killed"),
        ("One offender was charged.", "One", "people", 1, "charged"),
        ("He was asked about one case in particular.", "one", "case", 1, "infected"),
        ("The lock was tested three times.", "three", "time", 3, None),
        ("The board wrote two letters.", "two", "letter", 2, None),
        ("The repair took nine hours.", "nine", "hour", 9, None),
    ],
)
def test_what_only_says_which_or_how_often_has_none(text, printed, unit, value, what):
    assert not worth(text, printed, unit, value, what)


def test_a_share_or_a_sum_has_a_line_though_the_claim_turns_on_something_else():
    assert worth("Shares in the yard fell 8 percent.", "8", "%", 8, kind="own")
    assert worth("Ada Moll: The yard lost $40 million.", "40 million", "USD", 4e7, kind="utterance")
    assert not worth("The yard opened 40 miles away.", "40", "mi", 40, kind="own")
