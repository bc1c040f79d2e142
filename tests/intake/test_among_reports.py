"""Houses that no list knows: what one report prints lets another one of the same story be read."""

from __future__ import annotations

import pytest

from twosource.intake import make_report, name_houses
from twosource.model import Report

WIRE = (
    "River rises at Lodev in the night\n\nLODEV (Quaywire) - The river rose by two metres on Monday.\n\nIt fell later."
)
TOLD = "The river rose by two metres on Monday, and people left.\n\nThe warden slept.\n\nNobody was hurt."


def second(text: str, first: str = WIRE, **known: str) -> Report:
    """Return the second of two reports of one story, as named by the first."""
    one, other = make_report("a", first), make_report("b", text, **known)
    return name_houses([one, other])[1]


@pytest.mark.parametrize(
    "note",
    [
        "Quaywire contributed to this report",
        "With material from Quaywire",
        "With Quaywire",
        "With material from the Quaywire news agency",
        "Contributing: Quaywire",
        "With reporting by Quaywire and AFP",
        "Ana Roth and Quaywire contributed to this story",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "- {}", "({}.)"])
def test_a_closing_note_credits_the_agency_of_another_reports_dateline(note, frame):
    assert second(f"{TOLD}\n\n{frame.format(note)}").credit_printed == note


@pytest.mark.parametrize(
    "note",
    [
        "With Ana Roth",
        "Rain contributed to this report",
        "With Quaywire, and with Lodev under water",
        "With Quaywire silent, nobody knew.",
        "The warden told Quaywire that he slept.",
    ],
)
def test_other_lines_credit_nobody(note):
    assert second(f"{TOLD}\n\n{note}").credit_printed is None


SHORT = WIRE.replace("(Quaywire)", "(KPA)")


@pytest.mark.parametrize("note", ["Karsian Press Agency contributed to this report.", "With the Karsian Press Agency"])
def test_a_note_has_the_whole_name_of_an_agency_whose_first_letters_a_dateline_prints(note):
    assert second(f"{TOLD}\n\n{note}", first=SHORT).credit_printed == note.rstrip(".")


@pytest.mark.parametrize("note", ["Kora Poe Aldane contributed to this report", "With Karsian Press Art"])
def test_other_names_of_those_letters_credit_nobody(note):
    assert second(f"{TOLD}\n\n{note}", first=SHORT).credit_printed is None


@pytest.mark.parametrize("author", ["Ana Roth and Quaywire", "Staff and Quaywire"])
def test_a_line_that_is_labelled_as_the_authors_credits_the_agency(author):
    assert second(f"Old dam holds after a night of rain\n\nAuthor: {author}\n\n{TOLD}").credit_printed == "Quaywire"


def test_a_note_that_names_the_agency_goes_before_a_byline_that_names_none():
    text = f"Old dam holds after a night of rain\n\nAuthor: Staff and agencies\n\n{TOLD}"
    assert second(text).credit_printed == "Staff and agencies"
    assert second(f"{text}\n\nWith Quaywire").credit_printed == "With Quaywire"


def test_no_note_is_read_where_no_dateline_has_the_name():
    note = f"{TOLD}\n\nWith material from Quaywire"
    assert second(note, first=WIRE.replace(" (Quaywire)", "")).credit_printed is None
    assert name_houses([make_report("a", note)])[0].credit_printed is None


def test_a_house_is_no_contributor_to_its_own_report():
    assert second(f"{TOLD}\n\nWith Quaywire", outlet="The Quaywire").credit_printed is None


def test_a_note_in_the_middle_of_a_story_is_none():
    assert second(f"With Quaywire\n\n{TOLD}\n\n{TOLD}").credit_printed is None


def test_what_a_report_prints_itself_stays():
    assert second(f"LODEV (AFP) - {TOLD}\n\nWith Quaywire").credit_printed == "AFP"


