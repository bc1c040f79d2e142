"""The place line that a wire story opens with: "ALMATY, Kazakhstan (AFP) —", "NEW YORK, Feb 26 (Reuters) -"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from twosource.intake.credit import agency_of
from twosource.lexicon import load
from twosource.model import Span

# A dateline is short; what stands further on is prose with a dash in it.
_LONGEST = 110
_WORD = r"[^\W\d_][\w.’'-]*"
# The end mark: a dash of any kind, two hyphens, an old wire's underscore, or a colon (South Asian desks).
_END = r"(?:\s*[—–]+\s*|\s+-{1,2}\s+|\s*--\s*|\s+_+(?:\s+|$)|\s*:\s+|\s*[—–:_-]+$)"
_MARK = re.compile(r"\((?P<mark>[^()]{2,40})\)")
_ENDING = re.compile(_END)
# "(Reuters) - …", "Oct 24 (Reuters) - …", "(CNN) …": a mark and no place.
_BARE_MARK = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2} )?\((?P<mark>AP|AFP|CNN|UPI|Reuters|Bloomberg)\)\s*(?:[—–:_-]+\s+)?"
)
_MONTH_DAY = re.compile(
    r"^(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?$"
    r"|^\d{1,2}\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?:,?\s+\d{4})?$"
    r"|^\d{4}$|^(?:mon|tues|wednes|thurs|fri|satur|sun)day$",
    re.I,
)
_JOINERS = frozenset(("and", "of", "de", "del", "la", "le", "el", "al", "upon", "on", "in", "under-"))


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline stands (end mark and following space included) and what it says."""

    span: Span
    place: str
    agency: str | None = None
    credit: str | None = None


def find_dateline(text: str, paragraph: Span) -> Dateline | None:
    """Return the dateline with which `paragraph` opens, or None.

    A place in capitals needs only its end mark (DHAKA — …; ALMATY, (Kazakhstan): …); one in small letters needs an
    agency or an outlet in parentheses as well, for any sentence may open with a name and a dash.

    >>> line = find_dateline("LODEV, Karsia (AFP) — The river rose.", Span(0, 37))
    >>> line.place, line.agency
    ('LODEV, Karsia', 'AFP')
    """
    head = text[paragraph.start : min(paragraph.end, paragraph.start + _LONGEST)]
    bare = _BARE_MARK.match(head)
    if bare:
        agency = agency_of(bare["mark"])
        span = Span(paragraph.start, paragraph.start + bare.end())
        return Dateline(span, "", agency, bare["mark"] if agency else None)
    for ending in _ENDING.finditer(head):
        opening = head[: ending.start()]
        if "\n" in opening or '"' in opening or "“" in opening:
            return None
        marked = _MARK.search(opening)
        place = _place_of(opening)
        if not place or not _is_place(place, bool(marked), ":" in ending.group()):
            continue
        credit = marked["mark"].strip() if marked else None
        agency = agency_of(credit) if credit else None
        span = Span(paragraph.start, paragraph.start + ending.end())
        return Dateline(span, place, agency, credit if agency else None)
    return None


def _place_of(opening: str) -> str:
    """Return the place of a dateline without parentheses and dates: "NEW YORK, Feb 26 (Reuters)" is NEW YORK."""
    bare = re.sub(r"\s+", " ", opening.replace("(", "").replace(")", "") if opening.endswith(")") else opening)
    bare = _MARK.sub("", opening) if agency_in_marks(opening) else bare
    parts = [part.strip() for part in bare.split(",")]
    return ", ".join(part for part in parts if part and not _MONTH_DAY.match(part))


def agency_in_marks(opening: str) -> bool:
    """Say whether parentheses in `opening` hold an agency or an outlet's mark and not a country."""
    marked = _MARK.search(opening)
    return bool(marked and (agency_of(marked["mark"]) or marked["mark"].isupper() or "/" in marked["mark"]))


def _is_place(place: str, marked: bool, colon: bool) -> bool:
    parts = place.split(", ")
    words = parts[0].replace("/", " ").split()
    if not words or len(words) > 5 or len(parts) > 3 or len(place) > 60:
        return False
    if any(not re.fullmatch(_WORD, word) for part in parts for word in part.replace("/", " ").split()):
        return False
    if {word.rstrip(".:").upper() for word in words} & _labels():
        return False
    if all(word.isupper() for word in words if word.lower() not in _JOINERS):
        # "NATO: …" and "CNN — …" are no places; a town has four letters or more, or a country after it.
        return len(parts[0]) >= 4 and (not colon or len(parts) > 1 or marked or len(parts[0]) >= 5)
    return marked and all(word[:1].isupper() or word.lower() in _JOINERS for word in place.replace(",", "").split())


@cache
def _labels() -> frozenset[str]:
    return frozenset(load("furniture")["labels"]["words"])
