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


LEAK = "Wardens said that the new lock had leaked before the storm."
SAID = [
    ("Ines Karpel did not say that the new lock had leaked.", False),
    ("Ines Karpel could not confirm that the new lock had leaked.", False),
    ("Ines Karpel has not yet confirmed that the new lock had leaked.", False),
    ("Ines Karpel declined to confirm that the new lock had leaked.", False),
    ("Ines Karpel never claimed that the new lock had leaked.", False),
    ("Ines Karpel made no mention of the new lock that had leaked.", False),
    ("Ines Karpel confirmed that the new lock had leaked.", True),
    ("Ines Karpel could say that the new lock had leaked.", True),
    ("Ines Karpel did not hesitate and said that the new lock had leaked.", True),
]


@pytest.mark.parametrize(("sentence", "said"), SAID)
def test_what_somebody_does_not_say_or_confirm_is_not_his_word(read, sentence: str, said: bool) -> None:
    story = read((LEAK, sentence))
    assert any(s.speakers for s in story.statements if s.report == "r1") is said
    assert bool(story.claims_holding(["0: the new lock had leaked", "1: the new lock"])) is said
