"""Cards amid a sentence are blanked: words stay where they were, and nothing that a writer wrote goes."""

import pytest

from twosource.intake.cards import blank_cards
from twosource.intake.reports import make_report

CARD = "Ada (Addie) Maria VosFerry board to meet: report Five takeaways Overnight Weirs: Gates hold | River falls MORE"


@pytest.mark.parametrize(
    "text",
    [
        f"Mayor Ada Vos {CARD} said so.",
        f"Mayor Ada Vos{CARD} said so.",
        f"Mayor Vos, {CARD}, said so.",
        f"Vos {CARD} met Ott Bo R. Ott‘Dykes hold’, board says MORE on Monday.",
    ],
)
def test_a_card_is_blank_and_the_rest_stands_where_it_stood(text):
    blank = blank_cards(text)
    assert len(blank) == len(text)
    assert all(new in (old, " ") for new, old in zip(blank, text, strict=True))
    assert not [word for word in ("Ferry", "MORE", "Dykes") if word in blank]
    assert "Vos" in blank
    assert blank.endswith(text[-4:])


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ada Vos said Ada Vos would give MORE.",
        "Mayor Ada Vos and Bo Vosberg asked the board for much, much MORE",
        "THE MILLS OF VOS AND THE MEN OF VOSBERG WANT MORE",
        "Ada Vos Ada Maria VosFerry board to meet, and so on.",
        "Ada Vos Ada Maria VosFerry board\nto meet at ten on Monday MORE",
    ],
)
def test_what_is_no_card_stays(text):
    assert blank_cards(text) == text


def test_a_report_keeps_the_digest_of_what_came():
    with_card = make_report("a", f"Mayor Ada Vos {CARD} said on Monday that nine people died.")
    plain = make_report("b", "Mayor Ada Vos said on Monday that nine people died.")
    assert " ".join(with_card.text.split()) == plain.text
    assert with_card.sha256 != plain.sha256
    (body,) = with_card.body
    assert with_card.text[body.start : body.end].endswith("nine people died.")
