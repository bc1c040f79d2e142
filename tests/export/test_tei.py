"""A collation as TEI is well-formed and holds every reading."""

from __future__ import annotations

from xml.etree import ElementTree

from twosource.export.tei import collation_to_tei
from twosource.lineage import collate
from twosource.model import Report

TEI = "{http://www.tei-c.org/ns/1.0}"
BASE = Report("a <1>", "The kiln & the shed burnt at dawn on Tuesday. No one slept there.\x0b Rain put it out.", "")
OTHER = Report("b", "The kiln & the shed burned at dawn Tuesday. Rain put it out.", "")


def test_readings_of_all_witnesses() -> None:
    page = collation_to_tei(collate(BASE, [OTHER]), {r.id: r for r in (BASE, OTHER)})
    root = ElementTree.fromstring(page.encode())
    apps = list(root.iter(f"{TEI}app"))
    assert len(apps) == 3
    readings = [[(r.get("wit"), r.get("type")) for r in app.iter(f"{TEI}rdg")] for app in apps]
    assert readings == [[("#w1", None), ("#w2", "reworded")], [("#w1", None), ("#w2", "cut")], [("#w1 #w2", None)]]
    assert [w.get("n") for w in root.iter(f"{TEI}witness")] == ["a <1>", "b"]
