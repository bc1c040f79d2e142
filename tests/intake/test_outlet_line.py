"""The line right above a date: an outlet's name only where the text, or another report, shows that it is one."""

from __future__ import annotations

import pytest

from twosource.intake.body import mark_body

STORY = "The river rose by two metres in the night and cut the old town in two. No one was hurt."


def outlet_of(line: str, story: str = STORY, *, head: str = "Old dam holds after a night of rain\n\n") -> str | None:
    return mark_body(
        f"{head}{line}\n6 March 2031\n\n{story}\n\nThe water is falling now, the weather office said."
    ).outlet


@pytest.mark.parametrize(
    ("line", "story"),
    [
        ("Quaywatch", f"LODEV (Quaywatch) - {STORY}"),
        ("Northern Wires", f"LODEV, Karsia (Northern Wires) — {STORY}"),
        ("Quaywatch", f"{STORY} “It held,” the warden told Quaywatch."),
        ("Quaywatch", f"{STORY} Pictures seen by Quaywatch show the dam."),
        ("Quaywatch", f"{STORY} Quaywatch has learned that the warden slept."),
        ("Harbour Signal", f"{STORY} A Harbour Signal reporter saw the water fall."),
        ("Harbour Signal", f"An earlier Harbour Signal report put the river lower. {STORY}"),
        ("Lodev Today", STORY),
        ("Lodev Lantern", STORY),
        ("The Clarion", STORY),
        ("Channel Nine", STORY),
        ("Channel 4", STORY),
        ("The Quaywatch", f"{STORY} “It held,” the warden told The Quaywatch."),
        ("Quaywatch (QW)", f"LODEV (QW) - {STORY}"),
        ("Karsian State News Agency (KASNA)", STORY),
    ],
)
def test_what_shows_an_outlet(line, story):
    assert outlet_of(line, story) == line


@pytest.mark.parametrize(
    ("line", "story"),
    [
        ("Quaywatch", STORY),
        ("Ana Roth", f"{STORY} “It held,” the warden told Ana Roth."),
        ("Ana Roth and Piet Vos", STORY),
        ("By Ana Roth", STORY),
        ("Lodev", f"{STORY} The minister told Lodev to wait. It rained in Lodev."),
        ("Lodev", f"{STORY} A Lodev reporter who lives there saw it. The mayor of Lodev fled."),
        ("Oslo", f"{STORY} The ministry told Oslo so."),
        ("World", STORY),
        ("Channel Islands", STORY),
        ("The Hague", f"{STORY} Envoys told The Hague so. It rained in The Hague."),
        ("The Long Read", STORY),
        ("Lantern", STORY),
        ("Today", STORY),
        ("Updated", STORY),
    ],
)
def test_a_writer_a_place_or_a_rubric_is_no_outlet(line, story):
    assert outlet_of(line, story) is None


@pytest.mark.parametrize("head", ["", "Dam holds\n\n", "6 March 2031\n\n"])
def test_only_below_a_headline(head):
    assert outlet_of("Quaywatch", f"LODEV (Quaywatch) - {STORY}", head=head) is None


def test_headline_name_and_date_may_be_one_block():
    head = "Old dam holds after a night of rain\n"
    assert outlet_of("Quaywatch", f"{STORY} Two clerks told Quaywatch so.", head=head) == "Quaywatch"
    assert outlet_of("Quaywatch", STORY, head=head) is None


def test_a_blank_line_parts_it_from_the_date():
    told = f"LODEV (Quaywatch) - {STORY}"
    assert mark_body(f"Old dam holds after a night of rain\n\nQuaywatch\n\n6 March 2031\n\n{told}").outlet is None


def test_a_standfirst_may_stand_between():
    head = "Old dam holds after a night of rain\n\nThe wardens had feared for the old town.\n\n"
    assert outlet_of("Lodev Today", head=head) == "Lodev Today"


def test_windows_line_ends_are_line_ends():
    text = f"Old dam holds after a night of rain\r\n\r\nLodev Today\r\n6 March 2031\r\n\r\n{STORY}"
    assert mark_body(text).outlet == "Lodev Today"
