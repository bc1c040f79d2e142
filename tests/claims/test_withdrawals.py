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
