"""Ways to find copies and to group reports, twosource's and others', each measured in a process of its own.

Texts or reports go in; for each the number of its group comes out, with what that cost. A process of its own has its
memory to itself, and knows nothing of what another method has loaded.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import twosource
from lineage_scale import _joined, _shingles, with_datasketch, with_rensa
from twosource.engine.local import LocalEngine
from twosource.model import Report, Settings


class Cost(NamedTuple):
    """What a method took: processor seconds and megabytes, and the group of each text."""

    seconds: float
    megabytes: float
    home: list[int]


def measure(method: str, given: Sequence[object]) -> Cost:
    """Run a method in a process of its own."""
    fresh = multiprocessing.get_context("spawn")
    answers = fresh.SimpleQueue()
    process = fresh.Process(target=_measured, args=(method, given, answers))
    process.start()
    while answers.empty() and process.is_alive():
        process.join(0.1)
    if answers.empty():
        raise RuntimeError(f"{method} ended without an answer")
    cost: Cost = answers.get()
    process.join()
    return cost


def _measured(method: str, given: Sequence[object], answers: multiprocessing.SimpleQueue[Cost]) -> None:
    METHODS[method](given[:60])  # what is loaded once is not part of a ratio, nor of how the work grows
    started = time.process_time()
    home = METHODS[method](given)
    spent = time.process_time() - started
    answers.put(Cost(spent, peak_megabytes(), home))


def peak_megabytes() -> float:
    """Return the most memory that this process held; getrusage would count that of the process it was started from."""
    (line,) = (x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def with_trace(texts: Sequence[str]) -> list[int]:
    """Find families as `trace` does, up to the families: the peers say no more either."""
    from twosource.lineage.families import group_by_copy
    from twosource.lineage.links import Links

    reports = [Report(f"r{i:06}", text, "") for i, text in enumerate(texts)]
    with LocalEngine(1) as engine:
        families = group_by_copy(Links(reports, engine, Settings()), Settings())
    home = [0] * len(texts)
    for number, family in enumerate(families):
        for i in family:
            home[i] = number
    return home


def with_whole_trace(texts: Sequence[str]) -> list[int]:
    """Trace as `twosource trace` does: families, who copied from whom and why that is thought, without the edits."""
    reports = [Report(f"r{i:06}", text, "") for i, text in enumerate(texts)]
    with LocalEngine(1) as engine:
        lineages, _ = twosource.trace(reports, engine=engine, edits=False)
    home = {report: number for number, lineage in enumerate(lineages) for report in lineage.reports}
    return [home[r.id] for r in reports]


def with_containment(texts: Sequence[str]) -> list[int]:
    """Join texts where the shorter shares three tenths of its shingles of five words: an exact count."""
    holders = defaultdict(list)
    sizes = []
    for i, text in enumerate(texts):
        shingles = set(_shingles(text))
        sizes.append(len(shingles))
        for shingle in shingles:
            holders[shingle].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= 60:
            shared.update((i, j) for n, i in enumerate(held) for j in held[n + 1 :])
    return _joined([(i, j) for (i, j), n in shared.items() if n >= 0.3 * min(sizes[i], sizes[j])], len(texts))


def with_group(reports: Sequence[Report]) -> list[int]:
    """Group reports as `group` does, copies aside."""
    from twosource.stories import group_reports

    with LocalEngine(1) as engine:
        stories = group_reports(reports, engine, Settings())
    names = {name: n for n, name in enumerate(dict.fromkeys(stories.values()))}
    return [names[stories[r.id]] for r in reports]


def with_average_link(reports: Sequence[Report]) -> list[int]:
    """Group reports by the cosine of TF-IDF with average link."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2).fit_transform(r.text for r in reports)
    distances = 1 - (vectors @ vectors.T).toarray()
    link = AgglomerativeClustering(n_clusters=None, metric="precomputed", linkage="average", distance_threshold=0.75)
    return [int(n) for n in link.fit_predict(distances.clip(0))]


METHODS: dict[str, Callable[..., list[int]]] = {
    "trace": with_trace,
    "whole trace": with_whole_trace,
    "datasketch": lambda texts: with_datasketch(texts)[1],
    "rensa": lambda texts: with_rensa(texts)[1],
    "containment": with_containment,
    "group": with_group,
    "average_link": with_average_link,
}
