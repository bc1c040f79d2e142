"""Whole sentences that a report has from reports of other families: its second parents."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from twosource.lineage.links import Links
from twosource.lineage.phrasings import WHOLE, Phrasings
from twosource.lineage.wording import LEAST_WORDS, Wording

_RUNS = 8  # runs of four words that two sentences of a dozen words share, if one of them was changed a little


def lenders(i: int, family: AbstractSet[int], links: Links) -> list[int]:
    """Return the reports outside the `family` of report `i` that share enough runs to have sentences of it."""
    return sorted([j for j, runs in links.neighbours(i).items() if runs >= _RUNS and j not in family])


def word_for_word(borrower: Wording, lender: Wording) -> list[int]:
    """Return the sentences of a report that stand in another as they are."""
    there, lengths = lender.all_said, borrower.lengths
    return [n for n, said in enumerate(borrower.said) if said in there and lengths[n] > LEAST_WORDS]


def accounted_for(borrower: Wording, sentences: AbstractSet[int]) -> int:
    """Return how many shared runs `sentences`, taken as they are, account for."""
    words = sum([borrower.unquoted[n] for n in sentences])
    stretches = len([n for n in sentences if n - 1 not in sentences])
    return words - 3 * stretches  # of a stretch, the last three words start no run of four


def is_all(runs: int, accounted: int) -> bool:
    """Say whether sentences taken as they are account for so many shared runs: then none was taken and changed."""
    return runs - accounted < _RUNS


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
