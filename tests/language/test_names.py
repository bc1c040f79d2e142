"""Names of a passage: the parser's known gaps, each mended by a rule; and mentions on hostile text."""

from __future__ import annotations

import time

import pytest

from twosource.language.gazetteer import covers, gender_of_first_name, singular, state_of, word_class
from twosource.language.mentions import Mention, find_mentions, quoted_stretches
from twosource.language.names import dateline, find_names
from twosource.language.parser import Parsed, parse
from twosource.language.roles import Role, fits
from twosource.language.spelling import body_key, fold, same_first_name, same_surname


def parsed(text: str) -> Parsed:
    return next(iter(parse([text])))


def names(text: str) -> dict[str, str]:
    return {name.text: name.kind for name in find_names(parsed(text))}


def mention(text: str, words: str) -> Mention:
    return next(m for m in find_mentions(parsed(text)) if m.text == words)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Two shells hit the wing of Hospital No. 4 on Monday.", "Hospital No. 4", "ORG"),
        ("President Jean-Luc Moreau left.", "Jean-Luc Moreau", "PERSON"),
        ("The Northern Fisheries Alliance (NFA) met.", "Northern Fisheries Alliance", "ORG"),
        ("The Northern Fisheries Alliance (NFA) met.", "NFA", "ORG"),
        ("The Kazakh police left.", "Kazakh", "NORP"),
        ("Mr. King slept.", "King", "PERSON"),
        ("08:15 Oskar Brel has just been on Radio Orlow, and he is not mincing words.", "Oskar Brel", "PERSON"),
        ("Chile and Norway signed.", "Chile", "GPE"),
        ("Otto Falk’s van was late.", "Otto Falk", "PERSON"),
        ("The boat ran between the islands of Tavel and Orrin.", "Orrin", "GPE"),
        ("Harbour Minister Ilka Dorrane slept.", "Ilka Dorrane", "PERSON"),
        ("The Salt and Lanterns coalition met.", "Salt and Lanterns", "ORG"),
        ("He drank at the Admiral Benbow.", "Admiral Benbow", "LOC"),
        ("St Agnes's Hospital in Dorlow said it was full.", "St Agnes's Hospital", "ORG"),
        ("Doctors at St. Agnes's General Hospital slept.", "St. Agnes's General Hospital", "ORG"),
        ("Smoke rose over Mt Tavel and near Ft Orrin.", "Mt Tavel", "GPE"),
        ("Smoke rose over Mt Tavel and near Ft Orrin.", "Ft Orrin", "GPE"),
        ("A barge sank near St Orrin.", "St Orrin", "GPE"),
        ("Jill St Clair slept.", "Jill St Clair", "PERSON"),
        ("Margit Aldane, 71, a retired diver, slept.", "Margit Aldane", "PERSON"),
        ("Mr St John slept.", "St John", "PERSON"),
    ],
)
def test_a_gap_of_the_parser_is_mended(text: str, name: str, kind: str) -> None:
    assert names(text).get(name) == kind


@pytest.mark.parametrize("text", ['Otto Falk "Bergen" Moreau', "Otto Falk “Bergen” Moreau", "“Otto Falk” “Ana Duarte”"])
def test_no_name_runs_over_a_quotation_mark(text: str) -> None:
    assert not any(mark in name for name in names(text) for mark in '"“”')


def test_names_are_where_they_say() -> None:
    text = "Norway’s President Ilse Brandt met the Northern Fisheries Alliance (NFA) in Lima."
    for name in find_names(parsed(text)):
        assert name.span.of(text) == name.text


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("LIMA, Peru (XPA) — The mine", 19),
        ("LIMA, (Peru): The mine", 14),
        ("Lima (XPA) - The mine", 13),
        ("LIMA — The mine", 7),
        ("FALK: We will win.", 0),
        ("The mine — in Lima — closed.", 0),
        ("", 0),
    ],
)
def test_a_dateline_is_seen(text: str, end: int) -> None:
    assert dateline(text) == end


def test_a_dateline_and_a_photo_credit_are_furniture() -> None:
    found = find_mentions(parsed("LIMA, Peru (XPA) — Otto Falk spoke. (Ana Duarte/XPA)"))
    assert {m.name for m in found if m.kind == "name" and not m.furniture} == {"Otto Falk"}


def test_title_owner_and_place_belong_to_the_name() -> None:
    found = mention("Norway’s former President Ilse Brandt spoke.", "Norway’s former President Ilse Brandt")
    assert (found.name, found.office, found.place, found.past) == ("Ilse Brandt", "president", "Norway", True)
    assert found.subject


def test_secretary_of_state_is_one_office() -> None:
    text = "Chilean Secretary of State Hugo Stern spoke."
    assert mention(text, "Chilean Secretary of State Hugo Stern").office == "secretary of state"


