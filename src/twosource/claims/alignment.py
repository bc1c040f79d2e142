"""The statements of a story come in; those that say one thing on one occasion go out together.

Typed slots first: two counts are compared as counts, two utterances by their speakers and the day. Then words, weighted
by how rarely the story uses them. A group grows only while the two sides agree on average, so a chain of half-alike
statements does not run together; and two statements of one report are one only where the report repeats itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log

from twosource.claims.confirmation import TELLING_COUNT
from twosource.claims.counts import middle, same_count
from twosource.claims.denials import is_bare
from twosource.claims.statements import Statement
from twosource.claims.wording import concept, rarity, root_of
from twosource.language.figure_units import base_of, is_measure
from twosource.model import Settings, Span

# Above this overlap, a negation in one of two statements is taken to deny the other.
SAME_BUT_FOR_NOT = 0.6
# A word in more statements than this is no way to find candidates, however rare it is in English.
CANDIDATE_CAP = 60
# How many of a group's members are compared when two groups are joined: enough to see disagreement, bounded so that
# a story of hundreds of reports stays near-linear.
COMPARED = 6


def align(
    statements: Sequence[Statement],
    weights: dict[str, float],
    settings: Settings,
    bear_out: Callable[[Statement, Statement], bool] | None = None,
) -> list[list[Statement]]:
    """Group statements into claims, in order of their first member; a statement alone is a group of one.

    `weights` are those of `word_weights`, over all statements of the story. `bear_out` says of two of newsrooms' own
    whether one says all that the other says: then they are one claim, however much more the other says. What many
    reports print alike is compared once (`_tellings`), so that a story grows with what is said in it, and not with the
    square of its copies.
    """
    tellings = _tellings(statements)
    pairs = _pairs(tellings, weights, settings, bear_out)
    groups = _Groups(tellings, weights, settings, {(i, j): score for score, i, j in pairs})
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


def likeness(a: Statement, b: Statement, weights: dict[str, float]) -> float:
    """Return how far two statements say the same, from 0 to 1, by their slots and then their words."""
    if a.stance == b.stance == "denies" and _one_denial(a, b):
        return 0.9
    overlap = _overlap(a, b, weights)
    if _kept_apart(a, b, overlap):
        return 0.0
    if a.figure is not None and b.figure is not None:
        return 0.7 + 0.3 * overlap if same_count(a.figure, b.figure) else 0.0
    if a.kind != b.kind and not _same_doing(a, b):
        return 0.85 * overlap  # a place or thing in common is not yet the same said of it
    return overlap


def _one_denial(a: Statement, b: Statement) -> bool:
    """Say whether two bare denials are one: of one speaker, or of two who speak for one country or body."""
    if not is_bare(a) or not is_bare(b) or _other_days(a.said_on, b.said_on):
        return False
    speakers = [{w for s in x.speakers for w in s.lower().replace("’", "'").split("'")} for x in (a, b)]
    spoken = {root_of(w) for words in speakers for w in words} | set.union(*speakers)
    return bool(set(a.speakers) & set(b.speakers) or a.about & b.about & spoken)


def _same_doing(a: Statement, b: Statement) -> bool:
    """Say whether what one statement says happened stands in the other."""
    left, right = concept(a.predicate), concept(b.predicate)
    return not left or not right or left in b.words or right in a.words


def _overlap(a: Statement, b: Statement, weights: dict[str, float]) -> float:
    if a.words == b.words and (len(a.words) >= 3 or a.text == b.text or set(a.speakers) & set(b.speakers)):
        return 1.0
    left, right = set(a.words), set(b.words)
    both = left & right
    if len(both) < _least_shared(a, b):
        return 0.0
    shared = _weight(both, weights)
    sizes = (_weight(left, weights), _weight(right, weights))
    dice = 2 * shared / sum(sizes)
    containment = shared / min(sizes)
    # A telling may cut the other short: then the shorter lies in the longer. Two words in common prove nothing by it.
    trust = 0.9 if len(both) >= 4 else 0.6
    return min(0.99, max(dice, (dice + trust * containment) / 2) + 0.08 * _runs(a.words, b.words))


def _least_shared(a: Statement, b: Statement) -> int:
    """Return how many words two statements must share: one suffices for one voice, for two newsrooms it takes three."""
    if _same_voice(a, b):
        return 1
    return 2 if set(a.speakers) & set(b.speakers) or a.figure is not None else 3


def _same_voice(a: Statement, b: Statement) -> bool:
    """Say whether both quote one speaker: two newsrooms' translations of a sentence may share one word of it."""
    return a.direct and b.direct and bool(set(a.speakers) & set(b.speakers))


