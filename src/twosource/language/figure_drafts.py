"""A quantity on its way to a figure: the record that the modules which read figures hand to each other."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from twosource.language.figure_comparators import Comparator
from twosource.language.figure_nouns import Counted
from twosource.language.figure_numerals import Numeral
from twosource.language.parser import Parsed


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity on its way to a figure: `start`..`end` is its span, `until` where reading goes on."""

    numeral: Numeral
    start: int
    end: int
    until: int
    first: int
    last: int
    value: float | tuple[float, float]
    low: float | None
    high: float | None
    unit: str = ""
    family: str = ""
    comparator: Comparator | None = None
    sign: str = "="
    noun: Counted | None = None
    what: str | None = None
    moved: bool = False
    tentative: bool = False


def plain_draft(
    numeral: Numeral, first: int, last: int, unit: str = "", family: str = "", noun: Counted | None = None
) -> Draft:
    """Return the draft of a numeral alone, before any unit or comparator is known."""
    return Draft(
        numeral,
        numeral.start,
        numeral.end,
        numeral.end,
        first,
        last,
        numeral.value,
        numeral.low,
        numeral.high,
        unit,
        family,
        noun=noun,
    )


def token_at(starts: list[int], at: int) -> int:
    """Return the token that holds the character `at`; `starts` are the first characters of the tokens."""
    return max(0, bisect_right(starts, at) - 1)


def reach(parsed: Parsed, draft: Draft) -> int:
    """Return where the quantity with its counted noun ends."""
    return max(draft.until, parsed.tokens[draft.noun.last].end) if draft.noun else draft.until
