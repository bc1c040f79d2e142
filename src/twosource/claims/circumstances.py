"""A stretch of a report comes in; whether it is told of now, and as being so, goes out.

What is told of another year, under a condition, as a question or in somebody's quotation is no account of the event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from twosource.language.clauses import Clause
from twosource.lexicon import load
from twosource.model import Attribution, Report, Span, Time

# What a report dates further away than this many days from its own date is background to its event.
NEAR_DAYS = 45
# Quotation marks are counted so far back at most, in characters.
LONGEST_PARAGRAPH = 3000
# What makes a clause a condition or a wish, and no telling of what is so.
CONDITIONS = {"if", "unless", "whether", "lest", "provided", "supposing"}
MODALS = {"would", "could", "should", "might", "may", "must", "ought"}

# A post of a social network, as pages print it: the text, then "— Ada Moll (@adamoll) May 3, 2017".
_SIGNED_POST = re.compile(r"[—–-]{1,2}\s*[^\n(@]{2,60}\(@\w+\)")
_DAY_OF_POST = re.compile(r"\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})?\W*")
LONGEST_POST = 300

_HELPED = re.compile(
    r"(?:\b(?:will|would|shall|should|can|could|cannot|may|might|must|ought|to|do|does|did|let|need|dare)"
    r"|[’'](?:ll|d)|n[’']t)\b"
)
_UNSAID = re.compile(
    r"(?:\b(?:did|does|do|has|have|had)(?: not|n[’']t)|\bnever)(?: \w+)?"
    r" (?:say|said|claim(?:ed)?|alleged?|stated?|assert(?:ed)?|suggest(?:ed)?|mean|meant)(?: that)?\s*$",
    re.IGNORECASE,
)
# "Would not repeat its claim that", "made no further mention of a", "there is no evidence that".
_NOT_REPEATED = re.compile(
    r"(?:\b(?:(?:did|does|do|would|will|could)(?: not|n[’']t)|no longer|never|declined to|refused to) repeat(?:s|ed)?"
    r"(?: (?:its|his|her|their|the|an?)(?: \w+){1,4}?)?(?: that)?"
    r"|\bma(?:de|kes?|king) no (?:(?:further|more|other) )?(?:mention|reference) (?:of|to)(?: the| an?)?"
    r"|\bno (?:\w+ )?evidence that)\s*$",
    re.IGNORECASE,
)
# So far before a content its "would not repeat" stands at most, in characters.
REACH_OF_UNSAID = 80
# "Many have said so, but Ms Moll said that was never the case."
_GAINSAID = re.compile(
    r"\b(?:that|this|it) (?:is|was|were|has been) (?:never|not) (?:the case|true|so|correct|what happened)\b",
    re.IGNORECASE,
)
_OPENS_WITH = re.compile(r"\W*(?:(?:back )?in |on |early in |late in )?", re.IGNORECASE)
# What of an event a next sentence may tell in so few words; "has" and "is" tell of now.
_NOBODY = re.compile(
    r"(?:nobody|no ?-?one|none|there (?:was|were) no \w+)\b(?!.*\b(?:is|are|has|have|will)\b)", re.IGNORECASE | re.S
)
# "Five more than the day before" dates no other event.
_ELSEWHEN = re.compile(
    r"\banniversary of\b|(?<!than the )(?<!than a )\b(?:day|week|month|year|decade)s? (?:after|before|since)\b"
)


def is_background(report: Report, times: Iterable[Time], sentence: Span, span: Span) -> bool:
    """Say whether a statement is about another time than the event's: a past century, a fire two years before.

    What is told to date the event ("a week after a gunman …", "the 20th anniversary of …") is of another time too.
    """
    if _ELSEWHEN.search(report.text, sentence.start, span.end):
        return True
    for time in times:
        if not sentence.overlaps(time.span):
            continue
        if time.type == "DURATION" and time.value.endswith(("Y", "DE", "CE")):
            return True
        day = time.value[:10]
        if report.published and day[:4].isdigit() and _days_apart(day, report.published) > NEAR_DAYS:
            return True
    return False


def opens_elsewhen(report: Report, times: Iterable[Time], sentence: Span) -> bool:
    """Say whether a sentence opens with the day or year of another event: "*In 2011* the Tavel ran aground"."""
    for time in times:
        ahead = report.text[sentence.start : time.span.start]
        if sentence.overlaps(time.span) and time.type == "DATE" and _OPENS_WITH.fullmatch(ahead):
            day = time.value[:10]
            return bool(report.published) and day[:4].isdigit() and _days_apart(day, report.published or "") > NEAR_DAYS
    return False


def goes_on(text: str, before: Span, sentence: Span, times: Iterable[Time]) -> bool:
    """Say whether a sentence tells of nobody in what the one right before told of ("*Nobody was hurt*.")."""
    if "\n" in text[before.end : sentence.start] or any(sentence.overlaps(t.span) for t in times):
        return False
    return _NOBODY.match(text, sentence.start, sentence.end) is not None


def _days_apart(day: str, published: str) -> int:
    """Count the days between a date and the publication; a month or year is as near as its nearest end."""
    if len(day) < 10 or "W" in day or "X" in day:
        return 0 if day[:4] == published[:4] else 365 * abs(int(published[:4]) - int(day[:4]))
    try:
        return abs((date.fromisoformat(day) - date.fromisoformat(published)).days)
    except ValueError:
        return 0


def is_supposed(before: str, words: str) -> bool:
    """Say whether words are said under a condition: "if" opens them or stands in them, or "would" makes them one."""
    leads = before.lower().split()[-2:]
    inside = words.replace(",", " ").split()
    modal = any(w in MODALS or (n == 0 and w.lower() in MODALS) for n, w in enumerate(inside))  # "May" is a month
    return modal or bool(set(leads[-1:]) & CONDITIONS or {w.lower() for w in inside} & CONDITIONS)


def is_to_come(before: str, tense: str) -> bool:
    """Say whether a clause in the present tells of what is yet to happen: "when she *takes* office".

    >>> is_to_come("Prices will fall when ", "present"), is_to_come("Prices fell when ", "past")
    (True, False)
    """
    return tense == "present" and before.lower().split()[-1:] in (
        [word] for word in ("when", "once", "until", "before")
    )


def is_wished(text: str, clause: Clause | None, said: Attribution | None) -> bool:
    """Say whether words that are reported say what is demanded, and not what is: "that he *go*", "that it *be* shut".

    Where nobody is said to ask for it, only a form that no present has tells it.
    """
    if clause is None or said is None or said.kind == "direct":
        return False
    before, verb = text[clause.span.start : clause.head.start].lower(), clause.head.of(text).lower()
    if _HELPED.search(before) or clause.tense == "future":
        return False
    if verb == "be" or "be" in before.split():
        return True
    if verb != clause.predicate.split(" ")[0] or verb in load("times")["ahead"]["past_like_present"]:
        return False
    return said.stance == "asks" or clause.subject in {"he", "she", "it"}


def is_unsaid(before: str) -> bool:
    """Say whether the words before a content say that it was not said: "she did not say that".

    >>> is_unsaid("She did not say "), is_unsaid("He never claimed that "), is_unsaid("She did not wait, and said ")
    (True, True, False)
    """
    return bool(_UNSAID.search(before))


def is_not_repeated(text: str, sentence: Span, at: int) -> bool:
    """Say whether what begins at `at` is what somebody would not repeat, did not mention or has no evidence of.

    >>> told = "The board would not repeat its claim that eels did it. It said that eels did it."
    >>> is_not_repeated(told, Span(0, 53), 42), is_not_repeated(told, Span(54, 79), 67)
    (True, False)
    """
    return _NOT_REPEATED.search(text, max(sentence.start, at - REACH_OF_UNSAID), at) is not None


def is_gainsaid(after: str) -> bool:
    """Say whether what follows in a sentence says that it was not so.

    >>> is_gainsaid(", but Ms Moll said that was never the case."), is_gainsaid(" and went home.")
    (True, False)
    """
    return bool(_GAINSAID.search(after))


def is_inside_quotation(text: str, span: Span) -> bool:
    """Say whether a quotation that its paragraph opened before the span is not closed yet where the span begins."""
    start = text.rfind("\n", max(0, span.start - LONGEST_PARAGRAPH), span.start) + 1
    before = text[max(start, span.start - LONGEST_PARAGRAPH) : span.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_in_post(text: str, span: Span) -> bool:
    """Say whether a stretch is of a post that the page shows: its author says so, and not the newsroom.

    >>> page = "Halvern was flooded. — Ada Moll (@adamoll) May 3, 2017 Moll is the mayor."
    >>> is_in_post(page, Span(0, 19)), is_in_post(page, Span(55, 76))
    (True, False)
    """
    return bool(_SIGNED_POST.search(text, span.end, span.end + LONGEST_POST))


def may_hold_post(text: str, span: Span) -> bool:
    """Say whether any stretch of a longer one may be of a post that the page shows."""
    return bool(_SIGNED_POST.search(text, span.start, span.end + LONGEST_POST))


def asks(sentence: str) -> bool:
    """Say whether a sentence is a question: it tells nothing, unless it is somebody who asks."""
    return sentence.rstrip("”\"’' ").endswith("?")


def signs_post(sentence: str) -> bool:
    """Say whether a sentence is no more than the name and the day under a post.

    >>> signs_post("— Ada Moll (@adamoll) May 3, 2017"), signs_post("It rained. — Ada Moll (@adamoll) May 3, 2017")
    (True, False)
    """
    found = _SIGNED_POST.match(sentence)
    return found is not None and _DAY_OF_POST.fullmatch(sentence, found.end()) is not None
