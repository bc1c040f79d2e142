"""Lineages against gold: writes what `trace` would, for `score.py families`.

    python bench/lineage.py families --data PATH/families-dev.jsonl.gz -o OUT.jsonl
    python bench/lineage.py clock    --data PATH/reuters-feb-mar.jsonl.gz

`clock` hides the time of day (and with --no-dates the day as well) of pairs of versions and asks which came first.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from datetime import datetime

from twosource.engine.local import LocalEngine
from twosource.intake import make_report, read_reports
from twosource.lineage import find_lineages
from twosource.model import Report, Settings


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


def clock(data: str, dates: bool) -> None:
    """Ask of pairs of versions which came first, with the time of day hidden and, unless `dates`, the day as well."""
    with gzip.open(data, "rt", encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file]
    counts: Counter[str] = Counter()
    with LocalEngine() as engine:
        for pair in pairs:
            gold = pair["gold"]
            if not 0.3 <= max(gold["kept_of_earlier"], gold["from_earlier_in_later"]) <= 0.95:
                continue
            # The later one first, so that no order of reading can help.
            reports = [_version(pair["later"], "later", dates), _version(pair["earlier"], "earlier", dates)]
            lineages, derivations = find_lineages(reports, engine, Settings())
            shown = [d for d in derivations if d.direction == "shown"]
            counts["pairs"] += 1
            counts["one lineage"] += len(lineages) == 1
            counts["shown"] += bool(shown)
            counts["right"] += any(d.child == "later" for d in shown)
    share = 100 * counts["shown"] / max(counts["pairs"], 1)
    right = 100 * counts["right"] / max(counts["shown"], 1)
    print(f"{dict(counts)}: direction shown for {share:.1f} %, right in {right:.1f} % of those")


def _version(row: dict[str, str], name: str, dates: bool) -> Report:
    day = datetime.strptime(row["published"].strip().split()[0], "%d-%b-%Y").date().isoformat()
    return make_report(name, row["text"], title=row["title"], outlet="Reuters", published=day if dates else None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["families", "clock"])
    parser.add_argument("--data", required=True)
    parser.add_argument("-o", "--out", default="lineages.jsonl")
    parser.add_argument("--no-dates", action="store_true", help="hide the day too")
    given = parser.parse_args()
    if given.what == "families":
        families(given.data, given.out)
    else:
        clock(given.data, dates=not given.no_dates)


if __name__ == "__main__":
    main()
