"""Lineages and derivations come in; who runs whose copy goes out: a picture, and the same content as a nested list."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from twosource.briefing.labels import counted
from twosource.briefing.lineage_picture import draw_lineages
from twosource.model import Derivation, Edit, Ledger, Lineage, Report, Span
from twosource.web.addresses import story_url
from twosource.web.naming import Named, Names, lineage_name
from twosource.web.twins import Table

Changes = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """What a report shares with a relative: the share of its words, what was changed, which came first and why.

    `other_lineage` says that the two share a few sentences and are still counted as two.
    """

    relative: Named
    kept: int
    changes: Changes
    direction: str
    evidence: tuple[str, ...]
    url: str
    other_lineage: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a lineage with its ties."""

    report: Named
    credit: str
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class LineageBranch:
    """A lineage: what it is called, why these are one, whether its original was ever seen, its reports."""

    id: str
    name: str
    original: str
    evidence: tuple[str, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class LineageView:
    """All that the lineage view shows; `lead` says in a sentence what matters most."""

    lead: str
    picture: Markup | None
    reports: int
    lineages: tuple[LineageBranch, ...]

    def table(self) -> Table:
        """Return the ties as a table, a row a pair; a report without a relative has a row of its own."""
        columns = ("lineage", "report", "published", "credit", "relative", "words shared %", "direction", "evidence")
        rows: list[tuple[object, ...]] = []
        for branch in self.lineages:
            for m in branch.members:
                head = (branch.id, m.report.id, m.report.published or "", m.credit)
                rows += [(*head, t.relative.id, t.kept, t.direction, "; ".join(t.evidence)) for t in m.ties]
                rows += [] if m.ties else [(*head, "", "", "", "")]
        return columns, rows


def lineage_view(ledger: Ledger, story: str) -> LineageView:
    """Work out who runs whose copy."""
    names = Names(ledger.reports, ledger.lineages)
    short = {r: n.short for r, n in names.named.items()}
    lineages = [x for x in ledger.lineages if set(x.reports) & set(names.reports)]
    ties = _told_once(ledger.derivations, names)
    home = {r: x.id for x in lineages for r in x.reports}
    return LineageView(
        _lead(lineages, names),
        draw_lineages(ledger.reports, lineages, ties, short),
        len(ledger.reports),
        tuple(_branch(x, ties, home, story, names) for x in lineages),
    )


def _lead(lineages: list[Lineage], names: Names) -> str:
    """Say how many reports run the copy that most run, and who prints no credit for it."""
    largest = max(lineages, key=lambda x: len(x.reports), default=None)
    if largest is None or len(largest.reports) < 2:
        return "No report here runs another’s copy: each counts for itself."
    members = [r for r in largest.reports if r in names.named]
    copy = lineage_name(largest, names)
    many = counted(len(members), "report").partition(" ")[0]
    of_all = counted(len(names.reports), "report")
    said = f"{many[:1].upper()}{many[1:]} of {of_all} run {copy} and count once."
    silent = [names.title(r) for r in members if not names.reports[r].credit_printed]
    return f"{said} No credit is printed in {', '.join(silent)}." if silent and largest.credit else said


def _told_once(derivations: tuple[Derivation, ...], names: Names) -> list[Derivation]:
    """Leave out pairs that lead out of the story; where one direction is shown, the other is not told."""
    among = [d for d in derivations if d.child in names.reports and d.parent in names.reports]
    shown = {(d.parent, d.child) for d in among if d.direction == "shown"}
    return [d for d in among if d.direction == "shown" or (d.child, d.parent) not in shown]


def _branch(lineage: Lineage, ties: list[Derivation], home: dict[str, str], story: str, names: Names) -> LineageBranch:
    members = tuple(
        Member(names.named[r], _credit(names.reports[r], lineage), _ties(r, ties, home, story, names))
        for r in lineage.reports
        if r in names.named
    )
    source = f" from {lineage.credit}" if lineage.credit else ""
    original = f"Presumed: an original{source} that is none of these reports." if lineage.inferred_original else ""
    evidence = tuple(names.say(e) for e in lineage.evidence)
    return LineageBranch(lineage.id, lineage_name(lineage, names), original, evidence, members)


def _credit(report: Report, lineage: Lineage) -> str:
    if report.credit_printed:
        return f"credit printed: {report.credit_printed}"
    return f"no credit printed, {lineage.credit} inferred" if lineage.credit else "no credit printed"


def _ties(report: str, ties: list[Derivation], home: dict[str, str], story: str, names: Names) -> tuple[Tie, ...]:
    return tuple(_tie(d, home, story, names) for d in ties if d.child == report)


def _tie(d: Derivation, home: dict[str, str], story: str, names: Names) -> Tie:
    parent = str(d.parent)
    direction = f"made from {names.named[parent].short}" if d.direction == "shown" else "which came first is not shown"
    changes = _changes(d.edits, names.reports[d.child].text, names.reports[parent].text)
    url = story_url(story, "compare", base=parent, beside=d.child)
    evidence = tuple(names.say(e) for e in d.evidence)
    apart = home.get(d.child) != home.get(parent)
    return Tie(names.named[parent], round(d.kept * 100), changes, direction, evidence, url, apart)


def _changes(edits: tuple[Edit, ...], child: str, parent: str) -> Changes:
    """Count the words of the sentences that were cut, added and reworded; of the parent's where cut."""
    counts = {"cut": 0, "added": 0, "reworded": 0}
    for edit in edits:
        if edit.kind in counts:
            span, text = (edit.parent, parent) if edit.kind == "cut" else (edit.child, child)
            counts[edit.kind] += len((span or Span(0, 0)).of(text).split())
    return tuple((kind, words) for kind, words in counts.items() if words)
