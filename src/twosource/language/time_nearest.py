"""Dates with parts missing: "Tuesday" or "in October" comes in, the date nearest on its side goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from twosource.language.time_calendar import (
    holiday_date,
    iso_week,
    quarter_of,
    safe_date,
    season_start,
    shifted_day,
    weekday_near,
)
from twosource.language.time_context import Context
from twosource.language.time_mention import TimeMention
from twosource.lexicon import load


def calendar_value(m: TimeMention, context: Context) -> str:
    """Return the value of a mention of kind "calendar"; XXXX stands for what cannot be known."""
    if m.weekday is not None and m.month is None:
        return _weekday(m, context)
    year = m.year
    if year is None and m.unit == "year" and m.amount is not None:
        base = (
            context.year
            if m.anchor == "text" and context.year
            else (context.published.year if context.published else None)
        )
        year = base + m.amount if base else None
    if m.holiday:
        return _holiday(m, year, context)
    if m.season:
        year = year or _year_near(lambda y: season_start(y, m.season or "SP"), m, context)
        return f"{year or 'XXXX'}-{m.season}"
    if m.quarter:
        if year is None and context.published:
            year = _quarter_year(m, context)
        return f"{year or 'XXXX'}-Q{m.quarter}"
    if m.half:
        return f"{year or (context.published.year if context.published else 'XXXX')}-H{m.half}"
    return _month_day(m, year, context)


def _quarter_year(m: TimeMention, context: Context) -> int:
    assert context.published is not None
    year, quarter = quarter_of(context.published)
    rows = []
    for other in (year - 1, year, year + 1):
        gap = (other - year) * 4 + (m.quarter or 1) - quarter
        # A company "expects" figures of the quarter just over: the future is weak evidence, the past is strong.
        against = 4.0 if m.direction == "past" and gap > 0 else 2.0 if m.direction == "future" and gap < 0 else 1.0
        rows.append((abs(gap) * against + (gap > 0) * 0.5, other))
    return min(rows)[1]


def _month_day(m: TimeMention, year: int | None, context: Context) -> str:
    month, day = m.month or 1, m.day
    if year is None:
        year = _year_near(lambda y: safe_date(y, month, day or 1), m, context)
    if m.unit == "week" and year and day:
        at = safe_date(year, month, day)
        return iso_week(at) if at else f"{year}-WXX"
    head = f"{year:04d}" if year else "XXXX"
    return f"{head}-{month:02d}" + (f"-{day:02d}" if day else "")


def _holiday(m: TimeMention, year: int | None, context: Context) -> str:
    name = m.holiday or ""
    year = year or _year_near(lambda y: holiday_date(name, y), m, context)
    if year is None:  # a feast of a fixed day keeps it
        rule: str = load("times")["holidays"][name]
        return f"XXXX-{rule}" if rule.replace("-", "").isdigit() else "XXXX-XX-XX"
    day = holiday_date(name, year)
    if day is None:
        return "XXXX-XX-XX"
    if m.unit == "weekend":  # a feast on a Monday ends the weekend before it
        return iso_week(day - timedelta(days=1)) + "-WE"
    if m.unit == "day":  # "the day after Christmas"
        day = shifted_day(day, m.amount or 0) or day
    return iso_week(day) if m.unit == "week" else day.isoformat()


def _year_near(day_in: Callable[[int], date | None], m: TimeMention, context: Context) -> int | None:
    """Return the year that puts a day of the calendar nearest to publication.

    A day on the side that tense speaks against counts as so many times further away; "last" and "next" forbid it.
    """
    at = context.published
    if at is None:
        return None
    whole_month = m.day is None and not m.holiday
    against = 4.0 if not whole_month else 12.0 if m.direction == "past" else 6.0
    best: tuple[float, int] | None = None
    for year in (at.year - 1, at.year, at.year + 1):
        day = day_in(year)
        if day is None:
            continue
        gap = (day - at).days
        if whole_month and (day.year, day.month) == (at.year, at.month):
            gap = 0
        wrong = (m.direction == "past" and gap > 0) or (m.direction == "future" and gap < 0)
        if m.strict == "other" and (wrong or gap == 0):
            continue
        if m.strict == "this" and year != at.year:
            continue
        cost = abs(gap) * (against if wrong else 1.0)
        if best is None or cost < best[0]:
            best = cost, year
    return best[1] if best else None


def _weekday(m: TimeMention, context: Context) -> str:
    weekday = m.weekday or 1
    base = context.published
    if m.anchor == "text" and context.day:
        base = context.day
    if base is None:
        return f"XXXX-WXX-{weekday}"
    if m.direction == "near":
        days = (base + timedelta(days=step) for step in (0, -1, 1, -2, 2, -3, 3))
        return next(day for day in days if day.isoweekday() == weekday).isoformat()
    direction = "future" if m.direction == "future" else "past"
    if m.rule == "weekday_week":
        monday = base - timedelta(days=base.isoweekday() - 1)
        moved = shifted_day(monday, 7 * (m.amount or 0) + weekday - 1)
        return moved.isoformat() if moved else "XXXX-XX-XX"
    if m.unit in ("week", "day"):  # "a week from Tuesday", "the day before last Tuesday"
        steps = (m.amount or 0) * (7 if m.unit == "week" else 1)
        moved = shifted_day(weekday_near(base, weekday, direction, False), steps)
        return moved.isoformat() if moved else "XXXX-XX-XX"
    if m.strict == "this":
        direction = "future" if m.direction is None or m.direction == "future" else "past"
    return weekday_near(base, weekday, direction, m.strict != "other").isoformat()
