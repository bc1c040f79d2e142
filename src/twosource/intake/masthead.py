"""The lines above a story: whose page it is, who wrote it, and when ("Lodev Herald", "By Ana Roth", "4 March 2031")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from twosource.intake.bylines import may_be_byline
from twosource.intake.dates import find_dates, find_day_and_month
from twosource.intake.furniture import is_finished, is_name
from twosource.intake.page_lines import as_page_line, is_navigation, is_rubric
from twosource.lexicon import load
from twosource.model import Span

# Outlet, headline, standfirst, writer, the writer's office, date, date of the update: a page prints no more above.
_DEEPEST = 8
# A standfirst is one sentence; what is longer is the story.
_LONGEST_STANDFIRST = 250
_LONGEST_LINE = 90
# A page's name and the row of its parts take up no more characters.
_LONGEST_TOP = 160
_NUMERIC = re.compile(r"^\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?:,?\s+(?:at )?\d{1,2}[.:h]\d{2}(?:\s?[ap]\.?m\.?)?)?$")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_STAMP = re.compile(
    rf"\b\d{{4}}-\d{{1,2}}-\d{{1,2}}|\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}}\b)?|\b\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?:\s*[ap]\.?m\.?)?(?!\w)"
    r"|\b\d{1,2}\s*[ap]\.?m\b\.?|\b\d+ min(?:ute)?s? read\b"
    r"|\b\d+ (?:minute|hour|day)s? ago\b|\bin the (?:morning|afternoon|evening)\b|\bat night\b"
    r"|\bby:? (?:the )?newsroom\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\b(?:[ap]\.?m|[ecmp][sd]?t|gmt|utc|bst|ist|cet|cest|eastern|local time|first|last|posted|published|updated?"
    r"|dated?|issued|filed|at|on|o[’']clock|noon|midnight)\b\.?",
    re.I,
)
_MOTTO = re.compile(r"\s+[-–—|]\s+")  # "Radio Lodev 2 - News in English"
_TRANSLATED = re.compile(r"(?:translated|compiled|written|edited|reported)\b[^.!?]{3,60}$", re.I)
# What a page says of itself: "Serving the valleys since 1902", "Quay: news site of the port", "XPA - Official Site".
_OF_ITSELF = re.compile(
    r"^(?:serving|established|founded|published|printed|reporting) .*\bsince \d{4}$"
    r"|^(?:est|estd|established|founded)\.?(?: in)? \d{4}$|^(?:independent|free|online|on (?:the )?air) since \d{4}\b"
    r"|^(?:(?:independent|local|daily|world) )?news (?:from|for|of) (?:the\b|(?-i:[A-Z]))"
    r"|^your (?:daily|local|source)\b.*\bnews\b"
    r"|^the voice of\b|^your [\w ]+, your [\w ]+$"
    r"|^the (?:news)?(?:paper|magazine|journal|station) (?:of|for) [^.!?]+ since \d{4}$"
    r"|\b(?:news (?:site|service|agency|portal)|newspaper|radio|magazine) (?:of|for|from) [^.!?]+$"
    r"|\b(?:official (?:web ?)?site|(?:international|news|wire|english|world) service|news agency)$",
    re.I,
)
# "Ana Roth and Piet Vos, Lodev", right above or below the date.
_TWO_WRITERS = re.compile(
    r"^(?:[A-Z][\w.’'-]+ ){1,3}(?:, (?:[A-Z][\w.’'-]+ ){2,3})*and(?: [A-Z][\w.’'-]+){2,3}(?:, [A-Z][\w.’'-]+){0,2}$"
)
# "Lodev News Agency (LONA)": an agency prints its short name behind the long one.
_SHORT_NAME = re.compile(r"(?<=\w) \([A-Z][A-Za-z]{1,8}\)$")
_SMALL = ("of", "the", "and", "on", "&")
_BAR = re.compile(r"[|/·•›»>\t]|  ")
_FILLING = " \t\xa0,.;:|/•·()[]–—-*_"
_WRITERS = re.compile(
    r"^(?:by|words|text|story|report)\s*(?:by|:)?\s+(?=[A-Z])|\b(?:and|with) (?:agencies|wires|our correspondents?)$"
    r"|^(?:[A-Z][\w.’'-]+ ){2,3}in [A-Z][\w.’'-]+(?:[ ,]+[A-Z][\w.’'-]+| and){0,8}$"
)


def is_date_line(line: str) -> bool:
    """Say whether a line is a date, with or without weekday, hour and year, and nothing else but a writer or outlet.

    >>> is_date_line("Thursday, 6 March 2031"), is_date_line("Lodev Herald | March 6, 2031, 9:30 a.m.")
    (True, True)
    >>> is_date_line("The flood of 6 March 2031"), is_date_line("March")
    (False, False)
    """
    if len(line) > _LONGEST_LINE or not any(ch.isdigit() for ch in line):
        return False
    if _NUMERIC.match(line.strip(_FILLING)):
        return True
    if next(find_dates(line), None) is None and find_day_and_month(line) is None:
        return False
    rest = _STAMP.sub("|", line)
    parts = [part.strip(_FILLING) for part in rest.split("|")]
    named = [part for part in parts if part]
    if len(named) == 2 and ("|" in line or line.endswith(f"/{named[1]}/")) and all(map(_is_short_name, named)):
        return True  # "XPA | Lodev | Updated: March 6, 2031 09:30 IST", "Lodev, 6 March 2031, 9:30 /XPA/"
    if len(named) != 1:
        return not named
    if _TRANSLATED.match(named[0]) and "|" in line:
        return True
    if all(is_rubric(part) for part in re.split(r",? and | & ", named[0])):
        return True  # "Comment and analysis, Thursday 6 March 2031"
    return is_masthead(named[0]) or named[0].startswith(("By ", "by ", "BY ")) or _stands_apart(line, named[0])


def _stands_apart(line: str, name: str) -> bool:
    """Say whether a bar or a comma parts a name from the date: "Lodev, 6 March 2031", "XPA | March 6, 2031"."""
    parted = re.search(rf"{re.escape(name)}\s*(?:\||•|·)|(?:\||•|·)\s*{re.escape(name)}$", line) is not None
    placed = re.match(rf"{re.escape(name)}, (?:{_WEEKDAY},? )?(?=\d)", line) is not None and len(name.split()) < 3
    return (parted or placed) and all(word[:1].isupper() for word in name.split()) and len(name.split()) < 5


def _is_short_name(words: str) -> bool:
    return len(words.split()) < 4 and all(word[:1].isupper() for word in words.split())


def is_masthead(line: str) -> bool:
    """Say whether a line is an outlet's name: up to six words with capitals, one of them a word that papers bear.

    >>> is_masthead("Lodev Herald"), is_masthead("Lodev News Agency (LONA)"), is_masthead("Lodev (Karsia)")
    (True, True, False)
    """
    name, *motto = _MOTTO.split(without_short_name(line), maxsplit=1)
    words = name.split()
    if not 1 <= len(words) <= 6 or is_finished(line) or words[0].casefold() == "by":
        return False
    if motto and len(motto[0].split()) > 4:
        return False
    if not all(word[:1].isupper() or word in _SMALL or word.isdigit() for word in words):
        return False
    return any(part.strip(".,").casefold() in _mastheads() for word in words for part in word.split("-"))


def without_short_name(line: str) -> str:
    """Return an outlet's name without the short one in brackets behind it."""
    return _SHORT_NAME.sub("", line)


