"""What a phrase of the grammar says: its words come in, a `TimeMention` goes out, or None where it is no time."""

from __future__ import annotations

from collections.abc import Callable

from twosource.language import time_clock, time_dates, time_lengths, time_relative
from twosource.language.parser import Parsed
from twosource.language.time_grammar import Phrase
from twosource.language.time_mention import TimeMention
from twosource.language.time_view import Fields, View, words_before
from twosource.language.time_words import TimeWord

READERS: dict[str, Callable[[View], Fields | None]] = {
    "iso": time_dates.iso,
    "slash": time_dates.slash,
    "month_day": time_dates.month_day,
    "day_month": time_dates.month_day,
    "second_day": time_dates.second_day,
    "weekday_day": time_dates.weekday_day,
    "month_year": time_dates.month_year,
    "month_rel_year": time_dates.month_rel_year,
    "month": time_dates.month,
    "year": time_dates.year,
    "spoken_year": time_dates.spoken_year,
    "decade": time_dates.decade,
    "century": time_dates.century,
    "quarter": time_dates.quarter,
    "quarter_code": time_dates.quarter_code,
    "rel_quarter": time_dates.rel_quarter,
    "season": time_dates.season,
    "holiday": time_dates.holiday,
    "year_quarter": time_relative.year_quarter,
    "year_ago": time_relative.year_ago,
    "quarter_ago": time_relative.quarter_ago,
    "period": time_relative.period,
    "day_word": time_relative.day_word,
    "day_before": time_relative.day_before,
    "day_around": time_relative.day_around,
    "unit_before": time_relative.unit_before,
    "part_before": time_relative.part_before,
    "nth_day": time_relative.nth_day,
    "weekday": time_relative.weekday,
    "weekday_week": time_relative.weekday_week,
    "before_last": time_relative.before_last,
    "week_from": time_relative.week_from,
    "rel_part": time_relative.rel_part,
    "part": time_relative.part,
    "overnight": time_relative.overnight,
    "rel_unit": time_relative.rel_unit,
    "the_unit": time_relative.the_unit,
    "week_of": time_relative.week_of,
    "year_end": time_relative.year_end,
    "ago": time_relative.ago,
    "units_ago": time_relative.units_ago,
    "the_past": time_relative.the_past,
    "rel_units": time_lengths.rel_units,
    "duration": time_lengths.duration,
    "age": time_lengths.age,
    "the_units": time_lengths.the_units,
    "recent_units": time_lengths.recent_units,
    "bare_units": time_lengths.bare_units,
    "long_unit": time_lengths.long_unit,
    "set": time_lengths.repeated,
    "each": time_lengths.each,
    "each_name": time_lengths.each_name,
    "weekdays": time_lengths.weekdays,
    "rate": time_lengths.rate,
    "unit_rate": time_lengths.unit_rate,
    "clock": time_clock.clock,
    "clock_part": time_clock.clock_part,
    "spoken_clock": time_clock.spoken_clock,
    "vague": time_lengths.vague,
    "current": time_lengths.current,
    "one_day": time_lengths.one_day,
    "vague_length": time_lengths.vague_length,
}


def read_phrase(parsed: Parsed, words: list[TimeWord], phrase: Phrase) -> TimeMention | None:
    """Return what the phrase says, independent of any report's date."""
    view = View(parsed, words, phrase)
    fields = READERS[phrase.rule](view)
    if fields is None:
        return None
    fields.setdefault("edge", _edge(view.part("e")))
    if view.before() in words_before("bound"):
        fields.setdefault("bound", True)
    at = phrase.after - 1
    while words[at].kind == "dot":  # the full stop of "in Oct." may end the sentence as well
        at -= 1
    start, end = fields.pop("start", view.phrase_start()), fields.pop("end", words[at].end)
    return TimeMention(start, end, **{"rule": phrase.rule, "type": "DATE", "kind": "calendar", **fields})


def _edge(words: list[TimeWord]) -> str | None:
    kinds = {w.kind for w in words}
    if kinds & {"early", "beginning"}:
        return "start"
    if kinds & {"late", "end"}:
        return "end"
    return "mid" if kinds & {"mid", "middle"} else None
