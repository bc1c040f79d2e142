"""When a report was published, where no metadata says so: by its own words, or by the other reports of its story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from twosource.intake.dates import WEEKDAYS, find_dates, find_day_and_month
from twosource.model import Report

_WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b", re.I)
# Words before a weekday or a date that put it into the future or further back than "on Monday" is.
_NOT_THIS_WEEK = re.compile(
    r"\b(?:expected|scheduled|due|planned|will|would)\b[^.!?]{0,60}$"
    r"|\b(?:next|last|by|until|till|before|every|each|since|from|starting|for|opens|begins|starts|resumes)\s+(?:\w+\s+)?$"
    r"|\bto\s+(?-i:[a-z])\w*\s+(?:\w+\s+)?(?:on\s+)?$",
    re.I,
)
_STILL_TO_COME = re.compile(r",?\s+(?:will|would|is to|are to|may|could|should)\b", re.I)
_FILE_PICTURE = re.compile(r"\bfile\b|\barchive\b", re.I)
# A news photograph is of the day or of the days just before; "on Monday" reaches back six days at most.
_WEEK = 6
# Reports of one story that carry dates this far apart are not of one moment: no date can be taken from them.
_STORY_DAYS = 7
# A dateline without its year ("June 11") is of the story if some year puts it this near to the story's other reports.
_NEAR = 60


def date_reports(reports: Sequence[Report], stories: Mapping[str, str] | None = None) -> tuple[Report, ...]:
    """Return `reports` with the publication date filled in where it can be told, and `published_from`.

    A report's own dateline, captions and lead come first ("text"), then the reports of the same story ("other
    reports"), which also give the year to a dateline that lacks it. `stories` gives the story of each report's id;
    without it, all are taken to be of one story. What no evidence settles stays None.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(reports):
        groups[stories.get(report.id, report.id) if stories is not None else ""].append(i)
    dated = list(reports)
    for members in groups.values():
        own = [_date_from_text(reports[i]) for i in members]
        with_years = [_with_year(report, own) for report in own]
        for i, report in zip(members, _date_from_others(with_years), strict=True):
            dated[i] = report
    return tuple(dated)


def _date_from_text(report: Report) -> Report:
    """Date a report by what it says itself; a day without its year waits for the other reports."""
    if report.published is not None or _printed_day(report) is not None:
        return report
    day = _from_captions(report) or _from_lead(report)
    return replace(report, published=day.isoformat(), published_from="text") if day else report


def _printed_day(report: Report) -> tuple[int, int] | None:
    """Return (month, day) of a dateline or a date line that lacks its year: "PORT VELLA, June 11 (AP) -"."""
    for span in report.margins:
        words = span.of(report.text)
        if len(words) <= 120 and next(find_dates(words), None) is None and "(" not in words[-2:]:
            found = find_day_and_month(words)
            if found is not None and not _is_caption(words):
                return found
    return None


def _is_caption(words: str) -> bool:
    """Say whether words in a margin are a picture's: they tell of something, and a dateline or a date line does not."""
    return len(re.findall(r"[^\W\d_]{2,}", words)) > 9


