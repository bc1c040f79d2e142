"""Times counted from an anchor: "two years ago", "the following month", "the quarter" come in, their values go out."""

from __future__ import annotations

import re
from datetime import date

from twosource.language.time_calendar import iso_week, safe_date, shifted_day, shifted_month
from twosource.language.time_context import Context
from twosource.language.time_mention import TimeMention


def shifted_value(mention: TimeMention, context: Context) -> str:
    """Return the value of a mention of kind "shift": so many units from the report or from the text."""
    amount, unit = mention.amount or 0, mention.unit or "day"
    base = context.published
    if mention.rule == "ago" and amount > 0 and mention.anchor == "text" and context.back:
        m = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$", context.back)  # "One year later" after "six years ago"
        at = safe_date(int(m[1]), int(m[2] or 1), int(m[3] or 1)) if m else None
        if at is not None:
            return _moved(at, unit, amount, exact=True)
    if abs(amount) == 1 and unit == "year" and mention.rule == "ago":
        return _year_before(amount, context, in_text=mention.anchor == "text")
    if mention.anchor == "text":
        if unit == "year" and context.year:
            return _year(context.year + amount)
        if unit == "month" and context.month:
            return _moved(date(*context.month, 1), unit, amount)
        if unit == "quarter" and context.quarter:
            return _quarter(*context.quarter, amount)
        hour = context.day_of_hour(mention) if mention.is_hour else None
        base = (context.told if amount else hour) or context.day or base
        if mention.rule == "ago" and amount > 0 and not context.day:
            return _UNPLACED.get(unit, "XXXX")  # later than what, the text has not said
    if base is None and mention.anchor == "text" and context.unplaced and not amount:
        return context.unplaced
    if base is None:
        return "XXXX-XX-XX" if mention.part or mention.clock else _vague(amount)
    if mention.clock == "T24:00" and mention.direction == "past" and base == context.published and not context.late:
        amount = -1  # a midnight that is told of is not the one to come
    if mention.rule == "weekend" and base.isoweekday() < 5 and mention.direction != "future":
        amount = -1  # "the weekend" of a report early in the week is the one just past, but not "until the weekend"
    return _moved(base, unit, amount, exact=mention.rule == "ago")


def span_value(mention: TimeMention, context: Context) -> str:
    """Return the value of a mention of kind "span": the unit that the text is in."""
    amount, unit = mention.amount or 0, mention.unit or "day"
    if mention.rule in ("year_ago", "quarter_ago", "rel_quarter", "period") and unit == "year":
        return _year_before(amount or -1, context)
    if unit == "quarter":
        if mention.year and context.period != "quarter":
            return _year(mention.year)
        if context.quarter:
            return f"{(mention.year or context.quarter[0]) + amount}-Q{context.quarter[1]}"
        if context.published is None:
            return _vague(amount)
        year, month = shifted_month(context.published, -3)
        return f"{(mention.year or year) + amount}-Q{(month - 1) // 3 + 1}"
    if context.published is None:
        return _vague(amount)
    if unit == "day":
        return _moved(context.day or context.published, "day", amount)
    return _moved(context.published, unit, amount)


_UNPLACED = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}


def _year_before(amount: int, context: Context, in_text: bool = False) -> str:
    """Return the same period a year earlier: of the quarter that the text is about, else of the whole year."""
    if context.quarter and context.period == "quarter":
        return f"{context.quarter[0] + amount}-Q{context.quarter[1]}"
    base = context.year if in_text and context.year else context.published.year if context.published else None
    return _year(base + amount) if base else _vague(amount)


def _quarter(year: int, quarter: int, amount: int) -> str:
    at = year * 4 + quarter - 1 + amount
    return f"{at // 4}-Q{at % 4 + 1}"


def _year(year: int) -> str:
    return f"{year:04d}" if 0 < year < 10000 else "XXXX"


def _moved(base: date, unit: str, amount: int, exact: bool = False) -> str:
    if unit in ("decade", "century", "millennium"):
        years = {"decade": 10, "century": 100, "millennium": 1000}[unit]
        if exact or abs(amount) > 1:
            return _year(base.year + amount * years)
        moved = _year(base.year + amount * years)
        return moved[:3] + "X" if unit == "decade" else moved[: 2 if unit == "century" else 1]
    if unit == "year":
        return _year(base.year + amount) if 0 < base.year + amount < 10000 else _vague(amount)
    if unit == "quarter":
        year, month = shifted_month(base, 3 * amount)
        return f"{year}-Q{(month - 1) // 3 + 1}"
    if unit == "month":
        year, month = shifted_month(base, amount)
        return f"{year:04d}-{month:02d}" if 0 < year < 10000 else "XXXX-XX"
    days = amount * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1)
    day = shifted_day(base, days)
    if day is None:
        return "XXXX-XX-XX"
    if unit in ("week", "fortnight"):
        return iso_week(day)
    if unit == "weekend":
        return iso_week(day) + "-WE"
    return day.isoformat()


def _vague(amount: int) -> str:
    return ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[(amount > 0) - (amount < 0) + 1]
