"""How quickly the pages answer on a large desk, alone and with eight readers at once, and how much they weigh.

    .venv/bin/python bench/web.py --data articles.jsonl.gz --articles 15000 [--desk kept.desk]

Reading who says what in 15,000 reports takes hours and changes no page's speed but through the size of its story, so
most reports are added without it (as bench/desk.py does), and then, read in full, the sample story and, by `--stories`,
any more reports. The page of a story is timed on those; the front page, search and reports on all.

Times are to the first byte, from a client on this machine to a server in a process of its own. "First" is the first
time that a page is asked for since the server started, "again" any later time; "processor" is what the server's
processor spent on the first, in milliseconds a page.
"""

from __future__ import annotations

import argparse
import http.client
import os
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
CLIENTS, ASKED, ROUNDS = 8, 100, 5
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
def serving(path: Path) -> Iterator[tuple[int, int]]:
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
    yield port, server.pid
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


def pages_of(path: Path, more: list[Path], chance: random.Random) -> dict[str, list[str]]:
    """Return the addresses to ask for, by kind."""
    with Desk(path, read_only=True) as desk:
        unread = [s.id for s in sorted(desk.stories(100_000), key=lambda s: -s.reports)[:20]]
        in_full = {desk.story_of(r.id) for story in (SAMPLE, *more) for r in read_reports([story]).reports}
        read = [s for s in sorted(in_full) if desk.ledger(s).claims]
        ids = chance.sample(desk.reports(100_000), 20)
        claims = [claim_url(s, c.id) for s in read for c in desk.ledger(s).claims[:10]]
        words = [desk.report(i).title or "minister" for i in ids]
    return {
        "front": ["/", *(f"/stories?page={n}" for n in range(2, 12))],
        "search": [f"/search?q={quote(' '.join(w.split()[:3]))}" for w in words],
        "report": [report_url(i) for i in ids],
        "a story's evidence": claims,
        **{f"story: {v or 'briefing'}": [story_url(s, v) for s in read] for v in VIEWS},
        "large stories": [story_url(s) for s in unread],
    }


def measure(port: int, process: int, pages: dict[str, list[str]]) -> list[float]:
    every = []
    print(f"{'page':22} {'asked':>5} {'first ms':>9} {'again ms':>9} {'longest':>8} {'processor':>9} {'kB':>5}")
    for kind, paths in pages.items():
        spent = processor_ms(process)
        first = [ask(port, p) for p in paths]
        spent = (processor_ms(process) - spent) / len(paths)
        again = [ask(port, p) for p in paths for _ in range(3)]
        wrong = [p for p, (_, status, _) in zip(paths, first, strict=True) if status != 200]
        if wrong:
            raise SystemExit(f"{wrong[0]} did not answer")
        times = [t for t, _, _ in first], [t for t, _, _ in again]
        every += [*times[0], *times[1]]
        heaviest = max(len(body) for _, _, body in first) / 1000
        print(f"{kind:22} {len(paths):5} {statistics.median(times[0]):9.0f} {statistics.median(times[1]):9.0f} "
              f"{max(times[0] + times[1]):8.0f} {spent:9.0f} {heaviest:5.0f}")  # fmt: skip
    return every


def processor_ms(process: int) -> float:
    """Return the processor time that the server has used until now, for machines that do other work as well."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def crowd(port: int, asked: list[str]) -> list[float]:
    """Ask for pages, eight at a time; return the milliseconds to the first byte of each."""
    ready = threading.Barrier(CLIENTS)

    def client(number: int) -> list[float]:
        ready.wait()
        return [ask(port, p)[0] for p in asked[number::CLIENTS]]

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [t for times in pool.map(client, range(CLIENTS)) for t in times]


def last_of(times: list[float]) -> float:
    """Return the 99th of a hundred."""
    return sorted(times)[int(0.99 * len(times)) - 1]


def unseen_pages(path: Path, chance: random.Random) -> list[str]:
    """Return reports, stories and searches, in about the shares in which a desk asks for them."""
    with Desk(path, read_only=True) as desk:
        ids = chance.sample(desk.reports(100_000), ROUNDS * ASKED)
        stories = chance.sample(desk.stories(100_000), ROUNDS * ASKED // 2)
        titles = [desk.report(i).title or "minister" for i in ids[: ROUNDS * ASKED // 10]]
    pages = [report_url(i) for i in ids[: ROUNDS * ASKED * 4 // 10]] + [story_url(s.id) for s in stories]
    pages += [f"/search?q={quote(' '.join(t.split()[1:4]))}" for t in titles]
    chance.shuffle(pages)
    return pages


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
        pages, unseen = pages_of(path, given.stories, chance), unseen_pages(path, chance)
        with serving(path) as (port, process):
            every = measure(port, process, pages)
            together = [p for paths in pages.values() for p in paths]
            known = [last_of(crowd(port, [chance.choice(together) for _ in range(ASKED)])) for _ in range(ROUNDS)]
            spent = processor_ms(process)
            fresh = [last_of(crowd(port, unseen[n * ASKED : (n + 1) * ASKED])) for n in range(ROUNDS)]
            spent = (processor_ms(process) - spent) / (ASKED * ROUNDS)
            first_page, briefing = weigh(port, "/"), weigh(port, pages["story: briefing"][0])
    print(f"all pages, one reader: median {statistics.median(every):.0f} ms (wanted: under {MEDIAN_MS})")
    for words, rounds in (("asked for before", known), ("that nobody asked for before", fresh)):
        each = ", ".join(f"{x:.0f}" for x in rounds)
        print(f"{CLIENTS} readers, {ASKED} pages {words}, {ROUNDS} times: 99th {each} ms; "
              f"median {statistics.median(rounds):.0f} ms (wanted: under {LAST_MS})")  # fmt: skip
    print(f"a page that nobody asked for before takes {spent:.0f} ms of processor time; a free core does "
          f"{1000 / max(spent, 1):.0f} a second")  # fmt: skip
    print(f"first page with all it loads: {first_page / 1000:.0f} kB; a briefing: {briefing / 1000:.0f} kB "
          f"(wanted: under {WEIGHT // 1000})")  # fmt: skip


if __name__ == "__main__":
    main()
