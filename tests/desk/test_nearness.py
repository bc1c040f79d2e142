"""Which pairs of reports are traced together: copies, rewritten copies, borrowed sentences; not a shared phrase."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from twosource.desk import pairs
from twosource.desk.nearness import Near
from twosource.desk.pairs import _from_wording, _read, _repeated, _wordings
from twosource.intake import make_report
from twosource.model import Settings

from .conftest import news

WIRE = [
    "A ferry with ninety passengers ran aground off Port Vella on Tuesday morning, the coast guard reported.",
    "Divers searched the quay until the tide came in and the light failed.",
    "Repairs of the northern pier will take nine weeks and will cost four million crowns.",
    "Buses carried the passengers to a gymnasium behind the market, where volunteers gave out blankets.",
]
OTHER = [
    "The ministry of transport published its budget for the coming winter in the capital on Friday.",
    "Lorry drivers blocked the ring road for an hour because of the toll that was announced in spring.",
    "Farmers in the upper valley expect the smallest harvest of rye since the flood of the last century.",
    "The council of Lodev meets again in March to choose a new director for the municipal theatre.",
    "A judge from another province will hear the case of the two brothers behind closed doors.",
    "Teachers in Halden asked for smaller classes and for a roof that keeps out the rain.",
]
MORE = [
    "The captain had sailed this route for eleven years without a single complaint from the harbour.",
    "Fishermen from the next bay were the first to reach the hull and to throw ropes to those on deck.",
    "Two children were treated for cold in the clinic of the port and went home in the evening.",
    "The company that owns the ship promised to pay every ticket back before the end of the month.",
]
FOOTER = "Write to the newsroom with your pictures and your letters at any hour."


def kin(first, second, credit=None):
    texts = ["\n\n".join(first), "\n\n".join(second)]
    if credit:
        texts = [f"{text}\n\n({credit})" for text in texts]
    reports = {key: make_report(f"{key}.txt", text) for key, text in enumerate(texts)}
    read = _read(reports)
    found = Near(reports, {key: r.runs for key, r in read.items()}, Settings())
    assert found.kin(0, 1) is found.kin(1, 0)
    return found.kin(0, 1)


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ([*WIRE, *MORE], True),
        (WIRE, True),
        ([s.replace("the", "that").replace("and", "while") for s in (*WIRE, *MORE)], True),
        ([*OTHER, *OTHER[::-1], WIRE[1], WIRE[2]], False),  # two whole sentences of it in a long report
        ([*OTHER, *OTHER[::-1], WIRE[1]], None),
        (OTHER, None),
    ],
)
def test_copies_are_kin_and_borrowed_sentences_are_told_from_a_single_one(second, told):
    assert kin([*WIRE, *MORE], second) is told


def test_closing_lines_of_a_paper_make_no_pair():
    assert kin([*WIRE, FOOTER], [*OTHER, FOOTER]) is None


def test_one_agencys_credit_asks_for_less_copy():
    few = [*OTHER, WIRE[0]]
    assert kin([*WIRE, *MORE], few, credit="AFP") is True
    assert kin([*WIRE, *MORE], few) is None


def test_reports_new_to_the_desk_are_looked_for_in_no_pair(desk, engine, monkeypatch):
    looked: list[int] = []
    find = pairs.pairs_of
    monkeypatch.setattr(pairs, "pairs_of", lambda connection: looked.append(1) or find(connection))
    first, second = (make_report(f"{n}.txt", "\n\n".join(WIRE + OTHER[n:]), outlet="Herald") for n in range(2))
    desk.add([first], engine=engine)
    desk.add([second], engine=engine)
    assert not looked
    (family,) = {desk.ledger(row.id).lineages for row in desk.stories()}
    assert {lineage.reports for lineage in family} == {("0.txt", "1.txt")}
    desk.add([make_report("1.txt", "\n\n".join(OTHER), outlet="Herald")], engine=engine)
    assert looked


def test_runs_of_an_old_report_are_those_that_it_had_when_it_was_new():
    reports = {1: make_report("a.txt", "\n\n".join([*WIRE, "“We went to the pier and saw the hull,” he said."]))}
    new = _read(reports)[1]
    old = _from_wording(reports[1], _wordings(reports)[1])
    assert np.array_equal(new.runs, old.runs)
    assert np.array_equal(new.words, old.words)
    assert len(new.runs)


def test_runs_that_one_report_alone_holds_are_kept_for_those_who_come_later(desk, engine):
    desk.add(news(), engine=engine)
    with desk.asking() as connection:
        held = connection.execute("SELECT report, count(*) FROM word_runs WHERE current GROUP BY report").fetchall()
        assert sorted(held) == sorted(connection.execute("SELECT report, runs FROM word_run_counts").fetchall())
        alone = "SELECT count(*) FROM (SELECT run FROM word_runs GROUP BY run HAVING count(*) = 1)"
        assert connection.execute(alone).fetchall()[0][0]


def test_runs_that_several_rows_have_are_told_once():
    coming = pa.table({"run": pa.array([5, 3, 5, 8, 5, 3], pa.int64()), "report": [1, 1, 2, 2, 3, 3]})
    assert _repeated(coming).column("run").to_pylist() == [3, 5]
    assert _repeated(coming.slice(0, 0)).num_rows == 0
