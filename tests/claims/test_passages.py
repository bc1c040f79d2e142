"""What copies share is looked at once, and says in each of them what it says there."""

from __future__ import annotations

import pytest

from twosource.annotation import annotate_reports, resolve_story
from twosource.claims import passages
from twosource.claims.near import by_sentence
from twosource.claims.passages import Passages
from twosource.claims.statements import find_statements
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.model import Settings

LEAD = "Nine sailors were killed when the ferry Orla sank off Tarn on Monday, harbour master Maud Ebel said."
TOLD = "She said that 31 passengers were missing. Nobody on the quay was hurt, and the port was closed until Friday."
QUOTED = "“We were never warned,” said Jon Reve, who owns the Orla. “The bell was silent. In 2009 it was, too.”"
OPENED = "“The bell was silent,” Jon Reve went on. “I heard nothing."
CLOSED = "“I saw nothing either. Who would warn us?”"
ORDERS = "The Courier has learned that the owner was told to sell her in May."
POST = "The quay is empty. — Maud Ebel (@ebel) May 10, 2021"


def story(*texts: str, days: tuple[str, ...] = (), outlets: tuple[str, ...] = ()):
    """Read texts as a story of rules alone; each is a report."""
    reports = [
        make_report(
            f"r{n}",
            text,
            published=days[n] if days else "2021-05-12",
            outlet=outlets[n] if outlets else f"Outlet {n}",
        )
        for n, text in enumerate(texts)
    ]
    noted = annotate_reports(reports, LocalEngine(), Settings(learned=False))
    return reports, resolve_story(reports, [noted[r.id] for r in reports])


def paragraphs(*told: str) -> str:
    return "\n\n".join(told)


@pytest.mark.parametrize(
    "texts",
    [
        (paragraphs(LEAD, TOLD, QUOTED), paragraphs(LEAD, QUOTED), paragraphs(TOLD, QUOTED, LEAD)),
        # "She" is another in the second, where nobody is named before.
        (paragraphs(LEAD, TOLD), paragraphs("Ida Korn sailed the Orla for nine years.", TOLD), paragraphs(LEAD, TOLD)),
        # A quotation that runs over paragraphs, and the same paragraph alone.
        (paragraphs(OPENED, CLOSED, TOLD), paragraphs(CLOSED, TOLD), paragraphs(OPENED, CLOSED, TOLD, LEAD)),
        # The dateline stands before the first paragraph.
        ("TARN (Meridian) — " + paragraphs(LEAD, TOLD), "TARN (Meridian) — " + paragraphs(LEAD, QUOTED)),
        (paragraphs(LEAD, POST), paragraphs(LEAD, TOLD), paragraphs(QUOTED, LEAD)),
    ],
)
def test_copies_say_what_each_says_alone(texts):
    reports, notes = story(*texts)
    shared = Passages(reports, notes)
    for report, noted in zip(reports, notes, strict=True):
        alone = find_statements(report, noted)
        assert alone, "nothing to compare"
        assert shared.statements_of(report, noted, list(by_sentence(noted))) == alone


def test_a_paragraph_of_another_day_is_another():
    reports, notes = story(paragraphs(LEAD, TOLD), paragraphs(LEAD, TOLD), days=("2021-05-12", "2021-05-19"))
    shared = Passages(reports, notes)
    first, second = (shared.statements_of(r, n, list(by_sentence(n))) for r, n in zip(reports, notes, strict=True))
    assert {day for s in first for day in s.days} != {day for s in second for day in s.days}


def test_who_prints_what_the_newsroom_itself_has_learned():
    outlets = ("Outlet 1", "The Tarn Courier", "Outlet 2")
    reports, notes = story(*(paragraphs(LEAD, ORDERS),) * 3, outlets=outlets)
    shared = Passages(reports, notes)
    kinds = [
        {s.kind for s in shared.statements_of(r, n, list(by_sentence(n))) if "told to sell" in s.text}
        for r, n in zip(reports, notes, strict=True)
    ]
    assert kinds[0] == kinds[2] == {"utterance"}
    assert kinds[1] == {"own"}


def test_a_paragraph_is_looked_at_once_however_many_run_it(monkeypatch):
    looked: list[str] = []

    def counted(report, notes, sentences):
        looked.append(report.id)
        return find_statements(report, notes, sentences)

    monkeypatch.setattr(passages, "find_statements", counted)
    texts = [paragraphs(LEAD, TOLD, QUOTED), *(paragraphs(LEAD, *more) for more in ([TOLD], [QUOTED], [TOLD]))]
    reports, notes = story(*texts)
    shared = Passages(reports, notes)
    for report, noted in zip(reports, notes, strict=True):
        shared.statements_of(report, noted, list(by_sentence(noted)))
    assert looked == ["r0"] * 3
