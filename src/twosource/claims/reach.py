"""Groups of statements come in; those that a withdrawal does not reach go out as groups of their own.

An office that withdraws its number takes it from everybody who printed it. A newsroom that corrects its own report
speaks for no other: what the others say on their own word stands, if they did not run its copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.claims.counts import middle
from twosource.claims.disowned import NEWSROOM, is_called
from twosource.claims.houses import Houses
from twosource.claims.numbers import number_concept
from twosource.claims.rejected_counts import speaks_for
from twosource.claims.statements import Statement
from twosource.claims.telling import SINCE_WITHDRAWN, is_noted, tell
from twosource.claims.voices import Roles, may_be_one
from twosource.intake.credit import folded
from twosource.model import Figure, Report, Span

_MISTAKEN = re.compile(r"\b(?:mistaken|wrong|in error|misinformed|misled) (?:about|on)\b", re.IGNORECASE)


def corrects_itself(statement: Statement, report: Report) -> bool:
    """Say whether a newsroom takes back, by a statement, what it printed itself."""
    return statement.stance == "withdraws" and statement.speakers == (report.outlet or NEWSROOM,)


def is_told_before(statement: Statement, taken: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a statement was printed before another takes it back: on no later day, or further up in its report.

    What is not dated may have been.
    """
    if statement.report == taken.report:
        return statement.sentence.end <= taken.sentence.start
    told, now = reports[statement.report].published, reports[taken.report].published
    return not (told and now) or told[:10] <= now[:10]


def within_reach(
    groups: Sequence[Sequence[Statement]],
    reports: Mapping[str, Report],
    home: Mapping[str, str],
    houses: Houses,
    roles: Roles,
) -> list[list[Statement]]:
    """Return the groups, in text order, each withdrawal with what it reaches; `home` gives each report's lineage."""
    order = {report: n for n, report in enumerate(reports)}
    found = [part for group in groups for part in _parted(group, reports, home, houses, roles)]
    return sorted(found, key=lambda group: (order[group[0].report], group[0].span))


def _parted(
    group: Sequence[Statement],
    reports: Mapping[str, Report],
    home: Mapping[str, str],
    houses: Houses,
    roles: Roles,
) -> Iterator[list[Statement]]:
    """Yield what the withdrawals of a group reach, then the rest of it, if there is any."""
    taking = [s for s in group if s.stance == "withdraws"]
    whose = [_newsroom_of(s, reports) for s in taking]
    if taking and all(whose):
        ours = {place for r in whose if r for place in _places(r, reports, home, houses)}
        out = [s for s in group if s not in taking and not ours & _places(s.report, reports, home, houses)]
    else:
        apart = (_is_instead, _is_told_since, _is_noted)
        his = {who for s in taking for who in s.speakers}
        said = any(his & set(s.speakers) for s in group if s not in taking)
        out = [
            s for s in group if taking and (_is_anothers(s, taking, said, roles) or any(f(s, taking) for f in apart))
        ]
    yield [s for s in group if s not in out]
    if out:
        yield out


def _newsroom_of(taken: Statement, reports: Mapping[str, Report]) -> str | None:
    """Return a report of the newsroom that takes something back: its own, or that of which a rival says so."""
    if corrects_itself(taken, reports[taken.report]):
        return taken.report
    if taken.figure is not None or len(taken.speakers) != 1:
        return None
    named = (r.id for r in reports.values() if r.outlet and is_called(taken.speakers[0], r.outlet))
    return next(named, None)


def without_told_again(groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]) -> list[list[Statement]]:
    """Return the groups without what could be told in no other words than those that were taken back.

    "The seal was broken when it got to the lock, he said" is withdrawn with "the seal was broken"; what else is read in
    it ("it got to the lock") is no whole sentence, and would be told with all of it, as if it stood.
    """
    gone: dict[tuple[str, Span], list[Statement]] = {}
    for group in groups:
        if any(s.stance == "withdraws" for s in group):
            for s in group:
                gone.setdefault((s.report, s.sentence), []).append(s)
    kept = [[s for s in group if not _is_told_by(s, gone.get((s.report, s.sentence), ()), reports)] for group in groups]
    return [group for group in kept if group]


