"""Which sentence of one report is which of another: the most alike first, each word of a sentence used once.

That is how a sentence split in two, or two joined in one, are seen: the second half matches words of the same sentence
that the first half left free.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.lineage.likeness import Alike
from twosource.lineage.phrasings import LIKENESS, Phrasings
from twosource.lineage.wording import LEAST_WORDS, Wording

_TWINS = 3  # sentences of the other report that are equal to one, of which the first are looked at
# Of a story rewritten throughout so many sentences, and such a share of the shorter report's, stand in both in order.
_COURSE, _OF_COURSE = 8, 0.25
_FREE = 0.8  # share of a match that a sentence used before must have left free


class Match(NamedTuple):
    """Sentence `other` of another report says what sentence `this` says; `alike` is how."""

    this: int
    other: int
    alike: Alike
    equal: bool = False

    def turned(self) -> Match:
        """Return the match as seen from the other sentence."""
        return Match(self.other, self.this, self.alike if self.equal else self.alike.turned(), self.equal)


def choose_matches(phrasings: Phrasings, i: int, j: int) -> list[Match]:
    """Choose pairs of sentences of two reports, by number; in order of the first report."""
    found = _equal(phrasings, i, j) + _reworded(phrasings, i, j)
    # Where no sentence has two matches there is nothing to choose.
    if len({m.this for m in found}) == len(found) == len({m.other for m in found}):
        return sorted(found)
    this, other = Counter([m.this for m in found]), Counter([m.other for m in found])
    chosen = [m for m in found if this[m.this] == 1 and other[m.other] == 1]
    chosen += _most_alike([m for m in found if this[m.this] > 1 or other[m.other] > 1])
    return sorted(chosen)


def turned(matches: Sequence[Match]) -> list[Match]:
    """Return matches as seen from the other report, in its order."""
    return sorted([m.turned() for m in matches])


def _equal(phrasings: Phrasings, i: int, j: int) -> list[Match]:
    here, there = phrasings.places(i), phrasings.places(j)
    found = []
    for number in here.keys() & there.keys():
        whole = phrasings.whole(number)
        if whole.words:
            for this in here[number]:
                for other in there[number][:_TWINS]:
                    found.append(Match(this, other, whole, True))
    return found


def _reworded(phrasings: Phrasings, i: int, j: int) -> list[Match]:
    """Return sentences that are one in other words; of two that both stand word for word elsewhere, none is sought."""
    here, there = phrasings.places(i), phrasings.places(j)
    found = []
    for number in here.keys() & phrasings.alike.keys():
        for twin, alike in phrasings.alike[number].items():
            if twin in there and not (number in there and twin in here):
                for this in here[number]:
                    for other in there[twin][:_TWINS]:
                        found.append(Match(this, other, alike))
    return found


def _most_alike(found: Sequence[Match]) -> Iterator[Match]:
    """Yield the most alike first; a sentence is used again only for words not yet accounted for."""
    ranked = sorted(
        [(-round(m.alike.likeness + m.alike.back, 6), abs(m.this - m.other), m.this, m.other, m) for m in found]
    )
    taken_here: dict[int, int] = {}  # words by sentence, as bits
    taken_there: dict[int, int] = {}
    for _, _, this, other, m in ranked:
        here, there = taken_here.get(this, 0), taken_there.get(other, 0)
        if here or there:
            free = sum([_free(here >> a | there >> b, size) for a, b, size in m.alike.blocks])
            if free < LEAST_WORDS or free < _FREE * m.alike.words:
                continue
        mine, theirs = m.alike.bits()
        taken_here[this] = here | mine
        taken_there[other] = there | theirs
        yield m


def _free(taken: int, size: int) -> int:
    """Return how many of the first `size` words are not taken."""
    return size - (taken & ((1 << size) - 1)).bit_count()


def keeps_its_course(phrasings: Phrasings) -> bool:
    """Say whether two reports tell one story sentence by sentence, though in other words.

    Two accounts of one event share a sentence or three, in any order. A desk that rewrites a story throughout keeps
    its course: many unquoted sentences stand in both, in one order. One that the other cut in two counts once.
    """
    a, b = phrasings.reports
    own = [m for m in choose_matches(phrasings, 0, 1) if 2 * a.unquoted[m.this] > a.lengths[m.this]]
    if len(own) < _COURSE:
        return False
    kept: list[int] = []  # the longest rising series, by its last members (patience sorting)
    for _, back in sorted({(m.this, -m.other) for m in own}):
        at = bisect_left(kept, -back)
        kept[at : at + 1] = [-back]
    return len(kept) >= least_course(a, b)


def least_course(a: Wording, b: Wording) -> float:
    """Return how many sentences of two reports, in one order in both, tell one story in other words."""
    return max(_COURSE, _OF_COURSE * min(len(a.edges), len(b.edges)))


def covered(phrasings: Phrasings, i: int, j: int) -> float:
    """Return the share of the words of report `i`, outside quotation marks, whose sentences stand in report `j`.

    Both go by their places among the phrasings. Each word counts by its weight. A sentence counts as far as it
    matches, if it matches at all.
    """
    report, there = phrasings.reports[i], phrasings.places(j)
    lengths, before, bounds = report.lengths, report.own_before, report.bounds
    found = 0.0
    for this, number in enumerate(phrasings.of[i]):
        start = bounds[this]
        if number in there:
            found += before[bounds[this + 1]] - before[start] if lengths[this] >= LEAST_WORDS else 0.0
        elif number in phrasings.alike:
            twins = [x for n, x in phrasings.alike[number].items() if n in there]
            good = [x.blocks for x in twins if x.likeness >= LIKENESS and x.words >= LEAST_WORDS]
            found += max([sum([before[start + k + n] - before[start + k] for k, _, n in x]) for x in good], default=0.0)
    return found / max(before[-1], 1e-9)
