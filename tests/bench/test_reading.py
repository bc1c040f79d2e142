"""The reading of claims and conflicts: verdicts hold no text, and apply to the places that they were given on."""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

READING = Path(__file__).parents[2] / "bench" / "reading"
PLACES = re.compile(r"\S+:\d+-\d+( \S+:\d+-\d+)*")

# Two newsrooms tell of one deed in their own words; a third tells of something else.
REPORTS = {
    "echo": "ALDER — Mayor Ada Poe opened the Varn bridge on Monday, 5 May 2031, after two years. Crowds cheered.",
    "post": "It rained in Alder all day. The Varn bridge was opened on Monday, 5 May 2031, by Mayor Ada Poe, in rain.",
    "star": "Farmers in the Varn valley fear for the hay. The grass is wet, and the forecast for the week is poor.",
}


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_run", READING / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


run = load()


def test_verdicts_are_ids_places_and_words_of_judgement():
    with (READING / "verdicts.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 100
    assert list(rows[0]) == ["story", "kind", "places", "verdict", "pattern"]
    for row in rows:
        assert re.fullmatch(r"(train|val|test)-\d+|basil-[\da-f-]{36}|articles-\w{16}", row["story"]), row
        assert row["kind"] in {"confirmed", "conflict"}, row
        assert PLACES.fullmatch(row["places"]), row
        assert row["verdict"] in {"right", "wrong"}, row
        assert bool(row["pattern"]) == (row["verdict"] == "wrong"), row
        assert re.fullmatch(r"[a-z]*(-[a-z]+)*", row["pattern"]), row
    keys = [(row["story"], row["kind"], row["places"]) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(run, "DRAWS", ((1, 1, 3),))
    monkeypatch.setattr(run, "VERDICTS", tmp_path / "verdicts.csv")
    write(tmp_path / "briefing", [{"story": "train-1", "reports": list(REPORTS), "gold": "A bridge was opened."}])
    write(tmp_path / "stories", [{"id": name, "outlet": name, "text": text} for name, text in REPORTS.items()])
    return tmp_path


def write(folder: Path, rows: list[dict[str, object]]) -> None:
    folder.mkdir()
    with gzip.open(folder / "allsides.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def item(kind: str = "confirmed") -> object:
    readings = (("echo", run.Span(8, 51), "states"), ("post", run.Span(28, 60), "states"))
    return run.Item("train-1", kind, run.places(readings), "c1: the bridge", readings)


def test_an_item_without_a_verdict_is_printed_as_a_line_to_complete(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    told(data, monkeypatch, item())
    printed = capsys.readouterr().out
    assert "train-1,confirmed,echo:8-51 post:28-60,," in printed
    assert "ALDER — [[Mayor Ada Poe opened the Varn bridge on Mon]]day" in printed
    assert "confirmed: 0 right, 0 wrong, 1 not judged" in printed


def test_a_verdict_applies_to_the_same_places_only(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    header = "story,kind,places,verdict,pattern\n"
    rows = [
        "train-1,confirmed,echo:8-51 post:28-60,right,\n",
        "train-1,confirmed,echo:8-52 post:28-60,wrong,fragment\n",
    ]
    (data / "verdicts.csv").write_text(header + "".join(rows), encoding="utf-8")
    told(data, monkeypatch, item())
    printed = capsys.readouterr().out
    assert "[[" not in printed
    assert "confirmed: 1 right, 0 wrong, 0 not judged: 100 % right" in printed
    assert "on items not met here: 1" in printed


def told(data: Path, monkeypatch: pytest.MonkeyPatch, *items: object) -> None:
    monkeypatch.setattr(run, "items_of", lambda story, ledger: iter(items))
    monkeypatch.setattr(sys, "argv", ["run.py", "--data", str(data)])
    run.main()


def test_a_second_run_reads_from_the_cache_and_says_the_same(data: Path):
    ((story, reports),) = run.draw(data, 1)
    assert (story, [report.id for report in reports]) == ("train-1", list(REPORTS))
    first = run.read_story(story, reports, data / "kept")
    assert (data / "kept" / "train-1.pickle").exists()
    again = run.read_story(story, [], data / "kept")
    assert first.claims
    assert list(run.items_of(story, first)) == list(run.items_of(story, again))


def test_stories_of_basil_and_of_grouped_articles_are_drawn(data: Path, monkeypatch: pytest.MonkeyPatch):
    for name, more in (("basil", {"gold": {"story": "9"}}), ("articles", {})):
        folder = data / ("stories" if name == "basil" else "scale")
        folder.mkdir(exist_ok=True)
        rows = [{"id": f"{name}-{key}", "text": f"{name} {text}", **more} for key, text in REPORTS.items()]
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows)
    monkeypatch.setattr(run, "group", lambda found: {one.id: "s2" if "star" in one.id else "s1" for one in found})
    monkeypatch.setattr(run, "BASIL", 2)
    monkeypatch.setattr(run, "ARTICLE_DRAWS", ((1, 9, 0, None, 2, 2), (2, 9, 0, None, 1, 1)))
    ((story, reports),) = run.draw(data, 2)
    assert (story, len(reports)) == ("basil-9", 3)
    ((story, pair),) = run.draw(data, 3)
    assert (story, [one.id for one in pair]) == ("articles-articles-echo", ["articles-echo", "articles-post"])
    assert [[one.id for one in alone] for _, alone in run.draw(data, 4)] == [["articles-star"]]
