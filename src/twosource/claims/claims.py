"""Groups of statements come in; claims with their readings and standing go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.claims.copied import find_copied, find_second_hand
from twosource.claims.standing import OWN_ACCOUNT, count_standing
from twosource.claims.statements import Statement
from twosource.claims.telling import tell
from twosource.model import Claim, Reading, Report

QUOTED = frozenset('“”"')
# A lead says what matters (the inverted pyramid): a statement at the end weighs this much of one at the top.
TAIL_WEIGHT = 0.4


def make_claims(
    groups: Sequence[Sequence[Statement]],
    sure: Sequence[bool],
    reports: Mapping[str, Report],
    lineages: Mapping[str, str],
    houses: Mapping[str, str],
    newsrooms: Mapping[str, str],
    story: str,
) -> list[Claim]:
    """Return one claim a group, in the order of the groups.

    `sure` says of each group whether its lineages tell it so alike that their own accounts may count as two origins.
    `houses` leads from a lineage to the first of the same agency. `lineages` gives each report's lineage, `newsrooms`
    the name by which a lineage's own account is called.
    """
    return [
        _claim(f"{story}c{n}", group, certain, reports, lineages, houses, newsrooms, story)
        for n, (group, certain) in enumerate(zip(groups, sure, strict=True), 1)
    ]


def _claim(
    name: str,
    group: Sequence[Statement],
    certain: bool,
    reports: Mapping[str, Report],
    lineages: Mapping[str, str],
    houses: Mapping[str, str],
    newsrooms: Mapping[str, str],
    story: str,
) -> Claim:
    own_counts = not any(s.kind == "utterance" for s in group) and (
        certain or len({lineages[s.report] for s in group}) == 1
    )
    copied = find_copied([(lineages[s.report], s.sentence.of(reports[s.report].text)) for s in group], houses)
    # Whoever prints another's sentence has no own account of what stands in it.
    accounts = {lineage: newsrooms[first] for lineage, first in copied.items()}
    readings = tuple(_reading(s, lineages[s.report], accounts, own_counts) for s in group)
    passed_on = find_second_hand([(r.lineage, r.origin) for r in readings], newsrooms)
    counted_as = {**copied, **{a: copied.get(b, b) for a, b in passed_on.items()}}
    standing = count_standing(readings, counted_as)
    teller = best_teller(group)
    return Claim(
        id=name,
        text=tell(teller, reports[teller.report].text),
        occasion=next((s.said_on[0] for s in group if s.said_on), None),
        readings=readings,
        reports=standing.reports,
        lineages=standing.lineages,
        origins=standing.origins,
        standing=standing.verdict,
        reasons=standing.reasons,
        kind="figure" if teller.figure else "quotation" if teller.direct else teller.kind,
        weight=round(_weight(group, standing.lineages, standing.reports), 4),
        story=story,
        credibility=standing.credibility,
    )


def _reading(statement: Statement, lineage: str, newsrooms: Mapping[str, str], own_counts: bool) -> Reading:
    """Return a statement as a reading, with its origin.

    A newsroom is an origin only where nobody else is named for the claim in any report, and never for a count: no
    newsroom counts the dead or the detained itself without saying so. What is hedged or holds quoted words has no
    origin either: somebody else is behind it.
    """
    origin = statement.speakers[0] if statement.speakers else None
    plain = statement.stance == "states" and statement.figure is None and not set(statement.text) & QUOTED
    if statement.kind == "own" and own_counts and plain:
        origin = OWN_ACCOUNT + newsrooms[lineage]
    figure = statement.figure
    return Reading(
        report=statement.report,
        span=statement.span,
        lineage=lineage,
        origin=origin,
        stance=statement.stance,
        value=(figure.low, figure.high) if figure else None,
        text=statement.text,
        attribution=statement.attribution,
    )


def best_teller(group: Sequence[Statement]) -> Statement:
    """Return the statement that a briefing should print: a full sentence, quoted if it can be, early and not long."""
    return min(group, key=_unfit)


def _unfit(statement: Statement) -> tuple[bool, bool, bool, bool, float, str, int]:
    length = len(statement.text.split())
    return (
        not statement.sound and statement.figure is None,
        statement.part and statement.figure is None,
        statement.kind == "utterance" and not statement.speakers,
        not 4 <= length <= 45,
        statement.depth,
        statement.report,
        statement.span.start,
    )


def _weight(group: Sequence[Statement], lineages: int, reports: int) -> float:
    """Return how much a claim matters to a reader: who carries it, how early, and what it holds."""
    early = max(1 - (1 - TAIL_WEIGHT) * s.depth for s in group)
    matter = 1.0
    if any(s.figure for s in group):
        matter += 0.3
    if any(s.direct for s in group):
        matter += 0.2
    if not any(s.sound for s in group):
        matter -= 0.5
    if all(s.part for s in group):
        matter -= 0.3
    if min(len(s.words) for s in group) < 3:
        matter -= 0.2
    if lineages < 2 and matter <= 0.5:
        return 0.0
    return early * matter * (1 + lineages + 0.25 * reports)
