"""What a briefing says, in which order, and what it keeps to itself."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from twosource.briefing.compose import compose
from twosource.briefing.headline import headline_of
from twosource.briefing.labels import short_names
from twosource.briefing.markdown import to_markdown
from twosource.briefing.terminal import show
from twosource.briefing.whose import standing_in_words
from twosource.model import Claim, Conflict, Figure, Ledger, Lineage, Reading, Report, Span, TimelineEntry

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


def test_a_range_that_a_count_prints_itself_is_not_said_again():
    for text, value, told in (
        ("Over 1,000 were saved.", (1001, None), ""),
        ("Between 40 and 60 were saved.", (40, 60), ""),
        ("Nearly half were saved.", (0.4, 0.5), ""),
        ("Hundreds were saved.", (200, None), " (200 or more)"),
        ("Tens of millions were saved.", (20_000_000, 99_000_000), " (20 million to 99 million)"),
    ):
        counted = Reading("a.txt", Span(26, 43), "l1", None, value=value)
        saved = replace(claim("c1", text, 26, 43), kind="figure", readings=(counted,))
        figures = (Figure("a.txt", Span(26, 31), *value, "=", 40, "people", "people", "saved"),)
        (figure,) = section(compose(replace(make_ledger(saved), figures=figures)), "figures").sentences
        assert figure.text == text + told


def test_without_headlines_the_sentence_to_read_first_stands_above():
    told = "The ferry sank off Tamsin with nine aboard on Monday night."
    said = "“Nobody tells us anything about the ferry off Tamsin,” Ada Moll said."
    text = f"{told} {said}"
    report = Report("a.txt", text, "", body=(Span(0, len(text)),))
    spans = Span(0, len(told)), Span(len(told) + 1, len(text))
    claims = tuple(
        Claim(f"c{n}", words, None, (Reading("a.txt", span, "l1", None),), 1, 1, (), "one report", weight=n, story="s1")
        for n, (words, span) in enumerate(zip((told, said), spans, strict=True))
    )
    ledger = Ledger((report,), {"a.txt": "s1"}, (Lineage("l1", ("a.txt",)),), claims=claims)
    assert compose(ledger).headline.text == told.rstrip(".") == headline_of(ledger, "s1")
    assert [c.label for c in compose(ledger).headline.citations] == ["a:1"]


def test_keys_of_a_database_are_no_names():
    for keys in (("pQ7xDw02LmZt", "aB3kk9Qz1L"), ("0fe12ab93c", "77ab0c1d2e3f")):
        assert list(short_names([Report(key, "", "") for key in keys]).values()) == ["r1", "r2"]
    for names in (("HarbourDesk2031", "b"), ("2031-03-04", "2031-03-05"), ("deadbeefs", "b")):
        assert list(short_names([Report(name, "", "") for name in names]).values())[1] != "r2"


def test_the_list_of_reports_gives_the_id_of_what_is_called_by_number():
    ledger = make_ledger(claim("c1", "The ferry sank.", 10, 25))
    first, *others = ledger.reports
    keyed = replace(ledger, reports=(replace(first, outlet="Tide Courier"), *others))
    assert "Tide Courier, " in section(compose(keyed), "reports").sentences[0].text
    assert first.id not in section(compose(keyed), "reports").sentences[0].text


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


def entry(day: str, what: Claim) -> TimelineEntry:
    return TimelineEntry(day, "day", what.text, what.readings)


def test_the_timeline_says_a_thing_once_and_has_something_of_each_day():
    sank, saved, gone = (
        claim("c1", "The ferry sank.", 10, 25, weight=3),
        claim("c2", "It went down fast.", 12, 24, weight=2),
        claim("c3", "Sixty died.", 26, 43, "withdrawn", weight=1),
    )
    twice = TimelineEntry("2021-05-13", "day", sank.text, sank.readings[:1])
    ledger = replace(
        make_ledger(sank, saved, gone),
        timeline=(entry("2021-05-12", sank), entry("2021-05-12", saved), twice, entry("2021-05-14", gone)),
    )
    told = section(compose(ledger), "timeline").sentences
    assert [s.text for s in told] == ["12 May 2021: The ferry sank.", "14 May 2021: withdrawn: Sixty died."]
    assert [s.mark for s in told] == [None, "withdrawn"]


def test_figures_are_counts_of_what_happened_and_not_of_what_lay_about():
    saved, letters = (
        replace(claim(name, text, start, end), kind="figure", readings=(reading(start, end, number),))
        for name, text, start, end, number in (("c1", "Forty were saved.", 26, 43, 40), ("c2", "Two letters.", 0, 9, 2))
    )
    figures = (
        Figure("a.txt", Span(26, 31), 40, 40, "=", 40, "people", "people", "saved"),
        Figure("a.txt", Span(0, 3), 2, 2, "=", 2, "", "letters"),
    )
    told = section(compose(replace(make_ledger(saved, letters), figures=figures)), "figures").sentences
    assert [s.text for s in told] == ["Forty were saved."]


def test_a_length_that_says_which_ship_is_no_figure_of_the_story():
    text = "The 38-metre ferry sank 200 metres off."
    told = replace(reading(0, 39, 38), text=text), replace(reading(0, 39, 200), text=text)
    long, far = (
        replace(claim(name, text, 0, 39), kind="figure", readings=(one,), weight=9)
        for name, one in zip(("c1", "c2"), told, strict=True)
    )
    figures = (
        Figure("a.txt", Span(4, 12), 38, 38, "=", 38, "m", "ferry"),
        Figure("a.txt", Span(24, 34), 200, 200, "=", 200, "m", "metres"),
    )
    assert section(compose(replace(make_ledger(long), figures=figures)), "figures") is None
    assert section(compose(replace(make_ledger(far), figures=figures)), "figures")


def reading(start: int, end: int, number: float) -> Reading:
    return Reading("a.txt", Span(start, end), "l1", None, value=(number, number))


def test_of_very_many_lineages_the_weightiest_are_told_and_the_others_counted():
    reports = tuple(
        Report(f"{n:02}.txt", f"Fact {n} is so.", "", body=(Span(0, len(f"Fact {n} is so.")),)) for n in range(12)
    )
    claims = tuple(
        Claim(
            f"c{n}", f"Fact {n} is so.", None, (Reading(r.id, Span(0, 14), f"l{n}", None),), 1, 1, (), "one report",
            weight=float(n), story="s1",
        )
        for n, r in enumerate(reports, 1)
    )  # fmt: skip
    lineages = tuple(Lineage(f"l{n}", (r.id,)) for n, r in enumerate(reports, 1))
    ledger = Ledger(reports, {r.id: "s1" for r in reports}, lineages, claims=claims)
    told = [s for s in compose(ledger).sections if s.key.startswith("only-")]
    assert [s.key for s in told] == [f"only-l{n}" for n in range(5, 13)]
    assert told[-1].note == "4 more lineages say things of their own; --length full tells them."
    assert len([s for s in compose(ledger, length="full").sections if s.key.startswith("only-")]) == 12


def test_a_headline_that_came_beside_the_text_is_the_headline():
    ledger = make_ledger(claim("c1", "The ferry sank.", 10, 25))
    titled = replace(ledger, reports=tuple(replace(r, title="Ferry sinks off Tamsin") for r in ledger.reports))
    headline = compose(titled).headline
    assert headline.text == "Ferry sinks off Tamsin"
    assert [c.label for c in headline.citations] == ["a:2"]


def test_the_headline_is_the_latest_that_prints_no_outgrown_count():
    ledger = make_ledger(claim("c1", "Nine died when the ferry sank off Tamsin.", 10, 25))
    titles = ("Nine die as ferry sinks off Tamsin", "Ferry that sank off Tamsin had no pilot")
    days = ("2021-05-12", "2021-05-13")
    reports = tuple(
        replace(r, title=title, published=day) for r, title, day in zip(ledger.reports, titles, days, strict=False)
    )
    assert compose(replace(ledger, reports=(*reports, *ledger.reports[2:]))).headline.text == titles[1]


def test_a_desk_keeps_the_headline_that_the_briefing_has():
    ledger = make_ledger(claim("c1", "The ferry sank.", 10, 25))
    titled = replace(ledger, reports=(replace(ledger.reports[0], title="Ferry sinks"), *ledger.reports[1:]))
    for told in (make_ledger(), ledger, titled):
        assert headline_of(told, "s1") == compose(told, "s1", "short").headline.text


def test_what_is_disputed_is_marked_by_a_word_unless_the_title_says_so():
    denied = claim("c1", "Forty were saved.", 26, 43, "disputed", weight=2)
    ledger = replace(
        make_ledger(denied, conflicts=(Conflict("denial", "c1", denied.readings, "Denied by the port: forty saved."),)),
        timeline=(entry("2021-05-12", denied),),
    )
    briefing, out = compose(ledger), io.StringIO()
    show(briefing, Console(file=out, width=80))
    markdown = to_markdown(briefing)
    assert "• DISPUTED 12 May 2021: Forty were saved." in out.getvalue()
    assert "- **disputed** 12 May 2021: Forty were saved." in markdown
    assert "• Denied by the port" in out.getvalue()
    assert "- Denied by the port" in markdown


def test_a_count_that_a_later_one_replaced_says_so():
    early, late = claim("s1c1", "Ada Moll: 11 killed.", 10, 25), claim("s1c2", "Ada Moll: 19 killed.", 26, 42)
    chain = Conflict("supersession", "s1c2", (*early.readings, *late.readings), "Later counts replaced earlier ones.")
    briefing = compose(make_ledger(early, late, conflicts=(chain,)))
    told = {s.text: s.standing for part in briefing.sections for s in part.sentences if s.claim and s.standing}
    assert told["Ada Moll: 11 killed."].endswith("; replaced by a later count [a:3]")
    assert "replaced" not in told["Ada Moll: 19 killed."]


def test_what_two_stories_of_one_newsroom_say_is_told_once_and_under_neither_alone():
    once = replace(claim("c1", "The ferry sank.", 10, 25, "one newsroom, in 2 reports"), lineages=1)
    told = compose(make_ledger(once))
    assert [s.text for s in section(told, "counted-once").sentences] == ["The ferry sank."]
    assert not [s.key for s in told.sections if s.key.startswith("only-")]


def test_the_head_counts_the_lineages_of_one_newsroom_once():
    ledger = make_ledger(claim("c1", "The ferry sank.", 10, 25))
    house = tuple(replace(r, outlet="Tide Courier") for r in ledger.reports)
    assert "Two lineages: " in compose(ledger).summary.text
    assert "One lineage: a with b." in compose(replace(ledger, reports=house)).summary.text
