"""A standalone Spark cluster on this machine: a master and two workers, each a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path


def missing() -> str | None:
    """Return why Spark cannot run here, or None."""
    try:
        import pandas  # noqa: F401
        import pyspark  # noqa: F401
        import sqlglot  # noqa: F401
    except ImportError as error:
        return f"Spark is not installed ({error.name}): pip install 'twosource[spark]'"
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        return "Java is not installed: Debian's openjdk-17-jre-headless"
    return None


class Cluster:
    """Starts its processes in `folder`, with logs there; `close` ends them and what they started."""

    def __init__(self, folder: Path, workers: int = 2, cores: int = 1) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self._all: list[subprocess.Popen[bytes]] = []
        try:
            self.master = self._start("master", "master.Master", "--port", "0")
            self.url = self._wait("master", re.compile(r"Starting Spark master at (spark://\S+)"))
            for number in range(workers):
                name = f"worker-{number}"
                options = ("--cores", str(cores), "--memory", "1g", "--work-dir", str(folder / name), self.url)
                self.workers.append(self._start(name, "worker.Worker", *options))
            for number in range(workers):
                self._wait(f"worker-{number}", re.compile(r"(Successfully registered)"))
        except BaseException:
            self.close()
            raise

    def _start(self, name: str, role: str, *options: str) -> subprocess.Popen[bytes]:
        import pyspark

        program = Path(pyspark.__file__).parent / "bin" / "spark-class"
        call = [str(program), f"org.apache.spark.deploy.{role}", "--host", "127.0.0.1", "--webui-port", "0", *options]
        surroundings = os.environ | {
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "PYSPARK_PYTHON": sys.executable,
            "OMP_NUM_THREADS": "1",
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(call, stdout=log, stderr=log, env=surroundings, start_new_session=True)
        self._all.append(process)
        return process

    def _wait(self, name: str, words: re.Pattern[str]) -> str:
        log = self.folder / f"{name}.log"
        end = time.monotonic() + 90
        while time.monotonic() < end:
            found = words.search(log.read_text(encoding="utf-8", errors="replace"))
            if found:
                return found[1]
            time.sleep(0.1)
        raise TimeoutError(f"{name} did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")

    def kill(self, number: int) -> None:
        """Kill a worker with its executors, as a machine does that loses its power."""
        os.killpg(self.workers[number].pid, signal.SIGKILL)
        self.workers[number].wait()

    def close(self) -> None:
        """End every process of the cluster."""
        for process in reversed(self._all):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