def test_led_by_a_state_is_not_of_the_state() -> None:
    assert mention("The Norwegian-led alliance met.", "Norwegian-led alliance").place == ""


def test_apposition_and_conjunct_point_at_other_mentions() -> None:
    text = "Hugo Stern, the mayor of Bergen, met Otto Falk and Ana Duarte."
    mayor, duarte = mention(text, "mayor"), mention(text, "Ana Duarte")
    assert mayor.apposition is not None
    assert mayor.apposition.of(text) == "Hugo Stern"
    assert mayor.place == "Bergen"
    assert duarte.conjunct is not None
    assert duarte.conjunct.of(text) == "Otto Falk"


def test_possessor_is_the_whole_owner() -> None:
    text = "The interior ministry’s spokesman spoke."
    found = mention(text, "The interior ministry’s spokesman")
    assert found.possessor is not None
    assert found.possessor.of(text) == "The interior ministry"


def test_mentions_move_with_their_relations() -> None:
    text = "Hugo Stern, the mayor, spoke."
    moved = mention(text, "mayor").moved(100)
    assert moved.apposition == (100, 110)
    assert moved.span.of(" " * 100 + text) == "the mayor"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u200f\u202eOtto Falk\u202c said",
        "\x00\x01 said Falk \x7f",
        '“““ ” " ” “',
        "((((((((/))))",
        "the head of " * 200 + "state",
        "Falk’s " * 200 + "van",
        "A" * 5000,
        "Mr. " * 300,
        "said " * 300,
        "A. B. C. " * 200,
        "Иван сказал, что дождь.",
    ],
    ids=range(13),
)
def test_bad_text_gives_mentions_or_none_and_soon(text: str) -> None:
    tree = parsed(text)
    started = time.process_time()
    for found in find_mentions(tree):
        assert 0 <= found.span.start < found.span.end <= len(text)
    assert time.process_time() - started < 2


def test_an_unclosed_quotation_ends_with_the_passage() -> None:
    assert [s.of("a “b” “c") for s in quoted_stretches("a “b” “c")] == ["b", "c"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sergey", "sergei", True),
        ("dmitry", "dmitri", True),
        ("ted", "edward", True),
        ("r", "ruth", True),
        ("ruth", "otto", False),
        ("anna", "hanna", False),
    ],
)
def test_first_names(one: str, other: str, same: bool) -> None:
    assert same_first_name(one, other) is same
    assert same_first_name(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("balaev", "balayev", True), ("kasimov", "kassimov", True), ("stern", "sterne", False), ("ames", "adams", False)],
)
def test_surnames(one: str, other: str, same: bool) -> None:
    assert same_surname(one, other) is same


def test_british_and_american_bodies_meet() -> None:
    assert body_key("Labour Defence Organisation") == body_key("the Labor Defense Organization")
    assert fold("Zoë  O’Hara’s") == "zoe o'hara"


@pytest.mark.parametrize(
    ("office", "place", "past", "role", "may"),
    [
        ("leader", "Norway", False, Role("president", "Norway"), True),
        ("leader", "Chile", False, Role("president", "Norway"), False),
        ("opposition leader", "", False, Role("president", "Norway"), False),
        ("president", "", False, Role("vice president"), False),
        ("minister", "", False, Role("foreign minister"), True),
        ("finance minister", "", False, Role("foreign minister"), False),
        ("president", "", True, Role("president"), False),
        ("diplomat", "", False, Role("secretary of state"), True),
    ],
)
def test_descriptions_fit_roles(office: str, place: str, past: bool, role: Role, may: bool) -> None:
    assert fits(office, place, past, role) is may


def test_word_lists_agree_with_themselves() -> None:
    assert state_of("Britain") == ("United Kingdom", "state")
    assert state_of("OSLO") == ("Norway", "capital")
    assert state_of("Bergen") is None
    assert word_class("ministers") == "person"
    assert singular("police") == "police"
    assert covers("leader", "chancellor")
    assert not covers("chancellor", "leader")
    assert gender_of_first_name("Bergen") == ""


def test_a_hospital_is_called_by_the_whole_of_its_saints_name() -> None:
    found = mention("St Agnes's Hospital in Dorlow said it was full.", "St Agnes's Hospital")
    assert (found.name, found.possessor) == ("St Agnes's Hospital", None)
    assert "Quay St" in names("He lives in Quay St and sleeps.")


def test_a_name_behind_what_kind_of_body_it_is_is_the_bodys() -> None:
    group = mention(
        "Boats sank, according to the divers' group Open Reef, which saw it.", "the divers' group Open Reef"
    )
    assert (group.name, group.entity == "PERSON") == ("Open Reef", False)
    assert mention("The union Ada Moll leads slept.", "Ada Moll").entity == "PERSON"
