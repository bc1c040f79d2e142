"""Chunks: every word once, in order, and quotation marks told inside from outside."""

from __future__ import annotations

from importlib.resources import files

from twosource.language.chunks import LONGEST_CHUNK, cut_chunks, mark_quoted
from twosource.language.wordpieces import WordPieces, split_words

VOCABULARY = WordPieces((files("twosource") / "models" / "vocab.txt").read_text(encoding="utf-8").splitlines())


def inside(text):
    return "".join(char for char, flag in zip(text, mark_quoted(text), strict=True) if flag)


def test_a_paragraph_is_one_chunk():
    (chunk,) = cut_chunks("The dam held, the engineer said.", VOCABULARY)
    assert len(chunk.words) == len(chunk.firsts) == 8
    assert len(chunk.pieces) == len(chunk.quoted) == chunk.firsts[-1] + 2


def test_a_long_text_is_cut_after_a_sentence_and_loses_no_word():
    text = "The dam held through the night, the engineer of the district said again. " * 60
    chunks = cut_chunks(text, VOCABULARY)
    assert len(chunks) > 1
    assert all(len(chunk.pieces) <= LONGEST_CHUNK + 2 for chunk in chunks)
    assert all(chunk.words[-1].of(text) == "." for chunk in chunks)
    assert [word for chunk in chunks for word in chunk.words] == split_words(text)


def test_a_line_without_sentences_is_cut_all_the_same():
    text = "word " * 2000
    chunks = cut_chunks(text, VOCABULARY)
    assert sum(len(chunk.words) for chunk in chunks) == 2000
    assert max(len(chunk.pieces) for chunk in chunks) <= LONGEST_CHUNK + 2


def test_nothing_gives_nothing():
    assert cut_chunks("", VOCABULARY) == cut_chunks(" \n\t\u200f", VOCABULARY) == []


def test_quotation_marks_of_every_form_hold_the_same():
    assert inside('He said "no" twice.') == '"no"'
    assert inside("He said “no” twice.") == "“no”"
    assert inside("Er sagte „nein“ zweimal.").startswith("„nein")
    assert inside("“Left open to the end") == "“Left open to the end"
    assert inside("closed” without an opening") == ""
    assert inside('"One\ntwo three') == '"One'


def test_typographic_and_straight_marks_are_the_same_to_the_model():
    curly, straight = (
        cut_chunks("“No,” she said, ‘never’.", VOCABULARY),
        cut_chunks("\"No,\" she said, 'never'.", VOCABULARY),
    )
    assert [chunk.pieces for chunk in curly] == [chunk.pieces for chunk in straight]
