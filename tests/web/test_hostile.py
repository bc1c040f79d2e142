"""A report's words are shown, whatever they are; they never run, draw, hide or reorder."""

import json
import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from twosource.web import addresses
from twosource.web.addresses import report_url
from twosource.web.app import create_app
from twosource.web.twins import to_csv
from twosource.web.views import report as report_page


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def hostile(desk):
    found = next(name for name in desk.reports() if "script" in name)
    return found, desk.story_of(found)


def pages_of(hostile):
    report, story = hostile
    views = ("", "/matrix", "/lineage", "/compare", "/figures", "/speakers", "/overruled")
    return [report_url(report), "/", "/search?q=bridge+mayor", *(f"/story/{story}{v}" for v in views)]


def test_no_page_lets_the_words_become_markup(client, hostile):
    for path in pages_of(hostile):
        answer = client.get(path)
        assert answer.status_code == 200, path
        tags = Tags()
        tags.feed(answer.text)
        for tag, attrs in tags.tags:
            assert tag not in {"img", "style", "b onclick", "iframe"}, path
            assert not any(name.startswith("on") for name in attrs), path
            assert tag != "script" or (attrs.get("src") or "").startswith("/static/"), path
            assert not (attrs.get("href") or "").startswith("javascript"), path
        assert answer.text.count("<h1") == 1
        words = re.sub(r"[0-9a-f]{12,}", "", answer.text)  # seals and digests may have any figures in them
        assert "49" not in words or "{{ 7" in words


def test_what_cannot_be_seen_is_written_out(client, hostile):
    page = client.get(report_url(hostile[0])).text
    assert "⟨U+202E⟩" in page
    assert "⟨U+200B⟩" in page
    for path in pages_of(hostile):
        text = client.get(path).text
        assert not set(text) & {"\u202e", "\u202c", "\u200b"}, path


def test_every_paragraph_finds_its_own_direction(client, hostile):
    page = client.get(report_url(hostile[0])).text
    assert '<p dir="auto">' in page
    assert "قال المتحدث" in page


def test_an_id_that_looks_like_a_path_leads_to_its_report(client, hostile):
    answer = client.get(report_url(hostile[0]))
    assert answer.status_code == 200
    assert "Two people were hurt" in answer.text
    assert client.get(report_url(hostile[0]) + ".json").json()["id"] == hostile[0]


def test_a_twin_is_no_page(client, hostile):
    answer = client.get(f"/story/{hostile[1]}.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    json.loads(answer.text)


def test_a_spreadsheet_takes_no_words_for_a_formula():
    class View:
        def table(self):
            return ("a", "b"), [("=1+1", -3), ("@SUM(A1)", "-x"), ("plain", "+y")]

    assert to_csv(View()).splitlines() == ["a,b", "'=1+1,-3", "'@SUM(A1),'-x", "plain,'+y"]


def test_a_long_report_is_shown_in_parts_and_its_places_are_found(monkeypatch, desk):
    monkeypatch.setattr(addresses, "PAGE_CHARACTERS", 500)
    monkeypatch.setattr(report_page, "PAGE_CHARACTERS", 500)
    report = desk.report("04_daily-beacon.html")
    story = desk.story_of(report.id)
    spans = [r.span for c in desk.ledger(story).claims if c.weight > 0 for r in c.readings if r.report == report.id]
    with TestClient(create_app(desk, hosts={"testserver"})) as client:
        first = client.get("/report/04_daily-beacon.html").text
        assert f"Part 1 of {-(-len(report.text) // 500)}" in first
        assert 'rel="next" href="/report/04_daily-beacon.html?part=2"' in first
        assert "Civic Union" in report.text
        assert "Civic Union" not in first
        for span in spans:
            address, _, anchor = report_url(report.id, span).partition("#")
            assert f'id="{anchor}"' in client.get(address).text, span
        assert client.get("/report/04_daily-beacon.html?part=99").status_code == 200


def test_strange_questions_are_answered(client, story):
    for query in ("?sort=%00", "?kind=%F0%9F", "?page=-1", "?page=99999999999", "?all=yes&sort[]=x", "?base=%2e%2e"):
        for view in ("", "/matrix", "/figures"):
            assert client.get(f"/story/{story}{view}{query}").status_code == 200
    assert client.get("/stories?page=99999999999").status_code == 200
