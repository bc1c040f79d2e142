from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.language.notes import PassageNotes, annotate
from twosource.model import Attribution, Figure, Hedge, Settings, Span
from twosource.rows import pack, unpack
from twosource.spans import covered, extent, line_of, selector, shift, trimmed

spans = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 500), st.integers(0, 60))


@given(st.builds(Hedge, spans, st.text(max_size=8), st.none() | spans))
def test_a_record_comes_back_as_it_went(hedge):
    assert unpack(Hedge, pack(hedge)) == hedge


def test_ranges_and_nested_tuples_come_back_as_tuples():
    figure = Figure("r", Span(1, 2), None, 8000.0, "~", (7000.0, 8000.0), "people", part_of=Span(0, 9))
    assert unpack(Figure, pack(figure)) == figure
    said = Attribution("a1", "r", "mixed", (Span(0, 3),), (), (Span(4, 6), Span(8, 9)), speakers=("x", "y"))
    assert unpack(Attribution, pack(said)) == said


def test_all_that_the_language_layer_notes_comes_back():
    text = "“Nearly 40 people left on Monday,” said Ada Moll, the mayor, without giving evidence."
    [notes] = annotate([text], Settings(learned=False))
    assert notes.attributions
    assert notes.figures
    assert notes.times
    assert unpack(PassageNotes, pack(notes)) == notes


@given(spans, st.integers(0, 300))
def test_shift_moves_every_span_of_a_record(span, by):
    hedge = Hedge(span, "modal", Span(span.start + 1, span.end + 1))
    moved = shift(hedge, by)
    assert (moved.span, moved.scope) == (span.moved(by), Span(span.start + 1 + by, span.end + 1 + by))


def test_positions():
    assert extent([Span(5, 9), Span(1, 3)]) == Span(1, 9)
    assert extent([]) is None
    assert covered([Span(0, 10)], [Span(2, 4), Span(8, 20)]) == 4
    assert trimmed(Span(0, 6), "  ab  ") == Span(2, 4)
    assert trimmed(Span(0, 2), "  ") == Span(2, 2)
    assert line_of("a\nb\nc", 4) == 3
    assert selector(Span(2, 4), "abcdef", 1)["refinedBy"] == {
        "type": "TextQuoteSelector",
        "exact": "cd",
        "prefix": "b",
        "suffix": "e",
    }
