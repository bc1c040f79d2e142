"""What a report is about, as a short list of weighted terms: words and names from its headline and first paragraphs.

The terms of a report depend on that report alone. How rare a term is comes from a fixed background (lexicon
story_words), never from the reports at hand: so a report's terms are computed once, kept, and are the same in a batch
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
from twosource.model import ReadError, Report
from twosource.stages import Engine

# A news report tells its event first and the background after; words beyond these are background (tuned on AllSides:
# 200 and all words are both worse).
_FIRST_WORDS = 300
# A word of the headline counts as three of the body. Tuned on AllSides and ECB+.
_TITLE = 3.0
# Words that an opening is taken to have, the headline included: where the event itself is told.
_LEAD = 40
# What the parts of a report's terms are worth: words, pairs of neighbouring words, words of the lead, names, words of
# the headline. Names tell less than one might think: the same few people make all the news of a week. A part that a
# report has not leaves its worth to the others. Tuned on AllSides and ECB+.
_WORTH = (0.55, 0.20, 0.15, 0.15, 0.15)
# The heaviest terms of each part that are kept.
_KEPT = (110, 60, 30, 40, 15)
NAME, PAIR = "n:", " "  # what marks a term as a name, and as a pair of words
# A value is a whole number of this unit, and a vector's length is one: sums of products are exact in any order.
UNIT = 32_767
# How rare a term is (natural logarithm of one over its share), in this unit.
RARITY = 25
_TOKEN = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

# `day` is a running number (null: no date known). A term is, from the highest bit: a hash of 32 bits and three
# bits for its part, eight bits for how rare it is, and sixteen for its value in the report.
FEATURES = pa.schema([("report", pa.string()), ("day", pa.int64()), ("terms", pa.list_(pa.int64()))])


def features_of(reports: Sequence[Report], engine: Engine, errors: list[ReadError] | None = None) -> pa.Table:
    """Return a row of FEATURES for each report: its id, its day and its terms.

    A report that the counting breaks on has no terms, and so is like no other; `errors` is told which, and without
    such a list that is raised.
    """
    asked = report_table(reports)
    found = engine.map(count_terms, asked, size=None)
    failures = engine.take_failures()
    if not failures:
        return found
    told = [ReadError(reports[row].id, f"could not be compared with other stories: {what}") for row, what in failures]
    if errors is None:
        raise ValueError(f"{told[0].report}: {told[0].message}")
    errors += told
    broken = asked.take([row for row, _ in failures]).select(["report", "day"])
    bare = broken.append_column(FEATURES.field("terms"), pa.array([[]] * len(failures), FEATURES.field("terms").type))
    return pa.concat_tables([found, bare])


def report_table(reports: Sequence[Report]) -> pa.Table:
    """Return a row a report: its id, its day, its headline and the text of its body's first paragraphs."""
    return pa.table(
        {
            "report": pa.array([report.id for report in reports], pa.string()),
            "day": pa.array([day_of(report) for report in reports], pa.int64()),
            "title": pa.array([report.title or "" for report in reports], pa.string()),
            "body": pa.array([opening(report) for report in reports], pa.string()),
        }
    )


def count_terms(table: Any) -> Any:
    """Return FEATURES for the rows of a `report_table`: the function that an engine maps."""
    terms = [
        _packed(counts_of(title, body))
        for title, body in zip(table.column("title").to_pylist(), table.column("body").to_pylist(), strict=True)
    ]
    columns = [table.column("report"), table.column("day"), pa.array(terms, pa.list_(pa.int64()))]
    return pa.table(columns, schema=FEATURES)


def counts_of(title: str, body: str) -> tuple[dict[str, float], ...]:
    """Return the weighted counts of words, pairs of words, words of the lead, names, and words of the headline.

    >>> words, pairs, lead, names, headline = counts_of("", "The dam at Lodev broke")
    >>> sorted(words), sorted(pairs), sorted(names), headline
    (['brok', 'dam', 'lodev'], ['lodev brok'], ['n:lodev'], {})
    """
    words: defaultdict[str, float] = defaultdict(float)
    pairs: defaultdict[str, float] = defaultdict(float)
    lead: defaultdict[str, float] = defaultdict(float)
    names: defaultdict[str, float] = defaultdict(float)
    headline: defaultdict[str, float] = defaultdict(float)
    for text, weight, opening_words in ((title, _TITLE, math.inf), (body, 1.0, _LEAD)):
        before: str | None = None
        for place, token in enumerate(_tokens(text)):
            folded = token.lower()
            if folded in _stopwords() or len(folded) < 2:
                before = None
                continue
            stem = fold(folded)
            words[stem] += weight
            if place < opening_words:
                lead[stem] += 1
            if weight == _TITLE:
                headline[stem] += 1
            if token[0].isupper():
                names[NAME + stem] += weight
            if before is not None:
                pairs[before + PAIR + stem] += weight
            before = stem
    return words, pairs, lead, names, dict(headline)


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


def rarity(term: str) -> int:
    """Return how much a term tells: the logarithm of one over the share of news reports that hold it, in RARITY."""
    known = _rarities()
    return known.get(term, known[""])


@cache
def _rarities() -> dict[str, int]:
    lists = load("story_words")
    known = {"": _in_units(lists["unseen"])}
    for kind, mark in (("word", ""), ("name", NAME), ("pair", "")):
        for band in lists[kind]:
            told = _in_units(band["share"])
            known.update(
                (mark + (term.replace("_", PAIR) if kind == "pair" else term), told) for term in band["terms"].split()
            )
    return known


def _in_units(share: float) -> int:
    return round(-RARITY * math.log(share))


def _packed(parts: tuple[dict[str, float], ...]) -> list[int]:
    kept = []
    for part, (counts, worth, most) in enumerate(zip(parts, _WORTH, _KEPT, strict=True)):
        # The tenth mention of a name tells less than the second.
        weighed = [((1 + math.log(count)) * rarity(term), term) for term, count in counts.items()]
        length = math.sqrt(math.fsum(value * value for value, _ in weighed)) or 1.0
        heaviest = heapq.nlargest(most, weighed)
        kept += [(part, term, math.sqrt(worth) * value / length) for value, term in heaviest]
    length = math.sqrt(math.fsum(value * value for _, _, value in kept)) or 1.0
    return sorted(
        (zlib.crc32(term.encode()) << 27) | (part << 24) | (rarity(term) << 16) | round(UNIT * value / length)
        for part, term, value in kept
    )


def opening(report: Report) -> str:
    """Return the first paragraphs of a report's body."""
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
