"""A ledger and an earlier one come in; what is new, confirmed, disputed, withdrawn or changed since goes out.

A claim is known again by the places of its readings, for ids are numbers in order; where no report is in both ledgers,
by its words, its numbers and whose word it is. What only this run of the program reads in a report that was there
before is no news, and is not told as news.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from twosource.briefing.earlier import Earlier, EarlierClaim
from twosource.claims.standing import CONFIRMED, DISPUTED, WITHDRAWN
from twosource.language.figure_numerals import find_numerals
from twosource.lexicon import load
from twosource.model import Claim, Conflict, Ledger, Place, Span

# Two places are one where they have this share of their characters in common, of all that either has.
SAME_PLACE = 0.5
# Two wordings are one claim's where they have this share of their words in common, and the same numbers.
SAME_WORDS = 0.6
# A word in more earlier claims than this leads to none of them: it would make the search quadratic.
COMMON_WORD = 200

NEGATIONS = frozenset({"no", "not", "none", "nobody", "nothing", "never", "neither", "nor", "without"})

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that moved. `kind`: withdrawn, disputed, changed, unconfirmed, confirmed or new.

    `conflict` is what disputes, withdraws or supersedes; `before` is the claim as it stood, None where it is new.
    """

    kind: str
    claim: Claim
    before: EarlierClaim | None = None
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """All that moved, each claim once and the gravest first; and which reports are new, of a new text, or gone."""

    changes: tuple[Change, ...]
    new_reports: tuple[str, ...] = ()
    new_versions: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


KINDS = ("withdrawn", "disputed", "changed", "unconfirmed", "confirmed", "new")
_OF_CONFLICT = {"retraction": "withdrawn", "denial": "disputed", "contradiction": "disputed", "supersession": "changed"}


def changes_since(ledger: Ledger, earlier: Earlier, story: str | None = None) -> Since:
    """Return what moved between an earlier ledger and this one, in one story of this one or in all.

    The gravest kinds come first, and within a kind the weightiest claims. The same two ledgers give the same changes.
    """
    reports = [r for r in ledger.reports if story is None or ledger.stories.get(r.id) == story]
    claims = sorted((c for c in ledger.claims if story is None or c.story == story), key=lambda c: (-c.weight, c.id))
    versions = {r.id for r in reports if earlier.reports.get(r.id) not in {None, "", r.sha256}}
    new = {r.id for r in reports if r.id not in earlier.reports}
    moved = list(_moved(claims, ledger.conflicts, earlier, versions | new))
    here = {r.id for r in ledger.reports}
    return Since(
        tuple(sorted(moved, key=lambda change: KINDS.index(change.kind))),
        tuple(r.id for r in reports if r.id in new),
        tuple(r.id for r in reports if r.id in versions),
        tuple(sorted(r for r in earlier.reports if r not in here)),
    )


def _moved(
    claims: Sequence[Claim], conflicts: Iterable[Conflict], earlier: Earlier, fresh: Collection[str]
) -> Iterator[Change]:
    """Yield at most one change a claim: a conflict that was not there before, else how its standing moved."""
    known = match_claims(claims, earlier, fresh)
    disputes: dict[str, Conflict] = {}
    for found in sorted(conflicts, key=lambda c: KINDS.index(_OF_CONFLICT[c.kind])):
        if not _was_there(found, earlier, fresh):
            disputes.setdefault(found.claim, found)
    for claim in claims:
        before, conflict = known.get(claim.id), disputes.get(claim.id)
        if conflict is not None:
            yield Change(_OF_CONFLICT[conflict.kind], claim, before, conflict)
        elif before is None:
            if claim.weight > 0 and claim.standing != WITHDRAWN and any(r.report in fresh for r in claim.readings):
                yield Change("new", claim)
        elif kind := _of_standing(claim.standing, before.standing):
            yield Change(kind, claim, before)


def _of_standing(now: str, before: str) -> str | None:
    if now == before or not before:
        return None
    if now in {WITHDRAWN, DISPUTED}:
        return "withdrawn" if now == WITHDRAWN else "disputed"
    return "confirmed" if now == CONFIRMED else "unconfirmed" if before == CONFIRMED else None


