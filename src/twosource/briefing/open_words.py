"""A sentence comes in; whether it says that a thing is not known, or that somebody would not say it, goes out."""

from __future__ import annotations

import re
from functools import cache

from twosource.briefing.leaning import ASKS, BE
from twosource.lexicon import load

# A longer sentence says something else beside.
LONGEST = 45
_SOUGHT = rf"(?:{ASKS}|the (?:cause|motive|reason|identity|number|extent|origin)|how)"
_NOT = r"(?:not|n[’']t)(?: yet| immediately| independently| so far| been| be| fully| entirely)*"
_MAY = r"(?:could|may|might|will|would|can)"
# A sentence that opens with its object: "Who held the key, the board would not say".
_OBJECT = r"^(?:who|whom|whose|what|which|when|where|why|how)\b[^.;]{4,200}, [^,;]{2,60} "
# "A buyer, whom the bank did not name, asked for the books": the news is the buyer, and the silence a word beside it.
_ASIDE = re.compile(
    r",? (?:whom|whose \w+|which) [^,;]{1,40}? (?:(?:did|does|do|would|has|have|had|could) ?(?:not|n[’']t)|declined"
    r"|refused)\b[^,;]{1,40}(?=,)"
)
# "An officer told us, on condition that we did not give his name": how he spoke, and nothing that he kept to himself.
_ON_CONDITION = re.compile(r"\bon (?:the )?(?:strict )?condition (?:that )?[^,;]{1,80}", re.IGNORECASE)
# "The agency withdrew the story, saying that it could not confirm it": why something was taken back is not open.
_TAKEN_BACK = re.compile(
    r"^(?:correction|clarification|editor[’']s note)s?\b"
    r"|\b(?:withdr(?:ew|awn|aws|awing)|retract(?:ed|s|ing)|(?:took|taken) back)\b[^.;]*"
    r"\b(?:saying|because|as|since|after|and said)\b[^.;]*\bcould not\b",
    re.IGNORECASE,
)
# Known since, or a condition: nothing that is open.
_SETTLED = re.compile(r"\b(?:until|unless|if it (?:is|was) not)\b|\?\W*$", re.IGNORECASE)
# No sentence without one of these matches a pattern below, and most have none.
_HINTS = re.compile(
    r"not\b|n[’']t\b|\b(?:un\w|yet to|no\b|none|neither|nobody|myster|too (?:early|soon)|declin|refus|fail"
    r"|any(?:one|body)[’']s guess|open question|before (?:it|this|anyone|anybody) )",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"")
# What is left of a quotation that goes on in the next sentence, or came from the one before.
_TORN = re.compile(r"(?:“|(?:^|(?<=\s))\"(?=\w))[^”\"]*$|^[^“\"]*(?:”|[.,!?]\"(?=\s|$))")


def is_silence(printed: str) -> bool | None:
    """Say whether a sentence says that somebody would not tell a thing (True), or that it is not known (False).

    None for a sentence that says neither: what a quotation holds is its speaker's, and how somebody came to speak
    ("on condition that we did not name her") leaves nothing open.
    """
    if not _HINTS.search(printed):
        return None
    words = " ".join(_TORN.sub(" “” ", _QUOTED.sub(" “” ", printed)).split())
    if len(words.split()) > LONGEST or _SETTLED.search(words) or _TAKEN_BACK.search(words):
        return None
    words = _ON_CONDITION.sub("", _ASIDE.sub("", words))
    unknown, silent = _unknown(), _silent()
    return False if unknown.search(words) else True if silent.search(words) else None


