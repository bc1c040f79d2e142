"""A collation in the terminal and as a page: words for every mark, nothing of a report taken for markup."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from twosource.briefing.collation import collation_page, collation_table
from twosource.lineage import collate
from twosource.model import Report

BASE = Report("a", "The <b>kiln</b> stood in the harbour for ninety years. It burnt at dawn on Tuesday, they say.", "")
OTHER = Report("b", "The <b>kiln</b> stood in the harbor for ninety years. It burnt at dawn. Rain fell on the ash.", "")
REPORTS = {"a": BASE, "b": OTHER}


def test_terminal_names_what_was_done() -> None:
    out = StringIO()
    Console(file=out, width=80, color_system=None).print(collation_table(collate(BASE, [OTHER]), REPORTS))
    assert "[respelled]" in out.getvalue()
    assert "[added]" in out.getvalue()


def test_page_escapes_and_marks_words() -> None:
    page = collation_page(collate(BASE, [OTHER]), REPORTS)
    assert "<b>" not in page
    assert '<del class="s">harbour</del>' in page
    assert '<ins class="s">harbor</ins>' in page
    assert "<del>on Tuesday, they say</del>" in page
    assert "<script" not in page
