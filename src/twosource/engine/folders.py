"""Steps between folders of Parquet files: how a corpus goes that no machine could hold. Finished steps are kept.

A step reads folders and writes one. Beside the rows stands a manifest: what the step was, what it read (by digest),
with which settings, by which version of the program. A step whose manifest says that it is done is not run again, and
one that was broken off is begun anew. Rows that a function breaks on are kept in the same folder with the message.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pyarrow as pa

from twosource.engine.base import TableFunction
from twosource.stages import Stage

MANIFEST = "_manifest.json"


class Kept(NamedTuple):
    """A table in a folder, and the digest of all that it was made from."""

    path: str
    digest: str


class FolderEngine(Protocol):
    """Runs functions and SQL between folders of Parquet files, without bringing a table into this process."""

    def sql_folder(self, stage: Stage, out: str, tables: Mapping[str, str]) -> None:
        """Write the rows of `stage` over the folders `tables`, by name."""
        ...

    def map_folder(self, function: TableFunction, source: str, out: str, *, key: str, size: str | None) -> None:
        """Write what `function` makes of batches of the rows of `source`; `key` names a row in an error."""
        ...

    def group_map_folder(self, function: TableFunction, source: str, out: str, *, by: str) -> None:
        """Write what `function` makes of the rows of each value of column `by`."""
        ...

    def number_folder(self, source: str, out: str, *, by: str) -> None:
        """Write the rows of `source` with a column `number`: 0, 1, 2 … in order of column `by`, which is unique."""
        ...

    def rows(self, source: str, columns: list[str]) -> list[dict[str, Any]]:
        """Return the rows of a small table: totals, limits, days; never what grows with the corpus."""
        ...

    def failed(self, source: str, at_most: int) -> list[dict[str, Any]]:
        """Return the rows of FAILED that stand in a folder: what a function broke on, and what it said."""
        ...


FAILURES_AT_MOST = 100_000  # rows that are brought here to be listed: more than that is a fault, not bad luck


class Job:
    """A chain of steps under one folder. `tell`, where given, is called with the words of each step that is run."""

    def __init__(
        self,
        engine: FolderEngine,
        folder: str | Path,
        settings: Mapping[str, object],
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.engine, self.folder = engine, Path(folder)
        self.settings = json.dumps(dict(settings), sort_keys=True, default=str)
        self.tell = tell or (lambda words: None)
        self.ran: list[str] = []  # the steps that were not found finished
        self._may_fail: list[Kept] = []

    def sql(self, name: str, stage: Stage, **tables: Kept) -> Kept:
        """Return the table that `stage` makes of `tables`."""
        paths = {n: t.path for n, t in tables.items()}
        run = partial(self.engine.sql_folder, stage, tables=paths)
        return self._step(name, stage.name, {"sql": stage.sql}, tables, run)

    def map(self, name: str, function: TableFunction, table: Kept, *, key: str, size: str | None = None) -> Kept:
        """Return the rows that `function` makes of batches of `table`."""
        run = partial(self.engine.map_folder, function, table.path, key=key, size=size)
        made = self._step(name, _about(function), {"map": _name(function)}, {"table": table}, run)
        self._may_fail.append(made)
        return made

    def group_map(self, name: str, function: TableFunction, table: Kept, *, by: str) -> Kept:
        """Return the rows that `function` makes of the rows of each value of `by`."""
        run = partial(self.engine.group_map_folder, function, table.path, by=by)
        made = self._step(name, _about(function), {"group_map": _name(function), "by": by}, {"table": table}, run)
        self._may_fail.append(made)
        return made

    def number(self, name: str, table: Kept, *, by: str) -> Kept:
        """Return the rows of `table` numbered in order of column `by`."""
        run = partial(self.engine.number_folder, table.path, by=by)
        return self._step(name, "", {"number": by}, {"table": table}, run)

    def small(self, name: str, rows: pa.Table) -> Kept:
        """Keep a small table made here (limits, word lists) as a table of the job."""
        digest = hashlib.sha256(_bytes_of(rows)).hexdigest()
        return self._step(name, "", {"rows": digest}, {}, partial(_write, rows))

    def rows(self, table: Kept, *columns: str) -> list[dict[str, Any]]:
        """Return the rows of a small table."""
        return self.engine.rows(table.path, list(columns))

    def failures(self) -> list[dict[str, Any]]:
        """Return what functions broke on so far: the step, the key of the row or group, and the message."""
        return [
            {"step": Path(table.path).name, "report": row["_failed"], "message": row["_message"]}
            for table in self._may_fail
            for row in self.engine.failed(table.path, FAILURES_AT_MOST)
        ]

    def _step(
        self,
        name: str,
        about: str,
        what: Mapping[str, str],
        inputs: Mapping[str, Kept],
        run: Callable[[str], None],
    ) -> Kept:
        made_from = {
            "step": name,
            **what,
            "inputs": {n: t.digest for n, t in sorted(inputs.items())},
            "settings": self.settings,
            "version": version("twosource"),
        }
        digest = hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()
        out = self.folder / name
        if _finished(out, digest):
            return Kept(str(out), digest)
        if about:
            self.tell(about[:1].upper() + about[1:])
        self.ran.append(name)
        shutil.rmtree(out, ignore_errors=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        run(out=str(out))  # type: ignore[call-arg]
        write_atomically(out / MANIFEST, json.dumps({**made_from, "digest": digest}, indent=1) + "\n")
        return Kept(str(out), digest)


def digest_of(path: Path) -> str:
    """Return the digest of a file, or of a folder's files (hidden ones and manifests left out) with their names."""
    files = [path] if path.is_file() else sorted(f for f in path.rglob("*") if f.is_file() and f.name[0] not in "._")
    total = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            inner = hashlib.file_digest(stream, "sha256").hexdigest()
        total.update(f"{file.relative_to(path) if file != path else file.name}\0{inner}\n".encode())
    return total.hexdigest()


def write_atomically(path: Path, text: str) -> None:
    """Write a file whole or not at all, however the program ends."""
    partly = path.with_name(path.name + ".partly")
    partly.write_text(text, encoding="utf-8")
    os.replace(partly, path)


def _finished(out: Path, digest: str) -> bool:
    try:
        return bool(json.loads((out / MANIFEST).read_text(encoding="utf-8"))["digest"] == digest)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _bytes_of(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def _write(table: pa.Table, out: str) -> None:
    import pyarrow.parquet as pq

    Path(out).mkdir(parents=True)
    pq.write_table(table, Path(out) / "part-0.parquet")


def _name(function: TableFunction) -> str:
    inner = function.func if isinstance(function, partial) else function
    return f"{inner.__module__}.{getattr(inner, '__qualname__', type(inner).__qualname__)}"


def _about(function: TableFunction) -> str:
    inner = function.func if isinstance(function, partial) else function
    return (inner.__doc__ or _name(function)).strip().splitlines()[0].split(":")[0].rstrip(".")
