"""Two copies laid side by side: what was kept, reworded, respelt, cut, added, moved, split and joined.

What comes in: a child and a parent (or two reports whose order is not known; then "cut" and "added" only say which
side has the sentence). What goes out: an edit a sentence, with places in both reports and the words that differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from twosource.lineage.kinship import kept_both
from twosource.lineage.matching import Match, choose_matches
from twosource.lineage.phrasings import Phrasings
from twosource.lineage.wording import Wording, read_wording
from twosource.lineage.words import fold_marks
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


def align_wordings(child: Wording, parent: Wording, chosen: Sequence[Match] | None = None) -> Alignment:
    """Align two reports that have been made ready for comparison, by matches already `chosen` where there are."""
    chosen = choose_matches(Phrasings([child, parent]), 0, 1) if chosen is None else chosen
    split = _repeated([m.other for m in chosen])
    joined = _repeated([m.this for m in chosen])
    moved = _out_of_order(chosen)
    pairs = tuple(_pair(child, parent, m, m.other in split, m.this in joined, k in moved) for k, m in enumerate(chosen))
    here, there = kept_both(child, parent, chosen)
    return Alignment(
        child.report,
        parent.report,
        pairs,
        tuple(s for i, s in enumerate(parent.sentences) if i not in there.sentences),
        tuple(s for i, s in enumerate(child.sentences) if i not in here.sentences),
        here.share_of(child),
        there.share_of(parent),
    )


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
        best.append(m.alike.words + (best[link] if link >= 0 else 0))
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
    return SentencePair(a.sentences[m.this], b.sentences[m.other], kinds, changes, round(m.alike.likeness, 3))


def _changes(a: Wording, b: Wording, m: Match) -> tuple[WordChange, ...]:
    rows, columns = a.range_of(m.this), b.range_of(m.other)
    if m.equal:
        return tuple(_respellings(a, b, rows.start, columns.start, rows.stop - rows.start))
    changes: list[WordChange] = []
    at, at_other = rows.start, columns.start
    for block in (*m.alike.blocks, (rows.stop - rows.start, columns.stop - columns.start, 0)):
        here, there, size = block[0] + rows.start, block[1] + columns.start, block[2]
        if here > at or there > at_other:
            changes.append(WordChange(_stretch(a, range(at, here)), _stretch(b, range(at_other, there))))
        changes += _respellings(a, b, here, there, size)
        at, at_other = here + size, there + size
    return tuple(changes)


def _respellings(a: Wording, b: Wording, here: int, there: int, count: int) -> Iterator[WordChange]:
    """Yield the words that are printed in two ways, among `count` that are the same."""
    if not count or _printed(a, here, here + count - 1) == _printed(b, there, there + count - 1):
        return
    for n in range(count):
        if _printed(a, here + n, here + n) != _printed(b, there + n, there + n):
            yield WordChange(_word(a, here + n), _word(b, there + n), spelling=True)


def _printed(wording: Wording, first: int, last: int) -> str:
    """Return the text from one word to another; one kind of quotation mark and apostrophe is as good as another."""
    return fold_marks(wording.text[wording.words.starts[first] : wording.words.ends[last]])


def _word(wording: Wording, i: int) -> Span:
    return Span(int(wording.words.starts[i]), int(wording.words.ends[i]))


def _stretch(wording: Wording, places: range) -> Span | None:
    if not places:
        return None
    return Span(int(wording.words.starts[places[0]]), int(wording.words.ends[places[-1]]))
