"""A statement comes in; the sentences by which it may be told alone go out, in its report's own words.

What is printed as confirmed must be a sentence that stands by itself, that both reports bear out. So a statement is
tried whole, and then without what hangs on its end. Nothing is put in and nothing left out in the middle.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from twosource.claims.statements import LEANING, Statement
from twosource.claims.telling import MARKS, sentence
from twosource.claims.wording import concepts
from twosource.language.gazetteer import word_class
from twosource.lexicon import load
from twosource.model import Span

# Longer than this many words, a sentence says more than one thing.
LONGEST, SHORTEST = 35, 4
# What sets an aside off.
SET_OFF = (",", "–", "—", "-", "(")

_WORD = re.compile(r"[\w’'-]+")
_ASIDE = re.compile(r"(?:which|who)\s+")
# Of nouns, only a plural needs no article.
_LAST_WORD = re.compile(r"\b([a-z’'-]+s)\s*[,–—(-]+\s*$")
# A name that goes on: "Petty Officer | Moll" is cut in the middle of one.
_CAPITAL_BEFORE = re.compile(r"\b([A-Z][\w.’'-]*) $")
# No sentence to print: it begins or ends in the middle of one, or is a picture's caption ("the king, right, meets").
_BROKEN = re.compile(
    r"(?:^|\s)['’]\w|\s(?:and|or|but|that|to|of|also|the|a|an|in|for|with|by|as|at|who|which)\W*$"
    r"|, (?:(?:second|third) from )?(?:left|right|centre|center)\b"
    r"|, (?:many|some|several|most|few|the|a|an)(?: [\w’'-]+){1,2}\W*$"
)

# What points to another sentence: "in each of the following years", "at the time".
_POINTING = re.compile(
    r"\bthe (?:following|latter|former|same (?:day|time|year)|time)\b|^(?:in )?(?:yet )?another\b"
    r"|\bth(?:is|at|ose|ese) (?!year|week|month)\w+\b"
)


class Telling(NamedTuple):
    """A sentence that tells a statement, and the stretches of its report that it is made of."""

    words: str
    spans: tuple[Span, ...]


def tellings(statement: Statement, text: str) -> Iterator[Telling]:
    """Yield the sentences that tell a statement in its report's words: all of it first, then its clause alone.

    `text` is the report's. What is quoted, leans on what stands before it or is broken off is no telling.
    """
    whole = [statement.said or "", _of_nearest(statement, text)] if statement.kind == "own" else []
    alone = [statement.text] if _stands_alone(statement, text) else []
    shorter = [cut for words in (*whole, *alone) for cut in _without_ends(words, statement.predicate)]
    for words in dict.fromkeys(sentence(w) for w in (*whole, *alone, *shorter) if w):
        spans = _places(words, statement, text)
        if spans and _reads_well(words) and not _is_no_clause(words, statement):
            yield Telling(words, spans)


def _of_nearest(statement: Statement, text: str) -> str:
    """Return an aside as told of the word right before it, "" where it is none.

    "The backdrop of protests, which began on Monday": what began the grammar leaves open. The other report tells it.
    """
    aside = _ASIDE.match(statement.text)
    noun = _LAST_WORD.search(text[statement.sentence.start : statement.span.start])
    return f"{noun.group(1)} {statement.text[aside.end() :]}" if aside and noun else ""


def _without_ends(words: str, predicate: str) -> Iterator[str]:
    """Yield a telling less what hangs on its end, piece by piece: "Moll resigned" of "Moll resigned on Friday".

    A piece begins with a word that opens a circumstance. Right behind the verb that may be what the verb needs
    ("resulted in a fire"), so there only a day or the like may go.
    """
    told = words.split()
    for n in range(len(told) - 1, SHORTEST - 1, -1):
        before, word, after = told[n - 1], told[n].lower().strip(",–—"), told[n + 1 : n + 2]
        ended = before.endswith((",", "–", "—"))
        if word not in load("once")["circumstances"] and not ended:
            continue
        dated = bool(after) and after[0].lower().strip(",.") in load("once")["days"]
        behind = before.lower().startswith(predicate[:4]) or predicate in load("once")["needs_more"]
        if (ended or dated or not behind) and before.lower() not in load("once")["lengths"]:
            yield " ".join(told[:n])


def _reads_well(words: str) -> bool:
    told = words.split()
    if not SHORTEST <= len(told) <= LONGEST or set(words) & set(MARKS) or _BROKEN.search(words):
        return False
    if set(_WORD.findall(words.lower())) & set(load("once")["near_speaker"]) or _POINTING.search(words.lower()):
        return False
    first = told[0].lower()
    return first not in LEANING and first not in load("once")["loose"] and first not in load("once")["light_verbs"]


def _is_no_clause(words: str, statement: Statement) -> bool:
    """Say whether what was read as a clause is none: a noun with a clause on it, or a noun before a name.

    "Every town Moll carries" ends with its verb, and its subject does not come first; the "suspect" of "fire suspect
    Ada Moll" is a noun.
    """
    told = words.rstrip(".").split()
    verb = statement.predicate[:4]
    opens = told[0].lower() in load("once")["each"]
    if opens and told[-1].lower().startswith(verb) and statement.subject not in concepts(told[:2]):
        return True
    return any(
        word == statement.predicate and word_class(word) == "person" and after[:1].isupper()
        for word, after in itertools.pairwise(told)
    )


def _stands_alone(statement: Statement, text: str) -> bool:
    """Say whether a clause may be told without what hangs on it: it has a subject, and no condition follows."""
    after = _WORD.findall(text[statement.span.end : statement.sentence.end].lower())[:2]
    return bool(statement.subject) and statement.sound and not set(after) & set(load("once")["conditions"])


def _places(words: str, statement: Statement, text: str) -> tuple[Span, ...]:
    """Return where a telling stands in its sentence: in one piece, or as an aside and the noun that it is told of.

    A relative clause without a comma only says which one is meant, and states nothing. Empty where a word was put in
    or left out to make it a sentence.
    """
    if found := _place(words, text, statement.sentence):
        return (found,) if _is_whole(found, text) else ()
    before = Span(statement.sentence.start, statement.span.start)
    if before.of(text).rstrip()[-1:] not in SET_OFF:
        return ()
    told = words.rstrip(".").split()
    for n in range(len(told) - 1, 0, -1):
        rest, noun = (_place(" ".join(w), text, where) for w, where in ((told[n:], statement.span), (told[:n], before)))
        if rest and noun and _is_whole(noun, text, noun.end) and _is_whole(rest, text):
            return (noun, rest)
    return ()


def _is_whole(span: Span, text: str, end: int | None = None) -> bool:
    """Say whether a stretch begins with a whole word ("32-year-old" is one) and what follows it can be left out."""
    before = text[max(0, span.start - 30) : span.start]
    if before[-1:].strip("\n (“\"'‘"):
        return False
    capital = _CAPITAL_BEFORE.search(before)
    if capital and capital.group(1).lower() not in (*load("once")["goes_on"], *load("once")["loose"]):
        return False
    after = text[span.end : span.end + 20].lstrip() if end is None else ""
    return not after or not after[0].isalnum() or after.split()[0].lower().strip(",.") in load("once")["goes_on"]


def _place(words: str, text: str, where: Span) -> Span | None:
    """Return the last place in a stretch that has these words, whatever stands for the spaces between them."""
    pattern = r"\s+".join(map(re.escape, words.rstrip(".").split()))
    found = list(re.finditer(pattern, where.of(text), re.IGNORECASE))
    return Span(where.start + found[-1].start(), where.start + found[-1].end()) if found else None
