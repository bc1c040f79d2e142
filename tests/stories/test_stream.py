"""The stories of a set are the same in whatever order and batches its reports come."""

import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import twosource
from twosource.archive import group_archive
from twosource.engine.local import LocalEngine
from twosource.intake import make_report
from twosource.model import Settings
from twosource.stories import FEATURES, PLACEMENTS, days_of, features_of, group_reports, place_reports, regroup
from twosource.stories.compared import _in_new_stretch
from twosource.stories.features import UNIT
from twosource.stories.likeness import weigh_anew
from twosource.stories.placing import ALONE

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "stories.toml").read_text(encoding="utf-8"))["case"]
STORIES = pa.schema([("report", pa.string()), ("story", pa.string())])
COPIES = pa.schema([("report", pa.string()), ("lineage", pa.string())])
PLACES = ("Lodev", "Halvern", "Tamsin", "Kestrel")
EVENTS = (
    "The river rose two metres in {0}. Mayor Ilse Brandt closed the old bridge and opened schools for families.",
    "Families of {0} slept in schools after the river rose; Ilse Brandt, the mayor, closed the old bridge.",
    "Dockers in {0} stopped work over night pay. Piet Vos, their leader, wants eight percent.",
    "Ships wait off {0}, where Piet Vos and his dockers want eight percent more night pay.",
)


class Shelf:
    """What a desk keeps for stories, as rows by report."""

    def __init__(self, engine):
        self.engine = engine
        self.kept = {"features": {}, "placements": {}, "copies": {}, "stories": {}}
        self.schemas = {"features": FEATURES, "placements": PLACEMENTS, "copies": COPIES, "stories": STORIES}

    def sql(self, stage, **tables):
        kept = {
            name: pa.Table.from_pylist([rows[key] for key in sorted(rows)], schema=self.schemas[name])
            for name, rows in self.kept.items()
            if name in stage.sql
        }
        return self.engine.sql(stage, **kept, **tables)

    def parts(self, stage, **tables):
        found = self.sql(stage, **tables)
        yield from (found.slice(start, 3) for start in range(0, found.num_rows, 3))

    def put(self, name, rows):
        self.kept[name].update({row["report"]: row for row in rows})

    def add(self, reports, lineages):
        new = features_of(reports, self.engine)
        self.put("features", new.to_pylist())
        self.put("copies", [{"report": r.id, "lineage": lineages[r.id]} for r in reports if r.id in lineages])
        placed = place_reports(new, self)
        ids = placed.column("report").to_pylist()
        touched = days_of(ids, self)
        self.put("placements", placed.to_pylist())
        changed = regroup(touched | days_of(ids, self), self, Settings())
        self.put("stories", [{"report": report, "story": story} for report, story in changed.items()])
        return changed

    @property
    def stories(self):
        return {report: row["story"] for report, row in self.kept["stories"].items()}


@pytest.fixture(scope="module")
def engine():
    with LocalEngine(1) as local:
        yield local


def parts(stories):
    return {frozenset(report for report in stories if stories[report] == story) for story in stories.values()}


@st.composite
def arrivals(draw):
    """Reports with or without a date, some copies of each other, in some order and cut into some batches."""
    kinds = draw(st.lists(st.tuples(st.sampled_from(EVENTS), st.sampled_from(PLACES)), min_size=2, max_size=7))
    days = [draw(st.one_of(st.none(), st.integers(1, 9))) for _ in kinds]
    reports = [
        make_report(f"r{i}", f"{event.format(place)} Number {i}.", published=day and f"2031-03-0{day}")
        for i, ((event, place), day) in enumerate(zip(kinds, days, strict=True))
    ]
    lineages = {r.id: draw(st.sampled_from(["l1", "l2"])) for r in reports if draw(st.integers(0, 3)) == 0}
    order = draw(st.permutations(reports))
    cuts = sorted({0, len(order), *draw(st.lists(st.integers(0, len(order)), max_size=3))})
    return reports, lineages, [order[a:b] for a, b in pairwise(cuts)]


@settings(max_examples=8, deadline=None, derandomize=True)
@given(arrivals())
def test_any_order_and_any_batches_give_the_same_stories(engine, case):
    reports, lineages, batches = case
    shelf = Shelf(engine)
    for batch in batches:
        shelf.add(batch, lineages)
    at_once = Shelf(engine)
    at_once.add(reports, lineages)
    assert shelf.stories == at_once.stories
    assert parts(shelf.stories) == parts(group_reports(reports, engine, Settings(), lineages))


def test_who_stands_for_whom_is_asked_once_to_place_reports_and_once_to_group_them(engine):
    class Counting(Shelf):
        asked = 0

        def sql(self, stage, **tables):
            self.asked += stage.name == "followers"
            return super().sql(stage, **tables)

    shelf = Counting(engine)
    shelf.add([make_report(name, EVENTS[0].format("Lodev"), published="2031-03-01") for name in "ab"], {})
    assert shelf.asked == 2


def test_a_report_that_is_like_no_other_is_a_story_by_itself_until_a_nearer_one_is_read(engine):
    moth = make_report("a", "A moth sat on the lamp of Quill.")
    strange = [make_report("b", "Dockers in Tamsin want night pay."), make_report("c", "Snow fell on Kestrel pass.")]
    near = make_report("d", "The moth sat on a lamp of Quill again.", published="2031-03-04")
    shelf = Shelf(engine)
    shelf.add([moth, *strange], {})
    assert [row["placed"] for row in shelf.kept["placements"].values()] == [ALONE] * 3
    assert shelf.stories == {"a": "a", "b": "b", "c": "c"}
    shelf.add([near], {})
    assert shelf.stories == {"a": "a", "b": "b", "c": "c", "d": "a"}


