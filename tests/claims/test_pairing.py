"""What two newsrooms tell in other words is one claim; what differs in a count, a "not" or an opposite is not."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from twosource.claims import claims, confirmation, pairing, story
from twosource.claims.alignment import word_weights
from twosource.claims.confirmation import Confirmation
from twosource.claims.likeness import Likeness
from twosource.claims.meaning import FILE, vectors_of
from twosource.claims.standing import CONFIRMED
from twosource.lexicon import load

# Two newsrooms on one fire; no sentence of the one shares more than a name or two with a sentence of the other.
FIRST = """The cannery on Skarvey quay burnt to the ground in the early hours of Sunday.

Fire crews from three parishes needed seven hours to put out the flames.

A night watchman was taken to the infirmary with scorched hands.

The mayor, Ada Fennick, promised that every worker would be paid until Christmas.

Herring prices on the island doubled by noon.

The ferry to Tarn did not sail that morning because of the smoke.

Children collected tins that had burst and rolled into the harbour."""
SECOND = """Flames destroyed the fish factory at Skarvey harbour before dawn on Sunday.

Wages will go on being paid to all staff till the end of the year, Ada Fennick said.

Boats to the mainland were cancelled since nobody could see the pier.

A guard at the works was taken to hospital with burnt hands.

The island has had no cinema since the flood.

A choir of forty will give a concert for the families on Friday.

