"""What a report says was taken back, and what only sounds like it."""

from __future__ import annotations

ABOUT = {"withdrawals"}


def test_case(case, check):
    check(case)
