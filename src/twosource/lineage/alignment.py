"""Two copies laid side by side: what was kept, reworded, respelt, cut, added, moved, split and joined.

What comes in: a child and a parent (or two reports whose order is not known; then "cut" and "added" only say which
side has the sentence). What goes out: an edit a sentence, with places in both reports and the words that differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from twosource.lineage.matching import LIKENESS, Match, matches_both_ways
from twosource.lineage.wording import LEAST_WORDS, Wording, read_wording
from twosource.model import Edit, Report, Span

KEPT_KINDS = ("kept", "respelled", "reworded", "split", "joined")


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that differ inside a pair of sentences; one side is None where words were left out or put in.

    `spelling` is true where the two sides are one word to a reader who does not care for house style.
    """

    child: Span | None
    parent: Span | None
    spelling: bool = False


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of the child with the sentence of the parent that it comes from, and how they differ.

    `kinds` holds one of kept, respelled, reworded, split or joined, and "moved" as well where its place changed.
    """

    child: Span
    parent: Span
    kinds: tuple[str, ...]
    changes: tuple[WordChange, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """A child against a parent. `kept` is the share of the child's words that the parent has, `kept_of_parent` the
    share of the parent's that the child has, in matched sentences only.
    """

    child: str
    parent: str
    pairs: tuple[SentencePair, ...]
    cut: tuple[Span, ...]
    added: tuple[Span, ...]
    kept: float
    kept_of_parent: float

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits in the order of the child, then what was cut in the order of the parent."""
        inside = [Edit(kind, pair.child, pair.parent) for pair in self.pairs for kind in pair.kinds]
        inside += [Edit("added", span, None) for span in self.added]
        inside.sort(key=lambda e: (e.child or Span(0, 0), e.kind))
        return (*inside, *(Edit("cut", None, span) for span in self.cut))


def align(child: Report, parent: Report) -> Alignment:
    """Align two reports sentence by sentence; neither order nor direction of copying is assumed."""
    return align_wordings(read_wording(child), read_wording(parent))


def align_wordings(child: Wording, parent: Wording, chosen: list[Match] | None = None) -> Alignment:
    """Align two reports that have been made ready for comparison, by matches already `chosen` where there are."""
    chosen = choose_matches(child, parent) if chosen is None else chosen
    split = _repeated([m.other for m in chosen])
    joined = _repeated([m.this for m in chosen])
    moved = _out_of_order(chosen)
    pairs = tuple(_pair(child, parent, m, m.other in split, m.this in joined, k in moved) for k, m in enumerate(chosen))
    used_here, used_there = {m.this for m in chosen}, {m.other for m in chosen}
    return Alignment(
        child.report,
        parent.report,
        pairs,
        tuple(s for i, s in enumerate(parent.sentences) if i not in used_there),
        tuple(s for i, s in enumerate(child.sentences) if i not in used_here),
        kept_of(child, [m.here for m in chosen]),
        kept_of(parent, [m.there for m in chosen]),
    )


def kept_of(wording: Wording, places: Sequence[NDArray[np.int64]]) -> float:
    """Return the share of a report's words that stand at `places`."""
    kept = np.zeros(len(wording.words.keys), bool)
    for at in places:
        kept[at] = True
    return round(int(kept.sum()) / max(len(kept), 1), 4)


def choose_matches(child: Wording, parent: Wording) -> list[Match]:
    """Choose sentence pairs, the most alike first; a sentence is used again only for words not yet accounted for.

    That is how a sentence split in two, or two joined in one, are seen: the second half matches words of the same
    sentence that the first half left free.
    """
    candidates = matches_both_ways(child, parent)
    good = [m for m in candidates if max(m.likeness, m.back) >= LIKENESS and len(m.here) >= _least(child, parent, m)]
    good.sort(key=lambda m: (-round(m.likeness + m.back, 6), abs(m.this - m.other), m.this, m.other))
    taken_here = np.zeros(len(child.words.keys), bool)
    taken_there = np.zeros(len(parent.words.keys), bool)
    chosen = []
    for m in good:
        free = ~taken_here[m.here] & ~taken_there[m.there]
        again = taken_here[child.range_of(m.this)].any() or taken_there[parent.range_of(m.other)].any()
        if again and (free.sum() < LEAST_WORDS or free.sum() < 0.8 * len(m.here)):
            continue
        taken_here[m.here] = True
        taken_there[m.there] = True
        chosen.append(m)
    return sorted(chosen, key=lambda m: (m.this, m.other))


