"""What one report quotes somebody with and another tells of him is read, and one thing if it surely is."""

from __future__ import annotations

import math

import pytest

from twosource.claims import likely
from twosource.claims.alignment import word_weights
from twosource.claims.evidence import Evidence
from twosource.claims.likeness import Likeness
from twosource.claims.retold import retold_pairs
from twosource.model import Settings

QUOTED = "“The lock was shut when we cast off,” Ada Fennick said. “Herring is dear.”"
LINEAGES = {"r0": "l1", "r1": "l2"}

PAIRS = [
    ("told in another report", "Ada Fennick told this paper that her barge had left with the gates closed.", 1),
    ("quoted in both", "“My barge left with the gates closed,” Ada Fennick said.", 0),
    ("told of somebody else", "Maud Ebel told this paper that her barge had left with the gates closed.", 0),
    ("told of nobody by name", "A skipper told this paper that her barge had left with the gates closed.", 0),
    ("a count", "Ada Fennick told this paper that 40 barges had left with the gates closed.", 0),
]


def _evidence(read, *texts):
    story = read(texts)
    held = {r.id: r.text for r in story.reports}
    return Evidence(story.statements, held, Likeness(word_weights(story.statements))), held


@pytest.mark.parametrize(("other", "pairs"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_one_speakers_words_are_looked_at_where_one_quotes_and_another_tells(read, other, pairs):
    evidence, _ = _evidence(read, QUOTED, other)
    found = list(retold_pairs(evidence, LINEAGES))
    assert len(found) == pairs
    for first, second in found:
        assert evidence.statements[first].direct != evidence.statements[second].direct
    assert not list(retold_pairs(evidence, dict.fromkeys(LINEAGES, "l1")))


def test_what_was_said_on_two_days_is_not_looked_at(read):
    monday = "“The lock was shut when we cast off,” Ada Fennick said on Monday."
    sunday = "Ada Fennick said on Sunday that her barge had left with the gates closed."
    evidence, _ = _evidence(read, monday, sunday)
    assert not list(retold_pairs(evidence, LINEAGES))


@pytest.mark.parametrize(("sure", "taken"), [(0.9, 1), (0.8, 0)])
def test_what_is_surely_one_thing_when_read_is_taken_whatever_the_evidence(read, monkeypatch, sure, taken):
    evidence, texts = _evidence(read, QUOTED, PAIRS[0][1])

    class Reader:
        def odds(self, *_):
            return math.log(sure / (1 - sure))

    monkeypatch.setattr(likely, "side_by_side", Reader)
    home = range(len(evidence.statements))
    found = likely.likely_pairs(evidence, texts, LINEAGES, home, Settings())
    assert len(found) == taken
    assert not list(likely._retold(evidence, texts, LINEAGES, [0] * len(home)))
