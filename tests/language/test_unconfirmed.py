"""Doubts that others leave: what nobody confirms, what it is too early to say, what is told without its grounds."""

from __future__ import annotations

import pytest

from twosource.language.attribution import find_attributions
from twosource.language.hedges import find_hedges
from twosource.language.parser import parse
from twosource.model import Hedge


def hedges(text: str) -> list[Hedge]:
    (parsed,) = parse([text])
    return find_hedges(parsed, find_attributions(parsed))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two stewards were held, a clerk said; the police would not confirm it.", "would not confirm it"),
        (
            "Two stewards were held, a clerk said. Police declined to confirm the arrests.",
            "declined to confirm the arrests",
        ),
        (
            "Wren said the rope was cut, but the guild was unable to verify that.",
            "but the guild was unable to verify that",
        ),
        ("Poe's guild has neither confirmed nor denied the report.", "neither confirmed nor denied the report"),
        ("Nine men died, Wren said. There was no independent confirmation.", "There was no independent confirmation"),
        ("The number has yet to be verified.", "has yet to be verified"),
        ("The toll is awaiting official confirmation.", "awaiting official confirmation"),
        ("Wren put it at 57, and gave no source for the number.", "gave no source for the number"),
        (
            "Poe told the crew to lie, Wren said. No sailor has said so on the record.",
            "No sailor has said so on the record",
        ),
        (
            "Wren says 57 crates were lost, though it has not explained how it arrived at the number.",
            "though it has not explained how it arrived at the number",
        ),
        (
            "The order came from abroad, Wren said, without naming a country or releasing data.",
            "without naming a country or releasing data",
        ),
    ],
)
def test_what_nobody_bears_out_is_a_doubt(text: str, words: str) -> None:
    found = [h.span.of(text) for h in hedges(text) if h.kind == "no-evidence"]
    assert any(words in one for one in found), found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A torch had been lit, said Wren, but Poe warned that it was too soon to name a cause.", "too soon to name"),
        ("It is too early to say who cut the rope.", "too early to say"),
        ("It was not known how many men were aboard.", "It was not known"),
    ],
)
def test_what_nobody_can_say_yet_is_open(text: str, words: str) -> None:
    found = [h.span.of(text) for h in hedges(text) if h.kind == "modal"]
    assert any(words in one for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The senate will not confirm the president's choice.",
        "The senate would not confirm the judge.",
        "The police confirmed the arrests.",
        "Poe is awaiting confirmation by the senate.",
        "Wren left office without releasing his tax returns.",
        "Without naming names, Poe blamed the crew.",
        "Wren could not say how the rope was cut.",
        "The crew rose too early to eat.",
        "It was not wrong to ask who cut the rope.",
    ],
)
def test_neither_an_office_nor_a_silence_is_a_doubt(text: str) -> None:
    assert not hedges(text)
