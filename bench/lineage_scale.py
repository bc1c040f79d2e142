"""Lineages of a large archive: time, memory, growth, and which planted copies are found.

    python bench/lineage_scale.py --data PATH/articles.jsonl.gz [--articles 15000] [--copies 3] [--peers]

From each article three edited copies are made (bench/edits.py). A planted pair counts if at least a quarter of the
copy's words are its article's; it is found if both are of one lineage. `--peers` runs datasketch MinHash LSH and rensa
on the same texts in the same run. Each measurement has a process of its own, so that memory is its own as well.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import random
import re
import resource
import time
from collections.abc import Callable, Sequence
from itertools import islice

from edits import make_family
from twosource.engine.local import LocalEngine
from twosource.intake import iter_jsonl
from twosource.lineage.families import group_by_copy
from twosource.lineage.links import Links
from twosource.model import Report, Settings

KEPT = 0.25
THRESHOLD = 0.3  # the peers' own; at their usual .5 to .8 they find fewer


def plant(path: str, articles: int, copies: int) -> tuple[list[Report], list[tuple[int, int]]]:
    """Return the articles with their copies, shuffled, and the pairs (article, copy) to be found."""
    found = [r for r in islice(iter_jsonl(path), articles) if isinstance(r, Report)]
    chance = random.Random(7)
    made: list[tuple[int, str]] = [(-1, r.text) for r in found]
    for number, report in enumerate(found):
        row = {"id": report.id, "text": report.text}
        other = found[(number * 7 + 3) % len(found)]
        for _ in range(copies):
            family = make_family(row, {"id": other.id, "text": other.text}, chance)
            theirs = sum(s.end - s.start for s, origins, _ in family.labels if origins)
            kept = theirs / max(len(family.child.text), 1)
            made.append((number if kept >= KEPT and theirs > 200 else -2, family.child.text))
    order = list(range(len(made)))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    reports = [Report(f"r{new:06}", made[old][1], "") for new, old in enumerate(order)]
    return reports, [(place[parent], place[old]) for old, (parent, _) in enumerate(made) if parent >= 0]


def with_twosource(texts: Sequence[str]) -> list[int]:
    reports = [Report(f"r{i:06}", text, "") for i, text in enumerate(texts)]
    settings = Settings()
    with LocalEngine() as engine:
        start = time.perf_counter()
        links = Links(reports, engine, settings)
        print(f"    runs and pairs: {time.perf_counter() - start:.1f} s, {len(links.first)} pairs", flush=True)
        groups = group_by_copy(links, settings)
        print(f"    grouped: {time.perf_counter() - start:.1f} s", flush=True)
    return _numbered(groups, len(texts))


def with_datasketch(texts: Sequence[str]) -> list[int]:
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=128)
    pairs = []
    for i, text in enumerate(texts):
        signature = MinHash(num_perm=128)
        signature.update_batch([s.encode() for s in _shingles(text)])
        pairs += [(i, j) for j in lsh.query(signature)]
        lsh.insert(i, signature)
    return _joined(pairs, len(texts))


def with_rensa(texts: Sequence[str]) -> list[int]:
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=128, num_bands=32)
    pairs = []
    for i, text in enumerate(texts):
        signature = RMinHash(num_perm=128, seed=1)
        signature.update(_shingles(text))
        pairs += [(i, j) for j in lsh.query(signature)]
        lsh.insert(i, signature)
    return _joined(pairs, len(texts))


def _shingles(text: str) -> list[str]:
    words = re.findall(r"\w+", text.lower())
    return list({" ".join(words[i : i + 5]) for i in range(max(len(words) - 4, 1))})


def _joined(pairs: Sequence[tuple[int, int]], count: int) -> list[int]:
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in pairs:
        root[find(i)] = find(j)
    return [find(i) for i in range(count)]


def _numbered(groups: Sequence[Sequence[int]], count: int) -> list[int]:
    home = [0] * count
    for number, members in enumerate(groups):
        for i in members:
            home[i] = number
    return home


def _measured(
    method: str, texts: Sequence[str], answers: multiprocessing.SimpleQueue[tuple[float, float, list[int]]]
) -> None:
    run: Callable[[Sequence[str]], list[int]] = globals()[f"with_{method}"]
    start = time.perf_counter()
    home = run(texts)
    answers.put((time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, home))


def measure(method: str, texts: Sequence[str]) -> tuple[float, float, list[int]]:
    """Run one method in a process of its own: seconds, megabytes, and the group of each text."""
    fresh = multiprocessing.get_context("spawn")
    answers = fresh.SimpleQueue()
    process = fresh.Process(target=_measured, args=(method, texts, answers))
    process.start()
    answer: tuple[float, float, list[int]] = answers.get()
    process.join()
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--articles", type=int, default=15_000)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--peers", action="store_true")
    given = parser.parse_args()
    times = []
    for articles in (given.articles // 4, given.articles):
        reports, pairs = plant(given.data, articles, given.copies)
        texts = [r.text for r in reports]
        print(f"{len(texts)} texts, {sum(len(t.split()) for t in texts)} words, {len(pairs)} planted pairs", flush=True)
        for method in ("twosource", "datasketch", "rensa") if given.peers else ("twosource",):
            seconds, megabytes, home = measure(method, texts)
            found = sum(home[a] == home[b] for a, b in pairs)
            groups = len(set(home))
            print(
                f"  {method:11} {seconds:7.1f} s  {megabytes:6.0f} MB  {found} of {len(pairs)} found "
                f"({100 * found / max(len(pairs), 1):.2f} %), {groups} groups of {articles} planted",
                flush=True,
            )
            if method == "twosource":
                times.append((len(texts), seconds))
    (few, short), (many, long) = times
    print(f"growth: time ~ n^{math.log(long / short) / math.log(many / few):.2f}")


if __name__ == "__main__":
    main()
