"""Who a newsroom has it from: a paragraph's attributions come in, they go out with those told to a reporter.

"…, the Courier has learned from a person close to the inquiry" gives what stands before to that person. Whoever was
told or warned of something, on the other hand, says nothing: "the pilots had been warned about ice".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.language.gazetteer import word_class
from twosource.language.layout import Layout
from twosource.language.parser import Parsed, Token
from twosource.language.second_hand import can_be_cited
from twosource.language.sources import phrase
from twosource.language.speech import Triple
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["add_heard", "is_told"]

RULE = "heard from"
_SURE = 0.85
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def add_heard(parsed: Parsed, layout: Layout, triples: Sequence[Triple]) -> list[Triple]:
    """Return the raw attributions with what a newsroom has learned from somebody, instead of what these contradict."""
    found = list(triples)
    for heard in _heard(parsed, layout):
        cue = heard.cue[0]
        found = [t for t in found if not any(s.overlaps(cue) for s in (*t.cue, *t.source))]
        found.append(heard)
    for shown in _shown(parsed, layout):
        whole = Span(shown.source[0].start, shown.cue[0].end)
        found = [t for t in found if not any(s.overlaps(whole) for s in (*t.cue, *t.source))]
        found.append(shown)
    return found


def is_told(parsed: Parsed, triple: Triple) -> bool:
    """Say whether who "speaks" is told: the subject of a passive of telling ("residents *were warned* of ash").

    "Was quoted" and "was reported to have said" are other verbs: there the subject speaks.
    """
    verbs = load("second_hand")["telling"]
    for verb in parsed.tokens:
        if verb.tag != "VBN" or verb.lemma.lower() not in verbs or not any(_holds(c, verb) for c in triple.cue):
            continue
        below = [parsed.tokens[c] for c in parsed.children[verb.i]]
        if any(t.dep == "nsubjpass" and any(_holds(s, t) for s in triple.source) for t in below):
            return True
    return False


def _heard(parsed: Parsed, layout: Layout) -> Iterator[Triple]:
    tokens = parsed.tokens
    for verb in tokens:
        if verb.lemma.lower() not in load("second_hand")["learns"] or verb.tag not in ("VBN", "VBD"):
            continue
        below = parsed.children[verb.i]
        subject = next((c for c in below if tokens[c].dep == "nsubj" and c < verb.i), None)
        origin = _origin(parsed, verb)
        if subject is None or origin is None or layout.inside[verb.i] >= 0 or not _is_newsroom(parsed, subject):
            continue
        content = _content(parsed, layout, verb, phrase(parsed, subject)[0], origin)
        if content is not None:
            yield Triple((parsed.span(*origin),), (parsed.span(verb.i, origin[0] - 1),), (content,), RULE, _SURE)


def _shown(parsed: Parsed, layout: Layout) -> Iterator[Triple]:
    """Yield what papers show that a newsroom has seen, told before them: "…, *work orders seen by the Echo show*"."""
    tokens = parsed.tokens
    for first, after in layout.sentences:
        end = after - 1
        while end > first and tokens[end].pos in ("PUNCT", "SPACE"):
            end -= 1
        if end - first < 7 or tokens[end].lower not in ("show", "showed", "shows") or layout.inside[end] >= 0:
            continue
        comma = next((i for i in range(end - 1, first, -1) if tokens[i].text == ","), None)
        seen = comma and next((i for i in range(comma + 2, end - 1) if tokens[i].lower in ("seen", "obtained")), None)
        if not comma or not seen or tokens[seen + 1].lower != "by":
            continue
        papers, said = tokens[comma + 1 : seen], tokens[first:comma]
        plain = all(t.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM") for t in papers) and papers[-1].pos == "NOUN"
        if plain and any(t.tag in _FINITE for t in said) and all(layout.inside[t.i] < 0 for t in said):
            source, cue = parsed.span(comma + 1, seen - 1), parsed.span(seen, end)
            yield Triple((source,), (cue,), (parsed.span(first, comma - 1),), RULE, _SURE)


def _origin(parsed: Parsed, verb: Token) -> tuple[int, int] | None:
    """Return whom it was learned from: the phrase behind "from", if it may say something, less a clause of content."""
    tokens = parsed.tokens
    for c in parsed.children[verb.i]:
        if tokens[c].lower != "from" or c < verb.i:
            continue
        head = next((k for k in parsed.children[c] if tokens[k].dep == "pobj"), None)
        if head is not None and (can_be_cited(tokens[head]) or word_class(tokens[head].lower) == "person"):
            first, last = phrase(parsed, head)
            that = next((i for i in range(head, last + 1) if tokens[i].lower == "that"), last + 1)
            return first, that - 1
    return None


def _is_newsroom(parsed: Parsed, subject: int) -> bool:
    """Say whether a subject is a newsroom: a body's name, "we", "this newspaper"; no person who heard of something."""
    token = parsed.tokens[subject]
    if token.lower in ("we", *load("second_hand")["papers"]):
        return True
    return token.pos == "PROPN" and token.entity != "PERSON"


def _content(parsed: Parsed, layout: Layout, verb: Token, start: int, origin: tuple[int, int]) -> Span | None:
    """Return what was learned: the "that" clause behind the verb, else the sentence before the comma."""
    tokens = parsed.tokens
    first, after = layout.sentences[layout.sentence_of[verb.i]]
    end = after - 1
    while end > origin[1] and tokens[end].pos in ("PUNCT", "SPACE"):
        end -= 1
    if origin[1] + 1 < after and tokens[origin[1] + 1].lower == "that":
        return parsed.span(origin[1] + 2, end) if end > origin[1] + 1 else None
    if end != origin[1] or start - 2 <= first or tokens[start - 1].text != ",":
        return None
    said = tokens[first : start - 1]
    return parsed.span(first, start - 2) if any(t.tag in _FINITE for t in said) else None


def _holds(span: Span, token: Token) -> bool:
    return span.start <= token.start < span.end
