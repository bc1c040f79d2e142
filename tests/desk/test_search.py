"""Search: what is found, in which order, and the snippet that shows it."""

from __future__ import annotations

import pytest

from twosource.desk.search import snippet_of
from twosource.intake import make_report
from twosource.model import Span

from .conftest import news

LEAD = "A ferry ran aground near Tamsin on Tuesday, the coast guard said.\n\n"
LONG = LEAD + "Nobody knew why. " * 60 + "\n\nThe captain blamed a lantern that had gone out at the pier of Esk."


@pytest.fixture
def stocked(desk, engine):
    reports = [
        make_report("long", LONG, title="Aground", published="2031-05-06", outlet="Herald"),
        make_report("short", "Lanterns were sold at the pier.", title="A market of lanterns"),
        make_report("other", "The council met on Monday and spoke of nothing but ferries, ferries, ferries."),
    ]
    desk.add(reports, engine=engine)
    return desk


def found(desk, words, limit=20):
    return [hit.report for hit in desk.search(words, limit)]


def test_forms_of_a_word_are_one_word(stocked):
    assert set(found(stocked, "ferry")) == set(found(stocked, "FERRIES")) == {"long", "other"}


def test_a_headline_and_a_short_text_weigh_more(stocked):
    assert found(stocked, "lantern") == ["short", "long"]


def test_more_of_the_words_come_first(stocked):
    assert found(stocked, "captain lantern pier Esk")[0] == "long"
    assert found(stocked, "ferry council")[0] == "other"


def test_a_hit_names_its_report_and_story(stocked):
    hit = stocked.search("captain")[0]
    assert (hit.outlet, hit.title, hit.published) == ("Herald", "Aground", "2031-05-06")
    assert hit.story == stocked.story_of("long")
    assert hit.score > 0


@pytest.mark.parametrize("words", ["", "   ", "?!", "“”", "zeppelin", "'; DROP TABLE words; --", "\x00", "a" * 100_000])
def test_words_that_nothing_says_find_nothing(stocked, words):
    assert all(h.report in {"long", "short", "other"} for h in stocked.search(words))
    assert len(stocked.reports()) == 3


def test_the_snippet_marks_what_was_found(stocked):
    hit = stocked.search("lantern pier")[1]
    assert hit.report == "long"
    assert [mark.of(hit.snippet) for mark in hit.marks] == ["lantern", "pier"]
    assert "\n" not in hit.snippet
    assert len(hit.snippet) < 260


def test_a_snippet_of_one_endless_word():
    report = make_report("x", "a" * 5000 + " ferry " + "b" * 5000)
    text, marks = snippet_of(report, {"ferry"})
    assert [mark.of(text) for mark in marks] == ["ferry"]
    assert len(text) < 300


def test_a_snippet_where_only_the_headline_says_it():
    report = make_report("x", "Nothing here says it at all.", title="Ferry")
    assert snippet_of(report, {"ferry"}) == ("Nothing here says it at all.", ())
    assert all(isinstance(m, Span) for m in snippet_of(report, {"nothing"})[1])


def test_the_order_of_equals_does_not_depend_on_the_order_of_adding(tmp_path, engine):
    from twosource.desk import Desk

    from .conftest import SETTINGS

    answers = []
    for n, reports in enumerate((news(3), news(3)[::-1])):
        with Desk(tmp_path / f"{n}.desk", settings=SETTINGS) as desk:
            desk.add(reports, engine=engine)
            answers.append([desk.search(words) for words in ("hurt near", "inquiry judge", "stall fish", "bridge")])
    assert answers[0] == answers[1]
    assert all(answers[0])


def test_the_words_of_each_batch_are_in_order(desk, engine):
    batches = news(6)[:4], news(6)[4:]
    for batch in batches:
        desk.add(batch, engine=engine)
    with desk.asking() as connection:
        words = [word for (word,) in connection.execute("SELECT word FROM words ORDER BY rowid").fetchall()]
    falls = [n for n in range(1, len(words)) if words[n] < words[n - 1]]
    assert len(falls) == len(batches) - 1
