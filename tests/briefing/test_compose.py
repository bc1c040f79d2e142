"""What a briefing says, in which order, and what it keeps to itself."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from twosource.briefing.compose import compose, standing_in_words
from twosource.briefing.labels import short_names
from twosource.briefing.markdown import to_markdown
from twosource.briefing.terminal import show
from twosource.model import Claim, Conflict, Ledger, Lineage, Reading, Report, Span

TEXT = "One line.\nThe ferry sank.\nForty were saved."


def make_ledger(*claims: Claim, conflicts: tuple[Conflict, ...] = (), text: str = TEXT) -> Ledger:
    reports = tuple(Report(f"{n}.txt", text, "0" * 64, body=(Span(10, 25),)) for n in "ab")
    lineages = (Lineage("l1", ("a.txt",)), Lineage("l2", ("b.txt",)))
    return Ledger(reports, {r.id: "s1" for r in reports}, lineages, claims=claims, conflicts=conflicts)


def claim(
    name: str, text: str, start: int, end: int, standing: str = "confirmed independently", weight: float = 1
) -> Claim:
    readings = (
        Reading("a.txt", Span(start, end), "l1", "Ada Moll", text=text),
        Reading("b.txt", Span(start, end), "l2", "Jon Reve", text=text),
    )
    return Claim(name, text, None, readings, 2, 2, ("Ada Moll", "Jon Reve"), standing, weight=weight, story="s1")


def section(briefing, key):
    return next((s for s in briefing.sections if s.key == key), None)


def test_every_sentence_cites_report_and_line():
    briefing = compose(make_ledger(claim("c1", "The ferry sank.", 10, 25)))
    [sentence] = section(briefing, "confirmed").sentences
    assert [c.label for c in sentence.citations] == ["a:2", "b:2"]
    assert sentence.standing == "two reports, two lineages; origins: Ada Moll; Jon Reve"


def test_nothing_is_said_twice():
    told = compose(make_ledger(claim("c1", "The ferry sank.", 10, 25), claim("c2", "The ferry, it sank.", 12, 25)))
    assert len(section(told, "confirmed").sentences) == 1


def test_the_weightier_stands_first():
    claims = [claim(f"c{n}", f"Fact {n}.", n, n + 1, weight=n) for n in range(1, 12)]
    told = section(compose(make_ledger(*claims)), "confirmed").sentences
    assert [s.text for s in told] == [f"Fact {n}." for n in range(11, 3, -1)]


def test_a_short_briefing_without_a_sentence_to_open_it_tells_the_weightiest_claims():
    claims = [claim(f"c{n}", f"Fact {n}.", n, n + 1, weight=n) for n in range(1, 7)]
    briefing = compose(make_ledger(*claims), length="short")
    assert [s.key for s in briefing.sections] == ["lead"]
    assert [s.text for s in briefing.sections[0].sentences] == ["Fact 6.", "Fact 5.", "Fact 4."]


def test_what_was_withdrawn_stands_nowhere_else():
    gone = claim("c1", "Forty died.", 10, 25, "withdrawn", weight=9)
    told = compose(
        make_ledger(
            gone, conflicts=(Conflict("retraction", "c1", gone.readings, "Withdrawn by the port: Forty died."),)
        )
    )
    assert [s.key for s in told.sections if any("Forty" in x.text for x in s.sentences)] == ["withdrawn"]


def test_an_unknown_story_or_length_is_refused():
    with pytest.raises(ValueError, match="no story 's9'"):
        compose(make_ledger(), "s9")
    with pytest.raises(ValueError, match="short, normal, full"):
        compose(make_ledger(), length="huge")


def test_a_claim_without_a_source_says_so():
    assert standing_in_words(Claim("c", "", None, (), 1, 1, (), "")) == "one report, one lineage; no source given"


def test_short_names_tell_reports_apart():
    assert short_names([Report("x/000_a.txt", "", ""), Report("x/000_b.txt", "", "")]) == {
        "x/000_a.txt": "000_a",
        "x/000_b.txt": "000_b",
    }


def test_hostile_words_are_shown_and_not_obeyed():
    evil = "Fire \x1b[2J \u202egnirts <script>alert(1)</script> *bold*"
    briefing = compose(make_ledger(claim("c1", evil, 10, 25)))
    out = io.StringIO()
    show(briefing, Console(file=out, width=80))
    assert "\x1b" not in out.getvalue()
    assert "\u202e" not in out.getvalue()
    assert "\\<script\\>" in to_markdown(briefing)
    assert "\\*bold\\*" in to_markdown(briefing)


def test_an_empty_ledger_says_that_nothing_was_read():
    assert compose(make_ledger()).headline.text == "Nothing that is said could be read"
