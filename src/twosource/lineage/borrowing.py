"""Whole sentences that a report has from reports of other families: its second parents."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from twosource.lineage.links import Links
from twosource.lineage.phrasings import WHOLE, Phrasings
from twosource.lineage.wording import LEAST_WORDS, Wording

_RUNS = 8  # runs of four words that two sentences of a dozen words share, if one of them was changed a little


def lenders(i: int, family: Sequence[int], links: Links) -> list[int]:
    """Return the reports outside the `family` of report `i` that share enough runs to have sentences of it."""
    near = set(links.neighbours(i)) - set(family)
    return sorted(j for j in near if links.shared_runs(i, j) >= _RUNS)


def word_for_word(borrower: Wording, lender: Wording) -> list[int]:
    """Return the sentences of a report that stand in another as they are."""
    there, lengths = lender.places, borrower.lengths
    return [n for n, said in enumerate(borrower.said) if said in there and lengths[n] > LEAST_WORDS]


def is_all(runs: int, borrower: Wording, sentences: AbstractSet[int]) -> bool:
    """Say whether `sentences`, taken as they are, account for so many shared runs: then none was taken and changed."""
    words = sum([borrower.unquoted[n] for n in sentences])
    stretches = sum([n - 1 not in sentences for n in sentences])
    return runs - (words - 3 * stretches) < _RUNS  # of a stretch, the last three words start no run of four


def borrowed(phrasings: Phrasings, i: int, lender: int) -> list[int]:
    """Return the sentences of one report, by its place among the phrasings, that stand in another, changed or not."""
    there = set(phrasings.of[lender])
    report = phrasings.reports[i]
    found = []
    for sentence, number in enumerate(phrasings.of[i]):
        if number in there:
            whole = report.lengths[sentence] > LEAST_WORDS
        else:
            twins = phrasings.alike.get(number, {})
            whole = any(n in there and x.likeness >= WHOLE and x.words > LEAST_WORDS for n, x in twins.items())
        if whole:
            found.append(sentence)
    return found
