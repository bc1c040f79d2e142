"""A ledger is held to a story's gold: what was found, of how many, layer by layer.

The gold names places by report, `start` and `end`; so do the ledger's records. What counts as found is said at each
layer; a layer's score is the number found and the number that there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from twosource.model import Attribution, Ledger, Reading, Span

Gold = Mapping[str, Any]
# Of a direct quotation nearly all must be inside one attribution's content; a reporter's words end less sharply.
WHOLE_QUOTE, MOST_OF_IT = 0.9, 0.5


class Score(NamedTuple):
    """How many were found of how many, and which were not."""

    found: int
    of: int
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Return the share found, 1 where there is nothing to find."""
        return self.found / self.of if self.of else 1.0


def place(item: Gold) -> Span:
    """Return where a gold item stands in its report."""
    return Span(item["start"], item["end"])


def score_quotes(ledger: Ledger, gold: Gold, kind: str) -> tuple[Score, Score]:
    """Score `direct_quotes` or `indirect_quotes`: those inside an attribution, and those of the right speaker."""
    least = WHOLE_QUOTE if kind == "direct_quotes" else MOST_OF_IT
    names = _names(gold["speaker_aliases"])
    found, right = [], []
    for item in gold[kind]:
        holding = _holding(ledger.attributions, item, least)
        said = {names(s) for a in holding for s in (a.speakers or ((a.speaker,) if a.speaker else ()))}
        found.append(bool(holding))
        right.append(bool(said & {names(s) for s in item["speakers"]}))
    return _counted(gold[kind], found), _counted(gold[kind], right)


def taken_as_quotes(ledger: Ledger, gold: Gold) -> list[str]:
    """Return what stands between quotation marks, is nobody's speech, and was taken for it."""
    return [
        item["text"]
        for item in gold["not_quotes"]
        if any(
            _common(span, place(item)) > 0.7 * max(_length(span), _length(place(item)))
            for a in ledger.attributions
            if a.report == item["report"]
            for span in a.content
        )
    ]


def score_figures(ledger: Ledger, gold: Gold) -> tuple[Score, Score]:
    """Score the figures found, and those with the range that the words allow (an open end of the gold asks nothing)."""
    found, right = [], []
    for item in gold["figures"]:
        here = [f for f in ledger.figures if f.report == item["report"] and f.span.overlaps(place(item))]
        found.append(bool(here))
        ends = ("low", "high")
        right.append(any(all(item[e] is None or getattr(f, e) == item[e] for e in ends) for f in here[:1]))
    return _counted(gold["figures"], found), _counted(gold["figures"], right)


def score_times(ledger: Ledger, gold: Gold) -> tuple[Score, Score]:
    """Score the times found, and those with the right day; a finer value than the gold's day is right as well."""
    found, right = [], []
    for item in gold["times"]:
        here = [t for t in ledger.times if t.report == item["report"] and t.span.overlaps(place(item))]
        day = item["value"][:10] if len(item["value"]) >= 10 else None
        found.append(bool(here))
        right.append(any(t.value == item["value"] or (day is not None and t.value.startswith(day)) for t in here))
    return _counted(gold["times"], found), _counted(gold["times"], right)


def score_lineages(ledger: Ledger, gold: Gold) -> bool:
    """Say whether the reports fall into just the gold's lineages."""
    return {frozenset(x.reports) for x in ledger.lineages} == {frozenset(x["reports"]) for x in gold["lineages"]}


def furniture_in_bodies(ledger: Ledger, gold: Gold) -> list[str]:
    """Return the page furniture of which more than half is in a body."""
    bodies = {r.id: r.body for r in ledger.reports}
    return [
        item["text"]
        for item in gold["boilerplate"]
        if any(_common(span, place(item)) > 0.5 * _length(place(item)) for span in bodies[item["report"]])
    ]


