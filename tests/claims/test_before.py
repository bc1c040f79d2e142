"""A count that a newer one has in it is the one of before, and no count beside that."""

from __future__ import annotations

import pytest

from twosource.claims.before import is_of_before

TOLLS = [
    ("Ruthia said its toll had risen to 29, including the 24 announced earlier.", "24", True),
    ("Ruthia said its toll had risen to 29, including the 24 already counted.", "24", True),
    ("Ruthia said its toll had risen to 29, including the 24 sailors reported on Monday.", "24", True),
    ("Ruthia said 24 people were killed, including the captain.", "24", False),
    ("Ruthia said 24 people announced on Monday were killed.", "24", False),
]


@pytest.mark.parametrize(("text", "number", "before"), TOLLS)
def test_a_count_that_the_new_one_includes_is_of_before(read, text, number, before):
    found = [s for s in read((text,)).statements if s.figure is not None and s.figure.span.of(text) == number]
    assert found
    assert all(is_of_before(s, s.figure, text) is before for s in found)
