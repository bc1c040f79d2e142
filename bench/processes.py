"""Processor time of this process and of all that it started, by what each is: the clock of a busy machine says less."""

from __future__ import annotations

import os
import threading
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


class Meter:
    """Counts while it is open. What a process used in its last half second may be missing."""

    def __init__(self) -> None:
        self._used: dict[tuple[int, str], tuple[str, float]] = {}  # by process and when it started
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Meter:
        self._look()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def read(self) -> Counter[str]:
        """Return the seconds so far by kind of process."""
        self._look()
        spent: Counter[str] = Counter()
        for kind, seconds in list(self._used.values()):
            spent[kind] += seconds
        return spent

    def _watch(self) -> None:
        while not self._end.wait(0.5):
            self._look()

    def _look(self) -> None:
        parents: dict[int, int] = {}
        found: dict[int, tuple[str, float]] = {}
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    fields = (folder / "stat").read_text().rpartition(")")[2].split()
                except OSError:  # it ended just now
                    continue
                parents[int(folder.name)] = int(fields[1])
                found[int(folder.name)] = (fields[19], (int(fields[11]) + int(fields[12])) / _TICKS)
        mine = {os.getpid()}
        while more := {p for p, parent in parents.items() if parent in mine} - mine:
            mine |= more
        for process in mine & found.keys():
            born, seconds = found[process]
            known = self._used.get((process, born))
            # A process is forked before it becomes what it is: its command is asked for until it has worked.
            kind = known[0] if known and known[1] > 1 else _kind(process)
            self._used[process, born] = (kind, seconds)


def _kind(process: int) -> str:
    if process == os.getpid():
        return "this process"
    try:
        command = Path(f"/proc/{process}/cmdline").read_text(errors="replace")
    except OSError:
        return "ended"
    return next((kind for word, kind in _KINDS.items() if word in command), "other")
