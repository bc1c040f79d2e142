"""Datelines, credits, dates and languages: one line in, one value out."""

from datetime import date

import pytest

from twosource.intake.credit import contribution, credit_line, inline_credit
from twosource.intake.dateline import find_dateline
from twosource.intake.dates import find_dates, read_date
from twosource.intake.language import detect_language
from twosource.intake.masthead import is_date_line
from twosource.model import Span


@pytest.mark.parametrize(
    ("line", "place", "credit"),
    [
        ("LODEV, Karsia (AFP) — The river", "LODEV, Karsia", "AFP"),
        ("UPPER ARN, March 3 (Reuters) - The river", "UPPER ARN", "Reuters"),
        ("LODEV, Karsia (AP) _", "LODEV, Karsia", "AP"),
        ("LODEV, August 8 (Xinhua) --", "LODEV", "Xinhua"),
        ("LODEV — The river", "LODEV", None),
        ("ST. ARN, Kar. – The river", "ST. ARN, Kar.", None),
        ("LODEV/UPPER ARN (Reuters) - The river", "LODEV/UPPER ARN", "Reuters"),
        ("Lodev (Reuters) - The river", "Lodev", "Reuters"),
        ("(Reuters) - The river", "", "Reuters"),
        ("LODEV, (Karsia): The river", "LODEV, Karsia", None),
        ("LODEV, Karsia (Northwire) — The river", "LODEV, Karsia", "Northwire"),
        ("LODEV (NWA) - The river", "LODEV", "NWA"),
        ("LODEV, 6 March (NWA) - The river", "LODEV", "NWA"),
        ("LODEV March 6 (NWA) -- The river", "LODEV", "NWA"),
        ("Lodev (Northwire) – The river", "Lodev", "Northwire"),
        ("LODEV (North & West News) — The river", "LODEV", "North & West News"),
        ("March 6 (NWA) - The river", "", "NWA"),
        ("(NWA) — The river", "", "NWA"),
        ("LODEV (Belgium) — The river", "LODEV, Belgium", None),
        ("(CNN) -- The river", "", "CNN"),
        ("Lodev (CNN) The river", "Lodev", "CNN"),
    ],
)
def test_datelines(line, place, credit):
    found = find_dateline(line, Span(0, len(line)))
    assert found is not None
    assert (found.place, found.credit) == (place, credit)
    assert line[found.span.end :] in ("The river", "")


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Brandt — who is 61 — said no.",
        "NATO: the alliance that never sleeps",
        "BREAKING: The dam has gone.",
        "Lodev — the old town — was flooded.",
        "“LODEV — it rained,” she said.",
        "Sen. Ana Roth (D-Lod.) — the oldest of them — said no.",
        "Sen. Ana Roth (D-Lod.) — No one knew.",
        "Ana Roth (Reporting by Piet Vos) — The river",
        "Northern Water Board of Karsia (NWBK)— a body that nobody knew — said no.",
        "AR-02: The seat is open.",
        "The Associated Press (AP) Report on dams",
        "Lodev (Karsia) The river",
        "Q: Did you know?",
        "",
    ],
)
def test_no_datelines(line):
    assert find_dateline(line, Span(0, len(line))) is None


def test_what_things_happen_in_is_a_place_and_no_agency():
    line = "LODEV (Karsia) — The river rose. "
    assert (named := find_dateline(line + "It rained all over in Karsia.", Span(0, len(line))))
    assert (named.place, named.credit) == ("LODEV, Karsia", None)
    assert (unnamed := find_dateline(line + "It rained.", Span(0, len(line))))
    assert unnamed.credit == "Karsia"


