"""The statements of a story come in; a name that somebody says he had given wrongly goes out as taken back.

"Dorn apologised for giving the wrong name for the pilot. It was Emil Rabe, 46, and not Jan Tolk, she said": Jan Tolk
was named as the pilot before, mostly in sentences that tell other things of the pilot. They stand, told with a note,
and the name is withdrawn wherever who takes it back, or his body, had given it. One name in two spellings is no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from twosource.claims.corrections import CORRECTS
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.not_as_printed import SPELT
from twosource.claims.reach import is_told_before
from twosource.claims.said_before import is_by
from twosource.claims.statements import Statement
from twosource.claims.telling import SINCE_CORRECTED
from twosource.claims.telling import sentence as as_sentence
from twosource.claims.voices import Roles
from twosource.claims.wording import concepts
from twosource.language.notes import ReportNotes
from twosource.model import Report, Span

_WRONG_NAME = re.compile(
    r"\b(?:wrong name (?:for|of) (?P<role>the (?:[\w’'-]+ ){0,2}?[\w’'-]+)(?=[,.;]| (?:on|in|at|and|who|of|had|was)\b)"
    r"|wrong name|misidentif\w+|(?:wrongly|mistakenly) (?:named|identified)"
    r"|(?:named|naming|identified|identifying) the wrong (?:man|woman|person))",
    re.IGNORECASE,
)
_NAME = r"(?-i:[A-ZÀ-Þ])[\w’'-]+(?: (?-i:[A-ZÀ-Þ])[\w’'-]+){1,3}"
_AND_NOT = re.compile(
    rf"(?:\b(?P<role>the [^,;:.“”]{{3,50}}?) (?:was|is|had been) )?(?P<new>{_NAME})(?:, (?:aged )?\d+)?,? (?:and )?not "
    rf"(?P<old>{_NAME})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w’'-]{3,}")


@dataclass(frozen=True, slots=True)
class _Renamed:
    """Who was named wrongly as what, who it is, which statement says so, and where it is said that the name was wrong.

    "He apologised for the wrong name for the pilot" names no pilot, and is no report of anything that names one.
    """

    said: Statement
    role: str
    new: str
    old: str
    at: Span
    wrong: Span


def with_corrected_names(
    statements: Sequence[Statement], reports: Mapping[str, Report], notes: Sequence[ReportNotes], roles: Roles
) -> list[Statement]:
    """Return the statements with the names that somebody says he gave wrongly as taken back, and what told them noted.

    Somebody must have told the name with the word for what its bearer was said to be.
    """
    made = list(statements)
    for found in (f for n in notes for f in _renamed(reports[n.report], n, statements)):
        meant = [s for s in made if _names_him(s, found, reports, roles)]
        if not meant:
            continue
        for s in meant:
            text = reports[s.report].text
            at = text.find(found.old, s.sentence.start, s.sentence.end)
            made.append(_named(found, s, Span(at, at + len(found.old)), text))
            if s.sound and not s.direct and s.stance == "states":
                printed = as_sentence((s.sentence if s.kind == "own" else s.span).of(text)).rstrip(".")
                note = f"{printed} ({SINCE_CORRECTED} {found.new}, not {found.old})"
                made = [replace(t, said=note) if t is s else t for t in made]
        said = found.said
        made = [s for s in made if s is said or s.report != said.report or not s.span.overlaps(found.wrong)]
        taken = _named(found, found.said, found.at, reports[found.said.report].text)
        made.append(replace(taken, stance="withdraws", kind="utterance", speakers=found.said.speakers))
    return made


def _renamed(report: Report, notes: ReportNotes, statements: Sequence[Statement]) -> Iterator[_Renamed]:
    """Yield the names that a report has somebody set in place of others, where it is said that those were wrong."""
    if not _WRONG_NAME.search(report.text):
        return
    before: Span | None = None
    for sentence in notes.sentences:
        found = _AND_NOT.search(report.text, sentence.start, sentence.end)
        near = before if before and sentence.start - before.end <= NEXT_SENTENCE else sentence
        wrong = _WRONG_NAME.search(report.text, near.start, sentence.end)
        before = sentence
        noted = CORRECTS.match(report.text, report.text.rfind("\n", 0, sentence.start) + 1)
        if found is None or wrong is None or noted or is_one_name(found["new"], found["old"]):
            continue
        said = [s for s in statements if s.report == report.id and s.sentence == sentence and s.speakers]
        said = [s for s in said if s.span.start <= found.start("new") and found.end() <= s.span.end]
        role = wrong["role"] or found["role"]
        if said and role:
            yield _Renamed(said[0], role, found["new"], found["old"], Span(*found.span("old")), Span(*wrong.span()))


def is_one_name(one: str, other: str) -> bool:
    """Say whether two names are one in two spellings.

    >>> is_one_name("Emil Rabe", "Emil Raabe"), is_one_name("Emil Rabe", "Jan Tolk")
    (True, False)
    """
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= SPELT + (1 - SPELT) / 2


def _names_him(statement: Statement, found: _Renamed, reports: Mapping[str, Report], roles: Roles) -> bool:
    """Say whether who names a man wrongly, or a newsroom that tells it after him, has named him as that before."""
    if (
        statement.stance not in {"states", "hedges"}
        or statement.part
        or not is_told_before(statement, found.said, reports)
    ):
        return False
    if statement.speakers and not is_by(statement, found.said, roles):
        return False
    told = statement.span.of(reports[statement.report].text)
    head = _WORD.findall(found.role)[-1]
    return found.old in told and re.search(rf"\b{re.escape(head)}\b", told, re.IGNORECASE) is not None


def _named(found: _Renamed, where: Statement, at: Span, text: str) -> Statement:
    """Return the statement that somebody was what he was wrongly named as, at the place where his name is printed."""
    return Statement(
        report=where.report,
        span=at,
        text=at.of(text),
        kind="own",
        words=(*concepts(_WORD.findall(found.role)[1:]), found.old.lower()),
        speakers=where.speakers,
        stance="states",
        negated=False,
        direct=False,
        sentence=where.sentence,
        depth=round(at.start / max(1, len(text)), 4),
        said=f"{found.role}: {found.old}",
        part=True,
        sound=True,
    )
