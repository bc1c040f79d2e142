"""Text and rows come in; whole files go out, or none: nothing is left half-written."""

from __future__ import annotations

import gzip
import json
import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
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
    data = text.encode("utf-8", "backslashreplace")
    if str(path).endswith(".gz"):
        data = gzip.compress(data, mtime=0)
    _replace(Path(path), data)


def write_lines(path: str | Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as JSON Lines, like `write_text`."""
    write_text(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def _replace(path: Path, data: bytes) -> None:
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OSError(f"{path} cannot be written: {error.strerror or error}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(draft, 0o666 & ~mask)
        os.replace(draft, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(draft)
        raise OSError(f"{path} cannot be written: {error.strerror or error}") from error
