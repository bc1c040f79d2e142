"""Hedges: which words, of which kind, about what, and whose doubt."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from twosource.language.attribution import find_attributions
from twosource.language.hedges import find_hedges
from twosource.language.parser import Parsed, parse
from twosource.model import Hedge


@cache
def parsed(text: str) -> Parsed:
    return next(iter(parse([text])))


def hedges(text: str) -> list[Hedge]:
    return find_hedges(parsed(text), find_attributions(parsed(text)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Wren blamed the crew for the fall, without offering evidence.", "without offering evidence"),
        ("Wren blamed the crew for the fall, without giving any proof.", "without giving any proof"),
        ("Wren blamed the crew, without evidence.", "without evidence"),
        (
            "Wren said the crew had cut the rope but provided no evidence for this claim.",
            "but provided no evidence for this claim",
        ),
        ("Wren said the crew had cut the rope but did not provide any evidence.", "but did not provide any evidence"),
        ("There is no evidence that the rope was cut.", "no evidence"),
        ("Wren claimed, without producing any document, that the crew had left.", "without producing any document"),
        (
            "Wren said 90 men had been on the mast, a figure that is hard to square with the list of the crew.",
            "a figure that is hard to square with the list of the crew",
        ),
        ("Wren said the rope was cut, a claim that the owners have denied.", "a claim that the owners have denied"),
        ("The report could not be independently verified.", "could not be independently verified"),
        ("An unconfirmed report said the rope was cut.", "unconfirmed"),
        ("The guild says it sent a letter. The Chronicle has not seen the letter.", "has not seen the letter"),
        ("Wren put the loss at 57 crates, without saying how he knew.", "without saying how"),
        ("Poe said Wren had cut the rope, offering nothing to support it.", "nothing to support it"),
        ("Poe said Wren was paid for it, though she produced no document to show it.", "no document to show it"),
        ("Wren said Poe had given the order, though he would not say how he knew.", "would not say how he knew"),
        ("Wren said Poe had given the order. He declined to say how he knew.", "declined to say how he knew"),
        ("A crate fell overboard, according to accounts that could not be checked.", "that could not be checked"),
        ("Wren said the rope had been cut, though he named no witness.", "though he named no witness"),
        (
            "Wren had warned the guild, it said, though it did not produce any paper.",
            "though it did not produce any paper",
        ),
        ("Poe said the log had been forged, but she produced no papers.", "but she produced no papers"),
        ("“The tests will prove it,” Wren said, without making the data public.", "without making the data public"),
        ("Wren said the crane was sound, without publishing its records.", "without publishing its records"),
        (
            "Poe said the mate had shouted, but no other survivor has reported hearing it.",
            "but no other survivor has reported hearing it",
        ),
        (
            "Poe said a shot was fired, though nobody else confirmed her account.",
            "though nobody else confirmed her account",
        ),
        (
            "A valve had frozen, Poe said, although the guild has not confirmed this.",
            "although the guild has not confirmed this",
        ),
    ],
)
def test_no_evidence(text: str, words: str) -> None:
    found = [h for h in hedges(text) if h.kind == "no-evidence"]
    assert any(words in h.span.of(text) for h in found), [(h.kind, h.span.of(text)) for h in hedges(text)]


def test_the_span_is_the_words_of_doubt_alone() -> None:
    text = "Wren said he believed some of the crew had been bribed, without giving evidence."
    (found,) = [h for h in hedges(text) if h.kind == "no-evidence"]
    assert found.span.of(text) == "without giving evidence"
    assert found.scope is not None
    assert "some of the crew had been bribed" in found.scope.of(text)
    assert found.holder == "reporter"


@pytest.mark.parametrize(
    "text",
    [
        "Wren left the house without taking any document.",
        "Wren said 90 men had been on the mast, a figure that pleased the owners.",
    ],
)
def test_neither_a_paper_left_at_home_nor_a_pleasing_figure_is_a_doubt(text: str) -> None:
    assert not hedges(text)


@pytest.mark.parametrize("words", ["preliminary tests suggest", "early findings point to", "The samples indicate"])
def test_early_evidence_is_a_doubt(words: str) -> None:
    (found,) = hedges(f"{words[0].upper()}{words[1:]} lead in the harbour water.")
    assert (found.kind, found.span.start, found.holder) == ("modal", 0, "reporter")


def test_a_first_report_that_says_is_no_doubt() -> None:
    assert not hedges("The first report shows lead in the harbour water.")


@pytest.mark.parametrize(
    "text",
    ["“I was proud and now I have nothing to show,” Wren said.", "Wren would not say how the rope was cut."],
)
def test_who_has_nothing_to_show_for_it_doubts_nothing(text: str) -> None:
    assert not [h for h in hedges(text) if h.kind == "no-evidence"]


def test_evidence_that_was_given_is_no_hedge() -> None:
    assert not [h for h in hedges("Wren gave the council evidence that the rope was cut.") if h.kind == "no-evidence"]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The mayor reportedly left the city.", "hearsay", "reportedly"),
        ("Nine people are reported to have died.", "hearsay", "are reported to"),
        ("The crane may have been cracked.", "modal", "may"),
        ("The crane appears to have been cracked.", "modal", "appears to"),
        ("Wren is widely regarded as the builder's friend.", "belief", "widely regarded"),
        ("The driver is believed to have fled.", "belief", "is believed to"),
        ("The so-called harbour fund is empty.", "distance", "so-called"),
        ("The alleged smuggler left the port.", "distance", "alleged"),
        ("The builder claimed the beam was sound.", "distance", "claimed"),
    ],
)
def test_kinds(text: str, kind: str, words: str) -> None:
    assert (kind, words) in [(h.kind, h.span.of(text)) for h in hedges(text)]


def test_the_month_is_no_modal() -> None:
    assert hedges("The crane was checked in May and again in June.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The defence named no witness at the trial of the crew.",
        "Wren sold the crane without making the deal public.",
        "Poe won in the north, but no other candidate has backed the bridge.",
        "The guild opened the lock, but no other port has reported delays.",
        "The owners have not confirmed that date, nor the next.",
        "The board has not confirmed Poe as harbour master.",
    ],
)
def test_what_looks_like_thin_evidence_and_is_none(text: str) -> None:
    assert [h.span.of(text) for h in hedges(text) if h.kind == "no-evidence"] == []


def test_doubt_in_a_quotation_is_the_speakers() -> None:
    text = "“The crane may have been cracked,” Poe said."
    assert [h.holder for h in hedges(text) if h.kind == "modal"] == ["speaker"]


def test_scope_of_a_distant_cue_is_its_content() -> None:
    text = "The builder claimed the beam was sound."
    (found,) = [h for h in hedges(text) if h.kind == "distance"]
    assert found.scope is not None
    assert found.scope.of(text) == "the beam was sound"


def test_hedges_come_in_order_and_apart() -> None:
    text = "The mayor reportedly may have left, but Wren gave no evidence for it."
    found = hedges(text)
    assert found == sorted(found, key=lambda h: h.span)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_missing_evidence_that_the_speaker_speaks_of_is_the_speakers() -> None:
    text = "Poe said there was no evidence that the rope was cut."
    attributions = find_attributions(parsed(text))
    assert [h.holder for h in hedges(text) if h.kind == "no-evidence"] == ["speaker"]
    assert any("the rope was cut" in c.of(text) for a in attributions for c in a.content)


def test_a_content_ends_before_the_reporters_remark_and_bears_it() -> None:
    text = "Wren said some of the crew had been bribed, without giving evidence."
    (found,) = [a for a in find_attributions(parsed(text)) if a.cue[0].of(text) == "said"]
    assert [c.of(text) for c in found.content] == ["some of the crew had been bribed"]
    assert [h.of(text) for h in found.hedge] == ["without giving evidence"]


@pytest.mark.parametrize("text", ["", "evidence", "no evidence", "without", "may", "so-", "\x00 “"])
def test_odd_paragraphs_do_no_harm(text: str) -> None:
    for hedge in hedges(text):
        assert 0 <= hedge.span.start < hedge.span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The group posted what it said was a list of its members.", "what it said was"),
        (
            "Divers brought up what the harbour police said were parts of the rudder.",
            "what the harbour police said were",
        ),
        ("The mayor repeated what he said was that nobody had asked.", ""),
        ("What he said was a lie, the pilot told the court.", ""),
        ("The keeper knew that what she said was wrong.", ""),
        ("Nobody heard what the pilot said.", ""),
    ],
)
def test_what_somebody_says_a_thing_is_keeps_a_distance(text: str, words: str) -> None:
    found = [h.span.of(text) for h in hedges(text) if h.kind == "distance" and "what" in h.span.of(text).lower()]
    assert found == ([words] if words else [])
