"""The commands of a desk as a person or a script meets them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from twosource.cli import app
from twosource.printing import to_csv

REPORTS = {
    "a.txt": "Ferry runs aground off Tamsin\n\nTAMSIN, Varelia (NNA) — Forty people were taken off a ferry that ran "
    "aground near Tamsin on Tuesday, the coast guard said.\n\n“We had to wait for the tide,” "
    "said Ada Moll, the harbour master.\n",
    "b.txt": "12 May 2021\n\nForty people were brought ashore after a ferry struck a bank near Tamsin on Tuesday, "
    "according to the coast guard. “We had to wait for the tide,” Moll said.\n",
}
WHO = ("--name", "I. Sorn", "--reason", "Two ferries.")


def call(*words, env=None):
    return CliRunner().invoke(app, [str(w) for w in words], env=env)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk")
    for name, text in REPORTS.items():
        (path / name).write_text(text, encoding="utf-8")
    done = call("add", path / "a.txt", path / "b.txt", path / "c.txt", "--desk", path / "d.desk", "--fast", "--quiet")
    assert done.exit_code == 1, done.output
    assert "c.txt" in done.stderr
    assert done.stdout.startswith("Reports: 2 new, 0 new versions, 0 known already.")
    return path


@pytest.fixture
def on_desk(folder):
    return lambda *words: call(*words, env={"TWOSOURCE_DESK": str(folder / "d.desk")})


def test_adding_again_adds_nothing(on_desk, folder):
    done = on_desk("add", folder / "a.txt", "--quiet")
    assert done.exit_code == 0
    assert done.stdout.startswith("Reports: 0 new, 0 new versions, 1 known already.")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("stories",), "headline"),
        (("search", "ferry", "tide"), "snippet"),
        (("runs",), "version"),
        (("sources", "Herald", "--owner", "Varel Press", "--wire", "NNA"), "owner"),
    ],
)
def test_every_list_prints_as_text_json_and_csv(on_desk, words, field):
    rows = json.loads(on_desk(*words, "--json").stdout)
    assert rows[0][field]
    read = list(csv.DictReader(io.StringIO(on_desk(*words, "--csv").stdout)))
    assert [row[field] for row in read] == [row[field] for row in rows]
    assert on_desk(*words).exit_code == 0
    assert on_desk(*words, "--json", "--csv").exit_code != 0


def test_a_story_is_briefed_in_every_form(on_desk, folder):
    story = json.loads(on_desk("stories", "--json").stdout)[0]["id"]
    assert "Ferry runs aground" in on_desk("brief", story).stdout
    assert on_desk("brief", story, "--html", folder / "b.html", "--markdown", folder / "b.md").exit_code == 0
    assert (folder / "b.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert json.loads(on_desk("brief", story, "--json", "-").stdout)["claims"]


def test_a_decision_is_made_listed_and_taken_back(on_desk):
    made = on_desk("overrule", "same-story", "b.txt", "own", *WHO)
    assert made.exit_code == 0, made.output
    (row,) = json.loads(on_desk("decisions", "--json").stdout)
    assert (row["id"], row["name"], row["reason"]) == (made.stdout.strip(), "I. Sorn", "Two ferries.")
    assert on_desk("undo", row["id"], *WHO).exit_code == 0
    assert json.loads(on_desk("decisions", "--json").stdout) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brief", "nothing"), "no story 'nothing'"),
        (("versions", "nothing"), "no report 'nothing'"),
        (("undo", "nothing", *WHO), "no decision in force 'nothing'"),
        (("overrule", "same-story", "b.txt", "nothing", *WHO), "no report 'nothing'"),
        (("stories", "--desk", "not-there.desk"), "there is no desk"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(on_desk, words, said):
    done = on_desk(*words)
    assert done.exit_code != 0
    assert said in str(done.exception)


def test_export_writes_a_folder(on_desk, folder):
    done = on_desk("export", folder / "out")
    assert done.exit_code == 0
    assert (folder / "out" / "reports.jsonl.gz").exists()


def test_a_cell_that_a_spreadsheet_would_run_is_only_words():
    assert "'=HYPERLINK" in to_csv([{"headline": "=HYPERLINK(1)"}])
