"""A story's reports and claims come in; the few sentences that an editor reads first go out.

Whole sentences of the reports, word for word, each the newsroom's that tells most of what all of them tell. What many
lineages say in their headlines and first sentences is what the story is about (the inverted pyramid); copies count
once, and what a chosen sentence has said counts for no other (centroid summaries with coverage: Radev et al. 2004,
Lin and Bilmes 2011).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp

from twosource.lexicon import load
from twosource.lineage.sentences import sentences
from twosource.model import Claim, Conflict, Finding, Lineage, Place, Report, Span

# Tuned on 150 stories of briefing/allsides: an editor's summary has about 45 words.
WORDS = 55
LONGEST = 60  # words in a sentence that can open a briefing
DEPTH = 4  # sentences of each report that may be chosen
LOSS = 0.3  # what a word's weight loses with each sentence further down: exp(-0.3)
TITLE = 2.0  # what a headline's words weigh, the first sentence's being 1
LEAST = 0.15  # what a further sentence must be worth of the first
SHARPNESS = 1.5  # a word that twice as many say weighs nearly three times as much

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_QUOTED = re.compile(r"“[^”]{0,3000}”?|\"[^\"]{0,3000}\"?")
# "He [Ada Moll] left": the name says who is meant.
_NAMED = re.compile(r"^(?:He|She) \[([^\]]+)\]")
# "The largest, for 400 crowns, is dated May", "three of them": of what, the sentence before says.
_OF_WHAT = re.compile(
    r"\W*(?:the (?:first|second|third|last|latest|others?|latter|former|largest|biggest|smallest|oldest|rest)"
    r"(?:,| (?:is|are|was|were|has|had|came|fell|went|took|struck|hit|followed)\b)"
    r"|(?:[\w-]+ ){1,3}of (?:them\b|(?:these|those)(?:,| (?:is|are|was|were|has|have|had)\b)))",
    re.IGNORECASE,
)
# "I'd", "they're", "it's".
_SHORTENED = re.compile(r"(?<=\w)[’'](?:m|d|ll|re|ve|s)$")
_NAME = re.compile(r"(?<=[a-z0-9,;:’)”\"—–-] )[A-Z][\w’'-]+")
# A sentence that opens with one of these answers the one before it.
ANSWERING = frozenset(
    ("but", "and", "or", "so", "yet", "also", "instead", "however", "meanwhile", "still", "then", "thus", "nor", "plus")
)
# What opens with one of these, and is no question, has lost its beginning.
TORN = frozenset(
    (
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "to",
    )
)
# Who is meant by these is not said in the sentence itself, unless a name stands before them.
LEANING = frozenset(
    ("he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs", "this", "that", "these")
)
OWN_VOICE = frozenset(("i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "let’s", "let's"))


@dataclass(frozen=True, slots=True)
class LeadSentence:
    """A sentence of a report, and the claims that it makes, the one that most of it is about first."""

    report: str
    span: Span
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    report: str
    span: Span
    words: tuple[str, ...]
    content: frozenset[str]
    worth: float
    claims: tuple[Claim, ...] = field(compare=False)


def choose_lead(
    reports: Sequence[Report],
    lineages: Sequence[Lineage],
    claims: Sequence[Claim],
    conflicts: Iterable[Conflict] = (),
    findings: Iterable[Finding] = (),
) -> list[LeadSentence]:
    """Return the sentences to read first, in the order of their reports' own telling, about fifty-five words of them.

    No sentence is chosen that holds what was withdrawn or replaced by a later count, that lacks a word of doubt which
    its sibling has, or of which it is not clear who is meant.
    """
    barred = [*_not_standing(reports, claims, conflicts), *(f.absent for f in findings if "absent" in f.kind)]
    left = list(_candidates(reports, claims, barred))
    weights = _word_weights(reports, lineages) if left else {}
    chosen: list[_Candidate] = []
    told: set[str] = set()
    first = 0.0
    while left and (room := WORDS - sum(len(c.words) for c in chosen)) > WORDS // 4:
        fitting = [c for c in left if not chosen or len(c.words) <= room + WORDS // 5]
        worth = [c.worth * sum(weights.get(w, 0.0) for w in sorted(c.content - told)) for c in fitting]
        most = max(worth, default=0.0)
        if most <= LEAST * first:
            break
        first = first or most
        best = fitting[worth.index(most)]
        chosen.append(best)
        told |= best.content
        left.remove(best)
    return [LeadSentence(c.report, c.span, c.claims) for c in chosen]


def _word_weights(reports: Sequence[Report], lineages: Sequence[Lineage]) -> dict[str, float]:
    """Return how much each word is what the story is about: how many lineages say it, and how far up."""
    by_id = {r.id: r for r in reports}
    total: dict[str, float] = {}
    told = [[by_id[r] for r in lineage.reports if r in by_id] for lineage in lineages]
    for copies in told:
        best: dict[str, float] = {}
        for report in copies:
            for word, weight in _weights_in(report).items():
                best[word] = max(best.get(word, 0.0), weight)
        for word, weight in best.items():
            total[word] = total.get(word, 0.0) + weight
    return {word: (weight / max(1, len(told))) ** SHARPNESS for word, weight in total.items()}


def _weights_in(report: Report) -> dict[str, float]:
    found: dict[str, float] = {}
    for depth, span in enumerate(sentences_of(report)):
        for word in content_words(span.of(report.text)):
            found.setdefault(word, exp(-LOSS * depth))
    title = report.title_span.of(report.text) if report.title_span else report.title or ""
    for word in content_words(title):
        found[word] = found.get(word, 0.0) + TITLE
    return found


def _candidates(reports: Sequence[Report], claims: Sequence[Claim], barred: Sequence[Place]) -> Iterator[_Candidate]:
    at = _claims_at(claims)
    bars: dict[str, list[Span]] = {}
    for place in barred:
        bars.setdefault(place.report, []).append(place.span)
    for report in reports:
        for depth, span in enumerate(sentences_of(report)):
            if depth == DEPTH:
                break
            words = _words(span.of(report.text))
            made = _made_in(span, at.get(report.id, ()))
            if not made or not 6 <= len(words) <= LONGEST or any(span.overlaps(s) for s in bars.get(report.id, ())):
                continue
            if is_clear(span.of(report.text)):
                yield _Candidate(report.id, span, words, frozenset(_content(words)), exp(-LOSS * depth / 2), made)


def is_clear(sentence: str) -> bool:
    """Say whether a sentence can stand alone: it names whoever it is about, and speaks in no voice of its own.

    >>> is_clear("The mayor said she had no list."), is_clear("She had no list."), is_clear("We asked Ada Moll.")
    (True, False, False)
    >>> is_clear("She [Ada Moll] had no list.")
    True
    """
    sentence = _NAMED.sub(r"\1", sentence)
    bare = _QUOTED.sub(" … ", sentence)
    words = [_SHORTENED.sub("", w.lower()) for w in _WORD.findall(bare)]
    if (
        not words
        or _OF_WHAT.match(bare)
        or words[0] in LEANING | ANSWERING | TORN
        or sentence.lstrip()[:1] in {"(", "["}
        or any(w in OWN_VOICE for w in (*words, bare.split()[0].lower()))
        or sentence.rstrip()[-1:] in {"?", ":"}
    ):
        return False
    pronoun = re.search(r"\b(?:he|she|they|his|her|their)\b", bare)
    if pronoun is None:
        return True
    before = bare[: pronoun.start()]
    return _NAME.search(before) is not None or (len(before.split()) >= 2 and not before.lstrip().startswith("…"))


def _not_standing(reports: Sequence[Report], claims: Sequence[Claim], conflicts: Iterable[Conflict]) -> Iterator[Place]:
    """Yield where a withdrawn claim, or a count that a later one replaced, is still printed."""
    for claim in claims:
        if claim.standing == "withdrawn":
            yield from (Place(r.report, r.span) for r in claim.readings if r.stance != "withdraws")
    published = {r.id: r.published or "" for r in reports}
    for conflict in conflicts:
        if conflict.kind == "supersession":
            last = max((published.get(r.report, "") for r in conflict.readings), default="")
            yield from (Place(r.report, r.span) for r in conflict.readings if published.get(r.report, "") < last)


def _claims_at(claims: Iterable[Claim]) -> dict[str, list[tuple[Span, Claim]]]:
    found: dict[str, list[tuple[Span, Claim]]] = {}
    for claim in claims:
        for reading in claim.readings:
            found.setdefault(reading.report, []).append((reading.span, claim))
    return found


def _made_in(sentence: Span, claims: Iterable[tuple[Span, Claim]]) -> tuple[Claim, ...]:
    """Return the claims that have their reading in a sentence, the one that covers most of it first."""
    covered: dict[str, tuple[int, Claim]] = {}
    for span, claim in claims:
        both = min(span.end, sentence.end) - max(span.start, sentence.start)
        if both * 2 > span.end - span.start:
            covered[claim.id] = max(covered.get(claim.id, (0, claim)), (both, claim), key=lambda pair: pair[0])
    return tuple(c for _, c in sorted(covered.values(), key=lambda pair: (-pair[0], pair[1].id)))


def sentences_of(report: Report) -> Iterator[Span]:
    """Yield the sentences of a report's body, its headings left out."""
    headings = set(report.headings)
    return sentences(report.text, tuple(s for s in report.body if s not in headings))


def _words(text: str) -> tuple[str, ...]:
    return tuple(w.lower().removesuffix("’s").removesuffix("'s") for w in _WORD.findall(text))


def content_words(text: str) -> list[str]:
    """Return the words of a text that tell what it is about, in small letters."""
    return _content(_words(text))


def _content(words: Iterable[str]) -> list[str]:
    stop = _stop_words()
    return [w for w in words if w not in stop and len(w) > 2]


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(load("function_words")["words"])
