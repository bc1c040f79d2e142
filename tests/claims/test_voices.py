"""Two names of one source are one origin; two bodies are two."""

from __future__ import annotations

import pytest

from twosource.claims.standing import CONFIRMED, ONE_ORIGIN, count_standing
from twosource.claims.voices import may_be_one
from twosource.model import Reading, Span

ROLES = {
    "Ilse Brandt": {("interior minister", "Norway")},
    "Otto Falk": {("president", "United States")},
    "Maud Ebel": {("spokeswoman", "Dockers' Union")},
    "Jan Roth": {("defense secretary", "")},
    "Tove Lindal": {("chairwoman", "PSO")},
    "Ada Fennick": {("spokeswoman", "Ruthian transport ministry"), ("colonel", "")},
    "Jon Reve": {("deputy chief", "general staff"), ("general", "")},
}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ilse Brandt", "Norwegian interior ministry"),
        ("Ilse Brandt", "interior ministry"),
        ("Ilse Brandt", "Ilse Brandt's office"),
        ("Norway", "Norwegian interior ministry"),
        ("Otto Falk", "White House"),
        ("Otto Falk", "Falk administration"),
        ("Jan Roth", "Pentagon"),
        ("Maud Ebel", "dockers' union"),
        ("interior ministry spokesman", "interior minister"),
        ("officials", "Ilse Brandt"),
        ("a letter", "Ilse Brandt"),
        ("regulatory filing", "harbour office"),
        ("court documents", "land register"),
        ("1,100 former prosecutors", "harbour office"),
        ("witnesses", "residents"),
        ("Falk administration", "Defense Department"),
        ("Varel Evening Post", "harbour office"),
        ("person close to the Falk family", "harbour office"),
        ("two members of staff", "Ada Fennick"),
        ("Norway's government", "interior ministry"),
        ("Tove Lindal", "Port Safety Office"),
        ("PSO", "Port Safety Office"),
        ("Ada Fennick", "Ruthia transport ministry"),
        ("Ada Fennick", "Ruthia"),
        ("Jon Reve", "Sarvia general staff"),
        ("Jon Reve", "Sarvian army"),
        ("Ruthian army", "Ruthia general staff"),
    ],
)
def test_what_may_be_one_source_is_one(first, second):
    assert may_be_one(first, second, ROLES)
    assert may_be_one(second, first, ROLES)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ilse Brandt", "Norwegian police"),
        ("Ada Fennick", "Sarvia transport ministry"),
        ("Jon Reve", "Ruthia transport ministry"),
        ("Sarvian army", "Ruthia general staff"),
        ("Marian Doe", "Maria Doe"),
        ("Tarn General Hospital", "Tarn army"),
        ("Otto Falk", "Kremlin"),
        ("Otto Falk", "Jan Roth"),
        ("witnesses", "police"),
        ("health ministry", "interior ministry"),
        ("Spain's health ministry", "Italy's health ministry"),
        ("own account of Tide Courier", "own account of Harbour Post"),
        ("own account of Tide Courier", "fire service"),
        ("Falk administration", "dockers' union"),
        ("Norway's government", "Italy's health ministry"),
        ("Port Safety Office", "Public Signals Ombudsman"),
        ("Tove Lindal", "Harbour Pilots Union"),
    ],
)
def test_two_bodies_are_two_sources(first, second):
    assert not may_be_one(first, second, ROLES)
    assert not may_be_one(second, first, ROLES)


def stands(*origins: str) -> object:
    readings = [Reading(f"r{n}", Span(0, 1), f"l{n}", origin) for n, origin in enumerate(origins)]
    return count_standing(readings, roles=ROLES)


def test_an_office_and_its_holder_confirm_nothing():
    standing = stands("Ilse Brandt", "interior ministry")
    assert (standing.verdict, standing.origins) == (ONE_ORIGIN, ("Ilse Brandt",))
    assert "interior ministry may be the same source as Ilse Brandt" in standing.reasons


def test_somebody_unnamed_is_no_second_source_but_a_third_is():
    assert stands("officials", "harbour office").verdict == ONE_ORIGIN
    assert stands("officials", "harbour office", "fire service").verdict == CONFIRMED


def test_a_general_of_a_land_may_speak_for_it() -> None:
    roles = {"Ada Moll": [("general", "Ruthia")]}
    assert may_be_one("Ada Moll", "Ruthia", roles)
    assert not may_be_one("Ada Moll", "Orrinia", roles)
