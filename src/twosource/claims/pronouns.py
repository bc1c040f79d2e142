"""A told sentence that opens with "he" comes in; the same with the name of whom the report means behind it goes out.

A line that is cut out of its report lost the sentence before it, which says who "he" is. Newspapers put the name in
brackets: "He [Jon Reve] never left the port". Only the pronoun that opens the line is named, and only where the text of
its own paragraph before it has the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from twosource.model import Span

_OPENS = re.compile(r"((?:[^:“”\"]{1,80}: )?)(he|she)(?= )", re.IGNORECASE)


def named_before(text: str, sentence: Span, referents: Iterable[tuple[Span, str]]) -> str:
    """Return whom the "he" or "she" that opens a sentence means, "" where its paragraph does not name him before it.

    Inside a sentence ("they said *he* had been wrong") another that it names may be meant as well.
    """
    for at, name in referents:
        if at.start != sentence.start or at.of(text).lower() not in {"he", "she"}:
            continue
        before = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
        if " " in name and re.search(rf"\b{re.escape(name.split()[-1])}\b", before):
            return name
    return ""


def with_name(told: str, name: str) -> str:
    """Return a told sentence with the name behind the pronoun that opens it, where one is known and not told already.

    >>> with_name("The board: He never left the port.", "Jon Reve")
    'The board: He [Jon Reve] never left the port.'
    >>> with_name("Jon Reve: He never left the port.", "Jon Reve")
    'Jon Reve: He never left the port.'
    """
    opens = _OPENS.match(told) if name else None
    if opens is None or name.split()[-1] in told:
        return told
    return f"{told[: opens.end()]} [{name}]{told[opens.end() :]}"
