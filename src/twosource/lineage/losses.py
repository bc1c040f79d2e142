"""Words of doubt and of attribution that a sentence has and its twin lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.lineage.agencies import agencies_in
from twosource.lineage.doubted import (
    DISCLAIMER,
    DISCLAIMER_LENGTH,
    NO_PROOF,
    WORD,
    denied_behind,
    disclaimed_behind,
    doubted,
    keeps_distance,
    sentence_around,
    tag_moved,
    within,
    words_of,
)
from twosource.lineage.twins import Twin, View
from twosource.model import Attribution, Finding, Hedge, Span

# "The company's spokeswoman, Ada Moll, *offered no evidence*": with more words a sentence claims something of its own.
BESIDE_PROOF = 6
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
# What hands a statement on and does nothing else; who "orders" or "offers" does what is told of him.
_SAYING = frozenset(["according", "said", "says", "told", "tells", "added", "reported"])
# The verb that a modal governs stands so close behind it, in characters.
NEXT_VERB = 30
# Who says it is named by one of these at the head of what is said: "doctors said they had treated 67".
_SPEAKERS_OWN = re.compile(r"(?:that )?(?:he|she|it|they|we|i)\b", re.IGNORECASE)
# Before a sentence the last word of the one before it is looked for in so many characters.
LONGEST_WORD = 40


def hedges_absent(view: View, twin: Twin) -> Iterator[Finding]:
    """Find words of doubt in a sentence whose twin makes the statement without them."""
    for hedge in view.notes.hedges:
        if not within(hedge.span, twin.here) or twin.lacks(hedge.span) < GONE or doubted(view, twin.there, hedge):
            continue
        if hedge.kind == "no-evidence" and disclaimed_behind(view, twin.there):
            continue  # "…; the police would not confirm it": "…. Police declined to confirm the arrests."
        if denied_behind(view, hedge, twin.there):
            continue  # "…, a claim the port denied": "…. The port denied that fuel had been stored."
        other = _last_phrase(view.there.text, twin.in_place_of(hedge.span))
        if hedge.kind in FIRMER and not _statement_kept(view, twin, hedge):
            continue
        firmer = other is not None and not _is_auxiliary(other.of(view.there.text))
        if hedge.kind == "distance" and other is not None and keeps_distance(view, other):
            continue  # "insisted she had not been overloaded": "denied that she had been"
        if hedge.kind in FIRMER and other is not None and firmer and not _is_same_verb(view, hedge, other):
            what = f"{view.quote(hedge.span)} where the other has {view.quote_there(other)}"
            yield view.finding("certainty-raised", hedge.span, other, what)
        else:
            yield view.finding("hedge-absent", hedge.span, twin.there, view.quote(hedge.span))


def disclaimers_absent(view: View) -> Iterator[Finding]:
    """Find sentences that only say that what stands before them was not verified, and that the other report lacks."""
    for hedge in view.notes.hedges:
        if hedge.kind != "no-evidence" or any(within(hedge.span, t.here) for t in view.twins):
            continue
        sentence = sentence_around(view.here.text, hedge.span)
        words = sentence.of(view.here.text)
        beside = len(WORD.findall(words)) - len(WORD.findall(hedge.span.of(view.here.text)))
        no_proof = NO_PROOF.search(words) is not None and beside <= BESIDE_PROOF
        if sentence.end - sentence.start > DISCLAIMER_LENGTH or not (DISCLAIMER.search(words) or no_proof):
            continue
        before = [t for t in view.twins if t.here.end <= sentence.start]
        twin = max(before, key=lambda t: t.here.end, default=None)
        if twin is None or view.here.text[twin.here.end : sentence.start].strip(" \n.”\"’'"):
            continue  # what is doubted is not in the other report, or another sentence lies between
        after = Span(twin.there.start, min(len(view.there.text), twin.there.end + DISCLAIMER_LENGTH))
        if not doubted(view, after, hedge) and not disclaimed_behind(view, twin.there):
            yield view.finding("hedge-absent", hedge.span, twin.there, view.quote(sentence))


def clauses_firmer(view: View) -> Iterator[Finding]:
    """Find words of doubt whose clause the other report has without them in a sentence that is told anew.

    "Moll said the wall may have given way under the weight of the snow": "The wall gave way under the weight of the
    snow, said Moll." Too little of such a sentence stands in the same order for the two to be one sentence.
    """
    there: list[re.Match[str]] = []
    for hedge in view.notes.hedges:
        if hedge.kind != "modal" or any(within(hedge.span, t.here) for t in view.twins):
            continue
        end = sentence_around(view.here.text, hedge.span).end
        governed = [w for w in words_of(view.here.text, Span(hedge.span.end, end)) if w not in _AUXILIARIES]
        there = there or list(WORD.finditer(view.there.text))
        at = _find_run(governed[:MOVED_WITHIN], [m[0].lower() for m in there])
        if at is None:
            continue
        sentence = sentence_around(view.there.text, Span(*there[at].span()))
        if not doubted(view, sentence, hedge):
            yield view.finding("hedge-absent", hedge.span, sentence, view.quote(hedge.span))


def sentences_firmer(view: View) -> Iterator[Finding]:
    """Find words of doubt in a short sentence that the other report cut down: "Sorley is thought to have acted alone".

    "Sorley acted alone" is too little to be told for its twin by its words, but it stands right beside a sentence that
    both have, on the same side, and every word of it is in the doubted one.
    """
    for hedge in view.notes.hedges:
        if hedge.kind not in BELIEVED or any(within(hedge.span, t.here) for t in view.twins):
            continue
        sentence = sentence_around(view.here.text, hedge.span)
        said = set(words_of(view.here.text, sentence))
        for there in _beside(view, sentence):
            words = words_of(view.there.text, there)
            told = set(words) - _AUXILIARIES
            if len(told) > 1 and set(words) <= said and not doubted(view, there, hedge):
                yield view.finding("hedge-absent", hedge.span, there, view.quote(hedge.span))
                break


def _beside(view: View, sentence: Span) -> Iterator[Span]:
    """Yield the sentences there that stand, as a sentence here does, right behind or before one that both have."""
    text = view.there.text
    for twin in view.twins:
        if twin.here.end <= sentence.start and not WORD.search(view.here.text, twin.here.end, sentence.start):
            words = WORD.search(text, twin.there.end)
        elif sentence.end <= twin.here.start and not WORD.search(view.here.text, sentence.end, twin.here.start):
            near = max(0, twin.there.start - LONGEST_WORD)
            words = max(WORD.finditer(text, near, twin.there.start), key=re.Match.start, default=None)
        else:
            continue
        other = sentence_around(text, Span(*words.span())) if words else None
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
    governed = [w for w in words_of(view.here.text, after) if w not in _AUXILIARIES]
    there = words_of(view.there.text, other)
    return bool(governed) and len(there) == 1 and governed[0][:2] == there[0][:2]


def _statement_kept(view: View, twin: Twin, hedge: Hedge) -> bool:
    """Say whether the words that a modal or a verb of distance governs, those that follow it, stand in the twin.

    A clause that was moved ("said the ship may have leaked", "the ship had leaked, he said") counts by its words.
    """
    after = Span(hedge.span.end, min(twin.here.end, hedge.span.end + 25))
    if after.end > after.start and twin.lacks(after) <= 1 - STILL_THERE:
        return True
    governed = set(words_of(view.here.text, Span(hedge.span.end, twin.here.end))) - _AUXILIARIES
    there = set(words_of(view.there.text, twin.there))
    return len(governed) > 1 and len(governed & there) >= MOVED * len(governed)


def attributions_absent(view: View, twin: Twin) -> Iterator[Finding]:
    """Find statements whose twin is made in the report's own voice.

    Where source and agency both went (A said, the agency reported), that is a double deletion.
    """
    inside = [a for a in view.notes.attributions if a.content and any(within(s, twin.here) for s in a.content)]
    for a in inside:
        said = _said_only(view, twin, a) or (*a.source, *a.cue)
        if not said or not all(within(s, twin.here) for s in said) or not all(twin.lacks(s) >= GONE for s in said):
            continue
        if not any(twin.lacks(s) <= 1 - STILL_THERE for s in a.content) or _attributed(view, twin, a):
            continue
        if tag_moved(view, twin, a):
            continue
        present = Span(min(s.start for s in said), max(s.end for s in said))
        if present.end - present.start > 2 * sum(s.end - s.start for s in said) + 20:
            present = (a.source or a.cue)[0]
        kind = "double-deletion" if _agency_gone(view, twin, a) else "attribution-absent"
        named = " … ".join(view.quote(s) for s in sorted(said))
        yield view.finding(kind, present, twin.there, f"the attribution {named}" if a.source else named)


def _said_only(view: View, twin: Twin, attribution: Attribution) -> tuple[Span, ...]:
    """Return the cue alone where the speakers say it of themselves: "doctors said they had treated 67".

    Of these words "doctors treated 67" keeps the speakers, and not that they say so.
    """
    own = [s for s in attribution.content if _SPEAKERS_OWN.match(s.of(view.here.text))]
    kept = attribution.source and all(twin.lacks(s) < 1 - GONE for s in attribution.source)
    follows = own and attribution.cue and max(c.end for c in attribution.cue) <= own[0].start
    return attribution.cue if kept and follows else ()


def _attributed(view: View, twin: Twin, gone: Attribution) -> bool:
    """Say whether the twin has a source, and not only what stands inside the words that lost theirs.

    Of 'a clerk said the brakes had been rated "poor"' the twin 'the brakes had been rated "poor"' keeps a quoted word,
    with a verb of saying and nobody who says it.
    """
    around = view.around(twin.there)
    said = " ".join(" ".join(s.of(view.here.text) for s in gone.content).lower().split())
    there = words_of(view.there.text, around)
    cues = {word for c in gone.cue for word in words_of(view.here.text, c)} & _SAYING
    kept = not cues or not cues.isdisjoint(there)
    return any(
        s.overlaps(around)
        for a in view.other.attributions
        if not _is_inside(view, a, said, kept)
        for s in (*a.source, *a.cue, *a.content)
    )


def _is_inside(view: View, attribution: Attribution, said: str, kept: bool) -> bool:
    """Say whether an attribution there stands as it is in what is said: that it names a source makes up for nothing.

    It quotes a word or two and names nobody, or what it has somebody say is the lesser part ("Moll offered his
    resignation"). Where somebody says most of it, he is its source, as where the verb of saying is kept. A word of
    doubt may have gone from the midst of it ("has *reportedly* agreed").
    """
    parts = (*attribution.source, *attribution.cue, *attribution.content)
    words = WORD.findall(said)
    if not parts or not all(_in_order(words_of(view.there.text, s), words) for s in parts):
        return False
    nobody = attribution.kind == "mixed" and not attribution.source and not attribution.via
    lesser = not kept and bool(attribution.cue) and 2 * sum(s.end - s.start for s in attribution.content) < len(said)
    return nobody or lesser


def _in_order(some: list[str], words: list[str]) -> bool:
    """Say whether some words stand in others in their order."""
    rest = iter(words)
    return all(word in rest for word in some)


def _agency_gone(view: View, twin: Twin, attribution: Attribution) -> bool:
    """Say whether the words that the twin lacks name an agency, beside the source that they name."""
    gone = " ".join(mine.of(view.here.text) for mine, _ in twin.swapped)
    speaker = " ".join(s.of(view.here.text) for s in attribution.source)
    named = agencies_in(gone)
    return bool(named - agencies_in(speaker)) or (bool(attribution.via) and bool(named))
