"""The desk's stories come in; the front page goes out, the newest movement first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.briefing.labels import counted, written_range
from twosource.web.addresses import story_url
from twosource.web.shelf import StoryRow
from twosource.web.twins import Table

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
    summary: str
    reports: int
    lineages: int
    confirmed: int
    disputed: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class FrontView:
    """All that the front page shows; `page` counts from 1, `more` says whether there is another."""

    stories: tuple[StoryLine, ...]
    page: int
    more: bool

    def table(self) -> Table:
        """Return the stories as a table."""
        columns = (
            "story",
            "headline",
            "moved",
            "moved_at",
            "reports",
            "lineages",
            "confirmed",
            "disputed",
            "withdrawn",
        )
        rows = [
            (s.id, s.headline, s.moved, s.moved_at, s.reports, s.lineages, s.confirmed, s.disputed, s.withdrawn)
            for s in self.stories
        ]
        return columns, rows


def front_view(stories: Sequence[StoryRow], page: int) -> FrontView:
    """Work out the front page from one story more than it shows."""
    return FrontView(tuple(_line(s) for s in stories[:A_PAGE]), page, len(stories) > A_PAGE)


def _line(story: StoryRow) -> StoryLine:
    dates = written_range(d[:10] for d in (story.first, story.last) if d)
    summary = f"{counted(story.reports, 'report')}, {counted(story.lineages, 'lineage')}, {dates}"
    return StoryLine(
        story.id, story_url(story.id), story.headline or "No headline", sign_of(story.moved), story.moved,
        story.moved_at, summary[:1].upper() + summary[1:], story.reports, story.lineages, story.confirmed,
        story.disputed, story.withdrawn,
    )  # fmt: skip


def sign_of(moved: str) -> str:
    """Return the sign that goes with what moved.

    >>> sign_of("newly disputed"), sign_of("one report more")
    ('denies', 'new')
    """
    for word, sign in (("withdrawn", "withdraws"), ("disputed", "denies"), ("confirmed", "states")):
        if word in moved:
            return sign
    return "new"
