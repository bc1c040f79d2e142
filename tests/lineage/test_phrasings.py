"""Sentences are compared once each, and only where two reports could gain by it."""

from __future__ import annotations

from twosource.lineage.phrasings import Phrasings
from twosource.lineage.wording import read_wordings
from twosource.model import Report

BELL = "The cracked bell of Tarnholt was lowered from its tower by two cranes on Friday."
BELL_CHANGED = "The cracked bell of Tarnholt was taken from its old tower by cranes on Friday."
CHOIR = "A choir of ninety sang while masons closed the hole above the nave."
FERRY = "No ferry ran to Quellin because ice had shut the harbour since Tuesday."


def _phrasings(*texts: tuple[str, ...], members: int | None = None, hub: bool = False) -> Phrasings:
    reports = [Report(f"r{n}", "\n\n".join(text), "") for n, text in enumerate(texts)]
    return Phrasings(read_wordings(reports), members, hub=hub)


def test_equal_sentences_share_a_number() -> None:
    phrasings = _phrasings((BELL, CHOIR), (CHOIR, FERRY))
    assert phrasings.of == [[0, 1], [1, 2]]
    assert phrasings.places(1) == {1: [0], 2: [1]}
    assert phrasings.alike == {}


def test_a_changed_sentence_is_seen_from_both_sides() -> None:
    phrasings = _phrasings((BELL, CHOIR), (BELL_CHANGED, FERRY))
    there, back = phrasings.alike[0][2], phrasings.alike[2][0]
    assert there.words == back.words == 13
    assert there == back.turned()
    assert (there.gaps, there.gaps_back) == (2, 2)
    assert there.likeness > 0.7


def test_what_stands_in_the_very_same_reports_is_not_compared() -> None:
    assert _phrasings((BELL, BELL_CHANGED), (BELL, BELL_CHANGED)).alike == {}
    assert set(_phrasings((BELL, BELL_CHANGED), (BELL,)).alike) == {0, 1}


def test_beside_a_family_only_whole_sentences_matter() -> None:
    half = "The cracked bell of Tarnholt was lowered from its tower, said the sexton who had rung it for forty years."
    assert set(_phrasings((half,), (BELL,)).alike) == {0, 1}
    assert _phrasings((half,), (BELL,), members=1).alike == {}


def test_around_a_hub_the_others_are_not_compared() -> None:
    texts = ((CHOIR,), (BELL,), (BELL_CHANGED,))
    assert _phrasings(*texts).alike
    assert not _phrasings(*texts, hub=True).alike


def test_no_words_are_no_trouble() -> None:
    assert _phrasings(("",), ("— !",), ()).alike == {}
