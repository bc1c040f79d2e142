"""How far what was said reaches: attributions come in that a tagger broke off or let run on, mended they go out.

"A fifth man, who had been ill, died, his wife told the paper" is not told by "A fifth"; "admitted that a letter had
come but said it was late" ends where the same speaker goes on with another verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.language.parser import Parsed
from twosource.language.speech import Triple
from twosource.model import Span

__all__ = ["mend_reach"]

_STOPS = frozenset(";:.!?")
_MARKS = '“”"‘'
_JOINS = (" but", " and", ", but", ", and")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def mend_reach(parsed: Parsed, triples: Sequence[Triple]) -> list[Triple]:
    """Return the attributions, each up to its source behind it, and none beyond its speaker's next verb of saying."""
    found = [_up_to_source(parsed, _with_name_behind(parsed, t), triples) for t in triples]
    return [_up_to_next_saying(parsed, t, found) for t in found]


def _with_name_behind(parsed: Parsed, triple: Triple) -> Triple:
    """Return "according to the fire chief, *Ada Moll*, it burnt" with the name in the source alone."""
    if len(triple.content) < 2 or len(triple.source) != 1 or not triple.cue:
        return triple
    name, source = triple.content[0], triple.source[0]
    beside = parsed.text[source.end : name.start] == ", " and parsed.text.startswith(",", name.end)
    if not beside or triple.cue[0].start > source.start or not _NAME.fullmatch(name.of(parsed.text)):
        return triple
    return triple._replace(source=(Span(source.start, name.end),), content=triple.content[1:])


def _up_to_source(parsed: Parsed, triple: Triple, others: Sequence[Triple]) -> Triple:
    """Return "A fifth | man died, his wife said" with all that stands before the comma, where it has no verb before."""
    if not (triple.content and len(triple.source) == 1 and triple.cue):
        return triple
    content, (source,) = triple.content[0], triple.source
    if triple.content[-1].end >= source.start:
        return triple
    between = parsed.text[content.end : source.start]
    if triple.cue[0].start < source.start or not between.rstrip().endswith(","):
        return triple
    if set(between) & _STOPS or set(parsed.text[content.start : source.start]) & set(_MARKS):
        return triple
    whole = Span(content.start, content.end + len(between.rstrip(" ,")))
    rest = Span(content.end, whole.end)
    if any(s.overlaps(rest) for t in others if t is not triple for s in (*t.source, *t.cue, *t.content)):
        return triple
    inside = [t for t in parsed.tokens if content.start <= t.start and t.end <= content.end]
    missing = [t for t in parsed.tokens if rest.start <= t.start and t.end <= rest.end]
    if any(t.tag in _FINITE for t in inside) or not any(t.tag in _FINITE for t in missing):
        return triple
    return triple._replace(content=(whole,))


def _up_to_next_saying(parsed: Parsed, triple: Triple, others: Sequence[Triple]) -> Triple:
    """Return "that A but *said* B" with A alone, where B is told as another thing that the same speaker said."""
    last = triple.content[-1] if triple.content else None
    for other in others if last is not None else ():
        if other is triple or other.source != triple.source or not other.source or not other.content:
            continue
        cue = other.cue[0] if other.cue else None
        if last is None or cue is None or not (last.start < cue.start and other.content[-1].end <= last.end):
            continue
        before = parsed.text[last.start : cue.start].rstrip()
        joint = next((j for j in _JOINS if before.endswith(j)), None)
        if joint is not None and triple.cue and triple.cue[-1].end <= last.start:
            end = last.start + len(before.removesuffix(joint).rstrip(" ,"))
            return (
                triple._replace(content=(*triple.content[:-1], Span(last.start, end))) if end > last.start else triple
            )
    return triple
