"""A person's word: kept with name and reason, followed at once, taken back without trace in the stories."""

from __future__ import annotations

import gzip
import json
import shutil
import threading
from dataclasses import replace

import pytest

from twosource.desk import Desk
from twosource.desk.moving import MOVES
from twosource.intake import make_report

from .conftest import SETTINGS, differences, news, sample, tables_of

WHO = {"name": "I. Sorn", "reason": "The log of the lock agrees."}


@pytest.fixture(scope="module")
def made(engine, tmp_path_factory):
    """Return a closed desk, of which each test takes a copy."""
    path = tmp_path_factory.mktemp("made") / "news.desk"
    with Desk(path, settings=SETTINGS) as desk:
        desk.add([*news(2), *sample()], engine=engine)
    return path


@pytest.fixture
def filled(made, tmp_path, ticking):
    with Desk(shutil.copy(made, tmp_path), settings=SETTINGS, now=ticking) as desk:
        yield desk


def members(desk, report):
    return {r.id for r in desk.ledger(desk.story_of(report)).reports}


def test_a_report_put_into_another_story_and_back(filled):
    one, other = news(2)[4].id, news(2)[6].id
    before = {row.id: row.reports for row in filled.stories()}
    assert one not in members(filled, other)
    made = filled.decide("same-story", one, other, **WHO)
    assert one in members(filled, other)
    assert made in filled.decisions(filled.story_of(other))
    assert made in filled.ledger(filled.story_of(one)).decisions
    filled.undo(made.id, "A. Moll", "Two ferries.")
    assert one not in members(filled, other)
    assert {row.id: row.reports for row in filled.stories()} == before
    assert filled.decisions() == []
    assert [(u.decision, u.name, u.reason) for u in filled.undone()] == [(made.id, "A. Moll", "Two ferries.")]


def test_a_report_put_into_a_story_of_its_own_stays_there(filled, engine):
    one = news(2)[4].id
    filled.decide("same-story", one, "own", **WHO)
    assert members(filled, one) == {one}
    near = make_report(
        "new.txt", news(2)[4].text + " More was not known.", title="Alarm", published=news(2)[4].published
    )
    filled.add([near], engine=engine)
    assert members(filled, one) == {one}


def test_a_report_put_into_a_lineage_of_its_own_and_back(filled):
    one = news(2)[1].id
    lineage = next(x for x in filled.ledger(filled.story_of(one)).lineages if one in x.reports)
    assert len(lineage.reports) > 1
    made = filled.decide("lineage", one, "own", **WHO)
    ledger = filled.ledger(filled.story_of(one))
    assert next(x for x in ledger.lineages if one in x.reports).reports == (one,)
    filled.undo(made.id, **WHO)
    again = next(x for x in filled.ledger(filled.story_of(one)).lineages if one in x.reports)
    assert set(again.reports) == set(lineage.reports)


def test_a_direction_that_a_person_shows(filled):
    child, parent = news(2)[0].id, news(2)[1].id
    filled.decide("direction", child, parent, **WHO)
    shown = [
        d for d in filled.ledger(filled.story_of(child)).derivations if d.child == child and d.direction == "shown"
    ]
    assert [d.parent for d in shown] == [parent]


def test_a_claim_graded_by_a_person_keeps_its_grade_when_reports_are_added(filled, engine):
    story = filled.story_of(sample()[0].id)
    claim = next(c for c in filled.ledger(story).claims if c.credibility != 2)
    made = filled.decide("credibility", claim.id, "2", **WHO)
    assert made.anchor == (claim.readings[0].report, claim.readings[0].span)
    extra = make_report("new.txt", sample()[0].text.replace("said", "told us"), published=sample()[0].published)
    filled.add([extra], engine=engine)
    ledger = filled.ledger(filled.story_of(claim.readings[0].report))
    graded = [c for c in ledger.claims if any(d.id == made.id for d in ledger.decisions) and c.credibility == 2]
    assert claim.text in {c.text for c in graded}


