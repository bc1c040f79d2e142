"""What two reports share at most, by their words in any order, is never less than what their alignment finds."""

from __future__ import annotations

import random

import pytest

from twosource.lineage.borrowing import borrowed, word_for_word
from twosource.lineage.ceiling import may_have_changed, most_shared
from twosource.lineage.matching import covered, keeps_its_course
from twosource.lineage.phrasings import Phrasings
from twosource.lineage.wording import read_wordings
from twosource.model import Report

_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeiou"]
_WORDS = ["".join((a, b)) for a in _SYLLABLES for b in _SYLLABLES[::7]]


def _sentence(chance: random.Random) -> list[str]:
    small = ("the", "of", "in", "and")
    return [chance.choice(small if chance.random() < 0.3 else _WORDS) for _ in range(chance.randint(1, 24))]


def _retold(words: list[str], chance: random.Random) -> list[str]:
    """Return a sentence with some of its words gone, others changed and, at times, in another order."""
    kept = [chance.choice(_WORDS) if chance.random() < 0.2 else word for word in words if chance.random() < 0.85]
    return kept if chance.random() < 0.8 else chance.sample(kept, len(kept))


def _text(sentences: list[list[str]], chance: random.Random) -> str:
    lines = [" ".join(words).capitalize() + "." for words in sentences if words]
    return "\n\n".join(f"“{line}”" if chance.random() < 0.2 else line for line in lines)


@pytest.mark.parametrize("seed", range(60))
def test_no_alignment_finds_more(seed: int) -> None:
    chance = random.Random(seed)
    told = [_sentence(chance) for _ in range(chance.randint(0, 30))]
    anew = [_retold(words, chance) for words in told if chance.random() < 0.5]
    anew += [_sentence(chance) for _ in range(chance.randint(0, 20))]
    a, b = read_wordings([Report("r1", _text(told, chance), ""), Report("r2", _text(anew, chance), "")])
    phrasings = Phrasings([a, b])
    most, course = most_shared(a, b)
    assert max(covered(phrasings, 0, 1), covered(phrasings, 1, 0)) <= most
    assert course or not keeps_its_course(phrasings)
    for i, j, one, other in ((0, 1, a, b), (1, 0, b, a)):
        assert may_have_changed(one, other) or borrowed(phrasings, i, j) == word_for_word(one, other)


def test_a_shared_paragraph_is_seen_to_be_no_more_without_an_alignment() -> None:
    chance = random.Random(7)
    told, other = ([["".join(chance.choices(_SYLLABLES, k=4)) for _ in range(12)] for _ in range(20)] for _ in "ab")
    texts = [_text(told, random.Random(0)), _text([*other, *told[:3]], random.Random(0))]
    a, b = read_wordings([Report(f"r{n}", text, "") for n, text in enumerate(texts)])
    most, course = most_shared(a, b)
    assert most < 0.3
    assert not course
    assert not may_have_changed(a, b)
