"""The timeline has the hours of the event, and no silence for an event."""

from __future__ import annotations

import pytest

from twosource.briefing.dated import about_timeline
from twosource.briefing.labels import Citer
from twosource.model import Claim, Reading, Report, Span, TimelineEntry


def _timeline(*told: tuple[str, str, float], limit: int = 3) -> list[str]:
    """Return the lines of a timeline of claims, each with its day, its words and its weight."""
    text = " ".join(words for _, words, _ in told)
    report = Report("a.txt", text, "", body=(Span(0, len(text)),))
    claims, entries = [], []
    for n, (day, words, weight) in enumerate(told):
        start = text.index(words)
        reading = Reading("a.txt", Span(start, start + len(words)), "l1", None, text=words)
        claims.append(Claim(f"c{n}", words, None, (reading,), 1, 1, (), "one report", weight=weight, kind="utterance"))
        entries.append(TimelineEntry(day, "day", words, (reading,)))
    return [s.text for s in about_timeline(entries, claims, Citer([report]), limit).sentences]


def test_the_hour_of_the_event_is_told_in_a_timeline_that_leaves_things_out() -> None:
    day = "2031-03-03"
    told = _timeline((day, "The dam broke at 4.50 a.m.", 1.0), (day, "Ada Moll fled.", 3.0), (day, "It rained.", 2.0))
    assert told == ["3 March 2031: The dam broke at 4.50 a.m.", "3 March 2031: Ada Moll fled."]
    plain = _timeline((day, "The dam broke.", 1.0), (day, "Ada Moll fled.", 3.0), (day, "It rained.", 2.0))
    assert plain == ["3 March 2031: Ada Moll fled."]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The yard, which has 90 hands, could not be reached for comment on Monday.", 0),
        ("The cause of the fire on Monday is not known.", 0),
        ("The keeper left on Monday and would not say why.", 1),
        ("The keeper left on Monday.", 1),
    ],
)
def test_who_was_not_reached_is_no_event(words: str, told: int) -> None:
    assert len(_timeline(("2031-03-03", words, 1.0))) == told


@pytest.mark.parametrize(
    ("day", "words", "told"),
    [
        ("2031-05-03", "The lock was opened in May 2030.", 0),
        ("2031-05-03", "The lock was opened on May 3, 2030.", 0),
        ("2031-05-03", "The lock was opened on May 3, 2031, a year after that of May 2030.", 1),
        ("2031-05-03", "The lock was opened a day before the feast of May 4, 1931.", 1),
        ("2031-05-03", "It was the wettest day since June 2019.", 1),
    ],
)
def test_a_line_does_not_stand_at_another_year_than_its_words_give(day: str, words: str, told: int) -> None:
    assert len(_timeline((day, words, 1.0))) == told


def test_a_bare_number_withdrawn_is_no_event() -> None:
    text = "Nine trams, and not 14 as she had said, came late on Friday."
    reading = Reading("a", Span(21, 23), "l0", "Ada Moll", "withdraws", text="14")
    claim = Claim("c0", text, None, (reading,), 1, 1, ("Ada Moll",), "withdrawn", weight=1.0)
    entry = TimelineEntry("2031-03-07", "day", text, (reading,))
    report = Report("a", text, "", published="2031-03-08", body=(Span(0, len(text)),))
    assert about_timeline([entry], [claim], Citer([report]), 9).sentences == ()
