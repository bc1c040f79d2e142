"""A statement comes in; whether it was cut before what it needs goes out.

A clause is read up to where the grammar seems to end it. What it lacks then stands in its sentence, which tells it.
"""

from __future__ import annotations

import re

from twosource.claims.statements import Statement
from twosource.lexicon import load

# "…, and it", "but not charged", "designed to help": the reading broke off before what the words need.
_BROKEN_OFF = re.compile(
    r"(?:,? and (?:it|he|she|they|we|you|i)|,? (?:but|and) not \w+ed|\bto (?:help|allow|enable|let|make|force))[,.]?$",
    re.I,
)
# "…, the resin found in the tank": says what a thing is that was named before, and has no verb of its own.
_APPOSITION = re.compile(
    r"(?:the|an?) [\w’'-]+ (?:found|made|used|known|seen|held|taken|sold|kept|built) "
    r"(?:in|on|at|by|for|to|as|with|from)\b"
    r"(?!.*\b(?:is|are|was|were|has|have|had|will|would|could)\b)",
    re.IGNORECASE,
)
# "The crew *wanted* the hall reopened": what is wanted is not so, and stays with who wants it.
_WANTS = re.compile(
    r"\b(?:want|wish|demand|seek|sought|prefer|need|order|like|expect|propos|request|urg|offer|hop)(?:e?[sd]|ed|ing)?"
    r"(?: for)?\s*$",
    re.IGNORECASE,
)
# "…, *although the board was sure of it*": a concession has its main clause elsewhere in the sentence.
_CONCEDES = re.compile(r"(?:even )?(?:although|though|whereas)\b[^,;]*$", re.IGNORECASE)
_THAT = re.compile(r"\bthat\b", re.IGNORECASE)
# "A clerk *was telling the hall that* …": who did it stands before, and somebody's words do not begin so. "May" and
# "Will" may be a month or a man.
_NO_SUBJECT = re.compile(r"(?:was|were|is|are|has|have|had|would|could|can|might|should|must) (?!\w+ing of\b)[a-z]")
# What is left of a sentence is no more than its stop and a closing mark.
END = 2
# "A firm, *based in Orlow*, …": what it is by nature. Told with a "was" it would be over.
_BY_NATURE = re.compile(
    r"(?:based|located|situated|headquartered|known|called|named|nicknamed|owned|aged|born|listed)\b", re.I
)
# "22 hours *after the wall fell*", "It was noon *when the lights went out*", "more *than the stock was fetching*": the
# clause is there to date or to measure, and alone it would be news of today.
_MEASURES = re.compile(
    r"\b(?:(?:hour|minute|day|week|month|year|decade|moment)s?|shortly|soon|long|just) (?:after|before)\s*$"
    r"|^\W*it (?:was|is) [^,;]*\bwhen\s*$|\bthan\s*$",
    re.IGNORECASE,
)
# "…, *half an hour after the leak began*": a date for what stands before it, and no sentence.
_DATES = re.compile(
    r"(?:(?:about|some|nearly|almost|barely|only|just|an?|half|the|\w+) ){0,5}"
    r"(?:hour|minute|day|week|month|year|decade|moment)s? (?:after|before)\b[^,;]*$",
    re.IGNORECASE,
)
# "*When* the clerks cut the chain, the dead lay behind it": without the first word two sentences run into one.
_OPENS = re.compile(
    r"^\W*(?:when|as|after|before|while|once|because|since|although|though|until|if)\s*$", re.IGNORECASE
)
# "Nobody was hurt on *that* occasion": of the sentence before, and not of today.
_ELSEWHERE = re.compile(
    r"[^,;.]{0,20}?\b(?:that (?:occasion|time|day|year|fire|attack|incident|accident|crash|case)|on those|at the time"
    r"|(?:earlier|previous|first|last) (?:\w+ )?(?:fire|attack|incident|accident|crash|case|blast)"
    r"|(?:in|since) (?:19|20)\d\d)\b",
    re.IGNORECASE,
)


