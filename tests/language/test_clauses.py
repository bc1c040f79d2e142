"""What a relative clause says as a sentence of its own, and where that would be a guess."""

from __future__ import annotations

import pytest

from twosource.language.clauses import find_clauses
from twosource.language.parser import parse


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Two guards, who had slept, were fined.", ["Two guards had slept"]),
        ("Charged are two guards, three clerks and Karel Ost, who headed the quay board until 2023.", []),
        ("It sank, said two divers close to the search, who had slept.", ["two divers had slept"]),
        ("There was no word of the pilot from Danne, who was fined on Monday.", ["the pilot was fined on Monday"]),
        ("Nothing is left of Oslo, who was fined on Monday.", []),
        ("The diver from the Ada, which sank in Danne, wept.", ["the Ada sank in Danne"]),
    ],
)
def test_a_relative_clause_is_told_of_what_it_is_surely_about(text, said):
    (parsed,) = parse([text])
    assert [c.said for c in find_clauses(parsed) if c.kind == "relative" and c.said] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Two clerks fined on Monday left.", ["Two clerks were fined on Monday"]),
        ("The quay, built in 1911, sank.", ["The quay was built in 1911"]),
        ("Some 300 clerks spent Monday night away from their desks.", []),
    ],
)
def test_a_participle_is_told_with_was_only_where_it_is_one(text, said):
    (parsed,) = parse([text])
    assert [c.said for c in find_clauses(parsed) if c.kind == "participle" and c.said] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The number of barges lost before the storm was put at nine by the port.",
            ["The number of barges lost before the storm was put at nine by the port"],
        ),
        (
            "Nine barges sank before the storm was felt by the port.",
            ["Nine barges sank before the storm was felt by the port"],
        ),
        ("Nine barges sank; the port speaks of ten.", ["Nine barges sank", "the port speaks of ten"]),
    ],
)
def test_a_number_is_what_was_put_and_not_what_stands_behind_before(text, said):
    (parsed,) = parse([text])
    assert [c.said for c in find_clauses(parsed) if c.kind == "main"] == said
