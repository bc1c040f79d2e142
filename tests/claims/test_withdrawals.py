"""What a report says was taken back, and what only sounds like it."""

from __future__ import annotations

ABOUT = {"withdrawals"}


def test_case(case, check):
    check(case)


def test_what_is_told_with_a_withdrawn_sentence_goes_with_it(read):
    story = read(
        (
            '"The seal on that crate was broken when it got to the lock," the dockers\' lawyer, Otto Falk, said. '
            "The lock, which was built in 1911, is dry.",
            "The dockers' lawyer, Otto Falk, withdrew his claim that the seal on the crate had been broken.",
        ),
        ("2021-05-10", "2021-05-11"),
    )
    told = [(claim.standing, claim.text) for claim in story.weighed.claims]
    assert [text for standing, text in told if "seal" in text and standing != "withdrawn"] == []
    assert any("1911" in text for _, text in told)


def test_who_denies_a_withdrawn_claim_does_not_still_print_it(read):
    story = read(
        (
            "Harbour master Emil Rabe has resigned, mayor Anna Dorn said.",
            "The harbour board denied that harbour master Emil Rabe had resigned.",
            "Mayor Anna Dorn said she had been mistaken about harbour master Emil Rabe. He has not resigned, she said.",
        ),
        ("2021-05-10", "2021-05-11", "2021-05-11"),
    )
    told = [c.text for c in story.weighed.conflicts if c.kind == "retraction"]
    assert told == ["Withdrawn by Anna Dorn: Harbour master Emil Rabe has resigned. Printed before in one report."]


def test_a_number_given_up_beside_the_right_one_is_named(read):
    text = "Nine trams, and not 14 as she had said on Friday, came a day late, Ada Moll said."
    told = [c.text for c in read((text,)).weighed.conflicts if c.kind == "retraction"]
    assert told == [f"Withdrawn by Ada Moll: the number 14, in “{text}”"]
