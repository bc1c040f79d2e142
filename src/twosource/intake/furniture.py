"""Which paragraphs are a page's furniture (captions, credits, links, notes) and not its story; each with the reason."""

from __future__ import annotations

import re
from functools import cache

from twosource.lexicon import load

_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
# Captions end in a credit: "(Ana Roth/AP)", "(ANA ROTH / POOL / AFP)", "(Photo by Ana Roth/Getty Images)".
_CLOSING_MARK = re.compile(r"\((?P<inside>[^()]{2,120})\)[.\s]*$")
_PHOTO_WORDS = re.compile(
    r"\b(?:photo(?:graph)?s?|image|picture|file|courtesy|screen ?(?:shot|grab)|illustration|handout|via|video|pool)\b",
    re.I,
)
_AGENCY = r"(?:AP|AFP|Reuters|REUTERS|EPA|Getty Images|Getty|Pool|Bloomberg)"
_UNBRACKETED = re.compile(
    r"(?:\b(?:Photo|Photograph|Picture|Image|Credit|Photo credit|Photo by|Photo courtesy of)\s*:\s*[^.:]{2,70}"
    r"|\b(?:AP Photo|REUTERS|AFP PHOTO|AFP|Getty Images|EPA)\s?/\s?[\w.’' -]{2,50}"
    rf"|[\w.’' -]{{3,40}}/\s?{_AGENCY}(?: (?:via|Images|Photo)[\w ]{{0,30}})?)"
    r"[.)\s]*$"
)
_CAPTION_OPENING = re.compile(
    r"^(?:(?:FILE|In this|File)\b.{0,40}\b(?:photo|image|picture|frame)\b|\(?(?:FILE PHOTO|File photo|FILE)\s*[:–—-])"
)
_LABELLED_PAREN = re.compile(
    r"^\(\s*(?:also on|photos?|videos?|related|read|more|see|watch|full|click|listen)\b[^()]{0,200}\)[.\s]*$",
    re.I,
)
# "READ MORE: …", "RELATED STORY — …", "- AFTERMATH: …": a label in capitals, then a headline.
_LABELLED_LINK = re.compile(
    r"^[-*•–—>»·]*\s*(?:READ(?: MORE| NEXT| ALSO)?|RELATED(?: STORY| STORIES| ARTICLE| CONTENT| COVERAGE)?"
    r"|SEE ALSO|ALSO READ|MORE(?: FROM| ON)?[A-Z ]{0,30}|WATCH(?: NOW| LIVE| BELOW)?|LISTEN"
    r"|PHOTOS?|VIDEO|GALLERY|POLL|QUIZ|IN PICTURES|EXPLAINER|LIVE UPDATES)\s*[:|–—].{0,200}$"
)
_BULLET = re.compile(r"^(?:[-*•‣▪●■»›>·–—]|\d{1,2}[.)])\s*(?=\S)")
_BULLET_LABEL = re.compile(r"^(?:[-*•‣▪●■»›>·–—])\s*[A-Z][A-Z'’ /&-]{2,40}:\s")
_HANDLE = re.compile(r"@\w{2,}|https?://|www\.|\.com\b|\.org\b", re.I)
_UPDATED = re.compile(
    r"^[-—–*•(\[]*\s*(?:this (?:story|post|article|report|piece) (?:was|has been|is being)|last|first|originally)?\s*"
    r"(?:updated?|published|posted|modified|printed)\b.{0,60}$",
    re.I,
)
_AGO = re.compile(
    r"^(?:(?:updated?|published|posted)\s*:?\s*)?\d+ (?:years?|months?|weeks?|days?|hours?|minutes?) ago$", re.I
)
_TWEET_SIGNATURE = re.compile(r"^[—–-]\s*[^()]{1,60}\(@\w{1,20}\)[^.]{0,40}$")
_REPORTED_BY = re.compile(
    r"^[\s(\[*—–-]*(?:additional )?(?:reporting|editing|writing|edited|reported|compiled|graphic|graphics|research)"
    r"(?: and (?:writing|editing|reporting))? (?:by|from)\b.{2,300}$",
    re.I,
)
_AUTHOR_NOTE = re.compile(
    r"^[\s*—–•_-]*(?:[A-Z][\w.’'-]*\s+){1,4}(?:\(@\w+\)\s*)?(?:is|was|writes|covers|reports|serves|joined)\b.{0,80}"
    r"\b(?:editor|columnist|writer|reporter|correspondent|contributor|contributing|author|fellow|professor|analyst"
    r"|commentator|strategist|journalist|producer|host|blogger|director|president|attorney|lawyer|historian|freelance)\b"
)
_FOLLOW = re.compile(
    r"\b(?:on Twitter|on Facebook|Twitter\.com|@\w+|e-?mail(?:ed)?|her (?:latest|new) book|his (?:latest|new) book)\b"
)
_WIRE_NOTE = re.compile(r"\bcontributed to this (?:report|story|article|post)\b|^contributing\s*:", re.I)
LONGEST_CAPTION = 600


