"""The place line that a wire story opens with: "ALMATY, Kazakhstan (AFP) —", "NEW YORK, Feb 26 (Reuters) -".

The form itself shows an agency: what stands in parentheses between a place and the end mark is a credit, whether any
list knows its name or not. Only a country can stand there too, and is told by a comma before it or by the story.
"""

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
# No end mark is without this, and it begins with a mark, which is found far faster than white space before one.
_ANY_END = re.compile(r"[—–:_-](?:(?<=[—–])|(?=[\s:_-]|$))")
_DATE = (
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,?\s+\d{4})?"
    r"|\d{1,2}\s+(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?:,?\s+\d{4})?)"
)
# "(Reuters) - …", "Oct 24 (Reuters) - …", "(CNN) …": a mark and no place. A mark that no list knows needs its dash.
_BARE_MARK = re.compile(
    rf"(?:{_DATE}\s+)?\((?:(?P<mark>AP|AFP|CNN|UPI|Reuters|Bloomberg)\)\s*(?:[—–:_-]+\s+)?"
    r"|(?P<other>[^()]{2,40})\)\s*(?:[—–]|--?)\s+(?=[\"“‘']?[A-Z0-9]))",
    re.I,
)
_MONTH_DAY = re.compile(rf"^{_DATE}$|^\d{{4}}$|^(?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.I)
_TRAILING_DATE = re.compile(rf"\s+{_DATE}$", re.I)
# A house's name: one to four words, each with a capital, or an acronym in small letters (dpa).
_HOUSE = re.compile(r"[A-Z][\w.&’'-]*(?:[ /]+(?:[A-Z][\w.&’'-]*|of|and|the|de|&)){0,4}|[a-z]{2,5}")
# "Lodev (CNN) The river rose": a web page's form, without an end mark; only a mark that is known makes it safe.
_NO_END = re.compile(
    r"(?P<place>[A-Z][\w.’'-]{2,20}(?:,? [A-Z][\w.’'-]{1,20}){0,3}) \((?P<mark>AP|AFP|CNN|UPI|Reuters)\)\s+"
    r"(?=[\"“]?[A-Z][\w’']*\s)"
)
# "LODEV, March 4 (LONA). The river rose", "LODEV, March 4. /LONA/. …": the form of some state agencies, without a dash.
_FULL_STOP = re.compile(
    rf"(?P<place>[A-Z][A-Z’'-]{{2,20}}(?:[ ,/]+[A-Z][\w’'-]{{1,20}}){{0,3}}), (?i:{_DATE})\.? "
    r"[(/](?P<mark>[A-Z][\w.’'-]{1,20}(?: [A-Z][\w’'-]{1,20}){0,2})[)/]\.\s+(?:[—–-]+\s+)?(?=[\"“‘']?[A-Z0-9])"
)
_NEWSROOM = re.compile(r"\b(?:press|news|agency|network|reuters|photo|poll)\b", re.I)
# "Sen. Ana Roth (D-Lod.) —": a politician, her party and her state; "(1-0)", "(2031)": no names.
_PARTY = re.compile(r"[DRIL]-\w")
_TITLED = re.compile(r"(?:Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Gen|Col|Lt|Sgt|Capt|Prof|Rev|Reps|Sens)\b\.?\s")
# After its end mark the story begins; an aside between dashes goes on in small letters.
_SMALL_LETTER = re.compile(r"\s*[a-zà-ÿ]")
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
    if bare and (line := _from_bare_mark(text, paragraph.start, bare)):
        return line
    if stopped := _from_full_stop(text, head, paragraph.start):
        return stopped
    for ending in _ENDING.finditer(head) if _ANY_END.search(head) else ():
        opening = head[: ending.start()]
        if "\n" in opening or '"' in opening or "“" in opening:
            return None
        colon = ":" in ending.group()
        credit = _credit_of(opening, text, colon)
        place = _place_of(opening, credit)
        if _SMALL_LETTER.match(head, ending.end()) or not _is_place(place, credit, colon):
            continue
        if colon and not credit and text[paragraph.start : paragraph.end].isupper():
            return None  # "DAM FAILS IN LODEV: MAYOR SILENT": a headline in capitals
        span = Span(paragraph.start, paragraph.start + ending.end())
        return Dateline(span, place, agency_of(credit) if credit else None, credit)
    return _without_end_mark(head, paragraph.start)


def _from_full_stop(text: str, head: str, start: int) -> Dateline | None:
    found = _FULL_STOP.match(head)
    if found is None or not _is_house(found["mark"], text):
        return None
    return Dateline(Span(start, start + found.end()), found["place"], agency_of(found["mark"]), found["mark"])


def _without_end_mark(head: str, start: int) -> Dateline | None:
    found = _NO_END.match(head)
    if found is None or _NEWSROOM.search(found["place"]) or _TITLED.match(found["place"]):
        return None
    return Dateline(Span(start, start + found.end()), found["place"], agency_of(found["mark"]), found["mark"])


def _from_bare_mark(text: str, start: int, bare: re.Match[str]) -> Dateline | None:
    """Return a dateline that has no place before its parentheses; a place inside them is its place."""
    span = Span(start, start + bare.end())
    mark = (bare["mark"] or bare["other"]).strip()
    if bare["mark"] or _is_house(mark, text):
        return Dateline(span, "", agency_of(mark), mark)
    if _labels() & {word.rstrip(".:,").upper() for word in mark.split()} or not _is_known_place(mark, text):
        return None
    return Dateline(span, mark)


def _credit_of(opening: str, text: str, colon: bool) -> str | None:
    """Return the credit in the parentheses of a dateline, as printed; a country in them is none.

    Before a colon, parentheses that no list knows are a speaker's part ("ROTH (HOST): …") unless a date stands there.
    """
    marked = _MARK.search(opening)
    if marked is None:
        return None
    mark = marked["mark"].strip()
    if agency_of(mark):
        return mark
    before = opening[: marked.start()].rstrip()
    if before.endswith(",") or (colon and not _TRAILING_DATE.search(before)) or not _is_house(mark, text):
        return None
    return mark


def _is_house(mark: str, text: str) -> bool:
    """Say whether words in parentheses can be the name of an agency or an outlet: a name, and no place."""
    if agency_of(mark):
        return True
    words = {word.rstrip(".:").upper() for word in mark.split()}
    return bool(
        _HOUSE.fullmatch(mark)
        and not _PARTY.match(mark)
        and not words & _labels()
        and not _MONTH_DAY.match(mark)
        and not _is_known_place(mark, text)
    )


def _is_known_place(mark: str, text: str) -> bool:
    """Say whether `mark` is a state, or a place by what the story says: things happen "in" places, not in agencies."""
    name = mark.split(",")[0].strip()
    if name in load("offices")["states"]:
        return True
    # A story names its country early; the head of it is enough, and keeps a hostile text cheap.
    return re.search(rf"\b(?:in|across|throughout|inside|into) {re.escape(name)}\b", text[:20_000], re.I) is not None


def _place_of(opening: str, credit: str | None) -> str:
    """Return the place of a dateline without parentheses and dates: "NEW YORK, Feb 26 (Reuters)" is NEW YORK."""
    bare = _MARK.sub("", opening, count=1) if credit else opening.replace("(", ",").replace(")", "")
    parts = [_TRAILING_DATE.sub("", " ".join(part.split())) for part in bare.split(",")]
    return ", ".join(part for part in parts if part and not _MONTH_DAY.match(part))


def _is_place(place: str, credit: str | None, colon: bool) -> bool:
    parts = place.split(", ")
    words = parts[0].replace("/", " ").split()
    if not words or len(words) > 5 or len(parts) > 3 or len(place) > 60:
        return False
    if any(not re.fullmatch(_WORD, word) for part in parts for word in part.replace("/", " ").split()):
        return False
    if {word.rstrip(".:").upper() for word in words} & _labels() or any(ch.isdigit() for ch in place):
        return False
    if all(word.isupper() for word in words if word.lower() not in _JOINERS):
        # "NATO: …" and "CNN — …" are no places; a town has four letters or more, or a country after it.
        return len(parts[0]) >= 4 and (not colon or len(parts) > 1 or bool(credit) or len(parts[0]) >= 5)
    if not credit or _TITLED.match(place) or (not agency_of(credit) and (colon or len(words) > 3)):
        return False
    return all(word[:1].isupper() or word.lower() in _JOINERS for word in place.replace(",", "").split())


@cache
def _labels() -> frozenset[str]:
    return frozenset(load("furniture")["labels"]["words"])
