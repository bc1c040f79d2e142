"""A sentence and the notes in it come in; its units go out: the stretches that say one thing, and on whose word.

What somebody is said to have said is cut at its coordinate clauses; the rest of the sentence is the newsroom's own,
clause by clause. Asides (relative and participle clauses) are units inside units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from twosource.claims.deeds import is_behind_than, is_deed, is_told_beyond
from twosource.claims.no_news import keeps_silent, stays_unnamed, told_of_the_event
from twosource.claims.semicolons import cut_off
from twosource.claims.so_far import with_share_counted
from twosource.language.clauses import Clause
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Attribution, Span
from twosource.spans import covered, trimmed, widened

EDGES = " \t\r\n\u00a0,;:.–—-“”\"‘’'`"
# Clauses that say a thing of their own inside another's sentence.
ASIDES = {"relative", "participle", "adverbial"}
_OPENER = 8  # characters of a word that opens an aside at the head of what is said: "when ", "because "
# What is said in two clauses is two statements if each has at least so many words.
SHORTEST_PART = 5
# A sentence in quotation marks of no more words than this is one statement.
LONGEST_QUOTED = 30
# A comma, dash or bracket before a relative clause makes it an aside: inside indirect speech, the reporter's own.
SET_OFF = ",–—-("
_DISMISSES = re.compile(r"(?:ha[sd] |have )?dismiss(?:es|ed|ing)?$", re.IGNORECASE)
# Who may be dismissed from an office, behind at most four other words: no "government claims".
_OFFICE = re.compile(
    r"(?:[\w’'-]+ ){0,4}?(?:cabinet|government|minister|secretar(?:y|ies)|chief|head|director|commander|general|officer"
    r"|official|governor|mayor|ambassador|envoy|advis[eo]r|aide|manager|coach|judge|prosecutor|chairman|chairwoman|board"
    r"|council|staff|employee|worker|teacher|editor|president|premier)s?"
    r"(?=\W*$|,|;| (?:last|this|on|in|over|after|for|who|and|earlier|yesterday|from|of|at|as|amid|following)\b)",
    re.IGNORECASE,
)
_CREDITING = re.compile(r"[\s,–—-](?:as|than)$")
# Behind who spoke, "so" only joins: "…, she added, *so* more are likely"; "so far" and "so many" tell something.
_SO = re.compile(
    r"so (?=(?:an?|the|this|these|more|most|he|she|it|they|we|i|there|his|her|its|their|our|no|some|any)\b)", re.I
)
# What takes up the noun before it is cut off no sentence: "9,000 were affected, *of which* a third had been sold".
_TAKES_UP = re.compile(r"(?:(?:of|in|from|for|to|with|by|at|on) )?(?:which|whom|whose|who)\b", re.IGNORECASE)
# "Warned in May *and again in June that* it leaked": the second time, and no second thing said.
_TWICE = re.compile(
    r"(?!that\b)(?:(?:again|also|later|then|earlier|twice|once more) )?(?:(?:in|on|at|by) \w+ )?that\b", re.IGNORECASE
)
# "That" joins before a subject ("that it sank"); before a finite verb it is the subject itself ("that is dear").
_POINTS = re.compile(
    r"that(?:[’']s|[’']ll|[’']d| (?:is|isn[’']t|was|wasn[’']t|has|had|does|doesn[’']t|did|didn[’']t|will|won[’']t|would"
    r"|wouldn[’']t|can|could|can[’']t|couldn[’']t|cannot|should|must|means|meant))\b",
    re.IGNORECASE,
)
# "Expects *that number to climb*" holds no sentence; "the number has to climb" does.
_BARE = re.compile(r"(\w+) to (?:\w+ly )?(?:be |have |have been )?$", re.IGNORECASE)
_RULES_BARE = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "ought", "used", "going", "yet", "due", "set", "about", "able")
)
_GOES_ON = re.compile(r"\W*(?:he|she|they)\b", re.IGNORECASE)
_OBSERVES = re.compile(r"(?:ha[sd]|have)?\s*observ(?:e|es|ed|ing)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a sentence says: where, on whose word (None: the newsroom's), by which clause.

    `part` marks what stands inside another unit.
    """

    span: Span
    attribution: Attribution | None
    clause: Clause | None
    part: bool = False


