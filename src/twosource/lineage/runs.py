"""The runs and words of all reports as two flat arrays, and what two reports have in common of them.

What comes in: reports. What goes out: counts. Which pairs to count is for `candidates` to say; here every count is
exact, whatever part of the runs the candidates were found by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from twosource.lineage.candidates import CAP, CHAIN, HELD, PAIRS, cap_bounds, read_runs
from twosource.lineage.kept import KeptWords
from twosource.lineage.vocabulary import Vocabulary
from twosource.model import Report, Settings
from twosource.stages import Engine, Failure

Numbers = NDArray[np.int64]

_BLOCK = 4096  # reports whose texts are in a table at one time
_PROBE_BUCKETS = 2**26  # marks of what is asked for, a byte each
_MARKS = 2**16  # marks of one report's runs
_ONES = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(axis=1, dtype=np.int64)  # bits of a byte
_ASKED_AT_ONCE = 2**21  # probes; of a large corpus all at once would take a third of the memory of the whole
_BUCKETS = 2**24  # counters of how many reports have a run; runs that share one are few beside `common_run`


class Lists:
    """Rows of numbers of different lengths, in arrays of `_BLOCK` rows each: nothing is copied to make them one."""

    def __init__(self, blocks: Sequence[pa.LargeListArray]) -> None:
        self.values: list[Numbers] = [block.flatten().to_numpy() for block in blocks]
        self.bounds: list[Numbers] = [block.offsets.to_numpy() - block.offsets[0].as_py() for block in blocks]
        self.sizes: Numbers = np.concatenate([np.diff(bounds) for bounds in self.bounds])

    def of(self, i: int) -> Numbers:
        """Return row `i`."""
        bounds, at = self.bounds[i // _BLOCK], i % _BLOCK
        return self.values[i // _BLOCK][bounds[at] : bounds[at + 1]]

    def keep(self, rows: Sequence[int]) -> None:
        """Let go of the numbers of all rows but `rows`: the others are empty now. `sizes` stays what it was."""
        kept = np.zeros(len(self.sizes), np.bool_)
        kept[list(rows)] = True
        for block, (values, bounds) in enumerate(zip(self.values, self.bounds, strict=True)):
            sizes = np.diff(bounds)
            some = kept[block * _BLOCK : block * _BLOCK + len(sizes)]
            self.values[block] = values[np.repeat(some, sizes)]
            self.bounds[block] = np.concatenate([[0], np.cumsum(sizes * some)])
        pa.default_memory_pool().release_unused()


class Runs:
    """The distinct runs of each report, by the report's number, and its distinct words.

    A report that the reading breaks on has none, so that it is nobody's copy; `failures` says which. `kept` are all
    words in order, for who reads the reports closely.
    """

    def __init__(self, reports: Sequence[Report], engine: Engine, settings: Settings) -> None:
        self.settings = settings
        self.cap = settings.common_run  # `find_pairs` sets it from the corpus
        self.failures: list[Failure] = []
        self.kept: KeptWords = KeptWords(_BLOCK)
        self.vocabulary = Vocabulary(_BLOCK)
        runs = []
        read_all = partial(read_runs, keep=True)
        for start in range(0, max(len(reports), 1), _BLOCK):
            block = reports[start : start + _BLOCK]
            texts = [body_of(report).encode("utf-8", "surrogatepass") for report in block]
            numbers = np.arange(start, start + len(block))
            read = engine.map(read_all, pa.table({"report": numbers, "text": pa.array(texts, pa.large_binary())}))
            broken = engine.take_failures()
            self.failures += (Failure(start + row, message) for row, message in broken)
            read = _with_empty_rows(read, [row for row, _ in broken])
            runs.append(read.column("runs").combine_chunks())
            self.vocabulary.add(read.column("words").combine_chunks())
            self.kept.add(read)
        self.vocabulary.weigh()
        self.runs = Lists(runs)
        self.holders = self._count_holders()

    def _count_holders(self) -> NDArray[np.int32]:
        """Count the reports that have a run, a bucket of runs at a time: a little too many, never too few."""
        buckets = bucket_count(int(self.runs.sizes.sum()))
        holders = np.zeros(buckets, np.int32)
        for runs in self.runs.values:
            # Sorted, they are counted in the order of memory, and no second array of all the buckets is made.
            numbers = np.sort((runs & (buckets - 1)).astype(np.int32))
            first = np.flatnonzero(np.diff(numbers, prepend=-1))
            holders[numbers[first]] += np.diff(first, append=len(numbers)).astype(np.int32)
        return holders

    def is_stock(self, runs: Numbers) -> NDArray[np.bool_]:
        """Say which runs stand in more reports than the cap: stock phrases, or a story run by many."""
        stock: NDArray[np.bool_] = self.holders[runs & (len(self.holders) - 1)] > self.cap
        return stock

    @cached_property
    def widely_run(self) -> frozenset[int]:
        """The reports that hold most of a story that stands in more reports than the cap."""
        counts = []
        for runs, bounds in zip(self.runs.values, self.runs.bounds, strict=True):
            before = np.concatenate([[0], np.cumsum(self.is_stock(runs))])
            counts.append(before[bounds[1:]] - before[bounds[:-1]])
        return frozenset(np.flatnonzero(np.concatenate(counts) >= self.settings.stock_paragraph).tolist())

    def keep_widely_run(self) -> None:
        """Let go of the runs of all other reports, once the pairs are counted: no more will be asked of them."""
        self.runs.keep(sorted(self.widely_run))

    def shared(self, i: int, j: int) -> int:
        """Return how many runs two reports share; stock phrases count where they are longer than a stock paragraph."""
        common = in_common(self.runs.of(i), self.runs.of(j))
        return own_copy(len(common), int(self.is_stock(common).sum()), self.settings)

    def contained(self, i: int, j: int) -> float:
        """Return the share of the shorter report's runs that the other has."""
        return self.shared(i, j) / max(min(int(self.runs.sizes[i]), int(self.runs.sizes[j])), 1)

    def contained_each(self, first: Numbers, second: Numbers) -> NDArray[np.float64]:
        """Return what `contained` does for many pairs; faster where those of one first report stand together."""
        sizes = self.runs.sizes
        counts = np.zeros(len(first), np.int64)
        marks = np.zeros(_MARKS, np.bool_)
        starts = np.flatnonzero(np.diff(first, prepend=-1)).tolist()
        for start, end in pairwise([*starts, len(first)]):
            mine, places = self.runs.of(int(first[start])), second[start:end]
            theirs = np.concatenate([self.runs.of(j) for j in places.tolist()])
            # What has no mark is none of this report's; of what has one, nearly all is.
            marks[mine & (_MARKS - 1)] = True
            at = np.flatnonzero(marks[theirs & (_MARKS - 1)])
            marks[mine & (_MARKS - 1)] = False
            found = theirs[at]
            same = mine[np.minimum(np.searchsorted(mine, found), len(mine) - 1)] == found if len(mine) else found < 0
            at, found = at[same], found[same]
            pair = np.searchsorted(np.cumsum(sizes[places]), at, "right")
            common = np.bincount(pair, minlength=len(places))
            stock = np.bincount(pair[self.is_stock(found)], minlength=len(places))
            counts[start:end] = np.where(stock >= self.settings.stock_paragraph, common, common - stock)
        return counts / np.maximum(np.minimum(sizes[first], sizes[second]), 1)

    def find_pairs(self, engine: Engine) -> tuple[Numbers, Numbers]:
        """Return the pairs of reports, by number and in order, that may share enough runs to be worth a look."""
        sizes = self.runs.sizes
        count = max(len(sizes), 1)
        at_most = max(self.settings.probes_in_all // count, self.settings.probes_a_report)
        if count <= self.settings.common_run and sizes.max(initial=0) <= at_most:
            return self._pairs_of_few()
        probes = self._table(at_most)
        held = _held_by(self._probed(probes) if sizes.max(initial=0) > at_most else probes, probes, engine)
        least = self.settings.least_runs if sizes.max(initial=0) <= at_most else self.settings.least_probes
        bounds = cap_bounds(count, self.settings)
        if bounds is not None:
            widest = engine.sql(CAP, held=held, bounds=bounds).column("cap").to_pylist()[0]
            self.cap = max(self.cap, widest or 0)
        limits = {"cap": [self.cap], "least": [least]}
        table = pa.table({name: pa.array(value, pa.int64()) for name, value in limits.items()})
        found = [engine.sql(CHAIN, held=held, limits=table)]
        found += (engine.sql(PAIRS, probes=some, held=held, limits=table) for some in _by_report(probes))
        probe, holder, shared = (
            np.concatenate([t.column(c).to_numpy() for t in found]).astype(np.int64)
            for c in ("probe", "holder", "shared")
        )
        # Half of what is asked for in the end: the probes are a sample.
        likely = shared >= self.settings.doubtful_from / 2 * np.minimum(sizes[probe], at_most)
        probe, holder = probe[likely], holder[likely]
        pairs = np.unique(np.minimum(probe, holder) * count + np.maximum(probe, holder))
        return pairs // count, pairs % count

    def _pairs_of_few(self) -> tuple[Numbers, Numbers]:
        """Return what `find_pairs` finds among so few reports that no run is common and each is a probe.

        A desk traces many groups of two or three, for which three queries take longer than all the rest.
        """
        sizes = self.runs.sizes
        values = np.concatenate(self.runs.values)
        owner = np.repeat(np.arange(len(sizes)), sizes)
        _, which, holders = np.unique(values, return_inverse=True, return_counts=True)
        several = holders > 1
        place = np.cumsum(several) - 1
        keep = several[which]
        has = np.zeros((len(sizes), int(several.sum())), np.bool_)
        has[owner[keep], place[which[keep]]] = True
        # Counted by the bit: a product of matrices is handed to threads that spin for a while when it is done, which
        # takes as much of the processor as all the rest of the tracing.
        bits = np.packbits(has, axis=1)
        shared = np.empty((len(sizes), len(sizes)), np.int64)
        for i, mine in enumerate(bits):
            shared[i] = _ONES[bits & mine].sum(axis=1)
        enough = (shared >= self.settings.least_runs) & (shared >= self.settings.doubtful_from / 2 * sizes[:, None])
        first, second = np.nonzero(np.triu(enough | enough.T, 1))
        return first, second

    def _probed(self, probes: pa.Table) -> pa.Table:
        """Return the runs that may be probes, with their reports: all that are, and few others.

        Of long reports most runs are nobody's probes; what is never handed to the database needs no room there.
        """
        asked = np.zeros(_PROBE_BUCKETS, np.bool_)
        for chunk in probes.column("run").chunks:
            asked[chunk.to_numpy() & (_PROBE_BUCKETS - 1)] = True
        kept, holders = [], []
        for block, (runs, bounds) in enumerate(zip(self.runs.values, self.runs.bounds, strict=True)):
            places = np.flatnonzero(asked[runs & (_PROBE_BUCKETS - 1)])
            kept.append(runs[places])
            holders.append((np.searchsorted(bounds, places, side="right") - 1 + block * _BLOCK).astype(np.int32))
        return pa.table({"run": pa.chunked_array(kept, pa.int64()), "report": pa.chunked_array(holders, pa.int32())})

    def _table(self, at_most: int | None = None) -> pa.Table:
        """Return runs with their reports, `at_most` of each report: those with the smallest numbers."""
        sizes = self.runs.sizes
        values = self.runs.values
        if at_most is not None and sizes.max(initial=0) > at_most:
            values = [np.concatenate([self.runs.of(i)[:at_most] for i in range(len(sizes))])]
            sizes = np.minimum(sizes, at_most)
        report = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        return pa.table({"run": pa.chunked_array(values, pa.int64()), "report": report})


def _held_by(runs: pa.Table, probes: pa.Table, engine: Engine) -> pa.Table:
    """Return the table `held` of HELD: who holds which probe, asked for some of the runs at a time."""
    parts = 1 << (probes.num_rows // _ASKED_AT_ONCE).bit_length()
    if parts == 1:
        return engine.sql(HELD, runs=runs, probes=probes)
    held = []
    for part in range(parts):
        # Runs are hashes: their last bits are spread evenly, and all holders of a run are asked for in one go.
        some = [t.filter(pc.equal(pc.bit_wise_and(t["run"], parts - 1), part)) for t in (runs, probes)]
        held.append(engine.sql(HELD, runs=some[0], probes=some[1]))
    return pa.concat_tables(held)


def _by_report(probes: pa.Table) -> Iterator[pa.Table]:
    """Yield the probes some at a time, all of a report together."""
    report = probes["report"].to_numpy()
    starts = np.searchsorted(report, report[::_ASKED_AT_ONCE])
    cuts = [*np.unique(starts).tolist(), len(report)]
    yield from (probes.slice(start, end - start) for start, end in pairwise(cuts))


def _with_empty_rows(table: pa.Table, places: Sequence[int]) -> pa.Table:
    """Return a table with rows without runs at `places` of the result: reports go by their place in it."""
    if not places:
        return table
    left_out = set(places)
    kept = iter(range(table.num_rows))
    rows = [None if at in left_out else next(kept) for at in range(table.num_rows + len(left_out))]
    taken = table.take(pa.array(rows, pa.int64()))
    columns = {}
    for name in ("runs", "words", "keys", "gaps", "letters"):
        lists = taken.column(name).combine_chunks()
        columns[name] = pc.if_else(pc.is_valid(lists), lists, pa.scalar([], lists.type))
    return pa.table(columns)


def in_common(one: Numbers, other: Numbers) -> Numbers:
    """Return the numbers that two rows of distinct numbers share."""
    both = np.concatenate([one, other])
    both.sort()
    common: Numbers = both[1:][both[1:] == both[:-1]]
    return common


def own_copy(common: int, stock: int, settings: Settings) -> int:
    """Return how many of the runs in common count, where so many of them are stock phrases."""
    return common if stock >= settings.stock_paragraph else common - stock


def bucket_count(runs: int) -> int:
    """Return how many counters of runs there are for so many runs in all."""
    return min(_BUCKETS, 1 << (4 * runs).bit_length())


def body_of(report: Report) -> str:
    """Return the text of a report's body: its paragraphs with empty lines between."""
    return "\n\n".join(span.of(report.text) for span in report.body) if report.body else report.text
