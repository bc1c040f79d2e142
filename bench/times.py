"""Measure times: find and resolve the times of the TimeBank and AQUAINT parts of TempEval-3.

    python bench/times.py --data DATA [--out FOLDER] [--sets timebank,aquaint]

DATA is a folder that holds `times/<set>.jsonl.gz` (rows of id, published, text). Writes `<set>.jsonl` in the form
{"id", "times": [{"start", "end", "type", "value"}]} for a scorer, and prints the time taken beside the parser's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

from twosource.language.parser import load_parser, parse
from twosource.language.times import find_times, resolve_times
from twosource.model import Settings


def main() -> None:
    """Run over the sets asked for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path())
    options.add_argument("--sets", default="timebank,aquaint")
    asked = options.parse_args()
    load_parser(Settings().model)
    for name in asked.sets.split(","):
        with gzip.open(asked.data / "times" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        measure(name, rows, asked.out / f"{name}.jsonl")


def measure(name: str, rows: list[dict[str, Any]], out: Path) -> None:
    """Parse, find, resolve and write; print seconds and the ratio of the times to the parser alone."""
    start = time.process_time()
    parses = list(parse(row["text"] for row in rows))
    parsed_at = time.process_time()
    found = [
        resolve_times(find_times(parsed), row.get("published"), str(row["id"]))
        for parsed, row in zip(parses, rows, strict=True)
    ]
    done_at = time.process_time()
    with out.open("w", encoding="utf-8") as file:
        for row, times in zip(rows, found, strict=True):
            listed = [{"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in times]
            file.write(json.dumps({"id": row["id"], "times": listed}, ensure_ascii=False) + "\n")
    parser, times_alone = parsed_at - start, done_at - parsed_at
    sys.stdout.write(
        f"{name}: {len(rows)} reports, {sum(map(len, found))} times; parser {parser:.2f} s, "
        f"times {times_alone:.2f} s, ratio {times_alone / parser:.3f}\n"
    )


if __name__ == "__main__":
    main()
