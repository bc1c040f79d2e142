"""What Spark's own event log says of a job: bytes that went through shuffles and the time of tasks, step by step."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_WRITTEN = re.compile(r"InsertIntoHadoopFsRelationCommand\s+Input[^\n]*\s+Arguments: \S*?/steps/([\w.-]+)")


class Shuffled(NamedTuple):
    """Of one step: bytes written for other tasks to read, seconds that tasks ran, and of those in Java's threads."""

    written: int = 0
    seconds: float = 0.0
    java: float = 0.0


@contextmanager
def event_log(folder: Path) -> Iterator[Path]:
    """Have sessions that start here write an event log below `folder`, whole and in plain text."""
    log = folder / "events"
    log.mkdir()
    told = {"enabled": "true", "dir": log.as_uri(), "compress": "false", "rolling.enabled": "false"}
    lines = [f"spark.eventLog.{name} {value}" for name, value in told.items()]
    # A plan is cut after 25 fields and a path after 50 characters, and the step stands in the path.
    lines += ["spark.sql.debug.maxToStringFields 1000", "spark.sql.maxMetadataStringLength 1000"]
    (folder / "spark-defaults.conf").write_text("\n".join(lines) + "\n")
    before = os.environ.get("SPARK_CONF_DIR")
    os.environ["SPARK_CONF_DIR"] = str(folder)
    try:
        yield log
    finally:
        if before is None:
            del os.environ["SPARK_CONF_DIR"]
        else:
            os.environ["SPARK_CONF_DIR"] = before


def read_log(log: Path) -> dict[str, Shuffled]:
    """Return what each step of the logged jobs took; what belongs to no step is under ""."""
    step_of_query: dict[str, str] = {}
    step_of_stage: dict[int, str] = {}
    steps: dict[str, Shuffled] = defaultdict(Shuffled)
    for path in sorted(p for p in log.rglob("*") if p.is_file()):
        with path.open(encoding="utf-8") as lines:
            for event in map(json.loads, lines):
                kind = event["Event"].rpartition(".")[2]
                if kind in ("SparkListenerSQLExecutionStart", "SparkListenerSQLAdaptiveExecutionUpdate"):
                    if written := _WRITTEN.search(event["physicalPlanDescription"]):
                        step_of_query[str(event["executionId"])] = written[1].removesuffix(".sorted")
                elif kind == "SparkListenerJobStart":
                    query = event.get("Properties", {}).get("spark.sql.execution.id", "")
                    step_of_stage |= dict.fromkeys(event["Stage IDs"], step_of_query.get(query, ""))
                elif kind == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                    step = step_of_stage.get(event["Stage ID"], "")
                    steps[step] = _with_task(steps[step], event["Task Metrics"])
    return dict(steps)


def _with_task(so_far: Shuffled, metrics: dict[str, object]) -> Shuffled:
    shuffle = metrics["Shuffle Write Metrics"]
    assert isinstance(shuffle, dict)
    return Shuffled(
        so_far.written + shuffle["Shuffle Bytes Written"],
        so_far.seconds + float(str(metrics["Executor Run Time"])) / 1e3,
        so_far.java + float(str(metrics["Executor CPU Time"])) / 1e9,
    )
