"""Lineages of a large archive: time, memory, growth, and which planted copies are found.

    python bench/lineage_scale.py --data PATH/articles.jsonl.gz [--articles 15000] [--copies 3] [--peers] [--direction]

From each article edited copies are made (bench/edits.py). A planted pair counts if at least a quarter of the copy's
words are its article's, and no fewer than are another's: many copies hold sentences of a second article, and a short
one that holds more of that than of its own belongs to the other lineage (DESIGN: "the one that most of its copy comes
from"). How many pairs that leaves out is printed. That is counted in characters, quoted ones among them. By what
counts as copy (docs/lineage.md) quoted words do not, so all counts are printed once more for those of the pairs of
which the same holds in words outside quotation marks: what is planted there is what is promised to be found.

A pair is found in one of two ways, and both counts are printed: `grouped`, both reports are in one group; `paired`, the
method names the two as sharing copy: datasketch and rensa by what their index returns, twosource by a pair of which one
holds at least PAIRED of the other, or by its derivations.

`--direction` measures the whole of `trace`, step by step: lineages, and who was made from whom. 100,000 texts:
`--articles 14286 --copies 6`. `--peers` runs datasketch MinHash LSH and rensa on the same texts in the same run. Each
measurement has a process of its own, so that memory is its own as well; the memory includes the texts. Work is time
of the processor, of which other work on the machine takes the least; growth is taken from a quarter of the articles.
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
from typing import NamedTuple

from edits import Family, make_family
from twosource.engine.local import LocalEngine
from twosource.intake import iter_jsonl
from twosource.lineage.descent import describe
from twosource.lineage.families import collector_at_rest, group_by_copy
from twosource.lineage.links import Links
from twosource.lineage.words import words_of
from twosource.model import Report, Settings

KEPT = 0.25
_LEAST_WORDS = 33  # 200 characters, at six a word
PAIRED = 0.2  # share of runs: a pair that the settings call worth aligning is not yet a pair that is named
THRESHOLD = 0.3  # the peers' own; at their usual .5 to .8 they find fewer


class Answer(NamedTuple):
    """Pairs that share copy, the group of each text, and the processor's seconds of each step where there are some."""

    pairs: list[tuple[int, int]]
    home: list[int]
    steps: tuple[tuple[str, float], ...] = ()


class Measured(NamedTuple):
    """Seconds by the clock and of the processor, megabytes at the peak, and what was found."""

    seconds: float
    work: float
    megabytes: float
    answer: Answer


class Planted(NamedTuple):
    """Texts in which the pairs (article, copy) are to be found; `left_out` copies hold more of another article.

    `unquoted` are those of the pairs that keep enough in words outside quotation marks as well.
    """

    reports: list[Report]
    pairs: list[tuple[int, int]]
    left_out: int
    unquoted: frozenset[tuple[int, int]] = frozenset()


def plant(path: str, articles: int, copies: int) -> Planted:
    """Return the articles with their copies, shuffled, and the pairs to be found."""
    found = [r for r in islice(iter_jsonl(path), articles) if isinstance(r, Report)]
    chance = random.Random(7)
    made: list[tuple[int, str]] = [(-1, r.text) for r in found]
    left_out = 0
    enough_unquoted: set[int] = set()
    for number, report in enumerate(found):
        row = {"id": report.id, "text": report.text}
        other = found[(number * 7 + 3) % len(found)]
        for _ in range(copies):
            family = make_family(row, {"id": other.id, "text": other.text}, chance)
            theirs = sum(s.end - s.start for s, origins, _ in family.labels if origins)
            others = sum(s.end - s.start for s, origins, _ in family.labels if not origins)
            kept = theirs / max(len(family.child.text), 1)
            enough = kept >= KEPT and theirs > 200
            left_out += enough and others > theirs
            if _keeps_unquoted(family):
                enough_unquoted.add(len(made))
            made.append((number if enough and others <= theirs else -2, family.child.text))
    order = list(range(len(made)))
    chance.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    reports = [Report(f"r{new:06}", made[old][1], "") for new, old in enumerate(order)]
    pairs = [(place[parent], place[old]) for old, (parent, _) in enumerate(made) if parent >= 0]
    unquoted = frozenset(
        (place[parent], place[old]) for old, (parent, _) in enumerate(made) if parent >= 0 and old in enough_unquoted
    )
    return Planted(reports, pairs, left_out, unquoted)


def _keeps_unquoted(family: Family) -> bool:
    """Say whether a quarter of a copy's words outside quotation marks are its article's, and no fewer than another's.

    At least as many as make 200 characters, which is what is asked of the whole.
    """
    words = words_of(family.child.text)
    starts = words.starts[~words.quoted]
    theirs = others = 0
    for span, origins, _ in family.labels:
        inside = int(((starts >= span.start) & (starts < span.end)).sum())
        theirs, others = (theirs + inside, others) if origins else (theirs, others + inside)
    return theirs >= max(KEPT * len(starts), _LEAST_WORDS) and others <= theirs


