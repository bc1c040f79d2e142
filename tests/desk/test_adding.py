"""Adding: what it says it did, what it leaves alone, and that the ledger is the one that reading would give."""

from __future__ import annotations

import gc

import pytest

from twosource.desk import Desk
from twosource.desk import adding as adding_module
from twosource.desk.versions import Incoming
from twosource.intake import make_report
from twosource.model import ReadError
from twosource.pipeline import make_ledger

from .conftest import SETTINGS, Remembering, news, sample, tables_of


def test_an_addition_says_what_it_did(desk, engine):
    added = desk.add(news(1), [ReadError("bad.txt", "is empty")], engine=engine)
    assert added.new == tuple(r.id for r in news(1))
    assert (added.versions, added.known, added.stopped) == ((), (), False)
    assert [e.report for e in added.errors] == ["bad.txt"]
    assert set(added.stories) == {row.id for row in desk.stories()}
    assert {desk.story_of(r.id) for r in news(1)} == set(added.stories)
    (run,) = desk.runs()
    assert (run.new, run.errors, run.finished) == (6, 1, True)
    assert run.settings["common_run"] == SETTINGS.common_run


def test_reports_of_a_batch_are_not_compared_each_with_each(desk, engine, monkeypatch):
    asked: list[int] = []
    same = Incoming.__eq__
    monkeypatch.setattr(Incoming, "__eq__", lambda one, other: bool(asked.append(1)) or same(one, other))
    batch = [make_report(f"{n}.txt", f"{n} boats lay at the pier of Esk.") for n in range(30)]
    added = desk.add([*batch, *batch, make_report("0.txt", "Nothing.")], engine=engine)
    assert (len(added.new), added.versions, added.known) == (30, (), ())
    assert [report.text[:7] for report in desk.versions("0.txt")] == ["0 boats", "Nothing"]
    assert len(asked) <= 2 * len(batch)


def test_adding_twice_changes_nothing(tmp_path, engine, ticking):
    path = tmp_path / "news.desk"
    with Desk(path, settings=SETTINGS, now=ticking) as desk:
        desk.add(news(2), engine=engine)
    before = tables_of(path)
    Remembering.read.clear()
    with Desk(path, settings=SETTINGS, now=ticking) as desk:
        moved = desk.stories()
        again = desk.add([*news(2), *news(2)], engine=engine)
        assert (again.new, again.versions, again.stories) == ((), (), ())
        assert set(again.known) == {r.id for r in news(2)}
        assert desk.stories() == moved
    assert tables_of(path) == before
    assert Remembering.read == []


def test_the_ledger_is_the_one_that_reading_gives(desk, engine):
    desk.add(sample(), engine=engine)
    read = make_ledger(sample(), engine=engine, settings=SETTINGS)
    stories = {row.id: {r.id for r in desk.ledger(row.id).reports} for row in desk.stories()}
    assert sorted(map(sorted, stories.values())) == sorted(
        sorted(r for r, s in read.stories.items() if s == name) for name in set(read.stories.values())
    )
    for ids in stories.values():
        kept = desk.ledger(desk.story_of(min(ids)))
        assert {frozenset(x.reports) for x in kept.lineages} == {
            frozenset(x.reports) for x in read.lineages if set(x.reports) <= ids
        }
        assert {c.text for c in kept.claims} == {c.text for c in read.claims if c.readings[0].report in ids}
        assert {(c.text, c.standing) for c in kept.claims} == {
            (c.text, c.standing) for c in read.claims if c.readings[0].report in ids
        }


def test_a_passage_is_read_once_in_the_life_of_a_desk(desk, engine):
    Remembering.read.clear()
    desk.add(news(1)[:1], engine=engine)
    desk.add(news(1)[1:], engine=engine)
    assert len(Remembering.read) == len(set(Remembering.read))


def test_only_the_stories_that_a_report_touches_are_weighed(desk, engine, monkeypatch):
    desk.add(news(3), engine=engine)
    weighed = []
    weigh = adding_module.weigh_stories
    monkeypatch.setattr(adding_module, "weigh_stories", lambda *given: weighed.extend(given[3]) or weigh(*given))
    near = news(1)[4]
    text = near.text.replace("told this paper", "told reporters")
    extra = make_report("99-own.txt", text, title=near.title, published=near.published)
    added = desk.add([extra], engine=engine)
    assert desk.story_of("99-own.txt") == desk.story_of(news(1)[4].id)
    assert set(added.stories) <= set(weighed)
    assert len(set(weighed)) < len(desk.stories())


