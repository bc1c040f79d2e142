"""The claims of a story come in; pairs that tell of one thing and differ in its day, place, person or "not" go out.

Half of what looks inconsistent between reports is two things, a fifth two times (Li et al. 2012). So a slot is read as
a contradiction only where the rest of the two tellings is the same, and where what happened happens to a thing once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from twosource.claims.differences import Difference, align_slots, find_differences, weigh
from twosource.claims.slots import Slot, slots_in, times_agree
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import ASKS, sentence
from twosource.claims.wording import concept
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Claim, Conflict, Report, Span

# The share of their weight that two tellings must have in common, beside the slot that differs.
SAME_BUT_FOR_ONE = 0.75
# A day that something happened on may be told with less: its subject and its verb are compared by themselves.
SAME_HAPPENING = 0.5
# Two reports further apart than this many days may tell of two states of a thing.
SAME_TIME = 1
# A word in more claims than this leads to too many pairs.
CANDIDATE_CAP = 40
# Fewer telling words than this are not enough to know that two tellings are of one thing.
LEAST_WORDS = 3

_TITLES = {
    "time": "Dates that differ",
    "place": "Places that differ",
    "person": "Names that differ",
    "name": "Names that differ",
    "negation": "Reports that contradict each other",
}
# "It emerged last week *and was not* surprising": the "not" is a second verb's.
_NOT_OF_ANOTHER = re.compile(r"\b(?:and|but|or)\b.*(?:\b(?:not|never|no|none)\b|n[’']t\b)")
# "Increase it now, *not by 2030*" denies no deed; "did not", "never" do.
_NOT_OF_VERB = re.compile(
    r"\b(?:not (?!by|in|on|at|for|with|a|the|an)\w|never|nobody|no one|none)|n[’']t\b", re.IGNORECASE
)
# "Will not return *until Monday*" says when; "has not *yet*", "*so far*" is of before.
NOT_FOR_LONG = re.compile(r"\b(?:until|till|yet|so far|as of|no longer|any ?more)\b", re.IGNORECASE)
# "That evening" is whichever evening was spoken of.
_POINTERS = ("that ", "the same ", "the next ", "the following ", "the previous ")
_WORD = re.compile(r"[\w’'-]+")
_NEXT_WORD = re.compile(r" ([\w’'-]+)")


@dataclass(frozen=True, slots=True)
class _Telling:
    """A claim's best statement in its report, and the day on which a term ends where it names one.

    Its slots are found when they are asked for: most tellings are compared with no other.
    """

    claim: int
    statement: Statement
    find_slots: Callable[[], tuple[Slot, ...]]
    end: str | None
    report: Report

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.find_slots()

    @property
    def points(self) -> bool:
        """Whether a day in it is pointed to and not named: "that evening"."""
        text = self.report.text
        return any(x.time is not None and x.span.of(text).lower().startswith(_POINTERS) for x in self.slots)


def find_contradictions(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
    notes: Mapping[str, ReportNotes],
) -> list[Conflict]:
    """Return the contradictions of days, places, persons and negation between claims, each pair of claims once.

    What was withdrawn contradicts nothing any more.
    """
    standing = [(n, group) for n, group in enumerate(groups) if claims[n].standing != WITHDRAWN]
    tellings = [t for n, group in standing for t in _tellings(n, group, reports, notes)]
    against: dict[tuple[int, int], tuple[str, _Telling, _Telling]] = {}
    for i, j in sorted(_candidates(tellings)):
        a, b = tellings[i], tellings[j]
        kind = _contradiction(a, b)
        if kind is not None:
            against.setdefault((a.claim, b.claim), (kind, a, b))
    within = [_within(claims[a], *found) for (a, b), found in against.items() if a == b]
    return within + list(_told(claims, {pair: found[0] for pair, found in against.items() if pair[0] != pair[1]}))


def contradict(a: Statement, b: Statement, reports: Mapping[str, Report], notes: Mapping[str, ReportNotes]) -> bool:
    """Say whether two statements differ in one slot so that they cannot both hold."""
    one, other = (list(_tellings(0, [s], reports, notes)) for s in (a, b))
    return any(_contradiction(x, y) is not None for x in one for y in other)


def _within(claim: Claim, kind: str, a: _Telling, b: _Telling) -> Conflict:
    """Return the conflict of two readings of one claim that differ in one slot."""
    words = f"{_TITLES[kind]}: {sentence(a.statement.text)} Against: {sentence(b.statement.text)}"
    return Conflict("contradiction", claim.id, claim.readings, words)


def _told(claims: Sequence[Claim], against: Mapping[tuple[int, int], str]) -> Iterator[Conflict]:
    """Yield one conflict for each claim and kind; all that contradict one claim alike are told against it at once."""
    sides: dict[tuple[int, str], list[int]] = defaultdict(list)
    for (a, b), kind in against.items():
        # The claim that more reports make comes first, then the earlier one.
        first, other = sorted((a, b), key=lambda n: (-claims[n].reports, n))
        sides[first, kind].append(other)
    for (first, kind), others in sorted(sides.items()):
        words = f"{_TITLES[kind]}: {sentence(claims[first].text)} Against: "
        words += " ".join(sentence(claims[n].text) for n in others)
        readings = claims[first].readings + tuple(r for n in others for r in claims[n].readings)
        yield Conflict("contradiction", claims[first].id, readings, words)


def _tellings(
    number: int, group: Sequence[Statement], reports: Mapping[str, Report], notes: Mapping[str, ReportNotes]
) -> Iterator[_Telling]:
    """Yield the statements of a claim that assert something, one a wording and three at most."""
    told: set[tuple[str, ...]] = set()
    for s in group:
        if s.words in told or len(told) == 3 or not _asserts(s):
            continue
        told.add(s.words)
        slots = _finder(notes[s.report], s.span)
        yield _Telling(number, s, slots, _end_of_term(s, slots, reports[s.report].text), reports[s.report])


def _finder(notes: ReportNotes, span: Span) -> Callable[[], tuple[Slot, ...]]:
    """Return what finds the slots of a stretch, once."""
    return cache(lambda: tuple(slots_in(notes, span)))


def _asserts(statement: Statement) -> bool:
    """Say whether a statement asserts a fact: no denial, no wish, no condition, no question, and a verb."""
    if statement.stance in {"denies", "withdraws"} or not statement.predicate or not statement.subject:
        return False
    if statement.supposed or statement.text.lower().startswith(ASKS):  # "what defunding means"
        return False
    words = set(_WORD.findall(statement.text.lower()))
    return "?" not in statement.text and not words & set(load("once")["unsure"])


def _candidates(tellings: Sequence[_Telling]) -> set[tuple[int, int]]:
    """Return the pairs of tellings that share two words, or the subject of a term that ends."""
    holding: dict[str, list[int]] = defaultdict(list)
    for n, telling in enumerate(tellings):
        for word in sorted(set(telling.statement.words)):
            holding[word].append(n)
        if telling.end:
            holding[f"end of {telling.statement.subject}"].append(n)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for key in sorted(holding):
        if len(holding[key]) <= CANDIDATE_CAP:
            for pair in combinations(holding[key], 2):
                shared[pair] += 2 if key.startswith("end of ") else 1
    return {pair for pair, n in shared.items() if n >= 2}


def _contradiction(a: _Telling, b: _Telling) -> str | None:
    """Return in what two tellings contradict each other, or None."""
    one, two = a.statement, b.statement
    if a.end and b.end and _differ_on_one_term(one, two) and not (a.points or b.points):
        return None if times_agree(a.end, b.end) else "time"
    if one.report == two.report or _days_between(a, b) > SAME_TIME or one.background != two.background:
        return None
    if set(one.speakers) & set(two.speakers):
        return None  # two reports quote one speaker in two ways: he does not contradict himself
    alignment = align_slots(a.slots, b.slots)
    if len(alignment.pairs) < LEAST_WORDS:
        return None
    differences = find_differences(a.slots, b.slots, alignment)
    if len(differences) != 1:
        return None
    kind = differences[0].kind
    share = _share(a, b, alignment.weight, differences[0])
    same = one.subject == two.subject and concept(one.predicate) == concept(two.predicate)
    if kind == "time":  # "last spring" and "last year" are no two days
        dated = all(len(s.key.split("T")[0]) == len("2021-05-12") for s in (*a.slots, *b.slots) if s.time is not None)
        return kind if dated and share >= SAME_HAPPENING and same and _happens_once(one) else None
    if share < SAME_BUT_FOR_ONE:
        return None
    if kind == "negation":
        other_verb = any(_NOT_OF_ANOTHER.search(s.text) for s in (one, two))
        other_verb = other_verb or not any(_NOT_OF_VERB.search(s.text) for s in (one, two))
        other_verb = other_verb or any(NOT_FOR_LONG.search(s.text) for s in (one, two))
        return kind if same and not other_verb and not _other_speakers(one, two) else None
    if kind == "place":
        named = _names_subject(a, differences[0].ours) or _names_subject(b, differences[0].theirs)
        return kind if same and not named and _happens_once(one) else None
    if kind in {"person", "name"}:
        return (
            kind
            if concept(one.predicate) == concept(two.predicate) and concept(one.predicate) in _words("of_one")
            else None
        )
    return None


def _differ_on_one_term(a: Statement, b: Statement) -> bool:
    """Say whether two may give the end of one term, an "order" or a "permit" that both call so.

    One report gives two ends of it only as two people's words; on its own account it tells of two terms.
    """
    if a.subject != b.subject or set(a.speakers) == set(b.speakers):
        return False
    return a.report != b.report or bool(a.kind == b.kind == "utterance" and a.speakers and b.speakers)


def _share(a: _Telling, b: _Telling, common: float, difference: Difference) -> float:
    """Return the share of both tellings' weight that they have in common, the slot that differs left out."""
    whole = sum(weigh(s) for s in a.slots if s.span != difference.ours)
    whole += sum(weigh(s) for s in b.slots if s.span != difference.theirs)
    return 2 * common / whole if whole else 0.0


