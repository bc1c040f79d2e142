from __future__ import annotations

from twosource import annotation
from twosource.annotation import annotate_reports
from twosource.engine.local import LocalEngine
from twosource.intake import make_report
from twosource.model import ReadError, Settings

GOOD = "The mayor of Lodev said the bridge would open on Friday."
BAD = "Nobody can read this paragraph."


def test_a_paragraph_that_breaks_the_reading_costs_that_paragraph_alone(monkeypatch):
    real = annotation.annotate

    def breaking(texts, settings):
        for text in texts:
            if text == BAD:
                raise RuntimeError("no parse")
        return real(texts, settings)

    monkeypatch.setattr(annotation, "annotate", breaking)
    reports = [make_report("a", f"{GOOD}\n\n{BAD}\n\nShe paid 12 crowns.\n"), make_report("b", f"{GOOD}\n")]
    errors: list[ReadError] = []
    with LocalEngine(1) as engine:
        notes = annotate_reports(reports, engine, Settings(learned=False), errors)
    assert len(notes["a"].attributions) == len(notes["b"].attributions) == 1
    assert [f.value for f in notes["a"].figures] == [12]
    assert [e.report for e in errors] == ["a"]
    assert "Nobody can read" in errors[0].message
    assert "RuntimeError: no parse" in errors[0].message