def find_head(text: str, paragraphs: Sequence[Span]) -> dict[Span, str]:
    """Return the lines above the story that are no headline, with their kinds: date line, outlet or byline.

    Dates that head the parts of a chronicle are no date lines: where lines give different days, none is taken. A name
    counts as a writer's or an outlet's only beside a date line, for many a headline is a name.
    """
    head = _head(text, paragraphs)
    stamps = [span for span in head if is_date_line(span.of(text))]
    if stamps and _is_chronicle(text, paragraphs, stamps):
        return {}
    found = dict.fromkeys(stamps, "date line")
    mottoes = _mottoes(text, head, stamps) if stamps else []
    found |= dict.fromkeys(mottoes, "motto")
    outlet = _outlet_above(text, [span for span in head if span not in mottoes], stamps, mottoes)
    if outlet is not None:
        found[outlet] = "outlet"
    for index, span in enumerate(head):
        beside = {*head[max(0, index - 1) : index], *head[index + 1 : index + 2]}
        if span not in found and beside & set(stamps):
            kind = _kind_of_name(text, span, paragraphs, index)
            if kind is None and index > 0 and may_be_byline(span.of(text)):
                kind = "byline" if _is_titled(text, [other for other in head if other != span]) else None
            if kind:
                found[span] = kind
    return found


