"""A claim's statements come in; those that bear each other out go out, with the sentence that both of them say.

That two sentences were likely enough to be of one thing to be brought together does not suffice to call it confirmed.
Then the same must be said: of the same one, by the same verb, and all that is printed of it must stand in both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, permutations
from typing import NamedTuple

from twosource.claims.copied import find_copied
from twosource.claims.counts import middle, same_count
from twosource.claims.coverage import SlotsOf, same_country, same_doing, says_all
from twosource.claims.meaning import vectors_of
from twosource.claims.statements import Statement
from twosource.claims.telling import tell_count
from twosource.claims.tellings import tellings
from twosource.claims.wording import concept
from twosource.language.gazetteer import word_class
from twosource.lexicon import load

# A verb and its subject apart, so much of the shorter telling's words must stand in the other.
BORNE_OUT = 0.5
# By another verb, so much of it.
BORNE_OUT_BY_OTHER_VERB = 0.75
# Without a name or day in common beside the subject, so many words must be; fewer where the subject is a name.
MANY_WORDS, FEW_WORDS = 4, 2
# What two verbs have to have in common in meaning.
NEAR_VERBS = 0.2
# So many numbers of so many digits in common are no chance, whoever is said to be meant by whatever verb.
EXACT, EXACT_DIGITS = 2, 4
# With so many names, days and numbers in common, a subject may be left out in one of two: "and was born on 3 May".
MUCH = 3
# Two speakers who both give a count of at least this many mean the same one.
TELLING_COUNT = 10
# What is still to come has not happened to anybody.
_TO_COME = re.compile(r"\b(?:would|will|could|can|may|might|should|plan(?:s|ned)? to|(?:is|are|was|were) to)\b")
# "(Is) expected to sue": the deed is the second verb.
_EXPECTED_TO = re.compile(r"\b(?:expected|due|set|scheduled|likely|poised|ready) to (?:also )?([a-z]+)", re.IGNORECASE)
# "Traders took them in their stride": of what, the sentence before says, and it may be another's in each report.
_OF_WHAT_IS_UNTOLD = re.compile(
    r"\w (?:them|it)(?=\W*$| (?:in|on|at|by|to|for|with|from|as|off|up|down|out|over)\b)", re.IGNORECASE
)
# Verbs of what the same people do many times: without a day in common it may be another time.
REPEATED = ("meet", "talk", "speak", "call", "phone", "visit", "travel", "fly", "play", "rally", "dine")
# So many tellings are compared at most, one a wording: a claim of a hundred reports has no more to say.
COMPARED = 40


class Confirmation(NamedTuple):
    """Two statements of which the second says all that `words`, a telling of the first, say.

    `words` is "" where a person joined the two, which settles that they say one thing.
    """

    first: Statement
    second: Statement
    words: str = ""


def find_confirmation(
    group: Sequence[Statement],
    home: Mapping[str, str],
    texts: Mapping[str, str],
    slots: SlotsOf,
    beside: Callable[[Statement], Sequence[Statement]],
) -> list[Confirmation]:
    """Return the statements of two newsrooms that bear each other out, two by two, in the order of the group.

    `home` gives each report's newsroom, `texts` its text, `slots` what stands in a stretch of it, `beside` all that
    the sentence of a statement says, the statement itself among it: an aside in it may be what bears the first out.
    """
    firsts = list({(home[s.report], s.words, s.subject): s for s in group}.values())[:COMPARED]
    found = []
    for a, b in permutations(firsts, 2):
        if home[a.report] != home[b.report]:
            words = next((w for other in beside(b) if (w := borne_out(a, other, texts, slots))), "")
            if words:
                found.append(Confirmation(a, b, words))
    return found


def as_joined(group: Sequence[Statement], home: Mapping[str, str]) -> Iterator[Confirmation]:
    """Yield the statements of two newsrooms that a person says are one claim, two by two."""
    firsts = list({(home[s.report], s.words, s.subject): s for s in group}.values())[:COMPARED]
    for a, b in permutations(firsts, 2):
        if home[a.report] != home[b.report]:
            yield Confirmation(a, b)


def borne_out(told: Statement, other: Statement, texts: Mapping[str, str], slots: SlotsOf) -> str:
    """Return the sentence by which the first is told and all of which the second says too, or "" if there is none.

    Both are told by newsrooms on their own account, or both by somebody who is named. Where two speakers are given
    the same words, one of them is wrong or quotes the other: that bears nothing out.
    """
    if told.kind == other.kind == "utterance" and _one_exact_toll(told, other):
        ahead = any(_TO_COME.search(s.text) for s in (told, other))  # who "would send 50" has sent nobody
        return "" if ahead else tell_count(told, texts[told.report])
    if (
        not told.subject
        or not (other.subject or other.clear)
        or told.kind != other.kind
        or told.negated != other.negated
    ):
        return ""
    if any(s.supposed or s.stance != "states" or s.direct for s in (told, other)):
        return ""
    if _moved_by_other(told, other) or one_of_many(told, other) or may_be_another_time(told, other):
        return ""
    if _expects_another_deed(told, other):
        return ""
    one_deed = same_doing(told, other) and same_subject(told, other)
    if not (one_deed or bear_out(told, other) or _same_toll(told, other)):
        return ""
    if told.kind == "utterance" and _same_words(told, other):
        return ""
    words = [w for w in tellings(told, texts[told.report]) if not _OF_WHAT_IS_UNTOLD.search(w.words)]
    return next((w.words for w in words if says_all(w, told, other, slots, texts)), "")


def _expects_another_deed(a: Statement, b: Statement) -> bool:
    """Say whether both tell of what somebody is expected to do, and not of the same: "to sue Moll", "to meet Moll"."""
    deeds = [found[1].lower() for s in (a, b) if (found := _EXPECTED_TO.search(s.text))]
    return len(deeds) > 1 and concept(deeds[0]) != concept(deeds[1])


def one_of_many(a: Statement, b: Statement) -> bool:
    """Say whether one tells what "he" or "she" did and the other what many did: "Republicans held", "she held"."""
    opens = [s.text.lower().split()[0] for s in (a, b)]
    many = [word.endswith("s") and not word.endswith("ss") and word not in {"his", "as", "this"} for word in opens]
    return any(opens[k] in {"he", "she"} and many[1 - k] for k in (0, 1))


def may_be_another_time(a: Statement, b: Statement) -> bool:
    """Say whether two tell of an act that is done again and again, and not of one day: leaders meet in many months."""
    if not {concept(s.predicate) for s in (a, b)} <= _repeated_acts():
        return False
    return bool(a.days or b.days) and not set(a.days) & set(b.days)


@cache
def _repeated_acts() -> frozenset[str]:
    return frozenset(concept(verb) for verb in REPEATED)


def _moved_by_other(a: Statement, b: Statement) -> bool:
    """Say whether two say that something rose or fell, and not by one number: prices fall on many days."""
    moves = {concept(word) for side in ("up", "down") for word in load("figure_comparators")["change"][side]}
    # The 500 of an index of 500 shares, in its name, right behind it, or taken for the subject.
    named = {part for name in a.about | b.about for part in name.split()} | {a.subject, b.subject}
    named |= {n for s in (a, b) for w, n in pairwise(s.words) if w == s.subject}
    numbers = [{w for w in s.words if w[0].isdigit()} - named for s in (a, b)]
    return concept(a.predicate) in moves and any(numbers) and not numbers[0] & numbers[1]


def _same_toll(a: Statement, b: Statement) -> bool:
    """Say whether both turn on one number of those to whom one thing happened, whichever of them the subject is."""
    one, two = a.figure, b.figure
    if one is None or two is None or one.what is None or one.what != two.what or one.comparator != two.comparator:
        return False
    return same_count(one, two) and middle(one) > 1


def _one_exact_toll(a: Statement, b: Statement) -> bool:
    """Say whether two who are named give one exact number of those to whom one thing happened.

    Nobody gives the same number by chance, if it is none of the smallest; a rounded one many may have from one source.
    """
    if not _same_toll(a, b) or a.figure is None or b.figure is None or {a.stance, b.stance} != {"states"}:
        return False
    exact = a.figure.unit == "people" and a.figure.low == a.figure.high == b.figure.low == b.figure.high
    return exact and a.figure.what in load("figure_tolls")["growing"] and middle(a.figure) >= TELLING_COUNT


def _same_words(a: Statement, b: Statement) -> bool:
    first = find_copied([("a", a.text), ("b", b.text)], plain=[("a", a.text), ("b", b.text)]).first
    return first["a"] == first["b"]


def bear_out(a: Statement, b: Statement) -> bool:
    """Say whether two of the newsrooms' own statements say one thing, so that either confirms the other.

    They tell of one subject by one verb, with something in common beside; by two verbs ("found guilty", "convicted")
    only where two names, days or numbers beside the subject are the same, or two exact numbers.
    """
    if a.negated != b.negated or (a.figure is not None and b.figure is not None and not same_count(a.figure, b.figure)):
        return False  # forty killed are not forty injured
    left, right = set(a.words), set(b.words)
    both = left & right
    beside = both - {a.subject, b.subject, concept(a.predicate), concept(b.predicate)}
    typed = beside & (_typed(a) & _typed(b)) | set(a.days) & set(b.days)
    exact = sum(sum(c.isdigit() for c in w) >= EXACT_DIGITS and "-" not in w for w in typed) >= EXACT
    if not _tell_both(a, b, typed) or not (exact or same_subject(a, b)):
        return False
    share = len(both) / max(1, min(len(left), len(right)))
    if _same_verb(a, b) or exact:
        named = a.subject in a.about and a.subject == b.subject
        if share < BORNE_OUT or not (typed or len(beside) >= (FEW_WORDS if named else MANY_WORDS)):
            return False
    elif len(typed) < 2 or share < BORNE_OUT_BY_OTHER_VERB or not _near_verbs(a, b):
        return False
    # A number or name that only one of them has is not confirmed, so one of the two must hold no such thing.
    return _typed(a) <= right | b.about or _typed(b) <= left | a.about


def _tell_both(a: Statement, b: Statement, typed: set[str]) -> bool:
    """Say whether both tell that something happened; one may do so without its subject, if much else is the same."""
    if _tells(a) and _tells(b):
        return True
    bare = [s for s in (a, b) if not _tells(s)]
    return len(bare) == 1 and len(typed) >= MUCH and _same_verb(a, b) and _tells(replace(bare[0], clear=True))


def _same_verb(a: Statement, b: Statement) -> bool:
    """Say whether two tell of one deed: by one verb, or as what somebody is ("is a man *convicted* of")."""
    one, two = concept(a.predicate), concept(b.predicate)
    return one == two or (a.predicate == "be" and two in a.words) or (b.predicate == "be" and one in b.words)


def _near_verbs(a: Statement, b: Statement) -> bool:
    """Say whether two verbs are near in meaning: "was convicted" and "found guilty", not "worked" and "resigned"."""
    one, two = vectors_of([a.predicate, b.predicate])
    return float(one @ two) >= NEAR_VERBS or not one.any() or not two.any()


def same_subject(a: Statement, b: Statement) -> bool:
    """Say whether the two may tell of one: a pronoun may be anybody, and A met B where B met A."""
    if not a.subject or not b.subject or a.subject == b.subject:
        return True
    if same_country(a.subject, b.subject):
        return True
    # "Brandt" and "Ada Brandt".
    if {a.subject, b.subject} <= a.about | b.about and a.subject.split()[-1] == b.subject.split()[-1]:
        return True
    # "The leader of the council, Ada Brandt, resigned": one by name, the other by an office, both in both.
    office = [s.subject for s in (a, b) if s.subject not in s.about]
    apposed = len(office) == 1 and word_class(office[0]) == "person" and a.predicate != "be"
    apposed = apposed or concept(a.predicate) == "meet"
    return apposed and a.subject in b.words and b.subject in a.words


def _typed(statement: Statement) -> set[str]:
    """Return the names and numbers among a statement's words."""
    return {w for w in statement.words if w in statement.about or any(c.isdigit() for c in w)}


def _tells(statement: Statement) -> bool:
    """Say whether a statement tells by itself that something happened: its own subject and verb, and no condition."""
    if statement.supposed or (statement.part and statement.figure is not None):
        return False
    return statement.clear and bool(concept(statement.predicate))