def classify(paragraph: str, *, opening: bool = False, closing: bool = False) -> str | None:
    """Return what kind of furniture `paragraph` is, or None if it belongs to the story.

    `opening` and `closing` say that it stands among the first or the last paragraphs of its text, where notes
    about the author and the page are told from sentences with more trust.

    >>> classify("A man clears the road in Lodev. (Ana Roth/AP)")
    'caption'
    >>> classify("The road was cleared on Monday, Ana Roth of the ministry said.") is None
    True
    """
    if not any(ch.isalnum() for ch in paragraph):
        return "separator"
    if len(paragraph) > 1_500:
        return None
    finished = bool(_SENTENCE_END.search(paragraph))
    return (
        _from_lists(paragraph, finished, closing)
        or _as_caption(paragraph)
        or _as_link(paragraph, finished)
        or _as_note(paragraph, finished, opening, closing)
    )


def is_section_heading(paragraph: str) -> bool:
    """Say whether `paragraph` heads a list of other stories ("Most Popular")."""
    return len(paragraph) < 40 and _key(paragraph) in _sections()


def is_finished(paragraph: str) -> bool:
    """Say whether `paragraph` ends as a sentence does."""
    return bool(_SENTENCE_END.search(paragraph))


def is_bullet(paragraph: str) -> bool:
    """Say whether `paragraph` opens with a bullet, a dash or a number."""
    return bool(_BULLET.match(paragraph))


def _from_lists(paragraph: str, finished: bool, closing: bool) -> str | None:
    key = _key(paragraph[:900])
    if key in _exact():
        return "page note"
    longest, starts, careful = _starts()
    if len(paragraph) > longest or not key.startswith(starts):
        return None
    if key.startswith(careful) and finished and not closing:
        return None
    return "page note"


def _as_caption(paragraph: str) -> str | None:
    if len(paragraph) > LONGEST_CAPTION:
        return None
    if _CAPTION_OPENING.match(paragraph):
        return "caption"
    mark = _CLOSING_MARK.search(paragraph)
    if mark and _is_photo_credit(mark["inside"]):
        return "caption"
    # A story's sentence ends in its full stop; without brackets only a credit after it, or none at all, is a sign.
    if not mark and _UNBRACKETED.search(paragraph) and not re.search(r"[.!?]\s*$", paragraph):
        return "caption"
    return None


def _is_photo_credit(inside: str) -> bool:
    """Say whether the words in closing brackets name a photographer or a picture agency."""
    if _PHOTO_WORDS.search(inside) and (len(inside) < 60 or "/" in inside):
        return inside.casefold() not in ("video", "via video")
    parts = [part.strip(" .").casefold() for part in re.split(r"[/|,;]| via | for ", inside)]
    return len(parts) > 1 and any(part in _photo_names() for part in parts)


def _as_link(paragraph: str, finished: bool) -> str | None:
    if _LABELLED_PAREN.match(paragraph) or _LABELLED_LINK.match(paragraph):
        return "link"
    if _BULLET_LABEL.match(paragraph) and (not finished or paragraph.endswith("?")):
        return "link"
    if _TWEET_SIGNATURE.match(paragraph) and len(paragraph) < 120:
        return "signature"
    return "link" if _HANDLE.search(paragraph) and len(paragraph) < 60 and not finished else None


def _as_note(paragraph: str, finished: bool, opening: bool, closing: bool) -> str | None:
    if len(paragraph) < 110 and (_AGO.match(paragraph) or _UPDATED.match(paragraph)) and _is_stamp(paragraph):
        return "date line"
    if _REPORTED_BY.match(paragraph) and (closing or paragraph.startswith(("(", "["))):
        return "sign-off"
    if _WIRE_NOTE.search(paragraph) and len(paragraph) < 300:
        return "sign-off"
    marked = paragraph[0] in "*—–•-_" or len(paragraph) < 160 or bool(_FOLLOW.search(paragraph))
    return "author note" if closing and marked and len(paragraph) < 700 and _AUTHOR_NOTE.match(paragraph) else None


def _is_stamp(paragraph: str) -> bool:
    """Say whether a line about updating holds a date or an hour and no sentence of its own."""
    return bool(re.search(r"\d", paragraph)) or len(paragraph.split()) <= 4


def _key(paragraph: str) -> str:
    folded = " ".join(paragraph.casefold().replace("’", "'").split())
    return _DIGITS.sub("0", folded).strip(' .:!*[]()|>»-–—•…"“”_#')


@cache
def _exact() -> frozenset[str]:
    return frozenset(_key(line) for line in load("furniture")["exact"]["lines"])


@cache
def _starts() -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    table = load("furniture")["starts"]
    return int(table["longest"]), tuple(table["lines"]), tuple(table["careful"])


@cache
def _sections() -> frozenset[str]:
    return frozenset(load("furniture")["sections"]["headings"])


@cache
def _photo_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in load("agencies")["photo"]["names"])
