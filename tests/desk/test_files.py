"""Files that are no desk, are damaged, old, new, in use or may not be written: one plain sentence, and no loss."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from twosource.desk import Desk, DeskError, passages
from twosource.desk import schema as schema_module
from twosource.desk.file import in_plain_words
from twosource.desk.passages import number_of
from twosource.desk.schema import SCHEMA, make_schema
from twosource.model import Report
from twosource.rows import pack

from .conftest import SETTINGS, news, tables_of


@pytest.fixture(scope="module")
def made(engine, tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "news.desk"
    with Desk(path, settings=SETTINGS) as desk:
        desk.add(news(1), engine=engine)
    return path


@pytest.fixture
def filled(made, tmp_path):
    """Return a closed desk that a test may spoil."""
    return Path(shutil.copy(made, tmp_path))


def says(error, *words):
    message = str(error.value)
    assert all(word in message for word in words), message
    assert "\n" not in message
    assert "Error:" not in message, "DuckDB's own words"


def test_a_desk_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError) as error:
        Desk(tmp_path / "none.desk", create=False)
    says(error, "none.desk", "twosource add")


def test_a_folder_and_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(IsADirectoryError) as error:
        Desk(tmp_path)
    says(error, "folder")
    with pytest.raises(OSError, match="no desk can be made") as error:
        Desk(tmp_path / "nowhere" / "news.desk")
    says(error, "nowhere")


@pytest.mark.parametrize("content", [b"Forty people were taken off.\n" * 100, b"\x00" * 9000, b"x"])
def test_a_file_that_is_no_desk_is_left_alone(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(DeskError) as error:
        Desk(path)
    says(error, "notes.txt is not a desk")
    assert path.read_bytes() == content


def test_other_databases_are_no_desks(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as other:
        other.execute("CREATE TABLE meta (name, value)")
        other.commit()
    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        connection.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    with duckdb.connect(str(tmp_path / "b.duckdb")) as connection:
        connection.execute("CREATE TABLE meta (key TEXT)")
    for name in ("a.sqlite", "a.duckdb", "b.duckdb"):
        with pytest.raises(DeskError, match="not a desk"):
            Desk(tmp_path / name)


def test_an_empty_file_becomes_a_desk(tmp_path, engine):
    path = tmp_path / "news.desk"
    path.touch()
    with Desk(path, settings=SETTINGS) as desk:
        assert desk.add(news(1)[:1], engine=engine).new
    assert [p.name for p in tmp_path.iterdir()] == ["news.desk"]


def read_all(path):
    """Read all that a desk holds; damage may lie where nothing is read."""
    with Desk(path, read_only=True) as desk:
        for name in desk.reports():
            desk.versions(name)
            desk.brief(desk.story_of(name))
            desk.search("ferry bridge people")


@pytest.mark.parametrize("at", [0.0, 0.25, 0.5, 0.75])
def test_a_damaged_file_says_so_and_is_left_as_it_is(filled, at):
    data = bytearray(filled.read_bytes())
    start = max(int(at * len(data)), 100)
    data[start : start + 20_000] = bytes(b ^ 0x5A for b in data[start : start + 20_000])
    filled.write_bytes(data)
    try:
        read_all(filled)
    except (DeskError, OSError) as error:
        assert "damaged" in str(error)  # noqa: PT017 (half of the blocks are not read)
    else:
        assert at > 0
    assert filled.read_bytes() == bytes(data)


@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.6])
def test_a_file_cut_off_says_so(filled, share):
    data = filled.read_bytes()
    filled.write_bytes(data[: int(share * len(data))])  # the list of tables may still be whole, and "meta" gone
    with pytest.raises(DeskError) as error:
        read_all(filled)
    says(error, "damaged")


def test_a_second_writer_is_told_who_has_the_desk(filled, engine):
    code = f"from twosource.desk import Desk\nDesk({str(filled)!r})"
    with Desk(filled) as desk:
        second = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "DeskError" in second.stderr
        assert f"in use by another program (process {os.getpid()})" in second.stderr
        assert desk.add(news(2), engine=engine).new
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_desk_opened_to_read_only_is_not_written_to(filled, engine):
    before = filled.read_bytes()
    with Desk(filled, read_only=True) as desk:
        assert len(desk.reports()) == 6
        with pytest.raises(DeskError, match="read only"):
            desk.add(news(2), engine=engine)
        with pytest.raises(DeskError, match="read only"):
            desk.register("Lodev Herald", owner="Varel Press")
    assert filled.read_bytes() == before


def old_desk(path, version):
    """Make the desk that an older program would have left, with a story in it."""
    with duckdb.connect(str(path)) as connection:
        make_schema(connection, version)
        connection.execute("INSERT INTO in_story VALUES (7, 'a.txt', 's1', FALSE)")
        connection.execute("INSERT INTO reports (report, id, digest) VALUES (7, 'a.txt', 'd')")
        said = ["A weir broke.", pack(Report("a.txt", "", "", outlet="Lodev Herald"))]
        connection.execute("INSERT INTO versions (report, digest, text, record) VALUES (7, 'd', ?, ?)", said)
        if version > 1:
            connection.execute("INSERT INTO story_names VALUES ('s1', 7)")


@pytest.mark.parametrize("version", range(1, SCHEMA))
def test_an_older_desk_is_brought_up_to_date(tmp_path, version, engine):
    path = tmp_path / "old.desk"
    old_desk(path, version)
    with pytest.raises(DeskError) as error:
        Desk(path, read_only=True)
    says(error, "older twosource")
    with Desk(path, settings=SETTINGS) as desk:
        report = desk.report("a.txt")
        assert (report.text, report.outlet) == ("A weir broke.", "Lodev Herald")
        assert desk.versions("a.txt") == [report]
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchall() == [(str(SCHEMA),)]
        assert connection.execute("SELECT story, report FROM story_names").fetchall() == [("s1", 7)]


def test_passages_of_an_older_desk_get_their_numbers(filled):
    with duckdb.connect(str(filled)) as connection:
        numbers = dict(connection.execute("SELECT passage, number FROM passages").fetchall())
        connection.execute("ALTER TABLE passages DROP COLUMN number; UPDATE meta SET value = '6' WHERE name = 'schema'")
    assert numbers == {name: number_of(name) for name in numbers}
    assert min(numbers.values()) < 0 < max(numbers.values())
    Desk(filled, settings=SETTINGS).close()
    with duckdb.connect(str(filled)) as connection:
        assert dict(connection.execute("SELECT passage, number FROM passages").fetchall()) == numbers


def test_passages_of_one_number_are_told_apart(tmp_path, monkeypatch, engine):
    monkeypatch.setattr(passages, "number_of", lambda passage: 7)
    with Desk(tmp_path / "one.desk", settings=SETTINGS) as one:
        one.add(news(6)[:3], engine=engine)
        one.add(news(6)[3:], engine=engine)
        found = [one.brief(story.id) for story in one.stories()]
    monkeypatch.undo()
    with Desk(tmp_path / "other.desk", settings=SETTINGS) as other:
        other.add(news(6), engine=engine)
        assert [other.brief(story.id) for story in other.stories()] == found


def test_an_update_that_fails_changes_nothing(tmp_path, monkeypatch):
    path = tmp_path / "old.desk"
    old_desk(path, 1)
    broken = (*schema_module.MIGRATIONS[:1], "CREATE TABLE half (x INTEGER); SELECT * FROM not_there")
    monkeypatch.setattr(schema_module, "MIGRATIONS", broken)
    with pytest.raises(DeskError):
        Desk(path)
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchall() == [("1",)]
        assert ("half",) not in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()


def test_a_newer_desk_asks_for_a_newer_program(filled):
    with duckdb.connect(str(filled)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    with pytest.raises(DeskError) as error:
        Desk(filled)
    says(error, "newer twosource", "update")


# A process that adds to a desk where no file may grow beyond a size, as on a disk that is full.
_FULL = """
import resource, signal, sys
sys.path.insert(0, {tests!r})
from twosource.desk import Desk
from desk.conftest import SETTINGS, Remembering, news
with Remembering(1) as engine:
    try:
        with Desk({path!r}, settings=SETTINGS) as desk:
            {limit}
            desk.add(news(8), engine=engine)
    except OSError as error:
        print(type(error).__name__, error)
        sys.exit(7)
