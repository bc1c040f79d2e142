"""The page: escaped, well formed, self-contained, and every citation a link to its own words."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser

import pytest

from twosource.briefing.html import write_html
from twosource.briefing.marked_text import show_unseen
from twosource.model import Briefing, Ledger, Sentence, Span

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Element:
    def __init__(self, tag: str, attributes: dict[str, str | None], parent: Element | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Element | str] = []

    @property
    def text(self) -> str:
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    def all(self) -> list[Element]:
        return [self, *(x for c in self.children if isinstance(c, Element) for x in c.all())]


class StrictParser(HTMLParser):
    """Builds a tree and fails where an element is not closed by its own end tag."""

    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, dict(attrs), self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.children.append(Element(tag, dict(attrs), self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> where </{self.here.tag}> is due"
        assert self.here.parent is not None
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(page: str) -> list[Element]:
    parser = StrictParser()
    parser.feed(page)
    parser.close()
    assert parser.here is parser.root, f"<{parser.here.tag}> is never closed"
    return parser.root.all()


@pytest.fixture(scope="module")
def page(story) -> str:
    return write_html(story.briefing, story.ledger)


@pytest.fixture(scope="module")
def elements(page) -> list[Element]:
    return parse(page)


def test_ids_are_unique_and_every_inner_link_has_its_anchor(elements) -> None:
    ids = [e.attributes["id"] for e in elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    links = [e.attributes["href"] for e in elements if e.tag == "a"]
    assert len(links) > 20
    assert [h for h in links if not h.startswith("#") or h[1:] not in ids] == []


def test_every_citation_leads_to_its_own_words(story, elements) -> None:
    by_id = {e.attributes["id"]: e for e in elements if "id" in e.attributes}
    texts = {r.id: r.text for r in story.ledger.reports}
    anchors = {r.id: f"r{n}" for n, r in enumerate(story.ledger.reports, 1)}
    cited = [c for s in story.briefing.sections for x in s.sentences for c in x.citations]
    assert len(cited) > 8
    for citation in cited:
        name = f"{anchors[citation.report]}-{citation.span.start}-{citation.span.end}"
        pieces = [by_id[name], *(e for e in elements if e.attributes.get("class") == f"of-{name}")]
        words = re.sub(r"\r?\n", "", citation.span.of(texts[citation.report]))
        assert "".join(p.text for p in pieces) == show_unseen(words)
        assert {p.tag for p in pieces} == {"mark"}


def test_each_sentence_links_to_what_it_cites(story, elements) -> None:
    items = {e.attributes["id"]: e for e in elements if e.tag == "li" and "id" in e.attributes}
    number = 0
    for section in story.briefing.sections:
        for sentence in section.sentences:
            number += 1
            labels = [e.text for e in items[f"s{number}"].all() if e.tag == "a" and "title" in e.attributes]
            assert labels == [c.label for c in sentence.citations]


def test_a_cited_line_leads_back_to_its_sentences(elements) -> None:
    backs = [[a.text for a in e.all() if a.tag == "a"] for e in elements if e.attributes.get("class") == "back"]
    assert backs == [["1", "6", "7"], ["2", "8"], ["1", "3"], ["5"], ["4"]]


def test_words_of_the_reports_are_never_markup(page, elements) -> None:
    assert "<script" not in page
    assert not {e.tag for e in elements} & {"script", "u", "i", "em", "img", "iframe", "object", "form"}
    for e in elements:
        if e.tag == "b":  # our own bold only
            assert e.text not in {"every", "Brandt"}
    shown = "".join(e.text for e in elements if e.tag == "main")
    assert "We looked at <b>every</b> crack & found none," in shown
    assert '<script>alert("rain")</script>' in shown


def test_what_cannot_be_seen_is_written_out(page) -> None:
    assert "water⟨U+202E⟩stood⟨U+200B⟩ at" in page
    assert "Nobody⟨U+0007⟩" in page
    assert not set(page) & {"\u202e", "\u200b", "\x07", "\ufeff"}


def test_the_page_is_self_contained_and_its_policy_allows_its_one_style_sheet(page, elements) -> None:
    (policy,) = [
        e.attributes["content"] for e in elements if e.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    (style,) = [e.text for e in elements if e.tag == "style"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not [e for e in elements if {"src", "style", "onclick", "action"} & set(e.attributes)]
    assert "url(" not in style
    assert "@import" not in style
    assert not [e for e in elements if e.tag == "link"]


def test_the_whole_text_of_every_report_stands_on_the_page(story, elements) -> None:
    lines = [e.text for e in elements if e.attributes.get("class") == "words"]
    given = [x.rstrip("\r") for r in story.ledger.reports for x in r.text.split("\n") if x.strip()]
    assert [x.removeprefix("not part of the story: ") for x in lines] == [show_unseen(x) for x in given]


def test_lines_outside_the_story_are_called_so_in_words(elements) -> None:
    outside = [e.text for e in elements if e.attributes.get("class") == "outside"]
    assert len(outside) == 2
    assert all("not part of the story" in x for x in outside)


def test_special_sentences_are_named_in_words(elements) -> None:
    signs = [e.text for e in elements if e.attributes.get("class") == "sign"]
    assert "≠ Disputed" in signs


def test_a_date_is_shown_once_and_said_each_time(elements) -> None:
    days = [e for e in elements if e.tag == "li" and any(c.attributes.get("class") == "date" for c in e.all())]
    assert [e.attributes.get("class") for e in days] == [None, "same-day"]
    assert [e.all()[1].text for e in days] == ["2 March 2020", "2 March 2020"]


def test_figures_given_differently_are_compared_and_a_withdrawn_one_is_struck(elements) -> None:
    (table,) = [e for e in elements if e.attributes.get("class") == "ranges"]
    rows = [[c.text for c in r.children if isinstance(c, Element)] for r in table.all() if r.tag == "tr"][1:]
    assert [(r[0], r[1], r[3]) for r in rows] == [
        ("About 40", "about 40", "[01:4]"),
        ("Fifty", "exactly 50", "[03:2]"),
        ("More than 60 ✕ withdrawn", "61 or more", "[02:3]"),
    ]


def test_the_picture_of_lineages_has_a_twin_in_words(elements) -> None:
    (picture,) = [e for e in elements if e.tag == "svg" and e.attributes.get("class") == "lineages"]
    assert "62% of it stands in 01" in picture.text
    (words,) = [e.text for e in elements if e.attributes.get("class") == "plain"]
    assert "Ostry <Wire> copy: two reports (01, 02)" in words
    assert "02: 62% of its words stand in 01; which came first is not shown (12 words & more)." in words


def test_where_one_direction_is_shown_the_other_is_not_told(story) -> None:
    there, back = (
        story.ledger.derivations[0],
        dataclasses.replace(
            story.ledger.derivations[0], child="01_heron.txt", parent="02_gull.txt", direction="shown", evidence=()
        ),
    )
    ledger = dataclasses.replace(story.ledger, derivations=(there, back))
    page = write_html(story.briefing, ledger)
    assert "01: 62% of its words stand in 02; it was made from 02." in page
    assert "which came first" not in page


def test_same_input_same_bytes(story, page) -> None:
    assert write_html(story.briefing, story.ledger) == page


def test_a_ledger_without_reports_makes_a_page() -> None:
    nothing = Briefing(Sentence("Nothing that is said could be read", ()), Sentence("No report.", ()), ())
    assert parse(write_html(nothing, Ledger(reports=())))


def test_citations_that_lead_nowhere_are_left_out(story) -> None:
    first = story.briefing.sections[0].sentences[0]
    bad = [dataclasses.replace(first, citations=(c,)) for c in (
        first.citations[0]._replace(report="gone.txt"),
        first.citations[0]._replace(span=Span(5, 5)),
        first.citations[0]._replace(span=Span(36, 38)),  # two line ends
        first.citations[0]._replace(span=Span(10, 10_000_000)),
    )]  # fmt: skip
    section = dataclasses.replace(story.briefing.sections[0], sentences=tuple(bad))
    elements = parse(write_html(dataclasses.replace(story.briefing, sections=(section,)), story.ledger))
    ids = {e.attributes.get("id") for e in elements}
    assert all(e.attributes["href"][1:] in ids for e in elements if e.tag == "a")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_have_the_contrast_that_wcag_aa_asks_for(page, theme) -> None:
    block = re.findall(r":root \{([^}]*)\}", page)[theme]
    colour = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    grounds = [(text, ground) for text in ("ink", "quiet", "link", "sign") for ground in ("paper",)]
    grounds += [("ink", "mark"), ("ink", "lane"), ("quiet", "lane"), ("on-target", "target"), ("quiet", "mark")]
    for text, ground in grounds:
        a, b = sorted((luminance(colour[text]), luminance(colour[ground])), reverse=True)
        assert (a + 0.05) / (b + 0.05) >= 4.5, f"{text} on {ground}"
