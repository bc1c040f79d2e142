"""A stage's SQL as Spark reads it. Stages are written in what DuckDB and Spark share; sqlglot turns the rest."""

from __future__ import annotations

from functools import cache


@cache
def for_spark(sql: str) -> str:
    """Return DuckDB's SQL in Spark's words; raises ValueError where sqlglot is not installed or cannot read it."""
    try:
        import sqlglot
        from sqlglot.errors import SqlglotError
    except ImportError:
        raise ValueError("sqlglot is not installed: pip install 'twosource[spark]'") from None
    try:
        return str(sqlglot.transpile(sql, read="duckdb", write="spark")[0])
    except SqlglotError as error:
        raise ValueError(f"cannot be put into Spark's SQL: {error}") from error
