"""Every page is there, its twins say the same, and every link of it leads somewhere."""

import csv
import io
import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

VIEWS = ("", "/matrix", "/lineage", "/compare", "/figures", "/speakers", "/overruled")


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in {"a", "link"} and named.get("href"):
            self.hrefs.append(named["href"] or "")
        if tag == "script" and named.get("src"):
            self.hrefs.append(named["src"] or "")
        if named.get("id"):
            self.ids.append(named["id"] or "")
        if tag == "style" or "style" in named or any(k.startswith("on") for k in named):
            self.inline.append(tag)
        if tag == "script" and not named.get("src"):
            self.inline.append(tag)


def parsed(html: str) -> Links:
    links = Links()
    links.feed(html)
    return links


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_is_a_page_with_one_headline_and_no_inline_code(client, story, view):
    answer = client.get(f"/story/{story}{view}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert len(re.findall(r"<h1\b", answer.text)) == 1
    links = parsed(answer.text)
    assert links.inline == []
    assert sorted(links.ids) == sorted(set(links.ids))
    assert len(answer.content) < 150_000


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_has_twins(client, story, view):
    told = client.get(f"/story/{story}{view}.json")
    assert told.status_code == 200
    assert told.json()["story"] == story
    table = client.get(f"/story/{story}{view}.csv")
    assert table.status_code == 200
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.text.splitlines()[0].split(",")) > 2


def test_the_twins_of_the_matrix_are_the_matrix(client, story):
    told = client.get(f"/story/{story}/matrix.json?sort=independence").json()
    rows = rows_of(client.get(f"/story/{story}/matrix.csv?sort=independence").text)
    in_json = [row for _, part in told["parts"] for row in part]
    assert [r["claim"] for r in rows] == [r["claim"] for r in in_json]
    assert len(rows) == told["shown"] == 40
    page = client.get(f"/story/{story}/matrix?sort=independence").text
    assert page.count('<th scope="row">') == 40
    lineages = [int(r["lineages"]) for r in rows]
    assert lineages == sorted(lineages, reverse=True)
    whole = client.get(f"/story/{story}/matrix.json?all=yes").json()
    assert whole["shown"] == whole["in_all"] > 40


def test_the_matrix_says_who_still_prints_what_was_withdrawn(client, story):
    told = client.get(f"/story/{story}/matrix.json?kind=conflict").json()
    withdrawn = [row for _, part in told["parts"] for row in part if row["conflict"] == "retraction"]
    assert len(withdrawn) == 1
    cells = {c["report"]: c for c in withdrawn[0]["cells"]}
    assert cells["04_daily-beacon.html"]["still"] is True
    assert cells["08_overseas-review.txt"]["sign"] == "withdraws"
    assert cells["01_coastal-tribune.txt"]["sign"] == "left"
    assert cells["07_halvern-courier.txt"]["sign"] == "absent"
    assert "still printed" in client.get(f"/story/{story}/matrix").text


def test_what_to_check_first_is_the_withdrawn_toll(client, story):
    told = client.get(f"/story/{story}.json").json()
    assert [c["word"] for c in told["checks"]] == ["Withdrawn", "Disputed", "Figures differ"]
    assert "Daily Beacon" in told["checks"][0]["why"]


def test_the_briefing_cites_places_that_say_it(client, story, desk):
    told = client.get(f"/story/{story}.json?length=full").json()
    links = [link for part in told["parts"] for t in part["told"] for link in t["links"]]
    assert len(links) > 100
    for link in links:
        text = desk.report(link["report"]).text
        assert text[link["span"]["start"] : link["span"]["end"]].strip()
        assert link["url"].endswith(f"#c{link['span']['start']}-{link['span']['end']}")


def test_the_briefing_can_be_taken_along_as_markdown(client, story):
    answer = client.get(f"/story/{story}.md")
    assert answer.headers["content-type"].startswith("text/markdown")
    assert answer.text.startswith("# Varelia withdraws toll")
    assert "09:1" in answer.text.splitlines()[0]


