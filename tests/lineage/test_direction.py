"""Who was made from whom: shown by what editing leaves behind, unknown otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from twosource.engine.local import LocalEngine
from twosource.lineage import find_lineages
from twosource.lineage.evidence import later_by_date
from twosource.lineage.introductions import introduced
from twosource.lineage.wording import read_wording
from twosource.model import Derivation, Lineage, Report, Settings

FULL = """The Korsby dam was opened at 04:10 on Sunday after engineers measured 1,437 cubic metres of water a second.

Spokeswoman Hanne Ulvik of the river authority said the gates would stay open until the rain stopped.

Ulvik said nobody lived in the meadows below, and the camping ground had been cleared on Saturday evening.

Farmers moved four hundred cows to the ridge during the night with the help of volunteers from the rowing club.

The flood of 1968 destroyed the wooden bridge, which was rebuilt in stone by prisoners and masons from the north.

A museum in the old mill shows photographs of that year and the boat that carried the mayor to safety."""

PARAGRAPHS = FULL.split("\n\n")
TAIL_CUT = "\n\n".join(PARAGRAPHS[:3])
LEAD_LOST = "\n\n".join(PARAGRAPHS[2:5])


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    with LocalEngine(processes=1) as local:
        yield local


def _trace(engine: LocalEngine, *reports: Report) -> tuple[tuple[Lineage, ...], dict[str, Derivation]]:
    lineages, derivations = find_lineages(reports, engine, Settings())
    return lineages, {d.child: d for d in derivations}


def test_a_cut_tail_shows_the_parent(engine: LocalEngine) -> None:
    _, made = _trace(engine, Report("full", FULL, ""), Report("cut", TAIL_CUT, ""))
    assert (made["cut"].parent, made["cut"].direction) == ("full", "shown")
    assert any("goes on for 3 sentences" in words for words in made["cut"].evidence)
    assert made["full"].direction == "unknown"


def test_the_same_text_twice_shows_nothing(engine: LocalEngine) -> None:
    lineages, made = _trace(engine, Report("a", FULL, ""), Report("b", FULL, ""))
    assert {d.direction for d in made.values()} == {"unknown"}
    assert not lineages[0].inferred_original


def test_siblings_that_each_hold_what_the_other_lacks_have_an_unseen_original(engine: LocalEngine) -> None:
    lineages, made = _trace(engine, Report("a", TAIL_CUT, ""), Report("b", "\n\n".join(PARAGRAPHS[1:]), ""))
    assert lineages[0].reports == ("a", "b")
    assert lineages[0].inferred_original
    assert {d.direction for d in made.values()} == {"unknown"}


def test_a_copy_of_a_copy_is_traced_to_the_nearer_one(engine: LocalEngine) -> None:
    respelt = TAIL_CUT.replace("the rain stopped", "it stopped raining").replace("cleared", "emptied")
    copied = respelt.rsplit("\n\n", 1)[0] + "\n\nUlvik said the camping ground had been emptied on Saturday evening."
    _, made = _trace(engine, Report("wire", FULL, ""), Report("first", respelt, ""), Report("second", copied, ""))
    assert (made["first"].parent, made["second"].parent) == ("wire", "first")


def test_a_child_that_is_closer_does_not_hide_the_parent(engine: LocalEngine) -> None:
    reworded = TAIL_CUT.replace("measured 1,437 cubic metres of water a second", "saw how fast the water was rising")
    nearer = reworded.replace(" on Saturday evening", "")
    _, made = _trace(engine, Report("wire", FULL, ""), Report("copy", reworded, ""), Report("its copy", nearer, ""))
    assert (made["copy"].parent, made["copy"].direction) == ("wire", "shown")
    assert (made["its copy"].parent, made["its copy"].direction) == ("copy", "shown")


def test_one_day_earlier_vetoes_a_parent(engine: LocalEngine) -> None:
    full = Report("full", FULL, "", published="2031-05-02", published_from="metadata")
    cut = Report("cut", TAIL_CUT, "", published="2031-05-01", published_from="metadata")
    _, made = _trace(engine, full, cut)
    assert made["cut"].direction == "unknown"
    assert (made["full"].parent, made["full"].direction) == ("cut", "shown")
    assert made["full"].evidence[0] == "published a day after cut"


def test_a_date_that_was_worked_out_is_no_evidence() -> None:
    early = Report("a", "x", "", published="2031-05-01", published_from="metadata")
    late = Report("b", "y", "", published="2031-05-04", published_from="other reports")
    assert later_by_date(late, early) == 0


def test_of_two_versions_by_one_outlet_the_shorter_may_be_either(engine: LocalEngine) -> None:
    own = TAIL_CUT + "\n\nThe river authority plans a public meeting in the school on Wednesday, to which all may come."
    _, made = _trace(
        engine, Report("full", FULL, "", outlet="Korsby Mail"), Report("cut", own, "", outlet="Korsby Mail")
    )
    assert made["cut"].direction == "unknown"


def test_the_name_of_the_outlet_that_was_told_so_marks_the_copy(engine: LocalEngine) -> None:
    told = FULL.replace("the river authority said", "the river authority told Fjord Courier")
    changed = told.replace("until the rain stopped", "until it stopped raining")
    own = Report("own", told, "", outlet="Fjord Courier (Online News)")
    _, made = _trace(engine, Report("copy", changed, "", outlet="The Ridge"), own)
    assert (made["copy"].parent, made["copy"].direction) == ("own", "shown")
    assert any(words.startswith("names Fjord Courier") for words in made["copy"].evidence)
    assert made["own"].direction == "unknown"


def test_of_two_equal_texts_neither_is_the_parent(engine: LocalEngine) -> None:
    _, made = _trace(engine, Report("a", FULL, ""), Report("b", FULL, ""), Report("cut", TAIL_CUT, ""))
    assert made["cut"].direction == "unknown"
    assert made["cut"].evidence == ("b would explain it as well",)


def test_of_two_texts_that_differ_where_it_was_cut_the_older_is_the_parent(engine: LocalEngine) -> None:
    rounded = FULL.replace("1,437 cubic", "almost 1,400 cubic")
    _, made = _trace(engine, *(Report(*row, "") for row in (("b", rounded), ("a", FULL), ("cut", LEAD_LOST))))
    assert (made["cut"].parent, made["cut"].direction) == ("a", "shown")


def test_a_lost_lead_shows_nothing_between_versions_of_one_outlet(engine: LocalEngine) -> None:
    _, made = _trace(
        engine, Report("full", FULL, "", outlet="Korsby Mail"), Report("cut", LEAD_LOST, "", outlet="Korsby Mail")
    )
    assert {d.direction for d in made.values()} == {"unknown"}


def test_a_rounded_figure_marks_the_copy(engine: LocalEngine) -> None:
    rounded = FULL.replace("1,437 cubic", "almost 1,400 cubic")
    _, made = _trace(engine, Report("a", rounded, ""), Report("b", FULL, ""))
    assert (made["a"].parent, made["a"].direction) == ("b", "shown")
    assert "rounds 1,437 to 1,400" in made["a"].evidence


def test_a_lost_introduction_is_seen() -> None:
    assert introduced(read_wording(Report("r", LEAD_LOST, ""))).get("Ulvik") is None  # opens a sentence: no sign
    told = "On Sunday the gates were opened, said Ulvik. Hanne Ulvik speaks for the river authority."
    assert introduced(read_wording(Report("r", told, "")))["Ulvik"] is False


def test_a_merged_report_names_both_sources(engine: LocalEngine) -> None:
    other = """Volunteers in Tarnmoor have counted 212 otters along the estuary, more than in any year since the war.

