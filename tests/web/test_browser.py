"""The pages in a browser: each view, keyboard alone, no script, narrow and wide, dark, print, axe, two at once."""

# ruff: noqa: E402  (what may be missing is asked for before it is imported)
import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
uvicorn = pytest.importorskip("uvicorn", reason="the web extra is not installed")

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from twosource.desk import Desk
from twosource.intake import read_reports
from twosource.web.addresses import claim_url, report_url, story_url
from twosource.web.app import create_app

CHROMIUM = os.environ.get("TWOSOURCE_CHROMIUM") or shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium (Debian: apt-get install chromium)")

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
VIEWS = ("", "/matrix", "/lineage", "/compare", "/figures", "/speakers", "/overruled")
# Five reports of one event that may lie beside the repository; where they do, the views are tried on them as well.
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
DESKS = ("sample", *(["seeds"] if SEEDS.is_dir() else []))
REPORT = "/report/04_daily-beacon.html"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Site:
    """A desk served on a port of its own."""

    def __init__(self, desk: Desk) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.server = uvicorn.Server(uvicorn.Config(create_app(desk), port=self.port, log_level="error"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> "Site":
        self.thread.start()
        until = time.monotonic() + 30
        while not self.server.started and time.monotonic() < until:
            time.sleep(0.02)
        assert self.server.started
        return self

    def __exit__(self, *error: object) -> None:
        self.server.should_exit = True
        self.thread.join(15)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def site(desk: Desk) -> Iterator[Site]:
    with Site(desk) as served:
        yield served


@pytest.fixture(scope="module")
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    opened = browser.new_context(base_url=site.base, viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@dataclass(frozen=True)
class Stand:
    """A desk that is served, and what to look at on it: its story, what to check there first, every page, dark ones."""

    base: str
    story: str
    first: str
    paths: tuple[str, ...]
    dark: tuple[str, ...]


@pytest.fixture(scope="module", params=DESKS)
def stand(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    if request.param == "sample":
        yield stand_of(
            request.getfixturevalue("site").base, request.getfixturevalue("desk"), "more than 60", REPORT, paths
        )
        return
    with Desk(tmp_path_factory.mktemp("seeds") / "seeds.desk") as seeds:
        seeds.add(read_reports(sorted(SEEDS.glob("*.txt"))).reports)
        with Site(seeds) as served:
            yield stand_of(served.base, seeds, "164", report_url(seeds.reports()[0]), story_paths)


def stand_of(base: str, desk: Desk, first: str, report: str, asked: Callable[[str], list[str]]) -> Stand:
    story = max(desk.stories(), key=lambda s: (s.reports, s.id)).id
    weighty = max(desk.ledger(story).claims, key=lambda c: (c.weight, c.id))
    dark = (story_url(story), story_url(story, "matrix"), story_url(story, "compare"), report)
    return Stand(base, story_url(story), first, (*asked(story), report, claim_url(story, weighty.id)), dark)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda m: wrong.append(m.text) if m.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    opened.close()
    assert [w for w in wrong if "404" not in w] == []


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def story_paths(story: str) -> list[str]:
    return ["/", *(f"{story_url(story)}{v}" for v in VIEWS), "/search?q=drone"]


def paths(story: str) -> list[str]:
    return [*story_paths(story), REPORT, "/add", "/help", "/work"]


def test_each_view_fits_and_is_quiet(page, stand):
    for path in stand.paths:
        answer = page.goto(stand.base + path)
        assert answer.status == 200
        assert page.locator("h1").count() == 1
        assert overflow(page) <= 0, path


def test_no_page_breaks_a_rule_of_accessibility(page, stand):
    for path in stand.paths:
        page.goto(stand.base + path)
        assert broken_rules(page) == [], path
    page.emulate_media(color_scheme="dark")
    for path in stand.dark:
        page.goto(stand.base + path)
        assert broken_rules(page, contrast_alone=True) == [], f"{path} in the dark"
    page.emulate_media(color_scheme="light")


def broken_rules(page: Page, *, contrast_alone: bool = False) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})",
        ["color-contrast"] if contrast_alone else WCAG,
    )
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0]['failureSummary'][:200]}" for v in found["violations"]
    ]


