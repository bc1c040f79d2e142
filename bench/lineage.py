"""Lineages against gold: writes what `trace` would, for `score.py families`.

    python bench/lineage.py families --data PATH/families-dev.jsonl.gz -o OUT.jsonl
    python bench/lineage.py clock    --data PATH/reuters-feb-mar.jsonl.gz

`clock` hides the time of day (and with --no-dates the day as well) of pairs of versions and asks which came first.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter

from twosource.engine.local import LocalEngine
from twosource.intake import read_reports
from twosource.lineage import find_lineages
from twosource.model import Settings


def families(data: str, out: str) -> None:
    reports = read_reports([data]).reports
    start = time.perf_counter()
    with LocalEngine() as engine:
        lineages, derivations = find_lineages(reports, engine, Settings())
    home = {report: lineage.id for lineage in lineages for report in lineage.reports}
    made_from = {d.child: d for d in derivations}
    with open(out, "w", encoding="utf-8") as file:
        for report in reports:
            d = made_from.get(report.id)
            parent = d.parent if d and d.direction == "shown" else None
            print(json.dumps({"id": report.id, "lineage": home[report.id], "parent": parent}), file=file)
    counts = Counter(d.direction for d in derivations)
    print(f"{len(reports)} reports, {len(lineages)} lineages, {dict(counts)}, {time.perf_counter() - start:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["families", "clock"])
    parser.add_argument("--data", required=True)
    parser.add_argument("-o", "--out", default="lineages.jsonl")
    given = parser.parse_args()
    families(given.data, given.out)


if __name__ == "__main__":
    main()
