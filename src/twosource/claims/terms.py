"""The words of a stretch of a report come in; their concepts go out in order, a name or a number being one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from twosource.claims.numbers import numbers_in
from twosource.claims.units import Unit
from twosource.claims.wording import compound, concept, concepts, root_of
from twosource.language.clauses import Word
from twosource.language.notes import ReportNotes
from twosource.model import Name, Span

# After a speaker's name "his" and "we" are clear, and these are not.
UNCLEAR = {"they", "it", "this", "these", "those", "that", "them", "which", "who"}
# A number at the end is read with what stands so close behind it, in characters: "by 3 per cent".
AFTER = 10
# A comma and a "who" stand between a word and the relative clause that tells of it, and no more, in characters.
REACH_OF_RELATIVE = 4
# "The match was played despite fears of a storm", "despite his word that no ship had left, it fined him".
_CONCEDED = re.compile(r"\b(?:despite|in spite of)\b[^,;:.“”]{3,160}", re.IGNORECASE)
# What is left without such words tells something by so many.
LEAST_LEFT = 3


def subject_of(unit: Unit, notes: ReportNotes) -> str:
    """Return the concept of who does what a statement tells, "" where only a pronoun says it.

    A relative or participle clause is told of the word before it ("N, *who ran in 1992*"), a second verb of the subject
    of the first ("N sang and *was arrested*").
    """
    clause = unit.clause
    if clause is None:
        return ""
    if clause.kind in {"relative", "participle"} and (not clause.subject or clause.subject in UNCLEAR):
        before = [w for w in notes.words if w.end <= clause.span.start]
        near = before and clause.span.start - before[-1].end <= REACH_OF_RELATIVE
        return _named(before[-1], notes.names) if near and before[-1].pos in {"NOUN", "PROPN"} else ""
    if not clause.subject:
        earlier = [c for c in notes.clauses if c.head.end <= clause.head.start and c.subject and not c.pronoun]
        if clause.kind != "coordinate" or not earlier:
            return ""
        clause = earlier[-1]
    if clause.pronoun:
        return ""
    told = [w for w in notes.words if w.lemma == clause.subject and clause.span.start <= w.start < clause.span.end]
    return _named(told[0], notes.names) if told else concept(clause.subject or "")


def _named(word: Word, names: Sequence[Name]) -> str:
    """Return the concept of a word, or of the name that it stands in."""
    name = next((n for n in names if n.span.start <= word.start < n.span.end), None)
    return term_of(name) if name else concept(word.lemma)


def terms_in(text: str, words: Sequence[Word], names: Sequence[Name] = ()) -> tuple[str, ...]:
    """Return the concepts of words of `text` in order.

    The words of one name are one concept, however many they are: otherwise an alliance with a long name would make two
    statements alike by being named in both. A number is one as well, in words or in digits, and so is a compound in
    whatever way it is written ("runoff", "run-off").
    """
    if not words:
        return ()
    start = words[0].start
    inside = {at: name for name in names for at in range(name.span.start, name.span.end)}
    numbers = [(start + a, start + b, told) for a, b, told in numbers_in(text[start : words[-1].end + AFTER])]
    counted = {at: number for number in numbers for at in range(number[0], number[1])}
    found: list[str] = []
    told: set[object] = set()
    joined = 0  # up to where a compound goes
    for word, after in zip_longest(words, words[1:]):
        whole = inside.get(word.start) or counted.get(word.start)
        if whole is None and word.start < joined:
            continue
        if whole is None and (one := _compound_at(text, word, after)) and after is not None:
            joined = after.end
            found.append(one)
        elif whole is None:
            found.extend(concepts([word.lemma]))
        elif whole not in told:
            told.add(whole)
            found.append(term_of(whole) if isinstance(whole, Name) else whole[2])
    return tuple(found)


def _compound_at(text: str, word: Word, after: Word | None) -> str:
    """Return the concept of a compound that a word and the one behind it are, "" where they are none."""
    if after is None or text[word.end : after.start] not in {" ", "-", "‑"}:
        return ""
    printed = (text[w.start : w.end].lower() for w in (word, after))  # the lemma of "armed" may be "arm"
    return compound(word.lemma.lower(), after.lemma.lower()) or compound(*printed)


def without_concession(text: str, words: Sequence[Word]) -> Sequence[Word]:
    """Return the words without those behind a "despite", if some are left: whoever says so does not tell of them."""
    conceded = list(_CONCEDED.finditer(text, words[0].start, words[-1].end)) if words else []
    kept = [w for w in words if not any(found.start() <= w.start < found.end() for found in conceded)]
    return kept if len(kept) >= LEAST_LEFT else words


def with_referents(terms: tuple[str, ...], span: Span, referents: Iterable[tuple[Span, str]]) -> tuple[str, ...]:
    """Return the terms of a stretch with whoever its subjects mean that are no names: "*he* is due in court"."""
    meant = (name.lower() for at, name in referents if span.start <= at.start and at.end <= span.end)
    return (*(name for name in dict.fromkeys(meant) if name not in terms), *terms)


def term_of(name: Name) -> str:
    """Return the one concept of a name: a place and its people are the same."""
    return root_of(name.text.lower()) if name.kind in {"GPE", "NORP", "LOC"} else name.text.lower()
