"""Whether two figures give one number of one thing."""

from __future__ import annotations

import pytest

from twosource.claims.counts import same_count
from twosource.language.figures import find_figures
from twosource.language.parser import parse

SAME = [
    ("The flood injured more than 300 people.", "The number of injured was put at over 300."),
    ("The flood injured more than 300 people.", "By dusk 316 people had been treated for injuries."),
    ("Seventeen bodies were brought to the clinic.", "The death toll rose to 17."),
    ("Nearly 2,000 tonnes of potash lay in the shed.", "Nearly 2,200 U.S. tons of potash lay in the shed."),
    ("Nearly 2,000 tonnes of potash lay in the shed.", "Almost 2,000 tonnes of the chemical lay there."),
    ("Nearly 2,000 tonnes of potash lay in the shed.", "The papers put the amount at 1,970 tonnes."),
    ("The blast was felt 80 kilometres away.", "The blast was felt 50 miles away."),
    ("The flood injured more than 140 people.", "At least 143 people were injured."),
    ("At least 24 miners were killed.", "At least two dozen miners died."),
]
OTHER = [
    ("At least 24 miners were killed.", "At least 23 miners died."),
    ("At least 143 miners were injured.", "At least 147 miners were injured."),
    ("The flood injured more than 300 people.", "By dusk 410 people had been treated for injuries."),
    ("Four miners were killed.", "Three miners died."),
    ("Nearly 2,000 tonnes of potash lay in the shed.", "The yard holds 80 tonnes of potash."),
    ("Nearly 2,000 tonnes of potash lay in the shed.", "Nearly 2,000 tonnes of maize lay in the shed."),
    ("Nearly 2,000 tonnes of potash lay in the shed.", "Nearly 4,000 U.S. tons of potash lay in the shed."),
    ("The blast was felt 80 kilometres away.", "The blast was felt 80 miles away."),
]


def _same(a: str, b: str) -> bool:
    first, second = (find_figures(parsed)[0] for parsed in parse([a, b]))
    return same_count(first, second)


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_count_in_other_words(a: str, b: str) -> None:
    assert _same(a, b)
    assert _same(b, a)


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_another_count(a: str, b: str) -> None:
    assert not _same(a, b)
    assert not _same(b, a)
