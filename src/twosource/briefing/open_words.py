"""A sentence comes in; whether it says that a thing is not known, or that somebody would not say it, goes out.

So does the part of it that says so: a fact beside it ("nine were held, but nobody knows who paid them") is known.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from twosource.briefing.leaning import ASKS, BE, leans
from twosource.lexicon import load
from twosource.model import Span

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
    r"|,? who(?:se \w+)? (?:was|were|is|are|has|have|had)(?: been)? ?(?:not|n[’']t)(?: yet| immediately| been)*"
    r" (?:named|identified|released|disclosed|published|given|revealed)\b[^,;]{0,40}(?=,|\W*$)"
    r"|, (?:who|which) (?:did|does|has|have|had|would) ?(?:not|n[’']t) (?:yet )?(?:named?|identif\w+)\b[^,;]{1,40}(?=,)"
)
# "Two men were held; their names were not released": the news is the arrest.
_NAMELESS = re.compile(
    r"(?:[,;] (?:and |but )?| and | but )(?:their|his|her) (?:names?|identit(?:y|ies)|ages?) [^,;]{1,60}"
    r"|,? (?:declining|refusing) to (?:give|provide|elaborate|comment|say|name|identify)\b[^,;]{0,60}(?=,|\W*$)",
    re.IGNORECASE,
)
# "They held a man *and would not say why*": what was done is told, with who was silent on it, among what happened.
_AND_SILENT = re.compile(
    r",? (?:and|but) (?:(?:has|have|had|did|does|do|would|will) ?(?:not|n[’']t)|declined|refused|declines|refuses)\b",
    re.IGNORECASE,
)
# Where a second thing that a sentence says may begin.
_SECOND = re.compile(r"[;,] (?:(?:and|but|yet|though|although) )?| but ")
# A clause opens with somebody or something of its own, or goes on saying what the first one began to say.
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|both|each|all|some|many|most|several|no"
_CLAUSE = re.compile(
    rf"(?:the|an?|its|his|her|their|this|these|those|he|she|it|they|there|nobody|{_NUMBERS}|[A-Z]\w*|\d[\d,.]{0, 14}"
    r"|(?:police|officials|investigators|prosecutors|detectives|doctors|engineers|rescuers|authorities|experts"
    r"|witnesses|neighbours|neighbors|residents|inspectors)) .{0,200}?"
    rf"\b(?:{BE}|will|would|can|could|may|might|must|did|does|do|said|says|knows?|knew|remains"
    r"|came|went|left|took|made|found|held|lost|kept|gave|paid|\w{2,}ed)\b"
    r"|(?:said|added|confirmed|denied|insisted|told|promised|pledged|called|acknowledged|conceded|admitted) ",
)
_SAYS = re.compile(r"\b(?:sa(?:id|ys)|told|add(?:ed|s)|according|warned|believes?|thinks?)\b", re.IGNORECASE)
_SAID_OF_BOTH = re.compile(
    r"(?:, [^,;]{2,60} (?:said|says|told [^,;]{2,30})|, (?:said|says) [^;]{2,80}|\baccording to [^;]{2,80})\W*$"
)
# "Would not say why": of what stands before.
_ASKS_ON = re.compile(rf"\b{ASKS}\W*$", re.IGNORECASE)
# "The other", "another": of those that the first half tells of.
_OTHERS = re.compile(r"(?:the )?(?:others?|another|rest|latter|former|second)\b", re.IGNORECASE)
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
# "Why it stood open until noon remains unexplained": the hour is part of what is asked.
_ASKED_FIRST = re.compile(
    rf"^{ASKS}\b[^.;]{{4,200}} (?:un(?:explained|known|clear|certain)|not (?:yet )?(?:known|clear|established)"
    r"|open question|guess|mystery)\W*$",
    re.IGNORECASE,
)
# No sentence without one of these matches a pattern below, and most have none.
_HINTS = re.compile(
    r"not\b|n[’']t\b|\b(?:un\w|yet to|no\b|none|neither|nobody|myster|too (?:early|soon)|declin|refus|fail"
    r"|any(?:one|body)[’']s guess|open question|before (?:it|this|anyone|anybody) )",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"")
# What is left of a quotation that goes on in the next sentence, or came from the one before.
_TORN = re.compile(r"(?:“|(?:^|(?<=\s))\"(?=\w))[^”\"]*$|^[^“\"]*(?:”|[.,!?]\"(?=\s|$))")


@lru_cache(maxsize=20_000)
def is_silence(printed: str) -> bool | None:
    """Say whether a sentence says that somebody would not tell a thing (True), or that it is not known (False).

    None for a sentence that says neither: what a quotation holds is its speaker's, and how somebody came to speak
    ("on condition that we did not name her") leaves nothing open.
    """
    if not _HINTS.search(printed):
        return None
    words = " ".join(_TORN.sub(" “” ", _QUOTED.sub(" “” ", printed)).split())
    settled = _SETTLED.search(words) and not _ASKED_FIRST.search(words)
    if len(words.split()) > LONGEST or settled or _TAKEN_BACK.search(words):
        return None
    words = _NAMELESS.sub("", _ON_CONDITION.sub("", _ASIDE.sub("", words)))
    if _unknown().search(words):
        return False
    silent = _silent().search(words)
    return True if silent and not _tells_a_deed(words, silent.end()) else None


def _tells_a_deed(words: str, end: int) -> bool:
    """Say whether a sentence tells what somebody did, and only then that he kept silent on it."""
    joint = _AND_SILENT.search(words, 0, end)
    if joint is None:
        return False
    deed = words[: joint.start()]
    return _CLAUSE.match(deed) is not None and not _SAYS.search(deed) and not _silent().search(deed)


def open_part(printed: str) -> Span:
    """Return the part of a sentence that says that a thing is not known or not said, where the rest is a fact.

    The whole of it where neither half can stand alone, or where it is the other half that names who says so.

    >>> open_part("Nine men were held, but nobody knows who paid for the barge.").start
    24
    >>> open_part("They searched the barge but could not yet say who had sunk it.").start
    0
    """
    for found in _SECOND.finditer(printed):
        first, second = printed[: found.start()], printed[found.end() :]
        if first.count('"') % 2 or first.count("“") != first.count("”") or len(second.split()) < 4:
            continue
        open_first, open_second = is_silence(first) is not None, is_silence(second) is not None
        if open_first and not open_second and found[0] != ", " and _CLAUSE.match(second):
            # "…, and the bridge is shut, the mayor said": of both halves
            return Span(0, len(printed) if _SAID_OF_BOTH.search(second) else found.start())
        if open_second and not open_first and found[0] != ", " and _stands(first, second):
            return Span(found.end(), len(printed))
    return Span(0, len(printed))


def end_of_fact(printed: str) -> int:
    """Return where the fact ends that a sentence tells before what is open, 0 where it tells none.

    >>> end_of_fact("A man was held on Friday; the board would not say why.")
    24
    """
    for found in _SECOND.finditer(printed):
        first, second = printed[: found.start()], printed[found.end() :]
        if is_silence(second) is not None and is_silence(first) is None and _CLAUSE.match(first):
            return found.start()
    return 0


def _stands(first: str, second: str) -> bool:
    """Say whether the open half of a sentence says by itself what is open, and who says so."""
    opens = _CLAUSE.match(second) or re.match(rf"{ASKS}\b", second)
    alone = opens and not _OTHERS.match(second) and not _ASKS_ON.search(second) and not leans(second)
    return bool(alone) and _CLAUSE.match(first) is not None and not _SAYS.search(first)


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
        rf"^{ASKS}\b[^.;]{{4,200}}, (?:nobody|no ?-?one)(?: [\w’'-]+){{0,6}}? (?:knows|(?:can|could|would) (?:say|tell)"
        r"|ha[sd](?: yet)? been able to (?:say|tell|explain))\W*$",
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
        rf"\b(?:has|have|had) (?:not|n[’']t)(?: yet| so far)* (?:said|explained|disclosed|revealed) {ASKS}\b",
        rf"{_OBJECT}(?:would|did|does|do) ?(?:not|n[’']t) say\W*$",
        r"\bwould (?:not|n[’']t) (?:say(?=,|\W*$)|discuss\b)",
        rf"\bg(?:ave|ives?|iven|iving) no (?:further |immediate |other )?(?:{silent['given']})\b(?! to\b)",
        rf"\bg(?:ave|ives?|iven|iving) no (?:further |other )?(?:account|hint|indication|idea) (?:of|as to) {ASKS}\b",
        r"\bwould (?:not|n[’']t) be drawn\b(?! (?:in|into|out|up|from|to|by|back|away)\b)",
        r"\bcould not (?:immediately )?be reached\b",
        r"\bno (?:immediate |official )?comment (?:from|by|on)\b|\bno comment was\b",
    )


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)
