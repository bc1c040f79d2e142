"""A named SQL step between tables, and what can run one: the words in which layers ask an engine for work.

The records stand here, below every layer, so that lineage and stories can write stages without knowing which
engine runs them (docs/adr/0002). The SQL is the dialect that DuckDB and Spark share; sqlglot translates the rest.
How Python is kept from searching all that is held stands here as well, since every layer that works on much asks it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

TableFunction: TypeAlias = "Callable[[pa.Table], pa.Table]"


@dataclass(frozen=True, slots=True)
class Stage:
    """One SELECT over named tables. `about` says in a sentence what a row of the result is."""

    name: str
    about: str
    sql: str


class Failure(NamedTuple):
    """A row of a table that a function broke on: its place in the table, and what the function said."""

    row: int
    message: str


def in_words(error: Exception) -> str:
    """Say what a function broke on: the kind of error, and what it said.

    >>> in_words(ValueError("no tree")), in_words(RecursionError())
    ('ValueError: no tree', 'RecursionError')
    """
    return f"{type(error).__name__}: {error}".strip(": ")


class Engine(Protocol):
    """Runs pure functions over batches and SQL between tables; knows nothing of news.

    Functions handed to `map` and `group_map` are importable by name (no lambda, no closure), keep no state and
    give the same rows for the same rows, so that any process may run them. Given a table without rows they return
    one: its schema is the schema of every result.
    """

    def map(self, function: TableFunction, table: pa.Table, *, size: str | None = None) -> pa.Table:
        """Apply `function` to batches of `table`; rows come back in order. `size` names a column of work per row.

        A row that `function` breaks on is left out; `take_failures` names it.
        """
        ...

    def sql(self, stage: Stage, **tables: pa.Table) -> pa.Table:
        """Run `stage` with `tables` by name. Row order is what the stage's ORDER BY says."""
        ...

    def group_map(self, function: TableFunction, table: pa.Table, by: str) -> pa.Table:
        """Apply `function` to the rows of each value of column `by`; groups come back in order of that value."""
        ...

    def take_failures(self) -> tuple[Failure, ...]:
        """Return the rows that the last `map` left out, in order, and forget them."""
        ...


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for rings of objects: none are made here, and over a large corpus the search would be
    a quarter of the work. What is no longer used is let go at once all the same, by its count of references.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