def test_the_lineage_view_lists_every_report_once(client, story):
    told = client.get(f"/story/{story}/lineage.json").json()
    reports = [m["report"]["id"] for branch in told["lineages"] for m in branch["members"]]
    assert len(reports) == len(set(reports)) == 9
    assert "picture" not in told
    assert told["lead"].startswith("Five of nine reports run Meridian copy and count once.")
    assert "No credit is printed in 02 lakeside-herald" in told["lead"]
    page = client.get(f"/story/{story}/lineage").text
    assert '<svg class="lineages" role="img"' in page


def test_compare_can_be_asked_for_changes_of_meaning_alone(client, story):
    asked = f"/story/{story}/compare.json?base=01_coastal-tribune.txt&beside=02_lakeside-herald.txt"
    everything, meaning = client.get(asked).json(), client.get(f"{asked}&show=meaning").json()
    assert meaning["meanings"] == everything["meanings"] == len(meaning["lines"]) == 1
    assert "without offering evidence" in meaning["lines"][0]["base"]
    assert meaning["lines"][0]["sides"][0]["meaning"] == ["words of doubt absent"]
    assert len(everything["lines"]) == len(everything["density"]) > 15


def test_compare_takes_up_to_four_reports(client, story):
    beside = ["02_lakeside-herald.txt", "03_northgate-post.txt", "04_daily-beacon.html", "07_halvern-courier.txt"]
    asked = "&".join(f"beside={b}" for b in beside)
    told = client.get(f"/story/{story}/compare.json?base=01_coastal-tribune.txt&{asked}").json()
    assert [n["id"] for n in told["beside"]] == beside[:3]
    assert all(len(line["sides"]) == 3 for line in told["lines"])


def test_compare_with_a_report_of_another_story_is_not_there(client, story):
    assert client.get(f"/story/{story}/compare?base=nothing.txt&beside=02_lakeside-herald.txt").status_code == 404


def test_the_figures_follow_the_profile_and_say_their_rule(client, story):
    printed = client.get(f"/story/{story}/figures.json").json()
    ucdp = client.get(f"/story/{story}/figures.json?profile=ucdp").json()
    assert printed["rule"] != ucdp["rule"]
    assert any("best" in c["numbers"] for c in ucdp["counts"])
    assert "killed" in printed["quantities"][0]["name"]
    withdrawn = [r for q in printed["quantities"] for r in q["rows"] if r["withdrawn"]]
    assert [r["words"] for r in withdrawn] == ["more than 60"]
    assert client.get(f"/story/{story}/figures?profile=ucdp").text.count('<svg class="chart"') >= 1


def test_speakers_are_heard_with_the_cue_of_each_report(client, story):
    told = client.get(f"/story/{story}/speakers.json").json()
    ostrin = next(s for s in told["speakers"] if s["name"] == "Pavel Ostrin")
    assert ostrin["lineages"] >= 2
    assert any(cue == "told" for said in ostrin["said"] for cue, _ in said["cues"])
    dates = [h["date"] for h in told["happenings"]]
    assert dates == sorted(dates)


def test_the_evidence_of_a_claim_quotes_every_reading_in_its_place(client, story, desk):
    ledger = desk.ledger(story)
    claim = next(c for c in ledger.claims if c.id == ledger.conflicts[0].claim)
    told = client.get(f"/story/{story}/claim/{claim.id}.json").json()
    quoted = [q for w in told["witnesses"] for q in w["readings"]]
    assert len(quoted) == len(claim.readings)
    for q in quoted:
        assert "html" not in q
    page = client.get(f"/story/{story}/claim/{claim.id}")
    assert page.text.count("<mark>") == len(quoted)
    marked = re.findall(r"<mark>(.*?)</mark>", page.text, re.S)
    assert {unescape(m) for m in marked} == {r.span.of(desk.report(r.report).text) for r in claim.readings}