def _mottoes(text: str, head: Sequence[Span], stamps: Sequence[Span]) -> list[Span]:
    """Return the lines at the very top in which a page says what it is, if a headline stands below them."""
    found = [s for s in head[:4] if not is_finished(words := s.of(text)) and _OF_ITSELF.search(words)]
    found = [s for s in found if s not in stamps and len(s.of(text)) <= _LONGEST_LINE]
    return [
        s for s in found if _is_titled(text, [other for other in head if other.start > s.end and other not in found])
    ]


def _is_titled(text: str, below: Sequence[Span]) -> bool:
    """Say whether one of the lines may be a headline."""
    return any(
        not is_finished(words := s.of(text))
        and len(words.split()) > 3
        and not is_navigation(words)
        and not is_date_line(words)
        for s in below
    )


def _outlet_above(text: str, head: Sequence[Span], stamps: Sequence[Span], mottoes: Sequence[Span]) -> Span | None:
    """Return the first line but navigation if its words, or a rubric or motto beside it, say that it is an outlet.

    Where no date stands in the head, only a row of rubrics right below it says so, with bars between them.
    """
    if not head or not (stamps or _BAR.search(text, head[0].start, min(head[-1].end, head[0].start + _LONGEST_TOP))):
        return None
    first, *below = head
    above = False
    while below and (is_rubric(first.of(text)) or as_page_line(first.of(text), False, True)):
        (first, *below), above = below, True
    if first in stamps or not _is_titled(text, below):
        return None
    words, rows = first.of(text), as_page_line(below[0].of(text), False, True) == "navigation"
    if not stamps:
        return first if rows and _is_page_name(words) else None
    praised = any(first.end < motto.start < below[0].start for motto in mottoes)
    if is_masthead(words) or ((above or is_rubric(below[0].of(text))) and is_name(words)):
        return first
    return first if (rows or praised) and _is_page_name(words) else None


def _is_page_name(words: str) -> bool:
    """Say whether a line may be a page's name: up to five words with capitals ("RKL", "Lodev Lantern", "Radio 3")."""
    parts = words.split()
    return len(parts) < 6 and all(part[:1].isupper() or part[:1].isdigit() or part in _SMALL for part in parts)


def _head(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """Return the short paragraphs at the top: at most two of them sentences, no more of them than a page prints."""
    head: list[Span] = []
    sentences = 0
    for span in paragraphs[:_DEEPEST]:
        words = span.of(text)
        if len(words) > _LONGEST_STANDFIRST or sentences > 2:
            break
        head.append(span)
        sentences += is_finished(words) and not is_date_line(words)
    return head


def _is_chronicle(text: str, paragraphs: Sequence[Span], stamps: Sequence[Span]) -> bool:
    """Say whether lines of dates are the headings of a chronicle: different days, and not of an update."""
    above = {_day(words) for span in stamps if not _is_update(words := span.of(text))}
    days = {_day(words) for span in paragraphs if is_date_line(words := span.of(text)) and not _is_update(words)}
    return len(above) > 1 or len(days) > 2


def _is_update(words: str) -> bool:
    return bool(re.search(r"\b(?:updated?|published|posted)\b", words, re.I))


def _day(words: str) -> tuple[int, int] | str:
    found = next(find_dates(words), None)
    return (found.date.month, found.date.day) if found else find_day_and_month(words) or words


def _kind_of_name(text: str, span: Span, paragraphs: Sequence[Span], index: int) -> str | None:
    words = span.of(text)
    if len(words) > _LONGEST_LINE or is_finished(words):
        return None
    if is_masthead(words):
        return "outlet"
    if _WRITERS.search(words):
        return "byline"
    if index > 0 and _TWO_WRITERS.match(words):
        return "byline"
    if not is_name(words):
        return None
    # A name at the very top is a headline, unless the headline follows below the date.
    after = [other.of(text) for other in paragraphs[index + 1 : index + 3] if not is_date_line(other.of(text))]
    return "byline" if index > 0 or (after and not is_finished(after[0]) and len(after[0].split()) > 4) else None


@cache
def _mastheads() -> frozenset[str]:
    return frozenset(load("furniture")["mastheads"]["words"])
