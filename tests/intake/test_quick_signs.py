"""Cheap tests that stand before a costly search: each form that the search knows passes them."""

import re

import pytest

from twosource.intake.credit import contribution
from twosource.intake.dateline import find_dateline
from twosource.intake.furniture import classify, is_finished
from twosource.intake.language import detect_language
from twosource.intake.page_lines import as_page_line, line_key
from twosource.lexicon import load
from twosource.model import Span

LISTS = load("furniture")
# A bracket before a line is none of its key: "(c) 0" is listed in vain.
OPENINGS = sorted(line for line in {*LISTS["starts"]["lines"], *LISTS["starts"]["careful"]} if line[0] != "(")


@pytest.mark.parametrize("phrase", LISTS["anywhere"]["phrases"])
def test_a_phrase_is_found_wherever_it_stands(phrase):
    for line in (
        f"{phrase} Now",
        f"A line holds {phrase} and goes on.",
        f"Run together: un{phrase}s.",
        phrase.upper() + "!X",
    ):
        assert as_page_line(line, True, False) == "page note"


@pytest.mark.parametrize("start", OPENINGS)
def test_an_opening_is_known_by_its_first_letter(start):
    line = start.replace("0", "2031") + " xyzzy"
    assert as_page_line(line, False, False) == "page note"
    assert as_page_line(line.capitalize(), False, False) == "page note"


@pytest.mark.parametrize(
    "line", ["", "One", "One.", "One!”", "One?’)", "One…", "One.\n", "One”", "One.” ", '"', "One.\n\n"]
)
def test_a_sentence_ends_as_the_pattern_says(line):
    assert is_finished(line) == bool(re.search(r"[.!?…][\"”’')\]]*$", line))


@pytest.mark.parametrize(
    "credit",
    [
        "Photo: Ana Roth",
        "Photograph : Ana Roth",
        "Photo courtesy of: Ana Roth",
        "Pics: Ana Roth, FILE",
        "– Pictures by Ana Roth",
        "AP Photo/Ana Roth",
        "Ana Roth/ AFP via Getty",
        "| Reuters",
        "via Getty Images",
    ],
)
def test_a_credit_without_brackets_ends_a_caption(credit):
    assert classify(f"Divers at the quay in Lodev {credit}") == "caption"
    assert classify(f"Divers at the quay in Lodev {credit}.") is None


def test_a_credit_in_capitals_ends_a_caption():
    assert classify("Divers look for the crew at the quay in Lodev. XPA") == "caption"
    assert classify("Divers look for the crew at the quay in Lodev. Xpa") is None


@pytest.mark.parametrize(
    "note",
    [
        "Ana Roth CONTRIBUTED to this report.",
        "Ana Roth contr\u0131buted to this story",
        "contributing: Ana Roth",
        "This article is based in part on wire reports.",
        "This \u017ftory is ba\u017fed on agency reports.",
    ],
)
def test_a_note_of_wires_is_one_in_any_letters(note):
    assert classify(note) == "sign-off"


@pytest.mark.parametrize(
    "call",
    [
        "Send us your pictures.",
        "It rained for nine days in the hills above the town. Please write to desk@lodev.example",
        "If you saw it, call us",
    ],
)
def test_calls_to_readers_open_a_line_or_a_sentence(call):
    assert classify(call) == "page note"
    assert classify(f"He asked to {call.lower()[:20]} and went on to the quay") is None


def test_contributions_without_the_word():
    assert contribution("With reporting by AFP, Ana Roth") == "With reporting by AFP, Ana Roth"
    assert contribution("AP and Ana Roth CONTRIBUTED.") == "AP and Ana Roth CONTRIBUTED"
    assert contribution("With the AFP gone, the town slept.") is None


@pytest.mark.parametrize("end", ["—", " – ", " - ", " -- ", "--", " _ ", ": ", " __", ":", "-"])
def test_every_end_mark_ends_a_dateline(end):
    line = f"LODEV, Karsia (AFP){end}"
    found = find_dateline(line, Span(0, len(line)))
    assert found is not None
    assert found.span == Span(0, len(line))


def test_languages_are_told_alike_with_and_without_marks_and_accents():
    plain = "The mayor said the river was falling, and that the town would be safe by the end of it."
    for text in (plain, plain.replace(", ", "\u2014"), f"\u201c{plain}\u2026\u201d", plain.replace("mayor", "Señor É")):
        assert detect_language(text) == "en"
    assert detect_language("Le maire a dit lundi que la riviere et les quartiers sont dans la nuit.") == "fr"
    assert detect_language(f"{plain} Мэр сказал, что город будет в безопасности.") == "en"


def test_figures_of_any_script_are_nought_in_a_key():
    assert line_key("12 Min Read") == line_key("\u0661\u0662 min read") == "0 min read"