def test_the_drawer_is_the_evidence_and_nothing_round_it(client, story, desk):
    claim = desk.ledger(story).claims[0].id
    answer = client.get(f"/story/{story}/claim/{claim}", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert 'class="claim"' in answer.text
    assert "HX-Request" in answer.headers["vary"]


def test_a_report_has_an_anchor_for_every_span_that_is_cited(client, story, desk):
    ledger = desk.ledger(story)
    for report in ledger.reports[:3]:
        ids = parsed(client.get(f"/report/{report.id}").text).ids
        spans = {r.span for c in ledger.claims if c.weight > 0 for r in c.readings if r.report == report.id}
        assert spans
        assert {f"c{s.start}-{s.end}" for s in spans} <= set(ids)


def test_a_place_that_nothing_cites_can_be_marked(client):
    assert 'id="c5-17"' not in client.get("/report/01_coastal-tribune.txt").text
    assert 'id="c5-17"' in client.get("/report/01_coastal-tribune.txt?mark=5-17").text
    assert client.get("/report/01_coastal-tribune.txt?mark=99999999-0").status_code == 200


def test_a_report_that_ends_like_a_twin_is_a_report(own_client, own_desk):
    from twosource.intake import make_report

    own_desk.add([make_report("notes.json", "The bridge at Northwick was closed on Monday, the mayor said.")])
    assert own_client.get("/report/notes.json").headers["content-type"].startswith("text/html")
    assert own_client.get("/report/notes.json.json").json()["id"] == "notes.json"


def test_an_older_version_has_a_page_and_what_changed_is_said(own_client, own_desk):
    from twosource.intake import make_report

    first = (
        "A dam broke at Northwick on Monday and 12 people were hurt, the clerk Tam Oduya said. Rain fell all night.\n"
    )
    for text in (first, first.replace("12 people", "21 people")):
        own_desk.add([make_report("dam.txt", text, outlet="Echo", url="https://echo.example/dam")])
    newest = own_client.get("/report/dam.txt")
    assert "21 people" in newest.text
    assert "Changed without a word" in newest.text
    assert 'href="/report/dam.txt%401"' in newest.text
    older = own_client.get("/report/dam.txt%401")
    assert older.status_code == 200
    assert "12 people" in older.text
    assert own_client.get("/report/dam.txt%407").status_code == 404
    assert own_client.get("/report/dam.txt%401.json").json()["id"] == "dam.txt@1"


def test_the_front_page_lists_the_stories(client, desk):
    told = client.get("/stories.json").json()
    assert [s["id"] for s in told["stories"]] == [s.id for s in desk.stories()]
    assert len(rows_of(client.get("/stories.csv").text)) == len(told["stories"]) == 2
    assert "Varelia withdraws toll" in client.get("/").text
    assert client.get("/stories?page=7").status_code == 200


def test_search_finds_and_marks(client):
    told = client.get("/search.json?q=drone+evidence").json()
    assert told["found"][0]["report"] in {"01_coastal-tribune.txt", "04_daily-beacon.html", "05_lindmar-gazette.txt"}
    page = client.get("/search?q=drone+evidence").text
    assert "<mark>drone</mark>" in page
    assert client.get("/search?q=zzzyzx").status_code == 200
    assert client.get("/search?q=" + "%22%27(*%5C" * 50).status_code == 200


@pytest.mark.parametrize("path", ["/nothing", "/story/none", "/story/none/matrix", "/report/none.txt", "/work/none"])
def test_what_is_not_there_is_said_kindly(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "That is not on this desk" in answer.text


def test_every_link_of_every_page_leads_somewhere(client, story):
    seen, waiting, dead = set[str](), ["/", f"/story/{story}", "/help", "/add", "/work", "/search?q=drone"], []
    kinds: dict[str, int] = {}
    while waiting:
        path = waiting.pop()
        # of each kind of page a few dozen are enough
        kind = re.sub(r"(claim|report)/[^/?]+", r"\1/", path.partition("?")[0])
        kinds[kind] = kinds.get(kind, 0) + 1
        if path in seen or kinds[kind] > 12:
            continue
        seen.add(path)
        answer = client.get(path)
        if answer.status_code != 200:
            dead.append(path)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        links = parsed(answer.text)
        for href in links.hrefs:
            parts = urlsplit(urljoin(f"http://testserver{path}", href))
            assert parts.netloc == "testserver", href
            if href.startswith("#"):
                assert href[1:] in links.ids, (path, href)
            waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    assert dead == []
    assert len(seen) > 60
