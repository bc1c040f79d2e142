"""The notes of a stretch come in; its slots go out in text order: names, counts, dates and the words between them.

Two tellings are compared slot by slot, once they are known to tell of one thing: what may differ between them is typed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from twosource.claims.counts import same_number
from twosource.claims.figure_pairs import compare_figures
from twosource.claims.wording import concept, root_of
from twosource.language.clauses import Word
from twosource.language.figure_units import base_of
from twosource.language.gazetteer import state_of
from twosource.language.notes import ReportNotes
from twosource.model import Figure, Name, Span, Time

PLACES = frozenset(("GPE", "LOC", "NORP"))
# Parts of a person's or body's name that name nobody by themselves.
WEAK_PARTS = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "on",
        "at",
        "de",
        "la",
        "le",
        "al",
        "von",
        "van",
        "st",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "new",
        "north",
        "south",
        "east",
        "west",
    ]
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a telling says in one place. `kind` is word, name, figure or time; `key` is its concept.

    `figure`, `time` and `name` hold what the language layer says of it; `negated` is set on the verb of a clause
    that says no, `heads` on every verb of a clause.
    """

    kind: str
    key: str
    span: Span
    name: Name | None = None
    figure: Figure | None = None
    time: Time | None = None
    heads: bool = False
    negated: bool = False


def find_slots(
    words: Iterable[Word],
    names: Iterable[Name],
    figures: Iterable[Figure],
    times: Iterable[Time],
    verbs: dict[Span, bool] | None = None,
) -> list[Slot]:
    """Return the slots in text order; where two would overlap, the one that says more stands.

    `verbs` gives the heads of clauses and whether each is negated.
    """
    found: list[Slot] = []
    for time in times:
        if time.type in {"DATE", "TIME"} and any(c.isdigit() for c in time.value):
            found.append(Slot("time", time.value, time.span, time=time))
    taken = [s.span for s in found]
    for figure in figures:
        if not any(figure.span.overlaps(t) for t in taken):
            found.append(Slot("figure", f"{figure.value} {figure.unit}", figure.span, figure=figure))
    taken = [s.span for s in found]
    for name in names:
        if not any(name.span.overlaps(t) for t in taken):
            found.append(Slot("name", name_key(name), name.span, name=name))
    taken = sorted(s.span for s in found)
    for word in words:
        span = Span(word.start, word.end)
        key = concept(word.lemma)
        if key and not any(span.overlaps(t) for t in taken):
            heads = verbs is not None and span in verbs
            found.append(Slot("word", key, span, heads=heads, negated=bool(verbs and verbs.get(span))))
    return sorted(found, key=lambda s: (s.span.start, s.span.end))


def slots_in(notes: ReportNotes, span: Span) -> list[Slot]:
    """Return the slots of a stretch of a report, by what was read in it."""
    first = bisect_left(notes.words, span.start, key=lambda w: w.start)
    last = bisect_left(notes.words, span.end, key=lambda w: w.start)
    verbs = {c.head: c.negated for c in notes.clauses if span.overlaps(c.head)}
    names = [n for n in notes.names if span.overlaps(n.span)]
    figures = [f for f in notes.figures if span.overlaps(f.span)]
    times = [t for t in notes.times if span.overlaps(t.span)]
    return find_slots(notes.words[first:last], names, figures, times, verbs)


def same_slot(a: Slot, b: Slot) -> bool:
    """Say whether two slots hold the same: one concept, one name in two forms, one number, days that allow each other.

    A word and a name are the same by their letters alone: parsers disagree about what is a name.
    """
    if a.figure is not None and b.figure is not None:
        return same_figure(a.figure, b.figure)
    if a.time is not None and b.time is not None:
        return times_agree(a.time.value, b.time.value)
    if a.name is not None and b.name is not None:
        return same_name(a.name, b.name)
    return a.key == b.key


def same_figure(a: Figure, b: Figure) -> bool:
    """Say whether two figures give one number, of one unit where both have one."""
    if a.unit and b.unit and base_of(a.unit)[0] != base_of(b.unit)[0]:
        return a.value == b.value and not {a.unit, b.unit} & {"%", "year", "month", "week", "day", "USD"}
    return same_number(a, b) or compare_figures(a, b) in {"equal", "compatible"}


def times_agree(a: str, b: str) -> bool:
    """Say whether two TIMEX3 values may be one time: the coarser holds the finer, an unknown part allows anything.

    >>> times_agree("2021-05", "2021-05-12"), times_agree("2021-05-11", "2021-05-12"), times_agree("XXXX-Q3", "2021-Q3")
    (True, False, True)
    """
    left, right = a.split("T")[0].split("-"), b.split("T")[0].split("-")
    for x, y in zip(left, right, strict=False):
        if x[:1] != y[:1] and {x[:1], y[:1]} & {"W", "Q", "S", "F", "H"}:
            return True  # a week or a season against a month: left open
        if "X" in x or "X" in y:
            continue
        if x != y:
            return len(x) != len(y)
    return True


@cache
def name_parts(text: str) -> tuple[str, ...]:
    """Return the words of a name that name somebody, in order and lower case."""
    cleaned = text.lower().replace("’s", "").replace("'s", "").replace(".", "")
    return tuple(w for w in cleaned.replace("-", " ").split() if w not in WEAK_PARTS)


def name_key(name: Name) -> str:
    """Return the one concept of a name: a state, its people and its capital's name stay apart only from others."""
    state = state_of(name.text.removeprefix("the ").removeprefix("The "))
    if state is not None and state[1] != "capital":
        return state[0].lower()
    return root_of(name.text.lower()) if name.kind in PLACES else name.text.lower()


def same_name(a: Name, b: Name) -> bool:
    """Say whether two names may mean the same: equal, one in the other, a place and its people, or initials.

    >>> watch, board = Name(Span(0, 1), "Orlow Harbour Board", "ORG"), Name(Span(0, 1), "OHB", "ORG")
    >>> same_name(watch, board), same_name(watch, Name(Span(0, 1), "Orlow", "GPE"))
    (True, True)
    """
    if name_key(a) == name_key(b):
        return True
    left, right = name_parts(a.text), name_parts(b.text)
    if set(left) & set(right):
        return a.kind != "PERSON" or b.kind != "PERSON" or left[-1] == right[-1] or min(len(left), len(right)) == 1
    return _initials(left) == "".join(right) or _initials(right) == "".join(left)


def _initials(parts: tuple[str, ...]) -> str:
    return "".join(p[0] for p in parts) if len(parts) > 1 else " "


def of_one_state(a: Slot, b: Slot) -> bool:
    """Say whether two names point to one state: what is done in Oslo is done in Norway."""
    states = [state_of(s.name.text) if s.name is not None else None for s in (a, b)]
    return states[0] is not None and states[1] is not None and states[0][0] == states[1][0]
