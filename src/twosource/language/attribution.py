"""Attributions: a parsed paragraph comes in, who says what in it goes out (source, cue, content; PARC, PolNeAR).

Cues are candidates in frames (`cues`), weighed by the lexicon; sources and contents follow from the grammar and
from the quotation marks. What a learned tagger finds goes through the same last step, `finish_attributions`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from twosource.language.asides import add_asides
from twosource.language.content import find_content
from twosource.language.cues import candidate_cues
from twosource.language.heard_from import add_heard
from twosource.language.hedges import find_hedges
from twosource.language.joining import INTRODUCTION, join_paragraphs
from twosource.language.layout import Layout, dateline_end, lay_out, quotations_in
from twosource.language.nominal_cues import Cue, verb_group
from twosource.language.parser import Parsed, Token
from twosource.language.parted import keep_to_their_side
from twosource.language.pointed import add_pointed
from twosource.language.reached import mend_reach
from twosource.language.repairs import mend_edges
from twosource.language.second_hand import add_second_hand
from twosource.language.signed import find_signed
from twosource.language.sources import find_source, is_label
from twosource.language.speech import Triple, attribute_quotations, judge_kind
from twosource.language.stance import is_reaction, judge_stance
from twosource.lexicon import load
from twosource.model import Attribution, Settings, Span

_SETTINGS = Settings()
# One that carries another stands near it in the order of the text.
_NEIGHBOURS = 40
_BULLETS = ("-", "–", "—", "•", "*", "·")
__all__ = ["Triple", "find_attributions", "finish_attributions", "join_paragraphs"]


class Proposal(NamedTuple):
    """A cue read in full, before it is weighed."""

    cue: Cue
    frame: str
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]


def find_attributions(parsed: Parsed, settings: Settings = _SETTINGS) -> list[Attribution]:
    """Return who says what in one paragraph, in text order.

    Spans are of `parsed.text`; ids are a0, a1 and so on. An introduction ("He added:" at the paragraph's end) has
    no content yet: `join_paragraphs` gives it the quotation that follows. So has a free quotation no source.
    """
    layout = lay_out(parsed)
    weights = load("cues")
    best: dict[int, tuple[float, Proposal]] = {}
    for proposal in propose(parsed, layout):
        frame = weights.get(proposal.frame, {})
        weight = frame.get(proposal.cue.lemma, frame.get("*", 0))
        if weight >= settings.least_cue and weight > best.get(proposal.cue.token, (0.0, None))[0]:
            best[proposal.cue.token] = (weight, proposal)
    read = [read_proposal(parsed, proposal, weight / 100) for _, (weight, proposal) in sorted(best.items())]
    triples = [t for t in read if t is not None]
    triples.extend(_introductions(parsed, layout, triples))
    signed = find_signed(parsed.text)
    if signed is not None and not any(signed.source[0].overlaps(s) for t in triples for s in t.source):
        triples.append(signed)
    return finish_attributions(parsed, triples, layout)


def propose(parsed: Parsed, layout: Layout) -> Iterator[Proposal]:
    """Yield every candidate cue with the source and content that its frame gives it."""
    for cue in candidate_cues(parsed):
        source = find_source(parsed, cue)
        content = find_content(parsed, layout, cue, source)
        if content is not None:
            # What is said within a quotation is seldom marked as a further attribution: it has figures of its own.
            quoted = " (quoted)" if layout.inside[cue.token] >= 0 and content.frame != "colon" else ""
            yield Proposal(cue, content.frame + quoted, source, content.ranges)


def _introductions(parsed: Parsed, layout: Layout, triples: Sequence[Triple]) -> Iterator[Triple]:
    """Find "He added:" at the end of a paragraph: a source and a cue, the content still to come."""
    tokens = parsed.tokens
    last = len(tokens) - 1
    while last > 0 and tokens[last].pos == "SPACE":
        last -= 1
    if last < 1 or tokens[last].text != ":" or not layout.sentences:
        return
    saying = load("cues")["quotation"]
    for verb in reversed(tokens[layout.sentences[-1][0] : last]):
        if verb.tag[:2] != "VB" or verb.lemma.lower() not in saying or layout.inside[verb.i] >= 0:
            continue
        first, end = verb_group(parsed, verb.i)
        source = find_source(parsed, Cue(verb.i, "around", verb.lemma, first, end))
        cue = parsed.span(first, end)
        if source is not None and not any(cue.overlaps(c) for t in triples for c in t.cue):
            yield Triple((parsed.span(*source),), (cue,), (), INTRODUCTION)
            return


def read_proposal(parsed: Parsed, p: Proposal, confidence: float) -> Triple | None:
    """Return a proposal in characters, without a dateline; None where its cue stands in the dateline."""
    start = dateline_end(parsed.text)
    ranges = ([p.source] if p.source else [], [(p.cue.first, p.cue.last)], p.content)
    source, cue, content = (
        tuple(Span(max(s.start, start), s.end) for s in (parsed.span(*r) for r in part) if s.end > start)
        for part in ranges
    )
    return Triple(source, cue, content, p.frame, confidence) if cue else None


def finish_attributions(parsed: Parsed, triples: Sequence[Triple], layout: Layout | None = None) -> list[Attribution]:
    """Return attributions from raw triples: quotations made whole, kind and stance judged, nesting marked."""
    layout = layout or lay_out(parsed)
    start = dateline_end(parsed.text)
    triples = mend_edges(parsed, [t for t in triples if not _is_furniture(parsed, t, start)])
    triples = keep_to_their_side(parsed, mend_reach(parsed, triples))
    triples = add_pointed(parsed, layout, add_second_hand(parsed, layout, triples))
    triples = add_heard(parsed, layout, add_asides(parsed, layout, triples))
    whole = [_with_whole_quotations(layout, t) for t in triples]
    whole = attribute_quotations(parsed, layout, whole)
    whole.sort(key=lambda t: (min((*t.source, *t.cue, *t.content)), t.rule))
    found = []
    for n, triple in enumerate(whole):
        kind = judge_kind(layout, triple.content)
        cue = tokens_in(parsed, triple.cue)
        found.append(
            Attribution(
                f"a{n}",
                "",
                kind,
                triple.source,
                triple.cue,
                triple.content,
                via=_carrier(whole, n),
                stance="reacts"
                if kind == "indirect" and is_reaction(parsed, cue, triple.content)
                else judge_stance(cue),
                rule=triple.rule,
                confidence=triple.confidence,
                unclosed=_unclosed(layout, triple.content),
            )
        )
    return _hedged(parsed, found)


def _is_furniture(parsed: Parsed, triple: Triple, start: int) -> bool:
    """Say whether who "speaks" before a colon is a label of the page ("Editor's note:") or the town of a dateline."""
    if not triple.source or any(c.of(parsed.text).strip() != ":" for c in triple.cue):
        return False
    listed = parsed.text.lstrip()[:1] in _BULLETS and triple.source[0].of(parsed.text).isupper()  # "- ON THE QUAY: …"
    return triple.source[0].start < start or listed or is_label(tokens_in(parsed, triple.source))


def _hedged(parsed: Parsed, found: list[Attribution]) -> list[Attribution]:
    """Return the attributions with the reporter's own words of doubt about each; no content ends in such words."""
    doubts = [h for h in find_hedges(parsed, found) if h.holder == "reporter" and h.kind != "modal" and h.scope]
    if not doubts:
        return found
    hedged = []
    for a in found:
        own = tuple(h.span for h in doubts if h.scope and any(h.scope.overlaps(c) for c in a.content))
        cut = [h.span.start for h in doubts if h.kind == "no-evidence" and h.span in own]
        content = tuple(_cut_off(parsed.text, c, cut) for c in a.content)
        hedged.append(replace(a, hedge=own, content=content))
    return hedged


def _cut_off(text: str, content: Span, doubts: list[int]) -> Span:
    """Return a content up to the words of doubt in it, if any are left before them."""
    for start in doubts:
        if content.start < start < content.end:
            kept = text[content.start : start].rstrip(" ,;—–-")
            return Span(content.start, content.start + len(kept)) if kept else content
    return content


def tokens_in(parsed: Parsed, spans: Sequence[Span]) -> list[Token]:
    """Return the tokens that stand in the spans."""
    found: list[Token] = []
    for span in spans:
        k = bisect_left(parsed.tokens, span.start, key=lambda t: t.start)
        while k < len(parsed.tokens) and parsed.tokens[k].end <= span.end:
            found.append(parsed.tokens[k])
            k += 1
    return found


def _with_whole_quotations(layout: Layout, triple: Triple) -> Triple:
    """Widen a content that cuts a quotation to all of it, if neither cue nor source stands in it; join what touches."""
    spans: list[Span] = []
    for span in sorted(triple.content):
        start, end = span
        for k in quotations_in(layout, span):
            quote = layout.quoted[k].quote.span
            if not any(quote.overlaps(s) for s in (*triple.cue, *triple.source)):
                start, end = min(start, quote.start), max(end, quote.end)
        if spans and start <= spans[-1].end + 1:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return triple._replace(content=tuple(spans))


def _carrier(triples: list[Triple], n: int) -> str | None:
    """Return the id of the smallest attribution whose content holds this one's source and cue: it carries it."""
    own = (*triples[n].source, *triples[n].cue)
    if not own:
        return None
    told = triples[n].told_in
    if told:
        others = (k for k, t in enumerate(triples) if k != n and any(c.overlaps(s) for c in t.cue for s in told))
        teller = next(others, None)
        return None if teller is None else f"a{teller}"
    holding = [
        (sum(c.end - c.start for c in t.content), k)
        for k, t in enumerate(triples[: n + _NEIGHBOURS][max(0, n - _NEIGHBOURS) :], max(0, n - _NEIGHBOURS))
        if k != n and t.content and all(any(c.start <= s.start and s.end <= c.end for c in t.content) for s in own)
    ]
    return f"a{min(holding)[1]}" if holding else None


def _unclosed(layout: Layout, content: Sequence[Span]) -> bool:
    return any(layout.quoted[k].quote.unclosed for c in content for k in quotations_in(layout, c))
