"""Whether the other report has a doubt that a sentence has, in other words or behind the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from twosource.lexicon import load
from twosource.lineage.twins import Twin, View
from twosource.model import Attribution, Hedge, Span

# "The report could not be verified" is about the sentence before it.
DISCLAIMER = re.compile(
    r"\b(?:(?:verif|confirm|corroborat|substantiat)\w*|not (?:\w+ )?(?:seen|viewed|reviewed|obtained|inspected)"
    r"|unable to (?:establish|determine))\b",
    re.IGNORECASE,
)
# What says that nothing was verified, with no "not" in it.
UNVERIFIED = re.compile(
    r"\b(?:neither|none)\b[^.;\n]{1,60}? could be (?:independently |immediately )?(?:verified|confirmed)\b"
    r"|\b(?:was|were) unable to (?:establish|determine) (?:whether|when|where|who|whose|how|if)\b",
    re.IGNORECASE,
)
# "Neither account" is about more than the sentence before it.
OF_SEVERAL = re.compile(r"(?:neither|none)\b", re.IGNORECASE)
_NONE_COULD = re.compile(
    r"\b(?:neither|none|no)\b[^.;]{1,80}? (?:c(?:ould|an)|was|were|has been|have been) ", re.IGNORECASE
)
# "She offered no proof" is about the sentence before it as well, where the sentence says nothing else.
NO_PROOF = re.compile(r"\b(?:evidence|proof)(?: (?:of|for) (?:this|that|it|the \w+))?\W*$", re.IGNORECASE)
DISCLAIMER_LENGTH = 160  # in characters; a longer sentence says something of its own
# A denial that one report has in the same sentence may stand this far, in characters, behind the sentence in the other.
DENIED_BEHIND = 400
WORD = re.compile(r"\w+(?:[’']\w+)?")


def _begins_like(lemmas: Iterable[str]) -> str:
    """Return the pattern of words in any form of these: "deny" finds "denied"."""
    stems = (re.escape(w.removesuffix("e").removesuffix("y")) + ("[yi]" if w.endswith("y") else "") for w in lemmas)
    return rf"\b(?:{'|'.join(stems)})"


# The beginnings of words that deny a statement, and of those that pass one on without vouching for it.
_DENYING = re.compile(_begins_like(load("stance")["denies"]), re.IGNORECASE)
_DISTANT = re.compile(_begins_like([*load("stance")["denies"], *load("stance")["claims"]]), re.IGNORECASE)
COMMON = frozenset(load("function_words")["words"])
# A day that is set may be kept or not, as one that is expected may be.
_EXPECTED, _DUE = re.compile(r"\bexpected\b", re.IGNORECASE), re.compile(r"\b(?:due|scheduled)\b", re.IGNORECASE)


def doubted(view: View, there: Span, hedge: Hedge) -> bool:
    """Say whether the other report has a doubt of the same kind there, in other words."""
    if is_due(view, hedge.span, there):
        return True
    around = view.around(there)
    around = Span(min(around.start, there.start), max(around.end, there.end))
    sentence = sentence_around(view.here.text, hedge.span)
    # "Ice may have formed faster than they could melt it": a "could" there is the twin of the one here.
    others = [
        view.quote(h.span).lower()
        for h in view.notes.hedges
        if h.kind == hedge.kind and h.span != hedge.span and within(h.span, sentence)
    ]
    for h in view.other.hedges:
        if h.kind == hedge.kind and h.span.overlaps(around):
            words = view.quote_there(h.span).lower()
            if words not in others:
                return True
            others.remove(words)
    return False


def is_due(view: View, said: Span, there: Span) -> bool:
    """Say whether what is expected here is due there: "the results are expected on Friday", "… are due on Friday"."""
    return bool(_EXPECTED.search(view.quote(said)) and _DUE.search(there.of(view.there.text)))


def disclaimed_behind(view: View, there: Span) -> bool:
    """Say whether the sentence behind one of the other report says no more than that this is not confirmed.

    "Neither account could be verified" has no word of doubt but "neither".
    """
    text = view.there.text
    first = WORD.search(text, there.end)
    if first is None or first.start() > there.end + DISCLAIMER_LENGTH:
        return False
    sentence = sentence_around(text, Span(*first.span()))
    words = sentence.of(text)
    if sentence.start < there.end or len(words) > DISCLAIMER_LENGTH or not DISCLAIMER.search(words):
        return False
    hedged = any(h.kind == "no-evidence" and h.span.overlaps(sentence) for h in view.other.hedges)
    return hedged or _NONE_COULD.search(words) is not None


def denied_behind(view: View, hedge: Hedge, there: Span) -> bool:
    """Say whether a remark that somebody denies a statement says what a denial behind it says in the other report."""
    remark = hedge.span.of(view.here.text)
    if not _DENYING.search(remark):
        return False
    behind, text = Span(there.end, there.end + DENIED_BEHIND), view.there.text
    denials = [a for a in view.other.attributions if a.stance == "denies" and any(c.overlaps(behind) for c in a.cue)]
    named = set(WORD.findall(remark.lower())) - COMMON
    return any(named & set(words_of(text, s)) for a in denials for s in a.source)


def keeps_distance(view: View, other: Span) -> bool:
    """Say whether words of the other report deny, or pass on without vouching for it: they stand no firmer."""
    return bool(_DISTANT.search(other.of(view.there.text)))


def tag_moved(view: View, twin: Twin, gone: Attribution) -> bool:
    """Say whether who says a statement stands beside another sentence of its paragraph there: nobody lost a source.

    "A gave way at eight, police said. B were missing." tells as much of its source as "A gave way at eight. B were
    missing, police said." The paragraph there must have the source as often as it has it here.
    """
    if not gone.source or not gone.cue:
        return False
    named = [words_of(view.here.text, s) for s in gone.source]
    here = _times_heard(view.here.text, view.notes.attributions, twin.here, named)
    return 0 < here <= _times_heard(view.there.text, view.other.attributions, twin.there, named)


def _times_heard(text: str, attributions: Iterable[Attribution], span: Span, named: list[list[str]]) -> int:
    """Return how often a source is heard, in these words, in the paragraph that a sentence stands in."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    paragraph = Span(start, end if end >= 0 else len(text))
    heard = {
        a.cue[0]
        for a in attributions
        if a.cue and within(a.cue[0], paragraph) and [words_of(text, s) for s in a.source] == named
    }
    return len(heard)


def sentence_around(text: str, span: Span) -> Span:
    """Return the sentence that a span stands in, by its full stops and line ends."""
    start = max(text.rfind(mark, 0, span.start) for mark in ("\n", ". ", ".” ", '." ')) + 1
    while start < span.start and not text[start].isalnum():
        start += 1
    ends = [at + 1 for mark in (". ", ".\n") if (at := text.find(mark, span.end)) >= 0]
    line = text.find("\n", span.end)
    return Span(start, min([*ends, line if line >= 0 else len(text)]))


def words_of(text: str, span: Span) -> list[str]:
    """Return the words of a span in small letters."""
    return WORD.findall(span.of(text).lower())


def within(span: Span, sentence: Span) -> bool:
    """Say whether a span lies in a sentence."""
    return sentence.start <= span.start and span.end <= sentence.end
