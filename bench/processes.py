"""Processor time of this process and of all that it started, by what each is: the clock of a busy machine says less."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_KINDS = {
    "CoarseGrainedExecutorBackend": "executors",
    "deploy.master.Master": "master and workers",
    "deploy.worker.Worker": "master and workers",
    "pyspark-shell": "driver's Java",
    "pyspark": "executors' Python",
    "multiprocessing": "pool",
}


def processor_time() -> Counter[str]:
    """Return seconds so far by kind of process. What ended and was not waited for by its parent is not in it."""
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it ended just now
                continue
            parents[int(folder.name)] = int(fields[1])
            seconds[int(folder.name)] = sum(map(int, fields[11:15])) / _TICKS  # its own and of children that ended
    mine = {os.getpid()}
    while more := {p for p, parent in parents.items() if parent in mine} - mine:
        mine |= more
    spent: Counter[str] = Counter()
    for process in mine:
        spent[_kind(process)] += seconds[process]
    return spent


def _kind(process: int) -> str:
    if process == os.getpid():
        return "this process"
    try:
        command = Path(f"/proc/{process}/cmdline").read_text(errors="replace")
    except OSError:
        return "ended"
    return next((kind for word, kind in _KINDS.items() if word in command), "other")
