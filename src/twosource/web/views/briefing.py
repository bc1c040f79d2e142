"""A briefing comes in; its page goes out: what to check first, then each section's sentences with their evidence."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.briefing.labels import SAID_BY_TITLE
from twosource.model import Briefing, Ledger, Section, Sentence
from twosource.web.addresses import claim_url, report_url
from twosource.web.naming import Link, Names
from twosource.web.twins import Table
from twosource.web.views.checks import Check, first_checks

# The sign and the word of what is special about a sentence; the words are those of the terminal and of the paper page.
SIGNS = {
    "withdrawn": ("withdraws", "Withdrawn"),
    "disputed": ("denies", "Disputed"),
    "doubt": ("hedges", "Absent"),
    "expected": ("new", "Expected"),
}
# Which lists stand in the margin: they are looked up, not read.
IN_MARGIN = {"reports", "speakers", "stories", "timeline", "figures"}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the briefing: its words, how it stands in words, where it stands, and its evidence's address."""

    text: str
    standing: str | None
    sign: tuple[str, str] | None
    date: str | None
    claim: str | None
    url: str | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the briefing. `margin` says that it is a list to look things up in."""

    key: str
    title: str
    note: str | None
    margin: bool
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class BriefingView:
    """All that the briefing's page shows."""

    headline: str
    summary: str
    checks: tuple[Check, ...]
    parts: tuple[Part, ...]

    def table(self) -> Table:
        """Return the briefing as a table, a row a sentence."""
        rows = [
            (part.title, told.text, told.standing or "", "; ".join(x.label for x in told.links), told.claim or "")
            for part in self.parts
            for told in part.told
        ]
        return ("section", "sentence", "standing", "citations", "claim"), rows


def briefing_view(briefing: Briefing, ledger: Ledger, story: str) -> BriefingView:
    """Work out the briefing's page."""
    names = Names(ledger.reports, ledger.lineages)
    return BriefingView(
        headline=briefing.headline.text,
        summary=briefing.summary.text,
        checks=first_checks(ledger, story, names),
        parts=tuple(_part(s, story, names) for s in briefing.sections if s.key != "stories"),
    )


def _part(section: Section, story: str, names: Names) -> Part:
    told = tuple(_tell(x, section.key, story, names) for x in section.sentences)
    return Part(section.key, section.title, section.note, section.key in IN_MARGIN, told)


def _tell(sentence: Sentence, key: str, story: str, names: Names) -> Told:
    head, colon, rest = sentence.text.partition(": ")
    dated = key == "timeline" and bool(colon)
    links = names.link(sentence.citations)
    url = claim_url(story, sentence.claim) if sentence.claim else None
    if key == "reports" and links:
        url = report_url(links[0].report)
    return Told(
        text=rest if dated else sentence.text,
        standing=sentence.standing,
        sign=None if key in SAID_BY_TITLE else SIGNS.get(sentence.mark or ""),
        date=head if dated else None,
        claim=sentence.claim,
        url=url,
        links=links,
    )
