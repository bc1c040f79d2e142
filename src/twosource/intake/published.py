"""When a report was published, where no metadata says so: by its own words, or by the other reports of its story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from twosource.intake.dates import WEEKDAYS, find_dates
from twosource.model import Report

_WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")\b", re.I)
# Words before a weekday that put it into the future or further back than "on Monday" is.
_NOT_THIS_WEEK = re.compile(
    r"\b(?:next|last|by|until|till|before|every|each|since|from|starting|expected|scheduled|due|planned|will|would|to)\b"
    r"[^.!?]{0,60}$",
    re.I,
)
# A news photograph is of the day or of the days just before; "on Monday" reaches back six days at most.
_WEEK = 6
# Reports of one story that carry dates this far apart are not of one moment: no date can be taken from them.
_STORY_DAYS = 7


def date_reports(reports: Sequence[Report], stories: Mapping[str, str] | None = None) -> tuple[Report, ...]:
    """Return `reports` with the publication date filled in where it can be told, and `published_from`.

    A report's own captions and its lead come first ("text"), then the reports of the same story ("other reports").
    `stories` gives the story of each report's id; without it, all are taken to be of one story. What no evidence
    settles stays None.
    """
    own = [_date_from_text(report) for report in reports]
    groups: dict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(own):
        groups[stories.get(report.id, report.id) if stories is not None else ""].append(i)
    for members in groups.values():
        for i, dated in zip(members, _date_from_others([own[i] for i in members]), strict=True):
            own[i] = dated
    return tuple(own)


def _date_from_text(report: Report) -> Report:
    if report.published is not None:
        return report
    day = _from_captions(report) or _from_lead(report)
    return replace(report, published=day.isoformat(), published_from="text") if day else report


def _from_captions(report: Report) -> date | None:
    """Take the latest date printed in a caption, moved on to the weekday that the story itself speaks of.

    A caption dated Monday the 10th under a story in which a minister spoke "on Tuesday" gives Tuesday the 11th.
    """
    days = [found.date for span in report.margins for found in find_dates(span.of(report.text))]
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
    counts: Counter[int] = Counter()
    for span in report.body:
        words = span.of(report.text)
        for match in _WEEKDAY.finditer(words):
            if not _NOT_THIS_WEEK.search(words[max(0, match.start() - 70) : match.start()]):
                counts[WEEKDAYS.index(match.group().lower())] += 1
    return counts.most_common(1)[0][0] if counts else None


def _date_from_others(reports: Sequence[Report]) -> list[Report]:
    """Date what is undated by the dated ones: by weekday first, then by what most of the others carry."""
    dated = [date.fromisoformat(report.published) for report in reports if report.published]
    if not dated or (max(dated) - min(dated)).days > _STORY_DAYS:
        return list(reports)
    middle = sorted(dated)[(len(dated) - 1) // 2]
    by_weekday = [_with_weekday(report, middle) for report in reports]
    known = Counter(report.published for report in by_weekday if report.published)
    # The most common date; of equals the earliest, since follow-ups come after the story.
    usual = min(known, key=lambda day: (-known[day], day))
    return [r if r.published else replace(r, published=usual, published_from="other reports") for r in by_weekday]


def _with_weekday(report: Report, middle: date) -> Report:
    if report.published is not None:
        return report
    weekday = _spoken_weekday(report)
    if weekday is None:
        return report
    offset = (weekday - middle.weekday() + 3) % 7 - 3
    day = middle + timedelta(days=offset)
    return replace(report, published=day.isoformat(), published_from="other reports")
