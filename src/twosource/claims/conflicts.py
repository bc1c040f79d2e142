"""Claims come in; readings that cannot all hold go out, with the kind of conflict said.

Before a contradiction comes the question whether it is the same thing at the same time (Li et al. 2012: half of what
looks inconsistent is ambiguity, a fifth is out of date): counts must count the same thing, and a later toll supersedes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.claims.accounts import find_accounts
from twosource.claims.admitted import tell_admissions
from twosource.claims.ages import find_ages
from twosource.claims.asked import find_answered
from twosource.claims.before import find_earlier_counts
from twosource.claims.beside import find_set_beside
from twosource.claims.contradictions import find_contradictions
from twosource.claims.denials import find_denials, who_says
from twosource.claims.disclaimed import find_disclaimed
from twosource.claims.final_counts import find_final_counts
from twosource.claims.first_deaths import find_first_deaths
from twosource.claims.leads import find_leads
from twosource.claims.losses import find_losses
from twosource.claims.named_measures import find_measures
from twosource.claims.notices import without_apology
from twosource.claims.numbers import numbers_in
from twosource.claims.prices import is_price
from twosource.claims.reach import corrects_itself
from twosource.claims.recounts import find_recounts
from twosource.claims.risen import find_risen
from twosource.claims.rival_hours import find_clock_conflicts
from twosource.claims.rivals import find_rivals
from twosource.claims.said_to_differ import find_said_to_differ
from twosource.claims.speeds import find_speeds
from twosource.claims.standing import say_reports
from twosource.claims.statements import Statement
from twosource.claims.still_said import find_still_said
from twosource.claims.substances import find_substances
from twosource.claims.telling import capital, sentence, together, with_marks
from twosource.claims.tolls import compare_tolls
from twosource.claims.traced import find_traced
from twosource.claims.updated import find_updated
from twosource.claims.voices import Roles
from twosource.claims.votes import find_split_votes
from twosource.language.notes import ReportNotes
from twosource.model import Claim, Conflict, Report, Span

# "Withdrew a statement that" its men were safe, "a study which found that" they were; "a poll that had put the Reds
# ahead" is told by its name.
_OPENS_CLAUSE = re.compile(
    r"\b(?:statement|claim|assurance|report|announcement|assertion|allegation|found|said|show(?:ed|n|ing)|claim(?:ed|ing)"
    r"|suggest(?:ed|ing)|conclud(?:ed|ing)|finding) that $",
    re.IGNORECASE,
)
_A_STUDY = re.compile(
    r"(?:an?|its|his|her|their|the) (?:[\w’'-]+ ){0,3}?(?:poll|survey|study|paper|analysis)\b", re.IGNORECASE
)
# A claim of no more words than this is a number and what it counts: "1,140 votes".
BARE = 2
# A sentence of so many words more than a correction repeats says other things beside what it takes back.
MUCH_MORE = 6
# A count is told in a sentence of our making, "five miners killed", of so many words.
MADE = 4


def find_conflicts(
    claims: Sequence[Claim],
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
    notes: Mapping[str, ReportNotes],
    roles: Roles | None = None,
    recounted: Sequence[tuple[Statement, Statement]] = (),
) -> list[Conflict]:
    """Return the conflicts of a story: withdrawals first, then denials, then figures and other slots that differ.

    `recounted` are pairs of statements that are likely of one thing but for their count.
    """
    taken = [c for claim, group in zip(claims, groups, strict=True) if (c := _withdrawal(claim, group, reports))]
    # A sentence and the count in it may be two claims, and are told in the same words.
    found = list({c.text: c for c in reversed(_without_shorter(taken))}.values())[::-1]
    found += find_denials(claims, groups, reports)
    found += find_answered(claims, groups, reports)
    found = tell_admissions(found, claims, groups, reports)
    denied = {c.claim for c in found if c.kind == "denial"}
    found += [c for c in find_disclaimed(claims, groups, reports, roles or {}) if c.claim not in denied]
    # A day taken from the other reports of a story is none that a count could be compared by.
    published = {
        name: None if report.published_from == "other reports" else report.published for name, report in reports.items()
    }
    found += compare_tolls(claims, groups, published, {name: report.text for name, report in reports.items()})
    chained = [_places(c) for c in found if c.kind == "supersession"]
    earlier = find_earlier_counts(claims, groups, reports) + find_updated(claims, groups, reports)
    earlier += find_final_counts(claims, groups, reports) + find_first_deaths(claims, groups, reports)
    earlier += find_traced(claims, groups, reports)
    found += [c for c in earlier if not any(_places(c) <= chain for chain in chained)]
    known = set(map(_places, found))
    rivals = find_rivals(claims, groups, reports, roles or {})
    found += [c for c in rivals if _places(c) not in known]
    told = {c.text for c in rivals}
    found += [c for c in find_said_to_differ(claims, groups, reports) if c.text not in told]
    found += find_still_said(claims, groups, reports)
    found += find_losses(claims, groups, reports)
    found += find_set_beside(claims, groups, reports, roles or {})
    known = set(map(_places, found))
    recounts = find_recounts(recounted, claims, groups, reports, roles or {})
    found += [c for c in recounts if not any(_places(c) & places for places in known)]
    told = {c.text for c in found}
    found += [c for c in find_risen(claims, groups, reports) if c.text not in told]
    found += find_leads(claims, groups, reports)
    found += find_clock_conflicts(claims, groups, reports, notes)
    found += find_accounts(claims, groups, reports, roles or {})
    found += find_measures(claims, groups, reports, roles or {}, found)
    found += find_speeds(claims, groups, reports)
    found += find_substances(claims, groups, reports, notes)
    found += find_split_votes(claims, groups, reports) + find_ages(claims, groups, reports, roles or {})
    return found + find_contradictions(claims, groups, reports, notes)


def _without_shorter(taken: Sequence[Conflict]) -> list[Conflict]:
    """Return the withdrawals but for each that another of the same sentences tells whole, or without the notice."""

    def told(conflict: Conflict) -> str:
        return conflict.text.partition(". ")[0].rstrip(".")

    def is_in(one: Conflict, other: Conflict) -> bool:
        longer = len(told(one)) < len(told(other)) and told(other).startswith(told(one))
        # "An earlier version of this article said the mill had closed" is the notice of "the mill had closed".
        notice = told(one).lower().endswith(f" {told(other).partition(': ')[2].lower()}")
        notice = notice and len(told(one)) > len(told(other))
        return (longer or notice) and {r.report for r in one.readings} <= {r.report for r in other.readings}

    return [one for one in taken if not any(is_in(one, other) for other in taken)]


def _places(conflict: Conflict) -> frozenset[tuple[str, Span]]:
    """Return where the readings of a conflict stand."""
    return frozenset((r.report, r.span) for r in conflict.readings)


def _withdrawal(claim: Claim, group: Sequence[Statement], reports: Mapping[str, Report]) -> Conflict | None:
    withdrawing = [r for r in claim.readings if r.stance == "withdraws"]
    if not withdrawing:
        return None
    printed = {r.report for r in claim.readings if r.stance != "denies"} - {r.report for r in withdrawing}
    words = f"Withdrawn by {who_says(claim, 'withdraws')}: {_told(claim, group, reports)}"
    words += _say_printed(printed, {r.report for r in withdrawing}, reports)
    return Conflict("retraction", claim.id, claim.readings, words)


def _say_printed(printed: set[str], withdrawing: set[str], reports: Mapping[str, Report]) -> str:
    """Say in how many reports a withdrawn claim is printed; nobody still prints it who came out a day before.

    A report whose day is not known may have come out since.
    """
    days = {r: (reports[r].published or "")[:10] for r in printed | withdrawing}
    first = min(days[r] for r in withdrawing)  # "" where one has none: nothing came before it
    before = {r for r in printed if days[r] and days[r] < first}
    told = [f"Still printed in {say_reports(len(printed - before))}"] if printed - before else []
    told += [f"{'before' if told else 'Printed before'} in {say_reports(len(before))}"] if before else []
    return f" {', '.join(told)}." if told else ""


def _told(claim: Claim, group: Sequence[Statement], reports: Mapping[str, Report]) -> str:
    """Tell what was withdrawn: as the claim has it, or where nobody but the withdrawal tells it, by its content.

    A bare number inside a sentence ("1,140 votes") is told by all of it, and so is what the withdrawal told better.
    """
    stating = next((s for s in group if s.stance != "withdraws"), None)
    if stating is None and group[0].sound:
        return sentence((group[0].part and group[0].said) or group[0].text)
    if stating is None and (told := _that_clause(group[0], reports)):
        return told
    taking = [s for s in group if s.stance == "withdraws" and s.sound and not s.part]
    less = next((s for s in taking if s.figure is None or corrects_itself(s, reports[s.report])), None)
    longer = stating is not None and less is not None and len(stating.text.split()) - len(less.text.split()) > MUCH_MORE
    if less is not None and (longer or (stating is not None and stating.part and stating.figure is None)):
        return sentence(less.text)  # the rest of the sentence that it was printed in is not taken back
    words = claim.text
    for speaker in {capital(together(s.speakers)) for s in group if s.speakers}:
        words = words.removeprefix(f"{speaker}: ")
    whole = next((s.text for s in group if s.stance == "withdraws" and _tells_more(s, words)), None)
    if whole is not None:
        return sentence(without_apology(whole))
    bare = len(words.split()) <= BARE and not any(s.figure and s.figure.what for s in group)
    if stating is not None and stating.part and _stands_for_a_price(stating, reports):
        return f"{capital(stating.text)}, in “{_whole(stating, reports).rstrip('.')}”."
    if bare or (stating is not None and words in {_whole(s, reports) for s in group if s.stance == "withdraws"}):
        return _whole(stating or group[0], reports)
    if stating is None and len(group[0].text.split()) == 1 and (named := _number_in_whole(group[0], reports)):
        return named
    return sentence(words)


def _stands_for_a_price(count: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a sum is that for which its sentence tells that something was done, which is not taken back."""
    whole = replace(count, span=count.sentence, text=count.sentence.of(reports[count.report].text))
    return is_price(count, whole)


