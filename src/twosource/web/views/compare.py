"""Two to four reports come in; their collation goes out: sentence beside sentence, each difference named in a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from twosource.briefing.collation import mark_cell, mark_words
from twosource.lineage.collation import Cell, Collation, Row, collate
from twosource.model import Ledger, Report
from twosource.web.addresses import report_url
from twosource.web.naming import Named, Names
from twosource.web.twins import Table

MOST_BESIDE = 3
SHOW = {"all": "Everything", "changes": "Differences", "meaning": "Changes of meaning"}
# What a finding is called where it stands beside the words.
MEANINGS = {
    "hedge-absent": "words of doubt absent",
    "attribution-absent": "attribution absent",
    "double-deletion": "agency and speaker both absent",
    "figure-changed": "figure changed",
    "speaker-changed": "speaker changed",
    "certainty-raised": "certainty raised",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One report's words beside the base: what was done to them, in words, and the words with their marks."""

    kinds: tuple[str, ...]
    meaning: tuple[str, ...]
    words: str
    html: Markup
    url: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the base, or none, and the others' sides. `number` counts the differences, None for none."""

    number: int | None
    base: str
    base_html: Markup
    base_url: str | None
    sides: tuple[Side, ...]
    meaning: bool


@dataclass(frozen=True, slots=True)
class CompareView:
    """All that the comparison shows. `density` says of each line of the whole what kind of difference it has.

    `changed_meanings` are the differences that change what is said: number, kind, report, the base's words.
    """

    reports: tuple[Named, ...]
    base: Named | None
    beside: tuple[Named, ...]
    kept: tuple[int, ...]
    lines: tuple[Line, ...]
    show: str
    spelling: bool
    differences: int
    meanings: int
    density: tuple[str, ...]
    changed_meanings: tuple[tuple[int, str, str, str], ...] = ()

    def table(self) -> Table:
        """Return the collation as a table: the base, then the words and the kinds of each of the others."""
        others = [name for n in self.beside for name in (n.id, f"{n.id}: what differs")]
        columns = (self.base.id if self.base else "base", *others)
        rows = [
            (x.base, *(cell for s in x.sides for cell in (s.words, ", ".join(s.kinds + s.meaning)))) for x in self.lines
        ]
        return columns, rows


def compare_view(
    ledger: Ledger, *, base: str = "", beside: Sequence[str] = (), show: str = "all", spelling: bool = True
) -> CompareView:
    """Lay up to three reports beside a base; without a choice, the pair that differs most in meaning.

    `show` is one of SHOW; `spelling` False hides what differs in house style alone. Raises KeyError for a report that
    is not in the story.
    """
    names = Names(ledger.reports)
    base, beside = _choose(ledger, base, [b for b in beside if b])
    show = show if show in SHOW else "all"
    listed = tuple(names.named.values())
    if not beside:
        return CompareView(listed, names.named.get(base), (), (), (), show, spelling, 0, 0, ())
    collation = collate(names.reports[base], [names.reports[b] for b in beside], ledger.findings)
    rows = [(row, _differs(row, spelling)) for row in collation.rows]
    lines = _lines(collation, rows, show, names)
    return CompareView(
        reports=listed,
        base=names.named[base],
        beside=tuple(names.named[b] for b in beside),
        kept=tuple(round(k * 100) for k in collation.kept),
        lines=lines,
        show=show,
        spelling=spelling,
        differences=sum(1 for _, differs in rows if differs),
        meanings=sum(1 for row, _ in rows if row.meaning),
        density=tuple("meaning" if row.meaning else "changed" if differs else "same" for row, differs in rows),
        changed_meanings=_changed_meanings(_lines(collation, rows, "meaning", names), beside, names),
    )


def _choose(ledger: Ledger, base: str, beside: list[str]) -> tuple[str, list[str]]:
    ids = [r.id for r in ledger.reports]
    if (base and base not in ids) or any(b not in ids for b in beside):
        raise KeyError("a report that is not in this story")
    chosen = [b for b in dict.fromkeys(beside) if b != base][:MOST_BESIDE]
    if base and chosen:
        return base, chosen
    pairs = [(f.present.report, f.absent.report) for f in ledger.findings if f.kind == "hedge-absent"]
    pairs += [(f.present.report, f.absent.report) for f in ledger.findings]
    pairs += [(str(d.parent), d.child) for d in sorted(ledger.derivations, key=lambda d: -d.kept)]
    pairs += [(ids[0], other) for other in ids[1:]]
    pairs = [p for p in pairs if {*p} <= {*ids} and (not base or base in p)]
    if not pairs:
        return base or ids[0], []
    first, second = pairs[0]
    return (base, [second if first == base else first]) if base else (first, [second])


def _changed_meanings(
    lines: Sequence[Line], beside: Sequence[str], names: Names
) -> tuple[tuple[int, str, str, str], ...]:
    return tuple(
        (line.number or 0, ", ".join(side.meaning), names.title(other), " ".join((line.base or side.words).split()))
        for line in lines
        for side, other in zip(line.sides, beside, strict=True)
        if side.meaning
    )


def _differs(row: Row, spelling: bool) -> bool:
    kinds = {kind for cell in row.cells for kind in cell.kinds}
    return bool(kinds - {"kept"} - (set() if spelling else {"respelled"})) or bool(row.meaning)


def _lines(collation: Collation, rows: list[tuple[Row, bool]], show: str, names: Names) -> tuple[Line, ...]:
    base = names.reports[collation.base]
    others = [names.reports[o] for o in collation.others]
    lines, number = [], 0
    for row, differs in rows:
        number += differs
        if (show == "meaning" and not row.meaning) or (show == "changes" and not differs):
            continue
        sides = tuple(_side(cell, other, base) for cell, other in zip(row.cells, others, strict=True))
        words = row.base.of(base.text) if row.base else ""
        url = report_url(base.id, row.base) if row.base else None
        lines.append(
            Line(number if differs else None, words, mark_words(base, row.base), url, sides, bool(row.meaning))
        )
    return tuple(lines)


def _side(cell: Cell, report: Report, base: Report) -> Side:
    kinds = tuple(k for k in cell.kinds if k != "kept")
    return Side(
        kinds,
        tuple(MEANINGS.get(m, m.replace("-", " ")) for m in cell.meaning),
        cell.span.of(report.text) if cell.span else "",
        mark_cell(cell, report, base),
        report_url(report.id, cell.span) if cell.span else None,
    )