Biologist Pia Renwick said the animals returned when the paper mill stopped letting dye into the water.

Renwick wants the southern bank fenced, and a path for walkers laid behind the reeds by next spring.

The council will decide in March whether the ferry has to slow down near the breeding holes.

Anglers object: they blame the otters for a third of the missing trout, and ask for traps."""
    taken = "\n\n".join(other.split("\n\n")[1:3])
    merged = "\n\n".join([*PARAGRAPHS[:5], taken])
    reports = [Report("wire", FULL, ""), Report("merged", merged, ""), Report("otters", other, "")]
    lineages, derivations = find_lineages(reports, engine, Settings())
    assert [lineage.reports for lineage in lineages] == [("wire", "merged"), ("otters",)]
    assert [d.parent for d in derivations if d.child == "merged"] == ["otters", "wire"]


def test_a_stock_paragraph_in_a_hundred_reports_joins_nothing(engine: LocalEngine) -> None:
    stock = "Readers who wish to help may write to the editors at the address on page two of the printed edition."
    reports = [
        Report(f"r{n}", " ".join(f"w{n}x{k} topic{n}a{k % 7} went{n}" for k in range(40)) + f".\n\n{stock}", "")
        for n in range(100)
    ]
    lineages, _ = find_lineages(reports, engine, Settings())
    assert len(lineages) == 100


@pytest.mark.parametrize("text", ["", "\u200f", "\x00\x01", "word " * 30_000, "«»" * 500, "I\u0307" * 400])
def test_odd_texts_are_lineages_of_their_own(engine: LocalEngine, text: str) -> None:
    lineages, _ = find_lineages([Report("odd", text, ""), Report("full", FULL, "")], engine, Settings())
    assert [lineage.reports for lineage in lineages] == [("odd",), ("full",)]
