"""A small story, made by hand, that the page is tested with: one copied report, one of its own, hostile words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pytest

from twosource.model import (
    Briefing,
    Citation,
    Claim,
    Conflict,
    Derivation,
    Figure,
    Ledger,
    Lineage,
    ReadError,
    Reading,
    Report,
    Section,
    Sentence,
    Span,
)

HERON = """Dam at Lower Ostry holds, mayor says

PHOTO: The dam on Monday. (A. Grebe/Heron)
The dam at Lower Ostry held on Monday, mayor Ula Brandt said. About 40 people left their homes.

"We looked at <b>every</b> crack & found none," she said.
Read more: <script>alert("rain")</script>
"""
GULL = """Dam at Lower Ostry holds
The dam at Lower Ostry held on Monday, mayor Ula Brandt said.
More than 60 people left their homes.
"""
KITE = "The water\u202estood\u200b at nine metres.\r\nNobody\x07 was hurt. Fifty people left their homes.\r\n"


@dataclass(frozen=True)
class Story:
    """The reports of the story, its briefing and its ledger."""

    briefing: Briefing
    ledger: Ledger


@pytest.fixture(scope="session")
def story() -> Story:
    """Return the story; every citation is found by its words."""
    reports = (
        _report(
            "01_heron.txt",
            HERON,
            outlet="The <i>Heron</i>",
            published="2020-03-02",
            title="Dam at Lower Ostry holds, mayor says",
        ),
        _report("02_gull.txt", GULL, published="2020-03-03", title="Dam at Lower Ostry holds"),
        _report("03_kite.txt", KITE),
    )
    texts = {r.id: r.text for r in reports}

    def cite(report: str, words: str) -> Citation:
        start = texts[report].index(words)
        line = texts[report].count("\n", 0, start) + 1
        return Citation(report, Span(start, start + len(words)), f"{report[:2]}:{line}")

    held = "The dam at Lower Ostry held on Monday, mayor Ula Brandt said."
    crack = "We looked at <b>every</b> crack & found none,"
    sections = (
        Section(
            "one-origin",
            "Reported independently",
            (
                Sentence(
                    "Ula Brandt: The dam at Lower Ostry held.",
                    (cite("01_heron.txt", held), cite("02_gull.txt", held)),
                    "two reports, one lineage; origin: Ula Brandt",
                    "c1",
                ),
                Sentence(
                    f"Ula Brandt: “{crack}”",
                    (cite("01_heron.txt", crack), cite("01_heron.txt", 'crack & found none," she said')),
                ),
                Sentence("Across the lines", (cite("02_gull.txt", "Ula Brandt said.\nMore than 60 people left"),)),
            ),
            "A note with <em>angles</em>.",
        ),
        Section(
            "withdrawn",
            "Withdrawn",
            (
                Sentence("Nobody was hurt.", (cite("03_kite.txt", "Nobody\x07 was hurt."),), None, None, "withdrawn"),
                Sentence("The water stood.", (cite("03_kite.txt", "water\u202estood\u200b at"),), None, None, "doubt"),
            ),
        ),
        Section(
            "figures",
            "Figures",
            (Sentence("About 40 people left.", (cite("01_heron.txt", "About 40 people"),), None, None, "disputed"),),
        ),
        Section(
            "timeline",
            "Timeline",
            (
                Sentence("2 March 2020: The dam held.", (cite("01_heron.txt", "held on Monday"),)),
                Sentence("2 March 2020: None found.", (cite("01_heron.txt", "found none"),)),
            ),
        ),
        Section("reports", "Reports", (Sentence("01: The <i>Heron</i>, 2 March 2020, no credit printed.", ()),)),
    )
    briefing = Briefing(
        Sentence("Dam at <u>Lower Ostry</u> holds", (cite("02_gull.txt", "Dam at Lower Ostry holds"),)),
        Sentence("Three reports; two lineages.", ()),
        sections,
        "s1",
    )
    reading = Reading("01_heron.txt", cite("01_heron.txt", held).span, "l1", "Ula <b>Brandt</b>")
    gone = Reading("02_gull.txt", cite("02_gull.txt", "More than 60 people").span, "l1", None, "withdraws")
    ledger = Ledger(
        reports=reports,
        stories={r.id: "s1" for r in reports},
        lineages=(Lineage("l1", ("01_heron.txt", "02_gull.txt"), "Ostry <Wire>"), Lineage("l2", ("03_kite.txt",))),
        derivations=(Derivation("02_gull.txt", "01_heron.txt", "unknown", 0.62, ("12 words & more",)),),
        figures=(
            Figure(
                "01_heron.txt", cite("01_heron.txt", "About 40").span, None, None, "~", 40, "people", "people", "left"
            ),
            Figure(
                "02_gull.txt", cite("02_gull.txt", "More than 60").span, 61, None, ">", 60, "people", "people", "left"
            ),
            Figure("03_kite.txt", cite("03_kite.txt", "Fifty").span, 50, 50, "=", 50, "people", "people", "left"),
            Figure("03_kite.txt", cite("03_kite.txt", "nine metres").span, 9, 9, "=", 9, "m", None, "stood"),
        ),
        claims=(
            Claim(
                "c1",
                "The dam <held>.",
                None,
                (reading,),
                2,
                1,
                ("Ula <b>Brandt</b>",),
                "one report, run 2 times",
                ("2 reports run one copy & count once",),
                weight=1.0,
                story="s1",
            ),
        ),
        conflicts=(Conflict("retraction", "c1", (gone,), "Withdrawn."),),
        errors=(ReadError("<bad>.txt", "is a picture & no text"),),
    )
    return Story(briefing, ledger)


def _report(name: str, text: str, *, title: str | None = None, **known: str) -> Report:
    title_span = Span(0, len(title)) if title else None
    body, start = [], 0
    for line in text.split("\n"):
        outside = line.startswith(("PHOTO", "Read more")) or (title is not None and start == 0)
        if line.strip() and not outside:
            body.append(Span(start, start + len(line.rstrip("\r"))))
        start += len(line) + 1
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(name, text, digest, tuple(body), title=title, title_span=title_span, **known)
