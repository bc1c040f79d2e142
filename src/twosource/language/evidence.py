"""A parsed paragraph comes in; words that say how thin the evidence is go out, as runs of tokens with their kind.

"Preliminary tests suggest", "early findings point to": it is not settled. "The agency has not seen the letter": the
newsroom does not vouch for it. "Though he named no witness": its maker gives nothing to check it by. "But no other
survivor has reported it": nobody else bears it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from twosource.language.parser import Parsed
from twosource.language.unconfirmed import OPEN, OPEN_SIGNS, SIGNS, UNCONFIRMED
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


_BUT = r"(?:but|though|although|yet|and)"
# "Though he named no witness": only after such a word, for "the defence named no witness" tells of a trial.
_NAMED_NOBODY = (
    rf"\b{_BUT} (?:he|she|they|it) (?:named|cited|quoted|identified|offered|gave|produced|presented|showed|mentioned)"
    r" no (?:\w+ )?(?:witness(?:es)?|sources?|documents?|papers?|records?|names?|examples?|figures?|details?)\b"
    r"(?: to (?:support|back|show|prove|substantiate) (?:it|this|that)\b)?"
    rf"|\b{_BUT} (?:he|she|they|it) (?:did|does|has|have|had|could|would) not"
    r" (?:produced?|shown?|presente?d?|provided?|offere?d?|publishe?d?|released?|name|named|cited?|given?)"
    r" (?:any|a single|one) (?:\w+ )?(?:documents?|papers?|records?|proof|evidence|witness(?:es)?|sources?|details?)\b"
)
# "Without making the data public": what it rests on is kept back.
_THOSE = (
    r"(?:the|its|his|her|their|any|that|those)(?: \w+)? (?:data|evidence|figures?|findings?|results?|records?"
    r"|recordings?|documents?|footage|video|lists?|letters?|papers?|photographs?|pictures?|proof|source)"
)
_KEPT_BACK = rf"\bwithout (?:making {_THOSE} public|(?:publishing|releasing|disclosing|sharing|showing) {_THOSE})\b"
# "But no other survivor has reported hearing it", "though nobody else has confirmed this".
_BORNE_OUT_BY_NOBODY = (
    rf"\b{_BUT} (?:no other (?:\w+ )?(?:survivors?|witness(?:es)?|passengers?|residents?|villagers?|neighbou?rs?"
    r"|guests?|workers?|officials?|officers?|sources?|outlets?|newspapers?|agency|agencies|accounts?|records?)"
    r"|nobody else|no one else)(?: there)?(?: (?:has|have|had|could|would))?(?: yet| so far)?"
    r" (?:report(?:ed)?|confirm(?:ed|s)?|corroborate[ds]?|describe[ds]?|recall(?:ed|s)?|mention(?:ed|s)?"
    r"|remember(?:ed|s)?|verif(?:y|ied)|b(?:ore|orne|ears?) out|back(?:ed|s)? up)"
    r" (?:(?:hearing|seeing|having (?:heard|seen))(?: (?:it|this|that|him|her|them|such an? \w+|the \w+))?"
    r"|it|this|that|(?:his|her|their|the|that) (?:account|claim|story|version|report|statement|allegation))\b"
)
# "Although the agency has not confirmed this": what it is about stands before it, so "has not confirmed that he left"
# is left alone.
_NOT_CONFIRMED = (
    rf"\b(?:{_BUT} (?:(?:the|its|his|her|their) )?(?:\w+ ){{1,3}})?(?:has|have|had) not (?:yet |so far )?"
    r"(?:independently )?(?:confirmed|verified|corroborated) (?:this|that|it|them|the (?:claim|report|account|figure"
    r"|allegation|statement|toll)s?)(?=[,.;:)”\"’]|$)"
)

_UNSHOWN = (_NOT_SAID, _UNCHECKED, _NAMED_NOBODY, _KEPT_BACK, _BORNE_OUT_BY_NOBODY, _NOT_CONFIRMED)


def _nothing(shown: str) -> str:
    """Return the pattern of having nothing to show: "offering nothing to support it", "no document to show it"."""
    things = rf"nothing|no (?:\w+ )?(?:{shown}|documents?|papers?|records?|figures?|details?|names?)"
    it = r" (?:it|this|that|(?:the|his|her|their) \w+)(?: up)?"
    return rf"\b(?:{things}) (?:at all )?to (?:support|back|show|prove|substantiate|bear out)\b{it}"


def thin_evidence(parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    """Yield (first token, last token, kind) of words that rest a statement on evidence that settles nothing yet."""
    for pattern, kind, signs in _patterns():
        if signs and not any(sign in parsed.text for sign in signs):
            continue
        for found in pattern.finditer(parsed.text):
            inside = [t.i for t in parsed.tokens if found.start() <= t.start and t.end <= found.end()]
            if inside:
                yield inside[0], inside[-1], kind


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
    """Return each pattern with its kind, and with words of which one stands in what it finds; none where any may."""
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
            (),
        ),
        (
            re.compile(
                r"\b(?:has|have|had) not (?:yet |itself |themselves )?(?:seen|viewed|reviewed|obtained|inspected)"
                rf" (?:the|a|any|that|this|those|these|its) (?:\w+ )?(?:{shown})\b"
            ),
            "no-evidence",
            (),
        ),
        (re.compile("|".join((_nothing(shown), *_UNSHOWN)), re.IGNORECASE), "no-evidence", ()),
        (re.compile("|".join(UNCONFIRMED), re.IGNORECASE), "no-evidence", SIGNS),
        (re.compile("|".join(OPEN), re.IGNORECASE), "modal", OPEN_SIGNS),
    )
