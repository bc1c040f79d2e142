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

# "Though he would not say how he knew".
_KNEW = r"(?:he|she|they|it) (?:knew|knows?|had learn(?:ed|t))\b"
_NOT_SAID = (
    rf"\b(?:would|will|did|does|could) not (?:say|explain|disclose|reveal) how {_KNEW}"
    rf"|\b(?:declined|refused) to say how {_KNEW}"
)
# "According to accounts that could not be checked".
_UNCHECKED = (
    r"\b(?:that|which) (?:could|can) not (?:yet |independently )*be (?:independently )?(?:checked|verified|confirmed)\b"
)


def _nothing(shown: str) -> str:
    """Return the pattern of having nothing to show: "offering nothing to support it", "no document to show it"."""
    things = rf"nothing|no (?:\w+ )?(?:{shown}|documents?|papers?|records?|figures?|details?|names?)"
    it = r" (?:it|this|that|(?:the|his|her|their) \w+)(?: up)?"
    return rf"\b(?:{things}) (?:at all )?to (?:support|back|show|prove|substantiate|bear out)\b{it}"


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
        (re.compile("|".join((_nothing(shown), _NOT_SAID, _UNCHECKED)), re.IGNORECASE), "no-evidence"),
    )
