"""A handful of reports read together: what is alone is read with the main story, unless it plainly is another's."""

import pytest

from twosource.engine.local import LocalEngine
from twosource.intake import make_report
from twosource.model import Settings
from twosource.stories.gathering import gather

FLOOD = (
    "The river Arn rose two metres in Lodev on Monday. Mayor Ilse Brandt closed the old bridge and opened two schools.",
    "Lodev's mayor, Ilse Brandt, shut the old bridge after the Arn rose two metres; families slept in two schools.",
    "Families in Lodev went home on Tuesday as the Arn fell. The old bridge stays shut, the mayor, Ilse Brandt, said.",
)
HALL = (
    "They have made soup in the school hall since Monday. Nobody in Lodev has slept. Outside, the Arn takes the fence."
)
STRIKE = "Dockers at the port of Tamsin stopped work over night pay. The union led by Piet Vos wants eight percent."


@pytest.fixture(scope="module")
def engine():
    with LocalEngine() as local:
        yield local


def gathered(engine, *texts, days=None, stories=None, copies=None):
    days = days or ["2021-05-10"] * len(texts)
    reports = [make_report(f"r{i}", text, published=day) for i, (text, day) in enumerate(zip(texts, days, strict=True))]
    given = stories or ["s1"] * (len(texts) - 1) + ["s2"]
    found = gather(reports, {r.id: s for r, s in zip(reports, given, strict=True)}, engine, Settings(), copies or {})
    return [found[r.id] for r in reports]


def test_a_report_that_is_alone_and_a_little_alike_is_read_with_the_others(engine):
    assert gathered(engine, *FLOOD, HALL) == ["s1"] * 4


def test_a_report_without_a_date_is_so_too(engine):
    assert gathered(engine, *FLOOD, HALL, days=["2021-05-10"] * 3 + [None]) == ["s1"] * 4


def test_a_report_of_something_else_stays_alone(engine):
    assert gathered(engine, *FLOOD, STRIKE) == ["s1", "s1", "s1", "s2"]


def test_a_report_of_another_month_stays_alone(engine):
    assert gathered(engine, *FLOOD, HALL, days=["2021-05-10"] * 3 + ["2021-07-10"])[-1] == "s2"


def test_without_a_main_story_what_is_alike_is_one(engine):
    assert gathered(engine, FLOOD[0], HALL) == ["s1", "s1"]
    assert gathered(engine, FLOOD[0], STRIKE) == ["s1", "s2"]


def test_a_week_of_one_event_is_one_story(engine):
    days = ["2021-05-10", "2021-05-11", "2021-05-13", "2021-05-16", "2021-05-16"]
    given = ["s1", "s1", "s2", "s3", "s3"]
    later = ("A week on, the Arn has left Lodev. Ilse Brandt, its mayor, opened the old bridge.", f"{HALL} It rains.")
    assert gathered(engine, *FLOOD, *later, days=days, stories=given) == ["s1"] * 5


def test_a_story_of_another_month_stays_apart(engine):
    days = ["2021-05-10"] * 3 + ["2021-07-10"] * 2
    given = ["s1", "s1", "s1", "s2", "s2"]
    assert gathered(engine, *FLOOD, HALL, f"{HALL} It rains.", days=days, stories=given) == given


def test_two_stories_whose_reports_are_much_more_alike_among_themselves_stay_apart(engine):
    other = (
        "The river Ems rose two metres in Brack on Monday. Mayor Otto Vries closed the mill and opened two schools.",
        "Mayor Otto Vries closed the mill in Brack on Monday after the Ems rose two metres; two schools opened.",
    )
    given = ["s1", "s1", "s2", "s2"]
    assert gathered(engine, *FLOOD[:2], *other, stories=given) == given


def test_a_lineage_goes_whole(engine):
    given = ["s1", "s1", "s1", "s2", "s2"]
    copies = {"r3": "l1", "r4": "l1"}
    assert gathered(engine, *FLOOD, HALL, HALL, stories=given, copies=copies) == ["s1"] * 5


def test_among_many_reports_nothing_is_gathered(engine):
    many = [FLOOD[n % 3] for n in range(Settings().gather_reports)]
    assert gathered(engine, *many, HALL)[-1] == "s2"
