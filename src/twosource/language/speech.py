"""Speech: raw attributions of a paragraph come in, they go out with each quotation given to who utters it.

The grammar does not see quotation marks. Here they count: a quotation is attributed as a whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from twosource.language.joining import FREE
from twosource.language.layout import Layout, Quoted, quotations_in
from twosource.language.nominal_cues import Cue, verb_group
from twosource.language.parser import Parsed, Token
from twosource.language.sources import find_source, phrase
from twosource.lexicon import load
from twosource.model import Span

# A verb that introduces speech in so many per cent of cases governs the quoted words below it.
_SAYING = 50
# Steps up the tree from quoted words to the verb of saying; characters between a content and quoted words after it.
_STEPS = 8
_NEAR = 60
_FEW = 4  # words, with the marks: a name or a title
_MARKS = "”“\"’'»« "
# Who speaks in a transcript, in capitals.
_LABEL = re.compile(r"[\"“]?(?P<name>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}): +(?=\S)")


class Triple(NamedTuple):
    """A raw attribution: spans into the paragraph, the rule that made it, how often such a one is right (0 to 1).

    `told_in` is the cue of the attribution that passes it on, where source and cue stand outside that one's content.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str = "tagger"
    confidence: float | None = None
    told_in: tuple[Span, ...] = ()


def judge_kind(layout: Layout, content: Sequence[Span]) -> str:
    """Say whether a content is direct (quotation marks around all of it), mixed or indirect."""
    quotes = [layout.quoted[k].quote.span for c in content for k in quotations_in(layout, c)]
    if not quotes:
        return "indirect"
    return "direct" if all(any(q.start <= c.start and c.end <= q.end for q in quotes) for c in content) else "mixed"


def attribute_quotations(parsed: Parsed, layout: Layout, triples: Sequence[Triple]) -> list[Triple]:
    """Return the triples with every quotation that has a speaker inside the content of one of them.

    A sentence that is nothing but a quotation goes on from the attribution before it, or stays free. Quoted words
    in a sentence of the reporter's go to the verb of saying that governs them; where none does, the marks only
    keep a distance and nobody is quoted.
    """
    found = list(triples)
    covered = {
        k for t in found for c in t.content for k in quotations_in(layout, c) if _covers(t, layout.quoted[k].quote.span)
    }
    for number, q in enumerate(layout.quoted):
        span = q.quote.span
        if number in covered:
            continue
        first, after = layout.sentences[layout.sentence_of[q.first]]
        whole = q.first == first and q.last >= after - 2
        if whole and not (first > 0 and parsed.tokens[first - 1].text == ":"):
            n = _goes_on_from(layout, found, span)
            if n is not None:
                found[n] = found[n]._replace(content=(*found[n].content, span))
            elif not _is_heading(parsed, layout, q):
                turn = _labelled(parsed.text, span) or Triple((), (), (span,), FREE)
                if not any(s.overlaps(t) for known in found for s in known.source for t in turn.source):
                    found.append(turn)
        else:
            _give_to_governor(parsed, layout, found, number)
    return found


def _labelled(text: str, quotation: Span) -> Triple | None:
    """Return the turn of a transcript set in quotation marks ("FALK: We will see"), None where it has no label."""
    label = _LABEL.match(text, quotation.start, quotation.end)
    if label is None:
        return None
    (first, last), colon = label.span("name"), label.end("name")
    return Triple((Span(first, last),), (Span(colon, colon + 1),), (Span(label.end(), quotation.end),), "colon")


def _give_to_governor(parsed: Parsed, layout: Layout, found: list[Triple], number: int) -> None:
    """Give quoted words to the verb of saying above them in the sentence, or before the colon that introduces them."""
    tokens, q = parsed.tokens, layout.quoted[number]
    if q.first > 0 and tokens[q.first - 1].lower in ("called", "dubbed", "-", "so"):
        named = _named_by(parsed, layout, number)
        if named is not None and not any(c.overlaps(named.cue[0]) for t in found for c in t.cue):
            found.append(named)
        return
    verb = _governor(parsed, layout, q)
    if verb is None:
        return
    cue = parsed.span(*verb_group(parsed, verb))
    for n, t in enumerate(found):
        if any(c.overlaps(cue) for c in t.cue) and t.source:
            found[n] = t._replace(content=(*t.content, _stretch(parsed, t, q)))
            return
    first, last = verb_group(parsed, verb)
    source = find_source(parsed, Cue(verb, "around", tokens[verb].lemma, first, last))
    if source is not None and not (source[0] <= q.last and q.first <= source[1]):
        content = _phrase_of(parsed, verb, q, (first, last), source)
        # What a colon introduces is uttered ("was heard screaming: “Where is he?”"); bare words may be at a distance.
        uttered = tokens[q.first - 1].text == ":" and q.last - q.first > _FEW
        found.append(Triple((parsed.span(*source),), (cue,), (content,), "colon" if uttered else "quoted words"))


