"""Which agency a text says that it is from: in its dateline, its byline, a line of its own, or a note at its end.

A photograph's credit is never the text's: captions are taken out of the body before this module sees a line.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from twosource.lexicon import load

_BYLINE = re.compile(
    r"^(?:by|from|—|–|-)\s+(?P<who>[^\n]{2,80})$"
    r"|^(?P<writer>[A-Z][\w.’' -]{3,40})(?:\s*[|,]| /| of)\s+(?P<house>[^\n]{2,40})$",
    re.I,
)
_WITH = (
    r"(?:with|includes|contains|this report (?:includes|contains)|material from)\s+"
    r"(?:additional |some )?(?:reporting |material |files |information |inputs? )?(?:by |from )?(.{2,80})"
)
_PART = re.compile(
    r"[\s—–*•(_-]*(?:(?:contributing|contributors)\s*:\s*(.+)"
    r"|(.{2,120}?)\s+(?:contributed|contributes)(?:\s+to\s+this\s+(?:report|story|article))?"
    rf"|{_WITH})[.)\s]*$",
    re.I,
)
# The same where nobody contributes: any sentence may open as that form does, and only "contributed" would tell.
_PART_WITH = re.compile(rf"[\s—–*•(_-]*{_WITH}[.)\s]*$", re.I)
_STAFF_AND = re.compile(
    r"^(?:[A-Z][\w’'-]* )?(?:[a-z]+ )?(?:staff|correspondents?|reporters?|desk)\b[^.!?]{2,60}$", re.I
)
# "Author: Staff and agencies": what a page's form calls the line.
_LABEL = re.compile(r"^(?:authors?|byline|credits?)\s*:\s*(?=\S)", re.I)
# "Ledger staff", beside a wire: lower-case, for "Mayor Sacks Staff and Agencies" is a headline.
_OWN_STAFF = re.compile(r"(?:[A-Z][\w’'-]* ){0,3}staff$|[Ss]taff(?: reporters?| writers?)?$")
_WITH_WIRES = re.compile(r"^[A-Z][^\n.!?]{2,60}?(?:,| and)? with (?P<wires>[^\n]{2,40})$")
_SEPARATOR = re.compile(r"\s*(?:,|/|;|&|\||\band\b|\+)\s*")
# An agency's page prints its whole name, a dateline only what tells it from others.
_KIND_OF_HOUSE = re.compile(r"\s+(?:news|press|wire)\s+(?:agency|service)$")
_HOUSE_WORDS = frozenset(("agency", "bureau", "network", "news", "newswire", "press", "service", "services", "wire"))
_LONGEST_NOTE = 90  # characters
_BRACKETED = re.compile(r"[.!?”\"’]\s+\((?P<note>[^()]{2,60})\)\.?\s*$")
_WITH_BY = re.compile(r"^(?:with|from|by)\s+", re.IGNORECASE)
_NAME = r"[A-Z][\w-]*(?: [A-Z][\w-]*){0,2}"
_TOLD_BY = re.compile(
    rf"(?:\bthe |, )(?:news agency (?P<behind>{_NAME})|(?P<before>{_NAME}) (?:news )?agency) (?:reports|reported)\b"
)
_INLINE = re.compile(r"\b(?P<who>[A-Z][A-Za-z]{1,9}) adds\s*:")


def agency_of(words: str) -> str | None:
    """Return the short name of the agency that `words` name, or None.

    >>> agency_of("The Associated Press"), agency_of("Daily Heron")
    ('AP', None)
    """
    bare = words.strip(" .:()[]")
    # Capitals are all that tells PA from "Pa" and APP from "app".
    return None if len(bare) <= 4 and bare not in _short_forms() else _agencies().get(_key(words))


def credit_line(paragraph: str, *, opening: bool = True) -> str | None:
    """Return the credit that a whole paragraph prints ("Agencies", "AP", "By Reuters"), as printed, or None.

    `opening` says that the paragraph stands at the head of its text: only there is "Ana Roth, Associated Press" a
    byline; further down it signs a quotation.

    >>> credit_line("Staff and agencies"), credit_line("PTI, ANI"), credit_line("The dam broke at noon.")
    ('Staff and agencies', 'PTI, ANI', None)
    >>> credit_line("Author: Tide staff and agencies"), credit_line("Author: Ana Roth, with wires")
    ('Tide staff and agencies', 'Ana Roth, with wires')
    """
    if len(paragraph) > 100:
        return None
    label = _LABEL.match(paragraph) if opening else None
    words = paragraph[label.end() if label else 0 :].strip(" \t.()[]*_—–-•")
    if _is_credit(words):
        return words
    beside = _WITH_WIRES.match(words) if label else None
    if beside is not None and _is_credit(beside["wires"]):
        return words
    byline = _BYLINE.match(f"By {words}" if label else paragraph.strip(" \t.*_"))
    if byline is None or (byline["house"] and not opening):
        return None
    who = (byline["who"] or byline["house"]).strip()
    if _is_credit(who):
        return who
    # "By Ana Roth, Associated Press" and "By ANA ROTH / AP": the house after the writer.
    last = _SEPARATOR.split(who)[-1].strip(" .()")
    return last if agency_of(last) else None


def contribution(paragraph: str, known: Collection[str] = ()) -> str | None:
    """Return a closing note that wires had a part in the text, as printed, or None.

    `known` are names, folded, of agencies that are on no list; beside these "with" stands before wires alone, for many
    a sentence opens so.

    >>> contribution("The Associated Press contributed to this report.")
    'The Associated Press contributed to this report'
    >>> contribution("- With Quaywire", {"quaywire"}), contribution("With Quaywire, and without Lodev", {"quaywire"})
    ('With Quaywire', None)
    """
    if len(paragraph) > 300:
        return None
    note = (_PART if "contr" in paragraph.casefold() else _PART_WITH).match(paragraph)
    if note is None:
        return None
    named = next(filter(None, note.groups()))
    parts = [part.strip(" .()") for part in _SEPARATOR.split(named)]
    wires = [part for part in parts if agency_of(part) or _key(part) in _unnamed()]
    new = [part for part in parts if _is_known(part, known)]
    if new and (note.lastindex != note.re.groups or len(new) + len(wires) == len(parts)):
        wires = new
    return paragraph.strip(" \t.()[]*_—–-•") if wires else None


def byline_credit(paragraph: str, known: Collection[str]) -> str | None:
    """Return the agency that a byline ends with, as printed, or None; `known` are names, folded, that no list has.

    >>> byline_credit("By our river staff and Quaywire", {"quaywire"}), byline_credit("By Quaywire Moll", {"quaywire"})
    ('Quaywire', None)
    """
    line = _LABEL.sub("By ", paragraph.strip(" \t.*_"))
    byline = _BYLINE.match(line) if len(line) <= 100 else None
    named = (byline["who"] or byline["house"]) if byline else line if _STAFF_AND.match(line) else ""
    last = _SEPARATOR.split(named)[-1].strip(" .()")
    return last if last and _is_known(last, known) else None


def sign_off(paragraph: str, known: Collection[str]) -> str | None:
    """Return the agency whose name is all that a paragraph holds ("- Quaywire"), as printed, or None."""
    words = paragraph.strip(" \t.()[]*_—–-•") if len(paragraph) <= 60 else ""
    return words if words and folded(words) in known else None


def bracketed_credit(paragraph: str, known: Collection[str]) -> str | None:
    """Return the note in brackets that a paragraph ends with and that names an agency, or None.

    >>> bracketed_credit("It rained. (Quaywire, with Post staff)", {"quaywire"})
    'Quaywire, with Post staff'
    >>> bracketed_credit("He works for a wire (Quaywire)", {"quaywire"})
    """
    note = _BRACKETED.search(paragraph[-_LONGEST_NOTE:])
    parts = _SEPARATOR.split(note["note"]) if note else []
    named = any(folded(_WITH_BY.sub("", part).strip(" .")) in known or agency_of(part) for part in parts)
    return note["note"].strip(" .") if note and named else None


def told_by_agency(paragraph: str, known: Collection[str]) -> str | None:
    """Return the agency that a text says it has its news from, or None: it was copied, and named for that.

    >>> told_by_agency("The dam broke, the news agency Quaywire reports.", {"quaywire"})
    'Quaywire'
    >>> told_by_agency("The dam broke, the Quaywire agency reported.", {"quaywire"})
    'Quaywire'
    >>> told_by_agency("The chief of the news agency Quaywire said no.", {"quaywire"})
    """
    told = _TOLD_BY.search(paragraph) if "agency" in paragraph else None
    name = (told["behind"] or told["before"]) if told else ""
    return name if name and folded(name) in known else None


def folded(name: str) -> str:
    """Return a name as names are compared: without spaces, capitals, "The" before it or "News Agency" behind it.

    >>> folded("The Tide  Courier") == folded("tide courier"), folded("Quaywire News Agency")
    (True, 'quaywire')
    """
    return "".join(_KIND_OF_HOUSE.sub("", name.strip().casefold().removeprefix("the ")).split())


def leaves_open(credit: str) -> bool:
    """Say whether a credit is for wires without a name.

    >>> leaves_open("Staff and agencies"), leaves_open("Staff and Reuters"), leaves_open("Quaywire")
    (True, False, False)
    """
    return _is_credit(credit) and not any(agency_of(part.strip(" .()")) for part in _SEPARATOR.split(credit))


def _is_known(name: str, known: Collection[str]) -> bool:
    """Say whether a name is one of those known, or the whole name of a house that is known by its first letters.

    >>> _is_known("Karsian Press Agency", {"kpa"}), _is_known("Kora Poe Aldane", {"kpa"}), _is_known("Press", {"p"})
    (True, False, False)
    """
    words = name.strip().removeprefix("the ").removeprefix("The ").split()
    initials = "".join(word[0] for word in words if word[0].isupper()).casefold()
    short = len(initials) > 2 and words[-1].casefold() in _HOUSE_WORDS
    return folded(name) in known or (short and initials in known)


def inline_credit(paragraph: str) -> str | None:
    """Return the agency of an Indian desk's "UNI adds:", as printed, or None."""
    head = paragraph[:200]
    match = _INLINE.search(head) if " adds" in head else None
    return match["who"] if match and agency_of(match["who"]) else None


def _is_credit(words: str) -> bool:
    if agency_of(words) or _key(words) in _unnamed():
        return True
    parts = [part.strip(" .()") for part in _SEPARATOR.split(words) if part.strip(" .()")]
    wires = [part for part in parts if agency_of(part) or _key(part) in _unnamed()]
    return bool(wires) and all(part in wires or _OWN_STAFF.match(part) for part in parts)


def _key(words: str) -> str:
    return " ".join(words.strip(" .:()[]").casefold().split())


@cache
def _agencies() -> dict[str, str]:
    table = {}
    for agency in load("agencies")["agency"]:
        for name in (agency["short"], *agency["names"]):
            table[_key(name)] = str(agency["short"])
    return table


@cache
def _short_forms() -> frozenset[str]:
    return frozenset(name for agency in load("agencies")["agency"] for name in (agency["short"], *agency["names"]))


@cache
def _unnamed() -> frozenset[str]:
    return frozenset(load("agencies")["unnamed"]["credits"])
