"""Quotations over paragraphs: who speaks is named before the first, or only after the last."""

from __future__ import annotations

from twosource.language.joining import FREE, join_paragraphs
from twosource.model import Attribution, Span

PARAGRAPHS = ("“They went in at six.", "“We had asked for a plan.", "“Nobody sent one,” Ames said.")


def laid_out(*attributions: list[Attribution]) -> tuple[str, list[tuple[Span, list[Attribution]]]]:
    text, placed = "", []
    for paragraph, found in zip(PARAGRAPHS, attributions, strict=True):
        placed.append((Span(len(text), len(text) + len(paragraph)), found))
        text += paragraph + "\n"
    return text, placed


def free(number: int) -> Attribution:
    return Attribution("a0", "", "direct", (), (), (Span(0, len(PARAGRAPHS[number])),), rule=FREE, unclosed=True)


def test_speaker_named_after_the_last_paragraph_has_them_all() -> None:
    last = Attribution("a0", "", "direct", (Span(19, 23),), (Span(24, 28),), (Span(0, 18),), rule="tagger")
    text, placed = laid_out([free(0)], [free(1)], [last])
    joined = join_paragraphs(text, placed)
    assert [[c.of(text) for c in a.content] for a in joined] == [[PARAGRAPHS[0], PARAGRAPHS[1], "“Nobody sent one,”"]]
    assert joined[0].source[0].of(text) == "Ames"


def test_a_paragraph_of_the_reporters_between_keeps_them_apart() -> None:
    last = Attribution("a0", "", "direct", (Span(19, 23),), (Span(24, 28),), (Span(0, 18),), rule="tagger")
    text, placed = laid_out([free(0)], [], [last])
    joined = join_paragraphs(text, placed)
    assert [a.rule for a in joined] == [FREE, "tagger"]
