"""The sentences behind a claim's readings come in; which lineages print the same sentence goes out.

Families are made of reports; copying is done by the paragraph. Where two lineages have one sentence in common, they
are not independent for what it says, whatever else they hold. Quoted words do not count: both may have heard them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.lineage.spelling import one_spelling

# Runs of this many words, and so many of them: a stock phrase has one, a copied sentence most of its own.
RUN = 4
LEAST_RUNS = 4
SHARE = 0.5

_QUOTED = re.compile(r"“[^”]{0,2000}”?|\"[^\"]{0,2000}\"?")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def find_copied(sentences: Sequence[tuple[str, str]], houses: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return for each lineage the first one, in order of name, that it shares a sentence with (itself if none).

    `sentences` are pairs of a lineage and a sentence that one of its reports prints. `houses` leads from a lineage to
    another that counts with it in any case.

    >>> told = "Rescue teams searched the wreckage of a ferry hall on the west quay until nightfall"
    >>> find_copied([("l1", told), ("l2", told + ", officials said"), ("l3", "The hall fell in.")])
    {'l1': 'l1', 'l2': 'l1', 'l3': 'l3'}
    """
    runs = [(lineage, _runs(words)) for lineage, words in sentences]
    first = {lineage: (houses or {}).get(lineage, lineage) for lineage, _ in sentences}
    for i, (a, left) in enumerate(runs):
        for b, right in runs[i + 1 :]:
            if first[a] != first[b] and _is_copy(left, right):
                low, high = sorted((first[a], first[b]))
                first = {k: low if v == high else v for k, v in first.items()}
    return first


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


def _is_copy(left: frozenset[tuple[str, ...]], right: frozenset[tuple[str, ...]]) -> bool:
    shared = len(left & right)
    return shared >= LEAST_RUNS and shared >= SHARE * min(len(left), len(right))


def _runs(sentence: str) -> frozenset[tuple[str, ...]]:
    words = [one_spelling(w.lower().replace("’", "'")) for w in _WORD.findall(_QUOTED.sub(" | ", sentence))]
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
