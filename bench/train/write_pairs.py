"""Write the pairs that train_pairs.py learns from: a line a pair, as word pieces, with its verdict.

    python bench/train/write_pairs.py --data PATH [--cache FOLDER] --out pairs.jsonl.gz [--unjudged]

They are of four makes: statements of which one is the other's likest, statements of real reports that have so many
words in common that they were joined for these alone (both pair_examples.py), sentences that were written to be told
apart (contrasts.py), and one thing told by six newsrooms beside five others (tellings.py). With `--unjudged` all that
the program might read of real stories is written too, without a verdict: distil_pairs.py has the network judge it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from contrasts import contrasts
from pair_examples import (
    STORIES,
    Examples,
    is_kept_apart,
    judged_pairs,
    likest_of,
    marked_stories,
    pairs_told_alike,
    story_of,
    unjudged_pairs,
)
from tellings import tellings

from twosource.claims import likest
from twosource.claims.side_by_side import Pieces

# What is less likely than this by its evidence is not written unjudged: nothing less was ever read.
LEAST_LIKELY = 0.15


class Line(NamedTuple):
    """A pair: of what make, of which story, whether it is kept apart, its verdict, and how likely its evidence is."""

    kind: str
    story: str
    apart: bool
    is_one: bool | None  # None where nobody judged it
    likely: float
    pieces: Pieces


def every_line(data: Path, cache: Path | None) -> Iterator[Line]:
    """Yield all pairs that are known to be one claim or two, kept apart or not."""
    for folder in sorted(f for f in STORIES.iterdir() if (f / "gold.json").exists()):
        yield from _lines("invented", folder.name, likest_of(story_of(folder, cache), likest.fitted("rank")))
    for name, of in marked_stories(data, cache).items():
        yield from _lines("marked", name, likest_of(of, likest.fitted("rank")))
    for name, examples in judged_pairs(data, cache, likest.fitted("rank")).items():
        yield from _lines("judged", name, examples)
    for name, pairs in pairs_told_alike(data, cache).items():
        yield from (Line("alike", name, is_kept_apart(name), is_one, 1.0, pieces) for pieces, is_one in pairs)
    for kind, written in (("contrast", contrasts()), ("tellings", tellings())):
        yield from (Line(kind, "", made.apart, made.is_one, 1.0, made.pieces) for made in written)


def every_unjudged(data: Path, cache: Path | None) -> Iterator[Line]:
    """Yield what the program might read of real stories."""
    for name, examples in unjudged_pairs(data, cache, likest.fitted("rank"), LEAST_LIKELY):
        yield from (line._replace(is_one=None) for line in _lines("unjudged", name, examples))


def _lines(kind: str, name: str, examples: Examples) -> Iterator[Line]:
    likely = likest.fitted("join").chances(examples.evidence).tolist()
    for pieces, is_one, chance in zip(examples.pieces, examples.is_one.tolist(), likely, strict=True):
        yield Line(kind, name, is_kept_apart(name), is_one, round(chance, 4), pieces)


def main() -> None:
    """Write the lines, and tell how many are of each make."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the real stories")
    parser.add_argument("--cache", type=Path, help="a folder for what was read of each real story")
    parser.add_argument("--out", type=Path, required=True, help="a file of JSON lines, gzipped")
    parser.add_argument("--unjudged", action="store_true", help="write pairs of real stories that nobody judged, too")
    asked = parser.parse_args()
    told: dict[str, list[int]] = {}
    with gzip.open(asked.out, "wt", encoding="utf-8") as out:
        unjudged = every_unjudged(asked.data, asked.cache) if asked.unjudged else ()
        for line in chain(every_line(asked.data, asked.cache), unjudged):
            row = line._asdict()
            row |= row.pop("pieces")._asdict()
            out.write(json.dumps(row) + "\n")
            count = told.setdefault(line.kind, [0, 0])
            count[0] += 1
            count[1] += bool(line.is_one)
    for kind, (pairs, one) in told.items():
        print(f"{kind}: {pairs:,} pairs, {one:,} are one claim")


if __name__ == "__main__":
    main()
