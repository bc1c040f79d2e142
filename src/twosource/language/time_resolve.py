"""Times of one report: mentions and the date of publication come in, TIMEX3 values go out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from twosource.language.time_calendar import (
    holiday_date,
    iso_week,
    quarter_of,
    safe_date,
    season_start,
    shifted_day,
    shifted_month,
    weekday_near,
)
from twosource.language.time_mention import TimeMention
from twosource.model import Time

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Context:
    """What earlier times of the report have named: the last day, month, quarter and year."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.day: date | None = None
        self.month: tuple[int, int] | None = None
        self.quarter: tuple[int, int] | None = None
        self.year: int | None = None

    def note(self, value: str) -> None:
        """Remember what a resolved value names."""
        m = _DAY.match(value)
        if m:
            self.day = safe_date(*(int(g) for g in m.groups())) or self.day
        m = re.match(r"(\d{4})-(\d\d)(?!\d)", value)
        if m:
            self.month = int(m[1]), int(m[2])
        m = re.match(r"(\d{4})-Q([1-4])", value)
        if m:
            self.quarter = int(m[1]), int(m[2])
        m = re.match(r"(\d{4})(?!\d)", value)
        if m:
            self.year = int(m[1])


def resolve_times(mentions: Sequence[TimeMention], published: str | None, report: str = "") -> list[Time]:
    """Give each mention of a report its value; mentions stand in the order of the text.

    `published` is an ISO date. Without it a relative time keeps a vague value (PAST_REF, XXXX-WXX-1), never a guess.
    Earlier mentions anchor later ones ("earlier that day").

    >>> monday = TimeMention(0, 6, "DATE", "calendar", "weekday", weekday=1, direction="past")
    >>> resolve_times([monday], "2022-01-11")[0].value, resolve_times([monday], None)[0].value
    ('2022-01-10', 'XXXX-WXX-1')
    """
    context = Context(_published(published))
    times = []
    for mention in mentions:
        value = resolved_value(mention, context)
        if mention.type in ("DATE", "TIME"):
            context.note(value)
        times.append(Time(report, mention.span, mention.type, value, mention.rule))
    return times


def _published(text: str | None) -> date | None:
    m = _DAY.match(text or "")
    return safe_date(*(int(g) for g in m.groups())) if m else None


def resolved_value(mention: TimeMention, context: Context) -> str:
    """Return the TIMEX3 value of one mention."""
    if mention.kind == "fixed":
        return mention.value or "XXXX"
    if mention.kind == "shift":
        return _with_part(_shift(mention, context), mention)
    if mention.kind == "span":
        return _span(mention, context)
    return _with_part(_calendar(mention, context), mention)


def _with_part(value: str, mention: TimeMention) -> str:
    if mention.clock and len(value) == 10:
        if mention.clock == "T24:00":
            return value + "T24:00"
        return value + mention.clock
    if mention.part and len(value) == 10:
        return f"{value}T{mention.part}"
    return value


def _vague(amount: int) -> str:
    return ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[(amount > 0) - (amount < 0) + 1]


def _shift(mention: TimeMention, context: Context) -> str:
    amount, unit = mention.amount or 0, mention.unit or "day"
    base = context.published
    if mention.anchor == "text":
        base = context.day or base
        if unit == "year" and amount and context.year:
            if abs(amount) == 1 and context.quarter:
                return f"{context.quarter[0] + amount}-Q{context.quarter[1]}"
            return _year(context.year + amount)
        if unit == "month" and context.month:
            base = date(*context.month, 1)
        if unit == "year" and context.year:
            base = safe_date(context.year, 1, 1) or base
    if base is None:
        return "XXXX-XX-XX" if mention.part or mention.clock else _vague(amount)
    if unit == "year" and amount == -1 and context.quarter and mention.rule == "ago":
        return f"{context.quarter[0] - 1}-Q{context.quarter[1]}"
    return _moved(base, unit, amount)


def _year(year: int) -> str:
    return f"{year:04d}" if 0 < year < 10000 else "XXXX"


def _moved(base: date, unit: str, amount: int) -> str:
    if unit in ("decade", "century", "millennium"):
        if amount == 0:
            return f"{base.year}"[: 3 if unit == "decade" else 2]
        years = {"decade": 10, "century": 100, "millennium": 1000}[unit]
        return _year(base.year + amount * years)
    if unit == "year":
        return _year(base.year + amount)
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


def _span(mention: TimeMention, context: Context) -> str:
    amount, unit = mention.amount or 0, mention.unit or "day"
    if unit == "quarter" or unit == "year" and amount or mention.rule == "period":
        if context.quarter:
            year, quarter = context.quarter
            return (
                f"{mention.year or year + (amount if unit == 'year' or mention.rule == 'year_ago' else 0)}-Q{quarter}"
            )
        if unit == "quarter" and context.published:
            year, month = shifted_month(context.published, -3)
            return f"{mention.year or year}-Q{(month - 1) // 3 + 1}"
    if context.published is None:
        return _vague(amount)
    if unit == "day":
        return _moved(context.day or context.published, "day", amount)
    return _moved(context.published, unit, amount)


def _calendar(m: TimeMention, context: Context) -> str:
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
    number = m.quarter or 1
    if m.direction == "future":
        return year if number >= quarter else year + 1
    return year if number <= quarter else year - 1


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
    day = holiday_date(name, year) if year else holiday_date(name, 2001)
    if day is None:
        return "XXXX-XX-XX"
    return day.isoformat() if year else f"XXXX-{day.month:02d}-XX"


def _year_near(day_in, m: TimeMention, context: Context) -> int | None:  # type: ignore[no-untyped-def]
    """Return the year that puts a day of the calendar nearest to publication on the side that the text gives."""
    at = context.published
    if at is None:
        return None
    whole_month = m.day is None and not m.holiday
    rows = []
    for year in (at.year - 1, at.year, at.year + 1):
        day = day_in(year)
        if day is None:
            continue
        gap = (day - at).days
        if whole_month and (day.year, day.month) == (at.year, at.month):
            gap = 0
        rows.append((gap, year))
    strict = m.rule == "month" and m.anchor == "report" and m.direction == "past" and m.amount == -1
    past = [r for r in rows if r[0] <= 0 and not (strict and r[0] == 0)]
    ahead = [r for r in rows if r[0] >= 0]
    if m.direction == "future" and ahead:
        return min(ahead)[1]
    if m.direction == "past" and past:
        return max(past)[1]
    near = min(rows, key=lambda r: (abs(r[0]), r[0]), default=None)
    return near[1] if near else None


def _weekday(m: TimeMention, context: Context) -> str:
    weekday = m.weekday or 1
    base = context.published
    if m.anchor == "text" and context.day:
        base = context.day
    if base is None:
        return f"XXXX-WXX-{weekday}"
    direction = "future" if m.direction == "future" else "past"
    if m.unit in ("week", "month"):
        day = weekday_near(base, weekday, direction, False)
        moved = shifted_day(day, 7 * (m.amount or 0))
        return moved.isoformat() if moved else "XXXX-XX-XX"
    return weekday_near(base, weekday, direction, True).isoformat()
