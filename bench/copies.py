"""What copies cost: originals alone, then with three copies of each, in processor time.

    python bench/copies.py --data PATH/articles.jsonl.gz [--families PATH/families-dev.jsonl.gz] [--reports 12]

Three kinds of copies: cut, with a first paragraph written anew; edited by bench/edits.py, which also puts sentences
together in new paragraphs; and, of wire reports, what the desks of families-dev made of them (half of it is
paraphrased or rewritten). How much of a copy is new text at all is printed beside each.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from annotate_speed import timed
from edits import make_family
from plots import Row
from twosource.annotation import annotate_texts, texts_to_read
from twosource.engine.local import LocalEngine
from twosource.intake import iter_jsonl, make_report
from twosource.lineage.sentences import sentences
from twosource.model import Report, Settings


def copying(reports: Sequence[Report], families: Path | None) -> list[Row]:
    """Time the originals, then the originals with three copies of each: what they share is read once."""
    chance = random.Random(7)
    cut, edited = [], []
    for number, report in enumerate(reports):
        other = reports[(number * 7 + 3) % len(reports)]
        for copy in range(3):
            rows = ({"id": r.id, "text": r.text} for r in (report, other))
            edited.append(make_report(f"{report.id}-{copy}", make_family(*rows, chance).child.text))
            cut.append(make_report(f"{report.id}-{copy}", _cut(report, chance)))
    rows = [
        _copied("three copies of each, cut and led anew, of the originals", reports, cut, None),
        _copied("three edited copies of each, of the originals", reports, edited, 1.4),
    ]
    if families is None:
        return rows
    wires, copies = wires_with_copies(families, len(reports))
    return [*rows, _copied("three desks' copies of each wire report, of the wire", wires, copies, None)]


def _copied(name: str, reports: Sequence[Report], copies: Sequence[Report], limit: float | None) -> Row:
    alone, together = passages_of(reports), passages_of([*reports, *copies])
    best: dict[str, float] = {}
    for learned in (True, False):
        settings = Settings(learned=learned)
        with LocalEngine(1) as engine:
            jobs: dict[str, Callable[[], object]] = {
                f"alone {learned}": partial(annotate_texts, alone, engine, settings),
                f"together {learned}": partial(annotate_texts, together, engine, settings),
            }
            best |= timed(jobs, 2, time.process_time)
    fast = best["together False"] / best["alone False"]
    how = (
        f"{len(reports)} reports; distinct paragraphs hold {_letters(together) / _letters(alone):.2f} times the "
        f"characters, distinct sentences {_letters(_split(together)) / _letters(_split(alone)):.2f} times; "
        f"with --fast {fast:.2f} times"
    )
    return Row(name, best["together True"] / best["alone True"], "times", limit, how)


def wires_with_copies(families: Path, count: int) -> tuple[list[Report], list[Report]]:
    """Return wire reports of families-dev that three or more desks ran edited, and three copies of each."""
    held = defaultdict(list)
    with gzip.open(families, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            held[row["gold"]["family"]].append(row)
    wires, copies = [], []
    for rows in held.values():
        own = [make_report(r["id"], r["text"], title=r["title"]) for r in rows]
        (wire, *_), ran = [r for r in own if r.id.endswith("/wire")] or [None], [r for r in own if "/copy" in r.id]
        if wire is not None and len(ran) >= 3 and len(wires) < count:
            wires.append(wire)
            copies += ran[:3]
    return wires, copies


def _cut(report: Report, chance: random.Random) -> str:
    """Return a report as a desk runs it in a hurry: its tail cut, its first paragraph written anew."""
    paragraphs = [span.of(report.text) for span in report.body] or [report.text]
    kept = paragraphs[: max(2, int(len(paragraphs) * chance.uniform(0.4, 1.0)))]
    first = kept[0].split(" ")
    return "\n\n".join([" ".join(["Meanwhile", *first[: max(8, len(first) // 2)]]) + ".", *kept[1:]])


def _split(passages: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(text[span.start : span.end].strip() for text in passages for span in sentences(text))


def _letters(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


def passages_of(reports: Iterable[Report]) -> list[str]:
    """Return the distinct passages of reports that are read."""
    return list(dict.fromkeys(text for r in reports for text in texts_to_read(r)))


def main() -> None:
    """Print a line for each kind of copies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--families", type=Path)
    parser.add_argument("--reports", type=int, default=12)
    asked = parser.parse_args()
    reports = list(islice((r for r in iter_jsonl(asked.data) if isinstance(r, Report)), asked.reports))
    for row in copying(reports, asked.families):
        print(f"{row.what:60} {row.figure:.2f} {row.unit}  {row.how}", flush=True)


if __name__ == "__main__":
    main()
