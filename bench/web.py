"""How quickly the pages answer on a large desk, alone and with eight readers at once, and how much they weigh.

    .venv/bin/python bench/web.py --data articles.jsonl.gz --articles 15000 [--desk kept.desk]

Reading who says what in 15,000 reports takes hours and changes no page's speed but through the size of its story, so
most reports are added without it (as bench/desk.py does), and then, read in full, the sample story and, by `--stories`,
any more reports. The page of a story is timed on those; the front page, search and reports on all.

Times are to the first byte, from a client on this machine to a server in a process of its own. "First" is the first
time that a page is asked for since the server started, "again" any later time.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from desk import WithoutReading, load
from twosource.desk import Desk
from twosource.intake import read_reports
from twosource.model import Settings
from twosource.web.addresses import claim_url, report_url, story_url

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples" / "port-halvern"
VIEWS = ("", "matrix", "lineage", "compare", "figures", "speakers", "overruled")
CLIENTS, ASKED = 8, 100
MEDIAN_MS, LAST_MS, WEIGHT = 100, 300, 150_000


def build(path: Path, data: str, articles: int, more: list[Path]) -> None:
    reports = load(data, articles, False)
    with Desk(path, settings=Settings(learned=False)) as desk:
        with WithoutReading() as engine:
            for start in range(0, len(reports), 1000):
                desk.add(reports[start : start + 1000], engine=engine)
                print(f"  {min(start + 1000, len(reports))} reports laid on the desk", flush=True)
        for story in (SAMPLE, *more):
            desk.add(read_reports([story]).reports)


@contextmanager
def serving(path: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "twosource", "serve", "--desk", str(path), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            ask(port, "/help")
            break
        except OSError:
            time.sleep(0.1)
    yield port
    server.terminate()
    server.wait(20)


def ask(port: int, path: str, **headers: str) -> tuple[float, int, bytes]:
    """Return the milliseconds to the first byte, the status and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    start = time.perf_counter()
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    took = 1000 * (time.perf_counter() - start)
    body = answer.read()
    connection.close()
    return took, answer.status, body


def pages_of(path: Path, chance: random.Random) -> dict[str, list[str]]:
    """Return the addresses to ask for, by kind."""
    with Desk(path, read_only=True) as desk:
        known = desk.stories(100_000)
        read = [s for s in known if any(c.weight > 0 for c in desk.ledger(s.id).claims)] if len(known) < 50 else []
        read = read or [s for s in known[:12] if desk.ledger(s.id).claims]
        unread = [s.id for s in sorted(known, key=lambda s: -s.reports)[:20]]
        ids = chance.sample(desk.reports(100_000), 20)
        claims = [claim_url(s.id, c.id) for s in read for c in desk.ledger(s.id).claims[:10]]
        words = [desk.report(i).title or "minister" for i in ids]
    return {
        "front": ["/", *(f"/stories?page={n}" for n in range(2, 12))],
        "search": [f"/search?q={quote(' '.join(w.split()[:3]))}" for w in words],
        "report": [report_url(i) for i in ids],
        "a story's evidence": claims,
        **{f"story: {v or 'briefing'}": [story_url(s.id, v) for s in read] for v in VIEWS},
        "large stories": [story_url(s) for s in unread],
    }


def measure(port: int, pages: dict[str, list[str]]) -> list[float]:
    every = []
    print(f"{'page':22} {'asked':>5} {'first ms':>9} {'again ms':>9} {'longest':>8} {'kB':>5}")
    for kind, paths in pages.items():
        first = [ask(port, p) for p in paths]
        again = [ask(port, p) for p in paths for _ in range(3)]
        wrong = [p for p, (_, status, _) in zip(paths, first, strict=True) if status != 200]
        if wrong:
            raise SystemExit(f"{wrong[0]} did not answer")
        times = [t for t, _, _ in first], [t for t, _, _ in again]
        every += [*times[0], *times[1]]
        heaviest = max(len(body) for _, _, body in first) / 1000
        print(f"{kind:22} {len(paths):5} {statistics.median(times[0]):9.0f} {statistics.median(times[1]):9.0f} "
              f"{max(times[0] + times[1]):8.0f} {heaviest:5.0f}")  # fmt: skip
    return every


def crowd(port: int, paths: list[str], chance: random.Random) -> list[float]:
    """Ask for a hundred pages, eight at a time."""
    asked = [chance.choice(paths) for _ in range(ASKED)]
    ready = threading.Barrier(CLIENTS)

    def client(number: int) -> list[float]:
        ready.wait()
        return [ask(port, p)[0] for p in asked[number::CLIENTS]]

    with ThreadPoolExecutor(CLIENTS) as pool:
        return sorted(t for times in pool.map(client, range(CLIENTS)) for t in times)


def weigh(port: int, path: str) -> int:
    """Return the bytes that a browser loads for a page that it has never seen."""
    _, _, body = ask(port, path, **{"Accept-Encoding": "gzip"})
    assets = re.findall(r'(?:href|src)="(/static/[^"]+)"', body.decode())
    return len(body) + sum(len(ask(port, a, **{"Accept-Encoding": "gzip"})[2]) for a in assets)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", required=True, help="reports as JSON Lines")
    options.add_argument("--articles", type=int, default=15_000)
    options.add_argument("--stories", type=Path, nargs="*", default=[], help="more reports to read in full")
    options.add_argument("--desk", type=Path, help="where to keep the desk; used as it is where it is there")
    given = options.parse_args()
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as folder:
        path = given.desk or Path(folder) / "bench.desk"
        if not path.exists():
            build(path, given.data, given.articles, given.stories)
        pages = pages_of(path, chance)
        with serving(path) as port:
            every = measure(port, pages)
            together = [p for paths in pages.values() for p in paths]
            rounds = [crowd(port, together, chance) for _ in range(5)]
            first_page, briefing = weigh(port, "/"), weigh(port, pages["story: briefing"][0])
    last = sorted(r[int(0.99 * len(r)) - 1] for r in rounds)
    print(f"all pages, one reader: median {statistics.median(every):.0f} ms (wanted: under {MEDIAN_MS})")
    print(f"{CLIENTS} readers, {ASKED} pages, five times: 99th {', '.join(f'{x:.0f}' for x in last)} ms; "
          f"median of these {statistics.median(last):.0f} ms (wanted: under {LAST_MS})")  # fmt: skip
    print(f"first page with all it loads: {first_page / 1000:.0f} kB; a briefing: {briefing / 1000:.0f} kB "
          f"(wanted: under {WEIGHT // 1000})")  # fmt: skip


if __name__ == "__main__":
    main()
