"""Which numbers of a story deserve a line among its figures, and which only say what thing is meant."""

from __future__ import annotations

import pytest

from twosource.briefing.labels import Citer
from twosource.briefing.sections import about_figures
from twosource.briefing.worth import figures_by_report, reading_of_count
from twosource.intake.reports import make_report
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
    assert worth("The tram was travelling at 43 km/h.", "43", "km/hour", 43, kind="utterance")
    assert not worth("The yard opened 40 miles away.", "40", "mi", 40, kind="own")


def test_the_latest_counts_come_first_and_those_that_they_replaced_last() -> None:
    counts = {"c1": "Nine divers were hurt.", "c2": "Four pilots were hurt.", "c3": "12 divers were hurt."}
    text = " ".join(counts.values())
    claims, figures = [], []
    for id, told in counts.items():
        start = text.index(told)
        value = {"c1": 9, "c2": 4, "c3": 12}[id]
        number = Span(start, start + told.index(" "))
        figures.append(Figure("a.txt", number, value, value, "=", value, "people", None, "injured"))
        read = Reading("a.txt", Span(start, start + len(told)), "l1", None, value=(value, value), text=told)
        claims.append(Claim(id, told, None, (read,), 1, 1, (), "one report", weight=2.0, kind="figure"))
    citer = Citer([make_report("a.txt", text)])
    section = about_figures(claims, figures, citer, 9, {"c1": "replaced by a later count: 12 [a:1]"}, {"c1"}, {"c3"})
    assert [s.claim for s in section.sentences] == ["c3", "c2", "c1"]


@pytest.mark.parametrize("same", [True, False])
def test_a_sentence_goes_before_the_half_of_it_that_has_one_of_its_numbers(same: bool) -> None:
    short = "Ada Moll: Two diving crews would come by noon."
    said = "Ada Moll promised nine pumps and said two diving crews would come by noon."
    long = said if same else "Nine pumps were hired."
    text = f"{long} Two diving crews would come by noon."
    claims, figures = [], []
    for id, told, number, value in (("c1", short, "Two", 2), ("c2", long, "nine" if same else "Nine", 9)):
        at = text.index(number)
        figures.append(Figure("a.txt", Span(at, at + len(number)), value, value, "=", value, "people", None, "hired"))
        read = Reading("a.txt", Span(at, at + 12), "l1", None, value=(value, value), text=text[at : at + 12])
        claims.append(Claim(id, told, None, (read,), 1, 1, (), "one report", weight=2.0, kind="figure"))
    section = about_figures(claims, figures, Citer([make_report("a.txt", text)]), 9)
    assert [s.claim for s in section.sentences] == (["c2"] if same else ["c1", "c2"])


def test_one_reports_range_is_not_put_behind_the_count_of_another():
    low, told = "At least four divers were hurt at the lock.", "Ada Moll counted six hurt divers at the lock."
    reports = [make_report("a.txt", low), make_report("b.txt", told)]
    at = low.index("four")
    figure = Figure("a.txt", Span(at, at + 4), 4, None, ">=", 4, "people", None, "injured")
    readings = (
        Reading("a.txt", Span(0, len(low)), "l1", None, value=(4, None), text=low),
        Reading("b.txt", Span(0, len(told)), "l2", None, value=(6, 6), text=told),
    )
    claim = Claim("c1", told, None, readings, 2, 2, (), "disputed", weight=2.0, kind="figure")
    section = about_figures([claim], [figure], Citer(reports), 9)
    assert [s.text for s in section.sentences] == [told]
    alone = about_figures(
        [Claim("c1", low, None, readings[:1], 1, 1, (), "one report", weight=2.0, kind="figure")],
        [figure],
        Citer(reports),
        9,
    )
    assert len(alone.sentences) == 1
