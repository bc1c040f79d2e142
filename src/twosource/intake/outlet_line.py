"""The short line right above a date line, below the headline: an outlet's name, where something shows that it is one.

A writer's name, a place or a rubric stands there as often, so the place on the page alone shows nothing. The text may:
its dateline has the name in brackets, or somebody "told" it, "a Quaywatch reporter" saw it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise

from twosource.intake.bylines import is_byline, may_be_byline
from twosource.intake.credit import agency_of, credit_line, folded
from twosource.intake.dateline import find_dateline
from twosource.intake.furniture import is_finished
from twosource.intake.masthead import is_date_line, is_masthead, without_short_name
from twosource.intake.page_lines import as_page_line, is_rubric
from twosource.lexicon import load
from twosource.model import Span

# Headline, standfirst: no page of this form prints more above its name.
_DEEPEST = 3
# A dateline opens the first or, below a byline or a standfirst, the third paragraph behind the date.
_OPENING = 3
_NAME = re.compile(r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|of|the|and|&)){0,3}")
# "Channel Six", "Channel 4": a number is what tells a station from a strait.
_STATION = re.compile(r"Channel (?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d{1,2})", re.IGNORECASE)
_BODIES = "town|city|village|port|capital|region|province|district|people|mayor|residents|island"
# How far a text is searched for the name: its head and some way on keep a hostile text cheap.
_SEARCHED = 20_000


def line_above_date(text: str, paragraphs: Sequence[Span]) -> Span | None:
    r"""Return the line that stands where a page of this form prints its outlet and may be a name, or None.

    >>> from twosource.intake.paragraphs import find_paragraphs
    >>> text = "Dam at Lodev holds for now\n\nQuaywatch\n6 March 2031\n\nThe dam held."
    >>> line_above_date(text, find_paragraphs(text)).of(text)
    'Quaywatch'
    """
    for line, date in pairwise(paragraphs[1 : _DEEPEST + 2]):
        if not is_date_line(date.of(text)) or "\n\n" in text[line.end : date.start].replace("\r", ""):
            continue
        title, words = paragraphs[0].of(text), line.of(text)
        if is_date_line(title) or is_finished(title) or len(title.split()) < 4:
            return None
        return line if _may_be_outlet(without_short_name(words)) else None
    return None


def outlet_line(text: str, paragraphs: Sequence[Span], known: Collection[str] = ()) -> Span | None:
    """Return the line above the date if it is an outlet's name: by its last word, by what the text says, or as known.

    `known` are the names, folded, of outlets and agencies that other reports print.
    """
    line = line_above_date(text, paragraphs)
    if line is None:
        return None
    name, below = without_short_name(line.of(text)), [p for p in paragraphs if p.start > line.end][1 : 1 + _OPENING]
    if folded(name) in known or _STATION.fullmatch(name):
        return line
    if " " in name and name.split()[-1].casefold() in _endings():
        return line
    credits = (found.credit for p in below if (found := find_dateline(text, p)) is not None)
    printed = {folded(name), folded(line.of(text)[len(name) :].strip(" ()"))} - {""}
    signed = any(credit and folded(credit) in printed for credit in credits)
    return line if signed or _is_newsroom(name, text[:_SEARCHED]) else None


def _may_be_outlet(words: str) -> bool:
    if not (_NAME.fullmatch(words) or _STATION.fullmatch(words)) or len(words) > 40 or is_masthead(words):
        return False
    if is_byline(words) or may_be_byline(words) or credit_line(words) or agency_of(words):
        return False
    return not is_rubric(words) and as_page_line(words, False, True) is None


def _is_newsroom(name: str, text: str) -> bool:
    """Say whether a text speaks of a name as of the newsroom that tells it, and nowhere as of a place.

    People "told" a person too, and one capital tells another "to" do things: that counts for a single word or one
    behind "The" only, and not before "to".
    """
    said = re.escape(name)
    if name in _places() or re.search(rf"\b(?:in|near|outside|across|(?:{_BODIES}) of) {said}\b", text):
        return False
    if re.search(rf"\b(?:earlier|previous) {said} (?:report|article|story)\b", text) or re.search(
        rf"\b[Aa]n? {said} (?:reporter|correspondent|photographer) (?:who|saw|counted|heard|at|on|in)\b", text
    ):
        return True
    heard = rf"\btold {said}\b(?! to\b)|\b(?:reviewed|seen|obtained|verified) by {said}\b"
    knows = rf"\b{said} (?:has|had) (?:learn(?:ed|t)|seen|reviewed|obtained|verified)\b"
    return " " not in name.removeprefix("The ") and re.search(f"{heard}|{knows}", text) is not None


@cache
def _places() -> frozenset[str]:
    """Return the names of states and their capitals."""
    states = load("offices")["states"]
    return frozenset([*states, *(capital for capitals, *_ in states.values() for capital in capitals.split("|"))])


@cache
def _endings() -> frozenset[str]:
    return frozenset(load("furniture")["mastheads"]["endings"])
