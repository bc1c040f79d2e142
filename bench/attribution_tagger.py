"""Measure the learned tagger by itself: what it finds, and its time and memory beside the parser's.

    python bench/attribution_tagger.py --data DATA [--out FILE] [--reports 24]

DATA is a folder that holds `attribution/polnear-dev.jsonl.gz`. Writes {"id", "attributions"} for a scorer, and prints
the rates of tagger and parser (words a second of processor time, one thread, in one run) and their ratio.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import time
from pathlib import Path
from typing import Any

from twosource.language.attribution import Triple
from twosource.language.parser import load_parser, parse
from twosource.language.tagger import load_tagger, tag
from twosource.model import Settings, Span


def main() -> None:
    """Time both over some reports; tag all of them if a file is asked for."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path)
    options.add_argument("--reports", type=int, default=24, help="how many reports to time")
    asked = options.parse_args()
    with gzip.open(asked.data / "attribution" / "polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    compare([span.of(report["text"]) for report in reports[: asked.reports] for span in paragraphs(report["text"])])
    if asked.out:
        asked.out.write_text("".join(json.dumps(tagged(report)) + "\n" for report in reports), encoding="utf-8")


def compare(texts: list[str]) -> None:
    """Print the speed of parser and tagger over the same texts, the better of two rounds each."""
    load_parser(Settings().model)
    load_tagger()
    words = sum(len(text.split()) for text in texts)
    rates: dict[str, list[float]] = {"parser": [], "tagger": []}
    for _ in range(2):
        for name, work in (("parser", lambda: list(parse(texts))), ("tagger", lambda: tag(texts))):
            start = time.process_time()
            work()
            rates[name].append(time.process_time() - start)
    best = {name: min(times) for name, times in rates.items()}
    speeds = {f"{name}, words/s": round(words / seconds) for name, seconds in best.items()}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({**speeds, "tagger / parser": round(best["tagger"] / best["parser"], 2), "memory, MB": memory}))


def tagged(report: dict[str, Any]) -> dict[str, Any]:
    """Return what the tagger finds in a report, paragraph by paragraph."""
    found: list[dict[str, list[Span]]] = []
    for paragraph in paragraphs(report["text"]):
        found.extend(placed(one, paragraph.start) for one in tag([paragraph.of(report["text"])])[0] if one.content)
    return {"id": report["id"], "attributions": found}


def placed(one: Triple, start: int) -> dict[str, list[Span]]:
    return {
        part: [span.moved(start) for span in spans]
        for part, spans in (("source", one.source), ("cue", one.cue), ("content", one.content))
    }


def paragraphs(text: str) -> list[Span]:
    return [Span(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text) if line.group().strip()]


if __name__ == "__main__":
    main()
