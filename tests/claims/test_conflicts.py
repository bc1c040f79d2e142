"""What cannot both hold, and what only looks like it: denials and counts in small stories."""

from __future__ import annotations

ABOUT = {"conflicts"}


def test_case(case, check):
    check(case)
