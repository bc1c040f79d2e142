"""Groups of statements come in; claims with their readings and standing go out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from twosource.claims.accusations import whom_accuses
from twosource.claims.confirmation import Confirmation
from twosource.claims.copied import find_carriers, find_copied, find_second_hand
from twosource.claims.counts import middle
from twosource.claims.denying import calls_reports_wrong
from twosource.claims.houses import Houses
from twosource.claims.reach import corrects_itself
from twosource.claims.standing import CONFIRMED, OWN_ACCOUNT, UNSURE, count_standing
from twosource.claims.statements import Statement
from twosource.claims.tellers import tell_shared, teller_of
from twosource.claims.voices import Roles, may_be_one
from twosource.language.figure_units import is_measure
from twosource.model import Claim, Reading, Report, Span

# "Two had", "they did not": what, the sentence before says.
_LEAVES_OUT = re.compile(
    r"(?:(?:only|just|at least|about) )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|some|none|all|most"
    r"|many|few|both|neither|he|she|it|they|we|I|that|this)"
    r" (?:had|has|have|did|does|do|was|were|is|are|would|will|could|can)(?: not|n[’']t)?\W*",
    re.IGNORECASE,
)
QUOTED = frozenset('“”"')
# A lead says what matters (the inverted pyramid): a statement at the end weighs this much of one at the top.
TAIL_WEIGHT = 0.4
# Two who name a number as small as this may mean two things by it.
SMALL = 20
NOT_THE_SAME = "no two sources are shown to say quite the same"
BARE_NUMBER = "named in passing: nothing says that all mean the same thing"


def make_claims(
    groups: Sequence[Sequence[Statement]],
    confirming: Sequence[Sequence[Confirmation]],
    reports: Mapping[str, Report],
    lineages: Mapping[str, str],
    houses: Houses,
    story: str,
    roles: Roles | None = None,
    told_anew: AbstractSet[int] = frozenset(),
) -> list[Claim]:
    """Return one claim a group, in the order of the groups.

    `confirming` holds for each group the statements of two newsrooms that bear each other out, two by two: only these
    confirm a claim, and only then do newsrooms' own accounts count as two origins.
    `lineages` gives each report's lineage, `houses` which of them are one newsroom's and what its own account is
    called; `roles` are the offices that the story gives its people.
    `told_anew` are the statements, by identity, that were brought together though told in other words (`pairing`).
    """
    return [
        _claim(f"{story}c{n}", group, pair, reports, lineages, houses, story, roles, told_anew)
        for n, (group, pair) in enumerate(zip(groups, confirming, strict=True), 1)
    ]


def _claim(
    name: str,
    group: Sequence[Statement],
    confirming: Sequence[Confirmation],
    reports: Mapping[str, Report],
    lineages: Mapping[str, str],
    houses: Houses,
    story: str,
    roles: Roles | None = None,
    told_anew: AbstractSet[int] = frozenset(),
) -> Claim:
    printed = [(lineages[s.report], s.sentence.of(reports[s.report].text)) for s in group]
    own = [s for s in group if _is_plain(s) and s.kind == "own"]
    plain = [(lineages[s.report], words) for s in own for words in (s.text, s.sentence.of(reports[s.report].text))]
    copied, pairs = find_copied(printed, houses.first, plain)
    telling = {copied[lineages[s.report]] for s in group if _is_plain(s)}
    own_counts = not any(s.kind == "utterance" for s in group) and (bool(confirming) or len(telling) == 1)
    # Whoever prints another's sentence has no own account of what stands in it.
    accounts = {lineage: houses.names[first] for lineage, first in copied.items()}
    heard = Counter(name for s in group for name in set(s.speakers))
    readings = tuple(_reading(s, lineages[s.report], accounts, own_counts, heard) for s in group)
    passed_on = find_second_hand([(r.lineage, r.origin) for r in readings], houses.names)
    counted_as = {**copied, **{a: copied.get(b, houses.first[b]) for a, b in passed_on.items()}}
    carriers = find_carriers([(r.lineage, r.origin) for r in readings], houses.names)
    known_by = [replace(r, origin=carriers.get(r.origin or "", r.origin)) for r in readings]
    standing = count_standing(known_by, counted_as, roles, houses, _say_copied(pairs, passed_on, houses))
    if standing.verdict == CONFIRMED and (any(map(_in_passing, group)) or all(s.stance == "denies" for s in group)):
        # Two who name one number in passing need not count the same thing; two denials tell of nothing that is so. Who
        # they are is known, though, and is no "origin unknown".
        standing = replace(standing, verdict=UNSURE, credibility=3, reasons=(*standing.reasons, BARE_NUMBER))
    known = {
        (s.report, s.span): (counted_as[lineages[s.report]], r.origin) for s, r in zip(group, known_by, strict=True)
    }
    shown = [c for c in confirming if _independent(known, c, roles or {})]
    if standing.verdict == CONFIRMED and not shown:
        standing = replace(standing, verdict=UNSURE, credibility=3, reasons=(*standing.reasons, NOT_THE_SAME))
    # "Reports of cash in a safe were wrong" and "52, not 47" tell what is so, and not what is claimed.
    tellers = [s for s in group if s.stance != "denies" or not (s.part or calls_reports_wrong(s.text))] or list(group)
    # "Correction: An article on Wednesday said that …" tells of the article.
    tellers = [s for s in tellers if not corrects_itself(s, reports[s.report])] or tellers
    # "No longer stands by its statement that …" tells who takes it back.
    tellers = [s for s in tellers if s.stance != "withdraws" or s.figure is not None] or tellers
    texts = {s.report: reports[s.report].text for s in tellers}
    teller = teller_of(tellers, lineages, texts, id(group[0]) in told_anew)
    # What is confirmed is told in the words that both of two say: what only one of them adds nobody confirmed.
    agreed = max((c.words for c in shown), key=lambda words: len(words.split()), default="")
    told = agreed if standing.verdict == CONFIRMED and agreed else tell_shared(teller, tellers, lineages, texts)
    return Claim(
        id=name,
        text=told,
        occasion=next((s.said_on[0] for s in group if s.said_on), None),
        readings=readings,
        reports=standing.reports,
        lineages=standing.lineages,
        origins=standing.origins,
        standing=standing.verdict,
        reasons=standing.reasons,
        kind="figure" if teller.figure else "quotation" if teller.direct else teller.kind,
        weight=round(_weight(group, standing.lineages, standing.reports, reports), 4),
        story=story,
        credibility=standing.credibility,
    )


def _say_copied(pairs: Iterable[tuple[str, str]], passed_on: Mapping[str, str], houses: Houses) -> list[str]:
    """Say in words which lineages of two houses count as one for a claim."""
    copied = [f"{a} and {b} print the same words here and count as one" for a, b in sorted(pairs)]
    told = [(a, houses.names[b]) for a, b in sorted(passed_on.items()) if houses.first[a] != houses.first[b]]
    return copied + [f"{a} passes on what {newsroom} says and counts with it" for a, newsroom in told]


def _independent(known: Mapping[tuple[str, Span], tuple[str, str | None]], pair: Confirmation, roles: Roles) -> bool:
    """Say whether the two statements of a confirmation are of two lineages and have two origins."""
    (one, a), (two, b) = (known[s.report, s.span] for s in (pair.first, pair.second))
    if one == two or a is None or b is None or may_be_one(a, b, roles):
        return False
    return not (_names(pair.first, b) or _names(pair.second, a))


def _names(statement: Statement, origin: str) -> bool:
    """Say whether the sentence of a statement names the other's origin: both may have it from there."""
    return any(origin.lower() in name.split("’s")[0] or name == origin.lower() for name in statement.about)


