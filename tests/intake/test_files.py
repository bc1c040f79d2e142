import gzip
import io
import json
import os
import sys
import time

import pytest

from twosource.intake import iter_jsonl, limits, read_reports
from twosource.model import ReadError, Report

STORY = "The river Arn rose on Monday, the mayor of Lodev said.\n\nNo one was hurt, and the schools stay open.\n"


def one_error(intake):
    assert not intake.reports
    assert len(intake.errors) == 1
    return intake.errors[0].message


def test_text_is_kept_to_the_last_character(tmp_path):
    raw = "\ufeffThe dam held.\r\n\r\nNo one was hurt.  \r\n"
    (tmp_path / "a.txt").write_bytes(raw.encode("utf-8"))
    report = read_reports([tmp_path / "a.txt"]).reports[0]
    assert report.text == raw
    assert [span.of(raw) for span in report.body] == ["The dam held.", "No one was hurt."]


def test_order_is_as_given_and_folders_are_sorted(tmp_path):
    for name in ("c.txt", "sub/a.txt", "b.txt", ".hidden.txt", "notes.json", "pic.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}: {STORY}", encoding="utf-8")
    (tmp_path / "z.txt").write_text(STORY, encoding="utf-8")
    intake = read_reports([tmp_path / "z.txt", tmp_path])
    assert [report.id for report in intake.reports] == ["z.txt", "b.txt", "c.txt", "a.txt"]
    assert not intake.errors


def test_files_of_one_name_are_called_by_their_paths(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder + " " + STORY, encoding="utf-8")
    ids = [report.id for report in read_reports([tmp_path]).reports]
    assert ids == [str(tmp_path / "one" / "a.txt"), str(tmp_path / "two" / "a.txt")]


