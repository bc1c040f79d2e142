"""The statements of a story come in; a count whose own sentence sets it against another's goes out as a contradiction.

"The repair would cost 52 million, far above the 38 million given a day earlier by the council": the newsroom has
compared the two itself, and says who gave the other. Who corrects his own number is not set against himself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, with_marks
from twosource.claims.toll import readings_of
from twosource.claims.voices import Roles, are_opposed
from twosource.language.figure_numerals import read_numeral
from twosource.model import Claim, Conflict, Figure, Report

# Behind a count: "far above the", "compared with the"; then another count, who gave it, and no more than a few words.
_AGAINST = re.compile(
    r"\b(?:above|below|(?:higher|lower|more|less|fewer) than|against|as against|compared (?:with|to)|(?:twice|half)"
    r"|instead of|contrary to|not) the (?:more than |about |around |some |at least |just )?",
    re.IGNORECASE,
)
_GIVEN_BY = re.compile(
    r"[^.;:]{0,40}?\b(?:given|announced|quoted|named|estimated|claimed|put forward|forecast|promised|reported|stated"
    r"|cited|published|mentioned|reckoned|counted)\b(?: [\w’'-]+){0,5}? by (?:the )?(?P<who>[\w’' -]{3,60})"
)


def find_set_beside(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report], roles: Roles
) -> list[Conflict]:
    """Return a contradiction for each claim of which a sentence sets the count against another's, once a sentence."""
    told: dict[str, Conflict] = {}
    for claim, group in zip(claims, groups, strict=True):
        for s in group:
            figure = s.figure
            if claim.standing == WITHDRAWN or figure is None or not s.speakers or s.stance not in {"states", "hedges"}:
                continue
            text = reports[s.report].text
            who = given_by_another(text, s, figure)
            if who and are_opposed(s.speakers[0], who, roles):
                words = f"Figures that differ: {sentence(with_marks(s.sentence, text).of(text))}"
                # The sentence may stand in two claims: as a whole, and for its count.
                told.setdefault(words, Conflict("contradiction", claim.id, readings_of(claim, figure), words))
                break
    return list(told.values())


def given_by_another(text: str, statement: Statement, figure: Figure) -> str:
    """Return who is said to have given the number that a sentence sets its own against, or ""."""
    against = _AGAINST.search(text, figure.span.end, statement.sentence.end)
    numeral = read_numeral(text, against.end()) if against else None
    if numeral is None:
        return ""
    found = _GIVEN_BY.match(text, numeral.end, statement.sentence.end)
    return found["who"].split(",")[0].strip() if found else ""
