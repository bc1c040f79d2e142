"""Two statements come in; how far they say the same goes out, from 0 to 1.

Typed slots first: two counts are compared as counts, two utterances by their speakers and the day. Then words, weighted
by how rarely the story uses them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product

from twosource.claims.amounts import give_other_amounts
from twosource.claims.bare_denials import is_bare
from twosource.claims.clock import name_other_days, tell_other_hours
from twosource.claims.confirmation import TELLING_COUNT
from twosource.claims.counted import noun_words
from twosource.claims.counts import middle, same_count, same_number
from twosource.claims.measured import share_but_a_bound
from twosource.claims.numbers import number_concept
from twosource.claims.other_things import tell_of_others
from twosource.claims.phases import of_two_phases
from twosource.claims.shared_numbers import share_a_number_by_chance
from twosource.claims.statements import Statement, number_of
from twosource.claims.turns import tell_other_turns
from twosource.claims.voices import Roles, may_be_one
from twosource.claims.wording import concept, root_of
from twosource.language.figure_units import base_of, is_measure
from twosource.language.gazetteer import singular

# Above this overlap, a negation in one of two statements is taken to deny the other.
SAME_BUT_FOR_NOT = 0.6
# Of nobody and nothing, at the start of a clause that was made a sentence.
_OF_NONE = re.compile(
    r"(?:no(?!\.| (?:fewer|less|more|longer|later|sooner|doubt)\b)"
    r"|none(?! other)|nobody|neither|not one|not a single)\b",
    re.IGNORECASE,
)
# Above this overlap, two sentences that hold one number are told alike, whatever of it the parser has seen.
TOLD_ALIKE = 0.55
# Characters of a year: "2011".
YEAR = 4
# A number of this size or more is in two sentences by no chance.
NO_CHANCE = 20


@dataclass(frozen=True)
class Likeness:
    """How far the statements of a story say the same.

    `weights` are those of `word_weights`, over all its statements; `roles` are the offices that it gives its people.
    """

    weights: Mapping[str, float]
    roles: Roles = field(default_factory=dict)
    _voices: dict[tuple[str, str], bool] = field(default_factory=dict)

    def of(self, a: Statement, b: Statement) -> float:
        """Return how far two statements say the same, from 0 to 1, by their slots and then their words."""
        if a.stance == b.stance == "denies" and _one_denial(a, b):
            return 0.9
        overlap = self.overlap(a, b)
        if not overlap and (a.figure is None or b.figure is None):
            return 0.0
        if self.kept_apart(a, b, overlap):
            return 0.0
        if a.figure is not None and b.figure is not None:
            return 0.7 + 0.3 * overlap if _give_one_count(a, b, overlap) else 0.0
        if a.kind != b.kind and not _same_doing(a, b):
            return 0.85 * overlap  # a place or thing in common is not yet the same said of it
        return overlap

    def overlap(self, a: Statement, b: Statement) -> float:
        """Return how much of their words two statements share, by weight; 0 where it is too few words to tell."""
        if a.words == b.words and (len(a.words) >= 3 or a.text == b.text or set(a.speakers) & set(b.speakers)):
            return 1.0
        left, right = _with_speakers(a, b), _with_speakers(b, a)
        both = left & right
        days = len(whole_days(a.days) & whole_days(b.days))
        if len(both) + days < self._least_shared(a, b, both):
            return 0.0
        shared = self._weight(both) + days
        sizes = (self._weight(left) + days, self._weight(right) + days)
        dice = 2 * shared / sum(sizes)
        containment = shared / min(sizes)
        # A telling may cut the other short: then the shorter lies in the longer. Two words in common prove nothing.
        trust = 0.9 if len(both) >= 4 else 0.6
        return min(0.99, max(dice, (dice + trust * containment) / 2) + 0.08 * _runs(a.words, b.words))

    def _least_shared(self, a: Statement, b: Statement, both: set[str]) -> int:
        """Return how many words two statements must share: for two newsrooms' own three, or what was done and another.

        Two translations of one speaker's sentence may share one word of it.
        """
        if a.direct and b.direct and set(a.speakers) & set(b.speakers):
            return 1
        if both & {concept(a.predicate), concept(b.predicate)} - {""} or any(map(is_telling_number, both)):
            return 2
        quoted = a.speakers and b.speakers
        return 2 if a.figure is not None or (quoted and self.one_voice(a.speakers, b.speakers)) else 3

    def one_voice(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """Say whether somebody of some speakers may be one of others: a ministry and its spokesman."""
        return any(self._may_be_one(x, y) for x, y in product(a, b))

    def _may_be_one(self, x: str, y: str) -> bool:
        known = self._voices.get((x, y))
        if known is None:
            known = self._voices[x, y] = may_be_one(x, y, self.roles)
        return known

    def _weight(self, words: set[str]) -> float:
        return sum(self.weights.get(w, 0.0) for w in sorted(words))

    def kept_apart(self, a: Statement, b: Statement, overlap: float) -> bool:
        """Say whether two statements cannot be one claim, whatever their words: another speaker, sense or day."""
        if (a.figure is None) != (b.figure is None):
            # What is taken back is a number, and stands with those who give it.
            taken_back = "withdraws" in {a.stance, b.stance}
            if taken_back or overlap < TOLD_ALIKE or not _tell_one_number(a, b):
                return True
        if a.figure is None and b.figure is None and give_other_amounts(a, b):
            return True
        if a.text != b.text and tell_other_turns(a, b):
            return True
        if of_two_phases(a, b) or tell_of_others(a, b):
            return True
        if a.text != b.text and (tell_other_hours(a, b) or share_a_number_by_chance(a, b)):
            return True
        # A "not" turns a statement round only where the rest is the same; in a freer telling it may stand anywhere.
        # That of a clause told of a noun stands before the noun: "no death *linked to the fever*".
        outside = a.part and b.part and a.figure is None and b.figure is None
        if a.negated != b.negated and overlap >= SAME_BUT_FOR_NOT and (a.text != b.text or outside):
            return True
        if (
            overlap >= SAME_BUT_FOR_NOT
            and a.said
            and b.said
            and bool(_OF_NONE.match(a.said)) != bool(_OF_NONE.match(b.said))
        ):
            return True  # "no death [that is] linked to the outbreak", "the first death linked to the outbreak"
        # A denial or a withdrawal is about what another said: there the speakers differ by nature.
        answering = {a.stance, b.stance} & {"denies", "withdraws"}
        if (
            self.speak_apart(a, b)
            and not answering
            and not (_one_count(a, b, overlap) or _say_one_thing(a, b, overlap))
        ):
            return True
        if a.text == b.text or (a.words == b.words and "utterance" in (a.kind, b.kind)) or (a.direct and b.direct):
            return False  # a quotation is the same words on any day; "tonight" in it is as the speaker meant it
        if is_other_day(a.days, b.days) or name_other_days(*map(whole_days, (a.days, b.days))):
            return True
        if lie_years_apart(a, b):
            return True
        # What is withdrawn or denied was said before, often on another day.
        return not answering and a.kind == b.kind == "utterance" and is_other_day(a.said_on, b.said_on)

    def speak_apart(self, a: Statement, b: Statement) -> bool:
        """Say whether both are somebody's words, and nobody whom one quotes may be whom the other quotes."""
        quoted = a.kind == b.kind == "utterance" and a.speakers and b.speakers
        return bool(quoted) and not self.one_voice(a.speakers, b.speakers)


