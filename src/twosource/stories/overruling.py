"""Reports, their stories and people's decisions come in; the stories as those people put them go out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from twosource.decisions import last_words
from twosource.model import Decision, Report


def overrule_stories(
    reports: Sequence[Report], stories: Mapping[str, str], decisions: Iterable[Decision]
) -> dict[str, str]:
    """Return the story of each report's id, a report moved where a decision of the kind same-story says so.

    Only the report that is named moves; its copies stay. A decision about a report that is not there changes nothing.

    >>> from twosource.decisions import overrule
    >>> found = [Report("a", "", ""), Report("b", "", "")]
    >>> overrule_stories(found, {"a": "s1", "b": "s1"}, [overrule("same-story", "b", "own", "I. Sorn", "Last year.")])
    {'a': 's1', 'b': 's2'}
    """
    moved = {r.id: stories[r.id] for r in reports}
    for decision in last_words(d for d in decisions if d.kind == "same-story"):
        report, other = decision.subject, decision.value
        if report not in moved:
            continue
        if other == "own":
            if sum(story == moved[report] for story in moved.values()) > 1:
                moved[report] = _new_story(moved)
        elif other in moved:
            moved[report] = moved[other]
    return moved


def _new_story(stories: Mapping[str, str]) -> str:
    taken = set(stories.values())
    number = len(taken) + 1
    while f"s{number}" in taken:
        number += 1
    return f"s{number}"
