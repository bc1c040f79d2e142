"""What the times of a report have named so far: resolved times go in, anchors for later ones come out."""

from __future__ import annotations

import re
from datetime import date, timedelta

from twosource.language.time_calendar import quarter_of, safe_date
from twosource.language.time_mention import TimeMention

_BESIDE = 5  # characters: more than " at ", not more than the start of a new sentence
_BEGINS = {"AF": "T13", "EV": "T18", "NI": "T21"}  # the hour from which a part of the day is certain to have begun
_NEAR = 7  # days: a weekday is named without a date so far, and what is told of them is news
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Context:
    """What earlier times of the report have named: the last day, month, quarter and year, and the last period."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.day: date | None = None
        self.told: date | None = None  # the last day that is told of, not announced
        self.named_in: int | None = None  # the passage that names the last day
        self.aside: int | None = None  # where its sentence ends, if it only tells one thing from another
        self.just: tuple[int, date | None] = (-_BESIDE, None)  # where the last mention ended, and its day
        self.clocked: date | None = None  # the day of the last time of day
        self.hour = ""  # the last time of day of that day
        self.today = False  # an hour of the day of the report has been told
        self.ahead = ""  # from when on the day of the report was still to come: "not before Monday evening"
        self.late = False  # an hour of the afternoon on the day of the report has been told: it was written at night
        self.recent: date | None = None  # the last day told of that is near publication
        self.gone: date | None = None  # the last such day that is not after publication
        self.back = ""  # the value of "six years ago", until another date is named
        self.unplaced = ""  # the last day that the calendar cannot place ("XXXX-WXX-1")
        self.month: tuple[int, int] | None = None
        self.quarter: tuple[int, int] | None = None
        self.year: int | None = None
        self.period = ""

    def note(self, mention: TimeMention, value: str) -> None:
        """Remember what a resolved mention names. A comparison ("a year earlier") does not move the text there."""
        if mention.type == "DURATION" and mention.rule in ("rel_units", "the_units") and value.endswith("M"):
            self.period = "months"
        if mention.rule == "ago" and mention.anchor == "report" and (mention.amount or 0) < 0:
            self.back = value
        if mention.type not in ("DATE", "TIME") or mention.rule in ("ago", "year_ago", "quarter_ago", "period"):
            return
        self.back = ""
        m = ISO_DAY.match(value)
        self.just = mention.end, safe_date(*(int(g) for g in m.groups())) if m else None
        self._note_today(mention, self.just[1])
        if mention.margin and not mention.year:
            return
        if m and not mention.bound:
            self.day, self.named_in = safe_date(*(int(g) for g in m.groups())) or self.day, mention.passage
            self.aside = mention.aside
            if mention.direction != "future":
                self.told = self.day
                self.gone = self.day if self._is_near(self.day) and not self._is_ahead(self.day) else self.gone
                self.recent = self.day if self._is_near(self.day) else self.recent
        if m and mention.clock:
            self.clocked, self.hour = safe_date(*(int(g) for g in m.groups())), mention.clock
            afternoon = "T12" <= mention.clock < "T24" and mention.direction == "past"
            self.late = self.late or (afternoon and self.clocked == self.published)
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

    def day_of_hour(self, mention: TimeMention) -> date | None:
        """Return the day that an hour or a part of the day without one belongs to: the last that the text has named.

        A day that another paragraph names far from publication is background ("inspected on 3 May"): an hour goes on
        with the hours told before it, a part of the day with the day of the report. So does a day far off that the
        sentence before gives to a thing ("a sample taken on 17 May"). What has happened at an hour
        happened on no day that is yet to come when the report is printed ("a hearing on Friday" before "at noon").
        """
        day = self._day_of_hour(mention)
        over = mention.direction == "past" and day == self.published and bool(self.ahead)
        if over and mention.clock and mention.clock >= self.ahead and day is not None:
            return day - timedelta(days=1)  # told of an evening when its own is ahead
        return day

    def _day_of_hour(self, mention: TimeMention) -> date | None:
        end, beside = self.just
        if beside is not None and mention.start - end < _BESIDE:
            return beside  # "by Friday noon", "until Tuesday at 9 a.m."
        if mention.direction == "past" and self._is_ahead(self.day):
            return self.gone or self.published
        if mention.clock and self._has_moved_on(mention, mention.clock):
            return self.published
        if self.day is None or self.published is None or self._is_near(self.day):
            return self.day
        if mention.passage == self.named_in and (self.aside is None or mention.start < self.aside):
            return self.day
        return (self.clocked or self.recent or self.published) if mention.clock else self.published

    def _note_today(self, mention: TimeMention, day: date | None) -> None:
        """Remember what a mention says of the day of the report: that an hour of it has passed, or its evening not."""
        if day is None or day != self.published:
            return
        spoken = mention.rule == "spoken_clock"  # "ten to four" may be of the night or of the afternoon
        if mention.clock and not (spoken or mention.margin) and mention.direction != "future":
            self.today = True
        if mention.direction == "future" and mention.part in _BEGINS:
            self.ahead = _BEGINS[mention.part]

    def _has_moved_on(self, mention: TimeMention, hour: str) -> bool:
        """Say whether an hour is of the day of the report, though another paragraph named an earlier one last.

        The report has told an hour of its own day before, and this one does not go on with hours told of the earlier
        day: they run forwards. Where its own day was only the day of a saying, most go on with the last day named.
        """
        if self.day is None or self.published is None or self.day >= self.published or mention.direction == "future":
            return False
        if not self.today or mention.passage == self.named_in or not self._is_near(self.day):
            return False
        return self.clocked != self.day or hour < self.hour

    def _is_near(self, day: date | None) -> bool:
        return day is not None and self.published is not None and abs((day - self.published).days) <= _NEAR

    def _is_ahead(self, day: date | None) -> bool:
        return day is not None and self.published is not None and day > self.published

    def _compared(self, mention: TimeMention, year: int, quarter: int) -> bool:
        """Say whether a quarter only stands beside the one that the text is about.

        So does the same part of another year ("the 1988 period"), and a quarter not over on the day of publication:
        it is a forecast beside results. The first quarter named is what the text is about, whichever it is.
        """
        if self.quarter is None:
            return False
        forecast = self.published is not None and (year, quarter) >= quarter_of(self.published)
        return forecast or (mention.rule == "year_quarter" and year != self.quarter[0])