def with_twosource(texts: Sequence[str]) -> Answer:
    reports = [Report(f"r{i:06}", text, "") for i, text in enumerate(texts)]
    settings = Settings()
    with LocalEngine() as engine, collector_at_rest():
        links = Links(reports, engine, settings)
        groups = group_by_copy(links, settings)
    named = links.contained >= PAIRED
    pairs = list(zip(links.first[named].tolist(), links.second[named].tolist(), strict=True))
    return Answer(pairs, _numbered(groups, len(texts)))


def with_trace(texts: Sequence[str]) -> Answer:
    reports = [Report(f"r{i:06}", text, "") for i, text in enumerate(texts)]
    started = time.process_time()
    with LocalEngine() as engine, collector_at_rest():
        links = Links(reports, engine, Settings())
        groups = group_by_copy(links, Settings())
        links.runs = None
        grouped = time.process_time()
        lineages, derivations = describe(groups, links, edits=False)
    steps = ("lineages", grouped - started), ("who was made from whom", time.process_time() - grouped)
    number = {report.id: i for i, report in enumerate(reports)}
    named = links.contained >= PAIRED
    pairs = list(zip(links.first[named].tolist(), links.second[named].tolist(), strict=True))
    pairs += [(number[d.child], number[d.parent]) for d in derivations if d.parent]
    return Answer(pairs, _numbered([[number[r] for r in lineage.reports] for lineage in lineages], len(texts)), steps)


def with_datasketch(texts: Sequence[str]) -> Answer:
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=128)
    pairs = []
    for i, text in enumerate(texts):
        signature = MinHash(num_perm=128)
        signature.update_batch([s.encode() for s in _shingles(text)])
        pairs += [(i, j) for j in lsh.query(signature)]
        lsh.insert(i, signature)
    return Answer(pairs, _joined(pairs, len(texts)))


def with_rensa(texts: Sequence[str]) -> Answer:
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=128, num_bands=32)
    pairs = []
    for i, text in enumerate(texts):
        signature = RMinHash(num_perm=128, seed=1)
        signature.update(_shingles(text))
        pairs += [(i, j) for j in lsh.query(signature)]
        lsh.insert(i, signature)
    return Answer(pairs, _joined(pairs, len(texts)))


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


def _measured(method: str, texts: Sequence[str], answers: multiprocessing.SimpleQueue[Measured]) -> None:
    run: Callable[[Sequence[str]], Answer] = globals()[f"with_{method}"]
    start, work = time.perf_counter(), time.process_time()
    answer = run(texts)
    seconds, work = time.perf_counter() - start, time.process_time() - work
    answers.put(Measured(seconds, work, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, answer))


def measure(method: str, texts: Sequence[str]) -> Measured:
    """Run one method in a process of its own."""
    fresh = multiprocessing.get_context("spawn")
    answers: multiprocessing.SimpleQueue[Measured] = fresh.SimpleQueue()
    process = fresh.Process(target=_measured, args=(method, texts, answers))
    process.start()
    answer = answers.get()
    process.join()
    return answer


def tell(
    method: str, measured: Measured, planted: Sequence[tuple[int, int]], unquoted: frozenset[tuple[int, int]]
) -> None:
    """Print what one measurement took and found."""
    pairs, home, steps = measured.answer
    named = {(min(pair), max(pair)) for pair in pairs}
    print(
        f"  {method:11} {measured.seconds:7.1f} s ({measured.work:.1f} s of work) {measured.megabytes:6.0f} MB, "
        f"{len(set(home))} groups",
        *(f"\n    {step}: {work:.1f} s of work" for step, work in steps),
    )
    for which, asked in (("planted", planted), ("planted outside quotation marks", sorted(unquoted))):
        grouped = sum(home[a] == home[b] for a, b in asked)
        paired = sum(home[a] == home[b] or (min(a, b), max(a, b)) in named for a, b in asked)
        of = max(len(asked), 1)
        print(
            f"    of {len(asked)} {which}: grouped {grouped} ({100 * grouped / of:.2f} %), grouped or paired {paired} "
            f"({100 * paired / of:.2f} %)",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--articles", type=int, default=15_000)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--direction", action="store_true")
    given = parser.parse_args()
    methods = ["trace" if given.direction else "twosource", *(["datasketch", "rensa"] if given.peers else [])]
    times = []
    for articles in (given.articles // 4, given.articles):
        reports, planted, left_out, unquoted = plant(given.data, articles, given.copies)
        texts = [r.text for r in reports]
        print(f"{len(texts)} texts of {articles} articles, {sum(len(t.split()) for t in texts)} words", flush=True)
        print(f"  {len(planted)} planted pairs; {left_out} copies hold more of another article", flush=True)
        answers = {}
        for method in methods:
            answers[method] = measure(method, texts)
            tell(method, answers[method], planted, unquoted)
        times.append((len(texts), answers))
    (few, before), (many, after) = times
    for method in methods:
        growth = math.log(after[method].work / before[method].work) / math.log(many / few)
        print(f"growth of {method}: work ~ n^{growth:.2f}")


if __name__ == "__main__":
    main()
