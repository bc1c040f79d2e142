"""Two reports come in; out goes whether the one may be the other's copy, or hold sentences of it.

Reports that share a phrase or two, a paper's closing lines or an invitation to write in, would otherwise be joined in
chains that grow with the desk and are traced anew with every report that comes. Whether two reports are near depends
on the two alone, so it is worked out once for a pair and does not depend on what else was added.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from twosource.lineage.agencies import house_of
from twosource.lineage.arrangement import quoted_alike
from twosource.lineage.borrowing import borrowed
from twosource.lineage.matching import covered, keeps_its_course
from twosource.lineage.phrasings import Phrasings
from twosource.lineage.wording import Wording, read_wording
from twosource.lineage.words import Keys
from twosource.model import Report, Settings

# What `lineage.descent` asks of sentences before it says that one report holds some of another: two of them, of so many
# words outside quotation marks.
BORROWED_SENTENCES, BORROWED_WORDS = 2, 25


class Near:
    """Reports at hand, by key, with their runs of words; what is worked out of a report is kept for its next pair.

    `wordings` are those of reports that were made ready for comparison before.
    """

    def __init__(
        self,
        reports: Mapping[int, Report],
        runs: Mapping[int, Keys],
        settings: Settings,
        wordings: Mapping[int, Wording] | None = None,
    ) -> None:
        self._reports, self._runs, self._settings = reports, runs, settings
        self._wordings = dict(wordings or {})

    def kin(self, first: int, second: int) -> bool | None:
        """Say how near two reports are: True if they share what makes a family, False if one has whole sentences of
        the other, None if neither.
        """
        least = self._least(first, second)
        if shared_of(self._runs[first], self._runs[second]) >= least:
            return True
        a, b = self._wording(first), self._wording(second)
        phrasings = Phrasings([a, b])
        if max(covered(phrasings, 0, 1), covered(phrasings, 1, 0)) >= least or keeps_its_course(phrasings):
            return True
        # Sentences are matched for their quotations only where none is held: most pairs that get here hold some.
        ways = ((0, 1), (1, 0))
        borrows = any(holds_sentences(phrasings, *way) for way in ways)
        return False if borrows or any(quoted_alike(phrasings, *way) for way in ways) else None

    def _least(self, first: int, second: int) -> float:
        """Return the share of copy from which `lineage.families` may join two reports, at the least."""
        one, other = (house_of(self._reports[key].credit_printed) for key in (first, second))
        credited = one is not None and one == other
        return self._settings.shared_with_credit if credited else self._settings.shared_copy

    def _wording(self, key: int) -> Wording:
        if key not in self._wordings:
            self._wordings[key] = read_wording(self._reports[key])
        return self._wordings[key]


def holds_sentences(phrasings: Phrasings, child: int, other: int) -> bool:
    """Say whether report `child` has so many whole sentences of the `other` that it is named for it."""
    whole = borrowed(phrasings, child, other)
    own = sum(phrasings.reports[child].unquoted[n] for n in whole)
    return len(whole) >= BORROWED_SENTENCES and own >= BORROWED_WORDS


def shared_of(a: Keys, b: Keys) -> float:
    """Return the share of the distinct numbers of the report that has fewer which the other has.

    >>> shared_of(np.array([1, 2, 3, 4]), np.array([2, 4]))
    1.0
    """
    return len(np.intersect1d(a, b, assume_unique=True)) / max(min(len(a), len(b)), 1)
