"""A telling and another report's sentence come in; whether the sentence says all that the telling says goes out.

To bring two statements together it is enough that they are likely to tell of one thing. To call a claim confirmed, what
is printed must stand in both: every name, number and day of it, and its words but for those that tell next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from twosource.claims.counts import same_number
from twosource.claims.differences import weigh
from twosource.claims.slots import Slot, name_parts, same_name, same_slot, times_agree
from twosource.claims.statements import Statement
from twosource.claims.telling import MARKS
from twosource.claims.tellings import Telling
from twosource.claims.wording import concept, root_of
from twosource.language.clauses import LIGHT
from twosource.language.figure_units import base_of
from twosource.lexicon import load
from twosource.model import Span

# So much of a telling's weight must stand in the other's sentence; a word that tells more than this may not be missing.
COVERED, SLIGHT = 0.85, 0.6
# A subject and a verb alone are too little to know that two tell of one thing.
LEAST_SLOTS = 3
# A pronoun's name is looked for so far before its sentence, in characters.
REACH_OF_PRONOUN = 250
# A word so close before a name is its title ("Senator Moll"); it may stand anywhere in the other report.
TITLE = 2
# What makes a clause no telling stands so many words before it: "they *expected him* to leave".
LED_BY = 2

_WORD = re.compile(r"[\w’'-]+")
# "Spoke to A and *was due to meet B*".
_SECOND_VERB = re.compile(r"\b(?:and|but|then)(?: then| also| later)? (?:was|were|is|are|had|has|will|\w{2,}ed)\b")
_OR = re.compile(r"\s+or\b")
# "Rose to 5", "rose by 5" and "rose from 5" are three things.
_TOWARDS = re.compile(r"\b(to|by|from|above|below|under|over)\s+\W?$")

_ONE_LENGTH = re.compile(r"\b(?:an?|one|1) (minute|hour|day|week|month|year|decade|century)\b(?! of)")

SlotsOf = Callable[[str, Span], Sequence[Slot]]


def says_all(told: Telling, teller: Statement, other: Statement, slots: SlotsOf, texts: Mapping[str, str]) -> bool:
    """Say whether what is told of `teller` stands in `other`'s sentence as well.

    `slots` gives the slots of a stretch of a report, `texts` each report's text.
    """
    sentence = other.sentence.of(texts[other.report])
    if _unreal(told.words) != _unreal(other.text) or set(other.text) & set(MARKS):
        return False
    if _unreal(_leading_up(other, texts[other.report])) or not _one_of(told.words) <= _one_of(sentence):
        return False
    mine = [slot for span in told.spans for slot in slots(teller.report, span)]
    theirs = list(slots(other.report, other.sentence))
    if not other.subject:
        start = max(0, other.sentence.start - REACH_OF_PRONOUN)
        named = [s for s in slots(other.report, Span(start, other.sentence.start)) if s.name is not None]
        theirs += [s for s in named if same_slot(mine[0], s)] if mine else []
    if len(mine) < LEAST_SLOTS or not _has_subject(mine, teller) or not _has_verb(told.words, mine, teller):
        return False
    if teller.predicate == other.predicate == "be" and not _is_said_of(mine, slots(other.report, other.span)):
        return False
    spare = 0.0 if teller.predicate == "be" else 1 - COVERED  # what something is stands in few words
    deed = concept(teller.predicate) if same_doing(teller, other) else None
    if deed and _done_to_others(mine, theirs, deed):
        return False
    mine = [slot for slot in mine if slot.key != deed or not slot.heads] or mine
    theirs = _before_next_deed(theirs, concept(other.predicate), texts[other.report])
    return _missing(mine, theirs, texts[teller.report], texts[other.report], LEAST_SLOTS - bool(deed)) <= spare


def _done_to_others(mine: Sequence[Slot], theirs: Sequence[Slot], deed: str) -> bool:
    """Say whether the name that stands right behind the verb is another in each: A beat B, A beat back C's revolt."""
    behind = [next((k for k, s in enumerate(slots) if s.key == deed), None) for slots in (mine, theirs)]
    named = [
        next((s for s in slots[at + 1 : at + 3] if s.name is not None), None) if at is not None else None
        for at, slots in zip(behind, (mine, theirs), strict=True)
    ]
    return named[0] is not None and named[1] is not None and not same_slot(named[0], named[1])


def _is_said_of(mine: Sequence[Slot], theirs: Sequence[Slot]) -> bool:
    """Say whether what somebody is stands with the other's "is" too: one "was on leave", one "was old enough"."""
    return any(same_slot(slot, other) for slot in mine[1:] for other in theirs if slot.kind == "word")


def _leading_up(statement: Statement, text: str) -> str:
    """Return the words right before a statement in its sentence: "those close to him *expected him* to leave"."""
    before = text[statement.sentence.start : statement.span.start].split()[-LED_BY:]
    return " ".join(before) if not any(word.endswith((",", "–", "—", ";")) for word in before) else ""


def _one_of(words: str) -> set[str]:
    """Return the lengths of time of which there is one, which no number says: "up to a year"."""
    return set(_ONE_LENGTH.findall(words.lower()))


def _before_next_deed(theirs: Sequence[Slot], deed: str, text: str) -> list[Slot]:
    """Return the slots without what stands behind a second verb: "Moll spoke to A and *was due to meet B*"."""
    verb = next((slot.span for slot in theirs if slot.key == deed), None)
    if verb is None:
        return list(theirs)
    second = _SECOND_VERB.search(text, verb.end, max(verb.end, max(slot.span.end for slot in theirs)))
    return [slot for slot in theirs if second is None or slot.span.start < second.start()]


