"""A denial and the claims of its story come in; the claim that it answers without repeating it goes out.

"It" and "this account" take up what stands right before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from twosource.claims.denying import calls_claim_false, denied_by, is_plain, word_for_what_was_said
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.statements import NAMES_A_CLAUSE, Statement
from twosource.claims.word_given import charges_nobody, goes_by_its_word
from twosource.claims.wording import concept, root_of
from twosource.lexicon import load
from twosource.model import Claim

# Between a denial and what it takes up at most so much stands, in characters: "The Post could not verify the report."
REACH = 90
# With so much before it in its own sentence, a denial is of something said there: "A claimed it; B denied this".
LONGEST_DENIER = 64
# An accusation of fewer words than these ("of fraud") is told by its sentence no better.
LEAST_ACCUSED = 2


NEAR = 400
# Two sentences of one quotation stand so close, in characters: a stop, a space, "But".
IN_ONE_BREATH = 8
# Behind the last word of a sentence stand so many marks at most, in characters.
END = 2
_PRONOUN = re.compile(r"(?:they|he|she|it|we|I)\b")
# What may be told in several sentences.
_WHOLE = {"account", "version", "story"}
_FIGURE = re.compile(r"(?:the|this|that|these|those) (?:figure|estimate|number|count)s?\b", re.IGNORECASE)


_OF_HIMSELF = re.compile(r"(?:I|we)(?:[’'](?:ve|m|d|ll|re))? ", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\b(?:he|him|his|she|her|hers|they|them|their|you|your|nobody|no one)\b|\s[A-Z][a-z]")

# "(Accused) Kestria of blowing holes in it", with the name or without: that is denied before all else of its sentence.
_ACCUSES = re.compile(r"[Oo]f \w+|(?:[Tt]he )?(?:[a-z]+ ){0,2}(?:[A-Z][\w’'.-]*\s+){1,4}of \w+ing\b")

# "(He featured) an article about a film called “Mill burns”": what somebody shows is not what he says.
_A_PIECE = re.compile(
    r"(?:an?|the|his|her|its|their) (?:[\w’'-]+ ){0,4}?(?:article|story|report|post|video|film|photo|photograph|picture"
    r"|piece|column|tweet|headline)s? (?:from|by|in|on|of|about|titled|entitled|called|headlined)\b",
    re.IGNORECASE,
)
# "Which according to a local union used bad concrete", "who, according to two clerks, took the money".
_ACCORDING = re.compile(r"(?:which|who),? according to\b")

# "“This is how we win,” Moll said. Party leaders denied this": what goes before is denied, and not what he thinks.
_COMMENTS = re.compile(r"[“\"]?(?:this|that)(?: is| was|[’']s) (?:how|why|what|when|where|who)\b", re.IGNORECASE)

_EMPTY_NAMES = {
    *("the", "a", "an", "of", "for", "and"),
    *("government", "ministry", "office", "spokesman", "spokeswoman", "spokesperson"),
}


def said_before(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the claim that stands right before a denial which takes it up, or None.

    It is what somebody else is said to have said, in the sentence before (or before a disclaimer), of whoever denies
    it, told as widely as the sentence tells it.
    """
    if not denial.takes_up or denial.span.start - denial.sentence.start > LONGEST_DENIER:
        return None
    names = frozenset(name for s in denial.speakers for name in _names_in(s))
    # "Denied it", "rejected that", "called this untrue": of the very sentence before.
    plain = len(denial.text.split()) == 1 or is_plain(denial.text) or denied_by(denial.text) is not None
    # "Called the claim an invention": of what another said, though "could not confirm this" stands between.
    claim = calls_claim_false(denial.text)
    before = [
        (
            s.sentence.start,
            _can_be_told(s, claim) or _is_alleged(s),
            _is_alleged(s),
            _ACCUSES.match(s.text) is not None,
            s.span.end - s.span.start,
            -n,
        )
        for n, group in enumerate(groups)
        for s in group
        if s.report == denial.report
        and _is_just_before(s, denial)
        and not s.text.lower().startswith(("none ", "no ", "neither "))
        and not _COMMENTS.match(s.text)
        and (
            _is_hearsay(s)
            or (plain and not s.speakers and _is_told_of(s, names))
            or (bool(s.speakers or not plain or s.attribution) and is_said_by_another(s, denial, supposed=True))
        )
    ]
    close = {
        s.sentence.start
        for group in groups
        for s in group
        if s.report == denial.report and 0 <= denial.sentence.start - s.sentence.end <= NEXT_SENTENCE
    }
    nearest = sorted(before, reverse=True)[:1]
    meant = next(
        (
            -n
            for at, sound, *_, n in nearest
            if sound
            and not charges_nobody(denial, at, groups[-n], named=bool(names & _named(groups[-n], at)))
            and (
                (names & _named(groups[-n], at) and (not plain or at in close or _only_doubted(groups, at, denial)))
                or ((plain or claim) and at in close)
                or (claim and _only_doubted(groups, at, denial))
                or (at in close and goes_by_its_word(denial, at, groups[-n]))
                or _gives_figure(groups[-n], at, denial)
            )
        ),
        None,
    )
    if meant is None or word_for_what_was_said(denial.text) not in _WHOLE:
        return meant
    return _opening_of(nearest[0][0], before, groups, denial, meant)


