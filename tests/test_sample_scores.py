"""The sample story, read as a person would read it, against what a careful reader finds in it.

The floors of the language layer are the proportions that the program is asked for on any story; of its own sample it
must find every claim and every conflict.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import twosource

HERE = Path(__file__).parent
STORY = HERE.parent / "examples" / "port-halvern"


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_scorer", HERE / "sample_scorer.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


scorer = load_scorer()


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((STORY / "gold.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def ledger() -> twosource.Ledger:
    """Read the story, its reports named as the gold names them: by file."""
    return twosource.make_ledger(twosource.read_reports([STORY]).reports)


def test_every_report_is_read_and_of_one_story(ledger, gold):
    assert {r.id for r in ledger.reports} == set(gold["published"])
    assert len(set(ledger.stories.values())) == 1
    assert ledger.errors == ()


def test_reports_are_dated(ledger, gold):
    assert {r.id: r.published for r in ledger.reports} == gold["published"]


def test_lineages_are_right(ledger, gold):
    assert scorer.score_lineages(ledger, gold), [x.reports for x in ledger.lineages]


def test_no_furniture_is_in_a_body(ledger, gold):
    assert scorer.furniture_in_bodies(ledger, gold) == []


def test_direct_quotations_are_found_with_their_speakers(ledger, gold):
    found, right = scorer.score_quotes(ledger, gold, "direct_quotes")
    assert found.share >= 0.95, found
    assert right.share >= 0.85, right


def test_indirect_quotations_have_the_right_speaker(ledger, gold):
    _, right = scorer.score_quotes(ledger, gold, "indirect_quotes")
    assert right.share >= 0.82, right


def test_quotation_marks_alone_make_no_quotation(ledger, gold):
    assert scorer.taken_as_quotes(ledger, gold) == []


def test_every_figure_is_found(ledger, gold):
    found, _ = scorer.score_figures(ledger, gold)
    assert found.share == 1, found


def test_figures_have_the_range_that_their_words_allow(ledger, gold):
    _, right = scorer.score_figures(ledger, gold)
    assert right.share >= 0.86, right


def test_not_everything_is_a_figure(ledger, gold):
    assert len(ledger.figures) <= 1.8 * len(gold["figures"])


def test_times_are_found_with_their_day(ledger, gold):
    found, right = scorer.score_times(ledger, gold)
    assert found.share >= 0.91, found
    assert right.share >= 0.87, right


def test_every_doubt_that_a_sibling_lacks_is_shown(ledger, gold):
    hedges = scorer.score_hedges(ledger, gold)
    assert hedges.share == 1, hedges


def test_claims_hold_their_mentions_and_count_their_lineages(ledger, gold):
    whole, counted, pure = scorer.score_claims(ledger, gold)
    assert (whole.share, counted.share, pure.share) == (1, 1, 1), (whole, counted, pure)


def test_what_was_taken_back_is_found(ledger, gold):
    retractions = scorer.score_conflicts(ledger, gold, "retraction")
    assert retractions.of > 0
    assert retractions.share == 1, retractions


@pytest.mark.parametrize("kind", ["denial", "supersession"])
def test_denials_and_later_tolls_are_found(ledger, gold, kind):
    found = scorer.score_conflicts(ledger, gold, kind)
    assert found.of > 0
    assert found.share == 1, found


def test_what_cannot_both_hold_is_found(ledger, gold):
    found = scorer.score_conflicts(ledger, gold, "contradiction")
    assert found.of > 1
    assert found.share == 1, found


def test_two_occasions_are_no_conflict(ledger, gold):
    assert scorer.occasions_in_conflict(ledger, gold) == []


def test_no_conflict_is_told_twice(ledger):
    told = [c.text for c in ledger.conflicts]
    assert len(told) == len(set(told))


def test_no_conflict_is_told_that_a_careful_reader_does_not_find(ledger, gold):
    assert sorted(c.kind for c in ledger.conflicts) == sorted(item["kind"] for item in gold["conflicts"])


def test_no_agreement_is_called_a_conflict(ledger, gold):
    assert scorer.agreements_in_conflict(ledger, gold) == []


def test_the_days_of_the_story_are_on_the_timeline(ledger, gold):
    days = scorer.score_timeline(ledger, gold)
    assert days.share >= 0.83, days


def test_the_scorer_can_find_nothing(gold):
    """An empty reading scores nothing, so that no floor above is met by a scorer that always says yes."""
    empty = twosource.Ledger(twosource.read_reports([STORY]).reports)
    assert scorer.score_quotes(empty, gold, "direct_quotes")[0].found == 0
    assert scorer.score_figures(empty, gold)[0].found == 0
    assert scorer.score_times(empty, gold)[1].found == 0
    assert scorer.score_hedges(empty, gold).found == 0
    assert scorer.score_timeline(empty, gold).found == 0
    assert scorer.score_conflicts(empty, gold, "retraction").found == 0
    assert not scorer.score_lineages(empty, gold)


def test_no_report_is_cited_for_a_count_that_came_after_it(ledger):
    """The count of a day is told by who gave it, and not by "twelve, down from 31"."""
    told = [c for c in ledger.claims if c.text.startswith(("Twelve", "Fire service: Twelve"))]
    assert told
    assert {r.value for c in told for r in c.readings} == {(12.0, 12.0)}
