"""A briefing that leaves nothing out prints what none of its sections told, as it stands in the reports."""

from __future__ import annotations

import pytest

from twosource.briefing.labels import Citer
from twosource.briefing.rest import about_rest
from twosource.model import Report, Section, Sentence, Span

TOLD = "Ada Moll: The lock at Tarn was shut on Monday."


def rest(*sentences: str, told: str = TOLD, key: str = "confirmed", cites: str = "") -> list[str]:
    """Return what is left of sentences; the briefing tells one thing, and cites the sentence that has these words."""
    return [s.text for s in _sections(" ".join(sentences), told, cites, key).sentences]


def _sections(text: str, told: str, cites: str, key: str) -> Section:
    report = Report("a.txt", text, "", body=(Span(0, len(text)),))
    start = text.index(cites)
    citer = Citer([report])
    cited = citer.cite("a.txt", Span(start, start + max(1, len(cites))))
    section = Section(key, "", (Sentence(told, (cited,)),))
    return about_rest([report], [section], citer)


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("(QWA).", False),
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
    for key in ("withdrawn", "superseded"):
        assert rest(other, cites="Ferries waited", key=key) == []


def test_a_side_of_a_dispute_that_the_dispute_does_not_tell_is_printed_with_its_mark() -> None:
    other = "The keeper accused Tarn of breaking the lock rules agreed on 3 May."
    told = "Denied by Tarn: The mission logged nine breaches of the lock rules since 3 May by Tarn."
    assert rest(other, told=told, cites=other, key="disputed") == [other]
    assert rest(other, told=f"Denied by Tarn: {other}", cites=other, key="disputed") == []
    assert _sections(other, told, other, "disputed").sentences[0].mark == "disputed"


def test_each_part_at_a_semicolon_must_be_told() -> None:
    told = "Jon Reve: The crew stayed ready to sail tomorrow."
    both = 'The pilot flew home on Tuesday night; Jon Reve said the crew stayed "ready to sail tomorrow".'
    assert rest(both, told=told, cites=both) == [both]
    assert rest("Jon Reve said the crew stayed ready to sail tomorrow; it waits.", told=told, cites="Jon") == []


def test_where_a_told_quotation_was_spoken_is_no_sentence_for_itself() -> None:
    told = "Ada Moll: “We are closer than we were on Friday, but we are not there.”"
    said = '"We are closer than we were on Friday, but we are not there," she said outside the lock house.'
    assert rest(said, told=told, cites=said) == []


def test_a_wording_that_has_less_of_another_one_is_cited_with_it() -> None:
    full = '"It folded like a map," said the pilot Jon Reve, 52, who stood on the far bank.'
    text = "The pilot Jon Reve, 52, who stood on the far bank, said it had folded like a map."
    reports = [Report(f"{n}.txt", words, "", body=(Span(0, len(words)),)) for n, words in enumerate((full, text))]
    (one,) = about_rest(reports, [], Citer(reports)).sentences
    assert [c.label for c in one.citations] == ["0:1", "1:1"]
    other = text.replace("52", "61")
    reports = [Report(f"{n}.txt", words, "", body=(Span(0, len(words)),)) for n, words in enumerate((full, other))]
    assert len(about_rest(reports, [], Citer(reports)).sentences) == 2


def test_a_list_tells_nothing_of_its_own() -> None:
    said = "The lock at Tarn was shut on Monday."
    assert rest(said, told=said, key="timeline", cites="The lock") == [said]


def test_a_wording_of_several_reports_is_printed_once_and_cites_them_all() -> None:
    text = "Nobody else has been charged."
    reports = [Report(name, text, "", body=(Span(0, len(text)),)) for name in ("a.txt", "b.txt")]
    (one,) = about_rest(reports, [], Citer(reports)).sentences
    assert [c.label for c in one.citations] == ["a:1", "b:1"]
