"""Small stories of plain texts, read by the program's own functions, and the cases of tests/cases/claims.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from twosource.annotation import annotate_reports, resolve_story
from twosource.claims import StoryClaims, weigh_story
from twosource.claims.standing import CONFIRMED
from twosource.claims.statements import Statement, find_statements
from twosource.claims.withdrawals import mark_withdrawals
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.model import Claim, Lineage, Report, Settings, Span

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "claims.toml").read_text(encoding="utf-8"))["case"]
# Speakers by rules alone: what is tested here is what is made of the notes, and it must not need the tagger.
SETTINGS = Settings(learned=False)
# A Wednesday.
TODAY = "2021-05-12"


@dataclass(frozen=True)
class Story:
    """A story as read: its reports, what each says, and what was made of that."""

    reports: tuple[Report, ...]
    statements: tuple[Statement, ...]
    weighed: StoryClaims

    def place(self, words: str) -> tuple[str, Span]:
        """Find words given as "report: words", the report by its number; they must stand there once."""
        number, _, wanted = words.partition(": ")
        report = self.reports[int(number)]
        assert report.text.count(wanted) == 1, f"{wanted!r} stands {report.text.count(wanted)} times in {number}"
        start = report.text.index(wanted)
        return report.id, Span(start, start + len(wanted))

    def claims_holding(self, places: list[str]) -> list[Claim]:
        """Return the claims that have a reading around every one of the places."""
        found = [self.place(p) for p in places]
        return [c for c in self.weighed.claims if all(_has(c, report, span) for report, span in found)]

    def statements_at(self, words: str) -> list[Statement]:
        """Return the statements that hold the words, the shortest first."""
        report, span = self.place(words)
        held = [s for s in self.statements if s.report == report and _around(s.span, span)]
        return sorted(held, key=lambda s: s.span.end - s.span.start)


def _has(claim: Claim, report: str, span: Span) -> bool:
    return any(r.report == report and _around(r.span, span) for r in claim.readings)


def _around(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


@cache
def read_story(
    texts: tuple[str, ...],
    dates: tuple[str, ...] = (),
    lineages: tuple[tuple[int, ...], ...] = (),
    outlets: tuple[str, ...] = (),
) -> Story:
    """Read texts as reports of one story; each is a lineage of its own unless `lineages` says otherwise."""
    names = outlets or tuple(f"Outlet {n}" for n in range(len(texts)))
    days = dates or (TODAY,) * len(texts)
    reports = tuple(
        make_report(f"r{n}", text, published=day, outlet=outlet)
        for n, (text, day, outlet) in enumerate(zip(texts, days, names, strict=True))
    )
    noted = annotate_reports(reports, LocalEngine(), SETTINGS)
    notes = resolve_story(reports, [noted[r.id] for r in reports])
    groups = lineages or tuple((n,) for n in range(len(texts)))
    lines = [Lineage(f"l{k}", tuple(f"r{n}" for n in group)) for k, group in enumerate(groups, 1)]
    said = [s for r, n in zip(reports, notes, strict=True) for s in mark_withdrawals(r, n, find_statements(r, n))]
    return Story(reports, tuple(said), weigh_story("s1", reports, notes, lines, SETTINGS))


def story_of(case: dict[str, Any]) -> Story:
    """Read the story of a case."""
    texts = tuple(case["reports"])
    dates = case.get("dates", [])
    outlets = tuple(case.get("outlets", ()))
    return read_story(texts, tuple(dates), tuple(map(tuple, case.get("lineages", ()))), outlets)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for a `case` each of those that its module's `ABOUT` names."""
    if "case" in metafunc.fixturenames:
        about = metafunc.module.ABOUT
        found = [case for case in CASES if case["about"] in about]
        assert {case["about"] for case in found} == set(about)
        metafunc.parametrize("case", found, ids=[case["name"] for case in found])


@pytest.fixture
def check() -> Callable[[dict[str, Any]], None]:
    """Return the function that holds a case's story to all that the case expects."""
    return _check


@pytest.fixture
def read() -> Callable[..., Story]:
    """Return the function that reads texts as reports of one story."""
    return read_story


@pytest.fixture
def read_first() -> Callable[..., list[Statement]]:
    """Return the function that reads texts as reports of one story and returns the first statement of each."""

    def first(*texts: str) -> list[Statement]:
        story = read_story(texts)
        return [next(s for s in story.statements if s.report == r.id) for r in story.reports]

    return first


def _check(case: dict[str, Any]) -> None:
    """Hold a case's story to everything that the case expects."""
    story = story_of(case)
    for expected in case.get("statement", []):
        _check_statement(story, expected)
    for places in case.get("unsaid", []):
        assert not story.statements_at(places), f"{places} is a statement"
    for expected in case.get("claim", []):
        _check_claim(story, expected)
    for place in case.get("unconfirmed", []):
        standings = {claim.standing for claim in story.claims_holding([place])}
        assert standings, f"nothing is claimed at {place}"
        assert CONFIRMED not in standings, f"{place}: {standings}"
    for places in case.get("apart", []):
        assert not story.claims_holding(places), f"{places} are one claim"
    if "conflicts" in case:
        assert [c.kind for c in story.weighed.conflicts] == case["conflicts"], story.weighed.conflicts
    if "conflict_text" in case:
        assert [c.text for c in story.weighed.conflicts] == case["conflict_text"]
    if "timeline" in case:
        assert [f"{e.date} {e.granularity}: {e.what}" for e in story.weighed.timeline] == case["timeline"]


def _check_statement(story: Story, expected: dict[str, Any]) -> None:
    held = story.statements_at(expected["at"])
    assert held, f"nothing is said at {expected['at']}: {[s.text for s in story.statements]}"
    shortest = [s for s in held if s.span == held[0].span]
    wanted = {key: value for key, value in expected.items() if key != "at"}
    assert wanted in [{key: _said(s, key) for key in wanted} for s in shortest], shortest


def _said(statement: Statement, key: str) -> object:
    """Return what a statement has under a key of the cases; `count` is its figure's range."""
    if key != "count":
        return _told(getattr(statement, key))
    figure = statement.figure
    return ["open" if n is None else n for n in (figure.low, figure.high)] if figure else []


def _check_claim(story: Story, expected: dict[str, Any]) -> None:
    found = story.claims_holding(expected["holds"])
    assert found, f"no claim holds {expected['holds']}: {[[r.text for r in c.readings] for c in story.weighed.claims]}"
    claim = min(found, key=lambda c: sum(r.span.end - r.span.start for r in c.readings))
    got = {key: _told(getattr(claim, key)) for key in expected if key != "holds"}
    assert got == {k: v for k, v in expected.items() if k != "holds"}, claim


def _told(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
