"""The record of a time as a passage words it, before any report's date is known."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from twosource.model import Span

_HOURS = frozenset(("clock", "clock_part", "spoken_clock", "part", "overnight"))


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One expression of time, independent of the report that runs it. All fields are plain.

    `type` is DATE, TIME, DURATION or SET. `kind` says how to read the rest:

    - "fixed": `value` is the TIMEX3 value, whatever the report's date.
    - "calendar": a date with parts missing (`year`, `month`, `day`, `weekday`, `quarter`, `half`, `season`,
      `holiday`); the missing year or week is found from `direction`, or from `amount` units of `unit` counted
      from the anchor ("July last year": month 7, unit year, amount -1).
    - "shift": `amount` units of `unit` from the anchor, as exact as `unit` ("last week": week, -1).
    - "span": the unit the text is in ("the quarter", "that year").

    `anchor` is "report" (the date of publication) or "text" (the last time mentioned before). `direction` is
    "past", "future", "near" (the nearer of the two) or None, from tense, cue and order. `part` is a TIMEX3 part of
    day (MO, AF, EV, NI) and `clock` a time of day ("T22:00"). `edge` is start, mid or end of what is named. `strict`
    is "other"
    where the day or month of the anchor itself is not meant ("last Monday" on a Monday), "this" where its own week
    or year is. `order` is
    "day" or "month" where a date in numbers shows which comes first, "open" where the two could change places.
    `bound` is true where a preposition makes it the limit of a stretch ("since Monday"), at which nothing is told, and
    where it only stands in a comparison ("more than on Monday").
    `rule` names the pattern that found it. `passage` is where its passage starts in the report, `margin` whether
    that stands beside the story: a caption, a date line. `aside` is where the sentence ends of a date that only tells
    one thing from another ("a sample *taken on 17 May*").
    """

    start: int
    end: int
    type: str
    kind: str
    rule: str
    value: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    holiday: str | None = None
    unit: str | None = None
    amount: int | None = None
    anchor: str = "report"
    direction: str | None = None
    part: str | None = None
    clock: str | None = None
    edge: str | None = None
    strict: str | None = None
    order: str | None = None
    bound: bool | None = None
    passage: int | None = None
    margin: bool | None = None
    aside: int | None = None

    @property
    def span(self) -> Span:
        """The characters of the expression."""
        return Span(self.start, self.end)

    @property
    def is_hour(self) -> bool:
        """Whether it is an hour or a part of the day that names no day of its own: "at noon", "overnight"."""
        return self.kind == "shift" and not self.amount and self.rule in _HOURS

    def moved(self, by: int) -> TimeMention:
        """Return the same mention, `by` characters further on: from a passage to the report that runs it."""
        aside = None if self.aside is None else self.aside + by
        return replace(self, start=self.start + by, end=self.end + by, passage=by, aside=aside)

    def beside(self) -> TimeMention:
        """Return the same mention in a passage beside the story. What a picture shows in the present is past."""
        shown = self.direction == "future" and self.weekday is not None
        return replace(self, margin=True, direction="past" if shown else self.direction)

    def to_row(self) -> dict[str, Any]:
        """Return the mention as plain data for JSON; parts that are not there are left out."""
        return {key: value for key, value in asdict(self).items() if value is not None}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> TimeMention:
        """Read back what `to_row` wrote.

        >>> m = TimeMention(0, 6, "DATE", "calendar", "weekday", weekday=1, direction="past")
        >>> TimeMention.from_row(m.to_row()) == m
        True
        """
        return cls(**row)
