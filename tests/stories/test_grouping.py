import random
from dataclasses import replace

import pytest

from twosource.engine.local import LocalEngine
from twosource.intake import make_report
from twosource.model import Settings
from twosource.stories import group_reports
from twosource.stories.features import FEATURES, count_terms, counts_of, fold, rarity, report_table

FLOOD = "The river Arn rose by two metres in Lodev. Mayor Ilse Brandt closed the old bridge and opened two schools."
FLOOD_AGAIN = (
    "Lodev's mayor, Ilse Brandt, shut the old bridge after the Arn rose two metres; families slept in schools."
)
STRIKE = "Dockers at the port of Tamsin stopped work over night pay. The union led by Piet Vos wants eight percent."
STRIKE_AGAIN = (
    "A strike over night pay halted the Tamsin port, where Piet Vos, the union leader, asks for eight percent."
)
# Another flood in another town: the same kind of event, other names.
LOOKALIKE_AGAIN = (
    "In Halvern boats ferried families from the quay after rain swelled the Sorrel, said its mayor, Tobias Lund."
)
LOOKALIKE = "Heavy rain over the Sorrel flooded the harbour of Halvern. Tobias Lund, the mayor, sent boats to the quay."


@pytest.fixture(scope="module")
def engine():
    with LocalEngine() as local:
        yield local


def group(engine, *texts, days=None, copies=None):
    days = days or [None] * len(texts)
    reports = [make_report(f"r{i}", text, published=day) for i, (text, day) in enumerate(zip(texts, days, strict=True))]
    stories = group_reports(reports, engine, Settings(), copies)
    return [stories[report.id] for report in reports]


def test_reports_of_one_event_are_one_story(engine):
    assert group(engine, FLOOD, STRIKE, FLOOD_AGAIN, STRIKE_AGAIN) == ["s1", "s2", "s1", "s2"]


def test_look_alike_events_stay_apart(engine):
    texts = FLOOD, FLOOD_AGAIN, LOOKALIKE, LOOKALIKE_AGAIN, STRIKE
    assert group(engine, *texts) == ["s1", "s1", "s2", "s2", "s3"]


def test_the_same_words_in_another_month_are_another_story(engine):
    days = ["2031-03-03", "2031-03-04", "2031-04-20"]
    assert group(engine, FLOOD, FLOOD_AGAIN, FLOOD_AGAIN, days=days) == ["s1", "s1", "s2"]


def test_an_undated_report_may_join_a_dated_one(engine):
    assert group(engine, FLOOD, FLOOD_AGAIN, days=["2031-03-03", None]) == ["s1", "s1"]


def test_two_undated_copies_join_the_dated_report_of_their_event(engine):
    texts = FLOOD, FLOOD_AGAIN, FLOOD_AGAIN + " They stayed two nights."
    days = ["2031-03-03", None, None]
    assert group(engine, *texts, days=days, copies={"r1": "l1", "r2": "l1"}) == ["s1", "s1", "s1"]


def test_copies_are_one_story_whatever_their_words_and_dates(engine):
    copies = {"r0": "l1", "r2": "l1"}
    assert group(engine, FLOOD, STRIKE, "Kept.", days=["2031-03-03", None, "2031-05-01"], copies=copies) == [
        "s1",
        "s2",
        "s1",
    ]


def test_nothing_and_one_and_words_that_say_nothing(engine):
    assert group_reports([], engine, Settings()) == {}
    assert group(engine, FLOOD) == ["s1"]
    assert group(engine, "It is.", "It was.", "1") == ["s1", "s2", "s3"]


def test_order_changes_names_only(engine):
    texts = [FLOOD, STRIKE, FLOOD_AGAIN, STRIKE_AGAIN, LOOKALIKE] * 3
    reports = [
        make_report(f"r{i:02}", f"{text} Number {i}.", published=f"2031-03-{1 + i}") for i, text in enumerate(texts)
    ]
    expected = members(group_reports(reports, engine, Settings()))
    for seed in range(4):
        shuffled = random.Random(seed).sample(reports, len(reports))
        stories = group_reports(shuffled, engine, Settings())
        assert members(stories) == expected
        assert stories[shuffled[0].id] == "s1"


def members(stories):
    return {frozenset(report for report in stories if stories[report] == story) for story in stories.values()}


def test_the_window_is_a_setting(engine):
    reports = [make_report("a", FLOOD, published="2031-03-01"), make_report("b", FLOOD_AGAIN, published="2031-03-08")]
    assert len(set(group_reports(reports, engine, Settings()).values())) == 2
    wide = replace(Settings(), story_days=10, story_daily_loss=0.0)
    assert len(set(group_reports(reports, engine, wide).values())) == 1


def test_terms_count_headline_names_and_pairs():
    words, pairs, lead, names, headline = counts_of("Lodev floods", "The floods in Lodev")
    assert words["lodev"] == names["n:lodev"] == 4.0
    assert pairs["lodev flood"] == 3.0
    assert lead["flood"] == 2.0
    assert headline["flood"] == 1.0
    assert "the" not in words


@pytest.mark.parametrize(
    ("one", "other"), [("retracts", "retracted"), ("country", "countries"), ("blame", "blaming"), ("strike", "strikes")]
)
def test_forms_of_a_word_fold_together(one, other):
    assert fold(one) == fold(other)


def test_a_table_of_reports_becomes_a_table_of_terms():
    table = count_terms(report_table([make_report("a", FLOOD), make_report("b", STRIKE)]))
    assert table.schema == FEATURES
    assert table.column("report").to_pylist() == ["a", "b"]
    assert all(row == sorted(row) and row for row in table.column("terms").to_pylist())
    assert count_terms(report_table([])).num_rows == 0


def test_the_background_tells_common_words_from_rare_ones():
    assert rarity("peopl") < rarity("n:mayor") < rarity("lodev") == rarity("lodev brok")
