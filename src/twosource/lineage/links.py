"""How much copy pairs of reports share, worked out only as closely as the question at hand needs.

Shared runs are counted for all pairs at once, in SQL. Most answers follow from the counts. Where they leave room for
doubt (copies whose words were changed throughout), sentences are aligned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice

import numpy as np

from twosource.lineage.agencies import house_of
from twosource.lineage.ceiling import most_shared
from twosource.lineage.evidence import near_in_time
from twosource.lineage.kept import KeptWords
from twosource.lineage.kinship import kept_both
from twosource.lineage.matching import choose_matches, covered, keeps_its_course
from twosource.lineage.phrasings import Phrasings
from twosource.lineage.runs import Runs
from twosource.lineage.vocabulary import Vocabulary
from twosource.lineage.wording import Wording, read_wordings
from twosource.model import Report, Settings
from twosource.stages import Engine

_AT_ONCE = 64  # pairs whose reports are read in one go
_READ_AT_ONCE = 64  # reports; more make numpy's arrays too large for the processor's cache
_AT_HAND = 2000  # reports kept ready for comparison, the last that were asked for: each takes 80 kB
_NONE: Mapping[int, int] = {}


class Links:
    """The pairs of `reports` that share rare runs, and the share of copy of any pair. Reports go by number."""

    def __init__(self, reports: Sequence[Report], engine: Engine, settings: Settings) -> None:
        self.reports = reports
        self.settings = settings
        self.runs: Runs | None = Runs(reports, engine, settings)
        self.vocabulary: Vocabulary | Counted = self.runs.vocabulary
        self._kept: KeptWords | None = self.runs.kept
        self.sizes = self.runs.runs.sizes
        self.failures = tuple(self.runs.failures)
        first, second = self.runs.find_pairs(engine)
        contained = self.runs.contained_each(first, second)
        self.runs.keep_widely_run()  # the runs are most of the memory
        near = near_in_time(reports, first, second, settings.copy_days)
        worth = np.flatnonzero((contained >= settings.doubtful_from) & near)
        self.first, self.second, self.contained = first[worth], second[worth], contained[worth]
        self._wordings: dict[int, Wording] = {}
        self._shares: dict[tuple[int, int], float] = {}
        self._most: dict[tuple[int, int], float] = {}
        self._counted_late: dict[tuple[int, int], float] = {}
        self._glances: dict[tuple[int, int], float | None] = {}

    @classmethod
    def counted(
        cls,
        reports: Sequence[Report],
        settings: Settings,
        pairs: Sequence[tuple[int, int, float, float]],
        sizes: Sequence[int],
    ) -> Links:
        """Return the links of reports whose pairs were counted elsewhere, over an archive that they are a part of.

        A pair is the numbers of two reports, the share of runs contained, and the share of rare words in common; both
        as this class works them out. `sizes` gives the runs of each report.
        """
        links = cls.__new__(cls)
        links.reports, links.settings, links.sizes = reports, settings, np.array(sizes, np.int64)
        links.first = np.array([pair[0] for pair in pairs], np.int64)
        links.second = np.array([pair[1] for pair in pairs], np.int64)
        links.contained = np.array([pair[2] for pair in pairs], np.float64)
        links.vocabulary = Counted({(i, j): alike for i, j, _, alike in pairs})
        links.runs = links._kept = None
        links._wordings, links._shares, links._most, links._counted_late, links._glances = {}, {}, {}, {}, {}
        return links

    def keep_pairs(self, places: Sequence[int]) -> None:
        """Forget the pairs but those at `places`; of the others, nothing is known to be shared."""
        some = np.array(places, np.int64)
        self.first, self.second, self.contained = self.first[some], self.second[some], self.contained[some]
        for known in ("by_pair", "_neighbours"):
            self.__dict__.pop(known, None)
        self._shares, self._most, self._counted_late, self._glances = {}, {}, {}, {}

    @cached_property
    def by_pair(self) -> dict[tuple[int, int], float]:
        """The containment of each pair that shares enough runs: shared runs over the runs of the shorter report."""
        pairs = zip(self.first.tolist(), self.second.tolist(), strict=True)
        return dict(zip(pairs, self.contained.tolist(), strict=True))

    def wording(self, i: int) -> Wording:
        """Return report `i` made ready for comparison."""
        found = self._wordings.get(i)
        return self.wordings([i])[0] if found is None else found

    def wordings(self, numbers: Sequence[int]) -> list[Wording]:
        """Return reports made ready for comparison; those that were asked for last are at hand."""
        known = self._wordings
        if all(i in known for i in numbers):
            return [known[i] for i in numbers]
        new = [i for i in dict.fromkeys(numbers) if i not in known]
        found = {i: known.pop(i) for i in dict.fromkeys(numbers) if i in known}
        for start in range(0, len(new), _READ_AT_ONCE):
            some = new[start : start + _READ_AT_ONCE]
            reports = [self.reports[i] for i in some]
            words = (
                [self._kept.of(i, report.body) for i, report in zip(some, reports, strict=True)] if self._kept else []
            )
            found.update(zip(some, read_wordings(reports, words), strict=True))
        known.update(found)
        for i in list(islice(known, max(len(known) - _AT_HAND, 0))):
            del known[i]
        return [found[i] for i in numbers]

    def credit(self, i: int) -> str | None:
        """Return the one agency whose credit report `i` prints; None for none, several or "Agencies"."""
        return house_of(self.reports[i].credit_printed)

    def at_a_glance(self, i: int, j: int) -> float | None:
        """Return the share of copy of a pair where counting runs and words tells it, None where it does not."""
        pair = (i, j) if i < j else (j, i)
        if pair in self._glances:
            return self._glances[pair]
        contained = self._contained(pair)
        if contained == 0.0:
            return contained
        doubtful = self.settings.doubtful_from <= contained < self.settings.sure_from
        words = self.vocabulary.contained(*pair) if doubtful else 0.0
        seen = self._glances[pair] = glance(contained, words, self.settings)
        return seen

    def _contained(self, pair: tuple[int, int]) -> float:
        """Return a pair's containment: 0 where it shares no rare runs, counted now where a hundred others ran both.

        Such reports are linked along a chain, and not each with each.
        """
        known = self.by_pair.get(pair)
        if known is not None:
            return known
        if self.runs is None or not self.runs.widely_run.issuperset(pair):
            return 0.0
        if pair not in self._counted_late:
            self._counted_late[pair] = self.runs.contained(*pair)
        return self._counted_late[pair]

    def share(self, i: int, j: int) -> float:
        """Return the share of copy: how much of the one that has more of it from the other is the other's."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self._shares:
            seen = self.at_a_glance(*pair)
            if seen is None:
                a, b = self.wording(pair[0]), self.wording(pair[1])
                phrasings = Phrasings([a, b])
                seen = max(self._contained(pair), covered(phrasings, 0, 1), covered(phrasings, 1, 0))
                if seen < self.settings.shared_copy and keeps_its_course(phrasings):
                    seen = self.settings.shared_copy
            self._shares[pair] = seen
        return self._shares[pair]

    def share_each(self, pairs: Sequence[tuple[int, int]], least: Sequence[float]) -> list[float]:
        """Return the share of copy of each pair; of one that shares less than the `least` asked of it, what it can
        share at most. Those to be aligned are read many at a time, which is faster.
        """
        shares = []
        for start in range(0, len(pairs), _AT_ONCE):
            some = pairs[start : start + _AT_ONCE]
            most = zip(some, self.most_each(some), least[start : start + _AT_ONCE], strict=True)
            shares += [self.share(i, j) if at_most >= asked else at_most for (i, j), at_most, asked in most]
        return shares

    def most_each(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """Return what each pair can share at most, by its words in whatever order; the share itself where known."""
        pairs = [(i, j) if i < j else (j, i) for i, j in pairs]
        new = [p for p in pairs if p not in self._shares and p not in self._most and self.at_a_glance(*p) is None]
        self.wordings([i for pair in new for i in pair])
        for pair in new:
            most, course = most_shared(self.wording(pair[0]), self.wording(pair[1]))
            self._most[pair] = max(most, self._contained(pair), self.settings.shared_copy if course else 0.0)
        return [self._most[p] if p in self._most and p not in self._shares else self.share(*p) for p in pairs]

    def copied(self, i: int, j: int) -> int:
        """Return how many words of report `i`, quoted or not, stand in sentences that it shares with report `j`."""
        phrasings = Phrasings(self.wordings([i, j]))
        return kept_both(phrasings.reports[0], phrasings.reports[1], choose_matches(phrasings, 0, 1))[0].words

    def neighbours(self, i: int) -> Mapping[int, int]:
        """Return the reports that share enough runs with report `i` for the pair to be worth a look, and how many."""
        return self._neighbours.get(i, _NONE)

    @cached_property
    def _neighbours(self) -> dict[int, dict[int, int]]:
        runs = np.rint(self.contained * np.minimum(self.sizes[self.first], self.sizes[self.second])).astype(np.int64)
        near: dict[int, dict[int, int]] = {}
        for i, j, shared in zip(self.first.tolist(), self.second.tolist(), runs.tolist(), strict=True):
            near.setdefault(i, {})[j] = shared
            near.setdefault(j, {})[i] = shared
        return near

    def shared_runs(self, i: int, j: int) -> int:
        """Return how many runs two neighbours share."""
        return self.neighbours(i).get(j, 0)


class Counted:
    """The share of rare words that pairs of reports have in common, counted elsewhere."""

    def __init__(self, alike: dict[tuple[int, int], float]) -> None:
        self._alike = alike

    def contained(self, i: int, j: int) -> float:
        """Return what `Vocabulary.contained` would for a pair that was counted."""
        return self._alike[(i, j) if i < j else (j, i)]


def glance(contained: float, words: float, settings: Settings) -> float | None:
    """Return the share of copy of a pair where the runs and the rare words that it shares tell it, else None."""
    # Who rewrites a story throughout changes its rare words too, and leaves more runs than two accounts share.
    least = settings.doubtful_words_from if contained < settings.rewritten_from else settings.rewritten_words_from
    if not settings.doubtful_from <= contained < settings.sure_from or words < least:
        return contained
    return words if words >= settings.sure_words_from and contained >= settings.sure_words_with else None
