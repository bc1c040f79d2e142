"""The statements of a report come in; what a newsroom says was not so, "as we reported", goes out as taken back.

"The ferry was built in 1982, not in 1928 as an earlier version of this report said" gives 1982 and takes 1928 back.
Counts are read elsewhere (`rejected_counts`); an age, a year, a day and a place have no noun that they count. Anybody
may set himself straight: "the man had been a guest, not one of its cooks, contrary to what it first told reporters".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from twosource.claims.disowned import NEWSROOM, earlier_words, ourselves
from twosource.claims.put_right import cut_to, place_of
from twosource.claims.statements import Statement
from twosource.claims.terms import terms_in
from twosource.language.figure_numerals import find_numerals
from twosource.language.notes import ReportNotes
from twosource.model import Report, Span

_IN = r"(?:(?:in|on|at|from|by|the|aged) ){0,2}"
_NAME = r"(?-i:[A-ZÀ-Þ])[\w’'-]*(?: (?-i:[A-ZÀ-Þ])[\w’'-]*){0,3}"
_OLD = rf"(?:\d[\d.,:]*(?: (?-i:[A-Z])[a-z]+| [ap]\.?m\.?)?|[a-z]+(?:-[a-z]+)?|{_NAME})"
_MAY = re.compile(
    r"\bnot [^.;\n]{1,80} as [^.;\n]{1,80}\b(?:said|say|reported|stated|wrote|gave|printed|claimed|had it)\b",
    re.IGNORECASE,
)
_BEFORE = r"(?:first|initially|originally|earlier|previously|at first)"
_CONTRARY = re.compile(
    r"(?P<kept>[^,;:“”]{3,120}),? (?:and )?not (?P<old>[^,;:“”]{3,80}), contrary to (?:what (?:it|he|she|they)"
    rf" (?:{_BEFORE} (?:had )?|had (?:{_BEFORE} )?)(?:told|said|stated|announced|reported|maintained)\b"
    rf"|(?:its|his|her|their) (?:first|initial|original|earlier) (?:statement|account|claim|report|version)\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<label>[^,;:“”]{3,80}?) (?:was|were|is|are|had been|has been) ", re.IGNORECASE)
_LAST_NAME = re.compile(rf"{_NAME}$", re.IGNORECASE)


def mark_set_straight(report: Report, notes: ReportNotes, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, cut before what they say was not so, with that as taken back by the newsroom."""
    made = list(statements)
    if not _MAY.search(report.text):
        return made  # the pattern of an outlet costs time to make
    pattern = _pattern(report.outlet or "")
    for found in pattern.finditer(report.text):
        at, old = found.start(), Span(*found.span("old"))
        within = [s for s in made if s.sentence.start <= at < s.sentence.end]
        told = [s for s in within if s.span.start < at and s.span.end >= old.start and s.figure is None and not s.part]
        whole = min(told, key=lambda s: s.span.end - s.span.start, default=None)
        if whole is None or whole.stance not in {"states", "hedges"}:
            continue
        new = _right(report.text, whole.span.start, at, old)
        if new is None:
            continue
        now = cut_to(whole, report.text, notes, at, None, None)
        if all(re.fullmatch(ourselves(report.outlet or ""), who, re.IGNORECASE) for who in whole.speakers):
            now = replace(now, kind="own", speakers=(), attribution=None)
        made = [s for s in made if s not in told and not (s in within and s.span.start >= at)]
        called = now.predicate == "be" and old.of(report.text)[:1].isupper()
        # "The master is Emil Rabe, not Emil Raab": what was said of him stands, however his name is spelt.
        made += [now] if called else [now, _taken(now, report, notes, new, old)]
    return sorted(made, key=place_of)


def mark_contrary(report: Report, notes: ReportNotes, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, each that its speaker sets against what he first said cut to what is so now."""
    if "contrary to" not in report.text:
        return list(statements)
    made = list(statements)
    for s in statements:
        found = _CONTRARY.match(report.text, s.span.start, s.sentence.end) if s.speakers and not s.part else None
        label = _LABEL.match(found["kept"]) if found else None
        if found is None or label is None or s.stance not in {"states", "hedges"}:
            continue
        old = Span(*found.span("old"))
        now = cut_to(s, report.text, notes, found.end("kept"), None, None)
        taken = replace(
            _taken(now, report, notes, Span(found.start("kept") + label.end(), found.end("kept")), old),
            speakers=s.speakers,
            said=f"{label['label']}: {found['old']}",
            sound=True,
            negated=False,
        )
        made = [t for t in made if t is not s and not (t.sentence == s.sentence and t.span.overlaps(old))]
        made += [now, taken]
    return sorted(made, key=place_of)


def _right(text: str, start: int, end: int, old: Span) -> Span | None:
    """Return what is put in the place of the old words: the last number before them, or the last name for a name."""
    numbers = [Span(n.start + start, n.end + start) for n in find_numerals(text[start:end])]
    if next(iter(find_numerals(old.of(text))), None) is not None:
        return numbers[-1] if numbers else None
    name = _LAST_NAME.search(text, start, end)
    return Span(*name.span()) if name and name.start() > start and old.of(text)[:1].isupper() else None


def _taken(now: Statement, report: Report, notes: ReportNotes, new: Span, old: Span) -> Statement:
    """Return the statement as it was printed, in the words of the new one with the old in its place."""

    def terms(span: Span) -> tuple[str, ...]:
        words = [w for w in notes.words if span.start <= w.start and w.end <= span.end]
        return tuple(terms_in(report.text, words, notes.names))

    gone = terms(new)
    return replace(
        now,
        span=old,
        text=old.of(report.text),
        words=(*(t for t in now.words if t not in gone), *terms(old)),
        stance="withdraws",
        kind="utterance",
        speakers=(report.outlet or NEWSROOM,),
        dated=(),
        sound=False,
        part=True,
    )


@lru_cache(maxsize=256)
def _pattern(outlet: str) -> re.Pattern[str]:
    """Return how a newsroom sets what is so against what it printed."""
    said = r"(?:said|say|reported|stated|wrote|gave|printed|claimed|had it)"
    how = r"(?: (?:had|have|first|originally|initially|wrongly|mistakenly|incorrectly|erroneously|previously)){0,3}"
    return re.compile(
        rf",? (?:and )?not {_IN}(?P<old>{_OLD}),? as (?P<who>{earlier_words(outlet)}){how} {said}\b", re.IGNORECASE
    )
