"""The sentences behind a claim's readings come in; which lineages print the same sentence goes out.

Families are made of reports; copying is done by the paragraph. Where two lineages have one sentence in common, they
are not independent for what it says, whatever else they hold. Quoted words do not count: both may have heard them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from twosource.lineage.spelling import one_spelling

# Runs of this many words, and so many of them: a stock phrase has one, a copied sentence most of its own.
RUN = 4
LEAST_RUNS = 4
SHARE = 0.5
# One run of so many words is no chance, whatever stands around it.
LONG_RUN = 7
# This share of the shorter sentence's words, in the same order, is a copy with words changed; in a sentence shorter
# than so many words it may be chance.
IN_ORDER, LEAST_WORDS = 0.8, 10
BREAK, QUOTATION = "|", "\u0000"

# What an agency is called beside its name: "Meridian news agency".
_AGENCY = re.compile(r"\b(?:the|news agency|news service|newswire|agency)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]{0,2000}”?|\"[^\"]{0,2000}\"?")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:[’'-]\w+)*")


class Copied(NamedTuple):
    """What each lineage counts as for a claim, and the pairs of lineages that a sentence in common made one."""

    first: dict[str, str]
    pairs: tuple[tuple[str, str], ...]


def find_copied(
    sentences: Sequence[tuple[str, str]],
    houses: Mapping[str, str] | None = None,
    plain: Sequence[tuple[str, str]] = (),
) -> Copied:
    """Return for each lineage the first one, in order of name, that it shares a sentence with (itself if none).

    `sentences` are pairs of a lineage and a sentence that one of its reports prints. `houses` leads from a lineage to
    another that counts with it in any case. `plain` are such pairs of what newsrooms say in their own words, where one
    long run in common suffices: what a speaker said, two may put alike.

    >>> told = "Rescue teams searched the wreckage of a ferry hall on the west quay until nightfall"
    >>> find_copied([("l1", told), ("l2", told + ", officials said"), ("l3", "The hall fell in.")]).first
    {'l1': 'l1', 'l2': 'l1', 'l3': 'l3'}
    """
    first = {lineage: (houses or {}).get(lineage, lineage) for lineage, _ in sentences}
    joined = []
    for pairs, is_copy in ((sentences, _is_copy), (plain, _is_reworked)):
        told = list(dict.fromkeys(pairs))
        for i, (a, left) in enumerate(told):
            for b, right in told[i + 1 :]:
                # Most claims are of one lineage alone: what is not compared is not cut into words.
                if first[a] != first[b] and is_copy(_words(left), _words(right)):
                    low, high = sorted((first[a], first[b]))
                    first = {k: low if v == high else v for k, v in first.items()}
                    joined.append((min(a, b), max(a, b)))
    return Copied(first, tuple(joined))


def find_second_hand(origins: Sequence[tuple[str, str | None]], newsrooms: Mapping[str, str]) -> dict[str, str]:
    """Return the lineages that only pass on what another newsroom of the story says, each with that newsroom's.

    `origins` are pairs of a lineage and the origin that a reading of it names; `newsrooms` gives each lineage's name.

    >>> rooms = {"l1": "Tide Courier", "l2": "NNA"}
    >>> find_second_hand([("l1", None), ("l2", "Tide Courier")], rooms)
    {'l2': 'l1'}
    """
    home = {name: lineage for lineage, name in newsrooms.items()}
    named: dict[str, set[str | None]] = {}
    for lineage, origin in origins:
        named.setdefault(lineage, set()).add(origin)
    found = {}
    for lineage, heard in named.items():
        only = next(iter(heard)) if len(heard) == 1 else None
        source = home.get(only or "")
        if source is not None and source != lineage:
            found[lineage] = source
    return found


def find_carriers(origins: Sequence[tuple[str, str | None]], newsrooms: Mapping[str, str]) -> dict[str, str]:
    """Return the origins that are newsrooms whose own reports name another source for the claim, each with that source.

    "According to the agency" in a paper that runs its copy says who carried it. Beside the ministry that the agency's
    own report names the agency is no second origin. `origins` and `newsrooms` are those of `find_second_hand`.

    >>> rooms = {"l1": "NNA", "l2": "Tide Courier"}
    >>> find_carriers([("l1", "harbour office"), ("l1", "NNA"), ("l2", "NNA news agency")], rooms)
    {'NNA': 'harbour office', 'NNA news agency': 'harbour office'}
    >>> find_carriers([("l1", None), ("l2", "NNA")], rooms)
    {}
    """
    called = {origin: _AGENCY.sub("", origin).strip().lower() for _, origin in origins if origin}
    found: dict[str, str] = {}
    for room in sorted(set(newsrooms.values())):
        names = sorted(o for o, plain in called.items() if plain == _AGENCY.sub("", room).strip().lower())
        own = Counter(o for lineage, o in origins if newsrooms.get(lineage) == room and o)
        others = [o for o in own if o not in names and not o.endswith(f" of {room}")]
        if names and others:
            found |= dict.fromkeys(names, max(others, key=lambda o: (own[o], o)))
    return found


def _is_copy(left: Sequence[str], right: Sequence[str]) -> bool:
    a, b = _runs(left, RUN), _runs(right, RUN)
    shared = len(a & b)
    return shared >= LEAST_RUNS and shared >= SHARE * min(len(a), len(b))


def _is_reworked(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether one stretch was made from the other with words changed: that breaks its runs, and not their order."""
    if _runs(left, LONG_RUN) & _runs(right, LONG_RUN):
        return True
    shorter = min(len(left), len(right))
    if shorter < LEAST_WORDS or (Counter(left) & Counter(right)).total() < IN_ORDER * shorter:
        return False
    return _in_order(left, right) >= IN_ORDER * shorter


def _in_order(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many words the two have in common in the same order (the longest common subsequence)."""
    row = [0] * (len(right) + 1)
    for word in left:
        before = 0
        for j, other in enumerate(right, 1):
            above = row[j]
            row[j] = before + 1 if word == other != BREAK else max(row[j], row[j - 1])
            before = above
    return row[-1]


@lru_cache(maxsize=8192)
def _words(sentence: str) -> tuple[str, ...]:
    found = [_WORD.findall(part) for part in _QUOTED.sub(QUOTATION, sentence).split(QUOTATION)]
    words = [[one_spelling(w.lower().replace("’", "'")) for w in part] for part in found]
    return tuple(w for n, part in enumerate(words) for w in ([BREAK] if n else []) + part)


@lru_cache(maxsize=8192)
def _runs(words: Sequence[str], length: int) -> frozenset[tuple[str, ...]]:
    runs = (tuple(words[i : i + length]) for i in range(len(words) - length + 1))
    return frozenset(run for run in runs if BREAK not in run)
