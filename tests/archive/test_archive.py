"""An archive read from folder to folder gives the ledger that one machine gives, and nothing is done twice."""

from __future__ import annotations

import gzip
import json
import random
from functools import partial
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

import twosource
from twosource.archive import annotate_archive, group_archive, read_archive, trace_archive
from twosource.archive.components import find_components
from twosource.archive.weighing import TABLES
from twosource.engine.choose import folders_of
from twosource.engine.folders import MANIFEST, Job
from twosource.engine.local import LocalEngine
from twosource.export.ledger import ledger_to_dict
from twosource.intake.jsonl import read_row
from twosource.model import Report
from twosource.stages import Stage

ROOT = Path(__file__).parents[2]
SETTINGS = twosource.Settings(learned=False)
FIELDS = ("id", "text", "title", "outlet", "url")


def rows_of(reports: list[Report]) -> list[dict[str, str | None]]:
    known = ("metadata",)
    return [
        {**{name: getattr(r, name) for name in FIELDS}, "published": r.published if r.published_from in known else None}
        for r in sorted(reports, key=lambda r: r.id)
    ]


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str | None]]:
    """The sample story, and a second one without dates, with a copy."""
    read = list(twosource.read_reports([ROOT / "examples" / "port-halvern"]).reports)
    flood = "\n\n".join(
        f"The Ostra rose {n} centimetres at Velm on the {n}th night, and the {word} bridge was shut to all carts."
        for n, word in enumerate(("stone", "iron", "mill", "church", "northern", "old", "tram"), 3)
    )
    made = [
        {"id": "90", "text": flood, "title": "Ostra rises at Velm"},
        {"id": "91", "text": flood.replace("centimetres", "cm").split("\n\n", 1)[1], "title": "Bridges shut at Velm"},
        {"id": "92", "text": "A choir of forty sang in the square of Marn for an hour. Nobody was hurt or robbed."},
    ]
    return [*rows_of(read), *({**dict.fromkeys((*FIELDS, "published")), **row} for row in made)]


@pytest.fixture(scope="module")
def source(rows, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "2031").mkdir()
    pq.write_table(pa.Table.from_pylist(rows[5:]), folder / "one.parquet")
    pq.write_table(pa.Table.from_pylist(rows[:5]), folder / "2031" / "two.parquet")
    return folder


@pytest.fixture(scope="module")
def ledger(rows) -> dict[str, object]:
    with LocalEngine(1) as engine:
        reports = [read_row(row, "") for row in rows]
        return ledger_to_dict(twosource.make_ledger(reports, settings=SETTINGS, engine=engine))


def table(folder: Path, name: str) -> list[dict[str, object]]:
    return ds.dataset(folder / name, format="parquet").to_table().to_pylist()


