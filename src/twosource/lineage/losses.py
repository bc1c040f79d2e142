"""Words of doubt and of attribution that a sentence has and its twin lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.lineage.agencies import agencies_in
from twosource.lineage.twins import Twin, View
from twosource.model import Attribution, Finding, Hedge, Span

GONE = 0.6  # share of an expression's characters that must lack a counterpart for it to count as absent
STILL_THERE = 0.5  # share of a statement that must stand in the twin for its attribution to be missed
# Where a clause changed its place, so much of a statement's words must stand in the twin.
MOVED = 0.75
# So many words in a row are no chance, among the first so many that the doubt is about.
MOVED_RUN, MOVED_WITHIN = 6, 9
# A verb of distance or a modal that another word took the place of: the statement stands firmer than before.
FIRMER = ("distance", "modal")
# What is guessed, believed or heard of: a sentence without it stands as a fact.
BELIEVED = ("modal", "belief", "hearsay")
# "May have sunk" and "had sunk": no firmer word stands for the modal, it is gone.
_AUXILIARIES = frozenset(["have", "has", "had", "be", "is", "are", "was", "were", "been", "being", "do", "does", "did"])
# "The report could not be verified" is about the sentence before it.
_DISCLAIMER = re.compile(
    r"\b(?:(?:verif|confirm|corroborat|substantiat)\w*|not (?:\w+ )?(?:seen|viewed|reviewed|obtained|inspected))\b",
    re.IGNORECASE,
)
_DISCLAIMER_LENGTH = 160  # in characters; a longer sentence says something of its own
# The verb that a modal governs stands so close behind it, in characters.
NEXT_VERB = 30
# Before a sentence the last word of the one before it is looked for in so many characters.
LONGEST_WORD = 40
_WORD = re.compile(r"\w+(?:[’']\w+)?")


def hedges_absent(view: View, twin: Twin) -> Iterator[Finding]:
    """Find words of doubt in a sentence whose twin makes the statement without them."""
    for hedge in view.notes.hedges:
        if not _within(hedge.span, twin.here) or twin.lacks(hedge.span) < GONE or _doubted(view, twin.there, hedge):
            continue
        if hedge.kind == "no-evidence" and _disclaimed_behind(view, twin.there):
            continue  # "…; the police would not confirm it": "…. Police declined to confirm the arrests."
        other = _last_phrase(view.there.text, twin.in_place_of(hedge.span))
        if hedge.kind in FIRMER and not _statement_kept(view, twin, hedge):
            continue
        firmer = other is not None and not _is_auxiliary(other.of(view.there.text))
        if hedge.kind in FIRMER and other is not None and firmer and not _is_same_verb(view, hedge, other):
            what = f"{view.quote(hedge.span)} where the other has {view.quote_there(other)}"
            yield view.finding("certainty-raised", hedge.span, other, what)
        else:
            yield view.finding("hedge-absent", hedge.span, twin.there, view.quote(hedge.span))


def disclaimers_absent(view: View) -> Iterator[Finding]:
    """Find sentences that only say that what stands before them was not verified, and that the other report lacks."""
    for hedge in view.notes.hedges:
        if hedge.kind != "no-evidence" or any(_within(hedge.span, t.here) for t in view.twins):
            continue
        sentence = _sentence_around(view.here.text, hedge.span)
        words = sentence.of(view.here.text)
        if sentence.end - sentence.start > _DISCLAIMER_LENGTH or not _DISCLAIMER.search(words):
            continue
        before = [t for t in view.twins if t.here.end <= sentence.start]
        twin = max(before, key=lambda t: t.here.end, default=None)
        if twin is None or view.here.text[twin.here.end : sentence.start].strip(" \n.”\"’'"):
            continue  # what is doubted is not in the other report, or another sentence lies between
        after = Span(twin.there.start, min(len(view.there.text), twin.there.end + _DISCLAIMER_LENGTH))
        if not _doubted(view, after, hedge):
            yield view.finding("hedge-absent", hedge.span, twin.there, view.quote(sentence))


def clauses_firmer(view: View) -> Iterator[Finding]:
    """Find words of doubt whose clause the other report has without them in a sentence that is told anew.

    "Moll said the wall may have given way under the weight of the snow": "The wall gave way under the weight of the
    snow, said Moll." Too little of such a sentence stands in the same order for the two to be one sentence.
    """
    there: list[re.Match[str]] = []
    for hedge in view.notes.hedges:
        if hedge.kind != "modal" or any(_within(hedge.span, t.here) for t in view.twins):
            continue
        end = _sentence_around(view.here.text, hedge.span).end
        governed = [w for w in _words_of(view.here.text, Span(hedge.span.end, end)) if w not in _AUXILIARIES]
        there = there or list(_WORD.finditer(view.there.text))
        at = _find_run(governed[:MOVED_WITHIN], [m[0].lower() for m in there])
        if at is None:
            continue
        sentence = _sentence_around(view.there.text, Span(*there[at].span()))
        if not _doubted(view, sentence, hedge):
            yield view.finding("hedge-absent", hedge.span, sentence, view.quote(hedge.span))


def sentences_firmer(view: View) -> Iterator[Finding]:
    """Find words of doubt in a short sentence that the other report cut down: "Sorley is thought to have acted alone".

    "Sorley acted alone" is too little to be told for its twin by its words, but it stands right beside a sentence that
    both have, on the same side, and every word of it is in the doubted one.
    """
    for hedge in view.notes.hedges:
        if hedge.kind not in BELIEVED or any(_within(hedge.span, t.here) for t in view.twins):
            continue
        sentence = _sentence_around(view.here.text, hedge.span)
        said = set(_words_of(view.here.text, sentence))
        for there in _beside(view, sentence):
            words = _words_of(view.there.text, there)
            told = set(words) - _AUXILIARIES
            if len(told) > 1 and set(words) <= said and not _doubted(view, there, hedge):
                yield view.finding("hedge-absent", hedge.span, there, view.quote(hedge.span))
                break


def _beside(view: View, sentence: Span) -> Iterator[Span]:
    """Yield the sentences there that stand, as a sentence here does, right behind or before one that both have."""
    text = view.there.text
    for twin in view.twins:
        if twin.here.end <= sentence.start and not _WORD.search(view.here.text, twin.here.end, sentence.start):
            words = _WORD.search(text, twin.there.end)
        elif sentence.end <= twin.here.start and not _WORD.search(view.here.text, sentence.end, twin.here.start):
            near = max(0, twin.there.start - LONGEST_WORD)
            words = max(_WORD.finditer(text, near, twin.there.start), key=re.Match.start, default=None)
        else:
            continue
        other = _sentence_around(text, Span(*words.span())) if words else None
        if other is not None and not any(t.there.overlaps(other) for t in view.twins):
            yield other


def _find_run(words: list[str], text: list[str]) -> int | None:
    """Return where `MOVED_RUN` of the words in a row stand in a text, or None; the first may be inflected otherwise."""
    for start in range(max(0, len(words) - MOVED_RUN) + 1):
        run = words[start : start + MOVED_RUN]
        if len(run) == MOVED_RUN:
            found = next((n for n in range(len(text)) if text[n] == run[0] and text[n : n + MOVED_RUN] == run), None)
            if found is not None:
                return found
    return None


def _sentence_around(text: str, span: Span) -> Span:
    """Return the sentence that a span stands in, by its full stops and line ends."""
    start = max(text.rfind(mark, 0, span.start) for mark in ("\n", ". ", ".” ", '." ')) + 1
    while start < span.start and not text[start].isalnum():
        start += 1
    ends = [at + 1 for mark in (". ", ".\n") if (at := text.find(mark, span.end)) >= 0]
    line = text.find("\n", span.end)
    return Span(start, min([*ends, line if line >= 0 else len(text)]))


def _last_phrase(text: str, span: Span | None) -> Span | None:
    """Return a span without what ends before its last words: "said" of "(NRP), said"."""
    if span is None:
        return None
    cut = max(span.of(text).rfind(mark) for mark in ",;)") + 1
    start = span.start + cut
    while start < span.end and text[start].isspace():
        start += 1
    return Span(start, span.end) if start < span.end else span


def _is_auxiliary(words: str) -> bool:
    return set(words.lower().split()) <= _AUXILIARIES


def _is_same_verb(view: View, hedge: Hedge, other: Span) -> bool:
    """Say whether what stands for a modal is the verb that it governed: "may have begun" and "began".

    The forms of nearly every verb begin alike.
    """
    after = Span(hedge.span.end, min(len(view.here.text), hedge.span.end + NEXT_VERB))
    governed = [w for w in _words_of(view.here.text, after) if w not in _AUXILIARIES]
    there = _words_of(view.there.text, other)
    return bool(governed) and len(there) == 1 and governed[0][:2] == there[0][:2]


def _doubted(view: View, there: Span, hedge: Hedge) -> bool:
    """Say whether the other report has a doubt of the same kind there, in other words."""
    around = view.around(there)
    around = Span(min(around.start, there.start), max(around.end, there.end))
    sentence = _sentence_around(view.here.text, hedge.span)
    # "Ice may have formed faster than they could melt it": a "could" there is the twin of the one here.
    others = [
        view.quote(h.span).lower()
        for h in view.notes.hedges
        if h.kind == hedge.kind and h.span != hedge.span and _within(h.span, sentence)
    ]
    for h in view.other.hedges:
        if h.kind == hedge.kind and h.span.overlaps(around):
            words = view.quote_there(h.span).lower()
            if words not in others:
                return True
            others.remove(words)
    return False


def _disclaimed_behind(view: View, there: Span) -> bool:
    """Say whether the sentence behind one of the other report says no more than that this is not confirmed."""
    text = view.there.text
    for hedge in view.other.hedges:
        if hedge.kind == "no-evidence" and there.end <= hedge.span.start <= there.end + _DISCLAIMER_LENGTH:
            sentence = _sentence_around(text, hedge.span)
            short = sentence.end - sentence.start <= _DISCLAIMER_LENGTH and _DISCLAIMER.search(sentence.of(text))
            if short and not _WORD.search(text, there.end, sentence.start):
                return True
    return False


def _statement_kept(view: View, twin: Twin, hedge: Hedge) -> bool:
    """Say whether the words that a modal or a verb of distance governs, those that follow it, stand in the twin.

    A clause that was moved ("said the ship may have leaked", "the ship had leaked, he said") counts by its words.
    """
    after = Span(hedge.span.end, min(twin.here.end, hedge.span.end + 25))
    if after.end > after.start and twin.lacks(after) <= 1 - STILL_THERE:
        return True
    governed = set(_words_of(view.here.text, Span(hedge.span.end, twin.here.end))) - _AUXILIARIES
    there = set(_words_of(view.there.text, twin.there))
    return len(governed) > 1 and len(governed & there) >= MOVED * len(governed)


def _words_of(text: str, span: Span) -> list[str]:
    return _WORD.findall(span.of(text).lower())


def attributions_absent(view: View, twin: Twin) -> Iterator[Finding]:
    """Find statements whose twin is made in the report's own voice.

    Where source and agency both went (A said, the agency reported), that is a double deletion.
    """
    inside = [a for a in view.notes.attributions if a.content and any(_within(s, twin.here) for s in a.content)]
    for a in inside:
        said = (*a.source, *a.cue)
        if not said or not all(_within(s, twin.here) for s in said) or not all(twin.lacks(s) >= GONE for s in said):
            continue
        if not any(twin.lacks(s) <= 1 - STILL_THERE for s in a.content) or _attributed(view, twin):
            continue
        present = Span(min(s.start for s in said), max(s.end for s in said))
        if present.end - present.start > 2 * sum(s.end - s.start for s in said) + 20:
            present = (a.source or a.cue)[0]
        kind = "double-deletion" if _agency_gone(view, twin, a) else "attribution-absent"
        named = " … ".join(view.quote(s) for s in sorted(said))
        yield view.finding(kind, present, twin.there, f"the attribution {named}")


def _attributed(view: View, twin: Twin) -> bool:
    around = view.around(twin.there)
    return any(s.overlaps(around) for a in view.other.attributions for s in (*a.source, *a.cue, *a.content))


def _agency_gone(view: View, twin: Twin, attribution: Attribution) -> bool:
    """Say whether the words that the twin lacks name an agency, beside the source that they name."""
    gone = " ".join(mine.of(view.here.text) for mine, _ in twin.swapped)
    speaker = " ".join(s.of(view.here.text) for s in attribution.source)
    named = agencies_in(gone)
    return bool(named - agencies_in(speaker)) or (bool(attribution.via) and bool(named))


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end
