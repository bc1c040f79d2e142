"""A parsed paragraph comes in; words that say how thin the evidence is go out, as runs of tokens with their kind.

"Preliminary tests suggest", "early findings point to": it is not settled. "The agency has not seen the letter": the
newsroom does not vouch for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from twosource.language.parser import Parsed
from twosource.lexicon import load


def thin_evidence(parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    """Yield (first token, last token, kind) of words that rest a statement on evidence that settles nothing yet."""
    for pattern, kind in _patterns():
        for found in pattern.finditer(parsed.text):
            inside = [t.i for t in parsed.tokens if found.start() <= t.start and t.end <= found.end()]
            if inside:
                yield inside[0], inside[-1], kind


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    lists = load("hedges")["evidence"]
    early, things, verbs, shown = ("|".join(lists[name]) for name in ("early", "things", "verbs", "shown"))
    return (
        (
            re.compile(
                rf"\b(?:the )?(?:{early}) (?:\w+ )?(?:{things}) (?:\w+ )?(?:{verbs})\b"
                rf"|\b(?:the )?(?:\w+ )?(?:{things}) (?:{verbs})\b",
                re.IGNORECASE,
            ),
            "modal",
        ),
        (
            re.compile(
                r"\b(?:has|have|had) not (?:yet |itself |themselves )?(?:seen|viewed|reviewed|obtained|inspected)"
                rf" (?:the|a|any|that|this|those|these|its) (?:\w+ )?(?:{shown})\b"
            ),
            "no-evidence",
        ),
    )