def test_stopping_keeps_what_was_committed(desk, engine, monkeypatch):
    monkeypatch.setattr(adding_module, "BATCH_REPORTS", 4)
    asked = iter([False, False, True])
    added = desk.add(news(2), engine=engine, stop=lambda: next(asked))
    assert added.stopped
    assert added.new == tuple(r.id for r in news(2)[:8])
    assert desk.reports() == sorted(added.new)
    assert not desk.runs()[0].finished
    rest = desk.add(news(2), engine=engine)
    assert set(rest.new) == {r.id for r in news(2)[8:]}


def test_passages_are_kept_in_parts_before_their_batch_is(desk, engine, monkeypatch):
    monkeypatch.setattr(adding_module, "PART_REPORTS", 4)
    asked = iter([False, False, True])
    added = desk.add(news(2), engine=engine, stop=lambda: next(asked))
    assert added.stopped
    assert desk.reports() == []
    read, read_batch = [], adding_module.read_batch
    monkeypatch.setattr(adding_module, "read_batch", lambda *given: read.append(read_batch(*given)) or read[-1])
    desk.add(news(2), engine=engine)
    assert desk.reports() == sorted(r.id for r in news(2))
    assert not any(read[:2])
    assert any(read[2:])


def test_progress_is_told_in_words(desk, engine):
    told = []
    desk.add(news(1), engine=engine, progress=told.append)
    assert told
    assert all("reports" in words for words in told)


def test_nothing_to_add_is_logged_and_harmless(desk, engine):
    added = desk.add([], [ReadError("bad.txt", "is empty")], engine=engine)
    assert added.new == added.stories == ()
    assert desk.stories() == []
    assert desk.search("anything at all") == []


def test_hostile_texts_are_kept_as_they_are(desk, engine):
    texts = [
        "a",
        "x" * 60_000,
        "\x00\x1b[31m na\u202e\u2028 b",
        "“" * 500 + "a",
        "\ud7ff \U0010ffff x\r\n\r\ny",
        "' ; DROP TABLE versions; --",
    ]
    reports = [make_report(f"h{n}", text) for n, text in enumerate(texts)]
    desk.add(reports, engine=engine)
    for report in reports:
        assert desk.report(report.id) == report
        assert desk.brief(desk.story_of(report.id)).story
    assert desk.search("DROP TABLE")[0].report == "h5"


@pytest.mark.parametrize("name", ["", "nothing", "00-wire-0.txt@1@2", "00-wire-0.txt@9"])
def test_what_is_not_there_is_a_key_error(desk, engine, name):
    desk.add(news(1)[:2], engine=engine)
    for ask in (desk.report, desk.versions, desk.story_of, desk.silent_changes, desk.ledger, desk.brief, desk.rights):
        with pytest.raises(KeyError):
            ask(name)


def test_half_a_character_in_a_headline_is_replaced(desk, engine):
    report = make_report(
        "half", "The ferry ran aground near Tamsin.", title="Ferry \ud83d aground", url="https://x.example/\udc00"
    )
    added = desk.add([report], engine=engine)
    assert desk.report(*added.new).title == "Ferry \ufffd aground"
    assert desk.add([report], engine=engine).known == added.new


@pytest.mark.parametrize("breaks", [False, True])
def test_the_collector_rests_while_a_batch_is_kept_and_runs_again_after(desk, engine, monkeypatch, breaks):
    seen = {}

    def watched(step):
        def watching(*given):
            seen[step.__name__] = gc.isenabled()
            if breaks and step.__name__ == "group_again":
                raise RuntimeError("stopped here")
            return step(*given)

        return watching

    monkeypatch.setattr(adding_module, "read_batch", watched(adding_module.read_batch))
    monkeypatch.setattr(adding_module, "group_again", watched(adding_module.group_again))
    added = desk.add(news(1), engine=engine)
    assert len(added.errors) == (len(news(1)) if breaks else 0)
    assert all(error.message == "was not added: RuntimeError: stopped here" for error in added.errors)
    assert seen == {"read_batch": True, "group_again": False}
    assert gc.isenabled()
