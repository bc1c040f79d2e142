"""Which statements are one claim, and how it stands then."""

from __future__ import annotations

ABOUT = {"alignment", "standing"}


def test_case(case, check):
    check(case)