def _named_by(parsed: Parsed, layout: Layout, number: int) -> Triple | None:
    """Return who calls a thing so ("called “a folly” by Ada Poe"), None where no one is said to."""
    q = layout.quoted[number]
    verb = parsed.tokens[q.first - 1]
    if verb.tag != "VBN":
        return None
    first, last = verb_group(parsed, verb.i)
    source = find_source(parsed, Cue(verb.i, "passive", verb.lemma, first, last)) or _after_by(parsed, q.last + 1)
    if source is None or source[0] <= q.last:
        return None
    return Triple((parsed.span(*source),), (parsed.span(first, last),), (q.quote.span,), "naming")


def _after_by(parsed: Parsed, at: int) -> tuple[int, int] | None:
    """Return the noun phrase after "by" at a token, wherever the parser hung it."""
    tokens = parsed.tokens
    if at >= len(tokens) or tokens[at].lower != "by":
        return None
    return next((phrase(parsed, c) for c in parsed.children[at] if tokens[c].dep == "pobj"), None)


def _phrase_of(parsed: Parsed, verb: int, q: Quoted, cue: tuple[int, int], source: tuple[int, int]) -> Span:
    """Return the phrase below the verb that the quoted words stand in, with all of the quotation."""
    first, last = q.first, q.last
    for child in parsed.children[verb]:
        subtree = parsed.subtree(child)
        if subtree[0] <= q.last and q.first <= subtree[-1]:
            first, last = min(first, subtree[0]), max(last, subtree[-1])
    for a, b in (cue, source):
        first = b + 1 if first <= b < q.first else first
        last = a - 1 if q.last < a <= last else last
    while last > q.last and parsed.tokens[last].pos == "PUNCT":
        last -= 1
    return parsed.span(first, last)


def _stretch(parsed: Parsed, triple: Triple, q: Quoted) -> Span:
    """Return the quotation with what stands between it and the end of a content just before it."""
    span = q.quote.span
    end = max((c.end for c in triple.content if c.end <= span.start), default=span.start)
    between = parsed.text[end : span.start]
    near = len(between) < _NEAR and not any(mark in between for mark in ".,;:!?")
    return Span(end, span.end) if near else span


def _governor(parsed: Parsed, layout: Layout, q: Quoted) -> int | None:
    """Return the nearest verb of saying that the quoted words hang on, outside the quotation."""
    tokens = parsed.tokens
    colon = q.first > 0 and tokens[q.first - 1].text == ":"
    if colon:
        start = layout.sentences[layout.sentence_of[q.first - 1]][0]
        verbs = [t.i for t in tokens[start : q.first] if t.tag[:2] == "VB" and layout.inside[t.i] < 0]
        utters = load("cues")["quotation"]
        uttering = (v for v in reversed(verbs) if _says(tokens[v]) or utters.get(tokens[v].lemma.lower(), 0) >= _SAYING)
        return next(uttering, None)
    inner = range(q.first, q.last + 1)
    tops = [tokens[i].head for i in inner if tokens[i].pos != "PUNCT" and not q.first <= tokens[i].head <= q.last]
    at = tops[0] if tops else tokens[q.first].head
    for _ in range(_STEPS):
        if tokens[at].tag[:2] == "VB" and layout.inside[at] < 0 and _says(tokens[at]):
            return at
        if tokens[at].head == at:
            return None
        at = tokens[at].head
    return None


def _says(verb: Token) -> bool:
    cues = load("cues")
    lemma = verb.lemma.lower()
    best: int = max(cues[frame].get(lemma, 0) for frame in ("clause", "told clause", "naming"))
    return best >= _SAYING


def _is_heading(parsed: Parsed, layout: Layout, quoted: Quoted) -> bool:
    """Say whether a quotation that is all of its paragraph is a heading: short, and titled or without a verb."""
    inner = parsed.tokens[quoted.first : quoted.last + 1]
    words = [t for t in inner if t.pos not in ("PUNCT", "SPACE")]
    ended = quoted.quote.span.of(parsed.text).rstrip(_MARKS).endswith((".", "!", "?", "…"))  # as no heading is
    if len(words) > 10 or len(layout.sentences) > 1 or ended:
        return False
    long = [t for t in words if len(t.text) > 3]
    titled = len(words) > 1 and bool(long) and all(t.text[:1].isupper() for t in long)
    return titled or not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in words)


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
