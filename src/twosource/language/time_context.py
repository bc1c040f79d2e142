"""What the times of a report have named so far: resolved times go in, anchors for later ones come out."""

from __future__ import annotations

import re
from datetime import date

from twosource.language.time_calendar import quarter_of, safe_date
from twosource.language.time_mention import TimeMention

ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


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
        m = ISO_DAY.match(value)
        if m and not mention.bound:
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
            if not mention.amount and not self._compared(mention, int(m[1]), int(m[2])):
                self.quarter = int(m[1]), int(m[2])
        m = re.match(r"(\d{4})(?!\d)", value)
        if m and not mention.amount:
            self.year = int(m[1])
        if mention.rule == "decade":
            self.year = self.day = None

    def _compared(self, mention: TimeMention, year: int, quarter: int) -> bool:
        """Say whether a quarter only stands beside the one that the text is about.

        So does the same part of another year ("the 1988 period"), and a quarter not over on the day of publication:
        it is a forecast beside results. The first quarter named is what the text is about, whichever it is.
        """
        if self.quarter is None:
            return False
        forecast = self.published is not None and (year, quarter) >= quarter_of(self.published)
        return forecast or (mention.rule == "year_quarter" and year != self.quarter[0])
