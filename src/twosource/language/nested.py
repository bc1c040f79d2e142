"""Nested attributions: a paragraph's attributions come in, they go out with those that stand within another's words.

"The envoys voiced “deep concern”, the palace said": the palace tells it, but the words are the envoys'. PolNeAR marks
the outer level alone, so the tagger gives no other where it reads the whole sentence. Here it reads the outer
content again, by itself, as if that were a paragraph: there the inner level is the outer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.language.asides import RULE as ASIDE
from twosource.language.attribution import propose, read_proposal, tokens_in
from twosource.language.layout import Layout, lay_out
from twosource.language.parser import Parsed, Token
from twosource.language.second_hand import RULE as SECOND_HAND
from twosource.language.speech import Triple
from twosource.language.tagger import tag
from twosource.lexicon import load
from twosource.model import Attribution, Span

__all__ = ["with_nested", "without_idle"]

# Set on PolNeAR dev, where seven stand above these. Read by hand, each gives a second person's words; the corpus marks
# no inner level and counts them as errors, which costs 0.1 of F1.
_SURE = 0.78
_SURE_QUOTED = 0.7
# A verb that introduces speech in so many per cent of cases in its best frame; with an object, in quotation marks.
_SAYING = 78
_SAYING_QUOTED = 60
_CLAUSES = ("clause", "told clause")
_FRAMES = ("quotation", "clause", "told clause")
# "She said that she remembered …" tells of no second person, and "would say" of nothing that was said.
_NO_OTHER = frozenset(
    ("he", "she", "it", "they", "i", "we", "you", "who", "which", "that", "his", "her", "its", "my", "our")
)
_UNSAID = frozenset(("to", "will", "would", "may", "might", "could", "should", "must", "can", "shall", "not", "never"))
_MARKS = '“”"'
# Where a quotation ends with its sentence, and the next one begins.
_QUOTATION_ENDED = re.compile(r"[.!?…][”\"]\s+(?=[A-Z])")
_UNSAID_ENDING = "n't"


def with_nested(parsed: Parsed, triples: Sequence[Triple]) -> list[Triple]:
    """Return the raw attributions of a paragraph with those found in the content of one of them, in any order.

    Only what has a source of its own, a cue that says and a content is added; `finish_attributions` sets `via`. What a
    content takes in behind a whole quotation is read again, too, as the next sentence that it is.
    """
    triples = [part for t in triples for part in _in_sentences(parsed.text, t)]
    saying = [t for t in parsed.tokens if _weight(t, quoted=True) >= _SAYING_QUOTED]
    open_to = [t for t in saying if not any(s.start < t.end and t.start < s.end for x in triples for s in x.cue)]
    if not open_to or not triples:
        return list(triples)
    layout = lay_out(parsed)
    utters = load("second_hand")["utters"]
    outside = [t for t in open_to if layout.inside[t.i] < 0]
    found = list(triples)
    for triple in triples:
        for content in triple.content:
            if any(content.start <= t.start and t.end <= content.end for t in outside):
                found.extend(x for x in _read_again(parsed.text, content) if _is_other(parsed, layout, x, found))
    if any(t.lemma.lower() in utters for t in outside):
        found.extend(_by_grammar(parsed, layout, found))
    return found


def _in_sentences(text: str, triple: Triple) -> Iterator[Triple]:
    """Yield "said: “No.” *Her deputy said he agreed*" as the quotation, and what is said behind it by itself."""
    content = triple.content[-1] if triple.content else None
    ended = _QUOTATION_ENDED.search(text, content.start, content.end) if content is not None else None
    beside = (*triple.source, *triple.cue)
    if content is None or ended is None or not beside or max(s.end for s in beside) > ended.start():
        yield triple
        return
    marks = text[content.start : ended.end()]
    if not any(mark in marks[:-1].rstrip() for mark in '“"') or any(
        m in text[ended.end() : content.end] for m in _MARKS
    ):
        yield triple
        return
    kept = Span(content.start, content.start + len(marks.rstrip()))
    yield triple._replace(content=(*triple.content[:-1], kept))
    for x in _read_again(text, Span(ended.end(), content.end)):
        yield x._replace(rule=triple.rule)


def without_idle(parsed: Parsed, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions of the rules without the nested ones that tell of no second person's words.

    On PolNeAR dev nine in ten of those are no attributions.
    """
    if all(a.via is None for a in attributions):
        return list(attributions)
    layout = lay_out(parsed)
    passed_on = {a.id for a in attributions if a.rule == SECOND_HAND}

    def is_told(a: Attribution) -> bool:
        return a.via is None or a.rule in (SECOND_HAND, ASIDE) or a.via in passed_on or _tells(parsed, layout, a)[1]

    return [a for a in attributions if is_told(a)]


