from __future__ import annotations

from twosource import annotation, steps
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


def test_reports_that_come_one_by_one_are_read_in_portions_and_a_passage_once(monkeypatch):
    real = annotation.annotate
    read: list[str] = []

    def noting(texts, settings):
        read.extend(texts)
        return real(texts, settings)

    monkeypatch.setattr(annotation, "annotate", noting)
    monkeypatch.setattr(steps, "REPORTS_AT_ONCE", 2)
    taken: list[int] = []

    def reports():
        for n in range(5):
            taken.append(n)
            yield make_report("same" if n in (1, 4) else str(n), f"{GOOD}\n\nIt cost {n % 2} crowns.\n")

    with LocalEngine(1) as engine:
        notes = steps.iter_notes(reports(), settings=Settings(learned=False), engine=engine)
        first = next(notes)
        assert taken == [0, 1]
        rest = list(notes)
        whole = steps.annotate(list(reports()), settings=Settings(learned=False), engine=LocalEngine(1))
    assert [n.report for n in (first, *rest)] == ["0", "same", "2", "3", "same#2"]
    assert [first, *rest] == whole
    assert sorted(read[:3]) == sorted({GOOD, "It cost 0 crowns.", "It cost 1 crowns."})
    assert len(read) == 6  # three for each of the two runs


def test_what_copies_share_is_unpacked_once(monkeypatch):
    real = annotation.unpack
    unpacked: list[str] = []
    monkeypatch.setattr(annotation, "unpack", lambda kind, text: unpacked.append(text) or real(kind, text))
    annotation._unpacked.cache_clear()
    reports = [make_report(name, f"{GOOD}\n\nShe paid {n} crowns.\n") for n, name in enumerate("abc", 11)]
    with LocalEngine(1) as engine:
        notes = annotate_reports(reports, engine, Settings(learned=False))
    assert len(unpacked) == len(set(unpacked)) == 4
    assert [[f.value for f in notes[name].figures] for name in "abc"] == [[11], [12], [13]]
