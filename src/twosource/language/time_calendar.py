"""Days, weeks and feasts: calendar arithmetic on TIMEX3 values, without a clock."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from twosource.lexicon import load

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def iso_week(day: date) -> str:
    """Return the ISO week of a day.

    >>> iso_week(date(2022, 1, 3))
    '2022-W01'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted_day(day: date, days: int) -> date | None:
    """Return the day so many days on, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shifted_month(day: date, months: int) -> tuple[int, int]:
    """Return the (year, month) so many months on."""
    at = day.year * 12 + day.month - 1 + months
    return at // 12, at % 12 + 1


def quarter_of(day: date) -> tuple[int, int]:
    """Return the (year, quarter) of a day."""
    return day.year, (day.month - 1) // 3 + 1


def season_start(year: int, season: str) -> date:
    """Return the first day of a season, by the months that newspapers count (northern half of the world)."""
    return date(year, _SEASON_MONTH[season], 1)


def weekday_near(day: date, weekday: int, direction: str, itself: bool) -> date:
    """Return the nearest such weekday (1 = Monday) before or after a day; `itself` allows the day."""
    if direction == "past":
        back = (day.isoweekday() - weekday) % 7
        return day - timedelta(days=back or (0 if itself else 7))
    ahead = (weekday - day.isoweekday()) % 7
    return day + timedelta(days=ahead or (0 if itself else 7))


def holiday_date(name: str, year: int) -> date | None:
    """Return the day of a holiday in a year, from the rule in the lexicon.

    >>> holiday_date("thanksgiving", 1998), holiday_date("easter", 2022)
    (datetime.date(1998, 11, 26), datetime.date(2022, 4, 17))
    """
    rule: str = load("times")["holidays"][name]
    if rule.startswith("easter"):
        return _easter(year) + timedelta(days=int(rule[6:]))
    if rule == "election":  # the Tuesday after the first Monday of November
        return _nth_weekday(year, 11, 1, 1) + timedelta(days=1)
    month, day = rule.split("-")
    if "N" in day:
        weekday, nth = day.split("N")
        return _nth_weekday(year, int(month), int(weekday), int(nth))
    return safe_date(year, int(month), int(day))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth == 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return weekday_near(last, weekday, "past", True)
    return weekday_near(date(year, month, 1), weekday, "future", True) + timedelta(weeks=nth - 1)


def _easter(year: int) -> date:
    """Return Western Easter by the rule of the Gregorian calendar (golden number, epact, Sunday)."""
    golden, century = year % 19, year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15
    epact = skipped % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))