def _other_speakers(a: Statement, b: Statement) -> bool:
    """Say whether two are somebody's opinions against each other's: that is a debate, and no report errs."""
    return bool(a.speakers and b.speakers and not set(a.speakers) & set(b.speakers))


def _names_subject(telling: _Telling, place: Span) -> bool:
    """Say whether a place is a part of what the subject is called ("the Orlow memo"): nothing happens there."""
    behind = _NEXT_WORD.match(telling.report.text, place.end)
    return behind is not None and concept(behind[1].lower()) == telling.statement.subject


def _happens_once(statement: Statement) -> bool:
    return concept(statement.predicate) in _words("happenings")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(concept(w) for w in load("once")[name]) - {""}


def _days_between(a: _Telling, b: _Telling) -> int:
    one, other = a.report.published, b.report.published
    if not one or not other:
        return 0
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)


def _end_of_term(statement: Statement, slots: Callable[[], Sequence[Slot]], text: str) -> str | None:
    """Return the day on which a term ends: "lapsed on 31 March", "is valid until the end of the year"."""
    ends = concept(statement.predicate) in _words("ends")
    lasting = {concept(statement.predicate), *statement.words} & _words("lasting")
    if not ends and not lasting:
        return None
    times = [s for s in slots() if s.time is not None and s.time.value[:4].isdigit()]
    if len(times) != 1:
        return None
    before = text[statement.span.start : times[0].span.start].lower().split()
    value = times[0].key.split("T")[0]
    if {"end", "close"} & {*before[-3:], *times[0].span.of(text).lower().split()}:
        value = _last_day(value)
    if ends and before[-1:] in (["on"], ["in"], ["at"]):
        return value
    lasts = any(word in load("once")["lasts"] for word in before[-4:])
    return value if lasts and lasting else None


def _last_day(value: str) -> str:
    """Return the last day of a year or month; any other time as it is.

    >>> _last_day("2021"), _last_day("2021-02"), _last_day("2021-W07")
    ('2021-12-31', '2021-02-28', '2021-W07')
    """
    if len(value) == 4:
        return f"{value}-12-31"
    if len(value) == 7 and value[5:].isdigit():
        year, month = int(value[:4]), int(value[5:])
        after = date(year + month // 12, month % 12 + 1, 1)
        return (after - timedelta(days=1)).isoformat()
    return value