def test_an_empty_file_is_an_error_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(" \n\t\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text(STORY, encoding="utf-8")
    intake = read_reports([tmp_path])
    assert [report.id for report in intake.reports] == ["c.txt"]
    assert [error.report for error in intake.errors] == ["a.txt", "b.txt"]
    assert all("empty" in error.message for error in intake.errors)


def test_a_picture_named_txt(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert "PNG picture" in one_error(read_reports([tmp_path / "a.txt"]))


def test_latin_1(tmp_path):
    (tmp_path / "a.txt").write_bytes("The café in Lodev is open again, said Zoë Brandt, its owner.".encode("latin-1"))
    assert "café" in read_reports([tmp_path / "a.txt"]).reports[0].text


def test_a_folder_without_reports_and_a_path_that_is_not(tmp_path):
    (tmp_path / "pic.png").write_bytes(b"\x89PNG")
    assert "folder without reports" in one_error(read_reports([tmp_path]))
    assert "cannot be read" in one_error(read_reports([tmp_path / "nowhere.txt"]))


def test_a_file_without_permission(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    me = os.geteuid()
    if me == 0:  # root may read everything, so it reads as nobody
        os.seteuid(65534)
    try:
        found = read_reports([tmp_path / "a.txt"])
    finally:
        os.seteuid(me)
    assert "Permission denied" in one_error(found)


def test_a_directory_where_a_file_should_be(tmp_path):
    (tmp_path / "a.jsonl").mkdir()
    assert "folder without reports" in one_error(read_reports([tmp_path / "a.jsonl"]))


def test_fifty_megabytes_in_one_line_are_refused_at_once(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"river " * 8_700_000)
    start = time.monotonic()
    message = one_error(read_reports([tmp_path / "a.txt"]))
    assert "52 MB" in message
    assert "at most 10 MB" in message
    assert time.monotonic() - start < 5


def test_a_long_single_line_is_cut_after_sentences(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"The river rose. " * 25_000)
    report = read_reports([tmp_path / "a.txt"]).reports[0]
    pieces = [span.of(report.text) for span in report.body]
    assert max(map(len, pieces)) <= limits.MAX_PARAGRAPH_CHARACTERS
    assert all(piece.endswith("rose.") for piece in pieces)
    assert "".join(pieces).count("river") == 25_000


def test_a_line_without_any_break_is_cut_all_the_same(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"x" * 100_001)
    report = read_reports([tmp_path / "a.txt"]).reports[0]
    assert sum(span.end - span.start for span in report.body) == 100_001


def test_a_book_is_no_report(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"The river rose. " * 60_000)
    assert "at most 500,000" in one_error(read_reports([tmp_path / "a.txt"]))


def test_a_link_that_leads_nowhere_is_named(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    intake = read_reports([tmp_path])
    assert [report.id for report in intake.reports] == ["b.txt"]
    assert [(error.report, "cannot be read" in error.message) for error in intake.errors] == [("a.txt", True)]


def test_russian_is_read_and_named(tmp_path):
    (tmp_path / "a.txt").write_text("Мэр сказала в понедельник, что вода уходит из города.\n", encoding="utf-8")
    assert read_reports([tmp_path / "a.txt"]).reports[0].language == "ru"


def test_progress_speaks_before_the_first_file_is_read(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    said: list[str] = []
    read_reports([tmp_path], progress=said.append)
    assert said[0].endswith("a.txt")


def test_standard_input_as_rows_and_as_text(monkeypatch):
    rows = json.dumps({"id": "r1", "text": STORY}) + "\n" + json.dumps({"id": "r2", "text": "Second. " + STORY})
    for data, ids in ((rows, ["r1", "r2"]), (STORY, ["standard input"])):
        stream = io.BufferedReader(io.BytesIO(data.encode("utf-8")))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream, encoding="utf-8"))
        assert [report.id for report in read_reports(["-"]).reports] == ids


def write_rows(path, *rows):
    data = b"".join((row if isinstance(row, bytes) else json.dumps(row).encode()) + b"\n" for row in rows)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_rows_with_a_bad_line_among_them(tmp_path, name):
    write_rows(
        tmp_path / name,
        {"id": "r1", "text": STORY, "outlet": "Lodev Herald", "published": "2031-03-04", "title": "Flood", "url": "u"},
        b"{not json",
        b"[1, 2]",
        {"id": "r2"},
        {"id": "r3", "text": "  "},
        {"text": STORY + "More."},
        b"",
    )
    read = list(iter_jsonl(tmp_path / name))
    assert [type(row) for row in read] == [Report, ReadError, ReadError, ReadError, ReadError, Report]
    first = read[0]
    assert isinstance(first, Report)
    assert (first.outlet, first.published, first.published_from, first.url) == (
        "Lodev Herald",
        "2031-03-04",
        "metadata",
        "u",
    )
    assert [getattr(row, "report", None) for row in read[1:5]] == [f"{name}:2", f"{name}:3", "r2", "r3"]
    assert getattr(read[5], "id", None) == f"{name}:6"


def test_one_id_twice(tmp_path):
    write_rows(
        tmp_path / "a.jsonl", {"id": "r", "text": STORY}, {"id": "r", "text": STORY}, {"id": "r", "text": "Other."}
    )
    intake = read_reports([tmp_path / "a.jsonl"])
    assert [report.text for report in intake.reports] == [STORY]
    assert len(intake.notes) == 1
    assert [error.report for error in intake.errors] == ["r"]


def test_a_truncated_archive_gives_what_it_has(tmp_path):
    write_rows(
        tmp_path / "a.jsonl.gz", *({"id": str(i), "text": f"{i} {os.urandom(40).hex()} {STORY}"} for i in range(200))
    )
    whole = (tmp_path / "a.jsonl.gz").read_bytes()
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    intake = read_reports([tmp_path / "a.jsonl.gz"])
    assert intake.reports
    assert "cut-off" in intake.errors[-1].message


def test_an_archive_that_swells_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("twosource.intake.jsonl.GZIP_ALLOWANCE", 100_000)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b" " * 50_000_000))
    assert "times its size" in one_error(read_reports([tmp_path / "a.jsonl.gz"]))


def test_an_archive_that_is_none(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(b"\x1f\x8b\x08" + b"junk" * 50)
    assert "damaged" in one_error(read_reports([tmp_path / "a.jsonl.gz"]))


def test_a_line_beyond_the_limit_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("twosource.intake.jsonl.MAX_LINE_BYTES", 1_000)
    write_rows(tmp_path / "a.jsonl", {"id": "r1", "text": "word " * 1_000}, {"id": "r2", "text": STORY})
    intake = read_reports([tmp_path / "a.jsonl"])
    assert [report.id for report in intake.reports] == ["r2"]
    assert intake.errors[0].report == "a.jsonl:1"


def test_deep_json_and_lone_surrogates(tmp_path):
    write_rows(tmp_path / "a.jsonl", b"[" * 200_000, b'{"id": "r", "text": "A lone \\ud83d mark."}')
    intake = read_reports([tmp_path / "a.jsonl"])
    assert len(intake.errors) == 1
    assert intake.reports[0].text == "A lone \ufffd mark."


def test_json_documents(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps([{"id": "x", "text": STORY}, {"text": STORY}]), encoding="utf-8")
    assert [report.id for report in read_reports([tmp_path / "a.json"]).reports] == ["x", "a.json:2"]


def test_limits_are_in_order():
    assert limits.MAX_REPORT_BYTES < limits.MAX_LINE_BYTES
