"""What is dated, to which day, and told once."""

from __future__ import annotations

ABOUT = {"timeline"}


def test_case(case, check):
    check(case)
