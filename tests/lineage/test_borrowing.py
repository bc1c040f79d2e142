"""What a report has from another family, as it stands there and changed."""

from __future__ import annotations

from twosource.lineage.borrowing import accounted_for, borrowed, is_all, word_for_word
from twosource.lineage.phrasings import Phrasings
from twosource.lineage.wording import read_wordings
from twosource.model import Report

CANAL = "The canal at Brannick was drained on Monday so that divers could mend the lower gate."
EELS = "Volunteers carried eels in buckets to the mill pond while the water fell."
EELS_CHANGED = "Volunteers carried eels in buckets down to the mill pond as the water fell."
LOCK = "Boats wait above the lock until the end of the month at the earliest."


def _wordings(*texts: tuple[str, ...]) -> Phrasings:
    return Phrasings(read_wordings([Report(f"r{n}", "\n\n".join(text), "") for n, text in enumerate(texts)]), 1)


def test_sentences_taken_as_they_are() -> None:
    a, b = _wordings((LOCK, CANAL, EELS), (CANAL, EELS)).reports
    taken = word_for_word(a, b)
    assert taken == [1, 2]
    shared = len(a.keys(1)) + len(a.keys(2)) - 3
    assert is_all(shared, accounted_for(a, set(taken)))
    assert not is_all(shared + 8, accounted_for(a, set(taken)))
    assert not is_all(8, accounted_for(a, set()))


def test_sentences_taken_and_changed() -> None:
    phrasings = _wordings((LOCK, CANAL, EELS_CHANGED), (CANAL, EELS))
    assert borrowed(phrasings, 0, 1) == [1, 2]
