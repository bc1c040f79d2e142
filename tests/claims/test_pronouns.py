"""Whom a line's "he" means is said in brackets behind it, where the report's text before it is plain."""

from __future__ import annotations

from tests.claims.conftest import read_story


def told(*reports: str) -> list[str]:
    return [c.text for c in read_story(reports).weighed.claims]


def test_he_at_the_head_of_a_line_is_named_from_the_sentence_before() -> None:
    report = "The harbour master, Otto Falk, was questioned by police in Orlow. He has not been charged."
    assert "He [Otto Falk] has not been charged." in told(report)


def test_what_another_says_of_him_names_him_too() -> None:
    report = (
        "Reports that the harbour master Otto Falk had fled Orlow were untrue, police said. He never left, they said."
    )
    assert not [t for t in told(report) if "He never left" in t and "[Otto Falk]" not in t]


def test_who_speaks_is_not_named_twice() -> None:
    report = "Ines Karpel, the mayor of Orlow, spoke on Monday. She said that the lock had been shut for a week."
    assert not [t for t in told(report) if t.startswith("Ines Karpel: ") and "[Ines Karpel]" in t]


def test_he_is_not_named_from_another_paragraph() -> None:
    report = "Otto Falk was questioned by police in Orlow.\n\nHe has not been charged."
    assert not [t for t in told(report) if "[" in t]


def test_the_he_of_another_speaker_in_the_sentence_is_not_named() -> None:
    report = "Otto Falk speaks for the port of Orlow. He put the boats at three; a clerk said he counted four."
    assert not [t for t in told(report) if "He [Otto Falk] counted" in t]


def test_a_pronoun_inside_a_quotation_stays_as_it_was_said() -> None:
    report = "Otto Falk left Orlow on Monday. “He will be back,” Ines Karpel said."
    assert not [t for t in told(report) if "“He [" in t]
