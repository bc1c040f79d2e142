"""Who is blamed and who denies it comes first in a section."""

from __future__ import annotations

import pytest

from twosource.briefing.charges import charges_first
from twosource.model import Claim


def _claims(*texts: str, weight: float = 1.0) -> list[Claim]:
    return [Claim(f"c{n}", t, None, (), 1, 1, (), "one report", weight=weight) for n, t in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The harbour board blamed the Lake Guard.", True),
        ("Ada Moll: The guild was responsible for the blast.", True),
        ("Jon Reve denied that he had opened the lock.", True),
        ("The guild rejected any suggestion that it had known.", True),
        ("Ada Moll: The guild had nothing to do with it.", True),
        ("Ada Moll is responsible to the board.", False),
        ("The keeper blamed himself.", False),
        ("The visitors were denied entry.", False),
        ("The guild rejected the offer.", False),
    ],
)
def test_a_charge_and_a_denial_come_first(text: str, first: bool) -> None:
    claims = _claims("The lock was shut.", text)
    assert (charges_first(claims, 8)[0].text == text) is first


def test_no_more_than_half_of_a_section_is_charges_and_none_that_weighs_nothing() -> None:
    claims = _claims("It rained.", *[f"The board blamed guild {n}." for n in range(3)])
    assert [c.id for c in charges_first(claims, 4)] == ["c1", "c2", "c0", "c3"]
    assert charges_first(_claims("It rained.", "The board blamed it.", weight=0.0), 4)[0].id == "c0"
