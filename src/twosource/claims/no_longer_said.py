"""The statements of a report come in; what somebody no longer says goes out as taken back by him.

"Police no longer stand by their statement that the guard had slept", "the board is no longer saying that the seal had
held": no verb of withdrawing is there, and what stands behind "that" reads by itself as one more report that says so.
Who no longer says that something will or should be has changed his mind, and takes nothing back that was so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from twosource.claims.disowned import ourselves, us_or_initials
from twosource.claims.near import is_within
from twosource.claims.notices import withdrawn_at
from twosource.claims.said_at_first import may_be_same
from twosource.claims.statements import Statement
from twosource.claims.withdrawing import withdrawer
from twosource.claims.wording import concept, once
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Report, Span

# From a "that" to its clause so much stands at most, in characters.
NEXT_WORD = 2
# "That" and a space.
OPENING = 5
_CALLED: dict[str, list[str]] = load("withdrawals")
_SAYING = rf"(?:{'|'.join(_CALLED['said_in'])})s?"
_HIS = r"(?:its|their|his|her|our|the|an?)"
# "Its statement of Monday that", "her earlier account, given on Monday, that".
_THAT = (
    rf"{_HIS} (?:(?!that\b)[\w’'-]+ ){{0,3}}?{_SAYING}"
    r"(?:,? (?:on|of|from|in|to|made|issued|published|given)\b (?!that\b)[^,;:.“”]{1,40}?)?,? that "
)
# What is withdrawn under another name is read with the notices; "withdrew his comment that" is none.
_REMARK_THAT = _THAT.replace(_SAYING, r"(?:remark|comment|explanation|insinuation)s?")
_FRAME = re.compile(
    rf"\b(?:no longer (?:stands?|stood) by {_THAT}"
    r"|no longer (?:maintain|assert|alleg|claim|contend)(?:s|e|es|ed)? that "
    r"|(?:is|are|was|were) no longer (?:saying|maintaining|asserting|alleging|claiming|contending) that "
    rf"|(?:step|back|walk|pull|row|mov|edg)(?:p?ed|s|p?ing|es) (?:back|away|off|down) from {_THAT}"
    rf"|(?:retreat|resil)(?:ed|s|ing) from {_THAT}"
    rf"|backtrack(?:ed|s|ing) (?:on|from) {_THAT}"
    rf"|(?P<asked>(?<!had )(?<!has )(?<!have )(?<!forced )(?<!obliged )(?<!compelled )to (?:\w+ly )?"
    rf"(?:take back|withdraw|retract) {_THAT})"
    rf"|t(?:akes|ook|aken|aking) back {_THAT}|(?:withdr(?:ew|awn|aws|awing)|retract(?:ed|s|ing)) {_REMARK_THAT}"
    rf"|(?:abandon(?:ed|s|ing)|dropped|gave up|ha(?:s|ve) (?:given up|dropped)) {_THAT})",
    re.IGNORECASE,
)
# "His remark that the pilot knew was withdrawn", "the clerk's claim that five had drowned has been retracted".
_UNSAID = re.compile(
    rf"\b(?:(?P<whose>(?-i:[A-ZÀ-Þ])[\w-]*(?: (?-i:[A-ZÀ-Þ])[\w-]*)?)[’']s?|{_HIS}){_THAT.removeprefix(_HIS)}"
    r"(?P<told>[^.;:]{3,160}?),? (?:was|were|is|are|has been|have been|had been) (?:now |since |later |hereby |also )?"
    r"(?P<verb>withdrawn|retracted|rescinded|disavowed|taken back)\b"
    r"(?: by (?:the )?(?P<by>[^,;:.]{2,60}?)(?= on \w+day|[,;:.]))?",
    re.IGNORECASE,
)
# "A Courier report quoted a guard as saying the seal had held; that guard's account has not been borne out."
_NOT_BORNE_OUT = re.compile(
    r"\b(?P<ours>[^,.;:“”]{3,60}?) (?:had )?(?:quoted|cited) [^,.;:“”]{3,60}? as saying (?:that )?"
    r"(?P<told>[^.;:“”]{3,160}); (?:but )?(?:that|this|the|his|her)\b[^,.;:]{0,40}?"
    r" (?:account|statement|claim|version|word)s?"
    r" (?:has|have|had) (?:since )?(?:not been borne out|proved (?:to be )?(?:wrong|false|untrue|unfounded))\b",
    re.IGNORECASE,
)
_frame, _unsaid = once(_FRAME), once(_UNSAID)
# "The ferry had no lifeboats": then the verb behind it is not that of the clause, as in "the offer was withdrawn".
_HAS_A_VERB = re.compile(
    r"(?<!who )(?<!which )(?<!that )(?<!what )\b(?:was|were|is|are|had|has|have|did|does)\b", re.IGNORECASE
)
# Who speaks for somebody takes back what he said.
_SPEAKS = r"(?:office|spokes\w+|lawyers?|attorneys?|press secretary)"
PRONOUN = re.compile(
    r"\b(?:he|she|it|they|we|I)(?: (?:had|has|have|now|also|therefore|was|were|is|are)){0,3} $", re.IGNORECASE
)
# None of this is so where somebody is asked for it, denies it or may yet do it.
NOT_DONE = re.compile(
    r"(?:\b(?:whether|if|unless|until|why|den(?:y|ies|ied|ying)|ask(?:s|ed)?|urg(?:es|ed)|call(?:s|ed)? (?:on|for)"
    r"|demand\w*|refus\w+|reject\w*|should|must|would|could|(?-i:may)|might|will|not|never|yet)\b|n[’']t\b)[^,;:]*$",
    re.IGNORECASE,
)
TO_COME = re.compile(
    r"\b(?:will|would|shall|should|must|ought|needs?|can|could|(?-i:may)|might|plans?|intends?|wants?)\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"[;:—–“”]|[,.]?\"|,? (?:but|although|though|while|because|after|since|as|saying|adding|citing)\b"
    r"|, (?:and|he|she|it|they|which|who|the|an?)\b|, [^,;:]{2,60} (?:said|says|told)\b",
    re.IGNORECASE,
)


def mark_no_longer_said(
    report: Report, sentences: Sequence[tuple[Span, ReportNotes]], statements: Sequence[Statement]
) -> tuple[list[Statement], frozenset[Span]]:
    """Return the statements with what somebody no longer says taken back, and the sentences that tell of it."""
    made, done = list(statements), set()
    for sentence, near in sentences:
        for found in _frames(report.text, sentence, near):
            within = [s for s in made if s.sentence == sentence]
            if found.re in {_UNSAID, _NOT_BORNE_OUT}:
                content = Span(*found.span("told"))
            else:
                content = content_at(report.text, sentence, found.end(), within)
            if any(c.kind == "relative" and 0 < content.start - c.span.start <= OPENING for c in near.clauses):
                continue  # "took back the remark that had angered the board" says not what it was
            who = _takes_back(report, sentence, near, found, within)
            undone = (found.re is _FRAME and found["asked"]) or NOT_DONE.search(
                report.text, sentence.start, found.start()
            )
            if undone or not who or TO_COME.search(content.of(report.text)):
                # Whoever it is, and whether or not he does it: what he had said nobody says here.
                made = [s for s in made if s.sentence != sentence or not is_within(s.span, content)]
                continue
            taken = by_its_clause(withdrawn_at(report, sentence, near, within, content, who), near)
            whole = Span(found.start(), max(found.end(), content.end))
            made = [s for s in made if s.sentence != sentence or not s.span.overlaps(whole)] + [taken]
            done.add(sentence)
    return sorted(made, key=lambda s: (s.span.start, s.span.end)), frozenset(done)


def _frames(text: str, sentence: Span, near: ReportNotes) -> Iterator[re.Match[str]]:
    """Yield where a sentence says that somebody no longer says something, or that what he said was taken back."""
    words = sentence.of(text)
    if _frame(words):
        yield from _FRAME.finditer(text, sentence.start, sentence.end)
    if " as saying " in words:
        yield from _NOT_BORNE_OUT.finditer(text, sentence.start, sentence.end)
    if not _unsaid(words):
        return
    for found in _UNSAID.finditer(text, sentence.start, sentence.end):
        # "His claim that the offer was withdrawn" tells of an offer.
        heads = (c for c in near.clauses if c.head.overlaps(Span(*found.span("verb"))) and not c.negated)
        if any(c.subject in _CALLED["said_in"] for c in heads) or _HAS_A_VERB.search(found["told"]):
            yield found


def _takes_back(
    report: Report, sentence: Span, near: ReportNotes, found: re.Match[str], within: Sequence[Statement]
) -> tuple[str, ...]:
    """Return who takes back what he said, if he says so himself, or his office, or the newsroom of him."""
    at = found.start()
    if found.re is _NOT_BORNE_OUT:
        return (report.outlet or "newsroom",) if _is_ours(report, found["ours"]) else ()
    by = [s.speakers for s in within if s.speakers and s.span.start <= at < s.span.end]
    before = report.text[sentence.start : at]
    passive = found.re is _UNSAID
    if passive and (found["by"] or found["whose"]):
        who: tuple[str, ...] = (_full(found["by"] or found["whose"], near),)
    else:
        who = () if passive else who_before(report, sentence, near, at)
        if not who and (passive or PRONOUN.search(before)):
            return whom_meant(before, sentence, near, by)
    if not who or all(may_be_same(speakers, who) for speakers in by):
        return who
    name = re.escape(who[0].split()[-1])
    for_him = rf"\b(?:{name}[’']s?|his|her|its|their|the [\w-]+[’']s) {_SPEAKS}\b"
    for_him += rf"|\b{_SPEAKS} (?:of|for) [^,;:]{{0,60}}\b{name}\b"
    return who if re.search(for_him, sentence.of(report.text), re.IGNORECASE) else ()


def whom_meant(before: str, sentence: Span, near: ReportNotes, by: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return whom "he" or "his remark" means: the one person whom the sentence has named, else who says it."""
    whose = re.search(rf"\b([A-ZÀ-Þ][\w-]*(?: [A-ZÀ-Þ][\w-]*)?)[’']s {_SPEAKS}\b", before)
    if whose:
        return (_full(whose[1], near),)
    end = sentence.start + len(before)
    people = {n.text for n in near.names if n.kind == "PERSON" and sentence.start <= n.span.start < end}
    said_by = {who.split()[-1] for speakers in by for who in speakers}
    others = [name for name in people if name.split()[-1] not in said_by]
    return by[0] if by and not others else (others[0],) if len(others) == 1 else ()


