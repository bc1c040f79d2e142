"""Groups of statements come in; measures that two newsrooms give of one thing go out together, and others apart.

A depth, a price or a distance inside a sentence is a statement of its own, and says nothing of what is so deep. "Miners
were trapped some 620 metres down" and "they worked between 600 and 650 metres down, in salt" agree in the number alone,
and a briefing tells such a claim by the whole sentence of one of the two: what else it says nobody else reported.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from twosource.claims.amounts import Amount, amount_of, is_near
from twosource.claims.numbers import number_concept, numbers_in
from twosource.claims.statements import Statement
from twosource.claims.wording import concept, concepts
from twosource.language.figure_units import base_of, is_measure, unit_after
from twosource.language.gazetteer import singular
from twosource.model import Span

# The word behind a number.
_BEHIND = re.compile(r"[\s-]([^\W\d_]+)")


# What is measured and not a round ten may still be rounded to this.
FIVE = 5
# The unit that speeds are brought to.
_SPEED = "m/s"
# Numbers with their units, as `Statement.numbers` gives them.
Numbers = AbstractSet[tuple[float, str]]


def apart_mere_measures(groups: Sequence[Sequence[Statement]], home: Mapping[str, str]) -> list[list[Statement]]:
    """Return the groups, each of mere measures without what a lineage gives of another thing; `home` gives lineages.

    What they are of is told by their sentences: two that have no word in common but names and numbers tell two things,
    and so do two that each give another speed ("at 118 km/h where 70 are allowed", "at 103 km/h,
    with 70 allowed"): the sentence of one of them would be printed, and cited for both.
    """
    told, given = _told(groups), _given(groups)
    found: list[list[Statement]] = []
    for group in groups:
        if all(map(_is_mere_measure, group)) and len({home[s.report] for s in group}) > 1:
            found += _by_thing(group, home, told, given)
        else:
            found.append(list(group))
    return found


def _is_mere_measure(statement: Statement) -> bool:
    """Say whether a statement is a measure inside another, with nothing that happened to so much."""
    figure = statement.figure
    if figure is None or not statement.part or statement.stance in {"denies", "withdraws"}:
        return False
    return figure.what is None and is_measure(figure.unit)


def _told(groups: Sequence[Sequence[Statement]]) -> Mapping[tuple[str, Span], frozenset[str]]:
    """Return what each sentence tells: the concepts of its statements that are no names, numbers and units."""
    words: dict[tuple[str, Span], set[str]] = defaultdict(set)
    for group in groups:
        for s in group:
            words[s.report, s.sentence].update(deeds_beside_units(s))
    return {place: frozenset(found) for place, found in words.items()}


def _given(groups: Sequence[Sequence[Statement]]) -> Mapping[tuple[str, Span], Numbers]:
    """Return the numbers of each sentence."""
    numbers: dict[tuple[str, Span], set[tuple[float, str]]] = defaultdict(set)
    for group in groups:
        for s in group:
            numbers[s.report, s.sentence] |= s.numbers
    return numbers


def give_other_speeds(one: Numbers, other: Numbers) -> bool:
    """Say whether each of two has a speed that is near none of the other's, in one unit.

    A thing has one speed at a time, while its sentence may give any lengths, weights and prices beside each other.

    >>> give_other_speeds({(118, "km/hour"), (70, "km/hour")}, {(103, "km/hour"), (70, "km/hour")})
    True
    >>> give_other_speeds({(118, "km/hour"), (70, "km/hour")}, {(118, "km/hour"), (14, "km")})
    False
    >>> give_other_speeds({(15, "km"), (7, "km")}, {(14, "km"), (7, "km")})
    False
    """
    units = {unit for _, unit in one} & {unit for _, unit in other}
    for unit in sorted(unit for unit in units if base_of(unit)[0] == _SPEED):
        here, there = ([amount_of(number_concept(n)) for n, u in sorted(of) if u == unit] for of in (one, other))
        ours, theirs = ([x for x in found if x is not None] for found in (here, there))
        if any(not any(_may_be_one(x, y) for y in theirs) for x in ours) and any(
            not any(_may_be_one(x, y) for x in ours) for y in theirs
        ):
            return True
    return False


def _may_be_one(a: Amount, b: Amount) -> bool:
    """Say whether one of two measures may be the other rounded: to fives and tens, not to dozens as things are.

    >>> _may_be_one(Amount(95, 1), Amount(97, 1)), _may_be_one(Amount(96, 1), Amount(103, 1))
    (True, False)
    """
    if a.value == b.value or a.grain != b.grain or a.grain > 1:
        return is_near(a, b)
    return any(x.value % FIVE == 0 for x in (a, b)) and abs(a.value - b.value) < FIVE / 2


def deeds_beside_units(statement: Statement) -> set[str]:
    """Return the words of a statement that are no names, no numbers and no units of them: "metres", "crowns"."""
    words = {w for w in statement.words if not w[0].isdigit()} - statement.about
    return words - _units(statement.text)


def share_but_a_bound(a: Statement, b: Statement) -> bool:
    """Say whether two have nothing in common but a measure, which the one gives as a bound and the other does not.

    A bound may only say which things are meant: "carts *of more than two tonnes* pay a toll", "a limit of two tonnes".
    Both have a subject and a verb of their own.
    """
    if a.figure is None or b.figure is None or a.figure.what or b.figure.what:
        return False
    if not (is_measure(a.figure.unit) and is_measure(b.figure.unit)) or a.figure.comparator == b.figure.comparator:
        return False
    if not (a.clear and b.clear and a.subject != b.subject and concept(a.predicate) != concept(b.predicate)):
        return False
    shared = {w for w in set(a.words) & set(b.words) if not w[0].isdigit()}
    return not shared & (a.about | b.about) and not deeds_beside_units(a) & deeds_beside_units(b)


@lru_cache(maxsize=8192)
def _units(text: str) -> frozenset[str]:
    """Return the concepts of the units behind a text's numbers.

    >>> _units("nine divers, some 40 metres down")
    frozenset({'meter'})
    """
    behind = (_BEHIND.match(text, end) for _, end, _ in numbers_in(text) if unit_after(text, end) is not None)
    return frozenset(concepts(singular(word[1].lower()) for word in behind if word))


def _by_thing(
    group: Sequence[Statement],
    home: Mapping[str, str],
    told: Mapping[tuple[str, Span], frozenset[str]],
    given: Mapping[tuple[str, Span], Numbers],
) -> list[list[Statement]]:
    """Return the statements of a group by what they are of; those of one lineage stay together."""
    parts: list[list[Statement]] = []
    for lineage in dict.fromkeys(home[s.report] for s in group):
        mine = [s for s in group if home[s.report] == lineage]
        words = {w for s in mine for w in told[s.report, s.sentence]}
        numbers = frozenset(n for s in mine for n in given[s.report, s.sentence])
        one = next((p for p in parts if _is_of_one_thing(words, numbers, p, told, given)), None)
        if one is None:
            parts.append(mine)
        else:
            one += mine
    return parts


def _is_of_one_thing(
    words: AbstractSet[str],
    numbers: Numbers,
    part: Sequence[Statement],
    told: Mapping[tuple[str, Span], frozenset[str]],
    given: Mapping[tuple[str, Span], Numbers],
) -> bool:
    """Say whether a lineage's measure, with the words and numbers of its sentences, is that of some others."""
    if not any(words & told[s.report, s.sentence] for s in part):
        return False
    return not give_other_speeds(numbers, frozenset(n for s in part for n in given[s.report, s.sentence]))
