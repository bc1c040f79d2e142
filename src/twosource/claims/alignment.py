"""The statements of a story come in; those that say one thing on one occasion go out together.

Typed slots first: two counts are compared as counts, two utterances by their speakers and the day. Then words, weighted
by how rarely the story uses them. A group grows only while the two sides agree on average, so a chain of half-alike
statements does not run together; and two statements of one report are one only where the report repeats itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from twosource.claims.bare_denials import is_bare
from twosource.claims.clock import told_to_the_minute
from twosource.claims.confirmation import TELLING_COUNT
from twosource.claims.counts import middle
from twosource.claims.differences import opposed
from twosource.claims.likeness import Likeness, is_telling_number
from twosource.claims.numbers import number_concept
from twosource.claims.printed_before import TELL_NOTHING
from twosource.claims.statements import Statement
from twosource.claims.voices import Roles
from twosource.claims.wording import concept, rarity
from twosource.language.figure_units import base_of, is_measure
from twosource.model import Figure, Settings, Span

# A word in more statements than this is no way to find candidates, however rare it is in English.
CANDIDATE_CAP = 60
# Two numbers further apart than by this factor are not rounded to each other; smaller ones are not rounded.
ONE_SIZE = 1.3
LEAST_ROUNDED = 20
# So few words, as printed, name a thing and tell nothing of it: "mandatory evacuations".
NAMES_A_THING = 3
# Two statements that share more words than this that are no names, or are as much alike as this, are compared by words
# alone. Of the others two in three were two things (read in 110 stories).
FEW_DEEDS = 2
SURELY_ALIKE = 0.7
# Of pairs told in other words and less alike than this 22 in 53 were one thing, of the others 74 in 103 (read in 171
# stories).
HALF_ALIKE = 0.6
# A report that repeats itself has so many words in common, or the very same text.
LEAST_REPEATED = 3
# How many of a group's members are compared when two groups are joined: enough to see disagreement, bounded so that
# a story of hundreds of reports stays near-linear.
COMPARED = 6


def align(
    statements: Sequence[Statement],
    weights: dict[str, float],
    settings: Settings,
    bear_out: Callable[[Statement, Statement], bool] | None = None,
    roles: Roles | None = None,
    differ: Callable[[Statement, Statement], bool] | None = None,
) -> list[list[Statement]]:
    """Group statements into claims, in order of their first member; a statement alone is a group of one.

    `weights` are those of `word_weights`, over all statements of the story. `bear_out` says of two of newsrooms' own
    whether one says all that the other says: then they are one claim, however much more the other says. `differ` says
    of two with nearly the same words whether they tell two things all the same. It is asked last, of those alone that
    would bring two groups together: it may be slow. What many reports print alike is compared once (`_tellings`), so
    that a story grows with what is said in it, and not with the square of its copies.
    """
    tellings = _tellings(statements)
    likeness = Likeness(weights, roles or {})
    pairs = _pairs(tellings, likeness, settings, bear_out)
    groups = _Groups(tellings, likeness, settings, {(i, j): score for score, i, j in pairs}, differ)
    for _, i, j in pairs:
        groups.join(i, j)
    return [[statements[n] for n in sorted(members)] for members in groups.listed()]


@dataclass(frozen=True, slots=True)
class _Telling:
    """One wording and all that print it: `said` is the first of them, `places` where each report has it."""

    said: Statement
    members: tuple[int, ...]
    places: dict[str, Span]


def _tellings(statements: Sequence[Statement]) -> list[_Telling]:
    """Return the statements by what they say, on whose word and when, in order of the first that says it."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for n, s in enumerate(statements):
        figure = s.figure and (s.figure.value, s.figure.comparator, s.figure.unit, s.figure.noun, s.figure.what)
        occasion = (s.speakers, s.stance, s.negated, s.direct, s.days, s.said_on)
        alike.setdefault((s.text, s.kind, s.words, s.predicate, s.about, figure, occasion), []).append(n)
    return [
        _Telling(statements[ns[0]], tuple(ns), {statements[n].report: statements[n].span for n in reversed(ns)})
        for ns in alike.values()
    ]


def word_weights(statements: Sequence[Statement]) -> dict[str, float]:
    """Return each concept's weight: the log of how many distinct statements there are to one that uses it.

    Copies count once, or a word of the wire story would weigh less the more outlets ran it. Two reports are too few
    to tell a telling word by, so the log is scaled by how rare the word is in news at large.
    """
    distinct = {s.words for s in statements}
    used: dict[str, int] = defaultdict(int)
    for words in sorted(distinct):
        for word in set(words):
            used[word] += 1
    return {word: rarity(word) * log(1 + len(distinct) / n) for word, n in used.items()}


