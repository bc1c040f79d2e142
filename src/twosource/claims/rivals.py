"""The counts of a report come in; those that two people set against each other in it go out as contradictions.

"About 4,000 attended, the police said; organisers put the crowd at more than 15,000." A report that prints two counts
side by side mostly means two things by them, so more is asked here than between two reports: two who are named for
them, one sentence after the other, and words that say that the second is of the same thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from twosource.claims.before import is_of_before
from twosource.claims.counted_anew import (
    COUNT_NAMES,
    COUNTS_ANEW,
    GOES_ON,
    THERE,
    counted_anew,
    opening_number,
)
from twosource.claims.counts import middle
from twosource.claims.figure_pairs import compare_figures
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.numbers import number_concept, numbers_in
from twosource.claims.ranges import no_number_fits
from twosource.claims.scope import is_part
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import capital, sentence, together, with_marks
from twosource.claims.toll import readings_of
from twosource.claims.tolls import WORLDS_APART
from twosource.claims.voices import Roles, are_opposed
from twosource.claims.wording import concept, once
from twosource.language.figure_happening_words import NOUNS, PASSIVE, STATE
from twosource.language.figure_units import unit_after
from twosource.model import Claim, Conflict, Figure, Reading, Report, Span

# Who gives another number of the same thing tells little else of it: "52 voted against the plan" is of another vote.
NEW_WORDS = 1
# Two who say how many died, or were arrested, do so within a paragraph or two, in characters.
NEXT_PARAGRAPH = 300
# The count that "put the number at" answers stands so far back at most, in characters.
REACH = 450
# Between "counts differently:" and its number stands no more than "at least".
NUMBER_NEXT = 12
# A name of more words than this is none.
LONGEST_NAME = 6

# What may be said of any of those counted before: "fewer than 9,000 were affected". "Nine were treated" is of some.
_ANY_DEED = {"affect", "involve", "concern", "hit", "attend", "come", "take", "be"}
# What one side asks for and the other offers are no two counts of one thing.
_ASKED_FOR = re.compile(r"\b(?:ask|demand|seek|sought|request|want|offer|propos)\w*(?: [\w’'-]+){0,3} $", re.IGNORECASE)
_OF_ALL = re.compile(r"\bout of (?:the |a total of |some |about )?$")
# "An additional 2,800 cases and 15 deaths", "the 19 who died": more than was counted before, or some of it.
_ADDED = re.compile(
    r"\b(?:additional|another|further|extra)(?: [\w,’'-]+){0,4} $|\bthe (?:other |remaining |first |last )?$",
    re.IGNORECASE,
)
# "The number of injured", "a toll of dead": what is counted anew.
_OF_WHAT = re.compile(rf"\b{COUNT_NAMES} of (?:the |those |its |their )?([\w’'-]+)", re.IGNORECASE)
_is_taken_back = once(
    re.compile(
        r"\b(?:withdr[ae]w|retract|t(?:ake|ook) back|correct(?:ed|s) "
        r"|(?:had been|was|were) (?:wrong|mistaken|in error)\b)",
        re.IGNORECASE,
    )
)
_SECOND_HALF = re.compile(r"; (?:but |while )?|, (?:but|while|whereas|and) ")
_STOP = re.compile(r"[;.](?=\s|$)|,? (?:because|while|whereas|although)\b|, (?:and|but|among|with|which)\b")
_SO = re.compile(r" (?:had|have|has|did|do)(?: done)? so\b")
# "(The force) itself says 31": another number of what was counted right before, and by whom.
_ITSELF = re.compile(
    r"\b(?:itself|themselves|himself|herself) (?:says?|said|counts?|counted|claims?|claimed|gives?|gave)"
    r"(?: only| just| about| some)? $",
    re.IGNORECASE,
)
_everywhere = once(
    re.compile(
        r"\b(?:worldwide|globally|nationwide|(?:across|around|throughout|in) the (?:world|globe)"
        r"|across the (?:country|nation|region))\b",
        re.IGNORECASE,
    )
)
# "Police counted 120": of those in the sentence before.
_COUNTED = re.compile(r"\bcounted (?:only |just |about |some )?$", re.IGNORECASE)
_FIRM = re.compile(r"(?:the )?(?:company|firm|management|employers?|operator|owners?)", re.IGNORECASE)
_WORKERS = re.compile(r"\b(?:union|strikers|workers)\b", re.IGNORECASE)
# "Gave a higher figure, saying 12": the report itself says that another number stands before it, and which is more.
_DIFFERS = re.compile(
    r"\b(?:g[ia]ves?|has given|had given|put out|announced|offered|cited|reported|quoted|has|had|spoke of) "
    r"an? (?:(?:much|slightly|far|somewhat) )?(?P<way>higher|lower|different|larger|smaller|bigger) "
    r"(?:figure|number|toll|count|estimate|total|death toll)\b(?! (?:of|for|than) )"
    r"|\b(?:counts?|counted) (?:it |them )?differently: ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Count:
    """A number of a report, who gives it, and the words that tell it.

    `anew` says that it answers another, `withdrawn` that nobody stands by it any more.
    """

    claim: int
    statement: Statement
    figure: Figure
    voice: str
    told: str
    anew: bool = False
    withdrawn: bool = False


def find_rivals(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report], roles: Roles
) -> list[Conflict]:
    """Return the contradictions between two counts of one report, each two numbers once."""
    found: dict[str, list[_Count]] = defaultdict(list)
    for n, group in enumerate(groups):
        withdrawn = claims[n].standing == WITHDRAWN
        for s in group:
            counts = _counts(n, s, reports[s.report].text)
            found[s.report].extend(replace(c, withdrawn=withdrawn) for c in counts)
    told: dict[tuple[float | None, ...], Conflict] = {}
    seen: dict[tuple[int, int], tuple[float | None, ...]] = {}
    for report in sorted(found):
        for a, b in _set_against(found[report], reports[report].text, roles):
            words = f"Figures that differ: {a.told} Against: {b.told}"
            readings = _readings(a, claims[a.claim]) + _readings(b, claims[b.claim])
            key = seen.setdefault((a.claim, b.claim), (a.figure.low, a.figure.high, b.figure.low, b.figure.high))
            known = told.setdefault(key, Conflict("contradiction", claims[a.claim].id, readings, words))
            more = tuple(r for r in readings if r not in known.readings)
            told[key] = replace(known, readings=known.readings + more)
    return list(told.values())


def _readings(count: _Count, claim: Claim) -> tuple[Reading, ...]:
    """Return the readings that give a count; a bare number is given by its own sentence and by copies of that alone."""
    readings = readings_of(claim, count.figure)
    if count.figure.noun or count.figure.what:
        return readings
    said = count.statement
    return tuple(r for r in readings if r.report == said.report or r.text == said.text) or readings


def _counts(number: int, statement: Statement, text: str) -> Iterator[_Count]:
    """Yield the count that a statement turns on, and the one by which it answers another."""
    if statement.stance not in {"states", "hedges"} or statement.background:
        return
    if _is_taken_back(statement.sentence.of(text)):
        return  # "withdrew a statement that put the toll at more than 60"
    # "1,100 walked out, up from 300 on Monday. The company put the figure at 700": not the 300.
    if statement.figure and any(f(statement, statement.figure, text) for f in (_is_no_count, is_of_before)):
        return
    anew = counted_anew(statement, text)
    if statement.supposed and not (anew is None and statement.figure and statement.speakers):
        return  # "would vote against it" is answered by "put the number at", and answers nothing
    figure = anew or statement.figure or opening_number(statement, text)
    if figure is None or (anew is None and _OF_ALL.search(text[: figure.span.start][-20:])):
        return
    voice = (_counter(statement, figure, text) if anew else "") or _voice(statement, anew=anew is not None)
    answers = anew is not None or (statement.figure is None and THERE.match(text, statement.span.start) is not None)
    told = _told(statement, figure, text)
    yield _Count(number, replace(statement, figure=figure), figure, voice, told, anew=answers)


def _is_no_count(statement: Statement, figure: Figure, text: str) -> bool:
    """Say whether a number comes to what was counted before, is of some of it, or is what somebody asks for."""
    before = text[statement.sentence.start : figure.span.start]
    return bool(_ADDED.search(before) or _ASKED_FOR.search(before))


def _voice(statement: Statement, anew: bool = False) -> str:
    """Return who gives a count: who is quoted, or of one given `anew` its subject ("organisers put the crowd at")."""
    if statement.speakers:
        return statement.speakers[0]
    return statement.subject if anew and statement.kind == "own" else ""


def _counter(statement: Statement, figure: Figure, text: str) -> str:
    """Return who counts in a second half of a sentence, whoever is said to say all of it: "…; organisers put it at".

    And who "itself says" so, where nobody is known to speak.
    """
    half = text[statement.sentence.start : figure.span.start]
    joined = [m.end() for m in _SECOND_HALF.finditer(half)]
    begins = joined[-1] if joined else 0
    found = _ITSELF.search(half, begins) or (COUNTS_ANEW.search(half, begins) if joined else None)
    who = half[begins : found.start()].strip() if found else ""
    return who if 0 < len(who.split()) <= LONGEST_NAME and "," not in who else ""


def _told(statement: Statement, figure: Figure, text: str) -> str:
    """Tell a count by what is said of it, as far as the clause of the number goes, after whoever is quoted."""
    alone = statement.part or statement.span == figure.span
    whole = statement.sentence if alone or not statement.sound else statement.span
    stop = _STOP.search(text, figure.span.end, whole.end)
    begins = max(whole.start, text.rfind("; ", whole.start, figure.span.start) + 1)
    words = with_marks(Span(begins, stop.start() if stop else whole.end), text).of(text).strip().removeprefix("But ")
    by = capital(together(statement.speakers)) if whole == statement.span else ""
    return f"{by}: {sentence(words)}" if by else sentence(words)


def _set_against(counts: Sequence[_Count], text: str, roles: Roles) -> Iterator[tuple[_Count, _Count]]:
    """Yield the counts that a later one of the same report is set against, the nearest one of each."""
    placed = sorted(counts, key=lambda c: (c.figure.span.start, c.figure.span.end))
    for n, later in enumerate(placed):
        if not later.voice or later.withdrawn or later.statement.supposed:
            continue
        for before in reversed(placed[:n]):
            if later.statement.sentence.start - before.statement.sentence.end > REACH:
                break
            if later.anew and not later.figure.noun and _another_is_nearer(before, later, text):
                break
            if before.figure.span.overlaps(later.figure.span) or (before.statement.supposed and not later.anew):
                continue  # one number, in the whole statement and by itself
            if _answers(later, before, text) and _of_two(before, later, text, roles):
                # What is set against a withdrawn count is not set against another that stands before it.
                if not before.withdrawn and _far_apart(before.figure, later.figure):
                    yield before, later
                break


def _another_is_nearer(before: _Count, later: _Count, text: str) -> bool:
    """Say whether a number of months, or of money, stands between: "it is for 24 months. The firm had spoken of 18"."""
    between = text[before.statement.sentence.end : later.statement.sentence.start]
    numbers = numbers_in(between) if len(between) <= REACH else ()
    return any((unit := unit_after(between, end)) is not None and unit.name != "people" for _, end, _ in numbers)


def _answers(later: _Count, before: _Count, text: str) -> bool:
    """Say whether a count is of the same as one before it: its words take that one up, or say the same of as many."""
    one, two = before.figure, later.figure
    apart = later.statement.sentence.start - before.statement.sentence.end
    if (differs := _DIFFERS.search(text, later.statement.sentence.start, two.span.start)) is not None:
        if differs["way"] is None and two.span.start - differs.end() > NUMBER_NEXT:
            return False  # "counts differently: 14 people, among them two cooks"
        return not (one.part_of or two.part_of or is_part(before.statement, text)) and _lies(
            (differs["way"] or "").lower(), one, two
        )
    if _SO.match(text, two.span.end) and not two.noun and one.noun:
        # "3,300 of the 3,400 stayed out, A said. B said no more than 1,900 had done so": both are of all.
        return apart <= NEXT_SENTENCE
    if not two.noun and _ITSELF.search(text[later.statement.sentence.start : two.span.start]):
        # "The union says that 44 of its members were hurt. The force itself says 31."
        return apart <= NEXT_SENTENCE and one.unit == "people" and bool(one.what)
    if is_part(later.statement, text) or is_part(before.statement, text) or one.part_of or two.part_of:
        return False
    if later.statement.places - before.statement.places and _everywhere(before.statement.sentence.of(text)):
        return False  # "Worldwide 900,000 have fallen ill. Ruritania recorded 21,000"
    if one.what and two.what and one.what != two.what:
        return False
    if THERE.search(text[later.statement.span.start : two.span.start]) and not two.noun:
        return bool(one.noun) and two.what in (None, one.what) and apart <= NEXT_SENTENCE
    if later.anew:
        if _COUNTED.search(text[later.statement.sentence.start : two.span.start]) and apart > NEXT_SENTENCE:
            return False
        return (
            _may_be_of(before, later, text)
            and (two.unit in ("", one.unit) or (before.anew and not one.unit and two.unit == "people"))
            and one.unit not in ("%", "year", "day", "hour")
        )
    if before.anew or _are_elsewhere(before.statement, later.statement):
        return False
    said_alike = bool(one.what) and one.what == two.what and one.unit == two.unit
    if said_alike and apart <= NEXT_PARAGRAPH:
        # Three firefighters are some of nineteen people.
        return compare_figures(one, two) == "contradiction"
    same_unit = one.unit == two.unit or not two.unit or not two.noun
    if apart > NEXT_SENTENCE or not same_unit or (two.noun and two.noun != one.noun):
        return False
    doing = concept(later.statement.predicate)
    new = set(later.statement.words) - set(before.statement.words) - {number_concept(middle(two))}
    goes_on = (
        one.what == two.what
        and not two.noun
        and later.statement.predicate in _ANY_DEED
        and bool(GOES_ON.match(text, two.span.end))
    )
    if later.statement.part:
        return goes_on  # a number inside another statement: its own words do not say of what it is
    return goes_on or (bool(doing) and doing == concept(before.statement.predicate) and len(new) <= NEW_WORDS)


def _lies(way: str, one: Figure, two: Figure) -> bool:
    """Say whether the second of two counts of one happening lies where the report says: higher, lower, elsewhere."""
    if one.unit != two.unit or not one.what or not no_number_fits(one, two):
        return False
    if not way:  # "counts differently"
        return two.what in (None, one.what)
    if one.what != two.what:
        return False
    more = middle(two) > middle(one)
    return way == "different" or more == (way in {"higher", "larger", "bigger"})


def _may_be_of(before: _Count, later: _Count, text: str) -> bool:
    """Say whether a count may be what a later one counts anew: "the number of injured" is none of turbines."""
    one = before.figure
    if later.figure.what and not one.what:
        return False
    named = _OF_WHAT.search(text, later.statement.sentence.start, later.figure.span.start)
    if named is None:
        return True
    word = named[1].lower()
    happened = STATE.get(word) or PASSIVE.get(word) or NOUNS.get(word.removesuffix("s"))
    counted = {*re.findall(r"[\w’'-]+", (one.noun or one.unit).lower()), *before.statement.words}
    return (happened is not None and happened == one.what) or bool(
        {word, word.removesuffix("s"), concept(word)} & counted
    )


def _are_elsewhere(a: Statement, b: Statement) -> bool:
    """Say whether two say where or of what, by name, and no name is the same; or the later one tells what a place has.

    "The dead in the country are 1,100. Italy counts 8,000."
    """
    here, there = ({w for w in s.words if w in s.about} for s in (a, b))
    return bool(here and there and not here & there) or (bool(b.subject) and b.subject in b.places - a.places)


def _of_two(a: _Count, b: _Count, text: str, roles: Roles) -> bool:
    """Say whether two are named for two counts, or one against the newsroom's own, which answers nobody by chance."""
    if a.voice and _ITSELF.search(text[b.statement.sentence.start : b.figure.span.start]):
        return a.voice != b.voice
    if _DIFFERS.search(text, b.statement.sentence.start, b.figure.span.start):
        return a.voice != b.voice
    if not a.voice or a.statement.kind == "own":
        return b.anew
    # "The union said 900 had walked out. The company put the figure at 700": whoever the firm is, it is no union.
    if b.anew and _FIRM.fullmatch(b.voice) and _WORKERS.search(a.voice):
        return True
    return are_opposed(a.voice, b.voice, roles)


def _far_apart(a: Figure, b: Figure) -> bool:
    """Say whether no number fits both counts, and they may yet be of one thing."""
    small, large = sorted((abs(middle(a)), abs(middle(b))))
    return no_number_fits(a, b) and small > 1 and large <= WORLDS_APART * small
