"""The sample story's gold: made from its source, and pointing at the words it names."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from twosource.intake import read_reports

ROOT = Path(__file__).parents[1]
STORY = ROOT / "examples" / "port-halvern"


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_gold", ROOT / "bench" / "sample_gold.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((STORY / "gold.json").read_text(encoding="utf-8"))
    return loaded


def mentions(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [m for item in value for m in mentions(item)]
    if isinstance(value, dict):
        here = [value] if {"report", "start", "end", "text"} <= value.keys() else []
        return here + [m for item in value.values() for m in mentions(item)]
    return []


def test_gold_is_what_its_source_says(gold: dict[str, Any]) -> None:
    assert load_tool().make_gold(STORY) == gold


def test_every_offset_holds_the_words_it_names_in_the_reports_as_read(gold: dict[str, Any]) -> None:
    read = {report.id: report.text for report in read_reports([STORY]).reports}
    assert set(read) == set(gold["published"])
    found = mentions(gold)
    assert len(found) > 300
    wrong = [m for m in found if read[m["report"]][m["start"] : m["end"]] != m["text"]]
    assert wrong == []


def test_one_report_is_not_utf_8_and_keeps_its_line_endings() -> None:
    raw = (STORY / "06_tamsin-bay-sun.txt").read_bytes()
    assert b"\r\n" in raw
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")


def test_words_that_stand_twice_need_a_number() -> None:
    with pytest.raises(SystemExit, match="stands there 2 times"):
        load_tool().place({"in": "01", "text": "rain"}, {"01.txt": "rain and rain"})
