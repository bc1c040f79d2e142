"""Draw every view of the sample story into docs/screenshots, in the browser that the tests use.

    .venv/bin/python bench/screenshots.py [--output docs/screenshots] [--browser /usr/bin/chromium]

The desk is made anew in a temporary folder, with a fixed clock, so that the same program draws the same pictures (as
far as the fonts of the machine agree: they are drawn with Liberation Serif and Sans, which Debian's Chromium brings).
"""

from __future__ import annotations

import argparse
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from twosource.desk import Desk
from twosource.intake import read_reports
from twosource.web.addresses import claim_url, report_url, story_url
from twosource.web.app import create_app

ROOT = Path(__file__).parents[1]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MOST_BYTES = 250_000


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(desk), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def draw(page: Page, base: str, story: str, claim: str, report: str, output: Path) -> None:
    views = {
        "front": "/",
        "briefing": story_url(story),
        "matrix": story_url(story, "matrix"),
        "lineage": story_url(story, "lineage"),
        "compare": story_url(story, "compare"),
        "figures": story_url(story, "figures"),
        "speakers": story_url(story, "speakers"),
        "claim": claim_url(story, claim),
        "report": report,
        "search": "/search?q=drone+evidence",
        "add": "/add",
    }
    for name, path in views.items():
        page.goto(base + path)
        keep(page, output / f"{name}.png")
    page.goto(base + story_url(story))
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.wait_for_selector("#evidence:not([hidden])")
    keep(page, output / "evidence.png")
    page.emulate_media(color_scheme="dark")
    page.goto(base + story_url(story))
    keep(page, output / "briefing-dark.png")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 780})
    for name in ("briefing", "matrix", "compare"):
        page.goto(base + views[name])
        keep(page, output / f"{name}-narrow.png")
    page.set_viewport_size({"width": 794, "height": 1123})  # A4
    page.emulate_media(media="print")
    page.goto(base + story_url(story))
    keep(page, output / "briefing-paper.png")


def keep(page: Page, path: Path) -> None:
    page.screenshot(path=path)
    size = path.stat().st_size
    print(f"{path.name:24} {size / 1000:6.0f} kB{'  TOO LARGE' if size > MOST_BYTES else ''}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--output", type=Path, default=ROOT / "docs" / "screenshots")
    options.add_argument("--browser", default="/usr/bin/chromium")
    options.add_argument("--desk", type=Path, help="a desk that holds the sample story already; made anew if not given")
    asked = options.parse_args()
    asked.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.desk or Path(folder) / "sample.desk"
        with Desk(path, now=lambda: "2021-06-11T18:00:00Z") as desk:
            if asked.desk is None:
                desk.add(read_reports([ROOT / "examples" / "port-halvern"]).reports)
            story = desk.stories()[0].id
            ledger = desk.ledger(story)
            claim = next(c.claim for c in ledger.conflicts if c.kind == "retraction")
            still = next(r for c in ledger.claims if c.id == claim for r in c.readings if r.stance == "states")
            with served(desk) as base, sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=asked.browser, args=list(FLAGS))
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                draw(page, base, story, claim, report_url(still.report, still.span), asked.output)
                browser.close()


if __name__ == "__main__":
    main()
