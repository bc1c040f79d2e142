"""A report that breaks a function costs that report, is named with the message, and the others go on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

import twosource
from twosource import annotation, cli, pipeline, step_commands
from twosource.engine.local import LocalEngine
from twosource.intake import among_reports, make_report, published
from twosource.lineage import candidates, descent, families, findings, links, runs
from twosource.model import ReadError, Settings
from twosource.stories import features

FAST = Settings(learned=False)
TEXTS = {
    "a": "The mayor of Lodev said the old bridge over the Ost would open again on Friday after repairs.",
    "b": "The mayor of Lodev said the old bridge over the Ost would open again on Friday after repairs. Nobody asked.",
    "c": "A spokesman for the port of Halvern said that 12 crowns were paid for every tonne of grain.",
}


def reports():
    return [make_report(name, f"{text}\n") for name, text in TEXTS.items()]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"id": n, "text": f"{t}\n"}) + "\n" for n, t in TEXTS.items()))
    return path


def break_on(monkeypatch, module, name, is_bad):
    """Let a function of a module raise where its arguments are bad."""
    real = getattr(module, name)

    def breaking(*given, **named):
        if is_bad(*given):
            raise RuntimeError("no way")
        return real(*given, **named)

    monkeypatch.setattr(module, name, breaking)


@pytest.fixture
def no_speakers_in_b(monkeypatch):
    break_on(
        monkeypatch,
        annotation,
        "resolve_speakers",
        lambda attributions, mentioned, cast, discourse: mentioned.report == "b",
    )


def test_annotate_goes_on_past_a_report_whose_speakers_break(no_speakers_in_b):
    errors: list[ReadError] = []
    with LocalEngine(1) as engine:
        notes = twosource.annotate(reports(), settings=FAST, engine=engine, errors=errors)
        assert [n.report for n in notes] == ["a", "c"]
        assert [(e.report, "RuntimeError: no way" in e.message) for e in errors] == [("b", True)]
        with pytest.raises(ValueError, match=r"b: could not be read .* no way"):
            twosource.annotate(reports(), settings=FAST, engine=engine)


def test_the_command_names_the_report_writes_the_others_whole_and_ends_with_1(no_speakers_in_b, source, tmp_path):
    out = tmp_path / "out.jsonl"
    done = CliRunner().invoke(cli.app, ["annotate", str(source), "-o", str(out), "--fast", "-q", "--processes", "1"])
    assert done.exit_code == 1
    assert "twosource: b: could not be read for who says what: RuntimeError: no way" in done.output
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["id"] for row in rows] == ["a", "c"]
    assert all(row["attributions"] for row in rows)


def test_reports_that_share_an_id_keep_it_where_one_between_them_breaks(no_speakers_in_b):
    given = [reports()[0], reports()[1], reports()[0]]
    errors: list[ReadError] = []
    with LocalEngine(1) as engine:
        rows = list(step_commands.annotate_rows(given, engine, errors, FAST))
    assert [row["id"] for row in rows] == ["a", "a"]
    assert [e.report for e in errors] == ["b"]


def test_a_passage_that_cannot_be_placed_costs_its_report(monkeypatch):
    break_on(monkeypatch, annotation, "place", lambda report, *_: report.id == "c")
    errors: list[ReadError] = []
    with LocalEngine(1) as engine:
        notes = twosource.annotate(reports(), settings=FAST, engine=engine, errors=errors)
        ledger = pipeline.make_ledger(reports(), settings=FAST, engine=engine)
    assert [n.report for n in notes] == ["a", "b"]
    assert [e.report for e in errors] == [e.report for e in ledger.errors] == ["c"]
    assert {a.report for a in ledger.attributions} == {"a", "b"}


def test_read_resolves_the_others_of_a_story_without_the_report_that_breaks(no_speakers_in_b):
    with LocalEngine(1) as engine:
        ledger = pipeline.make_ledger(reports(), one_story=True, settings=FAST, engine=engine)
    assert [(e.report, "no way" in e.message) for e in ledger.errors] == [("b", True)]
    assert {a.report for a in ledger.attributions} == {"a", "c"}
    assert len(ledger.reports) == 3
    assert ledger.claims


def test_a_story_that_breaks_as_a_whole_is_resolved_report_by_report(monkeypatch):
    break_on(monkeypatch, annotation, "build_cast", lambda mentioned: len(mentioned) > 1)
    with LocalEngine(1) as engine:
        ledger = pipeline.make_ledger(reports(), one_story=True, settings=FAST, engine=engine)
    (error,) = ledger.errors
    assert error.report == "a"
    assert "2 other reports" in error.message
    assert {a.report for a in ledger.attributions} == {"a", "b", "c"}


def test_a_story_that_cannot_be_weighed_has_no_claims_and_the_others_have_theirs(monkeypatch):
    break_on(monkeypatch, pipeline, "weigh_story", lambda name, story, *_: story[0].id == "a")
    with LocalEngine(1) as engine:
        ledger = pipeline.make_ledger(reports(), settings=FAST, engine=engine)
    assert [(e.report, "could not be weighed" in e.message) for e in ledger.errors] == [("a", True)]
    assert {r.report for c in ledger.claims for r in c.readings} == {"c"}


def test_a_pair_that_cannot_be_compared_is_named(monkeypatch):
    break_on(monkeypatch, findings, "align_wordings", lambda child, parent: True)
    with LocalEngine(1) as engine:
        ledger = pipeline.make_ledger(reports(), settings=FAST, engine=engine)
    assert ["could not be compared" in e.message for e in ledger.errors] == [True]
    assert ledger.claims


def test_a_report_that_cannot_be_read_for_copy_stands_alone(monkeypatch):
    break_on(monkeypatch, candidates, "words_in", lambda texts: any("Nobody asked" in text for text in texts))
    assert runs.read_runs is candidates.read_runs
    errors: list[ReadError] = []
    with LocalEngine(1) as engine:
        given = [*reports(), make_report("d", f"{TEXTS['c']}\n")]
        lineages, _ = twosource.trace(given, engine=engine, errors=errors)
        assert [x.reports for x in lineages] == [("a",), ("b",), ("c", "d")]
        assert [e.report for e in errors] == ["b"]
        with pytest.raises(ValueError, match="b: could not be compared as copy"):
            twosource.trace(given, engine=engine)


def test_a_family_that_cannot_be_traced_is_named_and_its_reports_stand_alone(monkeypatch):
    break_on(monkeypatch, descent, "find_parents", lambda family, links: links.reports[family[0]].id == "a")
    errors: list[ReadError] = []
    with LocalEngine(1) as engine:
        given = [reports()[0], reports()[2], reports()[1], make_report("d", f"{TEXTS['c']}\n")]
        lineages, made = twosource.trace(given, engine=engine, errors=errors)
    assert [(x.id, x.reports) for x in lineages] == [("l1", ("a",)), ("l2", ("c", "d")), ("l3", ("b",))]
    assert {d.child for d in made} == {"c", "d"}
    assert [(e.report, "a, b" in e.message) for e in errors] == [("a", True)]


def test_a_report_whose_words_cannot_be_counted_is_in_no_other_story(monkeypatch):
    break_on(monkeypatch, features, "counts_of", lambda title, body: "12 crowns" in body)
    errors: list[ReadError] = []
    with LocalEngine(1) as engine:
        stories = twosource.group(reports(), engine=engine, errors=errors)
    assert stories == {"a": "s1", "b": "s1", "c": "s2"}
    assert [e.report for e in errors] == ["c"]


def test_a_report_that_cannot_be_dated_keeps_its_date_and_the_others_are_dated(monkeypatch):
    break_on(monkeypatch, published, "_date_from_text", lambda report: report.id == "b")
    given = [replace(reports()[0], published="2031-05-02"), *reports()[1:]]
    with LocalEngine(1) as engine:
        ledger = pipeline.make_ledger(given, one_story=True, settings=FAST, engine=engine)
    assert [(e.report, e.message) for e in ledger.errors] == [("b", "could not be dated: RuntimeError: no way")]
    assert {r.id: r.published for r in ledger.reports} == {"a": "2031-05-02", "b": None, "c": "2031-05-02"}


def test_reports_that_cannot_date_each_other_are_told_once(monkeypatch):
    break_on(monkeypatch, published, "_date_from_others", lambda dated: len(dated) > 1)
    given = [replace(reports()[0], published="2031-05-02"), *reports()[1:]]
    with LocalEngine(1) as engine:
        ledger = pipeline.make_ledger(given, one_story=True, settings=FAST, engine=engine)
    assert [(e.report, "2 other reports" in e.message) for e in ledger.errors] == [("a", True)]
    assert [r.published for r in ledger.reports] == ["2031-05-02", None, None]


def test_reports_that_cannot_be_asked_for_outlets_go_on_without(monkeypatch):
    break_on(monkeypatch, among_reports, "_named", lambda report, agencies, known: report.id == "b")
    given = [replace(reports()[0], outlet="Lodev Herald"), *reports()[1:]]
    with LocalEngine(1) as engine:
        ledger = pipeline.make_ledger(given, one_story=True, settings=FAST, engine=engine)
    assert [(e.report, "each other's outlets" in e.message) for e in ledger.errors] == [("a", True)]
    assert [r.outlet for r in ledger.reports] == ["Lodev Herald", None, None]
    assert ledger.claims


# Both have half of the words in another order: how much is copy is seen by aligning sentences alone.
DOUBTFUL = {
    "x": " ".join(
        f"Divers searched quay number {n} of Lodev until the tide came in, and the harbour office said that nobody "
        f"had asked for help before alarm {n} was given."
        for n in range(6)
    ),
    "y": " ".join(
        f"Divers searched quay number {n} of Lodev until late on Monday as tides came in; the harbour office says "
        f"nobody asked for help before the alarm {n} was given out."
        for n in range(6)
    ),
}


def doubtful(names="xy"):
    return [make_report(name, f"{DOUBTFUL[name[0]]}\n") for name in names]


def test_reports_that_break_the_alignment_stand_alone_and_the_others_are_traced(monkeypatch):
    with LocalEngine(1) as engine:
        given = [*doubtful(), reports()[0], reports()[1]]
        lineages, _ = twosource.trace(given, engine=engine)
        assert [x.reports for x in lineages] == [("x", "y"), ("a", "b")]
        break_on(monkeypatch, links, "read_wordings", lambda some, known: any(r.id == "y" for r in some))
        with pytest.raises(RuntimeError, match="no way"):
            twosource.trace(given, engine=engine)
        errors: list[ReadError] = []
        lineages, _ = twosource.trace(given, engine=engine, errors=errors)
    assert [x.reports for x in lineages] == [("x",), ("y",), ("a", "b")]
    assert [(e.report, "stands alone: RuntimeError: no way" in e.message) for e in errors] == [("y", True)]


def test_a_pair_that_breaks_the_alignment_is_named(monkeypatch):
    break_on(monkeypatch, links, "covered", lambda *_: True)
    errors: list[ReadError] = []
    with LocalEngine(1) as engine:
        lineages, _ = twosource.trace([*doubtful(), reports()[0], reports()[1]], engine=engine, errors=errors)
    assert [x.reports for x in lineages] == [("x",), ("y",), ("a", "b")]
    assert [(e.report, "as copy with y: RuntimeError: no way" in e.message) for e in errors] == [("x", True)]


def test_a_grouping_that_breaks_on_no_report_leaves_each_alone(monkeypatch):
    break_on(monkeypatch, families, "_most_alike", lambda *_: True)
    errors: list[ReadError] = []
    with LocalEngine(1) as engine:
        lineages, _ = twosource.trace(reports(), engine=engine, errors=errors)
    assert [x.reports for x in lineages] == [("a",), ("b",), ("c",)]
    assert [(e.report, "2 other reports" in e.message) for e in errors] == [("a", True)]
