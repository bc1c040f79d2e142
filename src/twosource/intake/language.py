"""What a report is written in, by its script and its commonest words; None where there is too little to tell."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from twosource.lexicon import load

_SAMPLE = 20_000  # characters looked at
_WORD = re.compile(r"[^\W\d_]+")
# All that keeps most English reports from being ASCII; to a count of words and letters these are as good as a space.
_MARKS = "“”‘’—–…•\xa0"
_LETTERS_ALONE = {code: " " for code in range(128) if not chr(code).isalpha()}
_FEWEST_WORDS = 12
# Function words make up a third to a half of running text in each language listed; a tenth is far below that.
_SMALLEST_SHARE = 0.08
_SCRIPTS = (
    ("ru", "\u0400-\u04ff"),
    ("ar", "\u0600-\u06ff"),
    ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff"),
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
)
_ANY_SCRIPT = re.compile("[" + "".join(letters for _, letters in _SCRIPTS) + "]")


def detect_language(text: str) -> str | None:
    """Return the two-letter code of the language of `text`, or None.

    >>> detect_language("Президент сказал, что ситуация в стране находится под контролем властей.")
    'ru'
    """
    sample = _without_marks(text[:_SAMPLE])
    if _ANY_SCRIPT.search(sample) and (code := _by_script(sample)):
        return code
    counts = _count_words(sample)
    total = sum(counts.values())
    if total < _FEWEST_WORDS:
        return None
    shares = {code: sum(counts.get(word, 0) for word in table) / total for code, table in _tables().items()}
    best = max(sorted(shares), key=lambda code: shares[code])
    return best if shares[best] >= _SMALLEST_SHARE else None


def _without_marks(sample: str) -> str:
    for mark in _MARKS:
        sample = sample.replace(mark, " ")
    return sample


def _by_script(sample: str) -> str | None:
    letters = sum(ch.isalpha() for ch in sample)
    for code, script in _SCRIPTS:
        # Japanese mixes kana with Chinese characters: a tenth of kana settles it before zh is asked.
        share = 0.1 if code == "ja" else 0.4
        if letters >= 20 and len(re.findall(f"[{script}]", sample)) > share * letters:
            return _cyrillic(sample) if code == "ru" else code
    return None


def _count_words(sample: str) -> dict[str, int]:
    """Count the words in small letters; where all letters are ASCII a pattern would take three times as long."""
    if sample.isascii():
        return Counter(sample.lower().translate(_LETTERS_ALONE).split())
    counts: dict[str, int] = {}
    for word, times in Counter(_WORD.findall(sample)).items():
        folded = word.casefold()
        counts[folded] = counts.get(folded, 0) + times
    return counts


def _cyrillic(sample: str) -> str:
    lower = sample.casefold()
    marks = {
        "uk": sum(lower.count(ch) for ch in "іїєґ"),
        "kk": sum(lower.count(ch) for ch in "әғқңөұүһ"),
        "sr": sum(lower.count(ch) for ch in "ђћџњљ"),
        "ru": sum(lower.count(ch) for ch in "ыэъё"),
    }
    return max(("ru", "uk", "kk", "sr"), key=lambda code: marks[code])


@cache
def _tables() -> dict[str, tuple[str, ...]]:
    return {code: tuple(words) for code, words in load("languages")["words"].items()}
