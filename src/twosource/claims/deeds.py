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
from twosource.model import Attribution

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


def is_deed(text: str, attribution: Attribution, notes: ReportNotes | PassageNotes, clauses: Iterable[Clause]) -> bool:
    """Say whether a "saying" is a deed that the newsroom tells of: "members *voted against* the accord".

    What would be said holds no verb of its own, and the cue has no word of saying, asking, wanting or judging; where
    nobody who is known speaks, the missing verb is enough.
    """
    if attribution.kind != "indirect" or attribution.stance in {"denies", "claims"}:
        return False
    if _is_known_deed(text, attribution):
        return True
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