def _runs(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether two words stand next to each other, in order, in both: a shared phrase, not just shared words."""
    following = set(pairwise(a))
    return any(pair in following for pair in pairwise(b))


def _weight(words: set[str], weights: dict[str, float]) -> float:
    return sum(weights[w] for w in sorted(words))


def _kept_apart(a: Statement, b: Statement, overlap: float) -> bool:
    """Say whether two statements cannot be one claim, whatever their words: another speaker, sense or day."""
    if (a.figure is None) != (b.figure is None):
        return True
    # A "not" turns a statement round only where the rest is the same; in a freer telling it may stand anywhere.
    if a.negated != b.negated and overlap >= SAME_BUT_FOR_NOT and a.text != b.text:
        return True
    # A denial or a withdrawal is about what another said: there the speakers differ by nature.
    answering = {a.stance, b.stance} & {"denies", "withdraws"}
    others = a.kind == b.kind == "utterance" and a.speakers and b.speakers and not set(a.speakers) & set(b.speakers)
    if others and not answering and not _one_count(a, b, overlap):
        return True
    if a.text == b.text or (a.words == b.words and "utterance" in (a.kind, b.kind)) or (a.direct and b.direct):
        return False  # a quotation is the same words on any day; "tonight" in it is as the speaker meant it
    if _other_days(a.days, b.days):
        return True
    # What is withdrawn or denied was said before, often on another day.
    return not answering and a.kind == b.kind == "utterance" and _other_days(a.said_on, b.said_on)


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


def _other_days(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether both name days and none is the same; a week or a month leaves it open."""
    left, right = ({d for d in days if len(d) == 10 and "W" not in d} for days in (a, b))
    return bool(left and right and not left & right)


def _pairs(
    tellings: Sequence[_Telling],
    weights: dict[str, float],
    settings: Settings,
    bear_out: Callable[[Statement, Statement], bool] | None,
) -> list[tuple[float, int, int]]:
    """Return the pairs alike enough to be one claim, the likeliest first."""
    scored = []
    for i, j in sorted(_candidates([t.said for t in tellings], weights)):
        a, b = tellings[i].said, tellings[j].said
        repeated = a.words == b.words or _takes_back(a, b)
        if _in_one_report(tellings[i], tellings[j], repeated):
            continue
        score = likeness(a, b, weights)
        needed = settings.same_claim if a.kind == b.kind else settings.same_claim_across_voices
        if score < needed and bear_out is not None and a.kind == b.kind == "own" and not _kept_apart(a, b, 0.0):
            score = needed if bear_out(a, b) or bear_out(b, a) else score
        if score >= needed:
            scored.append((score, i, j))
    return sorted(scored, key=lambda p: (-p[0], p[1], p[2]))


def _in_one_report(a: _Telling, b: _Telling, repeated: bool) -> bool:
    """Say whether a report has both, and not because it repeats itself: one inside the other, or in other words."""
    shared = a.places.keys() & b.places.keys()
    return bool(shared) and (not repeated or any(a.places[r].overlaps(b.places[r]) for r in shared))


def _takes_back(a: Statement, b: Statement) -> bool:
    """Say whether one takes back the count that the other gives: a report may print a toll and its withdrawal."""
    return (a.stance == "withdraws") != (b.stance == "withdraws") and a.figure is not None and b.figure is not None


def _candidates(statements: Sequence[Statement], weights: dict[str, float]) -> set[tuple[int, int]]:
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
            if figure.what or is_measure(figure.unit):  # "over 200 injured", "212 treated for injuries"
                holding[f"{base_of(figure.unit)[0]}/{figure.what or ''}"].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for key in sorted(holding):
        members = holding[key]
        if len(members) <= max(CANDIDATE_CAP, len(statements) // 20):
            for pair in combinations(members, 2):
                shared[pair] += 2 if "/" in key else 1
    return {pair for pair, n in shared.items() if n >= 2}


class _Groups:
    """Groups under construction: which group each telling is in, who is in each, and what each report says in it."""

    def __init__(
        self,
        tellings: Sequence[_Telling],
        weights: dict[str, float],
        settings: Settings,
        scores: Mapping[tuple[int, int], float],
    ) -> None:
        self.tellings, self.weights, self.settings, self.scores = tellings, weights, settings, scores
        self.home = list(range(len(tellings)))
        self.members = {i: [i] for i in self.home}
        self.words = {i: _words_of(telling) for i, telling in enumerate(tellings)}

    def join(self, i: int, j: int) -> None:
        """Bring the groups of `i` and `j` together if they agree on average and no report is split against itself."""
        a, b = sorted((self.home[i], self.home[j]))
        if a == b or not self._agree(a, b):
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

    def _score(self, x: int, y: int) -> float:
        known = self.scores.get((min(x, y), max(x, y)))
        return likeness(self.tellings[x].said, self.tellings[y].said, self.weights) if known is None else known

    def listed(self) -> list[list[int]]:
        """Return the numbers of the statements of each group, in order of the group's first."""
        groups = [[n for k in self.members[g] for n in self.tellings[k].members] for g in self.members]
        return sorted(groups, key=min)


def _words_of(telling: _Telling) -> dict[str, tuple[str, ...]]:
    if telling.said.stance == "withdraws":
        return {}
    return dict.fromkeys(telling.places, telling.said.words)


def _spread(members: list[int]) -> list[int]:
    step = max(1, len(members) // COMPARED)
    return members[::step][:COMPARED]
