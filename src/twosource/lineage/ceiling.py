"""How much copy two reports can share at most, by their words in whatever order.

What comes in: two reports made ready for comparison. What goes out: a share of copy that no alignment can exceed, and
whether the two can tell one story in other words. Nine in ten pairs that are looked at closely share a paragraph and
no more; to lay their sentences beside each other costs ten times as much as to see that here. A sentence matches none
of a report that has less than half of its words, by weight, anywhere.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from twosource.lineage.matching import least_course
from twosource.lineage.phrasings import LIKENESS, WHOLE
from twosource.lineage.wording import LEAST_WORDS, Wording
from twosource.lineage.words import Mask

_ROUNDED = 1e-9  # sums in another order differ by less


def most_shared(a: Wording, b: Wording) -> tuple[float, bool]:
    """Return the most that `matching.covered` can find of either report in the other, and if `keeps_its_course` can be.

    >>> from twosource.lineage.wording import read_wordings
    >>> from twosource.model import Report
    >>> told = "The weir at Orrin burst before dawn."
    >>> two = read_wordings([Report("r1", told, ""), Report("r2", f"{told} Nobody saw who came.", "")])
    >>> most_shared(*two)
    (1.0, False)
    """
    here, there = _matching(a, b), _matching(b, a)
    share = max(_share(a, b, here), _share(b, a, there))
    # Of two sentences that match, half of the one is in the other, and no sentence counts twice.
    course = int((here & a.unquoted_most).sum()) + int(there.sum())
    return min(share, 1.0), course >= least_course(a, b)


def may_have_changed(borrower: Wording, lender: Wording) -> bool:
    """Say whether a sentence that `borrowing.borrowed` finds, and that was changed, can come from the lender."""
    there, lengths = lender.all_said, borrower.lengths
    whole = _matching(borrower, lender, WHOLE).nonzero()[0].tolist()
    return any(lengths[n] > LEAST_WORDS and borrower.said[n] not in there for n in whole)


def _matching(report: Wording, other: Wording, least: float = LIKENESS) -> Mask:
    """Say which sentences can match one of another report as far as they themselves go."""
    shared = _by_sentence(report, other, report.weight)
    found: Mask = (shared >= (least - _ROUNDED) * report.sentence_weight) & (shared > 0)
    return found


def _share(report: Wording, other: Wording, matching: Mask) -> float:
    """Return the share of a report's words outside quotation marks that its `matching` sentences can bring."""
    found = _by_sentence(report, other, report.own)[matching].sum()
    return float(found / max(float(report.own.sum()), 1e-9)) + _ROUNDED


def _by_sentence(report: Wording, other: Wording, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the `weight` of each sentence's words that stand in the other report, or seem to: never too little."""
    found = weight * other.has[report.slots]
    summed = np.bincount(report.sentence_of, found[: len(report.sentence_of)], len(report.edges))
    return summed.astype(np.float64, copy=False)
