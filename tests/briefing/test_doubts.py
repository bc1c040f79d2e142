"""What was lost between copies is told once, with the statement that stands firmer without it."""

from __future__ import annotations

from twosource.briefing.doubts import about_doubts
from twosource.briefing.labels import Citer
from twosource.model import Finding, Place, Report, Span

DOUBTED = "The mast reportedly fell on Monday."
FIRM = "The mast fell on Monday."
REPORTS = [Report("a.txt", DOUBTED, ""), Report("b.txt", DOUBTED, ""), Report("c.txt", FIRM, "")]


def _missed(report: str, other: str = "c.txt", kind: str = "hedge-absent") -> Finding:
    here = Span(DOUBTED.index("reportedly"), DOUBTED.index(" fell"))
    text = f"“reportedly”: present in {report}, absent in {other}."
    return Finding(kind, Place(report, here), Place(other, Span(0, len(FIRM))), text)


def _told(*findings: Finding) -> list[str]:
    section = about_doubts(findings, {r.id: r.text for r in REPORTS}, Citer(REPORTS), 8)
    return [s.text for s in section.sentences]


def test_one_loss_in_two_pairs_is_told_once_with_what_lacks_the_doubt() -> None:
    assert _told(_missed("a.txt"), _missed("b.txt")) == [
        "“reportedly”: present in a and b, absent in c: “The mast fell on Monday.”"
    ]


def test_who_cut_it_is_said_where_that_is_shown() -> None:
    shown = "“reportedly”: present in a.txt, left out of c.txt, which was made from it."
    first = _missed("a.txt")
    cut = Finding(first.kind, first.present, first.absent, shown)
    assert _told(cut, _missed("b.txt")) == [
        "“reportedly”: present in a, left out of c, which was made from it: “The mast fell on Monday.”",
        "“reportedly”: present in b, absent in c: “The mast fell on Monday.”",
    ]


def test_a_source_lost_from_one_sentence_is_missed_once_however_it_was_named() -> None:
    def lost(report: str, source: str) -> Finding:
        text = f"the attribution “{source}” … “said”: present in {report}, absent in c.txt."
        return Finding("attribution-absent", Place(report, Span(0, 8)), Place("c.txt", Span(0, len(FIRM))), text)

    one = lost("a.txt", "A harbour clerk, who gave no name,")
    assert _told(one, lost("b.txt", "A harbour clerk who gave no name")) == [
        "The attribution “A harbour clerk, who gave no name,” … “said”: present in a and b, absent in c: "
        "“The mast fell on Monday.”"
    ]
    assert len(_told(one, lost("b.txt", "Mayor Ines Karpel"))) == 2


def test_two_kinds_of_loss_stay_two() -> None:
    assert len(_told(_missed("a.txt"), _missed("b.txt", kind="attribution-absent"))) == 2


def test_a_word_of_doubt_that_is_a_cue_too_is_missed_once() -> None:
    assert len(_told(_missed("a.txt"), _missed("a.txt", kind="attribution-absent"))) == 1


def test_what_lost_its_source_is_printed_by_its_first_words() -> None:
    told = "The mast of the old lightship at Tarn fell on Monday, according to a log seen by Quaywire."
    bare = "The mast of the old lightship at Tarn fell on Monday before noon."
    other = "It stood for a century. The mast fell, according to a log seen by Quaywire."
    reports = [Report("a.txt", told, ""), Report("b.txt", bare, ""), Report("c.txt", other, "")]
    named = Span(told.index("according"), len(told) - 1)
    text = "the attribution “according to a log seen by Quaywire”: present in a.txt, absent in b.txt."
    lost = Finding("attribution-absent", Place("a.txt", named), Place("b.txt", Span(0, len(bare))), text)
    (one,) = about_doubts([lost], {r.id: r.text for r in reports}, Citer(reports), 8).sentences
    assert one.text == (
        "The attribution “according to a log seen by Quaywire”: present in a and c, absent in b: "
        "“The mast of the old lightship at Tarn fell …”"
    )
    assert [c.label for c in one.citations] == ["a:1", "c:1", "b:1"]