# "The hall was shut on Monday, five days *after* | the leak": cut before what the last word needs.
_NEEDS_OBJECT = re.compile(
    r"\b(?:after|before|since|than|of|from|into|between|against|during|until)[,.]?$", re.IGNORECASE
)
# "Some 900 members, *nearly one in three of the town, have been written to*": the apposition is no subject.
_APPOSED = re.compile(r"[^,;:]+, (?:have|has|had|is|are|was|were|will|would|can|could|may|must) ", re.IGNORECASE)
# "The talks broke down over *who would pay*": what was asked, and nothing that the talks would do.
_ASKED_OVER = re.compile(r"\b(?:over|about|on|as to|regarding|concerning|into)\s+$", re.IGNORECASE)
_ASKED = re.compile(r"(?:who|what|how|why|whether)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:which|who|that)\s+", re.IGNORECASE)


def of_another_time(behind: str) -> bool:
    """Say whether the words behind a count say that it is of something else: "nobody was hurt | on that occasion"."""
    return _ELSEWHERE.match(behind) is not None


def breaks_off(statement: Statement, text: str) -> bool:
    """Say whether a statement was cut before what it needs, or out of an apposition: its sentence tells it."""
    words, behind = statement.said or statement.text, text[statement.span.end : statement.sentence.end]
    if _BROKEN_OFF.search(words) and re.match(r",? ?[\w“]", behind):
        return True
    before = text[statement.sentence.start : statement.span.start]
    if statement.direct:
        return False
    if _NEEDS_OBJECT.search(statement.text) and re.match(r" [\w“]", behind):
        return True
    if before.endswith(", ") and (_APPOSED.match(statement.text) or _CONCEDES.match(statement.text)):
        return True
    if statement.kind == "own":
        made = statement.said is not None and statement.said != statement.text
        if (made and _BY_NATURE.match(statement.text)) or _lacks_object(statement, text):
            return True
        if made and (_is_asked(statement, before) or _has_half_a_number(statement, before)):
            return True
    elif (_WANTS.search(before) and not _THAT.match(statement.text)) or _NO_SUBJECT.match(statement.text):
        return True
    opened = _OPENS.match(before) and ", " in statement.text and len(behind) <= END
    if opened or _MEASURES.search(before) or (before.strip() and _DATES.fullmatch(statement.text)):
        return True
    return before.endswith(", ") and _APPOSITION.match(statement.text) is not None


def _lacks_object(statement: Statement, text: str) -> bool:
    """Say whether what is told ends with its verb where the report goes on: "the clerks wanted | the hall reopened"."""
    told = (statement.said or "").split()
    if len(told) < 2 or not statement.predicate or not told[-1].lower().startswith(statement.predicate[:4].lower()):
        return False
    here = statement.sentence.of(text)
    at = here.rfind(told[-1])
    after = re.match(r" ([\w’'“]+)", here[at + len(told[-1]) :]) if at >= 0 else None
    return after is not None and after[1].lower() not in load("once")["goes_on"]


def _is_asked(statement: Statement, before: str) -> bool:
    """Say whether a clause is a question that something is about: "a quarrel over *who would pay*"."""
    return _ASKED_OVER.search(before) is not None and _ASKED.match(statement.text) is not None


def _has_half_a_number(statement: Statement, before: str) -> bool:
    """Say whether a relative clause was given half of what it is about: "4% | of income, which would be a million"."""
    rest = _RELATIVE.sub("", statement.text, count=1)
    said = statement.said or ""
    if rest == statement.text or not said.endswith(rest):
        return False
    about = said.removesuffix(rest).strip().lower()
    at = before.lower().rfind(about) if any(c.isdigit() for c in about) else -1
    return at >= 0 and before[at + len(about) :].startswith(" of ")