"""


def add_without_room(path, limit=""):
    tests = str(Path(__file__).parents[1])
    code = textwrap.dedent(_FULL.format(tests=tests, path=str(path), limit=limit))
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_a_full_disk_loses_nothing(filled, tmp_path, engine):
    before = tables_of(filled)
    limit = "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (90000, 90000))"
    done = add_without_room(filled, limit)
    assert done.returncode == 7, done.stderr[-2000:]
    assert "the disk is full" in done.stdout
    with Desk(filled, settings=SETTINGS) as desk:
        assert len(desk.reports()) == 6
    assert tables_of(filled) == before
    with Desk(filled, settings=SETTINGS) as desk:
        assert len(desk.add(news(8), engine=engine).new) == 42


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting takes root")
def test_a_full_small_disk_loses_nothing(filled, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    size = filled.stat().st_size + 200_000
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], capture_output=True, check=False).returncode:  # fmt: skip # noqa: E501
        pytest.skip("no disk can be mounted here")
    try:
        path = disk / "news.desk"
        shutil.copy(filled, path)
        before = tables_of(path)
        done = add_without_room(path)
        assert done.returncode == 7, done.stderr[-2000:]
        assert "the disk is full" in done.stdout
        moved = tmp_path / "elsewhere"
        shutil.copytree(disk, moved)
        with Desk(moved / "news.desk") as desk:
            assert len(desk.reports()) == 6
        assert tables_of(moved / "news.desk") == before
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
        with pytest.raises(PermissionError) as error:
            Desk(path)
        says(error, "may not be written")
    finally:
        subprocess.run(["umount", str(disk)], check=False, capture_output=True)


def test_what_duckdb_says_is_said_in_plain_words(tmp_path):
    path = tmp_path / "news.desk"
    full = in_plain_words(duckdb.IOException("IO Error: Could not write file: No space left on device"), path)
    assert isinstance(full, OSError)
    assert isinstance(in_plain_words(duckdb.IOException("IO Error: Permission denied"), path), PermissionError)
    assert isinstance(in_plain_words(duckdb.Error("something else"), path), DeskError)