def _pairs(
    tellings: Sequence[_Telling],
    likeness: Likeness,
    settings: Settings,
    bear_out: Callable[[Statement, Statement], bool] | None,
) -> list[tuple[float, int, int]]:
    """Return the pairs alike enough to be one claim, the likeliest first."""

    def borne_out(a: Statement, b: Statement) -> bool:
        return bear_out is not None and a.kind == b.kind == "own" and (bear_out(a, b) or bear_out(b, a))

    scored = []
    for i, j in sorted(_candidates([t.said for t in tellings])):
        a, b = tellings[i].said, tellings[j].said
        repeated = _says_again(a, b) or _takes_back(a, b) or _is_one_toll(a, b)
        if _in_one_report(tellings[i], tellings[j], repeated):
            continue
        score = likeness.of(a, b)
        needed = settings.same_claim if a.kind == b.kind else settings.same_claim_across_voices
        if score < needed and borne_out(a, b) and not likeness.kept_apart(a, b, 0.0):
            score = needed
        if score >= needed and _does_the_opposite(a, b):
            continue
        if score >= needed and (not _shares_too_little(a, b, score) or borne_out(a, b)):
            scored.append((score, i, j))

    def likeliest_first(pair: tuple[float, int, int]) -> tuple[bool, float, int, int]:
        score, i, j = pair
        return _tells_when(tellings[i].said, tellings[j].said), -score, i, j

    return sorted(scored, key=likeliest_first)


def _does_the_opposite(a: Statement, b: Statement) -> bool:
    """Say whether one tells of somebody the opposite of what the other tells: "issued a warning", "lifted it"."""
    same = bool(a.subject) and a.subject == b.subject and bool(a.predicate) and bool(b.predicate)
    return same and opposed(concept(a.predicate), concept(b.predicate)) == "opposite"


def _tells_when(a: Statement, b: Statement) -> bool:
    """Say whether one is but a clause of when a thing was ("before dusk"), which the other tells to the minute.

    The sentence around the clause may tell the thing itself, and a report's clause must not stand for it.
    """
    part, whole = (a, b) if a.part else (b, a)
    if not part.part or whole.part or a.figure is not None or b.figure is not None:
        return False
    return part.kind == whole.kind == "own" and not part.hours and told_to_the_minute(whole.hours)


def _shares_too_little(a: Statement, b: Statement, score: float) -> bool:
    """Say whether two share so little beside names that words alone do not tell one thing from two.

    Whoever speaks for an hour, and whatever is told of one person or one law, has a few words in common throughout.
    Two that are no more than half alike stay apart here; two with few such words do if they are not surely alike, or if
    one is a clause inside another and the other is not. `pairing` brings them together where one is the other's likest.
    Counts, shares in per cent and answers to what others said tell enough by themselves.
    """
    if a.figure is not None or b.figure is not None or _says_again(a, b):
        return False
    if {a.stance, b.stance} & {"denies", "withdraws"}:
        return "withdraws" in {a.stance, b.stance} and _tell_two_deeds(a, b)
    if min(len(s.text.split()) for s in (a, b)) <= NAMES_A_THING:
        return True
    deeds = (set(a.words) & set(b.words)) - a.about - b.about
    if any(map(is_telling_number, deeds)) or told_to_the_minute(a.hours & b.hours):
        return False
    # Two translations of one quotation may share two words; whom both are about is not yet one.
    named = {word for word in deeds if " " in word}
    quoted = a.direct and b.direct and bool(set(a.speakers) & set(b.speakers)) and bool(deeds - named)
    if score < HALF_ALIKE and not quoted:
        return True
    if len(deeds) > FEW_DEEDS:
        return False
    return a.part != b.part or (score < SURELY_ALIKE and not quoted)


def _tell_two_deeds(a: Statement, b: Statement) -> bool:
    """Say whether each tells a deed of which the other has no word: what is taken back of somebody is not all of him.

    "Withdrew its report that Moll had signed for the yard" leaves alone that the yard's hopes of Moll are fading.
    """
    deeds = [concept(s.predicate) for s in (a, b) if s.predicate and s.predicate not in TELL_NOTHING]
    return len(deeds) > 1 and deeds[0] not in b.words and deeds[1] not in a.words


def _in_one_report(a: _Telling, b: _Telling, repeated: bool) -> bool:
    """Say whether a report has both, and not because it repeats itself: one inside the other, or in other words."""
    shared = a.places.keys() & b.places.keys()
    return bool(shared) and (not repeated or any(a.places[r].overlaps(b.places[r]) for r in shared))


def _says_again(a: Statement, b: Statement) -> bool:
    """Say whether two have the same words, and enough of them: "he saw it", "he would say it" share but "say".

    What is taken back may be named in a word.
    """
    if a.words != b.words:
        return False
    answers = bool({a.stance, b.stance} & {"denies", "withdraws"})
    return answers or len(a.words) >= LEAST_REPEATED or a.text.lower() == b.text.lower()


