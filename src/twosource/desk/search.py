"""Words come in; the reports that say them go out, the likeliest first, with the stretch of text that says them.

Ranked by BM25 (Robertson and Zaragoza 2009, with their k1 = 1.2 and b = 0.75) over postings that the desk keeps as
plain rows; a word of the headline counts as three of the text. Words are folded as for the grouping of stories.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from math import log

import numpy as np
import pyarrow as pa

from twosource.desk.records import Hit
from twosource.desk.tables import Connection, delete_for, insert, insert_rows, keyed, rows, value
from twosource.desk.versions import load_reports, rows_of
from twosource.lineage.passages import paragraphs
from twosource.model import Report, Span
from twosource.stories.features import fold

K1, B = 1.2, 0.75
TITLE = 3
SNIPPET = 220  # characters
LONGEST_QUERY = 40  # words; the rest of a longer one is not looked for
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_SPACE = re.compile(r"\s")

# The postings are put in order of words again whenever they have doubled: what is in order is skipped by the block.
_SORT_FROM = 400_000
_SORT = """
CREATE TABLE words_in_order AS SELECT * FROM words ORDER BY word, report;
DROP TABLE words;
ALTER TABLE words_in_order RENAME TO words;
DELETE FROM meta WHERE name = 'words in order';
INSERT INTO meta SELECT 'words in order', count(*) FROM words;
"""


def index_reports(connection: Connection, reports: Mapping[int, Report]) -> None:
    """Write the words of reports, in place of what stood there of them."""
    with keyed(connection, reports):
        known = rows(connection, "SELECT report FROM lengths WHERE report IN (FROM touched) LIMIT 1")
    # Looking for the words of new reports, which have none yet, would go through all postings.
    for table in ("words", "lengths") if known else ():
        delete_for(connection, table, reports)
    keys, numbers, times, lengths = list[int](), list[int](), list[int](), list[tuple[int, int]]()
    for key, report in sorted(reports.items()):
        found = word_counts(report)
        keys += [key] * len(found)
        numbers += map(number_of, found)
        times += found.values()
        lengths.append((key, found.total()))
    # A batch is in order by itself: of what was added since all were put in order, most blocks are skipped too.
    words = np.array(numbers, np.int64)
    order = words.argsort(kind="stable")
    postings = {
        "word": pa.array(words[order]),
        "report": pa.array(np.array(keys, np.int64)[order]),
        "times": pa.array(np.array(times, np.int32)[order]),
    }
    insert(connection, "words", postings)
    insert_rows(connection, "lengths", "report:int64 words:int32", lengths)
    _put_in_order(connection)


def _put_in_order(connection: Connection) -> None:
    sorted_rows = int(value(connection, "SELECT max(value) FROM meta WHERE name = 'words in order'") or 0)
    if value(connection, "SELECT count(*) FROM words") > max(2 * sorted_rows, _SORT_FROM):
        connection.execute(_SORT)


def word_counts(report: Report) -> Counter[str]:
    """Return how often each folded word stands in a report, the headline's words counted three times.

    >>> sorted(word_counts(Report("r", "The ferries sank.", "", title="Ferry")).items())
    [('ferry', 4), ('sank', 1), ('the', 1)]
    """
    body = [span for span in paragraphs(report) if span != report.title_span]
    found = Counter(_folded_words("\n".join(span.of(report.text) for span in body)))
    for word in _folded_words(report.title or ""):
        found[word] += TITLE
    return found


@lru_cache(maxsize=200_000)
def number_of(word: str) -> int:
    """Return the number that stands for a folded word in the postings."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def search_reports(connection: Connection, query: str, limit: int) -> list[Hit]:
    """Return the reports that say words of `query`, the likeliest first."""
    asked = list(dict.fromkeys(_folded_words(query)))[:LONGEST_QUERY]
    ranked = _ranked(connection, [number_of(word) for word in asked], limit) if asked else []
    keys = [key for key, _ in ranked]
    reports = load_reports(connection, keys)
    stories = dict(rows_of(connection, "SELECT report, story FROM in_story", keys))
    return [_hit(reports[key], stories.get(key, ""), set(asked), score) for key, score in ranked]