def _that_clause(taken: Statement, reports: Mapping[str, Report]) -> str:
    """Return what stands behind "withdrew a statement that": a sentence, though the parser saw no subject in it."""
    before = reports[taken.report].text[taken.sentence.start : taken.span.start]
    return sentence(without_apology(taken.text)) if _OPENS_CLAUSE.search(before) or _A_STUDY.match(taken.text) else ""


def _tells_more(taken: Statement, words: str) -> bool:
    """Say whether a withdrawal says more of what is withdrawn: by whom it was done, or where so many were killed."""
    text, told = taken.text.lower(), words.rstrip(".").lower()
    goes_on = not taken.part and text.startswith(f"{told} ")
    counted = taken.figure is not None and bool(taken.figure.what) and len(told.split()) <= MADE
    return goes_on or (counted and len(text.split()) > MADE and told.split()[0] == text.split()[0])


def _number_in_whole(statement: Statement, reports: Mapping[str, Report]) -> str:
    """Return a bare number and the sentence that it stands in, where another one stands beside it, else "".

    Of "nine, and not 14 as she had said, were late" the fourteen is withdrawn, and not the nine.
    """
    whole, figure = _whole(statement, reports), statement.figure
    if figure is None or not statement.part or len(numbers_in(whole)) < 2:
        return ""
    return f"the number {figure.span.of(reports[statement.report].text)}, in “{whole}”"


def _whole(statement: Statement, reports: Mapping[str, Report]) -> str:
    """Return the sentence that a statement stands in."""
    text = reports[statement.report].text
    words = with_marks(statement.sentence, text).of(text)
    # The last words of a quotation that began a sentence before: "*cough*,” she wrote.
    return sentence("“" + words if words.count("”") > words.count("“") else words)
