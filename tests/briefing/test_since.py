"""What moved between an earlier ledger and a later one, and how it is told."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import pytest

from twosource.briefing.compose import compose
from twosource.briefing.earlier import earlier_from_dict, earlier_of, read_earlier
from twosource.briefing.since import changes_since
from twosource.export.ledger import ledger_to_dict, ledger_to_json
from twosource.model import Claim, Conflict, Ledger, Lineage, Reading, Report, Span

TEXT = "The ferry sank at noon. Forty were saved. The pilot was asleep. Sixty were aboard, the port said."


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def claim(name: str, words: str, reports: str = "a", standing: str = "one report", text: str = "", **more) -> Claim:
    readings = tuple(Reading(r, place(words), f"l{r}", None, text=words) for r in reports)
    return Claim(
        name, text or words, None, readings, len(reports), len(reports), (), standing,
        weight=more.pop("weight", 1.0), story="s1", **more,
    )  # fmt: skip


def ledger(*claims: Claim, reports: str = "a", conflicts: tuple[Conflict, ...] = (), text: str = TEXT) -> Ledger:
    made = tuple(Report(r, text, f"{r}{text}", body=(Span(0, 22),)) for r in reports)
    lineages = tuple(Lineage(f"l{r}", (r,)) for r in reports)
    return Ledger(made, dict.fromkeys(reports, "s1"), lineages, claims=claims, conflicts=conflicts)


def moved(now: Ledger, before: Ledger) -> list[tuple[str, str]]:
    return [(c.kind, c.claim.text) for c in changes_since(now, earlier_of(before)).changes]


SANK = claim("s1c1", "The ferry sank at noon.")
SAVED = claim("s1c2", "Forty were saved.")


def test_the_same_ledger_has_no_news():
    same = ledger(SANK, SAVED)
    found = changes_since(same, earlier_of(same))
    assert (found.changes, found.new_reports, found.new_versions, found.gone) == ((), (), (), ())
    [section] = [s for s in compose(same, since=earlier_of(same)).sections if s.key.startswith("since")]
    assert [s.text for s in section.sentences] == ["Nothing that is said has moved."]


def test_a_claim_is_known_again_by_its_place_whatever_its_number():
    before = ledger(SANK, SAVED)
    asleep = claim("s1c1", "The pilot was asleep.", "b")
    now = ledger(asleep, replace(SANK, id="s1c2"), replace(SAVED, id="s1c3"), reports="ab")
    assert moved(now, before) == [("new", "The pilot was asleep.")]


def test_what_is_read_anew_in_an_old_report_is_no_news():
    assert moved(ledger(SANK, SAVED), ledger(SANK)) == []


def test_what_stands_in_a_new_text_at_an_old_address_is_news():
    now = ledger(claim("s1c1", "The pilot was asleep."), text=TEXT)
    before = ledger(claim("s1c1", "The ferry sank at noon."), text=TEXT[:40])
    found = changes_since(now, earlier_of(before))
    assert [(c.kind, c.claim.text) for c in found.changes] == [("new", "The pilot was asleep.")]
    assert found.new_versions == ("a",)


def test_confirmed_since_and_no_longer_confirmed():
    weak, strong = SANK, claim("s1c1", "The ferry sank at noon.", "ab", "confirmed independently")
    assert moved(ledger(strong, reports="ab"), ledger(weak)) == [("confirmed", SANK.text)]
    assert moved(ledger(weak), ledger(strong, reports="ab")) == [("unconfirmed", SANK.text)]


def test_the_gravest_first_and_each_claim_once():
    gone = claim("s1c1", "Sixty were aboard", "ab", "withdrawn")
    denied = claim("s1c2", "The pilot was asleep.", "ab", "disputed")
    toll = claim("s1c3", "Forty were saved.", "ab")
    conflicts = (
        Conflict("supersession", "s1c3", toll.readings, "Later counts replaced earlier ones."),
        Conflict("denial", "s1c2", denied.readings, "Denied by the union: the pilot was asleep."),
        Conflict("retraction", "s1c1", gone.readings, "Withdrawn by the port: sixty were aboard."),
        Conflict("contradiction", "s1c3", toll.readings, "Figures that differ."),
    )
    before = ledger(
        *(replace(c, standing="one report", readings=c.readings[:1]) for c in (gone, denied, toll)),
    )
    now = ledger(gone, denied, toll, replace(SANK, id="s1c4"), reports="ab", conflicts=conflicts)
    assert [
        (c.kind, c.conflict.text[:12] if c.conflict else None) for c in changes_since(now, earlier_of(before)).changes
    ] == [
        ("withdrawn", "Withdrawn by"),
        ("disputed", "Denied by th"),
        ("disputed", "Figures that"),
    ]


def test_a_conflict_that_was_told_is_no_news():
    conflict = Conflict("denial", "s1c1", SANK.readings, "Denied by the port: the ferry sank.")
    disputed = replace(SANK, standing="disputed")
    again = replace(conflict, text="Denied by the port authority: the ferry sank.")
    assert moved(ledger(disputed, conflicts=(again,)), ledger(disputed, conflicts=(conflict,))) == []


WORDINGS = {
    "the same in other words": (
        "The ferry sank at noon, the port said.",
        "The ferry sank at noon, port officials said.",
        True,
    ),
    "another number": ("Forty were saved from the ferry.", "Fifty were saved from the ferry.", False),
    "another thing": ("Forty were saved from the ferry.", "The pilot was asleep at the wheel.", False),
    "its denial": ("The pilot was asleep on the bridge.", "The pilot was not asleep on the bridge.", False),
}


@pytest.mark.parametrize("name", WORDINGS)
def test_where_no_report_is_in_both_the_words_decide(name):
    then, now, same = WORDINGS[name]
    before = ledger(claim("s1c1", "The ferry sank at noon.", text=then))
    after = ledger(claim("s1c1", "The ferry sank at noon.", "b", text=now), reports="b")
    assert moved(after, before) == ([] if same else [("new", now)])


def test_the_briefing_says_it_first_and_once():
    before = ledger(SANK)
    now = ledger(SANK, claim("s1c2", "Forty were saved.", "b", weight=3.0), reports="ab")
    briefing = compose(now, since=earlier_of(before))
    assert [s.key for s in briefing.sections][:2] == ["since", "since-new"]
    assert briefing.sections[0].sentences[0].text == "One new report (b)."
    told = [x.text for s in briefing.sections for x in s.sentences]
    assert told.count("Forty were saved.") == 1
    assert "The ferry sank at noon." in told


def test_a_written_ledger_is_read_back_the_same(tmp_path):
    now = ledger(SANK, SAVED, conflicts=(Conflict("denial", "s1c1", SANK.readings, "Denied."),))
    assert earlier_from_dict(json.loads(json.dumps(ledger_to_dict(now)))) == earlier_of(now)
    (tmp_path / "l.json.gz").write_bytes(gzip.compress(ledger_to_json(now).encode()))
    assert read_earlier(tmp_path / "l.json.gz") == earlier_of(now)


def test_fields_that_are_missing_or_odd_are_passed_over():
    odd = {
        "format": "twosource-ledger/7",
        "reports": [{"id": "a"}, {"id": 3}, "x", None],
        "claims": [
            {"text": "The ferry sank at noon."},
            {"text": 3},
            {"id": "s1c9", "text": "Forty were saved.", "readings": [{"report": "a", "start": -1, "end": True}, 4]},
        ],
        "conflicts": {"kind": "denial"},
    }
    found = earlier_from_dict(odd)
    assert found.reports == {"a": ""}
    assert [(c.text, c.places) for c in found.claims] == [("The ferry sank at noon.", ()), ("Forty were saved.", ())]
    assert moved_from(found) == []


def moved_from(earlier) -> list[str]:
    return [c.claim.text for c in changes_since(ledger(SANK, SAVED), earlier).changes]


FILES = {
    "picture.json": (b"\x89PNG\r\n\x1a\n\xff", "is not JSON"),
    "half.json": (b'{"format": "twosource-ledger/1", ', "is not JSON"),
    "list.json": (b"[]", "is not a ledger"),
    "other.json": (b'{"format": "geo", "claims": []}', "is not a ledger"),
    "deep.json": (b"[" * 200_000, "is not a ledger: it is nested too deeply|is not JSON"),
    "cut.json.gz": (gzip.compress(b"{}" * 99)[:20], "is a damaged gzip file"),
    "no.json.gz": (b"{}", "is a damaged gzip file"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_ledger_is_named_and_refused(name, tmp_path):
    data, complaint = FILES[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=complaint) as raised:
        read_earlier(tmp_path / name)
    assert name in str(raised.value)


def test_a_ledger_that_is_not_there_is_named(tmp_path):
    with pytest.raises(OSError, match=r"none\.json cannot be read"):
        read_earlier(tmp_path / "none.json")
