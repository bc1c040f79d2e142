"""The claims of a story come in; a final figure goes out as what replaced the one given before all was counted.

"Final turnout was 67.1 percent" on Monday evening leaves the 67.4 of the night behind: nobody errs, and the two are no
conflict. It must be of the same thing by the same word ("turnout"), near it, and of a later day; "the final result" has
no such word, and of which of many numbers it is the result nobody says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from twosource.claims.numbers import numbers_in
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import one_after_another, sentence
from twosource.claims.withdrawing import TOLLS
from twosource.claims.wording import once, root_of
from twosource.model import Claim, Conflict, Report

_FINAL = re.compile(
    r"\b(?:final|definitive|certified|full and final)(?: official)? (?P<noun>turnout|attendance|majority|margin"
    r"|share|cost|bill|estimate|damage|loss(?:es)?|membership|votes?|crowd)\b",
    re.IGNORECASE,
)
_final = once(_FINAL)
# "The final turnout in 2019", "would be": of another time, and not yet.
_NOT_NOW = re.compile(r"\b(?:will|would|may|might|could|expected|in (?:19|20)\d\d|last (?:year|time))\b", re.IGNORECASE)
_IN_CLAUSE = re.compile(r"[^,;:.]{1,40}")
_VALUE = re.compile(r"(?P<number>[\d.]+)(?P<million>m?)(?P<share>%?)")
_UNIT = re.compile(r"\s*([^\W\d]+)")
# What is counted to the end differs little from what was counted before.
NEAR = 1.5


def find_final_counts(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Return a supersession for each final figure and the earlier one of the same thing that most reports give."""
    replaced = earlier_replaced(
        claims, groups, lambda s: bool(_final_of(s, reports)), lambda s, final: _is_earlier(s, final, reports)
    )
    return list(replaced.values())


def earlier_replaced(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    replaces: Callable[[Statement], bool],
    is_old: Callable[[Statement, Statement], bool],
) -> dict[tuple[int, int], Conflict]:
    """Return a supersession for each claim that has a statement which replaces another's, by the numbers of the two.

    `is_old` says of a statement and of one that `replaces` that it gave the number before; of several such claims it is
    the one that most reports give.
    """
    found: dict[tuple[int, int], Conflict] = {}
    for m, group in enumerate(groups):
        now = next((s for s in group if replaces(s)), None)
        if now is None or claims[m].standing == WITHDRAWN:
            continue
        was = [
            (len(claims[n].readings), -n)
            for n, others in enumerate(groups)
            if n != m and claims[n].standing != WITHDRAWN and any(is_old(s, now) for s in others)
        ]
        if was:
            n = -max(was)[1]
            words = one_after_another(sentence(claims[k].text) for k in (n, m))
            found[n, m] = Conflict("supersession", claims[m].id, claims[n].readings + claims[m].readings, words)
    return found


def _final_of(statement: Statement, reports: Mapping[str, Report]) -> str:
    """Return of what a statement gives the final figure, or ""."""
    found = _final(statement.text)
    if found is None or statement.stance not in {"states", "hedges"} or statement.supposed:
        return ""
    if statement.figure is not None and statement.figure.what in TOLLS:
        return ""
    return "" if _NOT_NOW.search(statement.sentence.of(reports[statement.report].text)) else found["noun"].lower()


def _is_earlier(statement: Statement, final: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a statement gives, on an earlier day, another number of the same thing, near the final one."""
    noun, text = _final_of(final, reports), statement.sentence.of(reports[statement.report].text)
    if statement.stance not in {"states", "hedges"} or statement.supposed or statement.places - final.places:
        return False
    if _FINAL.search(text) or _NOT_NOW.search(text):
        return False
    was, now = _given(statement.text, noun), _given(final.text, noun)
    if was is None or now is None or was[1] != now[1]:
        return False
    small, large = sorted((was[0], now[0]))
    return 0 < small < large <= NEAR * small and "" < published_on(statement, reports) < published_on(final, reports)


def _given(text: str, noun: str) -> tuple[float, str] | None:
    """Return the number behind a noun in the same clause, with its unit: "turnout was 67.1 per cent"."""
    at = re.search(rf"\b{re.escape(noun)}\b", text, re.IGNORECASE)
    behind = [n for n in numbers_in(text) if at and at.end() < n[0] and _IN_CLAUSE.fullmatch(text, at.end(), n[0])]
    parsed = _VALUE.fullmatch(behind[0][2]) if behind else None
    if parsed is None:
        return None
    unit = None if parsed["share"] else _UNIT.match(text, behind[0][1])
    value = float(parsed["number"]) * (1_000_000 if parsed["million"] else 1)
    return value, root_of(unit[1].lower()) if unit else parsed["share"]


def published_on(statement: Statement, reports: Mapping[str, Report]) -> str:
    """Return the day on which a statement's report came out, or "" where only the other reports show it."""
    report = reports[statement.report]
    return (report.published or "")[:10] if report.published_from != "other reports" else ""
