"""What a report is about, as a short list of weighted terms: words and names from its headline and first paragraphs.

The terms of a report depend on that report alone. How rare a term is comes from a fixed background (lexicon
news_words), never from the reports at hand: so a report's terms are computed once, kept, and are the same in a batch
of ten and in a stream of a million.
"""

from __future__ import annotations

import heapq
import math
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

from twosource.lexicon import load
from twosource.model import Report
from twosource.stages import Engine

# A news report tells its event first and the background after; words beyond these are background (tuned on AllSides:
# 200 and all words are both worse).
_FIRST_WORDS = 300
# A word of the headline counts as three of the body, a name twice as much as a word (once as each), and a pair of
# neighbouring words 0.7 times as much. Tuned on AllSides and ECB+.
_TITLE = 3.0
_PAIR = 0.7
_UNSEEN = 0.00007  # share of reports that hold a word which the background does not list
_MOST_TERMS = 160  # the heaviest terms of a report that are kept
# A value is a whole number of this unit, and a vector's length is one: sums of products are exact in any order.
UNIT = 32_767
_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

# `day` is a running number (null: no date known); a term is its hash, shifted left by 16 bits, plus its value.
FEATURES = pa.schema([("report", pa.string()), ("day", pa.int64()), ("terms", pa.list_(pa.int64()))])


def features_of(reports: Sequence[Report], engine: Engine) -> pa.Table:
    """Return a row of FEATURES for each report: its id, its day and its terms."""
    return engine.map(count_terms, report_table(reports), size=None)


def report_table(reports: Sequence[Report]) -> pa.Table:
    """Return a row a report: its id, its day, its headline and the text of its body's first paragraphs."""
    return pa.table(
        {
            "report": pa.array([report.id for report in reports], pa.string()),
            "day": pa.array([day_of(report) for report in reports], pa.int64()),
            "title": pa.array([report.title or "" for report in reports], pa.string()),
            "body": pa.array([_opening(report) for report in reports], pa.string()),
        }
    )


def count_terms(table: Any) -> Any:
    """Return FEATURES for the rows of a `report_table`: the function that an engine maps."""
    terms = [
        _packed(terms_of(title, body))
        for title, body in zip(table.column("title").to_pylist(), table.column("body").to_pylist(), strict=True)
    ]
    columns = [table.column("report"), table.column("day"), pa.array(terms, pa.list_(pa.int64()))]
    return pa.table(columns, schema=FEATURES)


def terms_of(title: str, body: str) -> dict[str, float]:
    """Return the terms of a report with their weighted counts; names begin with "n:", pairs hold a space.

    >>> terms = terms_of("", "The dam at Lodev broke")
    >>> sorted(terms)
    ['brok', 'dam', 'lodev', 'lodev brok', 'n:lodev']
    """
    counts: defaultdict[str, float] = defaultdict(float)
    for text, weight in ((title, _TITLE), (body, 1.0)):
        before: str | None = None
        for token in _tokens(text):
            folded = token.lower()
            if folded in _stopwords() or len(folded) < 2:
                before = None
                continue
            stem = fold(folded)
            counts[stem] += weight
            if token[0].isupper():
                counts["n:" + stem] += weight
            if before is not None:
                counts[f"{before} {stem}"] += weight * _PAIR
            before = stem
    return dict(counts)


def fold(word: str) -> str:
    """Return `word` (in small letters) without its endings: plural, past, -ing; crude, and the same everywhere.

    >>> fold("retracted"), fold("countries"), fold("minister's")
    ('retract', 'country', 'minister')
    """
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 4:
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith("sses"):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    if len(word) > 5:
        word = word.removesuffix("ing") if word.endswith("ing") else word.removesuffix("ed")
    return word.removesuffix("e") if len(word) > 4 else word


def day_of(report: Report) -> int | None:
    """Return the day of publication as a running number, or None."""
    return date.fromisoformat(report.published).toordinal() if report.published else None


def rarity(term: str) -> float:
    """Return how much a term tells: the logarithm of one over the share of news reports that hold it."""
    return -math.log(background().get(term, _UNSEEN))


@cache
def background() -> dict[str, float]:
    """Return how common words are in news at large: the share of reports that hold each stem."""
    shares: dict[str, float] = {}
    for group in load("news_words")["class"]:
        words, share = group["words"].split(), float(group["at_least"])
        shares.update(dict.fromkeys(words, share))
        # "Mayor" and "President" name nobody: a common word with a capital is still common, if less so.
        shares.update({"n:" + word: share / 3 for word in words})
    return shares


def _packed(counts: dict[str, float]) -> list[int]:
    # The tenth mention of a name tells less than the second.
    weighed = [((1 + math.log(count) if count >= 1 else count) * rarity(term), term) for term, count in counts.items()]
    kept = heapq.nlargest(_MOST_TERMS, weighed)
    length = math.sqrt(math.fsum(value * value for value, _ in kept)) or 1.0
    return sorted((zlib.crc32(term.encode()) << 16) + round(UNIT * value / length) for value, term in kept)


def _opening(report: Report) -> str:
    paragraphs: list[str] = []
    words = 0
    for span in report.body:
        paragraphs.append(span.of(report.text))
        words += paragraphs[-1].count(" ") + 1
        if words > _FIRST_WORDS:
            break
    # A text in one endless line is cut by characters: seven a word, the space included.
    return "\n".join(paragraphs)[: 14 * _FIRST_WORDS]


def _tokens(text: str) -> Iterator[str]:
    return (match.group() for match in _TOKEN.finditer(text))


@cache
def _stopwords() -> frozenset[str]:
    lists = load("stopwords")["english"]
    return frozenset(f"{lists['grammar']} {lists['trade']}".split())
