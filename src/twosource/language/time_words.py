"""Words of time: a text comes in, a row of classed words goes out (one character a word, for the grammar).

The grammar of time is small and the text is long. So each word of the text is looked up once in `lexicon/times.toml`
and becomes one character; rules are regular expressions over those characters, which is a few percent of the work
of matching words, and linear.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from twosource.lexicon import load

_WORD = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\d-]))"
    r"|(?P<slashdate>\d{1,2}([/.-])\d{1,2}\3(?:\d{4}|\d\d)(?![\d/.-]\d))"
    r"|(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d)|\d{1,2}\.\d\d(?=\s?[ap]\.?m))"
    r"|(?P<fraction>[1-9]/[1-9](?![\d/])|[½¼¾])"
    r"|(?P<decade>(?:['’‘`]\d0|\b[12]\d\d0|\b[2-9]0)['’]?s\b)"
    r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<quarter_code>\b[QH][1-4]\b)"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<ampm>(?<![^\W\d_])[ap](?:\.\s?m\b\.?|m\b))"
    r"|(?P<oclock>o['’]clock\b)"
    r"|(?P<possessive>['’]s?(?![^\W\d_]))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<gap>\n\s*\n)"
    r"|(?P<mark>[^\w\s])",
    re.IGNORECASE,
)
# Classes that the lexer itself gives; those of function words come from the lexicon.
_LEXER_CLASSES = """
other gap comma dot hyphen dash slash possessive mark iso slashdate clock fraction decade ordinal second quarter_code
number small year ampm cardinal multiple oclock weekday weekdays month unit units quarter season part clock_word set
holiday vague vague_length present_day yesterday tomorrow tonight
"""
_MARKS = {",": "comma", ".": "dot", "-": "hyphen", "‐": "hyphen", "‑": "hyphen", "–": "dash", "/": "slash"}
_DAYS = {"today": "present_day", "yesterday": "yesterday", "tomorrow": "tomorrow", "tonight": "tonight"}


class TimeWord(NamedTuple):
    """One word: where it stands, its class, and its key in the lexicon (a month's number, a unit's name …)."""

    start: int
    end: int
    kind: str
    key: str


class Vocabulary(NamedTuple):
    """The lexicon turned round: from a word to its class and key, and from a first word to phrases."""

    words: dict[str, tuple[str, str]]
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]]
    capitalised: frozenset[str]
    abbreviated: frozenset[str]
    letters: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of `lexicon/times.toml`, read once."""
    data = load("times")
    words: dict[str, tuple[str, str]] = {}
    for name, members in data["classes"].items():
        words.update({word: (name, word) for word in members})
    for kind, table in (("season", "seasons"), ("part", "parts_of_day"), ("clock_word", "clock_words")):
        for key, members in data[table].items():
            words.update(dict.fromkeys(members, (kind, key)))
    for key, members in data["units"].items():
        words.update({word: ("units" if word.endswith(("s", "ia")) else "unit", key) for word in members})
    for kind, table in (("weekday", "weekdays"), ("month", "months")):
        for key, members in data[table].items():
            words.update({word: (kind + "s" * word.endswith("days"), key) for word in members})
    words.update({word: ("cardinal", str(value)) for word, value in data["numbers"].items()})
    words.update({word: ("multiple", str(value)) for word, value in data["multiples"].items()})
    words.update({word: ("ordinal", str(value)) for word, value in data["ordinals"].items()})
    words.update({word: ("decade", str(value)) for word, value in data["decades"].items()})
    words.update({word: ("set", value) for word, value in data["sets"].items()})
    words.update({word: (kind, word) for word, kind in _DAYS.items()})
    words["second"] = ("second", "2")
    words["quarter"] = ("quarter", "quarter")
    phrases = _phrases(data)
    letters = {name: chr(0x100 + i) for i, name in enumerate([*_LEXER_CLASSES.split(), *data["classes"]])}
    return Vocabulary(
        words, phrases, frozenset(data["capitalised"]["words"]), frozenset(data["abbreviated"]["words"]), letters
    )


def _phrases(data: dict[str, dict[str, dict[str, list[str]]]]) -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    listed = [(phrase, "holiday", str(phrase)) for phrase in data["holidays"]]
    listed += [(phrase, "vague_length", "PXX") for phrase in data["vague_length"]["words"]]
    listed += [(phrase, "vague", value) for value, row in data["vague"].items() for phrase in row["words"]]
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for phrase, kind, key in listed:
        parts = tuple(m.group().lower() for m in _WORD.finditer(phrase))
        phrases.setdefault(parts[0], []).append((parts, kind, key))
    for rows in phrases.values():
        rows.sort(key=lambda row: -len(row[0]))
    return phrases


def time_words(text: str) -> list[TimeWord]:
    """Return every word and mark of a text with its class; "other" where it says nothing about time.

    >>> [(w.kind, w.key) for w in time_words("last Tuesday, 3 May")]
    [('last', 'last'), ('weekday', '2'), ('comma', ','), ('small', '3'), ('month', '5')]
    """
    vocab = vocabulary()
    found = [_classed(m, vocab) for m in _WORD.finditer(text)]
    return _with_phrases(found, text, vocab)


def class_string(words: list[TimeWord]) -> str:
    """Return one character for each word: its class, in the alphabet of the vocabulary."""
    letters = vocabulary().letters
    return "".join([letters[word.kind] for word in words])


def _classed(match: re.Match[str], vocab: Vocabulary) -> TimeWord:
    kind, text = match.lastgroup or "mark", match.group()
    start, end = match.span()
    if kind == "word":
        lower = text.lower()
        kind, key = vocab.words.get(lower, ("other", ""))
        if lower in vocab.capitalised and not text[0].isupper():
            return TimeWord(start, end, "other", "")
        return TimeWord(start, end, kind, key)
    if kind == "number":
        return TimeWord(start, end, _number_kind(text), text)
    if kind == "mark":
        return TimeWord(start, end, _MARKS.get(text, "mark"), text)
    return TimeWord(start, end, kind, text)


def _number_kind(text: str) -> str:
    if text.isdigit():
        if len(text) <= 2 and 1 <= int(text) <= 31:
            return "small"
        if len(text) == 4 and 1000 <= int(text) <= 2199:
            return "year"
    return "number"


def _with_phrases(words: list[TimeWord], text: str, vocab: Vocabulary) -> list[TimeWord]:
    found: list[TimeWord] = []
    at = 0
    while at < len(words):
        word = words[at]
        row = vocab.phrases.get(text[word.start : word.end].lower())
        hit = row and _phrase_at(words, at, text, row)
        if hit:
            parts, kind, key = hit
            found.append(TimeWord(word.start, words[at + len(parts) - 1].end, kind, key))
            at += len(parts)
        else:
            found.append(word)
            at += 1
    return found


def _phrase_at(
    words: list[TimeWord], at: int, text: str, rows: list[tuple[tuple[str, ...], str, str]]
) -> tuple[tuple[str, ...], str, str] | None:
    for row in rows:
        parts = row[0]
        here = words[at : at + len(parts)]
        if len(here) == len(parts) and all(
            text[w.start : w.end].lower().replace("’", "'") == part for w, part in zip(here, parts, strict=True)
        ):
            if row[1] == "holiday" and not text[words[at].start].isupper():
                continue
            return row
    return None
