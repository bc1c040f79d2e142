"""find_times on input that no newsroom sends: it must neither crash nor slow down, and numbers keep their sense."""

from __future__ import annotations

import time
from datetime import date

import pytest

from twosource.language.parser import Parsed, parse
from twosource.language.time_calendar import holiday_date, weekday_near
from twosource.language.time_values import clock_value, duration_value, quantity
from twosource.language.time_words import time_words
from twosource.language.times import find_times, resolve_times


def _unparsed(text: str) -> Parsed:
    """A text without grammar, as long texts are cheap to make this way."""
    return Parsed(text, [], [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "\x00\x07 Monday \x1b",
        "\u202bMonday\u202c \u200f2022\u200e",
        "99/99/9999 25:99 a.m. 0000-00-00 2022-13-45 31 February 0 years ago",
        "Feb. 30",
        "9999999999999999999 years ago, 5000 years ago, 100000 centuries from now",
        "the the the last last next next of of of",
        "1/2 1/2 1/2 years and a half and a half days",
        "٣ years ago, ２０２２, ² days",
        "9" * 5000 + " years ago",
        "‘’“”–—…’80s’s",
    ],
)
def test_odd_text_does_not_crash(text: str) -> None:
    for published in ("2022-01-11", "0001-01-01", "9999-12-31", None, "yesterday", "2022-02-31"):
        for passage in (_unparsed(text), *parse([text])):
            for found in resolve_times(find_times(passage), published):
                assert 0 <= found.span.start < found.span.end <= len(text)
                assert found.value


@pytest.mark.parametrize(
    "unit", ["one ", "1/", "a ", "\n ", "early late mid ", "Monday, ", "12:", "10 to ", "and half ", "the last "]
)
def test_long_lines_stay_linear(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    start = time.process_time()
    find_times(_unparsed(text))
    assert time.process_time() - start < 5


def test_a_feast_without_a_date_of_publication() -> None:
    [passage] = parse(["They met on Christmas Eve and at Easter."])
    assert [t.value for t in resolve_times(find_times(passage), None)] == ["XXXX-12-24", "XXXX-XX-XX"]


def test_the_outlet_decides_between_day_and_month() -> None:
    mentions = find_times(_unparsed("Signed 04/05/2021."))
    values = [resolve_times(mentions, None, day_first=first)[0].value for first in (True, False, None)]
    assert values == ["2021-05-04", "2021-04-05", "2021-04-05"]


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("easter", 2000, date(2000, 4, 23)),
        ("easter", 2022, date(2022, 4, 17)),
        ("easter", 1961, date(1961, 4, 2)),
        ("easter", 2038, date(2038, 4, 25)),
        ("good friday", 2022, date(2022, 4, 15)),
        ("thanksgiving", 1998, date(1998, 11, 26)),
        ("memorial day", 2021, date(2021, 5, 31)),
        ("election day", 2016, date(2016, 11, 8)),
        ("labor day", 2022, date(2022, 9, 5)),
    ],
)
def test_holidays(name: str, year: int, day: date) -> None:
    assert holiday_date(name, year) == day


def test_weekdays_near_a_day() -> None:
    tuesday = date(2022, 1, 11)
    assert weekday_near(tuesday, 2, "past", True) == tuesday
    assert weekday_near(tuesday, 2, "past", False) == date(2022, 1, 4)
    assert weekday_near(tuesday, 1, "future", True) == date(2022, 1, 17)


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("three", "3"),
        ("twenty-four", "24"),
        ("two and a half", "2.5"),
        ("5 1/2", "5.5"),
        ("a hundred", "100"),
        ("two thousand three hundred", "2300"),
        ("12 to 18", "12"),
        ("a few", "X"),
        ("a couple of", "2"),
        ("1.5", "1.5"),
        ("half a", "0.5"),
    ],
)
def test_amounts(words: str, amount: str) -> None:
    assert quantity(time_words(words)) == amount


def test_values() -> None:
    assert duration_value("2", "fortnight") == "P4W"
    assert duration_value("0.5", "hour") == "PT30M"
    assert duration_value("X", "century") == "PXC"
    assert clock_value(time_words("12 a.m."), "") == "T00:00"
    assert clock_value(time_words("13 p.m."), "") is None
    assert clock_value(time_words("5"), "EV") == "T17:00"
