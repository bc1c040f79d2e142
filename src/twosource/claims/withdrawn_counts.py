"""A clause that takes a count back comes in; the count that it means, which the report gave before, goes out.

"Later withdrew the figure" has no number of its own. It is mostly the last one that the report gave before; where the
clause says more ("had initially announced 64", "cut its count to 39", "a figure of 61"), that says which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.claims.counts import middle
from twosource.claims.withdrawing import OBJECT, TOLLS, is_of_count
from twosource.language.clauses import Clause
from twosource.language.figure_numerals import read_numeral
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Figure, Span

# A figure is looked for this many characters back: about four sentences, the reach of "the figure".
REACH = 700
# "The statement", "the report": so far back at most.
REACH_OF_SAYING = 300
# What was given first stands so far behind the sentence that sets it lower, at most; and what "that total" takes back,
# so far before its sentence.
NEXT_PARAGRAPH = 80
# Who sets a count to less than half corrects no count of his own.
HALVED = 2.0
_OF_OTHERS = re.compile(
    r"\b(?:figure|toll|count|number|estimate|tally|total|list)s? of (?!(?:[\w’'-]+ ){0,2}"
    r"(?:dead|deaths?|killed|victims?|casualt\w+|fatalit\w+|wounded|injured|missing|people|bodies)\b)"
)
_TO = re.compile(r"\bto (?:about |around |some )?(?=\d|[a-z])")
# "Had initially announced 64 votes but corrected the count": the number that is corrected stands before it.
_AT_FIRST = re.compile(r"\b(?:initially|originally|at first|first|earlier|mistakenly|wrongly|in error|erroneously)\b")
# "A figure of 61 was taken back": the number is named.
# "Had been shown on the page at midnight but was withdrawn", "which went up last night, was false": of one number.
_GIVEN = (
    r"(?:\b(?:was|were|been) (?:\w+ly )?(?:shown|published|posted|displayed|printed|announced|put (?:up|out|online))"
    r"|\b(?:which|that)(?: \w+)? (?:went|gone) up)\b"
)
_NUMBER = re.compile(
    r"\b(?:lead|majority|margin|total|toll|figure|count|tally|results?|turnout|share|number|estimate|percentage|sum)\b",
    re.IGNORECASE,
)
_SHOWN_AND_WITHDRAWN = re.compile(
    rf"{_GIVEN}[^.;:]{{0,90}}?"
    r"(?P<taken>(?:\b(?:but|and|then|only to be|before being)\b(?: (?:later|soon|then))?(?: (?:was|were|had been))?"
    r"(?: (?:later|soon|then|quickly))? (?:withdrawn|retracted|taken down|taken back|deleted|removed|pulled|disowned)"
    r"|,? (?:was|were|had been) (?:false|wrong|incorrect|mistaken|an? (?:\w+ )?(?:error|mistake)))\b)",
    re.IGNORECASE,
)
_OF_NUMBER = re.compile(r"\b(?:figure|toll|count|number|tally|estimate|total)s? of (?:about |around |some |at least )?")


def shown_and_withdrawn(text: str, sentence: Span, figures: Sequence[Figure]) -> tuple[Figure, Span] | None:
    """Return the count that a sentence says was shown and was withdrawn or false, and the words that say so.

    Between it and those words no other is counted: "shown beside 40 pictures that were deleted" tells of pictures.
    """
    found = _SHOWN_AND_WITHDRAWN.search(text, sentence.start, sentence.end)
    if found is None or not _NUMBER.search(text, sentence.start, found.start()):
        return None
    before = [f for f in figures if sentence.start <= f.span.start < found.start() and middle(f) != 1]
    between = [f for f in figures if found.start() <= f.span.start < found.start("taken")]
    return (before[-1], Span(found.start("taken"), found.end())) if before and not between else None


def given_before_lowered(
    text: str, figures: Sequence[Figure], sentence: Span, clause: Clause, notes: ReportNotes
) -> Figure | None:
    """Return the count that was given before a sentence sets it lower: "cut its count of the dead to 39".

    It stands in that sentence, in the next or before: a toll, and higher.
    """
    to = _TO.search(text, clause.head.end, sentence.end)
    numeral = read_numeral(text, to.end()) if to else None
    if numeral is None or isinstance(numeral.value, tuple) or not is_of_count(clause, sentence, notes):
        return None
    if _OF_OTHERS.search(text, clause.span.start, to.start() if to else sentence.end):
        return None  # "cut the number of wards"
    now = float(numeral.value)
    tolls = [f for f in figures if f.what in TOLLS and now < middle(f) <= HALVED * now]
    after = [f for f in tolls if sentence.start <= f.span.start <= sentence.end + NEXT_PARAGRAPH]
    before = [f for f in tolls if sentence.start - REACH <= f.span.start < sentence.start]
    return next(iter(after), before[-1] if before else None)


def given_at_first(text: str, sentence: Span, clause: Clause, notes: ReportNotes) -> Figure | None:
    """Return the count that the same sentence says was given at first, before what takes it back."""
    before = [f for f in notes.figures if sentence.start <= f.span.start < clause.head.start]
    if not before or not _AT_FIRST.search(text[sentence.start : clause.head.start].lower()):
        return None
    after = Span(clause.head.end, min(sentence.end, clause.head.end + OBJECT))
    published = {w.lemma for w in notes.words if after.overlaps(Span(w.start, w.end))} & set(
        load("withdrawals")["published"]
    )
    return before[-1] if published or is_of_count(clause, sentence, notes) else None


def given_last(figures: Sequence[Figure], sentence: Span, clause: Clause, of_count: bool) -> Figure | None:
    """Return the last count before a clause, a toll where it is not called a count but a statement or a story.

    In the clause's own sentence it may be a share as well: "… with 63 per cent; by noon it had retracted the figure".
    """
    near = [f for f in figures if sentence.start - REACH <= f.span.start < clause.span.start and middle(f) != 1]
    # "That total" is whatever was counted right before it; further back, only what happened to people.
    right_before = sentence.start - NEXT_PARAGRAPH
    near = [
        f
        for f in near
        if f.what
        or (f.unit == "%" and f.span.start >= sentence.start)
        or (f.noun and not f.part_of and f.span.start >= right_before)
    ]
    near = [f for f in near if of_count or (f.what in TOLLS and f.span.start >= sentence.start - REACH_OF_SAYING)]
    return near[-1] if near else None


def given_by_number(text: str, clause: Clause, like: Figure | None) -> Figure | None:
    """Return the number by which a clause calls what it takes back ("a figure of 61"), as a count `like` another."""
    called = _OF_NUMBER.search(text, clause.span.start, clause.span.end)
    numeral = read_numeral(text, called.end()) if called else None
    if like is None or numeral is None or isinstance(numeral.value, tuple):
        return None
    span, value = Span(numeral.start, numeral.end), float(numeral.value)
    return replace(like, span=span, value=value, low=value, high=value, comparator="=", noun=None)
