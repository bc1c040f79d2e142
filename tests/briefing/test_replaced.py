"""A claim that a later count or a withdrawal overtook says so wherever it stands, with what took its place."""

from __future__ import annotations

import pytest

from twosource.briefing.labels import Citer
from twosource.briefing.replaced import overtaken
from twosource.model import Claim, Conflict, Reading, Report, Span

SANK = "A barge sank off Tarn on Monday, killing at least nine people and leaving 31 missing."
LATER = "Divers found five more bodies, taking the dead to 14."


def _claim(id: str, text: str, reading: Reading, standing: str = "one report") -> Claim:
    return Claim(id, text, None, (reading,), 1, 1, (), standing)


def _reading(report: str, text: str, words: str, stance: str = "states", **more: object) -> Reading:
    start = text.index(words)
    value = more.get("value")
    assert value is None or isinstance(value, tuple)
    return Reading(report, Span(start, start + len(words)), "l1", None, stance=stance, text=words, value=value)


def _told(*claims: Claim, conflict: Conflict, later: str = LATER) -> dict[str, str]:
    reports = [Report("a.txt", SANK, ""), Report("b.txt", later, "")]
    return overtaken(claims, [conflict], Citer(reports))


NINE = _reading("a.txt", SANK, "killing at least nine people", value=(9, None))
FOURTEEN = _reading("b.txt", LATER, "taking the dead to 14", value=(14, 14))
CHAIN = Conflict("supersession", "c2", (NINE, FOURTEEN), "Later counts replaced earlier ones: Nine. 14 dead.")
NEWEST = _claim("c2", "14 killed.", FOURTEEN)


@pytest.mark.parametrize(
    ("text", "reading", "told"),
    [
        ("At least nine people killed.", NINE, "replaced by a later count: 14 [b:1]"),
        (SANK, _reading("a.txt", SANK, SANK), "replaced by a later count: 14 [b:1]"),
        ("A barge sank off Tarn.", _reading("a.txt", SANK, SANK), None),
        ("31 missing.", _reading("a.txt", SANK, "leaving 31 missing", value=(31, 31)), None),
        (LATER, _reading("b.txt", LATER, LATER), None),
    ],
)
def test_what_prints_a_count_says_what_replaced_it(text: str, reading: Reading, told: str | None) -> None:
    assert _told(_claim("c1", text, reading), NEWEST, conflict=CHAIN).get("c1") == told
    assert "c2" not in _told(_claim("c1", text, reading), NEWEST, conflict=CHAIN)


def test_the_missing_who_were_found_are_replaced_by_no_other_number() -> None:
    lost = _reading("a.txt", SANK, "leaving 31 missing", value=(31, 31))
    back = _reading("b.txt", LATER, "taking the dead to 14", value=(31, 31))
    chain = Conflict("supersession", "c2", (lost, back), "Later counts replaced earlier ones: 31 missing. All found.")
    found = _told(_claim("c1", "31 missing.", lost), _claim("c2", "The 31 were found.", back), conflict=chain)
    assert found == {"c1": "replaced by a later count [b:1]"}


@pytest.mark.parametrize(("old", "marked"), [("31", True), ("A barge", False)])
def test_a_bare_number_that_was_taken_back_is_a_part_of_what_prints_it(old: str, marked: bool) -> None:
    later = "The barge carried 13 passengers, and not 31 passengers."
    gone = Conflict(
        "retraction",
        "c2",
        (_reading("a.txt", SANK, old), _reading("b.txt", later, "31 passengers", "withdraws")),
        "Withdrawn by the port: The passengers: 31.",
    )
    told = SANK if marked else SANK.replace("31 ", "some ")
    found = _told(_claim("c1", told, _reading("a.txt", SANK, SANK)), conflict=gone, later=later)
    assert found == ({"c1": "a part of it was withdrawn [b:1]"} if marked else {})


@pytest.mark.parametrize(
    ("text", "marked"),
    [(SANK, True), ("A barge sank off Tarn on Monday.", False), (f"{SANK} (since corrected: 13, not 31)", False)],
)
def test_a_claim_says_that_a_part_of_it_was_withdrawn(text: str, marked: bool) -> None:
    later = "The port withdrew its count of 31 missing."
    old, back = _reading("a.txt", SANK, "31 missing"), _reading("b.txt", later, "31 missing", "withdraws")
    gone = Conflict("retraction", "c2", (old, back), "Withdrawn by the port: 31 missing.")
    found = _told(
        _claim("c1", text, _reading("a.txt", SANK, SANK)),
        _claim("c2", "31 missing.", old, "withdrawn"),
        conflict=gone,
        later=later,
    )
    assert found == ({"c1": "a part of it was withdrawn [b:1]"} if marked else {})
