"""The command line as a person or a script meets it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys

import jsonschema
import pytest
from typer.testing import CliRunner

import twosource
from twosource.cli import app

REPORTS = {
    "a.txt": "Ferry runs aground off Tamsin\n\nTAMSIN, Varelia (NNA) — Forty people were taken off a ferry that ran "
    "aground near Tamsin on Tuesday, the coast guard said.\n\n“We had to wait for the tide,” "
    "said Ada Moll, the harbour master.\n",
    "b.txt": "12 May 2021\n\nForty people were brought ashore after a ferry struck a bank near Tamsin on Tuesday, "
    "according to the coast guard. “We had to wait for the tide,” Moll said.\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(app, [str(w) for w in words])


def test_read_prints_a_briefing_that_cites(run, folder):
    result = run("read", folder / "a.txt", folder / "b.txt", "--fast", "--quiet")
    assert result.exit_code == 0
    assert "Two reports" in result.stdout
    assert "Ada Moll" in result.stdout
    assert "a:" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_version_is_printed_and_help_still_says_what_it_is_for(run):
    told = run("--version")
    assert (told.exit_code, told.stdout) == (0, f"twosource {twosource.__version__}\n")
    assert "say what is known" in run("--help").stdout
    assert run().exit_code == 2


def test_read_takes_a_register_and_keeps_what_reports_carry(run, tmp_path):
    row = {"id": "a", "text": REPORTS["a.txt"], "rights": "may be quoted", "owner": "Varel Press", "wires": ["NNA"]}
    (tmp_path / "reports.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (tmp_path / "sources.csv").write_text("outlet,owner,wires\nEcho,Varel Press,AFP; NNA\n", encoding="utf-8")
    result = run(
        "read", tmp_path / "reports.jsonl", "--fast", "-q", "--sources", tmp_path / "sources.csv", "--json", "-"
    )
    assert result.exit_code == 0
    (report,) = json.loads(result.stdout)["reports"]
    assert (report["rights"], report["owner"], report["wires"]) == ("may be quoted", "Varel Press", ["NNA"])
    (tmp_path / "bad.json").write_text("[3]", encoding="utf-8")
    assert run("read", tmp_path / "reports.jsonl", "-q", "--sources", tmp_path / "bad.json").exit_code != 0


def test_read_writes_every_form_and_the_ledger_fits_its_schema(run, folder):
    out = folder / "out"
    out.mkdir()
    result = run(
        "read", folder / "a.txt", folder / "b.txt", "--fast", "--quiet",
        "--json", out / "l.json", "--markdown", out / "b.md", "--html", out / "b.html",
    )  # fmt: skip
    assert result.exit_code == 0
    ledger = json.loads((out / "l.json").read_text(encoding="utf-8"))
    jsonschema.validate(ledger, json.loads(run("schema").stdout))
    assert {r["id"] for r in ledger["reports"]} == {"a.txt", "b.txt"}
    assert (out / "b.md").read_text(encoding="utf-8").startswith("# ")
    assert (out / "b.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_spans_of_the_ledger_hold_the_words_they_say(run, folder):
    run("read", folder / "a.txt", folder / "b.txt", "--fast", "--quiet", "--json", folder / "l.json")
    ledger = json.loads((folder / "l.json").read_text(encoding="utf-8"))
    readings = [r for c in ledger["claims"] for r in c["readings"]]
    assert readings
    for reading in readings:
        assert REPORTS[reading["report"]][reading["start"] : reading["end"]] == reading["text"]


def test_same_input_same_bytes(run, folder):
    for name in ("one.json", "two.json"):
        run("read", folder / "a.txt", folder / "b.txt", "--fast", "--quiet", "--json", folder / name)
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()


def test_json_to_standard_output_is_only_json(run, folder):
    assert (
        json.loads(run("read", folder / "a.txt", "--fast", "--quiet", "--json", "-").stdout)["format"]
        == "twosource-ledger/1"
    )


def test_one_that_fails_is_named_and_the_rest_goes_on(run, folder):
    (folder / "c.txt").write_bytes(b"")
    result = run("read", folder / "a.txt", folder / "c.txt", "--fast", "--quiet")
    assert result.exit_code == 1
    assert "c.txt" in result.stderr
    assert "Ada Moll" in result.stdout


def test_a_wrong_call_is_two():
    done = subprocess.run([sys.executable, "-m", "twosource", "read"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Usage" in done.stderr


def test_nothing_to_read_is_said_in_a_line_without_a_traceback(tmp_path):
    words = [sys.executable, "-m", "twosource", "read", str(tmp_path / "absent.txt")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode in {1, 2}
    assert "absent.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_compare_lays_reports_side_by_side(run, folder):
    result = run(
        "compare",
        folder / "a.txt",
        folder / "b.txt",
        "--fast",
        "--quiet",
        "--html",
        folder / "c.html",
        "--tei",
        folder / "c.xml",
    )
    assert result.exit_code == 0
    assert "a.txt" in result.stdout
    assert "Tamsin" in (folder / "c.html").read_text(encoding="utf-8")
    assert "<TEI" in (folder / "c.xml").read_text(encoding="utf-8")


def test_comparing_one_report_is_a_wrong_call(folder):
    words = [sys.executable, "-m", "twosource", "compare", str(folder / "a.txt"), "--fast", "--quiet"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, "two reports or more" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", ["annotate", "group", "trace"])
def test_filters_keep_order_and_ids(run, tmp_path, command):
    rows = [{"id": f"r{n}", "text": text, "published": "2021-05-12"} for n, text in enumerate(REPORTS.values())]
    source, output = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl.gz"
    source.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in rows).encode()))
    fast = ["--fast"] if command == "annotate" else []
    assert run(command, source, "-o", output, "--quiet", *fast).exit_code == 0
    assert [json.loads(x)["id"] for x in gzip.decompress(output.read_bytes()).splitlines()] == ["r0", "r1"]


def test_a_filter_goes_on_past_a_bad_line(run, tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id": "x", "text": "A ferry sank."}\nno json\n', encoding="utf-8")
    result = run("trace", tmp_path / "in.jsonl", "--quiet")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["id"] == "x"
    assert "in.jsonl:2" in result.stderr


def test_a_file_that_cannot_be_written_leaves_nothing(run, folder):
    result = run("read", folder / "a.txt", "--fast", "--quiet", "--json", folder / "absent" / "l.json")
    assert result.exit_code != 0
    assert not (folder / "absent").exists()


def test_a_pipe_that_closes_early_is_no_error_to_talk_about(folder):
    words = [sys.executable, "-m", "twosource", "read", str(folder / "a.txt"), "--fast", "--quiet", "--json", "-"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stderr is not None
        reader.stdout.close()
        said = reader.stderr.read()
    assert "Traceback" not in said
    assert "Broken pipe" not in said


def test_progress_is_told_at_once_and_on_standard_error(run, folder):
    result = run("read", folder / "a.txt", "--fast")
    assert result.stderr.splitlines()[0].startswith("Starting")
    assert "Starting" not in result.stdout


def test_decisions_are_applied_and_what_has_no_effect_is_said(run, folder):
    decided = folder / "decided.toml"
    decided.write_text(
        '[[decision]]\nkind = "lineage"\nsubject = "b.txt"\nvalue = "a.txt"\nname = "I. Sorn"\nreason = "One pool."\n'
        '[[decision]]\nkind = "credibility"\nsubject = "s1c99"\nvalue = 2\nname = "I. Sorn"\nreason = "The log."\n',
        encoding="utf-8",
    )
    result = run(
        "read", folder / "a.txt", folder / "b.txt", "--fast", "--quiet", "--decisions", decided,
        "--json", folder / "l.json",
    )  # fmt: skip
    ledger = json.loads((folder / "l.json").read_text(encoding="utf-8"))
    jsonschema.validate(ledger, json.loads(run("schema").stdout))
    assert len(ledger["lineages"]) == 1
    assert [d["value"] for d in ledger["decisions"]] == ["a.txt"]
    assert "One pool." in " ".join(result.stdout.split())
    assert "s1c99 (credibility) has no effect" in " ".join(result.stderr.split())


def test_a_bad_file_of_decisions_is_named(folder):
    (folder / "bad.json").write_text('[{"kind": "lineage"}]', encoding="utf-8")
    call = [sys.executable, "-m", "twosource", "read", str(folder / "a.txt"), "--decisions", str(folder / "bad.json")]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "bad.json, decision 1: it has no subject" in done.stderr


def test_what_moved_since_an_earlier_ledger_is_said_first_in_every_form(run, folder):
    run("read", folder / "a.txt", "--fast", "--quiet", "--json", folder / "old.json")
    result = run(
        "read", folder / "a.txt", folder / "b.txt", "--one-story", "--fast", "--quiet", "--since", folder / "old.json",
        "--json", folder / "l.json", "--markdown", folder / "b.md", "--html", folder / "b.html",
    )  # fmt: skip
    assert result.exit_code == 0
    sections = json.loads((folder / "l.json").read_text(encoding="utf-8"))["briefing"]["sections"]
    assert sections[0]["key"] == "since"
    assert sections[0]["sentences"][0]["text"] == "One new report (b)."
    for text in (result.stdout, *((folder / f"b.{form}").read_text(encoding="utf-8") for form in ("md", "html"))):
        assert "One new report (b)." in text
    refused = subprocess.run(
        [sys.executable, "-m", "twosource", "read", str(folder / "a.txt"), "--since", str(folder / "a.txt")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.returncode == 2
    assert "a.txt is not JSON" in refused.stderr


def test_a_language_model_that_cannot_be_reached_leaves_the_briefing_as_built(run, folder):
    plain = run("read", folder / "a.txt", "--fast", "--quiet")
    asked = run("read", folder / "a.txt", "--fast", "--quiet", "--reword", "http://127.0.0.1:9", "--reword-model", "m")
    assert asked.exit_code == 0
    assert asked.stdout.startswith(plain.stdout.split("\nCitations")[0].rstrip())
    assert "reworded 0 of" in " ".join(asked.stdout.split())
    assert "cannot be reached" in asked.stderr