def _is_ours(report: Report, named: str) -> bool:
    """Say whether a newsroom names its own report: "we", "a Courier report on 3 May"."""
    us = us_or_initials(report.outlet or "")
    printed = r"(?:report|story|article|dispatch)"
    return (
        re.match(rf"\W*(?:an? |an? earlier |our )?{us}\b(?:[’']s)?(?: {printed}\b|$)", named, re.IGNORECASE) is not None
    )


def _full(name: str, near: ReportNotes) -> str:
    """Return a name as the sentence has it in full."""
    return next((n.text for n in near.names if n.text.endswith(f" {name}")), name)


def content_at(text: str, sentence: Span, start: int, within: Sequence[Statement]) -> Span:
    """Return what is no longer said: the longest statement that begins there, or as far as its words go on."""
    told = [s.span.end for s in within if s.span.start == start and s.figure is None]
    cut = _ENDS.search(text, start, sentence.end)
    end = max(told) if told else cut.start() if cut else sentence.end
    return Span(start, start + len(text[start:end].rstrip(' .,;\n”"')))


def by_its_clause(taken: Statement, near: ReportNotes) -> Statement:
    """Return what is taken back with the deed and the subject of its clause, by which it is known elsewhere."""
    clause = next((c for c in near.clauses if abs(c.span.start - taken.span.start) <= NEXT_WORD), None)
    if clause is None or not taken.span.overlaps(clause.head):
        return taken
    there = clause.subject == "there"
    subject = "" if there or clause.pronoun else taken.subject or concept(clause.subject or "")
    return replace(taken, predicate=clause.predicate, subject=subject, sound=there or bool(subject))


def who_before(report: Report, sentence: Span, near: ReportNotes, at: int) -> tuple[str, ...]:
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
