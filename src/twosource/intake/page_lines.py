"""Lines that a page prints around every story: listed ones ("Share this"), navigation, rubrics, house bylines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from twosource.lexicon import load

_DIGITS = re.compile(r"\d+")
SPEECH = re.compile(r"[\"“”]|\b(?:said|says|told|wrote|added|according)\b")
_GAPS = re.compile(r"\s{2,}")
_BARS = re.compile(r"\s+[|/·•›»>]+\s+|\s*\|\s*|\t+|[ \xa0]{2,}")
# "lodevtoday.example", "https://www.lodev.example/": where a page is to be found, alone on its line.
_ADDRESS = re.compile(r"(?:https?://)?(?:[a-z0-9-]{2,}\.)+[a-z]{2,}/?")
# "Alert no. 37/2031": which of its papers an office or a campaign puts out.
_NUMBERED = re.compile(
    r"(?:alert|bulletin|(?:press |news )?release|circular|communiqu[eé]|(?:situation |field )?report|briefing|issue"
    r"|update)"
    r" (?:no\.?|nr\.?|number|№|#) ?\d+(?: ?[/-] ?\d+)?"
    r"|notice (?:no\. ?)?\d+(?: ?[/-] ?\d+)?(?:\. issued\b.*)?",
    re.I,
)
# "MORE FROM WORLD NEWS", "More on the flood": what follows is a list of other stories.
_MORE_ON = re.compile(
    r"^(?:(?:READ )?MORE (?:FROM|ON|IN|ABOUT) [A-Z&][A-Z&’' -]{1,40}"
    r"|(?:More|Latest|Most (?:read|popular|viewed|shared))(?: stories| news| articles)?"
    r" (?:from|in|on) (?:the )?(?:[A-Z&][\w&’'-]*\s?){1,5})$"
)
# "Who runs the dam? What to know about the Arn": a headline that asks, then says what another page tells.
_ASKING = re.compile(
    r"[?:][’”\"')]?\s*(?:here(?:’|')?s )?(?:what|all|everything) (?:to|you need to|you should|we) know about\b",
    re.I,
)
# "Explainer: who owns the dam?": a kind of page, then its headline. A story's own headline may be set so as well.
_KIND_OF_PAGE = re.compile(
    r"^(?:explainers?|explained|watch|listen|video|audio|podcast|profile|fact ?-?(?:check|box|file)|quiz|interactive"
    r"|comment|opinion|analysis|review|poll|vote|gallery|in pictures|long read|latest|live|from the archives?"
    r"|newsletter|recommended)"
    r"\s*[:|–—]\s+\S.{5,140}$",
    re.I,
)
# "Do you live in Lodev? Send us your pictures": a question to the reader and what to do.
_ASKED_READER = re.compile(
    r"^(?:do|did|are|were|have|had|know|got|want|seen|is|was)\b[^?.!]{3,90}\?\s+(?:please |then )?"
    r"(?:send|share|tell|contact|get in touch|write|e-?mail|let us|call|message|fill|join|click|tap|take|vote|sign)\b"
    r"[^\"“”]*$",
    re.I,
)
_WIDEST = 160


def as_page_line(paragraph: str, finished: bool, opening: bool) -> str | None:
    """Return what kind of line of the page a paragraph is, or None if it may belong to a story.

    >>> as_page_line("Home / World / Karsia", False, True), as_page_line("World", False, False)
    ('navigation', None)
    """
    listed = _from_lists(paragraph, finished)
    if listed is None and len(paragraph) < 250 and _ASKED_READER.match(paragraph):
        return "page note"
    if listed or (finished and not paragraph.endswith("?")) or len(paragraph) > _WIDEST:
        return listed
    if is_navigation(paragraph) or (opening and _is_row_of_parts(paragraph)):
        return "navigation"
    if "." in paragraph and _ADDRESS.fullmatch(paragraph):
        return "link"
    if _ASKING.search(paragraph) or _MORE_ON.match(paragraph):
        return "link"
    if opening and len(paragraph) < 100 and _NUMBERED.fullmatch(paragraph):
        return "page note"
    if not opening and _KIND_OF_PAGE.match(paragraph):
        return "link"
    return None


def is_navigation(line: str) -> bool:
    """Say whether a line is parts between bars, of which half or more are rubrics or calls of the page.

    >>> is_navigation("News | Sport | Tides"), is_navigation("Ana Roth | Lodev")
    (True, False)
    >>> is_navigation("Tin   Zinc   Data room"), is_navigation("News Sport Travel"), is_navigation("Zinc rises")
    (True, True, False)
    """
    parts = [part for part in _BARS.split(line.strip()) if any(ch.isalnum() for ch in part)]
    if _stand_in_a_row(line.strip()):
        return True
    if len(parts) < 2:
        parts = line.strip().split(" - ")  # a dash parts other things too: three of them part a bar of links
        parts = parts if len(parts) > 3 else []
    if len(parts) < 2 or len(line) > _WIDEST:
        return False
    if line.count("|") > 3 and all(len(part.split()) < 4 for part in parts):
        return True  # nothing else is parted by so many bars
    if any(_from_lists(part, False) and line_key(part) not in _rubrics() for part in parts):
        return True
    if any(len(part.split()) > 4 for part in parts):
        return False
    if line_key(parts[0]) in ("home", "front page"):
        return True  # a path from there: "Home / Weirs / Upper Arn"
    known = sum(is_rubric(part) for part in parts)
    # A paper has parts that no list holds ("Gold rate"): two known ones among many are enough.
    return 2 * known >= len(parts) or (known > 1 and len(parts) > 3)


def _is_row_of_parts(line: str) -> bool:
    """Say whether a line is four short parts or more between bars or dashes: where a page opens, its navigation."""
    if "|" not in line and line.count(" ") < 6:
        return False  # four parts of a word each with a dash between have as many gaps
    parts = re.split(r"\s*\|\s*|\s+[-–—•·]\s+", line)
    return len(parts) > 3 and all(part[:1].isupper() and len(part.split()) < 4 for part in parts)


def _stand_in_a_row(line: str) -> bool:
    """Say whether a line is three short parts or more with wide gaps between, or three rubrics with none."""
    parts = _GAPS.split(line)
    if len(parts) > 2 and all(part[:1].isupper() and len(part.split()) < 4 for part in parts):
        return True
    words = line.split()
    return len(words) > 2 and all(word[:1].isupper() and is_rubric(word) for word in words)


def is_rubric(line: str) -> bool:
    """Say whether a line is the name of a part of a paper ("World", "Business news", "International edition")."""
    return line_key(line).removesuffix(" news") in _rubrics()


def is_section_heading(paragraph: str) -> bool:
    """Say whether `paragraph` heads a list of other stories ("Most Popular")."""
    return len(paragraph) < 50 and (line_key(paragraph) in _sections() or _MORE_ON.match(paragraph) is not None)


def line_key(paragraph: str) -> str:
    """Return a line in small letters, its digits as 0, without the marks at its ends: as the lexicon lists it."""
    folded = " ".join(paragraph.casefold().replace("’", "'").split())
    # Most lines have no figure, and to look for ten of them takes a quarter of the pattern's time.
    if not folded.isascii() or any(figure in folded for figure in "0123456789"):
        folded = _DIGITS.sub("0", folded)
    return folded.strip(' .:!*[]()|>»-–—•…"“”_#')


def _from_lists(paragraph: str, finished: bool) -> str | None:
    key = line_key(paragraph[:900])
    if key in _exact() or ("0" in key and len(key) < 60 and _all_listed(key)):
        return "page note"
    longest, sure, careful = _starts()
    if len(paragraph) > longest:
        return None
    if _holds_a_phrase(key) and not SPEECH.search(paragraph):
        return "page note"
    opens = key.startswith(sure.get(key[:1], ())) or (not finished and key.startswith(careful.get(key[:1], ())))
    return "page note" if opens else None


def _all_listed(key: str) -> bool:
    """Say whether a line is several listed ones: "3 min read. 48 comments"."""
    parts = [line_key(part) for part in re.split(r"[.|·•,]", key)]
    return len(parts) > 1 and all(part in _exact() for part in parts)


def _holds_a_phrase(key: str) -> bool:
    """Say whether a listed phrase stands in a line; most are looked for only where their longest inner word stands."""
    phrases = _anywhere()
    words = phrases.keys() & {"", *key.split(" ")}
    return any(phrase in key for word in words for phrase in phrases[word])


@cache
def _exact() -> frozenset[str]:
    return frozenset(line_key(line) for line in load("furniture")["exact"]["lines"])


@cache
def _rubrics() -> frozenset[str]:
    return frozenset(load("furniture")["rubrics"]["words"])


@cache
def _starts() -> tuple[int, dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Return how long a line may be, and the openings by their first letter: the sure ones, then the careful ones."""
    table = load("furniture")["starts"]
    careful = table["careful"]
    sure = [line for line in table["lines"] if line not in careful]
    return int(table["longest"]), _grouped(sure, lambda line: line[0]), _grouped(careful, lambda line: line[0])


@cache
def _anywhere() -> dict[str, tuple[str, ...]]:
    """Return the phrases by their longest word with a word on either side, which a line must hold as it is; else ""."""
    phrases = load("furniture")["anywhere"]["phrases"]
    return _grouped(phrases, lambda phrase: max(phrase.split(" ")[1:-1], key=len, default=""))


def _grouped(lines: Sequence[str], by: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for line in lines:
        groups.setdefault(by(line), []).append(line)
    return {name: tuple(group) for name, group in groups.items()}


@cache
def _sections() -> frozenset[str]:
    return frozenset(load("furniture")["sections"]["headings"])
