"""Attributions within attributions: who is quoted at second hand, and when nobody is."""

from __future__ import annotations

import pytest

from twosource.language.joining import join_paragraphs
from twosource.language.notes import PassageNotes, annotate
from twosource.model import Attribution, Settings, Span


def read(text: str) -> PassageNotes:
    return next(iter(annotate([text], Settings())))


def nested(text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and the source of the attribution that carries it, of each nested one."""
    found = {a.id: a for a in read(text).attributions}
    return [(a.source[0].of(text), a.cue[0].of(text), found[a.via].source[0].of(text)) for a in found.values() if a.via]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The envoys said “hired gunmen” had taken part “in raids on farms and on the courthouse”, according to "
            "the Ruritanian foreign ministry.",
            ("The envoys", "said", "the Ruritanian foreign ministry"),
        ),
        (
            "In a call on Friday Foreign Minister Otto Falk and his Norland counterpart Ines Duarte discussed the "
            "border, stressing “their alarm at the conduct of outside powers”, the palace said.",
            ("Foreign Minister Otto Falk and his Norland counterpart Ines Duarte", "stressing", "the palace"),
        ),
        (
            "The audit, dated Monday, says the cashier told inspectors that the safe had been open all week.",
            ("the cashier", "told", "The audit"),
        ),
    ],
)
def test_second_hand(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in nested(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ms Duarte said that she remembered the night well.",
        "The harbour board said the owners would say more on Friday.",
        "The mayor said the bridge was safe and that nobody had been hurt.",
        "Falk said: “The board told us nothing.”",
        "",
    ],
)
def test_nobody_else_speaks(text: str) -> None:
    assert nested(text) == []


def test_a_quotation_goes_on_from_the_outer_speaker() -> None:
    text = "The audit said the cook warned them.\n“It was ignored.”"
    outer = Attribution("a0", "", "indirect", (Span(0, 9),), (Span(10, 14),), (Span(15, 36),), rule="tagger")
    inner = Attribution(
        "a1", "", "indirect", (Span(15, 23),), (Span(24, 30),), (Span(31, 36),), via="a0", rule="nested"
    )
    free = Attribution("a0", "", "direct", (), (), (Span(0, 17),), rule="free quotation")
    joined = join_paragraphs(text, [(Span(0, 36), [outer, inner]), (Span(37, 54), [free])])
    carried = [a for a in joined if Span(37, 54) in a.content]
    assert [a.source[0].of(text) for a in carried] == ["The audit"]


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("The audit said the cashier told inspectors that the safe had been open.", ["the cashier"]),
        ("The owner said he hoped that the mill would open again.", []),
    ],
)
def test_rules_keep_only_what_a_second_person_says(text: str, carried: list[str]) -> None:
    notes = next(iter(annotate([text], Settings(learned=False))))
    assert [a.source[0].of(text) for a in notes.attributions if a.via] == carried
