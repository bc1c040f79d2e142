"""A report that breaks a step of adding is told and left out whole; what the desk holds goes on without it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from twosource import annotation, cli, pipeline
from twosource.desk import Desk, adding, ledgers, passages
from twosource.engine.local import LocalEngine
from twosource.intake import make_report
from twosource.model import Report
from twosource.stories import features

from .conftest import SETTINGS, differences, news, tables_of

BAD = news(2)[4]
GOOD = [r for r in news(2) if r is not BAD]
UNREAD = "Divers saw quartz lamps, Ada Moll said on Monday."


def break_on(monkeypatch: pytest.MonkeyPatch, module: object, name: str, is_bad: Callable[..., bool]) -> None:
    real = getattr(module, name)

    def breaking(*given):
        if is_bad(*given):
            raise RuntimeError("no way")
        return real(*given)

    monkeypatch.setattr(module, name, breaking)


def no_terms(monkeypatch):
    title = BAD.text.split(".")[0]
    break_on(monkeypatch, features, "counts_of", lambda _, body: body.startswith(title))


def no_notes(monkeypatch):
    break_on(monkeypatch, ledgers, "place_notes", lambda report, _: report.id == BAD.id)


def no_place_in_search(monkeypatch):
    break_on(monkeypatch, adding, "index_reports", lambda _, found: BAD.id in {r.id for r in found.values()})


def no_copies(monkeypatch):
    real = adding.trace_copies

    def breaking(connection, engine, settings, touched, decisions):
        if adding.load_reports(connection, touched).keys() & {adding.incoming(BAD).key}:
            raise ValueError("no way")
        return real(connection, engine, settings, touched, decisions)

    monkeypatch.setattr(adding, "trace_copies", breaking)


@pytest.mark.parametrize("breaking", [no_terms, no_notes, no_place_in_search, no_copies])
def test_what_breaks_on_a_report_leaves_it_out_whole(tmp_path, engine, ticking, monkeypatch, breaking):
    with Desk(tmp_path / "a.desk", settings=SETTINGS, now=ticking) as desk:
        desk.add(GOOD, engine=engine)
    breaking(monkeypatch)
    with Desk(tmp_path / "b.desk", settings=SETTINGS, now=ticking) as desk:
        added = desk.add(news(2), engine=engine)
        assert [e.report for e in added.errors] == [BAD.id]
        assert added.errors[0].message.startswith("was not added: ")
        assert "no way" in added.errors[0].message
        assert set(added.new) == {r.id for r in GOOD}
        (run,) = desk.runs()
        assert (run.new, run.errors, run.finished) == (len(GOOD), 1, True)
        monkeypatch.undo()
        assert desk.add([BAD], engine=engine).new == (BAD.id,)
    with Desk(tmp_path / "a.desk", settings=SETTINGS, now=ticking) as desk:
        desk.add([BAD], engine=engine)
    assert differences(tables_of(tmp_path / "a.desk"), tables_of(tmp_path / "b.desk")) == {}


def test_a_report_alone_that_breaks_is_logged_and_no_more(desk, engine, monkeypatch):
    no_notes(monkeypatch)
    added = desk.add([BAD], engine=engine)
    assert (added.new, [e.report for e in added.errors]) == ((), [BAD.id])
    assert desk.reports() == desk.stories() == []
    (run,) = desk.runs()
    assert (run.new, run.errors, run.finished) == (0, 1, True)


def test_a_full_disk_is_no_report_that_breaks(desk, engine, monkeypatch):
    asked = []

    def full(*_):
        asked.append(1)
        raise OSError("the disk is full")

    monkeypatch.setattr(adding, "add_batch", full)
    with pytest.raises(OSError, match="the disk is full"):
        desk.add(news(1), engine=engine)
    assert len(asked) == 1


def unreadable() -> Report:
    return make_report("unread.txt", f"{GOOD[0].text}\n\n{UNREAD}", published="2031-05-02")


@pytest.fixture
def no_quartz(monkeypatch):
    read_no_quartz(monkeypatch)


def read_no_quartz(monkeypatch):
    break_on(monkeypatch, annotation, "annotate", lambda texts, _: any("quartz" in text for text in texts))


def test_a_paragraph_that_breaks_is_told_and_read_again_when_it_can_be(desk, no_quartz, monkeypatch):
    with LocalEngine(1) as engine:
        added = desk.add([unreadable(), GOOD[0]], engine=engine)
        assert added.new == (GOOD[0].id,)
        (error,) = added.errors
        assert error.report == "unread.txt"
        assert error.message.startswith("was not added: has a paragraph that could not be read")
        assert "no way" in error.message
        monkeypatch.undo()
        assert desk.add([unreadable()], engine=engine).new == ("unread.txt",)
    said = desk.ledger(desk.story_of("unread.txt")).attributions
    start = unreadable().text.index(UNREAD)
    assert any(a.report == "unread.txt" and a.content[0].start >= start for a in said)


def test_a_paragraph_that_another_program_could_read_costs_no_report_of_the_desk(desk, monkeypatch):
    with LocalEngine(1) as engine:
        desk.add([unreadable()], engine=engine)
        read_no_quartz(monkeypatch)
        monkeypatch.setattr("twosource.__version__", "0.0.next")
        added = desk.add([GOOD[0]], engine=engine)
        assert added.new == (GOOD[0].id,)
        assert [e.report for e in added.errors] == ["unread.txt"]
        ledger = desk.ledger(desk.story_of("unread.txt"))
    assert ledger.errors == added.errors
    assert {a.report for a in ledger.attributions} == {GOOD[0].id, "unread.txt"}


def test_what_a_held_report_breaks_is_told_and_the_new_one_is_kept(desk, engine, monkeypatch):
    desk.add([GOOD[0]], engine=engine)
    break_on(monkeypatch, ledgers, "place_notes", lambda report, _: report.id == GOOD[0].id)
    added = desk.add([GOOD[1]], engine=engine)
    assert added.new == (GOOD[1].id,)
    assert [(e.report, "no way" in e.message) for e in added.errors] == [(GOOD[0].id, True)]
    ledger = desk.ledger(desk.story_of(GOOD[0].id))
    assert {a.report for a in ledger.attributions} == {GOOD[1].id}


def test_a_story_that_cannot_be_weighed_is_told_by_adding(desk, engine, monkeypatch):
    break_on(monkeypatch, pipeline, "weigh_story", lambda name, story, *_: True)
    added = desk.add(news(1), engine=engine)
    assert len(added.new) == len(news(1))
    assert len(added.errors) == len(desk.stories()) >= 1
    assert all("could not be weighed" in e.message for e in added.errors)
    assert desk.runs()[0].errors == len(added.errors)


def test_a_report_in_another_language_is_no_error_of_adding(desk, engine):
    text = "Le maire de Lodev a dit que le pont serait fermé lundi. Les habitants de la ville ne le savaient pas. " * 3
    added = desk.add([make_report("fr.txt", text, published="2031-05-02")], engine=engine)
    assert desk.ledger(added.stories[0]).errors
    assert added.errors == ()


def test_a_new_version_is_compared_though_another_program_read_the_old_one(desk, engine, monkeypatch):
    old = make_report("v.txt", "The mayor of Lodev said that 12 people were hurt.", published="2031-05-02")
    desk.add([old], engine=engine)
    monkeypatch.setattr("twosource.__version__", "0.0.next")
    new = make_report("v.txt", "The mayor of Lodev said that 15 people were hurt.", published="2031-05-03")
    added = desk.add([new], engine=engine)
    assert (added.versions, added.errors) == (("v.txt",), ())
    assert desk.silent_changes("v.txt")


def test_the_command_names_what_was_left_out_and_ends_with_1(tmp_path, monkeypatch):
    source = tmp_path / "in"
    source.mkdir()
    for name, text in {"a.txt": GOOD[0].text, "b.txt": UNREAD}.items():
        (source / name).write_text(text)
    read_no_quartz(monkeypatch)
    given = ["add", str(source), "--desk", str(tmp_path / "d.desk"), "--fast", "-q", "--processes", "1"]
    done = CliRunner().invoke(cli.app, given)
    assert done.exit_code == 1
    assert "b.txt: was not added: has a paragraph that could not be read" in done.output
    with Desk(tmp_path / "d.desk", read_only=True) as desk:
        assert [name.rpartition("/")[2] for name in desk.reports()] == ["a.txt"]


def test_passages_that_break_are_not_kept(desk, no_quartz):
    with LocalEngine(1) as engine, desk.asking() as connection:
        broken: dict[str, str] = {}
        noted = passages.read_passages(connection, engine, SETTINGS, [unreadable()], "me", broken)
    assert list(broken) == [UNREAD]
    assert noted
    assert UNREAD not in noted
