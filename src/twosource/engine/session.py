"""A Spark session for a master: the one file that starts Spark, and says what is missing where it cannot."""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import Any, TypeAlias

# PySpark has no types that would help here, and is an extra that need not be installed.
Session: TypeAlias = Any
Frame: TypeAlias = Any

_MASTER = re.compile(r"local\[(?:\d+|\*)\]|spark://[^\s/]+:\d+|yarn|k8s://\S+")
_HERE = re.compile(r"local\[.*|spark://(?:127\.|localhost|\[::1\]).*")
# Results come to the driver as Arrow batches: what it takes in at once is this, not the rows of a corpus.
_ARROW_ROWS = "2000"


def is_master(name: str) -> bool:
    """Say whether `name` is how Spark names a master.

    >>> is_master("local[2]"), is_master("spark://10.0.0.1:7077"), is_master("local")
    (True, True, False)
    """
    return _MASTER.fullmatch(name) is not None


def start(master: str, memory: str | None = None) -> Session:
    """Return a session on `master`; raises ValueError, with what to do, where Spark or Java is not there.

    What a cluster's owner has set (spark-defaults.conf, `SPARK_CONF_DIR`) holds; set here is only what gives the same
    rows everywhere, and, for a master on this machine, addresses that need no name service. The machines of a cluster
    need twosource with its extra `spark`, and the same Python at the path of this one (or `PYSPARK_PYTHON`).
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise ValueError("Spark is not installed: pip install 'twosource[spark]'") from None
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise ValueError("Spark needs Java 17: install it (Debian: openjdk-17-jre-headless) or set JAVA_HOME")
    here = _HERE.fullmatch(master) is not None
    if here:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("twosource")
    for key, value in {**_SAME_EVERYWHERE, **(_ON_THIS_MACHINE if here else {})}.items():
        builder = builder.config(key, value)
    if memory is not None:
        builder = builder.config("spark.driver.memory", memory).config("spark.executor.memory", memory)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        raise ValueError(f"Spark does not start on {master}: {_first_line(error)}") from error
    session.sparkContext.setLogLevel("ERROR")
    session.conf.set("spark.sql.shuffle.partitions", str(4 * session.sparkContext.defaultParallelism))
    return session


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]


_SAME_EVERYWHERE = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": _ARROW_ROWS,
    # A table of a small step should not be cut into 200 tasks, nor a large one into few: Spark joins small pieces.
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.coalescePartitions.minPartitionSize": "4m",
    # DuckDB's whole numbers overflow with an error; so do Spark's, by this.
    "spark.sql.ansi.enabled": "true",
    # A worker that holds a model is kept for the next task.
    "spark.python.worker.reuse": "true",
    "spark.executorEnv.OMP_NUM_THREADS": "1",
    "spark.executorEnv.PYTHONHASHSEED": "0",
    "spark.ui.showConsoleProgress": "false",
}
_ON_THIS_MACHINE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}
