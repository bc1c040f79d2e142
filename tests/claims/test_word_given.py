"""What was just said, denied by a word for it alone: "rejects this", "rejected the charge", "disputes that account"."""

import pytest
from tests.claims.conftest import read_story
from tests.claims.test_short_answers import weighed, with_tagger

from twosource.claims.accusations import of_accusers
from twosource.model import Reading

NIGHT = "Two of its deckhands said the hatch had been left open all night."
NOBODY = "“We rang the bell for an hour and nobody came,” said Ada Moll, a nurse whose son was in the hold."


def denied(text: str) -> list[str]:
    return [words for kind, words in with_tagger(text) if kind == "denial"]


@pytest.mark.parametrize(
    "answer",
    [
        "The ferry company rejects this.",
        "The ferry company denies this.",
        "The ferry company rejects that account.",
        "The ferry company disputes the account.",
        "The ferry company dismissed the suggestion.",
        "The ferry company rejected the claim.",
    ],
)
def test_the_sentence_before_is_answered_by_whom_it_does_not_name(answer):
    (words,) = denied(f"{NIGHT} {answer} Its head, Ole Brandt, said the crew had gone home.")
    assert words.startswith("Denied by the ferry company: ")
    assert "left open all night" in words


def test_a_charge_is_that_nobody_came():
    (words,) = denied(f"{NOBODY} The harbour authority rejected the charge.")
    assert words.startswith("Denied by the harbour authority: ")
    assert "nobody came" in words


@pytest.mark.parametrize(
    "text",
    [
        # What was asked for is turned down.
        "The seamen's union asked for two crews a ship. The ferry company rejected this.",
        "The deckhands' union said it would take a rise of 4 percent. The ferry company rejects this.",
        "Ole Brandt, a lawyer, said the mill should pay for the damage. The board dismissed the claim.",
        # A judge, a toll, and what accuses nobody.
        f"{NIGHT} The court dismissed the claim.",
        "Shells killed four people at the lock, Orlow’s ministry said. Kestria’s army rejected the accusation.",
        "The ferry will sail at noon, the harbour master said. The council dismissed the charge.",
        # Another sentence stands between.
        f"{NIGHT} The ferry sailed at noon with 200 people on board. The ferry company rejected the account.",
    ],
)
def test_what_was_asked_for_or_counted_is_not_denied(text):
    assert denied(text) == []


def test_the_accusation_is_told_with_who_makes_it():
    (words,) = denied(
        "Shells hit the lock at dawn, Orlow’s defence ministry said. It accused Kestria of breaking a lull that had"
        " held since 4 March.\n\nKestria’s army rejected the accusation and said Orlow had fired first."
    )
    assert words.startswith("Accusation denied by Kestria's army: Orlow")
    assert words.endswith("defence ministry accused Kestria of breaking a lull that had held since 4 March.")


def test_a_denied_accusation_is_no_count_of_another():
    ledger = weighed(
        "Orlow’s defence ministry accused Kestria of breaking a lull that had held since 4 March. Kestria’s army"
        " rejected the accusation."
    )
    (conflict,) = [c for c in ledger.conflicts if c.kind == "denial"]
    assert {r.stance for r in conflict.readings} <= {"denies", "hedges", "states"}
    assert len(conflict.readings) == 2


def test_each_of_two_denies_what_stands_before_it():
    texts = denied(
        f"{NIGHT} The ferry company rejects this.\n\nThe seamen’s union said the harbour authority had hidden a report."
        " The harbour authority denies this."
    )
    assert sorted(t.partition(":")[0] for t in texts) == [
        "Denied by the ferry company",
        "Denied by the harbour authority",
    ]


def test_the_accusation_is_cited_and_no_count_that_is_of_its_claim():
    texts = (
        "Orlow’s defence ministry accused Kestria of breaking the lull of 4 March.",
        "The mission said it had logged nine breaches of the lull of 4 March.",
        "Kestria’s army rejected the accusation.",
    )
    story = read_story(texts)
    accusing, counting, denial = (next(s for s in story.statements if s.report == f"r{n}") for n in range(3))
    by_report = {r.id: r for r in story.reports}
    readings = [Reading(s.report, s.span, "l1", None) for s in (accusing, counting)]
    assert of_accusers(readings, [accusing, counting], [denial], by_report) == (readings[0],)
    assert of_accusers(readings, [counting], [denial], by_report) == tuple(readings)


def test_what_stands_two_sentences_before_is_not_the_charge():
    told = (
        "Orrin Ferries has faced growing pressure to mend its older boats. The company also faces allegations that it "
        "hides its accounts. Orrin Ferries has denied that charge."
    )
    assert not [words for words in denied(told) if "growing pressure" in words]


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("Tom Vey said the guild had staged the attack on the mill.", True),
        # A hard week, an article that somebody shows, and a hearing charge nobody.
        ("Tom Vey said it was a hard week for all in the harbour.", False),
        ("“I can’t even tell you what went through the harbour master’s mind,” Tom Vey said.", False),
        ("Tom Vey shared an article from the Quay Blog about a film called “Guild Stages Attack on Mill”.", False),
    ],
)
def test_the_accusations_are_what_charges_somebody(before, found):
    texts = denied(f"{before} The boatmen’s union called the accusations “nonsense”.")
    assert bool(texts) == found


def test_them_is_no_hearing_that_the_sentence_before_tells_of():
    assert not denied(
        "Tom Vey set out his case against Ines Karpel at a hearing on Monday, a clerk said. Karpel denied them."
    )