def _in_passing(statement: Statement) -> bool:
    """Say whether a statement is a number inside another, small or with nothing that happened to so many."""
    figure = statement.figure
    return statement.part and figure is not None and (not figure.what or middle(figure) <= SMALL)


def _is_plain(statement: Statement) -> bool:
    """Say whether a newsroom may be the origin of a statement: it is stated, counts nothing and quotes nobody.

    A price or a length in a sentence that is about something else is no count.
    """
    figure = statement.figure
    price = figure is not None and figure.what is None and is_measure(figure.unit) and not statement.part
    counts = figure is not None and not price
    return statement.stance == "states" and not counts and not set(statement.text) & QUOTED


def _reading(
    statement: Statement, lineage: str, newsrooms: Mapping[str, str], own_counts: bool, heard: Mapping[str, int]
) -> Reading:
    """Return a statement as a reading, with its origin.

    A newsroom is an origin only where nobody else is named for the claim in any report, and never for a count: no
    newsroom counts the dead or the detained itself without saying so. What is hedged or holds quoted words has no
    origin either: somebody else is behind it. Of several speakers the one counts that most readings name (`heard`):
    what two said together in one report and one of them in another has one origin.
    """
    speakers = statement.speakers
    origin = max(speakers, key=lambda name: (heard[name], name)) if speakers else None
    if statement.kind == "own" and own_counts and _is_plain(statement):
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


def _weight(group: Sequence[Statement], lineages: int, count: int, reports: Mapping[str, Report]) -> float:
    """Return how much a claim matters to a reader: who carries it, how early, and what it holds.

    "Accused *the mill of lying*" is no sentence, but the accusation is whole: it is told by the sentence around it.
    """
    early = max(1 - (1 - TAIL_WEIGHT) * s.depth for s in group)
    matter = 1.0
    if any(s.figure for s in group):
        matter += 0.3
    if any(s.direct for s in group):
        matter += 0.2
    told = [s for s in group if not _LEAVES_OUT.fullmatch(s.text)]
    if not any(s.sound or whom_accuses(s, reports[s.report].text) for s in told):
        matter -= 0.5
    if all(s.part for s in group):
        matter -= 0.3
    if min(len(s.words) for s in group) < 3:
        matter -= 0.2
    if lineages < 2 and matter <= 0.5:
        return 0.0
    return early * matter * (1 + lineages + 0.25 * count)
