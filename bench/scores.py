"""Score every layer with the shared scorer, through the commands that a user has, with the settings that are shipped.

    python bench/scores.py --data ../shared [--only times]

`--data` is the shared folder, with data/, seeds/ and score/score.py. Prints one line a figure, ready for RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROWS = {
    "attribution": [("attribution", "attribution/polnear-dev", ["annotate"])],
    "attribution-fast": [("attribution", "attribution/polnear-dev", ["annotate", "--fast"])],
    "times": [
        ("times", "times/timebank", ["annotate", "--fast"]),
        ("times", "times/aquaint", ["annotate", "--fast"]),
    ],
    "figures": [("figures", "figures/newsquant-even", ["figures"])],
    "stories": [
        ("stories", "stories/basil", ["group"]),
        ("stories", "stories/allsides", ["group"]),
        ("stories", "stories/ecbplus", ["group"]),
    ],
    "families": [("families", "lineage/families-dev", ["trace"])],
}


def main() -> None:
    """Run the rows asked for and print what the scorer says of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", choices=ROWS, action="append")
    asked = parser.parse_args()
    for name in asked.only or ROWS:
        for layer, data, command in ROWS[name]:
            gold = asked.data / "data" / f"{data}.jsonl.gz"
            with tempfile.TemporaryDirectory() as folder:
                out = Path(folder) / "out.jsonl"
                started = time.monotonic()
                run(gold, out, command)
                seconds = time.monotonic() - started
                told = score(asked.data, layer, gold, out)
            print(f"{name} {data} ({seconds:.0f} s): {json.dumps(told)}", flush=True)


def run(gold: Path, out: Path, command: list[str]) -> None:
    """Run one command over a data set; the figures go through the bench script that maps unit names."""
    if command == ["figures"]:
        words = [sys.executable, str(HERE / "figures.py"), "--data", str(gold), "--out", str(out), "--through-annotate"]
    else:
        words = [sys.executable, "-m", "twosource", *command, str(gold), "-o", str(out), "--quiet"]
    # Exit status 1 says that some reports failed: a data set may hold one id twice.
    done = subprocess.run(words, stdout=subprocess.DEVNULL, check=False)
    if done.returncode > 1:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}")


def score(shared: Path, layer: str, gold: Path, out: Path) -> dict:
    """Return what the shared scorer prints."""
    words = [sys.executable, str(shared / "score" / "score.py"), layer, str(gold), str(out)]
    return json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
