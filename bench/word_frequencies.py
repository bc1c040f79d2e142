"""Count in what share of news articles a word stands, and write the lexicon that claims are compared with.

    python bench/word_frequencies.py --data ../shared/data > src/twosource/lexicon/frequencies.toml

Words are facts of the language; no text of an article is kept. Words in less than 1 % of articles are left out.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
from itertools import pairwise
from pathlib import Path

# Upper edge of each band, as a share of articles.
BANDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1.0)
WORD = re.compile(r"[a-z]{2,20}")


def main() -> None:
    """Print the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data / "scale" / "articles.jsonl.gz"
    seen: collections.Counter[str] = collections.Counter()
    articles = 0
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        for line in lines:
            articles += 1
            seen.update(set(WORD.findall(json.loads(line)["text"].lower())))
    print("# In what share of English news articles a word stands, by bands: the key is the band's lower edge.")
    print(f"# Counted over {articles:,} articles by bench/word_frequencies.py. Words in less than 1 % are not listed.")
    print("[share]")
    for low, high in pairwise(BANDS):
        words = sorted(w for w, n in seen.items() if low <= n / articles < high)
        lines = [", ".join(f'"{w}"' for w in words[i : i + 10]) for i in range(0, len(words), 10)]
        print(f'"{low}" = [\n    ' + ",\n    ".join(lines) + ",\n]")


if __name__ == "__main__":
    main()
