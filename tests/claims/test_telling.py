"""The sentence that tells a claim, in the report's own words."""

from __future__ import annotations

ABOUT = {"telling"}


def test_case(case, check):
    check(case)