@pytest.mark.parametrize(("line", "outlet"), [("Quaywire", "Quaywire"), ("QUAYWIRE", "QUAYWIRE"), ("Ana Roth", None)])
def test_a_line_above_the_date_is_an_outlet_that_another_report_names(line, outlet):
    assert second(f"Old dam holds after a night of rain\n\n{line}\n7 March 2031\n\n{TOLD}").outlet == outlet


def test_a_follow_up_is_of_the_outlet_of_the_story_before():
    first = make_report("a", TOLD, outlet="Harbour Signal")
    text = f"Warden leaves after a night of rain\n\nHarbour Signal\n7 March 2031\n\n{TOLD}"
    assert name_houses([make_report("b", text)])[0].outlet is None
    assert [r.outlet for r in name_houses([make_report("b", text), first])] == ["Harbour Signal"] * 2


@pytest.mark.parametrize(
    "line",
    ["By our river staff and Quaywire", "By Ana Roth and Quaywire", "Staff and Quaywire", "By Ana Roth, Quaywire"],
)
def test_a_byline_credits_the_agency_of_another_reports_dateline(line):
    assert second(f"Old dam holds after a night of rain\n\n{line}\n\n{TOLD}").credit_printed == "Quaywire"


@pytest.mark.parametrize("line", ["Quaywire", "- Quaywire", "(Quaywire)", "QUAYWIRE"])
def test_a_last_line_that_is_the_name_of_an_agency_signs(line):
    assert second(f"{TOLD}\n\n{line}").credit_printed == line.strip("-( )")


@pytest.mark.parametrize(
    "text",
    [
        f"Old dam holds\n\nBy Quaywire Moll\n\n{TOLD}",
        f"Old dam holds\n\nStaff of the dam told Quaywire that it held\n\n{TOLD}",
        f"{TOLD}\n\nQuaywire told nobody.",
        f"{TOLD}\n\nQuaywire\n\nThe warden slept on.",
    ],
)
def test_a_name_amid_other_words_signs_nothing(text):
    assert second(text).credit_printed is None


@pytest.mark.parametrize("last", ["It rained. (Quaywire, with Post staff)", "“It rained,” he said. (With Quaywire.)"])
def test_a_note_in_brackets_behind_the_last_sentence_credits_the_agency(last):
    assert "Quaywire" in (second(f"{TOLD}\n\n{last}").credit_printed or "")


@pytest.mark.parametrize("last", ["It rained (Quaywire was told).", "It rained. (The warden of Quaywire slept.)"])
def test_other_words_in_brackets_credit_nobody(last):
    assert second(f"{TOLD}\n\n{last}").credit_printed is None


@pytest.mark.parametrize("told", ["the news agency Quaywire reports", "the Quaywire news agency reported"])
def test_an_agency_that_a_text_says_it_tells_after_is_its_credit(told):
    assert second(f"The river rose in the night, {told}.\n\n{TOLD}").credit_printed == "Quaywire"


def test_an_agency_that_is_named_behind_the_lead_is_no_credit():
    text = f"{TOLD}\n\nSnow fell in the hills, the news agency Quaywire reports."
    assert second(text).credit_printed is None


def test_an_agency_that_is_the_news_itself_is_no_credit():
    assert second(f"The head of the news agency Quaywire slept.\n\n{TOLD}").credit_printed is None


def test_a_note_in_brackets_behind_the_lead_credits_the_agency():
    lead = "The dam at Lodev broke at noon, the mayor said. (Quaywire)\n\nThe town was emptied by evening."
    named = name_houses(
        [
            Report("a", "LODEV (Quaywire) - The dam held.", "", credit_printed="Quaywire"),
            Report("b", "Dam breaks at Lodev\n\n" + lead, ""),
            Report("c", "Dam breaks at Lodev\n\nIt broke at noon.\n\nA pump failed. (Quaywire)\n\nIt was old.", ""),
        ]
    )
    assert [r.credit_printed for r in named] == ["Quaywire", "Quaywire", None]
