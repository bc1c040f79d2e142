"""Namesakes: a name that several of a story's people bear comes in, whom it means in this report goes out."""

from __future__ import annotations

from collections.abc import Mapping

from twosource.language.cast import Cast
from twosource.language.mention import Mention
from twosource.language.roles import fits

__all__ = ["choose_namesake", "people_within"]


def choose_namesake(
    members: tuple[int, ...], mention: Mention, cast: Cast, last: Mapping[int, int], times: Mapping[int, int]
) -> int:
    """Return the member that a name means here: of the right gender and office, last named in this report.

    `last` tells where in this report each member was named last, `times` how often it was.
    """
    if len(members) == 1:
        return members[0]

    def rank(at: int) -> tuple[int, bool, int, int, int]:
        member = cast.members[at]
        clash = (2 if member.gender else 1) if mention.gender and member.gender != mention.gender else 0
        holds = not mention.office or any(fits(mention.office, mention.place, mention.past, r) for r in member.roles)
        return clash, not holds, -last.get(at, -1), -times.get(at, 0), members.index(at)

    return min(members, key=rank)


def people_within(mention: Mention, cast: Cast) -> tuple[int, ...]:
    """Return the people named by the first or last words of a headline's "name" ("Falk Says")."""
    words = mention.name.split()
    for cut in range(len(words) - 1, 0, -1):
        for part in (" ".join(words[:cut]), " ".join(words[-cut:])):
            if found := tuple(at for at in cast.candidates(part) if cast.members[at].kind == "PERSON"):
                return found
    return ()
