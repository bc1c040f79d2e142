"""What an editor did to a copy, sentence by sentence."""

from __future__ import annotations

from twosource.lineage import align
from twosource.model import Report

PARENT = """The council of Eastmere voted on Monday to close the old quarry road, citing three rockfalls since June.

Engineers had labelled the slope unstable, without publishing their measurements.

Residents gathered outside the town hall and asked for a bus to the valley school. A petition with 900 names was \
handed to the clerk.

The road will be fenced off from the first of October."""

CHILD = """Engineers had labeled the slope unstable.

The council of Eastmere voted Monday to close the old quarry road after three rockfalls since June.

The road will be fenced off from the first of October.

Mayor Dora Lindqvist plans to stand for a third term."""


def _kinds(child: str, parent: str) -> list[tuple[str, str | None, str | None]]:
    found = align(Report("c", child, ""), Report("p", parent, ""))
    return [
        (e.kind, e.child.of(child)[:12] if e.child else None, e.parent.of(parent)[:12] if e.parent else None)
        for e in found.edits
    ]


def test_each_sentence_gets_its_edit() -> None:
    assert _kinds(CHILD, PARENT) == [
        ("moved", "Engineers ha", "Engineers ha"),
        ("reworded", "Engineers ha", "Engineers ha"),
        ("reworded", "The council ", "The council "),
        ("kept", "The road wil", "The road wil"),
        ("added", "Mayor Dora L", None),
        ("cut", None, "Residents ga"),
        ("cut", None, "A petition w"),
    ]


def test_a_text_against_itself_is_kept_whole() -> None:
    found = align(Report("a", PARENT, ""), Report("b", PARENT, ""))
    assert {e.kind for e in found.edits} == {"kept"}
    assert (found.kept, found.kept_of_parent) == (1.0, 1.0)


def test_empty_reports_align_to_nothing() -> None:
    found = align(Report("a", "", ""), Report("b", PARENT, ""))
    assert found.kept == 0.0
    assert {e.kind for e in found.edits} == {"cut"}
