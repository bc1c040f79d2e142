"""Figures and speakers that differ between a sentence and its twin."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.lineage.twins import Twin, View
from twosource.model import Attribution, Figure, Finding, Span

SAME_WORDS = 0.5  # share of a statement that must be the same for its speakers to be compared
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "the", "of", "a"])


def figures_changed(view: View, twin: Twin) -> Iterator[Finding]:
    """Find quantities of one sentence that its twin gives another range: "28,412 people" and "nearly 30,000 people".

    Figures are paired where one stands in the place of the other, and count the same kind of thing.
    """
    theirs = [f for f in view.other.figures if _within(f.span, twin.there)]
    for figure in view.notes.figures:
        if not _within(figure.span, twin.here) or twin.lacks(figure.span) == 0:
            continue
        place = twin.in_place_of(figure.span)
        other = next((f for f in theirs if place and f.span.overlaps(place) and f.unit == figure.unit), None)
        if other is None or _range(other) == _range(figure):
            continue
        what = f"{view.quote(figure.span)} where the other has {view.quote_there(other.span)}"
        yield view.finding("figure-changed", figure.span, other.span, what)


def _range(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.value


def speakers_changed(view: View, twin: Twin) -> Iterator[Finding]:
    """Find statements that stand in both and are given to different speakers."""
    theirs = [a for a in view.other.attributions if a.speaker and any(_within(s, twin.there) for s in a.source)]
    for mine in view.notes.attributions:
        if not mine.speaker or not any(_within(s, twin.here) for s in mine.source):
            continue
        if not any(_within(s, twin.here) and twin.lacks(s) <= 1 - SAME_WORDS for s in mine.content):
            continue
        if not all(twin.lacks(s) > 0 for s in mine.source) or not _named(view.here.text, mine):
            continue
        other = _same_statement(view, twin, mine, theirs)
        if other is not None and _named(view.there.text, other) and not _one_person(mine, other):
            what = f"{view.quote(mine.source[0])} where the other has {view.quote_there(other.source[0])}"
            yield view.finding("speaker-changed", mine.source[0], other.source[0], what)


def _same_statement(view: View, twin: Twin, mine: Attribution, theirs: list[Attribution]) -> Attribution | None:
    """Return the attribution of the twin whose words are most the same as those of `mine`."""
    words = _words(view.here.text, mine.content)
    best: tuple[float, Attribution] | None = None
    for other in theirs:
        their_words = _words(view.there.text, other.content)
        alike = len(words & their_words) / max(min(len(words), len(their_words)), 1)
        if alike >= SAME_WORDS and (best is None or alike > best[0]):
            best = (alike, other)
    return best[1] if best else None


def _named(text: str, attribution: Attribution) -> bool:
    """Say whether a source is printed by name: who "he" is was worked out, and no finding rests on that."""
    return any(word[:1].isupper() and len(word) > 3 for s in attribution.source for word in s.of(text).split())


def _one_person(a: Attribution, b: Attribution) -> bool:
    """Say whether two speakers may be one: they share a name, or one of them is no more than a pronoun or an office."""
    names_a = {w for s in (a.speaker, *a.speakers) for w in (s or "").lower().split()} - _TITLES
    names_b = {w for s in (b.speaker, *b.speakers) for w in (s or "").lower().split()} - _TITLES
    proper = all((s.speaker or "")[:1].isupper() for s in (a, b))
    return bool(names_a & names_b) or not proper


def _words(text: str, spans: tuple[Span, ...]) -> set[str]:
    return {w.strip(".,;:!?\"“”'’") for s in spans for w in s.of(text).lower().split()}


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end
