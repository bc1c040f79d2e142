"""Long work comes in; it is done in the background, one after the other, and told of while it lasts.

One thread, because a desk is written to by one at a time; the heavy part of reading runs in processes of its own.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

KEPT = 50
LAST_STEPS = 8


class StoppedError(Exception):
    """Raised inside a work that was asked to stop."""


@dataclass
class Work:
    """One long work: what it is, how far it has come in words, whether it was asked to stop, what came of it.

    `state`: waiting, running, stopping, done, stopped or failed.
    """

    title: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    state: str = "waiting"
    steps: list[str] = field(default_factory=list)
    result: Any = None
    error: str = ""
    began: float = field(default_factory=time.monotonic)
    ended: float | None = None
    _stop: threading.Event = field(default_factory=threading.Event)

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in {"done", "stopped", "failed"}

    @property
    def seconds(self) -> int:
        """How long it has been at it."""
        return int((self.ended or time.monotonic()) - self.began)

    def stop(self) -> None:
        """Ask it to stop; it does so at its next step."""
        self._stop.set()
        if not self.over:
            self.state = "stopping"

    def asked_to_stop(self) -> bool:
        """Say whether it was asked to stop."""
        return self._stop.is_set()

    def tell(self, words: str) -> None:
        """Say what is being done; the last few steps are kept."""
        if not self.steps or self.steps[-1] != words:
            self.steps = [*self.steps[-LAST_STEPS + 1 :], words]


class Works:
    """The works of a server, the newest last; `changed` is called when one has changed the desk."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self._works: OrderedDict[str, Work] = OrderedDict()
        self._queue: SimpleQueue[tuple[Work, Callable[[Work], Any]] | None] = SimpleQueue()
        self._changed = changed
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, title: str, run: Callable[[Work], Any]) -> Work:
        """Do `run` when what was asked before is done; it is given the work, to tell its steps and to see a stop."""
        work = Work(title)
        with self._lock:
            self._works[work.id] = work
            for old in [w for w in self._works.values() if w.over][: max(0, len(self._works) - KEPT)]:
                del self._works[old.id]
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="twosource-work", daemon=True)
                self._thread.start()
        self._queue.put((work, run))
        return work

    def get(self, id: str) -> Work:
        """Return a work; raises KeyError where there is none of that id."""
        return self._works[id]

    def all(self) -> list[Work]:
        """Return the works, the newest first."""
        return list(reversed(self._works.values()))

    def running(self) -> Work | None:
        """Return the work that is being done, if any."""
        return next((w for w in self._works.values() if not w.over), None)

    def close(self, seconds: float = 10.0) -> None:
        """Ask everything to stop and wait a little for it."""
        for work in self._works.values():
            work.stop()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            work, run = job
            if work.asked_to_stop():
                work.state, work.ended = "stopped", time.monotonic()
                continue
            work.state = "running"
            try:
                work.result = run(work)
                work.state = "stopped" if getattr(work.result, "stopped", False) else "done"
            except StoppedError:
                work.state = "stopped"
            except Exception as error:  # whatever a report does to us is told on the page and ends no server
                work.state, work.error = "failed", str(error) or type(error).__name__
            finally:
                work.ended = time.monotonic()
                self._changed()
