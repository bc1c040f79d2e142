"""What the pages ask of a desk, and no more: `twosource.Desk` fulfils it, and so may anything else that keeps stories.

A protocol and not the class itself, so that the pages can be tried on a ledger held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from twosource.model import Decision, Finding, Ledger, ReadError, Report, Span


class StoryRow(Protocol):
    """A story in a list: how much stands behind it and what moved last, in words."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def headline(self) -> str: ...  # noqa: D102
    @property
    def reports(self) -> int: ...  # noqa: D102
    @property
    def lineages(self) -> int: ...  # noqa: D102
    @property
    def first(self) -> str | None: ...  # noqa: D102
    @property
    def last(self) -> str | None: ...  # noqa: D102
    @property
    def confirmed(self) -> int: ...  # noqa: D102
    @property
    def disputed(self) -> int: ...  # noqa: D102
    @property
    def withdrawn(self) -> int: ...  # noqa: D102
    @property
    def moved(self) -> str: ...  # noqa: D102
    @property
    def moved_at(self) -> str: ...  # noqa: D102


class Hit(Protocol):
    """A report that a search found, with the words around what was found; `marks` are spans of the snippet."""

    @property
    def report(self) -> str: ...  # noqa: D102
    @property
    def story(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str | None: ...  # noqa: D102
    @property
    def outlet(self) -> str | None: ...  # noqa: D102
    @property
    def published(self) -> str | None: ...  # noqa: D102
    @property
    def snippet(self) -> str: ...  # noqa: D102
    @property
    def marks(self) -> tuple[Span, ...]: ...  # noqa: D102


class Undone(Protocol):
    """That a decision was taken back: by whom, why and when."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def at(self) -> str: ...  # noqa: D102


class Shelf(Protocol):
    """A store of stories. Every method may be called from any thread; KeyError means that there is no such thing."""

    def add(
        self,
        reports: Sequence[Report],
        errors: Sequence[ReadError] = (),
        *,
        progress: Callable[[str], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Any:
        """Add reports and return what was new, known and touched."""

    def stories(self, limit: int = 50, offset: int = 0) -> Sequence[StoryRow]:
        """List stories, the newest movement first."""

    def ledger(self, story: str) -> Ledger:
        """Return all that is known of one story."""

    def versions(self, id: str) -> Sequence[Report]:
        """Return the texts that stood at this report's address, the newest, under this id, last."""

    def story_of(self, report_id: str) -> str:
        """Return the story that a report belongs to."""

    def search(self, words: str, limit: int = 20) -> Sequence[Hit]:
        """Find reports by their words."""

    def decide(self, kind: str, subject: str, value: str, name: str, reason: str) -> Decision:
        """Store a person's overruling; raises ValueError, in plain words, for one that cannot be."""

    def undo(self, decision_id: str, name: str, reason: str) -> Any:
        """Take an overruling back."""

    def decisions(self, story: str | None = None) -> Sequence[Decision]:
        """List the overrulings in force."""

    def taken_back(self, story: str) -> Sequence[tuple[Decision, Undone]]:
        """List the overrulings of a story that were taken back, the last first."""

    def silent_changes(self, report_id: str) -> Sequence[Finding]:
        """Return what changed between the versions of a report without a word."""
