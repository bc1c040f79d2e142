"""find_figures on the named hard sentences of cases/figures.toml, and on hostile input."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from twosource.language.figures import find_figures
from twosource.language.parser import Parsed, parse

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "figures.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parsed]:
    """Parse every sentence once."""
    return dict(zip([case["name"] for case in CASES], parse([case["text"] for case in CASES]), strict=True))


def _bounds(printed: str) -> list[float | None]:
    return [float(side) if side else None for side in printed.split("..")]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_hard_sentence(case: dict, parsed: dict[str, Parsed]) -> None:
    found = find_figures(parsed[case["name"]])
    text = case["text"]
    assert [figure.span.of(text) for figure in found] == [wanted["text"] for wanted in case["figures"]]
    for figure, wanted in zip(found, case["figures"], strict=True):
        if "range" in wanted:
            for got, bound in zip((figure.low, figure.high), _bounds(wanted["range"]), strict=True):
                assert got == (None if bound is None else pytest.approx(bound)), wanted["range"]
        for key in ("comparator", "unit", "value", "noun"):
            if key in wanted:
                assert getattr(figure, key) == wanted[key], key
        if "what" in wanted:
            assert (figure.what or "none") == wanted["what"]
        if "part_of" in wanted:
            assert figure.part_of is not None
            assert figure.part_of.of(text) == wanted["part_of"]
