"""The parts of a briefing that are lists by nature: figures, timeline, speakers, reports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from twosource.briefing.fit import is_fit
from twosource.briefing.labels import Citer, counted, title_of, written_date
from twosource.briefing.worth import figures_by_report, reading_of_count
from twosource.claims.numbers import number_concept, numbers_in
from twosource.claims.telling import capital
from twosource.decisions import ABOUT_CLAIMS, place_of, said_by
from twosource.lexicon import load
from twosource.model import (
    Claim,
    Conflict,
    Decision,
    Figure,
    Ledger,
    Lineage,
    Report,
    Section,
    Sentence,
)

MOST_OTHERS = 12
# Behind a speaker's name: that he is not to be named.
_UNNAMED = re.compile(r", (?:who|on) [^.:;“”\"]*\b(?:named|identified|name|anonym\w+)")


def replaced_counts(claims: Iterable[Claim], conflicts: Iterable[Conflict]) -> frozenset[str]:
    """Return the ids of the claims whose count a later one has replaced."""
    later = [c for c in conflicts if c.kind == "supersession"]
    told = {(r.report, r.span) for c in later for r in c.readings}
    last = {c.claim for c in later}
    return frozenset(c.id for c in claims if c.id not in last and any((r.report, r.span) in told for r in c.readings))


def about_figures(
    claims: Sequence[Claim],
    figures: Iterable[Figure],
    citer: Citer,
    limit: int,
    overtaken: Mapping[str, str] = MappingProxyType({}),
    older: Collection[str] = (),
    latest: Collection[str] = (),
) -> Section:
    """List the counts of what happened to people and things, each with the range that its words allow, and who says so.

    What a report counts in passing (two letters, four pages) is no count of the event, and is left to its claim; shares
    and sums are listed also where the claim turns on something else. `overtaken` has what to print behind a count
    that a later one replaced.
    """
    known = figures_by_report(figures)
    sentences: list[Sentence] = []
    told: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.id in older, c.id not in latest)):
        reading = reading_of_count(claim, known)
        if reading is None or (not is_fit(claim) and claim.standing != "withdrawn"):
            continue
        if any(claim.text == other.text or _is_in(claim, other) for other in told):
            continue  # one sentence may hold a count for two claims
        shorter = next((n for n, other in enumerate(told) if _goes_on(claim, other)), len(told))
        told[shorter : shorter + 1] = [claim]
        value = reading.value or (None, None)
        if any(_gives(claim.text, r.value) for r in claim.readings) and not _gives(claim.text, value):
            value = (None, None)  # "He counted six bodies" is told, and "at least four" is what another printed
        text = f"{claim.text} {'' if _is_printed(claim.text, value) else range_in_words(value)}".strip()
        mark = claim.standing if claim.standing in {"withdrawn", "disputed"} else None
        standing = f"{claim.standing}; {overtaken[claim.id]}" if claim.id in overtaken else claim.standing
        told_so = Sentence(text, citer.cite_all(claim.readings), standing, claim.id, mark)
        sentences[shorter : shorter + 1] = [told_so]
    return Section("figures", "Figures", tuple(sentences[:limit]))


def _is_in(claim: Claim, other: Claim) -> bool:
    """Say whether a claim prints no number that a line above has not printed for the same sentence."""
    one = claim.readings[0] if claim.readings else None
    if one is None or not any(one.report == r.report and one.span.overlaps(r.span) for r in other.readings):
        return False
    return {number for *_, number in numbers_in(claim.text)} <= {number for *_, number in numbers_in(other.text)}


def _goes_on(claim: Claim, other: Claim) -> bool:
    """Say whether a claim is the sentence that a line above prints a part of, its number with it."""
    words = (other.text.partition(": ")[2] or other.text).lower().strip(" .“”")
    within = words in claim.text.lower() and {r.report for r in other.readings} <= {r.report for r in claim.readings}
    return within and claim.standing == other.standing


def _gives(text: str, value: tuple[float | None, float | None] | None) -> bool:
    """Say whether a text has an end of a range as its number."""
    printed = {number.removesuffix("%") for *_, number in numbers_in(text)}
    return bool(printed & {number_concept(end) for end in value or () if end is not None})


def _is_printed(text: str, value: tuple[float | None, float | None]) -> bool:
    """Say whether a text has the numbers of a range itself: "over 1,000" is 1,001 or more, and says it better."""
    low, high = value
    printed = {number.removesuffix("%") for *_, number in numbers_in(text)}
    ends = [{number_concept(end + step) for step in (-1, 0, 1)} for end in (low, high) if end is not None]
    return low == high or all(end & printed for end in ends)


def range_in_words(value: tuple[float | None, float | None] | None) -> str:
    """Return a range as a reader meets it.

    >>> range_in_words((165, None)), range_in_words((None, 8000)), range_in_words((2_300_000, None))
    ('(165 or more)', '(up to 8,000)', '(2.3 million or more)')
    >>> range_in_words((0.3333, None))
    ''
    """
    low, high = value or (None, None)
    if (low is None and high is None) or max(abs(low or 0), abs(high or 0)) < 1:
        return ""  # "more than a third" says it better than 0.33
    if low is None:
        assert high is not None
        return f"(up to {_number(high)})"
    if high is None:
        return f"({_number(low)} or more)"
    return f"({_number(low)})" if low == high else f"({_number(low)} to {_number(high)})"


def _number(value: float) -> str:
    """Return a number as newspapers print it, never with an exponent.

    >>> _number(1250), _number(349e9), _number(2_300_001)
    ('1,250', '349 billion', '2,300,001')
    """
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size and float(value * 1000 / size).is_integer():
            return f"{value / size:g} {name}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def about_speakers(claims: Sequence[Claim], houses: Mapping[str, str], citer: Citer, limit: int) -> Section:
    """List who is heard, and how much of it: the speakers with the most claims first.

    `houses` leads from each lineage to the first of its newsroom's, which counts once.
    """
    spoken: dict[str, list[Claim]] = {}
    for claim in claims:
        for origin in claim.origins:
            if _speaks(origin):
                spoken.setdefault(origin, []).append(claim)
    sentences = []
    for speaker in sorted(spoken, key=lambda s: (-len(spoken[s]), s))[:limit]:
        readings = [r for c in spoken[speaker] for r in c.readings if r.origin == speaker]
        carried = {r.report for r in readings}
        lineages = {houses.get(r.lineage, r.lineage) for r in readings}
        text = (
            f"{_called(speaker, spoken[speaker])}: {counted(len(spoken[speaker]), 'statement')} "
            f"in {counted(len(carried), 'report')}, {counted(len(lineages), 'lineage')}."
        )
        sentences.append(Sentence(text, citer.cite_all(readings)[:6]))
    return Section("speakers", "Who is heard", tuple(sentences))


def _speaks(origin: str) -> bool:
    """Say whether an origin is somebody who is heard: no newsroom's own account, no paper, no poll or log.

    >>> _speaks("Ada Moll"), _speaks("Vera Figures"), _speaks("new poll"), _speaks("statement")
    (True, True, False, False)
    """
    told = load("stance")
    measures = bool(origin) and origin.split()[-1] in told["measures"]
    return not (origin.startswith("own account of ") or origin.lower() in told["documents"] or measures)


def _called(speaker: str, claims: Iterable[Claim]) -> str:
    """Return what a speaker is called: one who stays unnamed keeps the words that say so, as a claim tells them."""
    told = (claim.text.partition(": ")[0] for claim in claims)
    return next(
        (who for who in told if who.startswith(capital(speaker)) and _UNNAMED.fullmatch(who, len(capital(speaker)))),
        capital(speaker),
    )


def about_reports(reports: Sequence[Report], lineages: Sequence[Lineage], citer: Citer) -> Section:
    """List the reports with their outlet, date, printed credit and lineage."""
    home = {r: lineage for lineage in lineages for r in lineage.reports}
    sentences = []
    for report in reports:
        lineage = home[report.id]
        named = report.outlet or report.id
        # "r2" says nothing by itself: whoever looks for the report goes by its id.
        parts = [named] if citer.names[report.id] in report.id or named == report.id else [named, report.id]
        parts.append(_dated(report))
        parts.append(f"credit printed: {report.credit_printed}" if report.credit_printed else "no credit printed")
        copied = f"copy shared with {', '.join(citer.names[r] for r in lineage.reports if r != report.id)}"
        parts.append(copied if len(lineage.reports) > 1 else "copy of its own")
        if lineage.credit and not report.credit_printed:
            parts.append(f"{lineage.credit} inferred")
        sentences.append(Sentence(f"{citer.names[report.id]}: {', '.join(parts)}.", (citer.start_of(report.id),)))
    return Section("reports", "Reports", tuple(sentences))


def about_decisions(ledger: Ledger, claims: Sequence[Claim], citer: Citer) -> Section:
    """List what people decided against the program, by name and with the reason, and what of it has no effect."""
    sentences = []
    for decision in ledger.decisions:
        claim = next((c for c in claims if any(r.endswith(said_by(decision)) for r in c.reasons)), None)
        if decision.kind in ABOUT_CLAIMS and claim is not None:
            cited = citer.cite_all(claim.readings)
        elif decision.kind not in ABOUT_CLAIMS and decision.subject in citer.names:
            cited = (citer.start_of(decision.subject),)
        else:
            continue
        dated = f" ({written_date(decision.at[:10])})" if decision.at else ""
        what = _decided(decision, claim, citer)
        sentences.append(Sentence(f"{decision.name}{dated}: {what}. Reason: {decision.reason}", cited))
    sentences += [Sentence(note, ()) for note in ledger.notes]
    return Section("decisions", "Decided by people", tuple(sentences))


def _decided(decision: Decision, claim: Claim | None, citer: Citer) -> str:
    """Return in words what a decision says."""
    report = citer.names.get(decision.subject, decision.subject)
    other = citer.names.get(decision.value, decision.value)
    thing = f"“{claim.text.rstrip('.')}”" if claim else decision.subject
    return {
        "credibility": f"{thing} is graded {decision.value}",
        "direction": f"what {report} was made from is not known"
        if other == "unknown"
        else f"{report} was made from {other}",
        "lineage": f"{report} is copy of its own" if other == "own" else f"{report} is of one lineage with {other}",
        "reading": f"{_placed(decision.value, citer)} does not belong to {thing}",
        "same-claim": f"{thing} and {other} are one claim",
        "same-story": f"{report} is a story of its own" if other == "own" else f"{report} is of one story with {other}",
    }[decision.kind]


def _placed(words: str, citer: Citer) -> str:
    place = place_of(words)
    return citer.cite(*place).label if place and place.report in citer.names else words


def about_other_stories(ledger: Ledger, told: str) -> Section:
    """Say what else the reports tell of, so that no report is left out unseen."""
    others: dict[str, list[Report]] = {}
    for report in ledger.reports:
        story = ledger.stories.get(report.id, told)
        if story != told:
            others.setdefault(story, []).append(report)
    sentences = []
    for story, reports in sorted(others.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:MOST_OTHERS]:
        title = next((t for t in map(title_of, reports) if t), reports[0].id)
        sentences.append(Sentence(f"{story}, {counted(len(reports), 'report')}: {title}", ()))
    more = len(others) - len(sentences)
    if more > 0:
        sentences.append(Sentence(f"And {more:,} more.", ()))
    note = "Tell one of them with --story ID, or take all reports to be of one event with --one-story."
    return Section("stories", "Other stories in these reports", tuple(sentences), note)


def _dated(report: Report) -> str:
    if not report.published:
        return "date not known"
    source = {"text": " (from the text)", "other reports": " (from the other reports)"}
    return written_date(report.published) + source.get(report.published_from or "", "")
