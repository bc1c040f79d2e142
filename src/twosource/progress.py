"""What a person sees while work goes on: a moving line on a terminal, plain lines in a log, nothing when piped away."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

# A log gets a line at each step, and on long steps one more whenever this many seconds have gone by.
LOG_EVERY = 15.0


class Watch:
    """Tells what is being done, on standard error. `step` names it; `rows` says how far it is."""

    def __init__(self, *, quiet: bool = False, console: Console | None = None) -> None:
        self.quiet = quiet
        self.console = console or Console(stderr=True)
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._last = 0.0
        self._step = ""

    def __enter__(self) -> Watch:
        if not self.quiet and self.console.is_terminal:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[far]}"),
                TimeElapsedColumn(),
            )
            self._bar = Progress(*columns, console=self.console, transient=True)
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, words: str) -> None:
        """Name what is being done now."""
        self._step, self._last = words, time.monotonic()
        if self.quiet:
            return
        if self._bar is None:
            print(f"{words} …", file=sys.stderr, flush=True)  # noqa: T201
            return
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(words, total=None, far="")

    def rows(self, done: int, total: int) -> None:
        """Say how many of how many rows of the present step are done."""
        if self.quiet:
            return
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, total=total, far=f"{done:,} of {total:,}")
        elif time.monotonic() - self._last > LOG_EVERY:
            self._last = time.monotonic()
            print(f"{self._step}: {done:,} of {total:,}", file=sys.stderr, flush=True)  # noqa: T201