def find_units(text: str, sentence: Span, notes: ReportNotes) -> list[Unit]:
    """Return the units of a sentence; `notes` are those that touch it."""
    clauses = [c for c in notes.clauses if sentence.start <= c.head.start < sentence.end]
    doubts = [h.span for h in notes.hedges if h.kind == "no-evidence" and sentence.overlaps(h.span)]
    spoken = [
        a
        for a in notes.attributions
        if not (_keeps_a_custom(text, a, clauses) or _sacks(text, a, clauses) or is_deed(text, a, notes, clauses))
        and not stays_unnamed(text, a)
        and not keeps_silent(text, a)
    ]
    counts = [f.span for f in notes.figures]  # "said *as many as* 1,200 …": a number is not cut in two
    pieces = [(p, a, cut_off(text, p, a, clauses)) for p, a in _said_in(text, sentence, spoken)]
    said = [(widened(_without_doubt(text, p, doubts), counts), a) for p, a, own in pieces if own is None]
    said, condition = with_share_counted(text, sentence, said)
    clauses = [c for c in clauses if c.head.start >= condition.end]
    units = [Unit(own.span, None, own) for _, _, own in pieces if own is not None]
    clauses = [c for c in clauses if not any(u.span.overlaps(c.head) for u in units)]
    for piece, attribution in said:
        units.extend(_said_units(text, piece, attribution, clauses))
    quoted = [piece for piece, _ in said]
    carried = [s for a in filter(_speaks, spoken) for s in (*a.cue, *a.source)]
    for clause in told_of_the_event(text, clauses):
        if _is_told_by(clause, clauses, quoted + carried) or any(s.overlaps(clause.head) for s in carried):
            continue
        if (clause.kind != "complement" or is_told_beyond(text, sentence, clause, clauses)) and not _only_credits(
            text, clause
        ):
            units.append(Unit(_with_complement(text, clause, clauses), None, clause))
    return units


def _is_told_by(clause: Clause, clauses: Iterable[Clause], taken: Iterable[Span]) -> bool:
    """Say whether most of a clause is in what somebody says and who it is, asides left out.

    "The ferry, *which according to the port was overloaded*, sank" tells by itself that it sank.
    """
    size, taken = clause.span.end - clause.span.start, list(taken)
    if covered([clause.span], _joined(taken)) <= 0.5 * size:
        return False
    around = clause.span
    inner = [
        c.span for c in clauses if c.kind == "relative" and around.start < c.span.start and c.span.end < around.end
    ]
    rest = [s for s in taken if not any(i.start <= s.start and s.end <= i.end for i in inner)]
    return covered([around], _joined(rest)) > 0.5 * (size - covered([around], _joined(inner)))


def _only_credits(text: str, clause: Clause) -> bool:
    """Say whether a clause says who said what stands before it, and no more: "…, *as the daily had alleged*"."""
    before = text[max(0, clause.span.start - 12) : clause.span.start].rstrip()
    ends = clause.span.end <= clause.head.end
    if not (_CREDITING.search(before) and ends) and not is_behind_than(text, clause.span.start):
        return False
    return clause.predicate in load("stance")["crediting"]["verbs"]


def _keeps_a_custom(text: str, attribution: Attribution, clauses: Iterable[Clause]) -> bool:
    """Say whether "observed" is no saying: a day of mourning, a minute's silence are observed without a word."""
    if attribution.kind != "indirect" or not any(_OBSERVES.match(c.of(text)) for c in attribution.cue):
        return False
    return not any(c.kind == "complement" and s.overlaps(c.head) for c in clauses for s in attribution.content)


def _sacks(text: str, attribution: Attribution, clauses: Iterable[Clause]) -> bool:
    """Say whether "dismissed" is no saying: a cabinet and a police chief are dismissed, and nothing is denied by it."""
    if attribution.kind != "indirect" or not any(_DISMISSES.match(c.of(text)) for c in attribution.cue):
        return False
    if any(s.overlaps(c.head) for c in clauses for s in attribution.content):
        return False
    return all(_OFFICE.match(s.of(text)) for s in attribution.content)


def _without_doubt(text: str, piece: Span, doubts: Iterable[Span]) -> Span:
    """End somebody's words where the reporter's doubt of them begins ("…, *without giving evidence*")."""
    for doubt in doubts:
        if piece.start < doubt.start < piece.end <= doubt.end + 2:
            piece = trimmed(Span(piece.start, doubt.start), text, EDGES)
    return piece


def _said_in(text: str, sentence: Span, attributions: Iterable[Attribution]) -> list[tuple[Span, Attribution]]:
    """Return the stretches of a sentence that somebody is said to have said, the innermost speaker first.

    Where one attribution carries another (A said, according to B), the words are A's: the end of the chain.
    """
    pieces = []
    for attribution in filter(_speaks, attributions):
        for content in attribution.content:
            if _is_past_tag(text, attribution, content, sentence):
                continue
            clipped = Span(max(content.start, sentence.start), min(content.end, sentence.end))
            piece = trimmed(clipped, text, EDGES)
            if piece.start < piece.end:
                pieces.append((piece, attribution))
    # "According to Y, quoted by X": both have the same words, and they are Y's.
    pieces.sort(key=lambda p: (p[0].end - p[0].start, p[0].start, p[1].via is None, p[1].id))
    kept: list[tuple[Span, Attribution]] = []
    for piece, attribution in pieces:
        inner = _joined([p for p, a in kept if a.id != attribution.id])
        if covered([piece], inner) <= 0.6 * (piece.end - piece.start):
            kept.append((piece, attribution))
    return _whole(text, kept)


def _is_past_tag(text: str, attribution: Attribution, content: Span, sentence: Span) -> bool:
    """Say whether a sentence follows one that ended in who said it: "…, officials said. *No one was killed*".

    A tag behind the words ends with its sentence, unless the next one goes on with who spoke ("*She* expects more").
    """
    if _GOES_ON.match(text, sentence.start):
        return False
    if attribution.kind != "indirect" or not attribution.cue or content.end <= sentence.start:
        return False
    cue = attribution.cue[0]
    tagged = any(c.end <= cue.start for c in attribution.content)
    return tagged and attribution.cue[-1].end <= sentence.start <= content.start


def _speaks(attribution: Attribution) -> bool:
    """Say whether an attribution names somebody's words, and is not a figure of speech or a bare intention.

    "Measures *showed* that …" inside what a minister said is the minister's; "was *expected* to resign" is nobody's.
    """
    if attribution.kind == "direct":
        return True
    if attribution.stance == "reacts":
        return False  # "welcomed the arrest of nine men": the arrest is not known from whoever welcomes it
    if not attribution.source or (attribution.stance in {"plans", "asks"} and not attribution.speakers):
        return False
    return not (attribution.via and attribution.rule.endswith((">words", ">record", ">unknown")))


def _whole(text: str, pieces: list[tuple[Span, Attribution]]) -> list[tuple[Span, Attribution]]:
    """Join the pieces of one content that only quotation marks or a cue part ("A," he said, "B")."""
    merged: list[tuple[Span, Attribution]] = []
    for piece, attribution in sorted(pieces, key=lambda p: (p[0].start, p[0].end)):
        if merged and merged[-1][1].id == attribution.id:
            before = merged[-1][0]
            between = trimmed(Span(before.end, max(before.end, piece.start)), text, EDGES)
            if between.start >= between.end:
                merged[-1] = (Span(before.start, max(before.end, piece.end)), attribution)
                continue
        merged.append((piece, attribution))
    return merged


def _said_units(text: str, piece: Span, attribution: Attribution, clauses: Sequence[Clause]) -> list[Unit]:
    """Cut what was said at its coordinate clauses, and add the asides in it as statements of their own."""
    if text[: piece.start].endswith(", ") and (so := _SO.match(text, piece.start, piece.end)):
        piece = Span(so.end(), piece.end)
    inside = [c for c in clauses if piece.start <= c.head.start < piece.end]
    cuts = [c.span.start for c in inside if c.kind == "coordinate" and c.subject and _can_cut(text, piece, c)]
    edges = [piece.start, *sorted(cuts), piece.end]
    if attribution.kind == "direct" and len(piece.of(text).split()) <= LONGEST_QUOTED:
        edges = [piece.start, piece.end]  # half of what somebody is quoted with may turn the whole about
    if any(len(_without_joint(text, Span(a, b)).of(text).split()) < SHORTEST_PART for a, b in pairwise(edges)):
        edges = [piece.start, piece.end]  # "We were warned, and we did not listen" is one thing said
    units = []
    for start, end in pairwise(edges):
        span = _without_joint(text, Span(start, end))
        if is_bare(text, _clause_of(span, inside)):
            span = trimmed(Span(start, end), text, EDGES)
        if span.start < span.end:
            units.append(Unit(span, attribution, _clause_of(span, inside)))
    for clause in inside:
        if clause.kind in ASIDES and clause.span.start > piece.start + 1:
            before = text[max(0, clause.span.start - 8) : clause.span.start].rstrip()[-1:]
            own = clause.kind == "relative" and before in SET_OFF and attribution.kind != "direct"
            units.append(Unit(clause.span, None if own else attribution, clause, part=True))
    return units


