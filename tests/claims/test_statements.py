"""What a report says, bit by bit, and on whose word."""

from __future__ import annotations

ABOUT = {"statements"}


def test_case(case, check):
    check(case)
