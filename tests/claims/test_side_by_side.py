"""Two statements are read side by side: what the network is given, what it says, and of which pairs it is asked."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from twosource.annotation import annotate_reports, resolve_story
from twosource.claims import likely, side_by_side, story, weigh_story
from twosource.claims.alignment import align, word_weights
from twosource.claims.evidence import Evidence
from twosource.claims.likely import Likely
from twosource.claims.likeness import Likeness
from twosource.claims.likest import Likest, Weights
from twosource.claims.side_by_side import (
    LONGEST_SIDE,
    LONGEST_SPEAKER,
    SideBySide,
    pieces_of,
    tell_two_things,
    vocabulary,
)
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.language.networks import read_model
from twosource.lexicon import load
from twosource.model import Figure, Lineage, Settings, Span

BURNT = "The cannery at Skarvey burnt to the ground on Sunday."
DESTROYED = "Flames destroyed the fish factory at Skarvey before dawn."
PAID = "The mayor promised that every worker would be paid until Christmas."
PAID_TOO = "All staff will go on being paid until the end of the year, the mayor said."
SCHOOL = "The school at Skarvey will stay closed until the snow has gone."


def words_of(pieces):
    """Spell what the network is given, pieces of a word together."""
    spelt = files("twosource.models").joinpath("vocab.txt").read_text(encoding="utf-8").splitlines()
    return " ".join(spelt[p] for p in pieces).replace(" ##", "")


def pair(read, *texts):
    statements = [read((text,)).statements[0] for text in texts]
    return statements, texts


def test_the_network_reads_both_sentences_with_their_speakers_and_their_statements_marked(read):
    (a, b), texts = pair(read, BURNT, DESTROYED)
    a = replace(a, speakers=("Ada Fennick",), span=type(a.span)(4, 11))
    row = pieces_of(a, b, *texts, vocabulary())
    assert words_of(row.pieces) == (
        "[CLS] ada fennick : the cannery at skarvey burnt to the ground on sunday . [SEP] "
        ": flames destroyed the fish factory at skarvey before dawn . [SEP]"
    )
    first = [p for p, side in zip(row.pieces, row.sides, strict=True) if side == 0]
    assert words_of(first).endswith("sunday . [SEP]")
    marked = [p for p, mark, side in zip(*row, strict=True) if mark and side == 0]
    assert words_of(marked) == "cannery"


def test_of_a_long_sentence_the_network_reads_what_stands_around_the_statement(read):
    (a, b), (text, other) = pair(read, BURNT, DESTROYED)
    long = " ".join(["salt"] * 80) + f" {text} " + " ".join(["herring"] * 80)
    start = long.index("The cannery")
    a = replace(a, span=a.span.moved(start), sentence=type(a.span)(0, len(long)), speakers=("Ada Fennick " * 9,))
    row = pieces_of(a, b, long, other, vocabulary())
    first = [p for p, side in zip(row.pieces, row.sides, strict=True) if side == 0]
    assert len(first) == 1 + LONGEST_SIDE + 1
    said = words_of(first[2 + LONGEST_SPEAKER : -1])
    assert "the cannery at skarvey burnt to the ground on sunday" in said
    assert said.startswith("salt")
    assert said.endswith("herring")


def test_one_thing_in_other_words_is_likelier_than_two_things(read):
    network = SideBySide()
    (paid, again), texts = pair(read, PAID, PAID_TOO)
    (_, school), others = pair(read, PAID, SCHOOL)
    one, two = network.chance(paid, again, *texts, 0.5), network.chance(paid, school, *others, 0.5)
    assert one > 0.5 > two
    # What the evidence says counts beside it.
    assert network.chance(paid, again, *texts, 0.9) > one
    for least, most in ((0.0, 0.5), (0.5, 1.0)):
        assert 0 <= network.chance(paid, again, *texts, least) < network.chance(paid, again, *texts, most) <= 1
    # What is surely two things when it is read stays two, however much it has in common.
    assert network.chance(paid, school, *others, 1 - 1e-9) < 0.5


def test_a_pair_is_read_once(read, monkeypatch):
    network, (statements, texts) = SideBySide(), pair(read, BURNT, DESTROYED)
    odds = network.odds(*statements, *texts)
    monkeypatch.setattr(network, "_session", None)
    assert network.odds(*statements, *texts) == odds
    monkeypatch.setattr(side_by_side, "REMEMBERED", 1)
    with pytest.raises(AttributeError):
        network.odds(*reversed(statements), *reversed(texts))


def test_the_network_is_the_published_one():
    digest = hashlib.sha256((files("twosource.models") / side_by_side.FILE).read_bytes()).hexdigest()
    assert digest == load("pairing")["network"]
    with pytest.raises(OSError, match=r"pairs\.int8\.onnx is not the published one"):
        read_model(files("twosource.models"), side_by_side.FILE, {side_by_side.FILE: "0" * 64})


class Reader:
    """What stands in for the network: says of each pair what it is told to, and notes that it was asked."""

    def __init__(self, chances):
        self.chances, self.asked = chances, []

    def chance(self, a, b, one, other, by_evidence):
        self.asked.append((a.report, b.report))
        return self.chances.get((a.report, b.report), by_evidence)


@pytest.fixture
def pairs(read, monkeypatch):
    """Four reports of one statement each, and three pairs of them by their evidence."""
    # As four wordings: of two that several reports print it is asked once whether they are apart.
    statements = [replace(read((BURNT,)).statements[0], report=name, said=name) for name in "abcd"]
    texts = dict.fromkeys("abcd", BURNT)
    evidence = Evidence(statements, texts, Likeness(word_weights(statements)))
    found = [Likely(0.9, 0, 1), Likely(0.8, 1, 2), Likely(0.7, 0, 2), Likely(0.3, 2, 3)]

    def ask(chances, apart=()):
        reader = Reader(chances)
        monkeypatch.setattr(likely, "side_by_side", lambda: reader)
        monkeypatch.setattr(likely, "are_apart", lambda a, b, _: (a.report, b.report) in apart)
        told = likely._read(found, evidence, texts, range(4), lambda _: 0.6)
        return {(x.first, x.second): x.chance for x in told}, reader.asked

    return ask


def test_what_surer_pairs_lead_to_is_not_read(pairs):
    told, asked = pairs({})
    assert asked == [("a", "b"), ("b", "c"), ("c", "d")]
    assert (0, 2) not in told
    told, asked = pairs({("b", "c"): 0.1})
    assert asked == [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]
    assert told == {(0, 1): 0.9, (1, 2): 0.1, (0, 2): 0.7, (2, 3): 0.3}


def test_what_slots_keep_apart_is_not_read(pairs):
    told, asked = pairs({("a", "b"): 0.2}, apart={("a", "b")})
    assert ("a", "b") not in asked
    assert told[0, 1] == 0.9


def test_without_the_network_the_evidence_decides(read, monkeypatch):
    monkeypatch.setattr(likely, "side_by_side", None)
    texts = tuple(f"{BURNT} {SCHOOL} {other}" for other in ("The mayor resigned.", "A ferry sank off Tarn."))
    many = tuple(
        "\n\n".join([t, *(f"Item {n} of the list was read aloud by clerk {n}." for n in range(5))]) for t in texts
    )
    statements = list(read(many).statements)
    held = {f"r{n}": text for n, text in enumerate(many)}
    evidence = Evidence(statements, held, Likeness(word_weights(statements)))
    lineages = {"r0": "l1", "r1": "l2"}
    found = likely.likely_pairs(evidence, held, lineages, range(len(statements)), Settings(learned=False))
    assert found
    assert all(math.isclose(x.chance, 1) or 0.5 <= x.chance < 1 for x in found)
    assert found == sorted(found, key=lambda x: -x.chance)


@pytest.mark.parametrize(
    ("learned", "asked", "taken"),
    [(True, [("a", "b"), ("c", "d"), ("b", "c")], [(0, 1), (1, 2)]), (False, [], [(0, 1), (2, 3)])],
)
def test_what_may_be_one_claim_is_read_and_what_is_likely_then_is_taken(read, monkeypatch, learned, asked, taken):
    # As four wordings: of two that several reports print it is asked once whether they are apart.
    statements = [replace(read((BURNT,)).statements[0], report=name, said=name) for name in "abcd"]
    texts = dict.fromkeys("abcd", BURNT)
    evidence = Evidence(statements, texts, Likeness(word_weights(statements)))
    # The chances of four pairs by their evidence: sure, even, doubtful and too small to be read.
    chances = np.array([0.9, 0.5, 0.3, 0.1])
    found = Likest(np.array([0, 2, 1, 0]), np.array([1, 3, 2, 3]), chances[:, None])
    monkeypatch.setattr(likely, "likest_pairs", lambda *_: [found])
    monkeypatch.setattr(likely, "fitted", lambda _: Weights(np.ones(1), 0.0))
    monkeypatch.setattr(Weights, "chances", lambda _, rows: rows[:, 0])
    reader = Reader({("a", "b"): 0.95, ("c", "d"): 0.4, ("b", "c"): 0.6})
    monkeypatch.setattr(likely, "side_by_side", lambda: reader)
    monkeypatch.setattr(likely, "are_apart", lambda *_: False)
    monkeypatch.setattr(likely, "FEW", 1)  # each report has one statement here, and no more is asked of it for that
    told = likely.likely_pairs(evidence, texts, dict.fromkeys("abcd", "l1"), range(4), Settings(learned=learned))
    assert reader.asked == asked
    assert [(x.first, x.second) for x in told] == taken


CLOSED = "The council closed the swimming bath at Skarvey for the winter on Friday."
TILED = "The council tiled the swimming bath at Skarvey for the winter on Friday."
BATHS = (CLOSED, TILED)


@pytest.fixture
def baths(read):
    """Two statements that differ in a word, and their texts by report."""
    statements = [replace(read((text,)).statements[0], report=name) for name, text in zip("ab", BATHS, strict=True)]
    return statements, dict(zip("ab", BATHS, strict=True))


def test_what_is_told_alike_is_read_before_it_is_joined(baths):
    statements, _ = baths
    weights, asked = word_weights(statements), []

    def differ(one, other):
        asked.append((one.report, other.report))
        return True

    assert [len(group) for group in align(statements, weights, Settings())] == [2]
    assert [len(group) for group in align(statements, weights, Settings(), differ=differ)] == [1, 1]
    assert asked == [("a", "b")]
    # The same words are one thing, and what stands in one group already is not asked of again.
    same = [statements[0], replace(statements[0], report="c", text=CLOSED.upper()), statements[1]]
    asked.clear()
    assert [len(group) for group in align(same, word_weights(same), Settings(), differ=differ)] == [2, 1]
    assert ("a", "c") not in asked


SAILORS = "The inquiry looked at sailors who were in close contact with somebody infected with the fever."
CHILDREN = "Few of the children infected with the fever had to stay in hospital."
FEVER = (
    (SAILORS, "who were in close contact with somebody infected with the fever"),
    (CHILDREN, "infected with the fever"),
)


def test_what_shares_words_and_tells_another_thing_is_told_from_what_is_told_again(baths):
    (closed, _), texts = baths
    shut, least = CLOSED.replace("closed", "shut"), Settings().told_alike
    assert not tell_two_things(closed, replace(closed, report="b", text=shut), {**texts, "b": shut}, least)
    spans = [Span(text.index(said), text.index(said) + len(said)) for text, said in FEVER]
    sailors, children = (
        replace(closed, report=name, text=said, span=span, sentence=Span(0, len(text)))
        for name, (text, said), span in zip("ab", FEVER, spans, strict=True)
    )
    assert tell_two_things(sailors, children, {"a": SAILORS, "b": CHILDREN}, least)


def test_neither_counts_nor_denials_are_read(baths, monkeypatch):
    (closed, tiled), texts = baths
    monkeypatch.setattr(SideBySide, "odds", lambda *_: -9.0)
    assert tell_two_things(closed, tiled, texts, 0.5)
    assert not tell_two_things(closed, tiled, texts, 0.0)
    assert not tell_two_things(closed, replace(tiled, stance="denies"), texts, 0.5)
    assert not tell_two_things(replace(closed, stance="withdraws"), tiled, texts, 0.5)
    figure = Figure("a", Span(0, 3), 2, 2, "=", 2, "people")
    assert not tell_two_things(replace(closed, figure=figure), tiled, texts, 0.5)


@pytest.mark.parametrize("learned", [True, False])
def test_only_without_fast_is_what_is_told_alike_read(monkeypatch, learned):
    reports = [make_report(name, text, published="2021-05-12") for name, text in zip("ab", BATHS, strict=True)]
    noted = annotate_reports(reports, LocalEngine(), Settings(learned=False))
    notes = resolve_story(reports, [noted[r.id] for r in reports])
    asked = []
    monkeypatch.setattr(
        story, "tell_two_things", lambda one, other, *_: asked.append({one.report, other.report}) or True
    )
    lineages = [Lineage(f"l{name}", (name,)) for name in "ab"]
    told = weigh_story("s1", reports, notes, lineages, Settings(learned=learned))
    assert asked == ([{"a", "b"}] if learned else [])
    assert len(told.claims) == (2 if learned else 1)
