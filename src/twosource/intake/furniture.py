"""Which paragraphs are a page's furniture (captions, credits, links, notes) and not its story; each with the reason."""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.intake.bylines import is_byline
from twosource.intake.calls import is_call
from twosource.intake.captions import as_caption
from twosource.intake.page_lines import SPEECH, as_page_line
from twosource.model import Span

_ENDS = (".", "!", "?")
_CLOSERS = "\"”’')]"
_LABELLED_PAREN = re.compile(
    r"^\(\s*(?:also on|photos?|videos?|related|read|more|see|watch|full|click|listen)\b[^()]{0,200}\)[.\s]*$",
    re.I,
)
# "READ MORE: …", "RELATED STORY — …", "- AFTERMATH: …": a label in capitals, then a headline.
_LABELLED_LINK = re.compile(
    r"^[-*•–—>»·]*\s*(?:READ(?: MORE| NEXT| ALSO)?|RELATED(?: STORY| STORIES| ARTICLE| CONTENT| COVERAGE)?"
    r"|SEE ALSO|ALSO READ|MORE(?: FROM| ON)?[A-Z ]{0,30}|WATCH(?: NOW| LIVE| BELOW)?|LISTEN"
    r"|PHOTOS?|VIDEO|GALLERY|POLL|QUIZ|IN PICTURES|EXPLAINER|LIVE UPDATES"
    r"|SPONSORED|PROMOTED|PARTNER CONTENT|ADVERTORIAL)\s*[:|–—].{0,200}$"
)
_BULLET = re.compile(r"^(?:[-*•‣▪●■»›>·–—]|\d{1,2}[.)])\s*(?=\S)")
_BULLET_LABEL = re.compile(r"^(?:[-*•‣▪●■»›>·–—])\s*[A-Z][A-Z'’ /&-]{2,40}:\s")
# "Ferry disaster:Captain was asleep": a label and a headline that lost the space between their links.
_GLUED_LINK = re.compile(r"^[^:.!?\n]{3,60}:[A-Z‘“'\"][^\n]{10,140}$")
_HANDLE = re.compile(r"@\w{2,}|https?://|www\.|\.com\b|\.org\b", re.I)
_UPDATED = re.compile(
    r"^[-—–*•(\[]*\s*(?:this (?:story|post|article|report|piece) (?:was|has been|is being)|last|first|originally)?\s*"
    r"(?:updated?|published|posted|modified|printed)\b.{0,60}$",
    re.I,
)
_AGO = re.compile(
    r"^(?:(?:updated?|published|posted)\s*:?\s*)?\d+ (?:years?|months?|weeks?|days?|hours?|minutes?) ago$", re.I
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_STAMP_WORDS = re.compile(
    r"\b(?:this|story|post|article|report|piece|was|has|been|is|being|last|first|originally|updated?|published|posted"
    r"|modified|printed|ago|at|on|the|and|of|[ap]\.?m|[ECMP][SD]?T|GMT|UTC|BST|IST|eastern|pacific|time|local|hours?|minutes?"
    r"|days?|weeks?|months?|years?|see end|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|noon|midnight)\b",
    re.I,
)
_TWEET_SIGNATURE = re.compile(r"^[—–-]\s*[^()]{1,60}\(@\w{1,20}\)[^.]{0,40}$")
_REPORTED_BY = re.compile(
    r"^[\s(\[*—–-]*(?:with )?(?:additional )?"
    r"(?:reporting|editing|writing|edited|reported|compiled|graphic|graphics|research|translated|files|inputs?)"
    r"(?: and (?:writing|editing|reporting))? (?:by|from)\b.{2,300}$"
    r"|^\([^()]{3,200}\b(?:reporting|editing|writing) by [^()]{2,100}\)$",
    re.I,
)
# "Ana Roth is a columnist for …": a full name, "is", and an office of the trade within a few words.
_AUTHOR_NOTE = re.compile(
    r"^[\s*—–•_⦁-]*(?:(?!The |Which |While |This |That |There )[A-Z][\w.’'-]*\s+){2,5}(?:\(@\w+\)\s*)?"
    r"(?:is|writes|covers)\b"
    r"(?:\s+[^\s,.;]+){0,9}?[\s,]+(?:editor|columnist|writer|reporter|correspondent|contributor|author|fellow|professor"
    r"|analyst|commentator|strategist|journalist|producer|(?<!to )host|blogger|historian|freelance)\b"
)
# "Ana Roth covers rivers and rain. Reach her by email.", "Roth reported from Lodev, Karsia, and Vos from Brack."
_WRITER_NOTE = re.compile(
    r"^(?:[A-Z][\w.’'-]*\s+){2,4}(?:covers|writes about|reports on)\b[^.!?\"“]{3,160}[.!] "
    r"(?i:(?:you can )?(?:reach|contact|follow|e-?mail|write to|find|send)\b.{0,120})$"
    r"|^(?:(?:[A-Z][\w.’'-]+|and)[\s,]+){1,6}reported from [A-Z][\w.’'-]*"
    r"(?:[\s,]+(?:[A-Z][\w.’'-]*|and|from|in|of|the))*\.?$",
)
_MARKED_NOTE = re.compile(
    r"^(?:[*—–•⦁_]|--?)\s*(?:[A-Z][\w.’'-]*\s+){2,5}is\b.{0,120}"
    r"\b(?:director|president|attorney|lawyer|member|founder|partner|classicist|economist|scholar|chairman|executive)\b"
)
# "kna ro vo n1": the signs of a desk's writers, as German agencies end their copy.
_DESK_SIGNS = re.compile(r"[a-z]{3}(?: [a-z]{2}){1,3} [a-z]\d")
# "— Ana Roth": who wrote an entry, or whom a quotation above is from.
_SIGNATURE = re.compile(r"^(?:[—–]|--?)\s*[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,3}$")
_NAME_LINE = re.compile(r"^[A-Z][\w.’'-]+(?:,? (?:[A-Z][\w.’'-]*|contributor|columnist|writer|and|of)){1,4}$")
_FOLLOW_LINE = re.compile(
    r"^(?:follow|write to|contact|e-?mail|reach|find|join)\b.{2,80}?"
    r"(?:\b(?:on|at) (?:twitter|facebook|instagram|whatsapp|telegram|youtube|tiktok|threads|channels|google news|http)"
    r"|@\w)",
    re.I,
)
# "More from the Sun: Crew honoured": a label of the page, then a headline.
_MORE_FROM = re.compile(
    r"^(?:(?:more (?:from|on|in)|also in|elsewhere in)\s+[^:.!?\n]{2,40}|trending(?: now)?):\s+\S+\s[^\n]{5,160}$", re.I
)
_FOLLOW = re.compile(
    r"\b(?:on Twitter|on Facebook|Twitter\.com|@\w+|e-?mail(?:ed)?|her (?:latest|new) book|his (?:latest|new) book)\b"
)
_WIRE_NOTE = re.compile(
    r"\bcontributed to this (?:report|story|article|post)\b|^contributing\s*:"
    r"|\b(?:article|story|report) is based (?:in part )?on (?:wire|agency|news)\b",
    re.I,
)
# One of them stands in each such note; none has a letter that a pattern folds otherwise than str does (ı, İ).
_OF_WIRE_NOTES = ("contr", "ed on ", "part on ")


# "Photos: The flood … Hide Caption 3 of 12", "JUST WATCHED … MUST WATCH …": what a player or gallery prints.
_GALLERY = re.compile(r"\bHide [Cc]aption \d+ of \d+")
_PLAYER = re.compile(r"\bJUST WATCHED\b[^\n]{0,300}\bMUST WATCH\b")
# A form that lists the world: "Sign up … Choose your country".
_FORM = re.compile(r"[^\n]{0,240}\b(?:Choose|Select) your (?:country|state|region)\b")


class Furniture(NamedTuple):
    """A stretch that is no part of the story, and what kind it is."""

    span: Span
    kind: str


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
    machinery = _as_machinery(paragraph)
    if machinery or len(paragraph) > 1_500:
        return machinery
    finished = is_finished(paragraph)
    return (
        as_caption(paragraph)
        or as_page_line(paragraph, finished, opening)
        or _as_link(paragraph, finished)
        or (None if opening else _as_banner(paragraph, finished))
        or _as_note(paragraph, finished, opening, closing)
    )


def _as_machinery(paragraph: str) -> str | None:
    """Return what kind of thing a paragraph is, however long, if a gallery, a player or a form printed it, else None.

    >>> (
    ...     _as_machinery("Photos: The flood at Lodev – The quay on Monday. Hide Caption 3 of 12"),
    ...     _as_machinery("3 of 12."),
    ... )
    ('caption', None)
    """
    if " your " in paragraph and _FORM.match(paragraph):
        return "page note"
    if "aption" in paragraph and _GALLERY.search(paragraph):
        return "caption"
    return "link" if "WATCH" in paragraph and _PLAYER.search(paragraph) else None


def is_finished(paragraph: str) -> bool:
    """Say whether `paragraph` ends as a sentence does."""
    return paragraph.removesuffix("\n").rstrip(_CLOSERS).endswith((*_ENDS, "…"))


def is_bullet(paragraph: str) -> bool:
    """Say whether `paragraph` opens with a bullet, a dash or a number."""
    return bool(_BULLET.match(paragraph))


def is_name(paragraph: str) -> bool:
    """Say whether `paragraph` is two to four words with capitals: a writer or an outlet, where a text opens with it."""
    return bool(_NAME_LINE.match(paragraph))


def _as_link(paragraph: str, finished: bool) -> str | None:
    if _LABELLED_PAREN.match(paragraph) or _LABELLED_LINK.match(paragraph):
        return "link"
    if _BULLET_LABEL.match(paragraph) and len(paragraph) < 120 and (not finished or paragraph.endswith("?")):
        return "link"
    if len(paragraph) < 120 and (_TWEET_SIGNATURE.match(paragraph) or _SIGNATURE.match(paragraph)):
        return "signature"
    if not finished and (_MORE_FROM.match(paragraph) or (paragraph.endswith("Read more") and len(paragraph) < 250)):
        return "link"
    if _FOLLOW_LINE.match(paragraph) or (not finished and _GLUED_LINK.match(paragraph)):
        return "link"
    return "link" if not finished and len(paragraph) < 60 and _HANDLE.search(paragraph) else None


def _as_banner(paragraph: str, finished: bool) -> str | None:
    """Tell a headline of another story, set in capitals, from a cross-heading, which is shorter."""
    is_long = 60 < len(paragraph) < 200 and len(paragraph.split()) > 6
    return "link" if is_long and not finished and paragraph.isupper() and paragraph[-1] not in ":,;" else None


def _as_note(paragraph: str, finished: bool, opening: bool, closing: bool) -> str | None:
    if len(paragraph) < 110 and (_AGO.match(paragraph) or _UPDATED.match(paragraph)) and _is_stamp(paragraph):
        return "date line"
    if _REPORTED_BY.match(paragraph) and (closing or paragraph.startswith(("(", "["))):
        return "sign-off"
    if len(paragraph) < 300 and _is_wire_note(paragraph):
        return "sign-off"
    if len(paragraph) < 300 and is_call(paragraph, finished, closing) and not SPEECH.search(paragraph):
        return "page note"
    signed = opening and len(paragraph) < 160 and not finished
    if signed and is_byline(paragraph):
        return "byline"
    if closing and len(paragraph) < 300 and _WRITER_NOTE.match(paragraph):
        return "sign-off" if "reported from" in paragraph else "author note"
    if closing and len(paragraph) < 20 and _DESK_SIGNS.fullmatch(paragraph):
        return "sign-off"
    if not closing or len(paragraph) > 700:
        return None
    if SPEECH.search(paragraph) and not _FOLLOW.search(paragraph):
        return None
    return "author note" if _AUTHOR_NOTE.match(paragraph) or _MARKED_NOTE.match(paragraph) else None


def _is_wire_note(paragraph: str) -> bool:
    folded = paragraph.casefold()
    return any(part in folded for part in _OF_WIRE_NOTES) and bool(_WIRE_NOTE.search(paragraph))


def _is_stamp(paragraph: str) -> bool:
    """Say whether a line about updating holds a date or an hour and no heading of its own."""
    return len(_WORDS.findall(_STAMP_WORDS.sub(" ", paragraph))) <= 1
