"""Reports of mixed origin as files, some of them broken: what a corpus looks like that nobody has cleaned.

Articles of a news crawl with edited copies (bench/edits.py), wire stories with what desks made of them, stories told
by several outlets, old agency reports and broadcasts; and among them lines that are no JSON, rows without a text, an
id that is given twice, another language, bytes that are no text, an archive that was cut off.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from edits import make_family

# Of a hundred reports; what a source has too few of comes from the articles.
SHARES = {
    "lineage/families-dev": 25,
    "stories/allsides": 15,
    "stories/basil": 8,
    "stories/ecbplus": 10,
    "times/timebank": 5,
    "attribution/polnear-dev": 3,
    "figures/newsquant-even": 8,
}
FIELDS = ("id", "text", "title", "outlet", "published", "url")
COPIES = 2  # edited copies of each article


def write_mixture(data: Path, count: int, folder: Path, seed: int = 7) -> list[Path]:
    """Write `count` reports below `folder`, in files by origin, and broken ones beside them; return the files."""
    chance = random.Random(seed)
    rows: dict[str, list[dict[str, object]]] = {}
    for name, share in SHARES.items():
        found = list(_rows(data / "data" / f"{name}.jsonl.gz"))
        chance.shuffle(found)
        rows[name.replace("/", "-")] = found[: count * share // 100]
    missing = count - sum(map(len, rows.values()))
    articles = list(islice(_rows(data / "data" / "scale" / "articles.jsonl.gz"), -(-missing // (1 + COPIES))))
    rows["articles"] = [*articles, *_copies(articles, chance)][:missing]
    written = []
    for number, (name, listed) in enumerate(rows.items()):
        path = folder / f"{name}.jsonl.gz"
        lines = [json.dumps({**row, "id": f"{name}/{row['id']}"}, ensure_ascii=False) for row in listed]
        broken = _broken(number, lines)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in chain(*zip(lines, broken, strict=False), lines[len(broken) :]))
        written.append(path)
    return [*written, *_broken_files(folder)]


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, row in enumerate(map(json.loads, lines)):
            yield {"id": str(number), **{name: row[name] for name in FIELDS if row.get(name) is not None}}


def _copies(articles: list[dict[str, object]], chance: random.Random) -> Iterator[dict[str, object]]:
    for number, row in enumerate(articles):
        other = articles[(number * 7 + 3) % len(articles)]
        for copy in range(COPIES):
            plain = ({"id": str(r["id"]), "text": str(r["text"])} for r in (row, other))
            text = make_family(*plain, chance).child.text
            yield {"id": f"{row['id']}-{copy}", "text": text, "outlet": f"Outlet {copy}"}


def _broken(number: int, lines: list[str]) -> list[str]:
    """Return lines that are no report, or no good one."""
    return [
        lines[0][: len(lines[0]) // 2],
        "no report",
        "[1, 2]",
        json.dumps({"id": f"empty-{number}", "text": ""}),
        json.dumps({"id": f"number-{number}", "text": 7}),
        json.dumps({"id": f"russian-{number}", "text": "Мост открыли в пятницу, сообщил мэр города. Погибших нет."}),
        json.dumps({"id": json.loads(lines[1])["id"], "text": "Another text stands under an id that is given twice."}),
        json.dumps({"id": f"day-{number}", "text": "The bridge at Marn was shut.", "published": "the day before"}),
        json.dumps({"id": f"noise-{number}", "text": "\x00\ufffd\u202e" * 40 + " said " * 60}),
    ]


def _broken_files(folder: Path) -> list[Path]:
    files = {
        "empty.txt": b"",
        "noise.html": bytes(range(256)) * 40,
        "cut-off.jsonl.gz": gzip.compress(b'{"id": "late", "text": "It rained."}\n' * 50, mtime=0)[:50],
        "odd.json": b'{"reports": ',
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]