def test_batch_stream_and_archive_give_the_same_stories(engine, tmp_path):
    """Dated, led to a day by another, and led nowhere: some of each, and copies among them."""
    told = [(event.format(place), place) for place in PLACES for event in EVENTS]
    alone = ["Lanterns hung at Orvane pier.", "Orvane pier hung its lanterns late.", "A moth sat on the lamp of Quill."]
    rows = [
        {"id": f"r{i:02}", "text": f"{text} It was noted at {place}.", "published": day}
        for i, (text, place) in enumerate(told)
        for day in [None if i % 3 == 1 else f"2031-03-{1 + i:02}"]
    ]
    rows += [{"id": f"u{i}", "text": text, "published": None} for i, text in enumerate(alone)]
    long = " ".join(f"Ward {n} of Tamsin counted {n * 7} boats and {n + 3} sheds under water." for n in range(12))
    rows += [{"id": "v0", "text": long, "published": "2031-03-09"}, {"id": "v1", "text": long, "published": None}]
    reports = [make_report(row["id"], row["text"], published=row["published"]) for row in rows]
    lineages, _ = twosource.trace(reports, engine=engine)
    copies = {report: lineage.id for lineage in lineages for report in lineage.reports}
    at_once = group_reports(reports, engine, Settings(), copies)

    shelf = Shelf(engine)
    for first in range(0, len(reports), 6):
        shelf.add(reports[::-1][first : first + 6], copies)
    (tmp_path / "in").mkdir()
    fields = ("id", "text", "title", "outlet", "url", "published")
    pq.write_table(
        pa.Table.from_pylist([{name: row.get(name) for name in fields} for row in rows]), tmp_path / "in/a.parquet"
    )
    group_archive(tmp_path / "in", tmp_path / "out", engine)
    archived = ds.dataset(tmp_path / "out" / "grouped", format="parquet").to_table().to_pylist()

    places = {name: row["placed"] for name, row in shelf.kept["placements"].items() if name.startswith("u")}
    assert places == {"u0": None, "u1": None, "u2": ALONE}
    led = [row for row in shelf.kept["placements"].values() if row["near"] and row["placed"]]
    assert led
    assert parts(shelf.stories) == parts(at_once)
    assert {row["id"]: row["story"] for row in archived} == at_once


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_look_alike_events_stay_apart(engine, case):
    rows = case["reports"]
    reports = [
        make_report(f"r{i}", row["text"], title=row["title"], published=row.get("day")) for i, row in enumerate(rows)
    ]
    stories = group_reports(reports, engine, Settings())
    events = {report.id: row["event"] for report, row in zip(reports, rows, strict=True)}
    assert parts(stories) == parts(events)


def dated(name, text, day):
    return make_report(name, text, published=day)


def test_a_story_is_named_after_its_first_report(engine):
    shelf = Shelf(engine)
    shelf.add([dated("b", EVENTS[1].format("Lodev"), "2031-03-02")], {})
    assert shelf.stories == {"b": "b"}
    changed = shelf.add([dated("c", EVENTS[0].format("Lodev"), "2031-03-01")], {})
    assert changed == {"b": "c", "c": "c"}


def test_what_is_far_away_is_not_worked_out_again(engine):
    shelf = Shelf(engine)
    shelf.add([dated(f"r{i}", EVENTS[i % 4].format(PLACES[i % 3]), f"2031-0{i + 1}-11") for i in range(6)], {})
    loaded = []
    run = shelf.sql
    shelf.sql = lambda stage, **tables: loaded.append((stage.name, run(stage, **tables))) or loaded[-1][1]
    shelf.add([dated("new", EVENTS[0].format("Lodev"), "2031-03-12")], {})
    seen = {report for name, rows in loaded if name == "window" for report in rows.column("report").to_pylist()}
    assert seen == {"r2", "new"}


def test_a_copy_follows_the_first_of_its_lineage(engine):
    shelf = Shelf(engine)
    shelf.add([dated("a", EVENTS[0].format("Lodev"), "2031-03-01")], {"a": "l1"})
    assert shelf.add([dated("z", "Something else altogether.", "2031-07-01")], {"z": "l1"}) == {"z": "a"}


def test_a_nearer_report_moves_an_undated_one(engine):
    shelf = Shelf(engine)
    shelf.add([make_report("u", EVENTS[0].format("Lodev"))], {})
    shelf.add([dated("far", EVENTS[2].format("Lodev"), "2031-01-01")], {})
    shelf.add([dated("near", EVENTS[1].format("Lodev"), "2031-03-01")], {})
    assert shelf.kept["placements"]["u"]["near"] == "near"
    assert shelf.stories["u"] == "near"


def test_what_all_talk_about_weighs_less_among_reports_of_no_known_time(engine):
    texts = [f"Lodev {word} Lodev." for word in ("quay", "market", "school", "bridge", "harbour") * 30]
    window = features_of([make_report(f"r{i:03}", text) for i, text in enumerate(texts)], engine)
    again = weigh_anew(window)
    common = set.intersection(*({term >> 16 for term in terms} for terms in window.column("terms").to_pylist()))

    def worth(table):
        return sum((term & 65_535) / UNIT for term in table.column("terms")[0].as_py() if term >> 16 in common)

    assert common
    assert worth(again) < worth(window)
    assert weigh_anew(window.slice(0, 0)).num_rows == 0


def test_a_stretch_of_new_days_is_told_from_days_that_were_walked_before():
    placed = np.array([10, 11, 12, 30, 31, 33, 90])
    known = np.array([False, False, True, True, True, False, False])
    assert _in_new_stretch(placed, known, 3).tolist() == [True, True, True, False, False, False, True]
