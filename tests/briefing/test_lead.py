"""The sentences that open a short briefing: what all tell, whole, clear by itself, and still standing."""

from __future__ import annotations

import pytest

from twosource.briefing.compose import compose
from twosource.briefing.lead import choose_lead, is_clear
from twosource.model import Claim, Conflict, Finding, Ledger, Lineage, Place, Reading, Report, Span

TEXTS = {
    "a": "The dam at Lower Ostry gave way on Monday and two villages stood under water by noon. "
    "A choir from the next valley was to have sung there on Sunday evening.",
    "b": "Two villages were under water on Monday after the dam at Lower Ostry gave way, the warden said. "
    "More than sixty people were missing, the warden said, without giving names.",
    "c": "More than sixty people were missing after the dam at Lower Ostry gave way, the warden said. "
    "He blamed the rain of the week before for the breach.",
}
TITLES = {"a": "Dam at Lower Ostry gives way", "b": "Villages under water as Ostry dam breaks", "c": "Ostry dam breaks"}


def place(report: str, words: str) -> Place:
    start = TEXTS[report].index(words)
    return Place(report, Span(start, start + len(words)))


def claim(name: str, *places: Place, standing: str = "one report", stance: str = "states") -> Claim:
    readings = tuple(Reading(p.report, p.span, f"l{p.report}", None, stance, text=name) for p in places)
    return Claim(name, name, None, readings, len(readings), len(readings), (), standing, weight=1.0, story="s1")


GAVE_WAY = claim(
    "gave way",
    place("a", "The dam at Lower Ostry gave way on Monday"),
    place("b", "the dam at Lower Ostry gave way"),
    place("c", "the dam at Lower Ostry gave way"),
)
CHOIR = claim("choir", place("a", "A choir from the next valley was to have sung there"))
MISSING = claim(
    "missing", place("b", "More than sixty people were missing"), place("c", "More than sixty people were missing")
)
RAIN = claim("rain", place("c", "He blamed the rain of the week before for the breach"))


def ledger(*claims: Claim, conflicts: tuple[Conflict, ...] = (), findings: tuple[Finding, ...] = ()) -> Ledger:
    reports = tuple(
        Report(name, text, "", body=(Span(0, len(text)),), title=TITLES[name], published=f"2021-05-1{n}")
        for n, (name, text) in enumerate(TEXTS.items())
    )
    lineages = tuple(Lineage(f"l{name}", (name,)) for name in TEXTS)
    return Ledger(reports, dict.fromkeys(TEXTS, "s1"), lineages, claims=claims, conflicts=conflicts, findings=findings)


def lead(known: Ledger) -> list[str]:
    chosen = choose_lead(known.reports, known.lineages, known.claims, known.conflicts, known.findings)
    return [s.span.of(TEXTS[s.report]) for s in chosen]


def test_what_all_tell_comes_first_and_is_told_once():
    told = lead(ledger(GAVE_WAY, CHOIR, MISSING, RAIN))
    assert "gave way" in told[0]
    assert len([s for s in told if "under water" in s]) == 1
    assert not any("choir" in s for s in told)


def test_what_was_withdrawn_opens_no_briefing():
    gone = claim("missing", *(Place(r.report, r.span) for r in MISSING.readings), standing="withdrawn")
    assert not any("missing" in s for s in lead(ledger(GAVE_WAY, CHOIR, gone, RAIN)))


def test_a_count_that_was_replaced_opens_no_briefing():
    conflict = Conflict("supersession", "missing", MISSING.readings, "")
    told = lead(ledger(GAVE_WAY, MISSING, conflicts=(conflict,)))
    assert not any("without giving names" in s for s in told)


def test_a_sentence_that_lost_its_doubt_opens_no_briefing():
    doubt = Finding("hedge-absent", place("b", "without giving names"), place("c", "the warden said"), "")
    told = lead(ledger(GAVE_WAY, MISSING, findings=(doubt,)))
    assert not any(s.startswith("More than sixty people were missing after") for s in told)


def test_the_briefing_cites_the_sentence_and_who_else_says_it():
    briefing = compose(ledger(GAVE_WAY, MISSING), length="short")
    [section] = briefing.sections
    first = section.sentences[0]
    assert section.title == "In short"
    assert first.citations[0].span.of(TEXTS[first.citations[0].report]) == first.text
    assert {c.report for c in first.citations} == {"a", "b", "c"}


CLEAR = {
    "The mayor said she had no list of those on board.": True,
    "Ada Moll said he had left before noon on Monday.": True,
    "“We had no list,” said Ada Moll, the harbour master.": True,
    "He blamed the rain of the week before.": False,
    "“We had no list,” he said on Monday.": False,
    "But the harbour office had the list all along.": False,
    "We asked the harbour office for the list.": False,
    "Who had the list of those on board?": False,
    "That was before the storm broke over the town.": False,
    "": False,
    "The largest, for 400 crowns, is dated May.": False,
    "The first fell at noon beside the mill.": False,
    "The first snow fell at noon beside the mill.": True,
    "Three of them belong to the guild.": False,
    "Three of those hurt belong to the guild.": True,
    "Of the nine boats, three of them sank.": True,
    "I'd see her row out before dawn.": False,
    "They've had no word from the lodge.": False,
    "Ada Moll's crew had no word from the lodge.": True,
}


@pytest.mark.parametrize("sentence", CLEAR)
def test_a_sentence_that_opens_a_briefing_stands_alone(sentence):
    assert is_clear(sentence) is CLEAR[sentence]


def test_no_reports_no_claims_no_lead():
    assert choose_lead([], [], []) == []
    assert lead(ledger()) == []
