"""Numbers that nobody rounded are two numbers; those that one gives beside the other's say more, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twosource.claims.alignment import word_weights
from twosource.claims.amounts import give_other_amounts
from twosource.claims.apart import are_apart
from twosource.claims.likeness import Likeness

OTHER = [
    ("Shares in Harrow Mills fell 14 percent to 23.10 crowns.", "The mill's shares closed 11 per cent lower at 23.90."),
    ("The council raised the fare from 1.60 to 2.20 crowns.", "The fare would cost 1.90 crowns instead of 2.20."),
    ("The Lantern List has 71 of the 150 benches.", "The Lantern List takes 74 to 79 of the 150 benches."),
    ("The lorry carried 14 tonnes of steel.", "The lorry carried 26 tonnes of steel."),
    ("The vault stood at 9 degrees.", "The vault stood at 4 degrees."),
    ("The Lantern List took 38.1 percent of the vote.", "The Lantern List won the vote with 38.0 per cent."),
    ("The clinic at Tarn took in 12 divers.", "The clinic at Tarn still treats ten divers."),
    ("The repair would cost 52 million crowns.", "The repair would cost between 35 and 40 million crowns."),
]
ONE = [
    ("Shares in Harrow Mills fell 14 percent to 23.10 crowns.", "Shares in Harrow Mills fell 14 percent."),
    ("Shares in Harrow Mills fell 14 percent.", "Shares in Harrow Mills fell by about 15 percent."),
    ("Harrow Mills was sold for 38 million crowns.", "Harrow Mills was sold for between 35 and 40 million crowns."),
    ("The mill cost 2.4 billion crowns ($1.3 billion).", "The mill cost 2.4 billion crowns (£1.05 billion)."),
    ("The mill was sold for 23.9 million crowns.", "The mill was sold for 24 million crowns."),
    ("The Lantern List took 38.1 percent of the vote.", "The Lantern List took 38 percent of the vote."),
    ("The Lantern List took 38.0 percent of the vote.", "The Lantern List took 38 percent of the vote."),
    ("The fair runs from 4 May to 18 May at the mill.", "The fair at the mill runs until 19 May."),
    ("The recall covers batches No. 4 and No. 7 of the oil.", "The recall covers batches No. 4 and No. 9 of the oil."),
    ("The siren went off at 4.15 a.m. in the mill.", "The siren in the mill went off at 4.30 a.m."),
    ("The 68-year-old owner of the mill was jailed.", "The owner of the mill was jailed for 18 years."),
    ("After three days of talks the mill was sold.", "The mill was sold two days before the fair."),
    ("The storm cut power to 40,000 homes in three towns.", "The storm cut power to 41,000 homes in two towns."),
    ("The Lantern List has 71 of the 150 benches.", "The Lantern List has 71 benches."),
    ("The mill has 12 looms and 40 workers.", "The mill has 40 workers."),
]


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_a_number_that_the_other_does_not_have_is_another_amount(read_first, first, second):
    one, other = read_first(first, second)
    assert give_other_amounts(one, other)
    assert give_other_amounts(other, one)


@pytest.mark.parametrize(("first", "second"), ONE)
def test_rounded_numbers_more_of_them_and_those_that_are_no_amounts_are_no_other_amount(read_first, first, second):
    one, other = read_first(first, second)
    assert not give_other_amounts(one, other)
    assert not give_other_amounts(other, one)


APART = [
    ("Wardens put out the blaze in the loft within four minutes.", "The loft blaze was out in less than five.", False),
    ("Wardens put out the blaze in the loft within four minutes.", "The loft blaze was out in under nine.", True),
    ("Wardens put out the blaze in the loft within four minutes.", "The loft blaze was out after five minutes.", True),
    ("Bakers at Tarn last walked out 12 years ago.", "Bakers at Tarn will walk out on 12 May.", True),
    ("Bakers at Tarn last walked out in 2009.", "Bakers at Tarn last walked out 12 years ago.", False),
    (
        "He was found guilty of the 2014 theft of a bell at Tarn.",
        "He was found guilty in 2019 of stealing a bell.",
        False,
    ),
    ("Bakers at Tarn last walked out in 2020.", "Bakers at Tarn walked out last June.", False),
    ("The number of people taken to the cells was 143.", "In the cells were 158 people.", True),
    ("The number of people taken to the cells was 200.", "In the cells were 212 people.", False),
    ("The number of people taken to the cells was 143.", "In the cells were 143 people, 26 of them boys.", False),
    (
        "Seven miners were killed and nine were missing on Sunday, Ada Fennick said.",
        "At dusk divers searched the flooded shaft for nine missing miners.",
        True,
    ),
    (
        "Seven miners were killed and nine were missing on Sunday, Ada Fennick said.",
        "The miners were killed in the flooded shaft.",
        False,
    ),
]


@pytest.mark.parametrize(("first", "second", "apart"), APART)
def test_two_exact_numbers_are_no_rounding_of_each_other(read_first, first, second, apart):
    one, other = read_first(first, second)
    likeness = Likeness(word_weights([one, other]))
    assert are_apart(one, other, likeness) is apart
    assert are_apart(other, one, likeness) is apart


def test_a_few_words_inside_another_statement_tell_nothing(read):
    story = read(("A ride costs 1.60 crowns a litre, and the mill paid 4 crowns a litre.",))
    whole = story.statements[0]
    scrap = replace(whole, text="crowns a litre", part=True, subject="", figure=None, numbers=frozenset())
    likeness = Likeness(word_weights([whole, scrap]))
    assert are_apart(whole, scrap, likeness)
    assert not are_apart(whole, replace(scrap, subject="mill"), likeness)
