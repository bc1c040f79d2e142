"""A ledger comes in; the briefing goes out: what to say, in which order, and what to leave out.

The order is an editor's: what stands best first, then what rests on one origin, then what one lineage alone says,
then what is disputed, withdrawn or lost its doubt. Nothing is said twice, and what was withdrawn stands nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from twosource.briefing.caveats import find_caveats, with_caveats
from twosource.briefing.charges import charges_first
from twosource.briefing.dated import about_timeline
from twosource.briefing.doubts import about_doubts
from twosource.briefing.earlier import Earlier
from twosource.briefing.fit import is_fit
from twosource.briefing.headline import choose_title, claims_of, told_above
from twosource.briefing.labels import Citer, counted, written_date, written_range
from twosource.briefing.lead import choose_lead
from twosource.briefing.news import about_changes
from twosource.briefing.newsrooms import by_newsroom, lineage_in_words, of_one_newsroom
from twosource.briefing.replaced import overtaken
from twosource.briefing.rest import about_rest
from twosource.briefing.said import (
    Said,
    bare_sentences,
    fuller_sentences,
    mere_answers,
    with_speaker,
    without_repeats,
)
from twosource.briefing.sections import (
    about_decisions,
    about_figures,
    about_other_stories,
    about_reports,
    about_speakers,
    replaced_counts,
)
from twosource.briefing.since import Since, changes_since
from twosource.briefing.torn import is_torn
from twosource.briefing.unknown import about_unknown
from twosource.briefing.whose import bare_copies, standing_in_words
from twosource.claims.houses import find_houses
from twosource.decisions import ABOUT_CLAIMS, said_by
from twosource.model import Briefing, Claim, Conflict, Ledger, Place, Report, Section, Sentence
from twosource.stages import collector_at_rest

# How many sentences a section may have, by the length asked for.
LENGTHS = {"short": 3, "normal": 8, "full": 1000}


@collector_at_rest()
def compose(
    ledger: Ledger, story: str | None = None, length: str = "normal", *, since: Earlier | None = None
) -> Briefing:
    """Tell one story of a ledger: the largest one, or the one named; `length` is short, normal or full.

    A short briefing is the story in a few sentences, then what is disputed and what was withdrawn, without the lists.
    Where an earlier ledger is given (`read_earlier`, `earlier_of`), what moved since comes first.

    Raises ValueError for a story that the ledger does not have, or a length that is none of the three.
    """
    if length not in LENGTHS:
        raise ValueError(f"length is {', '.join(LENGTHS)}; not {length!r}")
    chosen = story or main_story(ledger)
    reports = [r for r in ledger.reports if ledger.stories.get(r.id) == chosen]
    if not reports:
        raise ValueError(f"there is no story {story!r} in this ledger")
    moved = changes_since(ledger, since, chosen) if since is not None else None
    return _Teller(ledger, chosen, reports, LENGTHS[length], moved, length == "short").briefing()


def main_story(ledger: Ledger) -> str:
    """Return the story with the most reports among those of which something can be told, the first of equals."""
    counts: dict[str, int] = {}
    for report in ledger.reports:
        counts[ledger.stories[report.id]] = counts.get(ledger.stories[report.id], 0) + 1
    told = {claim.story for claim in ledger.claims}
    return max(counts, key=lambda s: (s in told, counts[s])) if counts else ""


@dataclass
class _Teller:
    """Tells one story; remembers what has been said, so that it is said once."""

    ledger: Ledger
    story: str
    reports: list[Report]
    limit: int
    since: Since | None = None
    short: bool = False

    def __post_init__(self) -> None:
        self.citer = Citer(self.reports)
        self.said = Said()
        self.full = self.limit >= LENGTHS["full"]
        self.sentences = {r.id: bare_sentences(r) for r in self.reports} if self.full else {}
        ids = {r.id for r in self.reports}
        self.lineages = [x for x in self.ledger.lineages if ids & set(x.reports)]
        self.claims = claims_of(self.ledger, self.story)
        self.answers = mere_answers(self.claims, self.ledger.conflicts)
        self.caveats, self.bare = find_caveats(self.reports, self.claims)
        self.replaced = replaced_counts(self.claims, self.ledger.conflicts)
        self.overtaken = overtaken(self.claims, self.ledger.conflicts, self.citer)
        gone = [c for c in self.claims if c.standing == "withdrawn"]
        self.withdrawn = [Place(r.report, r.span) for c in gone for r in c.readings if r.stance != "withdraws"]

    def briefing(self) -> Briefing:
        """Return the briefing, sections without a sentence left out."""
        sections = self._changes()  # before the rest, which does not say it again
        sections += self._in_short() if self.short else self._at_length()
        sections = with_caveats(sections, self.caveats, {r.id: r.text for r in self.reports}, self.citer)
        if self.full:
            place = next(n for n, s in enumerate(sections) if s.key == "doubts")
            sections.insert(place, about_rest(self.reports, sections, self.citer))
        sections.append(about_other_stories(self.ledger, self.story))
        return Briefing(self._headline(), self._summary(), tuple(s for s in sections if s.sentences), self.story)

    def _in_short(self) -> list[Section]:
        lead = self._lead()
        return [
            lead if lead.sentences else replace(lead, sentences=tuple(self._tell(self.claims))),
            self._conflicts("disputed", "Disputed", {"contradiction", "denial"}),
            self._conflicts("withdrawn", "Withdrawn", {"retraction"}),
            about_decisions(self.ledger, self.claims, self.citer),
        ]

    def _at_length(self) -> list[Section]:
        unknown, told = about_unknown(self.reports, self.lineages, self.claims, self.citer, self.limit, self.full)
        self.said.remember_all(told, unknown)
        return [
            self._standing("confirmed", "Reported independently", "confirmed independently"),
            self._standing("one-origin", "Reported independently, one origin", "independently reported, one origin"),
            self._standing(
                "origins-in-one",
                "Reported independently, sources in one lineage only",
                "independently reported, origins in one lineage only",
            ),
            self._standing(
                "unlike",
                "Reported independently, sources not shown to say the same",
                "independently reported, sources not shown to say the same",
            ),
            self._standing(
                "no-origin", "Reported independently, origin unknown", "independently reported, origin unknown"
            ),
            self._counted_once(),
            *self._one_lineage(),
            self._conflicts("disputed", "Disputed", {"contradiction", "denial"}),
            self._conflicts("superseded", "Later figures", {"supersession"}),
            self._conflicts("withdrawn", "Withdrawn", {"retraction"}),
            unknown,
            self._findings(),
            self._figures(),
            about_timeline(self.ledger.timeline, self._fit(), self.citer, self.limit),
            about_speakers(self.claims, find_houses(self.reports, self.lineages).first, self.citer, self.limit),
            about_decisions(self.ledger, self.claims, self.citer),
            about_reports(self.reports, self.lineages, self.citer),
        ]

    def _figures(self) -> Section:
        latest = {c.claim for c in self.ledger.conflicts if c.kind == "supersession"}
        known = self.ledger.figures
        claims = [c for c in self.claims if c.id not in self.bare]
        return about_figures(claims, known, self.citer, self.limit, self.overtaken, self.replaced, latest)

    def _lead(self) -> Section:
        """Tell the story in a few whole sentences of the reports, with who else says the like."""
        found = choose_lead(self.reports, self.lineages, self.claims, self.ledger.conflicts, self.ledger.findings)
        texts = {r.id: r.text for r in self.reports}
        sentences = []
        for lead in found:
            if lead.claims[0].text in self.said.texts:
                continue  # told among what moved since last time
            claim, words = lead.claims[0], " ".join(lead.span.of(texts[lead.report]).split())
            elsewhere = [r for r in claim.readings if r.report != lead.report and r.stance in {"states", "hedges"}]
            cited = (self.citer.cite(lead.report, lead.span), *self.citer.cite_all(elsewhere))
            disputed = any(c.standing == "disputed" for c in lead.claims)
            standing = self._standing_of(claim)
            if any(c.lineages < claim.lineages for c in lead.claims):
                standing += "; parts of it in fewer"
            sentences.append(Sentence(words, cited, standing, claim.id, "disputed" if disputed else None))
        return Section("lead", "In short", tuple(sentences))

    def _headline(self) -> Sentence:
        """Take a report's own headline; without any, the weightiest claim."""
        known = self.ledger
        if titled := choose_title(
            self.reports, self.claims, known.conflicts, self.replaced, known.figures, known.times
        ):
            best, words = titled
            cited = self.citer.cite(best.id, best.title_span) if best.title_span else self.citer.start_of(best.id)
            return Sentence(words, (cited,))
        words, places = told_above(self.ledger, self.reports, self.claims)
        return Sentence(words, tuple(dict.fromkeys(self.citer.cite(*place) for place in places)))

    def _summary(self) -> Sentence:
        dates = written_range(r.published for r in self.reports if r.published)
        counting = by_newsroom(self.reports, self.lineages)
        copies = [" with ".join(self._named(x, len(ids) > 1) for x in ids) for ids in counting]
        listed = "; ".join(copies[:6]) + (f"; and {len(copies) - 6} more" if len(copies) > 6 else "")
        text = (
            f"{counted(len(self.reports), 'report').capitalize()}, {dates}. "
            f"{counted(len(copies), 'lineage').capitalize()}: {listed}."
            f"{of_one_newsroom(self.reports, self.lineages, self.citer.names)}"
        )
        return Sentence(text, ())

    def _named(self, lineage: str, short: bool) -> str:
        found = next(x for x in self.lineages if x.id == lineage)
        return lineage_in_words(found, self.reports, self.citer.names, short=short)

    def _standing(self, key: str, title: str, verdict: str) -> Section:
        return Section(key, title, tuple(self._tell([c for c in self.claims if c.standing == verdict])))

    def _counted_once(self) -> Section:
        """Tell what several lineages say that count as one: one newsroom's stories, or copies of one sentence."""
        told = [c for c in self.claims if c.lineages == 1 and len({r.lineage for r in c.readings}) > 1]
        once = [c for c in told if c.standing not in {"withdrawn", "disputed"}]
        return Section("counted-once", "In reports that count as one", tuple(self._tell(once)))

    def _one_lineage(self) -> list[Section]:
        """Tell what one lineage alone says, lineage by lineage; of many lineages, those with the weightiest claims."""
        sections = []
        by_lineage: dict[str, list[Claim]] = {}
        for claim in self.claims:
            told_by = {r.lineage for r in claim.readings}
            if len(told_by) == 1 and claim.lineages == 1 and claim.standing not in {"withdrawn", "disputed"}:
                by_lineage.setdefault(told_by.pop(), []).append(claim)
        for lineage in self.lineages:
            alone = by_lineage.get(lineage.id, [])
            title = f"Only in {self._named(lineage.id, True)}"
            best = max((c.weight for c in alone), default=0.0)
            sections.append((best, Section(f"only-{lineage.id}", title, tuple(self._tell(alone)))))
        most = sorted((best for best, section in sections if section.sentences), reverse=True)[: self.limit]
        told = [section for best, section in sections if most and best >= most[-1]]
        more = sum(bool(section.sentences) for _, section in sections) - len(told)
        note = f"{more:,} more lineages say things of their own; --length full tells them."
        return [*told[:-1], replace(told[-1], note=note)] if more > 0 else told

    def _fit(self) -> list[Claim]:
        return [c for c in self.claims if self.full or c.standing == "withdrawn" or is_fit(c)]

    def _changes(self) -> list[Section]:
        """Tell what moved since the earlier ledger; what is told here is not told again below."""
        if self.since is None:
            return []
        sections = about_changes(self.since, self.citer, self._standing_of, self.limit)
        shown = {s.claim for section in sections for s in section.sentences}
        for change in self.since.changes:
            if change.claim.id in shown:
                self.said.remember(change.claim)
                if change.conflict is not None:
                    self.said.texts.add(change.conflict.text)
        return sections

    def _tell(self, claims: Iterable[Claim]) -> list[Sentence]:
        sentences: list[Sentence] = []
        single = charges_first(without_repeats(list(claims)), self.limit)
        fuller = fuller_sentences(single) if self.full else {}
        for claim in single:
            if len(sentences) == self.limit:
                break
            if not self._is_left(claim) or not (self.full or is_fit(claim)):
                continue
            self.said.remember(claim)
            text, whole = claim.text, fuller.get(claim.id)
            if whole is not None and self._is_left(whole):
                self.said.remember(whole)
                text = with_speaker(claim, whole)
            sentences.append(Sentence(text, self.citer.cite_all(claim.readings), self._standing_of(claim), claim.id))
        return sentences

    def _is_left(self, claim: Claim) -> bool:
        weighs = claim.weight > 0 or (self.full and not self._is_part(claim))
        told = claim.id in self.answers | self.bare or is_torn(claim.text)
        return weighs and not told and not self.said.has(claim)

    def _is_part(self, claim: Claim) -> bool:
        """Say whether what weighs nothing by itself is a part of what was told, or of what was withdrawn."""
        if any(r.report == p.report and r.span.overlaps(p.span) for r in claim.readings for p in self.withdrawn):
            return True
        return self.said.has_part_of(claim, self.sentences)

    def _standing_of(self, claim: Claim) -> str:
        """Return the three numbers, and what a person decided about the claim, with the reason."""
        said = [said_by(d) for d in self.ledger.decisions if d.kind in ABOUT_CLAIMS]
        decided = [r for r in claim.reasons if any(r.endswith(s) for s in said)]
        bare = bare_copies(claim, self.ledger.findings, [x.credit for x in self.lineages if x.credit])
        whose = standing_in_words(claim, self.citer.names, bare)
        return "; ".join([whose, *([self.overtaken[claim.id]] if claim.id in self.overtaken else []), *decided])

    def _conflicts(self, key: str, title: str, kinds: set[str]) -> Section:
        ids = {c.id for c in self.claims}
        weighty = {c.id: n for n, c in enumerate(self.claims)}
        found: list[Conflict] = [
            c for c in self.ledger.conflicts if c.kind in kinds and c.claim in ids and c.text not in self.said.texts
        ]
        found.sort(key=lambda c: weighty[c.claim])
        sentences = [
            Sentence(
                c.text,
                self.citer.cite_all(c.readings),
                None,
                c.claim,
                {"withdrawn": "withdrawn", "disputed": "disputed"}.get(key),
            )
            for c in found[: self.limit]
        ]
        return Section(key, title, tuple(sentences))

    def _findings(self) -> Section:
        ids = {r.id: r.text for r in self.reports}
        found = [f for f in self.ledger.findings if f.present.report in ids]
        return about_doubts(found, ids, self.citer, self.limit)


def dated(report: Report) -> str:
    """Return a report's date as a reader meets it, or that it is not known."""
    return written_date(report.published) if report.published else "date not known"