def _takes_back(a: Statement, b: Statement) -> bool:
    """Say whether one takes back the count that the other gives: a report may print a toll and its withdrawal."""
    return (a.stance == "withdraws") != (b.stance == "withdraws") and a.figure is not None and b.figure is not None


def _is_one_toll(a: Statement, b: Statement) -> bool:
    """Say whether a report gives one count of one kind twice, in its lead and further down: none of the smallest."""
    return _toll_of(a) is not None and _toll_of(a) == _toll_of(b)


def _toll_of(statement: Statement) -> tuple[str, str] | None:
    figure = statement.figure
    if figure is None or not figure.what or figure.low is None or middle(figure) < TELLING_COUNT:
        return None
    return figure.what, number_concept(middle(figure))


def _candidates(statements: Sequence[Statement]) -> set[tuple[int, int]]:
    """Return pairs of statements that share two telling words, or a count of the same kind."""
    holding: dict[str, list[int]] = defaultdict(list)
    for i, statement in enumerate(statements):
        for word in sorted(set(statement.words)):
            holding[word].append(i)
            for speaker in statement.speakers if statement.direct else ():
                holding[f"{speaker}: {word}"].append(i)
        holding[f"/{' '.join(statement.words)}"].append(i)
        if statement.stance == "denies" and is_bare(statement):
            holding["/denied"].append(i)
        if (figure := statement.figure) is not None:
            holding[f"{figure.unit}/{figure.value}"].append(i)
            for size in _sizes(figure):
                holding[f"{figure.unit}/about {size}"].append(i)
            if figure.what or is_measure(figure.unit):  # "over 200 injured", "212 treated for injuries"
                holding[f"{base_of(figure.unit)[0]}/{figure.what or ''}"].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for key in sorted(holding):
        members = holding[key]
        if len(members) <= max(CANDIDATE_CAP, len(statements) // 20):
            for pair in combinations(members, 2):
                shared[pair] += 2 if "/" in key else 1
    return {pair for pair, n in shared.items() if n >= 2}


def _sizes(figure: Figure) -> tuple[int, ...]:
    """Return the two steps of a scale of sizes between which a number lies: what is rounded to it shares one."""
    number = abs(middle(figure))
    step = int(log(number) / log(ONE_SIZE)) if number > 1 else 0
    return (step, step + 1) if number >= LEAST_ROUNDED else ()


class _Groups:
    """Groups under construction: which group each telling is in, who is in each, and what each report says in it."""

    def __init__(
        self,
        tellings: Sequence[_Telling],
        likeness: Likeness,
        settings: Settings,
        scores: Mapping[tuple[int, int], float],
        differ: Callable[[Statement, Statement], bool] | None,
    ) -> None:
        self.tellings, self.likeness, self.settings, self.scores = tellings, likeness, settings, scores
        self.differ = differ
        self.home = list(range(len(tellings)))
        self.members = {i: [i] for i in self.home}
        self.words = {i: _words_of(telling) for i, telling in enumerate(tellings)}

    def join(self, i: int, j: int) -> None:
        """Bring the groups of `i` and `j` together if they agree on average and no report is split against itself."""
        a, b = sorted((self.home[i], self.home[j]))
        if a == b or not self._agree(a, b) or self._differ(i, j):
            return
        for k in self.members[b]:
            self.home[k] = a
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        self.words[a] |= self.words.pop(b)

    def _agree(self, a: int, b: int) -> bool:
        left, right = self.words[a], self.words[b]
        if any(left[r] != right[r] for r in left.keys() & right.keys()):
            return False
        scores = [self._score(x, y) for x in _spread(self.members[a]) for y in _spread(self.members[b])]
        return sum(scores) / len(scores) >= self.settings.same_claim_on_average and min(scores) > 0

    def _differ(self, i: int, j: int) -> bool:
        one, other = self.tellings[i].said, self.tellings[j].said
        return self.differ is not None and one.words != other.words and self.differ(one, other)

    def _score(self, x: int, y: int) -> float:
        known = self.scores.get((min(x, y), max(x, y)))
        return self.likeness.of(self.tellings[x].said, self.tellings[y].said) if known is None else known

    def listed(self) -> list[list[int]]:
        """Return the numbers of the statements of each group, in order of the group's first."""
        groups = [[n for k in self.members[g] for n in self.tellings[k].members] for g in self.members]
        return sorted(groups, key=min)


def _words_of(telling: _Telling) -> dict[str, tuple[str, ...]]:
    if telling.said.stance == "withdraws":
        return {}
    return dict.fromkeys(telling.places, _toll_of(telling.said) or telling.said.words)


def _spread(members: list[int]) -> list[int]:
    step = max(1, len(members) // COMPARED)
    return members[::step][:COMPARED]
