"""The statements of a report come in; what somebody no longer says goes out as taken back by him.

"Police no longer stand by their statement that the guard had slept", "the board is no longer saying that the seal had
held": no verb of withdrawing is there, and what stands behind "that" reads by itself as one more report that says so.
Who no longer says that something will or should be has changed his mind, and takes nothing back that was so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.claims.disowned import ourselves
from twosource.claims.notices import withdrawn_at
from twosource.claims.said_at_first import may_be_same
from twosource.claims.statements import Statement
from twosource.claims.withdrawing import withdrawer
from twosource.claims.wording import concept
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Report, Span

# From a "that" to its clause so much stands at most, in characters.
NEXT_WORD = 2
_CALLED: dict[str, list[str]] = load("withdrawals")
_SAYING = rf"(?:{'|'.join(_CALLED['said_in'])})s?"
_HIS = r"(?:its|their|his|her|our|the|an?)"
# "Its statement of Monday that", "her earlier account, given on Monday, that".
_THAT = (
    rf"{_HIS} (?:(?!that\b)[\w’'-]+ ){{0,3}}?{_SAYING}"
    r"(?:,? (?:on|of|from|in|to|made|issued|published|given)\b (?!that\b)[^,;:.“”]{1,40}?)?,? that "
)
_FRAME = re.compile(
    rf"\b(?:no longer (?:stands?|stood) by {_THAT}"
    r"|no longer (?:maintain|assert|alleg|claim|contend)(?:s|e|es|ed)? that "
    r"|(?:is|are|was|were) no longer (?:saying|maintaining|asserting|alleging|claiming|contending) that "
    rf"|(?:step|back|walk|pull|row|mov|edg)(?:p?ed|s|p?ing|es) (?:back|away|off|down) from {_THAT}"
    rf"|(?:retreat|resil)(?:ed|s|ing) from {_THAT}"
    rf"|backtrack(?:ed|s|ing) (?:on|from) {_THAT}"
    rf"|(?:abandon(?:ed|s|ing)|dropped|gave up|ha(?:s|ve) (?:given up|dropped)) {_THAT})",
    re.IGNORECASE,
)
# None of this is so where somebody is asked for it, denies it or may yet do it.
_NOT_DONE = re.compile(
    r"(?:\b(?:whether|if|unless|until|why|den(?:y|ies|ied|ying)|ask(?:s|ed)?|urg(?:es|ed)|call(?:s|ed)? (?:on|for)"
    r"|demand\w*|refus\w+|reject\w*|should|must|would|could|(?-i:may)|might|will|not|never|yet)\b|n[’']t\b)[^,;:]*$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|must|ought|needs?|can|could|(?-i:may)|might|plans?|intends?|wants?)\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"[;:—–“”]|,? (?:but|although|though|while|because|after|since|as|saying|adding|citing)\b"
    r"|, (?:and|he|she|it|they|which|who|the|an?)\b|, [^,;:]{2,60} (?:said|says|told)\b",
    re.IGNORECASE,
)


def mark_no_longer_said(
    report: Report, sentences: Sequence[tuple[Span, ReportNotes]], statements: Sequence[Statement]
) -> tuple[list[Statement], frozenset[Span]]:
    """Return the statements with what somebody no longer says taken back, and the sentences that tell of it."""
    made, done = list(statements), set()
    for found in _FRAME.finditer(report.text):
        place = next(((s, near) for s, near in sentences if s.start <= found.start() and found.end() < s.end), None)
        if place is None or _NOT_DONE.search(report.text[place[0].start : found.start()]):
            continue
        sentence, near = place
        within = [s for s in made if s.sentence == sentence]
        content = _content(report.text, sentence, found.end(), within)
        who = _who(report, sentence, near, found.start())
        told_by = [s for s in within if s.speakers and s.span.start <= found.start() < s.span.end]
        others = any(not may_be_same(s.speakers, who) for s in told_by)
        if not who or others or _TO_COME.search(content.of(report.text)):
            continue
        taken = _by_its_clause(withdrawn_at(report, sentence, near, within, content, who), near)
        whole = Span(found.start(), content.end)
        made = [s for s in made if s.sentence != sentence or not s.span.overlaps(whole)] + [taken]
        done.add(sentence)
    return sorted(made, key=lambda s: (s.span.start, s.span.end)), frozenset(done)


def _content(text: str, sentence: Span, start: int, within: Sequence[Statement]) -> Span:
    """Return what is no longer said: the longest statement that begins there, or as far as its words go on."""
    told = [s.span.end for s in within if s.span.start == start and s.figure is None]
    cut = _ENDS.search(text, start, sentence.end)
    end = max(told) if told else cut.start() if cut else sentence.end
    return Span(start, start + len(text[start:end].rstrip(' .,;\n”"')))


def _by_its_clause(taken: Statement, near: ReportNotes) -> Statement:
    """Return what is taken back with the deed and the subject of its clause, by which it is known elsewhere."""
    clause = next((c for c in near.clauses if abs(c.span.start - taken.span.start) <= NEXT_WORD), None)
    if clause is None or not taken.span.overlaps(clause.head):
        return taken
    there = clause.subject == "there"
    subject = "" if there or clause.pronoun else taken.subject or concept(clause.subject or "")
    return replace(taken, predicate=clause.predicate, subject=subject, sound=there or bool(subject))


def _who(report: Report, sentence: Span, near: ReportNotes, at: int) -> tuple[str, ...]:
    """Return who no longer says it: the subject before `at`, a newsroom by its name."""
    clauses = [c for c in near.clauses if sentence.overlaps(c.head) and c.span.start <= at < c.span.end]
    clause = min(clauses, key=lambda c: c.span.end - c.span.start, default=None)
    if clause is None:
        return ()
    opening = report.text[clause.span.start : at]
    if re.match(rf"\W*{ourselves(report.outlet or '')}\b", opening, re.IGNORECASE):
        return (report.outlet or "newsroom",)
    named = [name for span, name in near.referents if clause.span.start <= span.start < at]
    who = withdrawer(sentence, clause, near)
    # "Harbour clerk Ada Moll" is Ada Moll.
    people = [n.text for n in near.names if n.kind == "PERSON" and who and who[0].endswith(f" {n.text}")]
    return tuple(people[:1]) or who or tuple(named[-1:])
