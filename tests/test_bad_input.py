"""Bad input, end to end: each ends in seconds, names the file, says what is wrong, and the good reports are told."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twosource import cli

GOOD = (
    "Flood cuts Lodev in two\n\nThe river Arn rose by two metres on Monday, the mayor of Lodev, Ilse Brandt, said.\n\n"
    "At least 12 people were hurt, according to the fire service of Lodev.\n"
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(300)
RUSSIAN = (
    "Мэр города сказала в понедельник, что вода уходит из города и что жители могут вернуться домой.\n\n"
    "Она добавила, что никто не пострадал, и поблагодарила пожарных за их работу.\n"
)
SECONDS = 30  # a loaded machine with two cores; the calls take one to three


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command line in this process, as `main` does, with the errors of a wrong call in its status."""
    result = CliRunner().invoke(cli.app, ["read", "--quiet", "--fast", *map(str, arguments)])
    if isinstance(result.exception, ValueError | OSError):
        return 2, result.stdout, result.stderr + f"twosource: {result.exception}"
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def make_bad(folder: Path, name: str) -> Path:
    path = folder / f"{name}.txt"
    if name == "empty":
        path.write_bytes(b"")
    elif name == "blank":
        path.write_bytes(b"\xef\xbb\xbf \r\n\t\r\n")
    elif name == "picture":
        path.write_bytes(PNG)
    elif name == "endless":
        path.write_bytes(b"The river rose. " * 3_300_000)
    elif name == "folder":
        path.mkdir()
        (path / "picture.png").write_bytes(PNG)
    elif name == "dangling":
        path.symlink_to(folder / "gone")
    elif name == "binary":
        path.write_bytes(bytes(range(256)) * 40)
    return path  # "nowhere" is not made at all


BAD = {
    "empty": "is empty",
    "blank": "is empty",
    "picture": "PNG picture",
    "endless": "at most 10 MB",
    "folder": "is a folder without reports",
    "dangling": "cannot be read",
    "binary": "not text",
    "nowhere": "cannot be read",
}


@pytest.mark.parametrize("name", BAD)
def test_nothing_to_read_is_a_wrong_call(tmp_path: Path, name: str) -> None:
    path = make_bad(tmp_path, name)
    start = time.monotonic()
    status, out, err = run(path)
    assert status == 2
    assert path.name in err
    assert BAD[name] in err
    assert "Traceback" not in out + err
    assert time.monotonic() - start < SECONDS


def test_what_cannot_be_read_does_not_keep_the_rest_from_being_told(tmp_path: Path) -> None:
    paths = [make_bad(tmp_path, name) for name in BAD]
    good = write(tmp_path, "good.txt", GOOD)
    status, out, err = run(*paths[:4], good, *paths[4:])
    assert status == 1
    lines = err.splitlines()
    for path in paths:
        assert sum(path.name in line and BAD[path.stem] in line for line in lines) == 1
    assert out.startswith("Flood cuts Lodev in two")
    assert "12" in out


def test_a_folder_is_read_with_its_bad_files_named(tmp_path: Path) -> None:
    for name in ("empty", "picture", "dangling"):
        make_bad(tmp_path, name)
    write(tmp_path, "good.txt", GOOD)
    write(tmp_path, "notes.md", "No report.")
    status, out, err = run(tmp_path)
    assert status == 1
    assert [name for name in ("empty", "picture", "dangling") if f"{name}.txt: " not in err] == []
    assert "notes.md" not in err
    assert out.startswith("Flood cuts Lodev in two")
    assert "12" in out


def test_a_folder_without_reports(tmp_path: Path) -> None:
    status, _, err = run(tmp_path)
    assert status == 2
    assert tmp_path.name in err
    assert "is a folder without reports" in err


def test_one_report_alone_is_told_as_one(tmp_path: Path) -> None:
    status, out, err = run(write(tmp_path, "good.txt", GOOD))
    assert (status, err) == (0, "")
    assert "One report" in out
    assert "onfirmed independently" not in out


def test_reports_in_russian_are_named_and_english_ones_told(tmp_path: Path) -> None:
    first = write(tmp_path, "a-ru.txt", RUSSIAN)
    second = write(tmp_path, "b-ru.txt", "Срочно. " + RUSSIAN)
    status, _, err = run(first, second)
    assert status == 1
    assert err.count("is in Russian") == 2
    status, out, err = run(first, second, write(tmp_path, "good.txt", GOOD))
    assert status == 1
    assert "a-ru.txt: is in Russian" in err
    assert out.startswith("Flood cuts Lodev in two")
    assert "12" in out


def test_encodings_line_ends_and_marks_of_direction_change_nothing_that_is_said(tmp_path: Path) -> None:
    text = "Café opens again\n\nThe café on the quay of Lodev is open again, its owner, Zoë Brandt, said on Monday.\n"
    crlf = text.replace("\n", "\r\n")
    written = {
        "utf-8.txt": text.encode("utf-8"),
        "latin-1.txt": text.encode("latin-1"),
        "crlf.txt": crlf.encode("cp1252"),
        "marked.txt": ("\ufeff" + crlf).encode("utf-8"),
        "wide.txt": text.encode("utf-16"),
        "direction.txt": text.replace("The café", "\u200fThe café\u200e").encode("utf-8"),
    }
    paths = [write(tmp_path, name, data) for name, data in written.items()]
    status, out, err = run(*paths)
    assert (status, err) == (0, "")
    assert "Six reports" in out
    assert "One lineage" in out
    assert "Zoë Brandt" in out
    assert "\ufffd" not in out


def test_the_installed_command_ends_with_the_same_status_and_no_traceback(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "twosource", "read", "--quiet", str(make_bad(tmp_path, "picture"))]
    done = subprocess.run(call, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 2
    assert "picture.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