def score_hedges(ledger: Ledger, gold: Gold) -> Score:
    """Score the doubts shown as standing in one report and absent from the other."""
    lost = [f for f in ledger.findings if f.kind == "hedge-absent"]
    found = [
        any(
            f.present.report == item["in"]["report"]
            and f.present.span.overlaps(place(item["in"]))
            and f.absent.report == item["absent_in"]["report"]
            for f in lost
        )
        for item in gold["hedges"]
    ]
    return _counted([item["in"] for item in gold["hedges"]], found)


def score_claims(ledger: Ledger, gold: Gold) -> tuple[Score, Score, Score]:
    """Score the claims that hold all their mentions; of these, those with their lineages counted right; and those
    that no other report was drawn into."""
    whole, counted, pure = [], [], []
    for item in gold["claims"]:
        best = max(ledger.claims, key=lambda c: sum(_reads(c.readings, m) for m in item["mentions"]))
        complete = all(_reads(best.readings, m) for m in item["mentions"])
        whole.append(complete)
        counted.append(complete and best.lineages == item["lineages"])
        pure.append({r.report for r in best.readings} <= {m["report"] for m in item["mentions"]})
    return (_counted(gold["claims"], whole), _counted(gold["claims"], counted), _counted(gold["claims"], pure))


def score_conflicts(ledger: Ledger, gold: Gold, kind: str) -> Score:
    """Score the conflicts of one kind that are returned with a reading at one of their mentions."""
    wanted = [item for item in gold["conflicts"] if item["kind"] == kind]
    found = [
        any(c.kind == kind and any(_reads(c.readings, m) for m in item["mentions"]) for c in ledger.conflicts)
        for item in wanted
    ]
    return _counted(wanted, found)


def agreements_in_conflict(ledger: Ledger, gold: Gold) -> list[str]:
    """Return the pairs that agree and stand together in something called a conflict (a later toll is none)."""
    called = [c for c in ledger.conflicts if c.kind != "supersession"]
    return [
        " / ".join(m["text"] for m in pair)
        for pair in gold["agreements"]
        if any(all(_reads(c.readings, m) for m in pair) for c in called)
    ]


def occasions_in_conflict(ledger: Ledger, gold: Gold) -> list[str]:
    """Return what was said or done on two occasions and stands together in a conflict."""
    return [
        item["id"]
        for item in gold["not_conflicts"]
        if any(all(_reads(c.readings, m) for m in item["mentions"]) for c in ledger.conflicts)
    ]


def score_timeline(ledger: Ledger, gold: Gold) -> Score:
    """Score the days that the timeline has."""
    days = {entry.date[:10] for entry in ledger.timeline}
    return _counted(gold["timeline"], [item["date"] in days for item in gold["timeline"]])


def _holding(attributions: Iterable[Attribution], item: Gold, least: float) -> list[Attribution]:
    enough = least * _length(place(item))
    return [
        a
        for a in attributions
        if a.report == item["report"] and any(_common(span, place(item)) >= enough for span in a.content)
    ]


def _reads(readings: Sequence[Reading], mention: Gold) -> bool:
    return any(r.report == mention["report"] and r.span.overlaps(place(mention)) for r in readings)


def _names(aliases: Mapping[str, Sequence[str]]) -> Callable[[str], str]:
    """Return the function that brings the ways to name one speaker together."""
    main = {other: name for name, others in aliases.items() for other in (name, *others)}

    def name(printed: str) -> str:
        plain = printed.replace("’", "'").lower().strip()
        plain = re.sub(r"^(?:the|mr\.?|mrs\.?|president) ", "", plain)
        return main.get(plain, plain)

    return name


def _counted(items: Sequence[Gold], found: Sequence[bool]) -> Score:
    missed = (i for i, there in zip(items, found, strict=True) if not there)
    return Score(sum(found), len(items), tuple(f"{i.get('report', '')} {_called(i)}".strip() for i in missed))


def _called(item: Gold) -> str:
    return str(item.get("text") or item.get("id") or item.get("what"))[:70]


def _common(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _length(span: Span) -> int:
    return span.end - span.start
