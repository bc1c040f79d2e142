"""The claims of a section come in by weight; those that blame somebody, and those that deny it, go out before the rest.

Who is said to have done it, and what he says to that, is what a reader asks first. A section that has not room for all
must not keep the charge and cut the denial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.model import Claim

_CHARGE = re.compile(
    r"\b(?:blam(?:ed|es|ing) (?!himself|herself|itself|themselves)[\w’']|accus(?:ed|es|ing) [\w’']"
    r"|(?:is|was|were|are|be|been) (?:responsible for|to blame)\b"
    r"|den(?:y|ied|ies) (?!entry|access|bail|permission|a visa)[\w’']|reject(?:s|ed) (?:any|the|that|all) "
    r"(?:accusation|account|allegation|charge|claim|suggestion)s?\b"
    r"|(?:had|has) nothing to do with\b)",
    re.IGNORECASE,
)
# No more than so many of the lines that a section may have.
SHARE = 0.5


def charges_first(claims: Sequence[Claim], limit: int) -> list[Claim]:
    """Return the claims, the weightiest that blame or deny first, in the order in which they came.

    What weighs nothing by itself stays where it is.
    """
    found = [c for c in claims if c.weight > 0 and _CHARGE.search(c.text)][: max(1, int(limit * SHARE))]
    known = {c.id for c in found}
    return [*found, *(c for c in claims if c.id not in known)]
