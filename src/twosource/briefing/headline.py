"""A story and its claims come in; the headline over it goes out: one that a report prints and that still holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import permutations

from twosource.briefing.labels import title_of
from twosource.briefing.lead import choose_lead
from twosource.briefing.sections import replaced_counts
from twosource.claims.numbers import number_concept, numbers_in
from twosource.model import Claim, Conflict, Figure, Ledger, Report, Span, Time

# A later headline goes before one whose words the claims hold more of, if they hold this share as much of it.
NEARLY_AS_FIT = 0.65
# It need hold far less where its report has what replaced an earlier count, or took something back: that is the news.
FIT_FOR_NEWS = 0.1
# "Withdraws" and "withdrawn", "ministry" and "minister" are about one thing: so many letters tell.
TELLING_LETTERS = 5
# A sentence of more words is no headline.
LONGEST = 35
# What heads an explanation, a chronicle or an essay tells no news, where another headline does.
_NO_NEWS = re.compile(
    r"\b(?:(?:your|the) questions|questions answered|what (?:we|you) (?:know|need)|as it happened|explained|explainer"
    r"|what .{3,40} (?:means?|tells us)|field notes?|lessons (?:of|from)|in pictures)\b"
    r"|^\W*(?:opinion|op-ed|analysis|comment(?:ary)?|column|editorial|letters?|review|quiz|podcast|fact[- ]check)"
    r"(?: ?[:|–—]| - )",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d:\d\d$")
UNTOLD = "Nothing that is said could be read"


def headline_of(ledger: Ledger, story: str) -> str:
    """Return the words of the headline that the briefing of a story has; a desk keeps no more of one."""
    reports = [r for r in ledger.reports if ledger.stories.get(r.id) == story]
    claims = claims_of(ledger, story)
    replaced = replaced_counts(claims, ledger.conflicts)
    titled = choose_title(reports, claims, ledger.conflicts, replaced, ledger.figures, ledger.times)
    return titled[1] if titled else told_above(ledger, reports, claims)[0]


def told_above(
    ledger: Ledger, reports: Sequence[Report], claims: Sequence[Claim]
) -> tuple[str, list[tuple[str, Span]]]:
    """Return what stands over a briefing where no report has a headline, and where it stands in the reports.

    That is the sentence to read first, if it is not too long for a headline; the weightiest claim may be one of many: a
    quotation that two reports have is no headline.
    """
    ids = {r.id for r in reports}
    lineages = [x for x in ledger.lineages if not ids.isdisjoint(x.reports)]
    first = {next(r for r in x.reports if r in ids) for x in lineages}  # its copies say nothing that it does not
    read = [r for r in reports if r.id in first]
    for lead in choose_lead(read, lineages, claims, ledger.conflicts, ledger.findings):
        words = lead.span.of(next(r.text for r in reports if r.id == lead.report)).split()
        if len(words) <= LONGEST:
            return " ".join(words).rstrip("."), [(lead.report, lead.span)]
    if not claims:
        return UNTOLD, []
    return in_words(claims[0]), [(r.report, r.span) for r in claims[0].readings]


def claims_of(ledger: Ledger, story: str) -> list[Claim]:
    """Return the claims of a story, the weightiest first."""
    return sorted((c for c in ledger.claims if c.story == story), key=lambda c: (-c.weight, c.id))


def in_words(claim: Claim) -> str:
    """Return a claim as a headline.

    >>> in_words(Claim("c", "The dam broke.", None, (), 5, 2, (), ""))
    'The dam broke'
    """
    return claim.text.rstrip(".")


def choose_title(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict],
    replaced: Collection[str],
    figures: Iterable[Figure] = (),
    times: Iterable[Time] = (),
) -> tuple[Report, str] | None:
    """Choose the latest of the headlines that are about what the claims are about and print no outgrown count.

    A report that brings a later count or a withdrawal is about the story by that.

    `replaced` are the ids of claims that a later count has replaced; `figures` and `times` are the reports'. None where
    no report has a headline.
    """
    titled = [(r, words) for r in reports if (words := title_of(r))]
    titled = [pair for pair in titled if not _NO_NEWS.search(pair[1])] or titled
    if len(titled) < 2:
        return titled[0] if titled else None
    old = _outdated(claims, replaced)
    passed = _passed(reports, figures, times)
    current = [
        (r, words) for r, words in titled if r.id not in passed and not old & {told for *_, told in numbers_in(words)}
    ] or titled
    about = {report.id: _aboutness(words, claims, conflicts) for report, words in current}
    bringing = _bring_news(reports, claims, conflicts)
    fit = [
        (report, words)
        for report, words in current
        if about[report.id] >= max(about.values()) * (FIT_FOR_NEWS if report.id in bringing else NEARLY_AS_FIT)
    ]
    latest = max((r.published or "")[:10] for r, _ in fit)
    fit = [pair for pair in fit if (pair[0].published or "")[:10] == latest]
    return max(fit, key=lambda pair: (pair[0].id in bringing, about[pair[0].id], -reports.index(pair[0])))


def _outdated(claims: Sequence[Claim], replaced: Collection[str]) -> set[str]:
    """Return the numbers that were replaced or withdrawn: a headline that still prints one is no longer true.

    Who takes back what nobody here has printed may give another number with it ("we withdraw that; four died").
    """
    gone = [c for c in claims if c.id in replaced or c.standing == "withdrawn"]
    values = [r.value for c in gone for r in c.readings if r.value and r.stance != "withdraws"]
    return {number_concept(number) for value in values for number in value if number is not None}


def _passed(reports: Sequence[Report], figures: Iterable[Figure], times: Iterable[Time]) -> set[str]:
    """Return the reports whose headline counts fewer dead than that of a report which tells of a later hour.

    A toll of the dead does not fall. Of one day, the report that names the later hour of that day was written later.
    """
    dead: dict[str, float] = {}
    titles = {r.id: r.title_span for r in reports if r.title_span}
    for figure in figures:
        title = titles.get(figure.report)
        if title and figure.what == "killed" and figure.low is not None and title.overlaps(figure.span):
            dead[figure.report] = max(figure.low, dead.get(figure.report, 0))
    if len(set(dead.values())) < 2:
        return set()
    written = {r.id: (r.published or "")[:10] for r in reports}
    for time in times:
        hour = _HOUR.match(time.value)
        if time.report in dead and hour and hour[1] == written[time.report][:10]:
            written[time.report] = max(written[time.report], time.value)
    return {
        one
        for one, other in permutations(dead, 2)
        if dead[one] < dead[other] and "T" in written[one] and written[one] < written[other]
    }


def _aboutness(title: str, claims: Sequence[Claim], conflicts: Sequence[Conflict]) -> float:
    words = _telling_words(title)
    known = {c.id for c in claims}
    told = [c.text for c in claims[:10]] + [c.text for c in conflicts if c.claim in known]
    return sum(len(words & _telling_words(text)) for text in told) / (len(words) or 1)


def _telling_words(text: str) -> set[str]:
    """Return the beginnings of the words that are long enough to be about something."""
    words = (w.lower().strip(".,:;‘’“”'\"") for w in text.split())
    return {w[:TELLING_LETTERS] for w in words if len(w) > 3}


def _bring_news(reports: Sequence[Report], claims: Sequence[Claim], conflicts: Sequence[Conflict]) -> set[str]:
    """Return the reports that bring a later count, or in which something is taken back."""
    known = {c.id for c in claims}
    found: set[str] = set()
    for conflict in conflicts:
        told = conflict.readings if conflict.claim in known else ()
        if conflict.kind == "retraction":
            found |= {r.report for r in told if r.stance == "withdraws"}
        elif conflict.kind == "supersession":  # the later count stands last
            found |= {r.report for r in told if r.value == told[-1].value}
    return found & {r.id for r in reports}
