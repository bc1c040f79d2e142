"""What a newsroom says of its own work: no source beside it, and whose it is that was printed elsewhere first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from twosource.claims.own_voice import in_own_voice, is_own_name
from twosource.claims.units import Unit
from twosource.language.clauses import Clause
from twosource.model import Attribution, Report, Span

TEXT = "The Echo can confirm that the lock at Orlow is shut, as the Tide Courier first reported."


def unit(outlet: str, cue: str = "can confirm") -> Unit:
    report = Report("r0", TEXT.replace("can confirm", cue), "", outlet=outlet)
    at = report.text.index("the lock")
    source, said = Span(0, len("The Echo")), Span(at, report.text.index(","))
    cues = (Span(len("The Echo "), len("The Echo ") + len(cue)),)
    first = report.text.index("first")
    known = Attribution("a0", "", "indirect", (source,), cues, (said,), speakers=("Echo",), via="a1")
    elsewhere = Attribution("a1", "", "indirect", (Span(first - 17, first),), (Span(first, first + 14),), (said,))
    elsewhere = replace(elsewhere, speakers=("Tide Courier",))
    return in_own_voice(report, Unit(said, known, None), (known, elsewhere))


def test_what_another_paper_printed_first_is_that_papers() -> None:
    found = unit("The Orlow Echo").attribution
    assert found is not None
    assert found.speakers == ("Tide Courier",)


@pytest.mark.parametrize(("outlet", "cue"), [("The Harbour Mail", "can confirm"), ("The Orlow Echo", "reported")])
def test_another_papers_words_and_an_earlier_report_keep_their_speaker(outlet: str, cue: str) -> None:
    found = unit(outlet, cue).attribution
    assert found is not None
    assert found.speakers == ("Echo",)


@pytest.mark.parametrize(
    ("name", "outlet", "own"),
    [
        ("the Echo", "The Orlow Echo", True),
        ("QRB", "QRB News", True),
        ("Orlow", "The Orlow Echo", False),
        ("the Echo", "", False),
    ],
)
def test_an_outlet_is_known_by_the_short_of_its_name(name: str, outlet: str, own: bool) -> None:
    assert is_own_name(name, outlet) is own


@pytest.mark.parametrize(
    ("sentence", "outlet", "own"),
    [
        ("The Echo got two names wrong in its report on Friday.", "The Orlow Echo", True),
        ("The ministry got two names wrong in its report on Friday.", "The Orlow Echo", False),
    ],
)
def test_a_paper_that_tells_of_its_own_report_is_no_source(sentence: str, outlet: str, own: bool) -> None:
    head, source = sentence.index("got"), sentence.index("its")
    said = Span(0, sentence.index(" in its"))
    clause = Clause(said, Span(head, head + 3), 0, "main", "get", "echo", False, False, "past", None)
    cue = (Span(source - 3, source - 1),)
    sources = (Span(source, source + len("its report")),)
    known = Attribution("a0", "", "indirect", sources, cue, (said,), speakers=("Arn Rail",))
    found = in_own_voice(Report("r0", sentence, "", outlet=outlet), Unit(said, known, clause), (known,)).attribution
    assert (found is None) is own
