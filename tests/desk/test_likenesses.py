"""How alike reports are is kept, and what is kept is what comparing all of them again would find."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest

from twosource.desk import Desk, grouping
from twosource.intake import make_report
from twosource.model import Report
from twosource.stories import compared
from twosource.stories.likeness import compare_reports

from .conftest import SETTINGS, differences, news, sample, tables_of

REPORTS = (*news(), *sample())


def again(report, **changed):
    return Report(**{name: getattr(report, name) for name in report.__slots__} | changed)


@pytest.fixture
def checked(monkeypatch):
    """Compare all of every window again, beside what is kept, and return how many windows had something kept."""
    held = []
    before = grouping.Likenesses.find

    def find(self, window):
        known, pairs = before(self, window)
        held.append(int(known.sum()))
        return known, pairs

    def compare(window, tables, days, kept, whole):
        found = compared.compare_new(window, tables, days, kept, whole)
        asked = window.select(["report", "placed"]).append_column("number", pa.array(range(window.num_rows)))
        anew = compare_reports(tables.sql(compared.TERMS, asked=asked), tables, days)
        assert [column.tolist() for column in found] == [column.tolist() for column in anew]
        return found

    monkeypatch.setattr(grouping.Likenesses, "find", find)
    monkeypatch.setattr("twosource.stories.stream.compare_new", compare)
    return held


def test_what_is_kept_is_what_would_be_found(checked, tmp_path, engine):
    with Desk(tmp_path / "news.desk", settings=SETTINGS) as desk:
        for start in range(0, len(REPORTS), 3):
            desk.add(REPORTS[start : start + 3], engine=engine)
        first, second, third = news()[:3]
        desk.add([again(first, published="2031-05-09")], engine=engine)  # another day
        desk.add([again(second, text=third.text, body=third.body)], engine=engine)  # other words, and a copy now
        desk.add([again(second, published=second.published, title="As it was")], engine=engine)
    assert sum(checked) > 0


def test_an_undated_report_that_moves_is_compared_where_it_comes_to(checked, tmp_path, engine):
    first = "The dam at Lodev broke on a clear night and the river took eleven houses of the lower town with it."
    later = "Engineers found the crack at Lodev that broke the dam; the lower town asks who signed the inspection."
    with Desk(tmp_path / "news.desk", settings=SETTINGS) as desk:
        for report in (
            make_report("b.txt", f"{first} Farmers lost their barns.", published="2031-03-02"),
            make_report("a.txt", f"{later} Farmers lost their barns. The crack was known, engineers found."),
            make_report("d.txt", f"{first} The river took eleven houses.", published="2031-03-03"),
            make_report("c.txt", f"{later} The crack was known.", published="2031-05-20"),
            make_report("e.txt", f"{later} Nobody signed it.", published="2031-05-21"),
            make_report("f.txt", f"{first} Barns were lost.", published="2031-03-03"),
        ):
            desk.add([report], engine=engine)
    assert sum(checked) > 0


def test_a_desk_that_has_kept_none_yet_goes_on_as_if_it_had(tmp_path, engine):
    whole, older = tmp_path / "whole.desk", tmp_path / "older.desk"
    with Desk(whole, settings=SETTINGS) as desk:
        desk.add(REPORTS, engine=engine)
    with Desk(older, settings=SETTINGS) as desk:
        desk.add(REPORTS[::2], engine=engine)
    with duckdb.connect(str(older)) as connection:  # as an older program left it
        connection.execute(
            "DROP TABLE likenesses; DROP TABLE compared; ALTER TABLE passages DROP COLUMN number; "
            "UPDATE meta SET value = '5' WHERE name = 'schema'"
        )
    with Desk(older, settings=SETTINGS) as desk:
        desk.add(REPORTS[1::2], engine=engine)
    found = differences(tables_of(whole), tables_of(older))
    assert found.keys() <= {"compared", "likenesses"}  # days that nothing touched since are not compared yet