def same_doing(a: Statement, b: Statement) -> bool:
    """Say whether two tell of one deed: by one verb, or of one occasion that began, was held, was marked."""
    held = load("once")["held"]
    if a.predicate == b.predicate or (a.predicate in held and b.predicate in held):
        return True
    return bool(concept(a.predicate)) and concept(a.predicate) == concept(b.predicate)


def _has_subject(mine: Sequence[Slot], teller: Statement) -> bool:
    """Say whether a telling names its subject, and opens with something else than its verb."""
    named = any(
        s.key == teller.subject or (s.name is not None and s.key.split()[-1] == teller.subject.split()[-1])
        for s in mine
    )
    return named and mine[0].key != concept(teller.predicate)


def _has_verb(words: str, mine: Sequence[Slot], teller: Statement) -> bool:
    """Say whether a telling has its verb; a cut may have left a noun alone ("Ada Moll, who was mayor")."""
    verb = concept(teller.predicate)
    if any(slot.key == verb for slot in mine):
        return True
    if verb and teller.predicate not in LIGHT:
        return False
    return bool(set(_WORD.findall(words.lower())) & set(load("once")["light_verbs"]))


def _missing(mine: Sequence[Slot], theirs: Sequence[Slot], text: str, other_text: str, least: int) -> float:
    """Return the share of a telling's weight that the other does not have, 1 where that is a name, a number, a day.

    It is 1 as well where fewer than `least` slots are in both.
    """
    total, missing, lost = 0.0, 0.0, 0
    for n, slot in enumerate(mine):
        weight = weigh(slot)
        total += weight
        if any(same_to_the_letter(slot, s, text, other_text) and _same_way(slot, s, text, other_text) for s in theirs):
            continue
        after = mine[n + 1] if n + 1 < len(mine) else None
        titled = after is not None and after.name is not None and after.span.start - slot.span.end <= TITLE
        if slot.kind == "word" and titled and slot.span.of(text).lower() in other_text.lower():
            continue
        if slot.kind != "word" or weight > SLIGHT:
            return 1.0
        missing += weight
        lost += 1
    return missing / total if len(mine) - lost >= least else 1.0


def same_to_the_letter(a: Slot, b: Slot, text: str, other: str) -> bool:
    """Say whether two slots hold the very same: a day for a day, a number for that number, a name in full or in short.

    A day is no month: what only one of two reports dates to the day, or to the morning, is not confirmed. `text` and
    `other` are the texts of their reports.
    """
    if a.figure is not None and b.figure is not None:
        bounds = {a.figure.comparator, b.figure.comparator} & {">", "<", "up", "down"}
        if bounds and a.figure.comparator != b.figure.comparator:
            return False
        return same_number(a.figure, b.figure) and base_of(a.figure.unit)[0] == base_of(b.figure.unit)[0]
    if a.time is not None and b.time is not None:
        (told, _, hour), (known, _, known_hour) = (t.value.partition("T") for t in (a.time, b.time))
        agree = times_agree(told, known) and len(told) <= len(known) and hour in ("", known_hour)
        return agree and not _OR.match(other, b.span.end)
    if a.name is not None and b.name is not None:
        one, two = name_parts(a.name.text), name_parts(b.name.text)
        return same_name(a.name, b.name) and _one_in_other(one, two) and not _two_of_a_name(one, two, text, other)
    return a.key == b.key or same_country(a.key, b.key)


def same_country(a: str, b: str) -> bool:
    """Say whether one is a state and the other "the nation"."""
    return any(x in load("once")["country"] and y in _states() for x, y in ((a, b), (b, a)))


@cache
def _states() -> frozenset[str]:
    """Return the states by name and by what name and people have in common, in lower case."""
    names = {name.lower() for name in load("offices")["states"]}
    return frozenset(names | {root_of(name) for name in names})


def _one_in_other(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether one name is the end or the whole of the other, or shares no word with it (initials, a people)."""
    short, long = sorted((a, b), key=len)
    return not set(a) & set(b) or (set(short) <= set(long) and (short[-1] == long[-1] or len(short) > 1))


def _two_of_a_name(a: Sequence[str], b: Sequence[str], text: str, other: str) -> bool:
    """Say whether a name alone is somebody else's: its report has the longer name as well, and did not mean it."""
    if 1 in (len(a), len(b)) and len(a) != len(b):
        longer, report = (b, text) if len(a) == 1 else (a, other)
        return " ".join(longer) in report.lower().replace("-", " ")
    return False


def _same_way(a: Slot, b: Slot, text: str, other: str) -> bool:
    """Say whether a number is come to in the same way in both: "to 5", "by 5"."""
    if a.figure is None or b.figure is None:
        return True
    ways = [_TOWARDS.search(t[max(0, s.span.start - 8) : s.span.start].lower()) for s, t in ((a, text), (b, other))]
    return not all(ways) or ways[0].group(1) == ways[1].group(1)  # type: ignore[union-attr]


def _unreal(words: str) -> set[str]:
    """Return the words that make a sentence no telling of what is so: a "would", a "not", a "will"."""
    unreal = set(load("once")["unreal"])
    return {w for w in _WORD.findall(words.lower()) if w in unreal or w.endswith(("n't", "n’t"))}
