"""Raw attributions come in; those whose edges the tagger set against the grammar go out mended.

The tagger marks words one by one. In long sentences it takes the second half of what was said for all of it ("said
[A] and that B"), or the report of "said in its report" for the speaker. Both are seen in the parse.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from twosource.language.heard_from import is_told
from twosource.language.nominal_cues import verb_group
from twosource.language.parser import Parsed, Token
from twosource.language.sources import phrase
from twosource.language.speech import Triple
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["mend_edges"]

_SECOND = re.compile(r"(?P<first>\s+[^\"“”:;]{12,400}?),? (?:and|but) ")
_IN_PAPER = re.compile(r"in (?:its|his|her|their|a|an|the)$")
# How it was said, before the words themselves.
_THIS_WAY = re.compile(
    r"(?:it )?(?:(?:in )?(?:this|that) way|as follows|like (?:this|that)|thus|so|simply|bluntly"
    r"|(?:in|with) (?:\w+ ){1,2}words?|the following)(?: \w+)?:\s+(?=[“\"‘])",
    re.IGNORECASE,
)
_MARKS = '“”"'
_ARTICLES = frozenset(("a", "an", "the"))
_GOES_ON = ", and "
_PERSONS = ("he", "she", "they")
_RELATIVE = ("who ", "which ")
_SUBJECTS = ("nsubj", "nsubjpass")
_DUTY = frozenset(("must", "should", "shall", "may", "can"))
_MET_WITH = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|been|will|now|also|still) )*(?:fac(?:e[sd]?|ing)|drew|drawn|drawing|draws?"
    r"|attract(?:s|ed|ing)?|prompt(?:s|ed|ing)?|defied|defies|resisted|resists|survived|ignored) "
    r"(?:(?:new|renewed|growing|fresh|mounting|more|repeated|further|sharp|fierce|angry) )*"
    r"(?:calls?|demands?|criticism|accusations?|allegations?|claims?|complaints?|pressure|questions?|protests?)\b",
    re.IGNORECASE,
)
# What came out by itself: nobody is said to tell it.
_CAME_OUT = re.compile(
    r"it (?:(?:has|had|have|was|is|been|later|also|then|first|only|soon|now|since|subsequently) ){0,4}"
    r"(?:emerge[sd]?|transpire[sd]?|c[ao]me(?:s)? (?:to light|out)|turn(?:s|ed) out|became (?:known|clear|public)"
    r"|becomes (?:known|clear|public)|revealed|discovered|leaked(?: out)?)\b",
    re.IGNORECASE,
)
# "…, the youngest of them a boy of six": who is counted was named in what was said. A clause with "of whom" or
# "of which" may be the reporter's own.
_OF_THEM = re.compile(r", (?:the )?(?:\w+ ){1,3}of them\b[^.;:!?\"“”()]{3,90}(?=[.!?]?\s*$|[.!?]\s+[A-Z])")


# "Would vote against the plan on *Thursday*": the day hangs on the preposition, and not on "said".
_BEFORE_DAY = re.compile(r" (?:on|by|until|till|before|after|since)$")
_DAY = re.compile(
    r" (?:(?:next|last) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?\b"
)


def mend_edges(parsed: Parsed, triples: Sequence[Triple]) -> list[Triple]:
    """Return the attributions with what was said made whole and the speaker put where the grammar has one.

    One whose cue is no verb but only helps one goes: in "she *did* not release it" nobody speaks; nor does the place
    where somebody is awaited ("*expected in court* on Friday"), who does something to a thing ("*fired* tear gas"),
    who is told of it, who has to tell it ("banks *must report* …"), and who "*faced calls* to resign". What "*emerged*"
    has no speaker.
    """
    silent = (_is_mere_helper, _is_awaited, _is_deed, is_told, _is_duty, _is_met_with)
    spoken = [_of_quotation(parsed, t) for t in triples if not any(is_so(parsed, t) for is_so in silent)]
    mended = [_from_subject(parsed, _with_speaker(parsed, _with_true_subject(parsed, t))) for t in spoken]
    mended = [_of_nobody(parsed, _of_relative(parsed, t)) for t in mended]
    taken = [s for t in mended for s in (*t.content, *t.source)]
    mended = [_with_second_half(parsed, _with_first_half(parsed, t, taken), taken) for t in mended]
    mended = [_up_to_next_cue(parsed, t, mended) for t in mended]
    return [_with_tail(parsed, t) for t in mended]


def _is_mere_helper(parsed: Parsed, triple: Triple) -> bool:
    """Say whether all of a cue only helps a verb in the content to its tense or denial: "did", "has not"."""
    own = [t for span in triple.cue for t in _tokens(parsed, span)]
    helped = {t.head for t in own if t.dep in ("aux", "auxpass")}
    if not helped or any(t.dep not in ("aux", "auxpass", "neg", "advmod") or t.head not in helped for t in own):
        return False
    verbs = [parsed.tokens[i] for i in helped]
    return all(any(span.start <= v.start < span.end for span in triple.content) for v in verbs)


def _is_awaited(parsed: Parsed, triple: Triple) -> bool:
    """Say whether all that is taken for a speaker is a place or a day behind the cue: "are expected *in court*"."""
    source = [t for span in triple.source for t in _tokens(parsed, span)]
    if not source or not triple.cue or source[0].start < triple.cue[0].end:
        return False
    return source[0].lower in ("in", "at", "on") and all(t.pos in ("ADP", "DET", "ADJ", "NOUN") for t in source)


def _is_deed(parsed: Parsed, triple: Triple) -> bool:
    """Say whether a cue is a verb of doing, and what would be said is the thing that it is done to."""
    cue = [t for span in triple.cue for t in _tokens(parsed, span)]
    verbs = [t for t in cue if t.pos == "VERB"]
    if len(verbs) != 1 or verbs[0].lemma.lower() not in load("stance")["doing"]["verbs"]:
        return False
    words = [t for span in triple.content for t in _tokens(parsed, span)]
    thing = any(t.dep in ("dobj", "nsubjpass") and t.head == verbs[0].i for t in words)
    finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in words)
    return thing and not finite and not any(t.text in _MARKS for t in words)


def _is_duty(parsed: Parsed, triple: Triple) -> bool:
    """Say whether it is only told what all of a kind have to do: "*Banks must report* a loss" lets no bank speak."""
    cue = [t for span in triple.cue for t in _tokens(parsed, span)]
    source = [t for span in triple.source for t in _tokens(parsed, span)]
    owed = bool(cue) and cue[0].tag == "MD" and cue[0].lower in _DUTY
    return owed and bool(source) and source[-1].tag == "NNS" and all(t.pos in ("NOUN", "ADJ") for t in source)


def _is_met_with(parsed: Parsed, triple: Triple) -> bool:
    """Say whether what is taken for speech comes from others: who "*faced calls* to resign" called for nothing."""
    return any(_MET_WITH.match(parsed.text, span.start) for span in triple.cue)


def _tokens(parsed: Parsed, span: Span) -> list[Token]:
    at = bisect_left(parsed.tokens, span.start, key=lambda t: t.start)
    return list(takewhile(lambda t: t.start < span.end, parsed.tokens[at:]))


def _of_quotation(parsed: Parsed, triple: Triple) -> Triple:
    """Return "put it *this way:* “A”" with the quotation alone as what was said."""
    if not triple.content:
        return triple
    manner = _THIS_WAY.match(parsed.text, triple.content[0].start)
    if manner is None:
        return triple
    words = tuple(Span(max(s.start, manner.end()), s.end) for s in triple.content if s.end > manner.end())
    return triple._replace(content=words) if words else triple


def _of_relative(parsed: Parsed, triple: Triple) -> Triple:
    """Return "the yard, which *according to X* was shut" with the relative clause alone as what X says."""
    if len(triple.cue) != 1 or not triple.cue[0].of(parsed.text).lower().startswith("according"):
        return triple
    before = [t for t in parsed.tokens if t.end <= triple.cue[0].start][-2:]
    joint = before[-1:] if before and before[-1].text != "," else before[:1]
    if not joint or joint[0].lower not in ("which", "who") or joint[0].tag not in ("WDT", "WP"):
        return triple
    verb = parsed.tokens[joint[0].head]
    while verb.dep not in ("relcl", "ROOT") and verb.head != verb.i:
        verb = parsed.tokens[verb.head]
    start = max(s.end for s in (*triple.cue, *triple.source))
    start += len(parsed.text[start:]) - len(parsed.text[start:].lstrip(" ,"))
    end = parsed.tokens[parsed.subtree(verb.i)[-1]].end
    if verb.dep != "relcl" or start >= end:
        return triple
    last = start + len(parsed.text[start:end].rstrip(" ,.\n"))
    return triple._replace(content=(Span(joint[0].start, joint[0].end), Span(start, last)))


def _of_nobody(parsed: Parsed, triple: Triple) -> Triple:
    """Return "Falk left after *it emerged that* …" without a speaker: whoever stands before tells nothing of it."""
    if not triple.source or not triple.cue or triple.source[-1].end > triple.cue[0].start:
        return triple
    cue = parsed.text[triple.cue[0].start : triple.cue[-1].end]
    return triple._replace(source=()) if _CAME_OUT.match(cue) else triple


def _with_first_half(parsed: Parsed, triple: Triple, taken: Sequence[Span]) -> Triple:
    """Return "said A and that B" with A, where A is a clause of its own and nobody else's."""
    if len(triple.content) != 1 or len(triple.cue) != 1:
        return triple
    content, cue = triple.content[0], triple.cue[0]
    if cue.end >= content.start or not parsed.text.startswith("that ", content.start):
        return triple
    first = _SECOND.fullmatch(parsed.text, cue.end, content.start)
    if first is None:
        return triple
    start, end = cue.end + 1, first.end("first")
    if any(Span(start, end).overlaps(s) for s in taken if s != content) or not _is_clause(parsed, start, end):
        return triple
    return triple._replace(content=(Span(start, content.end),))