def _was_there(conflict: Conflict, earlier: Earlier, fresh: Collection[str]) -> bool:
    """Say whether a conflict of the kind stood between readings at the same places, or in the same words."""
    for old in earlier.conflicts:
        if old.kind != conflict.kind:
            continue
        if old.text == conflict.text:
            return True
        found = [any(_is_one(r.report, r.span, place, fresh) for r in conflict.readings) for place in old.places]
        if found and all(found):
            return True
    return False


def match_claims(claims: Sequence[Claim], earlier: Earlier, fresh: Collection[str]) -> dict[str, EarlierClaim]:
    """Return for each claim's id the earlier claim that it is, the likeliest where several could be meant.

    `fresh` are the reports that were not there, or had another text: a place in one of them was not read before.
    """
    by_report: dict[str, list[tuple[Span, int]]] = {}
    for n, old in enumerate(earlier.claims):
        for place in old.places:
            by_report.setdefault(place.report, []).append((place.span, n))
    same = {c.id: _by_place(c, by_report, fresh, earlier.claims) for c in claims}
    known = set(same.values())
    left = [(old, _wording(old.text)) for n, old in enumerate(earlier.claims) if n not in known]
    by_word = _index([wording for _, wording in left])
    found: dict[str, EarlierClaim] = {}
    for claim in claims:
        number = same[claim.id]
        match = earlier.claims[number] if number is not None else _by_words(claim, by_word, left)
        if match is not None:
            found[claim.id] = match
    return found


def _by_place(
    claim: Claim,
    by_report: Mapping[str, list[tuple[Span, int]]],
    fresh: Collection[str],
    before: Sequence[EarlierClaim],
) -> int | None:
    votes: dict[int, float] = {}
    for reading in claim.readings:
        for span, number in by_report.get(reading.report, ()):
            if _is_one(reading.report, reading.span, Place(reading.report, span), fresh):
                votes[number] = votes.get(number, 0.0) + _overlap(reading.span, span)
    if not votes:
        return None
    return max(votes, key=lambda n: (votes[n], before[n].text == claim.text, before[n].id == claim.id, -n))


def _is_one(report: str, span: Span, place: Place, fresh: Collection[str]) -> bool:
    return report == place.report and report not in fresh and _overlap(span, place.span) >= SAME_PLACE


def _overlap(a: Span, b: Span) -> float:
    both = min(a.end, b.end) - max(a.start, b.start)
    return max(0, both) / max(1, max(a.end, b.end) - min(a.start, b.start))


def _index(wordings: Sequence[Wording]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, wording in enumerate(wordings):
        for word in wording.words:
            found.setdefault(word, []).append(number)
    return {word: numbers for word, numbers in found.items() if len(numbers) <= COMMON_WORD}


def _by_words(
    claim: Claim, by_word: Mapping[str, list[int]], before: Sequence[tuple[EarlierClaim, Wording]]
) -> EarlierClaim | None:
    mine = _wording(claim.text)
    best, found = SAME_WORDS, None
    for number in sorted({n for word in mine.words for n in by_word.get(word, ())}):
        old, theirs = before[number]
        if (mine.numbers, mine.negated) != (theirs.numbers, theirs.negated):
            continue
        if claim.origins and old.origins and not set(claim.origins) & set(old.origins):
            continue
        alike = len(mine.words & theirs.words) / len(mine.words | theirs.words)
        if alike >= best and (found is None or alike > best):
            best, found = alike, old
    return found


class Wording(NamedTuple):
    """What a claim's words say it by: those with a meaning of their own, the numbers, and whether it says no."""

    words: frozenset[str]
    numbers: frozenset[str]
    negated: bool


def _wording(text: str) -> Wording:
    words = [w.lower().removesuffix("’s").removesuffix("'s") for w in _WORD.findall(text)]
    numbers = frozenset(str(n.value) for n in find_numerals(text))
    said = frozenset(words) - frozenset(load("function_words")["words"])
    return Wording(said, numbers, any(w in NEGATIONS or w.endswith(("n’t", "n't")) for w in words))
