"""Which news agencies are named in a stretch of text, or is an outlet."""

from __future__ import annotations

import re
from functools import cache

from twosource.lexicon import load

_NOBODY = re.compile(
    r"\b(?:agencies|wires|staff|news services|wire services|(?:wire|agency|wire service|news service) reports"
    r"|agency inputs?)\b",
    re.IGNORECASE,
)
_AN_AGENCY = re.compile(
    r"\b(?:(?:news|press|telegraph) (?:agency|association|bureau|service)|news ?wire|wire(?: service)?)$", re.IGNORECASE
)


def agencies_in(words: str | None) -> frozenset[str]:
    """Return the short names of the agencies that `words` name.

    >>> sorted(agencies_in("PORT VELLA (AFP) — with reporting by The Associated Press"))
    ['AFP', 'AP']
    """
    pattern, short = _names()
    return frozenset(short[name] for name in pattern.findall(words or ""))


def house_of(credit: str | None) -> str | None:
    """Return the one agency that a printed credit names, as printed where no list knows it.

    "Agencies" is two wires at least, and who "contributed" does not sign.

    >>> house_of("The Associated Press"), house_of("NNA"), house_of("Staff and agencies")
    ('AP', 'NNA', None)
    """
    if not credit or "contribut" in credit.lower():
        return None
    named = sorted(agencies_in(credit))
    if named:
        return named[0] if len(named) == 1 else None
    return None if names_nobody(credit) else credit


def is_agency_by_name(outlet: str) -> bool:
    """Say whether an outlet calls itself an agency, whose copy others run.

    >>> is_agency_by_name("Karsian News Agency"), is_agency_by_name("Tide Wire"), is_agency_by_name("Wireless Daily")
    (True, True, False)
    """
    return _AN_AGENCY.search(outlet) is not None


def names_nobody(credit: str) -> bool:
    """Say whether a credit leaves open which agencies it means; a house may bear the word in its name.

    >>> names_nobody("Staff and wire reports"), names_nobody("Karsian News Agency")
    (True, False)
    """
    return not agencies_in(credit) and _NOBODY.search(credit) is not None


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    short = {name: row["short"] for row in load("agencies")["agency"] for name in (row["short"], *row["names"])}
    longest_first = sorted(short, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), short
