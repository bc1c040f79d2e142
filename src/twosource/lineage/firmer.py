"""Words of doubt that a sentence has and another report lacks, which tells it anew: what may be so, as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.lineage.doubted import COMMON, WORD, doubted, is_due, sentence_around, within, words_of
from twosource.lineage.sentences import sentences
from twosource.lineage.twins import View
from twosource.model import Finding, Hedge, Span

# So many words in a row are no chance, among the first so many that the doubt is about.
MOVED_RUN, MOVED_WITHIN = 6, 9
# What is guessed, believed or heard of: a sentence without it stands as a fact.
BELIEVED = ("modal", "belief", "hearsay")
# "May have sunk" and "had sunk": no firmer word stands for the modal, it is gone.
AUXILIARIES = frozenset(["have", "has", "had", "be", "is", "are", "was", "were", "been", "being", "do", "does", "did"])
# Before a sentence the last word of the one before it is looked for in so many characters.
LONGEST_WORD = 40
# Two sentences in other words tell one thing where so much of either's telling words, and so many, stand in the other.
ANEW, FEWEST = 0.55, 4
# The forms of a word begin with so many letters alike.
STEM = 5
_APART = re.compile(r"[;–—]|,(?!\d)")


def clauses_firmer(view: View) -> Iterator[Finding]:
    """Find words of doubt whose clause the other report has without them in a sentence that is told anew.

    "Moll said the wall may have given way under the weight of the snow": "The wall gave way under the weight of the
    snow, said Moll." Too little of such a sentence stands in the same order for the two to be one sentence.
    """
    there: list[re.Match[str]] = []
    alone: list[Span] | None = None
    for hedge in view.notes.hedges:
        if hedge.kind not in {"modal", "belief"} or any(within(hedge.span, t.here) for t in view.twins):
            continue
        alone = _without_twin(view) if alone is None else alone
        fact = next((s for s in alone if told_as_fact(view, hedge, s)), None)
        if fact is not None:
            yield view.finding("hedge-absent", hedge.span, fact, view.quote(hedge.span))
            continue
        if hedge.kind != "modal":
            continue
        end = sentence_around(view.here.text, hedge.span).end
        governed = [w for w in words_of(view.here.text, Span(hedge.span.end, end)) if w not in AUXILIARIES]
        there = there or list(WORD.finditer(view.there.text))
        at = _find_run(governed[:MOVED_WITHIN], [m[0].lower() for m in there])
        if at is None:
            continue
        sentence = sentence_around(view.there.text, Span(*there[at].span()))
        if not doubted(view, sentence, hedge):
            yield view.finding("hedge-absent", hedge.span, sentence, view.quote(hedge.span))


def _without_twin(view: View) -> list[Span]:
    """Return the sentences there that are no sentence of the report here."""
    told = sentences(view.there.text, view.there.body or None)
    return [s for s in told if not any(s.overlaps(t.there) for t in view.twins)]


def told_as_fact(view: View, hedge: Hedge, there: Span) -> bool:
    """Say whether a sentence there tells without any doubt, in other words and order, what a hedge here is about.

    "The yard suggested that a harbour crane may have broken loose and dropped on the quay": "A loose harbour crane
    dropped on the quay, the yard said." What either has beside must be little, and every number there must stand here.
    """
    if any(h.span.overlaps(there) for h in view.other.hedges) or is_due(view, hedge.span, there):
        return False
    mine = _telling(view.here.text, _clause(view.here.text, hedge.span)) - _telling(view.here.text, hedge.span)
    for part in _parts(view.there.text, there):
        theirs = _telling(view.there.text, part)
        both = len(mine & theirs)
        if both >= max(FEWEST, ANEW * max(len(mine), len(theirs))) and not any(w.isdigit() for w in theirs - mine):
            return True
    return False


def _clause(text: str, hedge: Span) -> Span:
    """Return the clause that a hedge stands in: between commas, and behind the "that" of who said so."""
    around = sentence_around(text, hedge)
    cuts = [m.end() for m in _APART.finditer(text, around.start, hedge.start)]
    that = text.rfind(" that ", around.start, hedge.start)
    behind = _APART.search(text, hedge.end, around.end)
    return Span(max([around.start, that + 1, *cuts]), behind.start() if behind else around.end)


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    """Yield a sentence, and its parts between commas: behind one of them stands who says so."""
    yield sentence
    start = sentence.start
    for mark in _APART.finditer(text, sentence.start, sentence.end):
        yield Span(start, mark.start())
        start = mark.end()


def _telling(text: str, span: Span) -> set[str]:
    """Return the words of a span that carry no grammar, by their first letters."""
    return {w[:STEM] for w in words_of(text, span) if w not in COMMON and w not in AUXILIARIES}


def sentences_firmer(view: View) -> Iterator[Finding]:
    """Find words of doubt in a short sentence that the other report cut down: "Sorley is thought to have acted alone".

    "Sorley acted alone" is too little to be told for its twin by its words, but it stands right beside a sentence that
    both have, on the same side, and every word of it is in the doubted one.
    """
    for hedge in view.notes.hedges:
        if hedge.kind not in BELIEVED or any(within(hedge.span, t.here) for t in view.twins):
            continue
        sentence = sentence_around(view.here.text, hedge.span)
        said = set(words_of(view.here.text, sentence))
        for there in _beside(view, sentence):
            words = words_of(view.there.text, there)
            told = set(words) - AUXILIARIES
            if len(told) > 1 and set(words) <= said and not doubted(view, there, hedge):
                yield view.finding("hedge-absent", hedge.span, there, view.quote(hedge.span))
                break


def _beside(view: View, sentence: Span) -> Iterator[Span]:
    """Yield the sentences there that stand, as a sentence here does, right behind or before one that both have."""
    text = view.there.text
    for twin in view.twins:
        if twin.here.end <= sentence.start and not WORD.search(view.here.text, twin.here.end, sentence.start):
            words = WORD.search(text, twin.there.end)
        elif sentence.end <= twin.here.start and not WORD.search(view.here.text, sentence.end, twin.here.start):
            near = max(0, twin.there.start - LONGEST_WORD)
            words = max(WORD.finditer(text, near, twin.there.start), key=re.Match.start, default=None)
        else:
            continue
        other = sentence_around(text, Span(*words.span())) if words else None
        if other is not None and not any(t.there.overlaps(other) for t in view.twins):
            yield other


def _find_run(words: list[str], text: list[str]) -> int | None:
    """Return where `MOVED_RUN` of the words in a row stand in a text, or None; the first may be inflected otherwise."""
    for start in range(max(0, len(words) - MOVED_RUN) + 1):
        run = words[start : start + MOVED_RUN]
        if len(run) == MOVED_RUN:
            found = next((n for n in range(len(text)) if text[n] == run[0] and text[n : n + MOVED_RUN] == run), None)
            if found is not None:
                return found
    return None