def _is_told_by(statement: Statement, gone: Sequence[Statement], reports: Mapping[str, Report]) -> bool:
    """Say whether a statement is told in a sentence that has what was taken back, and is no sentence or in it."""
    if not gone or any(s is statement for s in gone) or statement.stance == "withdraws":
        return False
    if is_noted(statement):
        return False
    told = " ".join(tell(statement, reports[statement.report].text).split())
    return any(
        not (statement.sound and statement.span.start <= s.span.start and s.span.end <= statement.span.end)
        and s.stance != "withdraws"
        # A sentence with a number that was withdrawn tells more than that; what hangs in it is told by no other words.
        and (s.figure is None or statement.part)
        and " ".join(s.text.split()).strip(' .,;”“"') in told
        for s in gone
    )


def _places(report: str, reports: Mapping[str, Report], home: Mapping[str, str], houses: Houses) -> set[str]:
    """Return by what a report is known as somebody's: its outlet, its lineage, and whose work that is."""
    outlet = reports[report].outlet
    named = {f"outlet {folded(other)}" for r, x in home.items() if x == home[report] and (other := reports[r].outlet)}
    return {f"house {houses.first[home[report]]}", *named, *([f"outlet {folded(outlet)}"] if outlet else [])}


def are_of_one_house(
    one: str, other: str, reports: Mapping[str, Report], home: Mapping[str, str], houses: Houses
) -> bool:
    """Say whether a correction in one report reaches another: one outlet's, one copy, or one agency's."""
    return bool(_places(one, reports, home, houses) & _places(other, reports, home, houses))


def _is_instead(statement: Statement, taking: Sequence[Statement]) -> bool:
    """Say whether what is taken back goes on right behind a statement: "it was taken at the tank | , not outside"."""
    beside = (s for s in taking if s.report == statement.report and s.span.start == statement.span.end)
    return statement.stance == "states" and any(beside)


def _is_told_since(statement: Statement, taking: Sequence[Statement]) -> bool:
    """Say whether a report tells something behind what it says is taken back, or around it: that stands.

    What is taken back has no count; behind a count the report may still say who gave it.
    """
    near = [s.span for s in taking if s.report == statement.report and s.figure is None]
    told = statement.span
    return statement.stance == "states" and any(
        s.end <= told.start or (told.start <= s.start and s.end <= told.end) for s in near
    )


def _is_noted(statement: Statement, taking: Sequence[Statement]) -> bool:
    """Say whether a statement stands, told with a note that half of it, which has no count, was taken back."""
    return SINCE_WITHDRAWN in (statement.said or "") and all(s.figure is None for s in taking)


def _is_anothers(statement: Statement, taking: Sequence[Statement], said: bool, roles: Roles) -> bool:
    """Say whether a count is another's than those who take theirs back, and another number than theirs.

    What has no count is another's where it is certain that he is none of them.

    "Between 1,700 and 1,900", a mayor says: that stands when a ministry withdraws its 1,800.
    """
    if statement.stance == "withdraws":
        return False
    if not statement.speakers:
        # What a witness takes back a newsroom may have seen; what he said himself it may have printed as its own.
        return not said and all(s.figure is None and s.speakers and s.speakers[0] in roles for s in taking)
    if statement.stance != "denies" and all(_MISTAKEN.search(s.text) for s in taking):
        # Who was mistaken himself says nothing of what others told.
        return not any(_may_speak_for(statement.speakers[0], s, roles) for s in taking)
    if statement.stance != "denies" and all(s.figure is None and s.speakers for s in taking):
        # Police no longer say that the guard had slept: his union still may.
        named = [who for s in taking for who in s.speakers]
        return not any(may_be_one(one, who, roles) for one in statement.speakers for who in named)
    return all(
        s.figure is not None
        and s.speakers
        and not _gives(statement, s.figure)
        and not _may_speak_for(statement.speakers[0], s, roles)
        for s in taking
    )


def _gives(statement: Statement, figure: Figure) -> bool:
    """Say whether a statement has the very number of a figure."""
    if statement.figure is not None:
        return statement.figure.value == figure.value
    return number_concept(middle(figure)) in statement.words


def _may_speak_for(speaker: str, statement: Statement, roles: Roles) -> bool:
    """Say whether somebody and those who take a count back are one, or the one speaks for the other."""
    return any(speaks_for([speaker], s, roles) or speaks_for([s], speaker, roles) for s in statement.speakers)