def _with_second_half(parsed: Parsed, triple: Triple, taken: Sequence[Span]) -> Triple:
    """Return "A, she said, and B" with B, where B is a clause of somebody else than her, unquoted and nobody's.

    Behind a name ("police said, and the bridge was closed") the reporter may go on himself.
    """
    if not len(triple.content) == len(triple.cue) == len(triple.source) == 1:
        return triple
    (content,), (source,), (cue,) = triple.content, triple.source, triple.cue
    who = source.of(parsed.text).lower()
    behind = content.end <= source.start < cue.start and parsed.text.startswith(_GOES_ON, cue.end)
    if who not in _PERSONS or not behind:
        return triple
    start = cue.end + len(_GOES_ON)
    at = bisect_left(parsed.tokens, start, key=lambda t: t.start)
    last = [t for t in parsed.tokens[at:] if t.sent == parsed.tokens[at].sent and t.pos not in ("PUNCT", "SPACE")][-1:]
    second = Span(start, last[0].end) if last else cue
    marked = any(mark in parsed.text[content.start : second.end] for mark in _MARKS)
    if marked or any(second.overlaps(s) for s in taken) or not _is_clause(parsed, start, second.end):
        return triple
    return triple if parsed.tokens[at].lower == who else triple._replace(content=(content, second))


