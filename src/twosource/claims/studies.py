"""The statements of a report come in; what a poll or a study said that was retracted goes out as taken back.

"The institute retracted its study, which found that tea cures gout" has a poll, a survey or a paper as what is taken
back, and none of the words for something said. What it found reads by itself as one more report that it is so. Who
withdraws from a poll, or a study from a course, takes nothing back: what it said must stand behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.claims.near import is_within
from twosource.claims.no_longer_said import NOT_DONE, TO_COME, by_its_clause
from twosource.claims.notices import withdrawn_at
from twosource.claims.put_right import place_of
from twosource.claims.statements import Statement
from twosource.claims.wording import once
from twosource.language.notes import ReportNotes
from twosource.model import Report, Span

_STUDY = (
    r"(?:(?:poll|survey|study|paper|analysis|research|projection)s?"
    r"|report(?= (?:that|which) (?:had |has )?(?:found|concluded|showed|shown)))"
)
_RETRACTED = re.compile(
    r"\b(?:withdr(?:ew|awn|aws|awing)|retract(?:ed|s|ing)|disown(?:ed|s|ing)|disavow(?:ed|s|ing)) "
    rf"(?P<what>(?:an?|its|his|her|their|the|that|our) (?:[\w’'-]+ ){{0,3}}?{_STUDY}"
    r"(?: (?:on|in|from|of|by|published|issued) (?!that\b|which\b)[^,;.:]{1,30}?)?,?"
    r" (?:(?:that|which) (?:had |has )?(?:also )?(?:(?P<found>found|said|showed|shown|suggested|concluded|claimed)"
    r"|(?:put|placed|gave|given|ranked)"
    r"(?=[^.;]{1,60}?\b(?:ahead|behind|in (?:the lead|front)|level|first|last|at)\b))"
    r"|(?P<finding>showing|finding|suggesting|concluding|claiming)))(?P<that> that)? (?=\S)",
    re.IGNORECASE,
)
_retracted = once(_RETRACTED)
# Behind what it said stands why it was retracted.
_WHY = re.compile(r",? (?:saying|citing|because|after|when|as|and (?:apologi[sz]ed|said)|but)\b|,|[.;]\W*$")


def mark_retracted(
    report: Report, sentences: Sequence[tuple[Span, ReportNotes]], statements: Sequence[Statement]
) -> tuple[list[Statement], frozenset[Span]]:
    """Return the statements with what a retracted study said as taken back, and the sentences that say so."""
    made, done = list(statements), set()
    for sentence, near in sentences:
        if not _retracted(sentence.of(report.text)):
            continue
        found = _RETRACTED.search(report.text, sentence.start, sentence.end)
        if found is None or NOT_DONE.search(report.text, sentence.start, found.start()):
            continue
        within = [s for s in made if s.sentence == sentence]
        if any(s.stance in {"withdraws", "denies"} for s in within):
            continue
        content = _told(report.text, sentence, found)
        if TO_COME.search(content.of(report.text)):
            continue
        who = next((s.speakers for s in within if s.speakers and s.span.overlaps(content)), ())
        taken = by_its_clause(withdrawn_at(report, sentence, near, within, content, who), near)
        whole = Span(found.start(), content.end)
        made = [s for s in made if s.sentence != sentence or not is_within(s.span, whole)]
        made.append(replace(taken, stance="withdraws"))
        done.add(sentence)
    return sorted(made, key=place_of), frozenset(done)


def _told(text: str, sentence: Span, found: re.Match[str]) -> Span:
    """Return what a study said: the clause that it "found", or by name "a poll that put the Reds ahead"."""
    clause = found["that"] or found["found"] or found["finding"]
    start = found.end() if clause else found.start("what")
    why = _WHY.search(text, found.end(), sentence.end)
    return Span(start, why.start() if why else sentence.end)
