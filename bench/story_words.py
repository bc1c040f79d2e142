"""Count how many news reports hold a word, a name or a pair of words, and write the lexicon that stories weigh them by.

    python bench/story_words.py --data ../shared/data > src/twosource/lexicon/story_words.toml

Words are cut to their stems as stories/features.py does; no text of a report is kept. Reports that stand in
stories/allsides are left out, so that what is tuned there is not measured on what was counted.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import textwrap
from pathlib import Path

from twosource.intake import iter_jsonl
from twosource.model import Report
from twosource.stories.features import NAME, PAIR, counts_of, opening

# A term in fewer reports than these is not listed: it counts as unseen.
LEAST = {"word": 5, "name": 8, "pair": 14}
# Each band begins at this times the one below.
STEP = 1.4


def main() -> None:
    """Print the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    with gzip.open(data / "stories" / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        left_out = {json.loads(line)["id"] for line in lines}
    seen: collections.Counter[str] = collections.Counter()
    reports = 0
    for report in iter_jsonl(str(data / "scale" / "articles.jsonl.gz")):
        if isinstance(report, Report) and report.id not in left_out:
            reports += 1
            seen.update({term for block in counts_of(report.title or "", opening(report)) for term in block})
    print(f"# How common words are in news: in how many of {reports:,} reports (2012 to 2020, some 90 outlets of the")
    print("# United States and Britain) a word, a word with a capital (name) or a pair of neighbouring words stands at")
    print("# least once in the headline or the first 300 words. Stems as in stories/features.py. Counted by")
    print("# bench/story_words.py; a band holds the terms from its share up to the next one's.")
    print(f"unseen = {1 / reports:.6f}")
    for kind in LEAST:
        print_bands(kind, seen, reports)


def print_bands(kind: str, seen: collections.Counter[str], reports: int) -> None:
    """Print the terms of a kind in bands, rarest last."""
    bands: collections.defaultdict[int, list[str]] = collections.defaultdict(list)
    edges = [LEAST[kind] / reports]
    while edges[-1] * STEP < 1:
        edges.append(edges[-1] * STEP)
    for term, count in seen.items():
        if kind_of(term) == kind and count >= LEAST[kind]:
            bands[max(i for i, edge in enumerate(edges) if edge <= count / reports)].append(term)
    for band in sorted(bands, reverse=True):
        listed = sorted(term.removeprefix(NAME).replace(PAIR, "_") for term in bands[band])
        print(f"\n[[{kind}]]\nshare = {edges[band] * STEP**0.5:.6f}\nterms = '''")
        print("\n".join(textwrap.wrap(" ".join(listed), 119, break_long_words=False, break_on_hyphens=False)))
        print("'''")


def kind_of(term: str) -> str:
    """Say whether a term is a word, a name or a pair."""
    return "name" if term.startswith(NAME) else "pair" if PAIR in term else "word"


if __name__ == "__main__":
    main()
