"""A process that adds is killed at any moment: the desk opens, holds whole batches, and goes on as if nothing was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from twosource.desk import Desk

from .conftest import SETTINGS, differences, news, tables_of

BATCH = 3
# On a busy machine a process may be done before it is killed, again and again: then it is tried more often.
PATIENCE = 6
KILLS = int(os.environ.get("TWOSOURCE_KILLS", "8"))
# Waits for paths; for each it becomes two: one adds to the desk there, some reports a batch, and notes what is
# committed in a log beside it, the other says who that is and when it has ended. Imports are done once.
_NURSERY = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
import desk.conftest as made_up
import pyarrow as pa
from twosource.annotation import annotate_table
from twosource.desk import Desk, adding
from twosource.language.notes import PassageNotes
from twosource.rows import pack

class Blank(made_up.LocalEngine):
    def map(self, function, table, *, size=None):
        if getattr(function, "func", None) is not annotate_table:
            return super().map(function, table, size=size)
        return pa.table({{"text": table.column("text"), "notes": pa.array([pack(PassageNotes())] * table.num_rows)}})

reports = made_up.news(2)

def add(path):
    with open(path + ".log", "w") as log, Blank(1) as engine, Desk(path, settings=made_up.SETTINGS) as opened:
        for start in range(0, len(reports), {BATCH}):
            opened.add(reports[start : start + {BATCH}], engine=engine)
            print(*(r.id for r in reports[start : start + {BATCH}]), file=log, flush=True)

print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        add(line.rstrip("\\n"))
        os._exit(0)
    print(child, flush=True)
    sys.stdin.readline()
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Nursery:
    """Starts processes that add, one at a time."""

    def __init__(self):
        pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
        self.process = subprocess.Popen([sys.executable, "-c", _NURSERY], **pipe)
        assert self.process.stdout.readline() == "ready\n"

    def add(self, path, kill_after=None):
        """Add to the desk at `path`, killed after some seconds; return what was committed for certain, and success."""
        self.process.stdin.write(f"{path}\n")
        child = int(self.process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(child, signal.SIGKILL)  # whoever has ended by now is not yet waited for: nobody else has the number
        self.process.stdin.write("wait\n")
        ended = int(self.process.stdout.readline())
        log = Path(f"{path}.log")
        lines = log.read_text(encoding="utf-8").splitlines(keepends=True) if log.exists() else []
        # The last line may have been cut off in the middle.
        return [name for line in lines if line.endswith("\n") for name in line.split()], ended == 0


@pytest.fixture(scope="module")
def nursery():
    started = Nursery()
    yield started
    started.process.stdin.close()
    started.process.wait()
    started.process.stdout.close()


@pytest.fixture(scope="module")
def whole(nursery, tmp_path_factory):
    """Return the tables of a desk that was never killed, and how long making it took."""
    path = tmp_path_factory.mktemp("whole") / "news.desk"
    start = time.monotonic()
    assert nursery.add(path)[1]
    return tables_of(path), time.monotonic() - start


def test_killed_at_any_moment_a_desk_is_whole_and_goes_on(whole, nursery, tmp_path):
    tables, seconds = whole
    chance = random.Random(5)
    path, midway = tmp_path / "news.desk", 0
    for number in range(PATIENCE * KILLS):
        if number >= KILLS and midway:
            break
        said, _ = nursery.add(path, kill_after=chance.uniform(0, seconds))
        if path.exists():
            with Desk(path, settings=SETTINGS) as desk:
                held = desk.reports()
                assert set(said) <= set(held)
                assert len(held) % BATCH == 0
                check_whole(desk, held)
            midway += 0 < len(held) < len(news(2))
        if chance.random() < 0.6:
            # Begun again, so that the first batches are killed as well.
            for left in tmp_path.glob("news.desk*"):
                left.unlink()
    assert midway, "the kills never met a half-filled desk"
    assert nursery.add(path)[1]
    assert differences(tables_of(path), tables) == {}


def check_whole(desk, held):
    """Each report that is there is there in every table."""
    in_stories = [r.id for row in desk.stories(1000) for r in desk.ledger(row.id).reports]
    assert sorted(in_stories) == sorted(held)
    for name in held:
        assert desk.report(name).text
        words = (desk.report(name).title or "").split()
        assert name in {hit.report for hit in desk.search(" ".join(words), 1000)}
    assert sum(run.new for run in desk.runs(1000)) == len(held)


def test_a_desk_killed_while_it_is_made_is_not_there_or_whole(nursery, tmp_path):
    chance = random.Random(6)
    for number in range(4):
        path = tmp_path / f"{number}.desk"
        nursery.add(path, kill_after=chance.uniform(0, 0.15))
        with Desk(path, settings=SETTINGS) as desk:
            assert len(desk.reports()) % BATCH == 0
