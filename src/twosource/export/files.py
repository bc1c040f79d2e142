"""Text and rows come in; whole files go out, or none: nothing is left half-written."""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


def write_text(path: str | Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, or to standard output for "-"; a path that ends in .gz is packed.

    A file is written beside its place and moved there when it is whole. Raises OSError that names the path.
    """
    if str(path) == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    _replace(Path(path), [text])


def write_lines(path: str | Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as JSON Lines, like `write_text`, each as it comes: no more than one is held."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    if str(path) == "-":
        sys.stdout.writelines(lines)
        sys.stdout.flush()
        return
    _replace(Path(path), lines)


def _replace(path: Path, pieces: Iterable[str]) -> None:
    with _named(path):
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            packed = gzip.GzipFile("", "wb", fileobj=file, mtime=0) if path.suffix == ".gz" else None
            for piece in pieces:  # what goes wrong in making a piece is no fault of the file
                with _named(path):
                    (packed or file).write(piece.encode("utf-8", "backslashreplace"))
            with _named(path):
                if packed is not None:
                    packed.close()
                file.flush()
        with _named(path):
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(draft, 0o666 & ~mask)
            os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OSError(f"{path} cannot be written: {error.strerror or error}") from error
