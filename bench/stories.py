"""Group the reports of a data set into stories, for score.py: stories.py --data stories.jsonl.gz --out OUT.jsonl."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from twosource.engine.local import LocalEngine
from twosource.intake import read_reports
from twosource.model import Settings
from twosource.stories import group_reports


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="JSON Lines of reports")
    parser.add_argument("--out", type=Path, required=True, help="where the stories go")
    parser.add_argument("--set", action="append", default=[], help="a setting, as name=value")
    arguments = parser.parse_args()
    chosen = {name: float(value) for name, value in (pair.split("=") for pair in arguments.set)}
    reports = read_reports([arguments.data]).reports
    start = time.perf_counter()
    with LocalEngine() as engine:
        stories = group_reports(reports, engine, Settings(**chosen))  # type: ignore[arg-type]
    seconds = time.perf_counter() - start
    with arguments.out.open("w", encoding="utf-8") as out:
        for report in reports:
            out.write(json.dumps({"id": report.id, "story": stories[report.id]}) + "\n")
    print(f"{len(reports)} reports, {len(set(stories.values()))} stories, {seconds:.1f} s")


if __name__ == "__main__":
    main()
