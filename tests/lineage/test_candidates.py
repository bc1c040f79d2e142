"""Pairs are found in a large corpus as in a small one, and a story that hundreds ran stays one story."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from twosource.engine.local import LocalEngine
from twosource.lineage import find_copies, find_lineages
from twosource.lineage import runs as runs_of_reports
from twosource.lineage.candidates import cap_bounds
from twosource.lineage.links import Links
from twosource.lineage.runs import Lists, Runs
from twosource.model import Report, Settings


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    with LocalEngine(processes=1) as local:
        yield local


def _story(chance: random.Random, sentences: int) -> list[str]:
    syllables = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou"]
    words = ["".join(chance.choices(syllables, k=3)) for _ in range(12 * sentences)]
    return [" ".join(words[n : n + 12]).capitalize() + "." for n in range(0, len(words), 12)]


def _reports(*texts: list[str]) -> list[Report]:
    return [Report(f"r{n}", "\n\n".join(text), "") for n, text in enumerate(texts)]


def test_few_probes_find_what_all_runs_find(engine: LocalEngine) -> None:
    chance = random.Random(3)
    stories = [_story(chance, 30) for _ in range(20)]
    short = [story[4:6] for story in stories]  # a brief of two sentences, in a story of thirty
    reports = _reports(*stories, *short)
    few = replace(Settings(), probes_in_all=1, probes_a_report=20)
    pairs = [
        set(zip(*(p.tolist() for p in Runs(reports, engine, s).find_pairs(engine)), strict=True))
        for s in (few, Settings())
    ]
    assert {(n, n + 20) for n in range(20)} <= pairs[0]
    assert pairs[0] <= pairs[1]


@pytest.mark.parametrize("seed", range(4))
def test_few_reports_give_the_pairs_that_queries_find(engine: LocalEngine, seed: int) -> None:
    chance = random.Random(seed)
    stories = [_story(chance, 8) for _ in range(4)]
    texts = [[*chance.sample(chance.choice(stories), chance.randint(0, 4)), *_story(chance, 3)] for _ in range(12)]
    reports = _reports(*texts, ["Short."])
    # No run stands in all thirteen: it is the number of reports alone that leads one way or the other.
    one, other = (
        [p.tolist() for p in Runs(reports, engine, replace(Settings(), common_run=cap)).find_pairs(engine)]
        for cap in (len(reports) - 1, len(reports))
    )
    assert one == other
    assert one[0]


def test_few_reports_are_counted_by_one_thread(engine: LocalEngine) -> None:
    chance = random.Random(2)
    wire = _story(chance, 400)
    runs = Runs(_reports(*([*chance.sample(wire, 300), *_story(chance, 9)] for _ in range(50))), engine, Settings())
    runs.find_pairs(engine)
    spent, alone = time.process_time(), time.thread_time()
    for _ in range(10):
        runs.find_pairs(engine)
    spent, alone = time.process_time() - spent, time.thread_time() - alone
    # Threads that multiply matrices would go on spinning between one call and the next.
    assert spent < 1.2 * alone


@pytest.mark.parametrize("at_once", [200, 1000])
def test_pairs_that_are_asked_for_some_at_a_time_are_those_of_one_query(
    engine: LocalEngine, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    chance = random.Random(21)
    stories = [_story(chance, 12) for _ in range(4)]
    texts = [[*chance.sample(chance.choice(stories), chance.randint(0, 8)), *_story(chance, 3)] for _ in range(30)]
    reports = _reports(*texts, [], ["Short."])
    for settings in (
        replace(Settings(), common_run=4, probes_in_all=1, probes_a_report=20),
        replace(Settings(), common_run=4),  # all runs are probes
    ):
        found = []
        for asked_at_once in (2**21, at_once):
            monkeypatch.setattr(runs_of_reports, "_ASKED_AT_ONCE", asked_at_once)
            found.append([p.tolist() for p in Runs(reports, engine, settings).find_pairs(engine)])
        assert found[0] == found[1]
        assert len(found[0][0]) > 20


def test_what_a_pair_shares_is_counted_in_full(engine: LocalEngine) -> None:
    one = "The harbour of Tarn was closed on Monday because of ice."
    runs = Runs(_reports([one], [one, "Boats wait outside until noon or later."]), engine, Settings())
    assert runs.shared(0, 1) == 8
    assert runs.contained(0, 1) == 1.0


def test_many_pairs_are_counted_as_each_by_itself(engine: LocalEngine) -> None:
    chance = random.Random(9)
    wire = _story(chance, 40)
    texts = [[*chance.sample(wire, chance.randint(0, 40)), *_story(chance, 3)] for _ in range(12)]
    runs = Runs(_reports(*texts, [], ["Short."]), engine, replace(Settings(), common_run=6))
    pairs = [(i, j) for i in range(14) for j in range(i + 1, 14)]
    first, second = np.array(pairs).T
    assert runs.contained_each(first, second).tolist() == [runs.contained(i, j) for i, j in pairs]
    assert 0 < runs.contained_each(first, second).max() < 1


def test_a_story_that_two_hundred_ran_is_one_lineage(engine: LocalEngine) -> None:
    chance = random.Random(5)
    wire = _story(chance, 24)
    copies = [
        [*chance.sample(wire[:4], 3), *wire[4 : chance.randrange(14, 24)], *_story(chance, 2)] for _ in range(200)
    ]
    others = [_story(chance, 10) for _ in range(5)]
    homes = find_copies(_reports(wire, *copies, *others), engine, Settings())
    assert len(set(homes.values())) == 6
    assert len({homes[f"r{n}"] for n in range(201)}) == 1


@pytest.mark.parametrize(
    ("share", "found", "cap", "lineages"),
    [
        (0.001, 1000, 6, 24),  # a small corpus: as many as the setting says
        (0.5, 1000, 12, 13),  # half of its 24 reports are more than that: the brief is a brief, and no stock phrase
        (0.5, 20, 6, 24),  # but not where looking that up would find too many
        (0.25, 1000, 6, 24),
    ],
)
def test_in_how_many_reports_a_run_may_stand_is_set_from_the_corpus(
    engine: LocalEngine, share: float, found: int, cap: int, lineages: int
) -> None:
    chance = random.Random(13)
    brief = _story(chance, 3)
    reports = _reports(*([brief] * 12), *(_story(chance, 8) for _ in range(12)))
    settings = replace(Settings(), common_run=6, common_share=share, found_a_report=found)
    runs = Runs(reports, engine, settings)
    runs.find_pairs(engine)
    assert runs.cap == cap
    assert len(set(find_copies(reports, engine, settings).values())) == lineages


def test_what_a_hundred_reports_print_is_stock_however_large_the_corpus() -> None:
    bounds = cap_bounds(10_000_000, Settings())
    assert bounds is not None
    assert bounds.column("widest").to_pylist() == [99]
    assert cap_bounds(60_000, Settings()) is None


def test_stock_paragraphs_join_nothing_however_short_the_reports(engine: LocalEngine) -> None:
    chance = random.Random(7)
    stock = _story(chance, 4)
    homes = find_copies(_reports(*([*_story(chance, 4), *stock] for _ in range(100))), engine, Settings())
    assert len(set(homes.values())) == 100


def test_copies_are_those_of_the_lineages(engine: LocalEngine) -> None:
    chance = random.Random(11)
    one, other = _story(chance, 9), _story(chance, 9)
    reports = _reports(one, other, one[:5], other[3:], ["Nothing shared."])
    lineages, _ = find_lineages(reports, engine, Settings())
    assert find_copies(reports, engine, Settings()) == {r: x.id for x in lineages for r in x.reports}


def test_no_reports_are_no_lineages(engine: LocalEngine) -> None:
    assert find_copies([], engine, Settings()) == {}


def test_rows_that_are_let_go_are_empty_and_the_others_what_they_were() -> None:
    rows = [[4, 7], [], [1, 2, 9], [5]]
    offsets = np.concatenate([[0], np.cumsum([len(r) for r in rows])])
    values = np.array([n for r in rows for n in r], np.int64)
    lists = Lists([pa.LargeListArray.from_arrays(pa.array(offsets, pa.int64()), pa.array(values))])
    lists.keep([2])
    assert [lists.of(n).tolist() for n in range(4)] == [[], [], [1, 2, 9], []]
    assert lists.sizes.tolist() == [2, 0, 3, 1]


def test_what_was_found_is_found_when_the_runs_are_let_go(engine: LocalEngine) -> None:
    chance = random.Random(17)
    one = _story(chance, 9)
    links = Links(_reports(one, one[:5], _story(chance, 9)), engine, Settings())
    assert links.by_pair == {(0, 1): 1.0}
    assert links.runs is not None
    assert [len(links.runs.runs.of(n)) for n in range(3)] == [0, 0, 0]