def _up_to_next_cue(parsed: Parsed, triple: Triple, others: Sequence[Triple]) -> Triple:
    """Return an attribution whose words break off behind the verb of the next one without these: "…, *blaming a* lack".

    What the next one has begins where they end, so they hold nothing of it but its verb and an article.
    """
    last = triple.content[-1] if triple.content else None
    for cue, begins in ((c, o.content[0].start) for o in others for c in o.cue if o is not triple and o.content):
        if last is None or not last.start < cue.start < last.end:
            continue
        broken = begins < last.end and parsed.text[cue.end : last.end].strip().lower() in _ARTICLES
        end = len(parsed.text[: cue.start].rstrip(" ,"))
        if broken and end > last.start:
            return triple._replace(content=(*triple.content[:-1], Span(last.start, end)))
    return triple


def _is_clause(parsed: Parsed, start: int, end: int) -> bool:
    """Say whether a finite verb with a subject of its own stands in a stretch."""
    at = bisect_left(parsed.tokens, start, key=lambda t: t.start)
    while at < len(parsed.tokens) and parsed.tokens[at].end <= end:
        token = parsed.tokens[at]
        finite = token.tag in ("VBD", "VBZ", "VBP", "MD") or any(
            parsed.tokens[c].dep in ("aux", "auxpass") for c in parsed.children[at]
        )
        if finite and any(
            parsed.tokens[c].dep in _SUBJECTS and parsed.tokens[c].start >= start for c in parsed.children[at]
        ):
            return True
        at += 1
    return False


