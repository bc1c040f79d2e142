"""compare_figures on the editor's table cases/figure_pairs.toml, read through find_figures."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from twosource.claims.figure_pairs import Relation, compare_figures
from twosource.language.figures import find_figures
from twosource.language.parser import parse

PAIRS = tomllib.loads((Path(__file__).parent.parent / "cases" / "figure_pairs.toml").read_text(encoding="utf-8"))[
    "pair"
]


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict, Relation]]:
    """Parse both sides of every pair once and compare their figures."""
    texts = [text for pair in PAIRS for text in (pair["a"], pair["b"])]
    figures = [find_figures(parsed) for parsed in parse(texts)]
    rows = []
    for k, pair in enumerate(PAIRS):
        i, j = pair.get("pick", (0, 0))
        when_a, when_b = pair.get("when", (None, None))
        rows.append((pair, compare_figures(figures[2 * k][i], figures[2 * k + 1][j], when_a=when_a, when_b=when_b)))
    return rows


def test_table_is_large_and_mixed() -> None:
    counts = Counter(pair["kind"] for pair in PAIRS)
    assert len(PAIRS) >= 120
    assert (
        min(
            counts[kind] for kind in ("equal", "compatible", "supersession", "contradiction", "part-whole", "unrelated")
        )
        >= 12
    )


def test_ninety_seven_of_a_hundred_are_the_editors(judged: list[tuple[dict, Relation]]) -> None:
    wrong = [
        f"{pair['kind']} got {said} ({said.reason}): {pair['a']} / {pair['b']}"
        for pair, said in judged
        if pair["kind"] != said
    ]
    assert len(wrong) <= 0.03 * len(PAIRS), "\n".join(wrong)


def test_nothing_else_is_called_a_contradiction(judged: list[tuple[dict, Relation]]) -> None:
    wrong = [
        f"{pair['a']} / {pair['b']}"
        for pair, said in judged
        if said == "contradiction" and pair["kind"] != "contradiction"
    ]
    assert not wrong, "\n".join(wrong)


def test_relation_does_not_depend_on_order(judged: list[tuple[dict, Relation]]) -> None:
    texts = [text for pair in PAIRS for text in (pair["a"], pair["b"])]
    figures = [find_figures(parsed) for parsed in parse(texts)]
    for k, (pair, said) in enumerate(judged):
        i, j = pair.get("pick", (0, 0))
        when_a, when_b = pair.get("when", (None, None))
        back = compare_figures(figures[2 * k + 1][j], figures[2 * k][i], when_a=when_b, when_b=when_a)
        assert back == said, pair
