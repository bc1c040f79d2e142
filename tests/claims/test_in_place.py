"""What two copies of one text print at one place, in other words, is one thing; a cut and an insertion are two."""

from __future__ import annotations

import pytest

from twosource.claims import in_place
from twosource.claims.standing import CONFIRMED

WIRE = """The weaving shed at Pellow burnt down before dawn on Tuesday, fire chief Ines Karpel said.

Crews from two valleys pumped water out of the canal. {rest} Karpel said the roof fell in within the hour.

The owners, Harrow Mills, had asked for a bigger hydrant in May. {last}

{alone}

The shed made sailcloth for the coast guard. {tail}"""
FILL = {
    "rest": "The pumps gave out at about 5:40 a.m.",
    "last": "The council refused the request at its June meeting.",
    "alone": "“I never saw flames so tall,” said Jan Tolk, a lock keeper. He rang the bell of the chapel.",
    "tail": "It was built of pine.",
}


def copy(**other: str) -> str:
    """The wire's story with other words at some places."""
    return WIRE.format(**{**FILL, **other})


@pytest.mark.parametrize(
    ("place", "words", "held"),
    [
        ("rest", "The pumps broke down at about 5:40 a.m.", ("The pumps gave out", "The pumps broke down")),
        ("last", "At its meeting in June the council turned the request down.", ("The council refused", "turned the")),
        ("alone", "Jan Tolk, a lock keeper, said he had never seen such tall flames.", ("I never saw", "he had never")),
    ],
)
def test_what_a_copy_puts_in_other_words_at_one_place_is_one_claim(read, place, words, held):
    story = read((copy(), copy(**{place: words})), lineages=((0, 1),))
    (claim, *_) = story.claims_holding([f"0: {held[0]}", f"1: {held[1]}"])
    assert (claim.reports, claim.lineages) == (2, 1)
    assert claim.standing != CONFIRMED


@pytest.mark.parametrize(
    ("place", "words", "held"),
    [
        ("rest", "Karpel has led the brigade since 2019.", ("The pumps gave out", "Karpel has led")),
        ("rest", "The pumps were bought in Tarn.", ("The pumps gave out", "The pumps were bought")),
        ("rest", "The pumps gave out at about 8:10 a.m.", ("The pumps gave out", "The pumps gave out")),
        ("last", "The council has not refused the request.", ("The council refused", "The council has not")),
        ("tail", "The pine was felled at Tarn.", ("It was built of pine", "The pine was felled")),
        ("alone", "Maud Ebel, a lock keeper, said she had never seen such tall flames.", ("I never saw", "she had")),
    ],
)
def test_a_cut_and_an_insertion_at_one_place_are_two(read, place, words, held):
    story = read((copy(), copy(**{place: words})), lineages=((0, 1),))
    assert not story.claims_holding([f"0: {held[0]}", f"1: {held[1]}"])


def test_copies_of_one_lineage_are_compared_with_the_first_of_it():
    lineages = {"a": "l1", "b": "l2", "c": "l1", "d": "l2"}
    assert list(in_place._of_one_lineage([*lineages, "e"], lineages)) == [("a", "c"), ("b", "d")]
    many = list(in_place._of_one_lineage([f"r{n}" for n in range(50)], {f"r{n}": "l1" for n in range(50)}))
    assert len(many) == sum(min(n, in_place.COPIES) for n in range(50))


def test_who_leaves_out_the_number_is_not_told_with_those_who_print_it(read):
    told = (copy(last="The council refused a loan of 4,300 crowns."), copy(last="The council refused to pay a loan."))
    held = ["0: The council refused a loan", "1: The council refused to pay"]
    assert not read(told, lineages=((0, 1),)).claims_holding(held)


SOURCED = (
    "Hail over the valley killed at least four horses and reportedly broke the skylight of the mill, the clinic said."
)


def test_what_a_copy_tells_flatly_in_two_halves_is_told_with_the_doubt_and_the_source(read):
    flat = "Hail over the valley killed four horses and broke the skylight of the mill."
    story = read((copy(last=SOURCED), copy(last=flat)), lineages=((0, 1),))
    (claim, *_) = story.claims_holding(["0: Hail over the valley", "1: broke the skylight"])
    assert claim.lineages == 1
    assert "reportedly" in claim.text


@pytest.mark.parametrize(
    "copied",
    [
        "Hail over the valley killed four horses and closed the road to the mill.",
        "Hail over the valley killed four horses and never broke the skylight of the mill.",
        "Hail over the valley killed four horses and broke 14 skylights of the mill.",
        "Hail over the valley killed four horses, the clinic said, and broke the skylight of the mill, it said.",
    ],
)
def test_a_half_that_says_another_thing_stays_alone(read, copied):
    story = read((copy(last=SOURCED), copy(last=copied)), lineages=((0, 1),))
    told = copied.partition(" and ")[2].removesuffix(".")
    assert not story.claims_holding(["0: Hail over the valley killed", f"1: {told}"])
