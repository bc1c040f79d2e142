"""Two statements come in; whether their slots forbid that they are one claim goes out.

However near two tellings are in words and meaning, a denial is not what it denies, forty dead are not forty injured,
and what began on a day is not what ended on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from twosource.claims.amounts import Amount, amount_of, near_any
from twosource.claims.clock import tell_hours_of_others, tell_other_hours
from twosource.claims.counts import ROUNDED_FROM, middle, same_count, same_number
from twosource.claims.differences import opposed
from twosource.claims.evidence import LARGE, Evidence
from twosource.claims.left_open import tell_what_is_not_known
from twosource.claims.likeness import Likeness, is_other_day, is_toll_of_others, lie_years_apart
from twosource.claims.measured import deeds_beside_units, share_but_a_bound
from twosource.claims.not_so import deeds_of, one_denies_it
from twosource.claims.numbers import number_concept
from twosource.claims.other_things import tell_of_others
from twosource.claims.phases import of_two_phases
from twosource.claims.shared_numbers import share_a_number_by_chance
from twosource.claims.shares import FRACTION, PER_CENT, are_of_another_kind, may_be_one_share
from twosource.claims.statements import MEASURES, TOLL_VERBS, Statement
from twosource.claims.turns import tell_other_turns
from twosource.claims.wording import concept
from twosource.model import Figure

# A statement with fewer words than this share of the other's names a thing, and does not tell what the other tells.
SHORTER = 0.25
# So few words, as printed, inside another statement name a thing as well.
NAMES_A_THING = 3
# Where a day begins what is told, and where it ends it: "since Monday", "deliveries up to Monday".
_FROM, _UNTIL = re.compile(r"\b(?:since|from|after)\b", re.I), re.compile(r"\b(?:until|till|up to|before)\b", re.I)
# One more of what was told before: "a fourth person", "another man"; "another 31 people" are 31, "a third of" a share.
_ONE_MORE = re.compile(
    r"\b(?:another (?!\d)|a (?:second|(?:third|fourth|fifth|sixth)(?=,? [a-z])(?! (?:of|in|since|from|to|over|on|at|by"
    r"|than|more|less|fewer|higher|lower|smaller|larger|and|or)\b)|further)\b)",
    re.IGNORECASE,
)
# "The last of them had left", "eleven of the 12 are back": of whom, it does not say.
_OF_THEM = re.compile(
    r"(?:about |around |some |at least |more than |most )?(?:the )?[\w,-]+(?: [\w-]+)? of "
    r"(?:them|these|those|the (?:\d+|[a-z]+) (?:is|are|was|were|has|have|had)\b)",
    re.IGNORECASE,
)
# Two quotations that have this share of the shorter's words in common may be one, cut or put otherwise.
SAME_QUOTATION = 0.6
# What stands in quotation marks; a statement may end before the closing one.
_QUOTED, _WORD = re.compile(r"[“\"]([^“”\"]+)"), re.compile(r"[\w']+")
# "A burning car *as a Ruthian truck*", "a car that it said *was Sarvish*": a name as a quality, of one word.
_WHOSE = re.compile(r"\b(?:as|was|were|is|are|be|been) (?:an? |the )?([A-Z][a-z]+[a-z]{2})(?: [a-z][\w’'-]+)?[.”\"’]*$")
_A_NOUN = re.compile(r"(?:the|an?|his|her|its|their|this|that|these|those) [\w’'-]+", re.IGNORECASE)
# Numbers that are words.
VAGUE = {"one", "dozen", "score", "hundred", "thousand", "million", "billion"}


class Apart:
    """Asks of two statements of a story whether they are apart, once of what several reports print alike."""

    def __init__(self, evidence: Evidence, ask: Callable[[Statement, Statement, Likeness], bool]) -> None:
        self._evidence, self._ask = evidence, ask
        self._known: dict[tuple[int, int], bool] = {}

    def __call__(self, first: int, second: int) -> bool:
        """Return what `ask` says of two statements, by number."""
        statements, wordings = self._evidence.statements, self._evidence.wordings
        key = wordings[first], wordings[second]
        if key not in self._known:
            self._known[key] = self._ask(statements[first], statements[second], self._evidence.likeness)
        return self._known[key]


def are_apart(a: Statement, b: Statement, likeness: Likeness) -> bool:
    """Say whether the slots of two statements forbid that they are one claim: a denial, a "not", a count or a day."""
    if a.stance != b.stance and {a.stance, b.stance} & {"denies", "withdraws"}:
        return "denies" in {a.stance, b.stance} or not _take_back_one_count(a, b)
    if a.negated != b.negated and one_denies_it(a, b):
        return True
    if tell_other_turns(a, b) or of_two_phases(a, b) or _said_to_be_others(a, b) or _share_a_measure_alone(a, b):
        return True
    if tell_of_others(a, b) or share_a_number_by_chance(a, b) or tell_what_is_not_known(a, b):
        return True
    overlap = likeness.overlap(a, b)
    if a.figure is not None and b.figure is not None:
        same = same_count(a.figure, b.figure) or same_number(a.figure, b.figure)
        other = bool(a.figure.what and b.figure.what and concept(a.figure.what) != concept(b.figure.what))
        by_chance = _count_others(a, b) or share_but_a_bound(a, b) or is_toll_of_others(a, b)
        return not same or other or by_chance or _rounds_another(a.figure, b.figure, a, b)
    one = a.figure or b.figure
    if one is not None and one.high == 0:
        return True  # "was put out without casualties": who counts nobody says more than that it burned
    if _quote_others(a, b):
        return True
    if tell_other_hours(a, b) or tell_hours_of_others(a, b) or _counts_another(a, b) or _one_is_of_them(a, b):
        return True
    if _one_is_toll(a, b) or _happen_on_other_days(a, b):
        return True
    if _other_numbers(a, b) or _one_names_it(a, b) or _opposite(a, b) or _other_end(a, b) or _one_is_more(a, b):
        return True
    if a.figure is not None or b.figure is not None or likeness.speak_apart(a, b):
        return False
    return likeness.kept_apart(a, b, overlap)


def _count_others(a: Statement, b: Statement) -> bool:
    """Say whether two small or vague numbers agree by chance: "seven buses", "seven bids"; "hundreds" of two kinds."""
    if a.figure is None or b.figure is None or a.figure.what or b.figure.what:
        return False
    telling = middle(a.figure) >= LARGE and not isinstance(a.figure.value, tuple)
    nouns = [concept(f.noun.split()[-1]) for f in (a.figure, b.figure) if f.noun]
    return not telling and len(set(nouns)) == 2 and not deeds_of(a) & deeds_of(b) - VAGUE


def _rounds_another(one: Figure, other: Figure, a: Statement, b: Statement) -> bool:
    """Say whether two small numbers are no more than near, and nothing beside them is the same.

    "About 20 are trapped" under one roof is not "21 were missing" in two provinces.
    """
    near = middle(one) != middle(other) and max(middle(one), middle(other)) < ROUNDED_FROM
    return near and not (deeds_of(a) & deeds_of(b) - VAGUE or a.about & b.about)


def _happen_on_other_days(a: Statement, b: Statement) -> bool:
    """Say whether two tell each of another day, by their own words, though one names the other's as what it came after.

    "She spoke on Tuesday for the first time since Monday's attempt" is no telling of the attempt.
    """
    if {a.stance, b.stance} & {"denies", "withdraws"}:
        return False
    return lie_years_apart(a, b) or is_other_day(*([day for day in s.dated if day in s.days] for s in (a, b)))


def _take_back_one_count(a: Statement, b: Statement) -> bool:
    """Say whether one of two takes back the count that the other gives."""
    return a.figure is not None and b.figure is not None and same_count(a.figure, b.figure)


def _one_names_it(a: Statement, b: Statement) -> bool:
    """Say whether one is so much shorter that it names a thing of which the other tells: "the number of injured".

    A few words inside another statement name a thing, too, if they count nothing: "crowns a litre". Who "stepped down
    on Monday" did in a word what the other tells at length.
    """
    one, other = sorted((a, b), key=lambda s: len(set(s.words)))
    shorter = len(set(one.words)) < SHORTER * len(set(other.words))
    if shorter and one.clear and concept(one.predicate) in {*one.words} & {*other.words}:
        shorter = False
    return shorter or _is_scrap(a) or _is_scrap(b)


def _is_scrap(statement: Statement) -> bool:
    if _tells_nothing_of_it(statement):
        return True
    if not statement.part or statement.subject or statement.figure is not None or statement.numbers:
        return False
    return len(statement.text.split()) <= NAMES_A_THING


def _tells_nothing_of_it(statement: Statement) -> bool:
    """Say whether a statement is a noun and no more: "a truce", which somebody is said to keep; "the storm came"."""
    if statement.figure is not None or statement.numbers or statement.hours or statement.days:
        return False
    if statement.part and set(statement.words) == {statement.subject}:
        return True
    bare = not statement.predicate and not statement.subject and len(set(statement.words)) <= 1
    return bare and _A_NOUN.fullmatch(statement.text) is not None


def _quote_others(a: Statement, b: Statement) -> bool:
    """Say whether both quote, each another speaker, and the quoted words are others: those are two utterances.

    A spokesman's "we are not in talks" of Monday is not the firm's statement that it "has held no talks" of Tuesday,
    though he speaks for it. Two translations of what one speaker said differ in words as well, and are left alone.
    """
    if not a.speakers or not b.speakers or set(a.speakers) & set(b.speakers):
        return False
    one, other = (_quoted(s) for s in (a, b))
    return bool(one and other) and len(one & other) < SAME_QUOTATION * min(len(one), len(other))


def _quoted(statement: Statement) -> set[str]:
    """Return the words of a statement that stand in quotation marks; those of direct speech all do."""
    told = statement.text if statement.direct else " ".join(_QUOTED.findall(statement.text))
    return set(_WORD.findall(told.lower().replace("’", "'")))


def _said_to_be_others(a: Statement, b: Statement) -> bool:
    """Say whether both end by saying of which country a thing is, each another: "was a Ruthian car", "was Sarvish"."""
    one, other = (_WHOSE.search(s.text) for s in (a, b))
    if one is None or other is None or not deeds_of(a) & deeds_of(b):
        return False
    return one[1] not in b.text and other[1] not in a.text


def _share_a_measure_alone(a: Statement, b: Statement) -> bool:
    """Say whether two have but a measure in common, and one counts what the other does not.

    "Nine divers were trapped 40 metres down" is not told by "the wreck lay 40 metres down": neither the nine are in it
    nor what became of them.
    """
    if set(a.words) & set(b.words) & (a.about | b.about) or deeds_beside_units(a) & deeds_beside_units(b):
        return False
    counted = [{n for n, unit in s.numbers if not unit} for s in (a, b)]
    measured = [{unit for _, unit in s.numbers} - MEASURES for s in (a, b)]  # a share or a term tells more than that
    return bool(measured[0] & measured[1]) and bool(counted[0] ^ counted[1]) and not counted[0] & counted[1]


def _one_is_toll(a: Statement, b: Statement) -> bool:
    """Say whether one tells where a toll stands, and the other, which counts nothing, only what it is the toll of.

    "The number of those killed when the bus left the road has risen to 12" has "the bus left the road" in it.
    """
    toll, other = (a, b) if a.figure is not None else (b, a)
    if toll.figure is None or other.figure is not None or other.numbers:
        return False
    if toll.figure.what and concept(toll.figure.what) == concept(toll.predicate) not in {"", *other.words}:
        return bool(other.predicate)  # "a man died", "gas escaped": he may have died of it
    return bool(toll.figure.what) and concept(toll.predicate) in TOLL_VERBS and bool(other.predicate)


def _other_end(a: Statement, b: Statement) -> bool:
    """Say whether what the one tells begins with the day that ends what the other tells."""
    if not set(a.days) & set(b.days):
        return False
    begins, ends = ([bool(found.search(s.text)) for s in (a, b)] for found in (_FROM, _UNTIL))
    return (begins, ends) in (([True, False], [False, True]), ([False, True], [True, False]))


def _one_is_more(a: Statement, b: Statement) -> bool:
    """Say whether one tells of one more than the other does: "three people were held", "a fourth person was held"."""
    return bool(_ONE_MORE.search(a.text)) != bool(_ONE_MORE.search(b.text))


def _one_is_of_them(a: Statement, b: Statement) -> bool:
    """Say whether one tells of "them" what the other tells of people or things named, in no word of the same.

    Without who they are and what they did, only an hour or a number is left by which two might be one. A share in per
    cent is of "them" as well.
    """
    if any(unit in {PER_CENT, FRACTION} for s in (a, b) for _, unit in s.numbers):
        return False
    return bool(_OF_THEM.match(a.text)) != bool(_OF_THEM.match(b.text)) and not deeds_of(a) & deeds_of(b)


def _opposite(a: Statement, b: Statement) -> bool:
    """Say whether one has a word and the other its opposite: "the bill was good", "the bill was bad"."""
    return any(opposed(x, y) for x in set(a.words) - set(b.words) for y in set(b.words) - set(a.words))


def _other_numbers(a: Statement, b: Statement) -> bool:
    """Say whether both count something and no number of the one is near one of the other, as a rounded number is.

    A number in their words that is near, the hour of a day among them, leaves it open; and so does one that counts
    where the other gives shares in per cent.
    """
    if (one_share := may_be_one_share(a.numbers, b.numbers)) is not None:
        return not one_share
    if are_of_another_kind(a.numbers, b.numbers):
        return False
    counted = [_amounts(map(number_concept, (n for n, _ in s.numbers))) for s in (a, b)]
    printed = [_amounts(s.words) for s in (a, b)]
    return all(_are_far(one, other, a, b) for one, other in (counted, printed))


def _amounts(words: Iterable[str]) -> list[Amount]:
    return [amount for amount in map(amount_of, words) if amount is not None]


def _counts_another(a: Statement, b: Statement) -> bool:
    """Say whether one turns on what happened to so many, and the other counts others: "seven died, nine were missing".

    What both have beside that count ("divers looked for nine who were missing") is a claim of its own.
    """
    counts, other = (a, b) if a.figure is not None else (b, a)
    if counts.figure is None or other.figure is not None or not counts.figure.what:
        return False
    counted = _amounts(number_concept(n) for n, unit in other.numbers if not unit)
    return _are_far(_amounts([number_concept(middle(counts.figure))]), counted, counts, other)


def _are_far(one: Sequence[Amount], other: Sequence[Amount], a: Statement, b: Statement) -> bool:
    near = any(near_any(x, other, b.text) for x in one) or any(near_any(y, one, a.text) for y in other)
    return bool(one and other) and not near
