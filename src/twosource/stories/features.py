"""What a report is about, as counted terms: stems, names and pairs of words from its headline and first paragraphs."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pyarrow as pa

from twosource.lexicon import load
from twosource.model import Report

# A news report tells its event first and the background after; words beyond these are background (tuned on AllSides:
# 200 and all words are both worse).
_FIRST_WORDS = 300
# A word of the headline counts as three of the body, a name twice as much as a word (once as each), and a pair of
# neighbouring words 0.7 times as much. Tuned on AllSides and ECB+.
_TITLE = 3.0
_PAIR = 0.7
_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

TERMS = pa.schema([("report", pa.int64()), ("term", pa.string()), ("count", pa.float64())])


def report_table(reports: Sequence[Report]) -> pa.Table:
    """Return a row a report: its number in order, its headline and the text of its body's first paragraphs."""
    rows = [(number, report.title or "", _opening(report)) for number, report in enumerate(reports)]
    return pa.table(
        {
            "report": pa.array([row[0] for row in rows], pa.int64()),
            "title": pa.array([row[1] for row in rows], pa.string()),
            "body": pa.array([row[2] for row in rows], pa.string()),
        }
    )


def count_terms(table: Any) -> Any:
    """Return a row for each term of each report with its damped count: the function an engine maps."""
    numbers: list[int] = []
    terms: list[str] = []
    counts: list[float] = []
    for row in table.to_pylist():
        found = terms_of(row["title"], row["body"])
        for term in sorted(found):
            numbers.append(row["report"])
            terms.append(term)
            count = found[term]
            # The tenth mention of a name tells less than the second.
            counts.append(1 + math.log(count) if count >= 1 else count)
    return pa.table([pa.array(numbers, pa.int64()), pa.array(terms), pa.array(counts)], schema=TERMS)


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


def background() -> pa.Table:
    """Return how common words are in news at large: a row a stem with the share of reports that hold it."""
    terms: list[str] = []
    shares: list[float] = []
    for group in load("news_words")["class"]:
        words, share = group["words"].split(), float(group["at_least"])
        # "Mayor" and "President" name nobody: a common word with a capital is still common, if less so.
        terms += [*words, *("n:" + word for word in words)]
        shares += [share] * len(words) + [share / 3] * len(words)
    return pa.table({"term": terms, "share": shares})


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