def _with_speakers(a: Statement, b: Statement) -> set[str]:
    """Return the words of a statement, and its speaker where the other names him: "police held her"."""
    if a.kind == b.kind or not a.speakers:
        return set(a.words)
    return set(a.words) | {w for s in a.speakers for w in (concept(s), s.lower()) if w and w in b.words}


def _one_denial(a: Statement, b: Statement) -> bool:
    """Say whether two bare denials are one: of one speaker, or of two who speak for one country or body."""
    if not is_bare(a) or not is_bare(b) or is_other_day(a.said_on, b.said_on):
        return False
    speakers = [{w for s in x.speakers for w in s.lower().replace("’", "'").split("'")} for x in (a, b)]
    spoken = {root_of(w) for words in speakers for w in words} | set.union(*speakers)
    return bool(set(a.speakers) & set(b.speakers) or a.about & b.about & spoken)


def _give_one_count(a: Statement, b: Statement, overlap: float) -> bool:
    """Say whether two give one count: of one thing, or one number in one sentence told alike.

    "Nine people, all of them farmers, died": what happened to them stands too far off for the number to know of it.
    """
    if a.figure is None or b.figure is None or count_by_chance(a, b):
        return False
    alike = overlap >= TOLD_ALIKE and not (a.figure.what and b.figure.what)
    return same_count(a.figure, b.figure) or (alike and same_number(a.figure, b.figure))


def count_by_chance(a: Statement, b: Statement) -> bool:
    """Say whether two count as few of one thing, and each says of them what the other does not: "two samples".

    "The two samples were clean" and "she gave two samples" have the number and the noun in common, as two sentences on
    one matter easily do. A bare count says nothing of its own, and may be any.
    """
    one, two = a.figure, b.figure
    if is_toll_of_others(a, b):
        return True
    if one is None or two is None or one.what or two.what or max(middle(one), middle(two)) >= TELLING_COUNT:
        return False
    if is_measure(one.unit) or is_measure(two.unit):
        return share_but_a_bound(a, b)
    counted = {concept(singular(word)) for f in (one, two) for word in (f.noun or "").lower().split()}
    told = [{w for w in s.words if not w[0].isdigit()} - s.about - counted for s in (a, b)]
    return all(told) and not told[0] & told[1]


