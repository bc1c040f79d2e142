"""Spark must give what this machine gives: the calls one by one, and the sample story's ledger table by table."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest

import twosource
from twosource.archive.components import find_components
from twosource.engine.choose import folders_of, open_engine
from twosource.engine.folders import Job
from twosource.engine.local import LocalEngine
from twosource.engine.spark import ROWS_SHIPPED
from twosource.export.ledger import ledger_to_dict
from twosource.stages import Stage

sys.path.insert(0, str(Path(__file__).parent))
from cluster import Cluster, missing

sys.path.pop(0)

ROOT = Path(__file__).parents[2]
STORY = sorted([*(ROOT / "examples/port-halvern").glob("*.txt"), *(ROOT / "examples/port-halvern").glob("*.html")])
pytestmark = [
    # PySpark leaves sockets and processes to the garbage collector, and warns of its own old names.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::UserWarning"),
]
on_spark = [pytest.mark.spark, pytest.mark.skipif(missing() is not None, reason=missing() or "")]

# Functions that a process of a cluster can import.
FIRST = partial(pa.Table.select, columns=["n"])
AS_NUMBERS = partial(pa.Table.cast, target_schema=pa.schema([("n", pa.int64()), ("size", pa.int64())]))
COUNTS = Stage("counts", "a value with how often it stands", "SELECT n, count(*) AS c FROM t GROUP BY n ORDER BY n")


EDGES = Stage(
    "edges",
    "two that follow",
    "SELECT a.n AS a, b.n AS b FROM numbered AS a JOIN numbered AS b ON a.number + 1 = b.number",
)


@pytest.fixture(scope="module", params=["local", pytest.param("local[2]", marks=on_spark)])
def engine(request) -> Iterator[object]:
    """Either engine; Spark sends away even what is small."""
    with open_engine(request.param, 2) as made:
        if request.param != "local":
            made.here_below = 0
        yield made


def test_sql_runs_a_stage_over_named_tables(engine):
    assert engine.sql(COUNTS, t=pa.table({"n": [3, 1, 3]})).to_pydict() == {"n": [1, 3], "c": [1, 2]}


def test_a_stage_sees_every_row_of_a_table_of_several_batches(engine):
    number = 2 * ROWS_SHIPPED + 1
    table = pa.table(
        {"n": pa.array((k % 3 for k in range(number)), pa.int32()), "m": pa.array([None] * number, pa.string())}
    )
    found = engine.sql(
        Stage("all", "a value", "SELECT n, count(*) AS c, count(m) AS m FROM t GROUP BY n ORDER BY n"), t=table
    )
    assert found.column("c").to_pylist() == [len(range(k, number, 3)) for k in range(3)]
    assert found.column("m").to_pylist() == [0, 0, 0]


def test_a_stage_over_an_empty_table_finds_nothing(engine):
    assert engine.sql(COUNTS, t=pa.table({"n": pa.array([], pa.int64())})).num_rows == 0


def test_what_only_one_dialect_has_is_translated(engine):
    stage = Stage("flat", "a value", "SELECT unnest(l) AS n FROM t ORDER BY n")
    assert engine.sql(stage, t=pa.table({"l": [[2, 3], [1]]})).column("n").to_pylist() == [1, 2, 3]


def test_a_wrong_stage_is_named_and_does_not_harm_the_next(engine):
    with pytest.raises(ValueError, match=r"stage 'wrong' \(nothing\)"):
        engine.sql(Stage("wrong", "nothing", "SELECT absent FROM t"), t=pa.table({"n": [1]}))
    assert engine.sql(COUNTS, t=pa.table({"n": [1]})).num_rows == 1


def test_a_table_is_gone_after_its_stage(engine):
    engine.sql(COUNTS, t=pa.table({"n": [1]}))
    with pytest.raises(ValueError, match="second"):
        engine.sql(Stage("second", "all", "SELECT n FROM t"))


def test_map_keeps_order_and_rows(engine):
    table = pa.table({"n": list(range(2000)), "size": [100] * 2000})
    assert engine.map(FIRST, table, size="size").column("n").to_pylist() == list(range(2000))
    assert engine.map(FIRST, table).column("n").to_pylist() == list(range(2000))


def test_map_keeps_types(engine):
    table = pa.table({"n": pa.array([1, 2], pa.int32()), "d": pa.array([None, "a"], pa.large_string())})
    found = engine.map(partial(pa.Table.select, columns=["d", "n"]), table)
    assert found.schema == table.select(["d", "n"]).schema


def test_an_empty_table_keeps_its_schema(engine):
    table = pa.table({"n": pa.array([], pa.int64()), "m": pa.array([], pa.string())})
    assert engine.map(FIRST, table).schema.names == ["n"]
    assert engine.group_map(FIRST, table, by="m").schema.names == ["n"]


def test_a_row_that_breaks_a_function_is_named_and_the_others_go_on(engine):
    table = pa.table({"n": ["1", "2", "three", "4"] * 300, "size": [200] * 1200})
    found = engine.map(AS_NUMBERS, table, size="size")
    assert found.num_rows == 900
    failures = engine.take_failures()
    assert [f.row for f in failures] == list(range(2, 1200, 4))
    assert "three" in failures[0].message
    assert engine.take_failures() == ()


def test_group_map_sees_each_group_once_and_in_order(engine):
    table = pa.table({"k": ["b", "a", "b", "a"], "n": [1, 2, 3, 4]})
    found = engine.group_map(partial(pa.Table.slice, offset=1), table, by="k")
    assert found.to_pydict() == {"k": ["a", "b"], "n": [4, 3]}


def test_every_join_of_copies_and_stories_gives_the_same_rows(engine):
    reports = twosource.read_reports(STORY[:4]).reports
    with LocalEngine(1) as alone:
        assert twosource.trace(reports, engine=engine) == twosource.trace(reports, engine=alone)
        assert twosource.group(reports, engine=engine) == twosource.group(reports, engine=alone)


def test_steps_between_folders_give_the_same_rows(engine, tmp_path):
    job = Job(folders_of(engine), tmp_path, {"least": 1})
    words = job.small("words", pa.table({"n": ["5", "1", "two", "3"], "size": [1, 1, 1, 1]}))
    numbers = job.map("numbers", AS_NUMBERS, words, key="n", size="size")
    assert job.failures() == [{"step": "numbers", "report": "two", "message": job.failures()[0]["message"]}]
    numbered = job.number("numbered", numbers, by="n")
    rows = {row["n"]: row["number"] for row in job.rows(numbered, "n", "number")}
    assert rows == {1: 0, 3: 1, 5: 2}
    edges = job.sql("edges", EDGES, numbered=numbered)
    stars = find_components(job, "components", edges)
    assert {row["a"]: row["b"] for row in job.rows(stars, "a", "b")} == {3: 1, 5: 1}
    groups = job.group_map("groups", partial(pa.Table.slice, offset=1), stars, by="b")
    assert len(job.rows(groups, "a", "b")) == 1
    assert job.ran == list(dict.fromkeys(job.ran))
    again = Job(folders_of(engine), tmp_path, {"least": 1})
    assert again.map("numbers", AS_NUMBERS, words, key="n", size="size") == numbers
    assert again.ran == []


@pytest.fixture(scope="module")
def here() -> dict[bool, dict[str, object]]:
    """The ledger of the sample story on this machine, with the learned tagger and without it."""
    with LocalEngine(1) as alone:
        return {learned: read(alone, twosource.Settings(learned=learned)) for learned in (True, False)}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.close()


@pytest.mark.spark
@pytest.mark.skipif(missing() is not None, reason=missing() or "")
def test_a_cluster_gives_the_same_ledger(cluster, here):
    with open_engine(cluster.url) as many:
        same_ledger(read(many, twosource.Settings()), here[True])


@pytest.mark.spark
@pytest.mark.skipif(missing() is not None, reason=missing() or "")
def test_a_worker_that_is_killed_in_the_middle_changes_nothing(cluster, here):
    settings = twosource.Settings(learned=False)
    with open_engine(cluster.url) as many:
        session = many.session
        killed: list[int] = []

        def kill() -> None:
            tracker = session.sparkContext.statusTracker()
            while not killed:
                stages = [tracker.getStageInfo(s) for s in tracker.getActiveStageIds()]
                # The second stage of the job is the one that reads; its tasks load a model before anything else.
                running = sum(s.numActiveTasks for s in stages if s is not None and s.numTasks > 1)
                if running > 1:
                    time.sleep(1)
                    killed.append(running)
                    cluster.kill(0)
                time.sleep(0.05)

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        found = read(many, settings)
        assert killed, "the job was over before a worker could be killed"
        # The driver hears of a loss by its own clock: a short job may be over before.
        waited_until = time.monotonic() + 30
        while workers_alive(session) > 1 and time.monotonic() < waited_until:
            time.sleep(0.1)
        assert workers_alive(session) == 1
        same_ledger(found, here[False])


def workers_alive(session: object) -> int:
    """Return how many executors are left, without the driver."""
    return session.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1


def read(engine: object, settings: twosource.Settings) -> dict[str, object]:
    return ledger_to_dict(twosource.read(STORY, engine=engine, settings=settings))


def same_ledger(found: dict[str, object], expected: dict[str, object]) -> None:
    assert expected["claims"]
    for name in expected:
        assert found[name] == expected[name], name


def test_what_is_no_engine_is_said():
    with pytest.raises(ValueError, match="no engine 'flink'"):
        open_engine("flink")


def test_spark_that_is_not_installed_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ValueError, match=r"pip install 'twosource\[spark\]'"):
        _ = open_engine("local[2]").session


def test_java_that_is_not_there_is_said(monkeypatch):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ValueError, match="Java 17"):
        _ = open_engine("local[2]").session
