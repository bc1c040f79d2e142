"""Words of doubt and of attribution that a sentence has and its twin lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.lineage.agencies import agencies_in
from twosource.lineage.doubted import (
    DISCLAIMER,
    DISCLAIMER_LENGTH,
    NO_PROOF,
    OF_SEVERAL,
    UNVERIFIED,
    WORD,
    denied_behind,
    disclaimed_behind,
    doubted,
    is_due,
    keeps_distance,
    sentence_around,
    tag_moved,
    within,
    words_of,
)
from twosource.lineage.firmer import AUXILIARIES, told_as_fact
from twosource.lineage.twins import Twin, View
from twosource.model import Attribution, Finding, Hedge, Span

# "The company's spokeswoman, Ada Moll, *offered no evidence*": with more words a sentence claims something of its own.
BESIDE_PROOF = 6
GONE = 0.6  # share of an expression's characters that must lack a counterpart for it to count as absent
STILL_THERE = 0.5  # share of a statement that must stand in the twin for its attribution to be missed
# Where a clause changed its place, so much of a statement's words must stand in the twin.
MOVED = 0.75
# A verb of distance or a modal that another word took the place of: the statement stands firmer than before.
FIRMER = ("distance", "modal")
# What hands a statement on and does nothing else; who "orders" or "offers" does what is told of him.
_DOES = frozenset(
    ["agree", "agreed", "agrees", "chose", "decide", "decided", "decides", "refuse", "refused", "refuses"]
)
_SAYING = frozenset(["according", "said", "says", "told", "tells", "added", "reported"])
_DOES = frozenset(["agree", "agreed", "agrees", "chose", "decide", "decided", "decides", "refuse", "refused"])
# Words that name nobody and say nothing: the "it" of "it was not clear whether".
_NOBODY = frozenset(["it", "there", "this", "that"])
_PRONOUNS = frozenset([*_NOBODY, "he", "she", "they", "we", "i"])
_VOWELS = re.compile(r"[aeiouyw]+")
# The verb that a modal governs stands so close behind it, in characters.
NEXT_VERB = 30
# Who says it is named by one of these at the head of what is said: "doctors said they had treated 67".
_SPEAKERS_OWN = re.compile(r"(?:that )?(?:he|she|it|they|we|i)\b", re.IGNORECASE)


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
        kept = hedge.kind not in FIRMER or _statement_kept(view, twin, hedge)
        anew = not kept and hedge.kind == "modal" and told_as_fact(view, hedge, twin.there)
        if not kept and not anew:
            continue
        if _insists(view, hedge):
            continue  # who "insists" says it, and more firmly
        firmer = other is not None and not _is_auxiliary(other.of(view.there.text))
        if hedge.kind == "distance" and other is not None and keeps_distance(view, other):
            continue  # "insisted she had not been overloaded": "denied that she had been"
        if hedge.kind in FIRMER and not anew and other is not None and firmer and not _is_same_verb(view, hedge, other):
            what = f"{view.quote(hedge.span)} where the other has {view.quote_there(other)}"
            yield view.finding("certainty-raised", hedge.span, other, what)
        else:
            yield view.finding("hedge-absent", hedge.span, twin.there, view.quote(hedge.span))


def disclaimers_absent(view: View) -> Iterator[Finding]:
    """Find sentences that only say that what stands before them was not verified, and that the other report lacks."""
    for hedge in _no_evidence(view):
        if any(within(hedge.span, t.here) for t in view.twins):
            continue
        sentence = sentence_around(view.here.text, hedge.span)
        words = sentence.of(view.here.text)
        beside = len(WORD.findall(words)) - len(WORD.findall(hedge.span.of(view.here.text)))
        no_proof = NO_PROOF.search(words) is not None and beside <= BESIDE_PROOF
        if sentence.end - sentence.start > DISCLAIMER_LENGTH or not (DISCLAIMER.search(words) or no_proof):
            continue
        before = [t for t in view.twins if t.here.end <= sentence.start]
        twin = max(before, key=lambda t: t.here.end, default=None)
        between = view.here.text[twin.here.end : sentence.start] if twin is not None else ""
        of_several = OF_SEVERAL.match(words) is not None and between.count("\n\n") <= 1
        if twin is None or (between.strip(" \n.”\"’'") and not of_several):
            continue  # what is doubted is not in the other report, or another sentence lies between
        after = Span(twin.there.start, min(len(view.there.text), twin.there.end + DISCLAIMER_LENGTH))
        if not doubted(view, after, hedge) and not disclaimed_behind(view, twin.there):
            yield view.finding("hedge-absent", hedge.span, twin.there, view.quote(sentence))


def _no_evidence(view: View) -> Iterator[Hedge]:
    """Yield the words that say that nothing was shown or verified, those without a "not" as well."""
    known = [h for h in view.notes.hedges if h.kind == "no-evidence"]
    yield from known
    for found in UNVERIFIED.finditer(view.here.text):
        span = Span(*found.span())
        if not any(span.overlaps(h.span) for h in known):
            yield Hedge(span, "no-evidence")


def _insists(view: View, hedge: Hedge) -> bool:
    return hedge.kind == "distance" and hedge.span.of(view.here.text).lower().startswith("insist")


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
    """Say whether words say nothing that is firm by itself: "was", or "it was" where the clause begins anew."""
    return set(words.lower().split()) - _PRONOUNS <= AUXILIARIES


def _is_same_verb(view: View, hedge: Hedge, other: Span) -> bool:
    """Say whether what stands for a modal is the verb that it governed: "may have begun" and "began".

    The forms of nearly every verb begin alike, and those of others have their consonants in common ("come", "came").
    """
    after = Span(hedge.span.end, min(len(view.here.text), hedge.span.end + NEXT_VERB))
    governed = [w for w in words_of(view.here.text, after) if w not in AUXILIARIES]
    there = words_of(view.there.text, other)
    if not governed or len(there) != 1:
        return False
    short, long = sorted((_VOWELS.sub("", word) for word in (governed[0], there[0])), key=len)
    return governed[0][:2] == there[0][:2] or (len(short) > 1 and long.startswith(short))


def _statement_kept(view: View, twin: Twin, hedge: Hedge) -> bool:
    """Say whether the words that a modal or a verb of distance governs, those that follow it, stand in the twin.

    A clause that was moved ("said the ship may have leaked", "the ship had leaked, he said") counts by its words.
    """
    after = Span(hedge.span.end, min(twin.here.end, hedge.span.end + 25))
    if after.end > after.start and twin.lacks(after) <= 1 - STILL_THERE:
        return True
    governed = set(words_of(view.here.text, Span(hedge.span.end, twin.here.end))) - AUXILIARIES
    there = set(words_of(view.there.text, twin.there))
    return len(governed) > 1 and len(governed & there) >= MOVED * len(governed)


def attributions_absent(view: View, twin: Twin) -> Iterator[Finding]:
    """Find statements whose twin is made in the report's own voice.

    Where source and agency both went (A said, the agency reported), that is a double deletion.
    """
    inside = [a for a in view.notes.attributions if a.content and any(within(s, twin.here) for s in a.content)]
    for a in inside:
        said = _said_only(view, twin, a) or (*a.source, *a.cue)
        if _is_deed(view, a):
            continue
        if not said or all(s.of(view.here.text).lower() in _NOBODY for s in said):
            continue  # "it was not clear whether" has nobody who says so
        if not all(within(s, twin.here) for s in said) or not all(twin.lacks(s) >= GONE for s in said):
            continue
        if not any(twin.lacks(s) <= 1 - STILL_THERE for s in a.content) or _attributed(view, twin, a):
            continue
        if tag_moved(view, twin, a) or (not a.source and is_due(view, said[0], twin.there)):
            continue
        present = Span(min(s.start for s in said), max(s.end for s in said))
        if present.end - present.start > 2 * sum(s.end - s.start for s in said) + 20:
            present = (a.source or a.cue)[0]
        kind = "double-deletion" if _agency_gone(view, twin, a) else "attribution-absent"
        named = " … ".join(view.quote(s) for s in sorted(said))
        yield view.finding(kind, present, twin.there, f"the attribution {named}" if a.source else named)


def _is_deed(view: View, attribution: Attribution) -> bool:
    """Say whether somebody is told to do a thing rather than to say it: "has agreed to buy", "decided to close"."""
    does = any(word in _DOES for c in attribution.cue for word in words_of(view.here.text, c))
    return does and all(s.of(view.here.text).lower().startswith("to ") for s in attribution.content)


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
