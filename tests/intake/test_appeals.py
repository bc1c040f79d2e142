"""What a house says to its readers about itself is no part of the story, wherever its page prints it."""

import pytest

from twosource.intake.appeals import is_appeal
from twosource.intake.body import mark_body
from twosource.intake.furniture import classify

PLEA = (
    "Each day the Lodev Herald walks the dykes so that you know how high the river stands. Your gift will help us to"
    " stay free for all. Please consider making a small contribution to the Herald today."
)


@pytest.mark.parametrize(
    "words",
    [
        PLEA,
        "Please support our reporters.",
        "Become a member of the Lodev Herald today.",
        "The Herald is the valley's oldest paper. Get inside the newsroom by becoming a member.",
        "Editor's note: Want to keep the Herald afloat? Join Herald Plus with the promo code WEIR!",
        "Sign up here to get the morning headlines from the valley.",
        "Get Our Best Stories Subscribe to the River Brief newsletter.",
        "Listen to the latest episode of our river podcast.",
        "If you can, support the Herald from £3 a month.",
        "This interview has been edited and condensed for clarity.",
        "A lightly edited transcript of our conversation follows.",
        "The conversation has been lightly edited.",
        "To read the full report of the dam board, click here.",
        "FOR THE HERALD'S FLOOD PAGES, CLICK HERE.",
        "Support the Herald’s river reporting",
    ],
)
def test_a_plea_an_offer_and_a_note_are_the_pages(words):
    assert is_appeal(words, edge=False)


@pytest.mark.parametrize(
    "words",
    [
        "River Notes is a weekly column by Ana Roth, who covers the dams.",
        "This story has been updated with further details.",
        "We'd like to hear what you think of this or any of our pieces.",
    ],
)
def test_what_a_column_is_stands_at_an_end(words):
    assert is_appeal(words, edge=True)
    assert not is_appeal(words, edge=False)


@pytest.mark.parametrize(
    "words",
    [
        "“Please consider making a contribution to the dyke fund,” the bishop told them.",
        "He became a member of the dam board in 2029 and its head a year later.",
        "The board said your support will keep us afloat, in a letter to the town.",
        "Residents can sign up for the alerts at the town hall.",
        "The interview was cut short, and an edited tape went out that night.",
        "The column of lorries is a mile long.",
        "The town will support tenants in the flooded streets from £40 a week.",
        "Dockers get a cheaper berth by becoming a member of the guild.",
        "The forged voucher code RIVER9 was found on 40 cards.",
        "This story has been updated to correct the number of the dead, which is 9 and not 12.",
        "The post has been updated with the name of the ferry, 40 hours late.",
        "She clicked here and there and found no trace of the money.",
        "The bank asked for a code, and the clerk had lost it.",
    ],
)
def test_a_story_that_holds_such_words_is_a_story(words):
    assert not is_appeal(words, edge=True)


def test_a_plea_at_the_foot_is_left_out_of_the_story():
    story = "The river rose by a metre on Monday, the dam board said.\n\nTwo streets are under water."
    text = f"River rises in Lodev\n\n{story}\n\nSupport the Herald’s river reporting\n\n{PLEA}"
    marks = mark_body(text)
    assert "\n\n".join(span.of(text) for span in marks.body) == story
    assert [part.kind for part in marks.furniture] == ["page note", "page note"]


def test_a_gallery_a_player_and_a_form_are_told_however_long_they_are():
    shots = " ".join(f"Divers at gate {n} of the dam. Hide Caption {n} of 90" for n in range(90))
    countries = " ".join(f"Country{n}" for n in range(300))
    assert classify(f"Photos: The flood at Lodev {shots}") == "caption"
    assert classify(f"Get the Brief. Sign up for the day's stories. Choose your country {countries}") == "page note"
    assert classify("JUST WATCHED Dam gates open Replay More Videos ... MUST WATCH Dam gates open 01:43") == "link"
    assert classify("The pilgrims must watch the gate, and choose their country's side.") is None