def _ranked(connection: Connection, asked: Sequence[int], limit: int) -> list[tuple[int, float]]:
    """Return the reports with words of these numbers and their scores, the best first.

    The database only looks the postings up: it scored them too, in twice the time that this takes.
    """
    held = connection.execute("SELECT report, words FROM lengths ORDER BY report").fetchnumpy()
    reports, words = held["report"], held["words"]
    if not len(reports):
        return []
    scores, said = np.zeros(len(reports)), np.zeros(len(reports), bool)
    # A look for each word: one for all of them, or a join, would read more blocks.
    look = "SELECT report, times FROM words WHERE word = ?"
    for word in asked:
        found = connection.execute(look, [word]).fetchnumpy()
        at = np.searchsorted(reports, found["report"])
        rarity = log(1 + (len(reports) - len(at) + 0.5) / (len(at) + 0.5))
        times = found["times"].astype(np.float64)
        scores[at] += rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * words[at] / words.mean()))
        said[at] = True
    hits = said.nonzero()[0]
    # Scores that differ in the ninth place only are equal: then the earlier report comes first.
    best = hits[np.lexsort((hits, -scores[hits].round(9)))][:limit]
    return [(int(reports[n]), float(scores[n])) for n in best]


def _hit(report: Report, story: str, asked: set[str], score: float) -> Hit:
    words, marks = snippet_of(report, asked)
    return Hit(report.id, story, report.title, report.outlet, report.published, words, marks, round(float(score), 4))


def snippet_of(report: Report, asked: set[str]) -> tuple[str, tuple[Span, ...]]:
    """Return the stretch of a report that holds most of the words asked for, on one line, and where they stand in it.

    >>> report = Report("r", "It was late. The ferries sank off Tamsin.", "")
    >>> text, marks = snippet_of(report, {"ferry"})
    >>> [mark.of(text) for mark in marks]
    ['ferries']
    """
    text = report.text
    spans = [span for span in paragraphs(report) if span != report.title_span] or [Span(0, min(len(text), SNIPPET))]
    pattern = _pattern(tuple(sorted(asked)))
    found = [(span, [(_folded(m[0]), Span(*m.span())) for m in pattern.finditer(text, *span)]) for span in spans]
    found = [(span, [(word, at) for word, at in places if word in asked]) for span, places in found]
    best = max(range(len(found)), key=lambda n: (len({w for w, _ in found[n][1]}), -n))
    span, places = found[best]
    window = _window(text, span, places)
    inside = [at for _, at in places if window.start <= at.start and at.end <= window.end]
    # Line breaks become spaces one for one, so that the marks stay where they are.
    words = _SPACE.sub(" ", window.of(text))
    before, after = "… " if window.start > span.start else "", " …" if window.end < span.end else ""
    return before + words + after, tuple(at.moved(len(before) - window.start) for at in inside)


def _window(text: str, span: Span, places: Sequence[tuple[str, Span]]) -> Span:
    """Return a stretch of a paragraph of about SNIPPET characters with as many different words as can be."""
    if span.end - span.start <= SNIPPET:
        return span
    first = max(
        (at for _, at in places),
        key=lambda at: (len({w for w, b in places if at.start <= b.start and b.end <= at.start + SNIPPET}), -at.start),
        default=Span(span.start, span.start),
    )
    start = max(span.start, min(first.start - SNIPPET // 4, span.end - SNIPPET))
    end = min(span.end, start + SNIPPET)
    # Whole words, where the text has any.
    left, right = text.find(" ", start, start + 30), text.rfind(" ", end - 30, end)
    return Span(left + 1 if start > span.start and left >= 0 else start, right if end < span.end and right > 0 else end)


@lru_cache(maxsize=64)
def _pattern(asked: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the words that may fold into those asked for: folding changes a word's end alone."""
    starts = "|".join(re.escape(word[:-1] if len(word) > 3 else word) for word in asked) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{starts})[^\W_]*(?:[’'-][^\W_]+)*", re.IGNORECASE)


def _folded_words(text: str) -> list[str]:
    return [_folded(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    return fold(word.lower())
