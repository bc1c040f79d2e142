"""What a house offers its public is no news of the event; what its readers do or are asked to do is."""

from __future__ import annotations

import pytest

from twosource.claims.no_news import serves_readers


@pytest.mark.parametrize(
    ("sentence", "serves"),
    [
        ("Lowmark readers can follow the rescue in our live blog.", True),
        ("Viewers who lost their homes can ring the station's helpline until ten.", True),
        ("Our evening phone-in on the flood begins at eight.", True),
        ("Listeners along the Sarn are asked to boil their water.", False),
        ("Readers may find our town dull, the mayor said.", False),
        ("Viewers can see the comet without a glass.", False),
        ("Two readers telephoned the paper to say that they were safe.", False),
        ("Our newsletter of Monday gave the wrong depth.", False),
    ],
)
def test_what_a_house_offers_its_public_is_no_news(sentence: str, serves: bool) -> None:
    assert serves_readers(sentence) == serves
