"""The statements of a story come in; two substances that one person is said to have tested positive for go out.

"Tested positive for furosemide", says one report of a rider, another that a laboratory "detected clenbuterol in her
urine". No number differs here. A person may have taken both, so nothing is said where a sentence names two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, with_marks
from twosource.claims.wording import once
from twosource.language.notes import ReportNotes
from twosource.model import Claim, Conflict, Report

# What chemists call a substance ends so; "drugs", "a virus" and "steroids" are no name of one.
_NAMED = r"(?P<what>[a-z]{3,}(?:ine|ium|one|ol|in|ide|ate|ene|bis))\b"
_KIND = r"(?:the (?:banned |illegal )?(?:drug|stimulant|steroid|substance|medicine|hormone|diuretic) )?"
_POSITIVE = re.compile(rf"\btest(?:s|ed|ing)? positive for (?:traces of )?{_KIND}{_NAMED}")
_FOUND = re.compile(
    rf"\b(?:detect(?:ed|s)|found|traces of) {_KIND}{_NAMED}(?=[^.;]{{0,40}}\bin (?:his|her|their) "
    r"(?:urine|blood|hair|sample|system|[AB] sample)\b)"
)
_positive, _detected = once(_POSITIVE), once(_FOUND)
_AND_MORE = re.compile(r",? (?:and|or|as well as|plus)(?: of)? (?:the )?[a-z]")
_Found = tuple[int, Statement, str, str, frozenset[str]]


def find_substances(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
    notes: Mapping[str, ReportNotes],
) -> list[Conflict]:
    """Return a contradiction for each two substances that two lineages name of one person."""
    found = [
        (n, s, what, next((r.lineage for r in claims[n].readings if r.report == s.report), s.report), who)
        for n, group in enumerate(groups)
        if claims[n].standing != WITHDRAWN
        for s in group
        for what, who in _found(s, reports[s.report].text, notes[s.report])
    ]
    told: dict[frozenset[str], Conflict] = {}
    for a, b in combinations(found, 2):
        if a[2] != b[2] and a[0] != b[0] and a[3] != b[3] and a[4] & b[4] and not _both_found(a[2], b[2], reports):
            told.setdefault(frozenset((a[2], b[2])), _conflict(a, b, claims, reports))
    return list(told.values())


def _found(statement: Statement, text: str, notes: ReportNotes) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the one substance that a statement says was found in a person of its sentence, and the last names there."""
    if statement.stance != "states" or statement.negated or statement.supposed or statement.background:
        return
    whole = statement.sentence
    words = whole.of(text)
    if not (_positive(words) or _detected(words)):
        return
    match = _POSITIVE.search(text, whole.start, whole.end) or _FOUND.search(text, whole.start, whole.end)
    if match is None or not statement.span.start <= match.start("what") < statement.span.end:
        return
    if _AND_MORE.match(text, match.end("what")) or re.search(
        r"\b(?:not|no|never)\b", text[whole.start : match.start()]
    ):
        return
    names = (n for n in notes.names if n.kind == "PERSON" and whole.start <= n.span.start < whole.end)
    who = frozenset(n.span.of(text).removesuffix("'s").removesuffix("’s").split()[-1] for n in names)
    said = {word for speaker in statement.speakers for word in speaker.split()}
    yield match["what"], who - said


def _both_found(one: str, other: str, reports: Mapping[str, Report]) -> bool:
    """Say whether a report names both in one sentence, and does not set them against each other by a "not"."""
    both = re.compile(rf"\b(?:{one}\b[^.;]*\b{other}|{other}\b[^.;]*\b{one})\b")
    return any((m := both.search(r.text)) is not None and " not " not in m[0] for r in reports.values())


def _conflict(a: _Found, b: _Found, claims: Sequence[Claim], reports: Mapping[str, Report]) -> Conflict:
    first, other = (
        sentence(with_marks(s.sentence, reports[s.report].text).of(reports[s.report].text)) for _, s, *_ in (a, b)
    )
    readings = tuple(dict.fromkeys((*claims[a[0]].readings, *claims[b[0]].readings)))
    return Conflict("contradiction", claims[a[0]].id, readings, f"Substances that differ: {first} Against: {other}")
