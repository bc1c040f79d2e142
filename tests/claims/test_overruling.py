"""What a person says about claims: a grade, a reading that is none, two claims that are one."""

from __future__ import annotations

from twosource.decisions import overrule
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.model import Claim, Decision, Ledger, Place, Report, Settings
from twosource.pipeline import make_ledger

SETTINGS = Settings(learned=False)
TODAY = "2021-05-12"
TEXTS = (
    "Forty people were taken off a ferry near Tamsin on Tuesday, the coast guard said.\n\n"
    "The harbour master, Ada Moll, said the pilot had been asleep.",
    "Lifeboats from two villages were called out at noon when a ship struck a bank. According to the coast guard, "
    "forty people were taken off the ferry on Tuesday.\n\n"
    "Moll said nobody was awake on the bridge. The ferry is to be towed to a yard upriver for repair.",
)


def reports(*more: str) -> list[Report]:
    return [make_report(f"r{n}", text, published=TODAY) for n, text in enumerate((*more, *TEXTS))]


def read(*decisions: Decision, more: tuple[str, ...] = ()) -> Ledger:
    return make_ledger(reports(*more), one_story=True, settings=SETTINGS, engine=LocalEngine(), decisions=decisions)


def claim_with(ledger: Ledger, words: str) -> Claim:
    found = [c for c in ledger.claims if any(words in r.text for r in c.readings)]
    assert found, [c.text for c in ledger.claims]
    return found[0]


def test_a_grade_is_put_in_with_name_and_reason_and_the_numbers_stay():
    before = claim_with(read(), "asleep")
    ledger = read(overrule("credibility", before.id, "2", "I. Sorn", "The log agrees."))
    after = claim_with(ledger, "asleep")
    assert (before.credibility, after.credibility) == (6, 2)
    assert after.reasons[-1] == "graded 2 by I. Sorn: The log agrees."
    assert (after.reports, after.lineages, after.standing) == (before.reports, before.lineages, before.standing)
    assert [d.value for d in ledger.decisions] == ["2"]
    assert ledger.notes == ()


def test_graded_twice_the_last_word_counts():
    name = claim_with(read(), "asleep").id
    grades = [overrule("credibility", name, n, "I. Sorn", "Because.") for n in ("2", "5")]
    ledger = read(*grades)
    assert claim_with(ledger, "asleep").credibility == 5
    assert ledger.decisions == (grades[1],)


def test_two_claims_become_one_and_the_others_keep_their_names():
    before = read()
    one, two = claim_with(before, "asleep"), claim_with(before, "awake")
    assert one.id != two.id
    ledger = read(overrule("same-claim", two.id, one.id, "I. Sorn", "One watch."))
    joined = claim_with(ledger, "asleep")
    assert joined.id == min(one.id, two.id)
    assert {r.report for r in joined.readings} == {"r0", "r1"}
    assert joined.lineages == 2
    assert "by I. Sorn: One watch." in joined.reasons[-1]
    assert {c.id for c in ledger.claims} == {c.id for c in before.claims} - {max(one.id, two.id)}


def test_a_reading_taken_out_is_a_claim_of_its_own():
    before = claim_with(read(), "people were taken off")
    assert {r.report for r in before.readings} == {"r0", "r1"}
    out = next(r for r in before.readings if r.report == "r1")
    place = f"r1:{out.span.start}-{out.span.end}"
    ledger = read(overrule("reading", before.id, place, "I. Sorn", "Another boat."))
    [left] = [c for c in ledger.claims if c.id == before.id]
    assert {r.report for r in left.readings} == {"r0"}
    assert f"{place} taken out by I. Sorn: Another boat." in left.reasons
    alone = [c for c in ledger.claims if any(r.span == out.span and r.report == "r1" for r in c.readings)]
    assert len(alone) == 1
    assert alone[0].id not in {c.id for c in read().claims}


def test_a_decision_finds_its_claim_by_its_place_when_another_report_has_moved_the_numbers():
    name = claim_with(read(), "asleep").id
    asleep = next(r for r in claim_with(read(), "asleep").readings)
    first = "A heron was seen at the lock on Monday, the warden said. The lock keeper said that the gate was shut."
    moved = Place("r1", asleep.span)
    ledger = read(overrule("credibility", name, "2", "I. Sorn", "The log agrees.", anchor=moved), more=(first,))
    assert claim_with(ledger, "asleep").id != name
    assert [c.text for c in ledger.claims if c.credibility == 2] == [claim_with(ledger, "asleep").text]


def test_a_decision_that_finds_nothing_is_said():
    ledger = read(
        overrule("credibility", "s1c99", "2", "I. Sorn", "The log agrees."),
        overrule("reading", "s1c1", "r1:0-3", "I. Sorn", "Another boat."),
        overrule("same-claim", "s1c1", "s1c99", "I. Sorn", "One boat."),
    )
    assert ledger.decisions == ()
    assert len(ledger.notes) == 3
    assert all("I. Sorn" in note and "has no effect" in note for note in ledger.notes)