def _with_year(report: Report, reports: Sequence[Report]) -> Report:
    """Give a dateline's day the year that puts it nearest to the story's dated reports, else to its own full dates."""
    printed = _printed_day(report) if report.published is None else None
    if printed is None:
        return report
    others = [date.fromisoformat(other.published) for other in reports if other.published]
    near = sorted(others)[(len(others) - 1) // 2] if others else None
    if near is not None:
        days = [day for year in (near.year - 1, near.year, near.year + 1) if (day := _make(year, printed))]
        days = [day for day in days if abs((day - near).days) <= _NEAR]
        day = min(days, key=lambda found: abs((found - near).days), default=None)
    else:
        day = _by_own_years(report, printed)
    if day is None:
        fallback = _from_captions(report) or _from_lead(report)
        return replace(report, published=fallback.isoformat(), published_from="text") if fallback else report
    return replace(report, published=day.isoformat(), published_from="text")


def _by_own_years(report: Report, printed: tuple[int, int]) -> date | None:
    """Take the year of the latest full date in the text, if the weekday that the text speaks of agrees with it."""
    years = {found.date.year for found in find_dates(report.text[:20_000])}
    day = _make(max(years), printed) if years else None
    weekday = _spoken_weekday(report)
    return day if day and (weekday is None or (day.weekday() - weekday) % 7 <= 1) else None


def _make(year: int, printed: tuple[int, int]) -> date | None:
    try:
        return date(year, *printed)
    except ValueError:
        return None


def _from_captions(report: Report) -> date | None:
    """Take the latest date printed in a caption, moved on to the weekday that the story itself speaks of.

    A caption dated Monday the 10th under a story in which a minister spoke "on Tuesday" gives Tuesday the 11th.
    """
    margins = [words for span in report.margins if not _FILE_PICTURE.search(words := span.of(report.text))]
    days = [found.date for words in margins for found in find_dates(words)]
    if not days:
        return None
    latest = max(days)
    weekday = _spoken_weekday(report)
    if weekday is None:
        return latest
    later = latest + timedelta(days=(weekday - latest.weekday()) % 7)
    return later if (later - latest).days <= _WEEK // 2 else latest


def _from_lead(report: Report) -> date | None:
    """Take a full date in the first paragraphs if its own weekday is printed beside it ("Monday, 10 January 2022")."""
    for span in report.body[:3]:
        words = span.of(report.text)
        for found in find_dates(words):
            around = words[max(0, found.span.start - 12) : found.span.start]
            named = _WEEKDAY.search(around)
            if named and WEEKDAYS.index(named.group().lower()) == found.date.weekday():
                return found.date
    return None


def _spoken_weekday(report: Report) -> int | None:
    """Return the weekday that the story speaks of most as the day just past (Monday is 0), the first of equals."""
    counts = _past_weekdays(report)
    return counts.most_common(1)[0][0] if counts else None


def _past_weekdays(report: Report) -> Counter[int]:
    """Count the weekdays that the story speaks of as days just past (Monday is 0)."""
    return Counter(
        WEEKDAYS.index(match.group().lower())
        for words in _paragraphs(report)
        if "day" in words.lower()  # nine in ten paragraphs name none, and the search for seven names is slow
        for match in _WEEKDAY.finditer(words)
        if not _NOT_THIS_WEEK.search(words[max(0, match.start() - 70) : match.start()])
        and not _STILL_TO_COME.match(words, match.end())
    )


def _paragraphs(report: Report) -> Iterator[str]:
    return (span.of(report.text) for span in report.body)


def _date_from_others(reports: Sequence[Report]) -> list[Report]:
    """Date what is undated by the dated ones of its story: by the weekdays it names, else by what most of them carry.

    A story names the days that it tells of and then stops: the day of publication is the one from which these days
    reach back least, and the last of them is that day or the day before.
    """
    dated = [date.fromisoformat(report.published) for report in reports if report.published]
    if not dated or (max(dated) - min(dated)).days > _STORY_DAYS:
        return list(reports)
    return [r if r.published else _placed_among(r, sorted(dated)) for r in reports]


def _placed_among(report: Report, dated: Sequence[date]) -> Report:
    """Date a report by those of its story; never before a full date that it mentions as past."""
    earliest = max((day for day in _past_dates(report) if day <= dated[-1] + timedelta(days=_WEEK // 2)), default=None)
    named = _past_weekdays(report)
    often = Counter(dated)
    # Of equals the most common date, then the earliest, since follow-ups come after the story.
    carried = [day for day in sorted(often, key=lambda day: (-often[day], day)) if earliest is None or day >= earliest]
    if named:
        middle = dated[(len(dated) - 1) // 2]
        around = [middle + timedelta(days=by) for by in (0, 1, -1, 2, -2, 3, -3)]
        fitting = [day for day in carried if _latest(named, day) <= 1]
        days = fitting or [day for day in around if earliest is None or day >= earliest]
        best = min(days, key=lambda day: _reach(named, day), default=None)
    else:
        best = carried[0] if carried else None
    # Nothing fits: the day that the report itself mentions is the earliest it can be of, and the likeliest.
    best = best or earliest
    return replace(report, published=best.isoformat(), published_from="other reports") if best else report


def _latest(named: Counter[int], day: date) -> int:
    """Return how many days before `day` the last of the named weekdays lies (0 to 6)."""
    return min((day.weekday() - weekday) % 7 for weekday in named)


def _reach(named: Counter[int], day: date) -> int:
    """Return how far back from `day` the named weekdays lie: squared days, for five days ago is "last Thursday"."""
    return sum(times * ((day.weekday() - weekday) % 7) ** 2 for weekday, times in named.items())


def _past_dates(report: Report) -> Iterator[date]:
    """Yield the full dates of the body that no word before them puts into the future."""
    for words in _paragraphs(report):
        for found in find_dates(words):
            if not _NOT_THIS_WEEK.search(words[max(0, found.span.start - 70) : found.span.start]):
                yield found.date
