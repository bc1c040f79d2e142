"""A phrase of the grammar with its words and the parse at hand: what the readers of phrases look at."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from operator import attrgetter
from typing import Any

from twosource.language.parser import Parsed, Token
from twosource.language.time_grammar import Phrase
from twosource.language.time_words import TimeWord
from twosource.lexicon import load

Fields = dict[str, Any]
_start_of = attrgetter("start")
_NAMES = frozenset({"ORG", "WORK_OF_ART", "FAC", "PRODUCT", "LAW"})


class View:
    """A phrase found in a text. `part` names are the labels of the grammar."""

    def __init__(self, parsed: Parsed, words: list[TimeWord], phrase: Phrase) -> None:
        self.parsed, self.text, self.words, self.phrase = parsed, parsed.text, words, phrase

    def part(self, name: str) -> list[TimeWord]:
        """Return the words of a named part, none if it is not there."""
        first, after = self.phrase.parts.get(name, (0, 0))
        return self.words[first:after]

    def all(self) -> list[TimeWord]:
        """Return the words of the phrase."""
        return self.words[self.phrase.first : self.phrase.after]

    def key(self, name: str) -> str:
        """Return the key of the last word of a named part ("" if absent)."""
        part = self.part(name)
        return part[-1].key if part else ""

    def kinds(self, name: str = "") -> set[str]:
        """Return the classes of the words in a part, or in the whole phrase."""
        return {w.kind for w in (self.part(name) if name else self.all())}

    def year(self, name: str) -> int | None:
        """Return a part that is a year in digits, None if it is not there."""
        key = self.key(name)
        return int(key) if key else None

    def written(self, word: TimeWord) -> str:
        """Return a word as the text has it, in small letters."""
        return self.text[word.start : word.end].lower()

    def before(self) -> str:
        """Return the word before the phrase, in small letters."""
        at = self.phrase.first - 1
        return self.written(self.words[at]) if at >= 0 else ""

    def next_kinds(self) -> tuple[str, str]:
        """Return the classes of the two words behind the phrase ("gap" beyond the end of the text)."""
        here = [w.kind for w in self.words[self.phrase.after : self.phrase.after + 2]]
        first, second = [*here, "gap", "gap"][:2]
        return first, second

    def token(self, start: int) -> Token | None:
        """Return the parser's token that the character stands in."""
        at = bisect_right(self.parsed.tokens, start, key=_start_of) - 1
        return self.parsed.tokens[at] if at >= 0 else None

    def token_after(self) -> Token | None:
        """Return the parser's token of the word behind the phrase."""
        at = self.phrase.after
        return self.token(self.words[at].start) if at < len(self.words) else None

    def in_a_title(self) -> bool:
        """Say whether the phrase is the capitalised name of something in quotation marks ("This Week")."""
        last = self.all()[-1]
        around = self.text[max(0, self.phrase_start() - 2) : self.phrase_start()] + self.text[last.end : last.end + 2]
        return self.text[last.start].isupper() and any(mark in around for mark in "\"“”'‘’`")

    def in_a_name(self, word: TimeWord) -> bool:
        """Say whether a word ends the name of an outlet, a programme or a place ("Radio Today")."""
        token = self.token(word.start)
        if token is None or not token.i or not word_is_capital(self.text, word):
            return False
        before = self.parsed.tokens[token.i - 1]
        shouted = token.text.isupper() and before.text.isupper() and token.dep in ("compound", "nmod", "ROOT", "appos")
        return (token.entity in _NAMES and not token.entity_starts) or (shouted and before.tag == "NNP")

    def named(self) -> bool:
        """Say whether a capitalised last word and a capital behind it make a name ("the Six-Day War")."""
        after = self.words[self.phrase.after : self.phrase.after + 2]
        if after and after[0].kind == "possessive":
            after = after[1:]
        last = self.all()[-1]
        return bool(after) and word_is_capital(self.text, last) and word_is_capital(self.text, after[0])

    def names_on(self) -> bool:
        """Say whether a capital letter and a capital after it make the phrase part of a name ("The Daily Record")."""
        after = self.words[self.phrase.after] if self.phrase.after < len(self.words) else None
        first = self.all()[0]
        return after is not None and word_is_capital(self.text, first) and word_is_capital(self.text, after)

    def before_a_name(self) -> bool:
        """Say whether a name follows straight on a small letter ("the daily Beacon")."""
        token = self.token_after()
        small = not word_is_capital(self.text, self.all()[-1])
        return small and token is not None and token.tag == "NNP" and token.text[:1].isupper()

    def phrase_start(self) -> int:
        """Return the first character of the phrase."""
        return self.words[self.phrase.first].start


def word_is_capital(text: str, word: TimeWord) -> bool:
    """Say whether a word begins with a capital letter."""
    return text[word.start].isupper()


def pointer(words: list[TimeWord]) -> tuple[int, str]:
    """Return how many units a pointer moves and from where: "last" (-1, report), "the following" (1, text)."""
    kinds = {w.kind for w in words}
    if "previous" in kinds:
        return -1, "text"
    if "following" in kinds:
        return 1, "text"
    if kinds & {"same", "that"}:
        return 0, "text"
    if kinds & {"last", "past", "latest"}:
        return -1, "report"
    if kinds & {"next", "coming"}:
        return 1, "report"
    return 0, "report"


def pointed(view: View) -> Fields:
    """Return the direction that "last", "next" or "this" (part r) gives to a name on the calendar."""
    if not view.part("r"):
        return {}
    amount, anchor = pointer(view.part("r"))
    if not amount:
        return {"anchor": anchor, "strict": "this" if "this" in view.kinds("r") else None}
    return {"direction": "past" if amount < 0 else "future", "anchor": anchor, "strict": "other"}


def fixed(value: str, kind: str = "DATE") -> Fields:
    """Return the fields of a time whose value no date changes."""
    return {"type": kind, "kind": "fixed", "value": value}


@cache
def words_before(what: str) -> frozenset[str]:
    """Return the words that, standing before a bare name, show it to be a time."""
    return frozenset(load("times")["before"][what])
