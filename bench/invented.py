"""Score `twosource read` on the invented stories of bench/invented with the shared scorer, a line a story.

python bench/invented.py --data ../shared [--story six]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

STORIES = Path(__file__).with_name("invented")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="the shared folder, with score/score.py")
    options.add_argument("--story", help="one story, by the name of its folder")
    asked = options.parse_args()
    for folder in sorted(p for p in STORIES.iterdir() if p.is_dir()):
        if asked.story in (None, folder.name):
            print(f"{folder.name}: {told(scored(folder, asked.data))}", flush=True)


def scored(folder: Path, shared: Path) -> dict[str, Any]:
    """Read a story as a user would, and return what the scorer says of it."""
    with tempfile.TemporaryDirectory() as place:
        ledger = Path(place) / "ledger.json"
        reports = sorted(map(str, folder.glob("*.txt")))
        read = [sys.executable, "-m", "twosource", "read", *reports, "--json", str(ledger), "--quiet"]
        subprocess.run(read, check=True, stdout=subprocess.DEVNULL)
        score = [sys.executable, str(shared / "score" / "score.py"), "seeds", str(folder / "gold.json"), str(ledger)]
        result: dict[str, Any] = json.loads(subprocess.run(score, check=True, capture_output=True, text=True).stdout)
        return result


def told(result: dict[str, Any]) -> str:
    """Return a line of figures: each layer with its counts, what was missed left out."""
    parts = []
    for layer, counts in result.items():
        if layer == "lineages":
            parts.append(f"lineages {'right' if counts == 'right' else 'wrong'}")
        elif isinstance(counts, dict):
            parts.append(f"{layer} " + ", ".join(f"{name} {n}" for name, n in counts.items() if name != "missed"))
        else:
            parts.append(f"{layer} {counts}")
    return "; ".join(parts)


if __name__ == "__main__":
    main()
