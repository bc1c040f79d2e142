"""find_figures on the named hard sentences of cases/figures.toml, and on hostile input."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from twosource.language.figure_numerals import find_numerals
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


HOSTILE = {
    "empty": "",
    "space": " \n\t ",
    "control characters": "\x00 12 \x07people\x1b died",
    "right to left marks": "\u200f12\u200e people were killed",
    "one giant number": "9" * 2000 + " people",
    "a giant line of numbers": "12, " * 300,
    "a giant line of words": "twenty-" * 300,
    "hyphens": "1-2-3-4-5-" * 60,
    "commas": "1,222," * 150,
    "signs": "$€£" * 100 + "5",
    "slashes": "1/2/" * 100,
    "units": "5 km/h per day a year " * 60,
    "other digits": "١٢ people and ²³ and Ⅷ and 五",
    "not a number": "million of of thousand and a half-",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_never_fails(name: str) -> None:
    text = HOSTILE[name]
    (parsed,) = parse([text])
    found = find_figures(parsed)
    assert all(0 <= f.span.start < f.span.end <= len(text) for f in found)
    assert [f.span for f in found] == sorted(f.span for f in found)


def test_numerals_are_read_in_linear_time() -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        list(find_numerals(text))
        return time.process_time() - began

    for unit in ("twenty-", "1,222,", "tens of ", "2 and a half ", "1/2/", "a hundred and ", "9"):
        assert seconds(unit * 20000) < 2.0, unit


def test_same_input_gives_same_figures(parsed: dict[str, Parsed]) -> None:
    for one in parsed.values():
        assert find_figures(one) == find_figures(one)
