from __future__ import annotations

from functools import partial

import pyarrow as pa
import pytest

from twosource.engine.base import batches
from twosource.engine.local import LocalEngine
from twosource.stages import Stage


def doubled(table: pa.Table) -> pa.Table:
    return pa.table({"n": pa.array([2 * n for n in table.column("n").to_pylist()], pa.int64())})


# A function that another process can import, wherever the tests were started from.
FIRST = partial(pa.Table.select, columns=["n"])


def summed(table: pa.Table) -> pa.Table:
    return pa.table({"k": table.column("k").slice(0, 1), "sum": [sum(table.column("n").to_pylist())]})


@pytest.fixture
def engine():
    with LocalEngine(2) as made:
        yield made


def test_sql_runs_a_stage_over_named_tables(engine):
    stage = Stage("counts", "a value with how often it stands", "SELECT n, count(*) AS c FROM t GROUP BY n ORDER BY n")
    assert engine.sql(stage, t=pa.table({"n": [3, 1, 3]})).to_pydict() == {"n": [1, 3], "c": [1, 2]}


def test_a_wrong_stage_is_named_and_does_not_harm_the_next(engine):
    with pytest.raises(ValueError, match=r"stage 'wrong' \(nothing\)"):
        engine.sql(Stage("wrong", "nothing", "SELECT absent FROM t"), t=pa.table({"n": [1]}))
    assert engine.sql(Stage("right", "all", "SELECT n FROM t"), t=pa.table({"n": [1]})).num_rows == 1


def test_a_table_is_gone_after_its_stage(engine):
    engine.sql(Stage("first", "all", "SELECT n FROM t"), t=pa.table({"n": [1]}))
    with pytest.raises(ValueError, match="second"):
        engine.sql(Stage("second", "all", "SELECT n FROM t"))


def test_map_keeps_order_and_rows():
    table = pa.table({"n": list(range(2000))})
    with LocalEngine(1) as engine:
        assert engine.map(doubled, table).column("n").to_pylist() == [2 * n for n in range(2000)]


def test_a_pool_gives_what_one_process_gives():
    table = pa.table({"n": list(range(40)), "size": [1000] * 40})
    with LocalEngine(2, pool_from=1) as pooled, LocalEngine(1) as alone:
        assert pooled.map(FIRST, table, size="size").equals(alone.map(FIRST, table, size="size"))
        assert pooled._pool is not None
        assert alone._pool is None


def test_small_inputs_start_no_pool(engine):
    engine.map(doubled, pa.table({"n": [1], "size": [10]}), size="size")
    assert engine._pool is None


def test_map_says_how_far_it_is():
    seen = []
    with LocalEngine(1, progress=lambda done, total: seen.append((done, total))) as engine:
        engine.map(doubled, pa.table({"n": list(range(1200))}))
    assert seen == [(512, 1200), (1024, 1200), (1200, 1200)]


def test_group_map_sees_each_group_once_and_in_order(engine):
    table = pa.table({"k": ["b", "a", "b"], "n": [1, 2, 3]})
    assert engine.group_map(summed, table, by="k").to_pydict() == {"k": ["a", "b"], "sum": [2, 4]}


def test_batches_depend_on_work_and_not_on_rows():
    table = pa.table({"n": [1, 2, 3, 4], "size": [5, 5, 50, 1]})
    assert [b.column("n").to_pylist() for b in batches(table, "size", 10)] == [[1, 2], [3], [4]]
    assert list(batches(table.slice(0, 0), "size", 10)) == []


def test_the_last_batches_are_small():
    table = pa.table({"n": list(range(1000)), "size": [10] * 1000})
    work = [10 * b.num_rows for b in batches(table, "size", 800, taper=True)]
    assert sum(work) == 10_000
    assert work[0] == 800
    assert work == sorted(work, reverse=True)
    assert work[-1] <= 100


def test_a_process_that_is_killed_loses_nothing():
    table = pa.table({"n": list(range(60)), "size": [3000] * 60})
    with LocalEngine(2, pool_from=1) as engine:
        engine.map(FIRST, table, size="size")
        for process in list(engine._pool._processes.values()):
            process.kill()
        assert engine.map(FIRST, table, size="size").column("n").to_pylist() == list(range(60))
