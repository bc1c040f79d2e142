"""Who is named before being introduced: the mark that a cut or a moved paragraph leaves.

A story names a person in full once ("Ines Okafor") and by surname after that. A copy that lost the paragraph of the
introduction, or moved it down, names "Okafor" out of the blue; its parent did not.
"""

from __future__ import annotations

import re

from twosource.lineage.wording import Wording

# A capitalised word, with the capitalised word before it (a first name, an initial) where there is one.
_NAME = re.compile(r"(?:(?P<first>[A-Z][\w'’-]+|[A-Z]\.)\s)?(?P<last>[A-Z][\w-]{2,})")
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
    for sentence in wording.sentences:
        words = sentence.of(wording.text)
        for match in _NAME.finditer(words):
            first, last = match["first"], match["last"]
            if first and first not in _TITLES:
                full.add(last)
            elif match.start("last") > 0 or last in full:
                alone.setdefault(last, last in full)
    return alone


def out_of_the_blue(child: dict[str, bool], parent: dict[str, bool]) -> tuple[str, ...]:
    """Return the surnames that the child uses before it introduces them and that the parent introduces first.

    Both are given as `introduced` returns them.
    """
    return tuple(name for name, before in child.items() if not before and parent.get(name))