def _least(child: Wording, parent: Wording, m: Match) -> int:
    """A sentence shorter than LEAST_WORDS ("He declined.") matches its whole self and nothing else."""
    return min(LEAST_WORDS, max(len(child.keys(m.this)), len(parent.keys(m.other))))


def _repeated(numbers: list[int]) -> set[int]:
    return {n for n in numbers if numbers.count(n) > 1}


def _out_of_order(chosen: Sequence[Match]) -> set[int]:
    """Return which matches stand outside the longest chain that is in order in both (weighted by words)."""
    if not chosen:
        return set()
    best: list[int] = []
    before: list[int] = []
    for k, m in enumerate(chosen):
        earlier = [i for i in range(k) if chosen[i].other <= m.other]
        link = max(earlier, key=lambda i: (best[i], -i), default=-1)
        best.append(len(m.here) + (best[link] if link >= 0 else 0))
        before.append(link)
    at = max(range(len(chosen)), key=lambda k: (best[k], -k))
    chain = set()
    while at >= 0:
        chain.add(at)
        at = before[at]
    return set(range(len(chosen))) - chain


def _pair(a: Wording, b: Wording, m: Match, split: bool, joined: bool, moved: bool) -> SentencePair:
    changes = _changes(a, b, m)
    if joined or split:
        kind = "joined" if joined else "split"
    elif any(not c.spelling for c in changes):
        kind = "reworded"
    else:
        kind = "respelled" if changes else "kept"
    kinds = (kind, "moved") if moved else (kind,)
    return SentencePair(a.sentences[m.this], b.sentences[m.other], kinds, changes, round(m.likeness, 3))


def _changes(a: Wording, b: Wording, m: Match) -> tuple[WordChange, ...]:
    rows, columns = a.range_of(m.this), b.range_of(m.other)
    if a.said[m.this] == b.said[m.other]:
        return tuple(_respellings(a, b, rows.start, columns.start, rows.stop - rows.start))
    changes: list[WordChange] = []
    for step in LCSseq.opcodes(a.words.keys[rows].tolist(), b.words.keys[columns].tolist()):
        here = range(rows.start + step.src_start, rows.start + step.src_end)
        there = range(columns.start + step.dest_start, columns.start + step.dest_end)
        if step.tag == "equal":
            changes += _respellings(a, b, here.start, there.start, len(here))
        else:
            changes.append(WordChange(_stretch(a, here), _stretch(b, there)))
    return tuple(_merged(changes))


def _respellings(a: Wording, b: Wording, here: int, there: int, count: int) -> Iterator[WordChange]:
    """Yield the words that are printed in two ways, among `count` that are the same."""
    differ = a.words.printed[here : here + count] != b.words.printed[there : there + count]
    for n in np.flatnonzero(differ).tolist():
        yield WordChange(_word(a, here + n), _word(b, there + n), spelling=True)


def _merged(changes: list[WordChange]) -> list[WordChange]:
    """Join a deletion and the insertion that follows it at once: one word took another's place."""
    merged: list[WordChange] = []
    for change in changes:
        last = merged[-1] if merged else None
        if (
            last is not None
            and not (last.spelling or change.spelling)
            and (last.child is None) != (change.child is None)
            and (last.parent is None) != (change.parent is None)
            and (last.child is None) == (change.parent is None)
        ):
            merged[-1] = WordChange(last.child or change.child, last.parent or change.parent)
        else:
            merged.append(change)
    return merged


def _word(wording: Wording, i: int) -> Span:
    return Span(int(wording.words.starts[i]), int(wording.words.ends[i]))


def _stretch(wording: Wording, places: range) -> Span | None:
    if not places:
        return None
    return Span(int(wording.words.starts[places[0]]), int(wording.words.ends[places[-1]]))
