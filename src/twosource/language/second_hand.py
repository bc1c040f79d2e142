"""Second hand, by grammar: a paragraph's attributions come in, they go out with those that one speaker passes on.

"The Echo quoted the mayor as saying …", "the agency, citing two officials, said …", "according to a diver, quoted by
the Echo", "the palace said the envoy had denied …": two attributions, of which the first carries the second (`via`).
The tagger was trained on a corpus without an inner level, so these are read by rule in both modes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from twosource.language.layout import Layout
from twosource.language.nominal_cues import Cue
from twosource.language.parser import Parsed, Token
from twosource.language.sources import find_source, phrase
from twosource.language.speech import Triple
from twosource.lexicon import load
from twosource.model import Span

RULE = "second hand"
# How often such a reading is right: an estimate, because no corpus at hand marks the inner level.
_SURE = 0.8
_NAMED = frozenset(("PERSON", "ORG", "NORP", "GPE"))
_STEPS = 8


class _Carrying(NamedTuple):
    """A verb that carries another's words: who is cited, by whom, and the verb of saying under "as", if any."""

    verb: int
    cited: int
    by: tuple[int, int] | None
    saying: int | None
    passive: bool


def add_second_hand(parsed: Parsed, layout: Layout, triples: Sequence[Triple]) -> list[Triple]:
    """Return the raw attributions with those told at second hand by a verb of quoting or citing.

    An inner one whose words are the outer one's too names the outer cue in `told_in`.
    """
    found = list(triples)
    for carrying in _carrying(parsed, layout):
        if carrying.saying is not None:
            _quoted_as(parsed, found, carrying, carrying.saying)
        elif carrying.passive:
            _quoted_by(parsed, found, carrying)
        else:
            _citing(parsed, found, carrying)
    return found


def _carrying(parsed: Parsed, layout: Layout) -> Iterator[_Carrying]:
    """Yield the verbs of quoting and citing outside quotation marks that say who is quoted."""
    tokens = parsed.tokens
    verbs = load("second_hand")["carries"]
    for token in tokens:
        if token.tag[:2] != "VB" or token.lemma.lower() not in verbs or layout.inside[token.i] >= 0:
            continue
        children = parsed.children[token.i]
        agent = next((c for c in children if tokens[c].dep == "agent"), None)
        by = (
            next((phrase(parsed, c) for c in parsed.children[agent] if tokens[c].dep == "pobj"), None)
            if agent
            else None
        )
        saying = _saying_below(parsed, children)
        if token.tag == "VBN" and token.dep in ("acl", "appos", "conj", "advcl") and by:
            if token.dep == "acl" and tokens[token.head].pos in ("NOUN", "PROPN", "PRON"):
                yield _Carrying(token.i, token.head, by, saying, True)
            continue
        if agent or any(tokens[c].dep in ("nsubjpass", "auxpass") for c in children):
            subject = next((c for c in children if tokens[c].dep == "nsubjpass"), None)
            if subject is not None and by and saying is not None:
                yield _Carrying(token.i, subject, by, saying, True)
            continue
        cited = next((c for c in children if tokens[c].dep == "dobj" and c > token.i), None)
        if cited is None or (saying is None and not (token.tag == "VBG" and can_be_cited(tokens[cited]))):
            continue
        yield _Carrying(token.i, cited, None, saying, False)


def _saying_below(parsed: Parsed, children: Sequence[int]) -> int | None:
    """Return the verb in "as saying …" below a verb of quoting."""
    for c in children:
        if parsed.tokens[c].lower == "as":
            for k in parsed.children[c]:
                if parsed.tokens[k].tag == "VBG" and max(parsed.subtree(k)) > k:
                    return k
    return None


def _quoted_as(parsed: Parsed, found: list[Triple], carrying: _Carrying, saying: int) -> None:
    """Read "X quoted Y as saying C" and "Y was quoted by X as saying C": Y says C, X tells it."""
    tokens = parsed.tokens
    content = _clean(parsed, saying + 1, max(parsed.subtree(saying)))
    cue, said = parsed.span(carrying.verb, carrying.verb), parsed.span(saying, saying)
    if content is None:
        return
    source = parsed.span(*_name_of(parsed, carrying.cited, carrying.verb))
    if carrying.passive and carrying.by:
        inner = Triple((source,), (said,), (content,), RULE, _SURE, (cue,))
        outer = Triple((parsed.span(*carrying.by),), (cue,), (content,), RULE, _SURE)
        known = [t for t in found if any(c.overlaps(said) or c.overlaps(cue) for c in t.cue)]
        found[:] = [t for t in found if t not in known]
        found.extend((outer, inner))
        return
    outer_at = next((n for n, t in enumerate(found) if any(c.overlaps(cue) for c in t.cue)), None)
    if outer_at is None:
        by = find_source(
            parsed, Cue(carrying.verb, "around", tokens[carrying.verb].lemma, carrying.verb, carrying.verb)
        )
        if by is None:
            return
        found.append(Triple((parsed.span(*by),), (cue,), (Span(source.start, content.end),), RULE, _SURE))
    found[:] = [t for t in found if not any(c.overlaps(said) for c in t.cue) or any(c.overlaps(cue) for c in t.cue)]
    found.append(Triple((source,), (said,), (content,), RULE, _SURE, (cue,)))


def _quoted_by(parsed: Parsed, found: list[Triple], carrying: _Carrying) -> None:
    """Read "according to Y, quoted by X" and "Y, quoted by X, said": X tells what Y says."""
    if carrying.by is None:
        return
    clause = parsed.subtree(carrying.verb)
    own = parsed.tokens[carrying.cited]
    verb = parsed.tokens[carrying.verb]
    agent = carrying.by[0] - 1
    cue = parsed.span(carrying.verb, agent if agent > carrying.verb else carrying.verb)
    for n, t in enumerate(found):
        if (
            any(s.start <= own.start < s.end for s in t.source)
            and t.content
            and not any(c.overlaps(cue) for c in t.cue)
        ):
            source = tuple(_cut_before(parsed.text, s, verb.start) for s in t.source if s.start < verb.start)
            told = parsed.span(clause[0], clause[-1])
            content = tuple(_without(parsed.text, c, told) for c in t.content)
            found[n] = t._replace(source=source, content=content, told_in=(cue,))
            known = [k for k, other in enumerate(found) if k != n and any(c.overlaps(cue) for c in other.cue)]
            for k in reversed(known):
                del found[k]
            found.append(Triple((parsed.span(*carrying.by),), (cue,), content, RULE, _SURE))
            return


def _citing(parsed: Parsed, found: list[Triple], carrying: _Carrying) -> None:
    """Read "X, citing Y, said C" and "X reported, citing Y, that C": Y is the one who knows C, X tells it."""
    cue = parsed.span(carrying.verb, carrying.verb)
    outer = _told_beside(parsed, found, carrying.verb)
    if outer is None:
        return
    source = parsed.span(*_name_of(parsed, carrying.cited, None))
    content = tuple(part for c in outer.content if (part := _behind(parsed.text, c, cue, source)) is not None)
    if not content or any(source.overlaps(c) for c in content):
        return
    found[found.index(outer)] = outer._replace(content=content)
    found[:] = [t for t in found if not any(c.overlaps(cue) for c in t.cue)]
    found.append(Triple((source,), (cue,), content, RULE, _SURE, outer.cue))


def _behind(text: str, content: Span, cue: Span, source: Span) -> Span | None:
    """Return a content without the "citing two officials" that it opens with; None where it is no more than that."""
    if not content.start <= cue.start < source.end or text[content.start : cue.start].strip(" ,"):
        return content
    rest = text[source.end : content.end]
    start = source.end + len(rest) - len(rest.lstrip(" ,"))
    return Span(start, content.end) if start < content.end else None


def _told_beside(parsed: Parsed, found: Sequence[Triple], verb: int) -> Triple | None:
    """Return the attribution of the verb that a participle hangs on, or of the speaker that it stands beside."""
    tokens = parsed.tokens
    start = tokens[verb].start
    for t in found:  # "reported, citing two officials, that …": the parse often hangs it on what was reported
        if t.content and t.source and any(c.end < start and parsed.text[c.end : start] == ", " for c in t.cue):
            return t
    at = tokens[verb].head
    for _ in range(_STEPS):
        here = tokens[at]
        for t in found:
            if not t.content or not t.source or any(c.start <= tokens[verb].start < c.end for c in t.cue):
                continue
            if any(c.start <= here.start < c.end for c in (*t.cue, *t.source)):
                return t
        if here.head == at:
            return None
        at = here.head
    return None


def can_be_cited(token: Token) -> bool:
    """Say whether the head of a noun phrase may say something: a name, a person, a body, a document."""
    return token.entity in _NAMED or token.lemma.lower() in _citable()


@lru_cache(maxsize=1)
def _citable() -> frozenset[str]:
    voices = load("voices")
    lists = (load("second_hand")["cited"], load("stance")["documents"])
    named = (voices[k] for k in ("heads", "first_of_state", "vague", "crowd"))
    return frozenset(word for words in (*lists, *named) for word in words)


def _name_of(parsed: Parsed, head: int, until: int | None) -> tuple[int, int]:
    """Return the noun phrase of who is cited, without an "as saying …" or a "that …" that was hung on it."""
    tokens = parsed.tokens
    first, last = phrase(parsed, head)
    if until is not None and first <= until <= last:
        last = until - 1
    for i in range(head + 1, last + 1):
        if tokens[i].lower in ("as", "that") and tokens[i].dep in ("prep", "mark"):
            last = i - 1
            break
    while last > head and tokens[last].pos == "PUNCT":
        last -= 1
    return first, last


def _clean(parsed: Parsed, first: int, last: int) -> Span | None:
    """Return the words from `first` to `last` without the marks of the sentence at either end."""
    tokens = parsed.tokens
    while first <= last and tokens[first].text in (",", ":", ";"):
        first += 1
    while last >= first and tokens[last].text in (",", ";", ".", "?", "!", "—", "–", "-"):
        last -= 1
    return parsed.span(first, last) if first <= last else None


def _cut_before(text: str, span: Span, end: int) -> Span:
    """Return a source up to the clause that says who quotes it."""
    if span.end <= end:
        return span
    words = text[span.start : end].rstrip(" ,;(—–-")
    words = words.removesuffix(" as").rstrip(" ,;(—–-")
    return Span(span.start, span.start + len(words)) if words else span


def _without(text: str, content: Span, told: Span) -> Span:
    """Return a content without the clause that says who quotes it, where it ends in that."""
    if content.start < told.start < content.end <= told.end + 1:
        return _cut_before(text, content, told.start)
    return content
