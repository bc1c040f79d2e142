"""Words and their pieces: offsets, the same cut as the reference, and no text that breaks them."""

from __future__ import annotations

import itertools
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language.wordpieces import WordPieces, split_words

VOCABULARY = (files("twosource") / "models" / "vocab.txt").read_text(encoding="utf-8").splitlines()
PIECES = WordPieces(VOCABULARY)

TEXTS = [
    "The harbour-master’s deputy, Zoë Ångström, “never” saw it; 3.5% of 1,200 €5 notes...",
    "ALDER (Own report) — \u200fshalom\u200e, naïve café, ﬁnance, ½ of it\u00a0all, x²",
    "日本語 and Кириллица and العربية, émigré's résumé",
    "a\tb\r\nc\u2028d\u3000e, soft\u00adhyphen, zero\u200bwidth",
    "Unbelievablyantidisestablishmentarianistically yes_no #tag @name <b> {x} [y] ~`^|",
]


@pytest.fixture(scope="module")
def reference():
    import tokenizers

    model = tokenizers.models.WordPiece({piece: n for n, piece in enumerate(VOCABULARY)}, unk_token="[UNK]")
    tokenizer = tokenizers.Tokenizer(model)
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return tokenizer


@pytest.mark.parametrize("text", TEXTS)
def test_cuts_as_the_reference_does(reference, text):
    assert [n for word in PIECES.words(text) for n in word.pieces] == reference.encode(text).ids


def test_offsets_are_those_of_the_text():
    text = "Zoë said: “Naïve.”"
    assert [span.of(text) for span in split_words(text)] == ["Zoë", "said", ":", "“", "Naïve", ".", "”"]


def test_a_word_beyond_the_limit_is_one_unknown():
    (word,) = PIECES.words("x" * 101)
    assert word.pieces == (PIECES.number("[UNK]"),)
    assert len(PIECES.words("x" * 100)[0].pieces) > 1


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_cut_in_order(text):
    words = PIECES.words(text)
    assert all(word.span.start < word.span.end <= len(text) and word.pieces for word in words)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(words))
