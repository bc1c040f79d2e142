"""A web page comes in; its headline and story as one text, and what its head says about it, go out."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import Any

from twosource.intake.encoding import decode
from twosource.intake.limits import MAX_HTML_DEPTH, UnreadableError

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w.:-]{2,40})", re.I)
_META = re.compile(r"<meta\s[^>]{1,2000}>", re.I)
_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})\s*=\s*(?:\"([^\"]{0,1500})\"|'([^']{0,1500})'|([^\s\"'>]{1,500}))")
_JSON_LD = re.compile(r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>([^<]{2,200000})</script", re.I)
_CANONICAL = re.compile(r"<link\s[^>]{0,400}rel=[\"']?canonical[\"']?[^>]{0,1500}>", re.I)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30})")
# Elements that need no end tag.
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr th dt dd option".split()  # noqa: SIM905
)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
)


@dataclass(frozen=True, slots=True)
class Page:
    """The story of a web page as plain text (headline first) and what its head says of it."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


def read_page(data: bytes, *, declared: str | None = None) -> Page:
    """Return the story of an HTML page; raises UnreadableError if there is none or the page is hostile.

    `declared` is the encoding that the server named, which goes before what the page says of itself.

    trafilatura finds the story; comments, menus and tables are left behind. The text of the report is what this
    returns: offsets count characters of it, not of the page's source.
    """
    named = _CHARSET.search(data[:4_096])
    source = decode(data, declared=declared or (named[1].decode("ascii") if named else None)).text
    _refuse_deep(source)
    head = _read_head(source[:400_000])
    story = _extract(source)
    if not story:
        raise UnreadableError("has no story that can be found in its HTML; save its text as .txt")
    title = head.get("og:title") or head.get("headline") or _title_tag(source)
    return Page(
        text=_with_title(story, title),
        title=title,
        outlet=head.get("og:site_name") or head.get("publisher") or head.get("application-name"),
        published=next((head[name] for name in _PUBLISHED if head.get(name)), None),
        url=head.get("canonical") or head.get("og:url"),
    )


def _extract(source: str) -> str:
    from trafilatura import extract

    try:
        found = extract(source, include_comments=False, include_tables=False, deduplicate=False, with_metadata=False)
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise UnreadableError(f"is HTML that cannot be parsed ({error}); save its text as .txt") from error
    return str(found or "").strip()


def _refuse_deep(source: str) -> None:
    """Refuse a page whose elements nest beyond any real one: parsers recurse, and a crash is no error message."""
    depth = deepest = 0
    for match in _TAG.finditer(source):
        if match[2].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
        if deepest > MAX_HTML_DEPTH:
            raise UnreadableError(f"nests more than {MAX_HTML_DEPTH} HTML elements; save its text as .txt")


def _with_title(story: str, title: str | None) -> str:
    paragraphs = story.replace("\r\n", "\n").split("\n")
    lines = [line for line in paragraphs if line.strip()]
    if title and lines and lines[0].strip() != title.strip():
        lines.insert(0, title.strip())
    return "\n\n".join(lines) + "\n"


def _title_tag(source: str) -> str | None:
    match = re.search(r"<title[^>]{0,200}>([^<]{1,500})<", source[:400_000], re.I)
    # "Dam holds | The Daily Heron": what follows the last bar is the outlet's name.
    return re.split(r"\s+[|–—]\s+", html.unescape(match[1]).strip())[0] if match else None


def _read_head(source: str) -> dict[str, str]:
    """Return what meta elements, the canonical link and JSON-LD say, by lower-case name; the first of each counts."""
    head: dict[str, str] = {}
    for match in _META.finditer(source):
        parts = _attributes(match.group())
        name = (parts.get("property") or parts.get("name") or parts.get("itemprop") or "").lower()
        if name and parts.get("content"):
            head.setdefault(name, " ".join(parts["content"].split()))
    canonical = _CANONICAL.search(source)
    if canonical:
        head.setdefault("canonical", _attributes(canonical.group()).get("href", ""))
    for match in _JSON_LD.finditer(source):
        _read_json_ld(match[1], head)
    return {name: value for name, value in head.items() if value}


def _attributes(tag: str) -> dict[str, str]:
    return {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(tag)}


def _read_json_ld(words: str, head: dict[str, str]) -> None:
    try:
        value: Any = json.loads(words)
    except (ValueError, RecursionError):
        return
    nodes = value if isinstance(value, list) else value.get("@graph", [value]) if isinstance(value, dict) else []
    for node in nodes:
        if not isinstance(node, dict) or "Article" not in str(node.get("@type")):
            continue
        publisher = node.get("publisher")
        named = publisher.get("name") if isinstance(publisher, dict) else publisher
        for name, found in (("headline", node.get("headline")), ("datepublished", node.get("datePublished")),
                            ("publisher", named)):  # fmt: skip
            if isinstance(found, str):
                head.setdefault(name, found)
