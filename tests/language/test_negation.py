"""Which clauses tell that something is not so, and which only look like it."""

from __future__ import annotations

import pytest

from twosource.language.clauses import find_clauses
from twosource.language.parser import parse

NEGATED = [
    "The bridge was not shut.",
    "The road wasn't shut.",
    "Nobody was hurt.",
    "No one was hurt.",
    "Nothing tripped in Orlow all night.",
    "Neither man was hurt.",
    "Neither the mayor nor the harbour board signed.",
    "Nor was the road shut.",
    "None of the lamps were lit.",
    "He is no longer the mayor.",
    "The council failed to approve the plan.",
    "She refused to sign.",
    "He was unable to sign.",
    "Wages will not go on being paid until Christmas.",
    "The truce will not last until Friday.",
]
PLAIN = [
    "Tank No 4 at the works is empty.",
    "Decree No. 118 of the president set a curfew.",
    "Lamps at No 9 and No. 11 were lit.",
    "No fewer than 40 people died.",
    "No more than 12 people were hurt.",
    "It opened not later than Friday.",
    "Schools will not reopen until Monday.",
    "Hundreds, if not thousands, fled.",
    "The house stood not far from the river.",
    "It is nothing but a hoax.",
    "The bus did not only hit the wall but also a house.",
    "She did not fail to sign.",
    "The council refused the offer.",
]


@pytest.mark.parametrize(("text", "negated"), [(t, True) for t in NEGATED] + [(t, False) for t in PLAIN])
def test_a_clause_is_negated_where_it_says_that_something_is_not_so(text, negated):
    (parsed,) = parse([text])
    (main,) = (c for c in find_clauses(parsed) if parsed.tokens[0].start in range(c.span.start, c.span.end))
    assert main.negated is negated


@pytest.mark.parametrize("text", ["Nor was the road shut", "Neither the mayor nor the harbour board signed"])
def test_a_clause_keeps_the_word_that_negates_it(text):
    (parsed,) = parse([text + "."])
    assert find_clauses(parsed)[0].span.of(parsed.text) == text
