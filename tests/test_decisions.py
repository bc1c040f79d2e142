"""What a decision must say, how a file of them is read, and what is said of those without effect."""

from __future__ import annotations

import json

import pytest

from twosource.decisions import decision_from_dict, decision_to_dict, in_force, last_words, overrule, read_decisions
from twosource.model import Derivation, Lineage, Place, Span

GOOD = ("credibility", "s1c4", "2", "I. Sorn", "The log of the lock agrees.")
BAD = {
    "unknown kind": (("grade", *GOOD[1:]), "no decision of the kind 'grade'"),
    "no name": ((*GOOD[:3], "  ", GOOD[4]), "needs the name"),
    "no reason": ((*GOOD[:4], ""), "needs a reason"),
    "no subject": (("lineage", "", "own", "I. Sorn", "Own."), "needs a subject"),
    "grade out of range": ((*GOOD[:2], "7", *GOOD[3:]), "from 1 to 6"),
    "grade in words": ((*GOOD[:2], "good", *GOOD[3:]), "from 1 to 6"),
    "reading without a place": (("reading", "s1c1", "a.txt", "I. Sorn", "Not it."), "REPORT:START-END"),
    "reading of nothing": (("reading", "s1c1", "a.txt:9-9", "I. Sorn", "Not it."), "REPORT:START-END"),
    "from itself": (("direction", "a.txt", "a.txt", "I. Sorn", "Seen."), "name another than 'a.txt', or 'unknown'"),
    "one with itself": (("same-claim", "s1c1", "s1c1", "I. Sorn", "Same."), "is about two"),
    "a novel for a reason": ((*GOOD[:4], "x" * 2001), "at most 2,000"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_decision_that_cannot_be_is_refused_in_words(name):
    words, complaint = BAD[name]
    with pytest.raises(ValueError, match=complaint):
        overrule(*words)


def test_a_time_that_is_none_is_refused():
    assert overrule(*GOOD, at="2024-05-31T09:30:00Z").at == "2024-05-31T09:30:00Z"
    with pytest.raises(ValueError, match="2024-05-31T09:30:00Z"):
        overrule(*GOOD, at="last week")


def test_the_id_is_made_of_what_is_decided_by_whom_and_when():
    assert overrule(*GOOD).id == overrule(*GOOD, anchor=Place("a", Span(1, 2))).id
    others = [overrule(*GOOD, at="2024-05-31"), overrule(*GOOD[:3], "A. Bek", GOOD[4]), overrule(*GOOD[:4], "Why not.")]
    assert len({d.id for d in [overrule(*GOOD), *others]}) == 4


def test_what_is_written_is_read_back():
    made = overrule(*GOOD, at="2024-05-31T09:30:00+00:00", anchor=Place("a:b.txt", Span(3, 9)))
    assert decision_from_dict(json.loads(json.dumps(decision_to_dict(made)))) == made


def test_the_last_word_counts_and_readings_add_up():
    again = overrule("credibility", "s1c4", "3", "A. Bek", "The log is a copy.")
    out = [overrule("reading", "s1c4", f"a:{n}-9", "A. Bek", "Other day.") for n in (1, 2)]
    assert last_words([overrule(*GOOD), *out, again]) == (*out, again)


def test_files_are_read_as_lists_ledgers_and_toml(tmp_path):
    row = dict(zip(("kind", "subject", "value", "name", "reason"), GOOD, strict=True))
    (tmp_path / "list.json").write_text(json.dumps([row]), encoding="utf-8")
    (tmp_path / "ledger.json").write_text(json.dumps({"claims": [], "decisions": [row]}), encoding="utf-8-sig")
    (tmp_path / "hand.toml").write_text(
        '[[decision]]\nkind = "credibility"\nsubject = "s1c4"\nvalue = 2\nname = "I. Sorn"\nat = 2024-05-31\n'
        'reason = "The log of the lock agrees."\nanchor = "a.txt:10-25"\n',
        encoding="utf-8",
    )
    assert read_decisions(tmp_path / "list.json") == read_decisions(tmp_path / "ledger.json") == (overrule(*GOOD),)
    [dated] = read_decisions(tmp_path / "hand.toml")
    assert (dated.value, dated.at, dated.anchor) == ("2", "2024-05-31", Place("a.txt", Span(10, 25)))


FILES = {
    "not.json": (b"{", "not.json is not JSON"),
    "deep.json": (b"[" * 100_000, "deep.json is not JSON"),
    "bytes.json": (b"\xff\xfe\x00", "bytes.json is not JSON"),
    "not.toml": (b"kind: x", "not.toml is not TOML"),
    "number.json": (b"3", "has no decisions in it"),
    "empty.toml": (b"", "has no decisions in it"),
    "half.json": (b'[{"kind": "lineage", "subject": "a"}]', "decision 1: it has no value and no name and no reason"),
    "text.json": (b'["a"]', "decision 1: a decision is a table"),
    "types.json": (
        b'[{"kind": ["lineage"], "subject": "a", "value": "own", "name": "n", "reason": "r"}]',
        "decision 1: the kind of a decision is text",
    ),
    "anchor.json": (
        b'[{"kind": "credibility", "subject": "a", "value": 2, "name": "n", "reason": "r", "anchor": {"report": 3}}]',
        "decision 1: an anchor is REPORT:START-END",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_named_with_the_entry(name, tmp_path):
    data, complaint = FILES[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=complaint) as raised:
        read_decisions(tmp_path / name)
    assert name in str(raised.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(OSError, match=r"none\.json cannot be read"):
        read_decisions(tmp_path / "none.json")


def test_what_has_no_effect_is_said():
    stories = {"a": "s1", "b": "s1"}
    lineages = (Lineage("l1", ("a", "b")),)
    shown = (Derivation("b", "a", "shown", 0.9),)
    held = overrule("direction", "b", "a", "A. Bek", "Seen.")
    lost = [
        overrule("credibility", "s1c9", "2", "A. Bek", "Log."),
        overrule("lineage", "z", "own", "A. Bek", "Own."),
        overrule("same-story", "a", "y", "A. Bek", "Same."),
        overrule("lineage", "a", "own", "A. Bek", "Own."),
    ]
    kept, notes = in_force([held, *lost], stories, lineages, shown, heeded=())
    assert kept == (held,)
    assert [note.split("has no effect: ")[1] for note in notes] == [
        "there is no such claim in these reports, or it was graded again.",
        "there is no report z here.",
        "there is no report y here.",
        "a later decision goes against it.",
    ]
