"""Speakers and the timeline of a story come in; who said what, and what is said to have happened when, go out."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from twosource.briefing.dated import told_once
from twosource.briefing.labels import written_date
from twosource.model import Claim, Ledger, TimelineEntry
from twosource.web.addresses import claim_url
from twosource.web.naming import Link, Names, claims_by_weight
from twosource.web.timeline_chart import draw_timeline
from twosource.web.twins import Table

OWN_ACCOUNT = "own account of "
MOST_SPEAKERS, MOST_SAID = 24, 6


@dataclass(frozen=True, slots=True)
class Said:
    """A thing that a speaker said, by which words each report attributes it, and where."""

    text: str
    url: str
    cues: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is heard; `aliases` are the other names by which the reports call them."""

    name: str
    aliases: tuple[str, ...]
    statements: int
    reports: int
    lineages: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something dated. `precise` says how precisely, in a word."""

    date: str
    written: str
    precise: str
    what: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SpeakersView:
    """All that the view of speakers and timeline shows; `undated` are reports whose date is not known."""

    speakers: tuple[Speaker, ...]
    speakers_left_out: int
    happenings: tuple[Happening, ...]
    undated: tuple[str, ...]
    chart: Markup | None

    def table(self) -> Table:
        """Return the timeline and then what the speakers said, as one table."""
        rows: list[tuple[object, ...]] = [
            ("event", h.date, h.precise, "", h.what, "; ".join(x.label for x in h.links)) for h in self.happenings
        ]
        rows += [
            ("statement", "", "", s.name, said.text, "; ".join(x.label for x in said.links))
            for s in self.speakers
            for said in s.said
        ]
        return ("row", "date", "precision", "speaker", "text", "citations"), rows


def speakers_view(ledger: Ledger, story: str) -> SpeakersView:
    """Work out who is heard and what happened when."""
    names = Names(ledger.reports)
    heard = _heard(ledger)
    speakers = sorted(heard, key=lambda s: (-len(heard[s]), s))
    here = [e for e in ledger.timeline if any(r.report in names.reports for r in e.readings)]
    entries = sorted(told_once(here, ledger.claims), key=lambda e: (e.date, -len(e.readings), e.what))
    return SpeakersView(
        tuple(_speaker(s, heard[s], ledger, story, names) for s in speakers[:MOST_SPEAKERS]),
        max(0, len(speakers) - MOST_SPEAKERS),
        tuple(_happening(e, names) for e in entries),
        tuple(names.title(r.id) for r in ledger.reports if not r.published),
        draw_timeline(entries, [r.published for r in ledger.reports if r.published]),
    )


def _heard(ledger: Ledger) -> dict[str, list[Claim]]:
    heard: dict[str, list[Claim]] = {}
    for claim in claims_by_weight(ledger):
        for origin in claim.origins:
            if not origin.startswith(OWN_ACCOUNT):
                heard.setdefault(origin, []).append(claim)
    return heard


def _speaker(name: str, claims: list[Claim], ledger: Ledger, story: str, names: Names) -> Speaker:
    readings = [r for c in claims for r in c.readings if r.origin == name]
    return Speaker(
        name[:1].upper() + name[1:],
        _aliases(name, ledger, names),
        len(claims),
        len({r.report for r in readings}),
        len({r.lineage for r in readings}),
        tuple(_said(name, c, ledger, story, names) for c in claims[:MOST_SAID]),
    )


def _aliases(name: str, ledger: Ledger, names: Names) -> tuple[str, ...]:
    """Return how the reports call a speaker, other than by that name; pronouns are no name."""
    found: dict[str, None] = {}
    for a in ledger.attributions:
        if a.speaker == name and a.report in names.reports:
            words = " ".join(" ".join(s.of(names.reports[a.report].text) for s in a.source).split())
            words = words.strip(" ,;:.").replace("’", "'")
            if len(words) > 4 and words.lower() != name.lower():
                found.setdefault(words)
    return tuple(found)[:4]


def _said(name: str, claim: Claim, ledger: Ledger, story: str, names: Names) -> Said:
    said_by = {(a.report, a.id): a for a in ledger.attributions}
    cues: dict[str, list[str]] = {}
    for r in claim.readings:
        a = said_by.get((r.report, r.attribution or ""))
        if a and r.origin == name and r.report in names.named:
            cue = " ".join(" … ".join(s.of(names.reports[r.report].text) for s in a.cue).split())
            if cue and names.named[r.report].short not in cues.setdefault(cue, []):
                cues[cue].append(names.named[r.report].short)
    listed = tuple((cue, ", ".join(reports)) for cue, reports in cues.items())
    return Said(claim.text, claim_url(story, claim.id), listed, names.link_readings(claim.readings))


def _happening(entry: TimelineEntry, names: Names) -> Happening:
    written = written_date(entry.date)
    return Happening(
        entry.date,
        f"Week of {written}" if entry.granularity == "week" else written,
        entry.granularity,
        entry.what,
        names.link_readings(entry.readings),
    )
