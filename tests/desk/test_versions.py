"""Versions: which is the newest, what changed between them in silence, and that none is ever lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from twosource.desk import adding, versions
from twosource.desk.versions import address_of, at_hand, digest_of, key_of, load_reports, name_reports
from twosource.intake import make_report
from twosource.rows import pack

from .conftest import news, tables_of

OLD = (
    "At least 40 people were hurt when a ferry may have struck a bank near Tamsin on Tuesday, the coast guard said.\n\n"
    "Divers searched the quay until the light failed. “We ran,” said Bo Tarn, who sells fish there.\n\n"
    "Repairs would reportedly take nine weeks, the harbour office said."
)
NEW = OLD.replace("At least 40 people", "At least 52 people").replace("reportedly ", "")
URL = "https://herald.example/ferry"


def page(text, day="2031-05-06", title="Ferry strikes bank", name="ferry", url=URL):
    return make_report(name, text, title=title, outlet="Herald", published=day, url=url)


def test_the_same_address_with_another_text_is_a_version(desk, engine):
    assert desk.add([page(OLD)], engine=engine).new == ("ferry",)
    added = desk.add([page(NEW, url=f"{URL}#comments")], engine=engine)
    assert (added.new, added.versions) == ((), ("ferry",))
    assert [r.text for r in desk.versions("ferry")] == [OLD, NEW]
    assert [r.id for r in desk.versions("ferry")] == ["ferry@1", "ferry"]
    assert desk.report("ferry").text == NEW
    assert desk.report("ferry@1").text == OLD


def test_the_newest_version_is_what_the_story_counts(desk, engine):
    desk.add([page(OLD)], engine=engine)
    desk.add([page(NEW)], engine=engine)
    (row,) = desk.stories()
    ledger = desk.ledger(row.id)
    assert row.reports == len(ledger.reports) == 1
    assert {f.value for f in ledger.figures if f.unit == "people"} == {52}
    assert desk.search("52")
    assert not desk.search("40")


def test_silent_changes_of_figures_hedges_and_headlines_are_findings(desk, engine):
    desk.add([page(OLD)], engine=engine)
    desk.add([page(NEW, title="Ferry sinks")], engine=engine)
    found = {f.kind: f for f in desk.silent_changes("ferry")}
    assert {"headline-changed", "figure-changed", "hedge-absent"} <= set(found)
    assert found["headline-changed"].text == "The headline “Ferry strikes bank” became “Ferry sinks”."
    hedge = found["hedge-absent"]
    assert (hedge.present.report, hedge.absent.report) == ("ferry@1", "ferry")
    assert hedge.present.span.of(desk.report("ferry@1").text) == "reportedly"


def test_the_same_text_again_is_no_version(desk, engine):
    desk.add([page(OLD)], engine=engine)
    desk.add([page(NEW)], engine=engine)
    assert desk.add([page(OLD), page(NEW)], engine=engine).known == ("ferry",)
    assert len(desk.versions("ferry")) == 2
    assert desk.silent_changes("ferry") == desk.silent_changes("ferry@1"[:-2])


def test_versions_in_one_batch_are_all_kept(desk, engine):
    added = desk.add([page(OLD), page(NEW), page(OLD)], engine=engine)
    assert added.new == ("ferry",)
    assert len(desk.versions("ferry")) == 2
    assert desk.silent_changes("ferry")


def test_an_older_printed_date_stays_the_older_version(desk, engine):
    desk.add([page(NEW, "2031-05-07")], engine=engine)
    desk.add([page(OLD, "2031-05-06")], engine=engine)
    assert desk.report("ferry").text == NEW
    desk.add([page(OLD + "\n\nUndated.", None)], engine=engine)
    assert desk.report("ferry").text.endswith("Undated.")


def test_a_file_without_an_address_goes_by_its_name(desk, engine):
    desk.add([page(OLD, url=None, name="a.txt")], engine=engine)
    assert desk.add([page(NEW, url=None, name="a.txt")], engine=engine).versions == ("a.txt",)
    assert desk.add([page(NEW, url=None, name="b.txt")], engine=engine).new == ("b.txt",)


def test_one_id_at_two_addresses_is_two_reports(desk, engine):
    desk.add([page(OLD, name="1", url="https://a.example/1")], engine=engine)
    desk.add([page(NEW, name="1", url="https://b.example/1")], engine=engine)
    names = desk.reports()
    assert len(names) == 2
    assert names[0] == "1"
    assert names[1].startswith("1~")
    assert {desk.report(n).text for n in names} == {OLD, NEW}


def test_a_page_that_changes_its_id_is_found_by_both(desk, engine):
    desk.add([page(OLD, name="old-slug")], engine=engine)
    desk.add([page(NEW, name="new-slug")], engine=engine)
    assert desk.reports() == ["new-slug"]
    assert desk.report("old-slug").id == "new-slug"


def test_no_version_is_ever_deleted(desk, engine):
    for n in range(5):
        desk.add([page(f"{OLD}\n\nUpdate {n} came later.")], engine=engine)
    path = desk.path
    desk.close()
    tables = tables_of(path)
    assert len(tables["versions"]) == 5
    assert len(tables["reports"]) == len(tables["in_story"]) == len(tables["lengths"]) == len(tables["features"]) == 1


def test_keys_and_digests_depend_on_content_alone():
    assert key_of(address_of(page(OLD))) == key_of(address_of(page(NEW, url=f" {URL}#x")))
    assert digest_of(page(OLD)) != digest_of(page(NEW)) != digest_of(page(NEW, title="Other"))
    assert digest_of(page(OLD, name="a")) == digest_of(page(OLD, name="b", url=None))


def test_the_steps_of_a_batch_unpack_each_report_once(desk, engine, monkeypatch):
    unpacked = Counter[str]()
    before = versions._report

    def count(name, *said):
        unpacked[name] += 1
        return before(name, *said)

    monkeypatch.setattr(versions, "_report", count)
    desk.add(news(), engine=engine)
    assert unpacked == Counter(r.id for r in news())
    desk.report(news()[0].id)
    assert unpacked[news()[0].id] == 2  # what is asked outside of a batch is read from the file


def test_what_is_at_hand_is_called_by_the_name_of_the_hour(desk, engine):
    desk.add([page(OLD)], engine=engine)
    key = key_of(URL)
    with desk.asking() as connection, at_hand():
        first = load_reports(connection, [key])[key]
        assert load_reports(connection, [key])[key] is first
        connection.execute("UPDATE reports SET id = 'other'")
        assert load_reports(connection, [key]) == {key: replace(first, id="other")}


def test_nothing_is_at_hand_once_a_batch_has_failed(desk, engine, monkeypatch):
    desk.add([page(OLD)], engine=engine)
    monkeypatch.setattr(adding, "log_batch", lambda *_: desk.nothing)
    with pytest.raises(AttributeError):
        desk.add([page(NEW)], engine=engine)
    assert not versions._AT_HAND.get()


def test_a_text_of_an_older_desk_is_whole_though_its_headline_was_asked_for_first(desk, engine):
    desk.add([page(OLD)], engine=engine)
    key = key_of(URL)
    with desk.writing() as connection, at_hand():
        record = pack(replace(load_reports(connection, [key])[key], text=""))
        connection.execute("UPDATE versions SET packed = NULL, text = ?, record = ?", [OLD, record])
    with desk.writing() as connection, at_hand():
        name_reports(connection, {key})
        assert load_reports(connection, [key])[key].text == OLD
