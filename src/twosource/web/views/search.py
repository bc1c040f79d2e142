"""A search and what it found come in; the page of hits goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from markupsafe import Markup, escape

from twosource.briefing.labels import rest_of, written_date
from twosource.briefing.marked_text import show_unseen
from twosource.model import Span
from twosource.web.addresses import report_url, story_url
from twosource.web.shelf import Hit
from twosource.web.twins import Table


@dataclass(frozen=True, slots=True)
class Found:
    """A report that was found, with the words around what was sought."""

    report: str
    title: str
    outlet: str
    day: str
    url: str
    story: str
    story_url: str
    snippet: str
    html: Markup


@dataclass(frozen=True, slots=True)
class SearchView:
    """All that the page of hits shows."""

    words: str
    found: tuple[Found, ...]

    def table(self) -> Table:
        """Return the hits as a table."""
        columns = ("report", "title", "outlet", "published", "story", "snippet")
        return columns, [(f.report, f.title, f.outlet, f.day, f.story, f.snippet) for f in self.found]


def search_view(words: str, hits: Sequence[Hit]) -> SearchView:
    """Work out the page of hits."""
    return SearchView(words, tuple(_found(h) for h in hits))


def _found(hit: Hit) -> Found:
    return Found(
        hit.report,
        " ".join((hit.title or hit.report).split()),
        hit.outlet or _called(hit.report),
        written_date(hit.published) if hit.published else "date not known",
        report_url(hit.report),
        hit.story,
        story_url(hit.story),
        " ".join(hit.snippet.split()),
        mark_snippet(hit.snippet, hit.marks),
    )


def _called(report: str) -> str:
    """Return what a report's name says of its outlet, where it is a file's with a number before it; else the name.

    >>> _called("07_halvern-courier.txt"), _called("https://a.example/b")
    ('halvern-courier', 'https://a.example/b')
    """
    number = "".join(takewhile(str.isdigit, report))
    return rest_of(report, number) or report


def mark_snippet(snippet: str, marks: Sequence[Span]) -> Markup:
    """Return a snippet as HTML, what was sought in mark elements; marks that overlap are left out.

    >>> mark_snippet("the <weir> held", [Span(5, 9)])
    Markup('the &lt;<mark>weir</mark>&gt; held')
    """
    told, at = Markup(""), 0
    for mark in sorted(marks):
        if mark.start < at:
            continue
        told += escape(show_unseen(snippet[at : mark.start]))
        told += Markup("<mark>{}</mark>").format(show_unseen(mark.of(snippet)))
        at = mark.end
    return told + escape(show_unseen(snippet[at:]))
