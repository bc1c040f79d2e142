import time

from twosource.intake import read_reports

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Flood cuts Lodev in two | Lodev Herald</title>
<meta property="og:site_name" content="Lodev Herald"><meta property="og:title" content="Flood cuts Lodev in two">
<meta property="article:published_time" content="2031-03-04T09:00:00Z">
<link rel="canonical" href="https://herald.example/flood"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Flood cuts Lodev in two</h1>
<p>The river Arn rose by two metres on Monday, the mayor of Lodev said, and cut the old town in two.</p>
<p>No one was hurt, but some 400 people left their houses and spent the night in two schools on the hill.</p>
<p>“We will be back by Friday,” said Ilse Brandt, a baker whose shop stood under water until the evening.</p>
<p>The weather office expects the water to fall from Wednesday on, unless more rain comes down from the hills.</p>
</article><footer><p>Copyright 2031 Lodev Herald</p></footer></body></html>"""


def read(path, data):
    path.write_bytes(data)
    return read_reports([path])


def test_a_page_gives_its_story_and_what_its_head_says(tmp_path):
    report = read(tmp_path / "a.html", PAGE.encode("utf-8")).reports[0]
    assert (report.outlet, report.published, report.published_from) == ("Lodev Herald", "2031-03-04", "metadata")
    assert report.url == "https://herald.example/flood"
    assert report.title == "Flood cuts Lodev in two"
    assert report.title_span is not None
    assert report.title_span.of(report.text) == report.title
    paragraphs = [span.of(report.text) for span in report.body]
    assert len(paragraphs) == 4
    assert paragraphs[2].startswith("“We will be back")


def test_a_page_named_txt_and_one_in_another_encoding(tmp_path):
    other = PAGE.replace("utf-8", "iso-8859-2").replace("Brandt", "Brandtová").replace("“", '"').replace("”", '"')
    for name, data in (("a.txt", PAGE.encode("utf-8")), ("b.html", other.encode("iso8859-2"))):
        report = read(tmp_path / name, data).reports[0]
        assert report.title == "Flood cuts Lodev in two"
    assert "Brandtová" in report.text


def test_json_ld_says_when(tmp_path):
    page = PAGE.replace(
        '<meta property="article:published_time" content="2031-03-04T09:00:00Z">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-03-05"}</script>',
    )
    assert read(tmp_path / "a.html", page.encode("utf-8")).reports[0].published == "2031-03-05"


def test_a_page_that_nests_without_end_is_refused(tmp_path):
    start = time.process_time()
    intake = read(tmp_path / "a.html", ("<div>" * 100_000 + "text" + "</div>" * 100_000).encode())
    assert "nests more than" in intake.errors[0].message
    assert time.process_time() - start < 5


def test_paragraphs_that_nest_without_end_do_no_harm(tmp_path):
    start = time.process_time()
    read(tmp_path / "a.html", PAGE.replace("<p>", "<p><b><i>" * 400).encode())
    assert time.process_time() - start < 20


def test_a_page_without_a_story(tmp_path):
    intake = read(tmp_path / "a.html", b"<html><body></body></html>")
    assert "no story" in intake.errors[0].message