def is_toll_of_others(a: Statement, b: Statement) -> bool:
    """Say whether one gives where a small toll stands, and the other as many of a group, with nothing else in common.

    "The toll fell to two" is of a pilot and a cook as easily as of the "two dockers" who drowned.
    """
    one, two = a.figure, b.figure
    if one is None or two is None or not one.what or one.what != two.what:
        return False
    if max(middle(one), middle(two)) >= TELLING_COUNT:
        return False
    if bool(noun_words(one.noun)) == bool(noun_words(two.noun)) or (one.noun and two.noun):
        return False
    happened = {concept(one.what), concept(a.predicate), concept(b.predicate)}
    shared = {w for w in set(a.words) & set(b.words) - happened if w[0].isalpha() and w != "one"}
    return not shared and not a.about & b.about


def _tell_one_number(a: Statement, b: Statement) -> bool:
    """Say whether one of two turns on a count and the other has that number beside other things, or is about one.

    "Seven cases" are not told by "in seven years".
    """
    counts, other = (a, b) if a.figure is not None else (b, a)
    if counts.figure is None:
        return False
    number = number_concept(middle(counts.figure))
    units = {unit for n, unit in other.numbers if number_concept(n) == number}
    if units and number_of(counts.figure)[1] not in units:
        return False
    return (number == "one" and counts.figure.comparator == "=") or number in other.words


def _same_doing(a: Statement, b: Statement) -> bool:
    """Say whether what one statement says happened stands in the other."""
    left, right = concept(a.predicate), concept(b.predicate)
    return not left or not right or left in b.words or right in a.words


def is_telling_number(word: str) -> bool:
    """Say whether a word is a share, or a number of two digits or more."""
    return word.endswith("%") or (word.isdigit() and int(word) >= NO_CHANCE)


def _runs(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether two words stand next to each other, in order, in both: a shared phrase, not just shared words."""
    following = set(pairwise(a))
    return any(pair in following for pair in pairwise(b))


def _one_count(a: Statement, b: Statement, overlap: float) -> bool:
    """Say whether two speakers give one count: a small number may agree by chance, unless the words do too."""
    if a.figure is None or b.figure is None or not same_count(a.figure, b.figure):
        return False
    telling = a.figure.what or base_of(a.figure.unit)[0] == "g"  # what happened to so many, or how heavy it was
    alike = a.figure.what == b.figure.what
    if telling and alike and middle(a.figure) >= TELLING_COUNT:
        return True
    doing = concept(a.predicate)
    return overlap >= SAME_BUT_FOR_NOT and (bool(telling and alike) or (bool(doing) and doing == concept(b.predicate)))


def _say_one_thing(a: Statement, b: Statement, overlap: float) -> bool:
    """Say whether two speakers tell one thing of one: then they are two who know of it, and not two opinions."""
    if a.direct or b.direct or overlap < SAME_BUT_FOR_NOT or not a.subject:
        return False
    return a.subject == b.subject and a.negated == b.negated and bool(concept(a.predicate)) and _same_doing(a, b)


def is_other_day(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether both name days and none is the same; a week or a month leaves it open."""
    left, right = whole_days(a), whole_days(b)
    return bool(left and right and not left & right)


def lie_years_apart(a: Statement, b: Statement) -> bool:
    """Say whether two are dated, one by years alone, and every date of the one lies two years or more from the other's.

    "They last struck 12 years ago" and "they will strike from 12 May" have a number and a deed in common. A month
    without its year may have been read as that of the year beside.
    """
    own = [[(day, s.text) for day in s.dated if day in s.days] for s in (a, b)]
    if not all(own) or not any(all(_is_told_by_year(*day) for day in days) for days in own):
        return False
    years = [[day[:YEAR] if day[YEAR : YEAR + 1] in {"", "-"} else "" for day in s.days] for s in (a, b)]
    known = all(len(year) == YEAR and year.isdigit() for side in years for year in side)
    return known and all(abs(int(x) - int(y)) > 1 for x in years[0] for y in years[1])


def _is_told_by_year(day: str, text: str) -> bool:
    """Say whether a date is a year in which a thing was: "in 2011", "15 years ago", and no "2011 fire".

    >>> _is_told_by_year("2011", "sank in 2011"), _is_told_by_year("2011", "guilty of the 2011 fire")
    (True, False)
    """
    if len(day) != YEAR or day not in text:
        return len(day) == YEAR
    return re.search(rf"\b(?:in|since|during|by|of) {day}\b", text) is not None


def whole_days(values: Sequence[str]) -> set[str]:
    """Return those of some dated values that are days; a week or a month leaves the day open."""
    return {d for d in values if len(d) == 10 and "W" not in d}
