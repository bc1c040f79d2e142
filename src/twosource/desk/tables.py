"""Rows come in, rows go out: the few ways in which the desk's modules talk to its tables."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import duckdb

from twosource.rows import Record, pack, unpack

if TYPE_CHECKING:
    import pyarrow as pa

Connection: TypeAlias = duckdb.DuckDBPyConnection


def insert(connection: Connection, table: str, columns: Mapping[str, pa.Array]) -> None:
    """Add rows to `table`, given by column; columns not given are null."""
    import pyarrow as pa

    arrow = pa.table(dict(columns))
    if arrow.num_rows:
        with named(connection, incoming=arrow):
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")


def insert_rows(connection: Connection, table: str, columns: str, found: Sequence[Sequence[object]]) -> None:
    """Add rows to `table`, given by row; `columns` are their names with Arrow's types ("report:int64 text:string")."""
    import pyarrow as pa

    if not found:
        return
    kinds = [column.split(":") for column in columns.split()]
    values = zip(*found, strict=True)
    made = {name: pa.array(v, pa.type_for_alias(kind)) for (name, kind), v in zip(kinds, values, strict=True)}
    insert(connection, table, made)


def rows(connection: Connection, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows that a SELECT gives."""
    found: list[tuple[Any, ...]] = connection.execute(sql, list(values)).fetchall()
    return found


def value(connection: Connection, sql: str, *values: object) -> Any:
    """Return the one value that a SELECT gives, None where it gives none."""
    found = connection.execute(sql, list(values)).fetchall()  # to the end: an open result blocks the connection
    return found[0][0] if found else None


@contextmanager
def named(connection: Connection, **tables: pa.Table) -> Iterator[None]:
    """Let SQL call Arrow tables by name."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


@contextmanager
def keyed(connection: Connection, keys: Iterable[int], name: str = "touched") -> Iterator[None]:
    """Let SQL call a set of report keys `touched`, with the column `report`."""
    import pyarrow as pa

    with named(connection, **{name: pa.table({"report": pa.array(sorted(keys), pa.int64())})}):
        yield


@contextmanager
def named_rows(connection: Connection, name: str, column: str, values: Sequence[str]) -> Iterator[None]:
    """Let SQL call a list of texts by `name`, with one column."""
    import pyarrow as pa

    with named(connection, **{name: pa.table({column: pa.array(values, pa.string())})}):
        yield


def delete_for(connection: Connection, table: str, keys: Iterable[int], column: str = "report") -> None:
    """Take away the rows of a table that stand for the reports of `keys`."""
    with keyed(connection, keys, "outgoing"):
        connection.execute(f"DELETE FROM {table} WHERE {column} IN (FROM outgoing)")


def packed(record: object) -> bytes:
    """Return a record as compressed JSON."""
    return zlib.compress(pack(record).encode("utf-8", "surrogatepass"), 6)


def unpacked(kind: type[Record], data: bytes) -> Record:
    """Read back what `packed` wrote."""
    return unpack(kind, zlib.decompress(data).decode("utf-8", "surrogatepass"))
