"""Times of one report: mentions and the date of publication come in, TIMEX3 values go out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

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
from twosource.lexicon import load
from twosource.model import Time

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Context:
    """What earlier times of the report have named: the last day, month, quarter and year, and the last period."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.day: date | None = None
        self.told: date | None = None  # the last day that is told of, not announced
        self.unplaced = ""  # the last day that the calendar cannot place ("XXXX-WXX-1")
        self.month: tuple[int, int] | None = None
        self.quarter: tuple[int, int] | None = None
        self.year: int | None = None
        self.period = ""

    def note(self, mention: TimeMention, value: str) -> None:
        """Remember what a resolved mention names. A comparison ("a year earlier") does not move the text there."""
        if mention.type == "DURATION" and mention.rule in ("rel_units", "the_units") and value.endswith("M"):
            self.period = "months"
        if mention.type not in ("DATE", "TIME") or mention.rule in ("ago", "year_ago", "quarter_ago", "period"):
            return
        m = _DAY.match(value)
        if m:
            self.day = safe_date(*(int(g) for g in m.groups())) or self.day
            if mention.direction != "future":
                self.told = self.day
        elif re.match(r"XXXX-(WXX-\d|\d\d-\d\d)", value):
            self.unplaced = value[:10]
        m = re.match(r"(\d{4})-(\d\d)(?!\d)", value)
        if m:
            self.month = int(m[1]), int(m[2])
        m = re.match(r"(\d{4})-Q([1-4])", value)
        if m:
            self.period = "quarter"
            if not mention.amount:
                self.quarter = int(m[1]), int(m[2])
        m = re.match(r"(\d{4})(?!\d)", value)
        if m and not mention.amount:
            self.year = int(m[1])
        if mention.rule == "decade":
            self.year = self.day = None


def resolve_times(
    mentions: Sequence[TimeMention], published: str | None, report: str = "", *, day_first: bool | None = None
) -> list[Time]:
    """Give each mention of a report its value; mentions stand in the order of the text.

    `published` is an ISO date. Without it a relative time keeps a vague value (PAST_REF, XXXX-WXX-1), never a guess.
    Earlier mentions anchor later ones ("earlier that day"). `day_first` is the outlet's habit in dates such as
    04/05/2021; where it is not known the report's other dates decide ("26/10/1989", "2 January").

    >>> monday = TimeMention(0, 6, "DATE", "calendar", "weekday", weekday=1, direction="past")
    >>> resolve_times([monday], "2022-01-11")[0].value, resolve_times([monday], None)[0].value
    ('2022-01-10', 'XXXX-WXX-1')
    """
    context = Context(_published(published))
    times = []
    days_lead = _day_leads(mentions) if day_first is None else day_first
    for mention in mentions:
        if mention.order == "open" and days_lead:
            mention = replace(mention, month=mention.day, day=mention.month)
        value = resolved_value(mention, context)
        context.note(mention, value)
        times.append(Time(report, mention.span, mention.type, value, mention.rule))
    return times


def _day_leads(mentions: Sequence[TimeMention]) -> bool:
    """Say whether a report writes the day before the month, from its dates that leave no choice."""
    day = sum(m.order == "day" or m.rule == "day_month" for m in mentions)
    return day > sum(m.order == "month" or m.rule == "month_day" for m in mentions)


def _published(text: str | None) -> date | None:
    """Return the day of an ISO date; None for anything else, and for years that no newspaper was printed in."""
    m = _DAY.match(text or "")
    return safe_date(*(int(g) for g in m.groups())) if m and 1600 <= int(m[1]) <= 9000 else None


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
    if abs(amount) == 1 and unit == "year" and mention.rule == "ago":
        return _year_before(amount, context, in_text=mention.anchor == "text")
    if mention.anchor == "text":
        if unit == "year" and context.year:
            return _year(context.year + amount)
        if unit == "month" and context.month:
            return _moved(date(*context.month, 1), unit, amount)
        if unit == "quarter" and context.quarter:
            return _quarter(*context.quarter, amount)
        base = (context.told if amount else None) or context.day or base
        if mention.rule == "ago" and amount > 0 and not context.day:
            return _UNPLACED.get(unit, "XXXX")  # later than what, the text has not said
    if base is None and mention.anchor == "text" and context.unplaced and not amount:
        return context.unplaced
    if base is None:
        return "XXXX-XX-XX" if mention.part or mention.clock else _vague(amount)
    if mention.rule == "weekend" and base.isoweekday() < 5:
        amount = -1  # "the weekend" of a report early in the week is the one just past
    return _moved(base, unit, amount, exact=mention.rule == "ago")


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
        return _year(base.year + amount * years)[: {"decade": 3, "century": 2, "millennium": 1}[unit]]
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


def _span(mention: TimeMention, context: Context) -> str:
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
    direction = "future" if m.direction == "future" else "past"
    if m.rule == "weekday_week":
        monday = base - timedelta(days=base.isoweekday() - 1)
        moved = shifted_day(monday, 7 * (m.amount or 0) + weekday - 1)
        return moved.isoformat() if moved else "XXXX-XX-XX"
    if m.unit == "week":
        moved = shifted_day(weekday_near(base, weekday, direction, False), 7 * (m.amount or 0))
        return moved.isoformat() if moved else "XXXX-XX-XX"
    if m.strict == "this":
        direction = "future" if m.direction is None or m.direction == "future" else "past"
    return weekday_near(base, weekday, direction, m.strict != "other").isoformat()
