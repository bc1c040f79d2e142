"""The desk's stories come in; the front page goes out, the newest movement first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.briefing.labels import counted, written_date, written_range
from twosource.model import Ledger
from twosource.web.addresses import story_url
from twosource.web.naming import Names
from twosource.web.shelf import StoryRow
from twosource.web.twins import Table
from twosource.web.views.checks import Check, first_checks

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story on the front page. `sign` goes with `moved`, what happened to it last, in words."""

    id: str
    url: str
    headline: str
    sign: str
    moved: str
    moved_at: str
    moved_day: str
    summary: str
    reports: int
    lineages: int
    confirmed: int
    disputed: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class FrontView:
    """All that the front page shows; `page` counts from 1, `more` says whether there is another.

    `check` is the first thing to check in the first story.
    """

    stories: tuple[StoryLine, ...]
    page: int
    more: bool
    check: Check | None

    def table(self) -> Table:
        """Return the stories as a table."""
        counts = ("reports", "lineages", "confirmed", "disputed", "withdrawn")
        columns = ("story", "headline", "moved", "moved_at", *counts)
        rows = [
            (s.id, s.headline, s.moved, s.moved_at, s.reports, s.lineages, s.confirmed, s.disputed, s.withdrawn)
            for s in self.stories
        ]
        return columns, rows


def front_view(stories: Sequence[StoryRow], page: int, lead: Ledger | None = None) -> FrontView:
    """Work out the front page from one story more than it shows; `lead` is the ledger of the first."""
    checks = first_checks(lead, stories[0].id, Names(lead.reports, lead.lineages)) if lead and stories else ()
    return FrontView(tuple(_line(s) for s in stories[:A_PAGE]), page, len(stories) > A_PAGE, next(iter(checks), None))


def _line(story: StoryRow) -> StoryLine:
    dates = written_range(d[:10] for d in (story.first, story.last) if d)
    summary = f"{counted(story.reports, 'report')}, {counted(story.lineages, 'lineage')}, {dates}"
    return StoryLine(
        id=story.id,
        url=story_url(story.id),
        headline=story.headline or "No headline",
        sign=sign_of(story.moved),
        moved=story.moved,
        moved_at=story.moved_at,
        moved_day=_written(story.moved_at),
        summary=summary[:1].upper() + summary[1:],
        reports=story.reports,
        lineages=story.lineages,
        confirmed=story.confirmed,
        disputed=story.disputed,
        withdrawn=story.withdrawn,
    )


def _written(at: str) -> str:
    """Return a time as a reader meets it: "11 June 2021, 10:00"."""
    return f"{written_date(at[:10])}{f', {at[11:16]}' if len(at) > 15 else ''}" if at else ""


def sign_of(moved: str) -> str:
    """Return the sign that goes with what moved.

    >>> sign_of("newly disputed"), sign_of("one report more")
    ('denies', 'new')
    """
    for word, sign in (("withdrawn", "withdraws"), ("disputed", "denies"), ("confirmed", "states")):
        if word in moved:
            return sign
    return "new"
