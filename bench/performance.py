"""What twosource costs, as ratios to a floor or a peer taken in one run; writes docs/performance.md and its plots.

    python bench/performance.py --data PATH/articles.jsonl.gz [--families PATH/families-dev.jsonl.gz] [--reports 40]
        [--texts 4000] [--write docs]

`--reports` are annotated, `--texts` are traced (articles with three edited copies each), half as many grouped.
Each method of tracing and grouping has a process of its own (methods.py), so that its memory is its own. Costs are
seconds of processor time, which other work on the machine disturbs least; only two processes against one is by the
clock, and wants a machine with nothing else to do, and enough reports that handing out work weighs little. The defaults
take ten minutes or more.
"""

from __future__ import annotations

import argparse
import math
import platform
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import pyarrow as pa

import twosource
from annotate_speed import timed
from copies import copying, passages_of
from lineage_scale import plant
from methods import Cost, measure, peak_megabytes
from plots import Row, bars, growth
from processes import Meter
from reading_speed import reading
from twosource.annotation import annotate_table
from twosource.engine.local import LocalEngine
from twosource.intake import iter_jsonl
from twosource.language.parser import parse
from twosource.model import Report, Settings


def annotating(reports: Sequence[Report]) -> list[Row]:
    """Time the language layer against the parser alone over the same passages."""
    passages = passages_of(reports)
    table = _table(passages)
    settings = Settings()
    jobs: dict[str, Callable[[], object]] = {
        "parser": lambda: sum(1 for _ in parse(passages)),
        "full": lambda: annotate_table(table, settings),
        "fast": lambda: annotate_table(table, Settings(learned=False)),
    }
    annotate_table(table.slice(0, 20), settings)
    best = timed(jobs, 2, time.process_time)
    words = sum(len(p.split()) for p in passages)
    how = f"{len(reports)} reports, {words:,} words; the parser alone reads {words / best['parser']:,.0f} a second"
    return [
        Row("annotate, of the parser alone", best["full"] / best["parser"], "times", 2.5, how),
        Row("annotate --fast, of the parser alone", best["fast"] / best["parser"], "times", 1.25, how),
    ]


def two_processes(reports: Sequence[Report]) -> list[Row]:
    """Time one process against two, by the clock."""
    table = _table(passages_of(reports))
    function = partial(annotate_table, settings=Settings())
    with LocalEngine(2, pool_from=1) as two, LocalEngine(1) as one:
        two.map(function, table.slice(0, 200), size="size")
        one.map(function, table.slice(0, 20), size="size")
        jobs: dict[str, Callable[[], object]] = {
            "one": lambda: one.map(function, table, size="size"),
            "two": lambda: two.map(function, table, size="size"),
        }
        best = timed(jobs, 2, time.monotonic)
        work = {name: _work(job) for name, job in jobs.items()}
    how = f"{len(reports)} reports, by the clock; the two take {work['two'] / work['one']:.2f} times the processor time"
    return [Row("two processes against one", best["one"] / best["two"], "times as fast (at least 1.85)", None, how)]


def _work(job: Callable[[], object]) -> float:
    """Return the processor's seconds of a job, in this process and in those that it uses."""
    with Meter() as meter:
        before = meter.read().total()
        job()
        return meter.read().total() - before