def _read_again(text: str, content: Span) -> Iterator[Triple]:
    """Yield what the tagger finds in a content by itself, closed by a full stop as a sentence is."""
    words = content.of(text).rstrip(" ,;")
    for x in tag([words if words.endswith((".", "!", "?", "”", '"', "’")) else words + "."])[0]:
        parts = [[s.moved(content.start) for s in part if s.end <= len(words)] for part in (x.source, x.cue, x.content)]
        if all(parts):
            source, cue, inner = (tuple(part) for part in parts)
            yield x._replace(source=source, cue=cue, content=inner, rule="nested")


def _by_grammar(parsed: Parsed, layout: Layout, triples: Sequence[Triple]) -> Iterator[Triple]:
    """Yield what a verb of saying in a content gives a subject of its own by the grammar ("that Poe had denied …")."""
    known = [c for t in triples for c in t.cue]
    for proposal in propose(parsed, layout):
        if proposal.frame not in _CLAUSES or proposal.cue.lemma not in load("second_hand")["utters"]:
            continue
        x = read_proposal(parsed, proposal, load("cues")[proposal.frame].get(proposal.cue.lemma, 0) / 100)
        if x is None or any(c.overlaps(d) for c in x.cue for d in known):
            continue
        own = (*x.source, *x.cue, *x.content)
        told = any(all(c.start <= s.start and s.end <= c.end + 1 for s in own) for t in triples for c in t.content)
        if told and _tells(parsed, layout, x)[1]:
            yield x._replace(rule="nested")


def _is_other(parsed: Parsed, layout: Layout, x: Triple, found: Sequence[Triple]) -> bool:
    """Say whether an inner attribution is new, tells who else spoke, and is sure enough."""
    if any(c.overlaps(d) for t in found for d in t.cue for c in x.cue):
        return False
    quoted, tells = _tells(parsed, layout, x)
    return tells and (x.confidence or 0) >= (_SURE_QUOTED if quoted else _SURE)


def _tells(parsed: Parsed, layout: Layout, x: Triple | Attribution) -> tuple[bool, bool]:
    """Say whether an inner content holds a quotation, and whether the cue says that somebody else said it."""
    quoted = any(q.quote.span.overlaps(c) for q in layout.quoted for c in x.content)
    cue = tokens_in(parsed, x.cue)
    if (
        not x.source
        or x.source[0].of(parsed.text).lower() in _NO_OTHER
        or any(t.lower in _UNSAID or t.lower.endswith(_UNSAID_ENDING) for t in cue)
    ):
        return quoted, False
    if any(layout.inside[t.i] >= 0 for t in cue) or not any(" " in c.of(parsed.text) for c in x.content):
        return quoted, False
    if any(_weight(t, quoted) >= (_SAYING_QUOTED if quoted else _SAYING) for t in cue):
        return quoted, True
    return quoted, _has_clause(parsed, cue, x.content)


def _has_clause(parsed: Parsed, cue: Sequence[Token], content: Sequence[Span]) -> bool:
    """Say whether a finite verb of uttering rules a clause in the content: "had denied that the beam was cracked"."""
    utters = load("second_hand")["utters"]
    for verb in cue:
        if verb.tag in ("VBD", "VBZ", "VBP", "VBN") and verb.lemma.lower() in utters:
            clauses = (parsed.tokens[c] for c in parsed.children[verb.i] if parsed.tokens[c].dep == "ccomp")
            if any(s.start <= t.start < s.end for t in clauses for s in content):
                return True
    return False


def _weight(token: Token, quoted: bool) -> int:
    """Return how often, in per cent, a verb introduces speech in its best frame; 0 for what is no verb."""
    if token.tag[:2] != "VB":
        return 0
    cues, lemma = load("cues"), token.lemma.lower()
    best: int = max(cues[frame].get(lemma, 0) for frame in (*_FRAMES, *(("object",) if quoted else ())))
    return best
