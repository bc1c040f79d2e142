"""Times of one report: mentions and the date of publication come in, TIMEX3 values go out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from twosource.language.time_anchor import shifted_value, span_value
from twosource.language.time_calendar import safe_date
from twosource.language.time_context import ISO_DAY, Context
from twosource.language.time_mention import TimeMention
from twosource.language.time_nearest import calendar_value
from twosource.model import Time


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
    m = ISO_DAY.match(text or "")
    return safe_date(*(int(g) for g in m.groups())) if m and 1600 <= int(m[1]) <= 9000 else None


def resolved_value(mention: TimeMention, context: Context) -> str:
    """Return the TIMEX3 value of one mention."""
    if mention.kind == "fixed":
        return mention.value or "XXXX"
    if mention.kind == "shift":
        return _with_part(shifted_value(mention, context), mention)
    if mention.kind == "span":
        return span_value(mention, context)
    return _with_part(calendar_value(mention, context), mention)


def _with_part(value: str, mention: TimeMention) -> str:
    if mention.clock and len(value) == 10:
        return value + mention.clock
    if mention.part and len(value) == 10:
        return f"{value}T{mention.part}"
    return value