def tracing(path: str, texts: int) -> tuple[list[Row], dict[str, list[tuple[float, float]]]]:
    """Trace articles and their copies beside other ways to find copies, at a quarter of the size and at all of it."""
    lines: dict[str, list[tuple[float, float]]] = defaultdict(list)
    rows: list[Row] = []
    for count in (texts // 4, texts):
        reports, planted, *_ = plant(path, count // 4, 3)
        bodies = [r.text for r in reports]
        costs = {name: measure(name, bodies) for name in ("trace", "whole trace", "datasketch", "rensa", "containment")}
        for name, cost in costs.items():
            lines[name].append((len(bodies), cost.seconds))
        rows = [_against("trace", name, costs, planted) for name in ("datasketch", "rensa", "containment")]
        whole = costs["whole trace"]
        ratio = whole.seconds / costs["datasketch"].seconds
        how = f"{len(bodies):,} texts; families, direction and evidence, in {whole.megabytes:.0f} MB"
        rows.insert(1, Row("trace with direction, of datasketch", ratio, "times", 1.0, how))
        rows.append(Row("trace, peak memory", costs["trace"].megabytes, "MB", None, f"{len(bodies):,} texts"))
    size = f"{texts // 4:,} to {texts:,} texts"
    for name in ("trace", "whole trace"):
        called = "trace with direction" if name == "whole trace" else name
        rows.append(Row(f"{called}, growth exponent", _exponent(lines[name]), "", 1.15, size))
    return rows, lines


def grouping(path: str, texts: int) -> tuple[list[Row], dict[str, list[tuple[float, float]]]]:
    """Group articles beside TF-IDF with average link, at a quarter of the size and at all of it."""
    lines: dict[str, list[tuple[float, float]]] = defaultdict(list)
    rows: list[Row] = []
    for count in (texts // 4, texts):
        reports = list(islice((r for r in iter_jsonl(path) if isinstance(r, Report)), count))
        costs = {name: measure(name, reports) for name in ("group", "average_link")}
        sketched = measure("datasketch", [r.text for r in reports])
        for name, cost in costs.items():
            lines[name.replace("_", " ")].append((count, cost.seconds))
        ratio = costs["group"].seconds / costs["average_link"].seconds
        how = f"{count:,} reports; {costs['group'].megabytes:.0f} MB against {costs['average_link'].megabytes:.0f} MB"
        of_sketch = costs["group"].seconds / sketched.seconds
        rows = [
            Row("group, of TF-IDF with average link", ratio, "times", None, how),
            Row("group, of datasketch", of_sketch, "times", 1.0, f"{count:,} reports, the same texts"),
        ]
    rows.append(
        Row("group, growth exponent", _exponent(lines["group"]), "", 1.15, f"{texts // 4:,} to {texts:,} reports")
    )
    return rows, lines


def end_to_end(reports: Sequence[Report]) -> list[Row]:
    """Time the whole way, from reports to what is known, in one process."""
    rows = []
    for name, settings in (("read", Settings()), ("read --fast", Settings(learned=False))):
        with LocalEngine(1) as engine:
            twosource.make_ledger(reports[:1], settings=settings, engine=engine)
            started = time.process_time()
            twosource.make_ledger(reports, settings=settings, engine=engine)
            spent = time.process_time() - started
        rows.append(
            Row(
                f"{name}, end to end",
                len(reports) / spent,
                "reports a second and core",
                None,
                f"{len(reports)} reports",
            )
        )
    return [*rows, Row("read, peak memory", peak_megabytes(), "MB", None, "this process, parser and tagger loaded")]


def starting() -> list[Row]:
    """Time what a person waits for before anything is read."""
    calls = {"import twosource": ["-c", "import twosource"], "twosource schema": ["-m", "twosource", "schema"]}
    limits = {"import twosource": 0.3, "twosource schema": 0.5}
    return [
        Row(name, min(_spent(call) for _ in range(3)), "s", limits[name], "processor time")
        for name, call in calls.items()
    ]


def _spent(call: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *call], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _against(mine: str, peer: str, costs: dict[str, Cost], planted: Sequence[tuple[int, int]]) -> Row:
    found = {n: sum(costs[n].home[a] == costs[n].home[b] for a, b in planted) / len(planted) for n in (mine, peer)}
    named = {"datasketch": "datasketch's MinHash LSH", "rensa": "rensa", "containment": "an exact count of shingles"}[
        peer
    ]
    how = (
        f"{len(costs[mine].home):,} texts; finds {found[mine]:.1%} of planted copies against {found[peer]:.1%}, "
        f"in {costs[mine].megabytes:.0f} MB against {costs[peer].megabytes:.0f} MB"
    )
    limit = 1.0 if peer == "datasketch" else None
    return Row(f"{mine}, of {named}", costs[mine].seconds / costs[peer].seconds, "times", limit, how)


def _exponent(line: Sequence[tuple[float, float]]) -> float:
    (few, short), (many, long) = line[0], line[-1]
    return math.log(long / short) / math.log(many / few)


def _table(passages: Sequence[str]) -> pa.Table:
    return pa.table({"text": list(passages), "size": [len(p) for p in passages]})


def as_text(rows: Sequence[Row], command: str) -> str:
    """Return docs/performance.md."""
    lines = [
        f"| {r.what} | {r.figure:.2f} {r.unit} | {r.limit if r.limit is not None else ''} | {r.how} |" for r in rows
    ]
    return "\n".join(
        [
            "# Performance",
            "",
            "Every figure is a ratio to a floor or a peer, taken in one run on one machine, so that it says something "
            "about another. Costs are processor time unless the row says otherwise. Made by `make bench`, or",
            "",
            f"    {command}",
            "",
            f"on {platform.machine()} with Python {platform.python_version()}. Tracing and grouping are compared with "
            "what people use for that: they say which texts belong together and no more; twosource also says who "
            "copied from whom, and what was lost.",
            "",
            "| what | figure | at most | taken on |",
            "|---|---|---|---|",
            *lines,
            "",
            "![Ratios to the parser and to the originals](performance-ratios.svg)",
            "",
            "![How the work grows](performance-growth.svg)",
            "",
            "What a corpus that outgrows one machine costs is in [scale.md](scale.md); why copies cost what they cost, "
            "in [a record of the decision](adr/0008-parse-by-sentence.md).",
            "",
        ]
    )


def main() -> None:
    """Measure, print the table, write the page and its plots."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--families", type=Path, help="families-dev.jsonl.gz: wire reports, and desks' copies of them")
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--texts", type=int, default=4000)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    reports = list(islice((r for r in iter_jsonl(asked.data) if isinstance(r, Report)), asked.reports))
    rows: list[Row] = []
    lines: dict[str, list[tuple[float, float]]] = {}
    rows += _told(starting())
    rows += _told(reading(asked.data, asked.texts // 2))
    rows += _told(annotating(reports))
    rows += _told(copying(reports, asked.families))
    rows += _told(two_processes(reports))
    rows += _told(end_to_end(reports))
    for part in (partial(tracing, asked.data, asked.texts), partial(grouping, asked.data, asked.texts // 2)):
        found, drawn = part()
        rows += _told(found)
        lines |= drawn
    if asked.write is None:
        return
    sizes = f"--reports {asked.reports} --texts {asked.texts}"
    families = " --families families-dev.jsonl.gz" if asked.families else ""
    command = f"python bench/performance.py --data articles.jsonl.gz{families} {sizes}"
    asked.write.mkdir(parents=True, exist_ok=True)
    (asked.write / "performance.md").write_text(as_text(rows, command), encoding="utf-8")
    ratios = [(r.what, r.figure, r.limit) for r in rows if r.unit == "times"]
    (asked.write / "performance-ratios.svg").write_text(bars("Cost against a floor or a peer", ratios, "times"))
    drawn = growth("Processor time by size", lines, "reports", "seconds")
    (asked.write / "performance-growth.svg").write_text(drawn)


def _told(rows: Sequence[Row]) -> Sequence[Row]:
    for row in rows:
        print(f"{row.what:48} {row.figure:9.2f} {row.unit:30} {row.how}", flush=True)
    return rows


if __name__ == "__main__":
    main()
