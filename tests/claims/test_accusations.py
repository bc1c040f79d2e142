"""A denial is set against the accusation that its report tells of before it."""

import pytest
from tests.claims.test_short_answers import weighed, with_tagger

ACCUSED = "Harbour Minister Ada Fennick accused neighbouring Kestria of arming the smugglers."
QUOTED = "“The hand on this rope is not ours,” Fennick told a news conference. “We will cut it.”"
BLAMED = (
    "Orlow’s mayor, Ines Karpel, accused Dunmar Gas, the regional utility, of starting the blaze with a faulty valve."
)


def denied(text: str) -> list[str]:
    return [words for kind, words in with_tagger(text) if kind == "denial"]


@pytest.mark.parametrize(
    "answer",
    [
        "Kestria’s foreign ministry rejected the accusation as “baseless” and said it condemned the raid.",
        "Kestria’s foreign ministry denied the allegation.",
        "Kestria’s foreign ministry denied the charge.",
    ],
)
@pytest.mark.parametrize("between", ["", QUOTED])
def test_the_accusation_is_the_one_made_before(answer, between):
    (words,) = denied(f"{ACCUSED} {between}\n\n{answer}")
    assert words.startswith("Accusation denied by Kestria's foreign ministry: ")
    assert "accused neighbouring Kestria of arming" in words


@pytest.mark.parametrize("answer", ["The company denied the accusation.", "The company has denied it."])
def test_a_company_is_the_one_accused_in_the_sentence_before(answer):
    (words,) = denied(f"{BLAMED} {answer}")
    assert words.startswith("Accusation denied by the company: ")
    assert "accused Dunmar Gas" in words


def test_who_is_blamed_denies_the_deed_in_words_of_his_own():
    blamed = "Harbour Minister Ada Fennick blamed Kestria, without offering proof."
    (words,) = denied(f"{blamed} Kestria’s ambassador, Sofi Amdal, denied that her country had supplied the smugglers.")
    assert words.startswith("Accusation denied by Sofi Amdal: ")
    assert "blamed Kestria" in words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The board will also hear of a letter by Ines Karpel, who accused Tom Vey of hiding the pilot’s log."
            " Vey has denied the allegation.",
            "Accusation denied by Tom Vey: Ines Karpel accused Tom Vey of hiding the pilot’s log.",
        ),
        (
            "Tom Vey was also accused of sinking a barge, Ines Karpel said. Vey denied those allegations.",
            "Accusation denied by Tom Vey: Ines Karpel: Tom Vey was also accused of sinking a barge.",
        ),
        # What one is said to have done, and not that one is accused of it.
        (
            "Ines Karpel, accused of theft herself, said that Tom Vey had hidden the log. Tom Vey denied that claim.",
            "Denied by Tom Vey: Ines Karpel: Tom Vey had hidden the log.",
        ),
    ],
)
def test_whoever_was_accused_does_not_deny_that_he_was(text, told):
    assert denied(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        # A court that dismisses a charge, and a denial of another thing.
        "Prosecutor Ole Brandt accused Tom Vey of stealing the ferry’s till. The court dismissed the charge.",
        f"{BLAMED} Dunmar Gas denied that its chairman had resigned.",
        f"{BLAMED} The harbour board rejected the claim for damages.",
        # Another was heard between, and whoever denies is not named as accused.
        f"{ACCUSED} Ole Brandt, a pilot, said the fog was thick. Tom Vey, the mate, denied the charge.",
        # Nobody says who accuses, and nobody is accused.
        "Tom Vey was accused of theft in 1998. The harbour board denied that its ferry had broken down.",
        "Ada Fennick refused to blame Kestria for the raid. Kestria denied that it had shut the harbour.",
    ],
)
def test_another_denial_is_none_of_the_accusation(text):
    assert denied(text) == []


def test_an_accusation_that_nobody_answers_is_told_by_its_sentence():
    (claim,) = [c for c in weighed(BLAMED).claims if "accused" in c.text and c.weight > 0]
    assert claim.text == BLAMED
    assert claim.origins == ("Ines Karpel",)