@cache
def _unknown() -> re.Pattern[str]:
    """Return the pattern of what is not known."""
    known = {name: "|".join(words) for name, words in load("unknown")["known"].items()}
    return _any_of(
        rf"\b(?:{BE} (?:still )?(?:{_NOT} |un)|remain(?:s|ed)? (?:un|not ))(?:{known['words']})\b(?! (?:as|for|to)\b)",
        rf"\b(?:why|how|{known['things']})\b[^.;:]{{0,80}}? (?:{BE}|remain(?:s|ed)?) (?:still )?unexplained\b(?! to\b)",
        rf"\b(?:{known['things']}) (?:[\w’'-]+ ){{0,6}}?(?:{BE}|could) {_NOT} (?:{known['told']})\b",
        rf"\b(?:has|have|had) yet to (?:{known['verbs']})\b",
        rf"\b(?:{known['sought']})\b[^.;]{{0,40}}? (?:has|have|had) yet to be (?:found|recovered|located|traced)\b",
        rf"\b(?:{known['finders']}) (?:has|have|had) ?(?:not|n[’']t) (?:yet|so far) (?:{known['found']})\b",
        rf"\b(?:{known['unread']}) (?:has|have|had) not yet been (?:{known['read']})\b",
        rf"\b(?:{known['unread']}) (?:has|have|had) not been (?:{known['read']}) yet\b",
        r"\b(?:do|does|did|has|have|had) ?(?:not|n[’']t) (?:yet )?ruled? out\b",
        rf"\b(?:do|does|did) ?(?:not|n[’']t) (?:alone |yet )?prove (?:that|(?:it|they) {BE})\b",
        rf"\b(?:(?:do|does)|(?:{known['finders']}) did) ?(?:not|n[’']t) (?:yet )?know {_SOUGHT}\b",
        rf"\b(?:nobody|no ?-?one)(?: [\w’'-]+){{0,6}}? (?:knows|(?:can|could|would) (?:say|tell|explain) {ASKS})\b",
        rf"\b(?:nobody|no ?-?one)(?: [\w’'-]+){{0,6}}? ha[sd](?: yet)? been able to (?:say|tell|explain) {ASKS}\b",
        rf"\bc(?:ould|an) ?(?:not|n[’']t) yet (?:say|tell|explain) {ASKS}\b",
        rf"\b(?:{BE}|also|still) unable to (?:(?:say|tell|establish|determine|ascertain) {_SOUGHT}|verify|confirm)\b",
        rf"{_OBJECT}(?:could|can) ?(?:not|n[’']t)(?: yet)? say\W*$",
        rf"\b{_MAY} be (?:[\w’'-]+ ){{0,3}}?(?:{known['spans']}) before (?:it|this) {BE} (?:{known['words']})\b",
        rf"\b(?:{BE}|remain(?:s|ed)?) (?:still )?(?:any(?:one|body)[’']s guess|an open question)\b",
        r"\b(?:remain(?:s|ed)?|(?:is|was) (?:still )?)(?: something of)? ?an? (?:complete )?mystery\b(?! to\b)",
        r"\btoo (?:early|soon) to (?:say|tell|know|judge|determine|speculate)\b",
        r"\bcould not (?:be )?(?:independently |immediately )*(?:verify|verified|confirm|confirmed)\b",
        r"\b(?:neither|none|no)\b[^.;]{1,60}? c(?:ould|an) be (?:independently |immediately )*(?:verified|confirmed)\b",
        r"\bno (?:one|group|body|organi[sz]ation) (?:has |had |immediately )*claimed responsibility\b",
        r"\bno (?:immediate |official |further )?(?:word|claim of responsibility|indication|explanation)\b",
    )


@cache
def _silent() -> re.Pattern[str]:
    """Return the pattern of what somebody would not say."""
    silent = {name: "|".join(words) for name, words in load("unknown")["silent"].items()}
    return _any_of(
        rf"\b(?:declin|refus)(?:ed|es|ing)? to (?:{silent['verbs']})\b",
        rf"\bfail(?:ed|s|ing)? to (?:{silent['failed']})\b",
        rf"\b(?:has|have|had) yet to (?:{silent['verbs']})\b",
        rf"\b(?:did|does|do|would|has|have|had) (?:not|n[’']t)(?: immediately| yet| so far)* (?:{silent['kept']})\b",
        rf"\b(?:did|does|do|would) (?:not|n[’']t) (?:immediately )?say {ASKS}\b",
        rf"\b(?:has|have|had) (?:not|n[’']t)(?: yet| so far)* said {ASKS}\b",
        rf"{_OBJECT}(?:would|did|does|do) ?(?:not|n[’']t) say\W*$",
        r"\bwould (?:not|n[’']t) say(?=,|\W*$)",
        rf"\bg(?:ave|ives?|iven|iving) no (?:further |immediate |other )?(?:{silent['given']})\b(?! to\b)",
        rf"\bg(?:ave|ives?|iven|iving) no (?:further |other )?(?:account|hint|indication|idea) (?:of|as to) {ASKS}\b",
        r"\bwould (?:not|n[’']t) be drawn\b(?! (?:in|into|out|up|from|to|by|back|away)\b)",
        r"\bcould not (?:immediately )?be reached\b",
        r"\bno (?:immediate |official )?comment (?:from|by|on)\b|\bno comment was\b",
    )


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)
