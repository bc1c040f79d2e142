"""The two pictures: lineages in lanes, figures on a scale; both say in words what they draw."""

from __future__ import annotations

import re

import pytest

from twosource.briefing.figure_ranges import compare_ranges, say_range
from twosource.briefing.lineage_picture import MOST_REPORTS, draw_lineages
from twosource.model import Conflict, Derivation, Figure, Lineage, Reading, Report, Span

TEXT = "About 40 fled. Fifty fled. More than 60 fled. Up to 70 fled. 80 to 90 fled. Nine stayed."


def reports(n: int, day: str | None = "2020-03-02") -> list[Report]:
    return [Report(f"{i:02}_paper.txt", TEXT, "", published=day) for i in range(n)]


def figure(
    words: str, low: float | None, high: float | None, value: float, what: str = "fled", report: int = 0
) -> Figure:
    start = TEXT.index(words)
    return Figure(
        f"{report:02}_paper.txt", Span(start, start + len(words)), low, high, "=", value, "people", None, what
    )


FLED = (
    figure("About 40", None, None, 40),
    figure("Fifty", 50, 50, 50, report=1),
    figure("More than 60", 61, None, 60),
    figure("Up to 70", None, 70, 70),
    figure("80 to 90", 80, 90, 80),
)


def compared(*figures: Figure, conflicts: tuple[Conflict, ...] = ()):
    return compare_ranges(figures, {r.id: r for r in reports(2)}, conflicts)


def test_ways_stand_from_low_to_high_with_their_meaning() -> None:
    (quantity,) = compared(*FLED)
    assert (quantity.name, quantity.low, quantity.high) == ("people fled", "40", "90")
    assert [(r.words, r.meaning) for r in quantity.ranges] == [
        ("About 40", "about 40"),
        ("Fifty", "exactly 50"),
        ("More than 60", "61 or more"),
        ("Up to 70", "70 or fewer"),
        ("80 to 90", "80 to 90"),
    ]


def test_an_open_end_is_an_arrow_and_a_number_is_a_dot() -> None:
    (quantity,) = compared(*FLED)
    shapes = [re.findall(r'class="(about|point|range|head)"', r.bar) for r in quantity.ranges]
    assert shapes == [["about"], ["point"], ["range", "head", "range"], ["range", "head", "range"],
                      ["range", "point", "point"]]  # fmt: skip


def test_every_bar_stays_inside_its_frame() -> None:
    (quantity,) = compared(*FLED)
    for way in quantity.ranges:
        places = [float(x) for x in re.findall(r'(?:cx="|[MHL])(-?[\d.]+)', way.bar)]
        assert all(0 <= x <= 220 for x in places)


def test_what_one_report_gives_or_all_give_alike_is_not_compared() -> None:
    nine = figure("Nine", 9, 9, 9, "stayed")
    assert compared(nine, figure("Fifty", 50, 50, 50, "stayed")) == ()
    assert compared(nine, figure("Nine", 9, 9, 9, "stayed", report=1)) == ()
    assert compared() == ()


def test_a_withdrawal_strikes_its_own_figure_and_not_the_one_beside_it() -> None:
    reading = Reading("00_paper.txt", Span(0, len(TEXT)), "l1", None, "withdraws", (61, None))
    (quantity,) = compared(*FLED, conflicts=(Conflict("retraction", "c1", (reading,), ""),))
    assert [r.words for r in quantity.ranges if r.withdrawn] == ["More than 60"]


@pytest.mark.parametrize(
    ("low", "high", "words"), [(0, None, "0 or more"), (2.5, 2.5, "exactly 2.5"), (1, 2, "1 to 2")]
)
def test_ranges_in_words(low: float | None, high: float | None, words: str) -> None:
    assert say_range(low, high) == words


def draw(papers: list[Report], derivations: tuple[Derivation, ...] = ()):
    lineages = (Lineage("l1", tuple(r.id for r in papers[:-1]), "Ostry"), Lineage("l2", (papers[-1].id,)))
    return draw_lineages(papers, lineages, derivations, {r.id: r.id[:2] for r in papers})


def test_an_arrow_only_where_the_direction_is_shown() -> None:
    unknown = Derivation("01_paper.txt", "00_paper.txt", "unknown", 0.5)
    shown = Derivation("01_paper.txt", "00_paper.txt", "shown", 0.5)
    assert "marker-end" not in draw(reports(3), (unknown,))
    assert draw(reports(3), (shown,)).count("marker-end") == 1


def test_every_report_has_one_box_and_says_what_it_shares() -> None:
    picture = draw(reports(3), (Derivation("01_paper.txt", "00_paper.txt", "unknown", 0.5),))
    assert picture.count('class="box"') == 3
    said = re.findall(r'class="share"[^>]*>([^<]*)', picture)
    assert said == ["shares copy with 01", "50% of it stands in 00", "copy of its own"]


def test_reports_without_a_date_stand_in_a_column_of_their_own() -> None:
    papers = [*reports(2), Report("02_paper.txt", TEXT, "")]
    assert re.findall(r'class="day"[^>]*>([^<]*)', draw(papers)) == ["2 March 2020", "no date"]


def test_no_picture_of_one_report_or_of_a_wall_of_them() -> None:
    assert draw(reports(1)) is None
    assert draw(reports(MOST_REPORTS + 1)) is None
    assert draw(reports(MOST_REPORTS)) is not None
