"""A report's notices of withdrawal come in; what they withdraw goes out as withdrawn.

"The Courier withdraws its report of Monday that Sarn had fallen", "has withdrawn a caption that described a barge as a
warship". Such a sentence repeats what was printed, so that by itself it reads as one more report that says so. What is
withdrawn stands behind the word for what was printed; read by clauses alone it is often lost, for "that" may open a
clause that tells of the print ("a report that angered the board").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.claims.disowned import ourselves
from twosource.claims.put_right import says_no
from twosource.claims.statements import Statement
from twosource.claims.terms import terms_in
from twosource.claims.withdrawing import amid_sentence, withdrawer, withdrawing_clause
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Report, Span

_LEXICON: dict[str, list[str]] = load("withdrawals")
_SEEN = rf"(?:{'|'.join(_LEXICON['seen'])})"
_READ = rf"(?:{'|'.join((*_LEXICON['sayings'], *_LEXICON['said_in'], *_LEXICON['read']))}|story|article)"
_BETWEEN = r"(?!(?:said|says|that|who|which|to|not|never|would|could|should|may|might|will)\b)[\w’'.-]+"
_NOTICE = re.compile(
    rf"\W*(?:(?:on|earlier|later)\b[^,;:“”]{{0,20}}, )?(?P<who>{_BETWEEN}(?: {_BETWEEN}){{0,5}}?)"
    r"(?: (?:has|have|had|also|now|later|hereby|therefore|since|then|on \w+day)){0,3}"
    r" (?P<verb>with(?:draws?|drew|drawn)|retract(?:s|ed)?|disown(?:s|ed)|disavow(?:s|ed)|rescind(?:s|ed)|deleted"
    r"|t(?:akes|ook|aken) back)"
    rf" (?:its|our|their|his|her|the|an?|this) (?:(?!that\b)[\w’'-]+ ){{0,3}}?"
    rf"(?:(?P<seen>{_SEEN})|{_READ})(?: of an? {_SEEN})?"
    r"(?: (?:of|on|from|in|about|published|posted|issued|made|printed) (?!that\b)[^,;.:“”]{1,30}?)?,?"
    r" (?:that|which|saying|claiming)\b",
    re.IGNORECASE,
)
_HAD = r" (?:had )?(?:(?:wrongly|incorrectly|mistakenly|falsely|erroneously) )?"
_SAID = re.compile(rf"(?:{_HAD}(?:said|stated|claimed|suggested|reported|alleged|read))?(?: that)? ", re.IGNORECASE)
_SHOWED = re.compile(rf"{_HAD}(?:describ|nam|identif|depict|show|call)(?:ed|ied) ", re.IGNORECASE)
# With one of these a clause begins that tells what was said, and not of what told it.
_OPENS = re.compile(r"(?:[A-ZÀ-Þ\d]|(?:the|an?|its|his|her|their|all|both|no|it|he|she|they|there|one|two)\b)")
# "Withdrew its report that five had died *and apologised*": the second is no part of the report.
_AND_SORRY = re.compile(
    r",? and (?:(?:has|have|had|also) )*(?:apologi[sz]e[sd]?|express\w+ regret|regret(?:s|ted))\b", re.I
)
_AS = re.compile(r"\bas\b")


def mark_notices(
    report: Report, sentences: Sequence[tuple[Span, ReportNotes]], statements: Sequence[Statement]
) -> tuple[list[Statement], frozenset[Span]]:
    """Return the statements with what notices withdraw marked, and the sentences that are such notices."""
    made, done = list(statements), set()
    for sentence, near in sentences:
        within = [s for s in made if s.sentence == sentence]
        taken = _taken(report, sentence, near, within)
        if taken is not None:
            made = [s for s in made if s.sentence != sentence or not _is_of_notice(s, taken)] + [taken]
            done.add(sentence)
    return sorted(made, key=lambda s: (s.span.start, s.span.end)), frozenset(done)


def without_apology(words: str) -> str:
    """Return what is withdrawn without an apology behind it.

    >>> without_apology("five had died and apologised"), without_apology("he apologised and left")
    ('five had died', 'he apologised and left')
    """
    sorry = _AND_SORRY.search(words)
    return words[: sorry.start()] if sorry else words


def _is_of_notice(statement: Statement, taken: Statement) -> bool:
    """Say whether a statement tells what is withdrawn, or that it is withdrawn."""
    return statement.span.overlaps(taken.span) or statement.span.start == statement.sentence.start


def _taken(report: Report, sentence: Span, near: ReportNotes, within: Sequence[Statement]) -> Statement | None:
    """Return what a sentence withdraws, if it is a notice; a toll in it is read elsewhere."""
    found = _NOTICE.match(report.text, sentence.start, sentence.end)
    ours = found is not None and re.fullmatch(ourselves(report.outlet or ""), found["who"], re.IGNORECASE)
    if found is None or (found["verb"].lower() == "withdraw" and not ours):
        return None
    content = _content(report.text, found, sentence, bool(ours))
    told = [s for s in within if content and s.span.overlaps(content) and s.stance in {"states", "hedges"}]
    if content is None or any(s.figure is not None and s.figure.what for s in told):
        return None
    clause = withdrawing_clause(report.text, sentence, near)
    who = (report.outlet or found["who"],) if ours else withdrawer(sentence, clause, near) if clause else ()
    taken = withdrawn_at(report, sentence, near, within, content, who)
    return taken if taken.speakers else replace(taken, speakers=(_called(found, near),))


def withdrawn_at(
    report: Report,
    sentence: Span,
    near: ReportNotes,
    within: Sequence[Statement],
    content: Span,
    who: tuple[str, ...],
) -> Statement:
    """Return what a sentence withdraws where `content` stands; `within` are the statements of the sentence."""
    told = [s for s in within if s.span.overlaps(content) and s.stance in {"states", "hedges"}]
    told = told or [_unread(report, sentence, content)]
    inside = [s for s in told if s.span.start >= content.start]
    base = max(inside or told, key=lambda s: (min(s.span.end, content.end) - s.span.start, s.sound))
    words = [w for w in near.words if content.start <= w.start and w.end <= content.end]
    return replace(
        base,
        span=content,
        text=content.of(report.text),
        words=tuple(terms_in(report.text, words, near.names)),
        kind="utterance",
        speakers=who or base.speakers,
        predicate=base.predicate if inside else "",
        subject=base.subject if inside else "",
        stance="withdraws",
        negated=says_no(content.of(report.text)),
        attribution=None,
        part=False,
        direct=False,
        said=None,
        sound=_OPENS.match(content.of(report.text)) is not None and base.sound,
        dated=(),
    )


def _unread(report: Report, sentence: Span, content: Span) -> Statement:
    """Return what is withdrawn where nothing was read in its sentence."""
    return Statement(
        report=report.id,
        span=content,
        text=content.of(report.text),
        kind="own",
        words=(),
        speakers=(),
        stance="states",
        negated=False,
        direct=False,
        sentence=sentence,
        depth=round(sentence.start / max(1, len(report.text)), 4),
    )


def _called(found: re.Match[str], near: ReportNotes) -> str:
    """Return who withdraws as he is called amid a sentence: "police", "Emil Rabe"."""
    bare = re.sub(r"^the ", "", found["who"], flags=re.IGNORECASE)
    named = any(name.span.start == found.start("who") for name in near.names)
    return bare if named else amid_sentence(bare)


def _content(text: str, found: re.Match[str], sentence: Span, ours: bool) -> Span | None:
    """Return what was printed: a clause that it said, or as what it showed something.

    A film that showed a man asleep is withdrawn for many reasons; only its newsroom says by that that he was not.
    """
    showed = _SHOWED.match(text, found.end(), sentence.end)
    end = sentence.start + len(sentence.of(text).rstrip(" .;\n"))
    if showed:
        told = text[showed.end() : end]
        return Span(found.end() + 1, end) if ours or not found["seen"] or _AS.search(told) else None
    said = _SAID.match(text, found.end(), sentence.end)
    sorry = _AND_SORRY.search(text, found.end(), end)
    end = sorry.start() if sorry else end
    return Span(said.end(), end) if said and _OPENS.match(text, said.end()) else None
