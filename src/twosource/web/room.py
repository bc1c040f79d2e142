"""A desk comes in; the same answers go out more quickly: what was unpacked for one page is kept for the next.

Nothing that was kept is shown after the desk has changed: what changes it calls `changed`, and every key carries the
number of changes.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from twosource.briefing.compose import compose as brief
from twosource.model import Briefing, Ledger
from twosource.web.shelf import Shelf

Value = TypeVar("Value")
KEPT_LEDGERS, KEPT_VIEWS = 64, 256
# While reports are being added the desk changes with every batch; pages may be this much older than it.
SECONDS_BETWEEN = 2.0


class MissingError(LookupError):
    """A story, report or claim that is not on the desk."""


class Room:
    """A desk with the ledgers and views last read from it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._edition, self._told = 0, 0.0
        self._ledgers = _Kept(KEPT_LEDGERS)
        self._views = _Kept(KEPT_VIEWS)

    def changed(self) -> None:
        """Forget what was read."""
        self._edition += 1

    def changing(self) -> None:
        """Forget what was read, but not more often than every few seconds."""
        now = time.monotonic()
        if now - self._told > SECONDS_BETWEEN:
            self._told = now
            self.changed()

    def ledger(self, story: str) -> Ledger:
        """Return a story's ledger."""
        return self._ledgers.get((story, self._edition), lambda: found(self.shelf.ledger, story))

    def briefing(self, story: str, length: str) -> Briefing:
        """Return a story's briefing."""
        return self._ledgers.get((story, length, self._edition), lambda: brief(self.ledger(story), story, length))

    def view(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what `make` gives, made once for each key until the desk changes."""
        return self._views.get((key, self._edition), make)


def found(ask: Callable[..., Value], *what: object) -> Value:
    """Return what `ask` gives; raises MissingError in place of the KeyError of a desk that does not have it."""
    try:
        return ask(*what)
    except KeyError as error:
        raise MissingError(*what) from error


class _Kept:
    """The last few values that were made; two who ask at once may both make one, which is harmless."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast("Value", self._values[key])
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
