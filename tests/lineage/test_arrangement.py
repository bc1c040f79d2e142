"""Quotations that show copy, and quotations that two newsrooms heard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from twosource.engine.local import LocalEngine
from twosource.lineage import find_lineages
from twosource.lineage.arrangement import placed_alike, quoted_alike
from twosource.lineage.matching import choose_matches
from twosource.lineage.phrasings import Phrasings
from twosource.lineage.wording import read_wordings
from twosource.model import Report, Settings

MILL = "“The wheel has turned since my grandmother’s day and it will turn when I am gone,” Lena Moe told the hearing."
OWED = "“We owe the bank for the roof, and for the roof alone, whatever the council may have been told.”"
WATER = "“Nobody who drinks from that stream has ever asked us to stop, not once in forty years.”"
CALLER = "Chairman: “Who pays if the dam gives way in a spring flood?”"
ANSWER = "“We do, as we have done three times, out of what the flour brings in at the market of Fennby.”"

ASKED_AGAIN = "Chairman: “And has the bank been told of that, in so many words and by letter?”"


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    with LocalEngine(processes=1) as local:
        yield local


def _phrasings(*texts: str) -> Phrasings:
    return Phrasings(read_wordings([Report(f"r{n}", text, "") for n, text in enumerate(texts)]))


def _placed(a: str, b: str) -> list[int]:
    phrasings = _phrasings(a, b)
    return placed_alike(*phrasings.reports, choose_matches(phrasings, 0, 1))


def test_quotations_with_the_same_neighbours_are_copy() -> None:
    one, two = " ".join([MILL, OWED, WATER, CALLER, ANSWER]), "\n\n".join([OWED, WATER, CALLER, ANSWER, "Rain fell."])
    assert _placed(one, two) == [17, 11]  # the two ends have other neighbours
    kept = quoted_alike(_phrasings(one, two), 0, 1)
    assert kept is not None
    assert len(kept.sentences) == 4


def test_a_speech_that_two_newsrooms_took_down_is_no_copy() -> None:
    speech = [s.strip("“”") for s in (OWED, WATER, ANSWER)]
    whole = "The miller spoke for an hour. “" + " ".join(speech) + "” Then the hearing closed."
    in_paragraphs = "There was applause.\n\n“" + "\n\n“".join(speech) + "”\n\nA vote is due in May."
    parted = f"“{speech[0]}” she said. “{speech[1]}” Later she turned to the money. “{speech[2]}”"
    parted_elsewhere = f"“{speech[0]} {speech[1]}” Moe said. “{speech[2]}” Nobody replied."
    for a in (whole, in_paragraphs, parted, parted_elsewhere):
        for b in (whole.replace("The miller", "Moe").replace("Then the", "The"), in_paragraphs, parted_elsewhere):
            if a != b:
                assert quoted_alike(_phrasings(a, b), 0, 1) is None


def test_marks_that_are_lost_make_no_quotation() -> None:
    lost = " ".join([OWED.replace("“", ""), WATER.replace("”", ""), CALLER.replace("“", "")])
    assert _placed(lost, lost) == []
    assert _placed("", MILL) == []


def test_copy_that_is_nearly_all_quoted_is_named_and_joins_nothing(engine: LocalEngine) -> None:
    museum = [
        "A museum of knots opened in the old ropewalk of Fennby, with two hundred boards of them along the walls.",
        "Its founder spent forty years at sea and tied each of the boards in his cabin between two watches at night.",
        "Schools may bring their own rope, and leave what they have tied to hang beside the boards of the founder.",
        "The ropewalk stood empty after the last mill of the valley closed its gates and sold the machines abroad.",
    ]
    hearing = [
        MILL,
        OWED,
        WATER,
        CALLER,
        ANSWER,
        ASKED_AGAIN,
        "The hearing went on into the night and was told of eels as well.",
    ]
    borrower = [*museum[:2], OWED, WATER, CALLER, ANSWER, ASKED_AGAIN]
    texts = ["\n\n".join(lines) for lines in (museum, museum[1:], borrower, hearing)]
    reports = [Report(f"r{n}", text, "") for n, text in enumerate(texts)]
    lineages, derivations = find_lineages(reports, engine, Settings())
    assert [x.reports for x in lineages] == [("r0", "r1", "r2"), ("r3",)]
    (named,) = [d for d in derivations if d.parent == "r3"]
    assert (named.child, named.direction) == ("r2", "unknown")
    assert named.evidence[0].endswith("of another lineage, its quotations cut and placed as there")
    heard = "Lena Moe spoke last. " + " ".join(s.strip("“”") for s in (OWED, WATER, ANSWER)).join("“”") + " Rain fell."
    reports[2] = Report("r2", "\n\n".join([*museum[:2], heard]), "")
    assert not [d for d in find_lineages(reports, engine, Settings())[1] if d.parent == "r3"]
