"""Reliability of the confidence: of the attributions given with so much confidence, how many does the gold have?

    python bench/reliability.py --data polnear-dev.jsonl.gz            reads the data with `twosource annotate`
    python bench/reliability.py --data polnear-dev.jsonl.gz --out OUT  takes what `annotate` has written before

An attribution is right if its content shares half with a gold one's and its source touches that one's, as in the
scorer. Whether the speaker is right is not known here: the gold has none.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Given(NamedTuple):
    """One attribution of the output: its confidence (None for one that has none), kind, and whether the gold has it."""

    confidence: float | None
    kind: str
    nested: bool
    right: bool


def main() -> int:
    """Print the table, and the mean distance between what is said and what is so."""
    form = argparse.RawDescriptionHelpFormatter
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, help="what annotate has written")
    arguments.add_argument("--fast", action="store_true", help="read by rules alone")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = options.out or annotate(options.data, Path(folder) / "out.jsonl", fast=options.fast)
        given = list(judge(read_rows(options.data), {str(r["id"]): r for r in read_rows(out)}))
    print_table(given)
    return 0


def annotate(data: Path, out: Path, *, fast: bool) -> Path:
    command = [sys.executable, "-m", "twosource", "annotate", str(data), "-o", str(out), "-q"]
    subprocess.run(command + ["--fast"] * fast, check=True)
    return out


def read_rows(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def judge(gold: Sequence[dict[str, Any]], out: dict[str, dict[str, Any]]) -> Iterator[Given]:
    """Yield every attribution given; each gold one is met once, by the first that meets it."""
    for row in gold:
        text = row["text"]
        left = [(letters(text, g["source"]), letters(text, g["content"])) for g in row["gold"]]
        for a in out[str(row["id"])]["attributions"]:
            source, content = letters(text, a["source"]), letters(text, a["content"])
            met = next((n for n, g in enumerate(left) if meets(source, content, *g)), None)
            if met is not None:
                del left[met]
            yield Given(a.get("confidence"), a["kind"], bool(a.get("via")), met is not None)


def letters(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, min(end, len(text))) if text[i].isalnum())


def meets(
    source: frozenset[int], content: frozenset[int], gold_source: frozenset[int], gold_content: frozenset[int]
) -> bool:
    if not content or 2 * len(content & gold_content) < len(content | gold_content):
        return False
    return bool(source & gold_source) or not (source or gold_source)


def print_table(given: Sequence[Given]) -> None:
    sure = [g for g in given if g.confidence is not None]
    print("| confidence | attributions | mean | right |")
    print("|---|--:|--:|--:|")
    gap = 0.0
    for low, high in pairwise(EDGES):
        some = [g for g in sure if low <= (g.confidence or 0) < high]
        if some:
            mean = sum(g.confidence or 0 for g in some) / len(some)
            right = sum(g.right for g in some) / len(some)
            gap += len(some) * abs(mean - right) / len(sure)
            print(f"| {low:.1f} to {min(high, 1):.1f} | {len(some)} | {mean:.2f} | {right:.2f} |")
    print(f"expected calibration error {gap:.3f}; without a confidence: {share([g for g in given if g not in sure])}")
    for kind in ("direct", "mixed", "indirect"):
        print(f"precision {kind}: {share([g for g in given if g.kind == kind])}")
    print(f"precision nested: {share([g for g in given if g.nested])}")


def share(given: Sequence[Given]) -> str:
    return f"{sum(g.right for g in given)} of {len(given)}"


if __name__ == "__main__":
    sys.exit(main())
