"""Two statements come in; whether the hours or the days that they name make them two things goes out.

A clock read to the minute is no other minute: two reports that give 7:50 and 8:05 differ in what they say, and what
happened at 7:10 is not what happened at 7:42. An hour that is told loosely ("shortly before six") takes in more.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from twosource.claims.statements import Statement
from twosource.claims.wording import concept

# "Half past four" leaves open which of two in a day: two hours are as far apart as on the face of a clock.
HALF_A_DAY = 720
# By so many minutes what is printed may be rounded: to the full hour or a quarter of it, or to five minutes.
QUARTER, FIVE = 15, 5
# So far from the full hour or half of it may lie what is told loosely.
LOOSE = 30
_ZONE = re.compile(r"\b(?:GMT|UTC|BST|CES?T|EES?T|[ECMP][SD]T|local(?:ly)?|Greenwich)\b")
# Another zone than that of the place; and the verbs that tell of anything that it came about.
_FAR_ZONE = re.compile(r"\b(?:GMT|UTC|BST|CES?T|EES?T|[ECMP][SD]T|Greenwich)\b")
_CAME_ABOUT = frozenset(("happen", "occur", "take place", "take", "come", "be", "strike", "hit"))
_LOOSELY = re.compile(
    r"\b(about|around|roughly|approximately|circa|towards?|nearly|almost|close to|just|shortly|soon|a little|minutes"
    r"|moments|not long|some ?time|early|late)\b(?: [a-z]+){0,2} (?:\d|noon|midnight|half|quarter|twenty|ten|five|one"
    r"|two|three|four|six|seven|eight|nine|eleven|twelve)",
    re.IGNORECASE,
)
_ABOUT = frozenset(("about", "around", "roughly", "approximately", "circa"))
# The hours between two, of which the parser may see but one: "between 4 and 6 a.m.", "from 10 a.m. to noon"; the ferry
# "from Tarn to Danne" is no such stretch.
_HOUR = (
    r"(?:\d[\d.:]{0,4}(?: ?[ap]\.?m\.?)?|noon|midnight|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:half|quarter|shortly|just|soon) [a-z]{4,6} [\w.:]{1,6})"
)
_BETWEEN = re.compile(rf"\b(?:between|from) {_HOUR} (?:and|to|till|until) ", re.IGNORECASE)


def tell_other_hours(a: Statement, b: Statement) -> bool:
    """Say whether both name hours of the clock and no hour of one may be one of the other, before noon or after.

    Who names a zone may mean the hour that the other tells by his own clock, and between two hours there are others.
    """
    if not a.hours or not b.hours or any(found.search(s.text) for found in (_ZONE, _BETWEEN) for s in (a, b)):
        return False
    hours = [[_minutes(h) for h in sorted(s.hours) if h[4:6].isdigit() or len(h) == 3] for s in (a, b)]
    leeway = [_leeway(s.text) for s in (a, b)]
    pairs = [(x, y) for x in hours[0] for y in hours[1]]
    return bool(pairs) and not any(_gap(x, y) <= max(_rounded(x, leeway[0]), _rounded(y, leeway[1])) for x, y in pairs)


def tell_hours_of_others(a: Statement, b: Statement) -> bool:
    """Say whether two name no hour in common, one of them to the minute, and tell what two did by two verbs.

    "Shortly before half past four" may be ten past four; but who rang at ten past four is no telling of what began
    shortly before half past, however near a call to the crew of a lifeboat is to the boat in words.
    """
    if not a.hours or not b.hours or (a.subject and a.subject == b.subject) or a.figure or b.figure:
        return False
    one, other = concept(a.predicate), concept(b.predicate)
    if not one or not other or one == other or one in b.words or other in a.words:
        return False
    if {a.predicate, b.predicate} & _CAME_ABOUT or any(x.search(s.text) for x in (_FAR_ZONE, _BETWEEN) for s in (a, b)):
        return False
    if not any(told_to_the_minute(s.hours) and not _leeway(s.text) for s in (a, b)):
        return False
    hours = [[_minutes(h) for h in s.hours if h[4:6].isdigit() or len(h) == 3] for s in (a, b)]
    gaps = [_gap(x, y) for x in hours[0] for y in hours[1]]
    return bool(gaps) and min(gaps) >= QUARTER


def told_to_the_minute(hours: AbstractSet[str]) -> bool:
    """Say whether one of some hours is no full hour or half of it: what two tell of 4:40 is one thing rather than two.

    >>> told_to_the_minute({"T04:40"}), told_to_the_minute({"T05:00", "T17:30"}), told_to_the_minute({"T05"})
    (True, False, False)
    """
    return any(_minutes(hour) % LOOSE for hour in hours if hour[4:6].isdigit())


def name_other_days(a: AbstractSet[str], b: AbstractSet[str]) -> bool:
    """Say whether each of two names a day that the other does not, beside one that both have.

    "Shut on Monday and until Tuesday", "shut on Monday and until Wednesday": who names fewer days says less, and
    nothing else.

    >>> name_other_days({"2026-05-04", "2026-05-05"}, {"2026-05-04", "2026-05-06"})
    True
    >>> name_other_days({"2026-05-04", "2026-05-05"}, {"2026-05-04"})
    False
    """
    return bool(a & b and a - b and b - a)


def _minutes(hour: str) -> int:
    return int(hour[1:3]) * 60 + int(hour[4:6] or 0)


def _gap(x: int, y: int) -> int:
    gap = abs(x - y) % HALF_A_DAY
    return min(gap, HALF_A_DAY - gap)


def _leeway(text: str) -> int:
    """Return how loosely a text tells the hour, in minutes: "around five" is nearer to five than "shortly before five".

    >>> _leeway("at around 5 a.m."), _leeway("shortly before 5 a.m."), _leeway("at 5 a.m.")
    (15, 30, 0)
    """
    found = _LOOSELY.search(text)
    if found is None:
        return 0
    return QUARTER if found[1].lower() in _ABOUT else LOOSE


def _rounded(minute: int, leeway: int) -> int:
    """Return by how many minutes an hour may be rounded; what is told loosely, by a quarter of an hour at least.

    >>> _rounded(7 * 60 + 42, 0), _rounded(7 * 60 + 50, 0), _rounded(6 * 60, 0), _rounded(6 * 60, LOOSE)
    (0, 5, 15, 30)
    """
    if minute % LOOSE == 0:
        return max(QUARTER, leeway)
    return QUARTER if leeway or minute % QUARTER == 0 else FIVE if minute % FIVE == 0 else 0
