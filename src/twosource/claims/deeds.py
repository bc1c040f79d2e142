"""An attribution comes in; whether it only tells what somebody did goes out.

The attribution layer follows PARC: "the court *imposed* a fine", "she *signed* the bill" have a source and a content
there. Nobody informs the reader by signing, though: for the standing of a claim such a sentence is the newsroom's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from twosource.language.clauses import Clause
from twosource.language.notes import PassageNotes, ReportNotes
from twosource.lexicon import load
from twosource.model import Attribution, Span

# Frames of the cue lexicon in which a word says something, and how often (per cent) it must do so to be known for it.
_FRAMES = {
    "according": 45, "after": 45, "between": 45, "clause": 45, "loose clause": 45, "object": 37, "quotation": 45,
    "small clause": 45, "told clause": 45,
}  # fmt: skip
# So much of the noun before "that", "of" or "about" ("his *claim* of fraud").
_NOUNS = 45
# What officers do, their own word tells: "agents searched the house" is no public event that a newsroom sees by itself.
_KNOWN_FROM_THEMSELVES = frozenset(load("stance")["officers"]["words"])
# Clauses that hang on a noun and are none that somebody said: "a bill *that deepened the cuts*".
_HANGING = {"relative", "participle"}
# Idioms in which a word of hoping or standing says nothing: "Lodev's *best hope of* a medal", "she *stands to* lose".
_IDIOM = re.compile(
    r"(?:(?:best|last|only|main|great(?:est)?|big(?:gest)?|bright(?:est)?) hopes? (?:of|for)"
    r"|(?:stands?|stood)(?: to)?)",
    re.IGNORECASE,
)
_TO_GAIN_OR_LOSE = re.compile(r"(?:to )?(?:lose|gain|win|make|earn|inherit|profit|benefit|receive)\b", re.IGNORECASE)
# Who hands in a resignation or opens an inquiry acts, whatever else is offered and opened.
_HANDS_IN = re.compile(
    r"(?:(?:has|have|had) )?(?:offered|tendered|submitted|handed in|withdrew|withdrawn)", re.IGNORECASE
)
_RESIGNATION = re.compile(r"(?:his|her|their|a|letters? of) (?:\w+ )?resignations?\b", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:(?:has|have|had) )?(?:opened|launched|begun|began|started)(?: (?P<what>an? .+))?", re.IGNORECASE
)
_INQUIRY = re.compile(
    r"(?:an?|two|three|its|their) (?:[\w-]+ ){0,2}?(?:inquiry|inquiries|enquiry|investigations?|probes?|case"
    r"|proceedings)\b",
    re.IGNORECASE,
)
# What was kept back, and by whom: "has *yet to* address the nation", "*would not say* whether", "*offered no proof*".
_ASKS = r"(?:whether|if|who|whom|whose|what|which|when|where|why|how)\b"
_YET_TO = re.compile(r"(?:ha[sd]|have|is|are|was|were) (?:as )?yet to\b", re.IGNORECASE)
_NOT_SAID = re.compile(
    r"(?:(?:ha[sd]|have|did|does|do|will|would|could|can)(?: not|n[’']t)|can(?:not|[’']t)|won[’']t|never)"
    rf"(?: \w+ly| yet| so far)* (?:say|said|tell|told|specify|specified|explain(?:ed)?|disclosed?) (?:\w+ )??{_ASKS}",
    re.IGNORECASE,
)
_GIVES_NOTHING = re.compile(
    r"(?:(?:ha[sd]|have) )?(?:offer(?:s|ed)?|g[ai]ve(?:s|n)?|provide[sd]?|present(?:s|ed)?|produce[sd]?|cite[sd]?)"
    r" no (?:\w+ )?(?:evidence|proof|details?|reasons?|explanations?|figures?|comment|names?|breakdown|source|dates?"
    r"|timetable|further information)\b(?! to\b| than\b)",
    re.IGNORECASE,
)
# Who declines and refuses to do something does no more than that; who refuses "to rule out a strike" or "to believe"
# lets it be known what he thinks.
_WILL_NOT = re.compile(
    r"(?:(?:ha[sd]|have) )?(?:repeatedly )?(?:declin|refus)(?:es?|ed) to (?P<verb>\w+(?: out)?)", re.I
)
_LETS_BE_KNOWN = frozenset(load("stance")["believes"]) | {"rule out", "accept", "acknowledge", "admit", "recognise"}
# Who agrees to sell, sells: no word of his was reported. What was agreed to be so ("that") is another thing.
_AGREES = re.compile(r"(?:(?:ha[sd]|have) )?(?:reportedly |now |also |already )?agree[sd]? to (?P<verb>\w+)", re.I)
# Before what a thing is measured by, and how far back that is looked for, in characters.
_MEASURE = r"(?:than|as (?:much|many|long|high|large|far|late|early|often) as)"
_THAN = re.compile(rf"\b{_MEASURE}(?: (?:the|an?))?\s*$", re.IGNORECASE)
_MORE_THAN = re.compile(rf"\s*,[^.;:“”\"]{{1,60}}\b{_MEASURE}\b", re.IGNORECASE)
_NEAR = 24
_NOBODY = re.compile(r"(?:nobody|no ?-?one|none of)\b", re.IGNORECASE)
# What somebody held for true then, as a story tells it of him, is no more his word than what he found out of himself.
_THOUGHT_THEN = re.compile(
    r"(?:still|once|wrongly|mistakenly|had(?: \w+)?) (?:believed|thought|assumed|imagined)\b", re.I
)
_FOUND_OUT = re.compile(
    r"(?P<who>he|she|it|they) (?:(?:had|soon) )?(?:discovered|realised|realized) (?:that )?(?P=who)\b", re.I
)
# What a participle calls somebody stands beside him: "a man *described by police as* a docker was held".
_CALLED = re.compile(
    r"(?:described|named|called|identified|accused|blamed|suspected|hailed|branded|dubbed|labelled|labeled|denounced"
    r"|regarded|considered|listed|portrayed|characteri[sz]ed)(?: by)?",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)(?: \w+ly| also| not| later| once| then)*\s+$", re.I
)


def is_deed(text: str, attribution: Attribution, notes: ReportNotes | PassageNotes, clauses: Iterable[Clause]) -> bool:
    """Say whether a "saying" is a deed that the newsroom tells of: "members *voted against* the accord".

    What would be said holds no verb of its own, and the cue has no word of saying, asking, wanting or judging; where
    nobody who is known speaks, the missing verb is enough.
    """
    if attribution.kind != "indirect" or attribution.stance in {"denies", "claims"}:
        return False
    if (
        is_measured_by(text, attribution)
        or _is_known_deed(text, attribution)
        or says_nothing(text, attribution)
        or _only_calls(text, attribution)
    ):
        return True
    if attribution.cue and attribution.cue[0].of(text).lower().startswith("according"):
        return False  # "the yard, which *according to its union* was shut in May": a clause that hangs on a noun
    content = attribution.content
    inside = [c for c in clauses if any(s.overlaps(c.head) for s in content)]
    if not inside and not attribution.speakers:
        return True
    hanging = [c.span for c in inside if c.kind in _HANGING]
    said = [c for c in inside if c.kind not in _HANGING and not any(s.overlaps(c.head) for s in hanging)]
    if said or attribution.stance != "states" or any("“" in s.of(text) or '"' in s.of(text) for s in content):
        return False
    if any(not _KNOWN_FROM_THEMSELVES.isdisjoint(who.lower().split()) for who in attribution.speakers):
        return False
    told = {w.lemma for w in notes.words for s in attribution.cue if s.start <= w.start and w.end <= s.end}
    return bool(told) and told.isdisjoint(_words_of_saying())


def is_measured_by(text: str, attribution: Attribution) -> bool:
    """Say whether what somebody said is only what a thing is measured by: "nine died, four more *than he had said*".

    He said five, which is not told; that nine died the newsroom knows from another.
    """
    if attribution.kind != "indirect" or not attribution.source or not attribution.cue:
        return False
    source = attribution.source[0]
    before = all(content.end <= source.start for content in attribution.content)
    return before and source.end <= attribution.cue[0].start and is_behind_than(text, source.start)


def is_told_beyond(text: str, sentence: Span, clause: Clause, clauses: Iterable[Clause]) -> bool:
    """Say whether a clause at the head of a sentence is more than what somebody said, though it hangs on "said"."""
    if clause.span.start > sentence.start + 1:
        return False
    verbs = load("stance")["crediting"]["verbs"]
    said = [c for c in clauses if c.kind == "main" and c.predicate in verbs and clause.span.end <= c.head.start]
    return any(_MORE_THAN.search(text, clause.span.end, c.head.start) is not None for c in said)


def is_behind_than(text: str, start: int) -> bool:
    """Say whether the other side of a comparison begins at a place: "than the ministry had said"."""
    return _THAN.search(text, max(0, start - _NEAR), start) is not None


def _is_known_deed(text: str, attribution: Attribution) -> bool:
    """Say whether cue and content are an idiom, or a deed for which many words of saying stand elsewhere."""
    cue = " ".join(s.of(text) for s in attribution.cue)
    told = " ".join(s.of(text) for s in attribution.content)
    if any(mark in told for mark in '“”"'):
        return False
    if _IDIOM.fullmatch(cue):
        return cue.lower().endswith((" of", " for")) or _TO_GAIN_OR_LOSE.match(told) is not None
    if _HANDS_IN.fullmatch(cue):
        return _RESIGNATION.match(told) is not None
    opened = _OPENS.match(cue)
    return opened is not None and _INQUIRY.match(opened["what"] or told) is not None


def says_nothing(text: str, attribution: Attribution) -> bool:
    """Say whether a "saying" tells that somebody kept silent, only agreed or refused to act, or thought something once.

    Nothing is known from him by it: "has yet to say why", "nobody could say where", "refused to go", "had believed".
    """
    cue = " ".join(s.of(text) for s in attribution.cue)
    told = " ".join(s.of(text) for s in attribution.content)
    source = " ".join(s.of(text) for s in attribution.source)
    words = f"{cue} {told}"
    if any(mark in told for mark in '“”"'):
        return False
    if _YET_TO.match(cue) or _NOT_SAID.match(words) or _GIVES_NOTHING.match(words) or _THOUGHT_THEN.match(cue):
        return True
    if _NOBODY.match(source) or _FOUND_OUT.match(f"{source} {words}"):
        return True
    if (refused := _WILL_NOT.match(words)) is not None:
        return refused["verb"].lower() not in _LETS_BE_KNOWN
    agreed = _AGREES.match(words)
    return agreed is not None and agreed["verb"].lower() not in _words_of_saying()


def _only_calls(text: str, attribution: Attribution) -> bool:
    """Say whether a participle only tells what its agent calls somebody, of whom the sentence tells something else."""
    if len(attribution.cue) != 1 or not attribution.source:
        return False
    cue, source = attribution.cue[0], attribution.source[0]
    if not _CALLED.fullmatch(cue.of(text)) or cue.end > source.start:
        return False
    by = text[cue.start : source.start].split()[1:]
    return by == ["by"] and not _PASSIVE.search(text, max(0, cue.start - 30), cue.start)


@cache
def _words_of_saying() -> frozenset[str]:
    """Return the lemmas that say, ask, want or judge something, whatever stands behind them."""
    known, stances = load("cues"), load("stance")
    found = {word for frame, least in _FRAMES.items() for word, often in known[frame].items() if often >= least}
    nouns = (words for frame, words in known.items() if frame.startswith("light noun"))
    found.update(word for words in nouns for word, often in words.items() if often >= _NOUNS)
    for name in ("withdraws", "denies", "claims", "asks", "plans", "believes", "reacts", "documents", "silence"):
        found.update(stances[name])
    return frozenset([*found, *stances["crediting"]["verbs"], *stances["saying_of"]["verbs"]])
