"""Two sources on the two sides of a semicolon: attributions come in, each goes out with its own side alone.

"Six boats sank, the coastguard said; nine sank, according to the union": the tagger gives the union what the coastguard
said. Only "according to" is read here, which a tagger lets reach over all of its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from twosource.language.gazetteer import word_class
from twosource.language.parser import Parsed
from twosource.language.speech import Triple
from twosource.lexicon import load
from twosource.model import Span

_CUE = re.compile(r"according\b", re.IGNORECASE)
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_JOIN = len(" however, ")
# What the reporter tells of who spoke.
_KEPT_SILENT = re.compile(
    r"; (?:but )?(?:he|she|it|they) (?:(?:did|would|does)(?: not|n[’']t) (?:say|name|specify|elaborate|give|explain)"
    r"|declined to|refused to|gave no)\b",
    re.IGNORECASE,
)
# "…; the fire brigade, however, spoke of three": the reporter turns to somebody else.
_TURNS = re.compile(
    r"; (?:but |meanwhile,? |however,? )|; [^,;.]{2,60}, (?:however|meanwhile|by contrast|in contrast),"
)
_MARKS = '“”"'
_BODIES = frozenset(("PERSON", "ORG", "NORP"))
# A verb that leads a clause in so many per cent of cases says something.
_SAYING = 65


def keep_to_their_side(parsed: Parsed, triples: Sequence[Triple]) -> list[Triple]:
    """Return the attributions: "according to" goes no further than a semicolon with another source beyond it."""
    if ";" not in parsed.text:
        return list(triples)
    kept = [_on_its_side(parsed, t, triples) for t in triples]
    beside = [t for t in kept if t.cue and t.content and _CUE.match(t.cue[0].of(parsed.text))]
    return [_up_to_other_side(parsed, t, beside) for t in kept]


def _up_to_other_side(parsed: Parsed, triple: Triple, others: Sequence[Triple]) -> Triple:
    """Return "she said A; B, according to X" with A alone as what she said, and "she said A; she did not say when"."""
    if len(triple.content) != 1 or any(mark in triple.content[0].of(parsed.text) for mark in _MARKS):
        return triple
    (content,) = triple.content
    silent = _KEPT_SILENT.search(parsed.text, content.start, content.end)
    if silent and triple.cue and triple.cue[-1].end <= content.start and silent.start() > content.start:
        return triple._replace(content=(Span(content.start, silent.start()),))
    behind = bool(triple.cue) and triple.cue[-1].end <= content.start
    for mark in _semicolons(parsed.text, content):
        side = Span(mark + 1, content.end)
        turned = behind and _TURNS.match(parsed.text, mark, content.end) and _speaks(parsed, side)
        if turned or any(o is not triple and o.cue[0].start > mark and _is_all(o.content, side) for o in others):
            return triple._replace(content=(_trimmed(parsed.text, Span(content.start, mark)),))
    return triple


def _is_all(content: Sequence[Span], side: Span) -> bool:
    """Say whether a content lies in a side and starts it, but for what joins the two."""
    first = min(c.start for c in content)
    return side.start <= first <= side.start + _JOIN and any(c.overlaps(side) for c in content)


def _on_its_side(parsed: Parsed, triple: Triple, others: Sequence[Triple]) -> Triple:
    if not (triple.cue and triple.source and triple.content) or not _CUE.match(triple.cue[0].of(parsed.text)):
        return triple
    cue, content = triple.cue[0], triple.content
    whole = Span(min(cue.start, content[0].start), max(triple.source[-1].end, content[-1].end))
    if any(mark in whole.of(parsed.text) for mark in _MARKS):
        return triple
    low, high = whole
    for mark in _semicolons(parsed.text, whole):
        before, behind = Span(low, mark), Span(mark + 1, high)
        if mark < cue.start and (_is_put_in(parsed, mark, cue) or _has_source(parsed, before, others)):
            low = mark + 1
        elif mark > cue.end and _has_source(parsed, behind, others):
            high = mark
            break
    kept = tuple(_trimmed(parsed.text, Span(max(c.start, low), min(c.end, high))) for c in content)
    kept = tuple(c for c in kept if c.start < c.end) or _behind_source(parsed, triple)
    return triple._replace(content=kept) if kept else triple


def _behind_source(parsed: Parsed, triple: Triple) -> tuple[Span, ...]:
    """Return what stands behind a source up to the next semicolon or the end of its sentence, if it has a verb."""
    start = triple.source[-1].end
    tokens = parsed.tokens
    at = bisect_left(tokens, triple.cue[0].start, key=lambda t: t.start)
    rest = [t for t in tokens[at:] if t.sent == tokens[at].sent and t.start >= start]
    stop = next((n for n, t in enumerate(rest) if t.text == ";"), len(rest))
    words = [t for t in rest[:stop] if t.pos != "SPACE"]
    while words and words[-1].pos == "PUNCT":
        words = words[:-1]
    while words and words[0].pos == "PUNCT":
        words = words[1:]
    return (Span(words[0].start, words[-1].end),) if any(t.tag in _FINITE for t in words) else ()


def _is_put_in(parsed: Parsed, mark: int, cue: Span) -> bool:
    """Say whether a source stands before the verb of its side: it opens that, or is put in behind its subject."""
    between = [t for t in parsed.tokens if mark < t.start and t.end <= cue.start]
    return not any(t.tag in _FINITE for t in between)


def _semicolons(text: str, within: Span) -> Iterator[int]:
    at = text.find(";", within.start, within.end)
    while at >= 0:
        yield at
        at = text.find(";", at + 1, within.end)


def _has_source(parsed: Parsed, side: Span, others: Sequence[Triple]) -> bool:
    """Say whether a side of a sentence has somebody who says it: another attribution, or a subject that says."""

    def holds(spans: Sequence[Span]) -> bool:
        return bool(spans) and all(side.start <= s.start and s.end <= side.end for s in spans)

    return any(holds(t.cue) and holds(t.source) for t in others) or _speaks(parsed, side)


def _speaks(parsed: Parsed, side: Span) -> bool:
    """Say whether somebody says something in a side whom nobody read as a source: "the board speaks of 900"."""
    tokens, saying = parsed.tokens, load("cues")["clause"]
    at = bisect_left(tokens, side.start, key=lambda t: t.start)
    while at < len(tokens) and tokens[at].end <= side.end:
        verb = tokens[at]
        at += 1
        lemma = verb.lemma.lower()
        if verb.tag not in _FINITE or not (lemma == "speak" or saying.get(lemma, 0) >= _SAYING):
            continue
        subject = next((tokens[c] for c in parsed.children[verb.i] if tokens[c].dep == "nsubj"), None)
        if subject is None or not side.start <= subject.start < verb.start:
            continue
        if subject.entity in _BODIES or word_class(subject.lower) in ("person", "body"):
            return True
    return False


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(" ,;"))
    return Span(start, max(start, span.start + len(words.rstrip(" ,;"))))
