"""A story's overrulings come in; the list of them goes out, each in words, with what it needs to be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.model import Decision, Ledger
from twosource.web.addresses import claim_url, report_url
from twosource.web.naming import Names
from twosource.web.shelf import Undone
from twosource.web.twins import Table

KINDS = ("credibility", "direction", "lineage", "reading", "same-claim", "same-story")
GRADES = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Overruling:
    """A person's decision in words. `url` leads to what it is about."""

    id: str
    kind: str
    text: str
    name: str
    reason: str
    at: str
    url: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An overruling that no longer holds, with who took it back, why and when."""

    what: Overruling
    name: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class OverruledView:
    """All that the page of overrulings shows: what holds, and what was taken back."""

    decisions: tuple[Overruling, ...]
    taken_back: tuple[TakenBack, ...]

    def table(self) -> Table:
        """Return the overrulings as a table."""
        columns = ("id", "kind", "decision", "name", "reason", "at", "taken back by", "because", "taken back at")
        rows = [(d.id, d.kind, d.text, d.name, d.reason, d.at, "", "", "") for d in self.decisions]
        for t in self.taken_back:
            rows.append(
                (t.what.id, t.what.kind, t.what.text, t.what.name, t.what.reason, t.what.at, t.name, t.reason, t.at)
            )
        return columns, rows


def overruled_view(
    decisions: Sequence[Decision], taken_back: Sequence[tuple[Decision, Undone]], ledger: Ledger, story: str
) -> OverruledView:
    """Say each overruling in words, the newest first, and after them those that were taken back."""
    names = Names(ledger.reports)
    texts = {c.id: c.text for c in ledger.claims}

    def told(d: Decision) -> Overruling:
        return Overruling(d.id, d.kind, _told(d, names, texts), d.name, d.reason, d.at, _url(d, story))

    return OverruledView(
        tuple(told(d) for d in sorted(decisions, key=lambda d: (d.at, d.id), reverse=True)),
        tuple(TakenBack(told(d), u.name, u.reason, u.at) for d, u in taken_back),
    )


def _told(d: Decision, names: Names, texts: dict[str, str]) -> str:
    def called(report: str) -> str:
        return names.title(report) if report in names.named else report

    subject = texts.get(d.subject, d.subject)
    if d.kind == "credibility":
        return f"“{subject}” is graded {d.value}, {GRADES.get(d.value, 'a grade')}."
    if d.kind == "direction":
        made = "is not shown" if d.value == "unknown" else f"is {called(d.value)}"
        return f"What {called(d.subject)} was made from {made}."
    if d.kind == "lineage":
        whose = "has a lineage of its own" if d.value == "own" else f"is of one lineage with {called(d.value)}"
        return f"{called(d.subject)} {whose}."
    if d.kind == "same-story":
        whose = "is a story of its own" if d.value == "own" else f"tells the story of {called(d.value)}"
        return f"{called(d.subject)} {whose}."
    if d.kind == "same-claim":
        return f"“{subject}” and “{texts.get(d.value, d.value)}” are one claim."
    report, _, place = d.value.rpartition(":")
    return f"The words of {called(report)} (characters {place}) are no reading of “{subject}”."


def _url(d: Decision, story: str) -> str:
    return report_url(d.subject) if d.kind in {"direction", "lineage", "same-story"} else claim_url(story, d.subject)
