"""Who is named before being introduced: the mark that a cut or a moved paragraph leaves.

A story names a person in full once ("Ines Okafor") and by surname after that. A copy that lost the paragraph of the
introduction, or moved it down, names "Okafor" out of the blue; its parent did not.
"""

from __future__ import annotations

import re

from twosource.lineage.wording import Wording

_OPENING = "\0"  # stands before each sentence
# A capitalised word and the one after it where there is one, or one capitalised word. That the pattern starts with a
# set of characters, and nothing optional, makes it three times as fast.
_NAME = re.compile(r"([\0A-Z](?:(?<=\0)[A-Z]|(?<!\0))(?:(?:[\w'’-]+|\.)\s([A-Z][\w-]{2,})|[\w-]{2,}))")
_TITLES = frozenset(
    ["Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "President", "Senator", "The", "But", "And", "In", "On", "At", "A"]
)


def introduced(wording: Wording) -> dict[str, bool]:
    """Return, for each surname that stands alone somewhere, whether a full name came before.

    >>> from twosource.lineage.wording import read_wording
    >>> from twosource.model import Report
    >>> introduced(read_wording(Report("r", "Ines Okafor left. Okafor said so to Reyl. Tomas Reyl was there.", "")))
    {'Okafor': True, 'Reyl': False}
    """
    full: set[str] = set()
    alone: dict[str, bool] = {}
    text = _OPENING.join(["", *[wording.text[start:end] for start, end in wording.edges]])
    for found, last in _NAME.findall(text):
        if last and found[: -len(last) - 1].lstrip(_OPENING) not in _TITLES:
            full.add(last)
        elif last or found[0] != _OPENING:
            alone.setdefault(last or found, (last or found) in full)
        elif found[1:] in full:
            alone.setdefault(found[1:], True)
    return alone


def out_of_the_blue(child: dict[str, bool], parent: dict[str, bool]) -> tuple[str, ...]:
    """Return the surnames that the child uses before it introduces them and that the parent introduces first.

    Both are given as `introduced` returns them.
    """
    return tuple(name for name, before in child.items() if not before and parent.get(name))
