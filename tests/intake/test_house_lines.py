"""Lines of a page that speak of the house: told by what they ask, offer and name, not by any one paper's words."""

import pytest

from twosource.intake.body import mark_body
from twosource.intake.furniture import classify

STORY = "\n\n".join(f"The dam board met on day {n} and said the river was falling." for n in range(9))


@pytest.mark.parametrize(
    "line",
    [
        "[Front-page picture: the quay after dark]",
        "[ Ad: Autumn gutter special ]",
        "Like this piece? Tell a neighbour. Hate it? Tell the editor.",
        "Got plans of the dam? Our reporters can be reached in secret.",
        "Lost someone? Write to the Herald, Quay Steps 3. Notices are free.",
        "Subscribers can listen to this article (5 min)",
        "Audio: the mayor on the dyke (3 min 12 s)",
        "A version in easy language is available.",
        "3 min read. 48 comments",
        "For immediate release",
        "Opening hours: Mon-Thu 8-12.",
        "You are receiving this because you signed up.",
        "Forward-looking statements: this release may hold some.",
        "READ MORE ON THE HERALD",
        "Latest first | Share this page",
    ],
)
def test_a_line_of_the_house_is_told_wherever_it_stands(line):
    assert classify(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Ana Roth can be reached at the desk's drop box.",
        "Ana Roth's last book was The Price of Ice.",
        "Ana Roth taught law at Brack. Her opinions are her own.",
        "Herald Events: an evening with our chess editor",
    ],
)
def test_what_the_house_says_of_itself_stands_at_the_foot(line):
    assert classify(line, closing=True) is not None
    assert classify(line) is None


@pytest.mark.parametrize(
    "line",
    ["Words: Ana Roth. English edition", "Edited by Ana Roth and Piet Vos", "Notice 2031/17. Issued on Monday at noon"],
)
def test_who_made_a_page_stands_at_its_head(line):
    assert classify(line, opening=True) is not None
    assert classify(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Who lost the dam? The mayor said he would tell the board on Monday.",
        "Have the two sides met? We asked them on Monday, and neither would answer.",
        "Have the gates held? Our river, she said, has answered.",
        "A version of the treaty is available to both sides, he said, and neither has read it.",
        "The dam can be reached by boat.",
        "The town's last mayor was a miller.",
        "[The mayor] said so.",
        "Members can vote on Monday and will.",
        "Subscribers can sue, the court said.",
    ],
)
def test_a_story_that_is_worded_alike_is_a_story(line):
    assert classify(line) is None
    assert classify(line, closing=True) is None


def test_when_the_house_appears_is_its_own_note():
    head = "THE LODEV POST\n\nRiver falls in Lodev\nBy Ana Roth\n15 October 2031"
    text = f"{head}\n\n{STORY}\n\nThe Post appears on Wednesdays. Small ads by noon."
    assert not any("appears" in span.of(text) for span in mark_body(text).body)
    text = f"{head}\n\n{STORY}\n\nThe ghost appears on Wednesdays. Nobody sleeps."
    assert any("appears" in span.of(text) for span in mark_body(text).body)
