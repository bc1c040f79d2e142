from dataclasses import replace

from twosource.intake import date_reports, make_report

CAPTION = "Sandbags on the market square in Lodev, March 3, 2031. (Ana Roth/AP)"


def dates(*reports, stories=None):
    return [(r.published, r.published_from) for r in date_reports(reports, stories)]


def test_metadata_comes_before_a_date_line():
    report = make_report("a", "date 2031-03-04 The dam held.", published="2031-03-05")
    assert dates(report) == [("2031-03-05", "metadata")]


def test_a_date_line_is_read():
    assert dates(make_report("a", "Published: March 4, 2031\n\nThe dam held.")) == [("2031-03-04", "date line")]


def test_a_caption_dates_the_report_with_the_weekday_of_the_text():
    monday = make_report("a", f"{CAPTION}\n\nThe dam held, the mayor said on Monday.")
    tuesday = make_report("b", f"{CAPTION}\n\nThe dam held, the mayor said on Tuesday. A vote is expected Friday.")
    assert dates(monday) == [("2031-03-03", "text")]
    assert dates(tuesday) == [("2031-03-04", "text")]


def test_dates_of_events_in_the_story_are_not_its_own():
    report = make_report("a", "The dam, opened on 4 May 1954, held on Monday.\n\nIt was repaired on June 1, 2030.")
    assert dates(report) == [(None, None)]


def test_other_reports_of_the_story_date_it_by_weekday_or_by_most_of_them():
    dated = make_report("a", "The dam held on Monday.", published="2031-03-03")
    later = make_report("b", "The dam has held.", published="2031-03-04")
    by_weekday = make_report("c", "The mayor spoke on Monday.")
    none = make_report("d", "The mayor spoke for an hour.")
    assert dates(dated, later, by_weekday, none)[2:] == [("2031-03-03", "other reports")] * 2


def test_reports_of_other_stories_and_far_dates_say_nothing():
    dated = make_report("a", "The dam held on Monday.", published="2031-03-03")
    undated = make_report("b", "The mayor spoke on Monday.")
    far = make_report("c", "The ferry sank.", published="2032-03-03")
    assert dates(dated, undated, stories={"a": "s1", "b": "s2"})[1] == (None, None)
    assert dates(dated, far, undated)[2] == (None, None)


def test_dating_twice_changes_nothing():
    reports = [make_report("a", "date 2031-03-04 The dam held."), make_report("b", "The mayor spoke on Monday.")]
    once = date_reports(reports)
    assert date_reports(once) == once
    assert once[0] == replace(reports[0])


def test_a_dateline_without_a_year_takes_it_from_the_other_reports_or_from_full_dates():
    wire = make_report("a", "LODEV, March 6 (NWA) - The dam held, the mayor said on Thursday.")
    other = make_report("b", "The dam gave way.", published="2031-03-04")
    assert dates(wire, other)[0] == ("2031-03-06", "text")
    assert dates(wire) == [(None, None)]
    own = make_report("c", "LODEV, March 6 (NWA) - The dam held on Thursday.\n\nThe wall fell on 4 March 2031.")
    assert dates(own) == [("2031-03-06", "text")]
    wrong_day = make_report("d", "LODEV, March 6 (NWA) - The dam held on Monday.\n\nThe wall fell on 4 March 2031.")
    assert dates(wrong_day) == [(None, None)]
    new_year = make_report("e", "LODEV, Dec 31 (NWA) - The dam held.")
    assert dates(new_year, make_report("f", "It broke.", published="2031-01-02"))[0] == ("2030-12-31", "text")


def test_the_days_that_a_report_names_choose_among_the_dates_of_the_others():
    others = [
        make_report("a", "The ferry sank.", published="2031-03-04"),
        make_report("b", "The ferry sank.", published="2031-03-05"),
        make_report("c", "The ferry sank.", published="2031-03-06"),
    ]
    text = "Nine were found by Thursday noon. The ferry sank on Tuesday. Divers went down on Wednesday and on Thursday."
    assert dates(make_report("d", text), *others)[0] == ("2031-03-06", "other reports")
    text = (
        "The ferry sank on Tuesday. It will be raised on Thursday. A service is set for Friday. Wednesday will be calm."
    )
    assert dates(make_report("d", text), *others)[0] == ("2031-03-04", "other reports")


def test_no_report_is_older_than_a_day_it_tells_of():
    others = [
        make_report("a", "It sank.", published="2031-03-04"),
        make_report("b", "It sank.", published="2031-03-04"),
    ]
    later = make_report("c", "It was raised on 6 March 2031.")
    plan = make_report("d", "It will be raised on 6 March 2031.")
    assert dates(later, *others)[0] == ("2031-03-06", "other reports")
    assert dates(plan, *others)[0] == ("2031-03-04", "other reports")


def test_a_file_picture_dates_nothing():
    caption = "FILE - In this March 3, 2029, file photo, a ferry leaves Lodev. (AP Photo/Ana Roth, File)"
    assert dates(make_report("a", f"{caption}\n\nThe ferry sank."))[0] == (None, None)


def test_the_outlet_is_read_from_the_line_above_the_story():
    report = make_report(
        "a", "Ferry sinks off Lodev\n\nLodev Herald\n6 March 2031\n\nA ferry sank off Lodev, the mayor said."
    )
    assert report.outlet == "Lodev Herald"
    assert make_report("a", report.text, outlet="LH").outlet == "LH"
