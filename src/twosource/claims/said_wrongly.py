"""The statements of a report come in; what somebody was wrong to say goes out as taken back, as denied, or not at all.

"Reil said that he had misspoken when he told reporters that the mast had held", "a Lantern report wrongly said that":
what stands behind "that" reads by itself as one more report that says so. Who says it of himself takes it back, as does
a newsroom of its own report; said of another it is a denial, and in the newsroom's own words of another's it is no
report that it was so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from twosource.claims.disowned import DAY, earlier_words, ourselves
from twosource.claims.near import is_within
from twosource.claims.no_longer_said import (
    NOT_DONE,
    PRONOUN,
    TO_COME,
    by_its_clause,
    content_at,
    who_before,
    whom_meant,
)
from twosource.claims.notices import withdrawn_at
from twosource.claims.put_right import place_of
from twosource.claims.rejected_counts import speaks_for
from twosource.claims.statements import Statement
from twosource.claims.wording import once
from twosource.language.notes import ReportNotes
from twosource.model import Report, Span

_ONE = r"(?:he|she|it|they|we|I)"
_WRONGLY = r"(?:incorrectly|wrongly|mistakenly|erroneously|inaccurately|falsely)"
_WHEN = rf"(?: (?:(?:late |early )?on {DAY}|{DAY}|earlier(?: {DAY})?|in [^,;:.“”]{{2,40}}?))?"
_TOLD = r"(?:told|tell(?:ing)?) [^,;:.“”]{2,40}?"
_ERRED = (
    r"[“\"‘]?(?:misspok(?:e|en)|sp(?:oke|oken) (?:out of turn|in haste|in error|in anger|(?:too )?(?:hastily|rashly)"
    r"|too soon|too early|prematurely)|(?:was|were|been|is|are|am) (?:quite |clearly )?(?:wrong|mistaken|in error"
    r"|incorrect|(?:too )?hasty|premature)|erred|made an? (?:\w+ )?(?:mistake|error))[”\"’]?"
)
# "Had misspoken when he told reporters that", "was wrong to say that".
_WAS_WRONG_TO = re.compile(
    rf"\b{_ERRED}{_WHEN} (?:(?:when|as) {_ONE} (?:had )?(?:(?:first|earlier|originally|initially|\w+ly) )?"
    rf"(?:(?:said|stated|suggested|claimed|announced|reported|declared|told [^,;:.“”]{{2,40}}?){_WHEN})"
    rf"|to (?:say|state|suggest|claim|announce|report|tell [^,;:.“”]{{2,40}}?){_WHEN}"
    rf"|(?:in|by) (?:saying|stating|suggesting|claiming|announcing|reporting|{_TOLD}){_WHEN})(?: that)? ",
    re.IGNORECASE,
)
_SAID = r"(?:said|says?|stated|reported|announced|claimed|suggested|wrote|declared|printed|told [^,;:.“”]{2,40}?)"
# "A Lantern report on Monday wrongly said that", "reported in error that".
_WRONGLY_SAID = re.compile(
    rf"\b(?:{_WRONGLY} {_SAID}{_WHEN}|{_SAID}{_WHEN} (?:{_WRONGLY}|in error){_WHEN}),? that ", re.IGNORECASE
)
_was_wrong_to, _wrongly_said = once(_WAS_WRONG_TO), once(_WRONGLY_SAID)

_WHO = re.compile(r"\b(?:who|which|that|whom|whose)(?: (?:had|has|have|was|were))? $", re.IGNORECASE)


def mark_said_wrongly(
    report: Report, sentences: Sequence[tuple[Span, ReportNotes]], statements: Sequence[Statement]
) -> tuple[list[Statement], frozenset[Span]]:
    """Return the statements without what somebody was wrong to say, but as taken back, and the sentences that say so.

    What another speaker says he was wrong to say is denied.
    """
    made, done = list(statements), set()
    for sentence, near in sentences:
        for found in _frames(report.text, sentence):
            within = [s for s in made if s.sentence == sentence]
            content = content_at(report.text, sentence, found.end(), within)
            if any(s.stance == "withdraws" and s.span.overlaps(content) for s in within):
                continue  # "an earlier version of this report wrongly said that" is read elsewhere
            stance, who = _stance(report, sentence, near, found, within)
            if not who or TO_COME.search(content.of(report.text)):
                made = [s for s in made if s.sentence != sentence or not is_within(s.span, content)]
                made = [s for s in made if not _goes_on_with(s, found, sentence)]
                continue
            taken = by_its_clause(withdrawn_at(report, sentence, near, within, content, who), near)
            whole = Span(found.start(), max(found.end(), content.end))
            made = [s for s in made if s.sentence != sentence or not s.span.overlaps(whole)]
            made.append(replace(taken, stance=stance))
            done.add(sentence)
    return sorted(made, key=place_of), frozenset(done)


def _frames(text: str, sentence: Span) -> Iterator[re.Match[str]]:
    """Yield where a sentence says that somebody was wrong to say something.

    "A man who falsely claimed that he was a doctor treated 40" goes on after what he claimed.
    """
    words = sentence.of(text)
    for pattern, holds in ((_WAS_WRONG_TO, _was_wrong_to), (_WRONGLY_SAID, _wrongly_said)):
        found = pattern.finditer(text, sentence.start, sentence.end) if holds(words) else iter(())
        yield from (m for m in found if not _WHO.search(text, sentence.start, m.start()))


def _goes_on_with(statement: Statement, found: re.Match[str], sentence: Span) -> bool:
    """Say whether a statement tells what was wrongly said together with that it was."""
    span = statement.span
    return statement.sentence == sentence and span.start < found.end() < span.end and statement.stance != "denies"


def _stance(
    report: Report, sentence: Span, near: ReportNotes, found: re.Match[str], within: Sequence[Statement]
) -> tuple[str, tuple[str, ...]]:
    """Return what is done to what was wrongly said, and by whom: none where the newsroom says it of others."""
    if found.re is _WRONGLY_SAID and _ours(report).match(report.text[sentence.start : found.start()]):
        return "withdraws", (report.outlet or "newsroom",)
    if NOT_DONE.search(report.text, sentence.start, found.start()):
        return "", ()
    by = [s.speakers for s in within if s.speakers and s.span.start <= found.start() < s.span.end]
    if not by:
        return "", ()
    who = who_before(report, sentence, near, found.start())
    before = report.text[sentence.start : found.start()]
    if not who and PRONOUN.search(before):
        who = whom_meant(before, sentence, near, by)
    his = all(_is_his(one, who, near) for one in by)
    return ("withdraws", who) if his else ("denies", by[0]) if who else ("", ())


def _is_his(speakers: Sequence[str], who: Sequence[str], near: ReportNotes) -> bool:
    """Say whether one of some speakers is surely he, or speaks for him: "a clerk" may be anybody."""
    called = {name.split()[-1].lower() for name in who}
    if any(name.split()[-1].lower() in called for name in speakers):
        return True
    roles: dict[str, set[tuple[str, str]]] = {}
    for name, office, place in near.roles:
        roles.setdefault(name, set()).add((office, place))
    return any(speaks_for(speakers, named, roles) for named in who)


def _ours(report: Report) -> re.Pattern[str]:
    return _called(report.outlet or "", report.credit_printed or "")


@lru_cache(maxsize=256)
def _called(outlet: str, credit: str) -> re.Pattern[str]:
    """Return how a newsroom begins to tell what it printed wrongly: "a Lantern report on Monday"."""
    us = rf"(?:{ourselves(outlet)}|{ourselves(credit)})"
    printed = r"(?:report|story|article|dispatch|item|alert|headline|bulletin|post|caption|version|edition)s?"
    ours = rf"(?:(?:an?|the|our|some) )?(?:(?:earlier|previous|original|first) )?{us}(?:[’']s)?(?: {printed})?"
    named = rf"(?:{ours}|(?:earlier |previous )?{printed} (?:by|from|in|of) {us}|{earlier_words(outlet)})"
    return re.compile(
        rf"\W*(?:corrections?: |clarification: )?(?:(?:on {DAY}|earlier),? )?{named}(?: [^,;:.“”]{{2,40}})?\W*$", re.I
    )
