"""Whose soldiers a count of the killed is of: by the owner's name, or by whoever says "its"."""

from __future__ import annotations

import pytest

from twosource.claims.armies import army_of
from twosource.claims.statements import Statement
from twosource.model import Figure, Span


@pytest.mark.parametrize(
    ("sentence", "army"),
    [
        ("It said 12 of its soldiers had died.", "Dorvia"),
        ("It said 12 of its own men had died.", "Dorvia"),
        ("It said 12 Arnian servicemen had died.", "Arnian"),
        ("It put Arnian losses at 12 dead.", "Arnian"),
        ("It put Arnia's losses at more than 12 dead.", "Arnia"),
        ("Two more died, bringing its military death toll to 12.", "Dorvia"),
        ("It said 12 soldiers had died.", ""),
        ("It said 12 of its members had died.", ""),
        ("It put losses at 12 dead.", ""),
    ],
)
def test_the_owner_of_the_dead_is_named(sentence, army):
    at = sentence.index("12")
    figure = Figure("", Span(at, at + 2), 12.0, 12.0, "=", 12.0, "people", None, "killed")
    whole = Span(0, len(sentence))
    said = ("Dorvia defence ministry",)
    statement = Statement("r0", whole, sentence, "utterance", (), said, "states", False, False, whole, 0.0, figure)
    assert army_of(statement, sentence) == army
