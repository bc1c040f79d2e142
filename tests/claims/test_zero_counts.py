"""Counts of nobody, in the ways that reports give them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Nobody was hurt at Tarn.", "injured"),
        ("Nobody is known to have died at Tarn.", "killed"),
        ("No one is reported to have been hurt at Tarn.", "injured"),
        ("No deaths were reported at Tarn.", "killed"),
        ("Nobody in the mill is known to have died.", None),
        ("Nobody is known to have left Tarn.", None),
    ],
)
def test_who_suffered_nothing_is_counted(read, text, what):
    counts = [s.figure for s in read((text,)).statements if s.figure is not None and s.figure.high == 0]
    assert [figure.what for figure in counts] == ([what] if what else [])


def test_two_ways_to_count_nobody_are_one(read):
    texts = (
        "No deaths have been reported at Tarn.\n\nThe ferry is late.\n\nTwo crews came from Orlow.",
        "Nobody is known to have died at Tarn.\n\nThe fair was put off.\n\nAda Fennick went home.",
    )
    assert read(texts).claims_holding(["0: No deaths have been reported", "1: Nobody is known to have died"])
