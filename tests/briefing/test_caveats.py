"""A number stands with the next sentence where that says that it may not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twosource.briefing.caveats import find_caveats, with_caveats
from twosource.briefing.labels import Citer
from twosource.model import Claim, Reading, Report, Section, Sentence, Span

TOLD = "The tram went at 43 km/h, the harbour board said."


def _claim(id: str, text: str, words: str) -> Claim:
    start = text.index(words)
    reading = Reading("a.txt", Span(start, start + len(words)), "l1", None, text=words)
    return Claim(id, words, None, (reading,), 1, 1, (), "one report", weight=2.0)


@pytest.mark.parametrize(
    ("behind", "held"),
    [
        (" Its head said that figure was provisional.", True),
        (" Two clerks warned that such a reading could be out by as much as 5 km/h.", True),
        (" The toll of the day could rise. It rained.", True),
        (" Its head said the bridge was provisional.", False),
        (" The number of trams on the line is known to all.", False),
        ("\n\nIts head said that figure was provisional.", False),
        (" It rained. Its head said that figure was provisional.", False),
    ],
)
def test_a_caveat_goes_with_its_number(behind: str, held: bool) -> None:
    text = TOLD + behind
    paragraphs = text.split("\n\n")
    body = tuple(Span(text.index(p), text.index(p) + len(p)) for p in paragraphs)
    report = Report("a.txt", text, "", body=body)
    caveat = behind.strip().split(". ")[0].rstrip(".") + "."
    claims = [_claim("c1", text, TOLD), _claim("c2", text, caveat)]
    found, bare = find_caveats([report], claims)
    assert (set(found), bare) == (({"c1"}, {"c2"}) if held else (set(), set()))
    section = Section("only-l1", "Only in a", (Sentence(TOLD, (), None, "c1"),))
    (told,) = with_caveats([section], found, {"a.txt": text}, Citer([report]))
    assert told.sentences[0].text == (f"{TOLD} {caveat}" if held else TOLD)
    assert bool(told.sentences[0].citations) is held


def test_what_is_disputed_is_told_with_its_other_side_alone() -> None:
    text = f"{TOLD} That figure was provisional."
    report = Report("a.txt", text, "", body=(Span(0, len(text)),))
    found, _ = find_caveats([report], [_claim("c1", text, TOLD)])
    section = Section("disputed", "Disputed", (Sentence(TOLD, (), None, "c1"),))
    assert with_caveats([section], found, {"a.txt": text}, Citer([report])) == [section]


def test_a_caveat_that_names_its_number_is_about_no_other() -> None:
    first, second = "The board counted 14 trams.", "The yard counted 96 trams."
    text = "The board counted 14 trams, the yard counted 96. The figure of 96 was an estimate."
    report = Report("a.txt", text, "", body=(Span(0, len(text)),))
    claims = [
        replace(_claim("c1", text, "counted 14 trams"), text=first),
        replace(_claim("c2", text, "counted 96"), text=second),
    ]
    assert set(find_caveats([report], claims)[0]) == {"c2"}
