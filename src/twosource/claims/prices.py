"""A sum and the statement that it stands in come in; whether something is told to be done for that sum goes out.

"Is to buy the yard for 4 million crowns" tells of a sale; where the sum is taken back, the yard is sold all the same.
Who "took 4 million crowns" is told to have taken so much, and that goes with the number.
"""

from __future__ import annotations

import re

from twosource.claims.statements import Statement
from twosource.language.figure_units import is_money

_FOR = re.compile(
    r"\b(?:for|worth|valued at|at a price of)(?: (?:about|around|some|nearly|almost|up to))? $", re.IGNORECASE
)


def is_price(count: Statement, whole: Statement) -> bool:
    """Say whether a number is a sum for which a statement tells that something was done: "bought *for 4 million*"."""
    figure = count.figure
    if figure is None or figure.what or not count.part or not is_money(figure.unit):
        return False
    return _FOR.search(whole.text[: max(0, figure.span.start - whole.span.start)]) is not None
