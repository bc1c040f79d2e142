"""A path comes in, an open database goes out, or one plain sentence about what is wrong with the file.

A new desk is made beside its place and moved there whole: whoever is killed while making one leaves no half of it.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from pathlib import Path

import duckdb

from twosource.desk.records import DeskError
from twosource.desk.schema import check_schema, make_schema, migrate

# What a DuckDB file has at its ninth byte. Looked at first, because DuckDB itself would take a SQLite file for a
# reason to download an extension.
_MAGIC = b"DUCK"
# The tables of a desk are read by scans: more memory than this makes nothing quicker.
MEMORY = "600MB"
_CONFIG = {
    "memory_limit": MEMORY,
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def open_file(path: Path, *, create: bool, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Open the desk at `path`, bringing an older one up to date; raises DeskError or OSError, in plain words."""
    if _is_missing(path):
        if read_only or not create:
            raise FileNotFoundError(f"there is no desk at {path}; `twosource add` makes one")
        _make(path)
    _check_header(path)
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(_CONFIG))
    except duckdb.Error as error:
        raise in_plain_words(error, path) from error
    try:
        check_schema(connection, path, read_only=read_only)
        if not read_only:
            migrate(connection)
    except duckdb.Error as error:
        connection.close()
        raise in_plain_words(error, path) from error
    except BaseException:
        connection.close()
        raise
    return connection


def in_plain_words(error: Exception, path: Path) -> Exception:
    """Return the error to raise in place of one of DuckDB's."""
    words = str(error)
    lower = words.lower()
    if "lock on file" in lower or "different configuration" in lower or "used by another process" in lower:
        who = re.search(r"PID (\d+)", words)
        return DeskError(
            f"the desk {path} is in use by another program{f' (process {who[1]})' if who else ''}; "
            "wait until that has finished, or stop it, and try again"
        )
    if any(sign in lower for sign in ("no space left", "disk full", "enospc", "file too large", "disk quota")):
        return OSError(
            errno.ENOSPC,
            f"the disk is full: nothing of this step was written, what the desk held before is whole. Make room "
            f"beside {path} and do the same again",
        )
    if any(sign in lower for sign in ("permission denied", "read-only file system", "read-only mode", "not permitted")):
        return PermissionError(
            errno.EACCES, f"the desk {path} may not be written to; change its permissions, or only read from it"
        )
    if any(sign in lower for sign in ("could not read enough", "corrupt", "checksum", "serializ", "not a valid")):
        return DeskError(
            f"the desk {path} is damaged: take the last copy of it, or add its reports again to a new one "
            f"({_first(words)})"
        )
    if "newer version" in lower or "storage version" in lower or "version number" in lower:
        return DeskError(f"the desk {path} was written by a newer DuckDB; update duckdb to read it ({_first(words)})")
    if isinstance(error, duckdb.IOException):
        return OSError(errno.EIO, f"the desk {path} could not be read or written: {_first(words)}")
    return DeskError(f"the desk {path} could not do this: {_first(words)}")


def _is_missing(path: Path) -> bool:
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder; a desk is one file, for example {path / 'news.desk'}")
    try:
        return not path.exists() or path.stat().st_size == 0
    except OSError as error:
        raise OSError(error.errno, f"the desk {path} cannot be reached: {error.strerror}") from error


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError as error:
        raise OSError(error.errno, f"the desk {path} cannot be read: {error.strerror}") from error
    if head[8:12] != _MAGIC:
        raise DeskError(f"{path} is not a desk; name another file, and `twosource add` will make one there")


def _make(path: Path) -> None:
    """Make an empty desk beside `path` and move it there."""
    try:
        folder = tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OSError(error.errno, f"no desk can be made at {path}: {error.strerror}") from error
    made = Path(folder) / "desk"
    try:
        with duckdb.connect(str(made), config=dict(_CONFIG)) as connection:
            make_schema(connection)
        os.replace(made, path)
    except duckdb.Error as error:
        raise in_plain_words(error, path) from error
    finally:
        for left in Path(folder).glob("*"):
            left.unlink()
        os.rmdir(folder)


def _first(words: str) -> str:
    first = words.strip().splitlines()[0][:200] if words.strip() else "no reason given"
    return re.sub(r"^[A-Z]\w*(?: [A-Z]\w*)* Error: ", "", first)