def test_the_evidence_opens_by_keyboard_and_gives_the_focus_back(page, stand):
    page.goto(stand.base + stand.story)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.classList.contains('item')")
    page.keyboard.press("x")
    page.wait_for_selector("#evidence:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "evidence"
    assert stand.first in page.locator("#evidence mark").first.inner_text()
    assert broken_rules(page) == []
    page.keyboard.press("Escape")
    page.wait_for_selector("#evidence", state="hidden")
    assert "told" in page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    page.wait_for_selector("#evidence:not([hidden])")
    page.locator("[data-close]").click()
    page.wait_for_selector("#evidence", state="hidden")


def test_views_are_a_key_or_two_away(page, stand):
    page.goto(stand.base + stand.story)
    for key, end in (("m", "/matrix"), ("l", "/lineage"), ("c", "/compare"), ("f", "/figures"), ("t", "/speakers")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(f"**{end}")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("gm drone")
    assert page.locator("#q").input_value() == "gm drone"
    page.keyboard.press("Tab")
    page.keyboard.press("?")
    page.wait_for_url("**/help")


def test_shortcuts_can_be_switched_off_and_on(page, story):
    page.goto("/help")
    page.get_by_role("button", name="Switch shortcuts off").click()
    page.goto(f"/story/{story}")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.keyboard.press("/")
    page.wait_for_timeout(150)
    assert page.url.endswith(story)
    assert page.evaluate("document.activeElement.id") != "q"
    page.goto("/help")
    page.get_by_role("button", name="Switch shortcuts on").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_differences_are_a_key_apart(page, story):
    page.goto(f"/story/{story}/compare")
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("n")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("p")
    assert (first, second, page.evaluate("document.activeElement.id")) == ("d1", "d2", "d1")


def test_arrow_keys_walk_the_matrix_for_who_asks(page, stand):
    def place() -> list[int]:
        return page.evaluate(
            "(() => { const c = document.activeElement.closest('td, th'); return [c.parentElement.sectionRowIndex, "
            "c.cellIndex]; })()"
        )

    page.goto(stand.base + next(path for path in stand.paths if path.endswith("/matrix")))
    assert page.locator("table.matrix[role=grid]").count() == 0
    page.get_by_role("button", name="Move by arrow keys").click()
    assert page.locator("table.matrix tr.item [tabindex='0']").count() == 1
    page.locator("table.matrix tr.item .told").first.focus()
    row, column = place()
    page.keyboard.press("ArrowRight")
    assert place() == [row, column + 1]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert place() == [row, 0]
    assert page.locator("table.matrix tr.item [tabindex='0']").count() == 1
    assert broken_rules(page) == []
    page.get_by_role("button", name="Move by arrow keys").click()
    assert page.locator("table.matrix [tabindex='-1'], table.matrix[role=grid]").count() == 0


def test_tab_alone_reaches_everything_and_is_seen(page, stand):
    page.goto(stand.base + stand.story)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("#evidence:not([hidden])")


def test_a_citation_leads_to_the_words(page, story):
    page.goto(f"/story/{story}")
    page.locator(".checks .cites a").first.click()
    page.wait_for_url("**/report/**")
    assert "more than 60" in page.locator("mark:target").inner_text()
    box = page.locator("mark:target").bounding_box()
    assert 0 < box["y"] < 900


def test_everything_works_without_script(browser, site, story):
    with_out = browser.new_context(base_url=site.base, java_script_enabled=False)
    page = with_out.new_page()
    page.goto("/")
    page.locator(".stories h2 a", has_text="Varelia").click()
    page.locator(".checks .told").first.click()
    assert "/claim/" in page.url
    assert page.locator("mark").count() >= 3
    page.locator("nav.tabs a", has_text="Compare").click()
    page.locator("#show").select_option("meaning")
    page.get_by_role("button", name="Compare").click()
    assert page.locator("tr.meaning").count() == page.locator("table.collation tbody tr").count() == 1
    page.locator("#q").fill("drone")
    page.locator("#q").press("Enter")
    page.locator(".hits h2 a").first.click()
    assert page.locator(".text .line").count() > 5
    with_out.close()


def test_every_page_is_there_without_script(browser, stand):
    with_out = browser.new_context(base_url=stand.base, java_script_enabled=False)
    page = with_out.new_page()
    for path in stand.paths:
        assert page.goto(path).status == 200
        assert page.locator("h1").is_visible(), path
    page.goto(stand.story)
    page.locator(".checks .told").first.click()
    assert "/claim/" in page.url
    assert stand.first in page.locator("mark").first.inner_text()
    with_out.close()


@pytest.mark.parametrize("width", [320, 360, 640, 1920])
def test_no_page_scrolls_sideways(browser, stand, width):
    narrow = browser.new_context(base_url=stand.base, viewport={"width": width, "height": 780})
    page = narrow.new_page()
    for path in stand.paths:
        page.goto(path)
        assert overflow(page) <= 0, path
    page.goto(next(path for path in stand.paths if path.endswith("/matrix")))
    page.locator(".matrix .told").first.click()
    page.wait_for_selector("#evidence:not([hidden])")
    assert page.locator("#evidence").bounding_box()["width"] <= width
    narrow.close()


def test_text_twice_as_large_still_fits(page, stand):
    page.set_viewport_size({"width": 1280, "height": 900})
    for path in stand.paths:
        page.goto(stand.base + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert overflow(page) <= 0, path


def test_dark_is_dark_and_paper_is_white(page, stand):
    def background():
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.goto(stand.base + stand.story)
    light = background()
    page.emulate_media(color_scheme="dark")
    assert sum(map(int, re.findall(r"\d+", background()))) < 150 < sum(map(int, re.findall(r"\d+", light)))
    page.emulate_media(color_scheme="dark", media="print")
    assert background() == "rgb(255, 255, 255)"
    assert page.locator(".masthead form").is_hidden()
    assert page.locator(".tabs").is_hidden()
    assert page.locator(".checks").is_visible()
    assert len(page.pdf()) > 10_000
    page.emulate_media(color_scheme="light", media="screen")


def test_nothing_moves_for_who_wants_nothing_to_move(page, story):
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/story/{story}")
    page.keyboard.press("j")
    moving = page.evaluate("document.getAnimations().length")
    assert moving == 0
    page.emulate_media(reduced_motion="no-preference")


def test_hostile_words_are_shown_and_nothing_of_them_runs(page, desk):
    report = next(name for name in desk.reports() if "script" in name)
    story = desk.story_of(report)
    for path in (report_url(report), f"/story/{story}", f"/story/{story}/matrix", f"/story/{story}/speakers", "/"):
        assert page.goto(path).status == 200
        assert page.evaluate("window.hacked") is None
        assert page.locator("h1").count() == 1
        assert page.evaluate("getComputedStyle(document.body).display") != "none"
        assert overflow(page) <= 0, path
    page.goto(report_url(report))
    assert "<script>window.hacked = 1</script>" in page.locator(".text").inner_text()
    assert page.locator(".text script, .text img, .text style").count() == 0


def test_what_an_editor_decides_is_shown_and_can_be_taken_back(browser, own_desk, story):
    with Site(own_desk) as site:
        context = browser.new_context(base_url=site.base)
        page = context.new_page()
        page.goto(f"/story/{story}")
        page.locator(".reading .told").first.click()
        page.wait_for_selector("#evidence:not([hidden])")
        page.locator("#evidence summary", has_text="Overrule").click()
        page.locator("#grade").select_option("5")
        page.locator("#name-grade").fill("Ada Moll")
        page.locator("#reason-grade").fill("The hospital says otherwise.")
        page.locator("#evidence form", has_text="Its grade").get_by_role("button").click()
        page.wait_for_url("**/overruled")
        assert "The hospital says otherwise." in page.inner_text("main")
        assert broken_rules(page) == []
        page.locator("summary", has_text="Take it back").click()
        assert page.locator("[name=name]").input_value() == "Ada Moll"
        page.locator("[name=reason]").fill("They called back.")
        page.get_by_role("button", name="Take it back").click()
        page.wait_for_selector("text=Nobody has overruled anything")
        assert "Taken back by Ada Moll: They called back." in page.inner_text("main")
        assert broken_rules(page) == []
        context.close()


NEW = (
    "Ferry strikes pier in Northwick\n\nNORTHWICK, 4 May 2022 — A ferry struck the pier at Northwick on Wednesday and "
    "hurt six people, the harbour office said.\n"
)


def test_two_browsers_read_while_reports_are_added(browser, own_desk, story):
    with Site(own_desk) as site:
        one, two = (browser.new_context(base_url=site.base) for _ in range(2))
        adding, reading = one.new_page(), two.new_page()
        reading.goto(f"/story/{story}")
        adding.goto("/add")
        adding.locator("#text").fill(NEW)
        adding.locator("#outlet").fill("Northwick Echo")
        adding.get_by_role("button", name="Add", exact=True).click()
        adding.wait_for_url("**/work/**")
        slowest = 0.0
        until = time.monotonic() + 60
        while time.monotonic() < until:
            began = time.monotonic()
            reading.goto(f"/story/{story}/matrix")
            slowest = max(slowest, time.monotonic() - began)
            if adding.locator(".touched a").count():
                break
        adding.wait_for_selector(".touched a", timeout=60_000)
        assert "1 new" in adding.inner_text("main")
        assert slowest < 10
        reading.goto("/")
        assert reading.locator("h2", has_text="Ferry strikes pier").count() == 1
        adding.locator(".touched a").click()
        assert "Ferry strikes pier" in adding.locator("h1").inner_text()
        one.close()
        two.close()