def test_decisions_and_reports_in_another_order_give_the_same_desk(tmp_path, engine, ticking):
    one, other = news(2)[4].id, news(2)[6].id
    paths = [tmp_path / "a.desk", tmp_path / "b.desk"]
    with Desk(paths[0], settings=SETTINGS, now=ticking) as desk:
        desk.add(news(2), engine=engine)
        desk.decide("same-story", one, other, **WHO, at="2031-05-10T10:00:00Z")
        desk.decide("lineage", news(2)[1].id, "own", **WHO, at="2031-05-10T11:00:00Z")
    with Desk(paths[1], settings=SETTINGS, now=ticking) as desk:
        desk.add(news(2)[:8], engine=engine)
        desk.decide("same-story", one, other, **WHO, at="2031-05-10T10:00:00Z")
        desk.decide("lineage", news(2)[1].id, "own", **WHO, at="2031-05-10T11:00:00Z")
        desk.add(news(2)[8:], engine=engine)
    assert differences(tables_of(paths[0]), tables_of(paths[1])) == {}


@pytest.mark.parametrize(
    ("kind", "subject", "value", "words"),
    [
        ("nonsense", "a", "b", "kind"),
        ("same-story", "nowhere.txt", "own", "no report 'nowhere.txt'"),
        ("same-story", "00-own-0.txt", "nowhere.txt", "no report 'nowhere.txt'"),
        ("credibility", "c99", "2", "no claim 'c99'"),
        ("credibility", None, "7", "1 to 6"),
    ],
)
def test_a_decision_that_cannot_be_made_changes_nothing(filled, kind, subject, value, words):
    claim = filled.ledger(filled.stories()[0].id).claims[0].id
    with pytest.raises(ValueError, match=words):
        filled.decide(kind, subject or claim, value, **WHO)
    with pytest.raises(ValueError, match="reason"):
        filled.decide("credibility", claim, "2", "I. Sorn", "")
    assert filled.decisions() == []


def test_what_was_not_decided_cannot_be_undone(filled):
    made = filled.decide("same-story", "00-own-0.txt", "own", **WHO)
    with pytest.raises(ValueError, match="name"):
        filled.undo(made.id, "", "why not")
    filled.undo(made.id, **WHO)
    for unknown in (made.id, "nothing"):
        with pytest.raises(KeyError):
            filled.undo(unknown, **WHO)


def test_what_moved_is_told_story_by_story(desk, engine):
    ordered = sorted(sample(), key=lambda r: r.published or "")
    desk.add(ordered[:2], engine=engine)
    assert {row.moved for row in desk.stories()} == {"new story"}
    desk.add(ordered[2:], engine=engine)
    row = next(row for row in desk.stories() if row.reports > 2)
    standings = {c.id: c.standing for c in desk.ledger(row.id).claims}
    moved = [m for m in desk.movements(row.id) if m.run == 2]
    assert moved
    assert all(m.kind == MOVES[standings[m.claim]] for m in moved)
    assert row.moved in {"newly withdrawn", "newly disputed", "newly confirmed", f"{row.reports - 2} new reports"}


def test_a_story_that_was_merged_is_found_by_its_old_name(filled):
    one, other = news(2)[4].id, news(2)[6].id
    alone = filled.decide("same-story", one, "own", **WHO)
    old = filled.story_of(one)
    filled.undo(alone.id, **WHO)
    assert filled.story_of(one) != old
    assert one in {r.id for r in filled.ledger(old).reports}
    assert other not in {r.id for r in filled.ledger(old).reports}


def test_sources_and_rights_are_kept(filled):
    filled.register("Paper 0", owner="Varel Press", wires=["NNA", "AFP", "NNA"], note="morning")
    filled.register("Evening Sheet", owner="Varel Press")
    found = {entry.outlet: entry for entry in filled.sources()}
    assert found["Paper 0"].wires == ("AFP", "NNA")
    assert found["Paper 0"].reports == 2
    assert found["Evening Sheet"].reports == 0
    filled.note_rights(news(2)[0].id, "may be quoted")
    assert filled.rights(news(2)[0].id) == "may be quoted"
    assert filled.rights(news(2)[1].id) is None
    with pytest.raises(ValueError, match="empty"):
        filled.register(" ")


