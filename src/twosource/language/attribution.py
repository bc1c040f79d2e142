"""Attributions: a parsed paragraph comes in, who says what in it goes out (source, cue, content; PARC, PolNeAR).

Cues are candidates in frames (`cues`), weighed by the lexicon; sources and contents follow from the grammar and
from the quotation marks. What a learned tagger finds goes through the same last step, `finish_attributions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from twosource.language.content import find_content
from twosource.language.cues import Cue, candidate_cues
from twosource.language.joining import join_paragraphs
from twosource.language.layout import Layout, lay_out
from twosource.language.parser import Parsed, Token
from twosource.language.sources import find_source
from twosource.language.stance import judge_stance
from twosource.lexicon import load
from twosource.model import Attribution, Span

__all__ = ["Triple", "find_attributions", "finish_attributions", "join_paragraphs"]

THRESHOLD = 35  # per cent; tuned on polnear-train


class Triple(NamedTuple):
    """A raw attribution: spans into the paragraph, the rule that made it, and how often such a one is right (0 to 1)."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str = "tagger"
    confidence: float | None = None


class Proposal(NamedTuple):
    """A cue read in full, before it is weighed."""

    cue: Cue
    frame: str
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]


def find_attributions(parsed: Parsed) -> list[Attribution]:
    """Return who says what in one paragraph, in text order; spans are of `parsed.text`, ids a0, a1 …"""
    layout = lay_out(parsed)
    weights = load("cues")
    best: dict[int, tuple[float, Proposal]] = {}
    for proposal in propose(parsed, layout):
        weight = weights.get(proposal.frame, {}).get(proposal.cue.lemma, 0)
        if weight >= THRESHOLD and weight > best.get(proposal.cue.token, (0.0, None))[0]:
            best[proposal.cue.token] = (weight, proposal)
    triples = [_triple(parsed, p, w / 100) for _, (w, p) in sorted(best.items())]
    return finish_attributions(parsed, triples, layout)


def propose(parsed: Parsed, layout: Layout) -> Iterator[Proposal]:
    """Yield every candidate cue with the source and content that its frame gives it."""
    for cue in candidate_cues(parsed):
        source = find_source(parsed, cue)
        content = find_content(parsed, layout, cue, source)
        if content is not None:
            # What is said within a quotation is seldom marked as a further attribution: it has figures of its own.
            quoted = " (quoted)" if layout.inside[cue.token] >= 0 else ""
            yield Proposal(cue, content.frame + quoted, source, content.ranges)


def _triple(parsed: Parsed, p: Proposal, confidence: float) -> Triple:
    return Triple(
        (parsed.span(*p.source),) if p.source else (),
        (parsed.span(p.cue.first, p.cue.last),),
        tuple(parsed.span(*r) for r in p.content),
        p.frame,
        confidence,
    )


def finish_attributions(parsed: Parsed, triples: Sequence[Triple], layout: Layout | None = None) -> list[Attribution]:
    """Return attributions from raw triples: quotations made whole, kind and stance judged, nesting marked."""
    layout = layout or lay_out(parsed)
    whole = [_with_whole_quotations(layout, t) for t in triples]
    whole.extend(_free_quotations(parsed, layout, whole))
    whole.sort(key=lambda t: (min((*t.source, *t.cue, *t.content)), t.rule))
    found = []
    for n, triple in enumerate(whole):
        found.append(
            Attribution(
                f"a{n}",
                "",
                judge_kind(layout, triple.content),
                triple.source,
                triple.cue,
                triple.content,
                via=_carrier(whole, n),
                stance=judge_stance(tokens_in(parsed, triple.cue)),
                rule=triple.rule,
                confidence=triple.confidence,
                unclosed=_unclosed(layout, triple.content),
            )
        )
    return found


def judge_kind(layout: Layout, content: Sequence[Span]) -> str:
    """Say whether a content is direct (quotation marks around all of it), mixed or indirect."""
    quotes = [q.quote.span for q in layout.quoted if any(q.quote.span.overlaps(c) for c in content)]
    if not quotes:
        return "indirect"
    return "direct" if all(any(q.start <= c.start and c.end <= q.end for q in quotes) for c in content) else "mixed"


def tokens_in(parsed: Parsed, spans: Sequence[Span]) -> list[Token]:
    """Return the tokens of the spans."""
    return [t for s in spans for t in parsed.tokens if s.start <= t.start and t.end <= s.end]


def _with_whole_quotations(layout: Layout, triple: Triple) -> Triple:
    """Widen a content that cuts a quotation to all of it, if neither cue nor source stands in it; join what touches."""
    spans: list[Span] = []
    for span in sorted(triple.content):
        start, end = span
        for q in layout.quoted:
            quote = q.quote.span
            if quote.overlaps(span) and not any(quote.overlaps(s) for s in (*triple.cue, *triple.source)):
                start, end = min(start, quote.start), max(end, quote.end)
        if spans and start <= spans[-1].end + 1:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return triple._replace(content=tuple(spans))


def _free_quotations(parsed: Parsed, layout: Layout, triples: list[Triple]) -> list[Triple]:
    """Carry sentences that are nothing but a quotation to the attribution before them; what has none stays free."""
    free: list[Triple] = []
    for first, after in layout.sentences:
        q = layout.inside[first]
        if q < 0 or layout.quoted[q].last < after - 2:
            continue
        span = layout.quoted[q].quote.span
        if any(_covers(t, span) for t in triples):
            continue
        n = _goes_on_from(layout, triples, span)
        if n is None:
            free.append(Triple((), (), (span,), "free quotation"))
        else:
            triples[n] = triples[n]._replace(content=(*triples[n].content, span))
    return free


def _covers(triple: Triple, quotation: Span) -> bool:
    """Say whether a triple attributes the quotation as a whole; what is said inside the quotation does not."""
    if any(quotation.overlaps(s) for s in (*triple.source, *triple.cue)):
        return False
    return any(quotation.overlaps(c) for c in triple.content)


def _goes_on_from(layout: Layout, triples: list[Triple], span: Span) -> int | None:
    """Return the attribution of the quotation nearest before the span, or None."""
    before = [
        (max(c.end for c in t.content), n)
        for n, t in enumerate(triples)
        if t.content
        and t.source
        and judge_kind(layout, t.content) != "indirect"
        and max(c.end for c in t.content) <= span.start
    ]
    return max(before)[1] if before else None


def _carrier(triples: list[Triple], n: int) -> str | None:
    """Return the id of the smallest attribution whose content holds this one's source and cue: it carries it."""
    own = (*triples[n].source, *triples[n].cue)
    if not own:
        return None
    holding = [
        (sum(c.end - c.start for c in t.content), k)
        for k, t in enumerate(triples)
        if k != n and all(any(c.start <= s.start and s.end <= c.end for c in t.content) for s in own)
    ]
    return f"a{min(holding)[1]}" if holding else None


def _unclosed(layout: Layout, content: Sequence[Span]) -> bool:
    return any(q.quote.unclosed and any(q.quote.span.overlaps(c) for c in content) for q in layout.quoted)
