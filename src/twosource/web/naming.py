"""Reports and readings come in; what a page calls them and where it leads go out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twosource.briefing.labels import Citer, rest_of, written_date
from twosource.model import Citation, Claim, Ledger, Lineage, Reading, Report, Span
from twosource.web.addresses import report_url


@dataclass(frozen=True, slots=True)
class Named:
    """A report as a page calls it: `short` as in citations, `name` its outlet, else what its id says besides."""

    id: str
    short: str
    name: str
    published: str | None
    day: str
    url: str


@dataclass(frozen=True, slots=True)
class Link:
    """A citation as a link: what it shows, where it leads, the outlet for who hovers or listens."""

    label: str
    url: str
    title: str
    report: str
    span: Span


class Names:
    """What the reports of one story are called, and links into them."""

    def __init__(self, reports: Sequence[Report], lineages: Sequence[Lineage] = ()) -> None:
        self.reports = {r.id: r for r in reports}
        self.citer = Citer(reports)
        self.named = {r.id: _named(r, self.citer.names[r.id]) for r in reports}
        self.lineages = {x.id: lineage_name(x, self) for x in lineages}

    def link(self, citations: Iterable[Citation]) -> tuple[Link, ...]:
        """Return links to what is cited; what is no place in a report of the story is left out."""
        return tuple(
            Link(c.label, report_url(c.report, c.span), self.named[c.report].name, c.report, c.span)
            for c in citations
            if c.report in self.reports and _is_place(self.reports[c.report], c.span)
        )

    def link_readings(self, readings: Iterable[Reading]) -> tuple[Link, ...]:
        """Return links to readings, each line once."""
        return self.link(self.citer.cite_all(r for r in readings if r.report in self.reports))

    def link_place(self, report: str, span: Span) -> tuple[Link, ...]:
        """Return the link to one place, none where it is not in the story."""
        return self.link([self.citer.cite(report, span)]) if report in self.reports else ()

    def say(self, text: str) -> str:
        """Call the reports in a text by the short names that the citations use, the lineages by what they are."""
        for report, named in self.named.items():
            text = text.replace(report, named.short)
        if not self.lineages:
            return text
        ids = "|".join(re.escape(x) for x in sorted(self.lineages, key=len, reverse=True))
        return re.sub(rf"\b(?:{ids})\b", lambda found: self.lineages[found.group()], text)

    def list(self, reports: Iterable[str]) -> str:
        """Return reports as a reader calls them: "01 Coastal Tribune, 04 Daily Beacon"."""
        return ", ".join(self.title(r) for r in reports if r in self.named)

    def title(self, report: str) -> str:
        """Return one report as a reader calls it."""
        named = self.named[report]
        return f"{named.short} {named.name}" if named.name else named.short


def _named(report: Report, short: str) -> Named:
    day = written_date(report.published) if report.published else "date not known"
    name = report.outlet or rest_of(report.id, short)
    return Named(report.id, short, name, report.published, day, report_url(report.id))


def _is_place(report: Report, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(report.text)


def lineage_name(lineage: Lineage, names: Names) -> str:
    """Return what a reader calls a lineage: its agency's copy, the shared copy, or the one report on its own."""
    if lineage.credit:
        return f"{lineage.credit} copy"
    if len(lineage.reports) > 1:
        first = next((r for r in lineage.reports if r in names.named), lineage.reports[0])
        return f"copy shared with {names.named[first].name if first in names.named else first}"
    return f"{names.named[lineage.reports[0]].name if lineage.reports[0] in names.named else lineage.id} on its own"


def claims_by_weight(ledger: Ledger) -> list[Claim]:
    """Return the claims that a reader is told of, what stands on most first."""
    return sorted((c for c in ledger.claims if c.weight > 0), key=lambda c: (-c.weight, c.id))


def triple(claim: Claim) -> str:
    """Return the three numbers that are always told together.

    >>> triple(Claim("c", "Rain fell.", None, (), 5, 2, ("Ada Moll",), "one report"))
    '5 reports / 2 lineages / 1 origin'
    """
    return " / ".join(
        f"{number} {noun}{'' if number == 1 else 's'}"
        for number, noun in ((claim.reports, "report"), (claim.lineages, "lineage"), (len(claim.origins), "origin"))
    )
