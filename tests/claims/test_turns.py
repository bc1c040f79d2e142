"""How often, the how-manieth and up to how many: other turns are other claims, and what only looks like one is not."""

from __future__ import annotations

import pytest

from twosource.claims.alignment import word_weights
from twosource.claims.apart import are_apart
from twosource.claims.likeness import Likeness
from twosource.claims.turns import tell_other_turns

PAIRS = [
    ("The kiln was inspected twice between May and July.", "The kiln was inspected three times in summer.", True),
    ("The kiln was inspected twice between May and July.", "Between May and July the kiln was inspected twice.", False),
    ("The kiln was inspected at least twice.", "The kiln was inspected three times.", False),
    ("The kiln was inspected two or three times.", "The kiln was inspected twice.", False),
    ("The kiln burnt three times the usual coal.", "The kiln burnt twice in May.", False),
    ("The kiln burnt five times as much coal.", "The kiln burnt twice as much coal in May.", False),
    ("The kiln was lit once the wind had dropped.", "The kiln was lit twice.", False),
    ("The kiln was inspected once in May.", "The kiln was inspected twice in May.", True),
    ("It is the eighth kiln fire in Pellow.", "There have been seven kiln fires in Pellow.", True),
    ("It is the seventh kiln fire in Pellow.", "There have been seven kiln fires in Pellow.", False),
    ("It is the first kiln fire in Pellow.", "There have been seven kiln fires in Pellow.", False),
    ("It burnt on the eighth floor in Pellow.", "There have been seven kiln fires in Pellow.", False),
    ("The find took the number of those killed to nine.", "Five potters were killed in the kiln.", True),
    ("The find took the number of those killed to nine.", "Nine potters were killed in the kiln.", False),
    (
        "Dorn is the second-largest owner.",
        "Pellow is the largest owner, ahead of Dorn, the second-largest owner.",
        False,
    ),
    ("Dorn is the second-largest owner.", "Pellow is the largest owner.", True),
    ("Dorn is the second-largest owner.", "Pellow has the tallest kiln.", False),
    ("Dorn, the largest owner, sold the kiln.", "The largest owner of the kiln sold it.", False),
    ("The works cut the number of kilns by half.", "Five potters were killed in the kiln.", False),
]


@pytest.mark.parametrize(("first", "second", "other"), PAIRS)
def test_other_turns_are_other_things(read_first, first, second, other):
    one, two = read_first(first, second)
    assert tell_other_turns(one, two) is other
    assert tell_other_turns(two, one) is other


SAID_TO_BE = [
    ("The burnt lorry was a Ruthian tanker.", "The burnt lorry was Sarvish.", True),
    ("The burnt lorry was a Ruthian tanker.", "The burnt lorry was Ruthian.", False),
    ("The burnt lorry was a Ruthian tanker.", "The lorry was burnt in Sarvia.", False),
    ("The owner was Ruthian.", "The pilot was Sarvish.", False),
]


@pytest.mark.parametrize(("first", "second", "apart"), SAID_TO_BE)
def test_what_is_said_to_be_of_two_countries_is_not_one_thing(read_first, first, second, apart):
    one, two = read_first(first, second)
    likeness = Likeness(word_weights([one, two]))
    assert are_apart(one, two, likeness) is apart
    assert are_apart(two, one, likeness) is apart