def _with_true_subject(parsed: Parsed, triple: Triple) -> Triple:
    """Return "A, the builder said in its report" with the builder as the speaker, not the report."""
    if len(triple.cue) != 1 or len(triple.source) != 1 or not triple.content:
        return triple
    cue, source, tokens = triple.cue[0], triple.source[0], parsed.tokens
    if source.start < cue.end or not _IN_PAPER.search(cue.of(parsed.text)):
        return triple
    at = bisect_left(tokens, cue.start, key=lambda t: t.start)
    papers = load("offices")["document"]
    if at >= len(tokens) or source.of(parsed.text).split()[-1].lower() not in papers:
        return triple
    subject = next((c for c in parsed.children[at] if tokens[c].dep == "nsubj" and c < at), None)
    if subject is None:
        return triple
    speaker = parsed.span(*phrase(parsed, subject))
    content = []
    for span in triple.content:
        if span.overlaps(speaker):
            kept = parsed.text[span.start : speaker.start].rstrip(" ,")
            span = Span(span.start, span.start + len(kept))
        if span.start < span.end:
            content.append(span)
    if not content:
        return triple
    whole = Span(parsed.span(*verb_group(parsed, at)).start, source.end)
    return triple._replace(source=(speaker,), cue=(whole,), content=tuple(content))


def _with_speaker(parsed: Parsed, triple: Triple) -> Triple:
    """Return "the divers found it, said Ada Poe, its head" with Ada Poe as the speaker, and all that stands before.

    The tagger may take the subject and verb of what was said, or a "who leads the search", for the speaker.
    """
    if len(triple.cue) != 1 or len(triple.source) != 1 or not triple.content:
        return triple
    cue, source, tokens = triple.cue[0], triple.source[0], parsed.tokens
    verb = next((t for t in tokens if cue.start <= t.start < cue.end and t.tag[:2] == "VB"), None)
    subject = next((c for c in parsed.children[verb.i] if tokens[c].dep == "nsubj"), None) if verb is not None else None
    if verb is None or subject is None:
        return triple
    said = next((c for c in parsed.children[verb.i] if tokens[c].dep == "ccomp" and c < min(subject, verb.i)), None)
    speaker = parsed.span(*phrase(parsed, subject))
    if said is None:
        return triple
    clause = parsed.subtree(said)
    whole = parsed.span(clause[0], clause[-1])
    taken = source.start <= tokens[said].start < source.end  # the verb of what was said
    clipped = speaker.start < source.start < speaker.end and source.of(parsed.text).startswith(_RELATIVE)
    if not taken and not clipped:
        return triple
    words = whole.of(parsed.text).rstrip(" ,")
    return triple._replace(source=(speaker,), content=(Span(whole.start, whole.start + len(words)),))


def _from_subject(parsed: Parsed, triple: Triple) -> Triple:
    """Return what was said from the subject of its first clause on, where it starts behind that."""
    if not triple.content or not triple.source or not triple.cue:
        return triple
    content, tokens = triple.content[0], parsed.tokens
    at = bisect_left(tokens, content.start, key=lambda t: t.start)
    behind = content.end > min(triple.source[0].start, triple.cue[0].start)
    if at >= len(tokens) or behind or any(mark in content.of(parsed.text) for mark in _MARKS):
        return triple
    top = at
    while tokens[top].head != top and content.start <= tokens[tokens[top].head].start < content.end:
        top = tokens[top].head
    verb = next((v for v in (top, tokens[top].head) if tokens[v].tag[:2] == "VB"), None)
    own = [c for c in parsed.children[verb] if tokens[c].dep in _SUBJECTS] if verb is not None else []
    if not own or own[0] >= at:
        return triple
    return triple._replace(content=(Span(tokens[min(parsed.subtree(own[0]))].start, content.end), *triple.content[1:]))


def _with_tail(parsed: Parsed, triple: Triple) -> Triple:
    if not triple.content:
        return triple
    last = triple.content[-1]
    tail = _OF_THEM.match(parsed.text, last.end)
    if tail is None and _BEFORE_DAY.search(parsed.text, last.start, last.end):
        tail = _DAY.match(parsed.text, last.end)
    if tail is None or any(s.start >= last.end for s in (*triple.source, *triple.cue)):
        return triple
    return triple._replace(content=(*triple.content[:-1], Span(last.start, tail.end())))
