"""A briefing that leaves nothing out prints what none of its sections told, as it stands in the reports."""

from __future__ import annotations

import pytest

from twosource.briefing.labels import Citer
from twosource.briefing.rest import about_rest
from twosource.model import Report, Section, Sentence, Span

TOLD = "Ada Moll: The lock at Tarn was shut on Monday."


def rest(*sentences: str, told: str = TOLD, key: str = "confirmed", cites: str = "") -> list[str]:
    """Return what is left of sentences; the briefing tells one thing, and cites the sentence that has these words."""
    text = " ".join(sentences)
    report = Report("a.txt", text, "", body=(Span(0, len(text)),))
    start = text.index(cites)
    citer = Citer([report])
    cited = citer.cite("a.txt", Span(start, start + max(1, len(cites))))
    section = Section(key, "", (Sentence(told, (cited,)),))
    return [s.text for s in about_rest([report], [section], citer).sentences]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("The lock at Tarn was shut on Monday, Ada Moll said.", False),
        ("Nobody else has been charged.", True),
        ("The mission said it had seen no sign of a leak.", True),
        ("We apologise to the crews.", False),
        ("That was wrong.", False),
        ("https://t.co/Qx81 pic.twitter.com/Rm2", False),
    ],
)
def test_what_is_told_or_tells_nothing_is_not_printed_again(sentence: str, left: bool) -> None:
    assert rest("It rained in Orlow.", sentence, cites="It rained")[1:] == ([sentence] if left else [])


def test_what_a_claim_tells_in_other_words_is_printed() -> None:
    other = "Ferries waited below the closed gate for nine hours."
    assert rest(other, cites="Ferries waited") == [other]


def test_one_side_of_a_conflict_stands_with_it_alone() -> None:
    other = "Ferries waited below the closed gate for nine hours."
    for key in ("withdrawn", "disputed", "superseded"):
        assert rest(other, cites="Ferries waited", key=key) == []


def test_a_list_tells_nothing_of_its_own() -> None:
    said = "The lock at Tarn was shut on Monday."
    assert rest(said, told=said, key="timeline", cites="The lock") == [said]


def test_a_wording_of_several_reports_is_printed_once_and_cites_them_all() -> None:
    text = "Nobody else has been charged."
    reports = [Report(name, text, "", body=(Span(0, len(text)),)) for name in ("a.txt", "b.txt")]
    (one,) = about_rest(reports, [], Citer(reports)).sentences
    assert [c.label for c in one.citations] == ["a:1", "b:1"]
