"""What was open on a day comes in; where a report of a later day takes it up goes out.

Whether that answers it only a reader can tell: the briefing points to the place and says no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from twosource.briefing.lead import content_words, sentences_of
from twosource.briefing.leaning import ASKS
from twosource.briefing.open_words import is_silence
from twosource.lexicon import load
from twosource.model import Place, Report, Span

# So many words that ask, and so much of them, stand in a sentence that is about the same thing.
FEWEST, HELD = 3, 0.75
# A word in any of its forms begins so: "report", "reporting".
LETTERS = 5
# "Which was cut off by the water" is no part of what is asked; neither is who says so.
_BESIDE = re.compile(
    r", (?:which|who|whose) [^,;.]*|, (?:[^,;]{2,60} )?(?:said|says)(?: [^,;]{2,60})?\W*$", re.IGNORECASE
)
# Who was silent: what stands before the verb, or behind "comment from".
_WHO = re.compile(
    r"(?:there was )?no (?:immediate |official )?comment (?:from|by) (?P<behind>[^,;.]{2,60})"
    r"|(?P<before>[^,;:“”\"]{2,60}?)(?:, (?:which|who) [^,;]{2,80},)? (?:did|does|do|would|could|has|have|had|declined"
    r"|refused|gave|failed)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)


def asked_words(open_sentence: str) -> frozenset[str]:
    """Return the beginnings of the words that say what is not known.

    >>> sorted(asked_words("It was not known whether anyone was inside the oil mill, which the flood cut off."))
    ['insid', 'mill', 'oil']
    """
    words = content_words(_BESIDE.sub("", open_sentence))
    return frozenset(w[:LETTERS] for w in words if w not in _frame())


def taken_up(open_sentence: str, day: str, reports: Iterable[Report]) -> Place | None:
    """Return the first sentence of a report of a later day that has what is asked, and leaves nothing open itself."""
    asked = asked_words(open_sentence)
    if len(asked) < FEWEST:
        return None
    for report in reports:
        if (report.published or "")[:10] <= day or _share(asked, report.text) < HELD:
            continue
        for span in sentences_of(report):
            words = span.of(report.text)
            enough = _share(asked, words) >= HELD and len(asked & _stems(words)) >= max(FEWEST, HELD * len(asked))
            if enough and is_silence(words) is None:
                return Place(report.id, span)
    return None


@cache
def _frame() -> frozenset[str]:
    return frozenset(load("unknown")["frame"]["words"])


def heard_since(
    silence: str, day: str, reports: Iterable[Report], origins: Mapping[str, Sequence[tuple[Span, str]]]
) -> Place | None:
    """Return where whoever would not say a thing is heard in a report of a later day.

    `origins` has where each report has something from somebody, and his name.
    """
    name, colon, _ = silence.partition(": ")
    found = None if colon else _WHO.match(silence)
    who = _bare(name if colon else ((found["behind"] or found["before"]) if found else ""))
    if not who or re.match(rf"{ASKS}\b", who):
        return None
    for report in reports:
        if (report.published or "")[:10] > day:
            for span, origin in sorted(origins.get(report.id, ())):
                if _bare(origin) == who:
                    return Place(report.id, span)
    return None


def _bare(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split())).lower()


def _share(asked: frozenset[str], text: str) -> float:
    """Return how much of what is asked begins a word of a text, or stands in one: a quick look."""
    lower = text.lower()
    return sum(stem in lower for stem in asked) / len(asked)


@lru_cache(maxsize=4096)
def _stems(words: str) -> frozenset[str]:
    return frozenset(w[:LETTERS] for w in content_words(words))
