"""Is a statement consistent with a report? Score `claims.check` on SummEdits, with no language model.

    python bench/summedits.py --data ../shared/data/contradiction/summedits-dev.jsonl.gz [--wrong]

A statement counts as consistent where the check says "supported". Prints balanced accuracy and the share of
consistent statements called inconsistent; exits 1 if either is out of bounds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from twosource.annotation import annotate_reports
from twosource.claims.check import SUPPORTED, Check, check_statement
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.model import Settings

# What was asked for: balanced accuracy at least, consistent statements called inconsistent at most; per cent.
LEAST, MOST = 65.0, 10.0


def main() -> int:
    """Check every statement, print the figures, and say whether they are in bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="JSON Lines with report, claim and gold")
    parser.add_argument("--wrong", action="store_true", help="list the statements judged wrongly")
    arguments = parser.parse_args()
    opened = gzip.open if arguments.data.suffix == ".gz" else open
    with opened(arguments.data, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    judged = check_rows(rows)
    counts: Counter[tuple[bool, bool]] = Counter()
    verdicts: Counter[tuple[str, str]] = Counter()
    for row, check in zip(rows, judged, strict=True):
        consistent, supported = row["gold"]["consistent"], check.verdict == SUPPORTED
        counts[consistent, supported] += 1
        verdicts["consistent" if consistent else "inconsistent", check.verdict] += 1
        if arguments.wrong and consistent != supported:
            print(f"{row['id']}: {'consistent' if consistent else 'inconsistent'}, {check.verdict} {check.reasons}")
    kept = 100 * counts[True, True] / max(1, counts[True, True] + counts[True, False])
    caught = 100 * counts[False, False] / max(1, counts[False, False] + counts[False, True])
    figures = {
        "balanced accuracy": round((kept + caught) / 2, 1),
        "consistent called inconsistent": round(100 - kept, 1),
    }
    told = {f"{gold}, {verdict}": n for (gold, verdict), n in sorted(verdicts.items())}
    print(json.dumps({"statements": len(rows), **figures, "inconsistent caught": round(caught, 1), **told}, indent=1))
    return 0 if (kept + caught) / 2 >= LEAST and 100 - kept <= MOST else 1


def check_rows(rows: list[dict[str, Any]]) -> list[Check]:
    """Read reports and statements, each text once, and check each statement against its report."""
    texts = list(dict.fromkeys(text for row in rows for text in (row["report"], row["claim"])))
    reports = {text: make_report(f"t{n}", text) for n, text in enumerate(texts)}
    with LocalEngine() as engine:
        noted = annotate_reports(list(reports.values()), engine, Settings())
    notes = {text: noted[report.id] for text, report in reports.items()}
    return [check_statement(row["claim"], notes[row["claim"]], row["report"], notes[row["report"]]) for row in rows]


if __name__ == "__main__":
    sys.exit(main())
