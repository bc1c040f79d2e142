"""Two reports come in; out goes whether the one may be the other's copy, or hold sentences of it.

Reports that share a phrase or two, a paper's closing lines or an invitation to write in, would otherwise be joined in
chains that grow with the desk and are traced anew with every report that comes. Whether two reports are near depends
on the two alone, so it is worked out once for a pair and does not depend on what else was added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from twosource.lineage.agencies import house_of
from twosource.lineage.links import WHOLE
from twosource.lineage.matching import Match, covered_by, matches
from twosource.lineage.wording import LEAST_WORDS, Wording, read_wording
from twosource.lineage.words import Keys
from twosource.model import Report, Settings

# What `lineage.descent` asks of sentences before it says that one report holds some of another: two of them, of so many
# words outside quotation marks.
BORROWED_SENTENCES, BORROWED_WORDS = 2, 25


class Near:
    """Reports at hand, by key, with their runs of words; what is worked out of a report is kept for its next pair."""

    def __init__(self, reports: Mapping[int, Report], runs: Mapping[int, Keys], settings: Settings) -> None:
        self._reports, self._runs, self._settings = reports, runs, settings
        self._wordings: dict[int, Wording] = {}

    def kin(self, first: int, second: int) -> bool | None:
        """Say how near two reports are: True if they share what makes a family, False if one has whole sentences of
        the other, None if neither.
        """
        least = self._least(first, second)
        if shared_of(self._runs[first], self._runs[second]) >= least:
            return True
        a, b = self._wording(first), self._wording(second)
        here, there = matches(a, b), matches(b, a)
        if max(covered_by(a, here), covered_by(b, there)) >= least:
            return True
        return False if holds_sentences(a, here) or holds_sentences(b, there) else None

    def _least(self, first: int, second: int) -> float:
        """Return the share of copy from which `lineage.families` may join two reports, at the least."""
        one, other = (house_of(self._reports[key].credit_printed) for key in (first, second))
        credited = one is not None and one == other
        return self._settings.shared_with_credit if credited else self._settings.shared_copy

    def _wording(self, key: int) -> Wording:
        if key not in self._wordings:
            self._wordings[key] = read_wording(self._reports[key])
        return self._wordings[key]


def holds_sentences(child: Wording, found: Iterable[list[Match]]) -> bool:
    """Say whether `child` has so many whole sentences of another that it is named for it; `found` by `matches`."""
    best = [row[0] for row in found if row]
    whole = [m.this for m in best if m.likeness >= WHOLE and len(m.here) > LEAST_WORDS]
    own = sum(int((~child.words.quoted[child.range_of(n)]).sum()) for n in whole)
    return len(whole) >= BORROWED_SENTENCES and own >= BORROWED_WORDS


def shared_of(a: Keys, b: Keys) -> float:
    """Return the share of the distinct numbers of the report that has fewer which the other has.

    >>> shared_of(np.array([1, 2, 3, 4]), np.array([2, 4]))
    1.0
    """
    return len(np.intersect1d(a, b, assume_unique=True)) / max(min(len(a), len(b)), 1)