def _opening_of(
    at: int,
    before: Sequence[tuple[int, bool, bool, bool, int, int]],
    groups: Sequence[Sequence[Statement]],
    denial: Statement,
    meant: int,
) -> int:
    """Return the claim with which an account opens, where the sentence that begins `at` only goes on with it.

    "The mayor was handed a list, a clerk said. “He folded it,” she said. The town hall rejected that account."
    """
    there = [s for s in groups[meant] if s.report == denial.report and s.sentence.start == at]
    if not there or not all(s.direct and _PRONOUN.match(s.text[:1].lower() + s.text[1:]) for s in there):
        return meant
    opening = max((b for b in before if b[0] < at and b[1]), default=None)
    return meant if opening is None else -opening[-1]


def _only_doubted(groups: Sequence[Sequence[Statement]], at: int, denial: Statement) -> bool:
    """Say whether between the sentence that begins there and a denial nothing is told but that nobody confirmed it."""
    between = (s for group in groups for s in group if s.report == denial.report)
    return all(
        s.predicate in {"confirm", "verify"} and s.negated
        for s in between
        if at < s.sentence.start < denial.sentence.start
    )


def _is_told_of(statement: Statement, names: frozenset[str]) -> bool:
    """Say whether the newsroom, or somebody not named, tells of whoever answers "that is not so", by name."""
    if statement.stance not in {"states", "hedges"} or statement.negated or not statement.predicate:
        return False
    return bool(names & {part for name in statement.about for part in _names_in(name)})


def _is_hearsay(statement: Statement) -> bool:
    """Say whether an aside is by its own words somebody's: "built by Moll, which according to a union cut corners"."""
    own = statement.kind == "own" and statement.stance in {"states", "hedges"} and not statement.negated
    return own and statement.part and bool(statement.subject) and _ACCORDING.match(statement.text) is not None


def _gives_figure(group: Sequence[Statement], at: int, denial: Statement) -> bool:
    """Say whether "the figure" that is rejected is the one that the sentence there gives."""
    called = _FIGURE.match(denial.text) is not None
    return called and any(s.sentence.start == at and s.report == denial.report and s.numbers for s in group)


def _can_be_told(statement: Statement, claim: bool) -> bool:
    """Say whether somebody can deny it as it stands, or by its sentence: "accused Kestria *of blowing holes in* it".

    Where "the claim" is denied, that may be what the speakers say of themselves: "they carried him out".
    """
    # "He wants the mayor punished", "the first time that she spoke" accuse nobody.
    if statement.predicate in load("denials")["demands"] or NAMES_A_CLAUSE.match(statement.text):
        return False
    if statement.text.lower().startswith(("whether ", "into ")) or _A_PIECE.match(statement.text):
        return False  # "is looking into whether he paid" accuses nobody yet
    if _OF_HIMSELF.match(statement.text) and not _OF_OTHERS.search(statement.text):
        return False  # "I have had enough" accuses nobody
    accuses = _ACCUSES.match(statement.text) is not None and len(statement.words) >= LEAST_ACCUSED
    own = claim and bool(statement.predicate) and _PRONOUN.match(statement.text) is not None
    return accuses or own or (statement.sound and bool(statement.subject or statement.clear))


def _is_alleged(statement: Statement) -> bool:
    """Say whether a sentence ends in what somebody alleges: "the town shut the mill, alleging *it could poison wells*".

    Who denies "this" denies that, and not what was done for it.
    """
    told = statement.kind == "utterance" and statement.stance == "hedges" and statement.supposed
    ends = statement.span.end >= statement.sentence.end - END
    return told and ends and bool(statement.predicate) and not statement.part


def _is_just_before(statement: Statement, denial: Statement) -> bool:
    between = denial.sentence.start - statement.sentence.end
    return statement.sentence.start < denial.sentence.start and between <= REACH


def _named(group: Sequence[Statement], at: int) -> frozenset[str]:
    """Return whoever is named in the sentence that begins there."""
    return frozenset(name for s in group if s.sentence.start == at for word in s.about for name in _names_in(word))


def _names_in(name: str) -> frozenset[str]:
    """Return the words by which somebody is recognised: the whole name, its last word, the place of a government."""
    words = re.sub(r"[’']s\b", "", name.lower()).split()
    return frozenset(root_of(w) for w in words if w not in _EMPTY_NAMES)


def is_said_by_another(statement: Statement, denial: Statement, supposed: bool = False) -> bool:
    """Say whether somebody else than who denies says so, at another time: a deed, or an accusation."""
    if statement.kind != "utterance" or statement.stance not in {"states", "hedges"}:
        return False
    if (statement.supposed and not supposed) or in_one_breath(statement, denial):
        return False
    told = bool(statement.predicate) or _ACCUSES.match(statement.text) is not None
    return told and not set(statement.speakers) & set(denial.speakers)


def in_one_breath(statement: Statement, denial: Statement) -> bool:
    """Say whether both stand in one quotation, a sentence after the other: one person says both."""
    one, other = sorted((statement, denial), key=lambda s: s.span.start)
    close = other.span.start - one.span.end <= IN_ONE_BREATH
    return statement.report == denial.report and statement.direct and denial.direct and close


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the concepts of one list of the lexicon of denials."""
    return frozenset(concept(w) for w in load("denials")[name]) - {""}
