"""Dates as metadata and date lines print them, read into ISO form; times of day are left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from twosource.model import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Every form that needs no guess about the order of day and month: 10/01/2022 is left out on purpose. Whoever writes
# 10.01.2022 puts the day first.
_FORMS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?![\d.]\d)"),
    re.compile(rf"\b(?P<n>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b", re.I),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<n>{_MONTH})\.?,?[\s-](?P<y>\d{{4}})\b", re.I),
    re.compile(r"^(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?=T|$)"),
)
# Four figures stand in every form, at its end or at its start; what is next to them there tells nearly all paragraphs
# that need not be read six times: most years are no date's ("since 2014").
_YEAR = re.compile(r"\d\d{3}")  # so written it is looked for by its first figure, in half the time
_AFTER_YEAR = re.compile(r"[-/]\d")
_BEFORE_YEAR = re.compile(rf"(?:\d(?:st|nd|rd|th)?,?|(?:{_MONTH})\.?,?-?|\d\.)\Z", re.I)
_FIRST_OF_ALL = re.compile(r"\d{8}(?=T|$)")
_LONGEST_BEFORE = 12  # characters: a month and three marks
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})(?!\d)")
_DAY_AND_MONTH = (
    re.compile(rf"\b(?P<n>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)", re.I),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<n>{_MONTH})\b", re.I),
)


class PrintedDate(NamedTuple):
    """A date and where it is printed."""

    span: Span
    date: date


def read_date(value: object) -> str | None:
    """Return the ISO date in a metadata value, or None if it holds none that can be read without a guess.

    Of several, the first counts; `10/01/2022` is refused, because it is two days, and `8/29/18` is read, because it
    can be one only. Numbers are read as seconds (or milliseconds) since 1970, in UTC.

    >>> read_date("2022-01-10T09:30:00+06:00"), read_date("Mon, 10 Jan 2022 04:00:00 GMT")
    ('2022-01-10', '2022-01-10')
    >>> read_date("10/01/2022") is None
    True
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_seconds(float(value))
    text = str(value)[:200].strip()
    first = next(find_dates(text), None)
    return first.date.isoformat() if first else _from_slashes(text)


def find_dates(text: str) -> Iterator[PrintedDate]:
    """Yield the full dates of `text` in order of place; impossible ones (31 February) are passed over."""
    if not _may_hold_date(text):
        return
    found = [
        PrintedDate(Span(*match.span()), day)
        for form in _FORMS
        for match in form.finditer(text)
        if (day := _as_date(match)) is not None
    ]
    yield from sorted(found)


def _may_hold_date(text: str) -> bool:
    """Say whether one of the forms may stand in a text, by what is next to its years."""
    if _FIRST_OF_ALL.match(text):
        return True
    for year in _YEAR.finditer(text):
        start, end = year.span()
        if text[start - 1 : start].isdecimal():  # of a longer number: a year is what its figures begin with
            continue
        if _AFTER_YEAR.match(text, end) or _BEFORE_YEAR.search(text[:start].rstrip()[-_LONGEST_BEFORE:]):
            return True
    return False


def find_day_and_month(text: str) -> tuple[int, int] | None:
    """Return (month, day) of the first date that lacks its year, as wire datelines print it."""
    for form in _DAY_AND_MONTH:
        for match in form.finditer(text):
            month, day = _MONTHS[match["n"].lower()], int(match["d"])
            if 1 <= day <= 31:
                return month, day
    return None


def _as_date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS[parts["n"].lower()]
    year = int(parts["y"])
    return _day(year, month, int(parts["d"])) if 1700 <= year <= 2199 else None


def _from_slashes(text: str) -> str | None:
    match = _SLASHES.match(text)
    if match is None:
        return None
    a, b, year = int(match[1]), int(match[2]), int(match[3])
    # Two figures for the year are of the years around 2000: 70 to 99 are before it, as in POSIX.
    year += (1900 if year >= 70 else 2000) if year < 100 else 0
    days = {(a, b), (b, a)}
    read = [day for month, number in sorted(days) if (day := _day(year, month, number)) is not None]
    return read[0].isoformat() if len(read) == 1 else None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _from_seconds(value: float) -> str | None:
    seconds = value / 1000 if abs(value) > 1e11 else value
    # Below 1980 a number is more likely a year or a row number than a moment.
    if not 315_532_800 <= seconds <= 7_000_000_000:
        return None
    return date.fromordinal(date(1970, 1, 1).toordinal() + int(seconds // 86_400)).isoformat()