Insurers have sent two men who photograph the ruins."""
TOLD_ANEW = [
    ["0: burnt to the ground in the early hours", "1: destroyed the fish factory"],
    ["0: every worker would be paid until Christmas", "1: Wages will go on being paid to all staff"],
]


@pytest.mark.parametrize("places", TOLD_ANEW)
def test_what_is_told_in_other_words_is_one_claim(read, places):
    (claim,) = read((FIRST, SECOND)).claims_holding(places)
    assert claim.lineages == 2
    assert claim.standing != CONFIRMED  # what confirms is asked more strictly


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("every worker would be paid", "Wages will not go on being paid to all staff"),
        ("all 60 workers would be paid", "Wages will go on being paid to 400 staff"),
    ],
)
def test_what_cannot_be_one_claim_is_not(read, first, second):
    one = FIRST.replace("every worker would be paid", first)
    other = SECOND.replace("Wages will go on being paid to all staff", second)
    assert (one, other) != (FIRST, SECOND)
    assert not read((one, other)).claims_holding([f"0: {first}", f"1: {second}"])


def test_a_report_of_few_statements_has_no_likest(read):
    few = "\n\n".join(SECOND.split("\n\n")[:2])
    assert not read((FIRST, few)).claims_holding(TOLD_ANEW[0])


def test_copies_of_one_lineage_are_not_paired(read, monkeypatch):
    asked = []
    monkeypatch.setattr(pairing, "_mutual", lambda alike, *_: asked.append(alike.shape) or [])
    read((FIRST, FIRST.upper(), SECOND), lineages=((0, 1), (2,)))
    assert len(asked) == 2


def test_each_report_is_compared_with_so_many_that_come_after_it():
    reports = [f"r{n}" for n in range(100)]
    pairs = list(pairing._pairs_of(reports, {r: r for r in reports}))
    assert len(pairs) == sum(min(pairing.REACH, 99 - n) for n in range(100))
    assert not list(pairing._pairs_of(reports, dict.fromkeys(reports, "l1")))


def test_the_likest_of_row_and_column_leads_by_what_is_next():
    alike = np.array([[0.9, 0.2, 0.8], [0.3, 0.1, 0.95], [0.2, 0.0, 0.1]], np.float32)
    apart = np.arange(3)
    assert [(x, y) for x, y, _ in pairing._mutual(alike, apart, apart)] == [(0, 0), (1, 2)]
    leads = [lead for _, _, lead in pairing._mutual(alike, apart, apart)]
    assert leads == pytest.approx([0.9 - 0.8 + 0.9 - 0.3, 0.95 - 0.3 + 0.95 - 0.8])
    # What stands in the same sentence is no rival: the third column is a part of the first.
    shared = [lead for _, _, lead in pairing._mutual(alike, apart, np.array([0, 1, 0]))]
    assert shared[0] == pytest.approx(0.9 - 0.2 + 0.9 - 0.3)


def test_chance_follows_from_the_weights():
    weights = load("pairing")
    evidence = tuple(0.1 * n for n in range(len(weights["weights"])))
    total = weights["constant"] + sum(w * x for w, x in zip(weights["weights"], evidence, strict=True))
    assert pairing.chance(pairing.Pair(0, 1, evidence)) == pytest.approx(1 / (1 + math.exp(-total)))
    with pytest.raises(ValueError, match="zip"):
        pairing.chance(pairing.Pair(0, 1, evidence[1:]))


def test_words_of_one_meaning_are_near_each_other():
    told = vectors_of(["Dockers downed tools", "Port workers went on strike", "The orchestra played a waltz", "zzqx"])
    near = told @ told.T
    assert near[0, 1] > near[0, 2] + 0.1
    assert np.linalg.norm(told[:3], axis=1) == pytest.approx([1, 1, 1], abs=1e-4)
    assert not told[3].any()
    assert vectors_of([]).shape == (0, told.shape[1])


def test_the_vectors_are_those_of_the_card():
    digest = hashlib.sha256((files("twosource.models") / FILE).read_bytes()).hexdigest()
    assert digest == load("pairing")["vectors"]


def test_of_two_that_tell_one_thing_in_other_words_the_plainer_is_printed(read):
    told = "The cannery on Skarvey quay burnt to the ground in the early hours of Sunday"
    longer = told.replace(" burnt", " and its smokehouse of brick burnt")
    assert told in FIRST
    (claim,) = read((FIRST.replace(told, longer), SECOND)).claims_holding(
        ["0: burnt to the ground", "1: destroyed the fish factory"]
    )
    assert claim.text == "Flames destroyed the fish factory at Skarvey harbour before dawn on Sunday."


APART = [
    ("The Tarn ferry line denied that the pier had been closed.", "The harbour office said the pier had been closed."),
    ("The old pier at Tarn is good for heavy boats.", "Heavy boats find the old pier at Tarn bad for them."),
    ("Forty people were killed in the crash at Danne.", "Forty people were injured in the crash at Danne."),
    ("The pier was closed to 60 boats.", "The harbour office closed the pier to 400 boats."),
    ("Wages will be paid to all staff.", "Wages will not be paid to all staff."),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_slots_keep_apart_what_cannot_be_one_claim(read, first, second):
    story = read((first, second))
    likeness = Likeness(word_weights(story.statements))
    (one, *_), (other, *_) = ([s for s in story.statements if s.report == r.id] for r in story.reports)
    assert pairing.are_apart(one, other, likeness)
    assert not pairing.are_apart(one, one, likeness)


def test_a_bare_thing_is_not_what_is_told_of_it(read):
    told = "The explosion destroyed brick warehouses, wooden piers and the roof of a ferry hall."
    (statement, *_) = read((told,)).statements
    thing = replace(statement, words=("blast",), text="the explosion")
    assert len(statement.words) > 1 / pairing.SHORTER
    assert pairing.are_apart(statement, thing, Likeness(word_weights([statement, thing])))


def test_what_is_confirmed_takes_in_no_telling_in_other_words(read, monkeypatch):
    seen = []
    real = story.pair_up
    monkeypatch.setattr(story, "pair_up", lambda groups, *rest: seen.append(groups) or real(groups, *rest))
    told = "Nineteen people died in the crash at Danne, the health ministry said."
    other = "The crash at Danne killed nineteen people, said Maud Ebel, director of the hospital."
    weighed = read((told + "\n\n" + FIRST, other + "\n\n" + SECOND)).weighed
    confirmed = [c for c in weighed.claims if c.standing == CONFIRMED]
    assert confirmed
    asked = {(s.report, s.span) for groups in seen for group in groups for s in group}
    assert not asked & {(r.report, r.span) for c in confirmed for r in c.readings}


def test_a_fall_is_confirmed_by_the_same_number_only(read):
    fell, also, same = read(
        ("Tarn shares fell 4.9 percent on Monday.", "Tarn shares also fell.", "Tarn shares fell 4.9 percent.")
    ).statements[:3]
    assert confirmation._moved_by_other(fell, also)
    assert not confirmation._moved_by_other(fell, same)
    assert not confirmation._moved_by_other(also, also)


def test_whose_sentence_names_a_source_may_have_it_from_there(read):
    first, second = read(
        ("The letters were found, the Beacon said.", "The letters were found, Mira Holm said.")
    ).statements[:2]
    known = {(first.report, first.span): ("l1", "Beacon"), (second.report, second.span): ("l2", "Mira Holm")}
    naming = replace(second, about=frozenset({"tarn beacon", "mira holm"}))
    assert claims._independent(known, Confirmation(first, second), {})
    assert not claims._independent(known, Confirmation(first, naming), {})
