"""What shows that one report was made from another: its date, its credit, and the marks that editing leaves.

Each mark is one that editing makes and does not undo: a desk rounds an exact figure and cannot restore it; it cuts
the paragraph that introduced a person and keeps the surname. A respelling goes either way and shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from twosource.lineage.agencies import agencies_in
from twosource.lineage.introductions import introduced, out_of_the_blue
from twosource.lineage.kinship import Making
from twosource.lineage.matching import Match
from twosource.lineage.wording import Wording
from twosource.model import Report

_BRACKETED = re.compile(r"\([^()]*\)| - .*")
_EXACT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DIGIT = re.compile(r"\d")
MOST = 4  # kinds of mark
_DATED_BY = ("metadata", "date line")  # a date worked out from other reports of the story is no evidence


@dataclass(frozen=True)
class Side:
    """One of two relatives: the report and its wording."""

    report: Report
    wording: Wording

    @cached_property
    def introduced(self) -> dict[str, bool]:
        """Which surnames the report introduces before it uses them."""
        return introduced(self.wording)


def is_dated(report: Report) -> bool:
    """Say whether a report's date stands in it or came with it."""
    return report.published is not None and report.published_from in _DATED_BY


def day_number(report: Report) -> int:
    """Return the number of the day a report is dated, counted from the year 1; 0 where it has no date."""
    return date.fromisoformat(report.published[:10]).toordinal() if report.published else 0


def near_in_time(
    reports: Sequence[Report], first: NDArray[np.int64], second: NDArray[np.int64], days: int | None
) -> NDArray[np.bool_]:
    """Say of each pair of reports, by number, whether they are dated at most `days` apart or one has no date."""
    if days is None:
        return np.ones(len(first), np.bool_)
    day = np.array([day_number(report) for report in reports], np.int64)
    here, there = day[first], day[second]
    near: NDArray[np.bool_] = (here == 0) | (there == 0) | (np.abs(here - there) <= days)
    return near


def later_by_date(child: Report, parent: Report) -> int:
    """Return by how many days the child is the later one; 0 where that is not known or they share a day."""
    if not (is_dated(child) and is_dated(parent)):
        return 0
    try:
        return (date.fromisoformat(child.published or "") - date.fromisoformat(parent.published or "")).days
    except ValueError:
        return 0


def marks(child: Side, parent: Side, matches: Sequence[Match]) -> tuple[str, ...]:
    """Return the marks in the child that show it was made from a text like the parent, in words: `MOST` at most.

    Of the `matches` of the two, those that are equal are not looked at and may be left out.
    """
    found = []
    credited = agencies_in(child.report.credit_printed) & agencies_in(parent.report.outlet)
    if credited and not agencies_in(child.report.outlet) & credited:
        found.append(f"prints the credit of {', '.join(sorted(credited))}, whose own report {parent.report.id} is")
    if own_name(child, parent):
        found.append(f"names {parent.report.outlet}, whose own report {parent.report.id} is")
    names = out_of_the_blue(child.introduced, parent.introduced)
    if len(names) > len(out_of_the_blue(parent.introduced, child.introduced)):
        found.append(f"names {', '.join(names)} before saying who that is, {parent.report.id} says so first")
    rounded = rounded_figures(child.wording, parent.wording, matches)
    if rounded and not rounded_figures(parent.wording, child.wording, [m.turned() for m in matches]):
        found.append(f"rounds {', '.join(f'{a} to {b}' for a, b in rounded)}")
    return tuple(found)


def own_name(child: Side, parent: Side) -> bool:
    """Say whether the child prints the name of the parent's outlet, and the parent not that of the child's.

    Who "told Harbour News" so spoke to Harbour News: a copy in another paper keeps the name.
    """
    outlets = child.report.outlet, parent.report.outlet
    if not all(outlets) or outlets[0] == outlets[1]:
        return False
    return _names(child.report.text, outlets[1]) and not _names(parent.report.text, outlets[0])


def _names(text: str, outlet: str | None) -> bool:
    """Say whether `text` names an outlet, whatever is said of it in brackets, and whether or not it is online."""
    name = " ".join(word for word in _BRACKETED.sub(" ", outlet or "").split() if word != "Online")
    short = name.removesuffix(" News")
    return any(len(n) > 2 and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text) for n in (name, short))


def describe_making(making: Making, back: Making) -> tuple[str, ...]:
    """Say in words how little the child has that the parent lacks, and how much the parent has beyond it."""
    where = f"{making.kept} of its {making.words} words stand in {making.parent}"
    others = f", {making.elsewhere} others in reports of other lineages" if making.elsewhere else ""
    found = [f"{where}, which has {back.words - back.kept} that it lacks{others}"]
    if making.tail_cut and making.tail_cut >= 2:
        found.append(f"stops where {making.parent} goes on for {making.tail_cut} sentences")
    return tuple(found)


def rounded_figures(child: Wording, parent: Wording, matches: Sequence[Match]) -> list[tuple[str, str]]:
    """Return pairs of an exact figure of the parent and the round one that the child has in its place."""
    found = []
    for m in matches:
        if m.equal or not (_has_digit(child, m.this) and _has_digit(parent, m.other)):
            continue
        mine = _figures(child, m.this, {here for here, _ in m.alike.places()})
        for exact in _figures(parent, m.other, {there for _, there in m.alike.places()}) if mine else ():
            for round_one in mine:
                if _is_rounded(round_one, exact):
                    found.append((exact, round_one))
    return found


def _has_digit(wording: Wording, sentence: int) -> bool:
    return _DIGIT.search(wording.text, *wording.edges[sentence]) is not None


def _figures(wording: Wording, sentence: int, matched: AbstractSet[int]) -> list[str]:
    """Return the numbers of a sentence that its twin does not have, as printed."""
    places = wording.range_of(sentence)
    free = (n for n in range(places.start, places.stop) if n - places.start not in matched)
    words = (wording.text[wording.words.starts[n] : wording.words.ends[n]] for n in free)
    return [word for word in words if _EXACT.fullmatch(word)]


def _is_rounded(round_one: str, exact: str) -> bool:
    a, b = float(round_one.replace(",", "")), float(exact.replace(",", ""))
    return b >= 10 and abs(a - b) <= 0.1 * b and a != b and len(_significant(round_one)) < len(_significant(exact))


def _significant(figure: str) -> str:
    return figure.replace(",", "").replace(".", "").strip("0")
