"""Quotations that the next sentence points back to: they go to the speaker whom that sentence names.

"“It is over.” That was how one diver put it." No verb of saying stands beside the quotation, and without this it
would go on from whoever spoke before.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.language.layout import Layout, quotations_in
from twosource.language.nominal_cues import verb_group
from twosource.language.parser import Parsed
from twosource.language.sources import phrase
from twosource.language.speech import Triple
from twosource.lexicon import load
from twosource.model import Span

RULE = "pointed"
_POINTING = frozenset(("that", "this", "thus", "so", "such"))
_LINKS = frozenset(("how", "what"))
_SURE = 0.9


def add_pointed(parsed: Parsed, layout: Layout, triples: Sequence[Triple]) -> list[Triple]:
    """Return the raw attributions with each quotation that the sentence after it gives to somebody given to him."""
    found = list(triples)
    for first, after in layout.sentences:
        told = _pointing(parsed, layout, first, after)
        if told is None or first == 0 or layout.inside[first - 1] < 0:
            continue
        quotation = layout.quoted[layout.inside[first - 1]].quote.span
        source, cue = told
        if any(cue.overlaps(c) and quotation in t.content for t in found for c in t.cue):
            continue
        found = [_without(layout, t, quotation) for t in found if not any(c.overlaps(cue) for c in t.cue)]
        found = [t for t in found if t.content or t.rule == "introduction"]
        found.append(Triple((source,), (cue,), (quotation,), RULE, _SURE))
    return found


def _pointing(parsed: Parsed, layout: Layout, first: int, after: int) -> tuple[Span, Span] | None:
    """Return source and cue of "That was how N put it" and "This is what N said", None of any other sentence."""
    tokens = parsed.tokens
    if after - first < 5 or tokens[first].lower not in _POINTING or tokens[first + 1].lemma.lower() != "be":
        return None
    if tokens[first + 2].lower not in _LINKS or any(layout.inside[i] >= 0 for i in range(first, after)):
        return None
    saying = load("cues")["quotation"]
    for verb in tokens[first + 3 : after]:
        if verb.tag[:2] != "VB" or not (
            verb.lemma.lower() in saying or verb.lemma.lower() in load("second_hand")["puts"]
        ):
            continue
        subject = next((c for c in parsed.children[verb.i] if tokens[c].dep == "nsubj" and c < verb.i), None)
        if subject is not None and subject > first + 2:
            start, end = phrase(parsed, subject)
            return parsed.span(max(start, first + 3), end), parsed.span(*verb_group(parsed, verb.i))
    return None


def _without(layout: Layout, triple: Triple, quotation: Span) -> Triple:
    """Return an attribution without a quotation that is not its own, if the quotation is a piece or ends a piece."""
    content = []
    for span in triple.content:
        if quotations_in(layout, span) and span.overlaps(quotation):
            if span.start < quotation.start:
                content.append(Span(span.start, quotation.start - 1))
            continue
        content.append(span)
    return triple._replace(content=tuple(content))