def as_lines(rows: list[dict[str, object]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def test_the_ledger_is_that_of_one_machine(source, ledger, tmp_path):
    with LocalEngine(1) as engine:
        ran = read_archive(source, tmp_path / "out", engine, SETTINGS)
        for name in TABLES:
            found = [json.loads(row["row"]) for row in table(tmp_path / "out", name)] if name != "errors" else []
            assert as_lines(found) == as_lines(ledger[name]), name
        assert ledger["claims"]
        assert ledger["errors"] == table(tmp_path / "out", "errors") == []
        assert len(ran) > 50
        assert read_archive(source, tmp_path / "out", engine, SETTINGS) == []


def test_lineages_and_stories_are_those_of_one_machine(source, rows, tmp_path):
    reports = [read_row(row, "") for row in rows]
    with LocalEngine(1) as engine:
        trace_archive(source, tmp_path / "out", engine)
        group_archive(source, tmp_path / "out", engine)
        lineages, _ = twosource.trace(reports, engine=engine)
        stories = twosource.group(reports, engine=engine)
    found = {row["id"]: row["lineage"] for row in table(tmp_path / "out", "traced")}
    assert found == {report: lineage.id for lineage in lineages for report in lineage.reports}
    assert found["90"] == found["91"] != found["92"]
    assert {row["id"]: row["story"] for row in table(tmp_path / "out", "grouped")} == stories


@pytest.mark.parametrize(
    ("share", "days", "lineages"), [(0.001, None, 8), (0.75, None, 3), (0.75, 3, 4), (0.75, 40, 3)]
)
def test_the_cap_and_the_window_are_those_of_one_machine(share, days, lineages, tmp_path):
    """A brief that six ran, three of them in June, among others."""
    brief = (
        "The ferry to Skarn was held in port for two hours while divers freed a rope from its screw. Nobody was hurt."
    )
    others = [
        "Bread of the old mill of Marn won a prize for its crust.",
        "Two choirs sang in Velm until the lamps went out.",
    ]
    published = ["2031-05-01", "2031-05-02", "2031-05-03", "2031-06-09", "2031-06-10", "2031-06-10", "2031-05-01", None]
    rows = [
        {"id": f"{n}", "text": text, "title": f"Report {n}", "published": day}
        for n, (text, day) in enumerate(zip([*[brief] * 6, *others], published, strict=True))
    ]
    (tmp_path / "in").mkdir()
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in" / "all.parquet")
    reports = [read_row({**dict.fromkeys(FIELDS), **row}, "") for row in rows]
    settings = twosource.Settings(learned=False, common_run=3, common_share=share, copy_days=days)
    with LocalEngine(1) as engine:
        trace_archive(tmp_path / "in", tmp_path / "out", engine, settings)
        traced, _ = twosource.trace(reports, engine=engine, settings=settings)
    found = {row["id"]: row["lineage"] for row in table(tmp_path / "out", "traced")}
    assert found == {report: lineage.id for lineage in traced for report in lineage.reports}
    assert len(traced) == lineages


def test_only_what_changed_is_done_again(source, rows, tmp_path):
    out = tmp_path / "out"
    with LocalEngine(1) as engine:
        first = trace_archive(source, out, engine)
        # A step that was broken off has no manifest, or half a one.
        (out / "steps" / "runs" / MANIFEST).write_text('{"digest": ')
        assert trace_archive(source, out, engine) == ["runs"]
        other = twosource.Settings(shared_copy=0.3)
        assert set(trace_archive(source, out, engine, other)) == set(first)
    manifest = json.loads((out / "steps" / "runs" / MANIFEST).read_text())
    assert manifest["step"] == "runs"
    assert manifest["version"] == twosource.__version__
    assert json.loads(manifest["settings"])["shared_copy"] == 0.3
    assert set(manifest["inputs"]) == {"texts"}


def test_reports_that_are_added_are_read(rows, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    with LocalEngine(1) as engine:
        for number, row in enumerate(rows[-2:]):
            with gzip.open(folder / f"{number}.jsonl.gz", "wt", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\nno report\n")
            ran = trace_archive(folder, tmp_path / "out", engine)
            assert "found" in ran
            assert len(table(tmp_path / "out", "traced")) == number + 1
    left_out = table(tmp_path / "out", "left-out")
    assert sorted(row["report"] for row in left_out) == ["0.jsonl.gz:2", "1.jsonl.gz:2"]


def test_a_web_archive_is_read_and_what_is_no_report_is_counted(tmp_path):
    pytest.importorskip("fastwarc", reason="fastwarc is not installed: pip install 'twosource[archives]'")
    said = "The harbour board of Lodev said on Monday that the second ferry would sail again before the autumn. "
    body = "".join(f"<p>{said}Repair number {n} took eleven days and cost forty crowns.</p>" for n in range(5))
    page = (
        f"<html lang='en'><head><title>Ferry to sail again</title></head><body><article>{body}</article></body></html>"
    )
    captures = [
        capture("https://courier.example/2031/05/12/ferry", "200 OK", "text/html", page),
        capture("https://courier.example/robots.txt", "200 OK", "text/plain", "Disallow: /a"),
        capture("https://courier.example/b.png", "200 OK", "image/png", "no picture"),
        capture("https://courier.example/gone", "404 Not Found", "text/html", "<p>Gone</p>"),
    ]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "crawl.warc.gz").write_bytes(b"".join(gzip.compress(c, mtime=0) for c in captures))
    with LocalEngine(1) as engine:
        annotate_archive(tmp_path / "in", tmp_path / "out", engine, SETTINGS)
    (row,) = table(tmp_path / "out", "annotations")
    assert row["id"] == "20310512100000/https://courier.example/2031/05/12/ferry"
    assert len(json.loads(row["row"])["attributions"]) == 5
    left_out = {row["message"]: row["times"] for row in table(tmp_path / "out", "left-out")}
    assert left_out == {
        "captures left out: no web page": 2,
        "captures left out: not found, moved or refused": 1,
    }
    assert table(tmp_path / "out", "errors") == []


def capture(url: str, status: str, kind: str, body: str) -> bytes:
    """Return a record of a web archive."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-12T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(url):012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return f"{head}{http}\r\n\r\n".encode()


def test_what_breaks_a_function_is_an_error_and_the_rest_goes_on(source, tmp_path, monkeypatch):
    from twosource.archive import weighing

    def breaking(report, known):
        if report.id == "92":
            raise RecursionError("too deep")
        return weighing_place(report, known)

    weighing_place = weighing.place_notes
    monkeypatch.setattr(weighing, "place_notes", breaking)
    with LocalEngine(1) as engine:
        annotate_archive(source, tmp_path / "out", engine, SETTINGS)
    assert table(tmp_path / "out", "errors") == [
        {"step": "annotations", "report": "92", "message": "RecursionError: too deep"}
    ]
    assert len(table(tmp_path / "out", "annotations")) == 11


def test_a_family_that_breaks_the_tracing_is_told_and_its_reports_stand_alone(source, rows, tmp_path, monkeypatch):
    from twosource.archive import families

    def breaking(groups, links, sizes):
        if any(r.id == "90" for r in links.reports):
            raise ValueError("no tree")
        return describe(groups, links, sizes)

    describe = families.describe
    monkeypatch.setattr(families, "describe", breaking)
    with LocalEngine(1) as engine:
        trace_archive(source, tmp_path / "out", engine)
    found = {row["id"]: row["lineage"] for row in table(tmp_path / "out", "traced")}
    assert set(found) == {row["id"] for row in rows}
    assert len({found["90"], found["91"], found["92"]}) == 3
    (error,) = table(tmp_path / "out", "errors")
    assert (error["step"], error["message"]) == ("descended", "ValueError: no tree")


def test_an_empty_folder_is_said(tmp_path):
    with LocalEngine(1) as engine, pytest.raises(ValueError, match="holds no reports"):
        trace_archive(tmp_path, tmp_path / "out", engine)


@pytest.mark.parametrize("seed", range(4))
def test_components_are_those_of_a_walk(seed, tmp_path):
    chance = random.Random(seed)
    nodes = list(range(300))
    chance.shuffle(nodes)
    pairs = {
        0: list(pairwise(nodes)),
        1: [(nodes[0], n) for n in nodes[1:]],
        2: [],
    }.get(seed, [tuple(chance.sample(nodes, 2)) for _ in range(200)])
    with LocalEngine(1) as engine:
        job = Job(folders_of(engine), tmp_path, {})
        edges = pa.table(
            {"a": pa.array([a for a, _ in pairs], pa.int64()), "b": pa.array([b for _, b in pairs], pa.int64())}
        )
        stars = job.rows(find_components(job, "test", job.small("edges", edges)), "a", "b")
    assert {row["a"]: row["b"] for row in stars} == walked(pairs)
    assert len([step for step in job.ran if step.endswith("small")]) <= 12


def walked(pairs: list[tuple[int, int]]) -> dict[int, int]:
    """Return the least node of each node's component, where that is another."""
    home = {n: n for pair in pairs for n in pair}
    changed = True
    while changed:
        changed = False
        for a, b in pairs:
            low = min(home[a], home[b])
            changed |= home[a] != low or home[b] != low
            home[a] = home[b] = low
    return {n: low for n, low in home.items() if n != low}


def test_numbers_are_in_order_of_the_column(tmp_path):
    names = [f"n{i}" for i in range(500)]
    random.Random(1).shuffle(names)
    with LocalEngine(1) as engine:
        job = Job(folders_of(engine), tmp_path, {})
        numbered = job.number("numbered", job.small("names", pa.table({"name": names})), by="name")
        found = {row["number"]: row["name"] for row in job.rows(numbered, "name", "number")}
    assert [found[n] for n in range(500)] == sorted(names)


def test_a_map_goes_on_past_rows_that_break_it(tmp_path):
    as_numbers = partial(pa.Table.cast, target_schema=pa.schema([("n", pa.int64())]))
    with LocalEngine(1) as engine:
        job = Job(folders_of(engine), tmp_path, {})
        numbers = job.map("numbers", as_numbers, job.small("words", pa.table({"n": ["1", "two", "3"]})), key="n")
        total = job.sql(
            "total", Stage("total", "one row", "SELECT CAST(sum(n) AS BIGINT) AS n FROM numbers"), numbers=numbers
        )
        assert job.rows(total, "n") == [{"n": 4}]
        (failure,) = job.failures()
    assert (failure["step"], failure["report"]) == ("numbers", "two")
