"""Stories, reports and places come in; the addresses of their pages go out, in one place.

Ids are quoted whole: an id that looks like a path stays one part of an address and leads nowhere but to its report.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from twosource.model import Span

# A report's page shows this much of its text at once; the rest is a link away.
PAGE_CHARACTERS = 120_000


def story_url(story: str, view: str = "", **asked: str) -> str:
    """Return the address of a view of a story.

    >>> story_url("s 1", "matrix", sort="first")
    '/story/s%201/matrix?sort=first'
    """
    path = f"/story/{quote(story, safe='')}{f'/{view}' if view else ''}"
    return f"{path}?{urlencode(asked)}" if asked else path


def claim_url(story: str, claim: str) -> str:
    """Return the address of a claim's evidence."""
    return story_url(story, f"claim/{quote(claim, safe='')}")


def report_url(report: str, span: Span | None = None) -> str:
    """Return the address of a report, at a span of it where one is given.

    >>> report_url("a/b.txt", Span(3, 9)), report_url("a", Span(130_000, 130_004))
    ('/report/a%2Fb.txt#c3-9', '/report/a?part=2#c130000-130004')
    """
    path = f"/report/{quote(report, safe='')}"
    if span is None:
        return path
    part = span.start // PAGE_CHARACTERS + 1
    return f"{path}{f'?part={part}' if part > 1 else ''}#{anchor(span)}"


def anchor(span: Span) -> str:
    """Return the anchor of a span on its report's page."""
    return f"c{span.start}-{span.end}"
