"""A thing said and the times in its sentence come in; the days that it may have on a timeline go out.

Not every day that a sentence names is the day of what it tells. What has happened did so before its report was
printed, so that a later day beside it is one mentioned in passing ("… to wreck talks due to open on Monday"); what is
only compared with a day, and what is so every day at an hour, have no day either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from twosource.claims.circumstances import MODALS
from twosource.claims.other_days import (
    is_limit,
    is_of_another,
    is_of_another_night,
    is_of_subject,
    is_opening_hour,
    will_not_be,
)
from twosource.claims.units import Unit
from twosource.language.clauses import Clause, Word
from twosource.language.notes import ReportNotes
from twosource.language.time_compared import is_compared
from twosource.lexicon import load
from twosource.model import Attribution, Report, Span, Time

_HOURS = frozenset(("clock", "clock_part", "spoken_clock", "part", "overnight"))
_HELPERS = frozenset((*MODALS, "will", "shall", "can", "won’t", "won't", "do", "does"))
_PLANNED = r"(?:due|scheduled|slated|set|expected|planned|supposed|meant|likely|bound)"
# "Was due to open on Friday", "was leaving on Friday", "was to speak", "asked that it be shut": told in the past, and
# yet to come.
_TO_COME = re.compile(
    rf"\b(?:was|were|been) (?:(?:\w+ )?{_PLANNED}|(?:not )?to|\w+ing)\b|(?<!\bto )\bbe\b", re.IGNORECASE
)
# "Talks due to open on Monday", "ahead of a vote on Sunday": what a noun carries beside it dates nothing but the noun.
_NOUN_AHEAD = re.compile(r"([\w’'-]+),? (?:due|scheduled|slated) (?:to|for|on|in|at|next)\b[^,;:]*$", re.IGNORECASE)
_AHEAD_OF = re.compile(r"\b(?:ahead of|in advance of|in the run-up to)\b[^,;:]*$", re.IGNORECASE)
# Before "due" these are no noun: "is now due", "and due".
_NO_NOUN = re.compile(
    r"(?:is|are|was|were|be|been|being|has|have|had|not|and|or|now|also|still|already|then|\w+ly|.*[’'](?:s|re|t))$",
    re.IGNORECASE,
)
# "Down from 33 on Wednesday", "compared with nine in May": the day of the other number.
_COMPARED = re.compile(r"\b(?:(?:up|down) from|compared (?:with|to)|as against) [^,;:.]{1,40}$", re.IGNORECASE)
# "The third since 2012": a stretch of time, at whose limit nothing is told. "Since Monday" tells of a beginning.
_SINCE = re.compile(r"\bsince(?: late| early| at least| the \w+ of)?\s*$", re.IGNORECASE)
# "Two days later than planned" is a length of time, and no day.
_THAN = re.compile(r"\s+than\b", re.IGNORECASE)
# A comma before a day and none between; behind it the comma that ends the aside.
_ASIDE = re.compile(r"\w, [^,;:“”\"]{3,80}$")
_ASIDE_ENDS = re.compile(r"[^,;:“”\"]{0,30},")
_BESIDE = re.compile(r"\s+(?:(?:up|out) )?(?:(?:on|in|at|late|early|last|only|just) ){0,2}")
_BY_WHOM = re.compile(r"(?:\s+by(?: [\w’'-]+){1,4})?" + _BESIDE.pattern)
_RIGHT_BEHIND = 6  # characters: " on ", " late "
_OWNER = ("’s", "'s")
# "About the January letter", "victims of Tuesday's blast": behind these, what a noun carries before it dates only the
# noun. "In", "at" and "during" tell when: "were killed in Tuesday's blast".
_OF_A_NOUN = re.compile(
    r"\b(?P<role>about|over|of|from|into|against|since|after|before|following|despite"
    r"|(?:part|role|hand|involvement|complicity) in)"
    r"(?P<the> (?:the|an?|its|his|her|their|this|that|last))?\s+$",
    re.IGNORECASE,
)
# "Read the May letter", and where no more than "the May letter" is told.
_THE = re.compile(r"(?:^|\s)(?P<the>the|an?|its|his|her|their|this|that) $", re.IGNORECASE)
_STRETCHES = re.compile(r"\s+(?:morning|afternoon|evening|night|weekend|holiday|break|week|month|day|period|hour)s?\b")
_PART_OF = re.compile(r"\b(?:hour|minute|day|half|start|end|course|part|stage|match|round|morning)s?\s+of\b[^,;:]*$")
_HALF_OF_DAY = re.compile(r"\b(?:morning|afternoon|evening|night|[ap]\.?\s?m)\b", re.IGNORECASE)
# The hour of the clock that a part of the day is put at, among others of its day.
_PARTS_OF_DAY = {"MO": "08:00", "MI": "12:00", "AF": "15:00", "EV": "19:00", "NI": "22:00"}


def event_times(report: Report, notes: ReportNotes, sentence: Span, unit: Unit) -> list[Time]:
    """Return the times of a day, week, month or year that a unit of a sentence may stand at, in text order.

    Those inside its own words come first; somebody's words without one are dated by when they were said, but not what
    they only add of the past to something that they name ("a rise *that brought thousands on to the streets*").
    """
    text, printed = report.text, (report.published or "")[:10]
    times = [t for t in notes.times if t.type in {"DATE", "TIME"} and t.value[:4].isdigit()]
    clauses = [c for c in notes.clauses if sentence.start <= c.head.start < sentence.end]
    found = [t for t in times if unit.span.overlaps(t.span) and _dates(text, t, unit, clauses, printed)]
    found = [t for t in found if not _dates_a_noun(text, t, unit, notes.words)]
    found = _of_main_verb(text, _of_own_clause(found, unit, clauses), unit)
    if found and (whole := _of_sentence(times, unit, clauses)):
        return whole
    if found or unit.attribution is None or not unit.attribution.cue or _adds_of_the_past(unit.clause):
        return found
    beside = _beside(sentence, unit.span, notes)
    said = (t for t in times if any(t.span.overlaps(s) for s in beside) and not _is_elsewhere(t, unit, clauses))
    return [t for t in said if _of_saying(text, t, unit.attribution, notes.attributions, printed)]


def days_of(times: Iterable[Time]) -> tuple[str, ...]:
    """Return the days, weeks, months or years of times, each once."""
    return tuple(dict.fromkeys(t.value.split("T")[0] for t in times))


def days_in(times: Iterable[Time], spans: Sequence[Span]) -> tuple[str, ...]:
    """Return the dated values (a day, a week, a month) named inside `spans`, without part of day."""
    values = []
    for time in times:
        if time.type in {"DATE", "TIME"} and any(s.overlaps(time.span) for s in spans):
            value = time.value.split("T")[0]
            if value[:4].isdigit() and value not in values:
                values.append(value)
    return tuple(values)


def hours_in(times: Iterable[Time], span: Span) -> frozenset[str]:
    """Return the hours of the clock named inside a span, as "T05:40"."""
    told = (t.value.partition("T")[2] for t in times if t.type in {"DATE", "TIME"} and span.overlaps(t.span))
    return frozenset(f"T{hour}" for hour in told if hour[:2].isdigit())


def hour_of(text: str, times: Iterable[Time]) -> str:
    """Return the first hour of the clock among times, with its day ("2026-05-02T16:30"); "" where none is told.

    A part of the day stands at an hour of it. "Half past four" alone may be of the night or of the afternoon.
    """
    for time in times:
        day, _, hour = time.value.partition("T")
        unsure = time.rule == "spoken_clock" and not _HALF_OF_DAY.search(time.span.of(text))
        told = _PARTS_OF_DAY.get(hour, hour)
        if len(day) == len("2026-05-02") and told[:2].isdigit() and not unsure:
            return f"{day}T{told}"
    return ""


def _dates_a_noun(text: str, time: Time, unit: Unit, words: Sequence[Word]) -> bool:
    """Say whether a time only belongs to the noun behind it: "lied about *the January letter*"."""
    before = text[unit.span.start : time.span.start]
    role = _OF_A_NOUN.search(before) or _THE.search(before)
    if role is not None and role.re is _THE and (unit.clause is not None or role.start()):
        verb = unit.span.start + role.start()
        role = role if any(w.end == verb and w.pos == "VERB" for w in words) else None
    if role is None or _PART_OF.search(before) or _STRETCHES.match(text, time.span.end):
        return False
    if text.startswith(_OWNER, time.span.end):
        return True
    return bool(role["the"]) and any(w.start == time.span.end + 1 and w.pos == "NOUN" for w in words)


def _of_own_clause(times: list[Time], unit: Unit, clauses: Sequence[Clause]) -> list[Time]:
    """Return the times without those of clauses that hang on a unit's verb, where the verb has a day of its own.

    "The boats were raised on Friday, *including two that sank on Monday*": they were raised on Friday.
    """
    if unit.clause is None or not any(_innermost(t, clauses) == unit.clause for t in times):
        return times
    hanging = ("relative", "participle", "adverbial")
    around = [(t, _innermost(t, clauses)) for t in times]
    return [t for t, c in around if c is None or c == unit.clause or c.kind not in hanging]


def _of_main_verb(text: str, times: list[Time], unit: Unit) -> list[Time]:
    """Return the times without those of an aside before the verb, where the verb has a day of its own behind it.

    "The shares, *worth 14 crowns on Monday*, closed at 5 on Tuesday": they did so on Tuesday.
    """
    if unit.clause is None or not any(t.span.start >= unit.clause.head.end for t in times):
        return times
    subject = text[unit.span.start : unit.clause.head.start]
    return [
        t
        for t in times
        if t.span.start >= unit.clause.head.start
        or not _ASIDE.search(subject[: t.span.start - unit.span.start])
        or not _ASIDE_ENDS.match(subject, t.span.end - unit.span.start)
    ]


def _of_sentence(times: list[Time], unit: Unit, clauses: Sequence[Clause]) -> list[Time]:
    """Return the times of a sentence's own verb for what somebody says in a clause beside it, called "it" there.

    "Falk was elected *on Thursday*, hours after the board admitted that it had met in May" is told as a whole.
    """
    said = unit.attribution
    if said is None or unit.clause is None or not unit.clause.pronoun or unit.clause.kind != "complement":
        return []
    beside = [c for c in clauses if c.kind == "adverbial" and any(c.span.overlaps(cue) for cue in said.cue)]
    main = next((c for c in clauses if c.kind == "main"), None)
    return [t for t in times if beside and main is not None and _innermost(t, clauses) == main]


def _adds_of_the_past(clause: Clause | None) -> bool:
    return clause is not None and clause.kind == "relative" and clause.tense == "past"


def _is_elsewhere(time: Time, unit: Unit, clauses: Iterable[Clause]) -> bool:
    """Say whether a time beside somebody's words is of another clause than the one that says who spoke.

    "…, the mill said on Thursday, withdrawing a statement that it made a day earlier"; what the words stand in ("in a
    letter *printed on Thursday*") is of their day.
    """
    clause = _innermost(time, clauses)
    cues = unit.attribution.cue if unit.attribution else ()
    if clause is None or any(clause.span.overlaps(cue) for cue in cues):
        return False
    if any(0 <= time.span.start - cue.end < _RIGHT_BEHIND for cue in cues):
        return False  # "said on Thursday he had no plan": the parser may give the day to the plan
    return clause.kind == "relative" or (clause.kind in {"participle", "adverbial"} and clause.subject is not None)


def _innermost(time: Time, clauses: Iterable[Clause]) -> Clause | None:
    around = [c for c in clauses if c.span.start <= time.span.start and time.span.end <= c.span.end]
    return min(around, key=lambda c: c.span.end - c.span.start, default=None)


def _beside(sentence: Span, span: Span, notes: ReportNotes) -> list[Span]:
    """Return the parts of a sentence outside of a unit; behind it they end at the next count, which has its own day."""
    ahead = (f.span.start for f in notes.figures if span.end <= f.span.start < sentence.end)
    return [Span(sentence.start, span.start), Span(span.end, min(ahead, default=sentence.end))]


def _dates(text: str, time: Time, unit: Unit, clauses: Iterable[Clause], printed: str) -> bool:
    """Say whether a time in a unit may be the time of what the unit tells."""
    before = text[unit.span.start : time.span.start]
    if (
        _THAN.match(text, time.span.end)
        or _COMPARED.search(before)
        or is_compared(text, time.span.start, time.span.end)
    ):
        return False
    if len(time.value) < len("2022-W01-1") and _SINCE.search(before):
        return False
    clause = _innermost(time, clauses) or unit.clause
    # Behind "police said" all is put into the past.
    behind = unit.attribution is None or any(cue.start >= unit.span.end for cue in unit.attribution.cue)
    if is_of_another(before, clause) or is_of_another_night(text, time, clause, behind):
        return False
    if is_of_subject(text, time, clause, unit.clause) or is_opening_hour(text, clause):
        return False
    if clause is not None and clause != unit.clause and is_limit(text, clause):
        return False  # "had logged nine raids since the lull took hold on 3 May"
    if clause is not None and (_is_of_a_thing(text, time, clause, unit) or _is_its_own_subject(text, clause, time)):
        return False
    if clause is not None and time.rule in _HOURS and _is_habit(text, clause):
        return False
    if not is_after(time.value, printed):
        return True
    if _is_in_passing(before) or will_not_be(text, time, clause, unit.attribution):
        return False
    if clause is not None and clause != unit.clause and clause.kind == "relative":
        return False  # "Moll, who appears in court on Friday, denies it"
    if clause is not None and clause.kind in {"participle", "adverbial"}:
        clause = unit.clause or clause
    if clause is not None and unit.attribution is not None and clause.predicate == "be":
        return True  # "said the permit was good until May": who said so may have said "is"
    return clause is None or not _has_happened(text, clause, time)


def _is_of_a_thing(text: str, time: Time, clause: Clause, unit: Unit) -> bool:
    """Say whether a clause behind the unit's verb only tells one thing from another: "the list *printed on Monday*".

    Before the verb it tells of what happened too ("A fire that broke out on Monday killed nine"), and a day further
    behind a participle may be the whole sentence's ("were shot in a bar packed with fans on Monday").
    """
    start = unit.clause.head.end if unit.clause is not None else unit.span.start + 1
    main = unit.clause
    if clause.kind == "relative" and main is not None and (clause.tense, main.tense) == ("past", "present"):
        return True  # what "has been" done was on no day: "the pilot of the kite *that fell on Friday* has left"
    if clause == unit.clause or clause.span.start < start:
        return False
    if clause.kind == "relative":
        return True
    before = text[start : clause.span.start]
    hung = before.strip() and not before.rstrip().endswith((",", "–", "—", "-", ";"))
    behind = _BESIDE if unit.clause is not None else _BY_WHOM
    beside = behind.fullmatch(text, clause.head.end, max(clause.head.end, time.span.start))
    return clause.kind == "participle" and bool(hung and beside) and not clause.head.of(text).lower().endswith("ing")


def _is_its_own_subject(text: str, clause: Clause, time: Time) -> bool:
    """Say whether a clause tells of the time itself: "until *the weekend is over*"."""
    before = text[clause.span.start : time.span.start].lower().strip()
    return before in ("", "the") and text[time.span.end : clause.head.end].strip() == clause.head.of(text)


def _is_in_passing(before: str) -> bool:
    """Say whether the words before a day to come leave it to a noun: "to wreck talks due to open in Belm on"."""
    noun = _NOUN_AHEAD.search(before)
    return bool(_AHEAD_OF.search(before)) or (noun is not None and not _NO_NOUN.match(noun[1]))


def _of_saying(text: str, time: Time, said: Attribution, others: Iterable[Attribution], printed: str) -> bool:
    """Say whether a time beside somebody's words is when they were said: it stands in nobody's words itself.

    What somebody said is not dated by when another told of it: "the board had warned that it leaked, Moll told us on
    Thursday".
    """
    if is_after(time.value, printed) or text.startswith(_OWNER, time.span.end) or _THAN.match(text, time.span.end):
        return False
    others = list(others)
    carrier = [span for other in others if other.id == said.via for span in other.content]
    held = any(span.overlaps(cue) for span in carrier for cue in said.cue)
    if held and not any(span.overlaps(time.span) for span in carrier):
        return False
    contents = (span for other in others for span in other.content if span.overlaps(time.span))
    return all(any(span.overlaps(cue) for cue in said.cue) for span in contents)


def is_after(value: str, printed: str) -> bool:
    """Say whether all of a day, week, month or year lies after the day of publication.

    >>> is_after("2022-03-13", "2022-03-11"), is_after("2022-03", "2022-03-11"), is_after("2022-W11", "2022-03-11")
    (True, False, True)
    """
    if not printed or "X" in value:
        return False
    if value[4:6] == "-W":
        week = int(value[6:8]) if value[6:8].isdigit() else 0
        return 1 <= week <= 52 and date.fromisocalendar(int(value[:4]), week, 1).isoformat() > printed
    day = re.match(r"\d{4}(?:-\d\d){0,2}", value)
    return day is not None and day[0] > printed[: len(day[0])]


def _is_habit(text: str, clause: Clause) -> bool:
    """Say whether a clause in the simple present tells what is so each time: "lessons *start* at 8:30 a.m."."""
    verb, form = clause.predicate.split(" ")[0], clause.head.of(text).lower()
    if clause.tense != "present" or verb == "be":
        return False
    if form == verb and verb in load("times")["ahead"]["past_like_present"]:
        return False  # "shells hit the town at noon"
    forms = {verb, f"{verb}s", f"{verb}es", f"{verb[:-1]}ies"}
    return form in forms and not _is_helped(text[clause.span.start : clause.head.start])


def _has_happened(text: str, clause: Clause, time: Time) -> bool:
    """Say whether a clause is told in the past, and not as a plan: "was halted", but "was due to be halted"."""
    told = text[clause.span.start : time.span.start]
    planned = clause.predicate in load("times")["ahead"]["carried"] or _TO_COME.search(told)
    return clause.tense == "past" and not planned and not _is_helped(told)


def _is_helped(words: str) -> bool:
    """Say whether a verb is one of what may be, will be or would be; "May" is a month."""
    return not _HELPERS.isdisjoint(word.lower() for word in words.split() if word != "May")
