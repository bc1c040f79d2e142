"""Words of doubt and of attribution that a sentence has and its twin lacks."""

from __future__ import annotations

from collections.abc import Iterator

from twosource.lineage.agencies import agencies_in
from twosource.lineage.twins import Twin, View
from twosource.model import Attribution, Finding, Hedge, Span

GONE = 0.6  # share of an expression's characters that must lack a counterpart for it to count as absent
STILL_THERE = 0.5  # share of a statement that must stand in the twin for its attribution to be missed
# A verb of distance or a modal that another word took the place of: the statement stands firmer than before.
FIRMER = ("distance", "modal")


def hedges_absent(view: View, twin: Twin) -> Iterator[Finding]:
    """Find words of doubt in a sentence whose twin makes the statement without them."""
    for hedge in view.notes.hedges:
        if not _within(hedge.span, twin.here) or twin.lacks(hedge.span) < GONE or _doubted(view, twin, hedge):
            continue
        other = twin.in_place_of(hedge.span)
        if hedge.kind in FIRMER and not _statement_kept(view, twin, hedge):
            continue
        if hedge.kind in FIRMER and other is not None:
            what = f"{view.quote(hedge.span)} where the other has {view.quote_there(other)}"
            yield view.finding("certainty-raised", hedge.span, other, what)
        elif hedge.kind == "modal":
            yield view.finding("certainty-raised", hedge.span, twin.there, view.quote(hedge.span))
        else:
            yield view.finding("hedge-absent", hedge.span, twin.there, view.quote(hedge.span))


def _doubted(view: View, twin: Twin, hedge: Hedge) -> bool:
    """Say whether the twin has a doubt of the same kind, in other words."""
    around = view.around(twin.there)
    return any(h.kind == hedge.kind and h.span.overlaps(around) for h in view.other.hedges)


def _statement_kept(view: View, twin: Twin, hedge: Hedge) -> bool:
    """Say whether the words that a modal or a verb of distance governs, those that follow it, stand in the twin."""
    after = Span(hedge.span.end, min(twin.here.end, hedge.span.end + 25))
    return after.end > after.start and twin.lacks(after) <= 1 - STILL_THERE


def attributions_absent(view: View, twin: Twin) -> Iterator[Finding]:
    """Find statements whose twin is made in the report's own voice.

    Where source and agency both went (A said, the agency reported), that is a double deletion.
    """
    inside = [a for a in view.notes.attributions if a.content and any(_within(s, twin.here) for s in a.content)]
    for a in inside:
        said = (*a.source, *a.cue)
        if not said or not all(_within(s, twin.here) for s in said) or not all(twin.lacks(s) >= GONE for s in said):
            continue
        if not any(twin.lacks(s) <= 1 - STILL_THERE for s in a.content) or _attributed(view, twin):
            continue
        present = Span(min(s.start for s in said), max(s.end for s in said))
        if present.end - present.start > 2 * sum(s.end - s.start for s in said) + 20:
            present = (a.source or a.cue)[0]
        kind = "double-deletion" if _agency_gone(view, twin, a) else "attribution-absent"
        named = " … ".join(view.quote(s) for s in sorted(said))
        yield view.finding(kind, present, twin.there, f"the attribution {named}")


def _attributed(view: View, twin: Twin) -> bool:
    around = view.around(twin.there)
    return any(s.overlaps(around) for a in view.other.attributions for s in (*a.source, *a.cue, *a.content))


def _agency_gone(view: View, twin: Twin, attribution: Attribution) -> bool:
    """Say whether the words that the twin lacks name an agency, beside the source that they name."""
    gone = " ".join(mine.of(view.here.text) for mine, _ in twin.swapped)
    speaker = " ".join(s.of(view.here.text) for s in attribution.source)
    named = agencies_in(gone)
    return bool(named - agencies_in(speaker)) or (bool(attribution.via) and bool(named))


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end
