"""What a person says about the story of a report."""

from __future__ import annotations

from twosource.decisions import overrule
from twosource.model import Report
from twosource.stories.overruling import overrule_stories

REPORTS = [Report(name, "", "") for name in "abc"]
STORIES = {"a": "s1", "b": "s1", "c": "s3"}


def decide(report: str, other: str):
    return overrule("same-story", report, other, "I. Sorn", "Another fire.")


def test_a_report_is_put_where_another_is():
    assert overrule_stories(REPORTS, STORIES, [decide("a", "c")]) == {"a": "s3", "b": "s1", "c": "s3"}


def test_a_story_of_its_own_has_a_name_that_is_not_taken():
    assert overrule_stories(REPORTS, STORIES, [decide("b", "own")]) == {"a": "s1", "b": "s4", "c": "s3"}


def test_a_report_that_is_alone_stays_where_it_is():
    assert overrule_stories(REPORTS, STORIES, [decide("c", "own")]) == STORIES


def test_the_last_word_counts_and_unknown_reports_change_nothing():
    asked = [decide("a", "c"), decide("a", "b"), decide("z", "own"), decide("b", "y")]
    assert overrule_stories(REPORTS, STORIES, asked) == STORIES
