"""Score `twosource read` on the five seed reports with the shared scorer, and hold it to what was promised.

    python bench/seeds.py --data ../shared

Exits 1 if a figure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOORS = [
    ("direct_quotes", "found", 40),
    ("direct_quotes", "right speaker", 36),
    ("indirect_quotes", "right speaker", 19),
    ("figures", "found", 22),
    ("figures", "right range", 19),
    ("times", "found", 22),
    ("times", "right value", 21),
    ("hedges", "found", 3),
    ("claims", "and lineages counted right", 12),
    ("conflicts", "found", 1),
    ("timeline", "days found", 6),
]
CEILINGS = [
    ("not_quotes taken as quotes", None, 0),
    ("boilerplate in body", None, 0),
    ("figures", "returned", 40),
    ("conflicts", "agreements called conflicts", 0),
    ("conflicts", "returned", 2),
]


def main() -> int:
    """Run the reader as a user would, score what it writes, and say what is out of bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the shared folder, with seeds/ and score/")
    shared = parser.parse_args().data
    reports = sorted((shared / "seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.json"
        command = [sys.executable, "-m", "twosource", "read", *map(str, reports), "--json", str(ledger), "--quiet"]
        started = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.monotonic() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        scored = subprocess.run(
            [
                sys.executable,
                str(shared / "score" / "score.py"),
                "seeds",
                str(shared / "seeds" / "gold.json"),
                str(ledger),
            ],
            check=True,
            capture_output=True,
            text=True,
        )
    score = json.loads(scored.stdout)
    print(json.dumps(score, ensure_ascii=False, indent=1))
    print(f"start to finished briefing: {seconds:.1f} s, peak memory {peak:.0f} MB")
    wrong = [
        f"{layer} {what}: {_at(score, layer, what)} < {n}" for layer, what, n in FLOORS if _at(score, layer, what) < n
    ]
    wrong += [
        f"{layer} {what}: {_at(score, layer, what)} > {n}" for layer, what, n in CEILINGS if _at(score, layer, what) > n
    ]
    wrong += [] if score["lineages"] == "right" else ["lineages are wrong"]
    for line in wrong:
        print(f"out of bounds: {line}")
    return 1 if wrong else 0


def _at(score: dict, layer: str, what: str | None) -> int:
    return score[layer] if what is None else score[layer][what]


if __name__ == "__main__":
    sys.exit(main())