def test_rights_that_a_report_carries_are_kept_and_a_note_stands_in_their_place(desk, engine, tmp_path):
    carried = replace(news(1)[0], rights="may be quoted", owner="Varel Press", wires=("AFP",))
    desk.add([carried], engine=engine)
    assert desk.rights(carried.id) == "may be quoted"
    story = desk.story_of(carried.id)
    desk.note_rights(carried.id, "not to be published")
    assert desk.rights(carried.id) == desk.ledger(story).reports[0].rights == "not to be published"
    files = desk.export(tmp_path / "out")
    (row,) = (json.loads(line) for line in gzip.decompress(files[0].read_bytes()).splitlines())
    assert (row["rights"], row["owner"], row["wires"]) == ("not to be published", "Varel Press", ["AFP"])
    desk.note_rights(carried.id, "")
    assert desk.ledger(story).reports[0].rights == "may be quoted"


def test_a_rights_note_that_comes_later_is_a_new_version(desk, engine):
    first = news(1)[0]
    later = replace(first, rights="may be quoted")
    desk.add([first], engine=engine)
    assert desk.add([later], engine=engine).versions == (first.id,)
    assert desk.add([first, later], engine=engine).known == (first.id,)
    assert desk.rights(first.id) == "may be quoted"


def test_what_is_registered_is_weighed_at_once_and_ever_after(desk, engine):
    texts = (
        "The country observed a day of mourning on Monday.",
        "On Monday the whole country observed a day of mourning for the drowned.",
    )
    outlets = ("Tide Courier", "Harbour Post")
    reports = [
        make_report(f"{n}.txt", text, outlet=outlet, title="Day of mourning observed", published="2031-05-12")
        for n, (text, outlet) in enumerate(zip(texts, outlets, strict=True))
    ]
    desk.add(reports, engine=engine)
    story = desk.story_of("0.txt")
    assert story == desk.story_of("1.txt")

    def standings():
        return {c.standing for c in desk.ledger(desk.story_of("0.txt")).claims if c.reports == 2}

    assert standings() == {"confirmed independently"}
    for outlet in outlets:
        desk.register(outlet, owner="Varel Press")
    assert standings() == {"independently reported, one origin"}
    assert "registered Harbour Post" in {run.what for run in desk.runs()}
    desk.add([replace(reports[0], title="Day of mourning kept")], engine=engine)
    assert standings() == {"independently reported, one origin"}
    desk.register("Harbour Post", owner="Orlow Media")
    assert standings() == {"confirmed independently"}


def test_a_desk_is_shared_among_threads(desk, engine):
    desk.add(news(1)[:2], engine=engine)
    failed = []

    def ask():
        try:
            for _ in range(10):
                assert desk.search("ferry people")
                assert desk.brief(desk.stories()[0].id).sections
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    desk.add(news(2)[2:], engine=engine)
    desk.decide("same-story", "00-own-0.txt", "own", **WHO)
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(desk.reports()) == 12


def test_export_holds_everything_and_makes_the_same_desk_again(filled, tmp_path, engine):
    from twosource.intake import read_reports

    made = filled.decide("same-story", "00-own-0.txt", "own", **WHO)
    files = filled.export(tmp_path / "out")
    assert all(path.exists() for path in files)
    again = read_reports([tmp_path / "out" / "reports.jsonl.gz"]).reports
    assert {r.id: r.text for r in again} == {name: filled.report(name).text for name in filled.reports()}
    assert made.id in (tmp_path / "out" / "decisions.json").read_text(encoding="utf-8")
    assert len(list((tmp_path / "out" / "stories").glob("*.md"))) == len(filled.stories())