@pytest.mark.parametrize(
    "line",
    [
        "Thursday, 6 March 2031",
        "6 March 2031",
        "Posted: March 6, 2031, 3:40 p.m.",
        "Lodev Herald | Thu 6 Mar 2031 10.30am GMT",
        "By Ana Roth, 6 March 2031",
        "6 March",
        "06/03/2031",
        "March 6, 2031 · 3 min read",
    ],
)
def test_date_lines(line):
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    ["The flood of 6 March 2031", "March", "12 people", "LODEV, March 6", "Karsia 2031", "6 March 2031: a day", ""],
)
def test_no_date_lines(line):
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Agencies", "Agencies"),
        ("Staff and agencies", "Staff and agencies"),
        ("From Wire Reports", "From Wire Reports"),
        ("(With inputs from agencies)", "With inputs from agencies"),
        ("PTI, ANI", "PTI, ANI"),
        ("AP", "AP"),
        ("By Reuters", "Reuters"),
        ("By Ana Roth, Associated Press", "Associated Press"),
        ("Ana Roth, Associated Press", "Associated Press"),
        ("Staff and Reuters", "Staff and Reuters"),
        ("Author: Staff and agencies", "Staff and agencies"),
        ("Author: Tide staff and agencies", "Tide staff and agencies"),
        ("Byline: Ana Roth, with wires", "Ana Roth, with wires"),
        ("Author: Ana Roth, Associated Press", "Associated Press"),
        ("Author: Ana Roth", None),
        ("Mayor Sacks Staff and Agencies", None),
        ("Mayor sacks staff and agencies", None),
        ("Pa", None),
        ("By Ana Roth", None),
        ("Ana Roth/Reuters", None),
        ("The agencies disagree about the toll.", None),
    ],
)
def test_credit_lines(line, credit):
    assert credit_line(line) == credit


def test_a_signature_below_a_quotation_is_no_byline():
    assert credit_line("Ana Roth, Bloomberg", opening=False) is None


def test_contributions_name_a_wire():
    assert (
        contribution("Contributing: Piet Vos; The Associated Press") == "Contributing: Piet Vos; The Associated Press"
    )
    assert contribution("Ana Roth contributed to this report.") is None


def test_inline_credits():
    assert inline_credit("UNI adds: The minister left at noon.") == "UNI"
    assert inline_credit("She adds: The minister left at noon.") is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T23:30:00-05:00", "2031-03-04"),
        ("20310304T120000", "2031-03-04"),
        ("Tue, 04 Mar 2031 09:00:00 GMT", "2031-03-04"),
        ("March 4th, 2031 at 5 p.m.", "2031-03-04"),
        ("26-FEB-1987 15:07:13.72", "1987-02-26"),
        (1_930_000_000, "2031-02-27"),
        (1_930_000_000_000, "2031-02-27"),
        ("04/03/2031", None),
        ("8/29/18", "2018-08-29"),
        ("29.8.2018 10:00", "2018-08-29"),
        ("4/4/2031", "2031-04-04"),
        ("13/13/2031", None),
        ("2031-02-31", None),
        ("soon", None),
        ("", None),
        (None, None),
        (True, None),
        (2031, None),
    ],
)
def test_metadata_dates(value, iso):
    assert read_date(value) == iso


@pytest.mark.parametrize(
    "printed",
    [
        "5 March,\n2031", "March 5th,            2031", "Sept. 5 2031", "5-Sep-2031", "2031/3/5", "05.03.2031",
        "20310305", "since 2014: 5 March 2031", "5 March 2031x 12345, Sept. 5,\u00a02031",
    ],
)  # fmt: skip
def test_a_date_is_found_by_what_stands_beside_its_year(printed):
    assert [(found.date.year, found.date.day) for found in find_dates(printed)] == [(2031, 5)]


@pytest.mark.parametrize("text", ["in 2031 and 1999", "12031 March", "2031", "the 2031-born 5 March", "1/2031", ""])
def test_a_year_alone_is_no_date(text):
    assert list(find_dates(text)) == []


def test_dates_come_in_order_of_place():
    text = "On 5 March 2031, and before that on Jan. 10, 2031, and on 2030-12-01."
    assert [found.date for found in find_dates(text)] == [date(2031, 3, 5), date(2031, 1, 10), date(2030, 12, 1)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor said on Monday that the river was falling and that the town would be safe by the end of it.", "en"),
        ("Мэр сказал в понедельник, что вода уходит и город будет в безопасности к концу недели.", "ru"),
        ("Мер сказав у понеділок, що вода відходить і місто буде в безпеці до кінця її тижня.", "uk"),
        ("Der Bürgermeister sagte am Montag, dass der Fluss fällt und die Stadt nicht in Gefahr ist, und ging.", "de"),
        ("Le maire a dit lundi que la rivière baisse et que les habitants des quartiers sont dans la sécurité.", "fr"),
        ("市長は月曜日に、川の水位が下がっていると述べた。町はもう安全だという。", "ja"),
        ("Lodev 4, Arn 2", None),
        ("", None),
    ],
)
def test_languages(text, code):
    assert detect_language(text) == code
