"""Marks over a report's text: nested, crossing, over several lines, hostile."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.briefing.marked_text import mark_report, show_unseen, split_spans
from twosource.model import Report, Span

TAG = re.compile(r'<mark (?:id|class)="(of-)?m(\d+)-(\d+)">|</mark>')


def report(text: str) -> Report:
    return Report(id="a", text=text, sha256="")


def name(span: Span) -> str:
    return f"m{span.start}-{span.end}"


def words_under_marks(html: str) -> tuple[dict[Span, str], dict[Span, int]]:
    """Return the text under each span's marks and how many elements hold it; fails where tags are not balanced."""
    words: dict[Span, str] = {}
    pieces: dict[Span, int] = {}
    stack: list[Span] = []
    at = 0
    for tag in TAG.finditer(html):
        for span in stack:
            words[span] += unescape(html[at : tag.start()])
        at = tag.end()
        if tag[0] == "</mark>":
            stack.pop()
            continue
        span = Span(int(tag[2]), int(tag[3]))
        assert (tag[1] is None) == (span not in pieces), "the first piece carries the id, the others the class"
        words.setdefault(span, "")
        pieces[span] = pieces.get(span, 0) + 1
        stack.append(span)
    assert stack == []
    return words, pieces


def test_nested_spans_are_nested_elements() -> None:
    (line,) = mark_report(report("rain fell on the dam"), [Span(0, 9), Span(5, 9)], name)
    assert line.html == '<mark id="m0-9">rain <mark id="m5-9">fell</mark></mark> on the dam'


def test_crossing_spans_are_cut_where_they_cross() -> None:
    text = report("rain fell on the dam")
    (line,) = mark_report(text, [Span(0, 9), Span(5, 12)], name)
    assert line.html == (
        '<mark id="m0-9">rain <mark id="m5-12">fell</mark></mark><mark class="of-m5-12"> on</mark> the dam'
    )
    assert split_spans(text, [Span(0, 9), Span(5, 12)]) == (Span(5, 12),)


def test_a_span_that_begins_on_a_blank_line_has_its_anchor_on_the_next() -> None:
    lines = mark_report(report("one\n\ntwo"), [Span(4, 7)], name)
    assert [str(line.html) for line in lines] == ["one", '<mark id="m4-7">tw</mark>o']
    assert [line.starts for line in lines] == [(), (Span(4, 7),)]


def test_lines_are_numbered_as_in_the_text_and_blank_ones_left_out() -> None:
    lines = mark_report(report("one\r\n\r\n  \nfour"), [], name)
    assert [(line.number, str(line.html)) for line in lines] == [(1, "one"), (4, "four")]


def test_a_span_outside_the_text_marks_nothing() -> None:
    (line,) = mark_report(report("rain"), [Span(2, 99), Span(-3, 2), Span(2, 2), Span(3, 1)], name)
    assert line.html == "rain"


def test_markup_in_a_report_stays_words() -> None:
    (line,) = mark_report(report('a </mark><script src="x"> b'), [Span(4, 9)], name)
    assert "<script" not in line.html
    assert line.html.count("</mark>") == 1


def test_what_is_seen_stays_as_it_is() -> None:
    assert show_unseen("Élan, “naïve” – 東京 ٣ 👍🏽\t\n") == "Élan, “naïve” – 東京 ٣ 👍🏽\t\n"


def test_what_is_not_seen_is_written_out() -> None:
    assert show_unseen("\x00\x1b\u00ad\u200d\u2066\u2028\ufeff\U000e0041") == (
        "⟨U+0000⟩⟨U+001B⟩⟨U+00AD⟩⟨U+200D⟩⟨U+2066⟩⟨U+2028⟩⟨U+FEFF⟩⟨U+E0041⟩"
    )


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(alphabet="ab <&\n\u202e", max_size=40),
    ends=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
)
def test_marks_hold_their_words_however_they_lie(text: str, ends: list[tuple[int, int]]) -> None:
    spans = {Span(min(p), max(p)) for p in ends}
    marked = mark_report(report(text), spans, name)
    html = "".join(line.html for line in marked)
    words, pieces = words_under_marks(html)
    shown = [line for line in text.split("\n") if line.strip()]
    assert unescape(TAG.sub("", html)) == show_unseen("".join(shown))
    several = set(split_spans(report(text), {s for s in spans if s.end <= len(text)}))
    for span in words:
        kept = "".join(
            span.of(text)[max(0, start - span.start) : max(0, end - span.start)] for start, end in shown_lines(text)
        )
        assert words[span] == show_unseen(kept)
        assert pieces[span] == 1 or span in several


def shown_lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines
