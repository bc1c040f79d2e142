"""What a desk answers with: rows for a front page, a search, an addition and a log."""

from __future__ import annotations

from dataclasses import dataclass, field

from twosource.model import ReadError, Span


class DeskError(ValueError):
    """A file that cannot be used as a desk, or not now; the message says why and what a person can do."""


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition did, as ids: reports new to the desk, new versions of known ones, and those known already.

    `stories` are the stories that it touched. `stopped` is true where it was broken off between two batches; what had
    been committed by then is kept and is what the other fields tell of.
    """

    new: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    errors: tuple[ReadError, ...] = ()
    stories: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in a line. `moved` says in words what happened to it last, `moved_at` when (ISO 8601, UTC).

    `first` and `last` are the days of its first and its last report, None where no report has one.
    """

    id: str
    headline: str
    reports: int
    lineages: int
    first: str | None
    last: str | None
    confirmed: int
    disputed: int
    withdrawn: int
    moved: str
    moved_at: str


@dataclass(frozen=True, slots=True)
class Movement:
    """What happened to one claim of a story in one run: `kind` is confirmed, disputed or withdrawn."""

    story: str
    claim: str
    kind: str
    text: str
    run: int
    at: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that a search found. `marks` are the words found, as spans of `snippet`."""

    report: str
    story: str
    title: str | None
    outlet: str | None
    published: str | None
    snippet: str
    marks: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Run:
    """One addition or decision as the log keeps it.

    `digest` is the SHA-256 of what was added (the sorted digests of its reports), `settings` every threshold by name.
    """

    id: int
    at: str
    what: str
    version: str
    digest: str
    new: int = 0
    versions: int = 0
    known: int = 0
    errors: int = 0
    finished: bool = True
    settings: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision that was taken back, by whom, why and when."""

    decision: str
    name: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What is known of an outlet: who owns it, which agencies' wires it takes, and a note; `reports` counts its own."""

    outlet: str
    owner: str | None = None
    wires: tuple[str, ...] = ()
    note: str | None = None
    reports: int = 0