def is_bare(text: str, clause: Clause | None) -> bool:
    """Say whether a clause is an object with its infinitive, and no sentence: "expects *that number to climb*"."""
    if clause is None or clause.span.start >= clause.head.start:
        return False
    found = _BARE.search(text[clause.span.start : clause.head.start])
    return found is not None and found[1].lower() not in _RULES_BARE


def _can_cut(text: str, piece: Span, clause: Clause) -> bool:
    if _TAKES_UP.match(text, clause.span.start) or _TWICE.match(text, clause.span.start):
        return False
    return clause.span.start > piece.start and text[clause.span.start - 1].isspace()


def _without_joint(text: str, span: Span) -> Span:
    """Drop the "and", "that" and punctuation that join one thing said to the next."""
    span = trimmed(span, text, EDGES)
    changed = True
    while changed:
        changed = False
        for joint in ("and that", "but that", "and", "but", "or", "that", "while"):
            words = span.of(text)
            if words.lower().startswith(joint + " ") and not _keeps_that(words, joint):
                span, changed = trimmed(Span(span.start + len(joint), span.end), text, EDGES), True
            elif words.lower().endswith(" " + joint) and not _closes(text, span.end, joint):
                span, changed = trimmed(Span(span.start, span.end - len(joint)), text, EDGES), True
    return span


def _keeps_that(words: str, joint: str) -> bool:
    """Say whether the "that" of a joint is a word of the sentence: it opens one as printed, or is what a verb is about.

    >>> [_keeps_that(words, "that") for words in ("That ship sank", "that is dear", "that it sank")]
    [True, True, False]
    """
    if not joint.endswith("that"):
        return False
    at = len(joint) - len("that")
    return words[at].isupper() or _POINTS.match(words, at) is not None


def _closes(text: str, end: int, joint: str) -> bool:
    """Say whether the last word of a stretch ends it and joins nothing: "a sound like *that*.", "for a *while*"."""
    return joint in {"that", "while"} and not re.match(r"[\s“\"‘(]*\w", text[end : end + 8])


def _clause_of(span: Span, clauses: Sequence[Clause]) -> Clause | None:
    """Return the outermost clause of a stretch: the first whose head lies in it and that is no aside."""
    within = [c for c in clauses if span.start <= c.head.start < span.end]
    heads = [c for c in within if c.kind not in ASIDES]
    if not heads and within and within[0].kind == "relative" and within[0].span.start < span.start:
        return within[0]  # "which, according to the port, *was overloaded*"
    of_an_aside = bool(heads) and heads[0].kind == "coordinate" and within[0].kind in ASIDES
    if of_an_aside and min(c.span.start for c in within) - span.start > _OPENER:
        return None  # "the recall of nine wells after two men *fell ill and one died*": its verbs are an aside's
    return heads[0] if heads else None


def _with_complement(text: str, clause: Clause, clauses: Sequence[Clause]) -> Span:
    """Return a clause's span with the complement that follows it ("concerns have mounted *that …*").

    Behind an aside it is another verb's ("a diplomat, who gave no name, *said* the talks …").
    """
    end = clause.span.end
    for other in clauses:
        if other.kind == "complement" and _is_beside(text, end, other.span.start):
            if any(end <= c.head.start < other.span.start for c in clauses):
                break
            end = max(end, other.span.end)
    return trimmed(Span(clause.span.start, end), text, EDGES)


def _is_beside(text: str, end: int, start: int) -> bool:
    """Say whether a complement starts right behind what it completes, "that" or "whether" between the two at most."""
    return 0 <= start - end <= 8 or text[end : max(end, start)].strip().lower() == "whether"


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Merge overlapping spans, so that none is counted twice."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged
