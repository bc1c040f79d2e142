"""Asides: raw attributions of a paragraph come in, they go out with those that a clause is given to in passing.

"By the union's count 300 stayed out", "as Falk would have it", "the union gives the number as 300", "it was over, Falk
summed up", "Falk says A, Brandt that B". The tagger marks single words of these, or none: the corpus it was trained on
has few of them, and the words are no verbs of saying by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.language.gazetteer import singular, word_class
from twosource.language.layout import Layout, quotations_in
from twosource.language.nominal_cues import verb_group
from twosource.language.parser import Parsed, Token
from twosource.language.sources import phrase
from twosource.language.speech import Triple
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["RULE", "add_asides"]

RULE = "aside"
_SURE = 0.85
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OWN = frozenset(("his", "her", "its", "their"))
_ENDINGS = frozenset(("'s", "’s", "'", "’"))
_NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_JOINED = frozenset(("and", "but", "while"))
_ACROSS = frozenset((";", ":", "—", "–", "--"))
_OWNER = 8  # tokens of an owner
# When or where it was said, up to the end of the sentence; of few parts, for "earlier today" may be one or two.
WHEN = re.compile(
    r"(?:,? (?:(?:late |early |earlier )?on [A-Z]\w+day(?: (?:morning|afternoon|evening|night))?|yesterday|today"
    r"|tonight|earlier(?: today)?|last (?:week|night|month|year)|(?:earlier )?this (?:week|month|morning|year)"
    r"|(?:in|on|at) an? [\w’'-]+(?: [\w’'-]+)?)){0,3}\W*"
)


def add_asides(parsed: Parsed, layout: Layout, triples: Sequence[Triple]) -> list[Triple]:
    """Return the raw attributions with those that the grammar of asides shows; what they contradict is left out."""
    found = list(triples)
    behind = (a for a in _set_behind(parsed, layout) if not any(c.overlaps(a[1]) for t in found for c in t.cue))
    inserted = [*_inserted(parsed, layout), *behind]
    for aside in (*_accounts(parsed, layout), *_as_told(parsed, layout), *inserted):
        source, cue, (first, last) = aside
        whole = parsed.span(first, last)
        if any(quotations_in(layout, c) for t in found for c in t.content if any(k.overlaps(whole) for k in t.cue)):
            continue  # quoted words have their speaker
        rivals = [t for t in found if any(s.overlaps(cue) for s in (*t.cue, *t.source))]
        others = [t for t in found if t not in rivals]
        content = _around(parsed, layout, first, last, others, speech=aside in inserted)
        if content:
            found = [t for t in found if t not in rivals]
            found.append(Triple((source,), (cue,), content, RULE, _SURE))
    for given in (*_given(parsed, layout), *_counting(parsed, layout)):
        if not any(c.overlaps(given.cue[0]) for t in found for c in t.cue):
            found.append(given)
    return _ungapped(parsed, layout, found)


def _accounts(parsed: Parsed, layout: Layout) -> Iterator[tuple[Span, Span, tuple[int, int]]]:
    """Yield "by the union's count" and the like: who counts, the words that say so, and the tokens of the aside."""
    accounts, between = load("asides")["accounts"], load("asides")["words"]["between"]
    tokens = parsed.tokens
    for token in tokens:
        nouns = accounts.get(token.lower)
        if nouns is None or layout.inside[token.i] >= 0 or _is_taken_on(tokens, token):
            continue
        owner = _owner(tokens, token.i + 1)
        noun = owner + 1 if owner is not None else len(tokens)
        while noun < len(tokens) and tokens[noun].lower in between:
            noun += 1
        if owner is None or noun >= len(tokens) or singular(tokens[noun].lower) not in nouns:
            continue
        if noun + 1 < len(tokens) and tokens[noun + 1].lower == "of":
            continue  # "by Falk's account of the storm" need not be all that was said
        last = owner - 1 if tokens[owner].text in _ENDINGS else owner
        yield parsed.span(token.i + 1, last), parsed.span(owner + 1, noun), (token.i, noun)


def _is_taken_on(tokens: Sequence[Token], on: Token) -> bool:
    return on.lower == "on" and tokens[on.head].lemma.lower() in load("asides")["words"]["taken_on"]


def _owner(tokens: Sequence[Token], first: int) -> int | None:
    """Return the last token of whose something is, from token `first` on: "his", or the ending of "the union's"."""
    if first < len(tokens) and tokens[first].lower in _OWN:
        return first
    for at in range(first + 1, min(first + _OWNER, len(tokens))):
        if tokens[at].text in _ENDINGS and tokens[at - 1].end == tokens[at].start:
            return at
        if tokens[at].pos in ("VERB", "AUX", "PUNCT", "ADP", "SCONJ"):
            return None
    return None


def _as_told(parsed: Parsed, layout: Layout) -> Iterator[tuple[Span, Span, tuple[int, int]]]:
    """Yield "as Falk tells it" and "as Falk would have it" in the same way."""
    words, tokens = load("asides")["words"], parsed.tokens
    for verb in tokens:
        if verb.tag[:2] != "VB" or layout.inside[verb.i] >= 0 or verb.i + 1 >= len(tokens):
            continue
        children = parsed.children[verb.i]
        subject = next((c for c in children if tokens[c].dep == "nsubj" and c < verb.i), None)
        mark = next((c for c in children if tokens[c].lower == "as" and c < verb.i), None)
        if subject is None or mark is None or tokens[verb.i + 1].lower != "it":
            continue
        would = any(tokens[c].lower == "would" for c in children)
        if verb.lemma.lower() in words["told"] or (would and verb.lemma.lower() in words["had"]):
            first, _ = verb_group(parsed, verb.i)
            yield parsed.span(*phrase(parsed, subject)), parsed.span(first, verb.i), (mark, verb.i + 1)


def _inserted(parsed: Parsed, layout: Layout) -> Iterator[tuple[Span, Span, tuple[int, int]]]:
    """Yield ", Falk summed up" with what hangs on its verb up to the next comma or the end."""
    verbs, tokens = load("asides")["words"]["inserted"], parsed.tokens
    for verb in tokens:
        particle = verb.i + 1
        if verb.tag not in ("VBD", "VBZ", "VBP") or layout.inside[verb.i] >= 0 or particle >= len(tokens):
            continue
        if f"{verb.lemma.lower()} {tokens[particle].lower}" not in verbs:
            continue
        children = parsed.children[verb.i]
        subject = next((c for c in children if tokens[c].dep == "nsubj" and c < verb.i), None)
        if subject is None or any(tokens[c].dep in ("dobj", "advcl") for c in children):
            continue  # "when it was dark, Falk called out the guard"
        start, end = phrase(parsed, subject)
        if start == 0 or end >= verb.i or tokens[start - 1].text != ",":
            continue
        _, after = layout.sentences[layout.sentence_of[verb.i]]
        last = next((i for i in range(particle, after) if tokens[i + 1 : i + 2] and _stops(tokens[i + 1])), after - 1)
        yield parsed.span(start, end), parsed.span(verb.i, particle), (start, last)


def _set_behind(parsed: Parsed, layout: Layout) -> Iterator[tuple[Span, Span, tuple[int, int]]]:
    """Yield ", the two companies announced on Monday" at the end of a sentence, in the same way.

    The parser takes such a verb for a participle that tells which companies, where no name stands before it.
    """
    verbs, tokens = load("asides")["words"]["behind"], parsed.tokens
    for verb in tokens:
        if verb.tag not in ("VBD", "VBN") or verb.lemma.lower() not in verbs or layout.inside[verb.i] >= 0:
            continue
        start, after = layout.sentences[layout.sentence_of[verb.i]]
        if not WHEN.fullmatch(parsed.text, verb.end, tokens[after - 1].end):
            continue
        first = next(
            (i + 1 for i in range(verb.i - 1, max(start, verb.i - _OWNER) - 1, -1) if tokens[i].text == ","), None
        )
        if first is None or first >= verb.i or not _may_say(tokens[verb.i - 1]):
            continue
        if any(tokens[i].pos in ("VERB", "AUX", "ADP", "SCONJ", "PRON") for i in range(first, verb.i)):
            continue
        yield parsed.span(first, verb.i - 1), parsed.span(verb.i, verb.i), (first, after - 1)


def _stops(token: Token) -> bool:
    return token.text in (",", ".", "!", "?") or token.text in _ACROSS


def _around(
    parsed: Parsed, layout: Layout, first: int, last: int, others: Sequence[Triple], speech: bool
) -> tuple[Span, ...]:
    """Return the clause that an aside stands in, without the aside: behind it, before it or on both sides.

    Within what somebody else is said to have said, no further than that goes. `speech` goes on over a semicolon, where
    the tense shows it.
    """
    tokens = parsed.tokens
    start, after = layout.sentences[layout.sentence_of[first]]
    aside = parsed.span(first, last)
    holding = [c for t in others for c in t.content if c.start <= aside.start and aside.end <= c.end]
    if holding:
        inner = min(holding, key=lambda c: c.end - c.start)
        start = max(start, next(t.i for t in tokens if t.start >= inner.start))
        after = min(after, next((t.i for t in tokens if t.start >= inner.end), after))
    left = max((i + 1 for i in range(start, first) if tokens[i].text in _ACROSS), default=start)
    right = min((i for i in range(last + 1, after) if tokens[i].text in _ACROSS), default=after)
    if speech and right < after and tokens[right].text == ";" and _is_backshifted(tokens[right + 1 : after]):
        right = after
    joined = tokens[first - 1].lower in (*_JOINED, "that") if first > left else False
    parts = [] if joined else [_trimmed(parsed, left, first - 1)]
    parts.append(_trimmed(parsed, last + 1, right - 1))
    ranges = [p for p in parts if p is not None]
    if not any(tokens[i].tag in _FINITE for a, b in ranges for i in range(a, b + 1)):
        return ()
    return tuple(parsed.span(*r) for r in ranges)


def _is_backshifted(tokens: Sequence[Token]) -> bool:
    """Say whether what follows a semicolon goes on with reported speech: its first verb is "had" with a participle."""
    finite = next((t for t in tokens if t.tag in _FINITE), None)
    return finite is not None and finite.lower == "had" and finite.dep == "aux"


def _trimmed(parsed: Parsed, first: int, last: int) -> tuple[int, int] | None:
    """Return a range without marks, conjunctions and space at its edges, None where nothing is left."""
    tokens = parsed.tokens
    while first <= last and (tokens[first].pos in ("PUNCT", "SPACE") or tokens[first].lower in _JOINED):
        first += 1
    while last >= first and tokens[last].pos in ("PUNCT", "SPACE"):
        last -= 1
    return (first, last) if first <= last else None


def _given(parsed: Parsed, layout: Layout) -> Iterator[Triple]:
    """Yield "the union gives the number as 300": who gives it, and what with the number or the day.

    So does "it put the loss at nine crowns" of what is measured; who puts a boat at risk says nothing.
    """
    words, tokens = load("asides")["words"], parsed.tokens
    for verb in tokens:
        gives, lemma = verb.tag in ("VBD", "VBZ", "VBP"), verb.lemma.lower()
        if not gives or lemma not in (*words["gives"], *words["puts"]) or layout.inside[verb.i] >= 0:
            continue
        by = "as" if lemma in words["gives"] else "at"
        children = parsed.children[verb.i]
        subject = next((c for c in children if tokens[c].dep == "nsubj" and c < verb.i), None)
        thing = next((c for c in children if tokens[c].dep == "dobj" and c > verb.i), None)
        if subject is None or thing is None or not _may_say(tokens[subject]):
            continue
        below = (*children, *parsed.children[thing])
        with_ = next((c for c in sorted(below) if tokens[c].lower == by and c > thing), None)
        measured = by == "as" or singular(tokens[thing].lower) in words["measured"]
        said = parsed.subtree(with_) if with_ is not None and measured else []
        if any(tokens[i].tag == "CD" for i in said):
            # "…, assuming that nothing is lost" is part of it.
            added = [parsed.subtree(c) for c in children if tokens[c].tag == "VBG" and tokens[c].dep == "advcl"]
            last = next((a[-1] for a in added if a[0] - said[-1] in (1, 2)), said[-1])
            content = parsed.span(min(parsed.subtree(thing)), last)
            cue = parsed.span(*verb_group(parsed, verb.i))
            yield Triple((parsed.span(*phrase(parsed, subject)),), (cue,), (content,), RULE, _SURE)


def _ungapped(parsed: Parsed, layout: Layout, triples: Sequence[Triple]) -> list[Triple]:
    """Return "Falk says A, Brandt that B" as what Falk says and what Brandt does, by the one verb."""
    found: list[Triple] = []
    for triple in triples:
        gap = _gap(parsed, layout, triple)
        if gap is None:
            found.append(triple)
            continue
        first, that = gap
        content, start = triple.content[-1], parsed.tokens[first].start
        own = parsed.text[content.start : min(start, content.end)].rstrip(" ,;")
        own = next((own.removesuffix(f" {w}") for w in _JOINED if own.endswith(f" {w}")), own).rstrip(" ,;")
        said = _trimmed(parsed, that, layout.sentences[layout.sentence_of[that]][1] - 1)
        if said is None or not own:
            found.append(triple)
            continue
        kept = (*triple.content[:-1], Span(content.start, content.start + len(own)))
        found.append(triple._replace(content=kept))
        found.append(Triple((parsed.span(first, that - 1),), triple.cue, (parsed.span(*said),), RULE, _SURE))
    return found


def _gap(parsed: Parsed, layout: Layout, triple: Triple) -> tuple[int, int] | None:
    """Return the first token of a second speaker and the "that" right behind, where a content holds or meets them."""
    tokens = parsed.tokens
    if not triple.source or not triple.cue or not triple.content or triple.cue[-1].end > triple.content[-1].start:
        return None
    content = triple.content[-1]
    for that in tokens:
        near = content.start < that.start and layout.sentence_of[that.i] == _sentence_at(parsed, layout, content)
        if not near or that.lower != "that" or that.dep != "mark" or that.i < 2:
            continue
        head = tokens[that.i - 1]
        first = head.i
        while (
            first > 0 and tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ", "DET") and tokens[first - 1].head <= head.i
        ):
            first -= 1
        before = first - 1 - (tokens[first - 1].lower in _JOINED)
        if before > 0 and tokens[before].text == "," and _may_say(head):
            return first, that.i
    return None


def _sentence_at(parsed: Parsed, layout: Layout, span: Span) -> int:
    return layout.sentence_of[next(t.i for t in parsed.tokens if t.end > span.start)]


def _counting(parsed: Parsed, layout: Layout) -> Iterator[Triple]:
    """Yield what a body counts that a clause behind "according to" tells of: ", *which counted 40 hurt*"."""
    tokens, verbs = parsed.tokens, load("asides")["words"]["counts"]
    for verb in tokens:
        if verb.dep != "relcl" or verb.lemma.lower() not in verbs or verb.tag not in ("VBD", "VBZ", "VBP"):
            continue
        who, body = verb.i - 1, verb.head
        if who < 1 or tokens[who].lower not in ("which", "who") or tokens[who - 1].text != "," or body > who:
            continue
        prep = tokens[body].head
        according = tokens[prep].lower == "to" and prep > 0 and tokens[prep - 1].lower == "according"
        counted = next((c for c in parsed.children[verb.i] if tokens[c].dep in ("dobj", "ccomp") and c > verb.i), None)
        if not according or counted is None or layout.inside[verb.i] >= 0:
            continue
        if not any(tokens[i].tag == "CD" for i in parsed.subtree(counted)):
            continue
        content = _trimmed(parsed, verb.i + 1, max(parsed.subtree(verb.i)))
        if content is not None:
            source = parsed.span(min(parsed.subtree(body)), who - 2)
            yield Triple((source,), (parsed.span(verb.i, verb.i),), (parsed.span(*content),), RULE, _SURE)


def _may_say(token: Token) -> bool:
    """Say whether the head of a phrase is somebody: a name, a pronoun, a person or a body."""
    return token.entity in _NAMED or token.pos == "PRON" or word_class(token.lower) in ("person", "body")
