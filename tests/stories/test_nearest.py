"""Both ways of finding the nearest report give the same answer, to the last digit."""

import random

import pyarrow as pa
import pytest

from twosource.engine.local import LocalEngine
from twosource.intake import make_report
from twosource.stories import features_of
from twosource.stories.nearest import nearest_among, nearest_stage

WORDS = (
    "dam", "river", "Lodev", "bridge", "crack", "inspector", "mayor", "barn", "flood", "engine", "harbour", "strike",
    "wage", "night", "Tamsin", "quay",
)  # fmt: skip


def table(names, days, engine, seed):
    chance = random.Random(seed)
    texts = [" ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 14))) for _ in names]
    day = {None: None, 1: "2031-03-01"}
    made = zip(names, texts, days, strict=True)
    return features_of([make_report(name, text, published=day[dated]) for name, text, dated in made], engine)


def best(found):
    """The nearest of each report, of all that the parts yield."""
    nearest = {}
    for report, other, likeness in found:
        nearest[report] = min(nearest.get(report, (0, "")), (-likeness, other))
    return sorted((report, other, -likeness) for report, (likeness, other) in nearest.items())


@pytest.mark.parametrize("seed", range(6))
def test_arithmetic_in_memory_finds_what_the_stage_finds(seed):
    with LocalEngine(1) as engine:
        asked = table([f"u{n:02}" for n in range(20)], [None] * 20, engine, seed)
        others = table([f"o{n:02}" for n in range(30)], [1, None] * 15, engine, seed + 100)
        rows = engine.sql(nearest_stage("others"), asked=asked, others=others).to_pylist()
        found = best(nearest_among(asked, [others.slice(0, 13), others.slice(13)]))
    assert found == [(row["report"], row["near"], int(row["likeness"])) for row in rows]
    assert found


def test_nobody_is_near_to_nobody():
    with LocalEngine(1) as engine:
        asked = table(["u"], [None], engine, 1)
        empty = pa.table({name: asked.column(name).slice(0, 0) for name in asked.column_names})
        assert list(nearest_among(empty, [asked])) == []
        assert list(nearest_among(asked, [empty])) == []


def test_a_report_is_not_near_to_itself():
    with LocalEngine(1) as engine:
        asked = table([f"u{n:02}" for n in range(20)], [None] * 20, engine, 3)
        rows = engine.sql(nearest_stage("asked"), asked=asked).to_pylist()
        found = best(nearest_among(asked, [asked.take(list(range(19, -1, -1)))]))
    assert found == [(row["report"], row["near"], int(row["likeness"])) for row in rows]
    assert found
