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
