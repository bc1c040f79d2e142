"""What a report is written in, by its script and its commonest words; None where there is too little to tell."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from twosource.lexicon import load

_SAMPLE = 20_000  # characters looked at
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 12
# Function words make up a third to a half of running text in each language listed; a tenth is far below that.
_SMALLEST_SHARE = 0.08
_SCRIPTS = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)


def detect_language(text: str) -> str | None:
    """Return the two-letter code of the language of `text`, or None.

    >>> detect_language("Президент сказал, что ситуация в стране находится под контролем властей.")
    'ru'
    """
    sample = text[:_SAMPLE]
    letters = sum(ch.isalpha() for ch in sample)
    for code, script in _SCRIPTS:
        # Japanese mixes kana with Chinese characters: a tenth of kana settles it before zh is asked.
        if letters >= 20 and len(script.findall(sample)) > (0.1 if code == "ja" else 0.4) * letters:
            return _cyrillic(sample) if code == "ru" else code
    words = [word.casefold() for word in _WORD.findall(sample)]
    if len(words) < _FEWEST_WORDS:
        return None
    counts = Counter(words)
    shares = {code: sum(counts[word] for word in table) / len(words) for code, table in _tables().items()}
    best = max(sorted(shares), key=lambda code: shares[code])
    return best if shares[best] >= _SMALLEST_SHARE else None


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
