"""A text whose first lines say what they are: "Title: Dam holds", "Outlet: Lodev Herald", "Date: 6 March 2031".

Who saves reports by hand, or has a script do it, puts what is known of each above the story. Read as a page, such a
head makes a headline of "Title: Dam holds" and a newspaper of "Outlet". So the labels are taken as what they say, and
the lines as the head that they are. A head between two lines of "---", as notes are kept, is the same.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# What a label is called, by what it gives; a writer's line stays on the page, for it may name an agency.
_CALLED = {
    "title": ("title", "headline", "head"),
    "outlet": ("outlet", "publication", "publisher", "newspaper", "paper", "site", "website", "source", "medium"),
    "published": ("published", "date", "published at", "published on", "publication date", "pubdate", "date published"),
    "url": ("url", "link", "permalink", "address", "source url"),
    "rights": ("rights", "licence", "license", "copyright"),
    "writer": ("author", "authors", "by", "byline", "writer", "writers", "reporter"),
    "other": (
        "id", "language", "lang", "section", "category", "categories", "tag", "tags", "keywords", "updated", "modified",
        "accessed", "retrieved", "downloaded", "saved", "word count", "words", "type", "country", "place", "format",
    ),
}  # fmt: skip
_GIVES = {name: field for field, names in _CALLED.items() for name in names}
# What a page prints above a story as well, and stays where it is.
_ON_PAGE = {"title", "writer"}
# One of these alone makes no head: "Source: police", "By: noon" and "Place: the old town" begin texts as well.
_FEWEST = 2
_MOST, _LONGEST = 16, 400
_LINE = re.compile(r"(?P<label>[A-Za-z]{2,12}(?:[ _-][A-Za-z]{2,12})?)[ \t]{0,3}:[ \t]{0,8}(?P<value>[^\n]{0,400})")
_FENCE = re.compile(r"-{3,}[ \t]*")
_QUOTES = "\"'“”"


class Head(NamedTuple):
    """What labelled lines give; `page` is the text without them but for title and writer, each in its place."""

    page: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    rights: str | None = None


def read_head(text: str) -> Head:
    r"""Return what the labelled lines at the top of a text give, and the text without them, as long as it was.

    >>> head = read_head("Title: Dam holds\nOutlet: Lodev Herald\nDate: 6 March 2031\n\nThe dam held.")
    >>> head.title, head.outlet, head.published, head.page.split()
    ('Dam holds', 'Lodev Herald', '6 March 2031', ['Dam', 'holds', 'The', 'dam', 'held.'])
    >>> read_head("Source: police say the dam held.\n\nIt rained.").outlet is None
    True
    """
    found = _labelled(text)
    given: dict[str, str] = {}
    page = list(text)
    for line in found:
        value = line.value.strip().strip(_QUOTES).strip()
        if line.gives and value:
            given.setdefault(line.gives, value)
        kept = len(value) if line.gives in _ON_PAGE and given.get(line.gives) == value else 0
        start = text.index(value, line.start, line.end) if kept else line.end
        for place in (*range(line.start, start), *range(start + kept, line.end)):
            page[place] = " "
    return Head("".join(page) if found else text, **{name: given[name] for name in Head._fields if name in given})


class _Labelled(NamedTuple):
    start: int
    end: int
    gives: str  # "" for a fence
    value: str


def _labelled(text: str) -> list[_Labelled]:
    """Return the labelled lines at the top and the fences around them; none where too few are labelled."""
    found: list[_Labelled] = []
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    fenced = _FENCE.fullmatch(text[at : _end_of_line(text, at)].rstrip("\r")) is not None
    while len(found) < _MOST:
        end = _end_of_line(text, at)
        words = text[at:end].rstrip("\r")
        if len(words) > _LONGEST:
            break
        line = _LINE.fullmatch(words.strip())
        gives = _GIVES.get(line["label"].lower().replace("_", " ").replace("-", " ")) if line else None
        if fenced and _FENCE.fullmatch(words):
            found.append(_Labelled(at, at + len(words), "", ""))
            if len(found) > 1:
                break
        elif line is not None and gives is not None:
            found.append(_Labelled(at, at + len(words), gives, line["value"]))
        else:
            break
        at = end + 1
    labels = [line.gives for line in found if line.gives]
    known = {"title", "outlet", "published", "url"} & set(labels)
    return found if len(labels) >= _FEWEST and known else []


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
